"""What lies over a page's own text: values filled into a form, remarks set on the page."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.parsers.pdf_ink import Frame, Rule, Run

_MOST = 2000
_MOST_LETTERS = 20_000
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_LINE = 18.0  # points; a field that is higher holds several lines
_BELOW = 0.28  # of a line that is below its baseline


@dataclass(frozen=True, slots=True)
class Overlay:
    """Values of form fields as they are placed, the words of remarks, which are no text of the page, and the
    lines (`struck`) of marks that cross its words out.
    """

    fields: tuple[Run, ...] = ()
    remarks: tuple[str, ...] = ()
    struck: tuple[Rule, ...] = ()


def read_overlay(document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame) -> Overlay:
    """The form fields with a value and the remarks of a page; links, stamps and sticky notes are left out.

    Fields are found where the document's forms were opened before its page was.
    """
    fields: list[Run] = []
    remarks: list[str] = []
    struck: list[Rule] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        with _annotation(page, index) as found:
            if not found or raw.FPDFAnnot_GetFlags(found) & _UNSEEN:
                continue
            kind = raw.FPDFAnnot_GetSubtype(found)
            if kind == raw.FPDF_ANNOT_FREETEXT:
                remarks.append(_contents(found))
            elif kind == raw.FPDF_ANNOT_STRIKEOUT:
                struck += _crossing(found, frame)
            elif kind == raw.FPDF_ANNOT_WIDGET and document.formenv:
                fields += _values(document.formenv, found, frame)
    return Overlay(tuple(fields), tuple(words for words in remarks if words), tuple(struck))


def _crossing(found: raw.FPDF_ANNOTATION, frame: Frame) -> Iterator[Rule]:
    """The line through the middle of each box that a mark crosses out."""
    quad = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(found), _MOST)):
        if raw.FPDFAnnot_GetAttachmentPoints(found, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            x0, top, x1, bottom = frame.place_box(min(xs), min(ys), max(xs), max(ys))
            yield Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[raw.FPDF_ANNOTATION]:
    found = raw.FPDFPage_GetAnnot(page, index)
    try:
        yield found
    finally:
        if found:
            raw.FPDFPage_CloseAnnot(found)


def _contents(found: raw.FPDF_ANNOTATION) -> str:
    words = _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(found, b"Contents", buffer, size))
    return " ".join(words.split())


def _string(ask: Callable[[ctypes.Array[raw.FPDF_WCHAR] | None, int], int]) -> str:
    """A string that pdfium writes into memory of the size it asks for (bytes of UTF-16)."""
    size = ask(None, 0)
    if not 2 < size <= 2 * _MOST_LETTERS:
        return ""
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "ignore").rstrip("\x00")


def _values(forms: pdfium.PdfFormEnv, found: raw.FPDF_ANNOTATION, frame: Frame) -> Iterator[Run]:
    """The lines of a field's value from its top; a value of one line stands on the line of the field."""
    if raw.FPDFAnnot_GetFormFieldType(forms, found) not in _WRITTEN:
        return
    value = _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(forms, found, buffer, size))
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    rect = raw.FS_RECTF()
    if not lines or not raw.FPDFAnnot_GetRect(found, rect):
        return
    x0, top, x1, bottom = frame.place_box(rect.left, rect.bottom, rect.right, rect.top)
    height = min(_LINE, (bottom - top) / len(lines))
    first = (top + bottom - height) / 2 if len(lines) == 1 else top
    for number, line in enumerate(lines):
        upper = first + number * height
        yield Run(line, x0, upper, x1, upper + height, upper + (1 - _BELOW) * height)
