"""A page's picture to what lies printed on it: words in lines, words in the cells of ruled tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import fmean, median
from typing import NamedTuple

import numpy as np

from extractor import regex
from extractor.parsers.doubts import DoubtBook, DoubtfulFigure
from extractor.parsers.ocr.cells import cell_words
from extractor.parsers.ocr.engine import Manner, Picture, Word, read_pictures, turn_of
from extractor.parsers.ocr.figures import around, is_figure, rejoined, stretch_of
from extractor.parsers.ocr.kept import keep
from extractor.parsers.ocr.leads import led
from extractor.parsers.ocr.missed import with_missed
from extractor.parsers.ocr.picture import WHITE, Shot, fitted, gutter_of, ink, rotated, skew, turned
from extractor.parsers.ocr.readings import Seen, Settled
from extractor.parsers.ocr.romans import may_be_one, may_be_roman
from extractor.parsers.ocr.ruled import Ruled, area, find_ruled
from extractor.parsers.ocr.settling import settle
from extractor.parsers.pdf_aligned import may_hold_table
from extractor.parsers.pdf_ink import Frame, PageInk, Run
from extractor.parsers.pdf_rows import rows_of
from extractor.plantext import Box

_PAGE = Manner(3, 0.6)
_SURE = 0.6
_CERTAIN = 0.9
_FEW = 12
_ROW = 2  # figures of a line that may be a row of a table without rules
_NOISE = 0.3
_BLANK = 0.5  # of 255: the mean ink of a page with specks alone
_NUMBER = regex.compile(r"(?:\d{1,2}\.)+\d{0,2}|\(?\d{1,2}\)")


class Pictured(NamedTuple):
    """A page as read, the two pages of a spread one after the other, and its picture as it was read: straight,
    with `dots` to a point of the page."""

    pages: tuple[PageInk, ...]
    runs: tuple[Run, ...]
    picture: Picture
    dots: float

    def words(self) -> list[tuple[str, Box]]:
        """The words with their boxes on the page as a viewer shows it, in its own points."""
        frame = self.pages[0].frame
        return [(word, frame.shown_box(*run[1:5])) for run in self.runs for word in run.text.split()]


def read_shot(shot: Shot, number: int, book: DoubtBook) -> tuple[PageInk, ...]:
    """The page `number` read from its picture, the two pages of a spread one after the other; its doubtful
    figures are noted in `book`.

    Raises TesseractFailed where tesseract fails or takes too long.
    """
    read = pictured(shot, number, book)
    keep(number, read, book)
    return read.pages


def pictured(shot: Shot, number: int, book: DoubtBook) -> Pictured:
    """As `read_shot`, with the picture that the words were read from, turned as the page is shown."""
    shot = fitted(shot)
    height, width = shot.picture.shape
    (level, sides), turn = _read_sides(shot), 0
    if _is_doubtful([word for side in sides for word in side.words]) and (turn := turn_of(shot.picture)):
        level, sides = _read_sides(_turned(shot, turn))
    own = shot.scale * shot.unit
    frame = Frame(0.0, 0.0, width / own, height / own, turn, unit=shot.unit)
    found = [_ink(number, frame, shot.scale, side, book) for side in sides]
    pages, runs = tuple(page for page, _ in found), tuple(run for _, each in found for run in each)
    return Pictured(pages, runs, turned(level, -turn), own)


def _turned(shot: Shot, turn: int) -> Shot:
    stamp = None if shot.stamp is None else turned(shot.stamp, turn)
    return shot._replace(picture=turned(shot.picture, turn), stamp=stamp)


class _Straight(NamedTuple):
    """A page set straight: its tables, the words that stand in none of them, where it begins in its picture,
    where stamps were taken out of it."""

    ruled: Ruled
    words: list[Word]
    left: int = 0
    stamp: Picture | None = None


def _read_sides(shot: Shot) -> tuple[Picture, list[_Straight]]:
    """The picture set straight, and the page on it, or the two pages of a spread."""
    angle = skew(shot.picture)
    level = rotated(shot.picture, angle)
    stamp = None if shot.stamp is None else rotated(shot.stamp, angle, 0)
    gutter = gutter_of(level, shot.scale)
    if gutter is None:
        return level, [_read_level(level, shot.scale)._replace(stamp=stamp)]
    return level, [
        _read_level(np.ascontiguousarray(level[:, side]), shot.scale)._replace(
            left=side.start, stamp=None if stamp is None else stamp[:, side]
        )
        for side in (slice(0, gutter), slice(gutter, level.shape[1]))
    ]


def _read_level(level: Picture, scale: float) -> _Straight:
    ruled = find_ruled(level, scale)
    prose = ruled.picture.copy()
    for grid in ruled.grids:
        prose[area(grid, scale, margin=1)] = WHITE
    return _Straight(ruled, read_pictures([prose], _PAGE)[0])


def _is_doubtful(words: Sequence[Word]) -> bool:
    """Whether the page may lie on its side or its head: few words, upright ones, or hardly recognised."""
    sure = [
        word
        for word in words
        if word.confidence >= _SURE and len(word.text) > 1 and word.x1 - word.x0 > word.bottom - word.top
    ]
    return len(sure) < max(_FEW, len(words) / 2)


def _ink(
    number: int, frame: Frame, scale: float, read: _Straight, book: DoubtBook
) -> tuple[PageInk, list[Run]]:
    """The page, and its words one by one."""
    prose = list(_seen(read))
    inside = cell_words(read.ruled, scale)
    settled = settle([*inside, *prose])
    settled, missed = with_missed(read.ruled, read.words, read.stamp, scale, [*inside, *prose], settled)
    prose += missed
    sure = [one.confidence for one in settled]
    left = read.left / scale
    runs = [
        run._replace(x0=run.x0 + left, x1=run.x1 + left)
        for run in _runs([*inside, *prose], [marked(one, book) for one in settled], scale)
    ]
    grids = [replace(grid, xs=tuple(x + left for x in grid.xs)) for grid in read.ruled.grids]
    text = " ".join(run.text for run in runs)
    page = PageInk(
        number, frame, raw=text, pictured=True, recognised=fmean(sure) if sure else _of_blank(read.ruled)
    )
    if not grids:
        lines = tuple(rows_of(runs))
        return replace(page, lines=lines, words=tuple(runs) if may_hold_table(lines) else ()), runs
    return replace(page, words=tuple(runs), grids=tuple(grids)), runs


def _seen(read: _Straight) -> Iterator[Seen]:
    """The words outside the tables; numbers of pages and those that a line begins with are not read again."""
    printed = ink(read.ruled.picture)
    for _, line in groupby(read.words, key=lambda word: word.line):
        words = rejoined([word for word in line if not _is_noise(word)])
        if lead := led(words, printed):
            yield Seen(lead, around(read.ruled.picture, lead), lead=True)
            words = words[1:]
        rows = sum(is_figure(word.text) for word in words) >= _ROW
        for word in words:
            first = word is words[0]
            opens = first and (len(words) == 1 or not words[1].text[0].islower())
            numbers = opens and _NUMBER.fullmatch(word.text + "." * (len(words) == 1))
            capitals = first and " ".join(word.text for word in words[1:]).isupper()
            roman = opens and len(words) > 1 and (may_be_roman(word.text) or (capitals and word.text == "1."))
            one = not first and may_be_one(word.text)
            alone = rows and len(word.text) == 1 and word.text.isupper() and word.confidence < _CERTAIN
            again = roman or one or alone or (is_figure(word.text) and not numbers)
            cut = around(read.ruled.picture, word) if again else None
            yield Seen(word, cut, roman=roman, capitals=capitals, one=one, alone=alone)


def _of_blank(ruled: Ruled) -> float | None:
    """A page without words is a blank one, surely read, unless something else is drawn on it."""
    return 1.0 if float(ink(ruled.picture).mean()) < _BLANK else None


def marked(settled: Settled, book: DoubtBook) -> str:
    """The word, with the sign of its doubt where it is in doubt."""
    if not settled.doubtful:
        return settled.text
    figure = stretch_of(settled.text)
    return book.marked(settled.text, DoubtfulFigure(figure, settled.confidence, settled.readings))


def _runs(seen: Sequence[Seen], texts: Sequence[str], scale: float) -> Iterator[Run]:
    """Words in points; those of one line stand on one baseline."""
    words = zip((one.word for one in seen), texts, strict=True)
    for _, line in groupby(words, key=lambda pair: pair[0].line):
        kept = [(word, text) for word, text in line if text]
        if not kept:
            continue
        top = min(word.top for word, _ in kept) / scale
        bottom = max(word.bottom for word, _ in kept) / scale
        base = median(word.bottom for word, _ in kept) / scale
        for word, text in kept:
            yield Run(text, word.x0 / scale, top, word.x1 / scale, bottom, base)


def _is_noise(word: Word) -> bool:
    """Specks, and pieces of stamps and signatures."""
    return word.confidence < _NOISE and not any(sign.isdigit() for sign in word.text)
