"""Numbers that open a line («1.»), of which tesseract often gives the point alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor import regex
from extractor.parsers.ocr.engine import Picture, Word
from extractor.parsers.ocr.readings import MIXED, SECOND, Cut, Settled, in_doubt, read_again

_STOPS = frozenset(".,:)")
# Of the line's height: how far a number reaches to the left of its point, and its widest gap.
_REACH, _GAP = 2.2, 0.6
_NUMBER = regex.compile(r"(\d{1,3})[.,:)]?")
_SURE = 0.6


def led(line: Sequence[Word], printed: Picture) -> Word | None:
    """The point that a line begins with, its box widened over the number before it; None where it has none.

    `printed` is the page's ink.
    """
    if len(line) < 2 or line[0].text not in _STOPS:
        return None
    point, after = line[0], line[1]
    height = after.bottom - after.top
    left = max(0, point.x0 - round(_REACH * height))
    inked = np.asarray(printed[after.top : after.bottom, left : point.x0].max(axis=0) > 0)[::-1]
    width = _stretch(inked, round(_GAP * height))
    return point._replace(x0=point.x0 - width, top=after.top, bottom=after.bottom) if width else None


def _stretch(inked: NDArray[np.bool_], widest: int) -> int:
    """How far the ink reaches until a gap wider than `widest`; 0 where none stands near."""
    reached = 0
    for at in np.flatnonzero(inked):
        if at - reached > widest:
            break
        reached = int(at) + 1
    return reached


def settle_leads(cuts: Sequence[Cut]) -> list[Settled]:
    """Each with the number that its picture shows before the point, in doubt where two readings differ."""
    readings = (read_again(cuts, MIXED, whole=True), read_again(cuts, SECOND, whole=True))
    return [_lead(cut, mixed, plain) for cut, mixed, plain in zip(cuts, *readings, strict=True)]


def _lead(cut: Cut, *readings: tuple[str, float]) -> Settled:
    heard = {match[1]: sure for text, sure in readings if (match := _NUMBER.fullmatch(text))}
    if not heard:
        return Settled(cut.first, cut.confidence)
    best = max(heard, key=lambda number: heard[number])
    if len(heard) > 1 or heard[best] < _SURE:
        return in_doubt(best + cut.first, heard[best], list(heard))
    return Settled(best + cut.first, heard[best])
