"""Figures of lists that say what a kind of place or person is, beside those of lists of goals."""

import pytest
from plan_making import plan

ITEMS = ("- Tỷ lệ hộ nghèo từ 25% trở lên;", "- Có ít nhất 03 bản chưa có điện.")


@pytest.mark.parametrize(
    ("opening", "direction"),
    [
        ("Xã vùng III là xã có một trong các tiêu chí sau:", None),
        ("Bản khó khăn được xác định theo các tiêu chí:", None),
        ("Phấn đấu bản Nà Cọ là bản đạt các tiêu chí sau:", "reach"),
        ("Đến cuối năm, toàn xã như sau:", "reach"),
        ("Xã vùng III là xã có nhiều bản khó khăn.", "reach"),
        ("Tiêu chí phân định bản theo mức khó khăn:", None),
        ("Điều kiện thụ hưởng của bản:", None),
        ("Điều kiện hỗ trợ và kế hoạch:", "reach"),
    ],
    ids=[
        "what a commune is",
        "how hamlets are told",
        "what a hamlet is to be",
        "goals",
        "no list",
        "criteria of hamlets",
        "who is to benefit",
        "what is planned",
    ],
)
def test_items_under_a_definition_are_no_goals(opening: str, direction: str | None) -> None:
    read = plan("KẾ HOẠCH", "Giảm nghèo năm 2024", "II. MỤC TIÊU", opening, *ITEMS)
    assert [target.direction for target in read.targets] == [direction, direction]


def test_a_threshold_is_no_result() -> None:
    items = (
        "- Trường đã có nhà ở nội trú nhưng đáp ứng dưới 70% học sinh;",
        "- Tỷ lệ hộ nghèo từ 25% trở lên.",
    )
    read = plan("KẾ HOẠCH", "Giảm nghèo năm 2024", "II. MỤC TIÊU", "Tiêu chí xác định xã khó khăn:", *items)
    assert [(t.indicator, t.direction, t.status) for t in read.targets] == [
        ("other", None, "target"),
        ("poverty_rate", None, "target"),
    ]


def test_a_definition_in_its_own_block() -> None:
    words = (
        "Xã vùng III là xã có một trong hai điều kiện sau: Có từ 6 tiêu chí trở lên; hoặc trên 40% hộ nghèo."
        " Đến cuối năm còn 2 xã."
    )
    read = plan("KẾ HOẠCH", "Giảm nghèo năm 2024", "II. MỤC TIÊU", words)
    assert [(int(t.value), t.direction) for t in read.targets] == [(6, None), (40, None), (2, "reach")]
