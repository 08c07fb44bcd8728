"""The log of a scan: a line of JSON for each thing that happens, and never a word of a plan."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from extractor.errors import READ_STATES, ExtractorError, FileState
from extractor.scanning.reading import Ending
from extractor.system import os_reason


class LogError(ExtractorError):
    """A log that cannot be written: the sentence names file and reason."""


class ScanLog:
    """Appends to a file, a line at once; what was written there before stays. Without a file, nothing.

    Every method raises LogError where the file cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._path.open("a", encoding="utf-8", newline="\n")
            except OSError as error:
                raise self._fault(error) from error
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc_type is not None:
            self.event("stopped", cause=exc_type.__name__)
        if self._file is not None:
            self._file.close()

    def event(self, event: str, **fields: Any) -> None:
        """One line: the time (UTC), what happened, what is known of it."""
        if self._file is None:
            return
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps(
            {"time": moment, "event": event, "process": os.getpid(), **fields}, ensure_ascii=False
        )
        try:
            self._file.write(line + "\n")
            self._file.flush()
        except OSError as error:
            raise self._fault(error) from error

    def file(self, path: str, ending: Ending, **fields: Any) -> None:
        """A file has its state, and the database holds it. Reasons are told of files that were not read:
        what is noted of a plan that was read might quote it."""
        reason = {} if ending.state in READ_STATES else {"reason": ending.en}
        known = {name: value for name, value in fields.items() if value is not None}
        self.event("file", path=path, state=ending.state, **reason, **known)

    def end(self, given: int, states: Mapping[FileState, int], seconds: float) -> None:
        """The scan is done; the sum of the states is the number of files given."""
        self.event("end", given=given, states=dict(states), seconds=round(seconds, 3))

    def _fault(self, error: OSError) -> LogError:
        vi, en = os_reason(error)
        return LogError(f"{self._path}: {vi}", f"{self._path}: {en}")
