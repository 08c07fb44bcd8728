"""The grid of a table in a .docx: which cell lies where, merged cells resolved."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from extractor.parsers.docx_xml import MC, VAL, Node, W, chosen_branch, integer, is_on, refused, value
from extractor.values import dataclass

_HAIR = 60  # twentieths of a point: a millimetre, in which no word stands
_MOST_COLUMNS = 256  # Word itself has at most 63; bounds what a hostile span can cost
_CELL, _ROW, _ALTERNATIVES = f"{W}tc", f"{W}tr", f"{MC}AlternateContent"
_DELETED_CELL = f"{W}tcPr/{W}cellDel"
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"})


@dataclass(slots=True)
class Slot:
    """A cell of the grid at its top left position; `element` is the `w:tc` whose words it shows."""

    row: int
    column: int
    element: Node
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in row order, each merged one once.

    `deleted`: rows or cells that a tracked change took out were left out, `hidden`: rows that do not show.
    """

    rows: int
    columns: int
    slots: tuple[Slot, ...]
    deleted: bool = False
    hidden: bool = False


def read_grid(table: Node) -> Grid:
    """The grid of a `w:tbl`; deleted and hidden rows are left out, columns too narrow for words closed up.

    Raises UnreadableFile (`refused`) for a row of more cells than any table has.
    """
    slots: list[Slot] = []
    above: dict[int, Slot] = {}
    rows = columns = 0
    deleted = hidden = False
    for row in _children(table, _ROW):
        if _is_deleted(row):
            deleted = True
        elif _is_hidden(row):
            hidden = True
        else:
            deleted = deleted or row.find(f"{_CELL}/{_DELETED_CELL}") is not None
            above, column = _read_row(row, rows, above, slots)
            columns = max(columns, column)
            rows += 1
    grid = _settled(rows, slots, _edges(table, columns))
    return replace(grid, deleted=deleted, hidden=hidden) if deleted or hidden else grid


def _edges(table: Node, columns: int) -> list[int]:
    """Of each edge between columns the first edge that it falls together with.

    Programs that convert old files part columns by a hair where the rows are not drawn to the same line.
    """
    widths = [integer(node.get(f"{W}w"), 0) for node in table.findall(f"{W}tblGrid/{W}gridCol")]
    edges = [0]
    for column in range(columns):
        hair = column < len(widths) and 0 < widths[column] <= _HAIR
        edges.append(edges[-1] if hair else column + 1)
    return edges


def _settled(rows: int, slots: list[Slot], edges: list[int]) -> Grid:
    """The grid with its columns counted by where cells begin."""
    if any(_is_hair(slot, edges) and _has_words(slot.element) for slot in slots):
        edges = list(range(len(edges)))
    kept = [slot for slot in slots if not _is_hair(slot, edges)]
    starts = sorted({edges[slot.column] for slot in kept})
    for slot in kept:
        first, end = edges[slot.column], edges[slot.column + slot.column_span]
        slot.column = bisect_left(starts, first)
        slot.column_span = bisect_left(starts, end) - slot.column
    return Grid(rows, len(starts), tuple(kept))


def _is_hair(slot: Slot, edges: list[int]) -> bool:
    return edges[slot.column] >= edges[slot.column + slot.column_span]


def _has_words(cell: Node) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{W}t"))


def _read_row(
    row: Node, index: int, above: dict[int, Slot], slots: list[Slot]
) -> tuple[dict[int, Slot], int]:
    """Adds the row's new cells to `slots`; gives those of vertical merges by column, and the row's end."""
    merged: dict[int, Slot] = {}
    column = _span(integer(value(row.find(f"{W}trPr"), "gridBefore"), 0), 0)
    last: Slot | None = None
    for cell in _children(row, _CELL):
        properties = cell.find(f"{W}tcPr")
        if cell.find(_DELETED_CELL) is not None:
            continue
        span = max(1, _span(integer(value(properties, "gridSpan"), 1), column))
        vertical, continues = _merge(properties, "vMerge")
        if last is not None and _merge(properties, "hMerge") == (True, True):
            last.column_span += span
        elif continues and column in above:
            last = merged[column] = above[column]
            last.row_span += 1
        else:
            last = Slot(index, column, cell, column_span=span)
            slots.append(last)
            if vertical:
                merged[column] = last
        column += span
    if column > _MOST_COLUMNS:
        raise refused(f"bảng trên {_MOST_COLUMNS} cột", f"a table of more than {_MOST_COLUMNS} columns")
    return merged, column


def _span(stated: int, column: int) -> int:
    return min(max(0, stated), max(0, _MOST_COLUMNS - column))


def _merge(properties: Node | None, name: str) -> tuple[bool, bool]:
    """Whether the cell is part of such a merge, and whether it goes on with one begun before."""
    node = None if properties is None else properties.find(W + name)
    return node is not None, node is not None and node.get(VAL) in (None, "continue")


def _is_deleted(row: Node) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_hidden(row: Node) -> bool:
    hidden = row.find(f"{W}trPr/{W}hidden")
    return hidden is not None and is_on(hidden)


def _children(node: Node, tag: str) -> Iterator[Node]:
    """Children of this tag, those in content controls included."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
        elif child.tag == _ALTERNATIVES and (branch := chosen_branch(child)) is not None:
            yield from _children(branch, tag)
