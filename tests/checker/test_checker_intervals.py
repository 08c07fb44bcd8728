"""The interval engine, and statements made true by construction: rounded any way, none is an error."""

import random
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from checker_drafts import Draft
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checker import intervals
from extractor.checker.intervals import ANYTHING, Interval
from extractor.checker.wording import format_vi

F = Fraction
ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
FEW = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("interval", "lo", "hi"),
    [
        (intervals.exact(5), F(5), F(5)),
        (intervals.rounded(Decimal("12.83"), Decimal("0.01")), F("12.825"), F("12.835")),
        (intervals.cut(Decimal("12.83"), Decimal("0.01")), F("12.83"), F("12.84")),
        (intervals.at_least(2), F(2), None),
        (intervals.at_most(2), None, F(2)),
        (intervals.sum_of([]), F(0), F(0)),
        (intervals.sum_of([intervals.exact(1), intervals.at_least(2)]), F(3), None),
        (intervals.rounded(10, 2) - intervals.rounded(4, 2), F(4), F(8)),
        (intervals.ratio(intervals.exact(1), intervals.exact(3)), F(1, 3), F(1, 3)),
        (intervals.ratio(intervals.exact(1), intervals.rounded(0, 1)), F(2), None),
        (intervals.ratio(intervals.exact(1), intervals.exact(0)), None, None),
        (
            intervals.population(intervals.exact(1575), intervals.rounded(Decimal("12.5"), 1)),
            F(157500, 13),
            F(157500, 12),
        ),
    ],
)
def test_interval(interval: Interval, lo: Fraction | None, hi: Fraction | None) -> None:
    assert (interval.lo, interval.hi) == (lo, hi)


@pytest.mark.parametrize(
    ("a", "b", "meets"),
    [
        (Interval(F(1), F(2)), Interval(F(2), F(3)), True),
        (Interval(F(1), F(2)), Interval(F(3), F(4)), False),
        (Interval(F(3), F(4)), Interval(F(1), F(2)), False),
        (ANYTHING, Interval(F(3), F(4)), True),
        (Interval(F(5), None), Interval(None, F(4)), False),
    ],
)
def test_meets(a: Interval, b: Interval, meets: bool) -> None:
    assert (a.meets(b), b.meets(a)) == (meets, meets)
    assert (intervals.common([a, b]) is not None) == meets


def test_bounds_that_do_not_end_are_widened() -> None:
    lo, hi = intervals.bounds(Interval(F(1, 3), F(2, 3)))
    assert (lo, hi) == (Decimal("0.333333"), Decimal("0.666667"))
    assert intervals.bounds(Interval(F(1, 8), None)) == (Decimal("0.125"), None)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"), [(F(133, 2), 1, "66.5"), (F(1, 200), 2, "0.01"), (F(-1, 2), 0, "-1")]
)
def test_rounded_to(value: Fraction, decimals: int, shown: str) -> None:
    assert intervals.rounded_to(value, decimals) == Decimal(shown)


amounts = st.decimals(min_value="0.001", max_value="99999", places=3)


def written(value: Decimal, decimals: int, rounding: str) -> str:
    """The figure as a plan would print it, so many decimals kept."""
    return format_vi(value.quantize(Decimal(1).scaleb(-decimals), rounding=rounding), decimals)


def errors(draft: Draft) -> list[str]:
    return [f.rule for f in draft.findings() if f.severity == "error"]


def sum_draft(total: str, parts: Sequence[str]) -> Draft:
    """The total and its parts, a line each."""
    figures = (total, *parts)
    draft = Draft("\n".join(figures))
    draft.sum(
        *(draft.budget(figure, at=at) for figure, at in zip(figures, line_starts(figures), strict=True))
    )
    return draft


def ratio_draft(a: int, b: int, stated: str) -> Draft:
    before = f"Hỗ trợ {a}/{b} hộ, đạt "
    draft = Draft(f"{before}{stated}% so với kế hoạch")
    draft.target(f"{a}/{b}", "household")
    draft.target(stated, "percent", at=len(before))
    return draft


def rates_draft(counts: Sequence[int], rates: Sequence[str]) -> Draft:
    lines = [f"{count} hộ, tỷ lệ {rate}%" for count, rate in zip(counts, rates, strict=True)]
    draft = Draft("\n".join(lines))
    for at, line, count, rate in zip(line_starts(lines), lines, counts, rates, strict=True):
        rate_at = at + line.rindex(rate)
        draft.pair(draft.target(str(count), "household", at=at), draft.target(rate, "percent", at=rate_at))
    return draft


