"""A file that is an appendix alone: a workbook, or the tables below «PHỤ LỤC … (Kèm theo Kế hoạch số …)».

It is no plan: it has no head, no bases, no parts that could be missing. Its tables are judged all the same.
"""

from itertools import islice
from typing import Final

from extractor.checker.cells import tables_of
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import BlockKind
from extractor.rulebook.checks import CheckRules

WORKBOOKS: Final = frozenset({"xlsx", "xls", "ods"})
_HEAD = 8  # lines, the heading among them: who issues it, of what, in which unit
_HEADING_CHARS = 160


def is_lone_appendix(plan: Plan, rules: CheckRules) -> bool:
    """Whether the file is no plan, but an appendix with tables that hold figures in a unit or totals."""
    return not plan.is_plan and _is_appendix(plan, rules) and _has_figures(plan)


def _is_appendix(plan: Plan, rules: CheckRules) -> bool:
    """A workbook, or a file among whose first lines outside tables is an appendix's heading."""
    if plan.text.format in WORKBOOKS:
        return True
    lines = (plan.text.words(b) for b in plan.text.blocks if b.kind is not BlockKind.TABLE_CELL)
    return any(_is_heading(line, rules) for line in islice(lines, _HEAD) if len(line) <= _HEADING_CHARS)


def _is_heading(line: str, rules: CheckRules) -> bool:
    """«PHỤ LỤC», «Phụ lục số 2 (Kèm theo …)», «Biểu 03: Phân bổ vốn»."""
    numbered = rules.appendices.numbered.search(canonical(line))
    return (numbered is not None and bool(numbered["number"])) or bool(
        rules.numbering.appendix_heading.search(line)
    )


def _has_figures(plan: Plan) -> bool:
    cells = (block for block in plan.text.blocks if block.kind is BlockKind.TABLE_CELL)
    return bool(tables_of(plan)) or any(is_total(plan.text.words(block)) for block in cells)
