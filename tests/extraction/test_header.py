"""Head and foot of a document: type, number, dateline, issuer, title, years, signature."""

from typing import Any

import pytest
from plan_making import plan, table

HEAD = ("ỦY BAN NHÂN DÂN", "XÃ TAM AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
NUMBER = ("Số: 12/KH-UBND", "Tam An, ngày 15 tháng 01 năm 2025")
TITLE = ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2025")
BODY = ("I. MỤC TIÊU", "Giảm 5 hộ nghèo.")
FOOT = ("Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Bình")


def document(*items: Any) -> dict[str, Any]:
    return plan(*items).document.model_dump()


def test_the_whole_head_and_foot() -> None:
    read = document(*HEAD, *NUMBER, *TITLE, *BODY, *FOOT)
    expected = {
        "doc_type": "Kế hoạch",
        "number": "12/KH-UBND",
        "issued_on": "2025-01-15",
        "place": "Tam An",
        "issuer": "UBND xã Tam An",
        "issuer_level": "commune",
        "commune": "Tam An",
        "district": None,
        "province": None,
        "title": "Giảm nghèo bền vững năm 2025",
        "plan_year": 2025,
        "period": None,
        "signatory": "Nguyễn Văn Bình",
        "signatory_role": "PHÓ CHỦ TỊCH",
        "text": "KẾ HOẠCH Giảm nghèo bền vững năm 2025",
    }
    assert {name: read[name] for name in expected} == expected


def test_a_head_of_two_columns() -> None:
    head = table(
        "ỦY BAN NHÂN DÂN HUYỆN TAM KHÊ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 34/KH-UBND | Tam Khê, ngày 02 tháng 02 năm 2024",
    )
    read = document(head, *TITLE, *BODY)
    assert (read["issuer"], read["issuer_level"], read["number"]) == (
        "UBND huyện Tam Khê",
        "district",
        "34/KH-UBND",
    )
    assert (read["place"], read["issued_on"]) == ("Tam Khê", "2024-02-02")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 12/KH-UBND", "12/KH-UBND"),
        ("Số 12/KH-UBND", "12/KH-UBND"),
        ("Số: 12 /KH - UBND", "12/KH-UBND"),
        ("Số: 22/2023/NQ-HĐND", "22/2023/NQ-HĐND"),
        ("Số:     /KH-UBND", None),
        ("Số: /KH-UBND", None),
    ],
)
def test_the_number(line: str, number: str | None) -> None:
    assert document(*HEAD, line, *TITLE, *BODY)["number"] == number


@pytest.mark.parametrize(
    "lines",
    [
        ("Số:", "Độc lập - Tự do - Hạnh phúc", "/KH-UBND Tam An, ngày 15 tháng 01 năm 2025"),
        ("Số:     /KH-UBND      Tam An, ngày 15 tháng 01 năm 2025",),
        ("Số: 12", "/KH - UBND Tam An, ngày 15 tháng 01 năm 2025"),
    ],
    ids=["motto between", "one line", "figure above"],
)
def test_a_number_line_that_the_columns_cut(lines: tuple[str, ...]) -> None:
    read = document(*HEAD, *lines, *TITLE, *BODY)
    assert (read["number"] or "").removeprefix("12") in {"", "/KH-UBND"}
    assert (read["place"], read["issued_on"]) == ("Tam An", "2025-01-15")


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Tam An, ngày 15 tháng 01 năm 2025", "Tam An", "2025-01-15"),
        ("Tam An, ngày    tháng 01 năm 2025", "Tam An", "2025-01"),
        ("Tam An, ngày … tháng … năm 2025", "Tam An", "2025"),
        ("Tam An, ngày 15 tháng 01 năm", "Tam An", None),
        ("Đắk Tam, ngày 05 tháng 12 năm 2024", "Đắk Tam", "2024-12-05"),
        ("Căn cứ họp, ngày 15 tháng 01 năm 2025", None, None),
    ],
)
def test_the_dateline_may_be_blank_in_part(line: str, place: str | None, date: str | None) -> None:
    read = document(*HEAD, NUMBER[0], line, *TITLE, *BODY)
    assert (read["place"], read["issued_on"]) == (place, date)


