"""«từ … về …»: a change between two levels, the second told with «về»."""

import pytest
from whole_plans import told


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Tỷ lệ hộ nghèo từ 13,7% về 9,9%, giảm 3,2%.", "3,2%"),
        ("Kéo tỷ lệ hộ nghèo từ 13,7% về mức 9,9% (giảm 3,2%).", "3,2%"),
        ("Tỷ lệ hộ cận nghèo giảm từ 8,6% về 7,1%, giảm 2,5 điểm phần trăm.", "2,5"),
        ("Số hộ nghèo từ 243 hộ về 199 hộ, giảm 54 hộ.", "54"),
        ("Hạ tỷ lệ hộ nghèo từ mức 13,7% đầu năm về 9,9% cuối năm, giảm 3,2%.", "3,2%"),
    ],
)
def test_a_change_between_levels(sentence: str, text: str) -> None:
    found = told(f"I. KẾT QUẢ NĂM 2023\n{sentence}")
    assert [(f[0], f[2].startswith(text)) for f in found] == [("growth-mismatch", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỷ lệ hộ nghèo từ 13,7% về 9,9%, giảm 3,8%.",
        "Đưa tỷ lệ hộ nghèo từ 13,7% về dưới 9,9%, giảm 4,1%.",
        "Số hộ nghèo từ 243 hộ về 199 hộ, giảm 44 hộ.",
        "Tỷ lệ hộ nghèo từ 13,6% về 10,2%, giảm 25%.",
        "Tỷ lệ hộ nghèo từ 16,4% năm 2021 về 7,4% năm 2023, bình quân giảm 4,5%/năm.",
        "Hạ tỷ lệ hộ nghèo từ mức 13,7% đầu năm về 9,9% cuối năm, giảm 3,8%.",
    ],
)
def test_true_changes(sentence: str) -> None:
    assert not told(f"I. KẾT QUẢ NĂM 2023\n{sentence}")
