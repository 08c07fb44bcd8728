"""The ways in which pages are scanned badly: each page of a .pdf as a picture, as a machine or a hand made it.

`clean` and `noisy` (turned by 0.6 degrees, blurred, noise, JPEG of quality 60) are those that
the floors of scans.py are for; nothing in the reading was made for the others: `photo` (light falling
off to 0.45 over the page, on a dark table and a little askew), `stamp` (three red stamps over
the words), `seal` (the same without colours), `fax` (two shades, torn strokes, specks), `steep` (2 degrees askew),
`side` and `head` (turned by 90 and 180 degrees).
"""

import io
from collections.abc import Callable
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

SKEW, NOISE, QUALITY = 0.6, 12.0, 60
_STEEP = 2.0
_DARKEST = 0.45
_TABLE = 46  # the shade of what a photographed page lies on
_RED = (206, 52, 66)
_STAMPS = ((0.3, 0.28), (0.62, 0.5), (0.4, 0.74))  # of a page's width and height
_STAMP = 52.0  # points from a stamp's middle to its edge
_TORN, _SPECKED = 14.0, 0.0004


class Look(NamedTuple):
    """How a page is scanned: dots an inch, and one of `MANNERS`."""

    dpi: int
    manner: str

    def __str__(self) -> str:
        return f"{self.dpi} dpi {self.manner}"


def scanned(pdf: bytes, look: Look, seed: int, pages: int | None = None) -> bytes:
    """The .pdf as page images alone; the same arguments give the same bytes."""
    chance = np.random.default_rng(seed)
    spoil, quality = MANNERS[look.manner]
    with pdfium.PdfDocument(pdf) as document:
        count = min(len(document), pages or len(document))
        images = [spoil(_drawn(document[index], look.dpi), look.dpi, chance) for index in range(count)]
    buffer = io.BytesIO()
    images[0].save(
        buffer, "PDF", resolution=look.dpi, save_all=True, append_images=images[1:], quality=quality
    )
    return buffer.getvalue()


def _drawn(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    image: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return image


def _clean(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return image


def _noisy(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return _grained(_blurred(_askew(image, SKEW), dpi), NOISE, chance)


def _photo(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    width, height = image.size
    edge = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = chance.uniform(0.015, 0.04, (4, 2)) * ((1, 1), (-1, 1), (-1, -1), (1, -1)) * (width, height)
    matrix = cv2.getPerspectiveTransform(edge, (edge + inward).astype(np.float32))
    page = cv2.warpPerspective(
        np.asarray(image), matrix, image.size, flags=cv2.INTER_AREA, borderValue=(_TABLE,)
    )
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    shade = 1.0 - (1.0 - _DARKEST) * (0.6 * across + 0.4 * down)
    return _grained(_blurred(Image.fromarray((page * shade * 0.92).astype(np.uint8)), dpi), NOISE / 2, chance)


def _stamped(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    stamp = Image.new("L", image.size, 255)
    pen, radius, thick = ImageDraw.Draw(stamp), _STAMP * dpi / 72, round(2.2 * dpi / 72)
    for across, down in _STAMPS:
        x, y = across * image.width, down * image.height
        for size in (radius, 0.72 * radius):
            pen.ellipse((x - size, y - size, x + size, y + size), outline=0, width=thick)
        points = [
            (x + 0.5 * radius * np.sin(turn), y - 0.5 * radius * np.cos(turn))
            for turn in np.arange(0, 10, 2) * 4 * np.pi / 5
        ]
        pen.line([*points, points[0]], fill=0, width=thick)
    inked = np.asarray(stamp.filter(ImageFilter.GaussianBlur(0.3 * dpi / 72)), np.float32)[..., None] / 255
    red = np.asarray(_RED, np.float32)
    page = np.asarray(image, np.float32)[..., None] / 255 * (255 * inked + red * (1 - inked))
    return Image.fromarray(page.astype(np.uint8), "RGB")


def _sealed(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return _stamped(image, dpi, chance).convert("L")


def _faxed(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    shades = np.asarray(_blurred(image, dpi), np.float32) + chance.normal(0, _TORN, image.size[::-1])
    dots = shades > 150
    dots ^= chance.random(dots.shape) < _SPECKED
    return Image.fromarray(dots).convert("L")


def _steep(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return _askew(image, -_STEEP)


def _side(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_90)


def _head(image: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_180)


def _askew(image: Image.Image, angle: float) -> Image.Image:
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _blurred(image: Image.Image, dpi: int) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(0.2 + 0.8 * dpi / 300))


def _grained(image: Image.Image, grain: float, chance: np.random.Generator) -> Image.Image:
    spoilt = np.asarray(image) + chance.normal(0, grain, (image.height, image.width))
    return Image.fromarray(np.clip(spoilt, 0, 255).astype(np.uint8))


_Spoil = Callable[[Image.Image, int, np.random.Generator], Image.Image]
MANNERS: dict[str, tuple[_Spoil, int]] = {
    "clean": (_clean, 95),
    "noisy": (_noisy, QUALITY),
    "photo": (_photo, 80),
    "stamp": (_stamped, 90),
    "seal": (_sealed, 90),
    "fax": (_faxed, 95),
    "steep": (_steep, 90),
    "side": (_side, 90),
    "head": (_head, 90),
}
