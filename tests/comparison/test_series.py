"""Series and their breaks, ratios, and figures beside what they should be."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values_made import place, source, value

from extractor.comparison.beside import against_last_year, against_upper_level
from extractor.comparison.ratios import cut_of_start, over_source, per_household, reached
from extractor.comparison.series import pieces, series
from extractor.comparison.values import Timing, Value

OLD, NEW = "2016-2021", "2022-2026"


@pytest.mark.parametrize(
    ("later", "broken_by"),
    [
        pytest.param({"standard": NEW}, (), id="goes on"),
        pytest.param({"standard": "2027-2030"}, ("standard",), id="another standard"),
        pytest.param({"standard": "own"}, ("standard",), id="a province's own standard"),
        pytest.param({"standard": NEW, "after_reform": True}, ("reform",), id="units merged"),
        pytest.param({"standard": NEW, "scope": "nông thôn"}, ("scope",), id="another population"),
        pytest.param({"standard": NEW, "where": "B"}, ("place",), id="another of the merged units"),
    ],
)
def test_a_series_breaks(later: dict[str, Any], broken_by: tuple[str, ...]) -> None:
    points = series([value("5", year=2023, standard=NEW), value("4", year=2024, **later)])
    assert [point.broken_by for point in points] == [(), broken_by]


def test_units_that_were_not_merged_go_on() -> None:
    points = series([value("5", year=2024), value("4", year=2026, after_reform=True)], unmerged=True)
    assert [point.broken_by for point in points] == [(), ()]


def test_a_year_goes_from_its_start_to_its_result() -> None:
    told = [value("1", status=status) for status in ("actual", "baseline", "estimate", "target")]
    assert [p.value.status for p in series(told)] == ["baseline", "target", "estimate", "actual"]


YEARS = st.lists(
    st.builds(
        value,
        st.integers(0, 50).map(str),
        year=st.one_of(st.none(), st.integers(2019, 2027)),
        standard=st.sampled_from([OLD, NEW, None]),
        timing=st.sampled_from(list(Timing)),
        after_reform=st.booleans(),
    ),
    max_size=20,
)


@given(YEARS)
def test_pieces_make_up_the_series_and_each_is_of_one_kind(values: list[Value]) -> None:
    points = series(values)
    parts = pieces(points)
    assert [v for piece in parts for v in piece] == [point.value for point in points]
    assert len(points) == sum(v.year is not None and v.timing is Timing.YEAR for v in values)
    for piece in parts:
        assert len({(v.standard, v.after_reform, v.scope, v.unit) for v in piece}) == 1
        assert [v.year or 0 for v in piece] == sorted(v.year or 0 for v in piece)


def test_a_result_over_its_plan() -> None:
    plan, done = value("8"), value("6", status="actual")
    (ratio,) = reached([plan, done], "")
    assert (ratio.value, ratio.denominator, ratio.unit, ratio.parts) == (75, 8, "percent", (done, plan))


def test_a_result_told_a_year_later_is_held_against_the_places_own_plan() -> None:
    own, given = value("8", source=source(1)), value("9", source=source(2), assigned=True)
    done = value("6", status="actual", source=source(3))
    assert [ratio.denominator for ratio in reached([given, own, done], "")] == [8]
    assert [ratio.denominator for ratio in reached([given, done], "")] == [9]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(value("8", year=2023), id="another year"),
        pytest.param(value("8", "B"), id="another place"),
        pytest.param(value("8", scope="nông thôn"), id="another population"),
        pytest.param(value("0"), id="nought"),
        pytest.param(value("8", timing=Timing.AVERAGE), id="an average over years"),
        pytest.param(value("8", others=(value("9"),)), id="two values"),
    ],
)
def test_no_ratio_without_a_denominator_that_fits(plan: Value) -> None:
    assert list(reached([plan, value("6", status="actual")], "")) == []


@pytest.mark.parametrize(
    ("level", "found"),
    [
        pytest.param(value("20", status="baseline"), [15], id="the start of the year"),
        pytest.param(value("20", year=2023, status="actual"), [15], id="the result of the year before"),
        pytest.param(value("20", year=2024, status="actual"), [], id="the result of the year itself"),
        pytest.param(value("20", status="baseline", standard=NEW), [], id="another standard"),
    ],
)
def test_a_reduction_over_the_level_it_starts_from(level: Value, found: list[int]) -> None:
    cut = value("3", indicator="poverty_rate_reduction")
    assert [ratio.value for ratio in cut_of_start([cut], [level], "")] == found


def test_money_for_each_poor_household_shows_its_denominator() -> None:
    money = value("1000", unit="million_dong", status="plan", indicator="money")
    count = value("40", unit="household", status="baseline", indicator="poor_households")
    (ratio,) = per_household([money], [count], "per-poor-household", "")
    assert (ratio.value, ratio.denominator, ratio.unit) == (25, 40, "million_dong/household")
    assert list(per_household([money], [], "per-poor-household", "")) == []


def test_the_plans_own_count_goes_before_another_plans() -> None:
    money = value("1000", unit="million_dong", status="plan", source=source(1))
    own = value("40", unit="household", status="baseline", source=source(1))
    elsewhere = value("50", unit="household", status="baseline", source=source(2))
    (ratio,) = per_household([money], [elsewhere, own], "per-poor-household", "")
    assert ratio.denominator == 40


def test_local_over_central_money() -> None:
    local, central = (value(v, unit="million_dong", status="plan") for v in ("30", "120"))
    assert [ratio.value for ratio in over_source([local], [central], "")] == [25]


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_ratio_times_its_denominator_is_the_figure(done: int, planned: int) -> None:
    (ratio,) = reached([value(str(planned)), value(str(done), status="actual")], "")
    assert abs(ratio.value * planned / 100 - done) < Decimal("1e-15")


def test_a_starting_point_beside_last_years_result() -> None:
    start = value("9", year=2024, status="baseline", source=source(1))
    told = value("9.5", year=2023, status="actual", source=source(2))
    (pair,) = against_last_year([start, told, value("8", year=2023, status="actual", source=source(1))])
    assert (pair.other, pair.gap, pair.comparable) == (told, Decimal("-0.5"), True)


def test_a_gap_between_two_standards_says_nothing() -> None:
    start = value("9", year=2022, status="baseline", standard=NEW)
    told = value("5", year=2021, status="actual", standard=OLD)
    (pair,) = against_last_year([start, told])
    assert not pair.comparable


def test_a_target_beside_what_the_upper_level_assigns() -> None:
    own = value("3", place("A", district="X"), source=source(1))
    assigned = value("4", place("A", district="X"), assigned=True, source=source(2))
    (pair,) = against_upper_level([own, assigned])
    assert (pair.against, pair.gap) == ("assigned", -1)


def test_a_target_beside_the_upper_levels_own() -> None:
    own = value("3", place("A", district="X", province="P"))
    upper = value("5", place("X", "district", province="P"), source=source(2))
    province = value("6", place("P", "province"), source=source(3))
    pairs = list(against_upper_level([own, upper, province]))
    assert [(pair.value, pair.other, pair.against) for pair in pairs] == [
        (own, upper, "upper"),
        (upper, province, "upper"),
    ]


def test_a_count_is_not_held_against_the_count_of_the_whole() -> None:
    own = value("30", place("A", district="X"), unit="household")
    upper = value("400", place("X", "district"), unit="household", source=source(2))
    assert list(against_upper_level([own, upper])) == []


def test_a_place_elsewhere_is_not_under_it() -> None:
    own = value("3", place("A", district="X", province="P"))
    other = value("5", place("X", "district", province="Q"), source=source(2))
    assert list(against_upper_level([own, other])) == []
