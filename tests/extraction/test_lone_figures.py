"""Figures that fill a cell: broken by a narrow column, parted by spaces, followed by a note's mark."""

import pytest
from plan_making import plan, table

from extractor.extraction.lone_figures import lone_figure
from extractor.records import decimal_text


@pytest.mark.parametrize(
    ("words", "value", "other", "at"),
    [
        pytest.param("1.250", "1250", ["1.25"], (0, 5), id="as it should be"),
        pytest.param("- 12,5 %", "12.5", [], (2, 6), id="a sign and a percent sign"),
        pytest.param("1.250.", "1250", ["1.25"], (0, 5), id="a full stop"),
        pytest.param("2.621, 5", "2621.5", [], (0, 8), id="broken behind the comma"),
        pytest.param("10, 8%", "10.8", [], (0, 5), id="a rate broken behind the comma"),
        pytest.param("12.345 .678", "12345678", [], (0, 11), id="broken before a dot"),
        pytest.param("12.345.6 78", "12345678", [], (0, 11), id="broken between two digits"),
        pytest.param("1 234,5", "1234.5", ["234.5"], (0, 7), id="two groups may be two figures"),
        pytest.param("1 250 000", "1250000", [], (0, 9), id="three groups are one figure"),
        pytest.param("1.250(1)", "1250", ["1.25"], (0, 5), id="a note in brackets"),
        pytest.param("1.250 (1,2)", "1250", ["1.25"], (0, 5), id="two notes"),
        pytest.param("12,5¹ %", "12.5", [], (0, 4), id="a raised note"),
        pytest.param("1.250()", "1250", ["1.25"], (0, 5), id="a star that markdown took"),
    ],
)
def test_one_figure(words: str, value: str, other: list[str], at: tuple[int, int]) -> None:
    found = lone_figure(words)
    assert found is not None
    figure, *span = found
    assert (decimal_text(figure.value), [decimal_text(v) for v, _ in figure.readings]) == (value, other)
    assert tuple(span) == at


@pytest.mark.parametrize(
    "words",
    [
        "120, 80",
        "5, 11",
        "1.25 0",
        "2024 2025",
        "120 (35)",
        "10³",
        "1.250 2.500",
        "1.250 hộ",
        "5.378.7000",
        "(1)",
        "",
    ],
)
def test_no_one_figure(words: str) -> None:
    assert lone_figure(words) is None


def test_what_a_cell_is_made_of_is_read_once() -> None:
    read = plan(
        table(
            "TT | Việc | Kinh phí (triệu đồng)", "1 | Đường | 1 250(1)", "2 | Cầu | 2.621, 5", "3 | Kè | 40"
        )
    )
    assert [decimal_text(budget.value) for budget in read.budgets] == ["1250", "2621.5", "40"]
    assert [b.text for b in read.budgets] == ["1 250(1)", "2.621, 5", "40"]
    assert not read.unread
