"""`extractor check`, and the reading of single files that it shares with `extract`."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Sequence
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
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.plan import Audit
    from extractor.rulebook.choice import Choice
    from extractor.scanning.reading import Ending
    from extractor.settings import Wanted
    from extractor.triage import Sifted

    Unread = tuple[Path, Ending]


@click.command(cls=WordedCommand, help="help.check")
@files_argument
@form_option("text", "json", "sarif")
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
    unread: list[Unread] = []
    for audit in _sifted(files, asked, lang, unread):
        read.append(audit)
        if form == "text":
            _show_text(audit, lang)
    wrong = any(one.finding.severity == "error" for audit in read for one in audit.new)
    code = 2 if unread else int(wrong)
    if form == "json":
        _print_json(read)
    elif form == "sarif":
        _print_sarif(read, unread, asked, code, lang)
    sys.exit(code)


def _show_text(audit: "Sifted", lang: Lang) -> None:
    from extractor.reporting.findings import sifted_lines
    from extractor.reporting.screen import show

    show(sifted_lines(audit, lang))


def _print_json(read: "Sequence[Sifted]") -> None:
    from extractor.reporting.findings import sifted_json

    print_json([sifted_json(audit) for audit in read])


def _print_sarif(
    read: "Sequence[Sifted]", unread: "Sequence[Unread]", asked: "Wanted", code: int, lang: Lang
) -> None:
    from extractor.reporting.sarif import Report, sarif_log
    from extractor.rulebook import load_rulebook
    from extractor.rulebook.pages import load_pages

    rules = load_rulebook(asked.rules, asked.choice).checks
    print_json(sarif_log(Report(read, unread, rules, load_pages(), asked.baseline, code), lang))


def _write_baseline(files: Sequence[Path], asked: "Wanted", path: Path, lang: Lang) -> None:
    """Notes all findings as known; what another baseline holds is found, and noted, like any other."""
    from dataclasses import replace

    from extractor.reporting.numbers import figure
    from extractor.triage import write_baseline

    unread: list[Unread] = []
    count = write_baseline(path, _sifted(files, replace(asked, baseline=None), lang, unread))
    click.echo(say(lang, "check.baseline_written", count=figure(lang, count), path=safe_path(path)))
    if unread:
        sys.exit(2)


def _sifted(files: Sequence[Path], asked: "Wanted", lang: Lang, unread: "list[Unread]") -> "Iterator[Sifted]":
    """The audits of the files that can be read, their findings set against the baseline."""
    from extractor.triage import NOTHING_KNOWN, file_hash, read_baseline, sifted

    known = read_baseline(asked.baseline) if asked.baseline is not None else NOTHING_KNOWN
    for path, audit in audits_of(files, asked.rules, lang, unread, asked.choice):
        yield sifted(audit, file_hash(path), known)


def audits_of(
    files: Sequence[Path],
    rules: Path | None,
    lang: Lang,
    unread: "list[Unread]",
    choice: "Choice | None" = None,
) -> "Iterator[tuple[Path, Audit]]":
    """The audits of the files that can be read; one line for each other, which `unread` is given too."""
    from extractor.rulebook import load_rulebook
    from extractor.rulebook.choice import EVERYTHING
    from extractor.scanning.reading import read_outcome

    rulebook = load_rulebook(rules, choice or EVERYTHING)
    for path in files:
        outcome = read_outcome(path, safe_path(path), rulebook)
        if outcome.audit is not None:
            yield path, outcome.audit
        else:
            unread.append((path, outcome.ending))
            complain(f"{path}: {outcome.ending.reason(lang)}")
