"""Vietnamese figures: 2.621,5 is 2621.5; 41,355 is 41.355; 101.454 is 101454.

One bounded pattern finds every figure; what a figure is, is decided elsewhere from the words around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

MAX_DIGITS = 21

_GROUPED = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,6})?"
_SPACED = r"\d{1,3}(?:\u00a0\d{3}){1,6}(?:,\d{1,6})?"
_COMMA_GROUPED = r"\d{1,3}(?:,\d{3}){2,6}(?:\.\d{1,6})?|\d{1,3}(?:,\d{3})+\.\d{1,2}"
_PLAIN = rf"\d{{1,{MAX_DIGITS}}}(?:[.,]\d{{1,6}})?"
_FIGURE = rf"(?:{_GROUPED}|{_SPACED}|{_COMMA_GROUPED}|{_PLAIN})(?!\d)(?![.,]\d)"
_MALFORMED = r"\d{1,21}(?:[.,]\d{1,21}){1,8}"

FIGURE = regex.compile(rf"(?<![\d])(?:(?P<figure>{_FIGURE})|(?P<malformed>{_MALFORMED})|(?P<long>\d+))")

_WHOLE = regex.compile(rf"(?:{_FIGURE})")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as written: the preferred reading, its written decimals, and the other readings."""

    text: str
    value: Decimal
    decimals: int
    readings: tuple[tuple[Decimal, int], ...] = ()


def read_figure(text: str) -> Figure | None:
    """The figure that the whole of `text` is, or None where it is malformed («5.378.7000»).

    A dot before three digits groups thousands, a comma before any digits is the decimal mark; the
    other reading of «101.454» and «41,355» is kept. A dot before one or two digits is a decimal point.

    >>> read_figure("2.621,5").value
    Decimal('2621.5')
    """
    text = text.strip()
    if _WHOLE.fullmatch(text) is None:
        return None
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


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in a text: offsets and reading, `figure` None where it is malformed."""

    start: int
    end: int
    text: str
    figure: Figure | None


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundFigure]:
    """Every run of digits between the offsets, in order; linear in the length of the text."""
    for match in FIGURE.finditer(text, start, len(text) if end is None else end):
        words = match[0]
        figure = read_figure(words) if match["figure"] is not None else None
        yield FoundFigure(match.start(), match.end(), words, figure)
