"""`extractor export`: what leaves the corpus as a workbook, a table or a report."""
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands.options import PATH, db_option, mask_option, option, rules_option, selection_options
from extractor.commands.triage import chosen
from extractor.reporting.worded import WordedCommand
from extractor.reporting.words import Lang, say
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.exporting.export import Report

_TABLES = (
    *("findings", "documents", "targets", "budgets", "citations", "assignments", "deadlines"),
    *("components", "checks", "files", "requests"),
)


@click.command("export", cls=WordedCommand, help="help.export")
@db_option
@option("--output", "-o", type=PATH, required=True, help="help.export_to")
@option("--table", "tables", type=click.Choice(_TABLES), multiple=True, help="help.table")
@selection_options
@option("--with-dismissed", is_flag=True, help="help.with_dismissed")
@option("--with-form", is_flag=True, help="help.with_form")
@mask_option
@option("--report", type=click.Choice(("findings", "coverage")), default="findings", help="help.report")
@option("--issued-by", "issued_by", multiple=True, help="help.issued_by")
@rules_option
def export(
    db: Path,
    output: Path,
    tables: tuple[str, ...],
    with_dismissed: bool,
    with_form: bool,
    mask: bool,
    report: "Report",
    issued_by: tuple[str, ...],
    rules: Path | None,
    lang: Lang,
    **asked: Any,
) -> None:
    from extractor.corpus import Corpus
    from extractor.exporting.export import Wish, export
    from extractor.exporting.paper import DOTS, Letterhead

    head = Letterhead(*issued_by[:2]) if len(issued_by) > 1 else Letterhead(own="".join(issued_by) or DOTS)
    words = _selection_words(asked)
    wish = Wish(chosen(**asked), tables, with_dismissed, with_form, words, head, mask, report, rules)
    with Corpus.open(db, create=False) as corpus:
        missing = export(corpus, db, output, wish)
    click.echo(say(lang, "export.done", path=safe_path(output)))
    if missing is not None:
        click.echo(say(lang, f"export.no_{missing}"), err=True)


def _selection_words(asked: dict[str, tuple[Any, ...]]) -> str:
    """What was asked for, for the margins: «huyện A, 2024»."""
    order = ("places", "levels", "years", "paths", "rule_ids", "severities", "states")
    return ", ".join(str(value) for name in order for value in asked[name])
