"""A page as pdfium gives it: characters with their places, ruled lines. The ctypes calls live here."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import regex
from pypdfium2 import raw

from extractor.parsers.pdf_grids import find_grids
from extractor.parsers.pdf_health import is_shuffled, mended
from extractor.parsers.pdf_ink import Frame, PageInk, Run, spanning
from extractor.parsers.pdf_rows import RAISED, WIDE, rows_of, same_row
from extractor.parsers.pdf_rules import Drawing, read_drawing

_BREAK = regex.compile(r"(?:\r\n|[\r\n\x00])+|\ufffe")
_TOKEN = regex.compile(r"[^\s\x00\ufffe]+\ufffe?")
_HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line, which it does not break there
_MARK = regex.compile(r"(?<=[\p{L}--[mM]][)\]”\"]?|[)\]”\"])\d{1,2}(?!\d)", regex.V1)
_NOTE = regex.compile(r"\d{1,2}(?=\s?[\p{L}“\"(])")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WORD_GAP = 0.13
_TOUCHING = 1.5
_SAMPLES = 9
_INVISIBLE = 3
_Place = tuple[float, float, float, float]


@dataclass(slots=True)
class _Letters:
    """The characters of one page, by index; scratch memory for pdfium's answers."""

    handle: pdfium.PdfTextPage
    frame: Frame
    bold_fonts: dict[int, bool]
    rect: raw.FS_RECTF
    sides: tuple[ctypes.c_double, ctypes.c_double, ctypes.c_double, ctypes.c_double]

    @classmethod
    def of(cls, handle: pdfium.PdfTextPage, frame: Frame) -> "_Letters":
        sides = (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())
        return cls(handle, frame, {}, raw.FS_RECTF(), sides)

    def box(self, index: int) -> _Place:
        """x0, top, x1, bottom of a character: its advance by its font's height."""
        rect = self.rect
        raw.FPDFText_GetLooseCharBox(self.handle, index, rect)
        return self.frame.place_box(rect.left, rect.bottom, rect.right, rect.top)

    def base(self, index: int) -> float:
        """The baseline a character stands on."""
        x, y = self.sides[:2]
        raw.FPDFText_GetCharOrigin(self.handle, index, x, y)
        return self.frame.place(x.value, y.value)[1]

    def rects(self, start: int, count: int) -> list[_Place]:
        """Boxes of the pieces that some characters were printed in."""
        left, top, right, bottom = self.sides
        boxes = []
        for index in range(raw.FPDFText_CountRects(self.handle, start, count)):
            raw.FPDFText_GetRect(self.handle, index, left, top, right, bottom)
            boxes.append(self.frame.place_box(left.value, bottom.value, right.value, top.value))
        return boxes

    def bold(self, index: int) -> bool:
        """Whether a character's font calls itself bold."""
        printed = raw.FPDFText_GetTextObject(self.handle, index)
        if not printed:
            return False
        font = raw.FPDFTextObj_GetFont(printed)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self.bold_fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            self.bold_fonts[key] = b"bold" in name.value.lower()
        return self.bold_fonts[key]

    def unseen(self, index: int) -> bool:
        """Whether a character is printed invisibly."""
        printed = raw.FPDFText_GetTextObject(self.handle, index)
        return bool(printed) and raw.FPDFTextObj_GetTextRenderMode(printed) == _INVISIBLE


