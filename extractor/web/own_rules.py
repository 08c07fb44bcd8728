"""Whether the user's own rules are still those that this run has read."""

from collections.abc import Callable
from pathlib import Path


def changed_since(folder: Path | None) -> Callable[[], bool]:
    """Tells, whenever it is asked, whether a file of the folder was written, added or taken away since now."""
    if folder is None:
        return lambda: False
    known = _stamps(folder)
    return lambda: _stamps(folder) != known


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each file when it was written and how long it is; a file that goes meanwhile is left out."""
    found = {}
    for path in folder.rglob("*.yaml"):
        try:
            seen = path.stat()
        except OSError:
            continue
        found[str(path)] = (seen.st_mtime_ns, seen.st_size)
    return found
