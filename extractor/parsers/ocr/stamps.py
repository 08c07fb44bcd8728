"""Red and blue stamps: their ink taken out of a page by its colour, and where it lay."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.parsers.ocr.engine import Picture

_WHITE = 255
_COLOURED = 48  # of 255 between the strongest and the weakest colour of a dot
_LEAST = 40.0  # points a stamp is wide and high
_LEAST_SHARE = 0.0005  # of a page's dots
_JOINED = 3.0  # points between the strokes of a stamp
_LONG = 2.0  # times as long as broad: a line of coloured words, no stamp
_FULL = 0.55  # of its box that a stamp covers at most; a coloured cell covers all


def is_coloured(page: NDArray[np.uint8]) -> bool:
    """Whether some of a page, in three colours, is printed in colour."""
    return float(_coloured(page).mean()) >= _LEAST_SHARE


def without_stamps(page: NDArray[np.uint8], scale: float) -> tuple[Picture, Picture | None]:
    """The page in grey, stamps left out, and their places as 255 on 0; None where there are none.

    `page` is in three colours (red first), `scale` the number of its dots a point.
    """
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
    stamps = _stamps(_coloured(page), scale)
    if not stamps.any():
        return grey, None
    strongest = page.max(axis=2)
    shade = max(float(np.median(strongest[stamps])), 1.0)
    grey[stamps] = np.minimum(strongest[stamps] * (_WHITE / shade), _WHITE).astype(np.uint8)
    return grey, np.asarray(stamps * np.uint8(_WHITE), np.uint8)


def _coloured(page: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray(page.max(axis=2) - page.min(axis=2) >= _COLOURED)


def _stamps(coloured: NDArray[np.bool_], scale: float) -> NDArray[np.bool_]:
    """The coloured dots in the boxes of what is as large and as thinly drawn as a stamp."""
    found = np.zeros_like(coloured)
    near = np.ones((round(_JOINED * scale) | 1,) * 2, np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(coloured.astype(np.uint8), near))
    for left, top, width, height, _ in boxes[1:]:
        part = slice(top, top + height), slice(left, left + width)
        small = min(width, height) < _LEAST * scale or max(width, height) > _LONG * min(width, height)
        if not small and coloured[part].mean() <= _FULL:
            found[part] = coloured[part]
    return found
