"""A sample as a Word file: borderless head table, paragraphs, ruled tables, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from maker.footnotes import Footnotes
from maker.model import Block, Sample, Table

FIXED = datetime(2024, 1, 2, 8, 0, 0)
_PIECES = re.compile(r"(\*\*.+?\*\*|\[\^\d+\])")
_TYPED = re.compile(r"(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+])\s+")
_LEVELS = {"h1": 0, "h2": 1, "n2": 1, "h3": 2, "n3": 2, "dash": 3, "plus": 4}
_NUMBERING = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("lowerLetter", "%3)"),
    ("bullet", "-"),
    ("bullet", "+"),
)
_NUM_ID = 77


def render(sample: Sample) -> bytes:
    """Bytes of the .docx copy."""
    document = docx.Document()
    _page(document)
    if sample.numbering == "automatic":
        _define_numbering(document)
    notes = Footnotes(document)
    _head(document, sample)
    closed = False
    for block in sample.blocks:
        if block.kind == "appendix" and not closed:
            _closing(document, sample)
            closed = True
            _landscape(document)
        _block(document, sample, block, notes)
    if not closed:
        _closing(document, sample)
    notes.attach()
    return _settled(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(6)
    core = document.core_properties
    core.created = core.modified = FIXED
    core.author, core.title, core.comments, core.last_modified_by = "", "", "", ""


def _define_numbering(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        for i, (form, text) in enumerate(_NUMBERING)
    )
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUM_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="{_NUM_ID}"><w:abstractNumId w:val="{_NUM_ID}"/></w:num>'
    numbering.append(parse_xml(number))


def _head(document: Any, sample: Sample) -> None:
    head = sample.head
    left = [(line, True) for line in head["issuer"]] + [("_______", False), (head["number"], False)]
    right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
    right += [("_______________", False), (head["date"], False)]
    _side_by_side(document, left, right)
    for line in (sample.heading, *head["title"]):
        _add(document, line, bold=True, align=ALIGN.CENTER)


def _closing(document: Any, sample: Sample) -> None:
    left = [("Nơi nhận:", True)] + [(f"- {line}", False) for line in sample.recipients]
    signature = list(sample.head["signature"])
    right = [(line, True) for line in signature[:-1]] + [("", False), ("", False), (signature[-1], True)]
    _side_by_side(document, left, right, left_align=ALIGN.LEFT)


def _side_by_side(
    document: Any, left: list[tuple[str, bool]], right: list[tuple[str, bool]], left_align: Any = ALIGN.CENTER
) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    _widths(table, (6.2, 10.0))
    sides = ((left, left_align), (right, ALIGN.CENTER))
    for cell, (lines, align) in zip(table.rows[0].cells, sides, strict=True):
        for index, (text, bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = align
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(text).bold = bold
            for run in paragraph.runs:
                run.font.size = Pt(11)


def _widths(table: Any, centimetres: Sequence[float]) -> None:
    """Column widths, stated for the grid and for each cell as Word wants them."""
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _add(
    document: Any, text: str, *, bold: bool = False, align: Any = None, notes: Footnotes | None = None
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    for piece in _PIECES.split(text):
        if piece.startswith("[^") and notes:
            notes.refer(paragraph, piece[2:-1])
        elif piece:
            run = paragraph.add_run(piece.removeprefix("**").removesuffix("**"))
            run.bold = bold or piece.startswith("**")
    return paragraph


def _block(document: Any, sample: Sample, block: Block, notes: Footnotes) -> None:
    notes.define(block.notes)
    if block.table:
        _table(document, block.table)
    elif block.kind in ("part", "appendix"):
        for line in block.source.splitlines():
            _add(document, " ".join(line.split()), bold=True, align=ALIGN.CENTER)
    elif block.kind in ("centre", "unit"):
        _add(document, block.plain, align=ALIGN.CENTER if block.kind == "centre" else ALIGN.RIGHT)
    else:
        _paragraph(document, sample, block, notes)


def _paragraph(document: Any, sample: Sample, block: Block, notes: Footnotes) -> None:
    text = " ".join(block.source.split())
    level = _LEVELS.get(block.kind)
    automatic = sample.numbering == "automatic" and level is not None
    if automatic:
        text = _TYPED.sub("", text, count=1)
    bold = block.kind in ("h0", "h1", "h2", "h3")
    paragraph = _add(document, text, bold=bold, align=ALIGN.JUSTIFY, notes=notes)
    paragraph.paragraph_format.first_line_indent = Cm(1)
    if automatic:
        properties = paragraph._p.get_or_add_pPr()
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_NUM_ID}"/></w:numPr>'
        properties.insert(0, parse_xml(numbered))


def _landscape(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def _table(document: Any, table: Table) -> None:
    rows = table.head_rows + len(table.rows)
    made = document.add_table(rows=rows, cols=len(table.columns))
    made.style = "Table Grid"
    made.autofit = False
    _widths(made, table.widths)
    grid = [list(row.cells) for row in made.rows]
    for head in table.head:
        last = grid[head.row + head.rows - 1][head.column + head.columns - 1]
        cell = grid[head.row][head.column]
        _write(cell if cell is last else cell.merge(last), head.text, bold=True, align=ALIGN.CENTER)
    for r, row in enumerate(table.rows, start=table.head_rows):
        bold = not row[0].isdigit() and not row[0].islower()
        for c, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            inner = ALIGN.LEFT if column.kind in ("label", "text") else ALIGN.RIGHT
            align = inner if c else ALIGN.CENTER
            _write(grid[r][c], text, bold=bold, align=align)
    for row in made.rows[: table.head_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(cell: Any, text: str, *, bold: bool, align: Any) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(11)


def _settled(document: Any) -> bytes:
    """The package with every date in it fixed and its members in one order."""
    loose = io.BytesIO()
    document.save(loose)
    settled = io.BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            info = zipfile.ZipInfo(name, date_time=FIXED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return settled.getvalue()
