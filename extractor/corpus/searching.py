"""Searching: which plans, in which order, with which facets. Pure queries over a connection."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from extractor.corpus.filters import RecordFilter, Where, plan_filter, record_filters, term_filters
from extractor.corpus.passages import Passages
from extractor.corpus.query import Query, Term, parse_query
from extractor.corpus.results import Hit
from extractor.corpus.search_query import Facet, SearchPage, SearchQuery

MANY = 1_000  # more plans than these are not weighed by how often they hold the words
_MOST_VALUES = 100  # of a facet
_TOGETHER, _LOOSELY, _APART = 0, 1, 2
_WORDS = "SELECT rowid FROM plan_words WHERE plan_words MATCH ?"
_FOUND = """
SELECT documents.id, coalesce(documents.issued_on, ''), documents.issuer_level, documents.plan_year,
    documents.programme, documents.doc_type, documents.province_key, documents.province
FROM documents {files} WHERE {where}
"""
_WEIGHTS = "SELECT rowid, rank FROM plan_words WHERE plan_words MATCH ?"
_FINDINGS = "SELECT document, rule, severity FROM findings GROUP BY document, rule, severity"


_ALL_PASSAGES = 2_000  # of one plan; nobody walks through more
_DOCUMENT = "SELECT id FROM documents WHERE file = ?"


class _Found(NamedTuple):
    """A plan found, with what it is sorted and counted by."""

    document: int
    issued_on: str
    level: str | None
    year: int | None
    programme: str | None
    doc_type: str | None
    province_key: str | None
    province: str | None


def search(conn: sqlite3.Connection, query: SearchQuery) -> SearchPage:
    """The plans that hold all that is asked for, best first; any text is a query, one without a word finds nothing
    (and no text at all every plan that the filters let pass)."""
    words = parse_query(query.text, query.exact)
    if words is None and query.text.strip():
        return SearchPage(query, (), 0, 0, ())
    wanted = tuple(record_filters(conn, query))
    found = _found(conn, query, words, wanted)
    tiers = _tiers(conn, words)
    ordered = _ordered(conn, found, tiers, words)
    page = ordered[max(0, query.offset) :][: max(0, query.limit)]
    passages = Passages(conn, words, wanted, query.passages)
    return SearchPage(
        query=query,
        plans=tuple(passages.of(plan.document, tiers.get(plan.document, _APART)) for plan in page),
        total=len(found),
        together=sum(plan.document in tiers for plan in found) if words else 0,
        facets=_facets(conn, found),
    )


def hits_in(conn: sqlite3.Connection, file: int, query: SearchQuery) -> tuple[Hit, ...]:
    """The passages of the plan in one file that a search would count, in the order of its text; those alone in
    which there is something to mark."""
    words = parse_query(query.text, query.exact)
    wanted = tuple(record_filters(conn, query))
    row = conn.execute(_DOCUMENT, (file,)).fetchone()
    if row is None or (words is None and not wanted):
        return ()
    found = Passages(conn, words, wanted, _ALL_PASSAGES).of(row[0], _APART)
    return tuple(sorted((hit for hit in found.hits if hit.matches), key=lambda hit: hit.span))


def _found(
    conn: sqlite3.Connection, query: SearchQuery, words: Query | None, wanted: Sequence[RecordFilter]
) -> list[_Found]:
    where = plan_filter(conn, query)
    if words is not None:
        _add_words(where, words)
    for table, condition in wanted:
        where.add(f"documents.id IN (SELECT document FROM {table} WHERE {condition.sql})", *condition.given)
    files = "JOIN files ON files.id = documents.file" if "files." in where.sql else ""
    rows = conn.execute(_FOUND.format(files=files, where=where.sql), where.given)
    return [_Found(*row) for row in rows]


def _add_words(where: Where, words: Query) -> None:
    """Plain words in one question to the index; each that may be a figure or a number in one of its own."""
    plain = [term for term in words.terms if term.number is None and term.figure is None]
    if plain:
        where.add(f"documents.id IN ({_WORDS})", " AND ".join(term.match(words.exact) for term in plain))
    for term in words.terms:
        if term not in plain:
            _add_figure(where, term, words.exact)


def _add_figure(where: Where, term: Term, exact: bool) -> None:
    ways = [_WORDS]
    given: list[Any] = [term.match(exact)]
    for table, condition in term_filters(term):
        ways.append(f"SELECT document FROM {table} WHERE {condition.sql}")
        given += condition.given
    where.add(f"documents.id IN ({' UNION ALL '.join(ways)})", *given)


def _tiers(conn: sqlite3.Connection, words: Query | None) -> dict[int, int]:
    """The documents that hold the words side by side; with the diacritics typed before the others."""
    if words is None:
        return {}
    loosely = dict.fromkeys(_documents(conn, words.match_whole(words.exact)), _LOOSELY)
    if not words.marked and not words.exact:
        return dict.fromkeys(loosely, _TOGETHER)
    return loosely | dict.fromkeys(_documents(conn, words.match_whole(True)), _TOGETHER)


def _documents(conn: sqlite3.Connection, match: str) -> Iterator[int]:
    return (row[0] for row in conn.execute(_WORDS, (match,)))


def _ordered(
    conn: sqlite3.Connection, found: Sequence[_Found], tiers: dict[int, int], words: Query | None
) -> list[_Found]:
    """By tier, then by how much they are about the words where they are few (bm25), then the newest first."""
    newest = sorted(found, key=itemgetter(1), reverse=True)
    if words is not None and len(found) <= MANY:
        match = " AND ".join(term.match(words.exact) for term in words.terms)
        weights: dict[int, float] = dict(conn.execute(_WEIGHTS, (match,)))
        newest.sort(key=lambda plan: weights.get(plan.document, 0.0))
    return newest if not tiers else sorted(newest, key=lambda plan: tiers.get(plan[0], _APART))


def _facets(conn: sqlite3.Connection, found: Sequence[_Found]) -> tuple[Facet, ...]:
    """The values that the plans found have, each with how many plans have it."""
    alike = Counter(plan[2:] for plan in found).items()  # level, year, programme, type, province: few differ
    names = Counter({(key, name): 0 for (*_, key, name), _ in alike})
    for (*_, key, name), count in alike:
        names[key, name] += count
    shown = {key: name for (key, name), _ in reversed(names.most_common())}
    chosen = {plan[0] for plan in found}
    rows = [row for row in conn.execute(_FINDINGS) if row[0] in chosen] if chosen else []
    return (
        _facet("province", ((shown[key], n) for (*_, key, name), n in alike if name)),
        _facet("level", ((about[0], n) for about, n in alike)),
        _facet("year", ((about[1], n) for about, n in alike)),
        _facet("programme", ((one, n) for about, n in alike for one in (about[2] or "").split())),
        _facet("doc_type", ((about[3], n) for about, n in alike)),
        _facet("rule", ((rule, 1) for _, rule in {row[:2] for row in rows})),
        _facet("severity", ((severity, 1) for _, severity in {(row[0], row[2]) for row in rows})),
    )


def _facet(name: str, values: Iterable[tuple[str | int | None, int]]) -> Facet:
    """The values with how many plans have them, put together."""
    counted: Counter[str | int] = Counter()
    for value, count in values:
        if value is not None:
            counted[value] += count
    ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    return Facet(name, tuple(ordered[:_MOST_VALUES]))
