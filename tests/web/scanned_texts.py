"""Texts of one's own, really scanned into a corpus."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan


def scanned(tmp_path_factory: pytest.TempPathFactory, texts: Mapping[str, str]) -> Path:
    """The database of a folder that holds these texts by their names."""
    folder = tmp_path_factory.mktemp("plans")
    for name, words in texts.items():
        (folder / name).write_text(words, encoding="utf-8")
    db = tmp_path_factory.mktemp("kho") / "kho.db"
    scan([folder], db, limits=Limits(jobs=1, timeout=60.0))
    return db
