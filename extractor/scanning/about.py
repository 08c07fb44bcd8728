"""What is stored of a file beside what it holds: its bytes, its size, when it was changed, whose copy it is."""

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from extractor.errors import FileState, UnreadableFile
from extractor.scanning.reading import Ending
from extractor.scanning.sources import Source
from extractor.scanning.walk import NOT_REGULAR
from extractor.system import file_hash

_MOST_BYTES: Final = 4 * 1024**3  # of one file: nothing larger is even hashed


def sha256_of(path: Path) -> str:
    """Raises UnreadableFile for a pipe or a device, which may never end, and for what is far too large."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(FileState.UNSUPPORTED, *NOT_REGULAR)
    if status.st_size > _MOST_BYTES:
        raise UnreadableFile(
            FileState.REFUSED,
            f"vượt giới hạn: tệp lớn hơn {_MOST_BYTES >> 30} GB",
            f"over a limit: the file is larger than {_MOST_BYTES >> 30} GB",
        )
    return file_hash(path)


def size_of(source: Source) -> int:
    """The bytes of a file, or of the archive that it lies in; 0 where it is gone."""
    try:
        return source.path.lstat().st_size
    except OSError:
        return 0


def modified_at(source: Source) -> str | None:
    """When the file, or the archive that it lies in, was last written to."""
    try:
        seconds = source.path.lstat().st_mtime
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OSError, OverflowError, ValueError):  # a clock that was never set
        return None


def copy_of(first: str) -> Ending:
    """How a file ends that has the bytes of the one stored as `first`."""
    return Ending(FileState.DUPLICATE, f"cùng nội dung với {first}", f"same bytes as {first}")
