"""Comparisons over a Parquet corpus: DuckDB picks the rows, the comparison of the database reads them.

What is picked goes into tables in memory that look like those of the database: one piece of code answers for both.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from extractor.cluster.across import across_path
from extractor.cluster.extras import arrow, duckdb
from extractor.cluster.parts import ParquetError, Parts
from extractor.cluster.stored import REMOVED, opened
from extractor.cluster.tables import rows_of, schema_of
from extractor.corpus.compare import Gathered, IndicatorCount, Wanted, gather_read
from extractor.corpus.compare_money import Named, gather_money, named_components
from extractor.corpus.plan_rows import block_of, insert
from extractor.corpus.plan_texts import StoredBlock, put_blocks
from extractor.corpus.rows import Row
from extractor.corpus.schema import migrate
from extractor.rulebook.comparison import ComparisonRules

if TYPE_CHECKING:
    from extractor.comparison.money import Cell, Part

_LIVE: Final = f"""
CREATE TEMP TABLE live AS SELECT file FROM (
    SELECT file, state, row_number() OVER (PARTITION BY path ORDER BY file DESC) AS nth FROM files
) WHERE nth = 1 AND state != '{REMOVED}'
"""
_COUNTS: Final = """
SELECT indicator, count(*), count(DISTINCT file), min(targets.year), max(targets.year) FROM targets
JOIN documents USING (file) SEMI JOIN live USING (file)
WHERE is_plan = 1 GROUP BY indicator ORDER BY 3 DESC, 2 DESC, 1
"""
_FIGURES: Final = "SELECT * FROM {table} SEMI JOIN live USING (file) WHERE {chosen} ORDER BY file, span_start"
_MONEY: Final = "per IS NULL AND role != 'unit_cost'"
_HEADINGS: Final = """
SELECT * FROM sections SEMI JOIN live USING (file) WHERE contains(lower(title), 'dự án') ORDER BY file, position
"""
# A heading's own block and the one after it, its body.
_BODIES: Final = """
SELECT DISTINCT blocks.* FROM blocks JOIN chosen_headings AS heads
ON heads.file = blocks.file AND blocks.position BETWEEN heads.block AND heads.block + 1 ORDER BY file, position
"""
# Later versions of the plans chosen tell that these are replaced.
_DOCUMENTS: Final = """
SELECT * FROM documents SEMI JOIN live USING (file)
WHERE file IN (SELECT file FROM chosen) OR series IN (
    SELECT series FROM documents WHERE series IS NOT NULL AND file IN (SELECT file FROM chosen)
)
"""
_FILES: Final = "SELECT * FROM files WHERE file IN (SELECT file FROM found)"
_FINDINGS: Final = "SELECT * FROM findings WHERE file IN (SELECT file FROM chosen)"
_ACROSS: Final = "corpus_findings"
_CLOSED: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}  # nothing is fetched
_NO_BLOCK: Final = StoredBlock(
    0, 0, 0, "", None, None, "paragraph", None, None, 0, None, None, None, None, None
)
_TABLES: Final = ("files", "documents", "sections", "blocks", "targets", "budgets", "findings")


@dataclass(frozen=True)
class ParquetCorpus:
    """A Parquet corpus as far as comparisons ask for it; a context manager. Every method raises ParquetError."""

    duck: Any
    parts: Parts

    @classmethod
    def open(cls, root: Path) -> Self:
        """Raises MissingExtra, and ParquetError where there is none."""
        arrow()
        parts = opened(root)
        duck = duckdb().connect(":memory:", config=_CLOSED)
        corpus = cls(duck, parts)
        listed = parts.all()
        with corpus.reading():
            for table in _TABLES:
                paths = [str(path) for path in parts.paths(table, listed)]
                if paths:
                    duck.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM read_parquet({_listed(paths)})")
                else:
                    duck.register(table, schema_of(table).empty_table())
            duck.execute(_LIVE)
            found = across_path(parts, _ACROSS)
            if found.exists():
                duck.execute(
                    f"CREATE TEMP VIEW {_ACROSS} AS SELECT * FROM read_parquet({_listed([str(found)])})"
                )
            else:
                duck.register(_ACROSS, schema_of(_ACROSS).empty_table())
        return corpus

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What DuckDB says of the files becomes a ParquetError."""
        try:
            yield
        except duckdb().Error as error:
            root, name = self.parts.root, type(error).__name__
            raise ParquetError(
                f"{root}: không đọc được các tệp Parquet ({name})",
                f"{root}: the Parquet files cannot be read ({name})",
            ) from error

    def compare(self, indicators: Collection[str], wanted: Wanted, rules: ComparisonRules) -> Gathered:
        """As `Corpus.compare`."""
        chosen = f"indicator IN ({_quoted(indicators)})" if indicators else "false"
        with self._beside("targets", _narrowed(chosen, wanted.years, wanted.statuses)) as conn:
            return gather_read(conn, indicators, wanted, rules)

    def compare_money(
        self, parts: "Collection[Part]", wanted: Wanted, rules: ComparisonRules
    ) -> "tuple[Gathered, tuple[Cell, ...]]":
        """As `Corpus.compare_money`."""
        with self._sums(wanted) as conn:
            return gather_money(conn, parts, wanted, rules)

    def named_components(self, wanted: Wanted, rules: ComparisonRules) -> list[Named]:
        """As `Corpus.named_components`."""
        with self.reading():
            headings = self.duck.sql(_HEADINGS).to_arrow_table()
            self.duck.register("chosen_headings", headings)
            bodies = self.duck.sql(_BODIES).to_arrow_table()
        with self._sums(wanted, headings) as conn:
            _put(conn, "sections", headings)
            _put_blocks(conn, bodies)
            return named_components(conn, wanted, rules)

    def indicator_counts(self) -> list[IndicatorCount]:
        """As `Corpus.indicator_counts`."""
        with self.reading():
            return [IndicatorCount(*row) for row in self.duck.execute(_COUNTS).fetchall()]

    def close(self) -> None:
        """Nothing may be asked of it afterwards."""
        self.duck.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _sums(self, wanted: Wanted, more: Any = None) -> Any:
        stored = ["plan" if status == "target" else status for status in wanted.statuses]
        return self._beside("budgets", _narrowed(_MONEY, wanted.years, stored), more)

    @contextmanager
    def _beside(self, table: str, chosen: str, more: Any = None) -> Iterator[sqlite3.Connection]:
        """The figures chosen, with the plans that they (and the rows of `more`) are of, in tables in memory."""
        with self.reading(), closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
            figures = self.duck.sql(_FIGURES.format(table=table, chosen=chosen)).to_arrow_table()
            columns = [figures.column("file"), *([] if more is None else [more.column("file")])]
            chunks = [chunk for column in columns for chunk in column.chunks]
            pa = arrow()
            numbers = pa.chunked_array(chunks, type=pa.int64()).unique()
            self.duck.register("chosen", pa.table({"file": numbers}))
            documents = self.duck.sql(_DOCUMENTS).to_arrow_table()
            self.duck.register("found", documents.select(["file"]))
            migrate(conn)
            conn.execute("BEGIN")
            _put(conn, "files", self.duck.sql(_FILES).to_arrow_table())
            _put(conn, "documents", documents)
            _put(conn, table, figures)
            _put(conn, "findings", self.duck.sql(_FINDINGS).to_arrow_table())
            _put(conn, _ACROSS, self.duck.sql(f"SELECT * FROM {_ACROSS}").to_arrow_table())
            yield conn


