"""Documents that a plan cites: type, number, date, issuer, the part; and what is no citation."""

from dataclasses import dataclass

import pytest
from plan_making import plan, rules

from extractor.extraction.citations import CitationFinder
from extractor.extraction.cited import CitedDocument
from extractor.extraction.cited_lists import shared_dates, shared_issuers
from extractor.language.text import canonical


@dataclass(frozen=True)
class Cite:
    """One citation as a case states it; `words` None for the whole text."""

    kind: str
    number: str | None = None
    on: str | None = None
    issuer: str | None = None
    year: int | None = None
    part: tuple[str | None, str | None, str | None] = (None, None, None)
    words: str | None = None


def cited(text: str) -> list[CitedDocument]:
    found = CitationFinder(rules().citations).find(text, canonical(text), 0, len(text))
    return shared_issuers(list(found), text)


def stated(text: str, found: CitedDocument) -> Cite:
    words = text[found.start : found.end]
    return Cite(
        found.cited_type,
        found.number,
        found.issued_on,
        found.issuer,
        found.year,
        (found.article, found.clause, found.point),
        None if words == text else words,
    )


PRIME = "Thủ tướng Chính phủ"
LABOUR = "Lao động - Thương binh và Xã hội"

FORMS = [
    ("Quyết định số 90/QĐ-TTg", Cite("Quyết định", "90/QĐ-TTg")),
    ("Quyết định 90/QĐ-TTg", Cite("Quyết định", "90/QĐ-TTg")),
    ("Quyết định số: 90/QĐ-TTg", Cite("Quyết định", "90/QĐ-TTg")),
    ("QĐ 90/QĐ-TTg", Cite("Quyết định", "90/QĐ-TTg")),
    (
        "Tờ trình số 812/TTr. UBND ngày 3 tháng 4 năm 2010",
        Cite("Tờ trình", "812/TTr.UBND", "2010-04-03"),
    ),
    (
        "Thông tư liên tịch số 5/2006/TTLT-BTC - BYT-BNV ngày 18/01/2006",
        Cite("Thông tư liên tịch", "5/2006/TTLT-BTC-BYT-BNV", "2006-01-18", year=2006),
    ),
    (
        "Tờ trình số 812/TTr. UBND huyện giao các xã thực hiện",
        Cite("Tờ trình", "812/TTr", words="Tờ trình số 812/TTr"),
    ),
    ("NQ số 24/2021/QH15", Cite("Nghị quyết", "24/2021/QH15", year=2021)),
    ("NGHỊ QUYẾT SỐ 24/2021/QH15", Cite("Nghị quyết", "24/2021/QH15", year=2021)),
    (
        f"Quyết định số 90/QĐ-TTg ngày 18/01/2022 của {PRIME}",
        Cite("Quyết định", "90/QĐ-TTg", "2022-01-18", PRIME),
    ),
    (
        f"Quyết định số 90/QĐ-TTg của {PRIME} ngày 18/01/2022",
        Cite("Quyết định", "90/QĐ-TTg", "2022-01-18", PRIME),
    ),
    ("Quyết định số 90/QĐ-TTg, ngày 18 tháng 01 năm 2022", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg ngày 18-01-2022", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg năm 2022", Cite("Quyết định", "90/QĐ-TTg", "2022")),
    ("Kết luận số 14-KL/TU tháng 5 năm 2022", Cite("Kết luận", "14-KL/TU", "2022-05")),
    ("Quyết định số 12/QĐ-UBND ngày    tháng 3 năm 2022", Cite("Quyết định", "12/QĐ-UBND", "2022-03")),
    ("Nghị định số 07/2021/NĐ-CP", Cite("Nghị định", "07/2021/NĐ-CP", year=2021)),
    (
        "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ",
        Cite("Nghị định", "07/2021/NĐ-CP", "2021-01-27", "Chính phủ", 2021),
    ),
    ("Nghị quyết số 66.18/2026/NQ-CP", Cite("Nghị quyết", "66.18/2026/NQ-CP", year=2026)),
    ("Quyết định số 22a/QĐ-UBND", Cite("Quyết định", "22a/QĐ-UBND")),
    ("Quyết định số 33/2021/QĐ- TTg", Cite("Quyết định", "33/2021/QĐ-TTg", year=2021)),
    ("Quyết định số 33/2021/QĐ -TTg", Cite("Quyết định", "33/2021/QĐ-TTg", year=2021)),
    ("Quyết định số 255/QĐ–TTg", Cite("Quyết định", "255/QĐ-TTg")),
    ("Nghị định số 20 /2021/NĐ-CP", Cite("Nghị định", "20/2021/NĐ-CP", year=2021)),
    ("Nghị định số 20/ 2021/NĐ-CP", Cite("Nghị định", "20/2021/NĐ-CP", year=2021)),
    (
        "Kế hoạch số 95-KH/ĐU ngày 12/3/2024 của Đảng ủy xã",
        Cite("Kế hoạch", "95-KH/ĐU", "2024-03-12", "Đảng ủy xã"),
    ),
    (
        "Nghị quyết số 12-NQ/TU, ngày 05/8/2021 của Ban Chấp hành Đảng bộ tỉnh",
        Cite("Nghị quyết", "12-NQ/TU", "2021-08-05", "Ban Chấp hành Đảng bộ tỉnh"),
    ),
    ("Chương trình số 17-CTr/TU của Tỉnh ủy", Cite("Chương trình", "17-CTr/TU", issuer="Tỉnh ủy")),
    ("Chương trình hành động số 12-CTr/HU", Cite("Chương trình hành động", "12-CTr/HU")),
    ("Chỉ thị số 05-CT/TW của Ban Bí thư", Cite("Chỉ thị", "05-CT/TW", issuer="Ban Bí thư")),
    (
        f"Thông tư số 07/2021/TT-BLĐTBXH của Bộ {LABOUR}",
        Cite("Thông tư", "07/2021/TT-BLĐTBXH", issuer=f"Bộ {LABOUR}", year=2021),
    ),
    (
        "Thông tư số 01/2023/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch",
        Cite("Thông tư", "01/2023/TT-BVHTTDL", issuer="Bộ Văn hóa, Thể thao và Du lịch", year=2023),
    ),
    (
        "Thông tư 46/2022/TT-BTC của Bộ trưởng Bộ Tài chính",
        Cite("Thông tư", "46/2022/TT-BTC", issuer="Bộ trưởng Bộ Tài chính", year=2022),
    ),
    (
        "Thông tư liên tịch số 02/2014/TTLT-BLĐTBXH-BTC",
        Cite("Thông tư liên tịch", "02/2014/TTLT-BLĐTBXH-BTC", year=2014),
    ),
    (
        f"Công văn số 1123/SLĐTBXH-BTXH ngày 04/ 01/2024 của Sở {LABOUR}",
        Cite("Công văn", "1123/SLĐTBXH-BTXH", "2024-01-04", f"Sở {LABOUR}"),
    ),
    ("Công văn 4567/UBND-VX", Cite("Công văn", "4567/UBND-VX")),
    (
        "Báo cáo số 301/BC-UBND ngày 30/11/2023 của UBND huyện Tam Khê",
        Cite("Báo cáo", "301/BC-UBND", "2023-11-30", "UBND huyện Tam Khê"),
    ),
    ("Báo cáo thẩm tra số 31/BC-HĐND", Cite("Báo cáo thẩm tra", "31/BC-HĐND")),
    ("Quyết định số 12/QĐ-UBND tỉnh", Cite("Quyết định", "12/QĐ-UBND", issuer="UBND tỉnh")),
    ("Quyết định 210 của Thủ tướng Chính phủ", Cite("Quyết định", "210", issuer=PRIME)),
    ("Quyết định số 210 ngày 12/3/2021", Cite("Quyết định", "210", "2021-03-12")),
    ("Pháp lệnh số 02/2020/UBTVQH14", Cite("Pháp lệnh", "02/2020/UBTVQH14", year=2020)),
    ("Luật số 39/2019/QH14", Cite("Luật", "39/2019/QH14", year=2019)),
    ("Luật Đầu tư công số 39/2019/QH14", Cite("Luật", "39/2019/QH14", year=2019)),
    ("Luật Đầu tư công ngày 13 tháng 6 năm 2019", Cite("Luật", on="2019-06-13")),
    ("Luật Tổ chức chính quyền địa phương năm 2015", Cite("Luật", on="2015")),
    ("Luật Ngân sách nhà nước", Cite("Luật")),
    ("Bộ luật Lao động số 45/2019/QH14", Cite("Bộ luật", "45/2019/QH14", year=2019)),
    ("Bộ luật Lao động năm 2019", Cite("Bộ luật", on="2019")),
    ("Hiến pháp năm 2013", Cite("Hiến pháp", on="2013")),
    (
        "khoản 2 Điều 5 Nghị định số 07/2021/NĐ-CP",
        Cite("Nghị định", "07/2021/NĐ-CP", year=2021, part=("5", "2", None)),
    ),
    (
        "điểm a khoản 1 Điều 3 Thông tư số 07/2021/TT-BLĐTBXH",
        Cite("Thông tư", "07/2021/TT-BLĐTBXH", year=2021, part=("3", "1", "a")),
    ),
    (
        "điểm đ, khoản 2, Điều 9 Quyết định số 02/2022/QĐ-TTg",
        Cite("Quyết định", "02/2022/QĐ-TTg", year=2022, part=("9", "2", "đ")),
    ),
    ("Điều 14 của Luật Đầu tư công", Cite("Luật", part=("14", None, None))),
    (
        "Điều 4, 5 và 6 của Nghị định số 27/2022/NĐ-CP",
        Cite("Nghị định", "27/2022/NĐ-CP", year=2022, part=("4, 5, 6", None, None)),
    ),
    (
        "điểm a, b và đ khoản 2, khoản 4 Điều 5 Nghị định số 27/2022/NĐ-CP",
        Cite("Nghị định", "27/2022/NĐ-CP", year=2022, part=("5", "2, 4", "a, b, đ")),
    ),
    (
        "Điều 62 đến Điều 71 Nghị định số 27/2022/NĐ-CP",
        Cite("Nghị định", "27/2022/NĐ-CP", year=2022, part=("62-71", None, None)),
    ),
    (
        "khoản 2 mục II Thông tư số 58/2009/TT-BTC",
        Cite("Thông tư", "58/2009/TT-BTC", year=2009, part=(None, "2", None)),
    ),
    ("Quyết định số 12/QĐ UBND", Cite("Quyết định", "12/QĐUBND")),
    ("Quyết định số 12/QĐ - UBND", Cite("Quyết định", "12/QĐ-UBND")),
    ("Kế hoạch số 95 - KH / ĐU", Cite("Kế hoạch", "95-KH/ĐU")),
    ("Nghị quyết 57 NQ/TW", Cite("Nghị quyết", "57NQ/TW")),
    ("Nghị định số 2 7/2022/NĐ-CP", Cite("Nghị định", "27/2022/NĐ-CP", year=2022)),
    ("Nghị quyết số 11/2004//NQ-HĐND", Cite("Nghị quyết", "11/2004//NQ-HĐND", year=2004)),
    ("quyết định số 1956/qđ-ttg", Cite("Quyết định", "1956/qđ-ttg")),
    ("Luật Hợp tác xã số 17/2023/QH 15", Cite("Luật", "17/2023/QH15", year=2023)),
    ("Chỉ thị so 41-CT/TW", Cite("Chỉ thị", "41-CT/TW")),
    ("Quyet dinh so 90/QD-TTg", Cite("Quyết định", "90/QD-TTg")),
    ("Báo cáo tiếp thu, giải trình số 512/BC-UBND", Cite("Báo cáo", "512/BC-UBND")),
    ("Kế hoạch hành động 469-KH/TU", Cite("Kế hoạch", "469-KH/TU")),
    ("Tờ trình liên ngành số 415/TTLN-TP-TC", Cite("Tờ trình", "415/TTLN-TP-TC")),
    ("Thông báo kết luận số 64/TB-VPCP", Cite("Thông báo", "64/TB-VPCP")),
    (
        "Nghị quyết của HĐND tỉnh số 12/NQ-HĐND ngày 8/12/2021",
        Cite("Nghị quyết", "12/NQ-HĐND", "2021-12-08", "HĐND tỉnh"),
    ),
    ("Quyết định số 12/QĐ-UBND của tỉnh", Cite("Quyết định", "12/QĐ-UBND", issuer="UBND tỉnh")),
    (
        "Thông tư số 02/2017/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        Cite("Thông tư", "02/2017/TT-VPCP", issuer="Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", year=2017),
    ),
    (
        "Công văn số 8/TCKH của Phòng Tài chính - Kế hoạch huyện",
        Cite("Công văn", "8/TCKH", issuer="Phòng Tài chính - Kế hoạch huyện"),
    ),
    (
        "QUYẾT ĐỊNH SỐ 90/QĐ-TTg NGÀY 18/01/2022 CỦA THỦ TƯỚNG CHÍNH PHỦ",
        Cite("Quyết định", "90/QĐ-TTg", "2022-01-18", "THỦ TƯỚNG CHÍNH PHỦ"),
    ),
    ("Quyết định số 90/QĐ-TTg (ngày 18/01/2022)", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg ký ban hành ngày 18.1.2022", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg ngày: 18/01/2022", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg ngày 18/01/22", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Quyết định số 90/QĐ-TTg ngày …/…/2022", Cite("Quyết định", "90/QĐ-TTg", "2022")),
    ("Quyết định số 90/QĐ-TTg ngày l8/O1/2O22", Cite("Quyết định", "90/QĐ-TTg", "2022-01-18")),
    ("Nghị định 57", Cite("Nghị định", "57")),
    ("Nghị quyết 30a", Cite("Nghị quyết", "30a")),
    ("Quyết định 102 ngày 18/01/2022", Cite("Quyết định", "102", "2022-01-18")),
    ("Luật Đất đai 2013", Cite("Luật", on="2013")),
    ("Luật Đất đai (2013)", Cite("Luật", on="2013")),
    ("Luật đất đai năm 2013", Cite("Luật", on="2013")),
    ("Luật Phòng, chống ma túy năm 2021", Cite("Luật", on="2021")),
    ("Luật Tổ chức chính quyền địa phương (sửa đổi) năm 2025", Cite("Luật", on="2025")),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Địa chất và khoáng sản năm 2025",
        Cite("Luật", on="2025"),
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của luật đấu thầu, luật hải quan, luật thuế giá trị gia tăng, luật thuế"
        " xuất khẩu, thuế nhập khẩu, luật đầu tư, luật đầu tư công, luật kế toán, luật dự trữ quốc gia, luật ngân"
        " sách nhà nước, luật quản lý thuế và luật bảo hiểm ngày 14 tháng 3 năm 2021",
        Cite("Luật", on="2021-03-14"),
    ),
    (
        "Báo cáo thẩm định số 72/BC-STP ngày 05/6/2024",
        Cite("Báo cáo thẩm định", "72/BC-STP", "2024-06-05"),
    ),
    (
        "Nghị định số 16/NĐ-CP/2023 của Chính phủ",
        Cite("Nghị định", "16/NĐ-CP/2023", year=2023, issuer="Chính phủ"),
    ),
    ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", Cite("Hiến pháp", on="2013")),
    ("Pháp lệnh Thủ đô Hà Nội ngày 28/12/2000", Cite("Pháp lệnh", on="2000-12-28")),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0]) for case in FORMS])
