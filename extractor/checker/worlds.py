"""Parts of a text that count their headings by themselves: appendices without a number, quotations."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.plan import Plan
from extractor.plantext import BlockKind, Span

_HEADING_CHARS = 160
_MARKS = regex.compile("[“”«»]")
_QUOTES = {"“": "”", "«": "»"}


@dataclass(frozen=True)
class Worlds:
    """Where each appendix begins, and what stands between quotation marks."""

    appendices: tuple[int, ...]
    quotations: tuple[Span, ...]

    def of(self, offset: int) -> tuple[int, int]:
        """The world of a heading: that of the plan's own headings is (0, 0)."""
        quoted = next((start + 1 for start, end in self.quotations if start < offset < end), 0)
        return bisect_right(self.appendices, offset), quoted


def worlds_of(plan: Plan, appendix_heading: "regex.Pattern[str]") -> Worlds:
    """The worlds of a plan, from its blocks' words and its quotation marks."""
    return plan.once(_worlds_of, appendix_heading)


def _worlds_of(plan: Plan, appendix_heading: "regex.Pattern[str]") -> Worlds:
    appendices = (
        block.start
        for block in plan.text.blocks
        if block.marker is None
        and block.kind is not BlockKind.TABLE_CELL
        and block.end - block.start <= _HEADING_CHARS
        and appendix_heading.search(plan.text.words(block))
    )
    return Worlds(tuple(appendices), tuple(_quotations(plan.text.text)))


def _quotations(text: str) -> Iterator[Span]:
    """What stands between a mark and the one that closes it; a mark never closed opens nothing."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        if match[0] in _QUOTES:
            opened.append((_QUOTES[match[0]], match.start()))
        elif opened and opened[-1][0] == match[0]:
            yield opened.pop()[1], match.end()
