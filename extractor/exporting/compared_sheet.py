"""Sheet 03: indicators and money of the plans side by side, ranked where they may be."""

from collections.abc import Iterable, Iterator, Mapping
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


def compared_table(pieces: Iterable[tuple[Sum | None, Gathered]], indicators: Mapping[str, str]) -> Table:
    """A row for each value of the plans' own places: `indicators` in their order, then sums of money.

    Of each indicator and each sum the values come together, as `Outgoing.compared` gives them: the rows are made while
    they are written.
    """
    counts = dict.fromkeys(LeftOut.__dataclass_fields__, 0)
    rows = _rows(pieces, indicators, counts)
    return Table("03 so sánh", "So sánh", _COLUMNS, rows, _foot(counts))


def _rows(
    pieces: Iterable[tuple[Sum | None, Gathered]], indicators: Mapping[str, str], counts: dict[str, int]
) -> Iterator[Row]:
    number = 0
    for cell, found in pieces:
        for name in counts:
            counts[name] += getattr(found, name)
        names = indicators if cell is None else money_names((cell,), _VI)
        for group, row in Comparison(names, grouped(found.values), LeftOut()).rows:
            number += 1
            yield (number, *_cells(names, group, row))


def _cells(names: Mapping[str, str], group: Group, row: Ranked | Left) -> Row:
    value, source = row.value, row.value.source
    return (
        names[value.indicator],
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


def _foot(counts: Mapping[str, int]) -> Iterator[Row]:
    """What a rank means, and what is not shown; gone through after the rows."""
    yield None, say(_VI, "compare.ranked_note")
    for text in left_out_lines(LeftOut(**counts), _VI):
        yield None, text.partition(";")[0].rstrip(".") + "."  # what follows tells of the command's options
