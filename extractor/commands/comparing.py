"""What `extractor compare` shows: gathers values, reckons ratios, chooses the view, writes it in the form asked for."""
# ruff: noqa: PLC0415

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from extractor.commands.compared import Compared, compared_corpus
from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import grouped
from extractor.comparison.money import Part
from extractor.comparison.places import told_apart
from extractor.comparison.series import Point, series
from extractor.comparison.values import Value
from extractor.corpus.compare import Gathered, Wanted
from extractor.errors import ExtractorError
from extractor.reporting.words import WORDS, Lang, say
from extractor.rulebook.comparison import ComparisonRules
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.comparison.beside import Pair
    from extractor.corpus.compare_money import Named
    from extractor.exporting.tables import Table
    from extractor.reporting.screen import Item

Ratio = Literal[
    "actual-plan", "reduction-baseline", "per-poor-household", "per-leaving-household", "local-central"
]
View = Literal["table", "series", "last-year", "upper", "matrix"]
_COUNTED: Final = {
    "per-poor-household": "poor_households",
    "per-leaving-household": "poor_households_reduction",
}
_OF_MONEY: Final = frozenset({*_COUNTED, "local-central"})
_REDUCTION: Final = "_reduction"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be compared: indicators by id with their names, or money by parts; and how it is to be shown."""

    names: Mapping[str, str]
    wanted: Wanted
    rules: ComparisonRules
    money: tuple[Part, ...] | None = None
    ratio: Ratio | None = None
    view: View = "table"
    chart: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where it goes: a form and a file, the screen where there is none; and the corpus it comes from."""

    form: str
    path: Path | None
    database: Path
    lang: Lang
    parquet: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    values: tuple[Value, ...]
    names: Mapping[str, str]
    left: LeftOut = field(default_factory=LeftOut)


def show_comparison(request: Request, target: Target) -> None:
    """Compares and prints or writes; raises ExtractorError where there is nothing that the view could show."""
    with compared_corpus(target.database, parquet=target.parquet) as corpus:
        if request.view == "matrix":
            named = corpus.named_components(request.wanted, request.rules)
            _give_matrix(named, target)
            return
        found = _found(corpus, request, target.lang)
    if request.view == "table":
        compared = Comparison(found.names, grouped(found.values), found.left)
        _give_comparison(compared, request, target)
    elif request.view == "series":
        _give_series(found, request, target)
    else:
        _give_pairs(found, request, target)


def _found(corpus: Compared, request: Request, lang: Lang) -> _Found:
    """The values asked for, or the ratios of them."""
    if request.ratio is not None:
        return _ratios(corpus, request, lang)
    if request.money is not None:
        gathered, names = _money(corpus, request, request.money, lang)
        return _Found(gathered.values, names, gathered.left_out)
    gathered = corpus.compare(list(request.names), request.wanted, request.rules)
    return _Found(gathered.values, request.names, gathered.left_out)


def _money(
    corpus: Compared, request: Request, parts: Sequence[Part], lang: Lang
) -> tuple[Gathered, dict[str, str]]:
    from extractor.reporting.compared_words import money_names

    gathered, cells = corpus.compare_money(parts, request.wanted, request.rules)
    return gathered, money_names(cells, lang)


def _ratios(corpus: Compared, request: Request, lang: Lang) -> _Found:
    """The values of a ratio; what it is divided by may be told for another year or status."""
    from dataclasses import replace

    free = replace(request.wanted, years=(), statuses=())
    ratio = request.ratio
    assert ratio is not None
    if ratio in _OF_MONEY or request.money is not None:
        values = _money_ratio(corpus, request, ratio, free, lang)
        name = say(lang, "compare.money")
    else:
        values = _indicator_ratio(corpus, request, ratio, free)
        name = ", ".join(request.names.values())
    wanted = request.wanted
    kept = tuple(
        value
        for value in values
        if (not wanted.years or value.year in wanted.years)
        and (not wanted.statuses or value.status in wanted.statuses)
    )
    return _Found(kept, {ratio: say(lang, f"ratio.{ratio}", name=name)})


