"""Layers of a .pdf that are switched off: what stands on them is neither shown nor printed."""

import ctypes
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

_LAYER = "OC"  # the tag of content that belongs to an optional group
_MOST_LAYERS = 20
_LONGEST = 200
_DEEPEST = 5  # forms within forms
_DENSITY = 1.0  # 72 dpi: a single letter more or less changes some point
_OF_A_FORM = re.compile(rb"/OC\s*[\d<]")  # a form is a stream, whose keys stand in the file unpacked


@dataclass(frozen=True, slots=True)
class Layers:
    """What a file may hold: layers, and whether whole forms (drawings placed by their names) may stand on them."""

    forms: bool


def layers_of(data: bytes) -> Layers | None:
    """None where a file holds no layers: it does not name them, nor packs its objects so that its bytes do not tell."""
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
        return None
    return Layers(forms=_OF_A_FORM.search(data) is not None)


def without_hidden_layers(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int, layers: Layers
) -> bool:
    """Takes what stands on layers that are switched off out of an open page (the one at `index`) before it is read;
    whether there was any. The file stays as it is.

    A layer is off where the page looks the same without it; a page of more than 20 layers is left alone.
    """
    names = {thing.layer for thing in _layered(_Container(page), layers)}
    if len(names) > _MOST_LAYERS:  # a drawing of many forms: layers that are named count all the same
        layers = Layers(forms=False)
        names = {thing.layer for thing in _layered(_Container(page), layers)}
    if not 0 < len(names) <= _MOST_LAYERS:
        return False
    whole = _look(document, index, None, layers)
    hidden = {name for name in sorted(names) if _look(document, index, name, layers) == whole}
    return _take_out(page, hidden, layers) > 0


def _look(document: pdfium.PdfDocument, index: int, left_out: str | None, layers: Layers) -> bytes:
    """The points of the page as it is drawn, without one of its layers where one is named."""
    page = document[index]
    try:
        if left_out is not None:
            _take_out(page, {left_out}, layers)
        bitmap = page.render(scale=_DENSITY, grayscale=True)
        try:
            return bytes(bitmap.buffer)
        finally:
            bitmap.close()
    finally:
        page.close()


def _take_out(page: pdfium.PdfPage, names: Collection[str], layers: Layers) -> int:
    """How many objects of those layers were taken out of an open page; what stands in one goes with it."""
    taken: list[_Layered] = []
    for thing in _layered(_Container(page), layers):
        if thing.layer in names and not any(
            thing.where[: len(outer.where)] == outer.where for outer in taken
        ):
            taken.append(thing)
    for thing in taken:
        thing.container.remove(thing.handle)
        raw.FPDFPageObj_Destroy(thing.handle)
    return len(taken)


@dataclass(frozen=True, slots=True)
class _Container:
    """An open page, or a form on it, by the same three questions."""

    page: pdfium.PdfPage
    form: raw.FPDF_PAGEOBJECT | None = None

    def objects(self) -> list[raw.FPDF_PAGEOBJECT]:
        if self.form is None:
            count = range(raw.FPDFPage_CountObjects(self.page))
            return [raw.FPDFPage_GetObject(self.page, at) for at in count]
        return [
            raw.FPDFFormObj_GetObject(self.form, at) for at in range(raw.FPDFFormObj_CountObjects(self.form))
        ]

    def remove(self, thing: raw.FPDF_PAGEOBJECT) -> None:
        if self.form is None:
            raw.FPDFPage_RemoveObject(self.page, thing)
        else:
            raw.FPDFFormObj_RemoveObject(self.form, thing)


@dataclass(frozen=True, slots=True)
class _Layered:
    """An object that belongs to a layer; `where` are its places in the forms around it and in its own."""

    container: _Container
    handle: raw.FPDF_PAGEOBJECT
    layer: str
    where: tuple[int, ...]


def _layered(container: _Container, layers: Layers, where: tuple[int, ...] = ()) -> Iterator[_Layered]:
    """The objects of a page, and of the forms on it, that belong to layers, the outer before the inner.

    Where whole forms may stand on layers, which PDFium does not tell, each of them is taken for a layer of its own;
    not so one of unseen letters alone, the text layer of a scan, without which its page looks the same, too.
    """
    for number, thing in enumerate(container.objects()):
        place = (*where, number)
        name = _marked(thing)
        is_form = raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM
        inner = _Container(container.page, thing)
        if name is None and is_form and layers.forms and _paints(inner, _DEEPEST):
            name = f"form {place}"
        if name is not None:
            yield _Layered(container, thing, name, place)
        if is_form and len(place) < _DEEPEST:
            yield from _layered(inner, layers, place)


def _marked(thing: raw.FPDF_PAGEOBJECT) -> str | None:
    """The name of the layer that an object is marked with."""
    for at in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, at)
        if _string(mark, None) == _LAYER:
            return _string(mark, b"Name")
    return None


def _paints(form: _Container, depth: int) -> bool:
    """Whether a form holds anything but unseen letters."""
    for thing in form.objects():
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth and _paints(_Container(form.page, thing), depth - 1):
                return True
        elif (
            kind != raw.FPDF_PAGEOBJ_TEXT
            or raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        ):
            return True
    return False


def _string(mark: "ctypes._Pointer[raw.fpdf_pageobjectmark_t__]", key: bytes | None) -> str:
    """The name of a mark, or one of the strings that it carries; "" where it has none."""
    words, length = (raw.FPDF_WCHAR * _LONGEST)(), ctypes.c_ulong()
    size = ctypes.sizeof(words)
    if key is None:
        found = raw.FPDFPageObjMark_GetName(mark, words, size, length)
    else:
        found = raw.FPDFPageObjMark_GetParamStringValue(mark, key, words, size, length)
    return bytes(words)[: max(0, length.value - 2)].decode("utf-16-le", "replace") if found else ""
