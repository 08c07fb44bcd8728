"""What is printed on a page and was not read: ink that no letter leaves, places without a word on a line."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

import cv2
import numpy as np

from extractor.parsers.ocr.engine import Picture, Word

UNREAD = "▯"
_HIGH, _WIDE = 2.2, 2.6  # of a letter's height: strokes of stamps and signatures are both as high and as wide
# Of a letter's height: the least width without a word, what a word's box lacks of it.
_GAP, _MARGIN = 1.4, 0.3
_INKED = 0.35  # of the columns between two words, where a word was not read
_LEAST, _MOST = 0.55, 1.8  # of a letter's height: the ink of a lost word is as high
_EDGE = 2  # dots
_SPACE, _LEAST_WIDTH, _TALLEST, _WIDEST = 0.8, 1.6, 1.2, 8.0


def letter_height(words: Sequence[Word]) -> float:
    """The middle height of the words' boxes, in dots; 0 where there are none."""
    return float(median(word.bottom - word.top for word in words)) if words else 0.0


def foreign(printed: Picture, height: float, stamp: Picture | None) -> Picture:
    """The ink of stamps and strokes of the pen as 255 on 0: what reaches over several lines, and `stamp`."""
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(printed)
    large = (boxes[:, cv2.CC_STAT_HEIGHT] > _HIGH * height) & (boxes[:, cv2.CC_STAT_WIDTH] > _WIDE * height)
    large[0] = False
    found = np.asarray(large[numbers] * np.uint8(255), np.uint8)
    return found if stamp is None else np.asarray(found | stamp, np.uint8)


def with_edges(strokes: Picture, printed: Picture) -> Picture:
    """The strokes, and what is printed up to the sides of the picture: what is printed there goes on off it."""
    found = strokes.copy()
    for side in (slice(0, _EDGE), slice(-_EDGE, None)):
        found[:, side] |= np.where(printed[:, side] > 0, np.uint8(255), np.uint8(0))
    return found


def touches(word: Word, ink: Picture) -> bool:
    """Whether some of the ink lies in the word's box."""
    return bool(ink[max(0, word.top) : word.bottom, max(0, word.x0) : word.x1].any())


def without_words(printed: Picture, words: Sequence[Word], height: float) -> Picture:
    """The ink that lies in none of the words' boxes."""
    left = printed.copy()
    margin = round(_MARGIN * height)
    for word in words:
        rows = slice(max(0, word.top - margin), word.bottom + margin)
        left[rows, max(0, word.x0 - margin) : word.x1 + margin] = 0
    return left


def unread_places(words: Sequence[Word], left: Picture, height: float) -> list[Word]:
    """A sign for each place on a line, or line, where there is ink `left` as of a word and none was read."""
    left = left.copy()
    found = list(_gaps(words, left, height))
    for word in found:
        left[max(0, word.top) : word.bottom, word.x0 : word.x1] = 0
    found += _lost_lines(left, height)
    return [_sign(word, number) for number, word in enumerate(found)]


def lone_signs(words: Sequence[Word], left: Picture, height: float) -> list[Word]:
    """A wordless word for each group of signs that stand alone beside a word on its line, as figures do in tables
    without rules."""
    found: list[Word] = []
    for x0, top, width, tall in _letters(left, height):
        middle = top + tall / 2
        beside = [word for word in words if word.top <= middle <= word.bottom]
        if width < _WIDEST * height and _LEAST * height <= tall <= _TALLEST * height and beside:
            near = min(beside, key=lambda word: max(word.x0 - x0, x0 - word.x1))
            found.append(Word("", 0.0, x0, near.top, x0 + width, near.bottom, (-2, len(found))))
    return found


def _gaps(words: Sequence[Word], left: Picture, height: float) -> Iterator[Word]:
    for _, line in groupby(words, key=lambda word: word.line):
        for before, after in pairwise(line):
            top, bottom = min(before.top, after.top), max(before.bottom, after.bottom)
            if after.x0 - before.x1 < _GAP * height or bottom - top > 2 * height:
                continue
            inked = (left[max(0, top) : bottom, before.x1 : after.x0] > 0).sum(axis=0) > _LEAST * height / 4
            if inked.mean() >= _INKED:
                yield before._replace(x0=before.x1, x1=after.x0, top=top, bottom=bottom)


def _lost_lines(left: Picture, height: float) -> Iterator[Word]:
    for x0, top, width, tall in _letters(left, height):
        if width >= _LEAST_WIDTH * height and _LEAST * height <= tall <= _MOST * height:
            yield Word(UNREAD, 0.0, x0, top, x0 + width, top + tall, ())


def _letters(left: Picture, height: float) -> Iterator[tuple[int, int, int, int]]:
    """Left side, top, width and height of signs as high as letters that stand side by side and in no word."""
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(left)
    tall = boxes[:, cv2.CC_STAT_HEIGHT]
    like = (
        (tall >= _LEAST * height * 0.6)
        & (tall <= _MOST * height)
        & (boxes[:, cv2.CC_STAT_WIDTH] <= 2 * _MOST * height)
    )
    like[0] = False
    letters = np.asarray(like[numbers], np.uint8)
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, round(_SPACE * height) | 1), np.uint8))
    for box in cv2.connectedComponentsWithStats(joined)[2][1:]:
        x0, top, width, tall_ = map(int, box[:4])
        yield x0, top, width, tall_


def _sign(word: Word, number: int) -> Word:
    return word._replace(text=UNREAD, confidence=0.0, line=(-1, number))
