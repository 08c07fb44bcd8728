"""Which sums are the parts of which total: «trong đó», «gồm», parentheses, lists under a sum."""

from collections.abc import Callable, Iterator, Sequence

from extractor import regex
from extractor.extraction.breakdown_totals import BreakdownTotals
from extractor.extraction.breakdown_words import MAX_GAP, TAIL, BreakdownWords, Opening
from extractor.extraction.context import BlockContext
from extractor.extraction.results_of_plans import of_one_kind, of_plans, of_results, with_plans
from extractor.extraction.sections import LEAF_RANK
from extractor.extraction.sum_facts import LONGEST_LIST, LOOK_BACK, SumFacts
from extractor.extraction.sums import Sum
from extractor.extraction.unopened_breakdowns import UnopenedBreakdowns, one_each
from extractor.extraction.whole_or_some import is_left_open, kind_of
from extractor.plan import SumKind, SumRelation

_ELSEWHERE = regex.compile(r"[^;.:]{0,30}\b(?:phụ lục|biểu|kèm theo)\b")  # the parts stand there, not below
_BY = regex.compile(r"\b(?:theo|phân kỳ|phân khai|lộ trình)\b")
_SOURCES = frozenset({"central", "local", "mobilised", "credit"})
_LOOKS_BACK = regex.compile(r" ?(?:[.;,]|\((?:bằng|chiếm|tương|đạt|khoảng|\d)| ?(?:bằng|chiếm) \d)")
_LEAST_LED = 2  # parts behind «Trong đó, …»: a lone sum there is one of its own


