"""Texts of plans as the cells of other programs may hold them."""

from typing import Final

from extractor import regex
from extractor.language.text import normal

MOST_LETTERS: Final = 32_767  # of a cell in Excel, in units of UTF-16
CUT: Final = " […]"  # the sign of a text that goes on
# What XML cannot hold; half surrogate pairs, which no encoding holds; and what turns the direction of writing.
_FORBIDDEN: Final = regex.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}")


def clean(text: str) -> str:
    """The text without control characters, its lines ended by a line feed alone."""
    return str(_FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def cell_text(text: str) -> str:
    """The text as one cell of a workbook holds it: clean, and cut with a sign where it is too long."""
    cleaned = clean(text)
    if len(cleaned) * 2 <= MOST_LETTERS or _units(cleaned) <= MOST_LETTERS:
        return cleaned
    room = (MOST_LETTERS - len(CUT)) * 2
    return cleaned.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet that reads this text in would take it for a formula or a command."""
    return normal(text[:8]).startswith(_FORMULA) or text.startswith(_FORMULA)


def csv_text(text: str) -> str:
    """The text as a cell of a CSV file that a spreadsheet opens: a formula gets an apostrophe before it."""
    cleaned = clean(text)
    return f"'{cleaned}" if looks_like_formula(cleaned) else cleaned
