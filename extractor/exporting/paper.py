"""A Word document laid out as Decree 30/2020/NĐ-CP has it.

A4 upright, Times New Roman 13-14, the body that issues it and the national motto side by side in the head; tables whose
heads stand on every page and whose rows stay whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractor.exporting.sheets import CREATOR
from extractor.exporting.texts import clean

_FONT: Final = "Times New Roman"
_BODY: Final = 13
SMALL: Final = 11
_MOTTO: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_LINE: Final = "─"
DOTS: Final = "……………………"
_SHADE: Final = "DDE6EF"
LEFT, CENTRE, RIGHT, BOTH = range(4)  # as Word counts alignments


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The body above the one that issues the report, and that one; dots stand where they are left blank."""

    above: str = DOTS
    own: str = DOTS


BLANK: Final = Letterhead()


@dataclass(frozen=True, slots=True)
class Col:
    """A column of a table: its title, width in mm, alignment, size of its letters."""

    title: str
    width: int
    align: int = LEFT
    size: int = SMALL


class Paper:
    """A document, written from its head down."""

    def __init__(self, title: str) -> None:
        from docx import Document  # noqa: PLC0415  (costs a quarter of a second)
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Mm, Pt  # noqa: PLC0415

        self._mm, self._pt = Mm, Pt
        self._align: Any = WD_ALIGN_PARAGRAPH
        self._document = Document()
        self._styles(title)
        self._page()

    def _styles(self, title: str) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _FONT, self._pt(_BODY)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = self._pt(3)
        properties = self._document.core_properties
        properties.author, properties.title, properties.comments = CREATOR, title, ""

    def _page(self) -> None:
        page = self._document.sections[0]
        page.page_width, page.page_height = self._mm(210), self._mm(297)
        page.top_margin = page.bottom_margin = self._mm(20)
        page.left_margin, page.right_margin = self._mm(30), self._mm(15)
        page.different_first_page_header_footer = True  # the first page bears no number
        line = page.header.paragraphs[0]
        line.alignment = self._align(CENTRE)
        _page_number(line)

    def letterhead(self, head: Letterhead) -> None:
        """Two columns: the bodies at the left, the motto at the right; below it the letter it goes with."""
        table = self._document.add_table(rows=1, cols=2)
        table.autofit = False
        self._widths(table, (65, 100))
        left, right = table.rows[0].cells
        self._lines(
            left, (head.above.upper(), False, 12), (head.own.upper(), True, 12), (_LINE * 6, False, 8)
        )
        self._lines(right, (_MOTTO[0], True, 12), (_MOTTO[1], True, 13), (_LINE * 16, False, 8))

    def table(
        self,
        columns: Sequence[Col],
        rows: Iterable[Sequence[str] | str],
        *,
        last_bold: bool = False,
        whole: bool = False,
    ) -> None:
        """A table of these rows, its head repeated on every page; a text alone is a heading over the rows that follow.

        With `last_bold` the last row is the sum of the others, with `whole` the table stays on one page.
        """
        table = self._document.add_table(rows=1, cols=len(columns))
        table.style = "Table Grid"
        table.autofit = False
        self._widths(table, [column.width for column in columns])
        self._row(table.rows[0], columns, [column.title for column in columns], head=True)
        listed = list(rows)
        for number, values in enumerate(listed, 1):
            is_last = number == len(listed)
            if isinstance(values, str):
                self._heading(table.add_row(), values)
            else:
                self._row(
                    table.add_row(), columns, values, bold=last_bold and is_last, keep=whole and not is_last
                )
        self.paragraph("", size=6)

    def _widths(self, table: Any, widths: Sequence[int]) -> None:
        """Of the grid and of the cells there are: programs go by the one or the other."""
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(width)

    def _heading(self, row: Any, text: str) -> None:
        cell = row.cells[0].merge(row.cells[-1])
        self._lines(cell, (text, True, SMALL), align=LEFT, keep=True)
        _mark_row(row, head=False)

    def _row(
        self,
        row: Any,
        columns: Sequence[Col],
        values: Sequence[str],
        *,
        head: bool = False,
        bold: bool = False,
        keep: bool = False,
    ) -> None:
        for column, cell, value in zip(columns, row.cells, values, strict=True):
            cell.width = self._mm(column.width)
            size = SMALL if head else column.size
            self._lines(
                cell, (value, head or bold, size), align=CENTRE if head else column.align, keep=head or keep
            )
            if head:
                _shade(cell)
        _mark_row(row, head=head)

    def signatures(self, names: Sequence[str]) -> None:
        """Room for those who sign, side by side, on one page with what stands above it."""
        table = self._document.add_table(rows=1, cols=len(names))
        table.autofit = False
        self._widths(table, [165 // len(names)] * len(names))
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            self._lines(
                cell, (name, True, _BODY), ("(Ký, ghi rõ họ tên)", False, SMALL), *[("", False, _BODY)] * 4
            )
            cell.paragraphs[1].runs[0].italic = True
        _mark_row(table.rows[0], head=False)

    def save(self, path: Path) -> None:
        """Writes the file; raises OSError."""
        self._document.save(str(path))

    def labelled(self, name: str, text: str) -> None:
        """A name in italics and what it says."""
        line = self._document.add_paragraph()
        line.paragraph_format.left_indent = self._mm(6)
        line.alignment = self._align(LEFT)
        line.add_run(f"{name}: ").italic = True
        line.add_run(clean(text))

    def paragraph(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: int = _BODY,
        align: int = LEFT,
        before: int = 0,
        after: int = 3,
        keep: bool = False,
    ) -> None:
        """A paragraph of one look; `keep` keeps it on a page with what follows."""
        line = self._document.add_paragraph()
        line.alignment = self._align(align)
        form = line.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = self._pt(before), self._pt(after), keep
        run = line.add_run(clean(text))
        run.bold, run.italic, run.font.size = bold, italic, self._pt(size)

    def _lines(
        self, cell: Any, *lines: tuple[str, bool, int], align: int = CENTRE, keep: bool = False
    ) -> None:
        for number, (text, bold, size) in enumerate(lines):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.alignment = self._align(align)
            line.paragraph_format.space_after, line.paragraph_format.keep_with_next = self._pt(0), keep
            run = line.add_run(clean(text))
            run.bold, run.font.size = bold, self._pt(size)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def _mark_row(row: Any, *, head: bool) -> None:
    """A row stays on one page; the head of the table stands on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))


def _page_number(line: Any) -> None:
    for kind in ("begin", "end"):
        run = line.add_run()
        run._r.append(_element("w:fldChar", fldCharType=kind))
        if kind == "begin":
            text = _element("w:instrText")
            text.text = "PAGE"
            line.add_run()._r.append(text)
