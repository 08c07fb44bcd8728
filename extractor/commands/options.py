"""Options and arguments that several commands share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from extractor.reporting.worded import WordedOption, WordedPath

Decorator = Callable[[Callable[..., None]], Callable[..., None]]

PATH: Final = WordedPath()
_DEFAULT_DB: Final = Path("outputs/corpus.db")


def option(*names: str, **attributes: Any) -> Decorator:
    """An option whose help is a key of the words."""
    return click.option(*names, cls=WordedOption, **attributes)


def form_option(*forms: str) -> Decorator:
    """`--format`, the first of the forms by default."""
    choice = click.Choice(forms)
    return option("--format", "form", type=choice, default=forms[0], show_default=True, help="help.format")


files_argument = click.argument("files", nargs=-1, required=True, type=PATH)
some_files_argument = click.argument("files", nargs=-1, type=PATH)
db_option = option("--db", type=PATH, default=_DEFAULT_DB, show_default=True, help="help.db")
rules_option = option("--rules", type=PATH, help="help.rules")


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--select`, `--ignore` and `--config`."""
    named = (
        option("--config", type=PATH, help="help.config"),
        option("--ignore", multiple=True, metavar="ID,…", help="help.ignore"),
        option("--select", multiple=True, metavar="ID,…", help="help.select"),
    )
    for decorate in named:
        command = decorate(command)
    return command


def selection_options(command: Callable[..., None]) -> Callable[..., None]:
    """Which findings or plans: `--file`, `--rule`, … as the fields that `chosen` makes a Selection of."""
    severities, levels = ("error", "warning", "info"), ("commune", "district", "province", "central")
    states = ("new", "confirmed", "dismissed", "fixed")
    named = (
        option("--year", "years", type=int, multiple=True, help="help.by_year"),
        option("--level", "levels", type=click.Choice(levels), multiple=True, help="help.by_level"),
        option("--place", "places", multiple=True, help="help.by_place"),
        option("--state", "states", type=click.Choice(states), multiple=True, help="help.by_state"),
        option(
            "--severity", "severities", type=click.Choice(severities), multiple=True, help="help.by_severity"
        ),
        option("--rule", "rule_ids", multiple=True, help="help.by_rule"),
        option("--file", "paths", multiple=True, help="help.by_file"),
    )
    for decorate in named:
        command = decorate(command)
    return command


def paging_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--limit` and `--page`: without a limit a list is shown whole."""
    for decorate in (
        option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="help.list_page"),
        option("--limit", type=click.IntRange(min=1), help="help.page_limit"),
    ):
        command = decorate(command)
    return command


mask_option = option("--mask", is_flag=True, help="help.mask")
reviewer_option = option("--reviewer", envvar="EXTRACTOR_REVIEWER", help="help.reviewer")


def print_json(value: object) -> None:
    """A value as JSON, Vietnamese left readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
