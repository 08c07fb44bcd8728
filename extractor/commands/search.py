"""`extractor search`: the corpus by words and by what is known of its plans."""
# ruff: noqa: PLC0415

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from extractor.commands.options import Decorator, db_option, form_option, option, print_json
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand
from extractor.reporting.words import WORDS, Lang

_LEVELS: Final = click.Choice(("commune", "district", "province", "central"))
_SEVERITIES: Final = click.Choice(("error", "warning", "info"))
_LONGEST: Final = 30  # characters of a figure
_STATES: Final = click.Choice(("new", "confirmed", "dismissed", "fixed"))


def _figure(ctx: click.Context, param: click.Parameter, value: str | None) -> Decimal | None:
    """A figure as it is written here, «2.621,5» or «2621,5»; raises ExtractorError for anything else."""
    from extractor.language.figures import read_figure

    if value is None:
        return None
    sign, bare = (-1, value[1:]) if value.startswith("-") else (1, value)
    figure = read_figure(bare.strip(" %")) if len(bare) < _LONGEST else None
    if figure is None:
        vi, en = WORDS["search.no_figure"]
        raise ExtractorError(vi.format(value=value), en.format(value=value))
    return sign * figure.value


def _indicator(asked: str) -> str:
    """The id of an indicator typed by its name, as `compare` takes it; else what was typed, an id of one's own."""
    from extractor.comparison.indicator_names import indicator_names, named_indicator

    return named_indicator(asked, indicator_names()) or asked


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """The options that narrow a search down, in the order of the help."""
    named: tuple[Decorator, ...] = (
        option("--province", "provinces", multiple=True, metavar="NAME", help="help.search_province"),
        option("--district", "districts", multiple=True, metavar="NAME", help="help.search_district"),
        option("--commune", "communes", multiple=True, metavar="NAME", help="help.search_commune"),
        option("--level", "levels", multiple=True, type=_LEVELS, help="help.search_level"),
        option("--year", "years", multiple=True, type=int, help="help.search_year"),
        option("--programme", "programmes", multiple=True, metavar="ID", help="help.search_programme"),
        option("--type", "doc_types", multiple=True, metavar="NAME", help="help.search_type"),
        option("--cites", "cites", multiple=True, metavar="NUMBER", help="help.search_cites"),
        option("--indicator", "indicators", multiple=True, metavar="ID", help="help.search_indicator"),
        option("--value-from", metavar="NUMBER", callback=_figure, help="help.search_value_from"),
        option("--value-to", metavar="NUMBER", callback=_figure, help="help.search_value_to"),
        option("--money-from", metavar="NUMBER", callback=_figure, help="help.search_money_from"),
        option("--money-to", metavar="NUMBER", callback=_figure, help="help.search_money_to"),
        option("--rule", "rules", multiple=True, metavar="ID", help="help.search_rule"),
        option("--severity", "severities", multiple=True, type=_SEVERITIES, help="help.search_severity"),
        option("--state", "states", multiple=True, type=_STATES, help="help.search_state"),
        option("--file", "paths", multiple=True, metavar="PATH", help="help.search_file"),
        option("--newest", is_flag=True, help="help.search_newest"),
    )  # fmt: skip
    for decorate in reversed(named):
        command = decorate(command)
    return command


@click.command(cls=WordedCommand, help="help.search")
@click.argument("query", default="")
@db_option
@option("--exact", is_flag=True, help="help.search_exact")
@_filters
@option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="help.limit")
@option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="help.search_page")
@option("--passages", type=click.IntRange(min=1), default=3, show_default=True, help="help.search_passages")
@option("--facets", is_flag=True, help="help.search_facets")
@form_option("table", "json", "csv")
def search(
    query: str, db: Path, limit: int, page: int, facets: bool, form: str, lang: Lang, **filters: Any
) -> None:
    from extractor.corpus import Corpus, SearchQuery
    from extractor.reporting.hits import page_csv, page_items, page_json
    from extractor.reporting.screen import show

    filters["indicators"] = tuple(map(_indicator, filters["indicators"]))
    asked = SearchQuery(query, limit=limit, offset=(page - 1) * limit, **filters)
    with Corpus.open(db, create=False) as corpus:
        found = corpus.search(asked)
    if form == "json":
        print_json(page_json(found))
    elif form == "csv":
        click.echo(page_csv(found), nl=False)
    else:
        show(page_items(found, db, lang, with_facets=facets))
