"""The rules of tables in a picture, as the lines that pdf_grids makes tables of."""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from extractor.parsers.ocr.engine import Picture
from extractor.parsers.ocr.picture import WHITE, ink
from extractor.parsers.pdf_grids import find_grids
from extractor.parsers.pdf_ink import Grid, Rule

_LEVEL = 16.0  # points; no stroke of a letter is as long
_UPRIGHT = 13.0
_THICK = 4.0
_MEND = 3


class Ruled(NamedTuple):
    """The grids of a page's tables in points, and its picture with their rules wiped out."""

    grids: list[Grid]
    picture: Picture


def find_ruled(picture: Picture, scale: float) -> Ruled:
    """The tables with rules on a page; `scale` is the number of dots a point."""
    printed = ink(picture)
    level = _strokes(printed, (round(_LEVEL * scale), 1))
    upright = _strokes(printed, (1, round(_UPRIGHT * scale)))
    rules = [*_rules(level, scale, level=True), *_rules(upright, scale, level=False)]
    grids = find_grids(rules)
    return Ruled(grids, _wiped(picture, level | upright, grids, scale))


def _strokes(printed: Picture, size: tuple[int, int]) -> Picture:
    """The straight strokes at least `size` long, small gaps in them closed."""
    along = (_MEND, 1) if size[0] > 1 else (1, _MEND)
    closed = cv2.morphologyEx(printed, cv2.MORPH_CLOSE, np.ones(along[::-1], np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8)), np.uint8)


def _rules(strokes: Picture, scale: float, *, level: bool) -> Iterator[Rule]:
    spread = np.ones((3, 9) if level else (9, 3), np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(strokes, spread))
    for left, top, width, height, _ in boxes[1:]:
        x0, y0, x1, y1 = (float(side) / scale for side in (left, top, left + width, top + height))
        thick = (y1 - y0) if level else (x1 - x0)
        if thick <= _THICK + 0.02 * max(x1 - x0, y1 - y0):
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            yield Rule(x0, y, x1, y) if level else Rule(x, y0, x, y1)


def _wiped(picture: Picture, strokes: Picture, grids: list[Grid], scale: float) -> Picture:
    """The picture without the strokes that lie in its tables."""
    clean = picture.copy()
    rules = cv2.dilate(strokes, np.ones((5, 5), np.uint8)) > 0
    for grid in grids:
        part = area(grid, scale, margin=3)
        clean[part][rules[part]] = WHITE
    return clean


def area(grid: Grid, scale: float, margin: float = 0.0) -> tuple[slice, slice]:
    """The rows and columns of dots that a table takes up, `margin` points more on each side."""
    return box_slices(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], scale, margin)


def box_slices(
    x0: float, top: float, x1: float, bottom: float, scale: float, margin: float = 0.0
) -> tuple[slice, slice]:
    """A box in points as rows and columns of dots, never before the first."""
    rows = slice(max(0, round((top - margin) * scale)), max(0, round((bottom + margin) * scale)))
    columns = slice(max(0, round((x0 - margin) * scale)), max(0, round((x1 + margin) * scale)))
    return rows, columns