def test_one_citation(text: str, expected: Cite) -> None:
    assert [stated(text, found) for found in cited(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "words", "issuer"),
    [
        (
            "Quyết định số 1/QĐ-UBND của UBND tỉnh Tam Hà về giao vốn",
            "của UBND tỉnh Tam Hà",
            "UBND tỉnh Tam Hà",
        ),
        ("Nghị định số 7/2021/NĐ-CP của Chính phủ quy định chuẩn nghèo", "của Chính phủ", "Chính phủ"),
        ("Nghị quyết số 2/2021/QH15 của Quốc hội khóa XV", "của Quốc hội", "Quốc hội"),
        ("Công văn số 3/SNN-KH của Sở Nông nghiệp, các phòng biết", "của Sở Nông nghiệp", "Sở Nông nghiệp"),
        (
            "Quyết định số 4/QĐ-UBND của UBND huyện Tam Khê; Công văn",
            "của UBND huyện Tam Khê",
            "UBND huyện Tam Khê",
        ),
    ],
)
def test_where_the_name_of_an_issuer_ends(text: str, words: str, issuer: str) -> None:
    found = cited(text)[0]
    assert found.issuer == issuer
    assert text[found.start : found.end].endswith(words)


@pytest.mark.parametrize(
    ("before", "issuer"),
    [
        ("UBND tỉnh Tam Hà đã ban hành ", "UBND tỉnh Tam Hà"),
        ("UBND tỉnh Tam Hà có ", "UBND tỉnh Tam Hà"),
        ("đã được UBND tỉnh phê duyệt tại ", "UBND tỉnh"),
        ("theo đề nghị của Giám đốc Sở Dân tộc và Tôn giáo tại ", "Sở Dân tộc và Tôn giáo"),
        ("Sở Nội vụ trình, Hội đồng nhân dân xã thông qua ", "Hội đồng nhân dân xã"),
        ("các ban của xã đã có ", None),
        ("Sở Y tế, các hội và ban quản lý có ", None),
    ],
)
def test_the_issuer_may_stand_before(before: str, issuer: str | None) -> None:
    (found,) = cited(f"{before}Quyết định số 45/QĐ-UBND ngày 02/02/2023 về giao vốn")
    assert (found.issuer, found.issued_on) == (issuer, "2023-02-02")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Luật Việc làm bảo đảm kịp thời", "Luật Việc làm"),
        ("LUẬT VIỆC LÀM TRÊN ĐỊA BÀN TỈNH", "LUẬT VIỆC LÀM"),
        ("Luật Hóa chất về an toàn hóa chất", "Luật Hóa chất"),
        ("Luật Đầu tư công và pháp luật có liên quan", "Luật Đầu tư công"),
        ("Luật Trẻ thơ hiện hành", "Luật Trẻ thơ"),
        ("luật Thi đua, khen thưởng của tỉnh", "luật Thi đua, khen thưởng"),
    ],
)
def test_where_the_name_of_a_law_ends(text: str, words: str) -> None:
    (found,) = cited(text)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nghị quyết 27/2017/NQ-HĐND, Nghị quyết 14/2021/NQ-HĐND tỉnh",
            [("27/2017/NQ-HĐND", "HĐND tỉnh"), ("14/2021/NQ-HĐND", "HĐND tỉnh")],
            id="issuer at the end serves all",
        ),
        pytest.param(
            "Nghị quyết số 27/2017/NQ-HĐND, 14/2021/NQ-HĐND của Hội đồng nhân dân tỉnh",
            [("27/2017/NQ-HĐND", "Hội đồng nhân dân tỉnh"), ("14/2021/NQ-HĐND", "Hội đồng nhân dân tỉnh")],
            id="the type named once",
        ),
        pytest.param(
            "Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND và số 14/QĐ-UBND",
            [("12/QĐ-UBND", None), ("13/QĐ-UBND", None), ("14/QĐ-UBND", None)],
            id="«số» each time",
        ),
        pytest.param(
            "Kế hoạch 112/KH-UBND của UBND tỉnh, Công văn 45/SNN-KH của Sở Nông nghiệp",
            [("112/KH-UBND", "UBND tỉnh"), ("45/SNN-KH", "Sở Nông nghiệp")],
            id="each its own issuer",
        ),
        pytest.param(
            "Nghị định số 27/2022/NĐ-CP được sửa đổi bởi Nghị định số 38/2023/NĐ-CP của Chính phủ",
            [("27/2022/NĐ-CP", None), ("38/2023/NĐ-CP", "Chính phủ")],
            id="no list",
        ),
        pytest.param(
            "các Nghị định của Chính phủ: số 11/2021/NĐ-CP ngày 01/02/2021 thi hành Luật Đất đai; số 12/2022/NĐ-CP",
            [("11/2021/NĐ-CP", "Chính phủ"), (None, None), ("12/2022/NĐ-CP", "Chính phủ")],
            id="type and issuer named once for numbers with descriptions",
        ),
        pytest.param(
            "Văn bản số 71/UBND-VX ngày 30/12/2024 (đối với xã); số 72/UBND-VX (đối với huyện)",
            [("71/UBND-VX", None), ("72/UBND-VX", None)],
            id="words between the numbers",
        ),
        pytest.param(
            "các Quyết định số 1, 2 và 3/QĐ-UBND của UBND xã",
            [("1/QĐ-UBND", "UBND xã"), ("2/QĐ-UBND", "UBND xã"), ("3/QĐ-UBND", "UBND xã")],
            id="one code for all",
        ),
        pytest.param(
            "các Quyết định số 12 - 15/2021/QĐ-UBND",
            [("12/2021/QĐ-UBND", None), ("15/2021/QĐ-UBND", None)],
            id="a range",
        ),
        pytest.param(
            "từ Quyết định số 12/QĐ-UBND đến số 15/QĐ-UBND",
            [("12/QĐ-UBND", None), ("15/QĐ-UBND", None)],
            id="a range of whole numbers",
        ),
        pytest.param(
            "các Nghị quyết của Quốc hội: Nghị quyết số 41/2020/QH14 về giảm nghèo; Nghị quyết số 43/2020/QH14",
            [("41/2020/QH14", "Quốc hội"), ("43/2020/QH14", "Quốc hội")],
            id="the issuer once, before a colon, the type again",
        ),
        pytest.param(
            "Quyết định của Thủ tướng Chính phủ số 41/QĐ-TTg; Quyết định số 42/QĐ-UBND",
            [("41/QĐ-TTg", "Thủ tướng Chính phủ"), ("42/QĐ-UBND", None)],
            id="another body's number takes no issuer",
        ),
        pytest.param(
            "Báo cáo số 9/BC-NHCS của Phòng giao dịch Ngân hàng Chính sách xã hội huyện",
            [("9/BC-NHCS", "Phòng giao dịch Ngân hàng Chính sách xã hội huyện")],
            id="an office of transactions",
        ),
        pytest.param(
            "Luật Bảo hiểm y tế và Luật Việc làm", [(None, None), (None, None)], id="two laws by name"
        ),
        pytest.param(
            "các Luật: Việc làm, Đất đai (số 31/2024/QH15), Trẻ em và Đầu tư công",
            [(None, None), ("31/2024/QH15", None), (None, None), (None, None)],
            id="laws behind one word",
        ),
        pytest.param("các Luật: xem mục II", [], id="no law behind the word"),
    ],
)
def test_lists_of_documents(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(c.number, c.issuer) for c in cited(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các Quyết định của Thủ tướng Chính phủ: số 41/QĐ-TTg phê duyệt Chương trình việc làm; số 42/QĐ-TTg",
            ["Quyết định", "Quyết định"],
        ),
        ("các Nghị định: số 41/2021/NĐ-CP quy định mức chuẩn; số 42/2021/NĐ-CP", ["Nghị định", "Nghị định"]),
        (
            "Kế hoạch số 4/KH-UBND triển khai Quyết định của tỉnh; số 5/KH-UBND",
            ["Kế hoạch", "Kế hoạch"],
        ),
        (
            "Quyết định số 6/QĐ-UBND; các văn bản về thẩm định gồm: số 71/UBND-VX, số 72/UBND-VX",
            ["Quyết định", "Văn bản", "Văn bản"],
        ),
    ],
)
def test_the_type_of_numbers_listed_without_it(text: str, expected: list[str]) -> None:
    assert [c.cited_type for c in cited(text)] == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Quyết định số 12, 13 và 14/QĐ-UBND ngày 04/5/2022", ["2022-05-04"] * 3),
        ("các Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND ngày 04/5/2022", ["2022-05-04"] * 2),
        ("Quyết định số 12/QĐ-UBND và Quyết định số 13/QĐ-UBND cùng ngày 04/5/2022", ["2022-05-04"] * 2),
        ("Công văn số 7/SNN-KH, số 8/SNN-KH cùng ban hành ngày 04/5/2022", ["2022-05-04"] * 2),
        ("Quyết định số 12/QĐ-UBND, Quyết định số 13/QĐ-UBND ngày 04/5/2022", [None, "2022-05-04"]),
        ("các Quyết định số 12/2019/QĐ-UBND, số 13/2022/QĐ-UBND ngày 04/5/2022", [None, "2022-05-04"]),
        (
            "các Quyết định số 12/QĐ-UBND ngày 03/5/2022, số 13/QĐ-UBND ngày 04/5/2022",
            ["2022-05-03", "2022-05-04"],
        ),
    ],
)
def test_the_date_of_a_list(text: str, dates: list[str | None]) -> None:
    found = shared_dates(cited(text), text)
    assert [c.issued_on for c in found] == dates


