"""Sheet 03: indicators and money of the plans side by side, ranked where they may be."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import Group, Left, Ranked, grouped
from extractor.comparison.money import Cell as Sum
from extractor.corpus.compare import Gathered
from extractor.exporting.comparison import BOUNDS, left_out_lines
from extractor.exporting.labels import file_link, place_words
from extractor.exporting.tables import Cell, Column, Row, Table
from extractor.reporting.compared_words import (
    money_names,
    note,
    rounded,
    shown_plan,
    shown_standard,
    shown_status,
    shown_unit,
)
from extractor.reporting.places import shortened
from extractor.reporting.words import Lang, say

_COLUMNS: Final = (
    Column("no", "STT", "number", 6),
    Column("indicator", "Chỉ số", width=26),
    Column("level", "Cấp", width=8),
    Column("place", "Địa phương", width=24),
    Column("year", "Năm", "number", 7),
    Column("status", "Tình trạng", width=11),
    Column("bound", "Dấu", width=6),
    Column("value", "Giá trị", "figure", 13),
    Column("unit", "ĐVT", width=9),
    Column("denominator", "Mẫu số", "figure", 12),
    Column("rank", "Hạng", "number", 7),
    Column("count", "Số địa phương cùng nhóm", "number", 9),
    Column("median", "Trung vị của nhóm", "figure", 12),
    Column("scope", "Phạm vi", width=16),
    Column("standard", "Chuẩn nghèo", width=14),
    Column("note", "Ghi chú", width=34, part=True),
    Column("plan", "Văn bản", width=18),
    Column("day", "Ngày ban hành", "date", 12),
    Column("section", "Trang/mục", width=18),
    Column("quotation", "Trích nguyên văn", width=44),
    Column("file", "Tệp", width=26),
)
_VI: Final[Lang] = "vi"
_LEAST: Final = 2  # values that a rank and a median say something of


def compared_table(
    values: Gathered, sums: Gathered, cells: Sequence[Sum], indicators: Mapping[str, str]
) -> Table:
    """A row for each value of the plans' own places: `indicators` in their order, then sums of money."""
    names = {**indicators, **money_names(cells, _VI)}
    order = {name: number for number, name in enumerate(names)}
    groups = sorted(grouped((*values.values, *sums.values)), key=lambda group: order[group.kind.indicator])
    compared = Comparison(names, tuple(groups), _left_out(values, sums))
    return Table("03 so sánh", "So sánh", _COLUMNS, _rows(compared), _foot(compared))


def _left_out(values: Gathered, sums: Gathered) -> LeftOut:
    names = LeftOut.__dataclass_fields__
    return LeftOut(**{name: getattr(values, name) + getattr(sums, name) for name in names})


def _rows(compared: Comparison) -> Iterator[Row]:
    for number, (group, row) in enumerate(compared.rows, 1):
        yield (number, *_cells(compared, group, row))


def _cells(compared: Comparison, group: Group, row: Ranked | Left) -> Row:
    value, source = row.value, row.value.source
    return (
        compared.names[value.indicator],
        say(_VI, f"compare.level.{value.place.level}"),
        value.place.shown,
        value.year,
        shown_status(_VI, value.status),
        BOUNDS.get(value.comparator),
        rounded(value.value) if value.parts else value.value,
        shown_unit(_VI, value.unit),
        value.denominator,
        *_standing(group, row),
        value.scope or None,
        shown_standard(_VI, value.standard) or None,
        note(row, group, _VI) or None,
        shortened(shown_plan(source), 60),
        source.issued_on,
        place_words(source.section, source.page, source.figure),
        f"«{source.text}»",
        file_link(source.path),
    )


def _standing(group: Group, row: Ranked | Left) -> tuple[Cell, Cell, Decimal | None]:
    """Rank, how many are ranked, their median; blank for a value that stands alone or is not ranked."""
    known = group.summary
    if not isinstance(row, Ranked) or known is None or known.count < _LEAST:
        return None, None, None
    return row.rank, known.count, rounded(known.median)


def _foot(compared: Comparison) -> Iterator[Row]:
    """What a rank means, and what is not shown."""
    yield None, say(_VI, "compare.ranked_note")
    for text in left_out_lines(compared.left_out, _VI):
        yield None, text.partition(";")[0].rstrip(".") + "."  # what follows tells of the command's options
