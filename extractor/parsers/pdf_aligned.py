"""Tables without rules: rows of figures that stand under each other, with their heads and broken labels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median, mode

from extractor import regex
from extractor.parsers.doubts import unsigned
from extractor.parsers.pdf_aligned_rows import FREE, GOES_ON, Edge, Row, opens, over, table_of
from extractor.parsers.pdf_ink import PageInk, Run, glued
from extractor.parsers.pdf_rows import WIDE
from extractor.parsers.pdf_tables import PageTable

_FIGURE = regex.compile(r"[-–+(]?\s?\d[\d.,]*\s?%?\)?|[-–]")
_GROUPED = regex.compile(r"[-–+(]?\s?\d+[.,]\d[\d.,]*\s?%?\)?")
_ORDER = regex.compile(r"\(?(?:(?P<number>\d{1,2})|\p{L})\)?(?: ?[=+*(].{1,40})?")
_SENTENCE = regex.compile(r"[.:;,]$")
_TYPED_RULE = regex.compile(r"[-–—=─━]{5,}")
_LEADER = regex.compile(r"\.{4}|…{2}|_{4}")
_WORD_GAP, _LABEL_GAP, _FIGURE_GAP = 0.8, 0.55, 0.3  # of the height of the letters
_LONG_WORD, _LEAST_LONG, _SAME_WIDTH, _WIDER_THAN_SPACE = 5, 4, 0.1, 1.6
_LEVEL = 2.5  # points between the baselines of one row
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3
_FAR_ROWS = 110.0
_NEAR_ROW = 2.4  # line heights between a head and its first row
_HEAD_ROWS = 5
_TITLE_LINES = 3  # of the rows below a head, one beside its number included
_ASKEW = 6.0
_MOST_WORDS = 8000


@dataclass(slots=True)
class _Group:
    """Rows with figures in columns that no word crosses: `first` to `last` of the page's rows."""

    first: int
    last: int
    columns: list[Edge]
    anchors: list[int] = field(default_factory=list)


def is_typed_rule(run: Run) -> bool:
    """A line that was typed, of dashes alone."""
    return _TYPED_RULE.fullmatch(run.text) is not None


def may_hold_table(lines: Iterable[Sequence[Run]]) -> bool:
    """Whether enough of what wide gaps part on a page are figures alone."""
    return sum(_is_figure(run) for line in lines if len(line) > 1 for run in line) >= _LEAST_ROWS


def aligned_tables(
    lines: Sequence[tuple[Run, ...]], page: PageInk, before: Sequence[float] = ()
) -> tuple[list[PageTable], Sequence[tuple[Run, ...]]]:
    """The page's tables without rules from the top down, and those of its lines that stand in none of them.

    Only the words on the lines given are looked at, so that running heads are no part of a table. `before`: the
    edges of the table that ends the page before, few rows of which may be left for this one.
    """
    if len(page.words) > _MOST_WORDS or not may_hold_table(lines):
        return [], lines
    kept = {y for line in lines for run in line for y in range(int(run.top), int(run.bottom) + 2)}
    rules = [word.base for word in page.words if is_typed_rule(word)]
    rows = _rows(word for word in page.words if round(word.base) in kept and not is_typed_rule(word))
    tables: list[PageTable] = []
    left = list(lines)
    free = 0
    for group in [
        group for group in _groups(rows) if _is_table(rows, group) or _goes_on(rows, group, before)
    ]:
        _take_title(rows, group, free)
        _take_head(rows, group, free, rules)
        _take_tail(rows, group)
        free = group.last + 1
        taken = rows[group.first : group.last + 1]
        anchors = {index - group.first for index in group.anchors}
        table = table_of(taken, anchors, group.columns, page)
        tables.append(table if _is_table(rows, group) else replace(table, edges=tuple(before)))
        left = [rest for line in left if (rest := _outside(line, taken))]
    return tables, left


def _outside(line: tuple[Run, ...], rows: Sequence[Row]) -> tuple[Run, ...]:
    top, bottom = rows[0][0].base - _LEVEL, rows[-1][0].base + _LEVEL
    return tuple(run for run in line if not top <= run.base <= bottom)


def _rows(words: Iterable[Run]) -> list[Row]:
    """Printed rows, each cut where a gap parts its cells."""
    rows: list[Row] = []
    words = list(words)
    least = _WIDER_THAN_SPACE * _pitch(words)
    for word in sorted(words, key=attrgetter("base", "x0")):
        if rows and word.base - rows[-1][0].base <= _LEVEL:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_cut(sorted(row, key=attrgetter("x0")), least) for row in rows]


