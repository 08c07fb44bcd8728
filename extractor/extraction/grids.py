"""Tables read as grids: header rows and paths, label column, units, row hierarchy."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.extraction.quantities import Kind
from extractor.extraction.sections import RANKS
from extractor.language.text import canonical
from extractor.parsers.markers import read_marker
from extractor.plantext import PlanText, Table
from extractor.rulebook.language import UnitRules

PURE = regex.compile(r"^[-–+]?\s*\d[\d.,\u00a0]*\s*%?$")
_TOTAL = regex.compile(
    r"^\W*(?:tổng(?! hợp)|cộng\b|toàn (?:xã|huyện|tỉnh|quốc|thành phố|thị xã)\b)"
    r"|\b(?:tổng cộng|tổng số|tổng vốn|tổng kinh phí)\b"
)
_ORDER = regex.compile(r"^\(?\s*(?:\d{1,2}|[A-Za-z])\s*(?:[=+*(].*)?\)?$")
_INDEX_HEAD = regex.compile(r"^(?:stt|tt|số tt|số thứ tự|s t t|mã số|mã)\.?$")
_NOTE_HEAD = regex.compile(
    r"ghi chú|căn cứ|thời gian|đơn vị (?:thực hiện|chủ trì|phối hợp)|cơ quan|sản phẩm|địa điểm|chủ đầu tư|mã"
)
_UNIT_HEAD = regex.compile(r"^(?:đvt|đơn vị tính|đơn vị|đ\.v\.t|đv tính|đơn vị đo)$")
_UNIT_LINE = regex.compile(r"(?:đơn vị(?: tính)?|đvt|đ\.v\.t)\s*:?\s*(?P<unit>[^;.()]{1,40})")
_IN_BRACKETS = regex.compile(r"\((?:đvt ?:? ?|đơn vị(?: tính)? ?:? ?)?(?P<unit>[^()]{1,30})\)")
_MAX_HEADER_ROWS = 5
_UNIT_LINE_REACH = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that a cell, a column or a caption gives: money has a scale to triệu đồng."""

    kind: Kind
    id: str
    text: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A data row: its place in the grid, label path (outermost first), rank and parent row."""

    row: int
    labels: tuple[str, ...]
    index: str
    rank: int
    parent: int | None


@dataclass(frozen=True)
class Grid:
    """A table understood: data rows, columns that hold figures with their header paths and units."""

    table: int
    cells: tuple[tuple[int | None, ...], ...]
    columns: dict[int, tuple[str, ...]]
    units: dict[int, Unit]
    rows: tuple[GridRow, ...]
    unit_column: int | None
    label_head: str
    caption_unit: Unit | None


class UnitNames:
    """Reads unit words as tables write them; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        self._units: dict[str, Unit] = {}
        for word, scale in rules.money_scale.items():
            self._units[word] = Unit(Kind.MONEY, "VND", word, scale)
        for word, name in rules.count_unit.items():
            self._units.setdefault(word, Unit(Kind.COUNT, name, word))
        self._units["%"] = Unit(Kind.PERCENT, "percent", "%")

    def read(self, words: str) -> Unit | None:
        """The unit that the whole of `words` is, «Triệu đồng», «%», «hộ», «1.000 đồng»."""
        lowered = canonical(words).strip(" .:;*()-")
        lowered = regex.sub(r"^(?:1[.,]?000|nghìn|ngàn) ?(?=đồng|đ$)", "nghìn ", lowered)
        return self._units.get(lowered)

    def in_head(self, words: str) -> Unit | None:
        """The unit in brackets in a column's head: «Kinh phí (triệu đồng)», «Tỷ lệ (%)»; or named by it."""
        for match in _IN_BRACKETS.finditer(words):
            unit = self.read(match["unit"])
            if unit is not None:
                return unit
        return self._by_words(canonical(words))

    def _by_words(self, lowered: str) -> Unit | None:
        if regex.search(r"\btỷ lệ\b|%", lowered):
            return self._units["%"]
        if match := regex.search(
            r"\bsố (?P<unit>hộ|người|lao động|học sinh|khẩu|nhân khẩu|thẻ|trường|lớp|nhà|mô hình|xã|thôn)\b",
            lowered,
        ):
            return self._units.get(match["unit"])
        return None


