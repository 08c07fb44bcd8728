"""The parts of pages that are read more than once, how they are read again, and what the readings come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from extractor import regex
from extractor.parsers.ocr.engine import Manner, Picture, Word, read_pictures
from extractor.parsers.ocr.picture import WHITE, ink

_SIGNS = "0123456789.,/%()+-–:;"
SECOND = Manner(7, 0.6, latin=True, signs=_SIGNS)
THIRD = Manner(7, 1.0, latin=True, signs=_SIGNS)
MIXED = Manner(7, 0.6, latin=True)
ROMAN = Manner(7, 0.6, latin=True, signs="IVX1.")
DOUBT = 0.6  # of its confidence is left to a word in doubt
LEAST_SURE = 0.3  # what a single reading needs to be heard
_PAD = 24
LIKE = "OoQDlI|!ÌÍÎìíîSsŠšZzB§$"  # letters and signs that stand in for digits
_SPAN = regex.compile(rf"[\d{LIKE}](?:[\d.,/:–{LIKE}\]\[-]*[\d{LIKE}\]])?")


class Seen(NamedTuple):
    """A word as first read; where it may hold a figure, cut out of its page with white around it.

    `alone`: the word is all that a cell holds, or a lone sign in a row of figures; `roman`: it is to be read as
    a Roman number if it can be;
    `capitals`: what follows is all in capitals; `label`: it numbers a row («3.1»), and its point is none
    of a misread comma; `lead`: it is the point behind the number of a line, which is to be read; `one`: a single
    stroke within a line.
    """

    word: Word
    cut: Picture | None = None
    alone: bool = False
    roman: bool = False
    capitals: bool = False
    label: bool = False
    lead: bool = False
    one: bool = False


class Cut(NamedTuple):
    """A word's picture, and what it was first read as."""

    picture: Picture
    first: str
    confidence: float
    capitals: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What the readings of a word come to.

    `confidence` is below the first reading's where they disagree; `readings` are the other figures
    that it may be, `doubtful` whether a person has to look.
    """

    text: str
    confidence: float
    readings: tuple[str, ...] = ()
    doubtful: bool = False


Judge = Callable[[Sequence[Cut]], list[Settled]]
Reading = tuple[str, float]


def read_again(cuts: Sequence[Cut], manner: Manner, *, whole: bool = False) -> list[Reading]:
    """The figure in each, or the `whole` text, and its least confidence."""
    read = read_pictures([cut.picture for cut in cuts], manner)
    texts = ["".join(word.text for word in words) for words in read]
    least = [min((word.confidence for word in words), default=0.0) for words in read]
    return list(zip(texts if whole else map(core, texts), least, strict=True))


def core(text: str) -> str:
    """The figure in a word, letters that stand in for digits among them; the whole where there is none."""
    found = _SPAN.search(text)
    return found[0] if found else text


def digits_of(text: str) -> str:
    """The digits of a word, one behind the other."""
    return "".join(sign for sign in text if sign.isdigit())


def in_doubt(text: str, confidence: float, others: Sequence[str]) -> Settled:
    """A word that a person has to look at, and what else it may be."""
    told = tuple(other for other in dict.fromkeys(others) if other and other != text)
    return Settled(text, round(confidence * DOUBT, 3), told, doubtful=True)


class Sign(NamedTuple):
    """A sign of a picture: where it stands, in dots."""

    left: int
    top: int
    width: int
    height: int


def signs_of(picture: Picture) -> list[Sign]:
    """What is printed on a picture, from the left."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink(picture))
    return sorted(Sign(*map(int, row[:4])) for row in stats[1:])


def padded(cut: Picture) -> Picture:
    """White around a picture: tesseract reads nothing that touches the edge."""
    framed = cv2.copyMakeBorder(cut, _PAD, _PAD, _PAD, _PAD, cv2.BORDER_CONSTANT, value=(WHITE,))
    return np.asarray(framed, np.uint8)
