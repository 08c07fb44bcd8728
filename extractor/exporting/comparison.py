"""A comparison as tables for spreadsheets: every value with its rank, its note and the words it was read from."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from extractor.comparison.beside import Pair
from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import Group, Left, Ranked
from extractor.comparison.series import Point
from extractor.comparison.values import Value
from extractor.exporting.tables import Cell, Column, FileLink, Table
from extractor.records import decimal_text
from extractor.reporting.compare import break_words
from extractor.reporting.compared_words import (
    note,
    rounded,
    shown_figure,
    shown_kind,
    shown_plan,
    shown_standard,
    shown_status,
    shown_unit,
    summary_lines,
    value_notes,
)
from extractor.reporting.files import csv_cell
from extractor.reporting.places import shortened, shown_place
from extractor.reporting.words import Lang, say
from extractor.rulebook.comparison import ComparisonRules

_KEYS: Final = (
    ("indicator", "indicator_name", "text", 26),
    ("level", "level", "text", 10),
    ("place", "place_name", "text", 26),
    ("year", "year_shown", "text", 7),
    ("status", "status_shown", "text", 12),
    ("rank", "rank", "whole", 7),
    ("value", "value_shown", "figure", 13),
    ("bound", "bound", "text", 6),
    ("unit", "unit_shown", "text", 10),
    ("denominator", "denominator", "figure", 12),
    ("scope", "scope", "text", 18),
    ("standard", "standard", "text", 16),
    ("note", "remark", "text", 34),
    ("plan", "plan", "text", 18),
    ("issued_on", "issued_on", "date", 12),
    ("file", "file", "text", 28),
    ("section", "section", "text", 16),
    ("page", "page_shown", "whole", 7),
    ("span_start", "span_start", "whole", 9),
    ("span_end", "span_end", "whole", 9),
    ("text", "quoted", "text", 50),
)
BOUNDS: Final = {">=": "≥", "<=": "≤", "~": "≈"}
_CSV_ONLY: Final = ("district", "province", "timing", "assigned", "score", "outlier", "findings")


def comparison_tables(compared: Comparison, lang: Lang) -> list[Table]:
    """Two sheets: every value, and every group with its summary."""
    rows = (_cells(compared, group, row, lang) for group, row in compared.rows)
    foot = [
        (say(lang, "compare.ranked_note"),),
        *((text,) for text in left_out_lines(compared.left_out, lang)),
    ]
    title = ", ".join(compared.names.values())
    groups = (
        (_group_name(compared, group), shown_kind(lang, group.kind), *_summary(group), _why(group, lang))
        for group in compared.groups
    )
    heads = tuple(Column(key, say(lang, f"compare.sheet.{key}"), kind, width) for key, kind, width in _GROUP)  # type: ignore[arg-type]
    return [
        Table(say(lang, "compare.sheet.values"), title, _columns(lang), rows, foot),
        Table(say(lang, "compare.sheet.groups"), title, heads, groups),
    ]


_GROUP: Final = (
    ("indicator", "text", 28),
    ("kind", "text", 44),
    ("count", "whole", 10),
    ("least", "figure", 12),
    ("lower_quartile", "figure", 12),
    ("median", "figure", 12),
    ("upper_quartile", "figure", 12),
    ("most", "figure", 12),
    ("mad", "figure", 12),
    ("why", "text", 70),
)


def _columns(lang: Lang) -> tuple[Column, ...]:
    return tuple(Column(key, say(lang, f"column.{word}"), kind, width) for key, word, kind, width in _KEYS)  # type: ignore[arg-type]


def _group_name(compared: Comparison, group: Group) -> str:
    return compared.names.get(group.kind.indicator, group.kind.indicator)


def _summary(group: Group) -> tuple[Cell, ...]:
    known = group.summary
    if known is None:
        return (0, *(None,) * 6)
    told = (known.least, known.lower_quartile, known.median, known.upper_quartile, known.most, known.mad)
    return (known.count, *(rounded(value) for value in told))


def _why(group: Group, lang: Lang) -> str:
    """What the summary says of outliers."""
    return " ".join(list(summary_lines(group, lang))[1:])


def left_out_lines(left: LeftOut, lang: Lang) -> Iterator[str]:
    """How many figures are not shown, a line for each reason."""
    for name in LeftOut.__dataclass_fields__:
        if count := getattr(left, name):
            yield say(lang, f"compare.left_out.{name}", count=count)


def _cells(compared: Comparison, group: Group, row: Ranked | Left, lang: Lang) -> tuple[Cell, ...]:
    value, source = row.value, row.value.source
    rank = row.rank if isinstance(row, Ranked) and len(group.ranked) > 1 else None
    return (
        _group_name(compared, group),
        say(lang, f"compare.level.{value.place.level}"),
        value.place.shown,
        _year(value),
        shown_status(lang, value.status),
        rank,
        _figure(value),
        BOUNDS.get(value.comparator),
        shown_unit(lang, value.unit),
        None if value.denominator is None else rounded(value.denominator),
        value.scope or None,
        shown_standard(lang, value.standard) or None,
        note(row, group, lang) or None,
        shortened(shown_plan(source), 60),
        source.issued_on,
        FileLink(source.path, source.path),
        " › ".join(source.section) or None,
        source.page,
        source.figure[0],
        source.figure[1],
        source.text,
    )


def _year(value: Value) -> str | None:
    """As text, for a number would be grouped («2.024»)."""
    return None if value.year is None else str(value.year)


def _figure(value: Value) -> Decimal:
    return rounded(value.value) if value.parts else value.value


def comparison_csv(compared: Comparison, lang: Lang) -> str:
    """The values for a spreadsheet: with a byte order mark, figures with a decimal point, no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*(key for key, *_ in _KEYS), *_CSV_ONLY))
    for group, row in compared.rows:
        shown = [_plain(cell) for cell in _cells(compared, group, row, lang)]
        writer.writerow((*shown, *(_plain(cell) for cell in _more(row))))
    return "\ufeff" + text.getvalue()


