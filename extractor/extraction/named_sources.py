"""Whether a list behind «trong đó» names every source of money: only then does it make up its total.

«trong đó ngân sách trung ương 700 triệu đồng, ngân sách huyện 300 triệu đồng» leaves the province's money and the
people's out, where the plan's other sums or its tables name these.
"""

from collections.abc import Sequence
from functools import cached_property

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.funding import Funding, SourceWords
from extractor.extraction.sums import Sum
from extractor.plantext import BlockKind

_SOURCES = frozenset({"central", "local", "mobilised", "credit"})
_LOCAL, _GIVEN, _HIGHEST = "local", "mobilised", "province"
# «trong đó riêng ngân sách trung ương …», «… chủ yếu từ …», «… đã bố trí …», «… năm 2024 …»: some picked out.
_PICKED = regex.compile(
    r"\b(?:riêng|chủ yếu|phần lớn|nhiều nhất|lớn nhất|đáng kể|trước mắt|đã (?:có|được|bố trí|cấp|giao|phân bổ|huy động)"
    r"|năm (?:nay|20\d\d))\b"
)
_STATE = regex.compile(r"\b(?:ngân sách(?: nhà nước)?|nsnn|vốn nhà nước)\b")
_LONGEST_HEAD = 80


class NamedSources:
    """The sources that the sums and the tables of one plan name; found when they are first asked for."""

    def __init__(
        self, words: SourceWords, funding: Funding, contexts: Sequence[BlockContext], sums: Sequence[Sum]
    ) -> None:
        self._words, self._funding, self._contexts, self._sums = words, funding, contexts, sums

    def are_all_in(self, total: int, parts: Sequence[int]) -> bool:
        """Whether a list of two sources or more lacks none that the plan names elsewhere; true of other lists."""
        items = [self._sums[part] for part in parts]
        own = {self._funding.own_source(item) for item in items}
        if not own <= _SOURCES:
            return True
        if _PICKED.search(self._label(items[0])):
            return False
        named = self._all_named
        if _GIVEN in named - own and not _STATE.search(self._label(self._sums[total])):
            return False
        local = [self._funding.levels(i) for i in items if self._funding.own_source(i) == _LOCAL]
        if not local:
            return _LOCAL not in named
        levels = frozenset[str]().union(*local)
        return not all(local) or (_HIGHEST in levels and named & self._words.level_names <= levels)

    def _label(self, item: Sum) -> str:
        return self._contexts[item.context].lowered[item.label : item.quantity.start]

    @cached_property
    def _all_named(self) -> frozenset[str]:
        return frozenset[str]().union(*self._of_sums(), *self._of_cells())

    def _of_sums(self) -> list[frozenset[str]]:
        sources = frozenset(name for item in self._sums if (name := self._funding.own_source(item)))
        return [sources, *(self._funding.levels(item) for item in self._sums)]

    def _of_cells(self) -> list[frozenset[str]]:
        """By heads and labels of tables; «Xã» alone is more often the head of a list of communes."""
        found = []
        for context in self._contexts:
            block = context.block
            if block.kind is not BlockKind.TABLE_CELL or block.end - block.body > _LONGEST_HEAD:
                continue
            label = context.lowered[block.body : block.end]
            if self._words.bare_level.search(label) is None and (name := self._words.last(label)):
                found.append(self._words.levels(label) | {name})
        return found
