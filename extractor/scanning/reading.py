"""One file read: whatever happens to it ends as a value, never as an exception."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.ocr.kept import keeping
from extractor.plan import Audit
from extractor.plantext import Box, PlanText
from extractor.rulebook import Rulebook
from extractor.scanning.sources import Source
from extractor.system import os_reason


@dataclass(frozen=True, slots=True)
class Ending:
    """How reading a file ended and why, in Vietnamese and English (empty where there is nothing to say)."""

    state: FileState
    vi: str = ""
    en: str = ""

    def reason(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: `steps` lead to it, `ending` where it is settled without being read."""

    steps: tuple[int, ...]
    inside: str
    size: int
    sha256: str | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page as a picture (an image file's bytes, `dots` to a point of the page) with the words printed on it
    and their boxes in points; without a picture where the file has but `count` pages."""

    count: int
    picture: bytes = b""
    dots: float = 1.0
    words: tuple[tuple[str, Box], ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the audit (or the text alone) where it was read, the members of an archive.

    `seconds` is the time it took, `memory` the most bytes that its reader was seen to hold above its start,
    `seen` the page that was asked to be looked at.
    """

    ending: Ending
    audit: Audit | None = None
    seconds: float = 0.0
    members: tuple[Member, ...] = ()
    memory: int = 0
    text: PlanText | None = None
    seen: PageSeen | None = None


AuditFile = Callable[[Source, Rulebook], Audit]


@dataclass(frozen=True, slots=True)
class Look:
    """A page (1-based) of a file that `at` looks at as soon as the file is parsed, in the same process."""

    page: int
    at: Callable[[Path, PlanText], PageSeen | None]


def audit_one(source: Source, rules: Rulebook) -> Audit:
    """`extractor.audit`, imported where it runs: the parent of the workers never needs it."""
    from extractor.audit import audit_bytes, audit_file  # noqa: PLC0415

    if not source.steps:
        return audit_file(source.path, rules, source.doc)
    from extractor.scanning.archives import member_of, names_beside_member  # noqa: PLC0415

    data = member_of(source)
    return audit_bytes(data, source.name, source.doc, rules, names_beside_member(source))


def read_outcome(source: Source, rules: Rulebook, audit: AuditFile = audit_one) -> Outcome:
    """Reads and checks one file; an exception that nobody declared ends as `crashed` with its name."""
    began = time.perf_counter()
    try:
        result = audit(source, rules)
    except BaseException as error:  # a plan is hostile input: one file never ends the scan
        if isinstance(error, KeyboardInterrupt):
            raise
        return Outcome(ending_of_error(error), seconds=time.perf_counter() - began)
    return Outcome(_ending_of_text(result.plan.text), result, time.perf_counter() - began)


def parse_one(source: Source) -> PlanText:
    """The normalised text of one file; raises UnreadableFile."""
    from extractor.parsers import parse_file  # noqa: PLC0415

    return parse_file(source.path, source.doc)


def parse_outcome(source: Source, look: Look | None = None, known: PlanText | None = None) -> Outcome:
    """As `read_outcome`, of the text alone (of a file whose text is `known`, that), with the page of it that `look`
    gives."""
    try:
        with keeping(None if look is None else look.page):
            text = known or parse_one(source)
            seen = look.at(source.path, text) if look is not None else None
    except BaseException as error:  # as above
        if isinstance(error, KeyboardInterrupt):
            raise
        return Outcome(ending_of_error(error))
    return Outcome(_ending_of_text(text), text=text, seen=seen)


def _ending_of_text(text: PlanText) -> Ending:
    vi, en = ("; ".join(note[index] for note in text.notes) for index in (0, 1))
    if text.partial:
        return Ending(FileState.PARTIAL, vi, en)
    return Ending(FileState.OK_WITH_WARNINGS if text.notes else FileState.OK, vi, en)


def ending_of_error(error: BaseException) -> Ending:
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


def _crashed(error: BaseException) -> Ending:
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    where = f"{type(error).__name__}{place}"
    return Ending(
        FileState.CRASHED, f"lỗi của phần mềm khi đọc ({where})", f"the program failed on this file ({where})"
    )
