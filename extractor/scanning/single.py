"""Single files, for the commands that read one: parsed in a worker under the limits of a scan.

What is plain text needs no worker; whatever else comes is taken apart by native code, which can hang, grow
or crash. The words are then read in this process, with the rules it has loaded already.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from extractor.errors import UnreadableFile
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook
from extractor.rulebook.choice import EVERYTHING
from extractor.scanning.names import SNIFFED, may_be_read
from extractor.scanning.pool import Limits, Readers
from extractor.scanning.reading import Ending, Look, Outcome, parse_outcome, read_outcome
from extractor.scanning.sources import Source
from extractor.scanning.worker import Reading
from extractor.system import names_beside

_LIMITS: Final = Limits(jobs=1, timeout=60.0)
_TICK: Final = 1.0
_HEAD: Final = 4096


@contextmanager
def single_files(
    limits: Limits = _LIMITS, look: Look | None = None, known: PlanText | None = None
) -> Iterator["SingleFiles"]:
    """Reads files one after another; the worker is started with the first that needs it, and looks at a page
    of each file by `look`, without parsing it again where its text is `known` (one file alone then)."""
    readers = Readers(limits, Reading(None, EVERYTHING, None, look, known))
    try:
        yield SingleFiles(readers)
    finally:
        readers.stop()


class SingleFiles:
    """Files by their paths; whatever happens to one ends as a value."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def text(self, path: Path) -> PlanText | Ending:
        """The normalised text of a file, or why there is none."""
        parsed = self.parsed(path)
        return parsed.text or parsed.ending

    def parsed(self, path: Path) -> Outcome:
        """The text of a file with the page of it that was to be looked at; or why it was not read."""
        if _is_plain(path):
            return parse_outcome(Source(path))
        ticket = self._readers.submit(Source(path))
        outcomes: dict[int, Outcome] = {}
        while ticket not in outcomes:
            outcomes.update(self._readers.finished(_TICK))
        return outcomes[ticket]

    def outcome(self, path: Path, rules: Rulebook) -> Outcome:
        """What a file holds, checked; or why it was not read."""
        began = time.perf_counter()
        parsed = self.parsed(path)
        if parsed.text is None:
            return Outcome(parsed.ending, seconds=time.perf_counter() - began)
        outcome = read_outcome(Source(path), rules, partial(_audited, parsed.text))
        return replace(outcome, seconds=time.perf_counter() - began, seen=parsed.seen)


def _audited(text: PlanText, source: Source, rules: Rulebook) -> Audit:
    from extractor.audit import audit_text  # noqa: PLC0415  (the parser alone is needed for a text)

    return audit_text(text, rules, source.name, names_beside(source.path))


def _is_plain(path: Path) -> bool:
    """Whether this process may read it: text, or nothing that can be opened."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            head = file.read(_HEAD)
        return not may_be_read("", head[:SNIFFED]) and not _is_converted(head, path.name)
    except OSError:
        return True


def _is_converted(head: bytes, name: str) -> bool:
    """Whether LibreOffice is to read it, though it looks like text: Word XML, web pages of office programs."""
    from extractor.parsers.detect import CONVERTED, detect  # noqa: PLC0415  (as above)

    try:
        return detect(head, name) in CONVERTED
    except UnreadableFile:
        return False
