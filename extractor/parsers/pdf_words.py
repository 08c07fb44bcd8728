"""Words of a page: as they are stored, or made anew from the places of their letters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from statistics import median
from unicodedata import combining, normalize

from extractor import regex
from extractor.parsers.pdf_health import is_shuffled
from extractor.parsers.pdf_ink import Frame, Grid, Run, spanning
from extractor.parsers.pdf_legacy import FILLER, LAST_U
from extractor.parsers.pdf_letters import Letters
from extractor.parsers.pdf_rows import RAISED, is_spaced_out, parts, rows_of, unspaced

HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line, which it does not break there
TOKEN = regex.compile(r"[^\s\x00\ufffe\ue0ad]+[\ufffe\ue0ad]?")
_MARK = regex.compile(r"(?<=[\p{L}--[mM]][)\]”\"]?|[)\]”\"%])\d{1,2}(?!\d)", regex.V1)
_TAIL = regex.compile(r"(?<=\d)\d{1,2}(?![\d.,]\d|\d)")
_APART = regex.compile(r"(?<=\d) \d{1,2}(?![\d.,]\d|\d)")  # a program's own space before a raised digit
_SPACED_MARK = regex.compile(r"(?<=[\p{L})”\"] )(?<!(?<!\p{L})[cdkm]?m )\d{1,2}(?=[,.;:)]|\s|$)")
_NOTE = regex.compile(r"\d{1,2}(?=\s?[\p{L}“\"(])")
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SINGLES = regex.compile(r"(?<!\S)\S(?:\s++\S(?!\S))++")
_PLAIN = regex.compile(r"[A-Za-z]")
_SMALLER = 0.85
_MOST_RAISED = 2
_TOUCHING = 1.5
_NEAR = 6.0  # a space's width, no more
_METRE = regex.compile(r"(?<!\p{L})[cdkm]?[mM]$")
_WORD_GAP = 0.13
_SPACE = 0.6
_PIECE = 3  # letters at most of what pdfium makes of a word that stands across the page
_TWICE = 1.2
_EDGE = 0.08
_CELL = 4.0


def clean(text: str) -> str:
    """The text without signs that print nothing; of pdfium's own sign the hyphen it stands for."""
    return text.replace(HYPHEN, "-").replace("\x00", "").replace(FILLER, "").replace(LAST_U, "ư")


def words_on(
    letters: Letters, text: str, grids: Sequence[Grid] = (), *, shuffled: bool = False
) -> Iterator[Run]:
    """The words of a page, once each: as they are stored, or by their places where they are `shuffled`.

    Those beside the page are left out but for the ends of its lines and what its `grids` hold, which may be
    wider than the paper.
    """
    by_place = letters.frame.turned or shuffled
    words = words_by_place(letters, text) if by_place else _with_marks(once(stored_words(letters, text)))
    return _on_page([word for word in words if word.text and letters.frame.holds(word)], letters.frame, grids)


def _with_marks(words: Iterable[Run]) -> Iterator[Run]:
    """The words with a raised digit that pdfium parts from a figure put behind it («1.250²»), one that stands
    apart from its word as such («xã ¹»)."""
    before: Run | None = None
    for word in words:
        if before is None or not is_raised_digit(word, before):
            mark = None
        else:
            mark = _mark(word, before)
            if mark is not None and word.x0 - before.x1 < _TOUCHING and before.text[-1:].isdigit():
                before = spanning((before, word), before.text + mark)
                continue
        if before is not None:
            yield before
        before = word if mark is None else word._replace(text=mark)
    if before is not None:
        yield before


def _mark(word: Run, before: Run) -> str | None:
    """A raised digit close behind a word as the mark of a note; None for one further off, and for that of «m²»."""
    if not -_TOUCHING < word.x0 - before.x1 < _NEAR or _METRE.search(before.text):
        return None
    return word.text.translate(RAISED_DIGITS)


def _on_page(words: Sequence[Run], frame: Frame, grids: Sequence[Grid]) -> Iterator[Run]:
    if all(map(frame.shows, words)):
        yield from words
        return
    lines = (part for row in rows_of(words, joined=False) for part in parts(row))
    kept = {id(word) for line in lines if any(map(frame.shows, line)) for word in line}
    yield from (word for word in words if id(word) in kept or any(grid.holds(word) for grid in grids))


