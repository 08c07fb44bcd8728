"""Values that are sorted into their groups before they are made: a page shows a hundred of ten thousand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload

from extractor.comparison.values import Level, Place, Status, Value


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


class Drafts(Sequence[Value]):
    """Values made by `make` from what each draft holds, all of them when the first is looked at."""

    def __init__(self, drafts: Sequence[Draft], make: Callable[[Any], Value]) -> None:
        self.drafts = drafts
        self._make = make

    @cached_property
    def _values(self) -> tuple[Value, ...]:
        return tuple(self._make(draft.of) for draft in self.drafts)

    def some(self, drafts: Sequence[Draft]) -> "Drafts":
        """Some of them by themselves."""
        return Drafts(drafts, self._make)

    def __len__(self) -> int:
        return len(self.drafts)

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
