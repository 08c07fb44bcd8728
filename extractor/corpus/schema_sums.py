"""Migration 14: the sums and projects of plans, kept as they are compared; a sign that changes with the plans."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

PLANS_STATE: Final = "plans_state"  # of `settings`
_TOLD: Final = (
    """
    CREATE TABLE told_places (
        document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
        places TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE told_sums (
        document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
        sums BLOB NOT NULL,
        projects BLOB NOT NULL
    )
    """,
    "DELETE FROM told_by",  # made anew, with these, when the corpus is opened
)
_SIGN: Final = f"INSERT OR REPLACE INTO settings(key, value) VALUES ('{PLANS_STATE}', hex(randomblob(16)))"
# Whatever program writes, in the same transaction: what was read of the plans under one sign is as it was.
_SIGNED: Final = "CREATE TRIGGER {table}_sign_{verb} AFTER {verb} ON {table} BEGIN {sign}; END"


def told_sums(db: "Database") -> None:
    """The tables are filled when the corpus is opened, which knows the rules of comparing."""
    for statement in _TOLD:
        db.conn.execute(statement)
    db.conn.execute(_SIGN)
    for table in ("documents", "files"):
        for verb in ("INSERT", "UPDATE", "DELETE"):
            db.conn.execute(_SIGNED.format(table=table, verb=verb, sign=_SIGN))
