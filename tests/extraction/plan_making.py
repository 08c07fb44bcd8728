"""Plans made of a few words: `plan("I. MỤC TIÊU", "- Giảm 5 hộ nghèo.")`."""

from functools import lru_cache

from extractor.extraction import extract
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph, RawCell, RawTable
from extractor.plan import Plan
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook, load_rulebook


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    """The shipped rules, loaded once."""
    return load_rulebook()


def text(*items: str | RawTable) -> PlanText:
    """Paragraphs and tables as one text."""
    return assemble("t", "txt", [Paragraph(item) if isinstance(item, str) else item for item in items])


def plan(*items: str | RawTable) -> Plan:
    """What is read from paragraphs and tables."""
    return extract(text(*items), rules())


def table(*rows: str) -> RawTable:
    """A table of rows `a | b | c`; `<` goes on with the cell on the left, `^` with the one above."""
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    cells = [
        _cell(grid, r, c)
        for r, row in enumerate(grid)
        for c, words in enumerate(row)
        if words not in {"<", "^"}
    ]
    return RawTable(len(grid), len(grid[0]), tuple(cells))


def _cell(grid: list[list[str]], row: int, column: int) -> RawCell:
    right = next(
        (n for n, words in enumerate(grid[row][column + 1 :], 1) if words != "<"), len(grid[row]) - column
    )
    under = [line[column] for line in grid[row + 1 :]]
    down = next((n for n, words in enumerate(under, 1) if words != "^"), len(under) + 1)
    words = grid[row][column]
    return RawCell(row, column, (words,) if words else (), row_span=down, column_span=right)
