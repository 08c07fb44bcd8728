"""Searches that a reader keeps: by their addresses, or frozen with all that they found on that day."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from extractor.corpus.results import Hit
from extractor.corpus.runs import now
from extractor.corpus.search_query import PlanHits, SearchPage
from extractor.plantext import Span

MOST_FROZEN: Final = 500  # plans of a snapshot
Since = Literal["same", "changed", "gone"]
_LISTED: Final = "SELECT id, name, query, at, who, total FROM saved_searches"
_KEEP: Final = "INSERT INTO saved_searches(name, query, at, who, total, plans) VALUES (?, ?, ?, ?, ?, ?)"
_BYTES: Final = "SELECT path, sha256 FROM files WHERE path IN (SELECT value FROM json_each(?))"
_NOW: Final = "SELECT path, id, sha256 FROM files WHERE path IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its address; `at` (UTC) it was kept, `who` by ("" where no name was given). `total` is how many
    plans a snapshot found, None for a search that is made anew each time."""

    id: int
    name: str
    query: str
    at: str
    who: str
    total: int | None


@dataclass(frozen=True, slots=True)
class FrozenHit:
    """A passage as it was: its span in the plan's text then, its words and what was marked in them."""

    span: Span
    page: int | None
    snippet: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """A plan as it was found. `file` is its number now, None where it is gone; `since` what became of its bytes."""

    path: str
    sha256: str | None
    title: str | None
    number: str | None
    issued_on: str | None
    count: int
    hits: tuple[FrozenHit, ...]
    file: int | None
    since: Since


def keep_search(conn: sqlite3.Connection, name: str, query: str, who: str, found: SearchPage | None) -> int:
    """Keeps a search under a name, with what it found where `found` is given; its number."""
    frozen = None if found is None else _frozen(conn, found.plans)
    total = None if found is None else found.total
    row = conn.execute(_KEEP, (name, query, now(), who, total, frozen))
    return int(row.lastrowid or 0)


def saved_searches(conn: sqlite3.Connection) -> list[SavedSearch]:
    """All that were kept, the newest first."""
    return [SavedSearch(*row) for row in conn.execute(f"{_LISTED} ORDER BY id DESC")]


def snapshot(conn: sqlite3.Connection, number: int) -> tuple[SavedSearch, list[FrozenPlan]] | None:
    """A snapshot and its plans, each with what became of it; None where there is none of this number."""
    row = conn.execute(f"{_LISTED} WHERE id = ? AND plans IS NOT NULL", (number,)).fetchone()
    if row is None:
        return None
    (stored,) = conn.execute("SELECT plans FROM saved_searches WHERE id = ?", (number,)).fetchone()
    plans = json.loads(stored)
    paths = json.dumps([plan["path"] for plan in plans])
    known = {path: (file, sha256) for path, file, sha256 in conn.execute(_NOW, (paths,))}
    return SavedSearch(*row), [_plan(plan, *known.get(plan["path"], (None, None))) for plan in plans]


def forget_search(conn: sqlite3.Connection, number: int) -> bool:
    """Takes a kept search away; whether there was one."""
    return conn.execute("DELETE FROM saved_searches WHERE id = ?", (number,)).rowcount > 0


def _frozen(conn: sqlite3.Connection, plans: Sequence[PlanHits]) -> str:
    paths = json.dumps([plan.path for plan in plans])
    stored = dict(conn.execute(_BYTES, (paths,)).fetchall())
    return json.dumps([_written(plan, stored.get(plan.path)) for plan in plans], ensure_ascii=False)


def _written(plan: PlanHits, sha256: str | None) -> dict[str, Any]:
    first = plan.hits[0] if plan.hits else None
    return {
        "path": plan.path,
        "sha256": sha256,
        "title": first and first.title,
        "number": first and first.number,
        "issued_on": first and first.issued_on,
        "count": plan.count,
        "hits": [asdict(_hit(hit)) for hit in plan.hits],
    }


def _hit(hit: Hit) -> FrozenHit:
    return FrozenHit(hit.span, hit.page, hit.snippet, hit.snippet_matches)


def _plan(written: dict[str, Any], file: int | None, sha256: str | None) -> FrozenPlan:
    since: Since = "gone" if file is None else "same" if sha256 == written["sha256"] else "changed"
    hits = tuple(
        FrozenHit(_span(hit["span"]), hit["page"], hit["snippet"], tuple(map(_span, hit["matches"])))
        for hit in written["hits"]
    )
    return FrozenPlan(**{**written, "hits": hits, "file": file, "since": since})


def _span(pair: Sequence[int]) -> Span:
    return pair[0], pair[1]
