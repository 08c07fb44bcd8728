"""The files of the corpus on the disk."""

from pathlib import Path
from typing import Final

from extractor.corpus.results import FileResult
from extractor.scanning.sources import stored_name
from extractor.system import path_of_name

_PICTURED: Final = frozenset({"pdf", "image"})


def file_on_disk(file: FileResult) -> Path | None:
    """Where a stored file with pages to be shown still is; None for a member of an archive, or one that is gone."""
    path = path_of_name(file.path)
    if file.format not in _PICTURED or file.sha256 is None or not path.is_file():
        return None
    return path if stored_name(path) == file.path else None
