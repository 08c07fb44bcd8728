"""A page as pdfium gives it: characters with their places, ruled lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor import regex
from extractor.parsers.pdf_aligned import may_hold_table
from extractor.parsers.pdf_grids import find_grids
from extractor.parsers.pdf_health import mended
from extractor.parsers.pdf_hidden import has_unseen, white_share
from extractor.parsers.pdf_ink import Frame, PageInk, Run, spanning
from extractor.parsers.pdf_layers import Layers, without_hidden_layers
from extractor.parsers.pdf_legacy import LAST_U, LegacyLetters
from extractor.parsers.pdf_letters import Letters, Place, height_of, turn_of
from extractor.parsers.pdf_overlay import read_overlay
from extractor.parsers.pdf_rows import RAISED, WIDE, rows_of, same_row
from extractor.parsers.pdf_rules import Drawing, read_drawing
from extractor.parsers.pdf_struck import blanked, slanted_words, struck_words
from extractor.parsers.pdf_words import (
    HYPHEN,
    RAISED_DIGITS,
    TOKEN,
    clean,
    is_out_of_order,
    is_raised_digit,
    once,
    unspaced_line,
    with_raised,
    words_on,
)

_BREAK = regex.compile(r"(?:\r\n|[\r\n\x00])+|[\ufffe\ue0ad]")
_WIDEST_LETTER = 0.6  # of the height of a line, on the average
_COVERING = 0.5  # of a page: its picture may be of the very words that are printed unseen
_MOST = 0.5
_TOUCHING = 1.5
_SHARED = 0.25  # of a line's height that the one below may reach into
_SAMPLES = 9
_USUAL, _SMALLEST, _LARGEST = 14.0, 5.0, 60.0  # the height of letters in points


def read_page(
    document: pdfium.PdfDocument,
    index: int,
    legacy: LegacyLetters,
    *,
    beside_shuffled: bool = False,
    layers: Layers | None = None,
) -> PageInk:
    """The page at `index` (0-based). A page that pdfium cannot open is given as `broken`.

    `legacy` turns letters of old fonts into Unicode; one for all pages of a document. `beside_shuffled`: the
    letters of another page are out of order, and a few that stand apart tell that those of this one are. `layers`:
    what the file may hold of them; those that are switched off are not read.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return PageInk(index + 1, Frame(0, 0, 0, 0), broken=True)
    try:
        unshown = layers is not None and without_hidden_layers(document, page, index, layers)
        ink = _read_open_page(document, page, index + 1, legacy, beside_shuffled)
        return replace(ink, unshown=True) if unshown else ink
    except pdfium.PdfiumError:
        return PageInk(index + 1, Frame(0, 0, 0, 0), broken=True)
    finally:
        page.close()


def _read_open_page(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    number: int,
    legacy: LegacyLetters,
    beside_shuffled: bool,
) -> PageInk:
    with opened_letters(page, legacy) as (letters, text):
        drawing = read_drawing(page, letters.frame)
        overlay = read_overlay(document, page, letters.frame)
        scanned = drawing.covered >= _COVERING
        white = white_share(letters, text, page, over_pictures=not scanned)
        unseen = has_unseen(letters, text) or (scanned and white > _MOST)
        hidden = white > 0 or (unseen and not scanned)
        slanted = slanted_words(letters, text)
        struck = struck_words(letters, text, (*drawing.bars, *overlay.struck))
        as_stored = blanked(blanked(text, slanted), struck)
        shuffled = is_out_of_order(mended(as_stored), beside_such=beside_shuffled)
        ink = _ink(letters, as_stored, drawing, overlay.fields, number, shuffled)
        return replace(
            ink,
            remarks=overlay.remarks,
            struck=tuple(_told(text, struck)),
            slanted=tuple(_told(text, slanted)),
            unseen=unseen,
            hidden=hidden,
        )


def _told(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The words of some spans of a page's text, as they can be shown."""
    for start, end in spans:
        if words := " ".join(clean(text[start:end]).split()):
            yield words


@contextmanager
def opened_letters(page: pdfium.PdfPage, legacy: LegacyLetters) -> Iterator[tuple[Letters, str]]:
    """The characters of a page and its text, one sign for each of them."""
    handle = page.get_textpage()
    try:
        text = legacy.read(handle, _all_text(handle))
        yield Letters.of(handle, _frame(page, handle, text)), text
    finally:
        handle.close()


def _all_text(handle: pdfium.PdfTextPage) -> str:
    """One character of text for each of pdfium's, so that indices agree."""
    count = handle.count_chars()
    text = str(handle.get_text_range()) if count else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(handle, index) for index in range(count))
    return "".join(chr(code) if 0 < code <= 0x10FFFF else "\x00" for code in codes)


def _frame(page: pdfium.PdfPage, handle: pdfium.PdfTextPage, text: str) -> Frame:
    """The frame in which most of the page's letters stand upright."""
    shown = page.get_rotation() // 90 % 4
    step = len(text) // _SAMPLES + 1
    samples = [match.start() for at in range(0, len(text), step) if (match := TOKEN.search(text, at))]
    turns = Counter(turn_of(handle, index) for index in samples)
    turn = turns.most_common(1)[0][0] if turns else shown
    left, bottom, right, top = page.get_bbox()
    unit = _unit([height_of(handle, index) for index in samples])
    return Frame(left, bottom, right, top, turn, shown, unit)


def _unit(heights: Sequence[float]) -> float:
    """What brings letters that are drawn too small or too large to be read to a usual size."""
    usual = median(heights) if heights else 0.0
    return _USUAL / usual if 0 < usual < _SMALLEST or usual > _LARGEST else 1.0


