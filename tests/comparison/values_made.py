"""Values in one readable line each."""

from decimal import Decimal
from typing import Any

from extractor.comparison.values import Place, Source, Timing, Value


def place(
    name: str, level: str = "commune", district: str | None = None, province: str | None = None, **more: Any
) -> Place:
    """A place; communes unless said otherwise."""
    return Place(level, name, district, province, **more)  # type: ignore[arg-type]


def source(document: int = 1, issued_on: str = "2024-01-10", at: int = 100, text: str = "x") -> Source:
    """Words of a plan at an offset."""
    return Source(
        document,
        f"{document}.txt",
        None,
        None,
        issued_on,
        None,
        '["I"]',
        None,
        (at, at + 9),
        (at, at + 4),
        text,
    )


def value(figure: str, where: Place | str = "A", year: int | None = 2024, **more: Any) -> Value:
    """A percentage of poor households planned for a year, unless said otherwise."""
    told: dict[str, Any] = {
        "indicator": "poverty_rate",
        "label": "",
        "place": place(where) if isinstance(where, str) else where,
        "value": Decimal(figure),
        "unit": "percent",
        "year": year,
        "status": "target",
        "comparator": "=",
        "timing": Timing.YEAR,
        "scope": "",
        "source": source(),
    }
    return Value(**{**told, **more})
