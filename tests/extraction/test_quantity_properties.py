"""Any figure in any of its forms reads back to its value; no text raises; reading takes linear time."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_making import rules

from extractor.extraction.quantities import Quantity, QuantityReader, Unreadable
from extractor.language.figures import find_figures
from extractor.language.text import canonical

READER = QuantityReader(rules().units)
SCALES = {
    "đồng": Decimal("0.000001"),
    "nghìn đồng": Decimal("0.001"),
    "triệu đồng": Decimal(1),
    "tỷ đồng": Decimal(1000),
}


def read(text: str) -> list[Quantity | Unreadable]:
    lowered = canonical(text)
    return list(READER.read(lowered, list(find_figures(lowered)), len(lowered)))


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    assert isinstance(quantity, Quantity)
    return quantity


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


GLUE = st.sampled_from(["", " "])
UNITS = st.sampled_from(sorted(SCALES))
WHOLE = st.integers(1, 999_999_999_999)


@given(number=WHOLE, mark=st.sampled_from(["", ".", " ", "\u00a0"]), glue=GLUE, unit=UNITS)
def test_whole_sums_in_every_grouping(number: int, mark: str, glue: str, unit: str) -> None:
    quantity = only(f"chi {grouped(number, mark)}{glue}{unit}")
    assert quantity.value == number * SCALES[unit]


@given(
    number=st.integers(0, 999_999),
    decimals=st.text("0123456789", min_size=1, max_size=3),
    mark=st.sampled_from(["", "."]),
    glue=GLUE,
    unit=UNITS,
)
def test_sums_with_decimals(number: int, decimals: str, mark: str, glue: str, unit: str) -> None:
    quantity = only(f"chi {grouped(number, mark)},{decimals}{glue}{unit}")
    assert quantity.value == Decimal(f"{number}.{decimals}") * SCALES[unit]


@given(
    groups=st.lists(st.integers(0, 999), min_size=1, max_size=4),
    first=st.integers(1, 999),
    at=st.integers(0, 3),
    broken=st.sampled_from([". ", " ."]),
    unit=UNITS,
)
def test_a_space_beside_a_dot_breaks_no_sum(
    groups: list[int], first: int, at: int, broken: str, unit: str
) -> None:
    pieces = [str(first), *(f"{group:03}" for group in groups)]
    at = at % len(groups)
    written = ".".join(pieces[: at + 1]) + broken + ".".join(pieces[at + 1 :])
    assert only(f"chi {written} {unit}").value == int("".join(pieces)) * SCALES[unit]


@given(
    low=st.integers(1, 998),
    rise=st.integers(1, 500),
    joint=st.sampled_from(["-", " - ", "–", " – ", " đến ", " tới "]),
    glue=GLUE,
    unit=st.sampled_from(["%", "triệu đồng", "hộ", "mô hình"]),
    both=st.booleans(),
)
def test_a_range_is_its_two_ends(low: int, rise: int, joint: str, glue: str, unit: str, both: bool) -> None:
    ends = read(f"từ {low}{glue + unit if both else ''}{joint}{low + rise}{glue}{unit}")
    assert [(q.value, q.bound) for q in ends if isinstance(q, Quantity)] == [(low, ">="), (low + rise, "<=")]


@given(top=st.integers(0, 99_999), bottom=st.integers(1, 99_999), joint=st.sampled_from(["/", " / ", "/ "]))
def test_a_fraction_is_its_two_figures(top: int, bottom: int, joint: str) -> None:
    quantity = only(f"được {grouped(top, '.')}{joint}{grouped(bottom, '.')} hộ")
    assert (quantity.value, quantity.denominator, quantity.unit) == (top, bottom, "household")


@given(billions=st.integers(1, 9_999), millions=st.integers(1, 999), thousands=st.integers(0, 999), glue=GLUE)
def test_compound_sums_add_up(billions: int, millions: int, thousands: int, glue: str) -> None:
    tail = f" {thousands}{glue}nghìn" if thousands else ""
    quantity = only(f"chi {billions}{glue}tỷ {millions}{glue}triệu{tail} đồng")
    assert quantity.value == billions * 1000 + millions + Decimal(thousands) / 1000


@given(
    number=st.integers(1, 9_999),
    unit=st.sampled_from(["triệu", "tỷ", "nghìn"]),
    tail=st.sampled_from(["", " đồng"]),
)
def test_and_a_half(number: int, unit: str, tail: str) -> None:
    assert only(f"chi {number} {unit} rưỡi{tail}").value == (number + Decimal("0.5")) * SCALES[f"{unit} đồng"]


@given(number=st.integers(1, 999_999), at=st.integers(0, 5))
def test_a_letter_that_looks_like_a_digit_keeps_both_readings(number: int, at: int) -> None:
    digits = str(number)
    at = at % len(digits)
    letter = {"0": "O", "1": "l"}.get(digits[at])
    written = digits if letter is None else digits[:at] + letter + digits[at + 1 :]
    if letter is None or not any(c.isdigit() for c in written):
        return
    quantity = only(f"chi {written} triệu đồng") if len(written) <= 4 else None
    assert quantity is None or (quantity.value == number and quantity.other)


@given(st.text(alphabet="0123456789.,/-– lOđ%()hộtriệuỷsố\u00a0"))
def test_every_digit_belongs_to_one_item_and_none_run_backwards(text: str) -> None:
    items = read(text)
    assert all(a.start <= b.start for a, b in pairwise(items))
    assert all(0 <= item.start < item.end <= len(text) for item in items)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for item in read(text):
        assert not isinstance(item, Quantity) or item.value.is_finite()


PIECES = [
    "1 250 000 ",
    "2. 621,5 ",
    "12 345 ",
    "3 tỷ 500 triệu ",
    "hai trăm triệu đồng ",
    "1.234.56, ",
    "10-15% ",
    "86/95 hộ ",
    "lO2 triệu ",
    "giảm một nửa số ",
    "1 (một trăm hai mươi) ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_paragraph_of_figures_takes_linear_time(piece: str) -> None:
    def taken(size: int) -> float:
        text = canonical(piece * (size // len(piece)))
        figures = list(find_figures(text))
        begun = time.process_time()
        list(READER.read(text, figures, len(text)))
        return time.process_time() - begun

    short = min(taken(10_000) for _ in range(3))
    long = min(taken(80_000) for _ in range(2))
    assert long < 16 * short + 0.3  # eight times the text, on a busy machine; squared it would be 64 times
