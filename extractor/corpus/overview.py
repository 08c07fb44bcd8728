"""What the corpus holds, counted: plans by level, province and year, files by state, findings by rule."""

import sqlite3
from dataclasses import dataclass
from typing import Final

_BY: Final = """
SELECT {column}, count(*) FROM documents WHERE is_plan GROUP BY {column}
ORDER BY {column} IS NULL, {order}
"""
_FINDINGS: Final = """
SELECT * FROM (
    SELECT rule, category, severity, count(*) AS found, count(DISTINCT document) FROM findings
    GROUP BY rule, category, severity
    UNION ALL
    SELECT rule, category, severity, count(*) AS found, count(DISTINCT document) FROM corpus_findings
    GROUP BY rule, category, severity
) ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, found DESC, rule
"""
_WORST: Final = """
SELECT files.id, files.path, documents.title, documents.number, documents.issuer,
    sum(severity = 'error'), sum(severity = 'warning')
FROM findings JOIN documents ON documents.id = findings.document JOIN files ON files.id = documents.file
WHERE category <> 'form'
GROUP BY files.id HAVING sum(severity <> 'info') > 0
ORDER BY sum(severity = 'error') DESC, sum(severity = 'warning') DESC, files.path LIMIT ?
"""
_STATES: Final = "SELECT state, count(*) FROM files GROUP BY state ORDER BY count(*) DESC, state"
# Nothing of such a file is left to be read.
_WHOLE: Final = ("ok", "ok-with-warnings", "duplicate", "skipped", "container")
_UNREAD: Final = f"""
SELECT id, path, state, reason_vi, reason_en FROM files
WHERE state NOT IN ({", ".join("?" * len(_WHOLE))}) ORDER BY state, path LIMIT ?
"""
_LATEST: Final = "SELECT max(updated) FROM files"
_LAST_RUN: Final = (
    "SELECT started, read, unchanged, files FROM runs WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1"
)
_NEW: Final = """
SELECT files.id, files.path, documents.title, documents.number, documents.issuer,
    coalesce(sum(f.severity = 'error'), 0), coalesce(sum(f.severity = 'warning'), 0)
FROM files JOIN documents ON documents.file = files.id
LEFT JOIN findings f ON f.document = documents.id AND f.category <> 'form'
WHERE files.updated >= ? GROUP BY files.id ORDER BY files.path LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, in how many plans; between plans too."""

    rule: str
    category: str
    severity: str
    findings: int
    plans: int


@dataclass(frozen=True, slots=True)
class PlanCount:
    """A plan and how many errors and warnings of substance stand in it."""

    file: int
    path: str
    title: str | None
    number: str | None
    issuer: str | None
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that was not read, or only in part, and why."""

    file: int
    path: str
    state: str
    reason_vi: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class LastScan:
    """The last scan that came to its end: when it began (UTC), files given, read and unchanged; some of the
    plans that were read in it."""

    started: str
    read: int
    unchanged: int
    files: int
    plans: tuple[PlanCount, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The corpus in numbers; a key is None where the plan does not say. `unread` holds some of the files not read."""

    levels: tuple[tuple[str | None, int], ...]
    provinces: tuple[tuple[str | None, int], ...]
    years: tuple[tuple[int | None, int], ...]
    states: tuple[tuple[str, int], ...]
    rules: tuple[RuleCount, ...]
    worst: tuple[PlanCount, ...]
    unread: tuple[UnreadFile, ...]
    updated: str | None
    last_scan: LastScan | None

    @property
    def plans(self) -> int:
        """How many plans there are."""
        return sum(count for _, count in self.levels)

    @property
    def unread_files(self) -> int:
        """How many files were not read, or only in part."""
        return sum(count for state, count in self.states if state not in _WHOLE)


def overview(conn: sqlite3.Connection, most: int) -> Overview:
    """All of it; lists of plans and files hold at most `most`."""

    def counted(column: str, order: str) -> tuple[tuple[str | None, int], ...]:
        return tuple(conn.execute(_BY.format(column=column, order=order)))

    return Overview(
        levels=counted("issuer_level", "count(*) DESC"),
        provinces=counted("province", "count(*) DESC, province"),
        years=tuple(conn.execute(_BY.format(column="plan_year", order="plan_year DESC"))),
        states=tuple(conn.execute(_STATES)),
        rules=tuple(RuleCount(*row) for row in conn.execute(_FINDINGS)),
        worst=tuple(PlanCount(*row) for row in conn.execute(_WORST, (most,))),
        unread=tuple(UnreadFile(*row) for row in conn.execute(_UNREAD, (*_WHOLE, most))),
        updated=conn.execute(_LATEST).fetchone()[0],
        last_scan=_last_scan(conn, most),
    )


def _last_scan(conn: sqlite3.Connection, most: int) -> LastScan | None:
    row = conn.execute(_LAST_RUN).fetchone()
    if row is None:
        return None
    plans = tuple(PlanCount(*plan) for plan in conn.execute(_NEW, (row[0], most)))
    started, read, unchanged, files = row
    return LastScan(started, read, unchanged, files, plans)
