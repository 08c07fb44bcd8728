"""Roman numbers, which are misread in many ways («HI», «1L», «lI»)."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractor import regex
from extractor.parsers.ocr.engine import Picture
from extractor.parsers.ocr.picture import ink
from extractor.parsers.ocr.readings import (
    LEAST_SURE,
    MIXED,
    ROMAN,
    Cut,
    Reading,
    Settled,
    in_doubt,
    read_again,
)

STOPS = (".", ",", ":")
_NUMBER = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_LIKE = regex.compile(r"(?=.*[IVXLlH|!])[IVXLlH1|!]{1,5}[.,:]?")
_STROKES = str.maketrans({"H": "II", "l": "I", "|": "I", "!": "I", "1": "I", "v": "V", "x": "X"})
_ONE = regex.compile(r"[1Il|][.,;:)]*")
_HEAD = 0.3  # of its height, where a «1» has its flag
_FLAG = 0.2  # dots of it for each of the height
_ONE_SIDED, _BOTH_SIDED = 0.35, 0.6  # what stands behind a stem, of what stands before it
_SURE = 0.9  # what a first reading needs that no other bears out
_LEAST_HEIGHT = 12  # dots
_UPRIGHT = 0.75  # of its height a stroke is inked
_NARROW, _MOST_WIDTH = 0.4, 0.65  # of its height a stroke is wide, with its serifs
_MOST_STROKES = 3


def may_be_roman(text: str) -> bool:
    """Whether a word may be a Roman number, well read or not."""
    return _LIKE.fullmatch(text) is not None


def settle_roman(cuts: Sequence[Cut]) -> list[Settled]:
    """Numbers of headings; a «1» is one where no capitals follow."""
    return [_heading(cut, read) for cut, read in zip(cuts, read_again(cuts, ROMAN, whole=True), strict=True)]


def may_be_one(text: str) -> bool:
    """Whether a word is a single stroke: «1», «I», or a letter that looks like them."""
    return _ONE.fullmatch(text) is not None


def settle_ones(cuts: Sequence[Cut]) -> list[Settled]:
    """Single strokes within a line («Phụ lục 1», «quý I»): in doubt unless a second reading says the same."""
    read = read_again(cuts, MIXED, whole=True)
    return [_one(cut, text, sure) for cut, (text, sure) in zip(cuts, read, strict=True)]


def _one(cut: Cut, text: str, sure: float) -> Settled:
    told = [_stroke(cut.first)] + [_stroke(text)] * (sure >= LEAST_SURE)
    shown = stroke_shown(cut.picture)
    sign = shown or told[-1] or told[0]
    word = sign + cut.first[1:]
    if told.count(sign) + (sign == shown) > 1:
        return Settled(word, max(sure, cut.confidence))
    return in_doubt(word, max(sure, cut.confidence), ["1" if sign == "I" else "I"])


def _stroke(word: str) -> str:
    bare = _bare(word)
    return bare if bare == "1" else "I" * (bare in ("I", "l", "|"))


def stroke_shown(picture: Picture) -> str:
    """«1» or «I», whichever a picture of a single stroke shows: the flag of the one stands to its left alone,
    the serifs of the other to both sides; nothing where neither is clear."""
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(ink(picture))
    if len(boxes) < 2:
        return ""
    largest = 1 + int(boxes[1:, cv2.CC_STAT_HEIGHT].argmax())
    left, top, width, height = (int(side) for side in boxes[largest][:4])
    sign = numbers[top : top + height, left : left + width] == largest
    stem = np.flatnonzero(sign[round(0.4 * height) : round(0.7 * height)].any(axis=0))
    if height < _LEAST_HEIGHT or not len(stem):
        return ""
    head = sign[: max(1, round(_HEAD * height))]
    before, behind = int(head[:, : stem[0]].sum()), int(head[:, stem[-1] + 1 :].sum())
    if before < _FLAG * height:
        return ""
    return "1" if behind < _ONE_SIDED * before else "I" * (behind > _BOTH_SIDED * before)


def _heading(cut: Cut, read: Reading) -> Settled:
    text, sure = read
    heard = text if sure >= LEAST_SURE else ""
    number = next((number for word in (heard, cut.first) if (number := _number(word, cut))), None)
    if number is None:
        return Settled(cut.first, max(sure, cut.confidence))
    stop = "." * (cut.first[-1:] in STOPS)
    others = [_bare(word) for word in (cut.first, heard) if word]
    agreed = all(other.translate(_STROKES) == number.translate(_STROKES) for other in others)
    if number == "I" and not cut.capitals and stroke_shown(cut.picture) == "1":
        return in_doubt("1" + stop, max(sure, cut.confidence), [number])
    if agreed and (heard or cut.confidence >= _SURE):
        return Settled(number + stop, max(sure, cut.confidence))
    return in_doubt(number + stop, max(sure, cut.confidence), [other for other in others if other != number])


def _number(word: str, cut: Cut) -> str | None:
    bare = _bare(word)
    return bare if bare == "1" and not cut.capitals else numeral(bare)


def _bare(word: str) -> str:
    return word.rstrip("".join(STOPS))


def numeral(word: str) -> str | None:
    """The Roman number up to 39 that a word comes to with its strokes set right; None where it is none."""
    set_right = _bare(word).translate(_STROKES)
    return set_right if _NUMBER.fullmatch(set_right) else None


def strokes(picture: Picture) -> int:
    """How many upright strokes a picture shows, up to three, where it shows nothing else: «I», «II», «III»."""
    printed = ink(picture) > 0
    rows = np.flatnonzero(printed.any(axis=1))
    if len(rows) < _LEAST_HEIGHT:
        return 0
    height = int(rows[-1] - rows[0]) + 1
    upright = printed[rows[0] : rows[-1] + 1].mean(axis=0) >= _UPRIGHT
    edges = np.flatnonzero(np.diff(np.concatenate(([0], upright.astype(np.int8), [0]))))
    widths = edges[1::2] - edges[::2]
    across = np.flatnonzero(printed.any(axis=0))
    alone = int(across[-1] - across[0]) < _MOST_WIDTH * height * max(1, len(widths))
    return len(widths) if len(widths) <= _MOST_STROKES and alone and (widths < _NARROW * height).all() else 0
