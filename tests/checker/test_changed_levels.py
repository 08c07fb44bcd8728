"""Columns of changes held against the levels beside them; changes are no shares and make up no totals."""

import pytest
from whole_plans import table, told

GOALS = "Chỉ tiêu|ĐVT|Thực hiện 2023|Kế hoạch 2024"
PLACES = "TT|Thôn|Số hộ nghèo năm 2023|Số hộ nghèo năm 2024|Tăng, giảm (+/-)"
MONEY = "Đơn vị tính: triệu đồng\n"


def goals(head: str, poor: str, rate: str, jobs: str, grain: str) -> str:
    return table(
        f"{GOALS}|{head}",
        f"Số hộ nghèo|Hộ|210|168|{poor}",
        f"Tỷ lệ hộ nghèo|%|14,20|11,35|{rate}",
        f"Lao động có việc làm mới|Người|80|95|{jobs}",
        f"Sản lượng lương thực|Tấn|1.260|1.330|{grain}",
    )


def places(*changes: str) -> str:
    levels = ("1|Nà Pheo|40|30", "2|Nà Rì|30|32", "3|Nà Lốc|20|13", "4|Nà Cạn|50|41", "|Cộng|140|116")
    return table(PLACES, *(f"{row}|{change}" for row, change in zip(levels, changes, strict=True)))


def money(*changes: str) -> str:
    levels = ("1|Sửa trường|100|80", "2|Làm kênh|60|90", "3|Làm cầu|60|45", "|Cộng|220|215")
    head = "TT|Nội dung|Năm 2023|Năm 2024|Chênh lệch"
    return MONEY + table(head, *(f"{row}|{change}" for row, change in zip(levels, changes, strict=True)))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(goals("So sánh (+/-)", "-42", "-2,85", "+15", "+80"), "80", id="tonnes"),
        pytest.param(goals("Tăng/giảm", "-42", "-2,58", "15", "70"), "2,58", id="points"),
        pytest.param(goals("KH 2024 so với TH 2023", "42", "2,85", "51", "70"), "51", id="no signs"),
        pytest.param(places("-10", "+2", "-7", "-8", "-24"), "8", id="places"),
        pytest.param(money("-20", "+30", "-25", "-5"), "25", id="money"),
    ],
)
def test_a_change_that_its_levels_do_not_make(body: str, text: str) -> None:
    assert told(body) == [("growth-mismatch", "warning", text)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(goals("So sánh (+/-)", "-42", "-2,85", "+15", "+70"), id="goals"),
        pytest.param(goals("Chênh lệch", "-42", "-2,9", "15", "70"), id="rounded"),
        pytest.param(goals("So với năm 2023 (%)", "80,0", "79,9", "118,8", "105,6"), id="ratios"),
        pytest.param(goals("Tăng, giảm (%)", "-20,0", "-2,85", "+18,8", "+5,6"), id="relative"),
        pytest.param(places("-10", "+2", "-7", "-9", "-24"), id="places"),
        pytest.param(money("-20", "+30", "-15", "-5"), id="money"),
    ],
)
def test_changes_that_follow(body: str) -> None:
    assert not told(body)


def test_a_wrong_level_is_told_once() -> None:
    body = places("-10", "+2", "-7", "-9", "-24").replace("50|41".replace("|", " | "), "50 | 44")
    assert told(body) == [("sum-mismatch", "error", "116")]
