"""Vietnamese number words: «hai tỷ năm trăm triệu» is 2500000000, «ba mươi mốt» 31, «hai triệu rưỡi» 2500000.

Words are read in canonical text. What a number word counts, and whether it counts anything, is decided
elsewhere: «năm» is a year more often than a five, so it is read only where another number word binds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor import regex

_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TEN = _ONES | {"lăm": 5, "nhăm": 5}
_AFTER_TENS = _AFTER_TEN | {"mốt": 1, "tư": 4}
_AFTER_GAP = _ONES | {"tư": 4}
_GAPS = frozenset({"linh", "lẻ"})
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_HUNDRED, _HALF, _ZERO, _FIVE = "trăm", "rưỡi", "không", "năm"
_TENS, _ROUND_TENS = "mươi", "chục"  # «hai mươi mốt»; «hai chục», which no ones follow
_THOUSAND, _BILLION = 10**3, 10**9
_WORDS = {*_AFTER_TENS, *_GAPS, *_SCALES, "mười", _TENS, _ROUND_TENS, _HUNDRED, _HALF, _ZERO}
_FIRST = {*_ONES, "mười", _ZERO}
_MAX_WORDS = 30

_WORD = regex.compile(r"(?P<mark>,? )?(?P<word>\p{Ll}+)(?!\p{L})")
_LARGE = regex.compile(
    rf"(?:{'|'.join(_ONES)}|{_ZERO}) (?:{'|'.join((_HUNDRED, _TENS, _ROUND_TENS, *_SCALES))})(?!\p{{L}})|mười"
)
_START = regex.compile(
    rf"(?<![\p{{L}}\d])(?:{'|'.join(sorted(_FIRST, key=len, reverse=True))})(?![\p{{L}}\d])"
)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words: `[start, end)` of the text and its value."""

    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Read:
    """The value of some words and the index behind the last of them."""

    value: int
    stop: int


def read_number_words(text: str) -> Decimal | None:
    """The number that the whole of canonical `text` says, or None where it says none.

    >>> read_number_words("một tỷ hai trăm linh năm triệu")
    Decimal('1205000000')
    """
    words = text.replace(",", " ").split()
    if len(words) > _MAX_WORDS:
        return None
    read = _number(words, 0)
    return Decimal(read.value) if read is not None and read.stop == len(words) else None


def may_hold_large(words: str) -> bool:
    """False where canonical words surely hold no number of ten or more; quick."""
    return _LARGE.search(words) is not None


def find_number_words(lowered: str, start: int = 0, end: int | None = None) -> Iterator[NumberWords]:
    """The longest numbers in words between the offsets of canonical text, in order; linear in its length."""
    stop = len(lowered) if end is None else end
    at = start
    while (first := _START.search(lowered, at, stop)) is not None:
        run = _run(lowered, first.start(), stop)
        yield from _numbers(run)
        at = run[-1].end


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


def _run(lowered: str, start: int, stop: int) -> list[_Word]:
    """Number words from an offset on, parted by spaces, or by a comma behind a scale."""
    run: list[_Word] = []
    at = start
    while (match := _WORD.match(lowered, at, stop)) is not None and match["word"] in _WORDS:
        if run and (match["mark"] is None or (match["mark"] == ", " and run[-1].text not in _SCALES)):
            break  # «hai, ba hộ» are two numbers
        run.append(_Word(match.start("word"), match.end(), match["word"]))
        at = match.end()
    return run


def _numbers(run: Sequence[_Word]) -> Iterator[NumberWords]:
    words = [word.text for word in run]
    at = 0
    while at < len(run):
        read = _number(words, at) if words[at] in _FIRST else None
        if read is None or words[at : read.stop] in ([_FIVE], [_ZERO]):
            at += 1
            continue
        yield NumberWords(run[at].start, run[read.stop - 1].end, Decimal(read.value))
        at = read.stop


