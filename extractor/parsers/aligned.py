"""Tables of plain text without ruled lines: columns parted by tabs, or set under each other with spaces."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.parsers.aligned_rows import anchored, hangs, hold_two, joined_rows, without_page_breaks
from extractor.parsers.flow import RawCell, RawTable

_FIGURE = regex.compile(r"[-–+]?\d[\d.,]*%?")
_PIECES = regex.compile(r"\S+(?: \S+)*")
_LEAST_ROWS, _LEAST_FIGURE_ROWS, _LEAST_CELLS, _FIGURES = 3, 2, 3, 2
_LONGEST = 2000
ORDINAL_HEAD = regex.compile(r"(?i)(?:s?tt|số (?:tt|thứ tự))\.?")
Chunk = list[str] | RawTable


def split_aligned(lines: Sequence[str]) -> Iterator[Chunk]:
    """Runs of plain lines and of lines set in columns, in order; the latter as tables."""
    plain: list[str] = []
    position = 0
    lines = without_page_breaks(lines)
    while position < len(lines):
        if not _may_have_cells(lines[position]):
            plain.append(lines[position])
            position += 1
            continue
        run = _run(lines, position)
        first, last = _inside(run)
        table = tabbed(run[first:last]) or _spaced(run[first:last]) or _parted(run[first:last])
        if len(run) == 1 and (rows := _every_other(lines, position)):
            run, (first, last) = rows, (0, len(rows))
            table = _spaced(rows[::2]) or _parted(rows[::2])
        if table is None:
            plain.extend(run or lines[position : position + 1])
        else:
            yield [*plain, *run[:first]]
            yield table
            plain = run[last:]
        position += max(1, len(run))
    if plain:
        yield plain


def _may_have_cells(line: str) -> bool:
    """False where all its white space is single spaces: such a line is one cell."""
    return "\t" in line or "  " in line or not line.isprintable()


def _run(lines: Sequence[str], position: int) -> list[str]:
    """The lines from a position on that have two cells or more, to the first that has not."""
    run: list[str] = []
    for found in lines[position : position + _LONGEST]:
        line = found
        if "|" in line:
            break
        if not (_is_blank_row(line) or len(_cells_of(line)) >= _FIGURES):
            following = lines[position + len(run) + 1 : position + len(run) + 2]
            if line.strip() and run and "\t" in run[-1] and any("\t" in behind for behind in following):
                line = f"\t{line.strip()}"  # a name that runs on
            elif not hangs(line, run, following):
                break
        run.append(line)
    return run


def _every_other(lines: Sequence[str], position: int) -> list[str]:
    """The lines from a position on of a table with an empty line behind each row; none for fewer than three rows."""
    end = position
    while end + 2 < min(len(lines), position + _LONGEST) and not lines[end + 1].strip():
        if "|" in lines[end + 2] or len(_cells_of(lines[end + 2])) < _LEAST_CELLS:
            break
        end += 2
    rows = list(lines[position : end + 1])
    return rows if len(rows[::2]) >= _LEAST_ROWS and len(_cells_of(rows[0])) >= _LEAST_CELLS else []


def _is_blank_row(line: str) -> bool:
    """A row of a table with nothing in it: tabs alone."""
    return "\t" in line and not line.strip()


def _inside(run: Sequence[str]) -> tuple[int, int]:
    """Where the rows begin and end: lines of a single cell before and behind are titles and notes."""
    filled = [sum(bool(cell.strip()) for cell in _cells_of(line)) for line in run]
    first = next((n for n, count in enumerate(filled) if count > 1), 0)
    last = next((n for n in range(len(filled), 0, -1) if filled[n - 1] > 1), 0)
    return first, last


def _cells_of(line: str) -> list[str]:
    return line.rstrip().split("\t") if "\t" in line.strip() else _PIECES.findall(line)


def _is_table(run: Sequence[str]) -> bool:
    """Lines of three cells or more, of which some hold figures."""
    rows = [cells for line in run if len(cells := [c.strip() for c in _cells_of(line)]) >= _LEAST_CELLS]
    figured = [row for row in rows if sum(_FIGURE.fullmatch(c) is not None for c in row) >= _FIGURES]
    return len(rows) >= _LEAST_ROWS and len(figured) >= _LEAST_FIGURE_ROWS


def tabbed(run: Sequence[str]) -> RawTable | None:
    """One table row a line, its cells parted by tabs."""
    if not run or not all("\t" in line for line in run) or not _is_table(run):
        return None
    return _table([line.split("\t") for line in run if line.strip()])


def _spaced(run: Sequence[str]) -> RawTable | None:
    """One table row a line, its cells set under each other: columns are parted where every line is blank."""
    if not _is_table(run) or any("\t" in line for line in run):
        return None
    width = max(map(len, run))
    inked = [any(c < len(line) and line[c] != " " for line in run) for c in range(width)]
    starts = [c for c in range(width) if inked[c] and not any(inked[max(0, c - 2) : c])]
    if len(starts) < _LEAST_CELLS:
        return None
    bounds = list(zip(starts, [*starts[1:], width], strict=True))
    rows = [[line[a:b].strip() for a, b in bounds] for line in run]
    return _table(joined_rows(anchored(run) or rows if hold_two(rows) else rows))


def _parted(run: Sequence[str]) -> RawTable | None:
    """One table row a line, its cells parted by wide blanks that stand under each other nowhere, as a scan leaves
    them: each row has as many as the head, or one fewer, a total without a row number."""
    if not _is_table(run) or any("\t" in line for line in run):
        return None
    rows = [_PIECES.findall(line) for line in run]
    width, numbered = len(rows[0]), ORDINAL_HEAD.fullmatch(rows[0][0]) is not None
    rows = [["", *row] if numbered and len(row) == width - 1 and row[0][0].isalpha() else row for row in rows]
    return _table(rows) if all(len(row) == width for row in rows) else None


def _table(rows: Sequence[Sequence[str]]) -> RawTable:
    cells = tuple(
        RawCell(r, c, (words.strip(),) if words.strip() else ())
        for r, row in enumerate(rows)
        for c, words in enumerate(row)
    )
    return RawTable(len(rows), max(map(len, rows)), cells)
