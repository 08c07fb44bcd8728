"""The paper of a page's picture: its shade evened out, its grain smoothed, the page set square in its picture.

A clean page is left as it is.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.parsers.ocr.engine import Picture

_WHITE = 255
_SMALL = 600  # dots of the longer side that the paper is looked at with
_LETTERS = 13  # dots of these: wider than any stroke, and than most letters
_LIGHT = 222.0  # of 255: paper that needs no evening
_DARKEST = 48.0  # what is darker is no paper
_DARK_PART = 2.0  # per cent of a page that may lie in the dark
_GRAINY = 8.0  # of 255: the grain above which a picture is smoothed
_SMOOTH, _SMOOTHEST = 1.2, 2.8
_LEAST_PAGE, _MOST_PAGE = 0.45, 0.96  # of the picture, the page that lies in it
_CORNERS = 4
_EDGE = 0.01  # of the way to its middle: the edge of the paper, which is no rule
_SQUARE = 0.003  # of the longer side: corners as near as that to upright lines are not moved


def made_clear(picture: Picture) -> Picture:
    """The picture on white paper without grain."""
    return smoothed(evened(picture))


def evened(picture: Picture) -> Picture:
    """The picture divided by the shade of its paper where that is grey or uneven."""
    paper = _paper(picture)
    if float(np.percentile(paper, _DARK_PART)) >= _LIGHT:
        return picture
    height, width = picture.shape
    ground = cv2.resize(np.maximum(paper, _DARKEST), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, ground.astype(np.uint8), scale=_WHITE), np.uint8)


def _paper(picture: Picture) -> NDArray[np.float32]:
    """The shade of the paper all over a small copy of the picture, what is printed on it left out."""
    small = _shrunk(picture)
    bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_LETTERS, _LETTERS), np.uint8))
    return np.asarray(cv2.blur(cv2.medianBlur(bare, 2 * _LETTERS - 1), (_LETTERS, _LETTERS)), np.float32)


def _shrunk(picture: Picture) -> Picture:
    share = min(1.0, _SMALL / max(picture.shape))
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def smoothed(picture: Picture) -> Picture:
    """The picture without its grain, where it has much."""
    if (found := grain(picture)) < _GRAINY:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), min(_SMOOTH + found / 20, _SMOOTHEST)), np.uint8)


def grain(picture: Picture) -> float:
    """How far the shades of dots side by side differ on the paper, of 255."""
    part = picture[len(picture) // 4 : len(picture) // 2]
    fine = cv2.absdiff(part, cv2.GaussianBlur(part, (0, 0), 2.0))
    return float(np.median(fine)) * 1.4826


def squared(picture: Picture, other: Picture | None = None) -> tuple[Picture, Picture | None]:
    """The picture filled by the page where its four edges are seen in it askew, elsewhere as it is; with it
    another of its size."""
    corners = _corners(picture)
    if corners is None:
        return picture, other
    return _filled(picture, corners), None if other is None else _filled(other, corners)


def _filled(picture: Picture, corners: NDArray[np.float32]) -> Picture:
    height, width = picture.shape
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, whole)
    warped = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC)
    return np.asarray(warped, np.uint8)


def _corners(picture: Picture) -> NDArray[np.float32] | None:
    """The page's corners from the upper left one clockwise; None where they are not clear or need no moving."""
    small = np.asarray(cv2.GaussianBlur(_shrunk(picture), (5, 5), 0), np.uint8)
    edges = cv2.dilate(cv2.Canny(small, 20, 60), np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=lambda found: cv2.contourArea(cv2.convexHull(found))))
    four = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True)[:, 0].astype(
        np.float32
    )
    share = cv2.contourArea(hull) / small.size
    if len(four) != _CORNERS or not _LEAST_PAGE <= share <= _MOST_PAGE or not _is_edge(small, four):
        return None
    sums, apart = four.sum(axis=1), four[:, 0] - four[:, 1]
    ordered = four[[int(sums.argmin()), int(apart.argmax()), int(sums.argmax()), int(apart.argmin())]]
    if np.abs(ordered - np.roll(ordered, 1, axis=0)).min(axis=1).max() < _SQUARE * max(small.shape):
        return None
    within = ordered + (ordered.mean(axis=0) - ordered) * _EDGE
    return np.asarray(within / (max(small.shape) / max(picture.shape)), np.float32)


def _is_edge(small: Picture, four: NDArray[np.float32]) -> bool:
    """Whether what lies beyond four corners is darker all round, as a table under a sheet of paper is."""
    inside = np.zeros(small.shape, np.uint8)
    cv2.fillConvexPoly(inside, four.astype(np.int32), _WHITE)
    near = np.ones((9, 9), np.uint8)
    rim = cv2.subtract(cv2.erode(inside, near), cv2.erode(inside, near, iterations=2))
    beyond = cv2.subtract(cv2.dilate(inside, near, iterations=2), cv2.dilate(inside, near))
    if not np.any(rim) or not np.any(beyond):
        return False
    return float(np.percentile(small[np.asarray(beyond) > 0], 75)) < float(
        np.percentile(small[np.asarray(rim) > 0], 25)
    )
