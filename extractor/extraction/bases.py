"""Which words of a preamble give a plan's legal bases: «Căn cứ …» does, «Xét đề nghị …» does not."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.language.text import any_of
from extractor.rulebook.language import CitationRules

# «Thực hiện …, UBND huyện ban hành Kế hoạch như sau:» leads on to the plan, not to a list of bases.
_SETS_OUT = regex.compile(
    r"\b(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|phòng|ban (?:chỉ đạo|quản lý|thường vụ)|đảng ủy|huyện ủy)\b"
    r"[^;:]{0,60}\b(?:ban hành|xây dựng|lập|báo cáo|triển khai|đề ra|trình|quyết (?:định|nghị)|thông qua)\b"
    r"(?:(?!văn bản|căn cứ)[^;:])*+:$"
)
_NOTE = regex.compile(
    r"\W*(?:\d{1,2}\W*)?(?:thay thế|sửa đổi|bổ sung|bãi bỏ|đính chính|được|xem|theo|hiện|nay)\b"
)
_LEAD = 600  # letters before the «:» that tell what it leads on to: no more, for the search is quadratic
_ITEM_REACH = 20  # how far into a list item its document begins («- Khoản 2 Điều 5 …», «a) Các …»)


class BasisReader:
    """Tells bases from what else a preamble cites; made once from the rules."""

    def __init__(self, rules: CitationRules) -> None:
        basis, other = any_of(rules.basis_openings), any_of(rules.other_openings)
        self._opening = regex.compile(rf"(?:(?P<basis>{basis})|(?P<other>{other}))(?![\p{{L}}])")
        self._next = regex.compile(rf"[;.] ?-? ?(?:(?P<basis>{basis})|(?P<other>{other}))(?![\p{{L}}])")

    def over(self, contexts: Iterable[BlockContext]) -> Iterator[Callable[[int], bool]]:
        """Of each block in order, whether an offset of it lies in words that open with «Căn cứ»; what is
        listed under «Căn cứ:», each document in a paragraph of its own, does too."""
        listing = False
        for context in contexts:
            opened = self._opening.match(context.lowered, context.block.body, context.block.end)
            if opened is not None:
                words = context.lowered[opened.start() : context.block.end].rstrip()
                leads = words.endswith(":") and _SETS_OUT.search(words[-_LEAD:]) is None
                listing = leads and opened["basis"] is not None
            elif listing:
                cited = context.mentions.citations
                listing = bool(cited) and cited[0].start - context.block.body <= _ITEM_REACH
            listed = listing and opened is None
            if listed and _NOTE.match(context.lowered, context.block.body, context.block.end) is not None:
                listed = False
            yield self._within(context, listed=listed)

    def _within(self, context: BlockContext, *, listed: bool) -> Callable[[int], bool]:
        """Web text has the whole preamble in one paragraph; each «; Căn cứ …», «; Xét …» opens anew."""
        block, lowered = context.block, context.lowered
        if not context.mentions.citations:
            return _never
        first = self._opening.match(lowered, block.body, block.end)
        found = [(block.body, listed if first is None else first["basis"] is not None)]
        for match in self._next.finditer(lowered, block.body, block.end):
            if context.text.text[match.start(match.lastgroup or 0)].isupper():
                found.append((match.start(), match["basis"] is not None))
        starts = [start for start, _ in found]

        def basis(at: int) -> bool:
            index = bisect_right(starts, at)
            return index > 0 and found[index - 1][1]

        return basis


def _never(_: int) -> bool:
    return False
