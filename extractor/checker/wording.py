"""Figures in words, the Vietnamese way (2.621,5) and the English (2,621.5), side by side."""

from collections.abc import Iterable
from decimal import Decimal

from extractor.records import decimal_text
from extractor.values import dataclass

_SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of money: the power of ten that makes triệu đồng of it, and its names."""

    exponent: int
    words: Words


DONG = Unit(-6, Words("đồng", "đồng"))
THOUSAND = Unit(-3, Words("nghìn đồng", "thousand đồng"))
MILLION = Unit(0, Words("triệu đồng", "million đồng"))
BILLION = Unit(3, Words("tỷ đồng", "billion đồng"))
UNITS = (DONG, THOUSAND, MILLION, BILLION)


def unit_of(exponent: int) -> Unit | None:
    """The unit of money whose power of ten this is."""
    return next((unit for unit in UNITS if unit.exponent == exponent), None)


def own_unit(exponent: int | None) -> Unit:
    """The unit that a sum is written in; triệu đồng where it names none."""
    return (unit_of(exponent) if exponent is not None else None) or MILLION


def same(text: str) -> Words:
    """Words of the plan: the same in both languages."""
    return Words(text, text)


def format_en(value: Decimal, decimals: int | None = None) -> str:
    """`2,621.5`; with `decimals`, exactly so many (idle zeros kept)."""
    text = decimal_text(value) if decimals is None else format(value, f".{decimals}f")
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}" if whole not in {"-0", "-"} else text


def format_vi(value: Decimal, decimals: int | None = None) -> str:
    """`2.621,5`; with `decimals`, exactly so many (idle zeros kept)."""
    return format_en(value, decimals).translate(_SWAPPED)


def number(value: Decimal, decimals: int | None = None) -> Words:
    """A bare figure."""
    return Words(format_vi(value, decimals), format_en(value, decimals))


def percent(value: Decimal, decimals: int | None = None) -> Words:
    """A percentage: `66,5%`."""
    words = number(value, decimals)
    return Words(words.vi + "%", words.en + "%")


def money(value: Decimal, unit: Unit) -> Words:
    """A sum given in triệu đồng, written in `unit`."""
    figure = number(in_unit(value, unit))
    return Words(f"{figure.vi} {unit.words.vi}", f"{figure.en} {unit.words.en}")


def in_unit(value: Decimal, unit: Unit) -> Decimal:
    """A sum given in triệu đồng as a figure in `unit`."""
    return value.scaleb(-unit.exponent)


def joined(parts: Iterable[Words], by: str) -> Words:
    """The words with `by` between them: `1.841,5 + 780`."""
    parts = tuple(parts)
    return Words(by.join(part.vi for part in parts), by.join(part.en for part in parts))
