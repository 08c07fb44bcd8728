"""Which chart shows a comparison, and the figures that it draws."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from extractor.charting.layers import (
    multiples_spec,
    ranked_spec,
    scatter_spec,
    series_spec,
    slopes_spec,
    stacks_spec,
)
from extractor.comparison.beside import holds
from extractor.comparison.comparison import Comparison
from extractor.comparison.groups import Group
from extractor.comparison.places import PlaceIndex
from extractor.comparison.series import series
from extractor.comparison.values import Value
from extractor.errors import ExtractorError
from extractor.reporting.compare import break_words
from extractor.reporting.compared_words import (
    rounded,
    shown_kind,
    shown_status,
    shown_unit,
    shown_value,
    shown_year,
    summary_lines,
)
from extractor.reporting.numbers import figure
from extractor.reporting.words import WORDS, Lang, say
from extractor.rulebook.comparison import ComparisonRules

Chart = Literal["dots", "series", "scatter", "multiples", "slopes", "stacks"]
Row = dict[str, Any]
_DONE: Final = ("actual", "estimate")
_PLANNED: Final = ("target", "plan")
_SHOWN: Final = 70
_SOURCES: Final = ("central", "local", "credit", "mobilised")


class ChartError(ExtractorError):
    """A chart that the figures do not suffice for."""


def chart_of(compared: Comparison, chart: Chart, rules: ComparisonRules, lang: Lang) -> dict[str, Any]:
    """The chart as Vega-Lite; raises ChartError where there is nothing that it could show."""
    drawn = _DRAWERS[chart](compared, rules, lang)
    if drawn is None:
        reasons = WORDS[f"compare.chart_reason.{chart}"]
        shown = zip(WORDS["compare.chart_needs"], reasons, strict=True)
        raise ChartError(*(text.format(chart=chart, reason=reason) for text, reason in shown))
    return drawn


def _number(value: Value) -> float:
    return float(value.value)


def _kind_of_mark(value: Value, lang: Lang, *, outlier: bool = False) -> str:
    if outlier:
        return say(lang, "chart.outlier")
    if value.is_doubtful:
        return say(lang, "chart.doubtful")
    return say(lang, "chart.assigned" if value.assigned else "chart.own")


def _largest(compared: Comparison) -> Group | None:
    groups = [group for group in compared.groups if group.ranked]
    return max(groups, key=lambda group: len(group.ranked)) if groups else None


def _rows(group: Group, lang: Lang) -> list[Row]:
    return [
        {
            "place": row.value.place.shown,
            "value": _number(row.value),
            "shown": shown_value(lang, row.value),
            "mark": _kind_of_mark(row.value, lang, outlier=row.is_outlier),
            "over": row.value.place.province or row.value.place.district or row.value.place.shown,
        }
        for row in group.ranked[:_SHOWN]
    ]


def _title(compared: Comparison, group: Group, lang: Lang) -> tuple[str, list[str]]:
    others = sum(1 for one in compared.groups if one.ranked) - 1
    lines = [shown_kind(lang, group.kind), *summary_lines(group, lang)][:2]
    odd = sum(row.is_outlier for row in group.ranked)
    if odd:
        lines.append(say(lang, "chart.outliers", count=figure(lang, odd)))
    if len(group.ranked) > _SHOWN:
        lines.append(say(lang, "chart.cut", count=_SHOWN, all=figure(lang, len(group.ranked))))
    if others:
        lines.append(say(lang, "chart.other_groups", count=others))
    return compared.names.get(group.kind.indicator, group.kind.indicator), lines


def _dots(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    group = _largest(compared)
    if group is None or group.summary is None:
        return None
    lines = [(float(group.summary.median), _line_words("chart.median", group.summary.median, lang))]
    upper = _assigned(compared, group)
    if upper is not None:
        lines.append((_number(upper), _upper_words(upper, lang)))
    unit = shown_unit(lang, group.kind.unit)
    kinds = [say(lang, f"chart.{kind}") for kind in ("own", "assigned", "doubtful", "outlier")]
    return ranked_spec(_rows(group, lang), lines, kinds, unit, _title(compared, group, lang))


def _line_words(key: str, value: Any, lang: Lang) -> str:
    return say(lang, key, value=figure(lang, rounded(value)))


def _upper_words(upper: Value, lang: Lang) -> str:
    return say(lang, "chart.upper", place=upper.place.shown, value=shown_value(lang, upper))


def _assigned(compared: Comparison, group: Group) -> Value | None:
    """The target of the one upper place that all ranked places lie in."""
    over = [
        value
        for value in compared.values
        if not value.assigned
        and (value.indicator, value.year, value.status) == (group.kind.indicator, group.kind.year, "target")
        and (value.unit, value.scope) == (group.kind.unit, group.kind.scope)
        and all(holds(value.place, row.value.place) for row in group.ranked)
    ]
    return over[0] if len(over) == 1 else None


def _multiples(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    group = _largest(compared)
    if group is None or group.summary is None:
        return None
    unit = shown_unit(lang, group.kind.unit)
    line = float(group.summary.median)
    rows = [{**row, "place": row["place"].split(", ")[0]} for row in _rows(group, lang)]
    title, lines = _title(compared, group, lang)
    return multiples_spec(rows, line, unit, (title, [*lines, say(lang, "chart.dashed")]))


def _series(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    name = next(iter(compared.names), "")
    values = [value for value in compared.values if value.indicator == name]
    unmerged = any((v.place.province or v.place.name) in rules.reform.unmerged for v in values)
    points = series(values, unmerged=unmerged)
    if not points:
        return None
    rows: list[Row] = []
    breaks: list[Row] = []
    piece = 0
    for position, point in enumerate(points):
        value = point.value
        if point.broken_by:
            piece += 1
            words = "; ".join(break_words(kind, value, rules, lang) for kind in point.broken_by)
            breaks.append(
                {"x": _when(value, lang), "words": words, "short": _short_break(point.broken_by, lang)}
            )
        rows.append(
            {
                "x": _when(value, lang),
                "order": position,
                "value": _number(value),
                "shown": shown_value(lang, value),
                "status": shown_status(lang, value.status),
                "piece": piece,
            }
        )
    place = values[0].place.shown
    unit = shown_unit(lang, points[0].value.unit)
    subtitle = [*dict.fromkeys(entry["words"] for entry in breaks)]
    return series_spec(rows, breaks, unit, (f"{compared.names[name]} · {place}", subtitle))


def _short_break(kinds: Sequence[str], lang: Lang) -> str:
    return ", ".join(say(lang, f"chart.break.{kind}") for kind in kinds)


def _when(value: Value, lang: Lang) -> str:
    """The start of a year stands before its other figures."""
    return say(lang, "chart.start_of", year=value.year) if value.status == "baseline" else str(value.year)


def _scatter(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    names = list(compared.names)
    if len(names) < 2:
        return None
    pairs = _pairs(compared, names[0], names[1])
    if not pairs:
        return None
    rows = [
        {
            "place": across.place.name,
            "x": _number(across),
            "y": _number(up),
            "year": str(across.year),
            "level": say(lang, f"compare.level.{across.place.level}"),
        }
        for across, up in pairs
    ]
    axes = [_axis(compared, value, lang) for value in pairs[0]]
    title = f"{compared.names[names[1]]} – {compared.names[names[0]]}"
    return scatter_spec(rows, axes, (title, [say(lang, "chart.points", count=len(rows))]))


def _pairs(compared: Comparison, across: str, up: str) -> list[tuple[Value, Value]]:
    """Both indicators of a place and year, all of the two statuses that most places have both of."""
    index = PlaceIndex(value.place for value in compared.values)
    found: dict[tuple[int, int | None], dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for group in compared.groups:
        for row in group.ranked:
            if not row.value.scope:
                found[index.number(row.value.place), row.value.year][row.value.indicator].append(row.value)
    kinds: dict[tuple[str, str, str, str], list[tuple[Value, Value]]] = defaultdict(list)
    for by in found.values():
        for one in by[across]:
            for other in by[up]:
                kinds[one.status, other.status, one.unit, other.unit].append((one, other))
    return max(kinds.values(), key=len, default=[])


def _axis(compared: Comparison, value: Value, lang: Lang) -> str:
    """The indicator, its status and its unit."""
    told = f"{shown_status(lang, value.status)}; {shown_unit(lang, value.unit)}"
    return f"{compared.names[value.indicator]} ({told})"


def _slopes(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    index = PlaceIndex(value.place for value in compared.values)
    found: dict[tuple[object, ...], dict[str, Value]] = defaultdict(dict)
    for group in compared.groups:
        for row in group.ranked:
            value = row.value
            side = "plan" if value.status in _PLANNED else "done" if value.status in _DONE else None
            if side:
                key = (value.indicator, index.number(value.place), value.year, value.scope, value.unit)
                found[key].setdefault(side, value)
    kinds: dict[tuple[str, str], list[dict[str, Value]]] = defaultdict(list)
    for by in found.values():
        if len(by) == 2:
            kinds[by["plan"].indicator, by["plan"].unit].append(by)
    if not kinds:
        return None
    pairs = max(kinds.values(), key=len)
    several = len({by["plan"].year for by in pairs}) > 1
    rows = [_slope_row(by, several, lang) for by in pairs[:_SHOWN]]
    unit = shown_unit(lang, pairs[0]["plan"].unit)
    name = compared.names.get(pairs[0]["plan"].indicator, "")
    ends = (say(lang, "chart.planned"), say(lang, "chart.done"))
    marks = (say(lang, "chart.reached"), say(lang, "chart.short"))
    return slopes_spec(rows, ends, marks, unit, (name, [say(lang, "chart.slopes", count=len(rows))]))


def _slope_row(by: Mapping[str, Value], several: bool, lang: Lang) -> Row:
    plan, done = by["plan"], by["done"]
    place = f"{plan.place.name} {plan.year}" if several else plan.place.name
    return {
        "place": place,
        "plan": _number(plan),
        "done": _number(done),
        "shown": f"{place}: {shown_value(lang, plan)} → {shown_value(lang, done)}",
        "up": say(lang, "chart.reached" if done.value >= plan.value else "chart.short"),
    }


def _stacks(compared: Comparison, rules: ComparisonRules, lang: Lang) -> dict[str, Any] | None:
    kinds: dict[tuple[str, int | None, str], list[Row]] = defaultdict(list)
    for group in compared.groups:
        parts = group.kind.indicator.split("/")
        source = next((source for source in _SOURCES if source in parts), None)
        if source is not None:
            kind = (group.kind.level, group.kind.year, group.kind.status)
            kinds[kind] += (_bar(row.value, source, lang) for row in group.ranked)
    if not any(kinds.values()):
        return None
    (level, year, status), rows = max(kinds.items(), key=lambda item: len({row["place"] for row in item[1]}))
    shown = _widest(rows)
    told = (shown_year(lang, year), shown_status(lang, status), say(lang, f"compare.level.{level}"))
    lines = [" · ".join(told), say(lang, "chart.bars", count=len(shown))]
    if len(kinds) > 1:
        lines.append(say(lang, "chart.other_groups", count=len(kinds) - 1))
    names = [say(lang, f"value.{source}") for source in _SOURCES]
    rows = [row for row in rows if row["place"] in shown]
    return stacks_spec(rows, names, say(lang, "unit.million_dong"), (say(lang, "chart.stacks"), lines))


def _bar(value: Value, source: str, lang: Lang) -> Row:
    return {
        "place": value.place.shown,
        "source": say(lang, f"value.{source}"),
        "order": _SOURCES.index(source),
        "value": _number(value),
    }


def _widest(rows: Sequence[Row]) -> frozenset[str]:
    """The places with the most money, as many as can be read."""
    totals: dict[str, float] = defaultdict(float)
    for row in rows:
        totals[row["place"]] += row["value"]
    return frozenset(sorted(totals, key=lambda place: -totals[place])[:_SHOWN])


_DRAWERS: Final[Mapping[Chart, Callable[[Comparison, ComparisonRules, Lang], dict[str, Any] | None]]] = {
    "dots": _dots,
    "series": _series,
    "scatter": _scatter,
    "multiples": _multiples,
    "slopes": _slopes,
    "stacks": _stacks,
}
