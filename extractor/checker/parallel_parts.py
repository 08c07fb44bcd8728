"""Two figures told of a whole and of each of its parts: «14 lớp với 560 lượt người: 6 lớp với 240 …; 8 lớp với 320 …».

Where the parts make up the one figure of the whole to the digit, the list tells all of them: they must make up the
other one, too.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from extractor.checker.count_lists import CountList, sentence_at
from extractor.checker.quantities import COUNTED
from extractor.plan import Plan, SumKind, SumRelation
from extractor.records import Budget, Target
from extractor.values import dataclass

_LEAST = 2
_MONEY = "money"
_LONGEST = 30  # items of a list


@dataclass(frozen=True, slots=True)
class _Figure:
    """A count or a sum by its index among the plan's targets or budgets; `kind` is its unit."""

    kind: str
    index: int
    value: Decimal


_Pair = tuple[_Figure, _Figure]


def parallel_counts(plan: Plan) -> Iterator[CountList]:
    """The counts that the parts do not make up, or do, beside another figure that they do."""
    for whole, parts in plan.once(_proved):
        if whole.kind != _MONEY:
            yield CountList((whole.index,), tuple(p.index for p in parts), SumKind.WHOLE, apart=True)


def parallel_sums(plan: Plan) -> Iterator[SumRelation]:
    """The same of sums of money, as relations over the plan's budgets."""
    for whole, parts in plan.once(_proved):
        if whole.kind == _MONEY:
            yield SumRelation(whole.index, tuple(p.index for p in parts), SumKind.WHOLE, certain=True)


def _proved(plan: Plan) -> tuple[tuple[_Figure, tuple[_Figure, ...]], ...]:
    return tuple(found for group in _groups(plan) for found in _in_group(group))


def _in_group(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, tuple[_Figure, ...]]]:
    """The one figure of the whole where the parts make up the other."""
    for at in range(len(figures) - 2 * _LEAST - 1):
        whole = figures[at], figures[at + 1]
        if whole[0].kind == whole[1].kind:
            continue
        parts = [*_parts(whole, figures[at + 2 :])]
        if len(parts) < _LEAST:
            continue
        made = [sum((pair[side].value for pair in parts), Decimal(0)) == whole[side].value for side in (0, 1)]
        for side, other in ((0, 1), (1, 0)):
            if made[other] and whole[other].kind != _MONEY:
                yield whole[side], tuple(pair[side] for pair in parts)
        return


def _parts(whole: _Pair, figures: Sequence[_Figure]) -> Iterator[_Pair]:
    """The pairs behind a whole that are told as it is, up to the first that is not."""
    pairs: Iterator[_Pair] = zip(figures[::2], figures[1::2], strict=False)
    return takewhile(lambda pair: _alike(whole, pair), pairs)


def _alike(whole: _Pair, part: _Pair) -> bool:
    same = all(a.kind == b.kind and b.value < a.value for a, b in zip(whole, part, strict=True))
    return same and all(figure.value > 0 for figure in part)


def _groups(plan: Plan) -> Iterator[list[_Figure]]:
    """The plain figures of each sentence, and with the last one before a list those of its items."""
    records: list[tuple[Budget | Target, int]] = [(b, i) for i, b in enumerate(plan.budgets)]
    records += [(t, i) for i, t in enumerate(plan.targets)]
    prose = sorted((r for r in records if r[0].row is None), key=lambda r: r[0].figure)
    by_place: dict[tuple[int, int], list[_Figure]] = {}
    lists: dict[int, tuple[int, int] | None] = {}
    for record, index in prose:
        figure = _figure(record, index)
        if figure is None:
            continue
        block = plan.text.block_at(record.figure[0])
        if block not in lists:
            lists[block] = _over_list(plan, block)
        place = lists[block] or sentence_at(plan, record.figure[0])
        by_place.setdefault(place, []).append(figure)
    yield from (group for group in by_place.values() if len(group) >= 2 + 2 * _LEAST)


def _over_list(plan: Plan, at: int) -> tuple[int, int] | None:
    """The last sentence before the list that a block is an item of; None where it is none."""
    blocks = plan.text.blocks
    marker, first = blocks[at].marker, at
    if not marker:
        return None
    while first and blocks[first].marker == marker and at - first < _LONGEST:
        first -= 1
    opens = first != at and plan.text.body(blocks[first]).rstrip(" *_").endswith(":")
    return sentence_at(plan, blocks[first].end - 1) if opens else None


def _figure(record: Budget | Target, index: int) -> _Figure | None:
    """A plain figure of what can be added up; None for prices, percentages and bounds."""
    if isinstance(record, Budget):
        plain = record.role != "unit_cost" and record.per is None and record.approx is None
        return _Figure(_MONEY, index, record.value) if plain else None
    plain = record.unit in COUNTED and record.denominator is None and record.comparator == "="
    return _Figure(record.unit or "", index, record.value) if plain else None