def _money_ratio(
    corpus: Compared, request: Request, ratio: Ratio, free: Wanted, lang: Lang
) -> Iterable[Value]:
    from extractor.comparison.ratios import over_source, per_household, reached

    parts: tuple[Part, ...] = ("source",) if ratio == "local-central" else ()
    gathered, _ = corpus.compare_money(parts, free, request.rules)
    sums = gathered.values
    if ratio == "actual-plan":
        return reached(sums, ratio)
    if ratio == "local-central":
        central = [value for value in sums if value.indicator.endswith("/central")]
        return over_source((v for v in sums if v.indicator.endswith("/local")), central, ratio)
    counts = corpus.compare([_COUNTED[ratio]], free, request.rules).values
    return per_household(sums, counts, ratio, ratio)


def _indicator_ratio(corpus: Compared, request: Request, ratio: Ratio, free: Wanted) -> Iterable[Value]:
    from extractor.comparison.ratios import cut_of_start, reached

    if ratio == "actual-plan":
        return reached(corpus.compare(list(request.names), free, request.rules).values, ratio)
    cuts = [name for name in request.names if name.endswith(_REDUCTION)] or [
        f"{name}{_REDUCTION}" for name in request.names
    ]
    found: list[Value] = []
    for name in cuts:
        over = corpus.compare([name], free, request.rules).values
        under = corpus.compare([name.removesuffix(_REDUCTION)], free, request.rules).values
        found += cut_of_start(over, under, ratio)
    return found


def _give_comparison(compared: Comparison, request: Request, target: Target) -> None:
    from extractor.exporting.comparison import comparison_csv, comparison_tables
    from extractor.reporting.compare import comparison_items
    from extractor.reporting.compare_json import comparison_json

    match target.form:
        case "json":
            _give_json(comparison_json(compared, request.rules), target)
        case "csv":
            _give_text(comparison_csv(compared, target.lang), target)
        case "xlsx":
            _give_workbook(
                comparison_tables(compared, target.lang), ", ".join(compared.names.values()), target
            )
        case "svg" | "png":
            _give_chart(compared, request.chart or _usual_chart(request, compared), request, target)
        case _:
            _give_items(comparison_items(compared, target.database, target.lang), target)


def _usual_chart(request: Request, compared: Comparison) -> str:
    if request.money is not None and "source" in request.money:
        return "stacks"
    return "scatter" if len(compared.names) == 2 and request.money is None else "dots"


def _give_series(found: _Found, request: Request, target: Target) -> None:
    from extractor.exporting.comparison import series_table, table_csv
    from extractor.reporting.compare import series_items
    from extractor.reporting.compare_json import series_json

    _one_place(found.values, request, target.lang)
    if target.form in {"svg", "png"}:
        compared = Comparison(found.names, grouped(found.values), found.left)
        _give_chart(compared, request.chart or "series", request, target)
        return
    listed = _series(found, request, target.lang)
    match target.form:
        case "json":
            _give_json(series_json(listed), target)
        case "csv":
            _give_text(table_csv(series_table(listed, request.rules, target.lang)), target)
        case "xlsx":
            title = ", ".join(name for name, _ in listed)
            _give_workbook([series_table(listed, request.rules, target.lang)], title, target)
        case _:
            _give_items(series_items(listed, request.rules, target.lang), target)


def _series(found: _Found, request: Request, lang: Lang) -> list[tuple[str, Sequence[Point]]]:
    unmerged = request.rules.reform.unmerged
    listed: list[tuple[str, Sequence[Point]]] = []
    for name, label in found.names.items():
        values = [value for value in found.values if value.indicator == name]
        stays = any(
            (v.place.province if v.place.level != "province" else v.place.name) in unmerged for v in values
        )
        same = stays and all(value.place.level == "province" for value in values)
        if values:
            title = say(lang, "compare.series_title", name=label, place=values[0].place.shown)
            listed.append((title, series(values, unmerged=same)))
    return listed


