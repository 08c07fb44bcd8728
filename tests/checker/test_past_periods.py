"""Headings over goals of years that were over before the plan began, and results told before their month is over."""

import pytest
from whole_plans import told

from extractor.audit import audit_bytes
from extractor.rulebook import load_rulebook

GOALS = "Xã có 9 bản.\nII. {}\n1. Giảm 37 hộ nghèo.\n2. Sửa 12 nhà cho hộ nghèo."


@pytest.mark.parametrize(
    "heading",
    [
        "MỤC TIÊU GIAI ĐOẠN 2016-2020",
        "NHIỆM VỤ GIẢM NGHÈO GIAI ĐOẠN 2016 - 2020",
        "KẾ HOẠCH THỰC HIỆN THỜI KỲ 2018-2022",
    ],
)
def test_goals_of_years_gone_by(heading: str) -> None:
    assert [f[:2] for f in told(GOALS.format(heading))] == [("plan-year-mismatch", "warning")]


@pytest.mark.parametrize(
    "heading",
    [
        "MỤC TIÊU GIAI ĐOẠN 2021-2025",
        "MỤC TIÊU NĂM 2024 VÀ GIAI ĐOẠN 2024-2026",
        "NHIỆM VỤ CHUYỂN TIẾP TỪ GIAI ĐOẠN 2016-2020",
        "NỘI DUNG CÒN LẠI CỦA GIAI ĐOẠN 2016-2020",
        "ĐÁNH GIÁ MỤC TIÊU GIAI ĐOẠN 2016-2020",
    ],
)
def test_goals_that_look_back_or_last(heading: str) -> None:
    assert "plan-year-mismatch" not in [f[0] for f in told(GOALS.format(heading))]


def test_a_heading_under_results_tells_what_they_are_held_against() -> None:
    body = "1. Mục tiêu giai đoạn 2016-2020\nGiảm 37 hộ nghèo.\nII. MỤC TIÊU\n1. Giảm 29 hộ nghèo."
    assert "plan-year-mismatch" not in [f[0] for f in told(body)]


@pytest.mark.parametrize(
    ("body", "early"),
    [
        ("Tính đến hết tháng 02/2024 đã cấp 1.204 thẻ bảo hiểm y tế.", True),
        ("Tính đến hết tháng 01/2024 đã cấp 1.204 thẻ bảo hiểm y tế.", False),  # told on the 15th
        ("Tính đến tháng 01/2024 đã cấp 1.204 thẻ bảo hiểm y tế.", False),
    ],
)
def test_results_up_to_the_end_of_a_month(body: str, early: bool) -> None:
    assert ("period-not-elapsed" in [f[0] for f in told(body)]) is early


def test_a_month_told_in_its_first_days() -> None:
    body = "I. KẾT QUẢ\nTính đến hết tháng {}/2024 đã cấp 1.204 thẻ bảo hiểm y tế.\n"
    head = "UBND XÃ BẢN LÌM\nSố: 15/BC-UBND\nBản Lìm, ngày 05 tháng 5 năm 2024\nBÁO CÁO\nKết quả giảm nghèo năm 2024\n"
    for month, early in (("5", True), ("4", False)):
        found = audit_bytes((head + body.format(month)).encode(), "p.txt", "p.txt", load_rulebook()).findings
        assert ("period-not-elapsed" in [f.rule for f in found]) is early
