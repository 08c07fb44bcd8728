"""Pages as grey pictures at 300 dots an inch, set straight."""

from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractor.parsers.ocr.engine import DPI, Picture

MOST_PIXELS = 40_000_000  # A2 at 300 dpi
_STEEPEST = 6.0  # degrees; what lies more askew is drawn so
_COARSE, _FINE = 0.5, 0.05
_SIGHT = 1000  # pixels a side that an angle is looked for at
_LEAST_ANGLE = 0.08
_CLEAR = 1.05
WHITE = 255


class Shot(NamedTuple):
    """A page's picture and the dots of it that make a point."""

    picture: Picture
    scale: float


def rendered(page: pdfium.PdfPage) -> Shot:
    """The page as a viewer shows it: at 300 dots an inch, fewer where the page is larger than A2."""
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return Shot(np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width)), scale)
    finally:
        bitmap.close()


def turned(picture: Picture, turns: int) -> Picture:
    """The picture turned to the right by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -turns))


def ink(picture: Picture) -> Picture:
    """What is printed as 255 on 0, whatever the shade of the paper."""
    return np.asarray(
        cv2.adaptiveThreshold(
            picture, WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, blockSize=31, C=18
        ),
        dtype=np.uint8,
    )


def skew(picture: Picture) -> float:
    """The degrees by which the lines of the page fall to the right; 0 where they are level."""
    shrink = _SIGHT / max(picture.shape)
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    printed = ink(np.asarray(small, dtype=np.uint8))
    coarse = _sharpest(printed, 0.0, _STEEPEST, _COARSE)
    angle = _sharpest(printed, coarse, _COARSE, _FINE)
    clear = _contrast(printed, angle) > _CLEAR * _contrast(printed, 0.0)
    return angle if clear and _LEAST_ANGLE <= abs(angle) < _STEEPEST else 0.0


def _sharpest(printed: Picture, middle: float, reach: float, step: float) -> float:
    """The angle within `reach` of `middle` at which the printed rows stand out most."""
    count = round(reach / step)
    angles = [middle + number * step for number in range(-count, count + 1)]
    return max(angles, key=lambda angle: (_contrast(printed, angle), -abs(angle)))


def _contrast(printed: Picture, angle: float) -> float:
    rows = rotated(printed, angle, 0).sum(axis=1, dtype=np.int64)
    return float(np.square(np.diff(rows)).sum())


def rotated(picture: Picture, angle: float, paper: int = WHITE) -> Picture:
    """The picture with lines that fall to the right by `angle` degrees made level, its size kept."""
    if not angle:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper),
        dtype=np.uint8,
    )
