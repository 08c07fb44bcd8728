"""Plans that tell the same figures in the same words, found without holding every plan against every other.

A figure with the words around it is one number (a hash). Of the figures that another plan tells too, the smallest
few of each plan are its sample (a bottom-k MinHash: of two plans with much in common the samples have too); only
plans whose samples meet are looked at. All of it lies in temporary tables, so that memory does not grow with the
corpus, and a figure that very many plans tell brings each of them together with two others and no more.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise
from operator import itemgetter
from typing import Any, Final

from extractor.checker.across_copies import (
    Likeness,
    enough_figures,
    hiding_of,
    is_telling,
    judge_copy,
    may_copy,
    order,
)
from extractor.checker.copied_words import Hiding, Paragraph
from extractor.checker.stored import Across, Spot, StoredPlan
from extractor.corpus.facts import plans_numbered, stored_plans
from extractor.rulebook.checks import CheckRules

_SAMPLE: Final = 16
_MEETING: Final = 3  # figures of two samples that must be the same
_CROWD: Final = 20
_WORDS_BEFORE: Final = 6
_RANKS: Final = {"commune": 0, "district": 1, "province": 2, "central": 3}
_Row = tuple[Any, ...]
_VALUE, _UNIT = 6, 7  # columns of _FIGURES
_FIGURES: Final = """
SELECT figure_start, span_start, span_end, text, section, page, value, unit, indicator,
    row_labels, column_labels, status
FROM targets WHERE document = :id AND per IS NULL AND denominator IS NULL AND coalesce(comparator, '=') = '='
UNION ALL
SELECT figure_start, span_start, span_end, text, section, page, value, 'triệu đồng', coalesce(component, ''),
    row_labels, column_labels, status
FROM budgets WHERE document = :id AND per IS NULL AND role != 'unit_cost' AND approx IS NULL
ORDER BY 1, 2
"""
_PARAGRAPHS: Final = """
SELECT blocks.span_start, blocks.text, sections.path, blocks.page
FROM blocks LEFT JOIN sections ON sections.id = blocks.section
WHERE blocks.document = ? AND blocks.kind IN ('paragraph', 'list_item') ORDER BY blocks.position
"""
_TOLD: Final = """
CREATE TEMP TABLE told (
    fact INTEGER, document INTEGER, level INTEGER, province TEXT, PRIMARY KEY (fact, document)
) WITHOUT ROWID
"""
_AGED: Final = "CREATE TEMP TABLE aged (document INTEGER PRIMARY KEY, day TEXT, year INTEGER, path TEXT)"
_WIDESPREAD: Final = """
DELETE FROM temp.told WHERE fact IN (
    SELECT fact FROM temp.told GROUP BY fact HAVING count(DISTINCT province) > ?
)
"""
_SAMPLED: Final = f"""
CREATE TEMP TABLE sampled AS SELECT fact, document FROM (
    SELECT fact, document, row_number() OVER (PARTITION BY document ORDER BY fact) AS place
    FROM temp.told WHERE fact IN (SELECT fact FROM temp.told GROUP BY fact HAVING count(*) > 1)
) WHERE place <= {_SAMPLE}
"""
_BUCKETS: Final = """
SELECT fact, document FROM temp.sampled JOIN temp.aged USING (document) ORDER BY fact, day, year, path
"""
_PAIRS: Final = f"""
SELECT earlier, later FROM temp.pairs GROUP BY earlier, later HAVING count(*) >= {_MEETING} ORDER BY later, earlier
"""
_HANDED: Final = """
SELECT 1 FROM temp.told WHERE fact = ? AND level > ? LIMIT 1
"""


def likely_copies(conn: sqlite3.Connection, rules: CheckRules) -> Iterator[Across]:
    """What is to be said of each two plans whose figures are the same, one plan at a time."""
    conn.execute(_TOLD)
    conn.execute(_AGED)
    conn.execute("CREATE TEMP TABLE pairs (earlier INTEGER, later INTEGER)")
    try:
        _tell(conn, rules)
        _meet(conn)
        for later, earlier in groupby(conn.execute(_PAIRS).fetchall(), itemgetter(1)):
            yield from _of_plan(conn, later, [pair[0] for pair in earlier], rules)
    finally:
        for table in ("told", "aged", "pairs", "sampled"):
            conn.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _tell(conn: sqlite3.Connection, rules: CheckRules) -> None:
    """Notes every figure of every plan whose place is known, and the plan's place in time."""
    for plan in stored_plans(conn):
        if plan.name is not None and plan.level is not None:
            rank, facts = _RANKS[plan.level], _facts(conn, plan, rules)
            rows = ((fact, plan.id, rank, plan.province or "") for fact in facts)
            conn.executemany("INSERT INTO temp.told VALUES (?, ?, ?, ?)", rows)
            conn.execute("INSERT INTO temp.aged VALUES (?, ?, ?, ?)", (plan.id, *order(plan)))
    conn.execute(_WIDESPREAD, (rules.corpus.copies.most_provinces,))
    conn.execute(_SAMPLED)


