"""Form, names and dates: brackets, appendices, ways of writing figures, shares, localities, citations' dates."""

from functools import lru_cache

import pytest

from extractor.audit import audit_bytes
from extractor.records import Finding
from extractor.rulebook import Rulebook, load_rulebook

HEAD = """ỦY BAN NHÂN DÂN
XÃ ĐỨC LƯƠNG
Số: 12/KH-UBND
Đức Lương, ngày 15 tháng 3 năm 2023
KẾ HOẠCH
Giảm nghèo bền vững năm 2023 trên địa bàn xã Đức Lương
Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;
"""
TAIL = """
Trên đây là Kế hoạch giảm nghèo năm 2023 của xã Đức Lương.
Nơi nhận:
- Lưu: VT.
"""


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


def findings(body: str, rule: str, *, head: str = HEAD, tail: str = TAIL) -> list[Finding]:
    plan = audit_bytes(f"{head}{body}{tail}".encode(), "plan.txt", "plan.txt", rules())
    return [f for f in plan.findings if f.rule == rule]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param(
            "1. Vốn vay (từ nguồn ủy thác 300 triệu đồng.", ["(từ nguồn ủy thác 300 triệu đồng."], id="open"
        ),
        pytest.param(
            "1. Vốn vay từ nguồn ủy thác) là 300 triệu đồng.", ["Vốn vay từ nguồn ủy thác)"], id="close"
        ),
        pytest.param("1. Vốn vay (từ quỹ) là 300 triệu đồng.", [], id="balanced"),
        pytest.param("Các mức: a) hộ nghèo; b) hộ cận nghèo; 1) mới; iv) cũ.", [], id="enumeration"),
        pytest.param("Gồm hai nhóm (a) hộ nghèo, (b) hộ cận nghèo.", [], id="bracketed letters"),
        pytest.param("Chia hai nhóm (trong đó: a) hộ nghèo; b) hộ cận nghèo).", [], id="enumeration inside"),
        pytest.param("Theo quy định (khoản 2 điểm a) của xã.", [], id="letter before the closing bracket"),
        pytest.param(
            "- Hỗ trợ hộ nghèo (hộ có lao động\n- và hộ có đất) vay vốn.", [], id="over two paragraphs"
        ),
        pytest.param("Khẩu hiệu “Cả nước chung tay.", ["“Cả nước chung tay."], id="quotation left open"),
        pytest.param('Khẩu hiệu “Cả nước chung tay”, "Không ai ở lại".', [], id="quotations"),
        pytest.param(
            "Thay cụm từ “hộ nghèo\nvà hộ cận nghèo” trong kế hoạch.", [], id="quotation over lines"
        ),
    ],
)
def test_bracket_unbalanced(body: str, texts: list[str]) -> None:
    assert [f.text for f in findings(body, "bracket-unbalanced")] == texts


