"""Which component of its programme a sum in prose is for: «Dự án 4 / Tiểu dự án 1»."""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.funding import SourceWords, heading
from extractor.extraction.sections import RANKS
from extractor.extraction.sums import Sum
from extractor.plan import SumRelation

_HEADING_REACH = 60
_BEHIND_REACH = 30
_TAIL_REACH = 160
_WINDOW = 600
_PURPOSE = regex.compile(r"\b(?:để|cho|sang|nhằm|từ)\b")
# «1. Dự án 7: 46 triệu đồng. Ngoài ra, ngân hàng cho vay …»: loans and what is beside the sum are none of the item.
_BESIDES = regex.compile(
    r"ngoài (?:ra,? ?(?:[\p{L}]+ ){0,3}?(?:ngân hàng|nhcsxh|(?:vốn|nguồn)(?: vốn)? (?:vay|tín dụng))"
    r"|(?:nguồn |số )?(?:vốn|kinh phí|tiền) (?:trên|này|nêu trên)\b)"
)
_SUBJECT = regex.compile(
    r"\W*(?:(?:trong đó|gồm|bao gồm|và|riêng|còn)\b\W*)*(?:(?:tiểu )?dự án\b|(?:tiểu |t)?da ?\d)"
)
# «Dự án 1. Hạ tầng huyện nghèo» without a marker, over the items that tell of it.
_ITEM_LINE = regex.compile(
    r"\W*(?:(?:tiểu )?dự án(?: thành phần)?(?: số)? |(?:tiểu |t)?da ?)\d{1,2}\b(?![.,]\d)"
)
_NAMED = regex.compile(r"dự án|da ?\d")  # what stands in all words that name a component, written out or not
_WHOLE = regex.compile(
    r"\b(?:các (?:tiểu )?dự án|(?:toàn|cả|của|kinh phí|vốn|thực hiện) (?:chương trình|kế hoạch)"
    r"|toàn (?:xã|huyện|tỉnh))\b"
)
_SUMMED = regex.compile(r"\b(?:tổng|cộng|toàn bộ)\b")
_LINE_LENGTH, _LINE_REACH = 200, 20  # letters of such a line; blocks that it stands over
_BREAKS = regex.compile(r"[,;.()]| và ")


