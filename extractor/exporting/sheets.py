"""Tables as a workbook (.xlsx) that can be printed and signed: the one writer of every sheet.

    write_workbook(path, [Table(...), ...], About("Kho văn bản", "huyện A, năm 2024"))

Text stays text: it is never taken for a formula, a number or an address, whatever it begins with.
"""

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from extractor.exporting.tables import Cell, Column, FileLink, Table
from extractor.exporting.texts import cell_text, looks_like_formula
from extractor.records import decimal_text

CREATOR: Final = "Plan Extractor"
_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_HEAD: Final = {
    **_FONT,
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "bg_color": "#DDE6EF",
    "border": 1,
    "border_color": "#8A9BAC",
}
_GRID: Final = {"border": 1, "border_color": "#C5CDD5"}
_VIETNAMESE: Final = "[$-42A]"  # LibreOffice puts the marks of this language; Excel those of the machine
_EXACT_DIGITS: Final = 15  # of a number in a workbook
_MOST_LINKS: Final = 65_530  # in a sheet
_MOST_ROWS: Final = 1_048_576
_LONGEST_LINK: Final = 2_000
_A4: Final = 9
_LETTERS_IN_TEN: Final = 12  # letters of the text in ten of a column's width
_LINE: Final = 14.4
_TALLEST: Final = 409.0
_ESCAPED: Final = {ord(letter): f"%{ord(letter):02X}" for letter in ' "#%<>[]^`{}'}


@dataclass(frozen=True, slots=True)
class About:
    """What the workbook's properties and margins say: its title, and out of what it was chosen."""

    title: str
    chosen: str = ""


@dataclass
class _Formats:
    """The workbook's formats by what they are for, each made once."""

    book: Any
    made: dict[object, Any] = field(default_factory=dict)

    def _of(self, key: object, wanted: Callable[[], dict[str, object]]) -> Any:
        if key not in self.made:
            self.made[key] = self.book.add_format(wanted())
        return self.made[key]

    def head(self) -> Any:
        return self._of("head", lambda: _HEAD)

    def text(self, text: str) -> Any:
        is_quoted = looks_like_formula(text)
        quoted = {"quote_prefix": True} if is_quoted else {}
        return self._of(
            ("text", is_quoted), lambda: {**_FONT, **_GRID, "text_wrap": True, "num_format": "@", **quoted}
        )

    def blank(self) -> Any:
        return self._of("blank", lambda: {**_FONT, **_GRID, "text_wrap": True})

    def figure(self, decimals: int) -> Any:
        def wanted() -> dict[str, object]:
            form = f"{_VIETNAMESE}#,##0" + (f".{'0' * decimals}" if decimals else "")
            return {**_FONT, **_GRID, "num_format": form, "align": "right", "indent": 1}

        return self._of(("figure", decimals), wanted)

    def number(self) -> Any:
        return self._of("number", lambda: {**_FONT, **_GRID, "num_format": "0", "align": "center"})

    def foot(self) -> Any:
        return self._of("foot", lambda: {**_FONT, "italic": True})

    def day(self) -> Any:
        return self._of("day", lambda: {**_FONT, **_GRID, "num_format": "dd/mm/yyyy", "align": "center"})

    def link(self, align: str = "left") -> Any:
        look = {"font_color": "#1F4E9E", "underline": 1, "align": align, "text_wrap": True}
        return self._of(("link", align), lambda: {**_FONT, **_GRID, **look})


