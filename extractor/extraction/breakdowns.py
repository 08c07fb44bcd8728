"""Which sums are the parts of which total: «trong đó», «gồm», parentheses, lists under a sum."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.sections import LEAF_RANK, RANKS
from extractor.extraction.sums import Sum
from extractor.plan import SumKind, SumRelation
from extractor.plantext import BlockKind
from extractor.rulebook.language import FundingRules

_TAIL = regex.compile(r"[^;.]{0,40}[:,;.]?\s*$")
_MAX_GAP = 160
_LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class _Opening:
    """A word that opens a breakdown, and what it promises."""

    start: int
    end: int
    kind: SumKind


class BreakdownWords:
    """The words that open breakdowns, compiled once from the rules."""

    def __init__(self, rules: FundingRules) -> None:
        self.kinds = dict.fromkeys(rules.breakdown.whole, SumKind.WHOLE) | dict.fromkeys(
            rules.breakdown.some, SumKind.SOME
        )
        either = "|".join(regex.escape(w) for w in sorted(self.kinds, key=len, reverse=True))
        self.opening = regex.compile(rf"(?<![\p{{L}}])(?P<word>{either})(?![\p{{L}}])")
        self.total = regex.compile(rules.total_words)


class Breakdowns:
    """The sum relations of one plan.

    `contexts` are all blocks in reading order, `sums` theirs; `source_of` tells the funding source in a
    sum's own words (None where there is none).
    """

    def __init__(
        self,
        words: BreakdownWords,
        contexts: Sequence[BlockContext],
        sums: Sequence[Sum],
        source_of: Callable[[Sum], str | None],
    ) -> None:
        self._words = words
        self._contexts, self._sums, self._source_of = contexts, sums, source_of
        self._of: list[list[int]] = [[] for _ in contexts]
        for index, item in enumerate(sums):
            self._of[item.context].append(index)
        self._ranks = {context.index: context.outlined.rank for context in contexts}

    def find(self) -> list[SumRelation]:
        """Relations over indices into the sums, in reading order, each once."""
        found: list[SumRelation] = []
        for index, own in enumerate(self._of):
            if own or self._contexts[index].block.end - self._contexts[index].block.body < _MAX_GAP:
                found.extend(self._in_block(index))
        found.extend(self._implicit({r.total for r in found}))
        found.extend(self._fitting({p for r in found for p in r.parts}))
        unique = {(r.total, r.parts): r for r in reversed(found)}
        return sorted(unique.values(), key=lambda r: (r.total, r.parts))

    def _in_block(self, index: int) -> Iterator[SumRelation]:
        context = self._contexts[index]
        openings = [
            _Opening(m.start(), m.end(), self._words.kinds[m["word"]])
            for m in self._words.opening.finditer(context.lowered, context.block.start, context.block.end)
        ]
        claimed: set[int] = set()
        found: list[SumRelation] = []
        for opening in reversed(openings):
            relation = self._opened(index, opening, claimed)
            if relation is not None:
                claimed.update(relation.parts)
                found.append(relation)
        yield from reversed(found)
        yield from self._parenthesised(index, claimed)

    def _opened(self, index: int, opening: _Opening, claimed: set[int]) -> SumRelation | None:
        total = self._total_before(index, opening)
        if total is None:
            return None
        context = self._contexts[index]
        parts = self._inline_parts(index, opening, total, claimed)
        if not parts and _TAIL.match(context.lowered[opening.end : context.block.end]):
            parts = self._children(index)
        if not parts or total in parts:
            return None
        return SumRelation(total, tuple(parts), self._kind(opening.kind, parts), certain=True)

    def _kind(self, kind: SumKind, parts: Sequence[int]) -> SumKind:
        """A list that names two sources or more, and nothing else, is the whole."""
        sources = [self._source_of(self._sums[p]) for p in parts]
        if kind is SumKind.SOME and len(parts) > 1 and all(sources) and len(set(sources)) > 1:
            return SumKind.WHOLE
        return kind

    def _total_before(self, index: int, opening: _Opening) -> int | None:
        context = self._contexts[index]
        depth = _depth_at(context, opening.start)
        own = [s for s in self._of[index] if self._sums[s].quantity.stop <= opening.start]
        named = self._named_total(context, opening, own)
        if named is not None:
            return named
        for candidate in reversed(own):
            item = self._sums[candidate]
            if item.quantity.per or item.depth > depth:
                continue
            between = context.lowered[item.quantity.stop : opening.start]
            if len(between) <= _MAX_GAP and ";" not in between and ". " not in between.rstrip(" -+")[:-1]:
                return candidate
            return None
        opens_block = opening.start <= context.block.body + 2
        if opens_block and index > 0 and not own:
            before = self._contexts[index - 1]
            if before.index == context.index - 1 or self._of[index - 1]:
                return self._head(index - 1)
        return None

    def _named_total(self, context: BlockContext, opening: _Opening, own: Sequence[int]) -> int | None:
        """A word that opens a sentence speaks of the total named in the sentence before («Tổng …, … . Chia ra:»)."""
        start, _ = context.sentence(opening.start)
        if not own or opening.start > start + 2:
            return None
        before, _ = context.sentence(start - 2)
        labelled = (s for s in own if self._sums[s].quantity.start >= before and self._is_total(s))
        return next(labelled, None)

    def _is_total(self, index: int) -> bool:
        item = self._sums[index]
        label = self._contexts[item.context].lowered[item.label : item.quantity.start]
        return self._words.total.search(label) is not None

    def _inline_parts(self, index: int, opening: _Opening, total: int, claimed: set[int]) -> list[int]:
        context = self._contexts[index]
        depth = _depth_at(context, opening.start)
        _, end = context.sentence(opening.start)
        if depth:
            end = min(end, _closing(context, opening.start))
        return [
            s
            for s in self._of[index]
            if opening.end <= self._sums[s].quantity.start < end
            and self._sums[s].depth == depth
            and s not in claimed
            and not self._sums[s].quantity.per
            and s != total
        ]

    def _parenthesised(self, index: int, claimed: set[int]) -> Iterator[SumRelation]:
        """«900 triệu đồng (vốn sự nghiệp: 900 triệu đồng)» without a word that opens it."""
        context = self._contexts[index]
        for total in self._of[index]:
            item = self._sums[total]
            if (
                item.quantity.per
                or context.lowered[item.quantity.stop : item.quantity.stop + 2].strip() != "("
            ):
                continue
            close = _closing(context, item.quantity.stop + 2)
            parts = [
                s
                for s in self._of[index]
                if item.quantity.stop <= self._sums[s].quantity.start < close
                and self._sums[s].depth == item.depth + 1
                and not self._sums[s].quantity.per
                and s not in claimed
            ]
            if parts:
                yield SumRelation(total, tuple(parts), self._kind(SumKind.SOME, parts), certain=False)

    def _head(self, index: int) -> int | None:
        """The sum that a block is about: its first that is no unit cost and stands in no parenthesis."""
        own = [s for s in self._of[index] if not self._sums[s].quantity.per]
        return next((s for s in own if self._sums[s].depth == 0), own[0] if own else None)

    def _children(self, index: int) -> list[int]:
        """Head sums of the list items right under a block."""
        items = self._items_under(index)
        heads = [self._head(item) for item in items]
        return [head for head in heads if head is not None]

    def _items_under(self, index: int) -> list[int]:
        """Contexts of the list right under a block: those that share the first one's rank."""
        context = self._contexts[index]
        floor = context.outlined.rank
        if floor == LEAF_RANK:
            floor = self._section_rank(context)
        following = self._contexts[index + 1 : index + 200]
        if not following:
            return []
        rank = following[0].outlined.rank
        if rank <= floor or (
            rank == LEAF_RANK and context.outlined.rank != LEAF_RANK and not self._of[index + 1]
        ):
            return []
        items: list[int] = []
        for offset, other in enumerate(following, start=index + 1):
            if other.block.kind is BlockKind.TABLE_CELL or other.outlined.rank < rank:
                break
            if other.outlined.rank == rank:
                if rank == LEAF_RANK and not self._of[offset]:
                    break
                items.append(offset)
        return items

    def _section_rank(self, context: BlockContext) -> int:
        parents = context.outlined.parents
        numbered = (p for p in parents if context.text.blocks[p].marker is not None)
        ranks = (self._ranks.get(p, -1) for p in numbered)
        return max((rank for rank in ranks if rank < RANKS["dash"]), default=-1)

    def _implicit(self, totals: set[int]) -> Iterator[SumRelation]:
        """A sum with a list of sums right under it and no word that says so."""
        for index in range(len(self._contexts)):
            head = self._head(index) if self._of[index] else None
            if head is None or head in totals or len(self._of[index]) > 2:
                continue
            items = self._items_under(index)
            heads = [self._head(item) for item in items]
            parts = tuple(h for h in heads if h is not None)
            if len(parts) < 2 or len(parts) < len(heads):
                continue
            if self._looks_total(head, parts):
                yield SumRelation(head, parts, SumKind.WHOLE, certain=False)

    def _looks_total(self, head: int, parts: Sequence[int]) -> bool:
        sources = [self._source_of(self._sums[p]) for p in parts]
        fits = sum(self._sums[p].value for p in parts) == self._sums[head].value
        return fits or self._is_total(head) or (all(sources) and len(set(sources)) > 1)

    def _fitting(self, claimed: set[int]) -> Iterator[SumRelation]:
        """Sums side by side that add up exactly to one before them: another breakdown of it."""
        for group in (*self._sentences(claimed), *self._siblings(claimed)):
            whole = sum(self._sums[s].value for s in group)
            first = group[0]
            near = range(max(0, first - _LOOK_BACK), first)
            total = next((s for s in reversed(near) if self._sums[s].value == whole and s not in group), None)
            if total is not None and whole:
                yield SumRelation(total, tuple(group), SumKind.WHOLE, certain=False)

    def _sentences(self, claimed: set[int]) -> Iterator[list[int]]:
        """The free sums of each sentence, where there are two or more."""
        for index, own in enumerate(self._of):
            groups: dict[int, list[int]] = {}
            for s in own:
                if s not in claimed and self._sums[s].depth == 0 and not self._sums[s].quantity.per:
                    sentence, _ = self._contexts[index].sentence(self._sums[s].quantity.start)
                    groups.setdefault(sentence, []).append(s)
            for group in groups.values():
                for cut in range(len(group) - 1):
                    yield group[cut:]

    def _siblings(self, claimed: set[int]) -> Iterator[list[int]]:
        """The head sums of list items of one rank under one parent, where none is a part yet."""
        groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for index, context in enumerate(self._contexts):
            head = self._head(index) if self._of[index] and context.outlined.rank != LEAF_RANK else None
            if head is not None and head not in claimed:
                groups.setdefault((context.outlined.rank, context.outlined.parents), []).append(head)
        yield from (group for group in groups.values() if len(group) > 1)


def _depth_at(context: BlockContext, offset: int) -> int:
    before = context.text.text[context.block.start : offset]
    return max(0, before.count("(") - before.count(")"))


def _closing(context: BlockContext, offset: int) -> int:
    close = context.text.text.find(")", offset, context.block.end)
    return context.block.end if close < 0 else close
