"""Rates without their sign: behind the colon of what is told in percent only, and behind a named rate."""

import pytest
from whole_plans import told

LOST = [
    "Tỷ lệ hộ dân sử dụng nước sạch: 85; tỷ lệ hộ có nhà tiêu hợp vệ sinh: 70%.",
    "Tỷ lệ lao động qua đào tạo 52.",
]
KEPT = [
    "Tỷ lệ bác sĩ trên vạn dân: 9.",
    "Tỷ lệ giới tính khi sinh: 98.",
    "Các tỷ lệ nêu tại Biểu: 12.",
    "Tỷ lệ vốn đối ứng: 1/10.",
]


@pytest.mark.parametrize("body", LOST)
def test_a_rate_lacks_its_sign(body: str) -> None:
    assert [rule for rule, _, _ in told(f"I. MỤC TIÊU\n- {body}")] == ["percent-missing"]


@pytest.mark.parametrize("body", KEPT)
def test_what_is_no_rate_in_percent(body: str) -> None:
    assert told(f"I. MỤC TIÊU\n- {body}") == []
