"""A text told block by block: where each stands and what it was taken for."""

from extractor.plantext import Block, Cell, PlanText
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say

_COLUMNS = ("offset", "page", "kind", "marker", "cell", "words")


def layout_items(plan: PlanText, lang: Lang) -> list[Item]:
    """A table of the blocks in their order, then what happened in reading."""
    cells = {cell.block: cell for table in plan.tables for cell in table.cells}
    rows = tuple(_row(plan, block, cells.get(index), lang) for index, block in enumerate(plan.blocks))
    heads = tuple(say(lang, f"layout.{name}") for name in _COLUMNS)
    title = say(lang, "layout.title", path=plan.doc, count=len(plan.blocks))
    notes = [line(en if lang == "en" else vi) for vi, en in plan.notes]
    return [Sheet(title, heads, rows, frozenset({0, 1})), *notes]


def _row(plan: PlanText, block: Block, cell: Cell | None, lang: Lang) -> tuple[str, ...]:
    return (
        str(block.start),
        "" if block.page is None else str(block.page),
        say(lang, f"block.{block.kind.value}"),
        block.marker or "",
        _place(block, cell, lang),
        plan.body(block) if block.marker else plan.words(block),
    )


def _place(block: Block, cell: Cell | None, lang: Lang) -> str:
    """Table, row and column, counted from 1; of a merged cell its first and last ones."""
    if block.table is None or block.row is None or block.column is None:
        return ""
    down, across = (cell.row_span, cell.column_span) if cell else (1, 1)
    row, column = _range(block.row, down), _range(block.column, across)
    return say(lang, "layout.place", table=block.table + 1, row=row, column=column)


def _range(first: int, count: int) -> str:
    return str(first + 1) if count == 1 else f"{first + 1}-{first + count}"