def line_starts(lines: Sequence[str]) -> list[int]:
    return [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]


def true_sum(parts: Sequence[Decimal], decimals: int, rounding: str) -> Draft:
    total = written(sum(parts, Decimal(0)), decimals, rounding)
    return sum_draft(total, [written(part, decimals, rounding) for part in parts])


def true_ratio(a: int, b: int, decimals: int, rounding: str) -> Draft:
    return ratio_draft(a, b, written(Decimal(100 * a) / Decimal(b), decimals, rounding))


def true_rates(households: int, counts: Sequence[int], rounding: str) -> Draft:
    return rates_draft(counts, [written(Decimal(100 * c) / households, 2, rounding) for c in counts])


def test_2400_true_statements_bring_no_error() -> None:
    """No sum, ratio or list of rates that is true becomes an error, however its figures were rounded."""
    draw = random.Random(2621)
    for _ in range(800):
        rounding, decimals = draw.choice(ROUNDINGS), draw.randint(0, 2)
        parts = [
            Decimal(draw.randint(1, 10 ** draw.randint(3, 8))).scaleb(-3) for _ in range(draw.randint(1, 6))
        ]
        assert errors(true_sum(parts, decimals, rounding)) == [], (parts, decimals, rounding)
        a, b = draw.randint(1, 5000), draw.randint(1, 5000)
        assert errors(true_ratio(a, b, decimals, rounding)) == [], (a, b, decimals, rounding)
        households = draw.randint(500, 90000)
        counts = [draw.randint(1, households) for _ in range(draw.randint(2, 4))]
        graver = [f for f in true_rates(households, counts, rounding).findings() if f.severity != "info"]
        assert graver == [], (households, counts, rounding)


@FEW
@given(st.lists(amounts, min_size=1, max_size=6), st.integers(0, 2), st.sampled_from(ROUNDINGS))
def test_a_true_sum_is_never_an_error(parts: list[Decimal], decimals: int, rounding: str) -> None:
    assert errors(true_sum(parts, decimals, rounding)) == []


@FEW
@given(
    st.lists(amounts, min_size=2, max_size=6),
    st.sampled_from(ROUNDINGS),
    st.decimals(min_value="0.1", max_value="5000", places=3),
    st.booleans(),
)
def test_a_total_outside_its_intervals_is_an_error(
    parts: list[Decimal], rounding: str, gap: Decimal, up: bool
) -> None:
    """Seven figures of two decimals, rounded or cut, stray by less than 0,08."""
    total = sum(parts, Decimal(0)) + (gap if up else -gap)
    if total > 0:
        draft = sum_draft(written(total, 2, rounding), [written(part, 2, rounding) for part in parts])
        assert errors(draft) != []


@FEW
@given(st.integers(1, 40000), st.integers(1, 40000), st.integers(0, 2), st.sampled_from(ROUNDINGS))
def test_a_true_ratio_is_never_an_error(a: int, b: int, decimals: int, rounding: str) -> None:
    assert errors(true_ratio(a, b, decimals, rounding)) == []


@FEW
@given(st.integers(1, 40000), st.integers(1, 40000), st.integers(2, 900), st.booleans())
def test_a_ratio_off_by_more_than_its_last_digit_is_an_error(a: int, b: int, steps: int, up: bool) -> None:
    true = (Decimal(100 * a) / Decimal(b)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    stated = true + Decimal(steps if up else -steps).scaleb(-1)
    if stated > 0:
        assert errors(ratio_draft(a, b, format_vi(stated, 1))) == ["ratio-mismatch"]


@given(st.lists(st.decimals(0, 1000, places=1), min_size=1, max_size=5), st.decimals(0, 1000, places=1))
def test_a_term_exchanged_is_the_sum_added_up_anew(values: list[Decimal], other: Decimal) -> None:
    terms = [intervals.rounded(value, Decimal("0.1")) for value in values]
    mended = intervals.rounded(other, 1)
    assert intervals.sum_of(terms).exchanged(terms[0], mended) == intervals.sum_of([mended, *terms[1:]])


def test_a_sum_with_an_open_end_keeps_it_whatever_is_exchanged() -> None:
    assert intervals.at_least(5).exchanged(intervals.exact(2), intervals.exact(3)).hi is None