def _more(row: Ranked | Left) -> tuple[Cell, ...]:
    value, ranked = row.value, isinstance(row, Ranked)
    return (
        value.place.district,
        value.place.province,
        value.timing.value,
        int(value.assigned),
        round(row.score, 4) if isinstance(row, Ranked) else None,
        int(row.is_outlier) if isinstance(row, Ranked) and ranked else None,
        " ".join(mark.rule for mark in value.marks) or None,
    )


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return decimal_text(cell)
    if isinstance(cell, FileLink):
        return csv_cell(cell.path)
    return str(cell) if isinstance(cell, int) else csv_cell(cell)


def series_table(listed: Iterable[tuple[str, Sequence[Point]]], rules: ComparisonRules, lang: Lang) -> Table:
    """The points of series in order, with what breaks them."""
    words = (
        "indicator_name",
        "year_shown",
        "status_shown",
        "value_shown",
        "unit_shown",
        "standard",
        "remark",
        "plan",
        "file",
        "quoted",
    )
    kinds = ("text", "text", "text", "figure", "text", "text", "text", "text", "text", "text")
    widths = (34, 7, 12, 12, 10, 18, 50, 18, 28, 50)
    columns = tuple(
        Column(word, say(lang, f"column.{word}"), kind, width)  # type: ignore[arg-type]
        for word, kind, width in zip(words, kinds, widths, strict=True)
    )
    rows = (_point(title, point, rules, lang) for title, points in listed for point in points)
    return Table(say(lang, "compare.sheet.series"), say(lang, "compare.sheet.series"), columns, rows)


def _point(title: str, point: Point, rules: ComparisonRules, lang: Lang) -> tuple[Cell, ...]:
    value, source = point.value, point.value.source
    others = "; ".join(shown_figure(lang, other) for other in value.others)
    notes = (
        *(break_words(kind, value, rules, lang) for kind in point.broken_by),
        *((say(lang, "compare.left.conflict", values=others),) if others else ()),
        *value_notes(value, lang),
    )
    return (
        title,
        _year(value),
        shown_status(lang, value.status),
        _figure(value),
        shown_unit(lang, value.unit),
        shown_standard(lang, value.standard) or None,
        "; ".join(notes) or None,
        shortened(shown_plan(source), 60),
        FileLink(source.path, _where(value, lang)),
        source.text,
    )


def _where(value: Value, lang: Lang) -> str:
    place = shown_place(lang, value.source.section, value.source.page)
    return " · ".join(part for part in (value.source.path, place) if part)


def pairs_table(pairs: Iterable[tuple[str, Sequence[Pair]]], lang: Lang) -> Table:
    """Pairs of figures with their gap."""
    words = (
        "indicator_name",
        "place_name",
        "year_shown",
        "value_shown",
        "other_value",
        "gap",
        "unit_shown",
        "against",
        "remark",
        "file",
        "quoted",
        "other_file",
        "other_quoted",
    )
    kinds = (
        "text",
        "text",
        "text",
        "figure",
        "figure",
        "figure",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
    )
    widths = (28, 26, 7, 12, 12, 12, 10, 18, 30, 28, 40, 28, 40)
    columns = tuple(
        Column(word, say(lang, f"column.{word}"), kind, width)  # type: ignore[arg-type]
        for word, kind, width in zip(words, kinds, widths, strict=True)
    )
    rows = (_pair(name, pair, lang) for name, listed in pairs for pair in listed)
    return Table(say(lang, "compare.sheet.pairs"), say(lang, "compare.sheet.pairs"), columns, rows)


def _pair(name: str, pair: Pair, lang: Lang) -> tuple[Cell, ...]:
    value, other = pair.value, pair.other
    notes = [] if pair.comparable else [say(lang, "compare.beside_standard")]
    return (
        name,
        value.place.shown,
        _year(value),
        _figure(value),
        _figure(other),
        pair.gap if pair.comparable else None,
        shown_unit(lang, value.unit),
        say(lang, f"compare.against.{pair.against}"),
        "; ".join(dict.fromkeys((*notes, *value_notes(value, lang), *value_notes(other, lang)))) or None,
        FileLink(value.source.path, _where(value, lang)),
        value.source.text,
        FileLink(other.source.path, _where(other, lang)),
        other.source.text,
    )


def table_csv(table: Table) -> str:
    """Any of these tables for a spreadsheet, as `comparison_csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return "\ufeff" + text.getvalue()
