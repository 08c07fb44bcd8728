"""Checks over all that is stored: run at the end of a scan, kept apart from what each plan says of itself."""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.checker import intervals
from extractor.checker.across_citations import document_cited, judge_document
from extractor.checker.across_totals import judge_totals
from extractor.checker.across_years import fact_of_past, judge_years
from extractor.checker.stored import (
    Across,
    CorpusCheck,
    CorpusFinding,
    Spot,
    StoredCitation,
    StoredFigure,
    bare_place,
)
from extractor.corpus.copies import likely_copies
from extractor.corpus.facts import (
    Figures,
    Places,
    plans_listing_places,
    plans_of_past,
    stored_citations,
    told_citations,
)
from extractor.corpus.groups import Groups
from extractor.corpus.names import COMPARED, storable
from extractor.corpus.rows import Row
from extractor.fingerprints import evidence_words, marks
from extractor.records import decimal_text
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.registry import LegalDocuments

_JSON = json.JSONEncoder(ensure_ascii=False)


def judge_corpus(conn: sqlite3.Connection, rules: CheckRules, documents: LegalDocuments) -> Iterator[Across]:
    """What the stored plans say of each other, piece by piece: only what is compared is held.

    The same whatever the order they were stored in. To be called in a transaction.
    """
    yield from _citations(conn, rules, documents)
    yield from _totals(conn, rules)
    yield from _years(conn, rules)
    yield from likely_copies(conn, rules)


def _citations(conn: sqlite3.Connection, rules: CheckRules, documents: LegalDocuments) -> Iterator[Across]:
    groups: Groups[StoredCitation] = Groups(conn)
    told = told_citations(conn)
    for citation in stored_citations(conn):
        cited = document_cited(citation, rules, documents, told)
        if cited is not None:
            groups.add(cited, citation.spot.plan.logical, citation, citation.issued_on)
    yield from (judge_document(group, rules) for group in groups.shared())
    groups.close()


def _totals(conn: sqlite3.Connection, rules: CheckRules) -> Iterator[Across]:
    places, figures = Places(conn), Figures(conn, rules)
    for plan in plans_listing_places(conn):
        listed = {f.locality for f in figures.of(plan) if f.locality is not None}
        under = places.plans_of({bare_place(name, rules.corpus.ranks) for name in listed})
        yield judge_totals([plan], under, figures.of, rules)
        figures.forget()
    places.close()


def _years(conn: sqlite3.Connection, rules: CheckRules) -> Iterator[Across]:
    groups: Groups[StoredFigure] = Groups(conn)
    figures = Figures(conn, rules)
    for plan in plans_of_past(conn):
        for figure in figures.past(plan):
            fact = fact_of_past(figure)
            if fact is not None:
                groups.add(fact, plan.logical, figure)
    yield from (judge_years(group, rules) for group in groups.shared())
    groups.close()


def put_aside(conn: sqlite3.Connection, found: Iterable[Across]) -> None:
    """Judges to the end, and keeps what is found on the disk for `what_is_aside`."""
    conn.execute("DROP TABLE IF EXISTS temp.found_across")
    conn.execute("CREATE TEMP TABLE found_across (number INTEGER PRIMARY KEY, piece BLOB)")
    conn.executemany(
        "INSERT INTO temp.found_across(piece) VALUES (?)",
        (
            (pickle.dumps(across, pickle.HIGHEST_PROTOCOL),)
            for across in found
            if across.checks or across.findings
        ),
    )


def what_is_aside(conn: sqlite3.Connection) -> Iterator[Across]:
    """What was put aside, in its order, piece by piece."""
    for (piece,) in conn.execute("SELECT piece FROM temp.found_across ORDER BY number"):
        yield pickle.loads(piece)


def drop_aside(conn: sqlite3.Connection) -> None:
    """Removes what was put aside."""
    conn.execute("DROP TABLE IF EXISTS temp.found_across")


def write_across(conn: sqlite3.Connection, found: Iterable[Across], rules: CheckRules, version: str) -> None:
    """Replaces what the last scan found across the corpus, and notes the rules' `version`; a rule that is
    switched off finds nothing."""
    conn.execute("DELETE FROM corpus_checks")
    conn.execute("DELETE FROM corpus_findings")
    kept: list[CorpusFinding] = []
    for across in found:
        _insert(conn, "corpus_checks", map(_check_row, sorted(across.checks, key=_check_order)))
        kept += (finding for finding in across.findings if rules.rule(finding.rule).enabled)
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