def _facts(conn: sqlite3.Connection, plan: StoredPlan, rules: CheckRules) -> dict[int, _Row]:
    """The figures of a plan by what they say, the first of each."""
    hiding = hiding_of(plan, rules.corpus.copies)
    found: dict[int, _Row] = {}
    for row in conn.execute(_FIGURES, {"id": plan.id}):
        value, unit = Decimal(row[_VALUE]), row[_UNIT]
        if is_telling(value, unit):
            found.setdefault(_hashed(value, unit, row, hiding), row)
    return found


def _hashed(value: Decimal, unit: str | None, row: _Row, hiding: Hiding) -> int:
    """A figure with the words before it and what names it as one whole number of 63 bits."""
    figure, start, _, text, *_, named, rows, columns, status = row
    before = hiding.folded(text[: max(figure - start, 0)])[-_WORDS_BEFORE:]
    labels = (word for label in (named, rows, columns) for word in ("|", *hiding.folded(label or "")))
    written = " ".join((str(value.normalize()), unit or "", status or "", *before, *labels))
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest(), "big") >> 1


def _spot(plan: StoredPlan, row: _Row) -> Spot:
    _, start, end, text, section, page, *_ = row
    return Spot(plan, (start, end), text, tuple(json.loads(section)), page)


def _meet(conn: sqlite3.Connection) -> None:
    """Notes two plans as often as a figure stands in both samples."""
    rows = conn.execute(_BUCKETS)
    for _, bucket in groupby(rows, itemgetter(0)):
        plans = [document for _, document in bucket]
        conn.executemany("INSERT INTO temp.pairs VALUES (?, ?)", _paired(plans))


def _paired(plans: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Plans of one figure in the order they came: all two, or in a crowd each with the first and the one before."""
    if len(plans) <= _CROWD:
        return combinations(plans, 2)
    return {*pairwise(plans), *((plans[0], plan) for plan in plans[1:])}


def _of_plan(
    conn: sqlite3.Connection, later: int, earlier: Sequence[int], rules: CheckRules
) -> Iterator[Across]:
    """A check for each plan with the same figures; the finding names the one that has most of them."""
    plans = {plan.id: plan for plan in plans_numbered(conn, (later, *earlier))}
    alike = [
        found
        for plan in earlier
        if may_copy(plans[later], plans[plan])
        and enough_figures(found := _likeness(conn, plans[later], plans[plan], rules), rules.corpus.copies)
    ]
    alike.sort(key=lambda found: (-len(found.shared), order(found.earlier)))
    is_told = False
    for found in alike:
        said = judge_copy(found, _words(conn, (found.later, found.earlier)), rules)
        yield Across(said.checks, () if is_told else said.findings)
        is_told = is_told or bool(said.findings)


def _likeness(
    conn: sqlite3.Connection, later: StoredPlan, earlier: StoredPlan, rules: CheckRules
) -> Likeness:
    """Figures that only these two and their like tell: none of an upper level's, none that is widespread."""
    mine, theirs = (_facts(conn, plan, rules) for plan in (later, earlier))
    own = [fact for fact in mine if _is_own(conn, fact, later)]
    shared = [(_spot(later, mine[fact]), _spot(earlier, theirs[fact])) for fact in own if fact in theirs]
    return Likeness(later, earlier, len(own), shared)


def _is_own(conn: sqlite3.Connection, fact: int, plan: StoredPlan) -> bool:
    noted = conn.execute(
        "SELECT 1 FROM temp.told WHERE fact = ? AND document = ?", (fact, plan.id)
    ).fetchone()
    level = _RANKS[plan.level or "commune"]
    return noted is not None and conn.execute(_HANDED, (fact, level)).fetchone() is None


def _words(conn: sqlite3.Connection, plans: Iterable[StoredPlan]) -> dict[int, list[Paragraph]]:
    return {plan.id: [_paragraph(row) for row in conn.execute(_PARAGRAPHS, (plan.id,))] for plan in plans}


def _paragraph(row: tuple[int, str, str | None, int | None]) -> Paragraph:
    start, text, path, page = row
    return Paragraph(start, text, tuple(json.loads(path)) if path else (), page)