NO_CITATIONS = [
    "Kế hoạch này có hiệu lực từ ngày ký",
    "Nghị định này",
    "Quyết định nêu trên",
    "theo quy định của pháp luật",
    "Hội Luật gia tỉnh phối hợp",
    "các luật sư tư vấn cho 12 hộ",
    "Kế hoạch năm 2024",
    "Kế hoạch giảm nghèo năm 2024 với 12 hộ",
    "(sau đây gọi tắt là Luật Thủy lợi)",
    "Chương trình 135",
    "Chương trình mục tiêu quốc gia giảm nghèo",
    "Chương trình giảm nghèo cho 30 hộ",
    "Báo cáo 6 tháng đầu năm",
    "Quyết định hỗ trợ 210 triệu đồng",
    "Quyết định số      /QĐ-UBND ngày    tháng    năm 2022",
    "Quyết định 12 hộ thoát nghèo",
    "Thông tư 3 ngày",
    "Nghị quyết 2021",
    "Kế hoạch số 1: xây nhà; số 2: đào tạo",
    "cử nhân Luật Kinh tế",
    "số 45/KH-UBND; số 46/KH-UBND",
    "theo Hiến pháp và pháp luật",
]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []


def test_an_impossible_date_is_not_taken_for_the_day_of_issue() -> None:
    (found,) = cited("Quyết định số 90/QĐ-TTg ngày 31/02/2022")
    assert (found.number, found.issued_on) == ("90/QĐ-TTg", None)


