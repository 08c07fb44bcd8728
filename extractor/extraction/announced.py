"""Sums that a table right behind them breaks down: «Tổng kinh phí 900 triệu đồng, phân theo nguồn như sau:»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor import regex
from extractor.extraction.breakdown_words import BreakdownWords
from extractor.extraction.grid_rows import is_total
from extractor.extraction.tables import TableRecords
from extractor.extraction.unit_lines import is_unit_line
from extractor.language.text import canonical
from extractor.plan import SumKind
from extractor.plantext import PlanText
from extractor.records import Budget

_REACH = 5  # blocks over a table: its title, its unit line, the sentence that announces it
_TITLE = regex.compile(r"^\W*(?:biểu|bảng|phụ biểu)\b")
_LEADS_ON = regex.compile(
    r":\W*$|\b(?:như|theo|tại|ở|xem|trong) (?:các |phụ )?(?:bảng|biểu)\b[^:;]{0,40}$|\bnhư sau\W*$"
)
_MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class _Broken:
    """The indices of prose budgets in the sentence over a table, and of the budgets of that table."""

    over: tuple[int, ...]
    cells: tuple[int, ...]
    opened: bool  # a word such as «phân theo nguồn» opens the breakdown


def announced(
    text: PlanText, words: BreakdownWords, budgets: Sequence[Budget], tables: TableRecords
) -> tuple[list[Budget], TableRecords]:
    """The budgets of prose and tables, a sum whose parts stand in the table behind it with role and source.

    It is a `total`, of the source of that table's total where its own words name none; a table that names no
    source at all has that of the sum."""
    prose, cells = list(budgets), list(tables.budgets)
    for broken in _broken_down(text, words, budgets, tables.budgets):
        index, told = _total(broken, prose, cells)
        if index is None:
            continue
        total = prose[index]
        update = {"role": "total"} if total.role == "amount" else {}
        if told is not None and total.source is None:
            update["source"] = told
        prose[index] = total.model_copy(update=update)
        if total.source not in {None, _MIXED} and all(cells[c].source is None for c in broken.cells):
            for c in broken.cells:
                cells[c] = cells[c].model_copy(update={"source": total.source})
    return prose, replace(tables, budgets=cells)


def _broken_down(
    text: PlanText, words: BreakdownWords, budgets: Sequence[Budget], cells: Sequence[Budget]
) -> Iterator[_Broken]:
    """The tables with sums that a sentence with sums announces."""
    of_table: dict[int, list[int]] = {}
    for index, cell in enumerate(cells):
        table = text.blocks[text.block_at(cell.span[0])].table
        if table is not None:
            of_table.setdefault(table, []).append(index)
    over: dict[int, list[int]] = {}
    for index, budget in enumerate(budgets):
        if of_table and budget.role != "unit_cost":
            over.setdefault(text.block_at(budget.figure[0]), []).append(index)
    for table, inside in of_table.items():
        lead = _lead(text, text.tables[table].cells[0].block)
        if lead in over:
            lowered = canonical(text.words(text.blocks[lead]))
            behind = canonical(text.text[budgets[over[lead][-1]].span[1] : text.blocks[lead].end])
            opened = words.opening.search(behind)
            whole = opened is not None and words.kinds[opened["word"]] is SumKind.WHOLE
            if _LEADS_ON.search(lowered):
                yield _Broken(tuple(over[lead]), tuple(inside), whole and lowered.rstrip().endswith(":"))


def _lead(text: PlanText, first: int) -> int:
    """The block over a table that is neither its title nor its unit line; -1 where there is none near."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        words = text.words(text.blocks[index])
        if text.blocks[index].table is not None:
            return -1
        if not is_unit_line(words) and not _TITLE.match(canonical(words)) and not words.startswith("("):
            return index
    return -1


def _total(
    broken: _Broken, prose: Sequence[Budget], cells: Sequence[Budget]
) -> tuple[int | None, str | None]:
    """The sum that the table breaks down, with the source that the table tells of it: the one that its total row
    repeats, else the one before the words that open the breakdown."""
    totals = [cells[c] for c in broken.cells if is_total(_label(cells[c]))]
    for index in reversed(broken.over):
        same = next((t for t in totals if t.value == prose[index].value), None)
        if same is not None:
            return index, same.source
    columns: dict[tuple[str, ...], list[Budget]] = {}
    for cell in (cells[c] for c in broken.cells):
        if len(cell.row or ()) == 1 and not is_total(_label(cell)):
            columns.setdefault(cell.column or (), []).append(cell)
    for index in reversed(broken.over):
        for parts in columns.values():
            if sum(part.value for part in parts) == prose[index].value:
                return index, _of_parts({part.source for part in parts})
    if not broken.opened or prose[broken.over[-1]].role != "amount":
        return None, None
    largest = max(totals, key=lambda total: total.value, default=None)
    return broken.over[-1], largest.source if largest else None


def _of_parts(sources: set[str | None]) -> str | None:
    """What parts of these sources come from together."""
    return _MIXED if len(sources - {None}) > 1 else next(iter(sources)) if len(sources) == 1 else None


def _label(cell: Budget) -> str:
    return cell.row[-1] if cell.row else ""
