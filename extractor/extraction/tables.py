"""Figures of tables as budget and target records, with their row and column paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.funding import SourceWords, as_source, spread_sources
from extractor.extraction.grids import PURE, Grid, GridRow, Unit, UnitNames, is_total, read_grid
from extractor.extraction.naming import indicator_of
from extractor.extraction.quantities import Kind
from extractor.extraction.table_sums import CellSum, table_relations
from extractor.extraction.timing import Timing
from extractor.language.figures import Figure, read_figure
from extractor.language.text import canonical
from extractor.plan import SumRelation
from extractor.plantext import Block
from extractor.records import (
    Budget,
    BudgetStatus,
    Direction,
    Target,
    TargetStatus,
    Unread,
    decimal_text,
)
from extractor.rulebook import Rulebook

_MONEY_HEAD = regex.compile(
    r"\b(?:kinh phí|vốn|ngân sách|dự toán|nstw|nsđp|nst|nsh|nsx|huy động|đối ứng|tổng mức đầu tư|số tiền|tín dụng"
    r"|trung ương|nguồn)\b"
)
_COUNT_HEAD = regex.compile(r"^(?:số lượng|khối lượng|sl|quy mô)")
_STATUS_HEAD = (
    ("estimate", regex.compile(r"\bước\b")),
    ("actual", regex.compile(r"\b(?:thực hiện|kết quả|đạt được|đã|giải ngân)\b(?! nhiệm vụ)")),
    ("target", regex.compile(r"\b(?:kế hoạch|mục tiêu|chỉ tiêu|dự kiến|giao|nhu cầu|dự toán|phấn đấu)\b")),
    ("baseline", regex.compile(r"\b(?:đầu năm|đầu kỳ|hiện trạng)\b")),
)
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d|\s*[-–]\s*\d)")
_LOCALITY_HEAD = regex.compile(r"\b(?:xã|phường|thị trấn|huyện|địa phương|đơn vị|địa bàn|thôn|bản)\b")
_LOCALITY = regex.compile(r"^(?:(?:xã|phường|thị trấn|huyện|thị xã|thành phố|thôn|bản|ấp|buôn) )?\p{Lu}")
_BUDGET_STATUS: dict[str, BudgetStatus] = {
    "target": "plan",
    "actual": "actual",
    "estimate": "estimate",
    "baseline": "actual",
}


@dataclass(frozen=True)
class TableRecords:
    budgets: list[Budget]
    targets: list[Target]
    unread: list[Unread]
    relations: list[SumRelation]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One figure of a table with all that decides what it is."""

    block: Block
    row: GridRow
    path: tuple[str, ...]
    figure: Figure
    unit: Unit | None


