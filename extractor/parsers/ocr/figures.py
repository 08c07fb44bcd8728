"""Words that hold figures: known by their signs, made whole where they were cut in two, cut out of their page."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor import regex
from extractor.parsers.ocr.engine import Picture, Word
from extractor.parsers.ocr.picture import ink
from extractor.parsers.ocr.readings import LIKE, padded

_MARGIN = 3
# Of a digit's height: the gap between two digits, between a «1» and another, how wide a «1» is.
_NEAR, _NEAR_ONE, _NARROW, _THINNEST = 0.3, 0.48, 0.5, 0.08
_STROKES = frozenset("Il|")  # what a «1» by itself is read as
_PURE = regex.compile(rf"[(\"“]?[-+–]?(?=\S*[\d§$Š])[\d.,/%:{LIKE}\]\[–-]+[)\"”;:,.]*")
FIGURE = regex.compile(r"\d(?:[\d.,/:–-]*\d)?")
_STRETCH = regex.compile(r"[\d§Š](?:.*[\d§Š])?")
_DIGIT = regex.compile(r"[\d§Š]")


def looks_like_figure(text: str) -> bool:
    """Whether a word is nothing but a figure, letters that stand in for digits among it."""
    return _PURE.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """Whether a word may hold a figure: a digit, or a sign that tesseract gives for an eight."""
    return _DIGIT.search(text) is not None


def stretch_of(text: str) -> str:
    """A word from its first digit to its last, letters between them too; the whole word where it has none."""
    found = _STRETCH.search(text)
    return found[0] if found else text


def around(picture: Picture, word: Word) -> Picture:
    """The word's part of the page with white around it, a digit that was left out beside it included."""
    rows = slice(max(0, word.top - _MARGIN), word.bottom + _MARGIN)
    inked = np.asarray(ink(picture[rows]).max(axis=0) > 0)
    height = word.bottom - word.top
    x0 = word.x0 - _lost(inked[: word.x0][::-1], height)
    x1 = word.x1 + _lost(inked[word.x1 :], height)
    return padded(picture[rows, max(0, x0 - _MARGIN) : x1 + _MARGIN])


def _lost(inked: NDArray[np.bool_], height: int) -> int:
    """How far the far side of a sign as narrow as a «1» is over a gap too narrow for a space; 0 without one."""
    near = inked[: round((_NEAR + _NARROW) * height) + 1]
    if not near.any() or (gap := int(near.argmax())) > _NEAR * height:
        return 0
    beyond = near[gap:]
    width = int((~beyond).argmax()) if not beyond.all() else len(beyond)
    return gap + width if _THINNEST * height <= width <= _NARROW * height else 0


def rejoined(words: Sequence[Word]) -> list[Word]:
    """The words of a line, figures made whole that a gap too narrow for a space cuts in two: «1 18.500», «I 129/KH»."""
    whole: list[Word] = []
    for word in words:
        before = whole[-1] if whole else None
        if before is not None and _is_cut(before, word):
            whole[-1] = before._replace(
                text=("1" if before.text in _STROKES else before.text) + word.text,
                confidence=min(before.confidence, word.confidence),
                top=min(before.top, word.top),
                x1=word.x1,
                bottom=max(before.bottom, word.bottom),
            )
        else:
            whole.append(word)
    return whole


def _is_cut(before: Word, word: Word) -> bool:
    height = min(before.bottom - before.top, word.bottom - word.top)
    stroke = before.text in _STROKES and word.text[0].isdigit()
    figures = stroke or (before.text[-1].isdigit() and word.text[0] in "0123456789,.")
    near = _NEAR_ONE if stroke or "1" in (before.text[-1], word.text[0]) else _NEAR
    return figures and 0 <= word.x0 - before.x1 < near * height
