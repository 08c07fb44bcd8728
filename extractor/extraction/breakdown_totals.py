"""Which sum a word that opens a breakdown speaks of: in its sentence, before it, or in a block above."""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.breakdown_words import MAX_GAP, TAIL, Opening, outside_brackets
from extractor.extraction.context import BlockContext
from extractor.extraction.sections import LEAF_RANK, RANKS
from extractor.extraction.sum_facts import LONGEST_LIST, LOOK_BACK, SumFacts
from extractor.plan import SumKind

_PAID = regex.compile(r"\b(?:giải ngân|thanh toán|đã chi|thực chi|quyết toán)\b[^;.()\d]{0,20}$")
_ALLOTS = regex.compile(r"phân bổ \d")  # «- Phân bổ 9 triệu đồng cho …» tells of a sum of its own


class BreakdownTotals:
    """The totals of the words that open breakdowns in one plan, asked for in reading order."""

    def __init__(self, facts: SumFacts) -> None:
        self._facts, self._contexts, self._sums, self._list = facts, facts.contexts, facts.sums, facts.listing
        self._opened_with: dict[int, int] = {}  # block that opens with «chia theo …» → its total

    def before(
        self, index: int, opening: Opening, earlier: Sequence[tuple[Opening, int | None]]
    ) -> int | None:
        """The sum that a word which opens a breakdown speaks of; `earlier` are such words of block `index` before it
        with their totals."""
        context = self._contexts[index]
        depth = context.depth(opening.start)
        own = [
            s
            for s in self._facts.between(index, context.block.start, opening.start)[-LONGEST_LIST:]
            if self._sums[s].depth <= depth and not self._sums[s].each
        ]
        sentence, _ = context.sentence(opening.start)
        if opening.start > sentence + 2:
            own = [s for s in own if self._facts.at(s) >= sentence] or own
        spent = self._spent(index, opening, own) or self._paid_out(context, opening, own)
        own = spent or [s for s in own if not self._facts.compares(s)] or own
        if not own:
            return self._total_above(index, opening)
        named = self._named_total(context, opening, own)
        if named is not None:
            return named
        again = self._broken_down_again(context, opening, earlier)
        if again is not None:
            return again
        between = outside_brackets(context.lowered[self._sums[own[-1]].quantity.stop : opening.start])
        before = [t for o, t in earlier if o.start >= sentence and context.depth(o.start) == depth]
        if ";" in between and before:
            return before[-1]
        apart = ";" in between.rstrip(" ;") or ". " in between.rstrip(" -+")[:-1]
        return None if len(between) > MAX_GAP or apart else own[-1]

    def _spent(self, index: int, opening: Opening, own: Sequence[int]) -> list[int]:
        """«đã giải ngân 11/24 triệu đồng, trong đó Dự án 2 giải ngân 7 triệu đồng»: the parts are of what was spent."""
        context = self._contexts[index]
        following = self._facts.between(index, opening.end, context.block.end)[:1]
        listed = not following and TAIL.match(context.lowered[opening.end : context.block.end])
        if listed:
            following = [s for i in self._list.items_under(index)[:1] for s in self._facts.told_in(i)[:1]]
        if not following or not own:
            return []
        if not self._facts.compares(following[0]) and not (
            listed and self._sums[following[0]].quantity.bound == "actual"
        ):
            return []
        pair = len(own) > 1 and self._sums[own[-1]].quantity.bound == "plan"
        spent = own[-2] if pair else own[-1]
        return [spent] if self._facts.compares(spent) else []

    def _paid_out(self, context: BlockContext, opening: Opening, own: Sequence[int]) -> list[int]:
        """«đã giải ngân 11 triệu đồng (46%), gồm …»: what was paid, with nothing but its share before the word."""
        if opening.kind is not SumKind.WHOLE or not own or not _PAID.search(self._facts.label(own[-1])):
            return []
        between = outside_brackets(context.lowered[self._sums[own[-1]].quantity.stop : opening.start])
        return [] if between.strip(" ,:") else [own[-1]]

    def _total_above(self, index: int, opening: Opening) -> int | None:
        """The total of a block that begins with the word: of its sibling that did so too, else of what it hangs on."""
        context = self._contexts[index]
        if opening.start > context.block.body + 2 or _ALLOTS.match(context.lowered, opening.start):
            return None
        told = self._told_above(index)
        if told is not None:
            self._opened_with[index] = told
            return told
        for above in range(index - 1, max(-1, index - LOOK_BACK), -1):
            other = self._contexts[above]
            hangs = other.outlined.rank < context.outlined.rank or other.outlined.rank == LEAF_RANK
            if (
                context.outlined.rank < RANKS["dash"]
                and context.outlined.rank < other.outlined.rank < LEAF_RANK
            ):
                continue  # an item of the item before: «b) Thủy lợi: 600» over «2. Phân kỳ đầu tư: 3.000»
            head = self._list.head(above)
            if head is not None and (hangs or above == index - 1) and not self._facts.opens(other):
                self._opened_with[index] = head
                return head
            if hangs and context.outlined.rank != LEAF_RANK and head is None:
                return None
        return None

    def _told_above(self, index: int) -> int | None:
        """The total of the block of the same rank above that began with such a word too: another breakdown of it."""
        rank = self._contexts[index].outlined.rank
        for above in range(index - 1, max(-1, index - LOOK_BACK), -1):
            other = self._contexts[above].outlined.rank
            if other == rank and above in self._opened_with:
                return self._opened_with[above]
            if other < min(rank, RANKS["dash"]):
                return None
        return None

    def _named_total(self, context: BlockContext, opening: Opening, own: Sequence[int]) -> int | None:
        """A word that opens a sentence speaks of the total named in the sentence before («Tổng …, … . Chia ra:»)."""
        start, _ = context.sentence(opening.start)
        if opening.start > start + 2:
            return None
        before, _ = context.sentence(start - 2)
        labelled = (s for s in own if self._sums[s].quantity.start >= before and self._facts.is_total(s))
        return next(labelled, None)

    def _broken_down_again(
        self, context: BlockContext, opening: Opening, earlier: Sequence[tuple[Opening, int | None]]
    ) -> int | None:
        """«… Chia theo nguồn: …. Chia theo cấp: …»: sentence upon sentence breaks down the one total before them."""
        start, _ = context.sentence(opening.start)
        if opening.kind is not SumKind.WHOLE or not earlier or opening.start > start + 2:
            return None
        before, total = earlier[-1]
        opened, end = context.sentence(before.start)
        alike = before.kind is SumKind.WHOLE and before.start <= opened + 2 and end == start
        return total if alike else None