def write_workbook(path: Path, tables: Iterable[Table], about: About) -> None:
    """Writes each table to a sheet of its own, in order; raises OSError where the file cannot be written.

    A sheet holds at most 1,048,575 rows: what is over goes on a second one, «01 phát hiện (2)».
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  (half a tenth of a second, for those who want a workbook)
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    try:
        with Workbook(str(path), options) as book:
            book.set_properties(_properties(about))
            formats = _Formats(book)
            for table in tables:
                _write_table(book, formats, table, about, path.absolute().parent)
    except FileCreateError as error:
        raise _cause(error) from error


def _cause(error: Exception) -> OSError:
    """The system's own error inside the library's."""
    cause = error.args[0] if error.args else None
    return cause if isinstance(cause, OSError) else OSError(errno.EIO, str(error))


def _properties(about: About) -> dict[str, object]:
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    title, chosen = cell_text(about.title)[:250], cell_text(about.chosen)[:250]
    return {"title": title, "subject": chosen, "author": CREATOR, "created": now}


def _write_table(book: Any, formats: _Formats, table: Table, about: About, folder: Path) -> None:
    rows = iter(table.rows)
    number = 1
    sheet = _Sheet(book, formats, table, table.name, about, folder)
    for row in rows:
        if sheet.next_row == _MOST_ROWS:
            number += 1
            sheet.finish()
            sheet = _Sheet(book, formats, table, f"{table.name} ({number})", about, folder)
        sheet.write(row)
    sheet.finish(table.foot)


class _Sheet:
    """A sheet being written from the first row down."""

    def __init__(
        self, book: Any, formats: _Formats, table: Table, name: str, about: About, folder: Path
    ) -> None:
        self.next_row = 1
        self._sheet = book.add_worksheet(name)
        self._formats = formats
        self._columns = table.columns
        self._folder = folder
        self._links = 0
        self._address = lru_cache(maxsize=1024)(_address)  # the rows of one plan follow each other
        self._lay_out(table, about)

    def _lay_out(self, table: Table, about: About) -> None:
        sheet, last = self._sheet, len(self._columns) - 1
        sheet.freeze_panes(1, min(2, last))
        sheet.set_row(0, 15.75 * _head_lines(self._columns))
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, cell_text(column.title), self._formats.head())
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.39, right=0.39, top=0.75, bottom=0.6)
        sheet.repeat_rows(0)
        self._fit()
        sheet.set_header(f'&L&"Times New Roman,Bold"&12{_margin(table.title)}&R&9{_margin(about.chosen)}')
        sheet.set_footer(f"&L&9{_margin(about.title)}&C&9Trang &P/&N&R&9{CREATOR}")
        sheet.hide_gridlines(2)

    def _fit(self) -> None:
        """The columns on as many pages side by side as they have parts, the first two repeated on each."""
        parts = 1 + sum(column.part for column in self._columns[1:])
        self._sheet.fit_to_pages(parts, 0)
        if parts > 1:
            self._sheet.repeat_columns(0, 1)
            self._sheet.print_across()

    def write(self, row: Sequence[Cell]) -> None:
        """The next row, as high as its longest text asks for."""
        self._sheet.set_row(self.next_row, _height(self._columns, row))
        for number, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            self._write_cell(self.next_row, number, column, value)
        self.next_row += 1

    def _write_cell(self, row: int, number: int, column: Column, value: Cell) -> None:
        match value:
            case None:
                self._sheet.write_blank(row, number, None, self._formats.blank())
            case FileLink():
                self._write_link(row, number, value)
            case int() if column.kind == "number":
                self._sheet.write_number(row, number, value, self._formats.number())
            case int() | Decimal():
                self._write_figure(row, number, Decimal(value))
            case str() if column.kind == "date" and (day := _whole_day(value)):
                self._sheet.write_datetime(row, number, day, self._formats.day())
            case str():
                self._write_text(row, number, _short_date(value) if column.kind == "date" else value)

    def _write_text(self, row: int, number: int, text: str) -> None:
        shown = cell_text(text)
        self._sheet.write_string(row, number, shown, self._formats.text(shown))

    def _write_figure(self, row: int, number: int, value: Decimal) -> None:
        """As a number where a workbook's numbers can hold it, else as text to the last digit."""
        plain = decimal_text(value)
        if len(plain.strip("-0.").replace(".", "")) > _EXACT_DIGITS:
            self._write_text(row, number, vietnamese(value))
            return
        decimals = len(plain.partition(".")[2])
        self._sheet.write_number(row, number, float(value), self._formats.figure(decimals))

    def _write_link(self, row: int, number: int, link: FileLink) -> None:
        address = None if self._links == _MOST_LINKS else self._address(link.path, self._folder)
        if address is None:
            self._write_cell(row, number, Column("", "", "number"), link.text)
            return
        self._links += 1
        shown = cell_text(str(link.text))
        self._sheet.write_url(row, number, f"external:{address}", self._formats.link(), shown)
        if isinstance(link.text, int):  # written over the words, the link stays
            self._sheet.write_number(row, number, link.text, self._formats.link("center"))

    def finish(self, foot: Iterable[Sequence[Cell]] = ()) -> None:
        """The filter over what was written, and the lines below it."""
        self._sheet.autofilter(0, 0, self.next_row - 1, len(self._columns) - 1)
        self.next_row += 1
        for line in foot:
            for number, value in enumerate(line):
                if isinstance(value, str):
                    self._sheet.write_string(self.next_row, number, cell_text(value), self._formats.foot())
                elif value is not None:
                    self._write_cell(self.next_row, number, Column("", ""), value)
            self.next_row += 1


def vietnamese(value: Decimal | int) -> str:
    """`2621.5` as «2.621,5»."""
    whole, _, fraction = decimal_text(Decimal(value)).partition(".")
    grouped = f"{abs(int(whole)):,}".replace(",", ".")
    return f"{'-' if whole.startswith('-') else ''}{grouped}{fraction and f',{fraction}'}"


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """Points that the row's longest text needs: programs do not agree on who finds that out."""
    lines = max(
        sum(max(1, -(-len(part) * 10 // (column.width * _LETTERS_IN_TEN))) for part in value.split("\n"))
        if isinstance(value, str)
        else 1
        for column, value in zip(columns, row, strict=True)
    )
    return min(_TALLEST, _LINE * lines + 2)


def _head_lines(columns: Iterable[Column]) -> int:
    """How many lines the longest of the titles needs in its column, bold."""
    return max(2, *(-(-len(column.title) * 5 // (column.width * 4)) for column in columns))


def _margin(text: str) -> str:
    """Text for a head or a foot of a page: & is a command there, and 255 letters is all they hold."""
    return cell_text(text).replace("\n", " ").replace("&", "&&")[:100]


def _whole_day(text: str) -> datetime | None:
    """Midnight of an ISO date that is whole and that a workbook can count."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day.year >= 1900 else None


def _short_date(text: str) -> str:
    """`2021-10` as «10/2021»."""
    return "/".join(reversed(text.split("-")))


def _address(path: str, folder: Path) -> str | None:
    """Where the file lies, as seen from the workbook's folder; the archive that holds a member; None for none."""
    place = os.path.abspath(path)
    while not os.path.lexists(place) and os.path.dirname(place) != place:
        place = os.path.dirname(place)
    if not os.path.isfile(place):
        place = os.path.abspath(path)
    with suppress(ValueError):  # another drive
        place = os.path.relpath(place, folder)
    address = place.replace(os.sep, "/").translate(_ESCAPED)
    return address if address == cell_text(address) and len(address) <= _LONGEST_LINK else None