@pytest.mark.parametrize(
    ("number", "mended"),
    [
        ("110/ND-CP", "110/NĐ-CP"),
        ("5/QD-UBND", "5/QĐ-UBND"),
        ("7/2021/NQ-HDND", "7/2021/NQ-HĐND"),
        ("95-KH/DU", "95-KH/ĐU"),
        ("90/QĐ-TTg", "90/QĐ-TTg"),
        ("5/QÐ–UBND", "5/QĐ-UBND"),
        ("1O5/2O22/TT-BLDTBXH", "105/2022/TT-BLĐTBXH"),
        ("57 NQ/TW", "57-NQ/TW"),
        ("12/QĐ UBND", "12/QĐ-UBND"),
        ("7 / kh - ubnd", "7/KH-UBND"),
        ("11/2004//NQ-HĐND", "11/2004/NQ-HĐND"),
        ("22a/QĐ-TTG", "22a/QĐ-TTg"),
        ("16/NĐ-CP/2023", "16/2023/NĐ-CP"),
        ("4/TT-BTC/2022", "4/2022/TT-BTC"),
        ("3/NQ-HĐND/2024", "3/2024/NQ-HĐND"),
        ("77/QĐ-TTg/2020", "77/QĐ-TTg"),
    ],
)
def test_the_normalised_number(number: str, mended: str) -> None:
    assert CitationFinder(rules().citations).normalised(number) == mended


