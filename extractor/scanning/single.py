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

from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook
from extractor.rulebook.choice import EVERYTHING
from extractor.scanning.names import SNIFFED, may_be_read
from extractor.scanning.pool import Limits, Readers
from extractor.scanning.reading import Ending, Outcome, ending_of_error, parse_one, read_outcome
from extractor.scanning.sources import Source
from extractor.scanning.worker import Reading
from extractor.system import names_beside

_LIMITS: Final = Limits(jobs=1, timeout=60.0)
_TICK: Final = 1.0


@contextmanager
def single_files(limits: Limits = _LIMITS) -> Iterator["SingleFiles"]:
    """Reads files one after another; the worker is started with the first that needs it."""
    readers = Readers(limits, Reading(None, EVERYTHING, None))
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
        try:
            if _is_plain(path):
                return parse_one(Source(path))
        except Exception as error:  # a plan is hostile input
            return ending_of_error(error)
        ticket = self._readers.submit(Source(path))
        outcomes: dict[int, Outcome] = {}
        while ticket not in outcomes:
            outcomes.update(self._readers.finished(_TICK))
        return outcomes[ticket].text or outcomes[ticket].ending

    def outcome(self, path: Path, rules: Rulebook) -> Outcome:
        """What a file holds, checked; or why it was not read."""
        began = time.perf_counter()
        text = self.text(path)
        if isinstance(text, Ending):
            return Outcome(text, seconds=time.perf_counter() - began)
        outcome = read_outcome(Source(path), rules, partial(_audited, text))
        return replace(outcome, seconds=time.perf_counter() - began)


def _audited(text: PlanText, source: Source, rules: Rulebook) -> Audit:
    from extractor.audit import audit_text  # noqa: PLC0415  (the parser alone is needed for a text)

    return audit_text(text, rules, source.name, names_beside(source.path))


def _is_plain(path: Path) -> bool:
    """Whether this process may read it: text, or nothing that can be opened."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            return not may_be_read("", file.read(SNIFFED))
    except OSError:
        return True
