"""Columns that part the total on their left: «Số người học nghề | Chia theo quý: Quý I … Quý IV»."""

from collections.abc import Mapping, Sequence

from extractor import regex
from extractor.extraction.quantities import Kind
from extractor.extraction.table_units import Unit, names_funds
from extractor.language.text import canonical

_PARTED = regex.compile(
    r"^\W*(?:(?:được )?(?:chia|phân) (?:theo|ra|thành|kỳ|chia|bổ)|trong đó|bao gồm|gồm|chi tiết|cụ thể)\b"
)
_TIME_LEAF = regex.compile(r"^\W*(?:quý|tháng|\d{1,2} tháng|đợt|kỳ) ?(?:\d{1,2}|[ivx]{1,4}|đầu|cuối)\b")

Path = Sequence[str]


def wholes_of(columns: Mapping[int, Path]) -> dict[int, int]:
    """For each column that parts one on its left, under one outer head with it, that total's column."""
    found: dict[int, int] = {}
    whole: int | None = None
    for column, path in sorted(columns.items()):
        depth = _parted_at(path)
        if depth is None:
            whole = column
        elif whole is not None and tuple(columns[whole][:depth]) == tuple(path[:depth]):
            found[column] = whole
    return found


def _parted_at(path: Path) -> int | None:
    """The level of the head that says it parts a total; a bare quarter or month does so, too."""
    heads = [canonical(head) for head in path]
    told = next((level for level, head in enumerate(heads) if _PARTED.match(head) is not None), None)
    if told is None and heads and _TIME_LEAF.match(heads[-1]) is not None:
        return len(heads) - 1
    return told


def units_of_parts(
    columns: Mapping[int, Path], wholes: Mapping[int, int], units: Mapping[int, Unit]
) -> dict[int, Unit]:
    """The units that parts without one of their own have from their totals; money is no part of a count."""
    found: dict[int, Unit] = {}
    for column, whole in wholes.items():
        unit = units.get(whole)
        if column in units or unit is None:
            continue
        if unit.kind is Kind.MONEY or not names_funds(canonical(" ".join(columns[column]))):
            found[column] = unit
    return found
