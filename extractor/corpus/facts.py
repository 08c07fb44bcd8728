"""What the database holds, as the checks over the corpus want it: plans, citations, figures."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from extractor import regex
from extractor.checker.quantities import COUNTED, of_budget, of_target
from extractor.checker.stored import Key, Spot, StoredCitation, StoredFigure, StoredPlan
from extractor.corpus.plan_texts import stored_blocks
from extractor.fingerprints import logical_document
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import PlanText, Span
from extractor.records import Budget, Document, Target
from extractor.rulebook.checks import CheckRules

_WORD = regex.compile(r"\p{L}+")
_PLANS = """
SELECT documents.id, files.path, files.sha256, doc_type, title, number, issuer, issuer_level, commune,
    district, province, plan_year, period_start, period_end, issued_on
FROM documents JOIN files ON files.id = documents.file WHERE is_plan AND {chosen} ORDER BY files.path
"""
_CITATIONS = """
SELECT span_start, span_end, text, section, page, cited_type,
    coalesce(number_normalised, number), issuer, issued_on
FROM citations WHERE document = ? AND number IS NOT NULL AND length(issued_on) = 10 ORDER BY span_start, id
"""
_TOLD = """
SELECT document, evidence FROM findings
WHERE rule IN ('citation-conflict', 'citation-year-mismatch', 'citation-date-impossible')
"""
_BUDGETS = """
SELECT span_start, span_end, text, section, page, figure_start, figure_end, value, value_corrected, unit_text,
    role, source, capital, component, row_labels, column_labels, approx, status, year, locality
FROM budgets WHERE document = ? AND per IS NULL AND role != 'unit_cost' ORDER BY span_start, id
"""
_TARGETS = """
SELECT span_start, span_end, text, section, page, figure_start, figure_end, value, unit, indicator,
    indicator_text, population, row_labels, column_labels, comparator, status, year, locality
FROM targets WHERE document = ? AND per IS NULL AND denominator IS NULL AND indicator != 'other'
ORDER BY span_start, id
"""
_INDICATOR, _STATUS = 9, 15  # columns of _TARGETS
_LISTING = """
documents.id IN (
SELECT document FROM budgets WHERE locality IS NOT NULL
UNION SELECT document FROM targets WHERE locality IS NOT NULL
)
"""
_PAST = """
documents.id IN (
SELECT document FROM targets
WHERE status IN ('actual', 'estimate', 'baseline') AND year IS NOT NULL
)
"""
_MONEY = "triệu đồng"
_MIXED = "mixed"


def stored_plans(conn: sqlite3.Connection) -> Iterator[StoredPlan]:
    """Every plan (no article) in the order of the paths, read as they are asked for."""
    return map(_plan, conn.execute(_PLANS.format(chosen="1")))


def plans_numbered(conn: sqlite3.Connection, ids: Collection[int]) -> Iterator[StoredPlan]:
    """The plans of these ids, as `stored_plans`."""
    chosen = "documents.id IN (SELECT value FROM json_each(?))"
    return map(_plan, conn.execute(_PLANS.format(chosen=chosen), (json.dumps(sorted(ids)),)))


def plans_listing_places(conn: sqlite3.Connection) -> Iterator[StoredPlan]:
    """Plans with figures of other places than their own, as `stored_plans`."""
    return map(_plan, conn.execute(_PLANS.format(chosen=_LISTING)))


def plans_of_past(conn: sqlite3.Connection) -> Iterator[StoredPlan]:
    """Plans that tell a result, an estimate or a starting point, as `stored_plans`."""
    return map(_plan, conn.execute(_PLANS.format(chosen=_PAST)))


class Places:
    """The plans by the name of their place, in a temporary table: few of them are asked for."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        conn.execute("CREATE TEMP TABLE places (place TEXT, document INTEGER)")
        rows = ((canonical(plan.name or ""), plan.id) for plan in stored_plans(conn))
        conn.executemany("INSERT INTO temp.places VALUES (?, ?)", rows)
        conn.execute("CREATE INDEX temp.places_by_name ON places(place)")

    def plans_of(self, names: Collection[str]) -> list[StoredPlan]:
        """The plans of these places, in the order of their paths."""
        chosen = "documents.id IN (SELECT document FROM temp.places, json_each(?) WHERE place = value)"
        return list(
            map(_plan, self._conn.execute(_PLANS.format(chosen=chosen), (json.dumps(sorted(names)),)))
        )

    def close(self) -> None:
        """Removes the table."""
        self._conn.execute("DROP TABLE temp.places")


def _plan(row: tuple[Any, ...]) -> StoredPlan:
    number, path, sha256, doc_type, title, own, issuer, level, commune, district, province, *years = row
    plan_year, start, end, issued_on = years
    document = Document(
        doc=path,
        text="",
        span=(0, 0),
        rule_id="stored",
        issuer=issuer,
        number=own,
        issued_on=issued_on,
        plan_year=plan_year,
    )
    return StoredPlan(
        id=number,
        path=path,
        logical=logical_document(document, sha256 or path),
        doc_type=doc_type,
        title=title or "",
        level=level,
        commune=commune,
        district=district,
        province=province,
        plan_year=plan_year,
        period=None if start is None else (start, end),
        issued_on=issued_on,
    )


