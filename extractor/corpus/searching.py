"""Searching: which plans, in which order, with which facets. Pure queries over a connection."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.corpus.filters import RecordFilter, has_states, plan_filter, record_filters, term_filters
from extractor.corpus.judgements import State
from extractor.corpus.passages import Passages
from extractor.corpus.query import Query, parse_query
from extractor.corpus.results import Hit
from extractor.corpus.search_query import Facet, SearchPage, SearchQuery

MANY = 1_000  # more plans than these are not weighed by how often they hold the words
FEW = 300  # plans that the index is asked about one by one; going through all of 10,000 costs as much as 500
_MOST_VALUES = 100  # of a facet
_TOGETHER, _LOOSELY, _APART = 0, 1, 2
_WORDS = "SELECT rowid FROM plan_words WHERE plan_words MATCH ?"
_WORDS_OF = f"{_WORDS} AND rowid IN (SELECT value FROM json_each(?))"
_FOUND = """
SELECT documents.id FROM documents {how} WHERE {where}
ORDER BY coalesce(documents.issued_on, '') DESC, documents.id
"""
_WEIGHTS = """
SELECT rowid, rank FROM plan_words WHERE plan_words MATCH ? AND +rowid IN (SELECT value FROM json_each(?))
"""
# Each in the order of an index that holds all it looks at.
_ALIKE = """
SELECT issuer_level, plan_year, programme, doc_type, province_key, province, count(*), min(id) FROM documents
WHERE {among} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 8
"""
_RULES = "SELECT rule, count(DISTINCT document) FROM findings WHERE {among} GROUP BY rule"
_SEVERITIES = "SELECT severity, count(DISTINCT document) FROM findings WHERE {among} GROUP BY severity"
# The states of findings that have one, by document; how many findings these documents have in all.
_JUDGED = """
SELECT f.document, t.state, count(*) FROM triage_states t CROSS JOIN findings f ON f.fingerprint = t.fingerprint
WHERE {among} GROUP BY 1, 2
"""
_FINDINGS = """
SELECT document, count(*) FROM findings WHERE document IN (SELECT value FROM json_each(?)) GROUP BY document
"""
_WITH_FINDINGS = """
SELECT count(*) FROM documents WHERE EXISTS (SELECT 1 FROM findings WHERE document = documents.id) AND {among}
"""
_ALL_PASSAGES = 2_000  # of one plan; nobody walks through more
_DOCUMENT = "SELECT id FROM documents WHERE file = ?"


@dataclass(frozen=True, slots=True)
class _Held:
    """The documents, of those asked about, that hold the words side by side: as typed, and with or without the
    diacritics."""

    together: frozenset[int] = frozenset()
    loosely: frozenset[int] = frozenset()

    def tier(self, document: int) -> int:
        if document in self.together:
            return _TOGETHER
        return _LOOSELY if document in self.loosely else _APART


def search(conn: sqlite3.Connection, query: SearchQuery) -> SearchPage:
    """The plans that hold all that is asked for, best first; any text is a query, one without a word finds nothing
    (and no text at all every plan that the filters let pass)."""
    words = parse_query(query.text, query.exact)
    if words is None and query.text.strip():
        return SearchPage(query, (), 0, 0, ())
    wanted = tuple(record_filters(conn, query))
    passed = _passed(conn, query, wanted)
    held = _held(conn, words, passed)
    found = passed if words is None else _found(conn, words, passed, held)
    page = _ordered(conn, found, held, words)[max(0, query.offset) :][: max(0, query.limit)]
    passages = Passages(conn, words, wanted, query.passages)
    return SearchPage(
        query=query,
        plans=tuple(passages.of(document, held.tier(document)) for document in page),
        total=len(found),
        together=len(held.loosely.intersection(found)),
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


def _passed(conn: sqlite3.Connection, query: SearchQuery, wanted: Sequence[RecordFilter]) -> list[int]:
    """The ids of the documents that the filters let pass, the newest first."""
    where = plan_filter(conn, query)
    for record in wanted:
        where.add(f"documents.id IN ({record.documents})", *record.where.given)
    # With a condition on the rows, going through the table costs less than looking each row up in the index's order.
    how = "NOT INDEXED" if where.conditions else ""
    if "files." in where.sql:
        how = "JOIN files ON files.id = documents.file"
    return _ids(conn, _FOUND.format(how=how, where=where.sql), where.given)


def _ids(conn: sqlite3.Connection, sql: str, given: Sequence[object]) -> list[int]:
    return [number for (number,) in conn.execute(sql, given).fetchall()]


def _held(conn: sqlite3.Connection, words: Query | None, passed: Sequence[int]) -> _Held:
    if words is None:
        return _Held()
    asked = frozenset(passed)
    if words.exact or not words.marked:
        same = _matching(conn, words.match_whole(words.exact), asked)
        return _Held(same, same)
    together = _matching(conn, words.match_whole(True), asked)
    return _Held(together, together | _matching(conn, words.match_whole(False), asked - together))


def _matching(conn: sqlite3.Connection, match: str, asked: frozenset[int]) -> frozenset[int]:
    """Which of the documents asked about match; few are looked up one by one, many found by going through all."""
    if len(asked) > FEW:
        return asked.intersection(_ids(conn, _WORDS, (match,)))
    return frozenset(_ids(conn, _WORDS_OF, (match, json.dumps(list(asked))))) if asked else asked


def _found(conn: sqlite3.Connection, words: Query, passed: Sequence[int], held: _Held) -> list[int]:
    """The documents passed that hold all the words, in their order; who holds them side by side need not be asked."""
    rest = frozenset(passed) - held.loosely
    for match, records in _needed(words) if rest else ():
        rest = _matching(conn, match, rest).union(*(_with(conn, one, rest) for one in records))
    return [document for document in passed if document in held.loosely or document in rest]


def _needed(words: Query) -> Iterator[tuple[str, Sequence[RecordFilter]]]:
    """What each document must hold: plain words in one question to the index; each that may be a figure or a number
    in one of its own, with the records that may hold it instead."""
    plain = [term for term in words.terms if term.number is None and term.figure is None]
    if plain:
        yield " AND ".join(term.match(words.exact) for term in plain), ()
    for term in words.terms:
        if term not in plain:
            yield term.match(words.exact), tuple(term_filters(term))


def _with(conn: sqlite3.Connection, record: RecordFilter, asked: frozenset[int]) -> frozenset[int]:
    """Which of the documents asked about have such a record."""
    return asked.intersection(_ids(conn, record.documents, record.where.given))


def _ordered(conn: sqlite3.Connection, found: Sequence[int], held: _Held, words: Query | None) -> list[int]:
    """By tier, then by how much they are about the words where they are few (bm25), then the newest first."""
    if words is None:
        return list(found)
    ordered = list(found)
    if len(found) <= MANY:
        match = " AND ".join(term.match(words.exact) for term in words.terms)
        weights: dict[int, float] = dict(conn.execute(_WEIGHTS, (match, json.dumps(found))))
        ordered.sort(key=lambda document: weights.get(document, 0.0))
    if held.together.issuperset(ordered):
        return ordered
    behind = [document for document in ordered if document not in held.together]
    return [
        *(document for document in ordered if document in held.together),
        *(document for document in behind if document in held.loosely),
        *(document for document in behind if document not in held.loosely),
    ]


def _facets(conn: sqlite3.Connection, found: Collection[int]) -> tuple[Facet, ...]:
    """The values that the plans found have, each with how many plans have it."""
    (every,) = conn.execute("SELECT count(*) FROM documents").fetchone()
    given = () if len(found) == every else (json.dumps(list(found)),)
    # Of many, going through the index costs less than looking each of them up, which the + keeps SQLite from.
    looked_up = "" if len(found) <= FEW else "+"
    among = f"{looked_up}{{}} IN (SELECT value FROM json_each(?))" if given else "1"
    alike = conn.execute(_ALIKE.format(among=among.format("id")), given).fetchall()
    names: Counter[tuple[str | None, str | None]] = Counter()
    for *_, key, name, count, _ in alike:  # level, year, programme, type, province: few differ
        names[key, name] += count
    shown = {key: name for (key, name), _ in reversed(names.most_common())}
    judged = among.format("document")
    return (
        _facet("province", ((shown[row[4]], row[6]) for row in alike if row[5])),
        _facet("level", ((row[0], row[6]) for row in alike)),
        _facet("year", ((row[1], row[6]) for row in alike)),
        _facet("programme", ((one, row[6]) for row in alike for one in (row[2] or "").split())),
        _facet("doc_type", ((row[3], row[6]) for row in alike)),
        _facet("rule", conn.execute(_RULES.format(among=judged), given)),
        _facet("severity", conn.execute(_SEVERITIES.format(among=judged), given)),
        _facet("state", _states(conn, among, given).items()),
    )


def _states(conn: sqlite3.Connection, among: str, given: Sequence[object]) -> dict[str, int]:
    """How many of the plans have a finding in which state of review. What nobody has judged is new: counted as all
    that have findings, but for those whose every finding is in another state."""
    with_findings = conn.execute(_WITH_FINDINGS.format(among=among.format("id")), given).fetchone()[0]
    states: Counter[str] = Counter()
    others: Counter[int] = Counter()
    judged = _JUDGED.format(among=among.format("f.document"))
    for document, state, count in conn.execute(judged, given) if has_states(conn) else ():
        if state != State.NEW:
            states[state] += 1
            others[document] += count
    every = conn.execute(_FINDINGS, (json.dumps(list(others)),))
    settled = sum(others[document] == count for document, count in every)
    states[State.NEW.value] = with_findings - settled
    return {state: count for state, count in states.items() if count}


def _facet(name: str, values: Iterable[tuple[str | int | None, int]]) -> Facet:
    """The values with how many plans have them, put together."""
    counted: Counter[str | int] = Counter()
    for value, count in values:
        if value is not None:
            counted[value] += count
    ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    return Facet(name, tuple(ordered[:_MOST_VALUES]))
