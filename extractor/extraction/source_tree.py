"""Sources along the tree of totals and parts: a total has its parts', a part its total's."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

from extractor import regex
from extractor.plan import SumKind, SumRelation
from extractor.records import Capital, Source

CREDIT, MIXED, STATE = "credit", "mixed", "state"
PRIVATE = frozenset({CREDIT, "mobilised"})
_MATCHES = regex.compile(r"\bđối ứng\b|(?<!\p{L})đư\b")


def mix_matched(
    found: list[str | None],
    relations: Sequence[SumRelation],
    matches: Callable[[int], bool],
    capital: Callable[[int], Capital | None],
) -> None:
    """A total of «vốn đầu tư», «vốn sự nghiệp» and «đối ứng của huyện» is mixed: what is matched comes from
    elsewhere."""
    for relation in relations:
        if found[relation.total] not in {None, STATE}:
            continue
        matching = [p for p in relation.parts if found[p] == "local" and matches(p)]
        rest = [p for p in relation.parts if p not in matching]
        if matching and rest and all(found[p] in {None, STATE} and capital(p) for p in rest):
            found[relation.total] = MIXED


def matches_others(words: str) -> bool:
    """Whether canonical words tell of money that matches that of another source."""
    return _MATCHES.search(words) is not None


def as_source(name: str | None) -> Source | None:
    """The source as a record names it; the state's money at large is none of them."""
    return None if name == STATE else cast(Source | None, name)


def spread_sources(
    found: list[str | None], relations: Sequence[SumRelation], values: Sequence[Decimal]
) -> None:
    """Fill in sources along the relations: a total has its parts' (`mixed` for two or more), a part its total's."""
    upward = sorted(relations, key=lambda r: -r.total)
    before: list[str | None] = []
    while before != found:  # a total under its parts is told before what its parts are made of
        before = list(found)
        _spread_up(found, upward, values)
    for relation in relations:
        above = found[relation.total]
        for part in relation.parts:
            whole = values[part] == values[relation.total]
            if found[part] in {None, STATE} and (above != MIXED or whole):
                found[part] = above


def mix_capital(
    found: list[str | None], relations: Sequence[SumRelation], capital: Callable[[int], Capital | None]
) -> None:
    """What is parted by the kind of capital alone is as mixed as its total."""
    for relation in relations:
        parts = relation.parts
        parted = len(parts) > 1 and all(found[p] in {None, MIXED} and capital(p) for p in parts)
        if found[relation.total] == MIXED and parted:
            for part in parts:
                found[part] = MIXED


def _spread_up(found: list[str | None], relations: Sequence[SumRelation], values: Sequence[Decimal]) -> None:
    """Give each total what its parts tell; a source once given stays or becomes `mixed`, so this ends."""
    below: dict[int, set[str | None]] = {}
    for relation in relations:
        sources = _told({found[p] for p in relation.parts})
        full = (
            relation.kind is SumKind.WHOLE or sum(values[p] for p in relation.parts) == values[relation.total]
        )
        known = below.setdefault(relation.total, set())
        named = sources - {None}
        known |= named if (full and None not in sources) or len(named) > 1 else named & {MIXED}
        if len(known) > 1 or MIXED in known:
            found[relation.total] = MIXED
        elif known and found[relation.total] in {None, STATE}:
            found[relation.total] = next(iter(known))


def _told(sources: set[str | None]) -> set[str | None]:
    """The sources of parts; the state's money at large tells only that it is no gift and no loan."""
    if STATE in sources and not sources & PRIVATE and len(sources) > 1:
        return {None if name == STATE else name for name in sources}
    return sources
