"""Tables drawn with signs in a .docx or a .pdf, where the blanks that set their columns apart are folded or lost."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from extractor import regex
from extractor.parsers.flow import Line, Paragraph, RawTable
from extractor.parsers.pipes import split_tables

_UPRIGHT = "|│┃║┆┇┊┋"
_DRAWS = rf"[+{_UPRIGHT}\u2500-\u257f]"
_RULE = regex.compile(rf"{_DRAWS}[-=+\u2500-\u257f]{{3,}}{_DRAWS}")
_ROW = regex.compile(rf"[{_UPRIGHT}].*[{_UPRIGHT}]")
_PARTS = regex.compile(rf"[{_UPRIGHT}]")
_LEVEL = frozenset("-=_─━═┄┅┈┉╌╍")
_NONE_BELOW, _NONE_ABOVE = frozenset("┴┵┶┷┸┹┺┻╧╨╩"), frozenset("┬┭┮┯┰┱┲┳╤╥╦")  # corners open on one side
_LEAST_LINES = 3
_Item = TypeVar("_Item")


def with_drawn_tables(items: Iterable[_Item]) -> Iterator[_Item | RawTable]:
    """The items with runs of lines or paragraphs that draw a table as that table, put on the page where it begins."""
    run: list[_Item] = []
    for item in items:
        if _is_drawn(item):
            run.append(item)
            continue
        yield from _table_or_lines(run)
        run = []
        yield item
    yield from _table_or_lines(run)


def _is_drawn(item: object) -> bool:
    if not isinstance(item, Line | Paragraph):
        return False
    words = item.text.strip()
    return _ROW.fullmatch(words) is not None or _RULE.fullmatch(words) is not None


def _table_or_lines(run: Sequence[_Item]) -> Iterable[_Item | RawTable]:
    if len(run) < _LEAST_LINES:
        return run
    parts = [item for item in run if isinstance(item, Line | Paragraph)]
    chunks = list(
        split_tables(_set_apart([unicodedata.normalize("NFC", part.text.strip()) for part in parts]))
    )
    if len(chunks) != 1 or not isinstance(chunks[0], RawTable):
        return run
    cells = (
        replace(cell, page=parts[0].page, paragraphs=(" ".join(cell.paragraphs),) if cell.paragraphs else ())
        for cell in chunks[0].cells
    )
    return [replace(chunks[0], cells=tuple(cells))]


def _set_apart(lines: Sequence[str]) -> list[str]:
    """The lines with the cells of each row filled up to the corners of the rules above and below it; none where
    these do not fit."""
    if not _RULE.fullmatch(lines[0]):
        return list(lines)
    above = [_corners(line, _NONE_BELOW) for line in lines]
    below = [_corners(line, _NONE_ABOVE) for line in lines]
    apart: list[str] = []
    over: list[int] = []
    for number, line in enumerate(lines):
        if above[number]:
            over = above[number]
            apart.append(line)
            continue
        under = next((corners for corners in below[number:] if corners), [])
        row = next((row for marks in (over, under) if (row := _filled(line, marks))), "")
        if not row:
            return []
        apart.append(row)
    return apart


def _corners(line: str, but: frozenset[str]) -> list[int]:
    """Where the corners of a level rule stand, but for those of one kind; none in a line of words."""
    if not _RULE.fullmatch(line):
        return []
    return [at for at, sign in enumerate(line) if sign not in _LEVEL and sign not in but]


def _filled(line: str, marks: Sequence[int]) -> str:
    """The row with its upright signs at the marks; nothing where it has other cells than these part."""
    parts = [part.strip() for part in _PARTS.split(line)[1:-1]]
    widths = [right - left - 1 for left, right in pairwise(marks)]
    if len(parts) != len(widths) or any(len(part) > width for part, width in zip(parts, widths, strict=True)):
        return ""
    return "│" + "│".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)) + "│"
