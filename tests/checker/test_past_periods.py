"""Headings over goals of years that were over before the plan began."""

import pytest
from whole_plans import told

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
