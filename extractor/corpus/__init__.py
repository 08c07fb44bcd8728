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
from extractor.corpus.search_query import Facet, PlanHits, SearchPage, SearchQuery

__all__ = [
    "AcrossResult",
    "Adoption",
    "Corpus",
    "CorpusCheckRow",
    "Facet",
    "FileResult",
    "Hit",
    "PlanHits",
    "Quoted",
    "SearchPage",
    "SearchQuery",
    "StoredFinding",
    "Totals",
]
