"""Figures as Vietnamese plans write them, and what is no figure."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.figures import MAX_DIGITS, find_figures, read_figure


@pytest.mark.parametrize(
    ("written", "value", "decimals"),
    [
        pytest.param("7", "7", 0, id="one digit"),
        pytest.param("01", "1", 0, id="leading zero"),
        pytest.param("00", "0", 0, id="zeros"),
        pytest.param("1000", "1000", 0, id="thousands without dot"),
        pytest.param("3.417,5", "3417.5", 1, id="grouped with decimals"),
        pytest.param("12.345.678,9", "12345678.9", 1, id="two groups with decimals"),
        pytest.param("1.234.567", "1234567", 0, id="two groups"),
        pytest.param("2.000,00", "2000.00", 2, id="idle zeros are written decimals"),
        pytest.param("12,47", "12.47", 2, id="decimal comma"),
        pytest.param("12.47", "12.47", 2, id="dot before two digits is a decimal point"),
        pytest.param("0.5", "0.5", 1, id="dot before one digit"),
        pytest.param("12.3456", "12.3456", 4, id="dot before four digits"),
        pytest.param("0.123", "0.123", 3, id="dot after a lone zero is decimal"),
        pytest.param("0,123", "0.123", 3, id="comma after a lone zero"),
        pytest.param("1234.567", "1234.567", 3, id="dot after four digits cannot group"),
        pytest.param("1234,567", "1234.567", 3, id="comma after four digits"),
        pytest.param("1,234,567", "1234567", 0, id="commas that group"),
        pytest.param("1,234.5", "1234.5", 1, id="English marks"),
        pytest.param("1,234,567.89", "1234567.89", 2, id="English marks, two groups"),
        pytest.param("12\u00a0345", "12345", 0, id="no-break space groups"),
        pytest.param("1.234,567890", "1234.567890", 6, id="six decimals"),
        pytest.param(" 12 ", "12", 0, id="spaces around"),
        pytest.param("9" * MAX_DIGITS, "9" * MAX_DIGITS, 0, id="most digits"),
    ],
)
def test_a_figure_has_one_value_and_its_written_decimals(written: str, value: str, decimals: int) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert (str(figure.value), figure.decimals, figure.readings) == (value, decimals, ())


@pytest.mark.parametrize(
    ("written", "preferred", "other"),
    [
        pytest.param("207.318", ("207318", 0), ("207.318", 3), id="dot before three digits groups"),
        pytest.param("1.000", ("1000", 0), ("1.000", 3), id="one thousand"),
        pytest.param("52,418", ("52.418", 3), ("52418", 0), id="comma before three digits is decimal"),
    ],
)
def test_the_other_reading_is_kept(written: str, preferred: tuple[str, int], other: tuple[str, int]) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert (str(figure.value), figure.decimals) == preferred
    assert [(str(value), decimals) for value, decimals in figure.readings] == [other]


GROUPED_WRONG = [
    "6.214.3000",
    "1.2.3",
    "2.62.5",
    "1.234.56",
    "1,234,56",
    "1.500.00",
    "1,23.456",
    "3,5.2",
    "1..2",
]
NO_FIGURES = ["5,", "", "-5", "abc", "1 234", "9" * (MAX_DIGITS + 1), "1,2345678"]


@pytest.mark.parametrize("written", [*GROUPED_WRONG, *NO_FIGURES])
def test_malformed_groups_are_no_figure(written: str) -> None:
    assert read_figure(written) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "chi 3.417,5 triệu, 7 hộ", [(4, "3.417,5", "3417.5"), (19, "7", "7")], id="two in a sentence"
        ),
        pytest.param("tăng 3,2%; 4.", [(5, "3,2", "3.2"), (11, "4", "4")], id="full stop is no mark"),
        pytest.param("12. 13", [(0, "12", "12"), (4, "13", "13")], id="dot and space part"),
        pytest.param("có 6.214.3000 người", [(3, "6.214.3000", None)], id="malformed is found whole"),
        pytest.param("1.234.56,7", [(0, "1.234.56,7", None)], id="no good piece of a malformed run"),
        pytest.param("9" * 26, [(0, "9" * 26, None)], id="too long is found whole"),
        pytest.param("không có số", [], id="none"),
    ],
)
def test_figures_of_a_text(text: str, found: list[tuple[int, str, str | None]]) -> None:
    got = [(f.start, f.text, str(f.figure.value) if f.figure else None) for f in find_figures(text)]
    assert got == found


def test_offsets_bound_the_search() -> None:
    assert [f.text for f in find_figures("12 hộ, 34 hộ, 56 hộ", 4, 12)] == ["34"]


def grouped(digits: str, mark: str) -> str:
    head = len(digits) % 3 or 3
    return mark.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


WHOLE = st.integers(0, 10**MAX_DIGITS - 1).map(str)
PART = st.text("0123456789", max_size=6)


@given(whole=WHOLE, part=PART, dots=st.booleans())
def test_any_figure_in_vietnamese_form_reads_back(whole: str, part: str, dots: bool) -> None:
    written = (grouped(whole, ".") if dots else whole) + (f",{part}" if part else "")
    figure = read_figure(written)
    assert figure is not None
    assert figure.value == Decimal(f"{whole}.{part}" if part else whole)
    assert figure.decimals == len(part)


@given(st.text(alphabet="0123456789.,\u00a0 ađ%/-"))
def test_every_digit_lies_in_one_found_figure(text: str) -> None:
    found = list(find_figures(text))
    covered = [i for f in found for i in range(f.start, f.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if c.isdigit()} <= set(covered)
    assert all(text[f.start : f.end] == f.text for f in found)


@settings(max_examples=200)
@given(st.text())
def test_find_figures_never_raises(text: str) -> None:
    for found in find_figures(text):
        assert found.figure is None or found.figure.value.is_finite()


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", "1.234", "1,2.", "123.456.", "1,234", ".", "1 ", "9" * MAX_DIGITS + ".", "1\u00a0234"],
)
def test_long_runs_take_linear_time(piece: str) -> None:
    text = piece * (10**5 // len(piece))
    begun = time.process_time()
    count = sum(1 for _ in find_figures(text))
    assert time.process_time() - begun < 1
    assert count <= len(text)
