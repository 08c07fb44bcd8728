"""What `extractor compare` shows: gathers values, reckons ratios, chooses the view, writes it in the form asked for."""
# ruff: noqa: PLC0415

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from extractor.commands.compared import Compared, compared_corpus
from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import grouped
from extractor.comparison.money import Part
from extractor.comparison.places import told_apart
from extractor.comparison.ratio_names import Ratio
from extractor.comparison.series import Point, series
from extractor.comparison.values import Value
from extractor.corpus.compare import Wanted
from extractor.corpus.compare_asked import Asked, answered
from extractor.errors import ExtractorError
from extractor.reporting.compared_words import asked_names
from extractor.reporting.words import WORDS, Lang, say
from extractor.rulebook.comparison import ComparisonRules
from extractor.rulebook.programmes import ProgrammeRules, load_programmes
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.comparison.beside import Pair
    from extractor.corpus.compare_money import Named
    from extractor.exporting.tables import Table
    from extractor.reporting.screen import Item

View = Literal["table", "series", "last-year", "upper", "matrix"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be compared: indicators by id with their names, or money by parts; and how it is to be shown.

    `folder` is that of the user's own rules.
    """

    names: Mapping[str, str]
    wanted: Wanted
    rules: ComparisonRules
    money: tuple[Part, ...] | None = None
    ratio: Ratio | None = None
    view: View = "table"
    chart: str | None = None
    folder: Path | None = None


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
    values: Sequence[Value]
    names: Mapping[str, str]
    left: LeftOut = field(default_factory=LeftOut)


def show_comparison(request: Request, target: Target) -> None:
    """Compares and prints or writes; raises ExtractorError where there is nothing that the view could show."""
    with compared_corpus(target.database, parquet=target.parquet) as corpus:
        if request.view == "matrix":
            named = corpus.named_components(request.wanted, request.rules)
            _give_matrix(named, load_programmes(request.folder), target)
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
    asked = Asked(tuple(request.names), request.money, request.ratio)
    found = answered(corpus, asked, request.wanted, request.rules)
    return _Found(found.values, asked_names(asked, found.cells, request.names, lang), found.left)


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
    from extractor.reporting.screen import line

    _one_place(found.values, request, target.lang)
    if not found.values and target.form == "table":
        _give_items([line(say(target.lang, "compare.none", db=target.database))], target)
        return
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


def _give_matrix(named: "Sequence[Named]", known: ProgrammeRules, target: Target) -> None:
    from extractor.exporting.comparison import table_csv
    from extractor.exporting.matrix import matrix_table
    from extractor.reporting.compare_matrix import matrix_items, matrix_json

    match target.form:
        case "json":
            _give_json(matrix_json(named, known), target)
        case "csv":
            _give_text(table_csv(matrix_table(named, known, target.lang)), target)
        case "xlsx":
            table = matrix_table(named, known, target.lang)
            _give_workbook([table], table.title, target)
        case "svg" | "png":
            raise ExtractorError(*WORDS["compare.no_picture"])
        case _:
            _give_items(matrix_items(named, known, target.lang), target)


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
