"""The figures of a table's cells, each with its unit."""

from collections.abc import Sequence
from functools import lru_cache

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.cell_figures import cell_figures
from extractor.extraction.comma_groups import by_commas
from extractor.extraction.context import Setting
from extractor.extraction.grid_rows import GridRow
from extractor.extraction.grids import Grid
from extractor.extraction.lone_figures import is_figure, lone_figure
from extractor.extraction.quantities import Kind
from extractor.extraction.table_cells import (
    TableCell,
    lists_sources,
    may_hold,
    names_money,
    names_quantity,
    own_words,
    titled_money,
)
from extractor.extraction.table_units import MONEY, Unit, UnitNames
from extractor.language.text import joined_labels
from extractor.plantext import Block

_UNIT_WORD = regex.compile(r"\p{L}{2,}(?: \p{L}+){0,2}")
# «(%)» or a bare «%»; not «(tỷ lệ %)» behind a count, nor «3% một năm».
_PERCENT_HEAD = regex.compile(r"\(%\)|(?<!\d)(?<!\d )%(?![^()]*\))")


class CellReader:
    """Reads the cells of grids; made once from the names of units."""

    def __init__(self, names: UnitNames) -> None:
        self._names = names
        self._in_head = lru_cache(maxsize=512)(names.in_head)

    def cells(
        self, grid: Grid, row: GridRow, column: int, path: tuple[str, ...], setting: Setting
    ) -> Sequence[TableCell]:
        """The figures of one cell: one, the two ends of a range, or none."""
        index = grid.cells[row.row][column]
        if index is None:
            return ()
        block = setting.text.blocks[index]
        words = setting.text.words(block).strip()
        if block.row != row.row:
            return ()
        if not is_figure(words):
            return self._written(grid, row, column, block, words, setting) if words else ()
        lone = lone_figure(words)
        if lone is None:
            return ()
        figure = by_commas(lone[0]) if grid.comma_groups else lone[0]
        unit = self._unit(grid, row, column, setting)
        if words.endswith("%"):
            unit = Unit(Kind.PERCENT, "percent", "%")
        start = block.start + setting.text.words(block).find(words)
        at = (start + lone[1], start + lone[2])
        return (TableCell(block, row, path, figure, unit, at, placed=column in grid.places),)

    def _written(
        self, grid: Grid, row: GridRow, column: int, block: Block, words: str, setting: Setting
    ) -> Sequence[TableCell]:
        """A cell whose figure has words about it: its unit («2,4 km»), a bound («≥ 62»), a whole («39/118»)."""
        path = grid.columns[column]
        head = joined_labels(path)
        cells: list[TableCell] = []
        for found in cell_figures(words):
            said = self._names.in_cell(found.unit, head) if found.unit else None
            unit = said if found.unit else self._unit(grid, row, column, setting)
            if found.rated and unit is not None and unit.kind is Kind.PERCENT:  # «Hộ nghèo (tỷ lệ %)»
                unit = self._beside_rate(path, row)
            if unit is None or not (found.rated or may_hold(unit, found, head)):
                return ()
            start = block.start + setting.text.words(block).find(words)
            at = (start + found.start, start + found.end)
            bounds = found.comparator, found.denominator
            cells.append(
                TableCell(block, row, path, found.figure, unit, at, *bounds, placed=column in grid.places)
            )
        return cells

    def _beside_rate(self, path: Sequence[str], row: GridRow) -> Unit | None:
        """What a count is of whose head names the rate behind it: «Hộ nghèo (tỷ lệ %)» over «25 (12,5%)»."""
        named = [own_words((words,)) for words in path]
        label = [own_words((words,)) for words in row.labels[-1:]]
        found = (*(self._in_head(words) for words in (*named[-1:], *label)), self._names.leading(named))
        return next((unit for unit in found if unit is not None and unit.kind is Kind.COUNT), None)

    def _unit(self, grid: Grid, row: GridRow, column: int, setting: Setting) -> Unit | None:
        """By the row's unit column, the column's head, the caption, or what the labels speak of."""
        head = joined_labels(grid.columns[column])
        row_unit = self.row_unit(grid, row, setting)
        counted = row_unit is not None and row_unit.kind is not Kind.MONEY
        if counted and names_money(head):  # «ĐVT: buổi» counts the sessions, not what they cost
            return grid.units.get(column) or grid.caption_money or MONEY
        headed = grid.units.get(column)
        if headed is not None and headed.kind is Kind.PERCENT and _PERCENT_HEAD.search(head):
            return headed  # «Đạt (%)», «Tỷ lệ % TH/KH» of so many people
        if row_unit is not None:
            return row_unit
        if column in grid.units:
            return grid.units[column]
        if grid.caption_unit is not None and not names_quantity(head):
            return (names_money(head) and grid.caption_money) or grid.caption_unit
        by_row = self._in_head(" ".join(row.labels[-1:]))
        if by_row is not None:
            return by_row
        titled = titled_money(grid.title, head) or lists_sources(grid.label_head)
        return MONEY if titled or names_money(head) else None

    def row_unit(self, grid: Grid, row: GridRow, setting: Setting) -> Unit | None:
        """The unit in the row's own unit column; a word that is none of the known ones counts things all the same."""
        index = grid.cells[row.row][grid.unit_column] if grid.unit_column is not None else None
        if index is None:
            return None
        words = setting.text.words(setting.text.blocks[index]).strip()
        other = Unit(Kind.COUNT, OTHER, words) if _UNIT_WORD.fullmatch(words) else None
        return self._names.read(words) or self._names.lasting(words) or other
