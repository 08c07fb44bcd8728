"""`Outgoing`: one moment of the corpus, to be written out."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from extractor.corpus.outgoing import (
    OutCheck,
    OutFinding,
    PlanHead,
    across_checks,
    blocks,
    checks,
    chosen_documents,
    findings,
    listed_files,
    records,
)
from extractor.corpus.requested import Requested, requested
from extractor.corpus.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from extractor.comparison.money import Cell, Part
    from extractor.corpus.compare import Gathered
    from extractor.corpus.compare_money import Named
    from extractor.rulebook.comparison import ComparisonRules
    from extractor.rulebook.export import RequestRules

_BREAKDOWNS: "Final[tuple[tuple[Part, ...], ...]]" = (
    (),
    ("component",),
    ("source",),
    ("capital",),
    ("component", "source", "capital"),
)


class Outgoing:
    """The corpus as it was when this was made; what it gives are generators over one connection."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def findings(self, chosen: Selection = EVERYTHING) -> Iterator[OutFinding]:
        """The findings chosen, plan by plan."""
        return findings(self._conn, chosen)

    def checks(self, chosen: Selection = EVERYTHING) -> Iterator[OutCheck]:
        """What was looked at in the plans chosen."""
        return checks(self._conn, chosen)

    def across_checks(self, chosen: Selection = EVERYTHING) -> Iterator[OutCheck]:
        """What was looked at between the plans chosen and others."""
        return across_checks(self._conn, chosen)

    def records(self, kind: str, chosen: Selection = EVERYTHING) -> Iterator[tuple[PlanHead, dict[str, Any]]]:
        """The documents, citations, targets or budgets of the plans chosen."""
        return records(self._conn, kind, chosen)

    def files(self, chosen: Selection = EVERYTHING) -> Iterator[dict[str, Any]]:
        """The files chosen, read or not."""
        return listed_files(self._conn, chosen)

    def requested(self, rules: "RequestRules", chosen: Selection = EVERYTHING) -> list[Requested]:
        """Documents that the plans chosen name and that are not there."""
        return requested(self._conn, chosen, rules)

    def compared(
        self, rules: "ComparisonRules", chosen: Selection = EVERYTHING
    ) -> "Iterator[tuple[Cell | None, Gathered]]":
        """What a workbook compares of the plans chosen, one thing after the other: the values of each indicator in the
        order of `rules`, those of sums with the first of their cells."""
        from extractor.corpus.compare import Wanted  # noqa: PLC0415  (other files need none of it)
        from extractor.corpus.compare_kept import gather  # noqa: PLC0415
        from extractor.corpus.compare_money import gather_breakdowns  # noqa: PLC0415

        wanted = Wanted(documents=chosen_documents(self._conn, chosen))
        for name in rules.workbook:
            yield None, gather(self._conn, (name,), wanted, rules)
        yield from gather_breakdowns(self._conn, _BREAKDOWNS, wanted, rules)

    def named_components(self, rules: "ComparisonRules", chosen: Selection = EVERYTHING) -> "list[Named]":
        """Every component that the plans chosen fund, set aside or name."""
        from extractor.corpus.compare import Wanted  # noqa: PLC0415  (as above)
        from extractor.corpus.compare_money import named_components  # noqa: PLC0415

        wanted = Wanted(documents=chosen_documents(self._conn, chosen))
        return named_components(self._conn, wanted, rules)

    def blocks(self, path: str) -> list[tuple[str, int | None, int | None, int | None]]:
        """The blocks of a plan in order, with table, row and column of cells."""
        return blocks(self._conn, path)
