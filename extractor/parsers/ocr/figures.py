"""Figures read a second and, where the two differ, a third time; what stays open is a doubt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
import regex
from numpy.typing import NDArray

from extractor.parsers.ocr.engine import Manner, Picture, Word, read_pictures
from extractor.parsers.ocr.picture import WHITE, ink

_SIGNS = "0123456789.,/%()+-–:"
_SECOND = Manner(7, 0.6, latin=True, signs=_SIGNS)
_THIRD = Manner(7, 1.0, latin=True, signs=_SIGNS)
_MIXED = Manner(7, 0.6, latin=True)
_ROMAN = Manner(7, 0.6, latin=True, signs="IVX1.")
_PAD = 24
_DOUBT = 0.6
_STOPS, _DASHES = (".", ",", ":"), ("-", "–", ".", "")
_LEAST_SURE = 0.3
_TALL, _SMALL, _LEAST, _LOW = 0.6, 0.45, 0.12, 0.3  # of the tallest sign's height
_MARGIN = 3
# Of a digit's height: the gap between two digits, between a «1» and another, how wide a «1» is.
_NEAR, _NEAR_ONE, _NARROW, _THINNEST = 0.3, 0.48, 0.5, 0.08
_SURE = 0.6  # what two agreeing readings need at least
_TRUSTED = 0.9  # what makes a lone dissent worth a look
_LIKE = "OoQDlI|!ÌÍÎìíîSsŠšZzB§$"  # letters and signs that stand in for digits
_PURE = regex.compile(rf"[(\"“]?[-+–]?(?=\S*[\d§$Š])[\d.,/%:{_LIKE}\]\[–-]+[)\"”;:,.]*")
_SPAN = regex.compile(rf"[\d{_LIKE}](?:[\d.,/:–{_LIKE}\]\[-]*[\d{_LIKE}\]])?")
_FIGURE = regex.compile(r"\d(?:[\d.,/:–-]*\d)?")
_DIGIT = regex.compile(r"[\d§Š]")
_ROMAN_NUMBER = regex.compile(r"[IVX]{1,5}")
_LIKE_ROMAN = regex.compile(r"(?=.*[IVXLlH|!])[IVXLlH1|!]{1,5}[.,:]?")
_STROKES = str.maketrans({"H": "II", "l": "I", "|": "I", "!": "I", "1": "I"})
_GROUPS = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+(?:\.\d+){2,}|\d+(?:[/–-]\d+)+")
_ONE_POINT = regex.compile(r"(?<=\d)\.(?=(?:\d{1,2}|\d{4,})$)")


class Seen(NamedTuple):
    """A word as first read; where it may hold a figure, cut out of its page with white around it.

    `alone`: the word is all that a cell holds; `roman`: it is to be read as a Roman number if it can be;
    `capitals`: what follows is all in capitals; `label`: it numbers a row («3.1»), and its point is none
    of a misread comma.
    """

    word: Word
    cut: Picture | None = None
    alone: bool = False
    roman: bool = False
    capitals: bool = False
    label: bool = False


Judge = Callable[[Sequence["Cut"]], list["Settled"]]


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


def looks_like_figure(text: str) -> bool:
    """Whether a word is nothing but a figure, letters that stand in for digits among it."""
    return _PURE.fullmatch(text) is not None


def may_be_roman(text: str) -> bool:
    """Whether a word may be a Roman number, well read or not."""
    return _LIKE_ROMAN.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """Whether a word may hold a figure: a digit, or a sign that tesseract gives for an eight."""
    return _DIGIT.search(text) is not None


def figure_of(text: str) -> str:
    """The first figure in a word; the whole word where it has none."""
    found = _FIGURE.search(text)
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
    """The words of a line, figures that a gap too narrow for a space cuts in two made whole («1 18.500»)."""
    whole: list[Word] = []
    for word in words:
        before = whole[-1] if whole else None
        if before is not None and _is_cut(before, word):
            whole[-1] = before._replace(
                text=before.text + word.text,
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
    figures = before.text[-1].isdigit() and word.text[0] in "0123456789,."
    near = _NEAR_ONE if "1" in (before.text[-1], word.text[0]) else _NEAR
    return figures and 0 <= word.x0 - before.x1 < near * height


def padded(cut: Picture) -> Picture:
    """White around a picture: tesseract reads nothing that touches the edge."""
    framed = cv2.copyMakeBorder(cut, _PAD, _PAD, _PAD, _PAD, cv2.BORDER_CONSTANT, value=(WHITE,))
    return np.asarray(framed, np.uint8)


def settle(seen: Sequence[Seen]) -> list[Settled]:
    """The words with their figures read again, in the order given."""
    settled = [Settled(one.word.text, one.word.confidence) for one in seen]
    cuts = [
        (index, Cut(one.cut, one.word.text, one.word.confidence, one.capitals, one.label))
        for index, one in enumerate(seen)
        if one.cut is not None
    ]
    groups: dict[Judge, list[tuple[int, Cut]]] = {_settle_roman: [], _settle_pure: [], _settle_mixed: []}
    for index, cut in cuts:
        groups[_judge_of(seen[index])].append((index, cut))
    for judge, group in groups.items():
        for (index, _), result in zip(group, judge([cut for _, cut in group]), strict=True):
            settled[index] = result
    return settled


def _judge_of(seen: Seen) -> Judge:
    if seen.roman:
        return _settle_roman
    return _settle_pure if seen.alone or looks_like_figure(seen.word.text) else _settle_mixed


def _settle_roman(cuts: Sequence[Cut]) -> list[Settled]:
    """Numbers of headings, which are misread in many ways («HI», «1L»); a «1» is one where no capitals follow."""
    read = _read(cuts, _ROMAN, whole=True)
    return [
        Settled(_roman(cut, text, sure), max(sure, cut.confidence))
        for cut, (text, sure) in zip(cuts, read, strict=True)
    ]


def _roman(cut: Cut, text: str, sure: float) -> str:
    stop = "." * (cut.first[-1:] in _STOPS)
    for number in (text if sure >= _LEAST_SURE else "", cut.first):
        bare = number.rstrip("".join(_STOPS))
        if bare == "1" and not cut.capitals:
            return bare + stop
        if _ROMAN_NUMBER.fullmatch(bare.translate(_STROKES)):
            return bare.translate(_STROKES) + stop
    return cut.first


def _settle_pure(cuts: Sequence[Cut]) -> list[Settled]:
    second = _read(cuts, _SECOND)
    open_ones = [index for index, cut in enumerate(cuts) if second[index][0] != _core(cut.first)]
    third = dict(zip(open_ones, _read([cuts[index] for index in open_ones], _THIRD), strict=True))
    return [_judged(cut, second[index], third.get(index)) for index, cut in enumerate(cuts)]


def _settle_mixed(cuts: Sequence[Cut]) -> list[Settled]:
    """Words with letters («24/2021/QH15») keep their first reading; their digits alone are compared."""
    return [
        Settled(cut.first, cut.confidence)
        if _digits(cut.first) == _digits(text) and "§" not in cut.first
        else Settled(cut.first, round(cut.confidence * _DOUBT, 3), _differing(text), doubtful=True)
        for cut, (text, _) in zip(cuts, _read(cuts, _MIXED), strict=True)
    ]


def _differing(other: str) -> tuple[str, ...]:
    return (other,) if is_figure(other) else ()


def _read(cuts: Sequence[Cut], manner: Manner, *, whole: bool = False) -> list[tuple[str, float]]:
    """The figure in each, or the `whole` text, and its least confidence."""
    read = read_pictures([cut.picture for cut in cuts], manner)
    texts = ["".join(word.text for word in words) for words in read]
    least = [min((word.confidence for word in words), default=0.0) for words in read]
    return list(zip(texts if whole else map(_core, texts), least, strict=True))


def _core(text: str) -> str:
    """The figure in a word, letters that stand in for digits among them; the whole where there is none."""
    found = _SPAN.search(text)
    return found[0] if found else text


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _judged(cut: Cut, second: tuple[str, float], third: tuple[str, float] | None) -> Settled:
    readings = [(_core(cut.first), cut.confidence), second, *([third] if third else [])]
    figures = [(text, sure) for text, sure in readings if _FIGURE.fullmatch(text)]
    if not figures or (len(figures) == 1 and figures[0][1] < _LEAST_SURE):
        blank = not any(sign.isalnum() for sign in cut.first)
        return Settled("-" if blank and second[0] in _DASHES else cut.first, cut.confidence)
    best = max(dict(figures), key=lambda text: _weight(text, figures))
    agreeing = [sure for text, sure in figures if text == best]
    dissent = [(text, sure) for text, sure in figures if text != best]
    others = [text for text, _ in dissent]
    likelier = None if cut.label else _with_comma(best, cut.picture)
    if likelier is not None:
        others.insert(0, best)
        best = likelier
    grave = likelier is not None or any(sure > _TRUSTED for _, sure in dissent)
    doubtful = grave or len(agreeing) < 2 or max(agreeing) < _SURE
    confidence = max(agreeing) * (_DOUBT if doubtful else 1.0)
    others = [text for text in dict.fromkeys(others) if text != best]
    words = cut.first.replace(_core(cut.first), best, 1) if looks_like_figure(cut.first) else best
    return Settled(words, round(confidence, 3), tuple(others), doubtful)


def _weight(text: str, figures: Sequence[tuple[str, float]]) -> tuple[bool, int, int, int, float]:
    """Whether it is formed as figures are, how many readings give it or its digits, its marks, how sure it is.

    Marks are lost far more often than they are made up.
    """
    sure = [confidence for other, confidence in figures if other == text]
    alike = sum(_digits(other) == _digits(text) for other, _ in figures)
    marks = len(text) - len(_digits(text))
    return _GROUPS.fullmatch(text) is not None, len(sure), alike, marks, max(sure)


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
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink(picture))
    signs = sorted(tuple(map(int, row)) for row in stats[1:])
    tallest = max((height for _, _, _, height, _ in signs), default=0)
    tall = [sign for sign in signs if sign[3] >= _TALL * tallest]
    if not tall:
        return 0, []
    line = median(top + height for _, top, _, height, _ in tall)
    marks = [
        sum(other[0] < left for other in tall)
        for left, top, width, height, _ in signs
        if _LEAST * tallest <= max(width, height) < _SMALL * tallest
        and top + height / 2 > line - _LOW * tallest
    ]
    return len(tall), [mark for mark in marks if 0 < mark < len(tall)]
