"""The corpus: every plan read, in one SQLite database that can be searched."""

from extractor.corpus.adopting import Adoption
from extractor.corpus.database import Corpus
from extractor.corpus.results import FileResult, Hit, StoredFinding, Totals

__all__ = ["Adoption", "Corpus", "FileResult", "Hit", "StoredFinding", "Totals"]