def _one_place(values: Sequence[Value], request: Request, lang: Lang) -> None:
    """Raises ExtractorError where several places bear the name, or none does."""
    places = [together[0] for together in told_apart(value.place for value in values)]
    if len(places) > 1:
        shown = "; ".join(f"{p.shown} ({say(lang, f'compare.level.{p.level}')})" for p in places)
        given = {"asked": request.wanted.place, "places": shown}
        raise ExtractorError(*(text.format(**given) for text in WORDS["compare.many_places"]))


def _give_pairs(found: _Found, request: Request, target: Target) -> None:
    from extractor.comparison.beside import against_last_year, against_upper_level
    from extractor.exporting.comparison import pairs_table, table_csv
    from extractor.reporting.compare import pair_items
    from extractor.reporting.compare_json import pairs_json

    made = against_last_year if request.view == "last-year" else against_upper_level
    pairs: dict[str, Sequence[Pair]] = {
        label: sorted(made([value for value in found.values if value.indicator == name]), key=_pair_order)
        for name, label in found.names.items()
    }
    match target.form:
        case "json":
            _give_json(pairs_json(pairs), target)
        case "csv":
            _give_text(table_csv(pairs_table(pairs.items(), target.lang)), target)
        case "xlsx":
            _give_workbook([pairs_table(pairs.items(), target.lang)], ", ".join(pairs), target)
        case "svg" | "png":
            raise ExtractorError(*WORDS["compare.no_picture"])
        case _:
            _give_items(pair_items(pairs, request.view, target.lang), target)


def _pair_order(pair: "Pair") -> tuple[object, ...]:
    return pair.value.place.shown, pair.value.year, pair.value.source.path, pair.value.source.span


def _give_matrix(named: "Sequence[Named]", target: Target) -> None:
    from extractor.exporting.comparison import table_csv
    from extractor.exporting.matrix import matrix_table
    from extractor.reporting.compare_matrix import matrix_items, matrix_json

    match target.form:
        case "json":
            _give_json(matrix_json(named), target)
        case "csv":
            _give_text(table_csv(matrix_table(named, target.lang)), target)
        case "xlsx":
            table = matrix_table(named, target.lang)
            _give_workbook([table], table.title, target)
        case "svg" | "png":
            raise ExtractorError(*WORDS["compare.no_picture"])
        case _:
            _give_items(matrix_items(named, target.lang), target)


def _give_items(items: "Iterable[Item]", target: Target) -> None:
    from extractor.reporting.screen import plain_lines, show

    if target.path is None:
        show(items)
    else:
        _give_text("".join(f"{text}\n" for item in items for text in plain_lines(item)), target)


def _give_json(value: Any, target: Target) -> None:
    _give_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", target)


def _give_text(text: str, target: Target) -> None:
    if target.path is None:
        click.echo(text, nl=False)
    else:
        _write(text.encode(), target)


def _give_workbook(tables: "Sequence[Table]", chosen: str, target: Target) -> None:
    from extractor.exporting.files import replacing
    from extractor.exporting.sheets import About, write_workbook

    path = _path(target)
    with replacing(path) as beside:
        write_workbook(beside, tables, About(say(target.lang, "compare.book"), chosen))
    click.echo(say(target.lang, "compare.written", path=safe_path(path)))


def _give_chart(compared: Comparison, chart: str, request: Request, target: Target) -> None:
    path = _path(target)
    from extractor.charting import chart_of, picture

    spec = chart_of(compared, chart, request.rules, target.lang)  # type: ignore[arg-type]
    _write(picture(spec, target.form, target.lang), target, path)  # type: ignore[arg-type]


def _path(target: Target) -> Path:
    if target.path is None:
        raise ExtractorError(*(text.format(form=target.form) for text in WORDS["compare.needs_output"]))
    return target.path


def _write(content: bytes, target: Target, path: Path | None = None) -> None:
    from extractor.exporting.files import replacing

    place = path or _path(target)
    with replacing(place) as beside:
        beside.write_bytes(content)
    click.echo(say(target.lang, "compare.written", path=safe_path(place)))
