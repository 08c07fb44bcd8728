"""PDFs for the tests, made with reportlab: real files with Vietnamese letters; and what is read of them."""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.pdf import read_pdf

WIDTH, HEIGHT = A4
SIZE = 13
_FOLDERS = ("/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
_FILES = (
    "DejaVuSerif.ttf",
    "Tinos-Regular.ttf",
    "Times New Roman.ttf",
    "times.ttf",
    "Arial.ttf",
    "arial.ttf",
)
_NEEDED = "ộẵỹƯđƢ"


def _fonts() -> Iterator[TTFont]:
    for name in _FILES:
        for folder in _FOLDERS:
            for path in Path(folder).rglob(name):
                yield TTFont("Vietnamese", str(path))


@cache
def font() -> str:
    """The name of a font with Vietnamese letters; the test is skipped where the machine has none."""
    for found in _fonts():
        if all(ord(letter) in found.face.charToGlyph for letter in _NEEDED):
            pdfmetrics.registerFont(found)
            return "Vietnamese"
    pytest.skip("no font with Vietnamese letters (Debian: fonts-dejavu-core)")


def style(**settings: object) -> ParagraphStyle:
    """The look of body text: justified, first line indented, 6 points between paragraphs."""
    look = {"fontName": font(), "fontSize": SIZE, "leading": 17, "spaceAfter": 6, "alignment": TA_JUSTIFY}
    return ParagraphStyle("body", **{**look, "firstLineIndent": 36, **settings})


def laid_out(
    story: Sequence[Flowable],
    on_page: Callable[[Canvas, SimpleDocTemplate], None] = lambda canvas, document: None,
) -> bytes:
    """Flowables set on A4 pages; `on_page` draws what every page repeats."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=3 * cm, rightMargin=2 * cm)
    document.build(list(story), onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()


def drawn(*pages: Callable[[Canvas], None], **settings: object) -> bytes:
    """Each page drawn by a function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **settings)
    for draw in pages:
        canvas.setFont(font(), SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, x: float = 85, top: float = 80, pitch: float = 17) -> Callable[[Canvas], None]:
    """Lines one under the other."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, HEIGHT - top - number * pitch, text)

    return draw


def block(*texts: str, top: float = 80, indent: float = 0) -> Callable[[Canvas], None]:
    """Lines of one paragraph between the margins: all but the last stretched to the right one."""

    def draw(canvas: Canvas) -> None:
        for number, words in enumerate(texts):
            x = 85 if number else 85 + indent
            text = canvas.beginText(x, HEIGHT - top - 17 * number)
            text.setFont(font(), SIZE)
            if number < len(texts) - 1:
                missing = 523 - x - pdfmetrics.stringWidth(words, font(), SIZE)
                text.setCharSpace(missing / (len(words) - 1))
            text.textOut(words)
            canvas.drawText(text)

    return draw


def ruled(
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    x: float = 85,
    top: float = 80,
    height: float = 24,
) -> Callable[[Canvas], None]:
    """A grid of ruled lines with one line of words in each cell."""
    edges = [x]
    for width in widths:
        edges.append(edges[-1] + width)

    def draw(canvas: Canvas) -> None:
        bottom = HEIGHT - top - height * len(rows)
        for number in range(len(rows) + 1):
            canvas.line(edges[0], HEIGHT - top - number * height, edges[-1], HEIGHT - top - number * height)
        for edge in edges:
            canvas.line(edge, HEIGHT - top, edge, bottom)
        for number, row in enumerate(rows):
            for left, text in zip(edges, row, strict=False):
                canvas.drawString(left + 4, HEIGHT - top - number * height - 16, text)

    return draw


def together(*parts: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def placed(*strings: tuple[float, float, str]) -> bytes:
    """One page with each string at x and at so much from the top."""

    def draw(canvas: Canvas) -> None:
        for x, top, text in strings:
            canvas.drawString(x, HEIGHT - top, text)

    return drawn(draw)


def saved(document: pdfium.PdfDocument) -> bytes:
    """A changed document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(data: bytes) -> list[str]:
    """The paragraphs' words."""
    flow = read_pdf(data).flow
    return [item.text for item in flow if isinstance(item, Paragraph)]


def tables(data: bytes) -> list[RawTable]:
    """The tables in their order."""
    flow = read_pdf(data).flow
    return [item for item in flow if isinstance(item, RawTable)]


def rows(table: RawTable) -> list[list[str]]:
    """The words of a table, row by row; merged cells once."""
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row].append(" ".join(cell.paragraphs))
    return found
