"""What each plan tells of each indicator, kept beside its records as it is compared.

To compare an indicator over all plans, the words of each of its figures must be read for time, scope and standard,
and figures told twice put together. All of that follows from the plan alone, so it is done once, when the plan is
stored; what may change without the plan (its unit, what other plans say against it) is not kept. A row of
`told_facts` holds what one plan tells of one indicator: `facts` the values that are compared, `others` packed what
else the plan gives for the same things.
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, starmap
from operator import attrgetter, itemgetter
from typing import Any, Final

from extractor.comparison.values import Mark, Place, Timing, Value
from extractor.corpus.compare import TARGET_COLUMNS, source_of, value_of
from extractor.corpus.compare_marks import GivenMarks, Marks
from extractor.corpus.compare_once import facts, settled
from extractor.corpus.compare_places import Plan
from extractor.corpus.compare_words import Words
from extractor.corpus.plan_listing import PLAN_COLUMNS, plan_of
from extractor.corpus.told_stamp import not_kept, told_is_current, told_today
from extractor.corpus.told_sums import damaged, keep_sums
from extractor.records import decimal_text
from extractor.rulebook.comparison import load_comparison

_PLAN: Final = f"""
SELECT {PLAN_COLUMNS} FROM documents JOIN files ON files.id = documents.file WHERE documents.id = ? AND is_plan
"""
# The order in which a comparison meets the rows of one indicator.
_TARGETS: Final = f"""
SELECT {TARGET_COLUMNS} FROM targets WHERE document = ? ORDER BY indicator, year, id
"""
_KEEP: Final = "INSERT INTO told_facts(indicator, document, facts, others) VALUES (?, ?, ?, ?)"
_KEPT: Final = """
SELECT document, indicator, facts, others FROM told_facts
WHERE indicator IN (SELECT value FROM json_each(:indicators)) {of_years} ORDER BY indicator, document
"""
# A year stands in what `_written` gives between two commas: whatever else does too is sorted out when it is read.
_OF_YEAR: Final = "facts GLOB '*,{year:d},*'"
_IN_PLANS: Final = """
SELECT indicator, count(*) FROM told_facts INDEXED BY idx_told_facts_document GROUP BY indicator ORDER BY 2 DESC, 1
"""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SPAN_START: Final = 1  # of TARGET_COLUMNS
Kept = Sequence[Any]  # a value as `_written` gives it
Placed = tuple[
    Plan, Place, bool, bool
]  # whose value it is, whether of a place under the plan's own, since the reform


def of_years(years: Iterable[int]) -> str:
    """The condition on `facts` of what may be told of one of the years, for SQLite and DuckDB; empty of no year."""
    return " OR ".join(_OF_YEAR.format(year=year) for year in years)


def refresh_told(conn: sqlite3.Connection) -> None:
    """Keeps anew what those plans tell of which it is not kept, or as it was kept by other rules."""
    for document in not_kept(conn):
        for table in ("told_facts", "told_places", "told_sums"):
            conn.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        keep_told(conn, document)


def keep_told(conn: sqlite3.Connection, document: int) -> None:
    """Keeps what a plan tells, its records and findings being stored; of what is no plan nothing is compared."""
    told_today(conn, document)
    row = conn.execute(_PLAN, (document,)).fetchone()
    if row is None:
        return
    plan = plan_of(row)
    keep_sums(conn, plan, _shipped_words(), load_comparison())
    rows = conn.execute(_TARGETS, (document,)).fetchall()
    if not rows:
        return
    marks = Marks(conn, (document,), across=False)
    kept = [
        (indicator, document, facts, None if others is None else zlib.compress(others.encode()))
        for indicator, facts, others in told_of(plan, rows, marks)
    ]
    conn.executemany(_KEEP, kept)


def told_of(
    plan: Plan, rows: Iterable[Sequence[Any]], marks: GivenMarks
) -> Iterator[tuple[str, str, str | None]]:
    """What a plan tells by indicator, as (indicator, facts, others), from its rows of `TARGET_COLUMNS`; those of one
    indicator at one place stand in the order of their years."""
    words = _shipped_words()
    values = (
        value_of(row, plan, _unread(row[-2]), words, marks.on(plan.id, (row[3], row[4])))
        for row in sorted(rows, key=itemgetter(8, _SPAN_START))
    )
    for indicator, listed in groupby(values, attrgetter("indicator")):
        yield indicator, *_written_facts(listed)


@lru_cache(maxsize=1)
def _shipped_words() -> Words:
    return Words(load_comparison())


def _unread(locality: str | None) -> Place:
    """Stands for the place that a row names until that is read, which hangs on the plan's unit."""
    return Place("province", "") if locality is None else Place("village", locality)


