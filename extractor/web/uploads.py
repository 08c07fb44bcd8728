"""Uploaded files: kept in a folder beside the database, scanned one upload after another in the background.

Nothing is ever removed from there: they may be the only copies, and a database that was made anew or restored names
none of them.
"""

import os
import queue
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Literal

from extractor.errors import ExtractorError
from extractor.scanning.pool import Limits
from extractor.scanning.results import Progress
from extractor.scanning.scan import scan
from extractor.system import os_reason
from extractor.web.settings import Served
from extractor.web.upload_names import opened_below, safe_parts
from extractor.web.warming import warm
from extractor.web.words import WORDS as OWN

MOST_BYTES: Final = 1 << 30  # of one upload
MOST_FILES: Final = 1_000
_MOST_JOBS: Final = 4
_SECONDS: Final = 60.0  # a file, as `extractor scan` has it
_REMEMBERED: Final = 100

State = Literal["waiting", "scanning", "done", "failed"]


@dataclass
class Upload:
    """One upload on its way: where its files are, how far the scan is, and what came of it.

    `ahead` uploads were before it when it came. `paths` are the names of its files in the database.
    """

    name: str
    folder: Path
    files: int
    ahead: int = 0
    state: State = "waiting"
    progress: Progress | None = None
    paths: tuple[str, ...] = ()
    problem: ExtractorError | None = None


def uploads_of(db: Path) -> Path:
    """Where the uploads of a corpus are kept."""
    return Path(f"{db}.uploads").absolute()


class _Stopped(Exception):
    """The workbench ends."""


@dataclass
class Uploads:
    """The uploads of this run; one thread scans them in the order in which they came."""

    served: Served
    _known: "OrderedDict[str, Upload]" = field(default_factory=OrderedDict)
    _waiting: "queue.SimpleQueue[Upload | None]" = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ends: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def keep(self, files: Iterable[tuple[str, BinaryIO]]) -> Upload:
        """Writes the files (name as the browser gave it, bytes) and has them scanned; raises ExtractorError."""
        name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(4)}"
        folder = uploads_of(self.served.db) / name
        try:
            folder.mkdir(parents=True)
            count = sum(_written(folder, given, data) for given, data in files)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise _not_kept(error) from error
        return self._queued(Upload(name, folder, count))

    def _queued(self, upload: Upload) -> Upload:
        with self._lock:
            upload.ahead = sum(one.state in {"waiting", "scanning"} for one in self._known.values())
            self._known[upload.name] = upload
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="uploads")
                self._thread.start()
        self._waiting.put(upload)
        return upload

    def find(self, name: str) -> Upload | None:
        """The upload of that name; None where this run knows none."""
        with self._lock:
            return self._known.get(name)

    def under_way(self) -> list[Upload]:
        """The uploads that wait or are scanned, in their order."""
        with self._lock:
            return [one for one in self._known.values() if one.state in {"waiting", "scanning"}]

    def stop(self) -> None:
        """Ends the scan under way where it stands: the next scan of its folder goes on there."""
        self._ends.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(_SECONDS)

    def _work(self) -> None:
        while (upload := self._waiting.get()) is not None and not self._ends.is_set():
            self._scan(upload)
            if self._waiting.empty() and not self._ends.is_set():
                warm(self.served)

    def _scan(self, upload: Upload) -> None:
        def on_progress(step: Progress) -> None:
            if self._ends.is_set():
                raise _Stopped
            upload.progress = replace(step, states=dict(step.states))

        upload.state = "scanning"
        jobs = max(1, min(_MOST_JOBS, (os.cpu_count() or 1) - 1))
        try:
            result = scan(
                [upload.folder],
                self.served.db,
                limits=Limits(jobs, _SECONDS),
                overlay=self.served.rules,
                on_progress=on_progress,
            )
        except _Stopped:
            return
        except ExtractorError as error:
            upload.problem, upload.state = error, "failed"
        except Exception as error:  # the thread serves the next upload, too
            upload.problem = ExtractorError(
                *(text.format(error=type(error).__name__) for text in OWN["upload.broke"])
            )
            upload.state = "failed"
        else:
            upload.paths, upload.state = result.paths, "done"


def _written(folder: Path, given: str, data: BinaryIO) -> int:
    with opened_below(folder, safe_parts(given)) as file:
        shutil.copyfileobj(data, file)
    return 1


def _not_kept(error: OSError) -> ExtractorError:
    vi, en = OWN["upload.not_kept"]
    reason_vi, reason_en = os_reason(error)
    return ExtractorError(vi.format(reason=reason_vi), en.format(reason=reason_en))
