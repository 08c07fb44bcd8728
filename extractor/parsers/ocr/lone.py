"""What fills a cell alone: a figure, a Roman number, a dash or a short word, told apart by what all signs allow.

A reading that knows digits alone makes a figure of any word («Có» gives «6»), so it is asked for none
before a reading that knows letters has seen one.
"""

import unicodedata
from collections.abc import Sequence

from extractor import regex
from extractor.parsers.ocr.engine import Manner, read_pictures
from extractor.parsers.ocr.figures import is_figure, looks_like_figure, stretch_of
from extractor.parsers.ocr.judging import DASHES, judged
from extractor.parsers.ocr.readings import (
    LEAST_SURE,
    LIKE,
    MIXED,
    ROMAN,
    SECOND,
    THIRD,
    Cut,
    Reading,
    Settled,
    core,
    digits_of,
    in_doubt,
    read_again,
)
from extractor.parsers.ocr.romans import numeral, strokes

_WORDS = Manner(7, 0.6)
_PLAIN = regex.compile(r"[(\"“]?[-+–]?\d(?:[\d.,/:–-]*\d)?[%)\"”;:,.]*")
_LETTERS = frozenset(LIKE) | frozenset("L")
_HARDLY = 0.6
_SURER = 0.9


def settle_lone(cuts: Sequence[Cut]) -> list[Settled]:
    """Each as the figure, the number or the word that it is."""
    mixed = read_again(cuts, MIXED, whole=True)
    kinds = [_kind(cut, *read) for cut, read in zip(cuts, mixed, strict=True)]
    settled: dict[int, Settled] = {}
    for kind, judge in ((_FIGURE, _figures), (_NUMERAL, _numerals), (_WORD, _words)):
        chosen = [index for index, found in enumerate(kinds) if found == kind]
        results = judge([cuts[index] for index in chosen], [mixed[index] for index in chosen])
        settled.update(zip(chosen, results, strict=True))
    return [settled[index] for index in range(len(cuts))]


_FIGURE, _NUMERAL, _WORD = "figure", "numeral", "word"


def _kind(cut: Cut, text: str, sure: float) -> str:
    if _PLAIN.fullmatch(text) and sure >= LEAST_SURE:
        return _FIGURE
    if looks_like_figure(cut.first) and not (cut.label and numeral(text)):
        return _FIGURE
    if numeral(text) or (numeral(cut.first) and (not text or not text.isalpha())):
        return _NUMERAL
    return _WORD


def _figures(cuts: Sequence[Cut], mixed: Sequence[Reading]) -> list[Settled]:
    """A reading of all signs that gives a figure is the second; elsewhere one that knows digits alone is."""
    plain = [_PLAIN.fullmatch(text) is not None for text, _ in mixed]
    asked = [index for index, is_plain in enumerate(plain) if not is_plain]
    second = dict(zip(asked, read_again([cuts[index] for index in asked], SECOND), strict=True))
    heard = [second.get(index, (core(text), sure)) for index, (text, sure) in enumerate(mixed)]
    open_ones = [index for index, cut in enumerate(cuts) if heard[index][0] != core(cut.first)]
    third = dict(zip(open_ones, read_again([cuts[index] for index in open_ones], THIRD), strict=True))
    return [
        _unless_word(judged(cut, heard[index], third.get(index)), *mixed[index])
        for index, cut in enumerate(cuts)
    ]


def _unless_word(settled: Settled, text: str, sure: float) -> Settled:
    """In doubt where a reading of all signs gives letters alone, or such as do not stand in for digits."""
    lettered = any(sign.isalpha() and (sign not in _LETTERS or not is_figure(text)) for sign in text)
    if settled.doubtful or not lettered or sure < LEAST_SURE:
        return settled
    return in_doubt(settled.text, settled.confidence, [*settled.readings, text])


def _numerals(cuts: Sequence[Cut], mixed: Sequence[Reading]) -> list[Settled]:
    roman = read_again(cuts, ROMAN, whole=True)
    return [_numeral(cut, text, read) for cut, (text, _), (read, _) in zip(cuts, mixed, roman, strict=True)]


def _numeral(cut: Cut, text: str, read: str) -> Settled:
    """The number that most readings give; of strokes alone there are as many as the picture shows."""
    told = [number for word in (cut.first, text, read) if (number := numeral(word))]
    shown = "I" * strokes(cut.picture)
    best = max(told, key=lambda number: (number == shown, told.count(number)))
    only_strokes = set(best) == {"I"}
    if only_strokes and shown:
        best = shown
    stop = "." * (cut.first[-1:] == "." or text[-1:] == ".")
    others = [
        number for number in (*told, cut.first) if number != best and (number in told or is_figure(number))
    ]
    if others or (only_strokes and not shown) or told.count(best) + (best == shown) < 2:
        return in_doubt(best + stop, max(cut.confidence, LEAST_SURE), others)
    return Settled(best + stop, max(cut.confidence, _HARDLY))


def _words(cuts: Sequence[Cut], mixed: Sequence[Reading]) -> list[Settled]:
    read = read_pictures([cut.picture for cut in cuts], _WORDS)
    return [
        _word(cut, text, " ".join(word.text for word in words), min((w.confidence for w in words), default=0))
        for cut, (text, _), words in zip(cuts, mixed, read, strict=True)
    ]


def _word(cut: Cut, mixed: str, again: str, sure: float) -> Settled:
    """A word as the surer of two readings in Vietnamese gives it, a dash where there are no letters at all."""
    blank = not any(sign.isalnum() for sign in cut.first + again)
    if blank and mixed in DASHES:
        shown = "I" * strokes(cut.picture)
        return in_doubt(shown, _HARDLY, ["1"]) if shown else Settled("-", cut.confidence)
    best = max(((cut.first, cut.confidence), (again, sure)), key=lambda read: read[1])
    text, confidence = best if best[0] else (cut.first or again or mixed, best[1])
    agreed = _bare(cut.first) == _bare(again) or _bare(text) == _bare(mixed)
    if is_figure(cut.first + again) and (digits_of(text) != digits_of(mixed) or not digits_of(text)):
        return in_doubt(
            text, confidence, [stretch_of(word) for word in (cut.first, again, mixed) if is_figure(word)]
        )
    if agreed or confidence >= _HARDLY:
        return Settled(text, confidence)
    return in_doubt(text, confidence, [word for word in (mixed,) if is_figure(word)])


def _bare(word: str) -> str:
    """The letters of a word without their marks."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(sign for sign in plain if sign.isalnum())