def _put(conn: sqlite3.Connection, table: str, found: Any) -> None:
    """Rows as the database has them, files and documents under the numbers of the Parquet corpus."""
    match table:
        case "files":
            rows: Iterable[Row] = (row | {"id": file} for file, row in rows_of(found))
        case "documents":
            rows = (row | {"id": file, "file": file} for file, row in rows_of(found))
        case "sections":
            rows = ({**row, "id": None, "document": file} for file, row in rows_of(found))
        case _:
            rows = (row | {"document": file} for file, row in rows_of(found))
    insert(conn, table, rows)


def _put_blocks(conn: sqlite3.Connection, found: Any) -> None:
    """The blocks of each plan in their places, empty ones for those that were not picked."""
    for file, listed in groupby(rows_of(found), itemgetter(0)):
        blocks: list[StoredBlock] = []
        for _, row in listed:
            missing = int(str(row["position"])) - len(blocks)
            blocks += [_NO_BLOCK] * missing + [block_of(row)]
        put_blocks(conn, file, blocks)


def _narrowed(chosen: str, years: Collection[int], statuses: Sequence[str] | Collection[str]) -> str:
    if years:
        chosen += f" AND year IN ({', '.join(map(str, map(int, years)))})"
    if statuses:
        chosen += f" AND status IN ({_quoted(statuses)})"
    return chosen


def _quoted(names: Iterable[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)


def _listed(paths: Iterable[str]) -> str:
    return f"[{_quoted(paths)}]"
