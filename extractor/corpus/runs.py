"""Runs: when the corpus was scanned, by which program and rules, and how the files ended."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from extractor.errors import FileState

_BEGIN = "INSERT INTO runs(started, program, rules_version) VALUES (?, ?, ?)"
_END = "UPDATE runs SET ended = ?, states = ?, files = ?, read = ?, unchanged = ?, seconds = ? WHERE id = ?"
_RUNS = """
SELECT id, started, ended, program, rules_version, states, files, read, unchanged, seconds FROM runs ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A scan; `started` and `ended` are UTC, ISO 8601. What follows `rules_version` is None for one that did not
    come to its end: files by state, files given, how many were read and how many had not changed, seconds."""

    id: int
    started: str
    ended: str | None
    program: str
    rules_version: str
    states: Mapping[FileState, int] | None
    files: int | None
    read: int | None
    unchanged: int | None
    seconds: float | None


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def begin_run(conn: sqlite3.Connection, started: str, version: str) -> int:
    """Notes that a scan by `PROGRAM+RULES` begins; the id of the run."""
    program, _, rules = version.partition("+")
    return int(conn.execute(_BEGIN, (started, program, rules)).lastrowid or 0)


def end_run(
    conn: sqlite3.Connection,
    run: int,
    ended: str,
    states: Mapping[FileState, int],
    read: int,
    unchanged: int,
    seconds: float,
) -> None:
    """Notes how a run ended."""
    counted = json.dumps({state.value: states[state] for state in sorted(states)})
    conn.execute(_END, (ended, counted, sum(states.values()), read, unchanged, seconds, run))


def runs(conn: sqlite3.Connection) -> list[Run]:
    """All runs, the oldest first."""
    return [_run(*row) for row in conn.execute(_RUNS)]


def _run(
    number: int,
    started: str,
    ended: str | None,
    program: str,
    rules: str,
    states: str | None,
    *counts: float | None,
) -> Run:
    by_state = None if states is None else {FileState(state): n for state, n in json.loads(states).items()}
    files, read, unchanged, seconds = counts
    return Run(
        number,
        started,
        ended,
        program,
        rules,
        by_state,
        _whole(files),
        _whole(read),
        _whole(unchanged),
        seconds,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
