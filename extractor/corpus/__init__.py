"""The corpus: every plan read, in one SQLite database that can be searched."""

from extractor.corpus.adopting import Adoption
from extractor.corpus.database import Corpus
from extractor.corpus.results import (
    AcrossResult,
    CorpusCheckRow,
    FileResult,
    Hit,
    Quoted,
    StoredFinding,
    Totals,
)

__all__ = [
    "AcrossResult",
    "Adoption",
    "Corpus",
    "CorpusCheckRow",
    "FileResult",
    "Hit",
    "Quoted",
    "StoredFinding",
    "Totals",
]
