"""Pages as grey pictures at 300 dots an inch, set straight."""

from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractor.parsers.ocr.engine import DPI, Picture, scaled
from extractor.parsers.ocr.ground import made_clear, squared
from extractor.parsers.ocr.stamps import is_coloured, without_stamps

MOST_PIXELS = 40_000_000  # A2 at 300 dpi
_STEEPEST = 6.0  # degrees; what lies more askew is drawn so
_COARSE, _FINE = 0.5, 0.05
_SIGHT = 1000  # pixels a side that an angle is looked for at
_LEAST_ANGLE = 0.08
_CLEAR = 1.05
WHITE = 255
_DARK = 96  # of 255: the middle shade of a negative
A4_WIDTH = 595.0  # points
_LEAST_SIDE, _MOST_SIDE = 280.0, 900.0  # points of a page's shorter side: from A6 to over A3
_GLANCE = 1.0  # dots a point that colours are looked for at
_LETTER = 6.2  # points that the letters and digits of 13-point type are high, in the middle
_SMALLER, _LARGER = 0.5, 2.0
_SPECK, _FEW_SIGNS = 5, 100
_SPREAD = 1.2  # times as wide as high
_MIDDLE = (0.4, 0.6)  # of the width
_GUTTER = 18.0  # points
_FOLD = 0.3  # of the height a fold's shadow is seen at least
_FILLED = 0.02  # of its height each page of a spread is printed on at least


class Shot(NamedTuple):
    """A page's picture and the dots of it that make a point.

    `unit`: how many such points one of the page's own is; not 1 where its size is made up, as scanners' and
    telephones' programs do, so that its letters would be of no usual size.
    `stamp`: where the ink of stamps was taken out, 255 on 0.
    """

    picture: Picture
    scale: float
    unit: float = 1.0
    stamp: Picture | None = None


def rendered(page: pdfium.PdfPage) -> Shot:
    """The page as a viewer shows it: at 300 dots an inch, fewer where the page is larger than A2."""
    width, height = page.get_size()
    unit = unit_of(min(width, height))
    scale = min(unit * DPI / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    if not is_coloured(_drawn(page, min(scale, _GLANCE))):
        return Shot(_drawn(page, scale, grey=True), scale / unit, unit)
    picture, stamp = without_stamps(_drawn(page, scale), scale / unit)
    return Shot(picture, scale / unit, unit, stamp)


def _drawn(page: pdfium.PdfPage, scale: float, *, grey: bool = False) -> Picture:
    """The page in grey, or in three colours, red first."""
    bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=not grey)
    try:
        drawn = np.array(bitmap.to_numpy())
        return drawn.reshape(drawn.shape[:2]) if grey else np.ascontiguousarray(drawn[..., :3])
    finally:
        bitmap.close()


def unit_of(shorter: float) -> float:
    """What makes the shorter side of a page, in points, that of A4 where it is of no size that plans have."""
    return 1.0 if _LEAST_SIDE <= shorter <= _MOST_SIDE else A4_WIDTH / max(shorter, 1.0)


def fitted(shot: Shot) -> Shot:
    """The shot with dark letters on white paper, brought to a size at which they are as high as usual."""
    picture, stamp = squared(dark_on_light(shot.picture), shot.stamp)
    picture = made_clear(picture)
    height = _letter_height(picture)
    share = height / (_LETTER * shot.scale) if height else 1.0
    if _SMALLER <= share <= _LARGER:
        return shot._replace(picture=picture, stamp=stamp)
    factor = min(1 / share, (MOST_PIXELS / picture.size) ** 0.5)
    stamp = None if stamp is None else scaled(stamp, factor)
    return Shot(scaled(picture, factor), shot.scale * share * factor, shot.unit / share, stamp)


def dark_on_light(picture: Picture) -> Picture:
    """The picture, a negative as what it is of."""
    return np.asarray(WHITE - picture, np.uint8) if float(np.median(picture)) < _DARK else picture


def _letter_height(picture: Picture) -> float:
    """The middle height of the signs on a picture, in dots; 0 where there are few."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink(picture))
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    like = (height >= _SPECK) & (width >= height / 4) & (width <= 2 * height) & (height < len(picture) / 10)
    return float(np.median(height[like])) if int(like.sum()) >= _FEW_SIGNS else 0.0


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


def gutter_of(level: Picture, scale: float) -> int | None:
    """The column between the two pages of a spread: blank over the whole height near the middle of a picture
    that is wider than high; None where there is none."""
    height, width = level.shape
    if width < _SPREAD * height:
        return None
    printed = ink(level)
    fold = cv2.morphologyEx(printed, cv2.MORPH_OPEN, np.ones((round(height * _FOLD), 1), np.uint8))
    printed[cv2.dilate(fold, np.ones((3, 9), np.uint8)) > 0] = 0
    printed = np.asarray(cv2.medianBlur(printed, 5), np.uint8)
    first, last = round(width * _MIDDLE[0]), round(width * _MIDDLE[1])
    blank = np.concatenate(([False], ~printed[:, first:last].any(axis=0), [False]))
    edges = np.flatnonzero(np.diff(blank.astype(np.int8)))
    widths = edges[1::2] - edges[::2]
    if not len(widths) or widths.max() < _GUTTER * scale:
        return None
    widest = int(widths.argmax())
    gutter = first + int(edges[2 * widest] + edges[2 * widest + 1]) // 2
    sides = printed[:, :gutter], printed[:, gutter:]
    return gutter if all((side > 0).any(axis=1).mean() > _FILLED for side in sides) else None