def _ink(
    letters: Letters,
    as_stored: str,
    drawing: Drawing,
    fields: tuple[Run, ...],
    number: int,
    shuffled: bool,
) -> PageInk:
    text = mended(as_stored)
    grids = tuple(find_grids(drawing.rules))
    lines: tuple[tuple[Run, ...], ...] = ()
    words: tuple[Run, ...] = ()
    if shuffled or letters.frame.turned or grids or fields:
        words = (*words_on(letters, text, grids, shuffled=shuffled), *fields)
    else:
        lines = tuple(_lines_once(_lines(letters, text), letters.frame))
    if words and not grids:
        lines = tuple(rows_of(words))
    if lines and not words and may_hold_table(lines):
        words = tuple(words_on(letters, text))
    return PageInk(
        number,
        letters.frame,
        raw=as_stored,
        lines=lines,
        words=words,
        grids=grids if words else (),
        pictured=drawing.pictured or (drawing.outlined and not lines and not words),
        covered=drawing.covered,
        shuffled=shuffled,
        fields=fields,
    )


def _lines_once(lines: Iterable[tuple[Run, ...]], frame: Frame) -> Iterator[tuple[Run, ...]]:
    """The lines without runs that are printed twice over each other or off the page."""
    held = list(lines)
    printed = (run for line in held for run in line if run.text and frame.holds(run) and frame.shows(run))
    kept = {id(run) for run in once(printed)}
    for line in held:
        if left := tuple(run for run in line if id(run) in kept):
            yield left


def _lines(letters: Letters, text: str) -> Iterator[tuple[Run, ...]]:
    """Lines as pdfium breaks them, each cut where a wide gap goes through it."""
    before: tuple[Run, ...] = ()
    spans = (part for span in _line_spans(text) for part in _level(letters, text, *span))
    for start, end in spans:
        runs = _line(letters, text, start, end)
        if before and runs and _touches(before[-1], runs[0]):
            before = (*before[:-1], _rejoined(before[-1], runs[0]), *runs[1:])
        elif runs:
            if before:
                yield before
            before = runs
    if before:
        yield before


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.end() if match[0] in (HYPHEN, LAST_U) else match.start()
        start = match.end()
    yield start, len(text)


def _level(letters: Letters, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span of a line; several where pdfium did not see that a new line begins further left below."""
    boxes = letters.rects(start, end - start)
    if not any(_falls(upper, lower) for upper, lower in pairwise(boxes)):
        yield start, end
        return
    before: Place | None = None
    for match in TOKEN.finditer(text, start, end):
        box = letters.box(match.start())
        if before is not None and _falls(before, box):
            yield start, match.start()
            start = match.start()
        before = box
    yield start, end


def _falls(upper: Place, lower: Place) -> bool:
    return lower[0] < upper[0] and lower[1] > upper[3] - _SHARED * (upper[3] - upper[1])


def _touches(before: Run, after: Run) -> bool:
    """pdfium also breaks a line after a raised digit; what goes on there is the same line."""
    return same_row(before, after) and -_TOUCHING < after.x0 - before.x1 < WIDE / 2


def _rejoined(before: Run, after: Run) -> Run:
    between = "" if after.x0 - before.x1 < _TOUCHING else " "
    if before.text.isdigit() and after.base - before.base > RAISED:  # the number of a footnote
        raised = before.text.translate(RAISED_DIGITS)
        return spanning((before, after), f"{raised} {after.text}")._replace(base=after.base)
    if is_raised_digit(after, before):  # a note's mark, or the power of a unit: «1.250²», «m2»
        mark = after.text if before.text[-1:] in ("m", "M") else after.text.translate(RAISED_DIGITS)
        return spanning((before, after), before.text + mark)
    return spanning((before, after), before.text + between + after.text)


def _line(letters: Letters, text: str, start: int, end: int) -> tuple[Run, ...]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        return ()
    boxes = letters.rects(start, end - start)
    if not boxes:
        return ()
    if any(after[0] - before[2] > WIDE for before, after in pairwise(boxes)):
        return tuple(_cut(letters, text, start, end))
    if _spaced_wide(boxes, end - start) and len(runs := tuple(_cut(letters, text, start, end))) > 1:
        return runs
    return (_run(letters, text, start, end, boxes),)


def _spaced_wide(boxes: Sequence[Place], letters: int) -> bool:
    """Whether so few letters on so long a line leave room for gaps of many spaces, as fixed pitch sets columns."""
    wide, high = boxes[-1][2] - boxes[0][0], max(box[3] - box[1] for box in boxes)
    return wide > WIDE * 2 and wide > _WIDEST_LETTER * letters * high


def _cut(letters: Letters, text: str, start: int, end: int) -> Iterator[Run]:
    """Runs of the line between its wide gaps."""
    last: int | None = None
    begin = start
    for match in TOKEN.finditer(text, start, end):
        if last is not None and letters.box(match.start())[0] - letters.box(last)[2] > WIDE:
            yield _run(letters, text, begin, last + 1)
            begin = match.start()
        last = match.end() - 1
    yield _run(letters, text, begin, end)


def _run(letters: Letters, text: str, start: int, end: int, boxes: list[Place] | None = None) -> Run:
    boxes = boxes or [letters.box(start), letters.box(end - 1)]
    base = letters.base(start)
    words = unspaced_line(letters, text, start, end) or clean(with_raised(letters, text, start, end, base))
    return Run(
        words,
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        base,
        letters.bold(start) and letters.bold(end - 1),
    )
