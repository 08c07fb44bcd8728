"""Vietnamese figures: 2.621,5 is 2621.5; 41,355 is 41.355; 101.454 is 101454.

One bounded pattern finds every figure; what a figure is, is decided elsewhere from the words around it.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor import regex

MAX_DIGITS = 21

_GROUPED = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,6})?"
_SPACED = r"\d{1,3}(?:\u00a0\d{3}){1,6}(?:,\d{1,6})?"
_COMMA_GROUPED = r"\d{1,3}(?:,\d{3}){2,6}(?:\.\d{1,6})?|\d{1,3}(?:,\d{3})+\.\d{1,2}"
_PLAIN = rf"\d{{1,{MAX_DIGITS}}}(?:[.,]\d{{1,6}})?"
_FIGURE = rf"(?:{_GROUPED}|{_SPACED}|{_COMMA_GROUPED}|{_PLAIN})(?!\d)(?![.,]\d)"
_MALFORMED = r"\d{1,21}(?:[.,]\d{1,21}){1,8}"

FIGURE = regex.compile(
    rf"(?<![\d])(?:(?P<figure>{_FIGURE})|(?P<malformed>{_MALFORMED})|(?P<long>\d+))", regex.ASCII
)

_WHOLE = regex.compile(rf"(?:{_FIGURE})", regex.ASCII)


class Figure(NamedTuple):
    """One figure as written: the preferred reading, its written decimals, and the other readings."""

    text: str
    value: Decimal
    decimals: int
    readings: tuple[tuple[Decimal, int], ...] = ()


@lru_cache(maxsize=1024)
def read_figure(text: str) -> Figure | None:
    """The figure that the whole of `text` is, or None where it is malformed («5.378.7000»).

    A dot before three digits groups thousands, a comma before any digits is the decimal mark; the
    other reading of «101.454» and «41,355» is kept. A dot before one or two digits is a decimal point.

    >>> read_figure("2.621,5").value
    Decimal('2621.5')
    """
    text = text.strip()
    return _read(text) if _WHOLE.fullmatch(text) is not None else None


@lru_cache(maxsize=1024)  # the same years, counts and rates stand in a plan over and over
def _read(text: str) -> Figure:
    """The readings of a well-formed figure."""
    if text.isdigit():
        return Figure(text, Decimal(text), 0)
    plain = text.replace("\u00a0", "")
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        decimal_mark = max(plain.rfind("."), plain.rfind(","))
        return _reading(text, plain, decimal_mark)
    if dots + commas == 0 or dots > 1 or commas > 1:
        return _reading(text, plain, None)
    mark = max(plain.find("."), plain.find(","))
    decimals = len(plain) - mark - 1
    leading_zero = plain.startswith("0")
    if dots and decimals == 3 and not leading_zero and mark <= 3:
        return _reading(text, plain, None, other=mark)
    return _reading(text, plain, mark, other=None if decimals != 3 or leading_zero or mark > 3 else -1)


def _reading(text: str, plain: str, mark: int | None, other: int | None = None) -> Figure:
    """`mark` is where the decimal mark stands; `other` that of another reading (-1: none there)."""
    value, decimals = _value(plain, mark)
    readings = () if other is None else (_value(plain, None if other == -1 else other),)
    return Figure(text, value, decimals, readings)


def _value(plain: str, mark: int | None) -> tuple[Decimal, int]:
    if mark is None:
        return Decimal(plain.replace(".", "").replace(",", "")), 0
    whole, part = plain[:mark].replace(".", "").replace(",", ""), plain[mark + 1 :]
    return Decimal(f"{whole or '0'}.{part}"), len(part)


class FoundFigure(NamedTuple):
    """A figure in a text: offsets and reading, `figure` None where it is malformed."""

    start: int
    end: int
    text: str
    figure: Figure | None


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundFigure]:
    """Every run of digits between the offsets, in order; linear in the length of the text."""
    for match in FIGURE.finditer(text, start, len(text) if end is None else end):
        words = match[0]
        figure = _read(words) if match.lastgroup == "figure" else None
        yield FoundFigure(match.start(), match.end(), words, figure)


_PLAIN_START = regex.compile(r"[1-9]\d{0,2}")
_DOTTED_START = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})*")
_PLAIN_GROUP = regex.compile(r"\d{3}(?:,\d{1,6})?")
_DOTTED_GROUP = regex.compile(r"\d{3}(?:\.\d{3})*(?:,\d{1,6})?")
_GROUPS = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMALS = regex.compile(r"\d{1,2}")
_BROKEN_DOT = frozenset({". ", " ."})
_BROKEN_COMMA = frozenset({", ", " ,"})
_MANY_GROUPS = 3
_MISREAD = regex.compile(
    r"(?<![\p{L}\d.,])(?=[lio.,]*\d)(?=[\d.,]*[lio])[\dlio]{1,4}(?:[.,][\dlio]{3}){0,6}(?:[.,][\dlio]{1,2})?"
    r"(?![\p{L}\d])"
)
_SUSPECT = regex.compile(r"\d[.,]?[lio]|[lio][.,]?\d")
_LETTERS_AS_DIGITS = str.maketrans("lio", "110")


def join_broken(
    lowered: str,
    figures: Sequence[FoundFigure],
    start: int,
    has_unit: Callable[[int], bool],
    pays: Callable[[int], bool],
) -> list[FoundFigure]:
    """The figures with those put together that a space broke: «1 250 000», «2. 621,5», «12 .500.000».

    Three groups parted by spaces are one figure. Two are one where a unit stands behind them
    (`has_unit` at an offset) and the first does not open the text at `start`, as a number in a list does;
    the second alone is then kept as another reading. «2.621, 5» is one where money or a percent sign follows
    (`pays` at an offset).
    """
    joined: list[FoundFigure] = []
    index = 0
    while index < len(figures):
        run = _broken_run(lowered, figures, index)
        pieces = figures[index : index + run]
        parted = run > 1 and lowered[pieces[0].end : pieces[1].start] in _BROKEN_COMMA
        whole = _whole(lowered, pieces, start, pays if parted else has_unit) if run > 1 else None
        joined.append(whole or figures[index])
        index += run if whole else 1
    return joined


def _broken_run(lowered: str, figures: Sequence[FoundFigure], index: int) -> int:
    """How many figures from `index` on may be the pieces of one."""
    first = figures[index].text
    count = 1
    joints: set[str] = set()
    while index + count < len(figures):
        before, after = figures[index + count - 1], figures[index + count]
        joint = lowered[before.end : after.start]
        joints.add(joint)
        if joints == {" "}:
            fits = _PLAIN_START.fullmatch(first) and _PLAIN_GROUP.fullmatch(after.text)
            fits = fits and (count == 1 or "," not in before.text)
        elif joints <= _BROKEN_COMMA:
            fits = count == 1 and _GROUPS.fullmatch(first) and _DECIMALS.fullmatch(after.text)
        else:
            fits = (
                joints <= _BROKEN_DOT
                and _DOTTED_START.fullmatch(first)
                and _DOTTED_GROUP.fullmatch(after.text)
            )
            fits = fits and "," not in before.text
        if not fits:
            break
        count += 1
    return count


def _whole(
    lowered: str, pieces: Sequence[FoundFigure], start: int, has_unit: Callable[[int], bool]
) -> FoundFigure | None:
    first, last = pieces[0], pieces[-1]
    sure = len(pieces) >= _MANY_GROUPS and lowered[first.end : pieces[1].start] == " "
    if not sure and (first.start == start or not has_unit(last.end)):
        return None
    words = lowered[first.start : last.end]
    figure = read_figure(words.replace(" ", "" if "." in words else "."))
    if figure is None:
        return None
    rest = () if sure or last.figure is None else ((last.figure.value, last.figure.decimals),)
    return FoundFigure(first.start, last.end, words, Figure(words, figure.value, figure.decimals, rest))


def mend_misread(
    lowered: str, figures: Sequence[FoundFigure], bounds: tuple[int, int], has_unit: Callable[[int], bool]
) -> list[FoundFigure]:
    """The figures with l, I and O between digits read as 1 and 0 («2O triệu», «l.250 đồng») before a unit.

    The digits as they stand are kept as another reading.
    """
    if not figures or _SUSPECT.search(lowered, *bounds) is None:
        return [*figures]
    mended = [_mended(match) for match in _MISREAD.finditer(lowered, *bounds) if has_unit(match.end())]
    good = [found for found in mended if found is not None]
    spoken_for = {offset for found in good for offset in range(found.start, found.end)}
    rest = [found for found in figures if found.start not in spoken_for]
    return sorted((*good, *rest), key=lambda found: found.start)


def _mended(match: "regex.Match[str]") -> FoundFigure | None:
    figure = read_figure(match[0].translate(_LETTERS_AS_DIGITS))
    if figure is None:
        return None
    digits = "".join(c for c in match[0] if c.isdigit())
    if not digits:
        return None  # «III.1/…», where the digit stands behind what can be a figure
    rest = ((Decimal(digits), 0),)
    return FoundFigure(
        match.start(), match.end(), match[0], Figure(match[0], figure.value, figure.decimals, rest)
    )
