"""Tables written with pipes: a row a line (`| a | b |`, `a | b`), or one cell a line between lone pipes; boxed ones."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.parsers.boxed import boxed_table
from extractor.parsers.flow import RawCell, RawTable
from extractor.parsers.piped_heads import two_row_head
from extractor.parsers.piped_rows import filled, last_row_length, placed

_ROW = regex.compile(r"^\s*\|.*\|\s*$")
_RULE_ROW = regex.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
_RECIPIENTS = regex.compile(r"(?i)^\W*nơi\s+nhận")
_TWO = 2
_LONE = "|"
_NUMBERED = regex.compile(r"^\W*(?:Điều \d{1,3}\.|(?:\d{1,2}|[a-zđ]|[IVX]{1,4})[.)] *\**\p{Lu})")
_LEAST_LINES = 6
_OPEN_COLUMNS, _OPEN_ROWS = 3, 3
_UNESCAPED = regex.compile(r"(?<!\\)\|")
Chunk = list[str] | RawTable


def split_tables(lines: Sequence[str]) -> Iterator[Chunk]:
    """Runs of plain lines and tables, in order."""
    plain: list[str] = []
    position = 0
    while position < len(lines):
        table, after = _table_at(lines, position)
        if table is None:
            lone = lines[position].strip() == _LONE
            plain.append(lines[position])
            position += 1
            while lone and position < len(lines) and lines[position].strip() in {"", _LONE}:
                plain.append(lines[position])
                position += 1
            continue
        if plain:
            yield plain
            plain = []
        yield table
        position = after
    if plain:
        yield plain


def _table_at(lines: Sequence[str], position: int) -> tuple[RawTable | None, int]:
    line = lines[position]
    if _LONE not in line:
        return boxed_table(lines, position)
    if line.strip() == _LONE:
        return _piped_cells(lines, position)
    if _ROW.match(line) and len(_UNESCAPED.findall(line)) > 2:
        return _piped_rows(lines, position)
    return _open_rows(lines, position)


def _open_rows(lines: Sequence[str], position: int) -> tuple[RawTable | None, int]:
    """Rows with pipes between their cells and none around them («1 | Nhà ở | 800»), all of as many cells.

    They begin where lines with pipes begin, so that each of these is looked at once.
    """
    if position and _LONE in lines[position - 1]:
        return None, position
    rows: list[list[str]] = []
    ruled, after = False, position
    while after < len(lines) and _LONE in lines[after]:
        cells = [cell.strip() for cell in _UNESCAPED.split(lines[after].strip())]
        if rows and len(cells) != len(rows[0]):
            return None, position
        is_rule = _RULE_ROW.match(lines[after]) is not None
        ruled |= is_rule and len(rows) == 1
        if not is_rule:
            rows.append(cells)
        after += 1
    columns = len(rows[0]) if rows else 0
    least_columns, least_rows = (_TWO, _TWO) if ruled else (_OPEN_COLUMNS, _OPEN_ROWS)
    if columns < least_columns or len(rows) < least_rows:
        return None, position
    return _grid([[[cell] if cell else [] for cell in row] for row in rows]), after


def _piped_rows(lines: Sequence[str], position: int) -> tuple[RawTable | None, int]:
    rows: list[list[str]] = []
    while position < len(lines) and _ROW.match(lines[position]):
        if not _RULE_ROW.match(lines[position]):
            rows.append([cell.strip() for cell in _UNESCAPED.split(lines[position].strip())[1:-1]])
        position += 1
    return _grid([[[cell] if cell else [] for cell in row] for row in rows]), position


def _piped_cells(lines: Sequence[str], position: int) -> tuple[RawTable | None, int]:
    """Cells between lone pipes; two pipes in a row end a row, and the first row tells how many cells one has."""
    pieces, ends = _pieces(lines, position)
    width = next((i for i, piece in enumerate(pieces) if not filled(piece)), len(pieces))
    if width > _TWO and _RECIPIENTS.match(
        " ".join(pieces[0])
    ):  # the foot has two columns, and words behind it
        width = _TWO
    head = two_row_head(pieces)
    rows: list[list[list[str]]] = []
    at, after = 0, position
    if head is not None:
        at, width, after = head.taken, head.width, ends[head.taken - 1]
    while (length := _row_length(pieces, at, width)) is not None:
        rows.append(pieces[at : at + length])
        after = ends[at + length - 1]
        at += length + 1
        if at - 1 < len(pieces) and filled(pieces[at - 1]):  # words behind the last row
            break
    return (_grid(rows, head.cells if head else ()), after) if rows else (None, position)


def _row_length(pieces: Sequence[list[str]], at: int, width: int) -> int | None:
    """How many cells the row that begins at a piece has; None where no row begins there.

    An empty cell closes a shorter row, but not where numbered paragraphs stand behind the whole one: that row is the
    last, and these are words behind the table.
    """
    closed = len(pieces) - 1
    if not width or at >= closed or not any(filled(p) for p in pieces[at : at + width]):
        return None
    if (last := last_row_length(pieces, at, width)) is not None:
        return last
    shorter = [n for n in range(1, width) if at + n < closed and not filled(pieces[at + n])]
    if at + width < len(pieces) and not filled(pieces[at + width]):
        return width
    if shorter and not (at + width < len(pieces) and _goes_on_behind(pieces[at + width])):
        return shorter[-1]
    return width if at + width <= closed else None


def _goes_on_behind(piece: Sequence[str]) -> bool:
    """Whether a piece is the text that goes on behind a table: many lines, several of them numbered."""
    filled = [line for line in piece if line.strip()]
    return len(filled) >= _LEAST_LINES and sum(_NUMBERED.match(line) is not None for line in filled) >= _TWO


def _pieces(lines: Sequence[str], position: int) -> tuple[list[list[str]], list[int]]:
    """What stands between lone pipes, and the line behind the pipe that closes each piece."""
    pieces: list[list[str]] = []
    ends: list[int] = []
    current: list[str] = []
    for index in range(position + 1, len(lines)):
        if _LONE in lines[index] and lines[index].strip() == _LONE:
            pieces.append(current)
            ends.append(index + 1)
            current = []
        else:
            current.append(lines[index])
    pieces.append(current)
    ends.append(len(lines))
    return pieces, ends


def _grid(rows: Sequence[Sequence[Sequence[str]]], head: tuple[RawCell, ...] = ()) -> RawTable | None:
    """The rows as a table, below the cells of a head of two rows where there is one."""
    above = _TWO if head else 0
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    cells = placed(rows, above)
    columns = max([width, *(cell.column + cell.column_span for cell in head)])
    return RawTable(above + len(rows), columns, (*head, *cells))
