"""Migration 7: what a search filters by, versions of a plan, runs of the program, an index over whole plans."""

import sqlite3
from typing import TYPE_CHECKING, Any

from extractor.corpus.derived import number_key, place_key, programme_text, series_key
from extractor.records import Document

if TYPE_CHECKING:
    from sqlite_utils import Database

_DOCUMENT = ("doc_type", "number", "issued_on", "issuer", "issuer_level", "commune", "district", "province")
_YEARS = ("plan_year", "period_start", "period_end")
_FILLED = f"SELECT id, title, {', '.join((*_DOCUMENT, *_YEARS))} FROM documents"
_FILL = """
UPDATE documents SET programme = ?, series = ?, commune_key = ?, district_key = ?, province_key = ? WHERE id = ?
"""
_NUMBERS = "SELECT DISTINCT coalesce(number_normalised, number) FROM citations"
_INDEXES = (
    "CREATE INDEX idx_documents_series ON documents(series, issued_on)",
    "CREATE INDEX idx_citations_number_key ON citations(number_key)",
    "DROP INDEX idx_citations_number_normalised",
    "CREATE INDEX idx_targets_value_number ON targets(value_number)",
    "CREATE INDEX idx_budgets_value_dong ON budgets(value_dong)",
    "CREATE INDEX idx_findings_document_rule_severity ON findings(document, rule, severity)",
    "DROP INDEX idx_findings_document",
)
_WORDS = (
    "CREATE VIRTUAL TABLE plan_words USING fts5"
    "(exact, folded, content='', tokenize='unicode61 remove_diacritics 0')"
)


def versions_and_search(db: "Database") -> None:
    """The columns and tables of migration 7; the rows that there are get theirs."""
    conn = db.conn
    db.table("files").add_column("modified", str)
    for name in ("programme", "series", "commune_key", "district_key", "province_key"):
        db.table("documents").add_column(name, str)
    db.table("citations").add_column("number_key", str)
    _fill(conn)
    for statement in _INDEXES:
        conn.execute(statement)
    _runs_and_versions(db)
    conn.execute("DROP TABLE block_words")
    conn.execute(_WORDS)
    conn.execute("DELETE FROM settings WHERE key = 'index_stamp'")  # made anew when the corpus is opened


def _runs_and_versions(db: "Database") -> None:
    text = dict.fromkeys(("started", "ended", "program", "rules_version", "states"), str)
    counts = {**dict.fromkeys(("files", "read", "unchanged"), int), "seconds": float}
    needed = {"started", "program", "rules_version"}
    db.table("runs").create({"id": int, **text, **counts}, pk="id", not_null=needed)
    named = ("path", "sha256", "rules_version", "updated", "modified", "replaced")
    about = ("doc_type", "number", "issued_on", "title", "series")
    columns = {"id": int, **dict.fromkeys((*named, *about), str), "size": int, "records": bytes}
    db.table("versions").create(columns, pk="id", not_null={"path", "replaced", "records"})
    db.table("versions").create_index(["path"])
    db.table("versions").create_index(["series"])


def _fill(conn: sqlite3.Connection) -> None:
    rules = None
    for row in conn.execute(_FILLED).fetchall():
        rules = rules or _titles()
        conn.execute(_FILL, _filled(row, rules))
    for (number,) in conn.execute(_NUMBERS).fetchall():
        conn.execute(
            "UPDATE citations SET number_key = ? WHERE coalesce(number_normalised, number) = ?",
            (number_key(number), number),
        )


def _titles() -> Any:
    """How titles name programmes: the rules as shipped; a scan under one's own reads the files again."""
    from extractor.resources import resource_dir  # noqa: PLC0415  (once in a database's life)
    from extractor.rulebook.checks import CheckRules  # noqa: PLC0415
    from extractor.rulebook.loading import load_yaml  # noqa: PLC0415

    return load_yaml(resource_dir("rules") / "checks.yaml", CheckRules).corpus


def _filled(row: tuple[Any, ...], rule: Any) -> tuple[Any, ...]:
    from extractor.checker.programmes import programmes_titled  # noqa: PLC0415

    number, title, *named = row
    *about, plan_year, start, end = named
    document = Document.model_construct(
        **dict(zip(_DOCUMENT, about, strict=True)),
        plan_year=plan_year,
        period=None if start is None else (start, end),
    )
    programme = programme_text(programmes_titled(title or "", rule))
    places = (place_key(getattr(document, name)) for name in ("commune", "district", "province"))
    return (programme, series_key(document, programme), *places, number)


_COUNTED = (
    "CREATE INDEX idx_documents_facets ON documents"
    "(issuer_level, plan_year, programme, doc_type, province_key, province)",
    "CREATE INDEX idx_documents_newest ON documents(coalesce(issued_on, '') DESC)",
    "CREATE INDEX idx_findings_rule_document ON findings(rule, document)",
    "CREATE INDEX idx_findings_severity_document ON findings(severity, document)",
)


def counted_from_indexes(db: "Database") -> None:
    """Migration 9: what a search counts and orders by, each in an index that holds all of it."""
    for statement in _COUNTED:
        db.conn.execute(statement)