def read_grid(text: PlanText, index: int, names: UnitNames) -> Grid | None:
    """The grid of a table with figures, or None where it has no header or no figures."""
    table = text.tables[index]
    cells = table.grid
    words = [["" if b is None else text.words(text.blocks[b]) for b in row] for row in cells]
    head = _header_rows(words)
    if head == 0 or head >= table.rows:
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
    skipped = {index_column, unit_column, label}
    columns = {
        c: paths[c]
        for c in range(table.columns)
        if c not in skipped
        and c > label
        and not _NOTE_HEAD.search(lowered[c])
        and any(PURE.match(row[c]) for row in body)
    }
    units = {c: unit for c in columns if (unit := names.in_head(" ".join(paths[c])))}
    rows = _rows(table, words, head, index_column, label)
    if not columns or not rows:
        return None
    caption = _caption_unit(text, table, names)
    return Grid(index, cells, columns, units, tuple(rows), unit_column, lowered[label], caption)


def _header_rows(words: Sequence[Sequence[str]]) -> int:
    """How many leading rows are header: those before the first row with plain figures."""
    for number, row in enumerate(words[: _MAX_HEADER_ROWS + 2]):
        figures = [w for w in row if PURE.match(w)]
        if _is_order_row(row):
            continue
        if figures and not all(regex.match(r"^(?:19|20)\d{2}$", w) for w in figures):
            return number
        if number and len({w for w in row if w}) <= 1 and len(row) > 2:
            return number
    return 0


def _is_order_row(row: Sequence[str]) -> bool:
    """The row that numbers the columns: 1 2 3 …, (1) (2) (3)=(4)+(5), A B 1 2."""
    filled = [w for w in row if w]
    if len(filled) < 3 or not all(_ORDER.match(w) for w in filled):
        return False
    numbers = [int(m[0]) for w in filled if (m := regex.search(r"\d+", w))]
    return len(numbers) >= 2 and all(b - a in {0, 1} for a, b in pairwise(numbers))


def _path(head: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    """Heads over a column, outermost first; a head over several columns is filled forward."""
    rows = [row for row in head if not _is_order_row(row)]
    path: list[str] = []
    for number, row in enumerate(rows):
        words = row[column].strip() or _head_left(rows, number, column)
        if words and (not path or path[-1] != words):
            path.append(words)
    return tuple(path)


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
    short = sum(
        len(w) <= 6 and (w.strip(".").isdigit() or read_marker(f"{w.strip('. ')}. X") is not None)
        for w in filled
    )
    return bool(filled) and column == 0 and short >= 0.8 * len(filled)


def _holds_units(body: Sequence[Sequence[str]], column: int, names: UnitNames) -> bool:
    return any(names.read(row[column]) is not None for row in body)


def _label_column(body: Sequence[Sequence[str]], heads: Sequence[str], taken: set[int | None]) -> int | None:
    for column, head in enumerate(heads):
        if column in taken or _NOTE_HEAD.search(head):
            continue
        filled = [row[column] for row in body if row[column]]
        worded = sum(any(c.isalpha() for c in w) and not PURE.match(w) for w in filled)
        if filled and worded >= 0.6 * len(filled):
            return column
    return None


def _rows(
    table: Table, words: Sequence[Sequence[str]], head: int, index: int | None, label: int
) -> list[GridRow]:
    rows: list[GridRow] = []
    stack: list[tuple[int, int, str]] = []
    for number in range(head, table.rows):
        row = words[number]
        name = row[label].strip()
        if _is_order_row(row) or not (name or any(PURE.match(w) for w in row)):
            continue
        if is_total(name):
            rows.append(GridRow(number, (name,), "", RANKS["star"] + 2, None))
            continue
        mark = row[index].strip() if index is not None else ""
        marker = read_marker(f"{mark.rstrip('.')}. X") if mark else read_marker(name)
        rank = RANKS.get(marker.form, RANKS["star"]) if marker else RANKS["star"] + 1
        while stack and stack[-1][0] >= rank:
            stack.pop()
        if marker and not mark:
            name = name[marker.body :].strip() or name
        parent = stack[-1][1] if stack else None
        rows.append(GridRow(number, (*(s[2] for s in stack), name), mark, rank, parent))
        stack.append((rank, len(rows) - 1, name))
    return rows


def _caption_unit(text: PlanText, table: Table, names: UnitNames) -> Unit | None:
    """The unit line above the table: «Đơn vị tính: triệu đồng»."""
    first = table.cells[0].block
    for block in reversed(text.blocks[max(0, first - _UNIT_LINE_REACH) : first]):
        if block.table is not None:
            break
        match = _UNIT_LINE.search(canonical(text.words(block)))
        if match is not None:
            for piece in regex.split(r"[,;/]| và ", match["unit"]):
                unit = names.read(piece)
                if unit is not None:
                    return unit
    return None


def is_total(words: str) -> bool:
    """A label that names a total: «Tổng cộng», «Cộng», «Tổng số», «Toàn huyện»."""
    return _TOTAL.search(canonical(words)) is not None
