"""Units that a line above carries for lists and sentences."""

import pytest
from plan_making import plan, table

from extractor.records import decimal_text


def sums(*items: object) -> list[tuple[str, str | None]]:
    return [(decimal_text(b.value), b.unit_text) for b in plan(*items).budgets]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        pytest.param(
            ("Phân bổ vốn (ĐVT: triệu đồng):", "- Dự án 1: 3.960;", "- Dự án 2: 1.200."),
            [("3960", "triệu đồng"), ("1200", "triệu đồng")],
            id="in brackets before a list",
        ),
        pytest.param(
            ("Đơn vị tính: nghìn đồng", "- Ngân sách tỉnh: 4.500", "- Ngân sách huyện: 500"),
            [("4.5", "nghìn đồng"), ("0.5", "nghìn đồng")],
            id="a line of its own",
        ),
        pytest.param(
            ("IV. KINH PHÍ (đơn vị: tỷ đồng)", "1. Ngân sách tỉnh: 5,2", "V. TỔ CHỨC", "- Tổng cộng: 25"),
            [("5200", "tỷ đồng")],
            id="a heading, to the end of its section",
        ),
        pytest.param(
            ("Kinh phí (ĐVT: 1.000 đồng): trung ương: 3.500; địa phương: 1.200.",),
            [("3.5", "nghìn đồng"), ("1.2", "nghìn đồng")],
            id="the sentence before, its own figure being the unit",
        ),
        pytest.param(
            ("ĐVT: triệu đồng", "- Năm đầu: 2024", "- Vốn tỉnh: 20 suất", "- Vốn tỉnh: 30"),
            [("30", "triệu đồng")],
            id="years and counted things keep what they are",
        ),
        pytest.param(
            ("ĐVT: triệu đồng", "- Vốn tỉnh: 30 tỷ đồng", "ĐVT: tỷ đồng", "- Vốn tỉnh: 4"),
            [("30000", "tỷ đồng"), ("4000", "tỷ đồng")],
            id="a unit of its own, and the next unit line",
        ),
        pytest.param(
            ("ĐVT: nghìn đồng", "I Thu cân đối 7183000", "Mục thu 12"),
            [("7183", "nghìn đồng")],
            id="a row that has become a line",
        ),
        pytest.param(
            (
                "Vốn theo nguồn (triệu đồng):",
                "- Ngân sách tỉnh: 450",
                "- Ngân sách xã...50",
                "1. Tổng số hộ: 25",
            ),
            [("450", "triệu đồng"), ("50", "triệu đồng")],
            id="in brackets alone, for the list behind it",
        ),
        pytest.param(
            ("Vốn giao trong năm, đơn vị nghìn đồng:", "- Ngân sách tỉnh: 4.500", "Vốn vay còn lại: 30"),
            [("4.5", "nghìn đồng"), ("30", None)],
            id="behind a comma, for the list behind it",
        ),
        pytest.param(
            ("Mỗi hộ được vay vốn (triệu đồng).", "- Tổng số: 25"), [], id="a sentence that opens no list"
        ),
        pytest.param(("Các đơn vị: Phòng Tài chính", "- Tổng số: 30"), [], id="units that are offices"),
    ],
)
def test_sums_take_the_unit_in_force(items: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert sums(*items) == found


def test_a_count_and_a_rate_take_it_too() -> None:
    read = plan("Chỉ tiêu (ĐVT: hộ)", "- Hộ nghèo: 120", "Đơn vị tính: %", "- Tỷ lệ hộ nghèo: 3,5").targets
    assert [(decimal_text(t.value), t.unit, t.indicator) for t in read] == [
        ("120", "household", "poor_households"),
        ("3.5", "percent", "poverty_rate"),
    ]


def test_a_table_ends_it() -> None:
    rows = table("TT | Nội dung | Kinh phí", "1 | Nhà ở | 60", "2 | Nước sạch | 40")
    assert sums("ĐVT: triệu đồng", rows, "- Tổng cộng: 7") == [("60", "triệu đồng"), ("40", "triệu đồng")]


def test_other_readings_are_scaled_alike() -> None:
    (budget,) = plan("ĐVT: tỷ đồng", "- Vốn tỉnh: 3.960").budgets
    assert (budget.rule_id, budget.readings) == ("money", ("3960",))
