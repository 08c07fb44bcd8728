"""Heads of two rows in tables written one cell a line, where the cells that span columns are lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.parsers.flow import RawCell

_FIGURE = regex.compile(r"^\W*\d[\d.,]*\W*$")
_MARK = regex.compile(r"^\W*(?:[IVX]{1,4}|\d{1,2}|\p{L})\W*$")
_OUTSIDE = regex.compile(r"(?i)^\W*(?:stt|tt|số tt|ghi chú|tổng(?: số| cộng)?|đơn vị tính|đvt)\W*$")
_OPENS = regex.compile(r"(?i)\b(?:trong đó|chia ra|bao gồm|gồm)\b")
_MOST_SPANS, _TRIED, _NAMES = 4, 3, 2
Pieces = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """Cells of the two head rows, how many pieces they take, and how many columns the table has."""

    cells: tuple[RawCell, ...]
    taken: int
    width: int


def two_row_head(pieces: Pieces) -> Head | None:
    """The head of a table whose second row only names the columns under the cells that span some; else None."""
    upper = _filled_run(pieces, 0)
    lower = _filled_run(pieces, upper + 1)
    if upper < _NAMES + 1 or lower < _NAMES or not _are_names(pieces[upper + 1 : upper + 1 + lower]):
        return None
    after = upper + lower + 2
    for spanning in range(1, _MOST_SPANS + 1):
        spans = _spanning(pieces[:upper], spanning)
        width = upper - spanning + lower
        shared = lower % spanning == 0 and lower // spanning > 1 and len(spans) == spanning
        if shared and _fits(pieces, after, width):
            return Head(_cells(pieces, upper, spans, lower // spanning), after, width)
    return None


def _filled_run(pieces: Pieces, at: int) -> int:
    """How many pieces from `at` on are filled, up to the gap between two rows."""
    return next((n for n, piece in enumerate(pieces[at:]) if not _words(piece)), 0)


def _words(piece: Sequence[str]) -> str:
    return " ".join(line.strip(" *") for line in piece if line.strip())


def _are_names(row: Pieces) -> bool:
    words = [_words(piece) for piece in row]
    marks = [
        _MARK.match(w) is not None for w in words
    ]  # «X» and «Y» are names, «I» before words numbers a row
    return not any(_FIGURE.match(w) for w in words) and (not marks[0] or all(marks))


def _fits(pieces: Pieces, at: int, width: int) -> bool:
    """Whether the rows behind the head have that many cells: each ends where two pipes meet."""
    ends = [at + n * (width + 1) + width for n in range(_TRIED)]
    inside = [end for end in ends if end < len(pieces) - 1]
    filled = all(_words(pieces[end - width]) or _words(pieces[end - width + 1]) for end in inside)
    return bool(inside) and filled and not any(_words(pieces[end]) for end in inside)


def _spanning(heads: Pieces, count: int) -> list[int]:
    """Which head cells span columns: those that open a breakdown, else the last that can."""
    words = [_words(piece) for piece in heads]
    able = [
        n for n, w in enumerate(words) if n and _OUTSIDE.match(w) is None and (n > 1 or len(words) == _NAMES)
    ]
    opening = [n for n in able if _OPENS.search(words[n])]
    chosen = opening if len(opening) == count else able[-count:]
    return sorted(chosen)


def _cells(pieces: Pieces, upper: int, spans: Sequence[int], each: int) -> tuple[RawCell, ...]:
    cells: list[RawCell] = []
    below = iter(pieces[upper + 1 :])
    column = 0
    for number, piece in enumerate(pieces[:upper]):
        wide = each if number in spans else 1
        cells.append(RawCell(0, column, _lines(piece), row_span=1 if wide > 1 else 2, column_span=wide))
        cells.extend(RawCell(1, column + n, _lines(next(below))) for n in range(wide if wide > 1 else 0))
        column += wide
    return tuple(cells)


def _lines(piece: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in piece if line.strip())
