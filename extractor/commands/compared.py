"""What `extractor compare` asks: a database, or the Parquet folder of a scan on a cluster."""
# ruff: noqa: PLC0415

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from extractor.comparison.money import Cell, Part
    from extractor.corpus.compare import Gathered, IndicatorCount, Wanted
    from extractor.corpus.compare_money import Named
    from extractor.rulebook.comparison import ComparisonRules


class Compared(Protocol):
    """Plans that can be compared; a context manager."""

    def compare(
        self, indicators: Collection[str], wanted: "Wanted", rules: "ComparisonRules"
    ) -> "Gathered": ...

    def compare_money(
        self, parts: "Collection[Part]", wanted: "Wanted", rules: "ComparisonRules"
    ) -> "tuple[Gathered, tuple[Cell, ...]]": ...

    def named_components(self, wanted: "Wanted", rules: "ComparisonRules") -> "list[Named]": ...

    def indicator_counts(self) -> "list[IndicatorCount]": ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None: ...


def compared_corpus(place: Path, *, parquet: bool) -> Compared:
    """The corpus of a database, or of a Parquet folder; raises CorpusError, ParquetError, MissingExtra."""
    if parquet:
        from extractor.cluster.answering import ParquetCorpus

        return ParquetCorpus.open(place)
    from extractor.corpus import Corpus

    return Corpus.open(place, create=False)
