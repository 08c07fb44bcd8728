"""Tables read cell by cell: each cell is cut out along its rules and recognised alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractor.parsers.ocr.engine import Manner, Picture, Word, read_pictures
from extractor.parsers.ocr.figures import is_figure, looks_like_figure
from extractor.parsers.ocr.picture import WHITE, ink
from extractor.parsers.ocr.readings import Seen, padded
from extractor.parsers.ocr.romans import may_be_one, may_be_roman
from extractor.parsers.ocr.ruled import Ruled, box_slices

_BLOCK = Manner(6, 0.6)
_DIM = 0.9
_SHORT = 4
_LINE = 1.9  # a line is lower than so many of its letters
_INSET = 0.6  # points between a rule and what is read of its cell
_PAD = 12  # dots of white that tesseract wants around what it reads
_SPECK = 12  # dots; a full stop has twice as many


class _Part(NamedTuple):
    """What is printed in a cell, with white around it, and where its corner lies on the page."""

    picture: Picture
    left: int
    top: int
    is_line: bool
    label: bool


def cell_words(ruled: Ruled, scale: float) -> list[Seen]:
    """The words of all tables of a page in the order of their cells; blank cells are not read.

    What looks like a figure that fills its cell is one word.
    """
    printed = ink(ruled.picture)
    places = [
        (box_slices(*grid.place(cell), scale, -_INSET), cell[1] == 0)
        for grid in ruled.grids
        for cell in grid.cells
    ]
    cut = (_part(ruled.picture, printed, rows, columns, label=label) for (rows, columns), label in places)
    parts = [part for part in cut if part is not None]
    read = read_pictures([part.picture for part in parts], _BLOCK)
    return [
        seen
        for number, (part, words) in enumerate(zip(parts, read, strict=True))
        for seen in _seen(part, words, number)
    ]


def _seen(part: _Part, words: Sequence[Word], number: int) -> Iterator[Seen]:
    if part.is_line and _may_be_figure(words):
        text = "".join(word.text for word in words)
        sure = min((word.confidence for word in words), default=0.0)
        height, width = part.picture.shape
        box = part.left + _PAD, part.top + _PAD, part.left + width - _PAD, part.top + height - _PAD
        yield Seen(Word(text, sure, *box, (number,)), padded(part.picture), alone=True, label=part.label)
        return
    for place, word in enumerate(words):
        one = place > 0 and may_be_one(word.text)
        cut = padded(part.picture[max(0, word.top) : word.bottom, max(0, word.x0) : word.x1])
        yield Seen(_moved(word, part, number), cut if one or is_figure(word.text) else None, one=one)


def _may_be_figure(words: Sequence[Word]) -> bool:
    """Whether a cell holds but a figure, or something short that was not surely recognised."""
    text = "".join(word.text for word in words)
    if looks_like_figure(text) or may_be_roman(text):
        return True
    return len(text) <= _SHORT and min((word.confidence for word in words), default=0.0) < _DIM


def _part(picture: Picture, printed: Picture, rows: slice, columns: slice, *, label: bool) -> _Part | None:
    """The part of a cell that is printed on; None where there are but specks. `label`: of a first column."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(printed[rows, columns])
    marks = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= _SPECK]
    if not len(marks):
        return None
    left, top = int(marks[:, 0].min()), int(marks[:, 1].min())
    right, bottom = int((marks[:, 0] + marks[:, 2]).max()), int((marks[:, 1] + marks[:, 3]).max())
    cut = picture[rows, columns][top:bottom, left:right]
    framed = cv2.copyMakeBorder(cut, _PAD, _PAD, _PAD, _PAD, cv2.BORDER_CONSTANT, value=(WHITE,))
    is_line = bottom - top <= _LINE * int(np.median(marks[:, cv2.CC_STAT_HEIGHT]))
    return _Part(
        np.asarray(framed, np.uint8), columns.start + left - _PAD, rows.start + top - _PAD, is_line, label
    )


def _moved(word: Word, part: _Part, number: int) -> Word:
    """The word with its place on the page, in a line of its cell alone."""
    return word._replace(
        x0=word.x0 + part.left,
        x1=word.x1 + part.left,
        top=word.top + part.top,
        bottom=word.bottom + part.top,
        line=(number, *word.line),
    )
