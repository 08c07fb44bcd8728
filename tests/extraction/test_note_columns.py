"""Columns of remarks and the sums that stand under their heads."""

import pytest
from plan_making import plan, table

from extractor.extraction.note_columns import is_noted
from extractor.records import decimal_text


@pytest.mark.parametrize(
    ("path", "noted"),
    [
        (("Quyết định đầu tư", "Số, ngày ban hành"), True),
        (("Quyết định đầu tư", "Tổng mức đầu tư"), False),
        (("Quyết định phê duyệt", "TMĐT", "Tổng số"), False),
        (("Căn cứ", "Dự toán được duyệt"), False),
        (("Kinh phí", "Ghi chú"), True),
        (("Thời gian", "Khởi công"), True),
        (("Cơ quan chủ trì, kinh phí",), True),
        (("Kinh phí",), False),
    ],
)
def test_heads_of_remarks(path: tuple[str, ...], noted: bool) -> None:
    assert is_noted(path) is noted


def test_sums_by_a_decision_and_a_row_of_column_numbers() -> None:
    read = plan(
        "Đơn vị: triệu đồng",
        table(
            "TT | Dự án | Quyết định đầu tư | < | Vốn năm 2026 | < | <",
            "^ | ^ | Số quyết định | Tổng mức đầu tư | Tổng | NSTW | NSĐP",
            "(1) | (2) | (3) | (4) | (5)=(6)+(7) | (6) | (7)",
            "1 | Cầu Khe Lạnh | 15/QĐ-UBND | 900 | 500 | 400 | 100",
            "2 | Đập Nà Vọng | 16/QĐ-UBND | 700 | 300 | 250 | 50",
        ),
    )
    assert [decimal_text(b.value) for b in read.budgets] == [
        "900",
        "500",
        "400",
        "100",
        "700",
        "300",
        "250",
        "50",
    ]
    assert [b.column for b in read.budgets[:2]] == [
        ("Quyết định đầu tư", "Tổng mức đầu tư"),
        ("Vốn năm 2026", "Tổng"),
    ]


def test_days_in_a_column_of_units() -> None:
    read = plan(
        table(
            "TT | Nội dung | ĐVT | Số lượng | Thành tiền (đồng)",
            "1 | Thuê hội trường | ngày | 2 | 3.000.000",
            "2 | In tài liệu | bộ | 60 | 2.100.000",
        )
    )
    assert [(t.unit, decimal_text(t.value)) for t in read.targets] == [("day", "2"), ("set", "60")]
