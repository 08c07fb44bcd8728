"""The second pass, on the workers: files read as in any scan, and written as a part.

Each worker of the cluster has a reader process of the plain scan under it, with its limits of time and memory: what
hangs, grows or crashes costs itself alone, and what is read of a file is read by the same function.
"""

import sys
from collections.abc import Iterator
from typing import Any, Final

from extractor import __version__
from extractor.cluster.orders import ClusterError, Done, Job, Manner, Read, Task, batch_of, unpacked
from extractor.cluster.parts import Part, Parts, file_number
from extractor.cluster.tables import tables_of
from extractor.corpus.plan_rows import TableRows, audit_rows
from extractor.corpus.store import file_row
from extractor.corpus.told_rows import told_rows
from extractor.errors import ExtractorError
from extractor.rulebook import load_rulebook
from extractor.scanning.pool import Limits, Readers
from extractor.scanning.reading import Outcome, ending_of_error
from extractor.scanning.settled import file_result

_TICK: Final = 1.0


class PartReader:
    """Reads one part after another; made once in each worker."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._parts = Parts(manner.root)
        limits = manner.limits
        self._readers = Readers(Limits(1, limits.timeout, limits.memory), manner.reading)
        rules = load_rulebook(manner.reading.overlay, manner.reading.choice)
        self._version = f"{__version__}+{rules.version}"
        # A process that is spawned runs the main module of its parent first: here Ray's own, and all of Ray with it.
        vars(sys.modules["__main__"]).pop("__file__", None)

    def __call__(self, batch: Any) -> dict[str, list[Any]]:
        """Reads the files of a batch of one row, a task; writes their part; tells how each ended."""
        task: Task = unpacked(batch)
        try:
            return batch_of(Done(task.part, self._done(task)))
        except ExtractorError as error:  # what the cluster would hide: a full disk, readers that do not start
            return batch_of(Done(task.part, fault=(error.vi, error.en)))

    def _done(self, task: Task) -> tuple[Read, ...]:
        if self._version != self._manner.version:
            raise ClusterError(*_other_version(self._version, self._manner.version))
        read = sorted(self._read(task), key=lambda one: one[0])
        files = ((file_number(task.part, place), file_row(one.result), rows) for place, one, rows in read)
        self._parts.write(Part(task.part, task.part), tables_of(files))
        return tuple(one for _, one, _ in read)

    def _read(self, task: Task) -> Iterator[tuple[int, Read, TableRows]]:
        waiting = {self._readers.submit(job.source): place for place, job in enumerate(task.jobs)}
        while waiting:
            for ticket, outcome in self._readers.finished(_TICK):
                place = waiting.pop(ticket)
                read, rows = self._told(task.jobs[place], outcome)
                yield place, read, rows

    def _told(self, job: Job, outcome: Outcome) -> tuple[Read, TableRows]:
        """How it ended and all its rows; what cannot be stored costs the file that it is in."""
        rows: TableRows = {}
        try:
            if outcome.audit is not None:
                rows = audit_rows(outcome.audit, job.sha256)
                rows |= told_rows(rows)
        except Exception as error:  # as in a plain scan
            outcome, rows = Outcome(ending_of_error(error), seconds=outcome.seconds), {}
        result = file_result(
            job.source, job.sha256, outcome, self._version, size=job.size, modified=job.modified
        )
        return Read(result, outcome.memory), rows


def _other_version(here: str, there: str) -> tuple[str, str]:
    return (
        f"máy trong cụm chạy phiên bản khác ({here}, cần {there}): cài cùng phiên bản và cùng quy tắc trên mọi máy",
        f"a machine of the cluster runs another version ({here}, not {there}): install the same one with the same "
        "rules on all",
    )