def is_out_of_order(text: str, *, beside_such: bool = False) -> bool:
    """Whether accented letters are stored apart from their words; a heading whose letters are all set apart
    tells nothing. `beside_such`: another page of the file is such a one. Letters may be decomposed."""
    text = normalize("NFC", text)
    told = text if beside_such else _SINGLES.sub(_without_spaced_out, text)
    return is_shuffled(told, beside_such=beside_such)


def _without_spaced_out(singles: regex.Match[str]) -> str:
    return "" if _PLAIN.search(singles[0]) else singles[0]


def stored_words(letters: Letters, text: str) -> Iterator[Run]:
    """Words in the order in which they are stored; of what stands across the others, letters that follow close on
    each other are one word."""
    across: Run | None = None
    turned = 0
    for match in TOKEN.finditer(text):
        word = _word(letters, text, match.start(), match.end())
        if across is None and len(word.text) > _PIECE:
            yield word
            continue
        turn = (letters.turn(match.start()) - letters.frame.turn) % 4
        if across is not None and turn == turned and _follows(across, word, turn):
            across = spanning((across, word), across.text + word.text)
            continue
        if across is not None:
            yield across
        across, turned = (word, turn) if turn % 2 else (None, 0)
        if across is None:
            yield word
    if across is not None:
        yield across


def _follows(before: Run, after: Run, turn: int) -> bool:
    """Whether the second goes on right where the first ends, up the page or down it."""
    gap = before.top - after.bottom if turn == 1 else after.top - before.bottom
    size = max(before.x1 - before.x0, after.x1 - after.x0)
    return abs(gap) < _WORD_GAP * size and min(before.x1, after.x1) - max(before.x0, after.x0) > size / 2


def _word(letters: Letters, text: str, start: int, end: int) -> Run:
    x0, top, x1, bottom = letters.box(start)
    if end - start > 1:
        last = letters.box(end - 1)
        x0, top = min(x0, last[0]), min(top, last[1])
        x1, bottom = max(x1, last[2]), max(bottom, last[3])
    base = letters.base(start)
    words = clean(with_raised(letters, text, start, end, base))
    return Run(words, x0, top, x1, bottom, base, letters.bold(start))


def with_raised(letters: Letters, text: str, start: int, end: int, base: float) -> str:
    """The text with raised digits as such (a note's `¹`), so that none becomes part of a figure; not `m2`."""
    words = text[start:end]
    for match in _APART.finditer(text, start + 1, end):
        count = match.end() - match.start() - 1
        if _raised_tail(letters, match.start() + 1, match.end(), apart=1) == count:
            at, to = match.start() - start, match.end() - start
            words = words[:at] + FILLER + words[at + 1 : to].translate(RAISED_DIGITS) + words[to:]
    for match in _TAIL.finditer(text, start + 1, end):
        raised = match.end() - _raised_tail(letters, *match.span())
        if raised < match.end():
            at, to = raised - start, match.end() - start
            words = words[:at] + words[at:to].translate(RAISED_DIGITS) + words[to:]
    if (note := _NOTE.match(text, start, end)) and letters.base(end - 1) - base > RAISED:
        words = note[0].translate(RAISED_DIGITS) + words[len(note[0]) :]
    for match in _SPACED_MARK.finditer(text, start + 1, end):
        count = match.end() - match.start()
        if _raised_tail(letters, *match.span(), apart=1) == count:
            at, to = match.start() - start, match.end() - start
            words = words[:at] + words[at:to].translate(RAISED_DIGITS) + words[to:]
    for match in _MARK.finditer(text, start + 1, end):
        if base - letters.base(match.start()) > RAISED:
            at, to = match.start() - start, match.end() - start
            words = words[:at] + match[0].translate(RAISED_DIGITS) + words[to:]
    return words


def _raised_tail(letters: Letters, start: int, end: int, *, apart: int = 0) -> int:
    """How many digits at the end of a figure are smaller than the digit before them and stand higher.

    `apart` signs stand between that one and `start`.
    """
    before = letters.box(start - 1 - apart)
    base, least = letters.base(start - 1 - apart), _SMALLER * (before[3] - before[1])
    count = 0
    for index in range(end - 1, start - 1, -1):
        _, top, _, bottom = letters.box(index)
        if base - letters.base(index) <= RAISED or bottom - top > least:
            break
        count += 1
    return count


