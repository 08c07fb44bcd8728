"""A figure of a plan as it is compared: where it is for, of when, of whom, and the words it stands in."""

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal, NamedTuple, overload

from extractor.language.text import canonical
from extractor.plantext import Span

Level = Literal["province", "district", "commune", "village"]
LEVELS: Final[tuple[Level, ...]] = ("province", "district", "commune", "village")
Status = Literal["target", "plan", "estimate", "actual", "baseline"]  # a target of money is a plan
MILLION_DONG: Final = "million_dong"


class Timing(StrEnum):
    """What stretch of time a figure is of; only `YEAR` is held against another year's figure."""

    YEAR = "year"
    AVERAGE = "average"  # a year's share of a longer time
    PERIOD = "period"  # all of several years
    PART = "part"  # some months
    RANGE = "range"  # one end of «3 - 4 %»
    CONDITION = "condition"  # of no time at all: what others must meet, no figure of the place


class Place(NamedTuple):
    """A unit by its bare names. `district` and `province` are those it lies in, None where no plan says so.

    `unit` is the id of the unit of the gazetteer where the plan was linked to one, `now` the id of the unit of
    today that holds it and `now_name` that unit's name with those above it.
    """

    level: Level
    name: str
    district: str | None = None
    province: str | None = None
    unit: str | None = None
    now: str | None = None
    now_name: str | None = None

    @property
    def shown(self) -> str:
        """`Đắk Tờ Re, Kon Rẫy`: the name and those of the units it lies in."""
        return ", ".join(filter(None, (self.name, self.district, self.province)))


class Source(NamedTuple):
    """The plan and the words that a figure was read from; spans count in the plan's text."""

    document: int
    path: str
    title: str | None
    number: str | None
    issued_on: str | None
    level: Level | None
    section_json: str
    page: int | None
    span: Span
    figure: Span
    text: str

    @property
    def section(self) -> tuple[str, ...]:
        """The heading path, outermost first."""
        return tuple(json.loads(self.section_json))


class Mark(NamedTuple):
    """A finding whose evidence holds the figure, or whose own words do."""

    rule: str
    severity: str
    fingerprint: str


class Value(NamedTuple):
    """One figure of one place.

    `value` is in `unit`; of money `value_written` is what stands in the plan where a finding shows its unit to be
    wrong, and `value` is then the corrected sum. `standard` names the poverty standard where the figure hangs
    on one. `scope` are the words that narrow it to a part of the place or of its people. `assigned` marks what
    a plan of an upper level says of a place under it. `parts` are the figures it was reckoned from, the
    last of a ratio the one divided by; `others` further values that the same plan gives for the same thing.
    """

    indicator: str
    label: str
    place: Place
    value: Decimal
    unit: str
    year: int | None
    status: Status
    comparator: str
    timing: Timing
    scope: str
    source: Source
    denominator: Decimal | None = None
    standard: str | None = None
    assigned: bool = False
    after_reform: bool = False
    value_written: Decimal | None = None
    marks: tuple[Mark, ...] = ()
    parts: "tuple[Value, ...]" = ()
    others: "Sequence[Value]" = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether a finding touches the figure or one that it was reckoned from."""
        return bool(self.marks) or self.value_written is not None or any(p.is_doubtful for p in self.parts)


class Later(Sequence[Value]):
    """So many values that are made when they are first looked at."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[], Sequence[Value]]) -> None:
        self._count, self._make = count, make
        self._made: tuple[Value, ...] | None = None

    @property
    def _values(self) -> tuple[Value, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        return self._values[index]

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._values == tuple(other)

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return repr(self._values)


def same_place(one: Place, other: Place) -> bool:
    """Whether two plans may speak of one place: level and name agree, and no unit over it differs."""
    if one.level != other.level or canonical(one.name) != canonical(other.name):
        return False
    pairs = ((one.district, other.district), (one.province, other.province))
    return all(canonical(a) == canonical(b) for a, b in pairs if a and b)
