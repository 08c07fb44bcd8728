"""A plan's blocks as pieces of text with the records that stand on each: what a page draws.

Pure functions from what is stored to what is shown; nothing here knows of HTML.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from extractor.corpus.opened import OpenedBlock, OpenedPlan, OpenedRecord
from extractor.plantext import Span

HIT: Final = "hit"  # the kind of a mark that is no record, but words that a search found
_MARKED: Final = ("citation", "budget", "target", "finding", "deadline", "unread")
_HOLDS: Final = ("agrees", "rounding")
_FIGURES: Final = re.compile(r"[-–(]?\s*\d[\d.,\s/]*%?\s*\)?|[-–]|")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the plan that a record speaks of; `name` names the record on the page (`target-12`)."""

    span: Span
    kind: str
    name: str
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks, the innermost last."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def hit(self) -> str | None:
        """The number of the passage of a search that these words were found in."""
        return next((mark.name for mark in self.marks if mark.kind == HIT), None)

    @property
    def records(self) -> str:
        """The names of the records that stand here, with spaces between."""
        return " ".join(mark.name for mark in self.marks if mark.kind != HIT)


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block to draw: its offset and that of its words without number or bullet, these, rank of its heading (None
    for no heading), pieces.

    `is_figure` for a cell that holds a figure and nothing else.
    """

    start: int
    body: int
    kind: str
    marker: str
    rank: int | None
    pieces: tuple[Piece, ...]
    page: int | None
    bold: bool = False
    is_figure: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The rows of a table, each its cells from left to right."""

    rows: tuple[tuple[ShownBlock, ...], ...]
    page: int | None


def record_name(record: OpenedRecord) -> str:
    """What a record is called on the page and in the address."""
    return f"{record.kind}-{record.id}"


def marks_of(records: Iterable[OpenedRecord], *, agreed: bool = False) -> list[Mark]:
    """Where the records stand: figures by themselves, findings with all their evidence; with `agreed` also
    the figures of relations that were checked and hold."""
    marks: list[Mark] = []
    for record in records:
        name, severity = record_name(record), record.fields.get("severity")
        spans = sorted(set(_spans(record, agreed=agreed)))
        marks += [Mark(span, record.kind, name, severity) for span in spans if span[0] < span[1]]
    return sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1]))


def _spans(record: OpenedRecord, *, agreed: bool) -> Iterator[Span]:
    """What of the text a record is drawn on."""
    if record.kind in _MARKED:
        yield record.figure or record.span
    if record.kind == "finding":
        yield from (_span(evidence) for evidence in record.fields["evidence"])
    if agreed and record.kind == "check" and record.fields["verdict"] in _HOLDS:
        yield from (_span(term) for term in record.fields["terms"])


def _span(quoted: Mapping[str, Any]) -> Span:
    start, end = quoted["span"]
    return start, end


def pieces(text: str, start: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text from offset `start`, cut where a mark begins or ends; only marks that reach into it."""
    end = start + len(text)
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in marks for edge in mark.span)})
    return tuple(
        Piece(
            text[a - start : b - start],
            tuple(mark for mark in marks if mark.span[0] <= a and b <= mark.span[1]),
        )
        for a, b in pairwise(edges)
    )


class _Marks:
    """Marks by where they stand; asked block after block."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.span[0] for mark in marks]
        self._longest = max((mark.span[1] - mark.span[0] for mark in marks), default=0)

    def within(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.span[1] > start]


def shown(
    plan: OpenedPlan, *, agreed: bool = False, hits: Iterable[Mark] = ()
) -> Iterator[ShownBlock | ShownTable]:
    """The plan from top to bottom: blocks, and tables with their rows; `hits` are marked besides the records."""
    ranks = {section.block: section.rank for section in plan.sections}
    every = [*marks_of(plan.records, agreed=agreed), *hits]
    marks = _Marks(sorted(every, key=lambda mark: (mark.span[0], -mark.span[1])))
    table: list[tuple[OpenedBlock, ShownBlock]] = []
    for position, block in enumerate(plan.blocks):
        if table and block.table != table[0][0].table:
            yield _table(table)
            table = []
        drawn = _shown_block(block, ranks.get(position), marks)
        if block.table is None:
            yield drawn
        else:
            table.append((block, drawn))
    if table:
        yield _table(table)


def _shown_block(block: OpenedBlock, rank: int | None, marks: _Marks) -> ShownBlock:
    body = max(0, block.body - block.start)
    marker = block.text[:body].strip()
    text = block.text[body:]
    return ShownBlock(
        start=block.start,
        body=block.start + body,
        kind=block.kind,
        marker=marker,
        rank=rank,
        pieces=pieces(text, block.start + body, marks.within(block.start + body, block.end)),
        page=block.page,
        bold=block.bold,
        is_figure=block.table is not None and _FIGURES.fullmatch(block.text.strip()) is not None,
        row_span=block.row_span or 1,
        column_span=block.column_span or 1,
    )


def _table(cells: Sequence[tuple[OpenedBlock, ShownBlock]]) -> ShownTable:
    rows: dict[int, list[tuple[OpenedBlock, ShownBlock]]] = {}
    for block, drawn in cells:
        rows.setdefault(block.row or 0, []).append((block, drawn))
    ordered = (
        tuple(drawn for _, drawn in sorted(rows[row], key=lambda cell: cell[0].column or 0))
        for row in sorted(rows)
    )
    return ShownTable(tuple(ordered), cells[0][1].page)
