"""Names of uploaded files as they may stand on the disk: below one folder, on every system, each its own."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

_PARTING: Final = re.compile(r"[\\/]+")
_FORBIDDEN: Final = frozenset('<>:"|?*')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_LONGEST: Final = 180  # bytes of a part
_LONGEST_END: Final = 20
_DEEPEST: Final = 6
_NAMELESS: Final = "tep"


def safe_parts(given: str) -> tuple[str, ...]:
    """The folders and the name of an uploaded file, none of which leads anywhere else."""
    parts = [_safe(part) for part in _PARTING.split(given) if part.strip(" .")]
    return tuple(parts[-_DEEPEST:]) or (_NAMELESS,)


def _safe(part: str) -> str:
    plain = "".join(
        "_" if letter in _FORBIDDEN or unicodedata.category(letter)[0] == "C" else letter
        for letter in unicodedata.normalize("NFC", part)
    )
    short = _shortened(plain.rstrip(" .").lstrip(" ") or _NAMELESS)
    return f"_{short}" if _RESERVED.match(short) else short


def _shortened(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    stem, dot, end = name.rpartition(".")
    kept = f"{dot}{end}" if stem and len(end.encode()) <= _LONGEST_END else ""
    room = _LONGEST - len(kept.encode())
    return (stem if kept else name).encode()[:room].decode("utf-8", "ignore").rstrip(" .") + kept


def opened_below(folder: Path, parts: Sequence[str]) -> BinaryIO:
    """A new file at that place, or beside it where the name is taken; raises OSError."""
    try:
        place = folder.joinpath(*parts[:-1])
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):  # a file is called as this folder is
        place, parts = folder, ["_".join(parts)[-_LONGEST // 2 :]]
    stem, dot, end = parts[-1].rpartition(".")
    for number in range(1, 10_000):
        name = (
            parts[-1]
            if number == 1
            else f"{stem or end} ({number}){dot if stem else ''}{end if stem else ''}"
        )
        try:
            return (place / name).open("xb")
        except FileExistsError:
            continue
    raise FileExistsError(parts[-1])
