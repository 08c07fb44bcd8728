"""The commands of a person who looks at what was read: `text` and `render`."""
# ruff: noqa: PLC0415

import sys
from functools import partial
from pathlib import Path

import click

from extractor.commands.options import PATH, option, rules_option
from extractor.reporting.worded import WordedCommand, complain
from extractor.reporting.words import Lang, say
from extractor.system import safe_path

_LEAST_DPI, _MOST_DPI, _USUAL_DPI = 40, 300, 110


@click.command(cls=WordedCommand, help="help.text")
@click.argument("file", type=PATH)
@option("--layout", is_flag=True, help="help.layout")
def text(file: Path, layout: bool, lang: Lang) -> None:
    from extractor.scanning.reading import Ending
    from extractor.scanning.single import single_files

    with single_files() as single:
        read = single.text(file)
    if isinstance(read, Ending):
        complain(f"{file}: {read.reason(lang)}")
        sys.exit(2)
    if layout:
        from extractor.reporting.layout import layout_items
        from extractor.reporting.screen import show

        show(layout_items(read, lang))
    else:
        click.echo(read.text.encode(), nl=False)


@click.command(cls=WordedCommand, help="help.render")
@click.argument("file", type=PATH)
@option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="help.page")
@option("--output", "-o", type=PATH, required=True, help="help.output")
@option(
    "--dpi",
    type=click.IntRange(_LEAST_DPI, _MOST_DPI),
    default=_USUAL_DPI,
    show_default=True,
    help="help.dpi",
)
@rules_option
def render(file: Path, page: int, output: Path, dpi: int, rules: Path | None, lang: Lang) -> None:
    from extractor.drawing import render_page
    from extractor.drawing.looking import look_at
    from extractor.rulebook import load_rulebook
    from extractor.scanning.reading import Look
    from extractor.scanning.single import single_files

    rulebook = load_rulebook(rules)
    with single_files(look=Look(page, partial(look_at, page=page, dpi=dpi))) as single:
        outcome = single.outcome(file, rulebook)
    if outcome.audit is None:
        complain(f"{file}: {outcome.ending.reason(lang)}")
        sys.exit(2)
    image = render_page(outcome.audit, outcome.seen, page, dpi, lang)
    image.save(output, format="PNG")
    click.echo(say(lang, "drawn.written", page=page, path=safe_path(output)))
