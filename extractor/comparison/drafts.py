"""Values that are sorted into their groups before they are made: a page shows a hundred of ten thousand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from extractor.comparison.values import Later, Level, Place, Status, Value


class Kind(NamedTuple):
    """What values have in common that are ranked together."""

    indicator: str
    level: Level
    year: int | None
    status: Status
    unit: str
    scope: str
    standard: str | None


class Draft(NamedTuple):
    """A value before it is made: its kind and place, whether it is ranked, and what it is made of."""

    kind: Kind
    place: Place
    fits: bool
    of: Any


class Drafts(Later):
    """Values made by `make` from what each draft holds, all of them when the first is looked at."""

    __slots__ = ("_make_one", "drafts")

    def __init__(self, drafts: Sequence[Draft], make: Callable[[Any], Value]) -> None:
        super().__init__(len(drafts), lambda: [make(draft.of) for draft in drafts])
        self.drafts = drafts
        self._make_one = make

    def some(self, drafts: Sequence[Draft]) -> "Drafts":
        """Some of them by themselves."""
        return Drafts(drafts, self._make_one)


def drafted(values: Iterable[Value], fits: Callable[[Value], bool]) -> Drafts:
    """Values that are made already."""
    return Drafts([Draft(kind_of(value), value.place, fits(value), value) for value in values], _as_it_is)


def _as_it_is(value: Value) -> Value:
    return value


def kind_of(value: Value) -> Kind:
    """The kind of a value."""
    standard = value.standard
    return Kind(
        value.indicator, value.place.level, value.year, value.status, value.unit, value.scope, standard
    )
