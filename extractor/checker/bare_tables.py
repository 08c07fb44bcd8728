"""Tables of money that say their unit nowhere: over the table, in its heads, in its rows or under it."""

from collections.abc import Iterable, Iterator, Sequence

from extractor import regex
from extractor.checker.cells import Cell, tables_of
from extractor.extraction.table_units import UNIT_LEAD
from extractor.plan import Plan
from extractor.plantext import Block
from extractor.records import Budget

_UNIT_SAID = regex.compile(
    rf"(?i)\b{UNIT_LEAD}\s*[:=(]|\bđvt\b|\bđ\.v\.t\b|\btính (?:bằng|theo)\b[^.;]{{0,20}}đồng"
    r"|\(\s*(?:1[.,]?000 ?|nghìn |ngàn |triệu |tỷ )?(?:đồng|đ|trđ)\s*\)"
)
_MONEY_WORD = regex.compile(
    r"(?i)\b(?:trđ|tỷ(?! (?:lệ|trọng))|triệu)\b|(?:(?:nghìn|ngàn) |\d ?|[(:/] ?|^)đồng(?=\W*$|[/)])"
)
_BEFORE, _BEHIND = 8, 2  # blocks of prose around a table that may say its unit
_LEAST_SUMS = 3


def bare_tables(plan: Plan) -> Iterator[Sequence[Budget]]:
    """The sums of each table whose unit is said nowhere, in reading order."""
    if sum(b.row is not None and b.unit_text is None for b in plan.budgets) < _LEAST_SUMS:
        return  # before the tables are laid out
    for table, cells in sorted(tables_of(plan).items()):
        sums = _sums(cells.values())
        lacking = len(sums) >= _LEAST_SUMS and all(budget.unit_text is None for budget in sums)
        if lacking and not _says_unit(plan, table):
            yield sums


def _sums(cells: Iterable[Cell]) -> list[Budget]:
    found = [cell.record for cell in cells if isinstance(cell.record, Budget)]
    return sorted(found, key=lambda budget: budget.figure)


def _says_unit(plan: Plan, table: int) -> bool:
    """Whether the table or the prose around it names a unit, or a table goes right before it."""
    blocks = plan.text.blocks
    inside = [at for at, block in enumerate(blocks) if block.table == table]
    first, last = inside[0], inside[-1]
    if first and blocks[first - 1].table is not None:  # it may go on from there
        return True
    own = any(_MONEY_WORD.search(plan.text.words(blocks[at])) for at in inside)
    around = (*blocks[max(0, first - _BEFORE) : first], *blocks[last + 1 : last + 1 + _BEHIND])
    return own or any(_names_unit(plan, block) for block in around)


def _names_unit(plan: Plan, block: Block) -> bool:
    return block.table is None and _UNIT_SAID.search(plan.text.words(block)) is not None
