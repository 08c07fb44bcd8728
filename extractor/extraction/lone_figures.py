"""The figure that fills a cell, with what a narrow column or a note did to it: «2.621, 5», «1 250», «1.250(1)»."""

from functools import lru_cache
from itertools import pairwise

from extractor import regex
from extractor.language.figures import Figure, read_figure

_UP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# A note's mark behind a figure, «(1)», «[2]», «¹», «(*)»; a star is no longer there once markdown is taken out.
# 10³ and 10⁶ are powers.
_RAISED = rf"(?<!(?<![\d.,])10)[{_UP}]{{1,2}}(?:,[{_UP}]{{1,2}})?"
NOTE_MARK = rf"(?:\(\d(?:[,;]\d)?\)|\([a-dđ]\)|\[\d{{1,2}}\]|{_RAISED}|\([{_UP}]{{0,2}}\))"
NOTE_OPENS = frozenset("([" + _UP)
_PURE = regex.compile(r"^[-–+]?\s*\d[\d.,\u00a0]*\s*%?$")
_LONE = regex.compile(rf"[-–+]?\s*(?P<figure>\d(?:[\d.,\u00a0 ]{{0,40}}\d)?)[.,]?(?: ?{NOTE_MARK})?\s*%?")
_SPACED = regex.compile(r"[1-9]\d{0,2}(?: \d{3}){1,6}(?:,\d{1,6})?")
_GROUPED = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,6}(?:,\d{1,6})?")
_RATE = regex.compile(r"\d{1,3},\d{1,3}")
_TWO = 2


def is_figure(words: str) -> bool:
    """Whether a cell holds one figure and nothing else, be it well formed or not."""
    return _PURE.match(words) is not None or lone_figure(words) is not None


@lru_cache(maxsize=1024)
def lone_figure(words: str) -> tuple[Figure, int, int] | None:
    """The figure of a cell that holds nothing but it, and its offsets in the words; None for any other cell.

    A sign, a percent sign and a note's mark may stand beside it. Groups parted by one space keep the last as
    another reading, as two figures one over the other may look so.
    """
    match = _LONE.fullmatch(words)
    if match is None:
        return None
    written = match["figure"]
    figure = _broken(written, rate=words.endswith("%")) if " " in written else read_figure(written)
    return None if figure is None else (figure, *match.span("figure"))


def _broken(written: str, *, rate: bool) -> Figure | None:
    """A figure whose groups a space parts, or that was broken over the lines of its cell; `rate`: «%» stands behind."""
    if _SPACED.fullmatch(written):
        return _spaced(written)
    whole = written.replace(" ", "")
    known = _GROUPED.fullmatch(whole) or (rate and _RATE.fullmatch(whole))  # «5, 11» may be two figures
    if not known or not _is_one(written):
        return None
    figure = read_figure(whole)
    return None if figure is None else figure._replace(text=written)


def _spaced(written: str) -> Figure | None:
    figure, pieces = read_figure(written.replace(" ", "\u00a0")), written.split(" ")
    last = read_figure(pieces[-1])
    if figure is None or last is None:
        return None
    other = ((last.value, last.decimals),) if len(pieces) == _TWO else ()
    return Figure(written, figure.value, figure.decimals, other)


def _is_one(written: str) -> bool:
    """Whether every space stands beside a mark of the figure, or a piece is no figure of its own."""
    pieces = written.split(" ")
    beside = all(a[-1:] in ".," or b[:1] in ".," for a, b in pairwise(pieces))
    return beside or any(read_figure(piece) is None for piece in pieces)
