"""The records of a table's cells, and how deep a row stands under the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maker.model import Column, Table

_FIGURE = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_COMPONENT = re.compile(r"(?:Tiểu )?[Dd]ự án \d+")
_TOTALS = ("tổng cộng", "cộng", "tổng số", "toàn ")


@dataclass(frozen=True)
class Place:
    """One cell: where it stands, the labels of its row from the outermost in, its row's own cells."""

    table: Table
    index: int
    text: str
    labels: tuple[str, ...]
    row: tuple[str, ...]
    year: int | None

    @property
    def column(self) -> Column:
        return self.table.columns[self.index]

    @property
    def in_total_row(self) -> bool:
        return _is_total(self.labels[-1])


def figures(text: str) -> list[Decimal]:
    """The figures of a text as written in Vietnamese: `2.621,5` is 2621.5, `1000` is 1000."""
    return [Decimal(m.replace(".", "").replace(",", ".")) for m in _FIGURE.findall(text)]


def plain_number(value: Decimal) -> str:
    """`2621.50` as `2621.5`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cells(table: Table, year: int | None) -> Iterator[dict[str, Any]]:
    """Fields of the record of every cell that holds a figure, row by row."""
    label_at = label_column(table)
    above: list[tuple[int, str]] = []
    for row in table.rows:
        level = row_level(row[0], row[label_at])
        above = [(depth, words) for depth, words in above if depth < level] + [(level, row[label_at])]
        for index, text in enumerate(row):
            place = Place(table, index, text, tuple(words for _, words in above), row, year)
            if place.column.kind in ("budget", "target") and figures(text):
                yield (_budget if place.column.kind == "budget" else _target)(place)


def label_column(table: Table) -> int:
    """Index of the column that names the rows."""
    return next(i for i, c in enumerate(table.columns) if c.kind == "label")


def row_level(marker: str, label: str) -> int:
    """Depth of a table row: 0 for the total, 1 for I or A, 2 for 1, 3 for a or 1.1."""
    if not marker or _is_total(label):
        return 0
    if re.fullmatch(r"[IVX]+|[A-Z]", marker):
        return 1
    return 2 if marker.isdigit() else 3


def _is_total(label: str) -> bool:
    return label.casefold().startswith(_TOTALS)


def _common(place: Place) -> dict[str, Any]:
    return {
        "record": place.column.kind,
        "text": place.text,
        "value": plain_number(figures(place.text)[0]),
        "row": list(place.labels),
        "column": place.table.head_path(place.index),
        "year": place.year,
        "locality": _locality(place),
    }


def _budget(place: Place) -> dict[str, Any]:
    values = place.column.values
    grand = place.in_total_row and "source" not in values
    return {
        **_common(place),
        "unit_text": "triệu đồng",
        "value_corrected": None,
        "role": "total" if grand else "part",
        "source": values.get("source") or row_source(place.table, place.row),
        "capital": values.get("capital") or _capital(place.labels[0]),
        "component": _component(place.labels),
        "approx": None,
        "per": None,
        "status": values.get("status", "plan"),
        "source_level": values.get("level"),
    }


def _target(place: Place) -> dict[str, Any]:
    values = place.column.values
    return {
        **_common(place),
        "indicator": values["indicator"],
        "indicator_text": place.labels[-1],
        "unit": values["unit"],
        "unit_text": None,
        "denominator": None,
        "direction": values.get("direction"),
        "comparator": "=",
        "per": None,
        "status": values.get("status", "target"),
        "population": None,
    }


def _component(labels: tuple[str, ...]) -> str | None:
    names = [_COMPONENT.match(label) for label in labels]
    return " / ".join(name[0] for name in names if name) or None


def _capital(outermost: str) -> str | None:
    kinds = {"vốn đầu tư": "investment", "vốn sự nghiệp": "recurrent"}
    return next((kind for words, kind in kinds.items() if outermost.casefold().startswith(words)), None)


def _locality(place: Place) -> str | None:
    """The row's own place, in a table whose label column is marked `locality=yes`."""
    by_place = "locality" in place.table.columns[label_column(place.table)].values
    return place.labels[-1] if by_place and not place.in_total_row else None


def row_source(table: Table, row: tuple[str, ...]) -> str | None:
    """The source of a row's total: that of its only filled source column, `mixed` for two or more."""
    filled = {
        c.values["source"]
        for c, cell in zip(table.columns, row, strict=True)
        if c.kind == "budget" and "source" in c.values and any(figures(cell))
    }
    return "mixed" if len(filled) > 1 else next(iter(filled), None)
