"""The words that name what a target measures, where the plan gives few."""

import pytest
from plan_making import plan


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param(
            "Có 12/14 thôn / 85% có nhà văn hóa.", ["Có", "có nhà văn hóa"], id="a stroke names nothing"
        ),
        pytest.param(
            "Hộ nghèo còn 31 hộ (9,1%).",
            ["Hộ nghèo còn", "tỷ lệ hộ nghèo"],
            id="a bracket has the indicator's own name",
        ),
        pytest.param("Bể 40 m3/ngày cấp nước cho 60 hộ.", ["Bể", "cấp nước cho"], id="a unit goes on"),
        pytest.param(
            "Thôn có 70 hộ, 300 khẩu.", ["Thôn có", "khẩu"], id="the unit's word for want of another"
        ),
    ],
)
def test_what_names_a_target(sentence: str, names: list[str]) -> None:
    targets = plan("BÁO CÁO", "Kết quả giảm nghèo năm 2024", sentence).targets
    assert [target.indicator_text for target in targets] == names
