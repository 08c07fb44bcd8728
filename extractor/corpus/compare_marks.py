"""The findings that touch a figure."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from extractor.comparison.values import Mark
from extractor.plantext import Span

_OWN: Final = """
SELECT document, rule, severity, fingerprint, span_start, span_end, evidence FROM findings WHERE document = ?
"""
_ACROSS: Final = """
SELECT corpus_findings.document, files.path, rule, severity, fingerprint, corpus_findings.span_start,
    corpus_findings.span_end, evidence
FROM corpus_findings JOIN documents ON documents.id = corpus_findings.document
JOIN files ON files.id = documents.file
"""
_PATH: Final = (
    "SELECT files.path FROM files JOIN documents ON documents.file = files.id WHERE documents.id = ?"
)
_Spots = list[tuple[Span, Mark]]


class Marks:
    """Findings by document; those of a plan are read when it is first asked for."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._with_findings = {d for (d,) in conn.execute("SELECT DISTINCT document FROM findings")}
        self._across: dict[str, _Spots] = defaultdict(list)
        for _, path, rule, severity, mark, start, end, evidence in conn.execute(_ACROSS):
            named = Mark(rule, severity, mark)
            self._across[path].append(((start, end), named))
            for item in json.loads(evidence):
                self._across[item["doc"]].append((_span(item), named))
        self._read: dict[int, _Spots] = {}

    def on(self, document: int, figure: Span) -> tuple[Mark, ...]:
        """The findings of the plan, and over the corpus, whose words or evidence overlap the figure."""
        if document not in self._with_findings and not self._across:
            return ()
        if document not in self._read:
            self._read[document] = list(self._spots(document))
        start, end = figure
        return tuple(dict.fromkeys(mark for (a, b), mark in self._read[document] if a < end and start < b))

    def _spots(self, document: int) -> Iterator[tuple[Span, Mark]]:
        if document in self._with_findings:
            for _, rule, severity, mark, start, end, evidence in self._conn.execute(_OWN, (document,)):
                named = Mark(rule, severity, mark)
                yield (start, end), named
                if evidence:
                    yield from ((_span(item), named) for item in json.loads(evidence))
        if self._across:
            row = self._conn.execute(_PATH, (document,)).fetchone()
            yield from self._across.get(row[0], ())


def _span(item: dict[str, Any]) -> Span:
    start, end = item["span"]
    return start, end
