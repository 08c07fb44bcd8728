"""Lines of tables set with blanks: which belong together, over the foot of a page and over a broken cell."""

from collections.abc import Sequence

from extractor import regex
from extractor.parsers.lines import is_page_number

_PIECE = regex.compile(r"\S+(?: \S+)*")
_FIGURE = regex.compile(r"[-–+]?\d[\d.,/]*%?")
_FIGURED, _ROW = 2, 3
_LONGEST_NUMBER, _LONGEST_GAP = 12, 6
_GOES_ON = regex.compile(r"[\p{Ll}(/,;)]")
_MARKED = regex.compile(r"(?:\(?\p{L}[).]|\d{1,2}[).]|[-–+•*])(?= )")
_SHORT = 2  # cells of a row that is only the first line of its name: number and name


def without_page_breaks(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the page numbers, and the blanks about them, that part two rows of one table."""
    breaks = [
        number
        for number, line in enumerate(lines)
        if len(line) < 2 * _LONGEST_NUMBER * _LONGEST_GAP
        and 0 < len(words := line.strip()) <= _LONGEST_NUMBER
        and is_page_number(words)
    ]
    dropped: set[int] = set()
    for number in breaks:
        dropped |= set(_gap(lines, number))
    return [line for number, line in enumerate(lines) if number not in dropped] if dropped else lines


def _gap(lines: Sequence[str], number: int) -> range:
    """The page number with the blank lines about it, where rows of one table stand before and behind; else nothing."""
    first, last = number, number
    while first > 0 and not lines[first - 1].strip() and number - first < _LONGEST_GAP:
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].strip() and last - number < _LONGEST_GAP:
        last += 1
    paged = "\f" in "".join(lines[first : last + 1]) or (first < number < last)
    if not paged or not 0 < first <= last < len(lines) - 1:
        return range(0)
    above, below = _cells(lines[first - 1]), _cells(lines[last + 1])
    alike = abs(len(above) - len(below)) <= 1 and _is_figured(above) and _is_figured(below)
    return range(first, last + 1) if alike else range(0)


def _cells(line: str) -> list[str]:
    return [c.strip() for c in line.split("\t")] if "\t" in line.strip() else _PIECE.findall(line)


def _is_figured(cells: Sequence[str]) -> bool:
    return len(cells) >= _ROW and sum(_FIGURE.fullmatch(cell) is not None for cell in cells) >= _FIGURED


def hangs(line: str, run: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a line of one piece goes on with a cell of the rows above it: it stands under one cell alone, and
    another row follows."""
    words = line.strip()
    if not words or not run or "\t" in line or not any(len(_cells(row)) >= _ROW for row in following):
        return False
    row = next((row for row in reversed(run) if len(_cells(row)) >= _ROW), None)
    if row is None or "\t" in row:
        return False
    start = len(line) - len(line.lstrip(" "))
    end = start + len(words)
    under = [piece for piece in _PIECE.finditer(row) if piece.start() < end and start < piece.end()]
    return len(under) == 1 and not _is_number(under[0][0])


def _is_number(words: str) -> bool:
    return _FIGURE.fullmatch(words) is not None


def hold_two(rows: Sequence[Sequence[str]]) -> bool:
    """Whether some cell holds two figures: columns that long figures have pushed into each other."""
    pairs = (_PIECE.findall(words) for row in rows for words in row if "  " in words)
    return any(sum(map(_is_number, pieces)) >= _FIGURED for pieces in pairs)


def anchored(run: Sequence[str]) -> list[list[str]] | None:
    """Lines as rows of cells by the lines with the most pieces: those of other lines belong to the column that they
    stand under; None where the first line or fewer than two lines have them all, or a piece is under none."""
    pieces = [list(_PIECE.finditer(line)) for line in run]
    width = max(map(len, pieces))
    full = [row for row in pieces if len(row) == width]
    if len(full) < _FIGURED or len(pieces[0]) != width:
        return None
    columns = [
        (min(p.start() for p in column), max(p.end() for p in column)) for column in zip(*full, strict=True)
    ]
    rows: list[list[str]] = []
    for found in pieces:
        at = range(width) if len(found) == width else [_column(piece, columns) for piece in found]
        if len(set(at)) < len(found) or None in at:
            return None
        rows.append(["" for _ in columns])
        for column, piece in zip(at, found, strict=True):
            rows[-1][column or 0] = piece[0]
    return rows


def _column(piece: "regex.Match[str]", columns: Sequence[tuple[int, int]]) -> int | None:
    """The column that a piece stands under with most of its letters."""
    shared = [min(piece.end(), end) - max(piece.start(), start) for start, end in columns]
    best = max(range(len(columns)), key=shared.__getitem__)
    return best if shared[best] > 0 else None


def joined_rows(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of stripped cells, each that goes on with the one above joined to it."""
    joined: list[list[str]] = []
    for row in rows:
        if joined and _goes_on(joined[-1], row):
            joined[-1] = [" ".join(filter(None, both)) for both in zip(joined[-1], row, strict=True)]
        else:
            joined.append(list(row))
    return joined


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row only has the ends of the cells above, or the one above only the beginning of this one's name."""
    filled = [column for column, words in enumerate(row) if words]
    if not filled or any(_MARKED.match(row[column]) for column in filled):
        return False
    if all(above[c] and not _is_number(above[c]) for c in filled):
        return all(_GOES_ON.match(row[c]) for c in filled) or (len(filled) == 1 and row[filled[0]].isdigit())
    begun = [column for column, words in enumerate(above) if words]
    return (
        0 < len(begun) <= _SHORT
        and not _is_number(above[begun[-1]])
        and filled[0] == begun[-1]
        and _GOES_ON.match(row[filled[0]]) is not None
    )
