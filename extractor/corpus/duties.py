"""Who is told to do what and by when: assignments with the deadlines inside them, deadlines by month."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from extractor.language.text import fold
from extractor.plantext import Span

MOST_DEADLINES: Final = 500  # of one month, on one page
_MONTHS: Final = 48
_ABOUT: Final = "files.id, files.path, d.title, d.number, d.issuer"
_JOINED: Final = "JOIN documents d ON d.id = r.document JOIN files ON files.id = d.file"
_DUE: Final = (
    "(SELECT json_group_array(due) FROM deadlines e WHERE e.document = r.document"
    " AND e.span_start >= r.span_start AND e.span_end <= r.span_end)"
)
_OF: Final = """
(:file IS NULL OR files.id = :file) AND (:year IS NULL OR d.plan_year = :year)
AND (:level IS NULL OR d.issuer_level = :level)
"""
_TOLD: Final = f"""
FROM assignments r {_JOINED} WHERE {_OF}
AND (:role IS NULL OR coalesce(r.leads, 2) = :role) AND (:component IS NULL OR r.component = :component)
AND (:units IS NULL OR r.unit IN (SELECT value FROM json_each(:units)))
"""
_LISTED: Final = f"""
SELECT {_ABOUT}, r.due, r.task, r.unit, r.section, r.page, r.span_start, r.span_end
FROM deadlines r {_JOINED} WHERE {_OF} AND {{chosen}}
ORDER BY substr(r.due, -2), r.due, files.path, r.span_start LIMIT {MOST_DEADLINES}
"""
_BY_MONTH: Final = _LISTED.format(chosen="(r.due LIKE :month || '%' OR r.due LIKE :recurring || '%')")
_BY_YEAR: Final = _LISTED.format(chosen="r.due = :told")
_DATED, _YEARLY, _IN_YEAR = "[12][0-9][0-9][0-9]-[01][0-9]*", "--[01][0-9]-*", "[12][0-9][0-9][0-9]"
_ROLES: Final = {"leads": 1, "supports": 0, "told": 2}
ROLES: Final = tuple(_ROLES)


@dataclass(frozen=True, slots=True)
class DutiesAsked:
    """Which plans and assignments: None and "" stand for all; `role` one of `ROLES`, `unit` words of its name."""

    file: int | None = None
    unit: str = ""
    role: str | None = None
    component: str | None = None
    year: int | None = None
    level: str | None = None

    def given(self) -> dict[str, Any]:
        """The parameters of the queries, but for the units."""
        role = None if self.role is None else _ROLES.get(self.role)
        plans = {"file": self.file, "year": self.year, "level": self.level}
        return {**plans, "role": role, "component": self.component}


@dataclass(frozen=True, slots=True)
class InPlan:
    """The plan that something stands in, and where."""

    file: int
    path: str
    title: str | None
    number: str | None
    issuer: str | None
    section: tuple[str, ...]
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """An assignment with the deadlines told in its own words."""

    where: InPlan
    unit: str
    leads: bool | None
    component: str | None
    task: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline; `recurs` where it holds every year, `day` None where only the month or the year is told."""

    where: InPlan
    due: str
    task: str
    unit: str | None

    @property
    def recurs(self) -> bool:
        """Whether it holds every year."""
        return self.due.startswith("--")

    @property
    def day(self) -> int | None:
        """The day of its month."""
        parts = self.due.removeprefix("--").split("-")
        whole = 2 if self.recurs else 3
        return int(parts[-1]) if len(parts) == whole else None


