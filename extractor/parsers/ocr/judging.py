"""What the readings of one figure come to: the likeliest, the comma that it has lost, whether it is in doubt."""

from collections.abc import Sequence
from statistics import median

from extractor import regex
from extractor.parsers.ocr.engine import Picture
from extractor.parsers.ocr.figures import FIGURE, is_figure, looks_like_figure
from extractor.parsers.ocr.readings import (
    DOUBT,
    LEAST_SURE,
    Cut,
    Reading,
    Settled,
    core,
    digits_of,
    in_doubt,
    signs_of,
)

DASHES = ("-", "–", "—", ".", "")
_SURE = 0.6  # what two agreeing readings need at least
_TRUSTED = 0.9  # what makes a lone dissent worth a look
_TALL, _SMALL, _LEAST, _LOW = 0.6, 0.45, 0.12, 0.3  # of the tallest sign's height
_GROUPS = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+(?:\.\d+){2,}|\d+(?:[/–-]\d+)+")
_LABEL = regex.compile(r"\d{1,2}(?:\.\d{1,2})*")
_ONE_POINT = regex.compile(r"(?<=\d)\.(?=(?:\d{1,2}|\d{4,})$)")


def judged(cut: Cut, second: Reading, third: Reading | None) -> Settled:
    """The figure that a word's first reading, a second and, where the two differ, a third come to."""
    readings = [(core(cut.first), cut.confidence), second, *([third] if third else [])]
    figures = [(text, sure) for text, sure in readings if FIGURE.fullmatch(text)]
    if not figures or (len(figures) == 1 and figures[0][1] < LEAST_SURE):
        return _unread(cut, readings)
    best = max(dict(figures), key=lambda text: _weight(text, figures, label=cut.label))
    agreeing = [sure for text, sure in figures if text == best]
    dissent = [(text, sure) for text, sure in figures if text != best]
    others = [text for text, _ in dissent]
    likelier = None if cut.label else _with_comma(best, cut.picture)
    if likelier is not None:
        others.insert(0, best)
        best = likelier
    grave = likelier is not None or any(sure > _TRUSTED for _, sure in dissent)
    doubtful = grave or len(agreeing) < 2 or max(agreeing) < _SURE
    confidence = max(agreeing) * (DOUBT if doubtful else 1.0)
    others = [text for text in dict.fromkeys(others) if text != best]
    words = cut.first.replace(core(cut.first), best, 1) if looks_like_figure(cut.first) else best
    return Settled(words, round(confidence, 3), tuple(others), doubtful)


def _unread(cut: Cut, readings: Sequence[Reading]) -> Settled:
    """A word in which no reading finds a figure: a dash, a word, or a figure that no other reading bears out."""
    if not any(sign.isalnum() for sign in cut.first) and readings[1][0] in DASHES:
        return Settled("-", cut.confidence)
    if is_figure(cut.first) or looks_like_figure(cut.first):
        return in_doubt(cut.first, cut.confidence, [text for text, _ in readings[1:] if is_figure(text)])
    return Settled(cut.first, cut.confidence)


def _weight(text: str, figures: Sequence[Reading], *, label: bool) -> tuple[bool, int, int, int, float]:
    """Whether it is formed as figures are, how many readings give it or its digits, its marks, how sure it is.

    Marks are lost far more often than they are made up.
    """
    sure = [confidence for other, confidence in figures if other == text]
    alike = sum(digits_of(other) == digits_of(text) for other, _ in figures)
    marks = len(text) - len(digits_of(text))
    formed = _GROUPS.fullmatch(text) or (label and _LABEL.fullmatch(text))
    return bool(formed), len(sure), alike, marks, max(sure)


def _with_comma(figure: str, picture: Picture) -> str | None:
    """The figure with the comma that it has lost; None where it seems whole.

    A point that parts no thousands was a comma; a mark on the line that no reading tells of is one.
    """
    if figure.count(".") == 1 and _ONE_POINT.search(figure):
        return str(_ONE_POINT.sub(",", figure))
    if not figure.isdigit():
        return None
    digits, marks = _marks(picture)
    return f"{figure[: marks[0]]},{figure[marks[0] :]}" if digits == len(figure) and len(marks) == 1 else None


def _marks(picture: Picture) -> tuple[int, list[int]]:
    """How many tall signs a picture shows, and behind how many of them each small mark on the line stands."""
    signs = signs_of(picture)
    tallest = max((sign.height for sign in signs), default=0)
    tall = [sign for sign in signs if sign.height >= _TALL * tallest]
    if not tall:
        return 0, []
    line = median(sign.top + sign.height for sign in tall)
    marks = [
        sum(other.left < sign.left for other in tall)
        for sign in signs
        if _LEAST * tallest <= max(sign.width, sign.height) < _SMALL * tallest
        and sign.top + sign.height / 2 > line - _LOW * tallest
    ]
    return len(tall), [mark for mark in marks if 0 < mark < len(tall)]