def read_page(document: pdfium.PdfDocument, index: int) -> PageInk:
    """The page at `index` (0-based). A page that pdfium cannot open is given as `broken`."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return PageInk(index + 1, Frame(0, 0, 0, 0), broken=True)
    try:
        return _read_open_page(page, index + 1)
    except pdfium.PdfiumError:
        return PageInk(index + 1, Frame(0, 0, 0, 0), broken=True)
    finally:
        page.close()


def _read_open_page(page: pdfium.PdfPage, number: int) -> PageInk:
    handle = page.get_textpage()
    try:
        text = _all_text(handle)
        frame = _frame(page, handle, text)
        drawing = read_drawing(page, frame)
        return _ink(_Letters.of(handle, frame), text, drawing, number)
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
    samples = (_TOKEN.search(text, start) for start in range(0, len(text), len(text) // _SAMPLES + 1))
    turns = Counter(_turn(handle, match.start()) for match in samples if match)
    turn = turns.most_common(1)[0][0] if turns else shown
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, turn, shown)


def _turn(handle: pdfium.PdfTextPage, index: int) -> int:
    angle: float = raw.FPDFText_GetCharAngle(handle, index)
    return -round(angle / 1.5708) % 4


def _ink(letters: _Letters, as_stored: str, drawing: Drawing, number: int) -> PageInk:
    text = mended(as_stored)
    shuffled = is_shuffled(text)
    grids = tuple(find_grids(drawing.rules))
    lines: tuple[tuple[Run, ...], ...] = ()
    words: tuple[Run, ...] = ()
    if shuffled or letters.frame.turn:
        words = tuple(_words_by_place(letters, text))
    elif grids:
        words = tuple(_words(letters, text))
    else:
        lines = tuple(_lines(letters, text))
    if words and not grids:
        lines, words = tuple(rows_of(words)), ()
    first = _TOKEN.search(text)
    return PageInk(
        number,
        letters.frame,
        raw=as_stored,
        lines=lines,
        words=words,
        grids=grids if words else (),
        pictured=drawing.pictured or (drawing.outlined and not lines and not words),
        covered=drawing.covered,
        unseen=first is not None and letters.unseen(first.start()),
        shuffled=shuffled,
    )


def _lines(letters: _Letters, text: str) -> Iterator[tuple[Run, ...]]:
    """Lines as pdfium breaks them, each cut where a wide gap goes through it."""
    before: tuple[Run, ...] = ()
    for start, end in _line_spans(text):
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
        yield start, match.end() if match[0] == _HYPHEN else match.start()
        start = match.end()
    yield start, len(text)


def _touches(before: Run, after: Run) -> bool:
    """pdfium also breaks a line after a raised digit; what goes on there is the same line."""
    return same_row(before, after) and -_TOUCHING < after.x0 - before.x1 < WIDE / 2


def _rejoined(before: Run, after: Run) -> Run:
    between = "" if after.x0 - before.x1 < _TOUCHING else " "
    if before.text.isdigit() and after.base - before.base > RAISED:  # the number of a footnote
        raised = before.text.translate(_RAISED_DIGITS)
        return spanning((before, after), f"{raised} {after.text}")._replace(base=after.base)
    return spanning((before, after), before.text + between + after.text)


def _line(letters: _Letters, text: str, start: int, end: int) -> tuple[Run, ...]:
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
    return (_run(letters, text, start, end, boxes),)


def _cut(letters: _Letters, text: str, start: int, end: int) -> Iterator[Run]:
    """Runs of the line between its wide gaps."""
    last: int | None = None
    begin = start
    for match in _TOKEN.finditer(text, start, end):
        if last is not None and letters.box(match.start())[0] - letters.box(last)[2] > WIDE:
            yield _run(letters, text, begin, last + 1)
            begin = match.start()
        last = match.end() - 1
    yield _run(letters, text, begin, end)


def _run(letters: _Letters, text: str, start: int, end: int, boxes: list[_Place] | None = None) -> Run:
    boxes = boxes or [letters.box(start), letters.box(end - 1)]
    base = letters.base(start)
    return Run(
        _clean(_with_raised(letters, text, start, end, base)),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        base,
        letters.bold(start) and letters.bold(end - 1),
    )


def _clean(text: str) -> str:
    return text.replace(_HYPHEN, "-").replace("\x00", "")


def _words(letters: _Letters, text: str) -> Iterator[Run]:
    for match in _TOKEN.finditer(text):
        first, last = match.start(), match.end() - 1
        x0, top, x1, bottom = letters.box(first)
        if last > first:
            x1 = max(x1, letters.box(last)[2])
        base = letters.base(first)
        words = _clean(_with_raised(letters, text, first, last + 1, base))
        yield Run(words, x0, top, x1, bottom, base, letters.bold(first))


def _with_raised(letters: _Letters, text: str, start: int, end: int, base: float) -> str:
    """The text with raised digits as such (a note's `¹`), so that none becomes part of a figure; not `m2`."""
    words = text[start:end]
    if (note := _NOTE.match(text, start, end)) and letters.base(end - 1) - base > RAISED:
        words = note[0].translate(_RAISED_DIGITS) + words[len(note[0]) :]
    for match in _MARK.finditer(text, start + 1, end):
        if base - letters.base(match.start()) > RAISED:
            at, to = match.start() - start, match.end() - start
            words = words[:at] + match[0].translate(_RAISED_DIGITS) + words[to:]
    return words


def _words_by_place(letters: _Letters, text: str) -> Iterator[Run]:
    """Words made anew from the characters' places, whatever order they were printed in."""
    for row in rows_of(_signs(letters, text), joined=False):
        base = median(sign.base for sign in row)
        word: list[Run] = []
        for sign in row:
            if word and sign.x0 - word[-1].x1 > _WORD_GAP * sign.height:
                yield _spelt(word, base)
                word = []
            word.append(sign)
        yield _spelt(word, base)


def _spelt(signs: list[Run], base: float) -> Run:
    """One word of its signs, raised digits as such but for those of `m2`."""
    text = ""
    for sign in signs:
        raised = sign.text.isdigit() and base - sign.base > RAISED and text[-1:] not in ("m", "M")
        text += sign.text.translate(_RAISED_DIGITS) if raised else sign.text
    return spanning(signs, text)._replace(base=base)


def _signs(letters: _Letters, text: str) -> Iterator[Run]:
    for match in _TOKEN.finditer(text):
        bold = letters.bold(match.start())
        for index in range(match.start(), match.end()):
            yield Run(_clean(text[index]), *letters.box(index), letters.base(index), bold)