def test_a_basis_stands_before_the_first_part() -> None:
    read = plan(
        "Căn cứ Quyết định số 90/QĐ-TTg;",
        "Thực hiện Công văn số 5/SNN-KH;",
        "Xét đề nghị tại Tờ trình số 6/TTr-TCKH;",
        "I. MỤC TIÊU",
        "Căn cứ Quyết định số 7/QĐ-UBND, các thôn rà soát.",
    )
    roles = [(c.number, c.role) for c in read.citations]
    assert roles == [
        ("90/QĐ-TTg", "basis"),
        ("5/SNN-KH", "basis"),
        ("6/TTr-TCKH", "reference"),
        ("7/QĐ-UBND", "reference"),
    ]
    assert [c.section for c in read.citations] == [(), (), (), ("I",)]


@pytest.mark.parametrize("lead", ["Căn cứ:", "Căn cứ các văn bản sau:", "Thực hiện các chủ trương sau đây:"])
def test_documents_listed_under_a_lead_are_bases(lead: str) -> None:
    read = plan(
        lead,
        "- Luật Đầu tư công;",
        "- Quyết định số 1/QĐ-TTg;",
        "Khoản 2 Điều 3 Nghị định số 2/2021/NĐ-CP;",
        "Ủy ban nhân dân xã ban hành kế hoạch thực hiện Công văn số 3/SNN-KH như sau:",
        "Công văn số 4/SNN-KH gửi sau.",
        "I. MỤC TIÊU",
    )
    assert [(c.number, c.role) for c in read.citations] == [
        (None, "basis"),
        ("1/QĐ-TTg", "basis"),
        ("2/2021/NĐ-CP", "basis"),
        ("3/SNN-KH", "reference"),
        ("4/SNN-KH", "reference"),
    ]


