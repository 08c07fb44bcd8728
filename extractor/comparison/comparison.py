"""What a comparison shows: groups of values, what was left out, the names and grounds it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractor.comparison.groups import Group, Left, Ranked
from extractor.comparison.values import Place, Value


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many figures are not shown: of places that are no single unit, of plans whose place is not known, of
    villages that nobody asked for, of versions that a newer one replaces."""

    no_single_place: int = 0
    unknown_place: int = 0
    villages: int = 0
    older_versions: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups of values by indicator; `names` are the indicators asked for, in that order, with their names."""

    names: Mapping[str, str]
    groups: tuple[Group, ...]
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def values(self) -> Iterator[Value]:
        """Every value shown, ranked or not, in the order of the groups."""
        for group in self.groups:
            yield from (row.value for row in group.rows)

    @property
    def rows(self) -> Iterator[tuple[Group, Ranked | Left]]:
        """Every value with its rank, or with why it has none."""
        for group in self.groups:
            yield from ((group, row) for row in group.rows)

    def of(self, indicator: str) -> tuple[Group, ...]:
        """The groups of one indicator."""
        return tuple(group for group in self.groups if group.kind.indicator == indicator)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places shown, each as it was first met."""
        return tuple(dict.fromkeys(place for group in self.groups for place in group.places))
