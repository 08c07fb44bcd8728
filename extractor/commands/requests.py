"""`extractor requests`: documents that plans cite or promise and the corpus does not hold."""
# ruff: noqa: PLC0415

from pathlib import Path

import click

from extractor.commands.options import (
    db_option,
    form_option,
    option,
    paging_options,
    print_json,
    rules_option,
)
from extractor.reporting.worded import WordedCommand
from extractor.reporting.words import Lang

_LEVELS = ("commune", "district", "province", "central")


@click.command("requests", cls=WordedCommand, help="help.requests")
@db_option
@option("--file", "paths", multiple=True, help="help.by_file")
@option("--place", "places", multiple=True, help="help.by_place")
@option("--level", "levels", type=click.Choice(_LEVELS), multiple=True, help="help.by_level")
@option("--year", "years", type=int, multiple=True, help="help.by_year")
@paging_options
@rules_option
@form_option("table", "json", "csv")
def requests(
    db: Path,
    paths: tuple[str, ...],
    places: tuple[str, ...],
    levels: tuple[str, ...],
    years: tuple[int, ...],
    limit: int | None,
    page: int,
    rules: Path | None,
    form: str,
    lang: Lang,
) -> None:
    from extractor.corpus import Corpus
    from extractor.corpus.selection import Selection
    from extractor.reporting.paging import Page
    from extractor.reporting.requests import request_csv, request_items, request_json
    from extractor.reporting.screen import show
    from extractor.rulebook.export import load_requests

    chosen = Selection(paths=paths, places=places, levels=levels, years=years)
    with Corpus.open(db, create=False) as corpus, corpus.outgoing() as out:
        asked = Page.of(out.requested(load_requests(rules), chosen), limit, page)
    if form == "json":
        print_json([request_json(one) for one in asked.rows])
    elif form == "csv":
        click.echo(request_csv(asked.rows), nl=False)
    else:
        show(request_items(asked, db, lang))