def is_raised_digit(run: Run, before: Run) -> bool:
    """Whether a run is a digit or two that stand higher than the run before it and are smaller."""
    digits = run.text.isdecimal() and len(run.text) <= _MOST_RAISED
    return digits and before.base - run.base > RAISED and run.height <= _SMALLER * before.height


def words_by_place(letters: Letters, text: str) -> Iterator[Run]:
    """Words made anew from the characters' places, whatever order they were printed in.

    What stands across the page's other words is kept as it is stored, a page number there left out.
    """
    signs: list[Run] = []
    opening: set[int] = set()
    for match in TOKEN.finditer(text):
        if letters.frame.turned and letters.turn(match.start()) != letters.frame.turn:
            word = _word(letters, text, *match.span())
            if not _is_page_number(word, letters):
                yield word
            continue
        bold = letters.bold(match.start())
        first = len(signs)
        for index in range(*match.span()):
            if combining(text[index]) and len(signs) > first:  # a mark, drawn anywhere over its letter
                signs[-1] = signs[-1]._replace(text=signs[-1].text + text[index])
            else:
                signs.append(Run(clean(text[index]), *letters.box(index), letters.base(index), bold))
        if _opens_with_space(letters, text, match.start(), signs[first]):
            opening.add(id(signs[first]))
    yield from _spelt_words(signs, opening)


def _opens_with_space(letters: Letters, text: str, start: int, sign: Run) -> bool:
    """Whether what was printed from a sign on begins with a space, though the letter before may reach over it:
    pdfium's own space stands where that print begins."""
    if start == 0 or text[start - 1] != " " or abs(letters.base(start - 1) - sign.base) > RAISED:
        return False
    apart = sign.x0 - letters.box(start - 1)[0]
    return _WORD_GAP * sign.height < apart < _SPACE * sign.height


def _is_page_number(word: Run, letters: Letters) -> bool:
    width, height = letters.frame.width, letters.frame.height
    edges = (word.x0 / width, 1 - word.x1 / width, word.top / height, 1 - word.bottom / height)
    return word.text.isdigit() and min(edges) < _EDGE


def _spelt_words(signs: Iterable[Run], opening: Set[int]) -> Iterator[Run]:
    """`opening`: the ids of the signs that open a word wherever the one before them ends."""
    for row in rows_of(once(signs), joined=False):
        for part in parts(row):
            usual = median(sign.base for sign in part), median(sign.height for sign in part)
            word: list[Run] = []
            for sign in part:
                if word and (sign.x0 - word[-1].x1 > _WORD_GAP * sign.height or id(sign) in opening):
                    yield _spelt(word, *usual)
                    word = []
                word.append(sign)
            yield _spelt(word, *usual)


def _spelt(signs: list[Run], base: float, height: float) -> Run:
    """One word of its signs, raised digits as such but for those of `m2`."""
    text = ""
    for sign in signs:
        smaller = sign.text.isdigit() and sign.height <= _SMALLER * height
        raised = smaller and base - sign.base > RAISED and text[-1:] not in ("m", "M")
        text += sign.text.translate(RAISED_DIGITS) if raised else sign.text
    return spanning(signs, text)._replace(base=base)


def once(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs without those that print the same once more at the same place, as false bold type is made."""
    seen: dict[str, dict[tuple[int, int], list[Run]]] = {}
    for run in runs:
        x, y = round(run.x0 / _CELL), round(run.base / _CELL)
        alike = seen.get(run.text)
        if alike is None:
            seen[run.text] = {(x, y): [run]}
        elif not any(_same_place(run, other) for other in _around(alike, x, y)):
            alike.setdefault((x, y), []).append(run)
        else:
            continue
        yield run


def _around(placed: Mapping[tuple[int, int], Sequence[Run]], x: int, y: int) -> Iterator[Run]:
    for column in (x - 1, x, x + 1):
        for row in (y - 1, y, y + 1):
            yield from placed.get((column, row), ())


def _same_place(run: Run, other: Run) -> bool:
    return abs(run.x0 - other.x0) <= _TWICE and abs(run.base - other.base) <= _TWICE


def unspaced_line(letters: Letters, text: str, start: int, end: int) -> str | None:
    """The words of a line whose letters are set apart («K Ế  H O Ạ C H»); None for any other line."""
    if not is_spaced_out(text[start:end].split()):
        return None
    places = (index for index in range(start, end) if not text[index].isspace())
    return unspaced(Run(clean(text[index]), *letters.box(index), 0.0) for index in places)
