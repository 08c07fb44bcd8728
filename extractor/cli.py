"""The command line: one thin function a command.

What a command needs is imported when it runs, so that no command pays for another.
"""
# ruff: noqa: PLC0415

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from extractor import __version__
from extractor.check_command import audits_of, check
from extractor.errors import READ_STATES, FileState
from extractor.expert_commands import explain, rules_group
from extractor.options import (
    PATH,
    choice_options,
    db_option,
    files_argument,
    form_option,
    option,
    print_json,
    rules_option,
)
from extractor.reporting.worded import INTERRUPTED, WordedCommand, WordedGroup, WordedOption, complain
from extractor.reporting.words import Lang, say

if TYPE_CHECKING:
    from extractor.scanning.reading import Ending
    from extractor.scanning.results import Progress, ScanResult

_MOST_JOBS: Final = 60  # Windows waits for at most 63 processes
_WORST: Final = 10
_EXCUSED: Final = frozenset({FileState.SKIPPED, FileState.DUPLICATE, FileState.CONTAINER})


@click.group(cls=WordedGroup, help="help.extractor")
@click.version_option(__version__, prog_name="extractor", cls=WordedOption, help="help.version")
def cli(lang: str | None) -> None:
    """The program; its --lang is found through the context."""


@cli.command(cls=WordedCommand, help="help.scan")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@db_option
@option("--jobs", type=click.IntRange(1, _MOST_JOBS), help="help.jobs")
@option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=60, show_default=True, help="help.timeout"
)
@option("--retry", is_flag=True, help="help.retry")
@choice_options
@rules_option
def scan(
    *,
    paths: tuple[Path, ...],
    db: Path,
    jobs: int | None,
    timeout: float,
    retry: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    rules: Path | None,
    lang: Lang,
) -> None:
    from extractor.scanning.pool import Limits
    from extractor.scanning.scan import scan as scan_files
    from extractor.settings import wanted

    asked = wanted(config, select=select, ignore=ignore, rules=rules)
    limits = Limits(jobs or min(os.cpu_count() or 1, _MOST_JOBS), timeout)
    with _progress(lang) as on_progress:
        result = scan_files(
            paths,
            db,
            limits=limits,
            overlay=asked.rules,
            choice=asked.choice,
            retry=retry,
            on_progress=on_progress,
        )
    for missing in result.missing:
        complain(f"{missing}: {say(lang, 'scan.missing')}")
    _summarise(result, db, lang)
    sys.exit(1 if result.missing or result.states.keys() - READ_STATES - _EXCUSED else 0)


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[["Progress"], None]]:
    """Shows a scan's steps; where it is interrupted, says how far it came and exits."""
    from extractor.reporting.progress import shown_progress

    steps: deque[Progress] = deque(maxlen=1)
    try:
        with shown_progress(lang) as show_step:

            def on_progress(step: "Progress") -> None:
                steps.append(step)
                show_step(step)

            yield on_progress
    except KeyboardInterrupt:
        if steps:
            complain(say(lang, "scan.interrupted", done=steps[0].done, total=steps[0].total))
        else:
            complain(say(lang, "scan.interrupted_early"))
        sys.exit(INTERRUPTED)


def _summarise(result: "ScanResult", db: Path, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.screen import show
    from extractor.reporting.summary import scan_summary

    with Corpus.open(db, create=False) as corpus:
        totals, worst = corpus.totals(result.paths), corpus.worst_findings(_WORST, result.paths)
        across = corpus.across()
    show(scan_summary(result, totals, worst, across, db, lang))


@cli.command(cls=WordedCommand, help="help.extract")
@files_argument
@form_option("jsonl", "json", "table")
@rules_option
def extract(files: tuple[Path, ...], form: str, rules: Path | None, lang: Lang) -> None:
    from extractor.rulebook import load_rulebook

    unread: list[tuple[Path, Ending]] = []
    audits = (audit for _, audit in audits_of(files, load_rulebook(rules), lang, unread))
    if form == "table":
        from extractor.reporting.records import audit_tables
        from extractor.reporting.screen import show

        for audit in audits:
            show(audit_tables(audit, lang))
    elif form == "jsonl":
        for audit in audits:
            click.echo("\n".join(record.model_dump_json() for record in audit.records()))
    else:
        print_json([record.model_dump(mode="json") for audit in audits for record in audit.records()])
    if unread:
        sys.exit(2)


cli.add_command(check)


@cli.command(cls=WordedCommand, help="help.text")
@click.argument("file", type=PATH)
def text(file: Path, lang: Lang) -> None:
    from extractor.scanning.reading import Ending, read_text

    read = read_text(file)
    if isinstance(read, Ending):
        complain(f"{file}: {read.reason(lang)}")
        sys.exit(2)
    click.echo(read.text.encode(), nl=False)


@cli.command(cls=WordedCommand, help="help.search")
@click.argument("query")
@db_option
@option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="help.limit")
@form_option("text", "json")
def search(query: str, db: Path, limit: int, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.hits import hit_json, hit_lines
    from extractor.reporting.screen import show

    with Corpus.open(db, create=False) as corpus:
        hits = corpus.search(query, limit=limit)
    if form == "json":
        print_json([hit_json(hit) for hit in hits])
    else:
        show(hit_lines(hits, query, db, limit, lang))


@cli.command(cls=WordedCommand, help="help.files")
@db_option
@option("--state", type=click.Choice([state.value for state in FileState]), help="help.state")
@form_option("text", "json")
def files(db: Path, state: str | None, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.files import file_items, file_json
    from extractor.reporting.screen import show

    with Corpus.open(db, create=False) as corpus:
        listed = corpus.files(FileState(state) if state else None)
    if form == "json":
        print_json([file_json(file) for file in listed])
    else:
        show(file_items(listed, db, lang))


@cli.command(cls=WordedCommand, help="help.schema")
def schema(lang: Lang) -> None:
    from extractor.records import contract_schema

    print_json(contract_schema())


cli.add_command(rules_group)
cli.add_command(explain)


def main() -> None:
    """The entry point: UTF-8 whatever the terminal's code page, lines that end alike everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    cli(prog_name="extractor")