def stored_citations(conn: sqlite3.Connection) -> Iterator[StoredCitation]:
    """Citations with a number and a whole date, plan by plan."""
    for plan in stored_plans(conn):
        for start, end, text, section, page, cited_type, number, issuer, day in conn.execute(
            _CITATIONS, (plan.id,)
        ):
            spot = Spot(plan, (start, end), text, tuple(json.loads(section)), page)
            yield StoredCitation(spot, cited_type, number, issuer, day)


def told_citations(conn: sqlite3.Connection) -> set[tuple[int, Span]]:
    """The citations, by document and span, that a finding of their own plan speaks of."""
    return {
        (document, (item["span"][0], item["span"][1]))
        for document, evidence in conn.execute(_TOLD)
        for item in json.loads(evidence)
    }


class Figures:
    """The figures of stored plans; those of a plan that others are held against are read once, until `forget`."""

    def __init__(self, conn: sqlite3.Connection, rules: CheckRules) -> None:
        self._conn = conn
        self._rules = rules
        self._read: dict[int, tuple[StoredFigure, ...]] = {}

    def of(self, plan: StoredPlan) -> tuple[StoredFigure, ...]:
        """Its sums and its targets in the order of the text."""
        if plan.id not in self._read:
            words, rules = _words(self._conn, plan), self._rules
            budgets = [_budget(plan, words, row, rules) for row in self._conn.execute(_BUDGETS, (plan.id,))]
            targets = [_target(plan, words, row, rules) for row in self._conn.execute(_TARGETS, (plan.id,))]
            self._read[plan.id] = (*budgets, *targets)
        return self._read[plan.id]

    def forget(self) -> None:
        """What is held against another plan next is of other plans."""
        self._read.clear()

    def past(self, plan: StoredPlan) -> list[StoredFigure]:
        """What it tells of the past by those indicators whose values are compared with each other."""
        known = self._rules.conflicts.indicators
        listed = self._conn.execute(_TARGETS, (plan.id,)).fetchall()
        rows = [row for row in listed if row[_INDICATOR] in known and row[_STATUS] != "target"]
        words = _words(self._conn, plan) if rows else None
        return [_target(plan, words, row, self._rules) for row in rows if words is not None]


def _words(conn: sqlite3.Connection, plan: StoredPlan) -> Plan:
    """The plan's text as far as its blocks hold it, every word at its offset."""
    pieces: list[str] = []
    length = 0
    for block in stored_blocks(conn, plan.id):
        pieces += ["\n" * (block.start - length), block.text]
        length = max(length, block.start) + len(block.text)
    document = Document(doc=plan.path, text="", span=(0, 0), rule_id="stored")
    return Plan(PlanText(plan.path, "", "".join(pieces), ()), document)


def _labels(written: str | None) -> tuple[str, ...] | None:
    return None if written is None else tuple(json.loads(written))


def _budget(plan: StoredPlan, words: Plan, row: tuple[Any, ...], rules: CheckRules) -> StoredFigure:
    start, end, text, section, page, first, last, value, corrected, unit, role, source, *rest = row
    capital, component, in_row, column, approx, status, year, locality = rest
    budget = Budget(
        doc=plan.path,
        text=text,
        span=(start, end),
        rule_id="stored",
        figure=(first, last),
        value=Decimal(corrected or value),
        unit_text=unit,
        role=role,
        approx=approx,
        status=status,
    )
    money = None if source == _MIXED and component is None else source
    quantity = of_budget(words, budget)
    labels = _labels(column) or _labels(in_row)
    return StoredFigure(
        spot=Spot(plan, quantity.span, quantity.text, tuple(json.loads(section)), page),
        key=("budget", component, money, capital),
        words=frozenset(),
        locality=locality,
        status=status,
        year=year,
        value=quantity.value,
        interval=quantity.interval,
        unit=_MONEY,
        label=_label(component, labels, text),
        is_total=role == "total" or rules.corpus.total_words.search(canonical(text)) is not None,
        adds_up=True,
    )


def _target(plan: StoredPlan, words: Plan, row: tuple[Any, ...], rules: CheckRules) -> StoredFigure:
    start, end, text, section, page, first, last, value, unit, indicator, named, population, *rest = row
    in_row, column, comparator, status, year, locality = rest
    target = Target(
        doc=plan.path,
        text=text,
        span=(start, end),
        rule_id="stored",
        figure=(first, last),
        indicator=indicator,
        indicator_text=named,
        value=Decimal(value),
        unit=unit,
        comparator=comparator,
        status=status,
    )
    quantity = of_target(words, target)
    told = (named, text, *(_labels(in_row) or ()), *(_labels(column) or ()))
    return StoredFigure(
        spot=Spot(plan, quantity.span, quantity.text, tuple(json.loads(section)), page),
        key=_key(indicator, unit, population),
        words=frozenset(_WORD.findall(canonical(" ".join(told)))) - rules.conflicts.idle_words,
        locality=locality,
        status=status,
        year=year,
        value=quantity.value,
        interval=quantity.interval,
        unit="",
        label=_label(None, _labels(column), named),
        is_total=True,
        adds_up=unit in COUNTED,
    )


def _key(indicator: str, unit: str | None, population: str | None) -> Key:
    return ("target", indicator, unit, canonical(population or ""))


def _label(component: str | None, labels: tuple[str, ...] | None, text: str) -> str:
    """What a figure is of, in a few words."""
    return " › ".join(filter(None, (component, *(labels or ())))) or text