class Breakdowns:
    """The sum relations of one plan.

    `contexts` are all blocks in reading order, `sums` theirs; `nature_of` tells the funding source or the
    kind of capital that a sum's own words name (None where there is none), `names_all` whether a total's parts lack
    no source that the plan names elsewhere.
    """

    def __init__(
        self,
        words: BreakdownWords,
        contexts: Sequence[BlockContext],
        sums: Sequence[Sum],
        nature_of: Callable[[Sum], str | None],
        names_all: Callable[[int, Sequence[int]], bool] = lambda _, __: True,
    ) -> None:
        self._facts = SumFacts(words, contexts, sums, nature_of)
        self._names_all, self._contexts, self._sums = names_all, contexts, sums
        self._list, self._of = self._facts.listing, self._facts.of
        self._totals, self._unopened = BreakdownTotals(self._facts), UnopenedBreakdowns(self._facts)

    def find(self) -> list[SumRelation]:
        """Relations over indices into the sums, in reading order, each once."""
        found: list[SumRelation] = []
        for index, own in enumerate(self._of):
            context = self._contexts[index]
            short = context.block.end - context.block.body < MAX_GAP
            if own or (short and context.index in self._facts.opening):
                found.extend(self._in_block(index))
        found.extend(self._unopened.implicit({r.total for r in found}))
        found.extend(self._unopened.beside({r.total for r in found}, {p for r in found for p in r.parts}))
        found.extend(self._unopened.closed({p for r in found for p in r.parts}))
        found.extend(self._unopened.fitting({p for r in found for p in r.parts}))
        found.extend([*of_plans(self._facts, found), *of_results(self._facts, found)])
        unique = {(r.total, r.parts): r for r in reversed(found)}
        return sorted(unique.values(), key=lambda r: (r.total, r.parts))

    def _in_block(self, index: int) -> Iterator[SumRelation]:
        openings = self._facts.openings(self._contexts[index])
        if not openings and not self._of[index]:
            return
        totals: list[int | None] = []
        for opening in openings:
            first = max(0, len(totals) - LOOK_BACK)
            earlier = zip(openings[first:], totals[first:], strict=False)
            totals.append(self._totals.before(index, opening, list(earlier)))
        claimed: set[int] = set()
        found: list[SumRelation] = []
        for place in range(len(openings) - 1, -1, -1):
            relation = self._opened(index, openings, place, totals[place], claimed)
            if relation is not None:
                claimed.update(relation.parts)
                found.append(relation)
        yield from reversed(found)
        yield from self._unopened.parenthesised(index, claimed)
        yield from self._unopened.shared(index)

    def _opened(
        self, index: int, openings: Sequence[Opening], place: int, total: int | None, claimed: set[int]
    ) -> SumRelation | None:
        if total is None:
            return None
        opening = openings[place]
        context = self._contexts[index]
        comma = opening.kind is SumKind.SOME and _LOOKS_BACK.match(
            context.lowered, opening.end, context.block.end
        )
        if comma and not _leads_on(context, opening):
            return self._told_before(index, opening)
        at = self._sums[total].quantity.start
        sentence, _ = context.sentence(at)
        nested = self._sums[total].context == index and (
            self._unopened.parts_anew(index)
            or any(sentence <= before.start and before.end <= at for before in openings[:place])
        )
        parts = self._inline_parts(
            index, openings, place, claimed - {total}, nested=nested, spent=self._facts.compares(total)
        )
        parts = self._of_own_item(total, of_one_kind(self._facts, total, [p for p in parts if p != total]))
        behind = context.lowered[opening.end : context.block.end]
        if not parts and TAIL.match(behind) and not _ELSEWHERE.match(behind):
            under = [i for i in self._list.items_under(index) if not self._facts.opens(self._contexts[i])]
            if any(map(self._unopened.parts_anew, under)):
                return None
            told = [p for i in under for p in self._facts.told_in(i) if p != total]
            parts = of_one_kind(self._facts, total, with_plans(self._facts, told))
        if len(parts) < (_LEAST_LED if comma else 1):
            return None
        parts += self._that_complete(index, total, parts, claimed)
        total = self._over_the_list(
            index, opening, self._told_right_before(index, opening, total, parts), parts
        )
        kind = kind_of(self._facts, opening.kind, parts)
        if opening.kind is not kind and (
            is_left_open(self._facts, parts[-1]) or not self._names_all(total, parts)
        ):
            kind = opening.kind
        return SumRelation(total, tuple(parts), kind, certain=True)

    def _told_right_before(self, index: int, opening: Opening, total: int, parts: Sequence[int]) -> int:
        """«được giao 850 triệu đồng; đến nay giải ngân 701 triệu đồng, gồm …»: of the sums that the word may speak of
        the last one, where the parts make it up to the digit and the other not."""
        added = sum(self._sums[p].value for p in parts)
        if added == self._sums[total].value or self._sums[total].context != index:
            return total
        start, _ = self._contexts[index].sentence(opening.start)
        behind = self._facts.between(index, max(start, self._sums[total].quantity.stop), opening.start)
        fits = [
            s for s in behind if self._sums[s].value == added and not self._sums[s].each and s not in parts
        ]
        return fits[-1] if fits else total

    def _over_the_list(self, index: int, opening: Opening, total: int, parts: Sequence[int]) -> int:
        """«Tổng vốn: 90 tỷ đồng», its sources in a list, then «Phân theo chương trình:»: such a line behind a list
        speaks of the last item, else of what the whole list hangs on, whichever its parts come nearer to."""
        last, added = self._sums[total].context, sum(self._sums[p].value for p in parts)
        ranks = self._contexts[last].outlined.rank, self._contexts[index].outlined.rank
        if last >= index or ranks[0] >= LEAF_RANK or ranks[1] != LEAF_RANK:
            return total
        outer = self._head_of_list(last)
        if outer is None or outer in parts:
            return total
        gaps = [abs(self._sums[whole].value - added) for whole in (total, outer)]
        behind = self._contexts[index].lowered[opening.start : opening.end + LOOK_BACK]
        again = _BY.search(behind) is not None
        return outer if gaps[1] < gaps[0] and (again or not gaps[1]) else total

    def _head_of_list(self, item: int) -> int | None:
        """The sum that the list hangs on which a block is an item of."""
        for above in range(item - 1, max(-1, item - LOOK_BACK), -1):
            if self._of[above] and item in self._list.items_under(above):
                return self._list.head(above)
        return None

    def _told_before(self, index: int, opening: Opening) -> SumRelation | None:
        """«Huy động 92 tỷ đồng, nhân dân góp 10 tỷ đồng trong số đó»: the part stands before the word, its total before
        the part."""
        context = self._contexts[index]
        own = self._facts.between(index, context.sentence(opening.start)[0], opening.start)
        *before, part = own or [-1]
        if not before or context.lowered[self._sums[part].quantity.stop : opening.start].strip(" ,"):
            return None
        total = before[-1]
        fits = self._sums[part].value < self._sums[total].value and not self._sums[total].each
        return SumRelation(total, (part,), SumKind.SOME, certain=True) if fits else None

    def _inline_parts(
        self,
        index: int,
        openings: Sequence[Opening],
        place: int,
        claimed: set[int],
        *,
        nested: bool,
        spent: bool,
    ) -> list[int]:
        """The sums behind the word: to the end of its sentence, bracket or list, or to the next such word."""
        context = self._contexts[index]
        opening = openings[place]
        depth = context.depth(opening.start)
        _, end = context.sentence(opening.start)
        if depth:
            end = min(end, context.closing(opening.start))
        for later in openings[place + 1 : place + LOOK_BACK]:
            separate = context.lowered[max(opening.end, later.start - 2) : later.start].rstrip().endswith(";")
            if separate and context.depth(later.start) == depth:
                end = min(end, later.start)
        free = [
            s
            for s in self._facts.between(index, opening.end, end)[:LONGEST_LIST]
            if self._sums[s].depth == depth
            and s not in claimed
            and not self._sums[s].each
            and (spent or not self._facts.compares(s))
        ]
        semicolon = context.lowered.find(";", opening.end, end)
        first = [s for s in free if semicolon < 0 or self._sums[s].quantity.start < semicolon]
        told = [s for s in first if self._sums[s].quantity.bound != "plan"]  # «60/65 tỷ đồng» is one part
        if nested or len(told) > 1:
            return first
        return with_plans(self._facts, one_each(context, free, self._sums))

    def _that_complete(self, index: int, total: int, parts: Sequence[int], claimed: set[int]) -> list[int]:
        """«900 triệu đồng, gồm làm mới 600 triệu đồng và sửa chữa 200 triệu đồng; quản lý 100 triệu đồng»: the sums
        behind the parts in their paragraph that bring these up to the total, to the digit; none where they do not."""
        whole, last = self._sums[total], self._sums[parts[-1]]
        left = whole.value - sum(self._sums[part].value for part in parts)
        if last.context != index or left <= 0:
            return []
        context = self._contexts[index]
        behind: list[int] = []
        for place in self._facts.between(index, last.quantity.stop, context.block.end):
            item = self._sums[place]
            if item.each or item.depth != last.depth or place in claimed or self._facts.compares(place):
                continue
            behind.append(place)
            left -= item.value
            if left <= 0:
                return behind if left == 0 else []
        return []

    def _of_own_item(self, total: int, parts: list[int]) -> list[int]:
        """Without what stands behind the item of the total itself: «900 triệu đồng (NSTW 700, gồm đầu tư 500 và sự
        nghiệp 200; NSĐP 200)», unless all of it makes up the total to the digit."""
        item = self._sums[total]
        context = self._contexts[item.context]
        semicolon = context.lowered.find(";", item.quantity.stop, context.block.end)
        beyond = [
            p for p in parts if self._sums[p].context == item.context and self._facts.at(p) > semicolon >= 0
        ]
        if not beyond or sum(self._sums[p].value for p in parts) == item.value:
            return parts
        own = self._facts.nature_of(item)
        others = {self._facts.nature_of(self._sums[p]) for p in beyond}
        apart = own in _SOURCES and others <= _SOURCES - {own}
        return [p for p in parts if p not in beyond] if apart or self._is_item(total) else parts

    def _is_item(self, index: int) -> bool:
        """Whether a sum is an item of a bracket that stands right behind another sum."""
        item = self._sums[index]
        context = self._contexts[item.context]
        outside = (
            s
            for s in reversed(self._facts.between(item.context, context.block.start, item.quantity.start))
            if self._sums[s].depth < item.depth
        )
        before = next(outside, None)
        if before is None:
            return False
        stop = self._sums[before].quantity.stop
        opens = context.lowered[stop : stop + 2].strip() == "("
        return opens and item.quantity.start < context.closing(stop + 2)


def _leads_on(context: BlockContext, opening: Opening) -> bool:
    """Whether parts may follow the comma behind the word: behind a mark they do («900 triệu đồng. Trong đó, …»)."""
    comma = context.lowered[opening.end : opening.end + 2].strip()[:1] == ","
    before = context.lowered[context.block.body : opening.start].rstrip()
    return comma and (not before or before[-1] in ",;.:(")
