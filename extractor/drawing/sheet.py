"""A page as a picture, with the place of every word of the text that stands on it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image

from extractor.plantext import Box

_ROW = 0.5


class Placed(NamedTuple):
    """The words `text[start:end]` of a plan in a box of the picture, in pixels."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture, its words in the order of the text, and its blocks by index.

    `notes` are lines that the legend tells of the picture.
    """

    image: Image.Image
    words: Sequence[Placed]
    blocks: Mapping[int, Box]
    notes: Sequence[str] = field(default=())

    def boxes(self, start: int, end: int) -> list[Box]:
        """Where the words between two offsets stand: one box for each line of them."""
        first = bisect_left(self.words, start, key=lambda word: word.end - 1)
        lines: list[Box] = []
        for word in self.words[first:]:
            if word.start >= end:
                break
            if lines and _same_line(lines[-1], word.box):
                lines[-1] = around([lines[-1], word.box])
            else:
                lines.append(word.box)
        return lines


def around(boxes: Sequence[Box]) -> Box:
    """The box around several."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def scaled(box: Box, scale: float) -> Box:
    """A box in other units."""
    return Box(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)


def _same_line(line: Box, word: Box) -> bool:
    shared = min(line.bottom, word.bottom) - max(line.top, word.top)
    near = word.x0 - line.x1 < 2 * (line.bottom - line.top)
    return word.x0 >= line.x0 and near and shared > _ROW * min(line.bottom - line.top, word.bottom - word.top)
