"""The normalised text of a plan and the blocks over it: what every parser gives."""

from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from itertools import product, takewhile

from extractor.values import dataclass

Span = tuple[int, int]


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table cell: `text[start:end]` of its PlanText.

    `marker` is the number or bullet as printed (`II.`, `1.2.`, `a)`, `-`, `Phần thứ nhất`) and
    `body` the offset where the words after it begin. `level` is the heading level that the format
    states, 1 the outermost. `table`, `row` and `column` are set for cells.
    """

    kind: BlockKind
    start: int
    end: int
    body: int
    marker: str | None = None
    page: int | None = None
    box: Box | None = None
    bold: bool = False
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table grid: `block` is its index in `PlanText.blocks`."""

    row: int
    column: int
    row_span: int
    column_span: int
    block: int


@dataclass(frozen=True)
class Table:
    """A table as a grid of `rows` x `columns` positions; merged cells cover several."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]

    @cached_property
    def grid(self) -> tuple[tuple[int | None, ...], ...]:
        """Block index at each grid position; a merged cell fills all of its positions."""
        filled: dict[tuple[int, int], int] = {}
        for cell in self.cells:
            for r, c in product(range(cell.row_span), range(cell.column_span)):
                filled[cell.row + r, cell.column + c] = cell.block
        return tuple(tuple(filled.get((r, c)) for c in range(self.columns)) for r in range(self.rows))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that may have been recognised wrongly: `text[start:end]` of its PlanText.

    `confidence` goes from 0 to 1; `readings` are the other figures that it may be, the likeliest first.
    """

    start: int
    end: int
    confidence: float
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanText:
    """A plan's normalised text (NFC) and the blocks over it, in reading order.

    `doc` is the path as given, `format` what the file is (`docx`, `xlsx`, `pdf`, `txt`, or
    `doc`, `odt`… where it was converted first), `notes` what happened in
    reading (Vietnamese, English pairs), `partial` whether words of the file could not be read. Offsets of
    blocks never overlap and never run backwards. `recognised` are the pages whose words were read off
    their pictures, each with how sure that is on the whole; `doubts` the figures on them to be looked at,
    in text order.
    """

    doc: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    partial: bool = False
    doubts: tuple[Doubt, ...] = ()
    recognised: tuple[tuple[int, float], ...] = ()

    def words(self, block: Block) -> str:
        """The whole text of a block."""
        return self.text[block.start : block.end]

    def quote(self, start: int, end: int) -> str:
        """The words between two offsets, whitespace folded: what a record shows as its text."""
        return " ".join(self.text[start:end].split())

    def body(self, block: Block) -> str:
        """The text of a block after its number or bullet."""
        return self.text[block.body : block.end]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(block.start for block in self.blocks)

    def doubts_in(self, start: int, end: int) -> tuple[Doubt, ...]:
        """The doubtful figures that lie in or reach into a span."""
        first = bisect_right(self._doubt_ends, start)
        found = takewhile(lambda doubt: doubt.start < end, self.doubts[first:])
        return tuple(found)

    def recognition_at(self, *spans: Span) -> float | None:
        """How sure the least sure of the pages is that the spans begin on and whose words were recognised
        from their images; None where there is none."""
        pages = {self.page_at(start) for start, _ in spans}
        return min((sure for page, sure in self.recognised if page in pages), default=None)

    def page_at(self, offset: int) -> int | None:
        """The page of the block at an offset; None where the format has none."""
        return self.blocks[self.block_at(offset)].page if self.blocks else None

    @cached_property
    def _doubt_ends(self) -> tuple[int, ...]:
        return tuple(doubt.end for doubt in self.doubts)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds `offset` (or the last one that begins before it)."""
        at = bisect_right(self._starts, offset) - 1
        return at if at > 0 else 0