class TableReader:
    """Reads the tables of plans; made once from the rules."""

    def __init__(self, rules: Rulebook) -> None:
        self._names = UnitNames(rules.units)
        self._sources = SourceWords(rules.funding, rules.headings)
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
        last = -1
        for number, row in enumerate(grid.rows):
            for column, path in grid.columns.items():
                cell = self._cell(grid, row, column, path, setting)
                if cell is None:
                    continue
                context = contexts[grid.cells[row.row][column] or 0]
                if cell.unit is None:
                    found.unread.append(_unread(cell, setting, context))
                elif cell.unit.kind is Kind.MONEY:
                    sums.append(CellSum(number, column, first_budget + len(found.budgets)))
                    sources.append(self._source(cell))
                    found.budgets.append(self._budget(cell, setting, timing, context))
                else:
                    before = found.targets[-1] if number == last else None
                    found.targets.append(self._target(cell, grid, setting, timing, context, before))
                    last = number
        values = {s.budget: found.budgets[s.budget - first_budget].value for s in sums}
        relations = table_relations(grid, sums, values)
        found.relations.extend(relations)
        _settle(found.budgets, relations, first_budget, sources)

    def _cell(
        self, grid: Grid, row: GridRow, column: int, path: tuple[str, ...], setting: Setting
    ) -> _Cell | None:
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
        return _Cell(block, row, path, figure, unit)

    def _unit(self, grid: Grid, row: GridRow, column: int, words: str, setting: Setting) -> Unit | None:
        """By the row's unit column, the column's head, the caption, or what the labels speak of."""
        if grid.unit_column is not None:
            index = grid.cells[row.row][grid.unit_column]
            unit = (
                self._names.read(setting.text.words(setting.text.blocks[index]))
                if index is not None
                else None
            )
            if unit is not None:
                return unit
        if column in grid.units:
            return grid.units[column]
        head = canonical(" ".join(grid.columns[column]))
        if grid.caption_unit is not None and not _COUNT_HEAD.match(head):
            return grid.caption_unit
        by_row = self._names.in_head(" ".join(row.labels[-1:]))
        if by_row is not None:
            return by_row
        if _MONEY_HEAD.search(head):
            return Unit(Kind.MONEY, "VND", "", Decimal(1))
        return None

    def _budget(self, cell: _Cell, setting: Setting, timing: Timing, context: BlockContext) -> Budget:
        assert cell.unit is not None
        words = canonical(" ".join((*cell.row.labels, *cell.path)))
        status = _status(cell, timing, context)
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
            role="amount",
            source=as_source(self._source(cell)),
            capital=self._sources.capital(words),
            component=self._sources.component(cell.row.labels),
            row=cell.row.labels,
            column=cell.path,
            status=_BUDGET_STATUS[status],
            year=_year(cell) or timing.year(context, cell.block.start, status),
        )

    def _source(self, cell: _Cell) -> str | None:
        """By the column's head, else by the row's own label."""
        own = canonical(cell.row.labels[-1])
        return self._sources.last(canonical(" ".join(cell.path))) or self._sources.last(own)

    def _indicator(self, cell: _Cell, words: str, before: Target | None) -> str:
        """By the labels of row and column; a bare «Tỷ lệ (%)» is the rate of the count in the column before it."""
        assert cell.unit is not None
        named = indicator_of(self._indicators, cell.unit.id, words)
        if (
            named == "other"
            and before is not None
            and cell.unit.kind is Kind.PERCENT
            and _same_group(cell, before)
        ):
            counted = self._indicators.root.get(before.indicator)
            return (counted.rate if counted else None) or "other"
        return named

    def _target(
        self,
        cell: _Cell,
        grid: Grid,
        setting: Setting,
        timing: Timing,
        context: BlockContext,
        before: Target | None,
    ) -> Target:
        assert cell.unit is not None
        status = _status(cell, timing, context)
        label = cell.row.labels[-1] if cell.row.labels else ""
        words = canonical(" ".join((*cell.row.labels, *cell.path)))
        places = _LOCALITY_HEAD.search(grid.label_head) is not None and not is_total(label)
        locality = label if places and _LOCALITY.match(label) else None
        value = cell.figure.value
        if cell.unit.kind is Kind.PERCENT and value > 1000 and cell.figure.readings:
            value = cell.figure.readings[0][0]
        direction = (
            "decrease"
            if regex.search(r"\b(?:mức|tỷ lệ)? ?giảm\b(?! nghèo)", words)
            else "reach"
            if status == "target"
            else None
        )
        return Target(
            doc=setting.text.doc,
            text=setting.text.quote(cell.block.start, cell.block.end),
            span=(cell.block.start, cell.block.end),
            page=cell.block.page,
            section=setting.section_path(context.outlined),
            rule_id="table-target",
            readings=tuple(decimal_text(v) for v, _ in cell.figure.readings),
            figure=_figure_span(setting.text.text, cell.block),
            indicator=self._indicator(cell, words, before),
            indicator_text=label or " ".join(cell.path),
            row=cell.row.labels,
            column=cell.path,
            value=value,
            unit=cell.unit.id,
            unit_text=cell.unit.text,
            direction=cast(Direction | None, direction),
            year=_year(cell) or timing.year(context, cell.block.start, status),
            status=cast(TargetStatus, status),
            locality=locality,
        )


def _same_group(cell: _Cell, before: Target) -> bool:
    return before.column is not None and len(cell.path) > 1 and before.column[:-1] == cell.path[:-1]


def _figure_span(text: str, block: Block) -> tuple[int, int]:
    words = text[block.start : block.end]
    match = regex.search(r"\d(?:[\d.,\u00a0]*\d)?", words)
    return (block.start + match.start(), block.start + match.end()) if match else (block.start, block.end)


def _status(cell: _Cell, timing: Timing, context: BlockContext) -> str:
    head = canonical(" ".join(cell.path))
    for status, pattern in _STATUS_HEAD:
        if pattern.search(head):
            return status
    return timing.status(context, cell.block.start)


def _year(cell: _Cell) -> int | None:
    named = _YEAR.findall(" ".join(cell.path))
    return int(named[-1]) if named else None


def _unread(cell: _Cell, setting: Setting, context: BlockContext) -> Unread:
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
