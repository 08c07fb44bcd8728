"""What the operating system hands over, in a form that can be stored and shown: names of files, reasons."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

_ESCAPED = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}
_ESCAPE = re.compile(r"\\x(5c|[89a-f][0-9a-f])")
_NO_ACCESS = ("không có quyền truy cập", "permission denied")
_REASONS = {
    errno.ENAMETOOLONG: ("tên tệp quá dài", "the file name is too long"),
    errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.ENOENT: ("không có tệp hoặc thư mục này", "no such file or folder"),
    errno.ENOTDIR: ("một phần của đường dẫn không phải thư mục", "a part of the path is not a folder"),
    errno.EISDIR: ("đây là thư mục, không phải tệp", "a folder, not a file"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.EIO: ("lỗi đọc hoặc ghi ổ đĩa", "the disk cannot be read or written"),
}


def safe_path(path: object) -> str:
    r"""A path as UTF-8 can hold it: the bytes of a name that is no UTF-8 are written out (`\xe9`)."""
    name = str(path)
    if name.isascii():
        return name
    return name.translate(_ESCAPED).encode("utf-8", "backslashreplace").decode("utf-8")


def name_of_path(path: object) -> str:
    r"""As `safe_path`, and no two paths the same: what looks like an escape is escaped itself (`\x5cxe9`)."""
    name = str(path)
    return safe_path(name if os.sep == "\\" else _ESCAPE.sub(r"\\x5cx\1", name))


def path_of_name(name: str) -> Path:
    """The path that `name_of_path` gave the name."""
    return Path(name if os.sep == "\\" else _ESCAPE.sub(_unescaped, name))


def _unescaped(escape: "re.Match[str]") -> str:
    byte = int(escape[1], 16)
    return chr(byte if byte < 0x80 else 0xDC00 + byte)


def os_reason(error: OSError) -> tuple[str, str]:
    """Why the system refused, in Vietnamese and English; in its own words where it is a rare reason."""
    other = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, (other, other))


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as hex digits; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def names_beside(path: Path) -> tuple[str, ...]:
    """The names in the folder of a file, its own left out; none where the folder cannot be read."""
    try:
        names = _names_in(path.parent, path.parent.stat().st_mtime_ns)
    except OSError:
        return ()
    return tuple(name for name in names if name != path.name)


def own_folder(prefix: str) -> Path:
    """A new temporary folder of this process, named for it; `remove_leavings` ends it where this process cannot."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """A folder that is removed with all that is in it; where this process is killed, by the next that wants one."""
    remove_leavings(prefix)
    folder = own_folder(prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leavings(prefix: str) -> None:
    """Removes what `own_folder` made for processes that have been killed since."""
    import psutil  # noqa: PLC0415  (a command that reads no file needs no folder)

    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        number = folder.name.removeprefix(prefix).partition("-")[0]
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=4)
def _names_in(folder: Path, changed: int) -> tuple[str, ...]:
    """The names in a folder as it was last changed: plans come by the thousand, folder by folder."""
    return tuple(sorted(os.listdir(folder)))