def _pitch(words: Sequence[Run]) -> float:
    """The width of every letter where words of the usual size show it to be one and the same; else nought."""
    long = [word for word in words if len(word.text) >= _LONG_WORD]
    if len(long) < _LEAST_LONG:
        return 0.0
    size = mode(round(word.height) for word in long)
    widths = [(word.x1 - word.x0) / len(word.text) for word in long if round(word.height) == size]
    usual = median(widths)
    same = len(widths) >= _LEAST_LONG and all(abs(w - usual) < _SAME_WIDTH * usual for w in widths)
    return usual if same else 0.0


def _cut(words: Sequence[Run], least: float) -> Row:
    """The words of a row, those together that no gap parts; one of `least` at the most parts none."""
    parts = [[words[0]]]
    for word in words[1:]:
        if word.x0 - parts[-1][-1].x1 > least and _parts(parts[-1][-1], word):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [glued(part) for part in parts]


def _parts(before: Run, after: Run) -> bool:
    """Whether the gap between two words is one between columns; a narrower one will do before a figure."""
    gap = (after.x0 - before.x1) / max(after.height, 1.0)
    if _is_figure(after):
        return gap > (_FIGURE_GAP if _is_figure(before) else _LABEL_GAP)
    return gap > _WORD_GAP


def _is_figure(run: Run) -> bool:
    return _FIGURE.fullmatch(unsigned(run.text)) is not None


def _numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns, «(1) (2) (3)=(4)+(5) …», in the middle of each where its figures stand
    at the right."""
    found = [_ORDER.fullmatch(run.text) for run in row]
    numbers = [int(match["number"]) for match in found if match is not None and match["number"]]
    alike = len(row) >= _LEAST_COLUMNS and all(found) and len(numbers) > 1
    bracketed = any(run.text.startswith("(") for run in row)
    return alike and bracketed and all(after - before == 1 for before, after in pairwise(numbers))


def _is_anchor(row: Row) -> bool:
    """A row with a figure behind something else, and no leaders as in a table of contents."""
    return (
        len(row) > 1
        and not _numbers_columns(row)
        and any(_is_figure(run) for run in row[1:])
        and not any(_LEADER.search(r.text) for r in row)
    )


def _groups(rows: Sequence[Row]) -> Iterator[_Group]:
    group: _Group | None = None
    for index, row in enumerate(rows):
        if not _is_anchor(row):
            continue
        if group is not None and (wider := _with_row(group, rows, index)) is not None:
            group.columns, group.last = wider, index
            group.anchors.append(index)
            continue
        if group is not None:
            yield group
        group = _Group(index, index, [(run.x0, run.x1) for run in row], [index])
    if group is not None:
        yield group


def _with_row(group: _Group, rows: Sequence[Row], index: int) -> list[Edge] | None:
    """The group's columns with those of one more row; None where that row is of no such table."""
    if rows[index][0].base - rows[group.last][0].base > _FAR_ROWS:
        return None
    merged = _merged(group.columns, _narrowed(rows[index], group.columns))
    if len(merged) < len(group.columns) or len(merged) < len(rows[index]):
        return None
    for number in range(group.last + 1, index):  # the lines of broken labels, titles of the rows below
        row = _narrowed(rows[number], merged) if _is_title(rows, number) else rows[number]
        if any(len(over(run, merged)) > 1 for run in row):
            return None
        merged = _merged(merged, row)
    return merged if len(merged) >= len(group.columns) else None


def _is_title(rows: Sequence[Row], index: int) -> bool:
    """Whether a row between rows of figures may be the title of those below it, and is no line of the text."""
    above, row, below = rows[index - 1 : index + 2]
    reach = _NEAR_ROW * row[0].height
    near = row[0].base - above[0].base <= reach and below[0].base - row[0].base <= reach
    return near and _is_anchor(above) and _is_anchor(below) and not _SENTENCE.search(row[-1].text)


def _narrowed(row: Row, columns: Sequence[Edge]) -> Row:
    """The row, words of it that reach over columns which it leaves empty cut to the first of their columns."""
    kept: Row = []
    for number, run in enumerate(row):
        among = over(run, columns)
        taken = {column for other in row[number + 1 :] for column in over(other, columns)}
        reaches = len(among) > 1 and not _is_figure(run) and taken.isdisjoint(among)
        kept.append(run._replace(x1=columns[among[0]][1]) if reaches else run)
    return kept