@pytest.mark.parametrize(
    ("body", "tail", "texts"),
    [
        pytest.param(
            "I. MỤC TIÊU\nGiảm 20 hộ (chi tiết tại Phụ lục 01).",
            TAIL,
            ["(chi tiết tại Phụ lục 01)"],
            id="numbered",
        ),
        pytest.param(
            "I. MỤC TIÊU\nGiảm 20 hộ (có biểu chi tiết kèm theo).",
            TAIL,
            ["(có biểu chi tiết kèm theo)"],
            id="table",
        ),
        pytest.param(
            "I. MỤC TIÊU\nTheo phụ lục đính kèm; xem phụ lục kèm theo.",
            TAIL,
            ["phụ lục đính kèm"],
            id="twice is once",
        ),
        pytest.param(
            "I. MỤC TIÊU\nTheo Phụ lục I kèm theo Thông tư số 02/2023/TT-BTC.", TAIL, [], id="another's"
        ),
        pytest.param(
            "I. MỤC TIÊU\n(chi tiết tại Phụ lục II Quyết định số 90/QĐ-TTg)", TAIL, [], id="another's number"
        ),
        pytest.param(
            "I. MỤC TIÊU\n(có phụ lục kèm theo)", f"{TAIL}PHỤ LỤC\nDanh sách hộ nghèo\n", [], id="is there"
        ),
        pytest.param("I. MỤC TIÊU\nGiảm 20 hộ nghèo.", TAIL, [], id="none named"),
        pytest.param(
            "I. MỤC TIÊU\nTheo Phụ lục I, II và III kèm theo.",
            f"{TAIL}PHỤ LỤC I\nDanh sách hộ nghèo\nPHỤ LỤC II\nDanh sách hộ vay vốn\n",
            ["Phụ lục I, II và III kèm theo"],
            id="one number of three",
        ),
        pytest.param(
            "I. MỤC TIÊU\n(Biểu số 2 kèm theo)",
            f"{TAIL}Biểu số 01\nDanh sách hộ nghèo\nBiểu số 02\nDanh sách hộ vay vốn\n",
            [],
            id="its number is there",
        ),
        pytest.param(
            "I. MỤC TIÊU\n(Phụ lục 2 kèm theo)", f"{TAIL}PHỤ LỤC\nDanh sách\n", [], id="one without a number"
        ),
        pytest.param(
            "I. MỤC TIÊU\nDanh sách (tại mục II Phụ lục 2 gửi kèm).",
            TAIL,
            ["(tại mục II Phụ lục 2 gửi kèm)"],
            id="sent along",
        ),
        pytest.param("I. MỤC TIÊU\nDanh mục tại Phụ lục 3.", TAIL, ["tại Phụ lục 3"], id="bare"),
        pytest.param("I. MỤC TIÊU\nMức hỗ trợ xem Phụ lục II;", TAIL, ["xem Phụ lục II"], id="bare, Roman"),
        pytest.param(
            "I. MỤC TIÊU\nDanh mục tại Phụ lục 3.", f"{TAIL}PHỤ LỤC 3\nDanh mục\n", [], id="bare, is there"
        ),
        pytest.param("I. MỤC TIÊU\nLập danh sách theo mẫu tại Phụ lục 2.", TAIL, [], id="bare, a form"),
        pytest.param(
            "I. MỤC TIÊU\nCác thôn lập sổ (theo mẫu tại Phụ lục số 2).",
            TAIL,
            ["(theo mẫu tại Phụ lục số 2)"],
            id="a form in a bracket of its own",
        ),
        pytest.param(
            "I. MỤC TIÊU\nBáo cáo theo Thông tư số 07/2021/TT-BLĐTBXH (mẫu tại Phụ lục III).",
            TAIL,
            [],
            id="a form in a bracket, of what is cited before",
        ),
        pytest.param(
            "I. MỤC TIÊU\nVốn giao tại Phụ lục 3 Nghị quyết số 9/NQ-HĐND.", TAIL, [], id="bare, another's"
        ),
        pytest.param(
            "I. MỤC TIÊU\nTheo Thông tư số 07/2021/TT-BLĐTBXH, phiếu hỏi tại Phụ lục III.",
            TAIL,
            [],
            id="bare, of what is cited before",
        ),
        pytest.param(
            "I. MỤC TIÊU\nSố hộ tại Phụ lục 1, vốn tại Phụ lục 2, công trình tại Phụ lục 3 kèm theo.",
            f"{TAIL}PHỤ LỤC 1\nDanh sách hộ nghèo\nPHỤ LỤC 2\nDanh sách hộ vay vốn\n",
            ["Phụ lục 3 kèm theo"],
            id="the last of three, each named for itself",
        ),
    ],
)
def test_appendix_missing(body: str, tail: str, texts: list[str]) -> None:
    assert [f.text for f in findings(body, "appendix-missing", tail=tail)] == texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param(
            "Có 2.415 hộ dân; trong đó 1250 hộ nông nghiệp, 1.100 hộ khác.", ["1250"], id="two ways"
        ),
        pytest.param("Kinh phí 1250 triệu đồng.", [], id="one way"),
        pytest.param(
            "Mỗi em 1,350,000 đồng, cộng 43.200.000 đồng.", ["1,350,000"], id="commas between thousands"
        ),
        pytest.param("Mỗi em 1,350,000 đồng, cộng 43,200,000 đồng.", [], id="commas everywhere"),
        pytest.param("Kinh phí 1,250 tỷ đồng, cộng 43.200.000 đồng.", [], id="decimals behind the comma"),
        pytest.param("Năm 2023 hỗ trợ 1.250 hộ.", [], id="a year is no thousand"),
        pytest.param("Tổng kinh phí 3.6620.700 đồng.", ["3.6620.700"], id="malformed group"),
        pytest.param("Tổng kinh phí 3.662.700 đồng.", [], id="sound groups"),
    ],
)
def test_number_format(body: str, texts: list[str]) -> None:
    assert [f.text for f in findings(f"I. MỤC TIÊU\n{body}", "number-format")] == texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param("Tỷ lệ hộ nghèo tham gia bảo hiểm y tế đạt 105%.", ["105"], id="insured"),
        pytest.param("Có 120% hộ nghèo được vay vốn.", ["120"], id="share of households"),
        pytest.param("Tạo việc làm đạt 112% kế hoạch.", [], id="of a plan"),
        pytest.param("Số hộ nghèo vay vốn bằng 130% so với cùng kỳ.", [], id="compared"),
        pytest.param("100% hộ nghèo được cấp thẻ bảo hiểm y tế.", [], id="all"),
        pytest.param("Thu nhập tăng 150%.", [], id="growth"),
    ],
)
def test_percent_range(body: str, texts: list[str]) -> None:
    assert [f.text for f in findings(f"I. MỤC TIÊU\n{body}", "percent-range")] == texts


