"""Who is told to do what in tables: columns of units beside one of tasks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.extraction.assignment_words import assignment, labelled, task_words, tight
from extractor.extraction.components_named import components_in, written
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.unit_names import UnitNames
from extractor.language.text import canonical
from extractor.plantext import Table
from extractor.records import Assignment
from extractor.rulebook.assignments import AssignmentRules

_HEAD_ROWS = 3
_HEAD_LETTERS = 60
_LONGEST_TASK = 400


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns name units, and whether these lead; which one the task; where the rows begin."""

    units: Mapping[int, bool]
    task: int
    first_row: int


class TableAssignments:
    """Reads the tables of a plan by one set of rules."""

    def __init__(self, rules: AssignmentRules, names: UnitNames) -> None:
        self._rules = rules
        self._names = names

    def read(self, setting: Setting, contexts: Sequence[BlockContext]) -> Iterator[Assignment]:
        """The assignments of all tables with a column of units."""
        for table in setting.text.tables:
            columns = self._columns(setting, table)
            if columns is not None:
                yield from self._rows(setting, contexts, table, columns)

    def _columns(self, setting: Setting, table: Table) -> _Columns | None:
        text, rules = setting.text, self._rules
        for row in range(min(_HEAD_ROWS, table.rows)):
            heads: dict[int, str] = {}
            for column, block in enumerate(table.grid[row]):
                words = canonical(text.words(text.blocks[block])) if block is not None else ""
                if 0 < len(words) <= _HEAD_LETTERS:
                    heads[column] = " ".join(words.split())
            units = {c: False for c, words in heads.items() if rules.column_supporting.search(words)}
            units |= {c: True for c, words in heads.items() if c not in units and rules.column.search(words)}
            tasks = [c for c, words in heads.items() if c not in units and rules.column_task.search(words)]
            if units and tasks:
                return _Columns(units, tasks[0], row + 1)
        return None

    def _rows(
        self, setting: Setting, contexts: Sequence[BlockContext], table: Table, columns: _Columns
    ) -> Iterator[Assignment]:
        text = setting.text
        for row in table.grid[columns.first_row :]:
            tasked = row[columns.task]
            task = (
                None
                if tasked is None
                else task_words(text, text.blocks[tasked].start, text.blocks[tasked].end)
            )
            if task is None or tasked is None or len(task) > _LONGEST_TASK:
                continue
            words = canonical(task)
            named = [written(one.component) for one in components_in(words, self._rules.component)]
            for column, leads in columns.units.items():
                block = row[column]
                if block is not None and block != tasked:
                    yield from self._cell(setting, contexts[block], leads, named or [None], task)

    def _cell(
        self,
        setting: Setting,
        context: BlockContext,
        leads: bool,
        components: Sequence[str | None],
        task: str,
    ) -> Iterator[Assignment]:
        text, block = context.text, context.block
        span = (block.start, block.end)
        for found in labelled(self._names, self._rules, text, context.lowered, span, leads=leads):
            for name in found.units:
                for component in components:
                    told = (text.quote(*name), found.leads, component, task)
                    yield assignment(
                        setting, context, tight(text.text, *found.span), told, "assignment-table"
                    )
