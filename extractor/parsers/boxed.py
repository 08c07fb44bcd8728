"""Tables of a text file that are drawn with signs: `+----+----+` with `| a | b |`, or `┌──┬──┐` with `│ a │ b │`."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor import regex
from extractor.parsers.flow import RawCell, RawTable

_UPRIGHT = "|│┃║┆┇┊┋"
_LEVEL = frozenset("-=_─━═┄┅┈┉╌╍")
_OPENS = regex.compile(r"^\s*[+\u250c-\u250f\u2552-\u2554][-=+\u2500-\u257f]{2,}\s*$")
_RULE = regex.compile(rf"^\s*[+{_UPRIGHT}\u2500-\u257f][-=+\u2500-\u257f]+[+{_UPRIGHT}\u2500-\u257f]?\s*$")
_ROW = regex.compile(rf"^\s*[{_UPRIGHT}].*[{_UPRIGHT}]\s*$")
_FIGURE = regex.compile(r"^[-+–]?\d[\d.,\s]*%?$|^[-–]$")
_LEAST_COLUMNS = 2
_Cells = dict[tuple[int, int], list[str]]  # lines by column and how many columns they span


@dataclass(slots=True)
class _Drawn:
    """What is drawn: columns between `edges` (offsets in a line), and the lines between two level rules."""

    edges: set[int]
    groups: list[list[str]] = field(default_factory=lambda: [[]])


def boxed_table(lines: Sequence[str], position: int) -> tuple[RawTable | None, int]:
    """The table that begins with a level rule at a line, and the line behind it; None where none does.

    Each line is looked at once: what begins as a table and has a row is one, up to where it stops fitting.
    """
    if not _OPENS.match(lines[position]):
        return None, position
    drawn, after = _drawn(lines, position)
    edges = sorted(drawn.edges)
    rows = [row for group in drawn.groups for row in _rows(group, edges)]
    if not rows:
        return None, position
    cells = tuple(
        RawCell(number, column, tuple(words), column_span=span)
        for number, row in enumerate(rows)
        for (column, span), words in row.items()
    )
    return RawTable(len(rows), len(edges) - 1, cells), after


def _drawn(lines: Sequence[str], position: int) -> tuple[_Drawn, int]:
    opening = _corners(lines[position])
    drawn = _Drawn(opening)
    at, level = position + 1, True
    while len(opening) > _LEAST_COLUMNS and at < len(lines):
        line = unicodedata.normalize("NFC", lines[at])
        if not level and _RULE.match(line):
            drawn.groups.append([])
            drawn.edges |= {edge for edge in _corners(line) if min(opening) < edge < max(opening)}
            level = True
        elif _ROW.match(line) and _ends(line) == (min(opening), max(opening)):
            drawn.groups[-1].append(line)
            level = False
        else:
            break
        at += 1
    return drawn, at


def _corners(rule: str) -> set[int]:
    return {n for n, sign in enumerate(rule) if not sign.isspace() and sign not in _LEVEL}


def _ends(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip()) - 1


def _rows(group: Sequence[str], edges: Sequence[int]) -> list[_Cells]:
    """The rows between two rules; a line without a first cell and figures goes on with the one before it."""
    rows: list[_Cells] = []
    for line in group:
        cells = _cells(line, edges)
        if rows and _goes_on(cells) and rows[-1].keys() == cells.keys():
            for place, words in cells.items():
                rows[-1][place] += words
        else:
            rows.append(cells)
    return rows


def _cells(line: str, edges: Sequence[int]) -> _Cells:
    """What stands between the upright signs of a line that part columns, by column and how many it spans."""
    columns = {edge: number for number, edge in enumerate(edges)}
    marks = [n for n, sign in enumerate(line) if sign in _UPRIGHT and n in columns]
    return {
        (columns[left], columns[right] - columns[left]): [words]
        if (words := line[left + 1 : right].strip())
        else []
        for left, right in pairwise(marks)
    }


def _goes_on(cells: _Cells) -> bool:
    filled = [words for place in sorted(cells) for words in cells[place]]
    return not cells.get(min(cells, default=(0, 0))) and not any(map(_FIGURE.match, filled))
