"""Tables that go on over pages made whole: repeated heads dropped, rows cut by the page break joined."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor import regex
from extractor.parsers.doubts import cut_signed, unsigned
from extractor.parsers.flow import RawCell, RawTable
from extractor.parsers.pdf_tables import GridCell, PageTable, breaks_off, makes_figure

_SAME_LINE = 5.0
_SAME_COLUMN = 30.0
_SHORT_SHARE = 3
_FIGURE = regex.compile(r"[-–+(]?\s*\d[\d.,\s]*%?\)?$")
_GOES_ON = regex.compile(r"[\p{Ll}\d,;.)%]")
_RATE = regex.compile(r"\(\d[\d.,]*\s?%\)")
_ORDINAL = regex.compile(r"(\d{1,4})[.)]?$")
_OPEN = regex.compile(r"[,(–-]$|\([^)]*$")
_Row = list[GridCell]


def goes_on(table: PageTable, after: PageTable) -> bool:
    """Whether `after`, first on its page, has the columns of `table`, last on the page before."""
    return _shared_edges(table, after) is not None


def stitched(table: PageTable, after: PageTable) -> PageTable:
    """Both as one table over the columns of either."""
    edges = _shared_edges(table, after) or table.edges
    upper, lower = _over(table, edges), _over(after, edges)
    first = _repeated_rows(upper, lower)
    rows = _without_overflow(_rows(upper)[:first], _rows(lower), first)
    offset = upper.rows - first
    last = _covering(upper)
    cells = list(upper.cells)
    if rows and (_is_cut_row(last, rows[0]) or _stands_between(last, rows)):
        cells = _grown(
            cells, {id(above): below for above, below in zip(last, rows[0], strict=True)}, shared=1
        )
        rows, offset = rows[1:], offset - 1
    elif rows:
        parts = {id(above): below for above in last for below in rows[0] if _is_rest(above, below)}
        cells = _grown(cells, parts, shared=0)
        rows[0] = [cell for cell in rows[0] if cell not in parts.values()]
    cells += [replace(cell, row=cell.row + offset) for row in rows for cell in row]
    return PageTable(edges, table.top, offset + lower.rows, tuple(cells), after.last_page, table.ruled)


def _covering(table: PageTable) -> _Row:
    """The cells over the last row from the left, merged ones that begin higher up included."""
    last = [cell for cell in table.cells if cell.row + cell.row_span == table.rows]
    return sorted(last, key=lambda cell: cell.column)


def _is_rest(above: GridCell, below: GridCell) -> bool:
    """Whether a merged cell goes on below the page break, where its words are not printed again."""
    same = (above.column, above.column_span) == (below.column, below.column_span)
    return same and bool(above.text) and not below.text and below.row_span > 1


def _grown(cells: Sequence[GridCell], parts: Mapping[int, GridCell], *, shared: int) -> list[GridCell]:
    """The cells, each with the part of it below the page break; `shared` rows of the two are one."""
    return [
        replace(
            cell,
            text=_continued(cell.text, part.text) if part.text else cell.text,
            row_span=cell.row_span + part.row_span - shared,
        )
        if (part := parts.get(id(cell)))
        else cell
        for cell in cells
    ]


def raw_table(table: PageTable) -> RawTable:
    """The table as the parsers hand it on."""
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    return RawTable(table.rows, len(table.edges) - 1, tuple(_raw_cell(cell) for cell in cells))


def _raw_cell(cell: GridCell) -> RawCell:
    return RawCell(
        cell.row,
        cell.column,
        (cell.text,) if cell.text else (),
        cell.row_span,
        cell.column_span,
        cell.page,
        cell.box,
        cell.bold,
    )


def _shared_edges(table: PageTable, after: PageTable) -> tuple[float, ...] | None:
    """The column lines of both tables where both ends and at least half of those of the coarser one are shared."""
    if not (table.ruled and after.ruled):
        return table.edges if _alike(table, after) else None
    fine, coarse = sorted((table.edges, after.edges), key=len, reverse=True)
    same_ends = abs(fine[0] - coarse[0]) <= _SAME_LINE and abs(fine[-1] - coarse[-1]) <= _SAME_LINE
    own = [x for x in coarse if min(abs(x - y) for y in fine) > _SAME_LINE]
    if not same_ends or len(own) * 2 > len(coarse) - 2:
        return None
    return tuple(sorted((*fine, *own)))


def _alike(table: PageTable, after: PageTable) -> bool:
    """Whether two tables without rules have as many columns, each about where the other's is."""
    same = table.ruled == after.ruled and len(table.edges) == len(after.edges)
    return same and all(abs(x - y) <= _SAME_COLUMN for x, y in zip(table.edges, after.edges, strict=True))


