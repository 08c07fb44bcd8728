"""Changes of counts whose rates are told beside them: «286 hộ nghèo (25,54%)»."""

import pytest
from whole_plans import told

WRONG = [
    "Đầu năm 2023 xã có 286 hộ nghèo, chiếm 25,54%. Cuối năm còn 241 hộ nghèo, chiếm 21,52%, giảm 54 hộ (4,02%).",
    "Đầu năm 2023 có 286 hộ nghèo (25,54%); cuối năm còn 241 hộ nghèo (21,52%), giảm 54 hộ.",
    "Đầu năm 2023 có 286 hộ nghèo, cuối năm còn 241 hộ, tỷ lệ 21,52%, giảm 54 hộ so với đầu năm.",
    "Số hộ nghèo giảm từ 286 hộ (25,54%) xuống còn 241 hộ (21,52%), giảm 54 hộ.",
    "Số hộ nghèo giảm từ 286 hộ (25,54%) xuống còn 241 hộ (21,52%), giảm 4,20%.",
]
RIGHT = [
    "Đầu năm 2023 xã có 286 hộ nghèo, chiếm 25,54%. Cuối năm còn 241 hộ nghèo, chiếm 21,52%, giảm 45 hộ (4,02%).",
    "Số hộ nghèo giảm từ 286 hộ (25,54%) xuống 241 hộ (21,52%), giảm 4,02%.",
    "Đầu năm có 286 hộ nghèo (25,54%), cuối năm còn 241 hộ nghèo (21,52%), giảm 15,7% số hộ nghèo.",
    "Đầu năm 2023 có 286 hộ nghèo (25,54%), cuối năm còn 241 hộ (21,52%), giảm 60 hộ (phát sinh mới 15 hộ).",
    "Bản Nà Mạ đầu năm có 30 hộ nghèo (40%), cuối năm còn 22 hộ (29%); toàn xã giảm 45 hộ.",
]


@pytest.mark.parametrize("body", WRONG)
def test_a_change_that_its_levels_do_not_give(body: str) -> None:
    assert [rule for rule, _, _ in told(f"I. KẾT QUẢ\n- {body}")] == ["growth-mismatch"]


@pytest.mark.parametrize("body", RIGHT)
def test_a_change_that_its_levels_give(body: str) -> None:
    assert told(f"I. KẾT QUẢ\n- {body}") == []
