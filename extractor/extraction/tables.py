"""Figures of tables as budget and target records, with their row and column paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.funding import SourceWords, as_source, spread_sources
from extractor.extraction.grid_rows import PURE, GridRow
from extractor.extraction.grids import Grid, Unit, UnitNames, read_grid
from extractor.extraction.naming import OTHER, indicator_of
from extractor.extraction.quantities import Kind
from extractor.extraction.table_cells import (
    TableCell,
    head_status,
    locality_of,
    names_money,
    names_quantity,
    own_words,
    same_group,
    status_of,
    subject_before,
    year_of,
)
from extractor.extraction.table_sums import CellSum, table_relations
from extractor.extraction.table_targets import table_direction, table_indicator, whole_status
from extractor.extraction.timing import Timing
from extractor.language.figures import read_figure
from extractor.language.text import canonical
from extractor.plan import SumRelation
from extractor.plantext import Block
from extractor.records import (
    Budget,
    BudgetStatus,
    Target,
    TargetStatus,
    Unread,
    decimal_text,
)
from extractor.rulebook import Rulebook

_BUDGET_STATUS: dict[str, BudgetStatus] = {
    "target": "plan",
    "actual": "actual",
    "estimate": "estimate",
    "baseline": "actual",
}
_MONEY = Unit(Kind.MONEY, "VND", "", Decimal(1))
_DIGITS = regex.compile(r"\d(?:[\d.,\u00a0]*\d)?")


@dataclass(frozen=True)
class TableRecords:
    budgets: list[Budget]
    targets: list[Target]
    unread: list[Unread]
    relations: list[SumRelation]


class TableReader:
    """Reads the tables of plans; made once from the rules."""

    def __init__(self, rules: Rulebook) -> None:
        self._names = UnitNames(rules.units)
        self._sources = SourceWords(rules.funding, rules.headings)
        self._each_head = regex.compile(rules.funding.unit_cost.heads)
        self._indicators = rules.indicators

    def read(
        self, setting: Setting, timing: Timing, contexts: Sequence[BlockContext], first_budget: int
    ) -> TableRecords:
        """Records of every table; relations count budgets from `first_budget` on."""
        found = TableRecords([], [], [], [])
        for index in range(len(setting.text.tables)):
            grid = read_grid(setting.text, index, self._names)
            if grid is not None:
                self._read_grid(grid, setting, timing, contexts, first_budget, found)
        return found

    def _read_grid(
        self,
        grid: Grid,
        setting: Setting,
        timing: Timing,
        contexts: Sequence[BlockContext],
        first_budget: int,
        found: TableRecords,
    ) -> None:
        sums: list[CellSum] = []
        sources: list[str | None] = []
        last, first = -1, 0
        for number, row in enumerate(grid.rows):
            for column, path in grid.columns.items():
                cell = self._cell(grid, row, column, path, setting)
                if cell is None:
                    continue
                context = contexts[grid.cells[row.row][column] or 0]
                if cell.unit is None:
                    found.unread.append(_unread(cell, setting, context))
                elif cell.unit.kind is Kind.MONEY:
                    budget = self._budget(cell, grid, setting, timing, context)
                    if budget.role != "unit_cost":
                        sums.append(CellSum(number, column, first_budget + len(found.budgets)))
                    sources.append(self._source(cell, grid, setting))
                    found.budgets.append(budget)
                else:
                    first = first if number == last else len(found.targets)
                    beside = found.targets[first:]
                    found.targets.append(self._target(cell, grid, column, setting, timing, context, beside))
                    last = number
        values = {s.budget: found.budgets[s.budget - first_budget].value for s in sums}
        statuses = {s.budget: found.budgets[s.budget - first_budget].status for s in sums}
        relations = table_relations(grid, sums, values, statuses)
        found.relations.extend(relations)
        _settle(found.budgets, relations, first_budget, sources)

    def _cell(
        self, grid: Grid, row: GridRow, column: int, path: tuple[str, ...], setting: Setting
    ) -> TableCell | None:
        index = grid.cells[row.row][column]
        if index is None:
            return None
        block = setting.text.blocks[index]
        words = setting.text.words(block).strip()
        if block.row != row.row or not PURE.match(words):
            return None
        figure = read_figure(words.rstrip("% ").lstrip("-–+ "))
        if figure is None:
            return None
        unit = self._unit(grid, row, column, words, setting)
        if words.endswith("%"):
            unit = Unit(Kind.PERCENT, "percent", "%")
        return TableCell(block, row, path, figure, unit)

    def _unit(self, grid: Grid, row: GridRow, column: int, words: str, setting: Setting) -> Unit | None:
        """By the row's unit column, the column's head, the caption, or what the labels speak of."""
        head = canonical(" ".join(grid.columns[column]))
        row_unit = self._row_unit(grid, row, setting)
        counted = row_unit is not None and row_unit.kind is not Kind.MONEY
        if counted and names_money(head):  # «ĐVT: buổi» counts the sessions, not what they cost
            caption = (
                grid.caption_unit if grid.caption_unit and grid.caption_unit.kind is Kind.MONEY else None
            )
            return grid.units.get(column) or caption or _MONEY
        if row_unit is not None:
            return row_unit
        if column in grid.units:
            return grid.units[column]
        if grid.caption_unit is not None and not names_quantity(head):
            return grid.caption_unit
        by_row = self._names.in_head(" ".join(row.labels[-1:]))
        if by_row is not None:
            return by_row
        return _MONEY if names_money(head) else None

    def _row_unit(self, grid: Grid, row: GridRow, setting: Setting) -> Unit | None:
        """The unit in the row's own unit column."""
        index = grid.cells[row.row][grid.unit_column] if grid.unit_column is not None else None
        return self._names.read(setting.text.words(setting.text.blocks[index])) if index is not None else None

    def _per(self, cell: TableCell, grid: Grid, setting: Setting) -> str | None:
        """What a cost of one is for: in its unit, else the unit of its row."""
        if cell.unit is not None and cell.unit.per:
            return cell.unit.per
        row_unit = self._row_unit(grid, cell.row, setting)
        return (
            self._names.per(row_unit.text) if row_unit is not None and row_unit.kind is Kind.COUNT else None
        )

    def _budget(
        self, cell: TableCell, grid: Grid, setting: Setting, timing: Timing, context: BlockContext
    ) -> Budget:
        assert cell.unit is not None
        words = canonical(" ".join((*cell.row.labels, *cell.path)))
        status = status_of(cell, timing, context)
        each = cell.unit.per is not None or self._each_head.search(cell.head) is not None
        source = as_source(self._source(cell, grid, setting))
        figure = _figure_span(setting.text.text, cell.block)
        return Budget(
            doc=setting.text.doc,
            text=setting.text.quote(cell.block.start, cell.block.end),
            span=(cell.block.start, cell.block.end),
            page=cell.block.page,
            section=setting.section_path(context.outlined),
            rule_id="table-money",
            confidence=1.0 if cell.unit.text else 0.6,
            readings=tuple(decimal_text(v * cell.unit.scale) for v, _ in cell.figure.readings),
            figure=figure,
            value=cell.figure.value * cell.unit.scale,
            unit_text=cell.unit.text or None,
            role="unit_cost" if each else "amount",
            source=source,
            source_level=self._level(cell) if source == "local" else None,
            per=self._per(cell, grid, setting) if each else None,
            locality=locality_of(cell, grid),
            capital=self._sources.capital(words),
            component=self._sources.component(cell.row.labels),
            row=cell.row.labels,
            column=cell.path,
            status=_BUDGET_STATUS[status],
            year=year_of(cell) or timing.year(context, cell.block.start, status),
        )

    def _source(self, cell: TableCell, grid: Grid, setting: Setting) -> str | None:
        """By the column's head, else by the row's own label, else by what the column of sources says of the row."""
        named = self._sources.last(cell.head) or self._sources.last(canonical(cell.label))
        beside = grid.cells[cell.row.row][grid.source_column] if grid.source_column is not None else None
        if named is not None or beside is None:
            return named
        return self._sources.last(canonical(setting.text.words(setting.text.blocks[beside])))

    def _level(self, cell: TableCell) -> Literal["province", "district", "commune"] | None:
        """The level of government that the column's head or the row's label names."""
        return self._sources.level(cell.head) or self._sources.level(canonical(cell.label))

    def _indicator(self, cell: TableCell, grid: Grid, column: int, beside: Sequence[Target]) -> str:
        """By the labels of row and column, by the targets read `beside` it, by the columns on its left."""
        assert cell.unit is not None
        words = own_words(cell)
        grouped = bool(beside) and same_group(cell, beside[-1])
        named = table_indicator(self._indicators, cell.unit.id, words, beside, grouped=grouped)
        if named == OTHER and (subject := subject_before(cell, grid, column)):
            return indicator_of(self._indicators, cell.unit.id, f"{words} {subject}")
        return named

    def _target(
        self,
        cell: TableCell,
        grid: Grid,
        column: int,
        setting: Setting,
        timing: Timing,
        context: BlockContext,
        beside: Sequence[Target],
    ) -> Target:
        assert cell.unit is not None
        heads = [head_status(canonical(" ".join(path))) for path in grid.columns.values()]
        whole = whole_status(canonical(cell.path[-1]) if cell.path else "", heads)
        status = whole or status_of(cell, timing, context)
        words = canonical(" ".join((*cell.row.labels, *cell.path)))
        value = cell.figure.value
        if cell.unit.kind is Kind.PERCENT and value > 1000 and cell.figure.readings:
            value = cell.figure.readings[0][0]
        return Target(
            doc=setting.text.doc,
            text=setting.text.quote(cell.block.start, cell.block.end),
            span=(cell.block.start, cell.block.end),
            page=cell.block.page,
            section=setting.section_path(context.outlined),
            rule_id="table-target",
            readings=tuple(decimal_text(v) for v, _ in cell.figure.readings),
            figure=_figure_span(setting.text.text, cell.block),
            indicator=self._indicator(cell, grid, column, beside),
            indicator_text=cell.label or " ".join(cell.path),
            row=cell.row.labels,
            column=cell.path,
            value=value,
            unit=cell.unit.id,
            unit_text=cell.unit.text,
            direction=None if whole else table_direction(words, status),
            year=year_of(cell) or timing.year(context, cell.block.start, status),
            status=cast(TargetStatus, status),
            locality=locality_of(cell, grid),
        )


