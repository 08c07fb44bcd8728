"""The documents that plans cite: how many plans cite each, and with which dates."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from extractor.language.text import fold

# A document is known by its number; a date that is told in part is not another date.
_CITED: Final = """
SELECT number_normalised, cited_type, issued_on, document FROM citations WHERE number_normalised IS NOT NULL
"""
_CITING: Final = """
SELECT files.id, files.path, documents.title, documents.number, documents.issuer, citations.issued_on,
    citations.text, citations.span_start, citations.span_end, citations.role
FROM citations JOIN documents ON documents.id = citations.document JOIN files ON files.id = documents.file
WHERE number_normalised = ? ORDER BY citations.issued_on IS NULL, citations.issued_on, files.path, citations.span_start
"""


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


def cited_documents(conn: sqlite3.Connection, asked: str) -> list[CitedDocument]:
    """Every cited document whose number or type holds the words asked for; conflicts first, then the most cited."""
    gathered: dict[str, tuple[dict[str, set[int]], dict[str | None, set[int]]]] = {}
    for number, kind, date, document in conn.execute(_CITED):
        kinds, dates = gathered.setdefault(number, ({}, {}))
        kinds.setdefault(kind, set()).add(document)
        dates.setdefault(date, set()).add(document)
    words = fold(asked).split()
    found = [_cited(number, *about) for number, about in gathered.items()]
    listed = [one for one in found if all(word in fold(f"{one.cited_type} {one.number}") for word in words)]
    return sorted(listed, key=lambda one: (not one.conflicts, -one.plans, one.number))


def _cited(number: str, kinds: dict[str, set[int]], dates: dict[str | None, set[int]]) -> CitedDocument:
    kind = max(sorted(kinds), key=lambda name: len(kinds[name]))
    counted = sorted(dates.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0]))
    plans = len(set().union(*dates.values()))
    return CitedDocument(number, kind, plans, tuple((date, len(some)) for date, some in counted))


def citing_plans(conn: sqlite3.Connection, number: str) -> list[Citing]:
    """Every mention of the document with this number, by the date that it is given."""
    return [Citing(*row) for row in conn.execute(_CITING, (number,))]