@pytest.mark.parametrize(
    ("preamble", "note"),
    [
        pytest.param(
            ("Thực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh, UBND huyện ban hành Kế hoạch như sau:",),
            "Thay thế Kế hoạch số 2/KH-UBND của UBND tỉnh.",
            id="a note behind words that lead on to the plan",
        ),
        pytest.param(
            ("Căn cứ Công văn số 1/SNN-KH; Hội đồng nhân dân xã quyết nghị:",),
            "Nghị quyết số 2/NQ-HĐND được gửi kèm.",
            id="no list of bases behind what a council resolves",
        ),
        pytest.param(
            ("Căn cứ:", "- Quyết định số 1/QĐ-TTg;"),
            "Sửa đổi tại Quyết định số 2/QĐ-TTg.",
            id="a note among listed bases",
        ),
    ],
)
def test_notes_of_a_preamble_are_references(preamble: tuple[str, ...], note: str) -> None:
    read = plan(*preamble, note, "I. MỤC TIÊU")
    assert [c.role for c in read.citations] == ["basis", "reference"]


def test_what_a_title_cites_is_no_basis() -> None:
    read = plan(
        "KẾ HOẠCH",
        "Triển khai thực hiện Nghị quyết số 31/NQ-HĐND ngày 12/7/2024 của HĐND tỉnh về chuyển đổi số năm 2025",
        "Thực hiện Nghị quyết số 31/NQ-HĐND ngày 12/7/2024 của HĐND tỉnh, UBND xã Phú Mỹ ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
    )
    assert [c.role for c in read.citations] == ["reference", "basis"]