@pytest.mark.parametrize(
    ("lines", "issuer", "level", "names"),
    [
        (("ỦY BAN NHÂN DÂN", "XÃ TAM AN"), "UBND xã Tam An", "commune", ("Tam An", None, None)),
        (("UBND PHƯỜNG TAM HÒA",), "UBND phường Tam Hòa", "commune", ("Tam Hòa", None, None)),
        (("ỦY BAN NHÂN DÂN", "HUYỆN TAM KHÊ"), "UBND huyện Tam Khê", "district", (None, "Tam Khê", None)),
        (("ỦY BAN NHÂN DÂN", "TỈNH TAM HÀ"), "UBND tỉnh Tam Hà", "province", (None, None, "Tam Hà")),
        (
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"),
            "UBND thành phố Cần Thơ",
            "province",
            (None, None, "Cần Thơ"),
        ),
        (
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ TAM HÀ"),
            "UBND thành phố Tam Hà",
            "district",
            (None, "Tam Hà", None),
        ),
    ],
)
def test_the_issuer_its_level_and_place(
    lines: tuple[str, ...], issuer: str, level: str, names: tuple[str | None, str | None, str | None]
) -> None:
    read = document(*lines, *HEAD[2:], *NUMBER, *TITLE, *BODY)
    assert (read["issuer"], read["issuer_level"]) == (issuer, level)
    assert (read["commune"], read["district"], read["province"]) == names


def test_places_above_the_plans_own_come_from_its_bases() -> None:
    read = document(
        *HEAD,
        *NUMBER,
        *TITLE,
        "Căn cứ Kế hoạch số 5/KH-UBND ngày 01/01/2025 của UBND huyện Tam Khê;",
        "Căn cứ Quyết định số 6/QĐ-UBND của UBND tỉnh Tam Hà;",
        *BODY,
    )
    assert (read["commune"], read["district"], read["province"]) == ("Tam An", "Tam Khê", "Tam Hà")


def test_heads_of_columns_side_by_side_name_no_province() -> None:
    heads = table("Năm | Ngân sách tỉnh | Ngân sách huyện", "2021 | 300 | 40", "2022 | 280 | 60")
    read = plan(*HEAD, *NUMBER, *TITLE, *BODY, heads).document
    assert (read.commune, read.district, read.province) == ("Tam An", None, None)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Giảm nghèo trên địa bàn xã Tam An, huyện Tam Khê năm 2025", ("Tam An", "Tam Khê", None)),
        ("Giảm nghèo của xã Tam An - huyện Tam Khê, tỉnh Tam Hà", ("Tam An", "Tam Khê", "Tam Hà")),
        ("GIẢM NGHÈO TRÊN ĐỊA BÀN XÃ TAM AN, HUYỆN TAM KHÊ NĂM 2025", ("Tam An", "Tam Khê", None)),
        ("Giảm nghèo của xã Tam An theo kế hoạch của huyện Tam Khê", ("Tam An", None, None)),
        ("Giảm nghèo của xã Tam An, xã Tam Lộc và huyện Tam Khê", ("Tam An", None, None)),
        ("Giảm nghèo của xã Tam Lộc, huyện Tam Khê năm 2025", ("Tam An", None, None)),
    ],
)
def test_places_above_the_plans_own_that_its_title_names(
    title: str, names: tuple[str | None, str | None, str | None]
) -> None:
    read = document(*HEAD, *NUMBER, "KẾ HOẠCH", title, *BODY)
    assert (read["commune"], read["district"], read["province"]) == names


@pytest.mark.parametrize(
    ("lines", "title", "year", "period"),
    [
        (("Giảm nghèo năm 2025",), "Giảm nghèo năm 2025", 2025, None),
        (
            ("Giảm nghèo bền vững", "trên địa bàn xã năm 2025"),
            "Giảm nghèo bền vững trên địa bàn xã năm 2025",
            2025,
            None,
        ),
        (("Giảm nghèo giai đoạn 2021-2025",), "Giảm nghèo giai đoạn 2021-2025", None, (2021, 2025)),
        (("Giảm nghèo giai đoạn 2021 đến 2025",), "Giảm nghèo giai đoạn 2021 đến 2025", None, (2021, 2025)),
        (
            ("Giảm nghèo năm 2024 thuộc giai đoạn 2021 - 2025",),
            "Giảm nghèo năm 2024 thuộc giai đoạn 2021 - 2025",
            2024,
            (2021, 2025),
        ),
    ],
)
def test_title_and_years(
    lines: tuple[str, ...], title: str, year: int | None, period: tuple[int, int] | None
) -> None:
    read = document(*HEAD, *NUMBER, "KẾ HOẠCH", *lines, "Căn cứ Luật Việc làm;", *BODY)
    assert (read["title"], read["plan_year"], read["period"]) == (title, year, period)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("KẾ HOẠCH", "Kế hoạch"),
        ("BÁO CÁO", "Báo cáo"),
        ("QUYẾT ĐỊNH", "Quyết định"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Chương trình hành động"),
    ],
)
def test_the_kind_of_document(line: str, kind: str) -> None:
    assert document(*HEAD, *NUMBER, line, "Về giảm nghèo năm 2025", *BODY)["doc_type"] == kind


