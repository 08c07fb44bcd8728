"""Rows of tables written with pipes that are shorter than the others, since merged cells are lost in them."""

from collections.abc import Sequence
from dataclasses import replace

from extractor import regex
from extractor.parsers.flow import RawCell

Piece = Sequence[str]
Row = Sequence[Piece]
_FIGURE = regex.compile(r"^\W{0,3}\d")
_TOTAL = regex.compile(r"(?i)^\W*(?:tổng|cộng)\b")
_MARKS = " \t*_#"
# What opens words behind a table: a heading of the plan, an appendix, a note, the closing sentence.
_OPENS = regex.compile(
    r"(?:PHỤ LỤC|PHỤ BIỂU|BIỂU (?:SỐ|MẪU)|(?:PHẦN|Phần|CHƯƠNG|Chương|Điều) (?:\d|[IVX]|thứ|THỨ)"
    r"|[IVX]{1,5} ?[.)/-] ?\p{Lu}|Ghi chú ?:|Trên đây là)"
)
_NEXT_TABLE = regex.compile(r"(?i)(?:nơi\s+nhận\b|s?tt$)")
_LEAST = 2
_PROSE_LINES, _PROSE_LENGTH = 4, 250


def filled(piece: Piece) -> bool:
    """Whether a piece holds any words."""
    return any(line.strip() for line in piece)


def last_row_length(pieces: Sequence[Piece], at: int, width: int) -> int | None:
    """How many cells the row at a piece has where it is a table's last, shorter than `width`; else None."""
    closed = len(pieces) - 1
    whole = at + width <= closed and not filled(pieces[at + width])  # a row of all cells may end there
    for end in range(at + _LEAST, min(at + width, closed + 1)):
        if (
            end == closed
            or _stands_behind(pieces, end)
            or (not whole and _is_prose(pieces[end]) and _is_label_and_figures(pieces[at:end]))
        ):
            return end - at if _is_one_row(pieces[at:end]) else None
    return None


def placed(rows: Sequence[Row], first: int) -> tuple[RawCell, ...]:
    """The cells of the rows of a table, the first of which is row `first`.

    A short row stands as far to the right as its figures do in the whole rows: its label spans what is left
    where it is a total, else the cells above it to the left go on over it.
    """
    width = max((len(row) for row in rows), default=0)
    model = next((row for row in rows if _is_whole(row, width)), None)
    cells: list[RawCell] = []
    left: dict[int, int] = {}  # the last cell of each column
    for number, given in enumerate(rows):
        row, shift = given, 0
        if model is not None and len(given) < width:
            row, shift = _shifted(given, model, width)
        elif _is_whole(given, width):
            model = given
        total = shift and _TOTAL.match(_words(next(filter(filled, row))))
        if shift and not total:
            _go_on(cells, left, shift, first + number)
        for at, piece in enumerate(row):
            column = at + shift if at or not total else 0
            span = shift + 1 if total and not at else 1
            left[column] = len(cells)
            lines = tuple(line for line in piece if line.strip())
            cells.append(RawCell(first + number, column, lines, column_span=span))
    return tuple(cells)


def _stands_behind(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece holds words behind a table, and not a cell of it."""
    words = _words(pieces[at])
    if not words or _FIGURE.match(words):
        return False
    following = _words(pieces[at + 1]) if at + 1 < len(pieces) else ""
    lines = sum(1 for line in pieces[at] if line.strip())
    return (lines > 1 and _OPENS.match(words) is not None) or _NEXT_TABLE.match(following) is not None


def _is_prose(piece: Piece) -> bool:
    """Whether a piece is as long as no cell is that stands behind figures."""
    lines = [line for line in piece if line.strip()]
    return len(lines) >= _PROSE_LINES and sum(map(len, lines)) >= _PROSE_LENGTH


def _is_label_and_figures(row: Row) -> bool:
    kinds = [_kind(piece) for piece in row]
    return len(row) > _LEAST and kinds == ["words", *["figure"] * (len(row) - 1)]


def _is_one_row(row: Row) -> bool:
    """Whether pieces are a label and figures: with gaps among them only where the label is a total's."""
    if not filled(row[-1]) or not _has_figure(row):
        return False
    words = [piece for piece in row if filled(piece)]
    if all(map(filled, row[1:])):
        return True
    return _TOTAL.match(_words(words[0])) is not None and all(map(_FIGURE.match, map(_words, words[1:])))


def _is_whole(row: Row, width: int) -> bool:
    return len(row) == width and _has_figure(row)


def _has_figure(row: Row) -> bool:
    return any(_kind(piece) == "figure" for piece in row[1:])


def _kind(piece: Piece) -> str:
    words = _words(piece)
    return "" if not words else "figure" if _FIGURE.match(words) else "words"


def _words(piece: Piece) -> str:
    return " ".join(line.strip(_MARKS) for line in piece if line.strip())


def _shifted(row: Row, whole: Row, width: int) -> tuple[Row, int]:
    """A short row and how far to the right it stands; empty cells at its end may be the next one's first."""
    while not (shift := _shift(row, whole, width)) and len(row) > _LEAST and not filled(row[-1]):
        row = row[:-1]
    return row, shift


def _shift(row: Row, whole: Row, width: int) -> int:
    """How far to the right a short row stands: as far as it can where its cells are then as those above."""
    shift = width - len(row)
    ours, theirs = [_kind(piece) for piece in row], [_kind(piece) for piece in whole]
    if not any(kind == "figure" for kind in ours[1:]):
        return 0
    moved = [(a, b) for a, b in zip(ours, theirs[shift:], strict=True) if a and b]
    kept = [(a, b) for a, b in zip(ours, theirs, strict=False) if a and b]
    if ("figure", "words") in moved:
        return 0
    return shift if sum(a == b for a, b in moved) > sum(a == b for a, b in kept) else 0


def _go_on(cells: list[RawCell], left: dict[int, int], shift: int, row: int) -> None:
    """Let the cells above a row, in the columns left of it, span it too."""
    for column in range(shift):
        at = left.get(column)
        if at is not None and cells[at].row + cells[at].row_span == row:
            cells[at] = replace(cells[at], row_span=cells[at].row_span + 1)
