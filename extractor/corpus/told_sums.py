"""The sums and projects that each plan tells, kept beside its records as they are compared.

To compare money over all plans, the words of each sum must be read, and to tell which projects a plan names, the text
under its headings. That follows from the plan alone and is done once, when the plan is stored (`told_facts` does the
same for indicators). A row of `told_places` holds of which places a plan tells how many sums, by year and status; a
row of `told_sums` the sums and the projects themselves, packed.
"""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import starmap
from typing import Any, Final, NamedTuple

from extractor.comparison.money import Money
from extractor.comparison.values import MILLION_DONG, Mark, Place, Timing, Value
from extractor.corpus.compare import source_of
from extractor.corpus.compare_marks import Marks
from extractor.corpus.compare_places import Plan
from extractor.corpus.compare_words import Words
from extractor.corpus.money_lines import (
    BUDGETS,
    HEADINGS,
    IN_ORDER,
    MONEY,
    Project,
    line_of,
    project_of,
)
from extractor.corpus.plan_texts import stored_blocks
from extractor.errors import CorpusError
from extractor.rulebook.comparison import ComparisonRules

_KEEP_PLACES: Final = "INSERT INTO told_places(document, places) VALUES (?, ?)"
_KEEP_SUMS: Final = "INSERT INTO told_sums(document, sums, projects) VALUES (?, ?, ?)"
_PLACES: Final = "SELECT document, places FROM told_places ORDER BY document"
_PACKED: Final = """
SELECT document, {column} FROM told_sums WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document
"""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TIMINGS: Final = {timing.value: timing for timing in Timing}


class Kept(NamedTuple):
    """A sum as it is kept: what `MONEY` values and lines are made of; `place` as the row names it."""

    start: int
    end: int
    figure_start: int
    figure_end: int
    page: int | None
    section: str
    text: str
    value: str
    written: str | None
    component: str | None
    comparator: str
    timing: str
    year: int | None
    status: Any
    place: str | None
    source: str | None
    capital: str | None
    role: str
    source_level: str | None
    row: str | None
    is_grand: bool
    marks: Sequence[Sequence[str]]


def keep_sums(conn: sqlite3.Connection, plan: Plan, words: Words, rules: ComparisonRules) -> None:
    """Keeps what a plan tells, its records, texts and findings being stored."""
    rows = conn.execute(f"{BUDGETS} AND document = ? {IN_ORDER}", (plan.id,)).fetchall()
    headings = conn.execute(HEADINGS.format(index="", chosen="AND document = ?"), (plan.id,)).fetchall()
    if not rows and not headings:
        return
    marks = Marks(conn, (plan.id,), across=False)
    kept = [
        _written(row, line_of(row, plan, _UNREAD, words, marks.on(plan.id, row[3:5]), rules)) for row in rows
    ]
    told = Counter((one.place, one.year, one.status) for one in kept)
    blocks = stored_blocks(conn, plan.id) if headings else ()
    projects = [one for row in headings if (one := project_of(row, blocks, rules)) is not None]
    conn.execute(_KEEP_PLACES, (plan.id, _JSON.encode([[*key, count] for key, count in told.items()])))
    conn.execute(_KEEP_SUMS, (plan.id, _packed(kept), _packed(projects)))


_UNREAD: Final = Place("province", "")  # stands for a place until it is read, which hangs on the plan's unit


def _written(row: Sequence[Any], line: Money) -> Kept:
    value, stated, corrected = line.value, *row[8:10]
    source, marks = value.source, [(mark.rule, mark.severity, mark.fingerprint) for mark in value.marks]
    return Kept(
        *source.span,
        *source.figure,
        source.page,
        source.section_json,
        source.text,
        corrected or stated,
        None if corrected is None else stated,
        value.label or None,
        value.comparator,
        value.timing,
        value.year,
        value.status,
        row[-2],
        line.source,
        line.capital,
        line.role,
        line.source_level,
        line.row,
        line.is_grand,
        marks,
    )


def _packed(listed: Sequence[Sequence[Any]]) -> bytes:
    return zlib.compress(_JSON.encode(listed).encode())


def told_places(conn: sqlite3.Connection) -> Iterator[tuple[int, list[Any]]]:
    """Of each plan, in their order, how many sums it tells of which place (None: its own), year and status."""
    rows = conn.execute(_PLACES).fetchall()
    try:
        read = json.loads(f"[{','.join(places for _, places in rows)}]")  # at once, as facts are
        for (document, _), listed in zip(rows, read, strict=True):
            yield document, listed
    except (ValueError, TypeError) as error:
        raise damaged() from error


def kept_sums(conn: sqlite3.Connection, documents: Collection[int]) -> Iterator[tuple[int, list[Kept]]]:
    """The sums of some plans, in their order."""
    for document, packed in _read(conn, "sums", documents):
        yield document, list(starmap(Kept, packed))


def kept_projects(
    conn: sqlite3.Connection, documents: Collection[int]
) -> Iterator[tuple[int, list[Project]]]:
    """The projects that some plans have headings for, in their order."""
    for document, packed in _read(conn, "projects", documents):
        yield document, list(starmap(Project, packed))


def _read(conn: sqlite3.Connection, column: str, documents: Collection[int]) -> Iterator[tuple[int, Any]]:
    for document, packed in conn.execute(_PACKED.format(column=column), (json.dumps(sorted(documents)),)):
        yield document, unpacked(packed)


def unpacked(packed: bytes) -> Any:
    """What was packed; raises CorpusError where the bytes are damaged."""
    try:
        return json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError, TypeError) as error:
        raise damaged() from error


def damaged() -> CorpusError:
    """What is said where that which was kept cannot be read."""
    return CorpusError(
        "Số liệu để so sánh trong kho bị hỏng; extractor db vacuum lập lại từ các bản ghi.",
        "The figures kept to be compared are damaged; extractor db vacuum makes them anew from the records.",
    )


def kept_line(kept: Kept, plan: Plan, place: Place, *, assigned: bool, after_reform: bool) -> Money:
    """A sum as it was kept, of the place that its row names."""
    value = Value(
        MONEY,
        kept.component or "",
        place,
        Decimal(kept.value),
        MILLION_DONG,
        kept.year,
        kept.status,
        kept.comparator,
        _TIMINGS[kept.timing],
        "",
        source_of(
            plan,
            (kept.start, kept.end),
            (kept.figure_start, kept.figure_end),
            kept.page,
            kept.section,
            kept.text,
        ),
        None,
        None,
        assigned,
        after_reform,
        None if kept.written is None else Decimal(kept.written),
        tuple(starmap(Mark, kept.marks)),
    )
    inside = tuple(kept.component.split(" / ")) if kept.component else ()
    return Money(
        value, inside, kept.source, kept.capital, kept.role, kept.source_level, kept.row, kept.is_grand
    )
