"""Commands whose help is looked up in the words when it is shown, in the language asked for."""

import copy
import os
import sys
from typing import Any

import click

from extractor.errors import ExtractorError
from extractor.reporting.words import LANGUAGES, Lang, say

INTERRUPTED = 130


def language(ctx: click.Context | None = None) -> Lang:
    """The language of a command: its own --lang, that of the program, EXTRACTOR_LANG, Vietnamese."""
    at = ctx or click.get_current_context(silent=True)
    while at is not None:
        if lang := at.params.get("lang"):
            return "en" if lang == "en" else "vi"
        at = at.parent
    return "en" if os.environ.get("EXTRACTOR_LANG") == "en" else "vi"


def complain(sentence: str) -> None:
    """One line on the standard error."""
    click.echo(f"extractor: {sentence}", err=True)


class WordedOption(click.Option):
    """An option whose help is a key of the words."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        worded = copy.copy(self)
        worded.help = say(language(ctx), self.help or "")
        return super(WordedOption, worded).get_help_record(ctx)


class Worded(click.Command):
    """A command whose help is a key of the words, with --lang."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = click.Choice(LANGUAGES)
        self.params.append(WordedOption(["--lang"], type=choice, is_eager=True, help="help.lang"))

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(language(), self.help or "").partition(". ")[0].rstrip(".") + "."

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(language(ctx), self.help or ""))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(language(ctx), "help.help")
        return option


class WordedGroup(Worded, click.Group):
    """The program: its commands in the order in which they are written."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class WordedCommand(Worded):
    """A command called with `lang` settled; a declared error is one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        ctx.params["lang"] = language(ctx)
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            complain(error.in_language(language(ctx)))
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
