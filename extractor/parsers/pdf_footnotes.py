"""Footnotes: kept out of the text that goes on over the page's end, told after their page's paragraphs."""

from collections.abc import Sequence

from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.pdf_columns import Placed

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UPPER_PART = 0.3


def parted(placed: Sequence[Placed], height: float) -> tuple[list[Placed], list[Placed]]:
    """A page's text and its footnotes: what follows the first line that a raised number opens."""
    for index, line in enumerate(placed):
        if line.run.text[0] in _RAISED and line.run.top > _UPPER_PART * height and _is_last(placed, index):
            return list(placed[:index]), list(placed[index:])
    return list(placed), []


def _is_last(placed: Sequence[Placed], index: int) -> bool:
    """Whether all before the line stands above it and all after it below."""
    base = placed[index].run.base
    above = all(line.run.base < base for line in placed[:index])
    return above and all(line.run.base > base for line in placed[index + 1 :])


def with_footnotes(
    flow: Sequence[Paragraph | RawTable], notes: Sequence[Sequence[Paragraph]]
) -> list[Paragraph | RawTable]:
    """The flow with each page's footnotes after the last paragraph that begins on that page."""
    result: list[Paragraph | RawTable] = []
    waiting = [page for page in notes if page]
    for item in flow:
        while waiting and (waiting[0][0].page or 0) < _page(item):
            result += waiting.pop(0)
        result.append(item)
    return result + [note for page in waiting for note in page]


def _page(item: Paragraph | RawTable) -> int:
    first = item if isinstance(item, Paragraph) else item.cells[0]
    return first.page or 0
