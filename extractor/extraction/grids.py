"""Tables read as grids: header rows and paths, label column, units, row hierarchy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile
from operator import or_

from extractor import regex
from extractor.extraction.cell_figures import cell_figures
from extractor.extraction.column_parts import units_of_parts, wholes_of
from extractor.extraction.comma_groups import has_comma_groups
from extractor.extraction.grid_rows import GridRow, is_time, is_total, read_rows
from extractor.extraction.lone_figures import is_figure
from extractor.extraction.note_columns import NOTE_HEAD, is_noted
from extractor.extraction.place_columns import place_columns
from extractor.extraction.quantities import Kind
from extractor.extraction.table_units import Unit, UnitNames, counts_movement, counts_stage, names_rate
from extractor.extraction.unit_lines import ending_money, is_unit_line, line_units
from extractor.language.text import canonical
from extractor.parsers.markers import read_marker
from extractor.plantext import PlanText, Table

_ORDER = regex.compile(r"^[(\[]?\s*(?:\d{1,2}|[A-Za-z])\s*[)\]]?\s*(?:[=+*(].*)?[)\]]?$")
_INDEX_HEAD = regex.compile(r"^(?:stt|tt|số tt|số thứ tự|s t t|mã số|mã)\.?$")
_SOURCE_HEAD = regex.compile(r"^nguồn(?: kinh phí| vốn)?(?: thực hiện| hỗ trợ)?$")
_UNIT_HEAD = regex.compile(r"^(?:đvt|đơn vị tính|đơn vị|đ\.v\.t|đv tính|đơn vị đo)$")
_MARK = regex.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-Za-zĐđ])\.?$")
_MAX_HEADER_ROWS = 5
_TABLES_REACH = 8
_UNDER_LENGTH = 80  # letters of a line under a table that tells its unit
_UNIT_LINE_REACH = _TITLE_REACH = 6
_NUMBERED_TITLE = regex.compile(r"^\W{0,3}(?:phụ lục|phụ biểu|biểu|bảng)(?: số)? ?(?:\d|[ivx]+\b|$)")
_TITLE_LENGTH = 300
_LEAST_BARE_ROWS, _LEAST_WRITTEN = 3, 2
_MOSTLY = 0.6
_HOUSEHOLD = "hộ"
_TITLED_POOR = regex.compile(r"\bhộ (?:cận )?nghèo\b")
_YEAR = regex.compile(r"^(?:19|20)\d{2}$")
_NUMBER = regex.compile(r"\d+")


@dataclass(frozen=True)
class Grid:
    """A table understood: data rows, columns that hold figures with their header paths and units."""

    table: int
    cells: tuple[tuple[int | None, ...], ...]
    columns: dict[int, tuple[str, ...]]
    units: dict[int, Unit]
    rows: tuple[GridRow, ...]
    unit_column: int | None
    source_column: int | None
    label_head: str
    caption_units: tuple[Unit, ...]  # what the line over the table says, in order
    title: str = ""
    places: frozenset[int] = frozenset()  # columns headed by the name of a place
    wholes: Mapping[int, int] = field(default_factory=dict)  # columns that part a total, and that total's
    comma_groups: bool = False  # «1,050» is a thousand and fifty

    @property
    def caption_unit(self) -> Unit | None:
        """The first unit that the line over the table says."""
        return self.caption_units[0] if self.caption_units else None

    @property
    def caption_money(self) -> Unit | None:
        """The unit of money that the line over the table says, «ĐVT: hộ, triệu đồng»."""
        return next((unit for unit in self.caption_units if unit.kind is Kind.MONEY), None)


def read_grid(text: PlanText, index: int, names: UnitNames) -> Grid | None:
    """The grid of a table with figures; None where it has no figures, or no header and hardly a row."""
    table = text.tables[index]
    cells = table.grid
    words = [["" if b is None else text.words(text.blocks[b]) for b in row] for row in cells]
    head = _header_rows(words, names)
    if head >= table.rows or (head == 0 and table.rows < _LEAST_BARE_ROWS):
        return None
    paths = [_path(words[:head], column) for column in range(table.columns)]
    lowered = [canonical(" ".join(path)) for path in paths]
    body = words[head:]
    index_column = next(
        (
            c
            for c, head_words in enumerate(lowered[:2])
            if _INDEX_HEAD.match(head_words) or _is_index(body, c)
        ),
        None,
    )
    unit_column = next(
        (
            c
            for c, path in enumerate(paths)
            if _UNIT_HEAD.match(canonical(path[-1] if path else "")) and _holds_units(body, c, names)
        ),
        None,
    )
    label = _label_column(body, lowered, {index_column, unit_column})
    if label is None:
        return None
    group = _group_column(cells[head:], body, lowered, label, {index_column, unit_column})
    if group is not None:
        group, label = label, group
    source_column = next(
        (c for c, words_over in enumerate(lowered) if c > label and _SOURCE_HEAD.match(words_over)), None
    )
    skipped = {index_column, unit_column, group, label}
    columns = {
        c: paths[c]
        for c in range(table.columns)
        if c not in skipped
        and c > label
        and not is_noted(paths[c])
        and _has_figures([row[c] for row in body], lowered[c], names)
    }
    numbered = [number for number, row in enumerate(words) if _is_order_row(row)]
    rows = read_rows(words, head, index_column, label, numbered, group)
    if not columns or not rows:
        return None
    caption = _head_units(words[:head], names) or _caption_units(text, table, names)
    title = canonical(" ".join([*_title(text, table), *_title_rows(words[:head])]))
    places = place_columns(columns, title, text.text)
    headed = [c for c in columns if c not in places]
    heads = {c: path[:-1] if c in places else path for c, path in columns.items()}
    units = {c: unit for c, path in heads.items() if (unit := names.in_head(" ".join(path)))}
    if not caption:
        units |= {c: u for c in headed if c not in units and (u := names.leading(paths[c])) is not None}
        units |= _units_of_totals(columns, units)
        bare = {c: paths[c] for c in headed if c not in units}
        units |= _units_of_movements(bare, units, title, names)
        whole = {c: p for c, p in bare.items() if not any("," in row[c] for row in body)}
        units |= _units_of_stages(whole, units, names)
    wholes = wholes_of(columns)
    units |= units_of_parts(columns, wholes, units)
    return Grid(
        *(index, cells, columns, units, tuple(rows), unit_column, source_column, lowered[label]),
        caption_units=caption,
        title=title,
        places=places,
        wholes=wholes,
        comma_groups=has_comma_groups(
            [[row[c] for row in body] for c in columns if not names_rate(lowered[c])]
        ),
    )


def _has_figures(cells: Sequence[str], head: str, names: UnitNames) -> bool:
    """Whether a column holds figures, bare, with a bound or with a unit behind («2,4 km»)."""
    return any(map(is_figure, cells)) or any(_is_written(words, head, names) for words in cells)


def _is_written(words: str, head: str, names: UnitNames) -> bool:
    """Whether a cell holds a figure with words about it: a bound, a whole, a known unit."""
    found = cell_figures(words)
    return bool(found) and (not found[0].unit or names.in_cell(found[0].unit, head) is not None)


def _units_of_totals(columns: Mapping[int, tuple[str, ...]], units: Mapping[int, Unit]) -> dict[int, Unit]:
    """A bare «Cộng» counts what the columns beside it count, where they all count the same."""
    found: dict[int, Unit] = {}
    for column in (c for c, path in columns.items() if c not in units and path and is_total(path[-1])):
        group = columns[column][:-1]
        beside = [units.get(c) for c, path in columns.items() if c != column and path[: len(group)] == group]
        counted = {u for u in beside if u is None or u.kind is not Kind.PERCENT}
        only = next(iter(counted)) if len(counted) == 1 else None
        if only is not None and only.kind is Kind.COUNT:
            found[column] = only
    return found


def _units_of_movements(
    bare: Mapping[int, tuple[str, ...]], units: Mapping[int, Unit], title: str, names: UnitNames
) -> dict[int, Unit]:
    """«Thoát nghèo | Phát sinh» beside households alone, or under a title of poor households, count them."""
    household = names.read(_HOUSEHOLD)
    counted = {unit.id for unit in units.values() if unit.kind is not Kind.PERCENT}
    alone = counted == {household.id} if household and counted else _TITLED_POOR.search(title) is not None
    moved = [c for c, path in bare.items() if path and counts_movement(canonical(path[-1]))]
    return dict.fromkeys(moved, household) if household and alone else {}


def _units_of_stages(
    bare: Mapping[int, tuple[str, ...]], units: Mapping[int, Unit], names: UnitNames
) -> dict[int, Unit]:
    """«Hộ nghèo đầu năm | Giảm | Cuối năm»: whole numbers beside columns that count households alone."""
    household = names.read(_HOUSEHOLD)
    if household is None or {u.id for u in units.values() if u.kind is not Kind.PERCENT} != {household.id}:
        return {}
    return {c: household for c, path in bare.items() if path and counts_stage(canonical(path[-1]))}


def _header_rows(words: Sequence[Sequence[str]], names: UnitNames) -> int:
    """How many leading rows are header: those before the first row with plain figures, or with two in words."""
    for number, row in enumerate(words[: _MAX_HEADER_ROWS + 2]):
        figures = [w for w in row if is_figure(w)]
        if _is_order_row(row):
            continue
        if figures and not all(_YEAR.match(w) for w in figures):
            return number
        if not figures and sum(_is_written(w, "", names) for w in row) >= _LEAST_WRITTEN:
            return number
        above = [r for r in words[:number] if not _is_caption(r)]
        if above and (
            _is_caption(row) or (_INDEX_HEAD.match(canonical(above[0][0])) and _MARK.match(row[0]))
        ):
            return number
    return 0


def _is_order_row(row: Sequence[str]) -> bool:
    """The row that numbers the columns: 1 2 3 …, (1) (2) (3)=(4)+(5), A B 1 2."""
    filled = [w for w in row if w]
    if len(filled) < 3 or not all(_ORDER.match(w) for w in filled):
        return False
    numbers = [int(m[0]) for w in filled if (m := _NUMBER.search(w))]
    return len(numbers) >= 2 and all(b - a in {0, 1} for a, b in pairwise(numbers))


def _path(head: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    """Heads over a column, outermost first; a head over several columns is filled forward."""
    rows = [row for row in head if not _is_order_row(row) and not _is_caption(row)]
    path: list[str] = []
    for number, row in enumerate(rows):
        words = row[column].strip() or _head_left(rows, number, column)
        if words and (not path or path[-1] != words):
            path.append(words)
    return tuple(path)


def _is_caption(row: Sequence[str]) -> bool:
    """A row of one cell over the whole table: its title or its unit line."""
    return len(row) > 2 and len({w for w in row if w}) <= 1


def _head_left(rows: Sequence[Sequence[str]], number: int, column: int) -> str:
    """The head that an empty place continues: its neighbours on the left, where both have heads of their own below."""
    below = rows[number + 1 :]
    if not any(row[column].strip() for row in below):
        return ""
    for left in range(column - 1, -1, -1):
        if not any(row[left].strip() for row in below):
            return ""
        if rows[number][left].strip():
            return rows[number][left].strip()
    return ""


def _is_index(body: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in body if row[column]]
    if all(map(is_time, filled)):
        return False
    short = sum(
        len(w) <= 6
        and not _YEAR.match(w)
        and (w.strip(".").isdigit() or read_marker(f"{w.strip('. ')}. X") is not None)
        for w in filled
    )
    return bool(filled) and column == 0 and short >= 0.8 * len(filled)


def _holds_units(body: Sequence[Sequence[str]], column: int, names: UnitNames) -> bool:
    return any(names.read(row[column]) is not None for row in body)


def _label_column(body: Sequence[Sequence[str]], heads: Sequence[str], taken: set[int | None]) -> int | None:
    """The first column of labels: words mostly, or times; under years a row may be of words («Giảm bình quân»).

    What a note's head stands over («Địa điểm», «Thời gian») labels rows only where nothing else does.
    """
    noted: int | None = None
    for column, head in enumerate(heads):
        filled = [row[column] for row in body if row[column]]
        if column in taken or not filled:
            continue
        worded = [any(c.isalpha() for c in w) and not is_figure(w) for w in filled]
        timed = [is_time(w) or is_total(w) for w in filled]
        if sum(timed) >= _MOSTLY * len(filled) and all(map(or_, timed, worded)):
            return column
        if sum(worded) >= _MOSTLY * len(filled):
            if not NOTE_HEAD.search(head):
                return column
            noted = column if noted is None else noted
    return noted


def _group_column(
    cells: Sequence[Sequence[int | None]],
    body: Sequence[Sequence[str]],
    heads: Sequence[str],
    label: int,
    taken: set[int | None],
) -> int | None:
    """The column of labels right behind one whose cells are merged over several rows of figures, each with a name
    of its own there: «Cụm Bắc» over «Thôn Hạ», «Thôn Thượng»; None where there is none."""
    column = label + 1
    if column >= len(heads) or column in taken or NOTE_HEAD.search(heads[column]):
        return None
    runs = [list(run) for _, run in groupby(range(len(cells)), key=lambda row: cells[row][label])]
    merged = [row for run in runs if len(run) > 1 and cells[run[0]][label] is not None for row in run]
    names = [body[row][column] for row in merged]
    apart = len(set(names)) == len(names) and len(merged) * 2 >= len(body)
    return column if merged and apart and all(map(_is_name, names)) else None


def _is_name(words: str) -> bool:
    return any(map(str.isalpha, words)) and not is_figure(words)


def _head_units(head: Sequence[Sequence[str]], names: UnitNames) -> tuple[Unit, ...]:
    """The units of the line that stands as a row of its own at the head of the table."""
    lines = (next((w for w in row if w), "") for row in head if _is_caption(row))
    return next((units for line in lines if (units := line_units(line, names))), ())


def _title_rows(head: Sequence[Sequence[str]]) -> list[str]:
    """The words of the rows of one cell at the head of the table, but for its unit line."""
    rows = (next((w for w in row if w), "") for row in head if _is_caption(row))
    return [words for words in rows if not is_unit_line(words)]


def _title(text: PlanText, table: Table) -> list[str]:
    """The lines over a table that are its title: those from «Phụ lục», «Biểu», «Bảng» on, else those in capitals."""
    lines: list[str] = []
    first = table.cells[0].block
    for block in reversed(text.blocks[max(0, first - _TITLE_REACH) : first]):
        words = text.words(block).strip()
        if block.table is not None:
            break
        if _NUMBERED_TITLE.match(canonical(words)):
            return [words, *lines]
        bracketed = words.startswith("(") and words.endswith((")", ")."))
        if not is_unit_line(words) and not bracketed:
            lines.insert(0, words[:_TITLE_LENGTH])
    capitals = list(takewhile(str.isupper, reversed(lines)))
    return capitals[::-1]


def _caption_units(
    text: PlanText, table: Table, names: UnitNames, reach: int = _TABLES_REACH
) -> tuple[Unit, ...]:
    """The unit line above the table, «Đơn vị tính: triệu đồng», or money that ends the line right over it; that of
    the table before it (of `reach` at most) where nothing stands between the two and their heads or their rows are
    the same."""
    first = table.cells[0].block
    for block in reversed(text.blocks[max(0, first - _UNIT_LINE_REACH) : first]):
        if block.table is not None:
            break
        units = line_units(text.words(block), names)
        if units:
            return units
    over = text.blocks[first - 1] if first else None
    if over is not None and over.table is not None:
        before = text.tables[over.table]
        alike = reach > 0 and (_top(text, before) == _top(text, table) or _same_rows(text, before, table))
        return _caption_units(text, before, names, reach - 1) if alike else ()
    unit = ending_money(text.words(over), names) if over is not None and over.table is None else None
    return _units_under(text, table, names) if unit is None else (unit,)


def _units_under(text: PlanText, table: Table, names: UnitNames) -> tuple[Unit, ...]:
    """The units of a line in brackets right under a table, «(Đơn vị tính: triệu đồng)»; one that stands right over
    the next table is that one's."""
    below = table.cells[-1].block + 1
    if below >= len(text.blocks) or text.blocks[below].table is not None:
        return ()
    words = text.words(text.blocks[below]).strip()
    over_next = below + 1 < len(text.blocks) and text.blocks[below + 1].table is not None
    bracketed = words.startswith("(") and words.endswith((")", ").")) and len(words) <= _UNDER_LENGTH
    return line_units(words, names) if bracketed and not over_next else ()


def _top(text: PlanText, table: Table) -> list[str]:
    """The words of a table's first row."""
    return ["" if block is None else canonical(text.words(text.blocks[block])) for block in table.grid[0]]


def _same_rows(text: PlanText, table: Table, after: Table) -> bool:
    """Whether two tables tell of the same rows, numbered and named alike: a wide one whose columns go on."""
    both = [
        [["" if b is None else canonical(text.words(text.blocks[b])) for b in row[:2]] for row in part.grid]
        for part in (table, after)
    ]
    return (
        both[0] == both[1]
        and len(both[0]) > _LEAST_BARE_ROWS
        and len({r[-1] for r in both[0]}) == len(both[0])
    )