@pytest.mark.parametrize(
    ("body", "closing", "texts"),
    [
        pytest.param("", "của xã Đức Lượng", ["Đức Lượng"], id="a tone"),
        pytest.param("", "của UBND xã Đúc Lương", ["Đúc Lương"], id="a letter"),
        pytest.param("", "của xã Phú Bình", ["Phú Bình"], id="another commune"),
        pytest.param("", "của xã Đức Lương", [], id="the same"),
        pytest.param(
            "- Giảm 12 hộ nghèo trên địa bàn xã Đức Lướng.\n",
            "của xã Đức Lương",
            ["Đức Lướng"],
            id="own target",
        ),
        pytest.param(
            "- Phối hợp với xã Phú Bình giảm 12 hộ nghèo.\n", "của xã Đức Lương", [], id="a neighbour"
        ),
        pytest.param(
            "Điều 1. Ban hành Kế hoạch giảm nghèo xã Đức Lướng.\nĐiều 2. Tổ chức thực hiện.\n",
            "của xã Đức Lương",
            ["Đức Lướng"],
            id="a first article",
        ),
    ],
)
def test_locality_mismatch(body: str, closing: str, texts: list[str]) -> None:
    tail = f"\nTrên đây là Kế hoạch giảm nghèo năm 2023 {closing}.\nNơi nhận:\n- Lưu: VT.\n"
    assert [f.text for f in findings(f"I. MỤC TIÊU\n{body}", "locality-mismatch", tail=tail)] == texts


@pytest.mark.parametrize(
    ("cited", "texts"),
    [
        pytest.param("ngày 31/02/2022", ["31/02/2022"], id="no such day"),
        pytest.param("ngày 30 tháng 02 năm 2022", ["ngày 30 tháng 02 năm 2022"], id="no such day in words"),
        pytest.param(
            "ngày 12/4/2023", ["Quyết định số 55/QĐ-UBND ngày 12/4/2023 của UBND huyện"], id="after the plan"
        ),
        pytest.param("ngày 15/3/2023", [], id="the same day"),
        pytest.param("ngày 12/4/2022", [], id="before"),
        pytest.param("", [], id="no date"),
    ],
)
def test_citation_date_impossible(cited: str, texts: list[str]) -> None:
    body = f"Căn cứ Quyết định số 55/QĐ-UBND {cited} của UBND huyện;\nI. MỤC TIÊU".replace("  ", " ")
    assert [f.text for f in findings(body, "citation-date-impossible")] == texts