@pytest.mark.parametrize(
    ("foot", "name", "role"),
    [
        (("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Hoa"), "Trần Thị Hoa", "CHỦ TỊCH"),
        (
            ("Nơi nhận:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Y Bình Niê"),
            "Y Bình Niê",
            "PHÓ CHỦ TỊCH",
        ),
        (("Nơi nhận:", "CHỦ TỊCH", "LÊ VĂN SƠN"), "Lê Văn Sơn", "CHỦ TỊCH"),
        (("Nơi nhận:", "- Lưu: VT."), None, None),
    ],
)
def test_the_signature(foot: tuple[str, ...], name: str | None, role: str | None) -> None:
    read = document(*HEAD, *NUMBER, *TITLE, *BODY, *foot)
    assert (read["signatory"], read["signatory_role"]) == (name, role)


def test_a_text_that_is_no_document() -> None:
    read = plan("Một đoạn văn bình thường.")
    assert not read.is_plan
    assert read.document.doc_type is None
    assert (read.document.text, read.document.span) == ("Một đoạn văn bình thường.", (0, 25))
    assert plan(*HEAD, *TITLE, *BODY).is_plan


LOST_HEAD = (
    "Nghị quyết về mức hỗ trợ hộ nghèo năm 2012",
    "Hội đồng nhân dân tỉnh tam hạ",
    "Căn cứ Luật Ngân sách nhà nước;",
)


@pytest.mark.parametrize(
    ("closing", "day"),
    [
        (
            "Nghị quyết này đã được Hội đồng nhân dân tỉnh Tam Hạ khóa VIII thông qua ngày 09 tháng 12 năm 2011.",
            "2011-12-09",
        ),
        ("Nghị quyết này được HĐND tỉnh khóa VIII, kỳ họp thứ ba thông qua ngày 9/12/2011./.", "2011-12-09"),
        ("Nghị quyết này đã được Hội đồng nhân dân tỉnh Tam Hạ khóa VIII thông qua.", None),
        (
            "Nghị quyết này thay thế Nghị quyết được Hội đồng nhân dân thông qua ngày 09 tháng 12 năm 2009.",
            None,
        ),
    ],
)
def test_a_resolution_without_a_dateline_is_of_the_day_it_was_passed(closing: str, day: str | None) -> None:
    assert document(*LOST_HEAD, "Quyết nghị:", "Điều 1. Hỗ trợ 5 hộ nghèo.", closing)["issued_on"] == day


def test_a_dateline_goes_before_the_day_of_passing() -> None:
    closing = "Nghị quyết này đã được Hội đồng nhân dân tỉnh Tam Hạ thông qua ngày 09 tháng 12 năm 2011."
    read = document(
        "Tam Hạ, ngày 12 tháng 12 năm 2011", "NGHỊ QUYẾT", "Về mức hỗ trợ", "Điều 1. Hỗ trợ 5 hộ.", closing
    )
    assert read["issued_on"] == "2011-12-12"


def test_the_word_that_enacts_is_no_title() -> None:
    read = document(
        "Quyết định về việc giao dự toán năm 2012 cho các xã",
        "Ủy ban nhân dân tỉnh tam hạ",
        "- Căn cứ Luật Ngân sách nhà nước ngày 16 tháng 12 năm 2002;",
        "Quyết định",
        "Điều 1. Giao 5 tỷ đồng.",
    )
    assert (read["title"], read["plan_year"]) == ("về việc giao dự toán năm 2012 cho các xã", 2012)
