"""Comparisons for other programs: everything that is known of every value, figures as exact text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from extractor.comparison.beside import Pair
from extractor.comparison.comparison import Comparison
from extractor.comparison.groups import Group, Left, Ranked
from extractor.comparison.indicator_names import IndicatorName
from extractor.comparison.series import Point
from extractor.comparison.statistics import BOUND, LEAST_FOR_OUTLIERS, Summary
from extractor.comparison.values import Place, Source, Value
from extractor.corpus.compare import IndicatorCount
from extractor.records import decimal_text
from extractor.rulebook.comparison import ComparisonRules

_METHOD = {
    "rank": "1 is the largest; equal values share the better rank",
    "quartiles": "between two values in proportion (QUARTILE.INC)",
    "outlier": "|modified z-score| > bound; 0.6745 * (value - median) / MAD, by the mean distance where MAD is 0",
}


def comparison_json(compared: Comparison, rules: ComparisonRules) -> dict[str, Any]:
    """Groups with their values, ranks, summaries and reasons; what was left out; how it was reckoned."""
    return {
        "indicators": [{"id": name, "name": label} for name, label in compared.names.items()],
        "groups": [_group(group) for group in compared.groups],
        "left_out": asdict(compared.left_out),
        "method": {**_METHOD, "bound": decimal_text(BOUND), "least_values": LEAST_FOR_OUTLIERS},
        "standards": [standard.model_dump() for standard in rules.standards],
        "reform": {"day": rules.reform.day, "source": rules.reform.source},
    }


def series_json(listed: Iterable[tuple[str, Sequence[Point]]]) -> list[dict[str, Any]]:
    """Each series with its points; `broken_by` says why a point is not compared with the one before."""
    return [
        {
            "title": title,
            "points": [{**value_json(p.value), "broken_by": list(p.broken_by)} for p in points],
        }
        for title, points in listed
    ]


def pairs_json(pairs: Mapping[str, Sequence[Pair]]) -> list[dict[str, Any]]:
    """Each pair with both values; the gap is the first less the second."""
    return [
        {
            "indicator": name,
            "against": pair.against,
            "value": value_json(pair.value),
            "other": value_json(pair.other),
            "gap": decimal_text(pair.gap) if pair.comparable else None,
            "comparable": pair.comparable,
        }
        for name, listed in pairs.items()
        for pair in listed
    ]


def indicators_json(
    counts: Sequence[IndicatorCount], names: Mapping[str, IndicatorName]
) -> list[dict[str, Any]]:
    """The indicators of the corpus with their counts."""
    return [
        {**asdict(count), "name": names[count.indicator].vi if count.indicator in names else None}
        for count in counts
    ]


def _group(group: Group) -> dict[str, Any]:
    return {
        **group.kind._asdict(),
        "summary": None if group.summary is None else _summary(group.summary),
        "values": [_ranked(row) for row in group.ranked],
        "not_ranked": [_left(one) for one in group.left],
    }


def _summary(known: Summary) -> dict[str, Any]:
    return {k: v if isinstance(v, int) else decimal_text(v) for k, v in asdict(known).items()}


def _ranked(row: Ranked) -> dict[str, Any]:
    score = decimal_text(round(row.score, 4))
    return {"rank": row.rank, "score": score, "outlier": row.is_outlier, **value_json(row.value)}


def _left(one: Left) -> dict[str, Any]:
    return {"reason": one.reason, **value_json(one.value)}


def value_json(value: Value) -> dict[str, Any]:
    """A value with its place, its words and what it was reckoned from; spans are `[start, end)`."""
    written, of = value.value_written, value.denominator
    return {
        "indicator": value.indicator,
        "label": value.label,
        "place": _place(value.place),
        "value": decimal_text(value.value),
        "unit": value.unit,
        "comparator": value.comparator,
        "value_written": None if written is None else decimal_text(written),
        "denominator": None if of is None else decimal_text(of),
        "year": value.year,
        "status": value.status,
        "timing": value.timing.value,
        "scope": value.scope or None,
        "standard": value.standard,
        "assigned": value.assigned,
        "after_reform": value.after_reform,
        "doubtful": value.is_doubtful,
        "findings": [mark._asdict() for mark in value.marks],
        "source": _source(value.source),
        "parts": [value_json(part) for part in value.parts],
        "others": [value_json(other) for other in value.others],
    }


def _place(place: Place) -> dict[str, Any]:
    return place._asdict()


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "number": source.number,
        "title": source.title,
        "issued_on": source.issued_on,
        "section": list(source.section),
        "page": source.page,
        "span": list(source.span),
        "figure": list(source.figure),
        "text": source.text,
    }
