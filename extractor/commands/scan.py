"""`extractor scan`, `extractor files`, `extractor retry`: many files, the state of each, another try."""
# ruff: noqa: PLC0415

import os
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from extractor.commands.options import (
    PATH,
    Decorator,
    choice_options,
    db_option,
    form_option,
    option,
    paging_options,
    print_json,
    rules_option,
)
from extractor.errors import READ_STATES, ExtractorError, FileState
from extractor.reporting.worded import INTERRUPTED, WordedCommand, complain
from extractor.reporting.words import WORDS, Lang, say
from extractor.system import safe_path

if TYPE_CHECKING:
    from extractor.scanning.pool import Limits
    from extractor.scanning.results import Progress, ScanResult
    from extractor.scanning.walk import Filters
    from extractor.settings import Wanted

_MOST_JOBS: Final = 60  # Windows waits for at most 63 processes
_WORST: Final = 10
_DEFAULT_OUT: Final = Path("outputs/corpus.parquet")
_EXCUSED: Final = frozenset({FileState.SKIPPED, FileState.DUPLICATE, FileState.CONTAINER})
_STATES: Final = click.Choice([state.value for state in FileState])
_RETRIED: Final = click.Choice([state.value for state in FileState if state is not FileState.SKIPPED])


@dataclass(frozen=True, slots=True)
class _Manner:
    """How files are read: what the options say that `scan` and `retry` share."""

    db: Path
    jobs: int | None
    limits: "Limits"
    log: Path | None
    asked: "Wanted"
    lang: Lang


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--jobs`, `--timeout`, `--log`, the checks chosen, the rules: handed to the command as `manner`."""

    @wraps(command)
    def gathered(
        *,
        db: Path,
        jobs: int | None,
        timeout: float,
        log: Path | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        config: Path | None,
        rules: Path | None,
        lang: Lang,
        **own: Any,
    ) -> None:
        from extractor.settings import wanted

        asked = wanted(config, select=select, ignore=ignore, rules=rules)
        command(manner=_Manner(db, jobs, _limits(jobs, timeout), log, asked, lang), **own)

    named: tuple[Decorator, ...] = (
        rules_option,
        choice_options,
        option("--log", type=PATH, help="help.log"),
        option(
            "--timeout",
            type=click.FloatRange(0, min_open=True),
            default=60,
            show_default=True,
            help="help.timeout",
        ),
        option("--jobs", type=click.IntRange(1, _MOST_JOBS), help="help.jobs"),
        db_option,
    )
    shared: Callable[..., None] = gathered
    for decorate in named:
        shared = decorate(shared)
    return shared


@click.command(cls=WordedCommand, help="help.scan")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@_reading_options
@option("--include", multiple=True, metavar="GLOB", help="help.include")
@option("--exclude", multiple=True, metavar="GLOB", help="help.exclude")
@option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M"]),
    metavar="DATE",
    help="help.since",
)
@option("--retry", is_flag=True, help="help.retry")
@option("--dry-run", is_flag=True, help="help.dry_run")
@option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="help.engine"
)
@option("--address", metavar="ADDRESS", help="help.address")
@option("--out", type=PATH, metavar="PARQUET", help="help.out")
@option("--no-across", is_flag=True, help="help.no_across")
def scan(
    *,
    paths: tuple[Path, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    since: datetime | None,
    retry: bool,
    dry_run: bool,
    engine: str,
    address: str | None,
    out: Path | None,
    no_across: bool,
    manner: _Manner,
) -> None:
    from extractor.scanning.walk import Filters

    if engine != "ray" and (address or out or no_across):
        raise ExtractorError(*WORDS["cluster.needs_engine"])
    if engine == "ray" and dry_run:
        raise ExtractorError(*WORDS["cluster.no_dry_run"])

    filters = Filters(include, exclude, since.timestamp() if since else None)
    again = frozenset(FileState) - READ_STATES if retry else frozenset()
    if dry_run:
        from extractor.reporting.preview import preview_items
        from extractor.reporting.screen import show
        from extractor.scanning.preview import preview

        asked = manner.asked
        told = preview(paths, manner.db, asked.rules, asked.choice, filters, again)
        show(preview_items(told, manner.lang))
        return
    if engine == "ray":
        result = _on_cluster(
            paths, manner, filters, again, address, out or _DEFAULT_OUT, across=not no_across
        )
    else:
        result = _scanned(paths, manner, filters, again)
    sys.exit(_code(result, manner.lang))


@click.command(cls=WordedCommand, help="help.retry_command")
@option("--state", "states", type=_RETRIED, multiple=True, required=True, help="help.retry_state")
@_reading_options
def retry(*, states: tuple[str, ...], manner: _Manner) -> None:
    from extractor.corpus import Corpus
    from extractor.scanning.sources import disk_path
    from extractor.scanning.walk import Filters

    wished = frozenset(map(FileState, states))
    with Corpus.open(manner.db, create=False) as corpus:
        stored = [file.path for file in corpus.files(wished)]
    places = {name: disk_path(name) for name in stored}
    gone = [name for name, path in places.items() if path is None]
    for name in gone:
        complain(f"{name}: {say(manner.lang, 'scan.missing')}")
    paths = tuple(dict.fromkeys(path for path in places.values() if path is not None))
    if not paths:
        click.echo(say(manner.lang, "retry.none", db=safe_path(manner.db)))
        sys.exit(1 if gone else 0)
    result = _scanned(paths, manner, Filters(again=frozenset(places)), wished)
    sys.exit(_code(result, manner.lang) or bool(gone))


@click.command(cls=WordedCommand, help="help.files")
@db_option
@option("--state", "states", type=_STATES, multiple=True, help="help.state")
@paging_options
@form_option("table", "json", "csv")
def files(db: Path, states: tuple[str, ...], limit: int | None, page: int, form: str, lang: Lang) -> None:
    from extractor.corpus import Corpus
    from extractor.reporting.files import file_csv, file_items, file_json
    from extractor.reporting.paging import Page
    from extractor.reporting.screen import show

    with Corpus.open(db, create=False) as corpus:
        listed = Page.of(corpus.files(frozenset(map(FileState, states)) or None), limit, page)
    if form == "json":
        print_json([file_json(file) for file in listed.rows])
    elif form == "csv":
        click.echo(file_csv(listed.rows, lang), nl=False)
    else:
        show(file_items(listed, db, lang))


def _limits(jobs: int | None, timeout: float) -> "Limits":
    from extractor.scanning.pool import Limits

    return Limits(jobs or min(os.cpu_count() or 1, _MOST_JOBS), timeout)


def _scanned(
    paths: Sequence[Path], manner: _Manner, filters: "Filters", again: Collection[FileState]
) -> "ScanResult":
    """Scans and prints what was found."""
    from extractor.scanning.scan import scan as scan_files

    with _progress(manner.lang) as on_progress:
        result = scan_files(
            paths,
            manner.db,
            limits=manner.limits,
            overlay=manner.asked.rules,
            choice=manner.asked.choice,
            filters=filters,
            retry=again,
            log=manner.log,
            on_progress=on_progress,
        )
    _summarise(result, manner.db, manner.lang)
    return result


def _on_cluster(
    paths: Sequence[Path],
    manner: _Manner,
    filters: "Filters",
    again: Collection[FileState],
    address: str | None,
    out: Path,
    *,
    across: bool,
) -> "ScanResult":
    """The same on a cluster, into Parquet."""
    from extractor.cluster.scan import scan_on_cluster
    from extractor.reporting.clustered import clustered_items
    from extractor.reporting.screen import show

    with _progress(manner.lang) as on_progress:
        result = scan_on_cluster(
            paths,
            out,
            address=address,
            workers=manner.jobs,
            limits=manner.limits,
            overlay=manner.asked.rules,
            choice=manner.asked.choice,
            filters=filters,
            retry=again,
            log=manner.log,
            across=across,
            on_progress=on_progress,
        )
    show(clustered_items(result, out, manner.lang))
    return result


def _code(result: "ScanResult", lang: Lang) -> int:
    for missing in result.missing:
        complain(f"{missing}: {say(lang, 'scan.missing')}")
    return int(bool(result.missing or result.states.keys() - READ_STATES - _EXCUSED))


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
