"""Doubtful figures on their way through the flow: each carries a sign that leads back to its readings.

The sign is a character of private use behind the figure's first digit, so that lines may be joined, cut
and folded without losing it; it is taken out again where the text of the plan is made.
"""

from collections.abc import Sequence
from dataclasses import field

from extractor import regex
from extractor.values import dataclass

_FIRST = 0xF0000
_SIGN = regex.compile("[\U000f0000-\U000ffffd]")
_MOST = 0x10000 - 3


@dataclass(frozen=True, slots=True)
class DoubtfulFigure:
    """A figure as recognised, how sure that is from 0 to 1, and what else it may be."""

    figure: str
    confidence: float
    readings: tuple[str, ...] = ()


@dataclass(slots=True)
class DoubtBook:
    """The doubtful figures of one document in the order they were met."""

    figures: list[DoubtfulFigure] = field(default_factory=list)

    def marked(self, text: str, doubtful: DoubtfulFigure) -> str:
        """The word with the sign of its doubtful figure; from the 65,534th on all share one sign."""
        at = text.find(doubtful.figure)
        if at < 0 or not doubtful.figure:
            return text
        if len(self.figures) == _MOST:
            self.figures.append(DoubtfulFigure("", 0.0))
        if len(self.figures) < _MOST:
            self.figures.append(doubtful)
        return f"{text[: at + 1]}{chr(_FIRST + len(self.figures) - 1)}{text[at + 1 :]}"


def unsigned(text: str) -> str:
    """The text as it is matched while its signs are still in it."""
    return text if text.isascii() else str(_SIGN.sub("", text))


def cut_signed(text: str, at: int) -> tuple[str, str]:
    """The text in two, cut at an offset of `unsigned(text)`; a sign stays with what it stands behind."""
    end = at
    for sign in _SIGN.finditer(text):
        if sign.start() > end:
            break
        end += 1
    return text[:end], text[end:]


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text without signs, and the doubtful figures in it with their first and last offsets."""

    text: str
    figures: tuple[tuple[int, int, DoubtfulFigure], ...] = ()


def lifted(text: str, doubtful: Sequence[DoubtfulFigure]) -> Lifted:
    """The text with its signs taken out."""
    if not doubtful or text.isascii():
        return Lifted(text)
    words: list[str] = []
    found: list[tuple[int, int, DoubtfulFigure]] = []
    length = 0
    for sign in text:
        number = ord(sign) - _FIRST
        if 0 <= number < len(doubtful) and words:
            figure = doubtful[number]
            found.append((length - 1, length - 1 + max(1, len(figure.figure)), figure))
        else:
            words.append(sign)
            length += 1
    return Lifted("".join(words), tuple((start, min(end, length), figure) for start, end, figure in found))


def doubt_notes(count: int) -> list[tuple[str, str]]:
    """How many figures a person has to look at, in Vietnamese and English; nothing where there are none."""
    if not count:
        return []
    figures = "figure" if count == 1 else "figures"
    return [(f"{count} số liệu nhận dạng chưa chắc", f"{count} {figures} may have been recognised wrongly")]