def test_what_is_listed_under_other_words_is_no_basis() -> None:
    read = plan("Xét các văn bản:", "- Tờ trình số 6/TTr-TCKH;", "I. MỤC TIÊU")
    assert [(c.number, c.role) for c in read.citations] == [("6/TTr-TCKH", "reference")]


def test_a_preamble_in_one_paragraph_has_bases_and_others() -> None:
    read = plan(
        "QUYẾT ĐỊNH",
        "Về việc giao vốn",
        "ỦY BAN NHÂN DÂN XÃ Theo Luật Đầu tư công; Căn cứ Quyết định số 1/QĐ-TTg; thực hiện Công văn số 2/UBND-VX; "
        "Xét đề nghị tại Tờ trình số 3/TTr-TCKH; Thực hiện Kế hoạch số 4/KH-UBND. Theo Công văn số 5/SNN-KH.",
        "I. MỤC TIÊU",
        "1. Giảm nghèo; Căn cứ Quyết định số 6/QĐ-UBND, các thôn rà soát.",
    )
    assert [(c.number, c.role) for c in read.citations] == [
        (None, "reference"),
        ("1/QĐ-TTg", "basis"),
        ("2/UBND-VX", "basis"),
        ("3/TTr-TCKH", "reference"),
        ("4/KH-UBND", "basis"),
        ("5/SNN-KH", "reference"),
        ("6/QĐ-UBND", "reference"),
    ]