def _written_facts(values: Iterable[Value]) -> tuple[str, str | None]:
    """The values of one indicator as `facts` and `others`."""
    written, further = [], []
    for alike in facts(values):
        first, compared = alike[0], settled(alike)
        locality = first.place.name if first.place.level == "village" else None
        shown = [[*_written(value), len(value.others)] for value in compared]
        written.append([first.source.span[0], len(alike), locality, shown])
        further += [_written(other) for value in compared for other in value.others]
    return _JSON.encode(written), _JSON.encode(further) if further else None


def _written(value: Value) -> list[Any]:
    source, of = value.source, value.denominator
    return [
        value.label,
        decimal_text(value.value),
        value.unit,
        value.year,
        value.status,
        value.comparator,
        value.timing,
        value.scope,
        value.standard,
        None if of is None else decimal_text(of),
        *source.span,
        *source.figure,
        source.page,
        source.section_json,
        source.text,
        [(mark.rule, mark.severity, mark.fingerprint) for mark in value.marks],
    ]


def told(
    conn: sqlite3.Connection, indicators: Iterable[str], years: Collection[int] = ()
) -> Iterator[tuple[int, str, list[Any], bytes | str | None]]:
    """What is kept of these indicators, by indicator and document: (document, indicator, facts, others packed); with
    `years` at least all rows with a figure of one of them."""
    asked = of_years(years)
    sql = _KEPT.format(of_years=f"AND ({asked})" if asked else "")
    rows = conn.execute(sql, {"indicators": json.dumps(sorted(indicators))}).fetchall()
    try:
        read = json.loads(f"[{','.join(row[2] for row in rows)}]")  # at once: many short texts take longer
    except (ValueError, TypeError) as error:
        raise damaged() from error
    for (document, indicator, _, others), listed in zip(rows, read, strict=True):
        yield document, indicator, listed, others


def plans_by_indicator(conn: sqlite3.Connection) -> dict[str, int] | None:
    """The indicators that plans tell with how many plans, those of most plans first; None where it is not kept of
    all plans."""
    return dict(conn.execute(_IN_PLANS)) if told_is_current(conn) else None


def unpacked(others: bytes | str) -> list[Kept]:
    """The further values of a row, those of each value after those of the one before; they come packed from a
    database and as they are from elsewhere. Raises CorpusError where they are damaged."""
    try:
        found: list[Kept] = json.loads(others if isinstance(others, str) else zlib.decompress(others))
    except (zlib.error, ValueError) as error:
        raise damaged() from error
    return found


def told_value(kept: Kept, indicator: str, placed: Placed, others: Sequence[Value] = ()) -> Value:
    """A value as it was kept, of the place that its row names."""
    (
        label, value, unit, year, status, comparator, timing, scope, standard, of,
        start, end, first, last, page, section, text, marks, *_,
    ) = kept  # fmt: skip
    plan, place, assigned, after_reform = placed
    return Value(
        indicator,
        label,
        place,
        Decimal(value),
        unit,
        year,
        status,
        comparator,
        _TIMINGS[timing],
        scope,
        source_of(plan, (start, end), (first, last), page, section, text),
        None if of is None else Decimal(of),
        standard,
        assigned,
        after_reform,
        None,
        tuple(starmap(Mark, marks)) if marks else (),
        (),
        others,
    )


_TIMINGS: Final = {timing.value: timing for timing in Timing}
