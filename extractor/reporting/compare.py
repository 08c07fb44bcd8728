"""Comparisons on the screen: groups with ranks and summaries, indicators side by side, series, pairs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extractor.comparison.beside import Pair
from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import Group, Left, Ranked
from extractor.comparison.indicator_names import IndicatorName
from extractor.comparison.places import PlaceIndex
from extractor.comparison.series import Break, Point
from extractor.comparison.statistics import LEAST_FOR_OUTLIERS
from extractor.comparison.values import Value
from extractor.corpus.compare import IndicatorCount
from extractor.reporting.compared_words import (
    note,
    rounded,
    shown_figure,
    shown_kind,
    shown_plan,
    shown_source,
    shown_standard,
    shown_status,
    shown_unit,
    shown_value,
    summary_lines,
    value_notes,
)
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened
from extractor.reporting.screen import Item, Line, Sheet, line
from extractor.reporting.words import Lang, say
from extractor.rulebook.comparison import ComparisonRules

_QUOTED = 70
_GROUP_COLUMNS = (
    "rank",
    "place_name",
    "value_shown",
    "unit_shown",
    "denominator",
    "remark",
    "plan",
    "where",
    "quoted",
)
_SERIES_COLUMNS = (
    "year_shown",
    "status_shown",
    "value_shown",
    "unit_shown",
    "standard",
    "remark",
    "plan",
    "where",
    "quoted",
)
_PAIR_COLUMNS = (
    "place_name",
    "year_shown",
    "value_shown",
    "other_value",
    "gap",
    "against",
    "remark",
    "where",
    "quoted",
)


def comparison_items(compared: Comparison, database: Path, lang: Lang) -> Iterator[Item]:
    """Each group as a table with its summary; several indicators side by side first."""
    if not any(compared.groups):
        yield line(say(lang, "compare.none", db=database))
    if len(compared.names) > 1:
        yield from side_by_side(compared, lang)
    for name, label in compared.names.items():
        for group in compared.of(name):
            yield from _group_items(group, label, lang)
    yield from _left_out_lines(compared.left_out, lang)


def _group_items(group: Group, name: str, lang: Lang) -> Iterator[Item]:
    title = say(lang, "compare.group", name=name, kind=shown_kind(lang, group.kind))
    listed: tuple[Ranked | Left, ...] = (*group.ranked, *group.left)
    rows = [_row(row, group, lang) for row in listed]
    yield Sheet(title, _heads(_GROUP_COLUMNS, lang), tuple(rows), frozenset({0, 2, 4}))
    for text in summary_lines(group, lang):
        yield line(text, "dim", indent=2)
    if group.summary and 2 <= group.summary.count < LEAST_FOR_OUTLIERS:
        yield line(say(lang, "compare.few"), "dim", indent=2)


def _heads(columns: Iterable[str], lang: Lang) -> tuple[str, ...]:
    return tuple(say(lang, f"column.{name}") for name in columns)


def _row(row: Ranked | Left, group: Group, lang: Lang) -> tuple[str, ...]:
    value = row.value
    alone = len(group.ranked) == 1
    return (
        "–" if isinstance(row, Left) or alone else str(row.rank),
        value.place.shown,
        shown_figure(lang, value),
        shown_unit(lang, value.unit),
        "" if value.denominator is None else figure(lang, rounded(value.denominator)),
        note(row, group, lang),
        shortened(shown_plan(value.source), 40),
        shown_source(value.source, lang),
        f"«{shortened(value.source.text, _QUOTED)}»",
    )


def _left_out_lines(left: LeftOut, lang: Lang) -> Iterator[Line]:
    for name in LeftOut.__dataclass_fields__:
        if count := getattr(left, name):
            yield line(say(lang, f"compare.left_out.{name}", count=figure(lang, count)), "dim")


def side_by_side(compared: Comparison, lang: Lang) -> Iterator[Item]:
    """A row for each place, year and status, a column for each indicator; numbers lead to the sources below."""
    index = PlaceIndex(value.place for value in compared.values)
    cells: dict[tuple[object, ...], dict[str, list[Ranked | Left]]] = defaultdict(lambda: defaultdict(list))
    for group, row in compared.rows:
        value = row.value
        key = (-(value.year or 0), group.kind.level, index.number(value.place), value.status)
        cells[key][value.indicator].append(row)
    numbered: dict[Value, int] = {}
    rows = [_side_row(by_indicator, compared.names, numbered, lang) for by_indicator in cells.values()]
    rows.sort(key=lambda row: (-(int(row[1]) if row[1].isdigit() else 0), row[0], row[2]))
    heads = (*_heads(("place_name", "year_shown", "status_shown"), lang), *compared.names.values())
    yield Sheet(say(lang, "compare.side_title", count=len(compared.names)), heads, tuple(rows))
    yield line(say(lang, "compare.marks_note"), "dim", indent=2)
    yield line()
    yield line(say(lang, "compare.sources"), "bold")
    for value, number in numbered.items():
        words = f"«{shortened(value.source.text, _QUOTED)}»"
        yield line(f"[{number}] {shown_source(value.source, lang)} · {words}", "dim", indent=2)


def _side_row(
    by_indicator: Mapping[str, Sequence[Ranked | Left]],
    names: Iterable[str],
    numbered: dict[Value, int],
    lang: Lang,
) -> tuple[str, ...]:
    first = next(iter(by_indicator.values()))[0].value
    shown = []
    for name in names:
        told = []
        for row in by_indicator.get(name, ()):
            number = numbered.setdefault(row.value, len(numbered) + 1)
            told.append(f"{_side_cell(row, lang)} [{number}]")
        shown.append("; ".join(told))
    year = "" if first.year is None else str(first.year)
    return (first.place.shown, year, shown_status(lang, first.status), *shown)


def _side_cell(row: Ranked | Left, lang: Lang) -> str:
    """The value, marked where a finding touches it, with whom it counts and why it is not ranked."""
    value = row.value
    reason = say(lang, f"compare.short.{row.reason}") if isinstance(row, Left) else ""
    beside = "; ".join(part for part in (value.scope, reason) if part)
    return f"{shown_value(lang, value)}{'*' if value.is_doubtful else ''}{f' ({beside})' if beside else ''}"


def series_items(
    listed: Iterable[tuple[str, Sequence[Point]]], rules: ComparisonRules, lang: Lang
) -> Iterator[Item]:
    """For each named series a table by years, with a line where it breaks and why."""
    for title, points in listed:
        rows: list[tuple[str, ...]] = []
        for point in points:
            rows += [_break_row(kind, point.value, rules, lang) for kind in point.broken_by]
            rows.append(_point_row(point.value, lang))
        yield Sheet(title, _heads(_SERIES_COLUMNS, lang), tuple(rows), frozenset({2}))


def _point_row(value: Value, lang: Lang) -> tuple[str, ...]:
    beside = "; ".join(shown_figure(lang, other) for other in value.others)
    notes = [say(lang, "compare.left.conflict", values=beside)] if beside else []
    return (
        str(value.year),
        shown_status(lang, value.status),
        shown_figure(lang, value),
        shown_unit(lang, value.unit),
        shown_standard(lang, value.standard),
        "; ".join((*notes, *value_notes(value, lang))),
        shortened(shown_plan(value.source), 40),
        shown_source(value.source, lang),
        f"«{shortened(value.source.text, _QUOTED)}»",
    )


def _break_row(kind: Break, value: Value, rules: ComparisonRules, lang: Lang) -> tuple[str, ...]:
    return ("───", "", "", "", "", break_words(kind, value, rules, lang), "", "", "")


def break_words(kind: Break, value: Value, rules: ComparisonRules, lang: Lang) -> str:
    """Why a series breaks before this value, with the document that says so."""
    match kind:
        case "standard":
            known = rules.standard_named(value.standard or "")
            shown = shown_standard(lang, value.standard) or say(lang, "compare.untold_standard")
            source = known.source if known else say(lang, "compare.unsourced")
            return say(lang, "compare.break.standard", standard=shown, source=source)
        case "reform":
            day = "/".join(reversed(rules.reform.day.split("-")))
            return say(lang, "compare.break.reform", day=day, source=rules.reform.source)
        case "place":
            return say(lang, "compare.break.place", place=value.place.shown)
        case "scope":
            return say(lang, "compare.break.scope")


def pair_items(pairs: Mapping[str, Sequence[Pair]], view: str, lang: Lang) -> Iterator[Item]:
    """For each indicator by name its pairs: a figure, what it is held against, the gap."""
    if not any(pairs.values()):
        yield line(say(lang, "compare.beside_none"))
    for name, listed in pairs.items():
        if listed:
            title = say(lang, f"compare.beside.{view}", name=name)
            rows = tuple(_pair_row(pair, lang) for pair in listed)
            yield Sheet(title, _heads(_PAIR_COLUMNS, lang), rows, frozenset({2, 3, 4}))


def _pair_row(pair: Pair, lang: Lang) -> tuple[str, ...]:
    value, other = pair.value, pair.other
    notes = [] if pair.comparable else [say(lang, "compare.beside_standard")]
    where = (shown_source(value.source, lang), shown_source(other.source, lang))
    words = (f"«{shortened(one.source.text, _QUOTED // 2)}»" for one in (value, other))
    return (
        value.place.shown,
        str(value.year),
        shown_value(lang, value),
        shown_value(lang, other),
        figure(lang, pair.gap) if pair.comparable else "",
        say(lang, f"compare.against.{pair.against}"),
        "; ".join(dict.fromkeys((*notes, *value_notes(value, lang), *value_notes(other, lang)))),
        " | ".join(where),
        " | ".join(words),
    )


def indicator_items(
    counts: Sequence[IndicatorCount], names: Mapping[str, IndicatorName], database: Path, lang: Lang
) -> Iterator[Item]:
    """The indicators of the corpus: id, name, how many values in how many plans, from when to when."""
    rows = tuple(
        (
            count.indicator,
            names[count.indicator].vi if count.indicator in names else "",
            figure(lang, count.values),
            figure(lang, count.plans),
            "–".join(dict.fromkeys(str(y) for y in (count.first, count.last) if y is not None)),
        )
        for count in counts
    )
    heads = _heads(("indicator_id", "indicator_name", "values", "plans", "years"), lang)
    yield Sheet(say(lang, "compare.list_title", db=database), heads, rows, frozenset({2, 3}))
