"""The sums and projects that are asked for: from what was kept when the plans were stored, else from the records."""

import heapq
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from extractor.comparison.money import Money
from extractor.comparison.values import Place, Status
from extractor.corpus.compare import Collector, Wanted, filtered
from extractor.corpus.compare_marks import Marks
from extractor.corpus.compare_places import Plan
from extractor.corpus.derived import is_for
from extractor.corpus.money_lines import BUDGETS, HEADINGS, IN_ORDER, Project, line_of, project_of
from extractor.corpus.plan_texts import stored_blocks
from extractor.corpus.told_stamp import not_kept
from extractor.corpus.told_sums import Kept, kept_line, kept_projects, kept_sums, told_places
from extractor.rulebook.comparison import ComparisonRules, load_comparison

_LOCALITIES: Final = """
SELECT document, locality, count(*) FROM budgets NOT INDEXED WHERE per IS NULL AND role != 'unit_cost'
"""
_BY_PLACE: Final = "GROUP BY document, locality"
_OF_DOCUMENTS: Final = "    AND document IN (SELECT value FROM json_each(:documents))\n"
_DOCUMENTS: Final = "SELECT id FROM documents"
_Lines = tuple[int, list[Money]]  # the sums of a document
Named = tuple[Plan, Place, Project]


class MoneyTold:
    """The sums and projects of the plans wanted, plan by plan; its `collector` counts the sums that are left out.

    As of indicators, what is kept hangs on the rules as shipped and on each plan alone: by other rules, of plans of
    which it is not kept and of plans that others speak against the records are read.
    """

    def __init__(self, conn: sqlite3.Connection, wanted: Wanted, rules: ComparisonRules) -> None:
        self._conn, self._wanted, self._rules = conn, wanted, rules
        self._statuses = frozenset(map(_stored, wanted.statuses))
        self._kept: dict[int, Sequence[Any]] = {}
        if rules is load_comparison():
            self._read: frozenset[int] = Marks(conn, ()).documents.union(not_kept(conn))
            self._kept = {
                document: told
                for document, told in told_places(conn)
                if document not in self._read and self._is_of(document)
            }
        else:
            self._read = frozenset(document for (document,) in conn.execute(_DOCUMENTS))
        self._read = frozenset(filter(self._is_of, self._read))
        self.collector = Collector(conn, wanted, rules, self._read.union(self._kept))
        self.collector.mark_only(self._read)

    def _is_of(self, document: int) -> bool:
        return self._wanted.documents is None or document in self._wanted.documents

    def _is_asked(self, year: int | None, status: str) -> bool:
        years = self._wanted.years
        return (not years or year in years) and (not self._statuses or status in self._statuses)

    def sums(self) -> Iterator[list[Money]]:
        """The sums of each plan, in the order of its text."""
        both = heapq.merge(self._kept_lines(), self._read_lines(), key=itemgetter(0))
        yield from (lines for _, lines in both)

    def _kept_lines(self) -> Iterator[_Lines]:
        documents = [document for document, told in self._kept.items() if self._has_wanted(document, told)]
        for document, kept in kept_sums(self._conn, documents):
            yield document, [line for one in kept if (line := self._kept_line(document, one)) is not None]

    def _has_wanted(self, document: int, told: Sequence[Any]) -> bool:
        """Whether any sum is of a place that is wanted; counts those that are left out."""
        counts: dict[str | None, int] = defaultdict(int)
        for locality, year, status, count in told:
            if self._is_asked(year, status):
                counts[locality] += count
        found = [self.collector.located(document, locality, count) for locality, count in counts.items()]
        return any(one is not None for one in found)

    def _kept_line(self, document: int, kept: Kept) -> Money | None:
        if not self._is_asked(kept.year, kept.status):
            return None
        found = self.collector.found(document, kept.place)
        if found is None:
            return None
        assigned, after_reform = self.collector.standing(*found, kept.place)
        return kept_line(kept, *found, assigned=assigned, after_reform=after_reform)

    def _read_lines(self) -> Iterator[_Lines]:
        if not self._read:
            return
        sql, given = filtered(BUDGETS, self._wanted, _stored)
        documents: Collection[int] = self._read
        if self.collector.is_narrowed:
            documents = self._of_places_wanted()
            self.collector.mark_only(documents)
        given["documents"] = json.dumps(sorted(documents))
        rows = self._conn.execute(f"{sql}{_OF_DOCUMENTS}{IN_ORDER}", given)
        for document, listed in groupby(rows, itemgetter(0)):
            yield document, [line for row in listed if (line := self._read_line(row)) is not None]

    def _of_places_wanted(self) -> frozenset[int]:
        """The documents with a sum of a place that is wanted; of the others' sums only what is left out is counted, so
        that their rows, which are wide, are not read."""
        sql, given = filtered(_LOCALITIES, self._wanted, _stored)
        told: dict[int, list[tuple[str | None, int]]] = defaultdict(list)
        for document, locality, count in self._conn.execute(sql + _BY_PLACE, given):
            if document in self._read:
                told[document].append((locality, count))
        found = frozenset(
            document
            for document, places in told.items()
            if any(self.collector.found(document, locality) for locality, _ in places)
        )
        for document in told.keys() - found:
            for locality, count in told[document]:
                self.collector.located(document, locality, count)
        return found

    def _read_line(self, row: Sequence[Any]) -> Money | None:
        document, figure, locality = row[0], (row[3], row[4]), row[-2]
        found = self.collector.located(document, locality)
        if found is None:
            return None
        assigned, after = self.collector.standing(*found, locality)
        marks, words = self.collector.marks(document, figure), self.collector.words
        return line_of(row, *found, words, marks, self._rules, assigned=assigned, after_reform=after)

    def projects(self) -> Iterator[Named]:
        """The projects that the plans wanted have headings for."""
        both = heapq.merge(self._kept_projects(), self._read_projects(), key=itemgetter(0))
        for document, project in both:
            found = self.collector.found(document, None)
            if found is not None:
                yield *found, project

    def _kept_projects(self) -> Iterator[tuple[int, Project]]:
        documents = [document for document in self._kept if self._may_name(document)]
        for document, listed in kept_projects(self._conn, documents):
            yield from ((document, project) for project in listed)

    def _may_name(self, document: int) -> bool:
        """Whether the plan is of a place and a year that are wanted."""
        found, years = self.collector.found(document, None), set(self._wanted.years)
        if found is None or not years:
            return found is not None
        plan, _ = found
        return is_for(years, plan.plan_year, *(plan.period or (None, None)))

    def _read_projects(self) -> Iterator[tuple[int, Project]]:
        if not self._read:
            return
        sql = HEADINGS.format(index="", chosen=_OF_DOCUMENTS)
        blocks_in = lru_cache(maxsize=1)(lambda document: stored_blocks(self._conn, document))
        for row in self._conn.execute(sql, {"documents": json.dumps(sorted(self._read))}):
            if self._may_name(row[0]):
                project = project_of(row, blocks_in(row[0]), self._rules)
                if project is not None:
                    yield row[0], project


def _stored(status: Status) -> str:
    return "plan" if status == "target" else status
