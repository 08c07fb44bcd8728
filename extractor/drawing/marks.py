"""What is drawn on a page: blocks and records as marks that differ in line and letters, not in colour alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.drawing.sheet import Sheet, around
from extractor.plan import Audit
from extractor.plantext import Block, Box, Cell, Doubt, PlanText, Span
from extractor.records import Finding

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of thing is drawn: colour, width of its line, lengths of dash and gap (none: unbroken), fill.

    `twice` draws a second line inside.
    """

    colour: Colour
    width: int = 1
    dashes: tuple[int, ...] = ()
    filled: bool = False
    twice: bool = False


LOOKS: Final[dict[str, Look]] = {
    "heading": Look((20, 50, 140), 2),
    "paragraph": Look((120, 120, 120)),
    "list_item": Look((90, 120, 120), 1, (8, 3)),
    "table_cell": Look((130, 80, 160), 1, (2, 2)),
    "budget": Look((0, 130, 60), 2, (), filled=True),
    "target": Look((215, 110, 0), 2, (6, 3), filled=True),
    "citation": Look((0, 110, 200), 2, (2, 2), filled=True),
    "unread": Look((150, 120, 0), 2, (8, 3, 2, 3), filled=True),
    "doubt": Look((160, 0, 170), 2, (3, 3), filled=True),
    "finding": Look((205, 0, 30), 2, (), twice=True),
}
BLOCKS: Final = ("heading", "paragraph", "list_item", "table_cell")
RECORDS: Final = ("budget", "target", "citation", "unread", "doubt", "finding")


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of thing in boxes of the picture; `number` counts the findings of the page from 1."""

    kind: str
    boxes: Sequence[Box]
    number: int | None = None


def block_marks(plan: PlanText, sheet: Sheet) -> list[Mark]:
    """The blocks of a page; cells without words too."""
    return [Mark(plan.blocks[index].kind.value, [box]) for index, box in sheet.blocks.items()]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Numbers of a table's rows and columns, from 1, and where the middle of each is, in pixels.

    `sideways`: the table is turned, so that its rows stand beside each other.
    """

    left: float
    top: float
    rows: Mapping[int, float]
    columns: Mapping[int, float]
    sideways: bool = False


def rulers(plan: PlanText, sheet: Sheet) -> list[Ruler]:
    """A ruler for each table on the page, by those of its cells that are not merged along it."""
    found = []
    for table in plan.tables:
        placed = [(cell, sheet.blocks[cell.block]) for cell in table.cells if cell.block in sheet.blocks]
        if placed:
            found.append(_ruler(placed))
    return found


def _ruler(placed: Sequence[tuple[Cell, Box]]) -> Ruler:
    whole = around([box for _, box in placed])
    rows = {cell.row + 1: _middle(box) for cell, box in placed if cell.row_span == 1}
    columns = {cell.column + 1: _middle(box) for cell, box in placed if cell.column_span == 1}
    sideways = _spread(rows, 0) > _spread(rows, 1) or _spread(columns, 1) > _spread(columns, 0)
    return Ruler(
        whole.x0,
        whole.top,
        {row: place[not sideways] for row, place in rows.items()},
        {column: place[sideways] for column, place in columns.items()},
        sideways,
    )


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _spread(places: Mapping[int, tuple[float, float]], axis: int) -> float:
    """How far the first and the last of some places lie apart."""
    held = sorted(places.items())
    return abs(held[-1][1][axis] - held[0][1][axis]) if held else 0.0


def record_marks(audit: Audit, sheet: Sheet) -> tuple[list[Mark], list[Finding]]:
    """The records that stand on a page, findings last, and those findings as they are numbered."""
    marks: list[Mark] = []
    for kind, spans in _spans(audit):
        boxes = [box for span in spans for box in _places(audit.plan.text, sheet, span)]
        if boxes:
            marks.append(Mark(kind, boxes))
    marks += [
        Mark("doubt", sheet.boxes(doubt.start, doubt.end)) for doubt in doubts_on(audit.plan.text, sheet)
    ]
    findings: list[Finding] = []
    for finding in audit.findings:
        spans = [proof.span for proof in finding.evidence] or [finding.span]
        boxes = [box for span in spans for box in _places(audit.plan.text, sheet, span)]
        if boxes:
            findings.append(finding)
            marks.append(Mark("finding", boxes, len(findings)))
    return marks, findings


def doubts_on(plan: PlanText, sheet: Sheet) -> list[Doubt]:
    """The figures in doubt that stand on a page."""
    return [doubt for doubt in plan.doubts if sheet.boxes(doubt.start, doubt.end)]


def _spans(audit: Audit) -> Iterator[tuple[str, list[Span]]]:
    """The figures of sums and targets, the words of citations and of what was not read."""
    plan = audit.plan
    for budget in plan.budgets:
        yield "budget", [budget.figure]
    for target in plan.targets:
        yield "target", [target.figure]
    for citation in plan.citations:
        yield "citation", [citation.span]
    for unread in plan.unread:
        yield "unread", [unread.span]


def _places(plan: PlanText, sheet: Sheet, span: Span) -> list[Box]:
    """Where words stand on the page: their own boxes, that of their block where they cannot be found in it."""
    found = sheet.boxes(*span)
    index = plan.block_at(span[0])
    if found or index not in sheet.blocks or _is_elsewhere(plan.blocks[index], sheet):
        return found
    return [sheet.blocks[index]]


def _is_elsewhere(block: Block, sheet: Sheet) -> bool:
    """Whether some words of the block are found on the page: then those that are not stand on another one."""
    return bool(sheet.boxes(block.start, block.end))
