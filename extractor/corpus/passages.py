"""The passages of a plan that a search is about: the blocks with the words, and those of the records asked for."""

import json
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from extractor.corpus.filters import RecordFilter, term_filters
from extractor.corpus.plan_texts import StoredBlock, plan_blocks
from extractor.corpus.query import Query, Term, joined, snippet
from extractor.corpus.results import Hit
from extractor.corpus.search_query import PlanHits
from extractor.corpus.words import any_spelling, words_of
from extractor.plantext import Span

_PLAN = """
SELECT path, title, number, issued_on, plan_year, commune, district, province, span_start
FROM documents JOIN files ON files.id = documents.file WHERE documents.id = ?
"""
_SECTION = "SELECT path, title FROM sections WHERE document = ? AND position = ?"
_LOOKED_AT = 2  # times as many blocks as are shown are looked at closely
_NOT_TOGETHER = 2  # as `Query.together` tells it
_END = r"(?![^\W_])"
_BETWEEN = r"(?:[^\w\n]|_)+"  # what parts two words of one block, texts being put together line by line
_ANYTHING = r"[\W_]+"  # what parts two words of a text


class _Score(NamedTuple):
    """How well a block answers: whether it has a record asked for, then how many of the terms."""

    records: int
    terms: int


class Passages:
    """Finds the best passages of one plan after another."""

    def __init__(
        self, conn: sqlite3.Connection, words: Query | None, wanted: Sequence[RecordFilter], most: int
    ) -> None:
        self._conn = conn
        self._words = words
        self._wanted = wanted
        self._most = most
        self._patterns = [] if words is None else [_pattern(term) for term in words.terms]
        self._whole = None if words is None else _pattern(words.whole, _ANYTHING)

    def of(self, document: int, tier: int) -> PlanHits:
        """The best passages, best first; the title where the search is about the plan alone."""
        path, *about, title_at = self._conn.execute(_PLAN, (document,)).fetchone()
        blocks = plan_blocks(self._conn, document)
        starts, texts = blocks.starts, blocks.texts
        spans = self._spans(document, starts)
        scores = self._scores(texts, spans)
        if not scores and blocks:
            scores = {max(0, bisect_right(starts, title_at) - 1): _Score(0, 0)}
        best = self._best(scores, texts)
        hits = tuple(self._hit(document, path, about, blocks[at], spans.get(at, [])) for at in best)
        return PlanHits(document, path, tier, len(scores), hits)

    def _spans(self, document: int, starts: list[int]) -> dict[int, list[Span]]:
        """The spans of the records asked for, by the block that each begins in."""
        spans: dict[int, list[Span]] = defaultdict(list)
        for table, where, _ in (*self._wanted, *self._term_records()):
            sql = f"SELECT span_start, span_end FROM {table} WHERE document = ? AND {where.sql} ORDER BY 1"
            for start, end in self._conn.execute(sql, (document, *where.given)):
                spans[max(0, bisect_right(starts, start) - 1)].append((start, end))
        return spans

    def _term_records(self) -> Iterator[RecordFilter]:
        for term in () if self._words is None else self._words.terms:
            yield from term_filters(term)

    def _scores(self, texts: Sequence[str], spans: dict[int, list[Span]]) -> dict[int, _Score]:
        """Blocks with a record asked for; else those with all the words; else those with most of them."""
        if self._words is not None and not spans and (whole := self._with_all(texts)):
            return dict.fromkeys(whole, _Score(0, len(self._words.terms)))
        terms = self._terms(texts)
        most = max((len(found) for found in terms.values()), default=0)
        asked = bool(self._wanted) and bool(spans)
        chosen = (
            set(spans) if asked else {at for at, found in terms.items() if len(found) == most} | set(spans)
        )
        return {at: _Score(int(at in spans), len(terms.get(at, ()))) for at in chosen}

    def _terms(self, texts: Sequence[str]) -> dict[int, set[int]]:
        """Which terms each block holds."""
        found: dict[int, set[int]] = defaultdict(set)
        for number in range(len(self._patterns)):
            for at in self._holding(number, texts):
                found[at].add(number)
        return found

    def _with_all(self, texts: Sequence[str]) -> list[int]:
        """The blocks that hold every term: each term is looked for only where those before it stand."""
        among = list(range(len(texts)))
        for number in range(len(self._patterns)):
            among = [among[at] for at in sorted(self._holding(number, [texts[at] for at in among]))]
        return among

    def _holding(self, number: int, texts: Sequence[str]) -> set[int]:
        """The texts that hold a term; by its letters alone first, as few need a closer look."""
        found: set[int] = set()
        if self._words is None:
            return found
        term, exact = self._words.terms[number], self._words.exact
        again = len({word.folded for word in term.words}) < len(term.words)  # one match may hide another
        text = "\n".join(texts)
        ends = list(accumulate(len(one) + 1 for one in texts))
        for match in self._patterns[number].finditer(text):
            if text[match.start() - 1 : match.start()].isalnum():
                continue
            at = bisect_right(ends, match.start())
            if exact and at not in found:
                held = texts[at] if again else match[0]
                if not term.places(list(words_of(held)), exact=True):
                    continue
            found.add(at)
        return found

    def _best(self, scores: dict[int, _Score], texts: Sequence[str]) -> list[int]:
        """The best blocks, best first; of equal ones those with the words side by side, then in text order."""
        ordered = sorted(scores, key=lambda at: (*(-part for part in scores[at]), at))
        near = ordered[: max(0, self._most) * _LOOKED_AT]
        if self._words is not None and len(near) > 1:
            together = {at: self._together(texts[at]) for at in near}
            near.sort(key=lambda at: (-scores[at].records, -scores[at].terms, together[at], at))
        return near[: max(0, self._most)]

    def _together(self, text: str) -> int:
        """As `Query.together`; a text without the words side by side in any spelling needs no closer look."""
        if self._words is None or self._whole is None or self._whole.search(text) is None:
            return _NOT_TOGETHER
        return self._words.together(text)

    def _hit(
        self, document: int, path: str, about: Sequence[Any], block: StoredBlock, spans: Sequence[Span]
    ) -> Hit:
        title, number, issued_on, year, *units = about
        matches, focus = self._matches(block, spans)
        words, inside = snippet(block.text, matches, focus)
        section, section_title = self._section(document, block.section)
        return Hit(
            path=path,
            title=title,
            number=number,
            issued_on=issued_on,
            year=year,
            locality=", ".join(unit for unit in units if unit) or None,
            section=section,
            section_title=section_title,
            page=block.page,
            span=(block.start, block.end),
            text=block.text,
            matches=matches,
            snippet=words,
            snippet_matches=inside,
        )

    def _matches(self, block: StoredBlock, spans: Sequence[Span]) -> tuple[tuple[Span, ...], int]:
        """What to mark in a block, and the offset to show: the words looked for, else the records."""
        words = self._words.places(block.text) if self._words else ()
        if words and self._words:
            return words, self._words.focus(block.text)
        length = len(block.text)
        inside = sorted((max(0, a - block.start), min(length, b - block.start)) for a, b in spans)
        records = joined([span for span in inside if span[0] < span[1]], block.text)
        return records, records[0][0] if records else 0

    def _section(self, document: int, position: int | None) -> tuple[tuple[str, ...], str | None]:
        row = None if position is None else self._conn.execute(_SECTION, (document, position)).fetchone()
        return ((), None) if row is None else (tuple(json.loads(row[0])), row[1])


def _pattern(term: Term, between: str = _BETWEEN) -> "re.Pattern[str]":
    """Finds the words of a term side by side in one block, whatever their case and diacritics; the first may be
    the end of a longer word (a look backwards would make it four times as slow)."""
    words = (any_spelling(word.folded) for word in term.words)
    return re.compile(between.join(words) + _END)