def _figure_span(text: str, block: Block) -> tuple[int, int]:
    words = text[block.start : block.end]
    match = _DIGITS.search(words)
    return (block.start + match.start(), block.start + match.end()) if match else (block.start, block.end)


def _unread(cell: TableCell, setting: Setting, context: BlockContext) -> Unread:
    return Unread(
        doc=setting.text.doc,
        text=setting.text.quote(cell.block.start, cell.block.end),
        span=(cell.block.start, cell.block.end),
        page=cell.block.page,
        section=setting.section_path(context.outlined),
        rule_id="unread-no-unit",
        reason="ô bảng không có đơn vị ở cột, ở hàng hay ở đầu bảng",
    )


def _settle(
    budgets: list[Budget], relations: Sequence[SumRelation], first: int, own: Sequence[str | None]
) -> None:
    """Roles and sources as the relations of the last table have them; `own` are the sources its cells name."""
    local = [
        SumRelation(r.total - first, tuple(p - first for p in r.parts), r.kind, r.certain) for r in relations
    ]
    parts = {p for r in local for p in r.parts}
    totals = {r.total for r in local}
    sources: list[str | None] = [*[b.source for b in budgets[: len(budgets) - len(own)]], *own]
    spread_sources(sources, local, [b.value for b in budgets])
    for index in parts | totals:
        role = "part" if index in parts else "total"
        budgets[index] = budgets[index].model_copy(update={"role": role, "source": as_source(sources[index])})
