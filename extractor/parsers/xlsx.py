"""Workbooks read into paragraphs and tables: sheet by sheet, the lines over a table kept out of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.parsers import xlsx_legacy
from extractor.parsers.docx_inline import Fragment, pieces
from extractor.parsers.flow import Note, Paragraph, RawCell, RawTable, Read
from extractor.parsers.xlsx_book import open_workbook
from extractor.parsers.xlsx_sheet import Sheet, Shown, read_sheet

_HIDDEN_SHEETS: Note = ("có trang tính ẩn, không đọc", "hidden sheets left out")
_HIDDEN_CELLS: Note = ("có hàng hoặc cột ẩn, không đọc", "hidden rows or columns left out")
_STRUCK: Note = ("có chữ bị gạch bỏ, không đọc", "crossed-out text left out")
_UNRECKONED: Note = (
    "có công thức chưa lưu kết quả: hãy mở bằng Excel rồi lưu lại",
    "formulas without a stored result: open the file in Excel and save it",
)

_WIDE = 3
_MOST_HEAD_ROWS = 4

Row = list[Shown]


def read_xlsx(data: bytes) -> Read:
    """The sheets of an .xlsx that show, in order, each under its name where there are several.

    Figures stand as their cells show them, in Vietnamese form; formulas by their stored results. What is
    hidden is left out and noted. Raises UnreadableFile: `refused` over a limit, `encrypted`, `crashed` for
    a damaged file.
    """
    book = open_workbook(data)
    sheets = [(part, read_sheet(part.root, book)) for part in book.sheets]
    legacy = xlsx_legacy.convert([sheet for part, sheet in sheets if not part.hidden])
    shown = [(part.name, sheet) for part, sheet in sheets if not part.hidden and sheet.cells]
    flow: list[Paragraph | RawTable] = []
    for name, sheet in shown:
        if len(shown) > 1:
            flow.append(Paragraph(name, bold=True, level=1))
        flow += _blocks(sheet)
    notes = {
        _HIDDEN_SHEETS: any(part.hidden and sheet.cells for part, sheet in sheets),
        _HIDDEN_CELLS: any(sheet.hid for part, sheet in sheets if not part.hidden),
        _STRUCK: any(sheet.struck for part, sheet in sheets if not part.hidden),
        _UNRECKONED: any(sheet.unreckoned for part, sheet in sheets if not part.hidden),
    }
    told = [*legacy, *(note for note, so in notes.items() if so)]
    return Read(flow, told, partial=notes[_UNRECKONED])


def _blocks(sheet: Sheet) -> Iterator[Paragraph | RawTable]:
    rows = [list(cells) for _, cells in groupby(sheet.cells, key=lambda cell: cell.row)]
    tabled = _tabled(rows, sheet.ruled)
    for is_table, members in groupby(zip(rows, tabled, strict=True), key=lambda pair: pair[1]):
        chosen = [row for row, _ in members]
        if is_table:
            yield from (_table(chosen[start:end]) for start, end in _tables(chosen, sheet.ruled))
        else:
            yield from _lines(cell for row in chosen for cell in row)


def _tabled(rows: Sequence[Row], ruled: set[int]) -> list[bool]:
    """Of each row whether it belongs to a table: by the lines drawn, else by how many cells it has."""
    drawn = [row[0].row in ruled for row in rows]
    if sum(so and len(row) > 1 for so, row in zip(drawn, rows, strict=True)) > 1:
        return _with_undrawn_edges(rows, drawn)
    widest = max((len(row) for row in rows), default=0)
    wide = [len(row) >= min(3, max(2, widest)) or any(cell.row_span > 1 for cell in row) for row in rows]
    above, below = _reached(rows, wide, 1), _reached(rows, wide, -1)
    tabled = [so or (above[at] and below[at]) for at, so in enumerate(wide)]
    for at in range(1, len(rows)):
        tabled[at] |= tabled[at - 1] and _gap(rows, at - 1, at) == 1 and _is_labelled_figure(rows[at])
    return tabled


def _with_undrawn_edges(rows: Sequence[Row], drawn: Sequence[bool]) -> list[bool]:
    """The drawn rows with the head over them where lines begin below it, and the total below them."""
    tabled = list(drawn)
    for at in range(1, len(rows)):
        if drawn[at] and not drawn[at - 1] and _has_figures(rows[at]):
            top = _head_over(rows, at)
            tabled[top:at] = [True] * (at - top)
    for at in range(1, len(rows)):
        tabled[at] |= tabled[at - 1] and _gap(rows, at - 1, at) == 1 and _is_labelled_figure(rows[at])
    return tabled


def _has_figures(row: Row) -> bool:
    """Whether a row is no head: most of its cells behind the first two are figures."""
    figures = [cell.text.strip()[:1].isdecimal() for cell in row[2:]]
    return sum(figures) * 2 > len(figures)


def _head_over(rows: Sequence[Row], first: int) -> int:
    """Where the head begins that stands right over a row of figures; that row where none does."""
    top = first
    for at in range(first - 1, max(-1, first - 1 - _MOST_HEAD_ROWS), -1):
        if _gap(rows, at, at + 1) > 1 or rows[at + 1][0].row - rows[at][0].row > 1:
            break
        if len(rows[at]) >= _WIDE or any(cell.row_span > 1 for cell in rows[at]):
            top = at
    return top


def _is_labelled_figure(row: Row) -> bool:
    """A last row such as «Tổng cộng | 1.200» has fewer cells than the others."""
    return len(row) > 1 and any(cell.text.strip()[:1].isdecimal() for cell in row)


def _reached(rows: Sequence[Row], wide: Sequence[bool], step: int) -> list[bool]:
    """Of each row whether rows without an empty one between lead back from it, by steps, to a wide one.

    So a row of few cells is told that stands inside a table: it is reached from above and from below.
    """
    reached = list(wide)
    order = range(len(rows)) if step > 0 else range(len(rows) - 1, -1, -1)
    for at in order:
        before = at - step
        if 0 <= before < len(rows) and reached[before] and _gap(rows, before, at) == 1:
            reached[at] = True
    return reached


def _gap(rows: Sequence[Row], here: int, there: int) -> int:
    """Rows from one row with words to another, counted from the end of its tallest cell."""
    upper, lower = (here, there) if here < there else (there, here)
    return max(1, rows[lower][0].row - max(cell.row + cell.row_span - 1 for cell in rows[upper]))


def _tables(rows: Sequence[Row], ruled: set[int]) -> Iterator[tuple[int, int]]:
    """Where one table ends and the next begins: an empty row between drawn ones."""
    start = 0
    for at in range(1, len(rows)):
        between = range(rows[at - 1][0].row + 1, rows[at][0].row)
        if rows[at][0].row in ruled and any(row not in ruled for row in between):
            yield start, at
            start = at
    yield start, len(rows)


def _lines(cells: Iterator[Shown]) -> Iterator[Paragraph]:
    for cell in cells:
        for line in pieces([Fragment(cell.text, cell.bold)]):
            yield Paragraph(line.text, bold=line.bold)


def _table(rows: Sequence[Row]) -> RawTable:
    """The rows as a grid without the rows and columns in which no words begin."""
    cells = [cell for row in rows for cell in row]
    across = _places(cell.row for cell in cells)
    down = _places(cell.column for cell in cells)
    return RawTable(
        len(across),
        len(down),
        tuple(
            RawCell(
                row=across[cell.row],
                column=down[cell.column],
                paragraphs=tuple(line.strip() for line in cell.text.splitlines() if line.strip()),
                row_span=_span(cell.row, cell.row_span, across),
                column_span=_span(cell.column, cell.column_span, down),
                bold=cell.bold,
            )
            for cell in cells
        ),
    )


def _places(numbers: Iterator[int]) -> dict[int, int]:
    return {number: place for place, number in enumerate(sorted(set(numbers)))}


def _span(first: int, span: int, places: dict[int, int]) -> int:
    """How many of the rows or columns that stay a cell goes over."""
    if span == 1:
        return 1
    if span > len(places):
        return sum(first <= place < first + span for place in places)
    return sum(place in places for place in range(first, first + span))
