"""`extractor check`, and the reading of single files that it shares with `extract`."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.commands.options import (
    PATH,
    choice_options,
    form_option,
    option,
    print_json,
    rules_option,
    some_files_argument,
)
from extractor.errors import ExtractorError
from extractor.reporting.worded import WordedCommand, complain
from extractor.reporting.words import WORDS, Lang, say
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.baseline import Sifted
    from extractor.plan import Audit
    from extractor.reporting.calculations import Reckoning
    from extractor.rulebook import Rulebook
    from extractor.scanning.reading import Ending

    Unread = tuple[Path, Ending]


@click.command(cls=WordedCommand, help="help.check")
@some_files_argument
@option("--db", type=PATH, help="help.check_db")
@form_option("text", "json", "sarif")
@choice_options
@rules_option
@option("--baseline", type=PATH, help="help.baseline")
@option("--write-baseline", "written", type=PATH, help="help.write_baseline")
@option("--explain", is_flag=True, help="help.explain_findings")
def check(
    *,
    files: tuple[Path, ...],
    db: Path | None,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    rules: Path | None,
    baseline: Path | None,
    written: Path | None,
    explain: bool,
    lang: Lang,
) -> None:
    from extractor.rulebook import load_rulebook
    from extractor.settings import wanted

    if db is not None or not files:
        of_files = (*select, *ignore, config, rules, baseline, written, explain)
        _check_across(files, db, form, lang, with_options=any(of_files))
        return
    if explain and form == "sarif":
        raise ExtractorError(*WORDS["check.no_explain"])
    asked = wanted(config, select=select, ignore=ignore, rules=rules, baseline=baseline)
    rulebook = load_rulebook(asked.rules, asked.choice)
    if written is not None:
        _write_baseline(files, rulebook, written, lang)
        return
    read: list[Sifted] = []
    unread: list[Unread] = []
    for audit in _sifted(files, rulebook, asked.baseline, lang, unread):
        read.append(audit)
        if form == "text":
            _show_text(audit, rulebook if explain else None, lang)
    wrong = any(one.finding.severity == "error" for audit in read for one in audit.new)
    code = 2 if unread else int(wrong)
    if form == "json":
        _print_json(read, rulebook if explain else None)
    elif form == "sarif":
        _print_sarif(read, unread, rulebook, asked.baseline, code, lang)
    sys.exit(code)


def _check_across(
    files: Sequence[Path], db: Path | None, form: str, lang: Lang, *, with_options: bool
) -> None:
    """What the last scan found between the plans of a corpus."""
    from extractor.corpus import Corpus
    from extractor.reporting.across import across_items, across_json
    from extractor.reporting.screen import show

    if files or db is None:
        raise ExtractorError(*WORDS["across.files_and_db" if files else "across.files_or_db"])
    if form == "sarif":
        raise ExtractorError(*WORDS["across.no_sarif"])
    if with_options:
        raise ExtractorError(*WORDS["across.no_options"])
    with Corpus.open(db, create=False) as corpus:
        result = corpus.across()
    if form == "json":
        print_json(across_json(result))
    else:
        show(across_items(result, db, lang))
    sys.exit(any(finding.severity == "error" for finding, _ in result.findings))


def _show_text(audit: "Sifted", explained_by: "Rulebook | None", lang: Lang) -> None:
    from extractor.reporting.findings import sifted_lines
    from extractor.reporting.screen import show

    show(sifted_lines(audit, lang, _reckoning(audit, explained_by)))


def _print_json(read: "Sequence[Sifted]", explained_by: "Rulebook | None") -> None:
    from extractor.reporting.findings import sifted_json

    print_json([sifted_json(audit, _reckoning(audit, explained_by)) for audit in read])


def _reckoning(audit: "Sifted", explained_by: "Rulebook | None") -> "Reckoning | None":
    from extractor.reporting.calculations import Reckoning

    if explained_by is None:
        return None
    said = explained_by.checks.reasons.model_dump()
    return Reckoning(audit.audit, {text: key for key, text in said.items()})


def _print_sarif(
    read: "Sequence[Sifted]",
    unread: "Sequence[Unread]",
    rulebook: "Rulebook",
    baseline: Path | None,
    code: int,
    lang: Lang,
) -> None:
    from extractor.reporting.sarif import Report, sarif_log
    from extractor.rulebook.pages import load_pages

    report = Report(read, unread, rulebook.checks, load_pages(), baseline, code)
    print_json(sarif_log(report, lang))


def _write_baseline(files: Sequence[Path], rulebook: "Rulebook", path: Path, lang: Lang) -> None:
    """Notes all findings as known; what another baseline holds is found, and noted, like any other."""
    from extractor.baseline import write_baseline
    from extractor.reporting.numbers import figure

    unread: list[Unread] = []
    count = write_baseline(path, _sifted(files, rulebook, None, lang, unread))
    click.echo(say(lang, "check.baseline_written", count=figure(lang, count), path=safe_path(path)))
    if unread:
        sys.exit(2)


def _sifted(
    files: Sequence[Path], rulebook: "Rulebook", baseline: Path | None, lang: Lang, unread: "list[Unread]"
) -> "Iterator[Sifted]":
    """The audits of the files that can be read, their findings set against the baseline."""
    from extractor.baseline import NOTHING_KNOWN, read_baseline, sifted
    from extractor.system import file_hash

    known = read_baseline(baseline) if baseline is not None else NOTHING_KNOWN
    for path, audit in audits_of(files, rulebook, lang, unread):
        yield sifted(audit, file_hash(path), known)


def audits_of(
    files: Sequence[Path], rulebook: "Rulebook", lang: Lang, unread: "list[Unread]"
) -> "Iterator[tuple[Path, Audit]]":
    """The audits of the files that can be read; one line for each other, which `unread` is given too."""
    from extractor.scanning.single import single_files

    with single_files() as single:
        for path in files:
            outcome = single.outcome(path, rulebook)
            if outcome.audit is not None:
                yield path, outcome.audit
            else:
                unread.append((path, outcome.ending))
                complain(f"{path}: {outcome.ending.reason(lang)}")
