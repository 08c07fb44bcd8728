"""`extractor check`, and the reading of single files that it shares with `extract`."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.options import (
    PATH,
    choice_options,
    files_argument,
    form_option,
    option,
    print_json,
    rules_option,
)
from extractor.reporting.worded import WordedCommand, complain
from extractor.reporting.words import Lang, say
from extractor.rulebook.choice import EVERYTHING, Choice
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.plan import Audit
    from extractor.settings import Wanted
    from extractor.triage import Sifted


@click.command(cls=WordedCommand, help="help.check")
@files_argument
@form_option("text", "json")
@choice_options
@rules_option
@option("--baseline", type=PATH, help="help.baseline")
@option("--write-baseline", "written", type=PATH, help="help.write_baseline")
def check(
    *,
    files: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    rules: Path | None,
    baseline: Path | None,
    written: Path | None,
    lang: Lang,
) -> None:
    from extractor.settings import wanted

    asked = wanted(config, select=select, ignore=ignore, rules=rules, baseline=baseline)
    if written is not None:
        _write_baseline(files, asked, written, lang)
        return
    read: list[Sifted] = []
    with _sifted(files, asked, lang) as audits:
        for audit in audits:
            read.append(audit)
            if form == "text":
                _show_text(audit, lang)
        if form == "json":
            _print_json(read)
    sys.exit(any(one.finding.severity == "error" for audit in read for one in audit.new))


def _show_text(audit: "Sifted", lang: Lang) -> None:
    from extractor.reporting.findings import sifted_lines
    from extractor.reporting.screen import show

    show(sifted_lines(audit, lang))


def _print_json(read: "Sequence[Sifted]") -> None:
    from extractor.reporting.findings import sifted_json

    print_json([sifted_json(audit) for audit in read])


def _write_baseline(files: Sequence[Path], asked: "Wanted", path: Path, lang: Lang) -> None:
    """Notes all findings as known; what the baseline held before is written anew where it is still found."""
    from dataclasses import replace

    from extractor.reporting.numbers import figure
    from extractor.triage import write_baseline

    with _sifted(files, replace(asked, baseline=None), lang) as audits:
        count = write_baseline(path, audits)
        click.echo(say(lang, "check.baseline_written", count=figure(lang, count), path=safe_path(path)))


@contextmanager
def _sifted(files: Sequence[Path], asked: "Wanted", lang: Lang) -> "Iterator[Iterator[Sifted]]":
    """The audits of the files that can be read, their findings set against the baseline."""
    from extractor.triage import NOTHING_KNOWN, file_hash, read_baseline, sifted

    known = read_baseline(asked.baseline) if asked.baseline is not None else NOTHING_KNOWN
    with audits_of(files, asked.rules, lang, asked.choice) as audits:
        yield (sifted(audit, file_hash(path), known) for path, audit in audits)


@contextmanager
def audits_of(
    files: Sequence[Path], rules: Path | None, lang: Lang, choice: Choice = EVERYTHING
) -> Iterator[Iterator[tuple[Path, "Audit"]]]:
    """The audits of the files that can be read; one line for each other, and exit code 2 at the end."""
    from extractor.rulebook import load_rulebook
    from extractor.scanning.reading import read_outcome

    rulebook = load_rulebook(rules, choice)
    unread: list[Path] = []

    def audits() -> Iterator[tuple[Path, "Audit"]]:
        for path in files:
            outcome = read_outcome(path, safe_path(path), rulebook)
            if outcome.audit is not None:
                yield path, outcome.audit
            else:
                unread.append(path)
                complain(f"{path}: {outcome.ending.reason(lang)}")

    yield audits()
    if unread:
        sys.exit(2)
