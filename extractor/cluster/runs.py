"""The scans of a Parquet corpus: when, by which rules, how the files ended; one scan at a time."""

import json
import os
import platform
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil

from extractor.cluster.extras import arrow
from extractor.cluster.parts import RUNS, ParquetError, put, reading, told_of
from extractor.corpus.rows import Row
from extractor.scanning.results import ScanResult

_LOCK: Final = ".scanning"
_TURN: Final = ".scanning-over"  # held while a lock is looked at and removed


def write_run(
    root: Path, started: str, ended: str, version: str, entries: Mapping[str, Any], result: ScanResult
) -> None:
    """Notes a scan that has come to its end, and the rules that it read by."""
    program, _, rules = version.partition("+")
    row: Row = {
        "started": started,
        "ended": ended,
        "program": program,
        "rules_version": rules,
        "states": json.dumps({state.value: result.states[state] for state in sorted(result.states)}),
        "files": result.given,
        "read": result.read,
        "unchanged": result.unchanged,
        "seconds": result.seconds,
        "entries": json.dumps(entries, ensure_ascii=False),
    }
    put(root / RUNS / f"{uuid.uuid4().hex}.parquet", [arrow().Table.from_pylist([row])])


def read_runs(root: Path) -> list[Row]:
    """All of them, the oldest first; raises ParquetError."""
    rows = [row for path in sorted((root / RUNS).glob("*.parquet")) for row in _rows(path)]
    return sorted(rows, key=lambda row: str(row["started"]))


def _rows(path: Path) -> list[Row]:
    with reading(path):
        rows: list[Row] = arrow().parquet.read_table(path).to_pylist()
        return rows


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Makes the folder, and keeps other scans out of it; raises ParquetError where one is under way."""
    lock = root / _LOCK
    with told_of(root):
        _make_folder(root)
        _take(lock)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise ParquetError(
            f"{root}: đã có tệp mang tên này; --out cần một thư mục",
            f"{root}: there is a file of this name; --out needs a folder",
        ) from error


def _take(lock: Path) -> None:
    root = lock.parent
    try:
        if lock.exists():
            _remove_dead(lock)
        with lock.open("x", encoding="utf-8") as file:
            file.write(f"{platform.node()} {os.getpid()}")
    except FileExistsError as error:
        raise ParquetError(
            f"{root}: một lần quét khác đang ghi vào đây; nếu không phải, hãy xóa tệp {_LOCK}",
            f"{root}: another scan is writing here; if that is not so, delete the file {_LOCK}",
        ) from error


def _remove_dead(lock: Path) -> None:
    """One at a time looks and removes: seen dead by two, it could be removed by the second when it is the first's."""
    turn = lock.with_name(_TURN)
    with turn.open("x"):
        pass
    try:
        if _is_over(lock):
            lock.unlink(missing_ok=True)
    finally:
        turn.unlink(missing_ok=True)


def _is_over(lock: Path) -> bool:
    """Whether the scan that locked was of this machine and has ended without unlocking."""
    try:
        machine, _, process = lock.read_text(encoding="utf-8").partition(" ")
    except FileNotFoundError:
        return False
    return machine == platform.node() and not (process.isdecimal() and psutil.pid_exists(int(process)))
