"""A Parquet corpus, or a part of it, brought into a database."""

from pathlib import Path

from extractor.cluster.extras import arrow
from extractor.cluster.runs import read_runs
from extractor.cluster.stored import Wish, chosen_numbers, known_files, opened, read_files
from extractor.corpus import Corpus
from extractor.corpus.merging import Brought
from extractor.rulebook import Rulebook
from extractor.scanning.comparing import compare_stored
from extractor.system import passing_folder


def bring(root: Path, database: Path, wish: Wish, rules: Rulebook) -> tuple[Brought, bool]:
    """Brings the files wanted into the database, which is made where there is none.

    As `Corpus.merge`: nothing that is there is lost, the same bytes are kept once. Then all plans are compared with
    each other, where the rules at hand read some of them: the second value tells whether they were.
    Raises MissingExtra, ParquetError, CorpusError.
    """
    arrow()
    with Corpus.open(database) as corpus:
        empty = corpus.is_empty
        brought = Brought(new=_filled(corpus, root, wish)) if empty else _merged(corpus, root, wish)
        return brought, compare_stored(corpus, rules)


def _filled(corpus: Corpus, root: Path, wish: Wish) -> int:
    parts = opened(root)
    numbers = chosen_numbers(parts, known_files(parts), wish)
    return corpus.fill(read_files(parts, numbers), read_runs(root))


def _merged(corpus: Corpus, root: Path, wish: Wish) -> Brought:
    """By way of a database of its own, so that there is one way of merging."""
    with passing_folder("extractor-merge-") as folder:
        beside = folder / "part.db"
        with Corpus.open(beside) as part:
            _filled(part, root, wish)
        return corpus.merge(beside)
