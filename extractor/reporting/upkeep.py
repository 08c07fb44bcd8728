"""What the database holds, whether it is sound, what was brought into it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from extractor.corpus.merging import Brought
from extractor.corpus.runs import Run
from extractor.corpus.upkeep import Fault, Stats
from extractor.reporting.numbers import figure, rate
from extractor.reporting.screen import Item, Line, Sheet, line
from extractor.reporting.words import Lang, say

_MEGABYTE: Final = 1_000_000
_SHOWN_RUNS: Final = 5


def megabytes(size: int, lang: Lang) -> str:
    """Bytes as MB, one decimal."""
    return f"{rate(lang, size / _MEGABYTE)} MB"


def stats_items(stats: Stats, runs: Sequence[Run], database: Path, lang: Lang) -> Iterator[Item]:
    """Size, rows by table, files by state, the last scans."""
    share = rate(lang, stats.size / stats.text) if stats.text else "–"
    yield line(
        say(
            lang,
            "db.size",
            db=database,
            size=megabytes(stats.size, lang),
            text=megabytes(stats.text, lang),
            share=share,
            version=stats.version,
        )
    )
    rows = tuple((name, figure(lang, count)) for name, count in stats.rows.items())
    yield Sheet(say(lang, "db.rows"), (say(lang, "db.table"), say(lang, "db.count")), rows, frozenset({1}))
    states = tuple(
        (say(lang, f"state.{state}"), figure(lang, count)) for state, count in stats.states.items()
    )
    yield Sheet(
        say(lang, "scan.states"), (say(lang, "column.state"), say(lang, "db.count")), states, frozenset({1})
    )
    if runs:
        heads = tuple(say(lang, f"db.{name}") for name in ("started", "program", "files", "read", "seconds"))
        shown = tuple(_run(run, lang) for run in reversed(runs[-_SHOWN_RUNS:]))
        yield Sheet(say(lang, "db.runs"), heads, shown, frozenset({2, 3, 4}))


def _run(run: Run, lang: Lang) -> tuple[str, ...]:
    counts = tuple("" if count is None else figure(lang, count) for count in (run.files, run.read))
    seconds = say(lang, "db.not_ended") if run.seconds is None else rate(lang, run.seconds)
    return run.started, f"{run.program}+{run.rules_version}", *counts, seconds


def stats_json(stats: Stats, runs: Sequence[Run]) -> dict[str, Any]:
    """The same for another program to read."""
    return {**asdict(stats), "runs": [asdict(run) for run in runs]}


def fault_lines(faults: Sequence[Fault], database: Path, lang: Lang) -> Iterator[Line]:
    """Each fault on a line; one line where there is none."""
    if not faults:
        yield line(say(lang, "db.sound", db=database))
    for fault in faults:
        yield line(f"{say(lang, f'fault.{fault.kind}')}: {fault.where}")


def faults_json(faults: Sequence[Fault]) -> list[dict[str, str]]:
    """The same for another program to read."""
    return [asdict(fault) for fault in faults]


def brought_lines(brought: Brought, other: Path, database: Path, lang: Lang) -> Iterator[Line]:
    """What came of the other database."""
    yield line(say(lang, "db.merged", other=other, db=database))
    for field in fields(brought):
        if count := getattr(brought, field.name):
            yield line(f"{say(lang, f'merge.{field.name}')}: {figure(lang, count)}", indent=2)
