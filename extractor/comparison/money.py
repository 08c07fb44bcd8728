"""Sums of money of one plan, place and year, put together without counting any twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from extractor.comparison.values import Value

Part = Literal["component", "source", "capital"]
PARTS: Final[tuple[Part, ...]] = ("component", "source", "capital")
_WHOLE: Final = frozenset({None, "mixed"})
_NEAR: Final = 600  # letters: a total and the sources told behind it


@dataclass(frozen=True, slots=True)
class Money:
    """A stored sum: what it is for, and the value that it tells. `is_grand` marks a total of the whole plan."""

    value: Value
    component: tuple[str, ...]
    source: str | None
    capital: str | None
    role: str
    source_level: str | None
    row: str | None
    is_grand: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum by the parts asked for; a part not asked for is "" and stands for all."""

    component: str
    source: str
    capital: str
    value: Value


def cells(lines: Sequence[Money], parts: Iterable[Part]) -> Iterator[Cell]:
    """The sums of one plan, place, year and status by component, source and kind of capital.

    A sum that the plan states goes before one added up here, which carries its parts; where a plan states
    several sums of one thing, the first carries the others.
    """
    asked = frozenset(parts)
    for name, own in _by_component(lines) if "component" in asked else [("", None)]:
        for source in _told(lines, "source") if "source" in asked else [""]:
            for capital in _told(lines, "capital") if "capital" in asked else [""]:
                value = _of_component(lines, own, source, capital)
                if value is not None:
                    yield Cell(name, source, capital, value)


def _by_component(lines: Sequence[Money]) -> list[tuple[str, tuple[str, ...]]]:
    """The outermost components named, in the order of the text."""
    tops = dict.fromkeys(line.component[0] for line in lines if line.component)
    return [(top, (top,)) for top in tops]


def _told(lines: Sequence[Money], part: Literal["source", "capital"]) -> list[str]:
    found = {line.source if part == "source" else line.capital for line in lines}
    return sorted(name for name in found if name and name != "mixed")


def _of_component(
    lines: Sequence[Money], component: tuple[str, ...] | None, source: str, capital: str
) -> Value | None:
    if component is None:
        stated = _settled(_grand(lines, source, capital))
        return stated or _added(_all_components(lines, source, capital))
    own = [line for line in lines if line.component == component]
    stated = _settled(_narrowed(own, source, capital))
    return stated or _added(_inner(lines, component, source, capital))


def _all_components(lines: Sequence[Money], source: str, capital: str) -> list[Value | None]:
    return [_of_component(lines, own, source, capital) for _, own in _by_component(lines)]


def _inner(
    lines: Sequence[Money], component: tuple[str, ...], source: str, capital: str
) -> list[Value | None]:
    """The sums of the components right inside one."""
    depth = len(component)
    inside = dict.fromkeys(
        line.component[: depth + 1]
        for line in lines
        if line.component[:depth] == component and len(line.component) > depth
    )
    return [_of_component(lines, inner, source, capital) for inner in inside]


def _grand(lines: Sequence[Money], source: str, capital: str) -> list[Money]:
    """Sums of the whole plan: totals that say so, and the sources told right behind one or in its row."""
    free = [line for line in lines if not line.component]
    totals = [line for line in free if line.is_grand and line.source in _WHOLE and line.capital is None]
    totals = [line for line in totals if line.row is None] or totals
    if not source and not capital:
        return [line for line in totals if line.role == "total"] or totals
    return _narrowed([line for total in totals for line in _behind(free, total)], source, capital)


def _behind(lines: Sequence[Money], total: Money) -> list[Money]:
    """The first line of each source, level and kind of capital that is told behind a total, or in its row."""
    found: dict[tuple[object, ...], Money] = {}
    for line in lines:
        if _belongs(line, total):
            found.setdefault((line.source, line.source_level, line.capital), line)
    return list(found.values())


def _belongs(line: Money, total: Money) -> bool:
    if line.row is not None or total.row is not None:
        return line.row == total.row
    return 0 < line.value.source.figure[0] - total.value.source.figure[0] < _NEAR


def _narrowed(lines: Sequence[Money], source: str, capital: str) -> list[Money]:
    """The lines that tell a sum of this source and capital; the outermost of them."""
    if source:
        lines = [line for line in lines if line.source == source]
    if capital:
        lines = [line for line in lines if line.capital == capital]
    if source and not capital:
        lines = [line for line in lines if line.capital is None] or lines
    if capital and not source:
        lines = [line for line in lines if line.source in _WHOLE] or lines
    if source or capital:
        return list(lines)
    return (
        [line for line in lines if line.role == "total"]
        or [line for line in lines if line.role == "amount"]
        or [line for line in lines if line.source in _WHOLE and line.capital is None]
    )


def _settled(lines: Sequence[Money]) -> Value | None:
    """The sum that lines of one thing tell: the same told twice, a total with its parts, levels of local money."""
    distinct: dict[Decimal, Money] = {}
    for line in lines:
        distinct.setdefault(line.value.value, line)
    told = list(distinct.values())
    if len(told) <= 1:
        return told[0].value if told else None
    most = max(told, key=lambda line: line.value.value)
    if sum((line.value.value for line in told), Decimal(0)) == 2 * most.value.value:
        return most.value
    levels = defaultdict(list)
    for line in told:
        levels[line.source_level].append(line)
    if None not in levels and all(len(same) == 1 for same in levels.values()):
        return _added([line.value for line in told])
    first, *others = (line.value for line in told)
    return first._replace(others=tuple(others))


def _added(values: Iterable[Value | None]) -> Value | None:
    """The sum of values with each as a part; None for none, or where one of them is not known for sure."""
    told = [value for value in values if value is not None]
    if not told or any(value.others for value in told):
        return None
    if len(told) == 1:
        return told[0]
    total = sum((value.value for value in told), Decimal(0))
    return told[0]._replace(value=total, parts=tuple(told), marks=(), value_written=None, denominator=None)
