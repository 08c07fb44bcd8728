"""The rows of a table without rules: broken labels joined, heads over their columns, cells with their boxes."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from operator import attrgetter

from extractor import regex
from extractor.parsers.pdf_ink import PageInk, Run, glued
from extractor.parsers.pdf_tables import GridCell, PageTable

GOES_ON = regex.compile(r"[\p{Ll}(,;/%]")
_HALF_LINE = 0.8
FREE = 12.0
_COVERED = 0.5
_CENTRED = 8.0
_MOST_HEADS = 40
Row = list[Run]
Edge = tuple[float, float]


def over(run: Run, columns: Sequence[Edge]) -> list[int]:
    """The columns that a run stands over."""
    return [n for n, (x0, x1) in enumerate(columns) if min(run.x1, x1) - max(run.x0, x0) > 1]


def table_of(rows: Sequence[Row], anchors: set[int], columns: Sequence[Edge], page: PageInk) -> PageTable:
    """The printed rows as a table over the columns; `anchors` are those of them that hold figures."""
    whole = _whole_rows(rows, anchors, columns)
    edges = _edges(columns)
    tops = [min(run.top for runs in cells.values() for run in runs) for cells in whole]
    last = max(run.bottom for runs in whole[-1].values() for run in runs)
    bounds = [*tops, last]
    cells = [
        _cell(number, column, across, runs, (edges, bounds), page)
        for number, row in enumerate(whole)
        for column, across, runs in _filled(row, len(columns))
    ]
    return PageTable(edges, tops[0], len(whole), tuple(cells), page.number, ruled=False)


_Cells = dict[tuple[int, int], list[Run]]


def _whole_rows(rows: Sequence[Row], anchors: set[int], columns: Sequence[Edge]) -> list[_Cells]:
    """Rows of the table: printed rows with the broken ends of their labels, runs by column and width."""
    first = min(anchors)
    owner: dict[int, int] = {}
    for index in range(len(rows)):
        owner[index] = index if index in anchors or index < first else _owner(rows, index, anchors, columns)
    for index, row in enumerate(rows[:first]):
        if len(row) == 1:  # a lone word between the lines of a head belongs to the line above it
            owner[index] = max(index - 1, 0)
    opened = first > 0 and opens(rows, first, columns)
    if opened:
        owner[first - 1] = first
    head = first - opened
    whole: dict[int, _Cells] = {}
    for index, row in enumerate(rows):
        cells = whole.setdefault(_root(owner, index), {})
        under = rows[index + 1] if index + 1 < head else []
        for run in row:
            place = _head_columns(run, row, under, columns) or _columns_of(run, columns)
            cells.setdefault(place, []).append(run)
    return [whole[index] for index in sorted(whole)]


def _head_columns(run: Run, row: Row, under: Row, columns: Sequence[Edge]) -> tuple[int, int] | None:
    """The columns of the lower heads over whose middle a head stands, no other one of its row over them."""
    middle = (run.x0 + run.x1) / 2
    for first, last in combinations(under[:_MOST_HEADS], 2):
        centred = abs((first.x0 + last.x1) / 2 - middle) <= _CENTRED
        alone = all(other is run or other.x1 <= first.x0 or other.x0 >= last.x1 for other in row)
        if centred and alone:
            start, end = _columns_of(first, columns)[0], _columns_of(last, columns)[0]
            return start, end - start + 1
    return None


def _root(owner: dict[int, int], index: int) -> int:
    return index if owner[index] == index else _root(owner, owner[index])


def opens(rows: Sequence[Row], anchor: int, columns: Sequence[Edge]) -> bool:
    """Whether the line above a row's figures is the first half of its label, the figures at half height."""
    above = rows[anchor - 1]
    return len(above) == 1 and _is_half(above, rows[anchor]) and _lacks(rows[anchor], above[0], columns)


def _owner(rows: Sequence[Row], index: int, anchors: set[int], columns: Sequence[Edge]) -> int:
    """The row that a line without figures belongs to: itself where it tells something of its own."""
    row = rows[index]
    if len(row) > 1:
        return index
    above, below = index - 1, index + 1
    if below in anchors and _is_half(row, rows[below]) and _lacks(rows[below], row[0], columns):
        return below
    if above in anchors and _is_half(rows[above], row):
        return above
    if below < len(rows) and _is_half(row, rows[below]) and _is_number_of(rows[below], row[0], columns):
        return below
    if _is_half(rows[above], row) and _is_number_of(rows[above], row[0], columns):
        return above
    column = _columns_of(row[0], columns)[0]
    upper = next((run for run in rows[above] if _columns_of(run, columns)[0] == column), None)
    wraps = row[0].x1 < columns[column][1] + FREE
    full = wraps and upper is not None and columns[column][1] - upper.x1 < FREE
    return above if GOES_ON.match(row[0].text) or full else index


def _is_number_of(row: Row, run: Run, columns: Sequence[Edge]) -> bool:
    """Whether a row is a lone number beside the lines of a label."""
    return len(row) == 1 and _columns_of(row[0], columns)[0] == 0 < _columns_of(run, columns)[0]


def _is_half(upper: Row, lower: Row) -> bool:
    """Whether two rows stand nearer to each other than the lines of a paragraph."""
    return lower[0].base - upper[0].base < _HALF_LINE * upper[0].height


def _lacks(row: Row, run: Run, columns: Sequence[Edge]) -> bool:
    column = _columns_of(run, columns)
    return all(_columns_of(other, columns) != column for other in row)


def _columns_of(run: Run, columns: Sequence[Edge]) -> tuple[int, int]:
    """First column and number of columns under a run; the nearest where it stands over none."""
    among = over(run, columns)
    covered = [
        n
        for n in among
        if min(run.x1, columns[n][1]) - max(run.x0, columns[n][0])
        > _COVERED * (columns[n][1] - columns[n][0])
    ]
    if len(covered) > 1:
        return covered[0], covered[-1] - covered[0] + 1
    middle = (run.x0 + run.x1) / 2
    nearest = among or range(len(columns))
    return min(nearest, key=lambda n: max(columns[n][0] - middle, middle - columns[n][1])), 1


def _edges(columns: Sequence[Edge]) -> tuple[float, ...]:
    """Lines midway between the columns."""
    inner = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return (columns[0][0] - 2, *inner, columns[-1][1] + 2)


def _filled(row: _Cells, count: int) -> Iterator[tuple[int, int, list[Run]]]:
    """The cells of a row from the left, empty ones between them; a cell ends where the next one begins."""
    opened: dict[int, tuple[int, list[Run]]] = {}
    for (start, across), runs in sorted(row.items()):
        width, held = opened.get(start, (across, []))
        opened[start] = (min(width, across), [*held, *runs])
    column = 0
    for (start, (across, held)), end in zip(opened.items(), [*list(opened)[1:], count], strict=True):
        yield from ((empty, 1, []) for empty in range(column, start))
        column = min(start + across, end)
        yield start, column - start, held
    yield from ((empty, 1, []) for empty in range(column, count))


def _cell(
    row: int,
    column: int,
    across: int,
    runs: Sequence[Run],
    lines: tuple[Sequence[float], Sequence[float]],
    page: PageInk,
) -> GridCell:
    (edges, bounds) = lines
    box = page.frame.shown_box(edges[column], bounds[row], edges[column + across], bounds[row + 1])
    text = glued(sorted(runs, key=attrgetter("base", "x0"))).text if runs else ""
    return GridCell(
        row, column, 1, across, text, page.number, box, bool(runs) and all(run.bold for run in runs)
    )