def _number(words: Sequence[str], at: int) -> _Read | None:
    """Groups of falling scale: «hai tỷ», «năm trăm triệu», «ba nghìn», «hai mươi»; «một nghìn hai trăm tỷ»."""
    total, section, limit = 0, 0, _BILLION + 1
    stop = at
    while (group := _thousand(words, stop, first=stop == at)) is not None:
        scale = _SCALES.get(words[group.stop], 1) if group.stop < len(words) else 1
        if scale == _BILLION and not total and section < _BILLION // 1000:
            total, section, limit, stop = (section + group.value) * _BILLION, 0, _BILLION, group.stop + 1
        elif 1 < scale < limit:
            section, limit, stop = section + group.value * scale, scale, group.stop + 1
            if not total and scale == _THOUSAND and _SCALES.get(_at(words, stop)) == _BILLION:
                total, section, limit, stop = section * _BILLION, 0, _BILLION, stop + 1
        else:
            if scale == 1 and (stop == at or _is_full(words, stop, group)):
                section, stop = section + group.value, group.stop
            break
        if _at(words, stop) == _HALF:
            section, stop = section + (limit // 2), stop + 1
            break
    return _Read(total + section, stop) if stop > at else None


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _is_full(words: Sequence[str], at: int, group: _Read) -> bool:
    """A plain number behind a scale: «hai nghìn không trăm linh ba», not «hai tỷ ba», which is said of 2,3."""
    return group.value >= 10 or words[at] in {*_GAPS, _ZERO}


def _thousand(words: Sequence[str], at: int, *, first: bool) -> _Read | None:
    """A number under a thousand; behind a scale it may open with «không trăm» or «lẻ»."""
    if at >= len(words):
        return None
    if not first and words[at] in _GAPS:
        return _digit(words, at + 1, _AFTER_GAP)
    if words[at] == _ZERO and words[at + 1 : at + 2] != [_HUNDRED]:
        return _Read(0, at + 1) if first else None
    hundreds = _ONES.get(words[at], 0 if words[at] == _ZERO else None)
    if hundreds is not None and words[at + 1 : at + 2] == [_HUNDRED]:
        return _behind_hundred(words, at + 2, hundreds * 100)
    return _hundred(words, at)


def _behind_hundred(words: Sequence[str], at: int, hundreds: int) -> _Read:
    if words[at : at + 1] == [_HALF]:
        return _Read(hundreds + 50, at + 1)
    gap = _at(words, at) in _GAPS
    rest = _digit(words, at + 1, _AFTER_GAP) if gap else _hundred(words, at)
    if rest is None or (rest.value < 10 and not gap):  # «một trăm năm» are a hundred years
        return _Read(hundreds, at)
    return _Read(hundreds + rest.value, rest.stop)


def _hundred(words: Sequence[str], at: int) -> _Read | None:
    """A number under a hundred."""
    if words[at : at + 1] == ["mười"]:
        return _with_ones(words, at + 1, 10, _AFTER_TEN)
    tens = _digit(words, at, _ONES)
    if tens is not None and _at(words, at + 1) == _TENS:
        return _with_ones(words, at + 2, tens.value * 10, _AFTER_TENS)
    if tens is not None and _at(words, at + 1) == _ROUND_TENS:
        return _Read(tens.value * 10, at + 2)
    return tens


def _with_ones(words: Sequence[str], at: int, tens: int, allowed: dict[str, int]) -> _Read:
    ones = _digit(words, at, allowed)
    taken = (
        ones is not None and words[at] != _FIVE and _at(words, at + 1) not in (_HUNDRED, _TENS, _ROUND_TENS)
    )
    return _Read(tens + ones.value, ones.stop) if ones is not None and taken else _Read(tens, at)


def _digit(words: Sequence[str], at: int, allowed: dict[str, int]) -> _Read | None:
    return _Read(allowed[words[at]], at + 1) if at < len(words) and words[at] in allowed else None
