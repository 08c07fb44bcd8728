"""Lines over a table that say the unit of its sums, in the many ways that offices write them."""

import pytest
from plan_making import plan, table

from extractor.records import decimal_text

ROWS = ("TT | Nội dung | Kinh phí | Số buổi", "1 | Tập huấn | 312.000 | 6", "2 | In tờ rơi | 50.000 | 4")
LINES = [
    "ĐVT: 1.000 đồng",
    "Đơn vị tiền: nghìn đồng",
    "Đơn vị tính tiền: nghìn đồng",
    "(Đơn vị tiền tệ: 1.000 đồng)",
    "ĐV tính: ngàn đồng",
    "Đ/v tính: nghìn đồng",
    "ĐV: nghìn đồng",
    "Đơn vị đo: nghìn đồng",
    "Đơn vị tính giá trị: nghìn đồng",
    "Đơn vị tính (nghìn đồng)",
    "Đơn vị tính là nghìn đồng",
    "Đơn vị tính - nghìn đồng",
    "ĐVT = nghìn đồng",
    "ĐVT – 1000 đ",
    "Đơn vị: nghìn VNĐ",
    "Đơn vị tính: nghìn đồng Việt Nam",
    "Đơn vị tính: số tiền: nghìn đồng; số buổi: buổi",
    "Đơn vị tính: Diện tích - ha; kinh phí - nghìn đồng",
    "Đơn vị tính: buổi, nghìn đồng",
    "Số tiền tính bằng nghìn đồng",
    "Các khoản trong bảng tính bằng nghìn đồng.",
    "Biểu kèm theo Kế hoạch, tiền tính bằng nghìn đồng",
    "(Kinh phí: nghìn đồng)",
    "Nghìn đồng",
    "Biểu 2. Đơn vị thực hiện và kinh phí. Đơn vị tính: nghìn đồng",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_the_unit_of_the_sums_under_it(line: str) -> None:
    read = plan("Kinh phí tập huấn của xã.", line, table(*ROWS))
    assert [decimal_text(budget.value) for budget in read.budgets] == ["312", "50"]
    assert all(budget.unit_text for budget in read.budgets)
    assert [(decimal_text(t.value), t.unit) for t in read.targets] == [("6", "session"), ("4", "session")]


@pytest.mark.parametrize(
    "line",
    [
        "Đơn vị: Xã Nậm Rùa",
        "Đơn vị thực hiện: Phòng Kinh tế, các đơn vị liên quan",
        "Kinh phí tính theo từng quý",
        "Kinh phí: ngân sách xã",
    ],
)
def test_a_line_that_says_no_unit_gives_none(line: str) -> None:
    read = plan("Kinh phí tập huấn của xã.", line, table(*ROWS))
    assert [budget.unit_text for budget in read.budgets] == [None, None]


_FUNDS = ("Khoản | Tổng | NSTW | NS tỉnh", "Dự án 2 | 940 | 700 | 240", "Cộng | 940 | 700 | 240")


def test_a_line_in_brackets_under_a_table_says_its_unit() -> None:
    read = plan("Kinh phí của xã.", table(*_FUNDS), "(Đơn vị tính: triệu đồng)", "Giao các ban thực hiện.")
    assert [decimal_text(budget.value) for budget in read.budgets] == ["940", "700", "240"] * 2
    assert all(budget.unit_text for budget in read.budgets)


def test_a_line_between_two_tables_is_of_the_one_below() -> None:
    read = plan("Kinh phí của xã.", table(*_FUNDS), "(Đơn vị tính: triệu đồng)", table(*ROWS))
    assert not any(budget.unit_text for budget in read.budgets if budget.row == ("Dự án 2",))
