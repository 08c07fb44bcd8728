"""The characters of a page as pdfium gives them, by index. The ctypes calls live here."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.parsers.pdf_ink import Frame

Place = tuple[float, float, float, float]
WHITE = 250
_INVISIBLE = 3


@dataclass(slots=True)
class Letters:
    """The characters of one page, by index; scratch memory for pdfium's answers."""

    handle: pdfium.PdfTextPage
    frame: Frame
    bold_fonts: dict[int, bool]
    rect: raw.FS_RECTF
    sides: tuple[ctypes.c_double, ctypes.c_double, ctypes.c_double, ctypes.c_double]

    @classmethod
    def of(cls, handle: pdfium.PdfTextPage, frame: Frame) -> "Letters":
        sides = (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())
        return cls(handle, frame, {}, raw.FS_RECTF(), sides)

    def box(self, index: int) -> Place:
        """x0, top, x1, bottom of a character: its advance by its font's height."""
        rect = self.rect
        raw.FPDFText_GetLooseCharBox(self.handle, index, rect)
        return self.frame.place_box(rect.left, rect.bottom, rect.right, rect.top)

    def base(self, index: int) -> float:
        """The baseline a character stands on."""
        x, y = self.sides[:2]
        raw.FPDFText_GetCharOrigin(self.handle, index, x, y)
        return self.frame.place(x.value, y.value)[1]

    def rects(self, start: int, count: int) -> list[Place]:
        """Boxes of the pieces that some characters were printed in."""
        left, top, right, bottom = self.sides
        boxes = []
        for index in range(raw.FPDFText_CountRects(self.handle, start, count)):
            raw.FPDFText_GetRect(self.handle, index, left, top, right, bottom)
            boxes.append(self.frame.place_box(left.value, bottom.value, right.value, top.value))
        return boxes

    def bold(self, index: int) -> bool:
        """Whether a character's font calls itself bold."""
        printed = raw.FPDFText_GetTextObject(self.handle, index)
        if not printed:
            return False
        font = raw.FPDFTextObj_GetFont(printed)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self.bold_fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            self.bold_fonts[key] = b"bold" in name.value.lower()
        return self.bold_fonts[key]

    def turn(self, index: int) -> int:
        """The quarter turns to the left that a character is printed with."""
        return turn_of(self.handle, index)

    def unseen(self, index: int) -> bool:
        """Whether a character is printed invisibly."""
        printed = raw.FPDFText_GetTextObject(self.handle, index)
        return bool(printed) and raw.FPDFTextObj_GetTextRenderMode(printed) == _INVISIBLE

    def white(self, index: int) -> bool:
        """Whether a character is filled with white or with nothing."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self.handle, index, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE


def turn_of(handle: pdfium.PdfTextPage, index: int) -> int:
    """The quarter turns to the left that a character of a page is printed with; none where no number tells them."""
    angle: float = raw.FPDFText_GetCharAngle(handle, index)
    return -round(angle / 1.5708) % 4 if math.isfinite(angle) else 0


def height_of(handle: pdfium.PdfTextPage, index: int) -> float:
    """The height of a character's box along the way its letters stand, in points of page space."""
    rect = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, rect)
    return float(abs(rect.right - rect.left if turn_of(handle, index) % 2 else rect.top - rect.bottom))
