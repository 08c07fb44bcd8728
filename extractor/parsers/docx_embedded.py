"""The documents embedded in the text of a .docx (altChunk), within a part of the time that the file may take."""

import time
from collections.abc import Callable, Mapping

from extractor.allowance import at_most, time_limit
from extractor.parsers.flow import Read

ReadEmbedded = Callable[[bytes], Read | None]
_MOST = 16  # of other kinds than .docx each takes LibreOffice some seconds
_SHARE = 0.5  # of the time that the file may take; the rest is for its own words


class Embedded:
    """The embedded files of one document by the ids of their relations; `read` reads one, or gives None."""

    def __init__(self, files: Mapping[str, bytes], read: ReadEmbedded | None) -> None:
        self._files, self._read = files, read
        self._left = _MOST
        limit = time_limit()
        self._seconds = None if limit is None else _SHARE * limit

    def flow_of(self, relation: str) -> Read | None:
        """What the file holds; None where it is none, cannot be read, or number or time are used up."""
        content = self._files.get(relation)
        if content is None or self._read is None:
            return None
        self._left -= 1
        if self._left < 0:
            return None
        return (
            self._read(content) if self._seconds is None else self._timed(self._read, content, self._seconds)
        )

    def _timed(self, read: ReadEmbedded, content: bytes, left: float) -> Read | None:
        if left <= 0:
            return None
        begun = time.monotonic()
        with at_most(left):
            found = read(content)
        self._seconds = left - (time.monotonic() - begun)
        return found