def test_the_record_holds_the_words_and_the_rule() -> None:
    read = plan("Theo Nghị định số 110/ND-CP và Luật Việc làm.")
    assert [(c.text, c.rule_id, c.number, c.number_normalised) for c in read.citations] == [
        ("Nghị định số 110/ND-CP", "citation", "110/ND-CP", "110/NĐ-CP"),
        ("Luật Việc làm", "law-by-name", None, None),
    ]


def test_the_plans_own_number_in_its_appendix_is_no_citation() -> None:
    read = plan(
        "Số: 12/KH-UBND",
        "KẾ HOẠCH",
        "Giảm nghèo năm 2024",
        "I. MỤC TIÊU",
        "PHỤ LỤC I",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND xã)",
        "(Đính kèm Kế hoạch số 12/KH-UBND ngày 05/01/2024)",
        "Phụ lục của Kế hoạch số 12/KH-UBND",
        "(Kèm theo Công văn số 9/UBND-VX)",
        "Mẫu ban hành kèm theo Kế hoạch số 3/KH-UBND",
    )
    assert [c.number for c in read.citations] == ["9/UBND-VX", "3/KH-UBND"]


def test_a_document_that_names_itself_cites_no_other() -> None:
    read = plan(
        "Số: 8/2025/NQ-HĐND",
        "An Phú, ngày 10 tháng 12 năm 2025",
        "NGHỊ QUYẾT",
        "Về mức hỗ trợ giảm nghèo",
        "Điều 1. Ban hành mức hỗ trợ tại Phụ lục của Nghị quyết số 8/2025/NQ-HĐND ngày 10/12/2025.",
        "Điều 2. Nghị quyết 8/2025/NQ-HĐND có hiệu lực từ ngày 01/01/2026.",
        "Điều 3. Áp dụng cùng Nghị quyết số 8/2025/NQ-HĐND ngày 01/7/2025 của HĐND tỉnh và Nghị quyết số 8/2025/NQ-HĐND"
        " của HĐND huyện.",
    )
    assert [(c.number, c.issued_on) for c in read.citations] == [
        ("8/2025/NQ-HĐND", "2025-07-01"),
        ("8/2025/NQ-HĐND", None),
    ]


def test_where_the_plans_number_is_blank_its_appendix_still_names_the_plan() -> None:
    read = plan(
        "Số:      /KH-UBND",
        "KẾ HOẠCH",
        "Giảm nghèo năm 2024",
        "I. MỤC TIÊU",
        "Theo mẫu kèm theo Kế hoạch số 3/KH-UBND của UBND tỉnh.",
        "PHỤ LỤC I",
        "(Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND xã)",
        "(Đính kèm Kế hoạch số 12/KH-UBND)",
    )
    assert [c.number for c in read.citations] == ["3/KH-UBND"]
