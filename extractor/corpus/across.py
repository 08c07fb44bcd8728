"""Checks over all that is stored: run at the end of a scan, kept apart from what each plan says of itself."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.checker import intervals
from extractor.checker.across_citations import judge_citations_across
from extractor.checker.across_totals import judge_totals
from extractor.checker.across_years import judge_years
from extractor.checker.stored import Across, CorpusCheck, CorpusFinding, Spot, StoredFigure
from extractor.corpus.facts import (
    Figures,
    documents_listing_places,
    documents_of_past,
    stored_citations,
    stored_plans,
    told_citations,
)
from extractor.corpus.names import COMPARED, storable
from extractor.corpus.rows import Row, evidence_words, marks
from extractor.records import decimal_text
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.registry import LegalDocuments

_JSON = json.JSONEncoder(ensure_ascii=False)


def judge_corpus(conn: sqlite3.Connection, rules: CheckRules, documents: LegalDocuments) -> Across:
    """What the stored plans say of each other; the same whatever the order they were stored in."""
    plans = stored_plans(conn)
    figures = Figures(conn, rules)
    listing, past = documents_listing_places(conn), documents_of_past(conn)
    told = (figure for plan in plans if plan.id in past for figure in figures.past(plan))
    upper = [plan for plan in plans if plan.id in listing]
    return (
        judge_citations_across(stored_citations(conn, plans), rules, documents, told_citations(conn))
        + judge_totals(upper, plans, figures.of, rules)
        + judge_years(told, rules)
    )


def write_across(conn: sqlite3.Connection, across: Across, rules: CheckRules, version: str) -> None:
    """Replaces what the last scan found across the corpus, and notes the rules' `version`; a rule that is
    switched off finds nothing."""
    conn.execute("DELETE FROM corpus_checks")
    conn.execute("DELETE FROM corpus_findings")
    kept = (found for found in across.findings if rules.rule(found.rule).enabled)
    _insert(conn, "corpus_checks", map(_check_row, sorted(across.checks, key=_check_order)))
    _insert(conn, "corpus_findings", _finding_rows(sorted(kept, key=_finding_order), rules))
    conn.execute("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", (COMPARED, version))


def _check_order(check: CorpusCheck) -> tuple[Any, ...]:
    return (
        check.spot.plan.path,
        check.spot.span,
        check.relation,
        check.verdict,
        "" if check.reason is None else check.reason.en,
    )


def _finding_order(found: CorpusFinding) -> tuple[Any, ...]:
    return found.spot.plan.path, found.spot.span, found.rule


def _insert(conn: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", row)


def _place(spot: Spot) -> Row:
    return {
        "document": spot.plan.id,
        "text": storable(spot.text),
        "span_start": spot.span[0],
        "span_end": spot.span[1],
        "page": spot.page,
        "section": _JSON.encode(spot.section),
    }


def _quoted(spot: Spot) -> dict[str, Any]:
    return {"doc": spot.plan.path, "span": spot.span, "text": storable(spot.text)}


def _term(figure: StoredFigure) -> dict[str, Any]:
    value, interval = decimal_text(figure.value), _bounds(figure.interval)
    return {**_quoted(figure.spot), "value": value, "interval": interval}


def _bounds(interval: intervals.Interval) -> list[str | None]:
    return [None if end is None else decimal_text(end) for end in intervals.bounds(interval)]


def _check_row(check: CorpusCheck) -> Row:
    reason = check.reason
    ends = {"reported": check.reported, "computed": check.computed}
    written = {name: None if end is None else _JSON.encode(_bounds(end)) for name, end in ends.items()}
    return {
        **_place(check.spot),
        "relation": check.relation,
        "verdict": check.verdict,
        "terms": _JSON.encode([_term(figure) for figure in check.terms]),
        **written,
        "reason_vi": None if reason is None else storable(reason.vi),
        "reason": None if reason is None else storable(reason.en),
    }


def _finding_rows(findings: Iterable[CorpusFinding], rules: CheckRules) -> Iterator[Row]:
    findings = tuple(findings)
    named = ((f.rule, f.spot.plan.logical, _evidence_words(f)) for f in findings)
    for found, mark in zip(findings, marks(named), strict=True):
        rule = rules.rule(found.rule)
        yield {
            **_place(found.spot),
            "fingerprint": mark,
            "rule": found.rule,
            "category": rule.category,
            "severity": rule.severity,
            "certainty": found.certainty,
            "message": storable(found.message.vi),
            "message_en": storable(found.message.en),
            "expected": found.expected,
            "evidence": _JSON.encode([_quoted(spot) for spot in found.evidence]),
        }


def _evidence_words(found: CorpusFinding) -> str:
    """The plan's own words of the evidence: what the other plans write may change with the corpus."""
    return evidence_words(spot.text for spot in found.evidence if spot.plan.id == found.spot.plan.id)