def _merged(columns: Sequence[Edge], row: Row) -> list[Edge]:
    found: list[Edge] = []
    for x0, x1 in sorted([*columns, *((run.x0, run.x1) for run in row)]):
        if found and x0 <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _is_table(rows: Sequence[Row], group: _Group) -> bool:
    anchors = [rows[index] for index in group.anchors]
    if len(anchors) < _LEAST_ROWS:
        return False
    if len(group.columns) >= _LEAST_COLUMNS:
        return sum(sum(_is_figure(run) for run in row) > 1 for row in anchors) > 1
    return all(_GROUPED.fullmatch(unsigned(row[-1].text)) for row in anchors)


def _goes_on(rows: Sequence[Row], group: _Group, before: Sequence[float]) -> bool:
    """Whether the rows at the head of a page stand in the columns of the table that ends the page before."""
    among = list(pairwise(before))
    alike = len(among) == len(group.columns) and all(
        edges[0] - _ASKEW <= x0 and x1 <= edges[1] + _ASKEW
        for edges, (x0, x1) in zip(among, group.columns, strict=True)
    )
    broken = bool(group.first) and opens(rows, group.first, group.columns)
    head = all(len(row) > 1 for row in rows[: group.first - broken])
    return alike and head


def _take_title(rows: Sequence[Row], group: _Group, free: int) -> None:
    """The title of the first rows, which stands between them and the head, is a row of its own."""
    first = group.first - (group.first > free and opens(rows, group.first, group.columns))
    index = first - 1
    while index >= max(free, first - _TITLE_LINES) and _is_title_line(rows[index], group):
        index -= 1
    if index < free or index == first - 1 or len(rows[index]) < max(_LEAST_COLUMNS, len(group.columns) - 1):
        return
    if rows[index + 1][0].base - rows[index][0].base <= _NEAR_ROW * rows[index][0].height:
        titles = range(index + 1, first)
        number = next((at for at in titles if rows[at][0].x1 < group.columns[1][0]), index + 1)
        group.first = index + 1
        group.anchors.insert(0, number)


def _is_title_line(row: Row, group: _Group) -> bool:
    starts = (column[0] for column in group.columns[:2])
    near = any(abs(row[0].x0 - start) <= _ASKEW for start in starts)
    return len(row) == 1 and near and not _SENTENCE.search(row[0].text)


def _take_head(rows: Sequence[Row], group: _Group, free: int, rules: Sequence[float]) -> None:
    """The rows of several cells right above the figures are the head; those before `free` are another table's.

    `rules`: baselines of the lines of dashes, which take a row's room between a head and its figures.
    """
    left, right = group.columns[0][0] - WIDE, group.columns[-1][1] + WIDE
    bases = [rows[index][0].base for index in group.anchors]
    pitch = min((after - before for before, after in pairwise(bases)), default=0.0)
    for index in range(group.first - 1, max(free, group.first - _HEAD_ROWS) - 1, -1):
        row, below = rows[index], rows[index + 1]
        ruled = any(row[0].base < base < below[0].base for base in rules)
        reach = (_NEAR_ROW + ruled) * max(row[0].height, below[0].height)
        near = below[0].base - row[0].base <= max(reach, pitch + _LEVEL if len(row) > 1 else 0.0)
        if not near or row[0].x1 < left or row[-1].x0 > right:
            return
        if len(row) > 1 or (index == group.first - 1 and opens(rows, group.first, group.columns)):
            group.first = index
        elif index != group.first - 1 or _is_label(row[0], group):
            return


def _is_label(run: Run, group: _Group) -> bool:
    """Whether a lone run above the figures opens at the left, as a title does, and not over their columns."""
    return run.x0 <= group.columns[min(1, len(group.columns) - 1)][0]


def _take_tail(rows: Sequence[Row], group: _Group) -> None:
    """The rest of a label broken under the last figures."""
    for index in range(group.last + 1, len(rows)):
        row, above = rows[index], rows[index - 1]
        apart = row[0].base - above[0].base > 1.5 * above[0].height
        alone = len(row) == 1 and len(over(row[0], group.columns)) == 1
        if apart or not alone or not GOES_ON.match(row[0].text) or not _is_within(row[0], group):
            return
        group.last = index


def _is_within(run: Run, group: _Group) -> bool:
    (column,) = over(run, group.columns)
    return run.x1 <= group.columns[column][1] + FREE and run.x0 >= group.columns[column][0] - 2
