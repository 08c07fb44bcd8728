"""Commands whose help is looked up in the words when it is shown, in the language asked for."""

import copy
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from pathlib import Path
from typing import Any

import click

from extractor.errors import ExtractorError
from extractor.reporting.words import LANGUAGES, WORDS, Lang, printable, say
from extractor.system import os_reason, safe_path

INTERRUPTED = 130


def language(ctx: click.Context | None = None) -> Lang:
    """The language of a command: its own --lang, that of the program, EXTRACTOR_LANG, Vietnamese."""
    at = ctx or click.get_current_context(silent=True)
    while at is not None:
        lang = at.params.get("lang")  # while it is being parsed it may be a mark of click's for "not given"
        if lang in LANGUAGES:
            return "en" if lang == "en" else "vi"
        at = at.parent
    return "en" if os.environ.get("EXTRACTOR_LANG") == "en" else "vi"


def complain(sentence: str) -> None:
    """One line on the standard error."""
    click.echo(printable(safe_path(f"extractor: {sentence}")), err=True)


class WordedPath(click.Path):
    """A path; an empty one is refused, as it would be taken for the working directory."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not os.fspath(value):
            raise ExtractorError(*WORDS["path.empty"])
        return Path(value)


@contextmanager
def _reported(ctx: click.Context) -> Iterator[None]:
    """A declared error, or output that cannot be written, is one line and exit code 2."""
    try:
        try:
            yield
        finally:
            click.echo(nl=False)  # flushes what was printed, so that a full disk is heard of here
    except ExtractorError as error:
        complain(error.in_language(language(ctx)))
        sys.exit(2)
    except click.UsageError as error:
        lang = language(ctx)
        if lang == "en" or isinstance(error, click.exceptions.NoArgsIsHelpError):
            raise
        complain(say(lang, "usage.see_help", reason=_usage(error, lang), command=ctx.command_path))
        sys.exit(2)
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has gone, which click keeps quiet about
            raise
        complain(_failure(error, language(ctx)))
        _drop_output()
        sys.exit(2)


def _usage(error: click.UsageError, lang: Lang) -> str:
    """What is wrong with a command as it was typed."""
    match error:
        case click.NoSuchOption():
            return say(lang, "usage.no_option", name=error.option_name)
        case click.BadOptionUsage():
            return say(lang, "usage.no_value", name=error.option_name)
        case click.MissingParameter():
            return say(lang, "usage.missing", name=_hint(error))
        case click.BadParameter():
            return say(lang, "usage.bad_value", name=_hint(error), reason=_taken(error, lang))
    return say(lang, "usage.other", reason=error.format_message())


def _hint(error: click.BadParameter) -> str:
    """The option or argument as it is typed."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    return (
        error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)
    )


def _taken(error: click.BadParameter, lang: Lang) -> str:
    """What a parameter takes, by its type."""
    match None if error.param is None else error.param.type:
        case click.Choice(choices=choices):
            return say(lang, "usage.choices", names=", ".join(map(str, choices)))
        case click.IntRange(min=least, max=most) | click.FloatRange(min=least, max=most):
            ends = ("usage.at_least", least), ("usage.at_most", most)
            return ", ".join(say(lang, key, number=end) for key, end in ends if end is not None)
        case kind if kind is click.INT:
            return say(lang, "usage.whole")
    return error.message


def _failure(error: OSError, lang: Lang) -> str:
    reason = os_reason(error)[LANGUAGES.index(lang)]
    if error.filename is None:
        return say(lang, "output.failed", reason=reason)
    return f"{error.filename}: {reason}"


def _drop_output() -> None:
    """What is left of the output goes nowhere, else the interpreter would fail on it as it ends."""
    with suppress(UnsupportedOperation), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _reported(ctx):
            return super().parse_args(ctx, args)

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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            lang = language(ctx)
            if lang == "en":
                raise
            reason = say(lang, "usage.no_command", name=args[0])
            complain(say(lang, "usage.see_help", reason=reason, command=ctx.command_path))
            sys.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class WordedCommand(Worded):
    """A command called with `lang` settled; what goes wrong is one line."""

    def invoke(self, ctx: click.Context) -> Any:
        ctx.params["lang"] = language(ctx)
        try:
            with _reported(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
