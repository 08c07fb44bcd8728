"""A sample as a PDF: two-column head, justified paragraphs, page numbers, tables with repeated heads."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as RuledTable

from maker.model import Block, Sample, SourceError, Table

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NOTE = re.compile(r"\[\^\d+\]")
_FAMILIES = (("FreeSerif.ttf", "FreeSerifBold.ttf"), ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"))
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_BLACK = (0, 0, 0)


def fonts() -> tuple[Path, Path]:
    """Regular and bold files of a serif font with Vietnamese letters; raises SourceError where there is none.

    Liberation Serif is none of them: it lacks the letters with two marks.
    """
    for regular, bold in _FAMILIES:
        for folder in _FOLDERS:
            found = next(iter(sorted(Path(folder).rglob(regular))), None)
            if found and (found.parent / bold).exists():
                return found, found.parent / bold
    raise SourceError("no serif font with Vietnamese letters: install fonts-freefont-ttf or fonts-dejavu")


def render(sample: Sample, encrypt: str | None = None) -> bytes:
    """Bytes of the .pdf copy; `encrypt` is the password it asks for."""
    regular, bold = fonts()
    pdfmetrics.registerFont(TTFont("Plan", str(regular)))
    pdfmetrics.registerFont(TTFont("Plan-Bold", str(bold)))
    pdfmetrics.registerFontFamily(
        "Plan", normal="Plan", bold="Plan-Bold", italic="Plan", boldItalic="Plan-Bold"
    )
    target = io.BytesIO()
    document = BaseDocTemplate(
        target, pagesize=A4, invariant=1, title=sample.stem, author="", encrypt=encrypt
    )
    document.addPageTemplates([_template("portrait", A4), _template("landscape", landscape(A4))])
    document.build(list(_story(sample)))
    return target.getvalue()


def _template(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(3 * cm, 2 * cm, width - 5 * cm, height - 4 * cm, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_number_page, pagesize=size)


def _number_page(canvas: Any, document: Any) -> None:
    if document.page > 1:
        canvas.setFont("Plan", 13)
        width, height = canvas._pagesize
        canvas.drawCentredString(width / 2, height - 1.3 * cm, str(document.page))


def _style(
    size: float = 13, align: int = TA_JUSTIFY, indent: float = 0, bold: bool = False, after: float = 5
) -> ParagraphStyle:
    name = f"s{size}-{align}-{indent}-{bold}-{after}"
    font = "Plan-Bold" if bold else "Plan"
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=size * 1.3, alignment=align, firstLineIndent=indent,
        spaceAfter=after, keepWithNext=int(bold and size == 13),
    )  # fmt: skip


def _marked(text: str) -> str:
    escaped = _NOTE.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    return _BOLD.sub(r"<b>\1</b>", " ".join(escaped.split()))


def _story(sample: Sample) -> Iterator[Any]:
    yield from _head(sample)
    closed = False
    for block in sample.blocks:
        if block.kind == "appendix" and not closed:
            yield from _closing(sample)
            closed = True
            yield NextPageTemplate("landscape")
            yield PageBreak()
        yield from _block(block)
    if not closed:
        yield from _closing(sample)


def _head(sample: Sample) -> Iterator[Any]:
    head = sample.head
    left = [(line, True) for line in head["issuer"]] + [("_______", False), (head["number"], False)]
    right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
    right += [("_______________", False), (head["date"], False)]
    yield _side_by_side(left, right, TA_CENTER)
    yield Spacer(1, 14)
    for line in (sample.heading, *head["title"]):
        yield Paragraph(_marked(line), _style(14, TA_CENTER, bold=True, after=2))
    yield Spacer(1, 10)


def _closing(sample: Sample) -> Iterator[Any]:
    left = [("Nơi nhận:", True)] + [(f"- {line}", False) for line in sample.recipients]
    signature = list(sample.head["signature"])
    right = [(line, True) for line in signature[:-1]] + [("&nbsp;", False)] * 3 + [(signature[-1], True)]
    yield Spacer(1, 10)
    yield _side_by_side(left, right, TA_LEFT)


def _side_by_side(left: list[tuple[str, bool]], right: list[tuple[str, bool]], left_align: int) -> RuledTable:
    def cell(lines: list[tuple[str, bool]], align: int) -> list[Paragraph]:
        return [Paragraph(text, _style(11.5, align, bold=bold, after=0)) for text, bold in lines]

    table = RuledTable([[cell(left, left_align), cell(right, TA_CENTER)]], colWidths=[6.4 * cm, 9.6 * cm])
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table


def _block(block: Block) -> Iterator[Any]:
    if block.table:
        yield _table(block.table)
        yield Spacer(1, 8)
    elif block.kind in ("part", "appendix"):
        for line in block.source.splitlines():
            yield Paragraph(_marked(line), _style(13, TA_CENTER, bold=True))
    elif block.kind in ("centre", "unit"):
        yield Paragraph(_marked(block.source), _style(12, TA_CENTER if block.kind == "centre" else TA_RIGHT))
    else:
        yield Paragraph(
            _marked(block.source), _style(13, TA_JUSTIFY, 1 * cm, bold=block.kind in ("h0", "h1", "h2", "h3"))
        )


def _table(table: Table) -> RuledTable:
    body = [[Paragraph("", _style(10))] * len(table.columns) for _ in range(table.head_rows)]
    spans: list[tuple[Any, ...]] = []
    for head in table.head:
        body[head.row][head.column] = Paragraph(_marked(head.text), _style(10, TA_CENTER, bold=True, after=0))
        last = (head.column + head.columns - 1, head.row + head.rows - 1)
        if last != (head.column, head.row):
            spans.append(("SPAN", (head.column, head.row), last))
    body += [_row(table, row) for row in table.rows]
    ruled = RuledTable(body, colWidths=[w * cm for w in table.widths], repeatRows=table.head_rows)
    grid = ("GRID", (0, 0), (-1, -1), 0.5, _BLACK)
    ruled.setStyle(
        [
            grid,
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *spans,
        ]
    )
    return ruled


def _row(table: Table, row: tuple[str, ...]) -> list[Paragraph]:
    bold = not row[0].isdigit() and not row[0].islower()
    cells = []
    for c, (column, text) in enumerate(zip(table.columns, row, strict=True)):
        align = TA_CENTER if c == 0 else TA_LEFT if column.kind in ("label", "text") else TA_RIGHT
        cells.append(Paragraph(_marked(text), _style(10, align, bold=bold, after=0)))
    return cells
