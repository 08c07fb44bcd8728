"""Words of a page that are crossed out, or set slantwise across it as a watermark is: no words of the document."""

from collections.abc import Iterator, Sequence
from math import atan2, pi

from pypdfium2 import raw

from extractor import regex
from extractor.parsers.pdf_ink import Rule
from extractor.parsers.pdf_legacy import FILLER
from extractor.parsers.pdf_letters import Letters

_LINE = regex.compile(r"\S(?:[^\r\n\x00]*\S)?")
_LOW, _HIGH = 0.12, 0.5  # of a letter's height above its baseline: where a line crosses it out
_BESIDE = (
    0.5  # of their height: how far such a line reaches over its words at most, with the space behind them
)
_STEP = 6.0  # points from one place of it that is looked at to the next, unless it is long
_MOST_PLACES = 12
_REACH = 1.0
_MOST_BARS = 2000
_SLANT = 0.15  # radians from the way that words are set
_MOST_SLANTED = 0.2  # of a page's signs; more are a page that is turned

_Span = tuple[int, int]


def struck_words(letters: Letters, text: str, bars: Sequence[Rule]) -> list[_Span]:
    """Spans of the page's text that one of the level lines `bars` crosses out from end to end, in order.

    A line under words or between the rows of a table crosses none.
    """
    found: set[int] = set()
    for bar in bars[:_MOST_BARS]:
        struck = sorted(_crossed(letters, text, bar))
        if struck and _covers(letters, struck, bar):
            found.update(struck)
    return _spans(sorted(found))


def slanted_words(letters: Letters, text: str) -> list[_Span]:
    """Spans of the page's text that are printed aslant, in order; none where much of the page is."""
    found = [
        span
        for match in _LINE.finditer(text)
        if _slants(letters, match.start()) or _slants(letters, match.end() - 1)
        for span in _spans([index for index in range(*match.span()) if _slants(letters, index)])
    ]
    return found if sum(end - start for start, end in found) <= _MOST_SLANTED * len(text) else []


def blanked(text: str, spans: Sequence[_Span]) -> str:
    """The text with blanks for what the spans hold; inside a word its rest is drawn together («1.2350», «1.350»)."""
    for start, end in spans:
        inside = text[start - 1 : start].strip() and text[end : end + 1].strip()
        one = inside and not any(sign.isspace() for sign in text[start:end])
        text = text[:start] + (FILLER if one else " ") * (end - start) + text[end:]
    return text


def _crossed(letters: Letters, text: str, bar: Rule) -> set[int]:
    """Signs of the text that the line goes through."""
    found: set[int] = set()
    for x in _places(bar):
        index = _at(letters, x, bar.top)
        if index is None or index in found or not _goes_through(letters, index, bar):
            continue
        for step in (-1, 1):
            at = index
            while 0 <= at < len(text) and _goes_through(letters, at, bar):
                found.add(at)
                at += step
                while 0 <= at < len(text) and text[at] == " " and _within(letters, at + step, len(text), bar):
                    found.add(at)
                    at += step
    return found


def _places(bar: Rule) -> Iterator[float]:
    count = min(_MOST_PLACES, int((bar.x1 - bar.x0) / _STEP) + 1)
    yield from (bar.x0 + (number + 0.5) * (bar.x1 - bar.x0) / count for number in range(count))


def _at(letters: Letters, x: float, y: float) -> int | None:
    left, bottom = letters.frame.page_point(x, y)
    reach = _REACH / letters.frame.unit
    index: int = raw.FPDFText_GetCharIndexAtPos(letters.handle, left, bottom, reach, reach)
    return index if index >= 0 else None


def _within(letters: Letters, index: int, count: int, bar: Rule) -> bool:
    return 0 <= index < count and _goes_through(letters, index, bar)


def _goes_through(letters: Letters, index: int, bar: Rule) -> bool:
    x0, top, x1, bottom = letters.box(index)
    base, height = letters.base(index), bottom - top
    level = base - _HIGH * height < bar.top < base - _LOW * height
    return level and bar.x0 - _REACH <= (x0 + x1) / 2 <= bar.x1 + _REACH


def _covers(letters: Letters, struck: Sequence[int], bar: Rule) -> bool:
    boxes = [letters.box(index) for index in struck]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    beside = _BESIDE * max(box[3] - box[1] for box in boxes)
    return left - beside <= bar.x0 and bar.x1 <= right + beside


def _slants(letters: Letters, index: int) -> bool:
    """Whether a sign lies aslant; one that only leans, as italics do that a program makes of upright letters, does not:
    its angle is that of its strokes, the way of its line is level."""
    angle: float = raw.FPDFText_GetCharAngle(letters.handle, index)
    if angle < 0 or not _is_aslant(angle):
        return False
    matrix = raw.FS_MATRIX()
    return bool(raw.FPDFText_GetMatrix(letters.handle, index, matrix)) and _is_aslant(
        atan2(matrix.b, matrix.a)
    )


def _is_aslant(angle: float) -> bool:
    return abs(angle - round(angle / (pi / 2)) * (pi / 2)) > _SLANT


def _spans(indices: Sequence[int]) -> list[_Span]:
    spans: list[_Span] = []
    for index in indices:
        if spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans
