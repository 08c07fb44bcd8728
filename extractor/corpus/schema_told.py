"""Migration 13: what plans tell of each indicator, kept as it is compared; figures found shelf by shelf."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

SHELF: Final = 32  # documents that follow each other
_TOLD: Final = (
    """
    CREATE TABLE told_facts (
        indicator TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        facts TEXT NOT NULL,
        others BLOB,
        PRIMARY KEY (indicator, document)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX idx_told_facts_document ON told_facts(document)",
    # By which program and rules of comparing: a plan stored by a program that keeps no such facts has no row.
    """
    CREATE TABLE told_by (
        document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
        stamp TEXT NOT NULL
    )
    """,
)
# An index of all figures in order takes each figure of a new plan on another of its pages, the more pages the larger
# the corpus. Ordered within shelves of documents, those of a new plan come to the few pages of the last shelf; a
# search looks through every shelf, which is quick, for they are few.
_SHELVED: Final = (
    "DROP INDEX idx_targets_value_number",
    f"CREATE INDEX idx_targets_value_number ON targets(document / {SHELF}, value_number, indicator, document)",
    "DROP INDEX idx_budgets_value_dong",
    f"CREATE INDEX idx_budgets_value_dong ON budgets(document / {SHELF}, value_dong, document)",
    "DROP INDEX idx_citations_number_key",
    f"CREATE INDEX idx_citations_number_key ON citations(document / {SHELF}, number_key, document)",
)


def told_facts(db: "Database") -> None:
    """The table is filled when the corpus is opened, which knows the rules of comparing."""
    for statement in (*_TOLD, *_SHELVED):
        db.conn.execute(statement)
