"""What the text of one plan tells of its sums: the words before each, the blocks and list items they stand in."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from functools import partial

from extractor.extraction.breakdown_words import BreakdownWords, Opening
from extractor.extraction.context import BlockContext
from extractor.extraction.listing import Listing
from extractor.extraction.sums import Sum

LOOK_BACK = 30  # blocks, sums, opening words or characters, as far as a thing is looked for
LONGEST_LIST = 200  # sums


def _opens(words: BreakdownWords, opening: Collection[int], context: BlockContext) -> bool:
    """Whether a block begins with a word that opens a breakdown; `opening` are those that may hold one."""
    if context.index not in opening:
        return False
    match = words.opening.search(context.lowered, context.block.body, context.block.end)
    return match is not None and match.start() <= context.block.body + 2


class SumFacts:
    """The sums of one plan and what the text tells of each; sums and blocks go by their indices.

    `contexts` are all blocks in reading order, `sums` theirs, `of[i]` those of block i, `listing` how they lie in
    lists; `nature_of` tells the funding source or the kind of capital that a sum's own words name (None where there
    is none), `opening` the blocks that may hold a word that opens a breakdown, `opens` whether one begins so.
    """

    def __init__(
        self,
        words: BreakdownWords,
        contexts: Sequence[BlockContext],
        sums: Sequence[Sum],
        nature_of: Callable[[Sum], str | None],
    ) -> None:
        self.words, self.contexts, self.sums, self.nature_of = words, contexts, sums, nature_of
        self.opening: set[int] = set()
        for context in contexts[:1]:
            self.opening = {context.text.block_at(at) for at in words.may_open(context.lowered)}
        # No method of its own: a list that held it would hold the whole plan until the next look for cycles.
        self.opens = partial(_opens, words, self.opening)
        self.listing = Listing(contexts, sums, self.opens)
        self.of = self.listing.of
        self._compared: dict[int, bool] = {}

    def between(self, index: int, start: int, end: int) -> Sequence[int]:
        """The sums of a block whose figures stand between two offsets."""
        own = self.of[index]
        return own[bisect_left(own, start, key=self.at) : bisect_left(own, end, key=self.at)]

    def at(self, index: int) -> int:
        """The offset at which the figure of a sum begins."""
        return self.sums[index].quantity.start

    def openings(self, context: BlockContext) -> list[Opening]:
        """The words of a block that open a breakdown, in reading order."""
        lowered, start, end = context.lowered, context.block.start, context.block.end
        if context.index not in self.opening:
            return []
        return [
            Opening(m.start(), m.end(), self.words.kinds[m["word"]])
            for m in self.words.opening.finditer(lowered, start, end)
        ]

    def label(self, index: int) -> str:
        """The words that tell what a sum is, in lower case, up to its figure."""
        item = self.sums[index]
        return self.contexts[item.context].lowered[item.label : item.quantity.start]

    def is_total(self, index: int) -> bool:
        """Whether a sum is called a total."""
        return self.words.total.search(self.label(index)) is not None

    def compares(self, index: int) -> bool:
        """A sum that another one is set against: «tăng 100 triệu đồng so với …»."""
        if index not in self._compared:
            self._compared[index] = self.words.comparison.search(self.label(index)) is not None
        return self._compared[index]

    def told_in(self, index: int) -> list[int]:
        """The sums of a list item: its head, and of «Dự án 3: …; Dự án 4: …» one behind each label that is told so."""
        head = self.listing.head(index)
        if head is None:
            return []
        context, told = self.contexts[index], [head]
        opening = next((o.start for o in self.openings(context)), context.block.end)
        for s in self.between(index, self.sums[head].quantity.stop, opening):
            item, last = self.sums[s], self.sums[told[-1]]
            parted = ";" in context.lowered[last.quantity.stop : item.quantity.start]
            if parted and not item.each and item.depth == last.depth and self._labelled(s, last):
                told.append(s)
        return told

    def _labelled(self, index: int, like: Sum) -> bool:
        """Whether a colon stands right before a sum, and before the one that it goes on from."""
        lowered = self.contexts[like.context].lowered
        starts = (self.sums[index].quantity.start, like.quantity.start)
        return all(lowered[start - 2 : start].rstrip()[-1:] == ":" for start in starts)
