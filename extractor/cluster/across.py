"""What the plans of a Parquet corpus say against each other, as at the end of any scan, kept beside the parts.

It is judged by the database's own code: in a database that is made for it and removed, without texts to be searched.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.cluster.parts import BESIDE, Parts, put, told_of
from extractor.cluster.stored import Known, known_files, read_files
from extractor.cluster.tables import ACROSS, table_of
from extractor.corpus import Corpus
from extractor.corpus.rows import Row
from extractor.rulebook import Rulebook
from extractor.system import passing_folder


def judge_parts(parts: Parts, version: str, rules: Rulebook) -> None:
    """Compares all plans with each other and replaces what was found before."""
    files = known_files(parts)
    with passing_folder("extractor-across-") as folder, Corpus.open(folder / "across.db") as corpus:
        corpus.fill(read_files(parts, {one.number for one in files.values()}), indexed=False)
        corpus.judge_across(version, rules.checks, rules.legal_documents)
        for table in ACROSS:
            put(across_path(parts, table), [table_of(table, _numbered(corpus.rows_across(table), files))])


def forget_across(parts: Parts) -> None:
    """Removes what was found: of plans that are about to change, it must not outlive a scan that is killed."""
    with told_of(parts.root):
        for table in ACROSS:
            across_path(parts, table).unlink(missing_ok=True)


def is_judged(parts: Parts) -> bool:
    """Whether the plans have been compared with each other as they are now."""
    return all(across_path(parts, table).exists() for table in ACROSS)


def across_path(parts: Parts, table: str) -> Path:
    """Where what was found across the plans lies."""
    return parts.root / BESIDE / f"{table}.parquet"


def _numbered(rows: Iterable[tuple[str, Row]], files: Mapping[str, Known]) -> Iterator[tuple[int, Any]]:
    return ((files[path].number, row) for path, row in rows)
