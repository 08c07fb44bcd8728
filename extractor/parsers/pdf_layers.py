"""Layers of a .pdf that are switched off: what stands on them is neither shown nor printed."""

import ctypes
from collections.abc import Iterator
from typing import TypeAlias

import pypdfium2 as pdfium
from pypdfium2 import raw

_LAYER = "OC"  # the tag of content that belongs to an optional group
_MOST_LAYERS = 20
_LONGEST = 200
_DENSITY = 1.0  # 72 dpi: a single letter more or less changes some point
_Object: TypeAlias = "ctypes._Pointer[raw.fpdf_pageobject_t__]"


def may_have_layers(data: bytes) -> bool:
    """Whether a file may hold layers: it names them, or packs its objects so that its bytes do not tell."""
    return b"/OCProperties" in data or b"/ObjStm" in data


def without_hidden_layers(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> bool:
    """Takes what stands on layers that are switched off out of an open page (the one at `index`) before it is read;
    whether there was any. The file stays as it is.

    A layer is off where the page looks the same without it; a page of more than 20 layers is left alone.
    """
    names = {name for _, name in _layered(page)}
    if not 0 < len(names) <= _MOST_LAYERS:
        return False
    whole = _look(document, index, None)
    hidden = {name for name in sorted(names) if _look(document, index, name) == whole}
    return _take_out(page, hidden) > 0


def _look(document: pdfium.PdfDocument, index: int, left_out: str | None) -> bytes:
    """The points of the page as it is drawn, without one of its layers where one is named."""
    page = document[index]
    try:
        if left_out is not None:
            _take_out(page, {left_out})
        bitmap = page.render(scale=_DENSITY, grayscale=True)
        try:
            return bytes(bitmap.buffer)
        finally:
            bitmap.close()
    finally:
        page.close()


def _take_out(page: pdfium.PdfPage, names: set[str]) -> int:
    """How many objects of those layers were taken out of an open page."""
    objects = [thing for thing, name in _layered(page) if name in names]
    for thing in objects:
        raw.FPDFPage_RemoveObject(page, thing)
        raw.FPDFPageObj_Destroy(thing)
    return len(objects)


def _layered(page: pdfium.PdfPage) -> Iterator[tuple[_Object, str]]:
    """The objects of a page that belong to layers, each with the layer's name."""
    for number in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, number)
        for mark in (raw.FPDFPageObj_GetMark(thing, at) for at in range(raw.FPDFPageObj_CountMarks(thing))):
            if _string(mark, None) == _LAYER:
                yield thing, _string(mark, b"Name")
                break


def _string(mark: "ctypes._Pointer[raw.fpdf_pageobjectmark_t__]", key: bytes | None) -> str:
    """The name of a mark, or one of the strings that it carries; "" where it has none."""
    words, length = (raw.FPDF_WCHAR * _LONGEST)(), ctypes.c_ulong()
    size = ctypes.sizeof(words)
    if key is None:
        found = raw.FPDFPageObjMark_GetName(mark, words, size, length)
    else:
        found = raw.FPDFPageObjMark_GetParamStringValue(mark, key, words, size, length)
    return bytes(words)[: max(0, length.value - 2)].decode("utf-16-le", "replace") if found else ""
