"""`extractor serve`: the workbench in a browser."""
# ruff: noqa: PLC0415

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from extractor.commands.options import db_option, option, rules_option
from extractor.reporting.worded import WordedCommand, complain
from extractor.reporting.words import Lang, say

if TYPE_CHECKING:
    from extractor.web.settings import Password

_MOST_PORT: Final = 65_535
_PASSWORD_VARIABLE: Final = "EXTRACTOR_PASSWORD"


@click.command(cls=WordedCommand, help="help.serve")
@db_option
@option("--host", default="127.0.0.1", show_default=True, help="help.host")
@option("--port", type=click.IntRange(1, _MOST_PORT), default=8765, show_default=True, help="help.port")
@option("--open", "open_browser", is_flag=True, help="help.open")
@option("--read-only", is_flag=True, help="help.read_only")
@rules_option
def serve(
    db: Path, host: str, port: int, open_browser: bool, read_only: bool, rules: Path | None, lang: Lang
) -> None:
    try:
        from extractor.web.server import serve as run
        from extractor.web.settings import Served
    except ModuleNotFoundError as error:
        complain(say(lang, "serve.no_extra", module=error.name))
        sys.exit(2)
    from extractor.corpus import Corpus

    Corpus.open(db, create=True).close()
    served = Served(
        db, host=host, port=port, lang=lang, read_only=read_only, rules=rules, password=_password(host, lang)
    )
    run(
        served,
        open_browser=open_browser,
        on_ready=lambda where: click.echo(say(lang, "serve.ready", where=where)),
    )


def _password(host: str, lang: Lang) -> "Password | None":
    """The password of the environment; one is needed where other machines can reach the workbench."""
    from extractor.web.settings import Password, is_loopback

    given = os.environ.get(_PASSWORD_VARIABLE)
    if given:
        return Password.of(given)
    if not is_loopback(host):
        complain(say(lang, "serve.no_password", host=host, variable=_PASSWORD_VARIABLE))
        sys.exit(2)
    return None
