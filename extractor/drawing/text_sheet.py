"""A text without pages laid out on pages of its own: what the reader made of a .docx or a .txt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageDraw

from extractor import regex
from extractor.drawing.fonts import Typeface, typeface
from extractor.drawing.sheet import Placed, Sheet
from extractor.plantext import Block, BlockKind, Box, Cell, PlanText, Table

_WORD = regex.compile(r"\S+")
_WIDTH, _HEIGHT, _MARGIN = 8.27, 11.69, 0.8  # inches
_TALLEST = 4 * _HEIGHT  # a row of a table may be taller than a page
_POINTS = 72
_TYPE, _SMALL = 10.5, 8.0  # points
_LEADING = 1.45
_MOST_NATURAL = 2.6  # inches a column asks for at most


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    x: float
    y: float
    text: str
    bold: bool
    small: bool


@dataclass(slots=True)
class _SetCell:
    cell: Cell
    left: float
    right: float
    lines: list[list[_Word]]


@dataclass(slots=True)
class TextPage:
    """A page as laid out: its words and the boxes of its blocks by index, in pixels."""

    words: list[_Word] = field(default_factory=list)
    blocks: dict[int, Box] = field(default_factory=dict)
    bottom: float = 0.0


@dataclass(slots=True)
class _Setter:
    """Sets blocks one under the other; all lengths in pixels."""

    plan: PlanText
    dpi: int
    pages: list[TextPage] = field(default_factory=lambda: [TextPage()])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.inches(_MARGIN)

    def inches(self, length: float) -> float:
        return length * self.dpi

    def face(self, *, bold: bool, small: bool) -> Typeface:
        return typeface(max(6, round((_SMALL if small else _TYPE) * self.dpi / _POINTS)), bold=bold)

    def leading(self, *, small: bool) -> float:
        return self.face(bold=False, small=small).size * _LEADING

    def room(self, height: float) -> None:
        """Begin a new page where so much does not fit on this one."""
        top, bottom = self.inches(_MARGIN), self.inches(_HEIGHT - _MARGIN)
        if self.y + height > bottom and self.y > top:
            self.pages[-1].bottom = self.y
            self.pages.append(TextPage())
            self.y = top

    def lines(self, block: Block, width: float, *, small: bool) -> list[list[_Word]]:
        """The words of a block as lines no wider than `width`, placed from (0, 0)."""
        face = self.face(bold=block.bold, small=small)
        space = face.width(" ")
        lines: list[list[_Word]] = [[]]
        x = 0.0
        for match in _WORD.finditer(self.plan.text, block.start, block.end):
            length = _width(face, match[0])
            if lines[-1] and x + length > width:
                lines.append([])
                x = 0.0
            lines[-1].append(_Word(match.start(), match.end(), x, 0.0, match[0], block.bold, small))
            x += length + space
        return lines

    def _drop(self, *, small: bool) -> float:
        """What a line of words hangs below its upper edge, so that a box around it cuts no marks."""
        return 0.16 * self.face(bold=False, small=small).size

    def put(self, lines: Sequence[list[_Word]], x: float, y: float, *, small: bool) -> None:
        for number, line in enumerate(lines):
            for word in line:
                word.x, word.y = word.x + x, y + number * self.leading(small=small) + self._drop(small=small)
                self.pages[-1].words.append(word)

    def paragraph(self, index: int, block: Block) -> None:
        left, width = self.inches(_MARGIN), self.inches(_WIDTH - 2 * _MARGIN)
        step = self.leading(small=False)
        top = None
        for line in self.lines(block, width, small=False):
            self.room(step)
            if top is None or self.y < top:
                top = self.y
            self.put([line], left, self.y, small=False)
            self.y += step
            self.pages[-1].blocks[index] = Box(left, top, left + width, self.y)
        self.y += step * 0.35

    def table(self, table: Table) -> None:
        edges = self._edges(table)
        rows: dict[int, list[_SetCell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(self._set(cell, edges))
        heights = [self._height(rows.get(row, ())) for row in range(table.rows)]
        for row, height in enumerate(heights):
            self.room(height)
            for one in rows.get(row, ()):
                self._put_cell(one, sum(heights[row : row + one.cell.row_span]))
            self.y += height
        self.y += self.leading(small=False)

    def _set(self, cell: Cell, edges: Sequence[float]) -> _SetCell:
        left, right = edges[cell.column], edges[min(cell.column + cell.column_span, len(edges) - 1)]
        block = self.plan.blocks[cell.block]
        return _SetCell(cell, left, right, self.lines(block, right - left - 2 * self._pad(), small=True))

    def _height(self, cells: Sequence[_SetCell]) -> float:
        """What the cells of one row need; those over several rows find room in them."""
        most = max((len(one.lines) for one in cells if one.cell.row_span == 1), default=1)
        return most * self.leading(small=True) + 2 * self._pad()

    def _put_cell(self, one: _SetCell, height: float) -> None:
        self.pages[-1].blocks[one.cell.block] = Box(one.left, self.y, one.right, self.y + height)
        self.put(one.lines, one.left + self._pad(), self.y + self._pad(), small=True)

    def _pad(self) -> float:
        return self.inches(0.04)

    def _edges(self, table: Table) -> list[float]:
        """The column lines: as wide as the words ask, drawn together to the page's width."""
        widths = [self.inches(0.3)] * max(table.columns, 1)
        face = self.face(bold=True, small=True)
        for cell in table.cells:
            if cell.column_span == 1 and cell.column < len(widths):
                words = self.plan.words(self.plan.blocks[cell.block])
                asked = min(face.width(words[:200]) + 3 * self._pad(), self.inches(_MOST_NATURAL))
                widths[cell.column] = max(widths[cell.column], asked)
        scale = min(1.0, self.inches(_WIDTH - 2 * _MARGIN) / sum(widths))
        edges = [self.inches(_MARGIN)]
        for width in widths:
            edges.append(edges[-1] + width * scale)
        return edges


def text_pages(plan: PlanText, dpi: int, wanted: int) -> list[TextPage]:
    """The pages that a text makes, up to the one wanted and whatever comes with it."""
    setter = _Setter(plan, dpi)
    told: set[int] = set()
    for index, block in enumerate(plan.blocks):
        if len(setter.pages) > wanted:
            break
        if block.kind is not BlockKind.TABLE_CELL or block.table is None:
            setter.paragraph(index, block)
        elif block.table not in told:
            told.add(block.table)
            setter.table(plan.tables[block.table])
    setter.pages[-1].bottom = setter.y
    return setter.pages


def text_sheet(pages: Sequence[TextPage], page: int, dpi: int, notes: Sequence[str]) -> Sheet:
    """The picture of one of the pages (1-based)."""
    held = pages[page - 1]
    margin = _MARGIN * dpi
    size = (round(_WIDTH * dpi), round(min(max(_HEIGHT * dpi, held.bottom + margin), _TALLEST * dpi)))
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    placed = []
    for word in held.words:
        points = _SMALL if word.small else _TYPE
        face = typeface(max(6, round(points * dpi / _POINTS)), bold=word.bold)
        pen.text((word.x, word.y), face.text(word.text), fill="black", font=face.face)
        box = Box(word.x, word.y, word.x + _width(face, word.text), word.y + face.size * 1.25)
        placed.append(Placed(word.start, word.end, box))
    return Sheet(image, sorted(placed), held.blocks, notes)


@lru_cache(maxsize=50_000)
def _width(face: Typeface, word: str) -> float:
    return face.width(word)