class Components:
    """The components of the sums of one plan."""

    def __init__(self, words: SourceWords, contexts: Sequence[BlockContext]) -> None:
        self._words = words
        self._contexts = contexts
        self._first: dict[int, int] = {}  # block → where its first sum stands
        self._by_block = {context.index: context for context in contexts}

    def of(self, sums: Sequence[Sum], relations: Sequence[SumRelation]) -> list[str | None]:
        """`Dự án 4 / Tiểu dự án 1` of every sum, None where none is named: by the words before and behind it, its
        total's, the headings above it, what its sentence is about."""
        totals = {part: r.total for r in reversed(relations) for part in r.parts if r.total < part}
        closing = {r.total: r.parts for r in relations if r.total > max(r.parts)}
        named: list[dict[str, str]] = []
        self._first = {item.context: item.quantity.start for item in reversed(sums)}
        taken = 0  # where the words end that name the component of the sum before
        for index, item in enumerate(sums):
            label = self._contexts[item.context].lowered[max(item.label, taken) : item.quantity.start]
            behind, taken = self._component_behind(sums, index)
            own = {**behind, **(self._words.component_of([label]) or self._since_last(sums, index, taken))}
            ends = index in closing and index not in totals  # its sentence speaks of its parts
            above = self._headed(item) if ends else self._above(sums, index, totals.get(index), named, own)
            named.append(self._words.within(above, own))
        for total, parts in closing.items():  # «Tiểu dự án 1: …; Tiểu dự án 3: …. Cộng Dự án 4: …»
            for part in parts:
                if not named[part].keys() & named[total].keys():
                    named[part] = self._words.within(named[total], named[part])
        return [self._words.joined(found) for found in named]

    def _above(
        self,
        sums: Sequence[Sum],
        index: int,
        total: int | None,
        named: Sequence[dict[str, str]],
        own: dict[str, str],
    ) -> dict[str, str]:
        """What a sum whose words name `own` stands under: its total told before, headings, else its sentence."""
        item = sums[index]
        if total is not None and total < index:
            beside = sums[total].context == item.context
            return named[total] if beside else self._words.within(named[total], self._headed(item))
        return self._headed(item) or (self._topic(sums, index) if not own else {})

    def _component_behind(self, sums: Sequence[Sum], index: int) -> tuple[dict[str, str], int]:
        """The components named right behind a sum, before the next one, and where the words end that name them."""
        item, context = sums[index], self._contexts[sums[index].context]
        stop = item.quantity.stop
        end = min(context.clause(item.quantity.start)[1], stop + _TAIL_REACH)
        if index + 1 < len(sums) and sums[index + 1].context == item.context:
            end = min(end, sums[index + 1].quantity.start)
        if _NAMED.search(context.lowered, stop, end) is None:
            return {}, 0
        words = context.lowered[stop:end]
        if words.rstrip().endswith(":"):
            return {}, 0  # «300 triệu đồng (Tiểu dự án 1: 120 …)» names the next one
        lead = self._words.component_behind.match(words)
        if lead is None or self._words.lists_components(_PURPOSE.split(words[lead.end() :])[0]):
            return {}, 0
        ends = _BREAKS.search(words, lead.end(), lead.end() + _BEHIND_REACH)
        return self._words.named(words[lead.end() :], _BEHIND_REACH), stop + (
            ends.start() if ends else len(words)
        )

    def _since_last(self, sums: Sequence[Sum], index: int, taken: int) -> dict[str, str]:
        """«…, trong đó Tiểu dự án 1 (bảo vệ 840 ha rừng) là 127 triệu đồng»: what begins the words between the sum
        before and this one, though a count stands between."""
        item, context = sums[index], self._contexts[sums[index].context]
        if not index or sums[index - 1].context != item.context:
            return {}
        start = max(context.clause(item.quantity.start)[0], sums[index - 1].quantity.stop, taken)
        words = context.lowered[start : item.label]
        if _SUBJECT.match(words) is None or self._words.lists_components(words):
            return {}
        return self._words.named(words, _HEADING_REACH)

    def _topic(self, sums: Sequence[Sum], index: int) -> dict[str, str]:
        """The components that the sentence names in clauses before that of its first sum."""
        item, context = sums[index], self._contexts[sums[index].context]
        start, _ = context.sentence(item.quantity.start)
        if _NAMED.search(context.lowered, start, item.quantity.start) is None:
            return {}
        first = index
        while first and sums[first - 1].context == item.context and sums[first - 1].quantity.start > start:
            first -= 1
        words = context.lowered[max(start, sums[first].label - _WINDOW) : sums[first].label]
        return {} if self._words.lists_components(words) else self._words.component_of([words], _WINDOW)

    def _headed(self, item: Sum) -> dict[str, str]:
        """What the headings above name, and the sum's own block before its first sum."""
        context = self._contexts[item.context]
        outer = [self._by_block[block] for block in context.outlined.parents if block in self._by_block]
        above = [one for one in outer if not self._words.lists_components(heading(one))]
        sentence, _ = context.sentence(item.quantity.start)
        beside = sentence > context.block.body and _BESIDES.match(context.lowered, sentence)
        own = "" if beside else heading(context)[: max(0, self._first[item.context] - context.block.body)]
        named = self._words.component_of([*map(heading, above), own], _HEADING_REACH)
        marked = context.outlined.form is not None
        words = context.lowered[sentence : item.quantity.start]
        whole = _WHOLE.search(words) is not None or (not marked and _SUMMED.search(words) is not None)
        if "Dự án" in named or self._is_line(context) or whole:
            return named
        return self._words.within(self._line_over(context, passing=marked), named)

    def _line_over(self, context: BlockContext, *, passing: bool) -> dict[str, str]:
        """What the nearest line without a marker names that stands over a block; `passing` the items between."""
        for index in range(context.index - 1, max(-1, context.index - _LINE_REACH), -1):
            other = self._by_block.get(index)
            if other is None or other.outlined.section != context.outlined.section:
                return {}
            if self._is_line(other):
                own = self._words.component_of([heading(other)], _HEADING_REACH)
                return (
                    own if "Dự án" in own else self._words.within(self._line_over(other, passing=True), own)
                )
            if not passing or other.outlined.rank < RANKS["dash"] or other.outlined.form is None:
                return {}
        return {}

    def _is_line(self, context: BlockContext) -> bool:
        """Whether a block without a marker only names a component."""
        short = context.block.end - context.block.body <= _LINE_LENGTH
        named = context.outlined.form is None and short and context.index not in self._first
        if not named or _ITEM_LINE.match(context.lowered, context.block.body, context.block.end) is None:
            return False
        return not self._words.lists_components(heading(context))