def assigned(conn: sqlite3.Connection, asked: DutiesAsked, offset: int, limit: int) -> tuple[int, list[Told]]:
    """How many assignments are asked for, and some of them, plan by plan in the order of the text."""
    given = {**asked.given(), "units": _units(conn, asked.unit)}
    total = conn.execute(f"SELECT count(*) {_TOLD}", given).fetchone()[0]
    rows = conn.execute(
        f"SELECT {_ABOUT}, r.section, r.page, r.span_start, r.span_end, r.unit, r.leads, r.component, r.task, {_DUE}"
        f" {_TOLD} ORDER BY files.path, r.span_start, r.id LIMIT :limit OFFSET :offset",
        {**given, "limit": limit, "offset": offset},
    )
    return total, [_told(row) for row in rows]


def _units(conn: sqlite3.Connection, asked: str) -> str | None:
    """The units whose names hold the words asked for, with or without marks, as JSON."""
    words = fold(asked).split()
    if not words:
        return None
    known = (unit for (unit,) in conn.execute("SELECT DISTINCT unit FROM assignments"))
    return json.dumps([unit for unit in known if all(word in fold(unit) for word in words)])


def due_in(conn: sqlite3.Connection, asked: DutiesAsked, month: str) -> list[Due]:
    """The deadlines of a month (`2024-03`) and those of every year that fall into it."""
    given = {**asked.given(), "month": month, "recurring": f"--{month[-2:]}-"}
    return list(map(_due, conn.execute(_BY_MONTH, given)))


def due_within(conn: sqlite3.Connection, asked: DutiesAsked, year: str) -> list[Due]:
    """The deadlines of which no more than this year is told."""
    return list(map(_due, conn.execute(_BY_YEAR, {**asked.given(), "told": year})))


def months_of(conn: sqlite3.Connection, asked: DutiesAsked) -> list[tuple[str, int]]:
    """The months that deadlines fall into, the latest last, with how many; those of every year apart."""
    return _counted(conn, asked, _DATED)


def years_of(conn: sqlite3.Connection, asked: DutiesAsked) -> list[tuple[str, int]]:
    """The years of which deadlines tell no more than that, the latest last, with how many."""
    return _counted(conn, asked, _IN_YEAR)


def _counted(conn: sqlite3.Connection, asked: DutiesAsked, form: str) -> list[tuple[str, int]]:
    rows = conn.execute(
        f"SELECT substr(r.due, 1, 7) AS told, count(*) FROM deadlines r {_JOINED}"
        f" WHERE {_OF} AND r.due GLOB :form GROUP BY 1 ORDER BY 1 DESC LIMIT {_MONTHS}",
        {**asked.given(), "form": form},
    ).fetchall()
    return [(told, count) for told, count in reversed(rows)]


def first_yearly(conn: sqlite3.Connection, asked: DutiesAsked) -> tuple[str, int | None] | None:
    """The first month (`03`) into which a deadline of every year falls, and the latest year of the plans that have
    such; None where there is none."""
    month, year = conn.execute(
        f"SELECT min(substr(r.due, 3, 2)), max(d.plan_year) FROM deadlines r {_JOINED}"
        f" WHERE {_OF} AND r.due GLOB :form",
        {**asked.given(), "form": _YEARLY},
    ).fetchone()
    return None if month is None else (month, year)


def components_told(conn: sqlite3.Connection) -> list[str]:
    """The components that assignments name."""
    rows = conn.execute("SELECT DISTINCT component FROM assignments WHERE component IS NOT NULL ORDER BY 1")
    return [component for (component,) in rows]


def _due(row: tuple[Any, ...]) -> Due:
    return Due(_where((*row[:5], *row[8:])), due=row[5], task=row[6], unit=row[7])


def _told(row: tuple[Any, ...]) -> Told:
    *about, unit, leads, component, task, due = row
    dates: Iterator[str] = iter(dict.fromkeys(json.loads(due)))
    return Told(_where(about), unit, None if leads is None else bool(leads), component, task, tuple(dates))


def _where(row: "list[Any] | tuple[Any, ...]") -> InPlan:
    file, path, title, number, issuer, section, page, start, end = row
    return InPlan(file, path, title, number, issuer, tuple(json.loads(section or "[]")), page, (start, end))
