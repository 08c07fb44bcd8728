"""Comparisons over a Parquet corpus: DuckDB picks the rows, the comparison of the database reads them.

What is picked goes into tables in memory that look like those of the database: one piece of code answers for both.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
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
from extractor.corpus.compare_kept import gather
from extractor.corpus.compare_money import Named, gather_money, named_components
from extractor.corpus.plan_rows import block_of, insert
from extractor.corpus.plan_texts import StoredBlock, put_blocks
from extractor.corpus.rows import Row
from extractor.corpus.schema import migrate
from extractor.corpus.schema_sums import PLANS_STATE
from extractor.corpus.told_facts import of_years
from extractor.corpus.told_rows import TOLD, TOLD_BY, TOLD_FACTS
from extractor.corpus.told_stamp import stamp_of_today
from extractor.rulebook.comparison import ComparisonRules, load_comparison

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
# Figures of one place («3 - 4%») stand as they were read: DuckDB gives equal ones in any order.
_PLACED: Final = ("targets", "budgets", "findings")
_PLACE: Final = "file_row_number"
_AS_READ: Final = f"SELECT * EXCLUDE ({_PLACE}) FROM {{table}} {{join}} ORDER BY file, span_start, {_PLACE}"
_FIGURES: Final = _AS_READ.format(table="{table}", join="SEMI JOIN live USING (file) WHERE {chosen}")
_MONEY: Final = "per IS NULL AND role != 'unit_cost'"
_HEADINGS: Final = """
SELECT * FROM sections SEMI JOIN live USING (file) WHERE contains(lower(title), 'dự án') ORDER BY file, position
"""
# A heading's own block and the one after it, its body.
_BODIES: Final = """
SELECT DISTINCT blocks.* FROM blocks JOIN chosen_headings AS heads
ON heads.file = blocks.file AND blocks.position BETWEEN heads.block AND heads.block + 1 ORDER BY file, position
"""
# What comparing looks at of a plan; a row of all its columns takes three times as long to bring.
_PLAN_COLUMNS: Final = (
    *("title", "number", "issued_on", "issuer_level", "is_plan", "series", "programme"),
    *("commune", "district", "province", "plan_year", "period_start", "period_end"),
    *("unit_commune", "unit_district", "unit_province", "unit_id", "unit_now_id", "unit_now"),
)
# Later versions of the plans chosen tell that these are replaced.
_DOCUMENTS: Final = f"""
SELECT file, file AS id, {", ".join(_PLAN_COLUMNS)} FROM documents SEMI JOIN live USING (file)
WHERE file IN (SELECT file FROM chosen) OR series IN (
    SELECT series FROM documents WHERE series IS NOT NULL AND file IN (SELECT file FROM chosen)
)
"""
_FILE_COLUMNS: Final = (
    *("path", "state", "reason_vi", "reason_en", "rules_version", "updated", "size", "seconds", "modified"),
)
_FILES: Final = f"SELECT file, {', '.join(_FILE_COLUMNS)} FROM files SEMI JOIN found USING (file)"
# Indexes that no comparison of the tables in memory asks, and what signs every row that is written there: these tables
# are asked once, and no others hold the same plans.
_UNASKED: Final = """
SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
AND tbl_name IN ('documents', 'files', 'told_facts') AND name NOT IN ('idx_documents_file', 'idx_documents_series')
"""
_UNSIGNED: Final = "DELETE FROM settings WHERE key = ?"
_FINDINGS: Final = _AS_READ.format(table="findings", join="SEMI JOIN chosen USING (file)")
_TOLD: Final = (
    f"SELECT indicator, file, facts, others FROM {TOLD_FACTS} SEMI JOIN live USING (file) WHERE {{chosen}}"
)
_STAMPS: Final = f"SELECT file, stamp FROM {TOLD_BY} SEMI JOIN found USING (file)"
# Of these plans it is not kept what they tell, or it was kept by other rules: their records are read.
_UNTOLD: Final = f"""
SELECT DISTINCT file FROM targets SEMI JOIN live USING (file)
ANTI JOIN (SELECT file FROM {TOLD_BY} WHERE stamp = '{{stamp}}') USING (file) WHERE {{chosen}}
"""
_ASKED: Final = "CREATE OR REPLACE TEMP TABLE asked AS SELECT unnest(?::BIGINT[]) AS file"
_OF: Final = _AS_READ.format(table="{table}", join="SEMI JOIN asked USING (file) WHERE {chosen}")
_ACROSS: Final = "corpus_findings"
_CLOSED: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}  # nothing is fetched
_NO_BLOCK: Final = StoredBlock(
    0, 0, 0, "", None, None, "paragraph", None, None, 0, None, None, None, None, None
)
_TABLES: Final = ("files", "documents", "sections", "blocks", "targets", "budgets", "findings", *TOLD)


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
                _named(duck, table, parts.paths(table, listed))
            duck.execute(_LIVE)
            found = across_path(parts, _ACROSS)
            _named(duck, _ACROSS, [found] if found.exists() else [])
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
        named = f"indicator IN ({_quoted(indicators)})" if indicators else "false"
        chosen = _narrowed(named, wanted.years, wanted.statuses)
        if rules is not load_comparison():  # what is kept hangs on the rules as shipped
            with self._beside("targets", chosen) as conn:
                return gather_read(conn, indicators, wanted, rules)
        told = f"{named} AND ({asked})" if (asked := of_years(wanted.years)) else named
        with self._as_told(told, chosen) as conn:
            return gather(conn, indicators, wanted, rules, partial(self._fetch, conn, chosen))

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
        with self.reading():
            figures = self.duck.sql(_FIGURES.format(table=table, chosen=chosen)).to_arrow_table()
            with self._plans_of(figures, *([] if more is None else [more])) as conn:
                _put(conn, table, figures)
                _put(conn, "findings", self.duck.sql(_FINDINGS).to_arrow_table())
                yield conn

    @contextmanager
    def _as_told(self, told: str, chosen: str) -> Iterator[sqlite3.Connection]:
        """What plans tell as it is kept, with the plans; of those with figures `chosen` that keep nothing the plans
        alone."""
        with self.reading():
            facts = self.duck.sql(_TOLD.format(chosen=told)).to_arrow_table()
            untold = self.duck.sql(_UNTOLD.format(stamp=stamp_of_today(), chosen=chosen)).to_arrow_table()
            with self._plans_of(facts, untold) as conn:
                _put_columns(conn, TOLD_FACTS, ("indicator", "document", "facts", "others"), facts)
                stamps = self.duck.sql(_STAMPS).to_arrow_table()
                _put_columns(conn, TOLD_BY, ("document", "stamp"), stamps)
                yield conn

    @contextmanager
    def _plans_of(self, *rows: Any) -> Iterator[sqlite3.Connection]:
        """Tables in memory with the plans that the rows are of, and what the plans of the corpus say against each
        other."""
        pa = arrow()
        chunks = [chunk for one in rows for chunk in one.column("file").chunks]
        numbers = pa.chunked_array(chunks, type=pa.int64()).unique()
        self.duck.register("chosen", pa.table({"file": numbers}))
        documents = self.duck.sql(_DOCUMENTS).to_arrow_table()
        self.duck.register("found", documents.select(["file"]))
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
            migrate(conn)
            conn.execute("BEGIN")
            for kind, name in conn.execute(_UNASKED).fetchall():
                conn.execute(f"DROP {kind} {name}")
            conn.execute(_UNSIGNED, (PLANS_STATE,))
            _put_columns(conn, "files", ("id", *_FILE_COLUMNS), self.duck.sql(_FILES).to_arrow_table())
            _put_columns(conn, "documents", ("file", "id", *_PLAN_COLUMNS), documents)
            _put(conn, _ACROSS, self.duck.sql(f"SELECT * FROM {_ACROSS}").to_arrow_table())
            yield conn

    def _fetch(self, conn: sqlite3.Connection, chosen: str, documents: Collection[int]) -> None:
        """The figures of some plans, with the findings on them."""
        self.duck.execute(_ASKED, [sorted(documents)])
        for table, of_table in (("targets", chosen), ("findings", "true")):
            _put(conn, table, self.duck.sql(_OF.format(table=table, chosen=of_table)).to_arrow_table())


def _named(duck: Any, table: str, paths: Sequence[Path]) -> None:
    """The rows of these files under the name of their table; records with their places in the files."""
    if paths:
        given = f"{_listed(map(str, paths))}, {_PLACE} = {str(table in _PLACED).lower()}"
        duck.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM read_parquet({given})")
        return
    columns = [(field.name, _sql_type(field.type)) for field in schema_of(table)]
    columns += [(_PLACE, _sql_type(arrow().int64()))] if table in _PLACED else []
    empty = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns)
    duck.execute(f"CREATE TEMP VIEW {table} AS SELECT {empty} WHERE false")


def _sql_type(kind: Any) -> str:
    """DuckDB's name of a type of Arrow; no array is made, as Arrow would load pandas with its first one."""
    return {"int64": "BIGINT", "double": "DOUBLE", "string": "VARCHAR"}.get(
        str(kind), str(kind).replace("128", "")
    )


def _put(conn: sqlite3.Connection, table: str, found: Any) -> None:
    """Rows of plans as the database has them, each plan under the number of its file."""
    own: Row = {"id": None} if table == "sections" else {}
    insert(conn, table, ({**row, **own, "document": file} for file, row in rows_of(found)))


def _put_columns(conn: sqlite3.Connection, table: str, names: Sequence[str], found: Any) -> None:
    """Rows as they stand in an Arrow table, its columns in this order."""
    marks = ", ".join("?" * len(names))
    rows = zip(*(column.to_pylist() for column in found.columns), strict=True)
    conn.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


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
