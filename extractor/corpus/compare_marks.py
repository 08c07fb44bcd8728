"""The findings that touch a figure."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from extractor.comparison.values import Mark
from extractor.plantext import Span

_OWN: Final = """
SELECT document, rule, severity, fingerprint, span_start, span_end, evidence FROM findings
WHERE document IN (SELECT value FROM json_each(?))
"""
_ACROSS: Final = """
SELECT document, rule, severity, fingerprint, span_start, span_end, evidence FROM corpus_findings
"""
_PATHS: Final = "SELECT files.path, documents.id FROM files JOIN documents ON documents.file = files.id"
# As stored: a quotation mark inside the words of evidence has a backslash before it, so none of them reads so.
_SPAN: Final = re.compile(r'[{ ]"span": \[(\d+), (\d+)\]')
_Spots = list[tuple[Span, Mark]]


class GivenMarks:
    """The findings on figures, as rows (document, rule, severity, fingerprint, span_start, span_end, evidence)."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._spots: dict[int, _Spots] = defaultdict(list)
        for document, rule, severity, mark, start, end, evidence in rows:
            spots, named = self._spots[document], Mark(rule, severity, mark)
            spots.append(((start, end), named))
            spots += (((int(a), int(b)), named) for a, b in _SPAN.findall(evidence or ""))

    @property
    def documents(self) -> frozenset[int]:
        """The documents with a finding on anything."""
        return frozenset(self._spots)

    def on(self, document: int, figure: Span) -> tuple[Mark, ...]:
        """The findings whose words or evidence overlap the figure."""
        spots = self._spots.get(document)
        if not spots:
            return ()
        start, end = figure
        return tuple(dict.fromkeys(mark for (a, b), mark in spots if a < end and start < b))


class Marks(GivenMarks):
    """The findings on figures of some documents, their own and (with `across`) those over the corpus."""

    def __init__(self, conn: sqlite3.Connection, documents: Iterable[int], *, across: bool = True) -> None:
        super().__init__(conn.execute(_OWN, (json.dumps(sorted(documents)),)))
        if across:
            self._add_across(conn)

    def _add_across(self, conn: sqlite3.Connection) -> None:
        """What the plans of the corpus say against each other; its evidence may lie in any of them."""
        listed = conn.execute(_ACROSS).fetchall()
        if not listed:
            return
        numbers: dict[str, int] = dict(conn.execute(_PATHS))
        for document, rule, severity, mark, start, end, evidence in listed:
            named = Mark(rule, severity, mark)
            self._spots[document].append(((start, end), named))
            for item in json.loads(evidence):
                if item["doc"] in numbers:
                    self._spots[numbers[item["doc"]]].append((_span(item), named))


def _span(item: dict[str, Any]) -> Span:
    start, end = item["span"]
    return start, end
