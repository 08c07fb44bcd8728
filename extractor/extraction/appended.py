"""Sums of the text that an appendix breaks down: «Tổng kinh phí 900 triệu đồng, chi tiết tại Phụ lục 2»."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.extraction.grid_rows import is_total
from extractor.extraction.tables import TableRecords
from extractor.language.text import canonical
from extractor.plantext import PlanText
from extractor.records import Budget

_LEAST_ROWS = 2


def appended(
    text: PlanText, budgets: Sequence[Budget], tables: TableRecords
) -> tuple[list[Budget], TableRecords]:
    """The budgets of prose and tables, where the largest sum of a table, in its total row, is a sum of the text.

    It is one sum told twice: what one of the two does not say of its source, the other does; so with its parts that
    stand in the total row."""
    prose, cells = list(budgets), list(tables.budgets)
    for indices in _by_table(text, cells):
        total = _grand_total(cells, indices)
        same = [n for n, told in enumerate(prose) if total is not None and _is_same(told, total)]
        if total is None or not same:
            continue
        own = prose[same[0]].source
        if own not in {None, "mixed"} and all(cells[i].source is None for i in indices):
            for i in indices:
                cells[i] = cells[i].model_copy(update={"source": own})
        footing = [cells[i] for i in indices if _is_footing(cells[i])]
        for n, told in enumerate(prose):
            if n in same or (told.role == "part" and told.capital is None):
                prose[n] = _with_source(told, footing)
            if n in same and told.role == "amount" and "tổng" in canonical(told.text):
                prose[n] = prose[n].model_copy(update={"role": "total"})
    return prose, replace(tables, budgets=cells)


def _with_source(told: Budget, footing: Sequence[Budget]) -> Budget:
    """A sum of the text with the source that the total row tells of it."""
    known = {cell.source for cell in footing if _is_same(told, cell)}
    if told.source is not None or len(known) != 1:
        return told
    return told.model_copy(update={"source": known.pop()})


def _grand_total(cells: Sequence[Budget], indices: Sequence[int]) -> Budget | None:
    """The largest sum of a table of several rows, where it stands in the total row."""
    largest = max((cells[i] for i in indices), key=lambda cell: cell.value)
    footed = any(_is_footing(cells[i]) and cells[i].value == largest.value for i in indices)
    if not footed or len({cells[i].row for i in indices}) <= _LEAST_ROWS:
        return None
    return next(cells[i] for i in indices if _is_footing(cells[i]) and cells[i].value == largest.value)


def _by_table(text: PlanText, cells: Sequence[Budget]) -> Iterator[list[int]]:
    """The sums of each table, by their place among all."""
    of_table: dict[int | None, list[int]] = {}
    for index, cell in enumerate(cells):
        if cell.role != "unit_cost":
            of_table.setdefault(text.blocks[text.block_at(cell.span[0])].table, []).append(index)
    yield from of_table.values()


def _is_same(told: Budget, cell: Budget) -> bool:
    return told.value == cell.value and told.status == cell.status and told.role != "unit_cost"


def _is_footing(cell: Budget) -> bool:
    return bool(cell.row) and is_total(cell.row[-1] if cell.row else "")
