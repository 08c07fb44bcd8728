"""Quartiles, ranks and outliers of exact decimals."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparison.statistics import BOUND, outliers, ranks, scores, summary

FIGURES = st.lists(
    st.decimals(min_value=-10_000, max_value=10_000, places=2, allow_nan=False), min_size=1, max_size=60
)


def decimals(*figures: str) -> list[Decimal]:
    return [Decimal(figure) for figure in figures]


@given(FIGURES)
def test_quartiles_are_those_of_a_spreadsheet(values: list[Decimal]) -> None:
    known = summary(values)
    assert known.median == statistics.median(values)
    if len(values) > 1:
        lower, middle, upper = statistics.quantiles(map(Fraction, values), n=4, method="inclusive")
        assert [Fraction(v) for v in (known.lower_quartile, known.median, known.upper_quartile)] == [
            lower,
            middle,
            upper,
        ]


@given(FIGURES)
def test_a_summary_is_in_order_and_holds_every_value(values: list[Decimal]) -> None:
    known = summary(values)
    told = [known.least, known.lower_quartile, known.median, known.upper_quartile, known.most]
    assert told == sorted(told)
    assert (known.least, known.most, known.count) == (min(values), max(values), len(values))


@given(FIGURES)
def test_a_rank_is_one_more_than_the_values_above(values: list[Decimal]) -> None:
    assert ranks(values) == [1 + sum(other > value for other in values) for value in values]


@given(FIGURES, st.decimals(min_value=-500, max_value=500, places=2))
def test_outliers_do_not_hang_on_where_the_scale_begins(values: list[Decimal], shift: Decimal) -> None:
    assert outliers(scores([value + shift for value in values])) == outliers(scores(values))


@given(FIGURES)
def test_outliers_are_the_same_in_thousands(values: list[Decimal]) -> None:
    assert outliers(scores([value * 1000 for value in values])) == outliers(scores(values))


@given(FIGURES)
def test_at_most_half_are_outliers(values: list[Decimal]) -> None:
    assert 2 * sum(outliers(scores(values))) <= len(values)


@pytest.mark.parametrize(
    ("values", "odd"),
    [
        pytest.param(decimals("2.8", "3", "3.1", "2.9", "30"), [False] * 4 + [True], id="one far above"),
        pytest.param(decimals("2", "3", "3.1", "30"), [False] * 4, id="four are too few"),
        pytest.param(decimals("5", "5", "5", "5", "5"), [False] * 5, id="all equal"),
        pytest.param(
            decimals(*["5"] * 20, "9"), [False] * 20 + [True], id="most are equal: by the mean distance"
        ),
        pytest.param([], [], id="none"),
    ],
)
def test_outliers(values: list[Decimal], odd: list[bool]) -> None:
    assert outliers(scores(values)) == odd


def test_a_score_is_the_published_formula() -> None:
    values = decimals("1", "2", "3", "4", "100")
    assert scores(values)[4] == Decimal("0.6745") * 97 / 1
    assert scores(values)[4] > BOUND


def test_no_values_have_no_summary() -> None:
    with pytest.raises(ValueError, match="no values"):
        summary([])
