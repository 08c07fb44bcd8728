"""Folders of uploads that nothing in the corpus comes from any more, cleared after a while."""

import re
import shutil
import time
from collections.abc import Collection
from pathlib import Path
from typing import Final

from extractor.corpus import Corpus
from extractor.errors import CorpusError

_NAME: Final = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{8}", re.ASCII)
_KEPT_SECONDS: Final = 7 * 86_400.0  # what another workbench has taken and not yet scanned


def uploads_of(db: Path) -> Path:
    """Where the uploads of a corpus are kept."""
    return Path(f"{db}.uploads").absolute()


def clear_uploads(db: Path, under_way: Collection[str]) -> list[Path]:
    """Removes the folders that uploads made more than a week ago and no path or version of the corpus names, except
    those under way; which ones. Where the corpus cannot be asked, all stay.

    A folder is known by its name alone, wherever the corpus says it lies: it may have been moved with its uploads.
    """
    try:
        found = [
            folder for folder in uploads_of(db).iterdir() if _is_old(folder) and folder.name not in under_way
        ]
        if not found:
            return []
        with Corpus.open(db, create=False) as corpus:
            gone = [folder for folder in found if not corpus.names(folder.name)]
    except (CorpusError, OSError):
        return []
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return gone


def _is_old(folder: Path) -> bool:
    """Whether an upload made it, a week ago at least; never what a link leads to."""
    if _NAME.fullmatch(folder.name) is None or folder.is_symlink() or not folder.is_dir():
        return False
    return time.time() - folder.stat().st_mtime > _KEPT_SECONDS
