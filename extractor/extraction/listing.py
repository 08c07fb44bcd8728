"""How sums lie in lists: the sum a block is about, the items under it, those beside it."""

from collections.abc import Callable, Iterator, Sequence

from extractor.extraction.context import BlockContext
from extractor.extraction.sections import LEAF_RANK, RANKS
from extractor.extraction.sums import Sum
from extractor.plantext import BlockKind

_LONGEST_LIST = 200
_LONGEST_TAIL = 60


class Listing:
    """The blocks of one plan and their sums, `of[i]` being the sums of block i.

    `opens` tells whether a block begins a breakdown of its own, which ends the list before it.
    """

    def __init__(
        self, contexts: Sequence[BlockContext], sums: Sequence[Sum], opens: Callable[[BlockContext], bool]
    ) -> None:
        self._contexts, self._sums, self._opens = contexts, sums, opens
        self.of: list[list[int]] = [[] for _ in contexts]
        for index, item in enumerate(sums):
            self.of[item.context].append(index)
        self._ranks = {context.index: context.outlined.rank for context in contexts}

    def head(self, index: int) -> int | None:
        """The sum that a block is about: its first that is no unit cost and stands in no parenthesis."""
        own = [s for s in self.of[index] if not self._sums[s].each]
        return next((s for s in own if self._sums[s].depth == 0), own[0] if own else None)

    def items_under(self, index: int) -> list[int]:
        """The list right under a block: the blocks that share the first one's rank."""
        context = self._contexts[index]
        floor = context.outlined.rank
        if floor == LEAF_RANK:
            floor = self._section_rank(context)
        following = self._contexts[index + 1 : index + _LONGEST_LIST]
        if not following:
            return []
        rank = following[0].outlined.rank
        loose = rank == LEAF_RANK and context.outlined.rank != LEAF_RANK and not self.of[index + 1]
        if loose or (rank <= floor and not self._leads(context, rank)):
            return []
        items: list[int] = []
        for offset, other in enumerate(following, start=index + 1):
            if self._ends(other, rank, offset) or other.outlined.rank == context.outlined.rank < LEAF_RANK:
                break
            if other.outlined.rank == rank:
                items.append(offset)
        return items

    @staticmethod
    def _leads(context: BlockContext, rank: int) -> bool:
        """A bullet that leads on to bullets of another form, whichever forms the plan takes for which depth."""
        bullets = RANKS["dash"] <= rank < LEAF_RANK and RANKS["dash"] <= context.outlined.rank < LEAF_RANK
        leads_on = context.text.words(context.block).rstrip().endswith(":")
        return bullets and rank != context.outlined.rank and leads_on

    def _ends(self, other: BlockContext, rank: int, index: int) -> bool:
        """Whether a block ends the list of a rank: a table, something further out, or words that lead on."""
        if other.block.kind is BlockKind.TABLE_CELL or other.outlined.rank < rank:
            return True
        if other.outlined.rank != LEAF_RANK:
            return False
        if rank == LEAF_RANK:
            return not self.of[index]
        return self._opens(other) or other.text.words(other.block).rstrip().endswith(":")

    def sentences(self, claimed: set[int]) -> Iterator[list[int]]:
        """The free sums of each sentence and their tails, and of each bracket, where there are two or more."""
        for index, own in enumerate(self.of):
            groups: dict[tuple[int, int], list[int]] = {}
            for s in own:
                if s not in claimed and not self._sums[s].each:
                    groups.setdefault(self._group(index, s), []).append(s)
            for (_, bracket), group in groups.items():
                cuts = range(max(0, len(group) - _LONGEST_TAIL), len(group) - 1)
                yield from (group[cut:] for cut in (cuts if bracket < 0 else cuts[:1]))

    def _group(self, index: int, s: int) -> tuple[int, int]:
        """The sentence of a sum and the bracket it stands in, by where it closes; -1 for none."""
        at, context = self._sums[s].quantity.start, self._contexts[index]
        if self._sums[s].depth:
            return 0, context.closing(at)
        return context.sentence(at)[0], -1

    def siblings(self, claimed: set[int]) -> Iterator[list[int]]:
        """The head sums of list items of one rank under one parent, where none is a part yet."""
        groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for index, context in enumerate(self._contexts):
            head = self.head(index) if self.of[index] and context.outlined.rank != LEAF_RANK else None
            if head is not None and head not in claimed:
                groups.setdefault((context.outlined.rank, context.outlined.parents), []).append(head)
        yield from (group for group in groups.values() if len(group) > 1)

    def _section_rank(self, context: BlockContext) -> int:
        parents = context.outlined.parents
        numbered = (p for p in parents if context.text.blocks[p].marker is not None)
        ranks = (self._ranks.get(p, -1) for p in numbered)
        return max((rank for rank in ranks if rank < RANKS["dash"]), default=-1)
