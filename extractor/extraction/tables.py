"""Figures of tables as budget and target records, with their row and column paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from extractor import regex
from extractor.extraction.benefit_tables import benefit_of, trainees_of
from extractor.extraction.candidates import OTHER, indicator_of
from extractor.extraction.change_columns import changes_of, with_units
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.funding import LabelWords
from extractor.extraction.grid_rows import GridRow
from extractor.extraction.grids import Grid, read_grid
from extractor.extraction.lacks import lacked_in_table
from extractor.extraction.naming import REDUCTION
from extractor.extraction.parts_of_wholes import COMPLETION
from extractor.extraction.quantities import Kind
from extractor.extraction.table_cells import (
    TableCell,
    is_bare_rate,
    locality_of,
    names_money,
    own_words,
    path_status,
    same_group,
    status_of,
    subject_before,
    year_of,
)
from extractor.extraction.table_figures import CellReader
from extractor.extraction.table_funding import TableFunding, settle
from extractor.extraction.table_sums import CellSum, table_relations
from extractor.extraction.table_targets import (
    is_rate_at_start,
    is_start_of_goals,
    is_whole,
    table_direction,
    table_indicator,
    tells_completion,
    whole_status,
)
from extractor.extraction.table_units import UnitNames
from extractor.extraction.timing import Timing
from extractor.extraction.whom import WhomReader
from extractor.language.text import canonical
from extractor.plan import SumRelation
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

_BUDGET_STATUS: dict[str, BudgetStatus] = {
    "target": "plan",
    "actual": "actual",
    "estimate": "estimate",
    "baseline": "actual",
}
_LOST = regex.compile(r"[#?.…_*▯\s]*(?:##|\?|\.{2}|…|__|▯)[#?.…_*▯\s]*|.*\d.*")  # «#####», «…», «1.25O»
_A_HEAD = regex.compile(r"\b(?:đầu người|một người|mỗi người|trên người|nhân khẩu)\b")


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
        self._cells = CellReader(self._names)
        self._funding = TableFunding(LabelWords(rules.funding, rules.headings), rules.funding)
        self._each_head = regex.compile(rules.funding.unit_cost.heads)
        self._levels = regex.compile(rules.funding.unit_cost.levels)
        self._never_each = regex.compile(rules.funding.unit_cost.never)
        self._indicators = rules.indicators

    def read(
        self,
        setting: Setting,
        timing: Timing,
        whom: WhomReader,
        contexts: Sequence[BlockContext],
        first_budget: int,
    ) -> TableRecords:
        """Records of every table; relations count budgets from `first_budget` on."""
        found = TableRecords([], [], [], [])
        for index in range(len(setting.text.tables)):
            grid = read_grid(setting.text, index, self._names)
            if grid is not None:
                self._read_grid(grid, setting, timing, whom, contexts, first_budget, found)
        return found

    def _read_grid(
        self,
        grid: Grid,
        setting: Setting,
        timing: Timing,
        whom: WhomReader,
        contexts: Sequence[BlockContext],
        first_budget: int,
        found: TableRecords,
    ) -> None:
        sums: list[CellSum] = []
        paid: list[TableCell] = []
        lost: set[tuple[int, int]] = set()
        last, first = -1, 0
        changes = changes_of(grid, setting.text)
        grid = with_units(grid, changes)
        for number, row in enumerate(grid.rows):
            for column, path in grid.columns.items():
                context = contexts[grid.cells[row.row][column] or 0]
                cells = self._cells.cells(grid, row, column, path, setting)
                if not cells and _is_lost(grid.cells[row.row][column], row, setting):
                    lost.add((number, column))
                    found.unread.extend(_unprinted(context, setting))
                for cell in cells:
                    changed = changes.named.get(column)
                    if cell.unit is None:
                        found.unread.append(_unread(cell, setting, context))
                    elif cell.unit.kind is Kind.MONEY:
                        budget = self._budget(cell, grid, column, setting, timing, context)
                        if budget.role != "unit_cost" and budget.per is None and changed is None:
                            sums.append(CellSum(number, column, first_budget + len(found.budgets)))
                        paid.append(cell)
                        found.budgets.append(budget)
                    else:
                        first = first if number == last else len(found.targets)
                        beside = found.targets[first:]
                        target = self._target(cell, grid, column, setting, timing, whom, context, beside)
                        if changed is not None:
                            way = changes.ways.get((row.row, column))
                            target = self._change(target, cell, changed, way, beside)
                        found.targets.append(target)
                        last = number
        values = {s.budget: found.budgets[s.budget - first_budget].value for s in sums}
        statuses = {s.budget: found.budgets[s.budget - first_budget].status for s in sums}
        relations = table_relations(grid, sums, values, statuses, lost)
        found.relations.extend(relations)
        settle(found.budgets, relations, first_budget, self._funding.sources(paid, grid, setting))

    def _per(self, cell: TableCell, grid: Grid, setting: Setting) -> str | None:
        """What a cost of one is for: in its unit, else the unit of its row."""
        if cell.unit is not None and cell.unit.per:
            return cell.unit.per
        row_unit = self._cells.row_unit(grid, cell.row, setting)
        return (
            self._names.per(row_unit.text) if row_unit is not None and row_unit.kind is Kind.COUNT else None
        )

    def _earner(self, cell: TableCell, grid: Grid, setting: Setting) -> str | None:
        """What an income is for: as its unit says, and of an average one each person («đầu người … tr.đ/năm»)."""
        per = self._per(cell, grid, setting)
        if per not in {None, "month", "year"} or _A_HEAD.search(cell.words) is None:
            return per
        return f"person/{per}" if per else "person"

    def _is_each(self, cell: TableCell, headings: Sequence[str]) -> bool:
        """Whether a column gives costs of one of something, by its head, or by the nearest heading where it names no
        money itself («III. Mức thưởng»)."""
        if self._each_head.search(cell.head) is not None:
            return True
        above = next((title for title in headings if title), "")
        return not names_money(cell.head) and self._levels.search(canonical(above)) is not None

    def _budget(
        self,
        cell: TableCell,
        grid: Grid,
        column: int,
        setting: Setting,
        timing: Timing,
        context: BlockContext,
    ) -> Budget:
        assert cell.unit is not None
        status = status_of(cell, timing, context, setting)
        income = self._never_each.search(cell.words) is not None
        each = not income and (
            cell.unit.per is not None or self._is_each(cell, setting.headings(context.outlined))
        )
        return Budget(
            doc=setting.text.doc,
            text=setting.text.quote(cell.block.start, cell.block.end),
            span=(cell.block.start, cell.block.end),
            page=cell.block.page,
            section=setting.section_path(context.outlined),
            rule_id="table-money",
            confidence=1.0 if cell.unit.text else 0.6,
            readings=tuple(decimal_text(v * cell.unit.scale) for v, _ in cell.figure.readings),
            figure=cell.at,
            value=cell.figure.value * cell.unit.scale,
            unit_text=cell.unit.text or None,
            role="unit_cost" if each else "amount",
            per=(self._per if each else self._earner)(cell, grid, setting) if each or income else None,
            locality=locality_of(cell, grid, column),
            source_level=self._funding.level(cell),
            capital=self._funding.capital(cell),
            component=self._funding.component(cell, grid),
            row=cell.row.labels,
            column=cell.path,
            status=_BUDGET_STATUS[status],
            year=year_of(cell) or timing.year(context, cell.block.start, status),
        )

    def _indicator(self, cell: TableCell, grid: Grid, column: int, beside: Sequence[Target]) -> str:
        """By the labels of row and column, by the targets read `beside` it, by the columns on its left."""
        assert cell.unit is not None
        if is_whole(cell.path):
            return OTHER
        around = (grid.title, grid.label_head, *(head for path in grid.columns.values() for head in path))
        if (lack := lacked_in_table(self._indicators, cell.unit.id, cell.label, around)) is not None:
            return lack
        words, heads = own_words((*cell.row.labels, *cell.path)), own_words(cell.path)
        grouped = bool(beside) and same_group(cell, beside[-1])
        named = table_indicator(self._indicators, cell.unit.id, words, heads, beside, grouped=grouped)
        if len(cell.row.labels) > 1:
            named = self._by_own_label(cell, named)
        if tells_completion(cell.path, cell.unit.id, [t.status for t in beside]):
            return COMPLETION
        if named == OTHER and (whole := grid.wholes.get(column)) is not None:
            named = indicator_of(self._indicators, cell.unit.id, f"{words} {own_words(grid.columns[whole])}")
        if named == OTHER and cell.unit.id == "person":
            named = trainees_of(self._indicators, grid, column)
        if named == OTHER and (subject := subject_before(cell, grid, column)):
            return indicator_of(self._indicators, cell.unit.id, f"{words} {subject}")
        return named

    def _by_own_label(self, cell: TableCell, named: str) -> str:
        """What a row that stands under others says itself, for `named` by all their labels: a heading such as «Giảm
        nghèo, việc làm» names no row under it that names itself; a cut told above («Số hộ nghèo giảm») stays one."""
        assert cell.unit is not None
        own = indicator_of(self._indicators, cell.unit.id, own_words((cell.label, *cell.path)))
        return named if own == OTHER or named == f"{own}{REDUCTION}" else own

    def _change(
        self,
        target: Target,
        cell: TableCell,
        heads: Sequence[str],
        way: Direction | None,
        beside: Sequence[Target],
    ) -> Target:
        """A change as such: a cut of the level that the row, the heads or the columns before it name, else no
        indicator; `heads` are those that say of what it is."""
        assert cell.unit is not None
        level = indicator_of(self._indicators, cell.unit.id, own_words((*cell.row.labels, *heads)))
        if level == OTHER:
            alike = (t.indicator for t in reversed(beside) if t.unit == cell.unit.id)
            level = next((name for name in alike if f"{name}{REDUCTION}" in self._indicators.root), OTHER)
        cut = f"{level}{REDUCTION}"
        named = cut if way == "decrease" and cut in self._indicators.root else OTHER
        return target.model_copy(update={"indicator": named, "direction": way})

    def _starts(self, cell: TableCell, name: str, grid: Grid, column: int, setting: Setting) -> bool:
        """Whether the column holds the level that the goals in columns behind it start from."""
        indicator = self._indicators.root.get(name)
        if indicator is None or indicator.family is None or cell.unit is None:
            return False
        behind = tuple((path, path_status(path, setting)) for c, path in grid.columns.items() if c > column)
        if not is_start_of_goals(cell.path, behind):
            return False
        return indicator_of(self._indicators, cell.unit.id, own_words(cell.path)) == name

    @staticmethod
    def _direction(cell: TableCell, status: str, beside: Sequence[Target]) -> Direction | None:
        """By the labels; a bare rate goes the way of the count that it is the rate of."""
        said = table_direction(cell.words, status)
        rate = said is None and status != "baseline" and is_bare_rate(cell)
        counted = beside[-1] if rate and beside and same_group(cell, beside[-1]) else None
        return counted.direction if counted is not None and counted.status == status else said

    def _target(
        self,
        cell: TableCell,
        grid: Grid,
        column: int,
        setting: Setting,
        timing: Timing,
        whom: WhomReader,
        context: BlockContext,
        beside: Sequence[Target],
    ) -> Target:
        assert cell.unit is not None
        others = [path_status(path, setting) for path in grid.columns.values()]
        whole = whole_status(cell.path, others, timing.around(context), list(grid.columns.values()))
        status = whole or status_of(cell, timing, context, setting)
        indicator = self._indicator(cell, grid, column, beside)
        if cell.unit.id == "household" and not is_whole(cell.path):
            indicator = benefit_of(self._indicators, grid, column, indicator, (*cell.row.labels, *cell.heads))
        if path_status(cell.path, setting) is None and (
            is_rate_at_start(self._indicators, indicator, beside)
            or (status == "target" and self._starts(cell, indicator, grid, column, setting))
        ):
            status = "baseline"
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
            figure=cell.at,
            indicator=indicator,
            indicator_text=cell.label or " ".join(cell.path),
            row=cell.row.labels,
            column=cell.path,
            value=value,
            unit=cell.unit.id,
            unit_text=cell.unit.text,
            denominator=cell.denominator,
            comparator=cell.comparator,
            direction=None if whole else self._direction(cell, status, beside),
            year=year_of(cell) or timing.year(context, cell.block.start, status),
            status=cast(TargetStatus, status),
            locality=locality_of(cell, grid, column),
            population=whom.population_of_labels(
                (cell.label, *reversed(cell.path)), self._indicators.root.get(indicator)
            ),
        )


def _unprinted(context: BlockContext, setting: Setting) -> Iterator[Unread]:
    """«#####», which a workbook prints for a figure that is too wide for its column."""
    start, end = context.block.start, context.block.end
    if "#" in setting.text.words(context.block):
        yield Unread(
            doc=setting.text.doc,
            text=setting.text.quote(start, end),
            span=(start, end),
            page=context.block.page,
            section=setting.section_path(context.outlined),
            rule_id="unread-cell",
            reason="table cell that no rule reads",
        )


def _is_lost(index: int | None, row: GridRow, setting: Setting) -> bool:
    """Whether a cell in which nothing was read shows that a figure stands or should stand there."""
    if index is None or setting.text.blocks[index].row != row.row:
        return False
    return _LOST.fullmatch(setting.text.words(setting.text.blocks[index]).strip()) is not None


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
