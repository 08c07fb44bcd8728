"""The records of a table's cells, and how deep a row stands under the others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maker.model import Table

_FIGURE = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_COMPONENT = re.compile(r"(?:Tiểu )?[Dd]ự án \d+")
_PARTS = (r"[IVX]+", r"\d+", r"\d+\.\d+", r"[a-zđ]\)?", r"[-+*]")
SCALES = {
    "triệu đồng": Decimal(1),
    "nghìn đồng": Decimal("0.001"),
    "đồng": Decimal("0.000001"),
    "tỷ đồng": Decimal(1000),
    "tr.đ": Decimal(1),
    "trđ": Decimal(1),
    "đ": Decimal("0.000001"),
    "tỷ": Decimal(1000),
    "tỷ, triệu đồng": Decimal(1),
    "tỷ, triệu, nghìn đồng": Decimal(1),
}
_COMPARATORS = {"ge": ">=", "le": "<=", "about": "~"}
_OF = re.compile(r"^([\d.,]+)/([\d.,]+)\b")
_TOTALS = ("tổng cộng", "cộng", "tổng số", "toàn ")


@dataclass(frozen=True)
class Place:
    """One cell: where it stands, the labels of its row from the outermost in, its row's own cells."""

    table: Table
    index: int
    values: Mapping[str, str]
    text: str
    labels: tuple[str, ...]
    row: tuple[str, ...]
    year: int | None

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
    for at, row in enumerate(table.rows):
        level = row_level(row[0], row[label_at])
        above = [(depth, words) for depth, words in above if 0 < depth < level] + [(level, row[label_at])]
        for index, text in enumerate(row):
            values = table.values(at, index)
            place = Place(table, index, values, text, tuple(words for _, words in above), row, year)
            kind = table.columns[index].kind
            if kind in ("budget", "target") and figures(text):
                money = kind == "budget" or "money" in values
                yield (_budget if money else _target)(place)


def label_column(table: Table) -> int:
    """Index of the column that names the rows."""
    return next(i for i, c in enumerate(table.columns) if c.kind == "label")


def row_level(marker: str, label: str) -> int:
    """Depth of a table row: 0 for the total, then deeper from A over I, 1, 1.1 and a to a dash."""
    if not marker or _is_total(label):
        return 0
    depths = [depth for depth, form in enumerate(_PARTS, start=2) if re.fullmatch(form, marker)]
    return depths[0] if depths else 1


def _is_total(label: str) -> bool:
    return label.casefold().startswith(_TOTALS)


def _common(place: Place) -> dict[str, Any]:
    return {
        "text": place.text,
        "value": plain_number(figures(place.text)[0]),
        "row": list(place.labels),
        "column": place.table.head_path(place.index),
        "year": int(place.values["year"]) if "year" in place.values else place.year,
        "locality": _locality(place),
    }


def _budget(place: Place) -> dict[str, Any]:
    values = place.values
    unit = values.get("money", place.table.unit)
    grand = place.in_total_row and _is_total_column(place)
    value = figures(place.text)[0] * SCALES[unit]
    return {
        "record": "budget",
        **_common(place),
        "value": plain_number(value),
        "unit_text": unit,
        "value_corrected": None,
        "role": values.get("role") or ("total" if grand else "part"),
        "source": _source(place),
        "capital": values.get("capital") or _capital(place.labels),
        "component": values.get("component") or _component(place.labels),
        "approx": None,
        "per": values.get("per"),
        "status": {"target": "plan"}.get(values.get("status", "plan"), values.get("status", "plan")),
        "source_level": values.get("level"),
    }


def _target(place: Place) -> dict[str, Any]:
    values = place.values
    planned = "reach" if place.table.row_values and values.get("status", "target") == "target" else None
    direction = values.get("direction", planned)
    whole = _OF.match(place.text)
    return {
        "record": "target",
        **_common(place),
        "indicator": values["indicator"],
        "indicator_text": place.labels[-1],
        "unit": values["unit"],
        "unit_text": values.get("unit_text"),
        "denominator": plain_number(figures(whole[2])[0]) if whole else None,
        "direction": None if direction == "null" else direction,
        "comparator": _COMPARATORS.get(values.get("cmp", ""), "="),
        "per": None,
        "status": values.get("status", "target"),
        "population": None,
    }


def _component(labels: tuple[str, ...]) -> str | None:
    names = [_COMPONENT.match(label) for label in labels]
    return " / ".join(name[0] for name in names if name) or None


def _capital(labels: tuple[str, ...]) -> str | None:
    kinds = {"vốn đầu tư": "investment", "vốn sự nghiệp": "recurrent"}
    named = (kind for label in labels for words, kind in kinds.items() if label.casefold().startswith(words))
    return next(named, None)


def _is_total_column(place: Place) -> bool:
    """Whether the column sums up the others: marked `total=yes` where columns say what they add up."""
    return "total" in place.values if adding(place.table) else "source" not in place.values


def _source(place: Place) -> str | None:
    stated = place.values.get("source")
    return None if stated == "-" else stated or row_source(place.table, place.row)


def adding(table: Table) -> dict[int, list[int]]:
    """The columns marked `adds=3,4` with those that they are the sum of."""
    marked = ((i, c.values["adds"]) for i, c in enumerate(table.columns) if "adds" in c.values)
    return {i: [int(part) for part in parts.split(",")] for i, parts in marked}


def _locality(place: Place) -> str | None:
    """The column's place, or the row's own in a table whose label column is marked `locality=yes`."""
    if stated := place.table.columns[place.index].values.get("locality"):
        return stated
    by_place = "locality" in place.table.columns[label_column(place.table)].values
    return place.labels[-1] if by_place and not place.in_total_row else None


def row_source(table: Table, row: tuple[str, ...]) -> str | None:
    """The source of a row's total: that of its only filled source column, `mixed` for two or more."""
    filled = {
        c.values["source"]
        for c, cell in zip(table.columns, row, strict=True)
        if c.kind == "budget" and c.values.get("source", "-") != "-" and any(figures(cell))
    }
    return "mixed" if len(filled) > 1 else next(iter(filled), None)
