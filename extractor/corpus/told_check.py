"""Whether what is kept of the figures of plans (`told_facts`, `told_sums`) can be read, and is all that was kept."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from extractor.corpus.money_lines import BUDGETS, Project
from extractor.corpus.told_facts import refresh_told, unpacked
from extractor.corpus.told_sums import Kept
from extractor.corpus.told_sums import unpacked as unpacked_sums
from extractor.errors import CorpusError

_VALUES: Final = 18  # columns of a value, its count of further ones not among them
_KEPT: Final = """
SELECT documents.id, facts, others FROM documents JOIN told_facts ON told_facts.document = documents.id
ORDER BY documents.id
"""
_LACKING: Final = """
SELECT documents.id FROM documents JOIN told_by ON told_by.document = documents.id WHERE is_plan AND (
    SELECT count(DISTINCT indicator) FROM targets WHERE document = documents.id
) != (SELECT count(*) FROM told_facts WHERE document = documents.id)
"""
_SUMS: Final = f"""
SELECT documents.id, places, sums, projects, (SELECT count(*) FROM ({BUDGETS} AND document = documents.id))
FROM documents JOIN told_by ON told_by.document = documents.id
LEFT JOIN told_places ON told_places.document = documents.id LEFT JOIN told_sums ON told_sums.document = documents.id
WHERE is_plan
"""


def damaged_told(conn: sqlite3.Connection) -> Iterator[int]:
    """The documents of which something that was kept is gone or does not come out of its bytes whole."""
    lacking = {document for (document,) in conn.execute(_LACKING)}
    lacking.update(document for document, *kept in conn.execute(_SUMS) if not _are_whole(*kept))
    yield from lacking
    for document, rows in groupby(conn.execute(_KEPT), itemgetter(0)):
        if document not in lacking and not all(_is_whole(facts, others) for _, facts, others in rows):
            yield document


def mend_told(conn: sqlite3.Connection) -> None:
    """Keeps anew what is damaged; inside a transaction."""
    conn.executemany("DELETE FROM told_by WHERE document = ?", [(one,) for one in damaged_told(conn)])
    refresh_told(conn)


def _is_whole(facts: Any, others: Any) -> bool:
    try:
        values = [value for *_, told in json.loads(facts) for value in told]
        further = [] if others is None else unpacked(others)
        return (
            bool(values)
            and all(len(value) == _VALUES + 1 for value in values)
            and all(len(value) == _VALUES for value in further)
            and sum(value[-1] for value in values) == len(further)
        )
    except (CorpusError, ValueError, TypeError):  # damaged, or not what was kept
        return False


def _are_whole(places: Any, sums: Any, projects: Any, stored: int) -> bool:
    """Whether as many sums are kept as are stored, and what is kept can be read."""
    if places is sums is projects is None:
        return stored == 0
    try:
        kept, named = unpacked_sums(sums), unpacked_sums(projects)
        return (
            len(kept) == sum(told[-1] for told in json.loads(places)) == stored
            and all(len(one) == len(Kept._fields) for one in kept)
            and all(len(one) == len(Project._fields) for one in named)
        )
    except (CorpusError, ValueError, TypeError):
        return False
