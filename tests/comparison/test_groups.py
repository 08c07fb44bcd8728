"""What is ranked together, and what is left out and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values_made import place, source, value

from extractor.comparison.groups import grouped
from extractor.comparison.places import PlaceIndex, told_apart
from extractor.comparison.values import Place, Timing, Value


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(value("3", "B", unit="household"), id="unit"),
        pytest.param(value("3", "B", scope="hộ dân tộc thiểu số"), id="population"),
        pytest.param(value("3", "B", 2023), id="year"),
        pytest.param(value("3", "B", status="actual"), id="status"),
        pytest.param(value("3", "B", standard="2022-2026"), id="standard"),
        pytest.param(value("3", place("B", "district")), id="level"),
        pytest.param(value("3", "B", indicator="near_poverty_rate"), id="indicator"),
    ],
)
def test_what_differs_in_kind_is_never_in_one_ranking(other: Value) -> None:
    groups = grouped([value("2"), other])
    assert [len(group.ranked) for group in groups] == [1, 1]


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        pytest.param(value("3", "B", timing=Timing.AVERAGE), "average", id="average over years"),
        pytest.param(value("3", "B", timing=Timing.PERIOD), "period", id="several years"),
        pytest.param(value("3", "B", timing=Timing.PART), "part", id="nine months"),
        pytest.param(value("3", "B", timing=Timing.RANGE), "range", id="one end of a range"),
        pytest.param(value("3", "B", others=(value("4", "B"),)), "conflict", id="two values of one plan"),
    ],
)
def test_what_is_of_no_one_year_is_shown_and_not_ranked(odd: Value, reason: str) -> None:
    (group,) = grouped([value("2"), odd])
    assert [row.value.value for row in group.ranked] == [Decimal(2)]
    assert [(one.value, one.reason) for one in group.left] == [(odd, reason)]
    assert group.summary is not None
    assert group.summary.count == 1


def test_a_value_without_a_year_is_not_ranked() -> None:
    (group,) = grouped([value("2", year=None)])
    assert [one.reason for one in group.left] == ["no_year"]
    assert group.summary is None


def test_the_places_own_plan_goes_before_what_an_upper_level_says() -> None:
    own = value("2", source=source(1, "2024-01-01"))
    assigned = value("3", assigned=True, source=source(2, "2024-02-01"))
    (group,) = grouped([assigned, own])
    assert [row.value for row in group.ranked] == [own]
    assert [(one.value, one.reason) for one in group.left] == [(assigned, "assigned")]


def test_of_two_plans_the_one_issued_last_counts() -> None:
    older, newer = (
        value(v, source=source(n, day)) for v, n, day in (("2", 1, "2024-01-01"), ("3", 2, "2024-06-01"))
    )
    (group,) = grouped([older, newer])
    assert [row.value for row in group.ranked] == [newer]
    assert [one.reason for one in group.left] == ["older"]


def test_equal_values_share_a_rank() -> None:
    (group,) = grouped([value("2", "A"), value("5", "B"), value("5", "C"), value("1", "D")])
    assert [(row.value.place.name, row.rank) for row in group.ranked] == [
        ("B", 1),
        ("C", 1),
        ("A", 3),
        ("D", 4),
    ]


VALUES = st.builds(
    value,
    st.integers(0, 9).map(str),
    st.sampled_from("ABC"),
    st.sampled_from([2022, 2023, None]),
    status=st.sampled_from(["target", "actual"]),
    unit=st.sampled_from(["percent", "household"]),
    timing=st.sampled_from(list(Timing)),
    assigned=st.booleans(),
    source=st.builds(source, st.integers(1, 4)),
)


@given(st.lists(VALUES, max_size=25))
def test_nothing_is_lost_or_shown_twice(values: list[Value]) -> None:
    groups = grouped(values)
    shown = [row.value for g in groups for row in g.ranked] + [one.value for g in groups for one in g.left]
    assert sorted(map(repr, shown)) == sorted(map(repr, values))
    for group in groups:
        names = [row.value.place.name for row in group.ranked]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(place("Phú An", district="X"), place("Phú An"), True, id="one of them says less"),
        pytest.param(place("Phú An", district="X"), place("phú an", district="x"), True, id="case"),
        pytest.param(
            place("Phú An", district="X"), place("Phú An", district="Y"), False, id="another district"
        ),
        pytest.param(place("Phú An"), place("Phú An", "district"), False, id="another level"),
        pytest.param(place("A", unit="1"), place("A", unit="2"), False, id="two units of the gazetteer"),
    ],
)
def test_places_that_may_be_one(one: Place, other: Place, same: bool) -> None:
    index = PlaceIndex([one, other])
    assert (index.number(one) == index.number(other)) is same


def test_a_bare_name_stays_apart_from_two_of_its_name() -> None:
    places = [place("Phú An", district="X"), place("Phú An", district="Y"), place("Phú An")]
    index = PlaceIndex(places)
    assert len({index.number(one) for one in places}) == 3


def test_units_that_were_merged_are_one_over_the_years() -> None:
    merged = [
        place("A", unit="a", now="n"),
        place("B", unit="b", now="n"),
        place("N", unit="n", now="n"),
        place("C"),
    ]
    assert sorted(len(together) for together in told_apart(merged)) == [1, 3]
