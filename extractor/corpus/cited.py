"""The documents that plans cite: how many plans cite each, and with which dates."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.language.text import fold

# A document is known by its number; a date that is told in part is not another date. The first index of the three
# columns holds all that is counted here, so that no row is read.
_NUMBERS: Final = """
SELECT number_normalised, count(DISTINCT document),
    count(DISTINCT CASE WHEN length(issued_on) = 10 THEN issued_on END) > 1
FROM citations WHERE number_normalised IS NOT NULL GROUP BY number_normalised
ORDER BY 3 DESC, 2 DESC, 1
"""
_NAMES: Final = (
    "SELECT DISTINCT number_normalised, cited_type FROM citations WHERE number_normalised IS NOT NULL"
)
_CITED: Final = """
SELECT number_normalised, cited_type, issued_on, document FROM citations
WHERE number_normalised IN (SELECT value FROM json_each(?))
"""
_CITING: Final = """
SELECT files.id, files.path, documents.title, documents.number, documents.issuer, citations.issued_on,
    citations.text, citations.span_start, citations.span_end, citations.role
FROM citations JOIN documents ON documents.id = citations.document JOIN files ON files.id = documents.file
WHERE number_normalised = ? ORDER BY citations.issued_on IS NULL, citations.issued_on, files.path, citations.span_start
LIMIT ? OFFSET ?
"""
_MENTIONS: Final = "SELECT count(*) FROM citations WHERE number_normalised = ?"


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A cited document: its type as most plans call it, plans that cite it, (date, plans) the commonest first.

    `conflicts` where whole dates differ.
    """

    number: str
    cited_type: str
    plans: int
    dates: tuple[tuple[str | None, int], ...]

    @property
    def conflicts(self) -> bool:
        """Whether plans give it several whole dates."""
        return sum(date is not None and len(date) == len("2021-01-27") for date, _ in self.dates) > 1


@dataclass(frozen=True, slots=True)
class Citing:
    """A plan that cites a document, and where."""

    file: int
    path: str
    title: str | None
    number: str | None
    issuer: str | None
    issued_on: str | None
    text: str
    start: int
    end: int
    role: str


def cited_numbers(conn: sqlite3.Connection) -> tuple[str, ...]:
    """The numbers of all cited documents: those with several dates first, then the most cited."""
    return tuple(row[0] for row in conn.execute(_NUMBERS))


def cited_documents(
    conn: sqlite3.Connection, asked: str, offset: int, limit: int, numbers: Sequence[str] | None = None
) -> tuple[int, list[CitedDocument]]:
    """How many cited documents have the words asked for in number or type, and some of them, in the order of
    `cited_numbers`; who has these already gives them as `numbers`."""
    numbers = cited_numbers(conn) if numbers is None else numbers
    words = _folded(asked).split()
    if words:
        named = {
            number for number, kind in conn.execute(_NAMES) if _has(words, _folded(kind), _folded(number))
        }
        numbers = [number for number in numbers if number in named]
    shown = numbers[offset : offset + limit]
    gathered: dict[str, tuple[dict[str, set[int]], dict[str | None, set[int]]]] = {}
    for number, kind, day, document in conn.execute(_CITED, (json.dumps(shown),)):
        kinds, dates = gathered.setdefault(number, ({}, {}))
        kinds.setdefault(kind, set()).add(document)
        dates.setdefault(day, set()).add(document)
    return len(numbers), [_cited(number, *gathered[number]) for number in shown if number in gathered]


@lru_cache(maxsize=100_000)
def _folded(words: str) -> str:
    return fold(words)


def _has(words: list[str], kind: str, number: str) -> bool:
    return all(word in kind or word in number for word in words)


def _cited(number: str, kinds: dict[str, set[int]], dates: dict[str | None, set[int]]) -> CitedDocument:
    kind = max(sorted(kinds), key=lambda name: len(kinds[name]))
    counted = sorted(dates.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0]))
    plans = len(set().union(*dates.values()))
    return CitedDocument(number, kind, plans, tuple((date, len(some)) for date, some in counted))


def citing_plans(conn: sqlite3.Connection, number: str, offset: int, limit: int) -> tuple[int, list[Citing]]:
    """How often the document with this number is mentioned, and some of the mentions by the date it is given."""
    (total,) = conn.execute(_MENTIONS, (number,)).fetchone()
    return total, [Citing(*row) for row in conn.execute(_CITING, (number, limit, offset))]
