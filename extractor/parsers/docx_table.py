"""The grid of a table in a .docx: which cell lies where, merged cells resolved."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.parsers.docx_xml import MC, VAL, Node, W, chosen_branch, integer, is_on, refused, value

_MOST_COLUMNS = 256  # Word itself has at most 63; bounds what a hostile span can cost
_CELL, _ROW, _ALTERNATIVES = f"{W}tc", f"{W}tr", f"{MC}AlternateContent"
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
    """Cells in row order, each merged one once."""

    rows: int
    columns: int
    slots: tuple[Slot, ...]


def read_grid(table: Node) -> Grid:
    """The grid of a `w:tbl`; deleted and hidden rows are left out.

    Raises UnreadableFile (`refused`) for a row of more cells than any table has.
    """
    slots: list[Slot] = []
    above: dict[int, Slot] = {}
    rows = columns = 0
    for row in _children(table, _ROW):
        if _is_left_out(row):
            continue
        above, column = _read_row(row, rows, above, slots)
        columns = max(columns, column)
        rows += 1
    return Grid(rows, columns, tuple(slots))


def _read_row(
    row: Node, index: int, above: dict[int, Slot], slots: list[Slot]
) -> tuple[dict[int, Slot], int]:
    """Adds the row's new cells to `slots`; gives those of vertical merges by column, and the row's end."""
    merged: dict[int, Slot] = {}
    column = _span(integer(value(row.find(f"{W}trPr"), "gridBefore"), 0), 0)
    last: Slot | None = None
    for cell in _children(row, _CELL):
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
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


def _is_left_out(row: Node) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False
    hidden = properties.find(f"{W}hidden")
    return properties.find(f"{W}del") is not None or (hidden is not None and is_on(hidden))


def _children(node: Node, tag: str) -> Iterator[Node]:
    """Children of this tag, those in content controls included."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
        elif child.tag == _ALTERNATIVES and (branch := chosen_branch(child)) is not None:
            yield from _children(branch, tag)