@pytest.mark.parametrize(
    ("second", "text"),
    [
        pytest.param(
            "Nghị định số 07/2021/NĐ-CP ngày 28/01/2021",
            "Nghị định số 07/2021/NĐ-CP ngày 28/01/2021",
            id="day",
        ),
        pytest.param("Nghị định số 07/2021/NĐ-CP ngày 27/01/2021", None, id="the same"),
        pytest.param("Nghị định số 07/2021/NĐ-CP", None, id="without a date"),
        pytest.param("Nghị định số 07/2021/NĐ-CP ngày 27/01/2012", None, id="told as its year's fault"),
        pytest.param("Nghị định số 7/2022/NĐ-CP ngày 10/01/2022", None, id="another year"),
    ],
)
def test_citation_conflict(second: str, text: str | None) -> None:
    found = findings(f"I. MỤC TIÊU\nThực hiện theo {second}.", "citation-conflict")
    assert [f.text for f in found] == ([text] if text else [])


@pytest.mark.parametrize(
    ("number", "other", "conflict"),
    [
        pytest.param("3310/QĐ-TTg", "19/01/2022", True, id="one issuer, one year"),
        pytest.param("3310/QĐ-TTg", "19/01/2021", False, id="one issuer, two years"),
        pytest.param("55/QĐ-UBND", "19/01/2022", False, id="any issuer"),
    ],
)
def test_two_dates_of_one_year(number: str, other: str, conflict: bool) -> None:
    body = (
        f"I. MỤC TIÊU\nTheo Quyết định số {number} ngày 18/01/2022 về giảm nghèo.\n"
        f"Theo Quyết định số {number} ngày {other} về giảm nghèo."
    )
    assert bool(findings(body, "citation-conflict")) == conflict


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        pytest.param("08/3/2022 của UBND huyện Lam Khê", "18/3/2022 của UBND huyện Lam Khê", True, id="one body"),
        pytest.param("08/3/2022 của UBND huyện Lam Khê", "18/3/2022 của UBND huyện Phú Khê", False, id="two places"),
        pytest.param("08/3/2022 của UBND huyện Lam Khê", "18/3/2021 của UBND huyện Lam Khê", False, id="two years"),
        pytest.param("08/3/2022 của UBND xã", "18/3/2022 của UBND xã Đức Lương", True, id="its own body"),
        pytest.param("08/3/2025 của UBND xã", "18/8/2025 của UBND xã", False, id="counted anew"),
    ],
)  # fmt: skip
def test_two_dates_by_a_local_body(first: str, second: str, conflict: bool) -> None:
    head = HEAD.replace("15 tháng 3 năm 2023", "15 tháng 10 năm 2025")
    body = f"I. MỤC TIÊU\nTheo Quyết định số 55/QĐ-UBND ngày {first}.\nTheo Quyết định số 55/QĐ-UBND ngày {second}."
    assert bool(findings(body, "citation-conflict", head=head)) == conflict


@pytest.mark.parametrize(
    ("second", "conflict"),
    [
        pytest.param("của Quốc hội", True, id="two issuers"),
        pytest.param("của Chính phủ", False, id="one issuer"),
        pytest.param("", False, id="no issuer"),
    ],
)
def test_two_issuers_of_one_number(second: str, conflict: bool) -> None:
    body = (
        "I. MỤC TIÊU\nTheo Nghị định số 612/2021/NĐ-CP ngày 27/01/2021 của Chính phủ.\n"
        f"Theo Nghị định số 612/2021/NĐ-CP ngày 27/01/2021 {second}."
    )
    assert bool(findings(body, "citation-conflict")) == conflict


@pytest.mark.parametrize(
    ("cited", "blank"),
    [
        pytest.param("Nghị định số …/2021/NĐ-CP ngày 27/01/2021", True, id="dots"),
        pytest.param("Thông tư số /2022/TT-BTC", True, id="nothing"),
        pytest.param("Nghị định số 612/2021/NĐ-CP", False, id="a number"),
        pytest.param("Nghị quyết số /2021/NQ-HĐND", False, id="another kind"),
    ],
)
def test_blank_number_of_a_citation(cited: str, blank: bool) -> None:
    assert bool(findings(f"I. MỤC TIÊU\nTheo {cited}.", "citation-incomplete")) == blank


def test_numbers_that_begin_anew_each_year_are_two_documents() -> None:
    body = (
        "I. MỤC TIÊU\nTheo Quyết định số 55/QĐ-UBND ngày 12/4/2022 của UBND huyện.\n"
        "Theo Quyết định số 55/QĐ-UBND ngày 03/02/2021 của UBND huyện."
    )
    assert findings(body, "citation-conflict") == []
