"""Values of a comparison in words: figures with their bound, kinds of groups, notes."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from extractor.comparison.drafts import Kind
from extractor.comparison.groups import Group, Left, Ranked
from extractor.comparison.money import Cell
from extractor.comparison.values import Source, Value
from extractor.reporting.numbers import figure
from extractor.reporting.places import shown_path, shown_place
from extractor.reporting.words import WORDS, Lang, rule_name, say

if TYPE_CHECKING:
    from extractor.corpus.compare_asked import Asked

_BOUNDS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
_MOST_OUTLIERS = 10
_HUNDREDTH = Decimal("0.01")
_DIGITS = 12


def rounded(value: Decimal) -> Decimal:
    """A reckoned figure as it is shown: two decimals, more where it is under one."""
    if value == 0 or -value.as_tuple().exponent <= 2:  # type: ignore[operator]
        return value
    step = _HUNDREDTH if abs(value) >= 1 else Decimal(1).scaleb(min(value.adjusted() - 2, -2))
    return value.quantize(step, ROUND_HALF_EVEN)


def shown_figure(lang: Lang, value: Value) -> str:
    """`≥ 2,5`: the figure with its bound; a reckoned one rounded."""
    told = rounded(value.value) if value.parts else value.value
    return f"{_BOUNDS.get(value.comparator, '')}{figure(lang, told)}"


def shown_unit(lang: Lang, unit: str) -> str:
    """A unit's name; the plan's own word for any other."""
    return say(lang, f"unit.{unit}") if f"unit.{unit}" in WORDS else unit


def shown_value(lang: Lang, value: Value) -> str:
    """`2,5%`, `38 hộ`."""
    unit = shown_unit(lang, value.unit)
    return f"{shown_figure(lang, value)}{'' if unit == '%' or not unit else ' '}{unit}"


def shown_status(lang: Lang, status: str) -> str:
    """`chỉ tiêu`."""
    return say(lang, f"value.{status}")


def shown_year(lang: Lang, year: int | None) -> str:
    """`năm 2022`."""
    return say(lang, "compare.no_year") if year is None else say(lang, "compare.year", year=year)


def shown_standard(lang: Lang, name: str | None) -> str:
    """`chuẩn nghèo 2022-2026`; "" for none."""
    if name is None:
        return ""
    return say(lang, "compare.standard_own") if name == "own" else say(lang, "compare.standard", name=name)


def shown_kind(lang: Lang, kind: Kind) -> str:
    """What the values of a group have in common, without the indicator."""
    parts = [
        shown_year(lang, kind.year),
        shown_status(lang, kind.status),
        say(lang, f"compare.level.{kind.level}"),
        shown_unit(lang, kind.unit),
        say(lang, "compare.scope", scope=kind.scope) if kind.scope else "",
        shown_standard(lang, kind.standard),
    ]
    return " · ".join(part for part in parts if part)


def summary_lines(group: Group, lang: Lang) -> Iterator[str]:
    """The group's summary, and its outliers with how they were found."""
    known = group.summary
    if known is None or known.count < 2:
        return

    def told(value: Decimal) -> str:
        return figure(lang, rounded(value))

    yield say(
        lang,
        "compare.summary",
        count=figure(lang, known.count),
        median=told(known.median),
        lower=told(known.lower_quartile),
        upper=told(known.upper_quartile),
        least=told(known.least),
        most=told(known.most),
    )
    odd = [row for row in group.ranked if row.is_outlier]
    for row in sorted(odd, key=lambda row: -abs(row.score))[:_MOST_OUTLIERS]:
        yield say(
            lang,
            "compare.outlier" if known.mad else "compare.outlier_mean",
            place=row.value.place.shown,
            value=shown_value(lang, row.value),
            score=told(row.score.quantize(_HUNDREDTH)),
            median=told(known.median),
            mad=told(known.mad),
        )
    if len(odd) > _MOST_OUTLIERS:
        yield say(lang, "compare.more_outliers", count=figure(lang, len(odd) - _MOST_OUTLIERS))


def note(row: Ranked | Left, group: Group | None, lang: Lang) -> str:
    """Why a value is not ranked, whose word it is, what is found on it."""
    value = row.value
    parts = [*value_notes(value, lang)]
    if isinstance(row, Left):
        parts.insert(0, say(lang, f"compare.left.{row.reason}", values=_told_beside(row, group, lang)))
    elif row.is_outlier:
        parts.insert(0, say(lang, "compare.outlier_short"))
    return "; ".join(parts)


def value_notes(value: Value, lang: Lang) -> Iterator[str]:
    """What there is to say of a value wherever it is shown."""
    if value.assigned:
        yield say(lang, "compare.assigned")
    if value.value_written is not None:
        written, corrected = figure(lang, value.value_written), figure(lang, value.value)
        yield say(lang, "compare.corrected", written=written, value=corrected)
    if value.parts and value.denominator is not None:
        over, under = (shown_value(lang, part) for part in value.parts)
        yield say(lang, "compare.reckoned", over=over, under=under)
    elif value.parts:
        yield say(lang, "compare.summed", count=len(value.parts))
    rules = dict.fromkeys(mark.rule for one in (value, *value.parts) for mark in one.marks)
    if rules:
        yield say(lang, "compare.marked", rules=", ".join(rule_name(lang, rule) for rule in rules))


def _told_beside(row: Left, group: Group | None, lang: Lang) -> str:
    """The values that stand in the way of ranking one."""
    if row.value.others:
        return _listed(row.value.others, lang)
    if group is None:
        return ""
    return _listed((r.value for r in group.ranked if r.value.place.name == row.value.place.name), lang)


def _listed(values: Iterable[Value], lang: Lang) -> str:
    return "; ".join(dict.fromkeys(shown_figure(lang, value) for value in values))


def money_names(cells: Iterable[Cell], lang: Lang) -> dict[str, str]:
    """What the sums of cells are called, by the indicators of their values: `Kinh phí · Dự án 1 · trung ương`."""
    names: dict[str, str] = {}
    for cell in cells:
        kinds = (say(lang, f"value.{kind}") if kind else "" for kind in (cell.source, cell.capital))
        told = (say(lang, "compare.money"), cell.component, *kinds)
        names.setdefault(cell.value.indicator, " · ".join(part for part in told if part))
    return dict(sorted(names.items()))


def asked_names(
    asked: "Asked", cells: Iterable[Cell], names: Mapping[str, str], lang: Lang
) -> Mapping[str, str]:
    """What the values of an answer are called, by their indicators; `names` are those of the indicators asked for."""
    if asked.ratio is not None:
        name = say(lang, "compare.money") if asked.is_of_money else ", ".join(names.values())
        return {asked.ratio: say(lang, f"ratio.{asked.ratio}", name=name)}
    return names if asked.money is None else money_names(cells, lang)


def shown_plan(source: Source) -> str:
    """The plan's number, else its title."""
    return source.number or source.title or shown_path(source.path)


def shown_source(source: Source, lang: Lang) -> str:
    """`kh.docx · II › 3 · trang 2 · 1042`: file, section, page, offset of the figure in the plan's text."""
    place = shown_place(lang, source.section, source.page)
    return " · ".join(part for part in (shown_path(source.path), place, str(source.figure[0])) if part)