def _over(table: PageTable, edges: tuple[float, ...]) -> PageTable:
    """The table with its columns counted by `edges`."""
    if len(table.edges) == len(edges):
        return table
    index = [min(range(len(edges)), key=lambda i: abs(edges[i] - x)) for x in table.edges]
    cells = tuple(
        replace(
            cell,
            column=index[cell.column],
            column_span=index[cell.column + cell.column_span] - index[cell.column],
        )
        for cell in table.cells
    )
    return replace(table, edges=edges, cells=cells)


def _rows(table: PageTable) -> list[_Row]:
    rows: list[_Row] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return rows


def _repeated_rows(table: PageTable, after: PageTable) -> int:
    """How many rows at the head of `after` print the head of `table` again."""
    count = 0
    for above, below in zip(_rows(table), _rows(after), strict=False):
        if not any(cell.text for cell in below) or not _is_repeated(above, below):
            break
        count += 1
    return count


def _is_repeated(above: _Row, below: _Row) -> bool:
    """Whether a row tells the same as another; a head printed too low in few cells may lack their last words."""
    if [(cell.column, cell.column_span) for cell in above] != [
        (cell.column, cell.column_span) for cell in below
    ]:
        return False
    pairs = [(unsigned(upper.text), unsigned(lower.text)) for upper, lower in zip(above, below, strict=True)]
    other = [(upper, lower) for upper, lower in pairs if upper != lower]
    short = all(lower and upper.startswith(f"{lower} ") for upper, lower in other)
    return short and len(other) * _SHORT_SHARE <= len(pairs)


def _without_overflow(head: Sequence[_Row], rows: Sequence[_Row], first: int) -> list[_Row]:
    """The rows below the head without the words of it that are printed into the first of them."""
    kept = [list(row) for row in rows[first:]]
    for above, below in zip(head, rows, strict=False):
        for upper, lower in zip(above, below, strict=True):
            rest = unsigned(upper.text)[len(unsigned(lower.text)) :].strip()
            if rest and kept:
                kept[0] = [_less(cell, rest) if cell.column == upper.column else cell for cell in kept[0]]
    return kept


def _less(cell: GridCell, words: str) -> GridCell:
    """The cell without words that it opens with."""
    if not f"{unsigned(cell.text)} ".startswith(f"{words} "):
        return cell
    return replace(cell, text=cut_signed(cell.text, len(words))[1].strip())


def _is_cut_row(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether the page break went through a row: its number is not repeated, its words go on.

    Never where a column would hold two figures that are not the halves of one.
    """
    if not below or below[0].text or [cell.column for cell in above] != [cell.column for cell in below]:
        return False
    pairs = [(upper.text, lower.text) for upper, lower in zip(above, below, strict=True)]
    both = [pair for pair in pairs if all(pair)]
    if any(lower for _, lower in pairs) and all(
        not lower or breaks_off(upper, lower) or _is_rate_of(upper, lower) for upper, lower in pairs
    ):
        return True
    figures = [pair for pair in both if all(_FIGURE.match(unsigned(text)) for text in pair)]
    if not all(makes_figure(*pair) for pair in figures):
        return False
    return any(
        _GOES_ON.match(lower) or _OPEN.search(upper) for upper, lower in both if (upper, lower) not in figures
    )


def _is_rate_of(upper: str, lower: str) -> bool:
    """Whether the second is the rate in brackets behind a figure: «25» and «(12,5%)»."""
    return _RATE.fullmatch(unsigned(lower)) is not None and _FIGURE.match(unsigned(upper)) is not None


def _stands_between(above: Sequence[GridCell], rows: Sequence[_Row]) -> bool:
    """Whether a row of words in one cell alone stands between the numbers n and n + 1: the rest of the row n."""
    below = rows[0]
    filled = [index for index, cell in enumerate(below) if cell.text]
    same = [cell.column for cell in above] == [cell.column for cell in below]
    if not same or len(rows) < 2 or len(filled) != 1 or not filled[0] or not above[filled[0]].text:
        return False
    number, after = (_ORDINAL.match(unsigned(cell.text)) for cell in (above[0], rows[1][0]))
    return number is not None and after is not None and int(number[1]) + 1 == int(after[1])


def _continued(upper: str, lower: str) -> str:
    return upper + lower if makes_figure(upper, lower) else f"{upper} {lower}".strip()
