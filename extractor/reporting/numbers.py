"""Figures as a reader of each language writes them."""

from decimal import Decimal

from extractor.records import decimal_text
from extractor.reporting.words import Lang


def figure(lang: Lang, value: Decimal | int) -> str:
    """`2621.5` as a reader of the language writes it: `2.621,5` or `2,621.5`."""
    whole, _, fraction = decimal_text(Decimal(value)).partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    english = f"{grouped}.{fraction}" if fraction else grouped
    return english if lang == "en" else english.translate(str.maketrans(",.", ".,"))


def rate(lang: Lang, value: float) -> str:
    """A speed or a duration, one decimal."""
    return f"{value:.1f}".replace(".", "," if lang == "vi" else ".")
