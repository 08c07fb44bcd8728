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
    ],
    ids=["what a commune is", "how hamlets are told", "what a hamlet is to be", "goals", "no list"],
)
def test_items_under_a_definition_are_no_goals(opening: str, direction: str | None) -> None:
    read = plan("KẾ HOẠCH", "Giảm nghèo năm 2024", "II. MỤC TIÊU", opening, *ITEMS)
    assert [target.direction for target in read.targets] == [direction, direction]
