"""One file read inside a worker process: whatever happens to it ends as a value, never as an exception."""

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import connection, parent_process
from pathlib import Path

from extractor.errors import FileState, UnreadableFile
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook, load_rulebook
from extractor.rulebook.choice import Choice
from extractor.system import os_reason

MEMORY_ALLOWANCE = 1 << 30  # bytes above a worker's start

AuditFile = Callable[[Path, Rulebook, str | None], Audit]


@dataclass(frozen=True, slots=True)
class Ending:
    """How reading a file ended and why, in Vietnamese and English (empty where there is nothing to say)."""

    state: FileState
    vi: str = ""
    en: str = ""

    def reason(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker hands back: the audit where the file was read, and the seconds it took."""

    ending: Ending
    audit: Audit | None
    seconds: float


def audit_one(path: Path, rules: Rulebook, doc: str | None) -> Audit:
    """`extractor.audit.audit_file`, imported where it runs: the parent of the workers never needs it."""
    from extractor.audit import audit_file  # noqa: PLC0415

    return audit_file(path, rules, doc)


def read_outcome(path: Path, doc: str, rules: Rulebook, audit: AuditFile = audit_one) -> Outcome:
    """Reads and checks one file; an exception that nobody declared ends as `crashed` with its name."""
    began = time.perf_counter()
    result: Audit | None = None
    try:
        result = audit(path, rules, doc)
        ending = _ending_of(result)
    except Exception as error:  # a plan is hostile input: one file never ends the scan
        ending = ending_of_error(error)
    return Outcome(ending, result, time.perf_counter() - began)


def read_text(path: Path) -> PlanText | Ending:
    """The normalised text of one file, or why there is none."""
    from extractor.parsers import parse_file  # noqa: PLC0415

    try:
        return parse_file(path)
    except Exception as error:  # as above
        return ending_of_error(error)


def read_in_worker(path: Path, doc: str, overlay: Path | None, choice: Choice, audit: AuditFile) -> Outcome:
    """`read_outcome` with the rulebook of this process."""
    return read_outcome(path, doc, _rules(overlay, choice), audit)


def prepare_worker(overlay: Path | None, choice: Choice, audit: AuditFile) -> None:
    """Loads what every file needs, once; caps the memory; ends the process when its parent has gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    rules = _rules(overlay, choice)
    if audit is audit_one:
        with suppress(Exception):  # each file will say what is wrong
            _warm_up(rules)
    _cap_memory()


def _warm_up(rules: Rulebook) -> None:
    """Neither the memory nor the time of the first file pays for the language work being loaded."""
    from extractor.audit import audit_bytes  # noqa: PLC0415

    audit_bytes("KẾ HOẠCH".encode(), "plan.txt", "plan.txt", rules)


@lru_cache(maxsize=1)
def _rules(overlay: Path | None, choice: Choice) -> Rulebook:
    return load_rulebook(overlay, choice)


def _ending_of(audit: Audit) -> Ending:
    text = audit.plan.text
    vi, en = ("; ".join(note[index] for note in text.notes) for index in (0, 1))
    if text.partial:
        return Ending(FileState.PARTIAL, vi, en)
    return Ending(FileState.OK_WITH_WARNINGS if text.notes else FileState.OK, vi, en)


def ending_of_error(error: Exception) -> Ending:
    """How a file is filed that raised `error`."""
    match error:
        case UnreadableFile():
            return Ending(error.state, error.vi, error.en)
        case MemoryError():
            return Ending(FileState.OUT_OF_MEMORY, "cần quá nhiều bộ nhớ", "the file needs too much memory")
        case OSError():
            vi, en = os_reason(error)
            return Ending(FileState.CRASHED, f"không mở được: {vi}", f"cannot be opened: {en}")
    return _crashed(error)


def _crashed(error: Exception) -> Ending:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
    return Ending(
        FileState.CRASHED, f"lỗi của phần mềm khi đọc ({where})", f"the program failed on this file ({where})"
    )


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _cap_memory() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  (POSIX alone has it)

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + MEMORY_ALLOWANCE
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
