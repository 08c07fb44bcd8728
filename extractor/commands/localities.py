"""`extractor localities list|link|unlink|show`: which unit each plan is of, set right by hand where need be."""
# ruff: noqa: PLC0415

import sys
from pathlib import Path

import click

from extractor.commands.options import db_option, form_option, option, paging_options, print_json
from extractor.reporting.worded import WordedCommand, WordedGroup
from extractor.reporting.words import Lang, say


@click.group("localities", cls=WordedGroup, help="help.localities")
def localities_group(lang: str | None) -> None:
    """The places of the plans; its --lang is found through the context."""


@localities_group.command("list", cls=WordedCommand, help="help.localities_list")
@db_option
@option("--unlinked", is_flag=True, help="help.unlinked")
@paging_options
@form_option("table", "json", "csv")
def list_places(db: Path, unlinked: bool, limit: int | None, page: int, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.localities import plan_csv, plan_items, plan_json
    from extractor.reporting.paging import Page
    from extractor.reporting.screen import show

    with Corpus.open(db, create=False) as corpus:
        plans = Page.of(corpus.places(unlinked=unlinked), limit, page)
    if form == "json":
        print_json([plan_json(plan) for plan in plans.rows])
    elif form == "csv":
        click.echo(plan_csv(plans.rows), nl=False)
    else:
        show(plan_items(plans, db, lang))


@localities_group.command("link", cls=WordedCommand, help="help.localities_link")
@click.argument("plan", metavar="FILE|NUMBER")
@click.argument("unit", metavar="UNIT")
@db_option
def link_plan(plan: str, unit: str, db: Path, lang: Lang) -> None:
    _told(db, plan, unit, lang)


@localities_group.command("unlink", cls=WordedCommand, help="help.localities_unlink")
@click.argument("plan", metavar="FILE|NUMBER")
@db_option
@option("--undo", is_flag=True, help="help.undo")
def unlink_plan(plan: str, db: Path, undo: bool, lang: Lang) -> None:
    if not undo:
        _told(db, plan, None, lang)
        return
    from extractor.corpus import Corpus
    from extractor.reporting.localities import plan_line

    with Corpus.open(db, create=False) as corpus:
        click.echo(plan_line(corpus.undo_link(plan), lang))


def _told(db: Path, plan: str, unit: str | None, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.localities import plan_line

    with Corpus.open(db, create=False) as corpus:
        click.echo(plan_line(corpus.link_by_hand(plan, unit), lang))


@localities_group.command("show", cls=WordedCommand, help="help.localities_show")
@click.argument("name", metavar="NAME|ID")
@form_option("table", "json", "csv")
def show_units(name: str, form: str, lang: Lang) -> None:
    from extractor.localities import gazetteer
    from extractor.reporting.localities import unit_csv, unit_items, unit_json
    from extractor.reporting.screen import show

    by_id = gazetteer().unit(name)
    units = gazetteer().named(name) if by_id is None else [by_id]
    if form == "json":
        print_json([unit_json(unit) for unit in units])
    elif form == "csv":
        click.echo(unit_csv(units), nl=False)
    elif units:
        show(unit_items(units, lang))
    else:
        click.echo(say(lang, "localities.no_unit", name=name))
    sys.exit(not units)
