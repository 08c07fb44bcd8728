"""Tables read as grids: header rows and paths, label column, units, row hierarchy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.extraction.grid_rows import PURE, GridRow, read_rows
from extractor.extraction.quantities import Kind
from extractor.language.text import any_of, canonical
from extractor.parsers.markers import read_marker
from extractor.plantext import PlanText, Table
from extractor.rulebook.language import UnitRules

_ORDER = regex.compile(r"^\(?\s*(?:\d{1,2}|[A-Za-z])\s*(?:[=+*(].*)?\)?$")
_INDEX_HEAD = regex.compile(r"^(?:stt|tt|số tt|số thứ tự|s t t|mã số|mã)\.?$")
_NOTE_HEAD = regex.compile(
    r"ghi chú|căn cứ|thời gian|đơn vị (?:thực hiện|chủ trì|phối hợp)|cơ quan|sản phẩm|địa điểm|chủ đầu tư|\bmã\b"
    r"|năng lực thiết kế|quyết định (?:đầu tư|phê duyệt)|số quyết định|\bngày tháng\b"
)
_SOURCE_HEAD = regex.compile(r"^nguồn(?: kinh phí| vốn)?(?: thực hiện| hỗ trợ)?$")
_UNIT_HEAD = regex.compile(r"^(?:đvt|đơn vị tính|đơn vị|đ\.v\.t|đv tính|đơn vị đo)$")
_UNIT_LINE = regex.compile(r"(?:đơn vị(?: tính)?|đvt|đ\.v\.t)\s*:?\s*(?P<unit>(?:1[.,]?000)?[^;.()]{1,40})")
_ONLY_UNIT = regex.compile(r"^\W*(?:đơn vị(?: tính)?|đvt|đ\.v\.t)\s*:")
_UNIT_LINE_LENGTH = 60
_IN_BRACKETS = regex.compile(r"\((?:đvt ?:? ?|đơn vị(?: tính)? ?:? ?)?(?P<unit>[^()]{1,30})\)")
_OTHER_COUNT = regex.compile(
    r"^(?:tổng )?số (?P<unit>tiêu chí|chỉ tiêu|hội viên|cặp|tổ chức|văn bản|tin bài|chuyến)\b"
)
_MEASURES = frozenset(
    {"kg", "tonne", "ha", "km", "m", "m2", "m3", "litre", "kWh", "MW", "USD", "point", "sample"}
)
_MARK = regex.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-Za-zĐđ])\.?$")
_MAX_HEADER_ROWS = 5
_UNIT_LINE_REACH = 6
_LEAST_BARE_ROWS = 3
_THOUSANDS = regex.compile(r"^(?:1[.,]?000|nghìn|ngàn) ?(?=đồng|đ$)")
_RATE = regex.compile(r"\btỷ lệ\b|%")
_YEAR = regex.compile(r"^(?:19|20)\d{2}$")
_NUMBER = regex.compile(r"\d+")
_UNIT_JOINTS = regex.compile(r"[,;]| và |(?<!đồng)/")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that a cell, a column or a caption gives: money has a scale to triệu đồng.

    `per` is what a unit cost is for («triệu đồng/người/năm»).
    """

    kind: Kind
    id: str
    text: str
    scale: Decimal = Decimal(1)
    per: str | None = None


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
        self._per = rules.per
        counted = any_of(w for w, name in rules.count_unit.items() if name not in _MEASURES)
        self._counted = regex.compile(rf"\bsố(?: lượng| lượt)? (?P<unit>{counted})(?![\p{{L}}\d])")

    def read(self, words: str) -> Unit | None:
        """The unit that the whole of `words` is, «Triệu đồng», «%», «hộ», «1.000 đồng»."""
        lowered = canonical(words).strip(" .:;*()-")
        lowered = _THOUSANDS.sub("nghìn ", lowered)
        return self._units.get(lowered) or self._each(lowered)

    def _each(self, lowered: str) -> Unit | None:
        """The unit of a cost of one of something: «triệu đồng/người/năm»."""
        words, *rest = (part.strip() for part in lowered.split("/"))
        unit = self._units.get(words)
        if unit is None or unit.kind is not Kind.MONEY or not rest:
            return None
        return replace(unit, per="/".join(self._per.get(part, part) for part in rest))

    def per(self, words: str) -> str | None:
        """What one unit of a row's own unit column is: `household` for «hộ»."""
        return self._per.get(canonical(words).strip(" .:"))

    def in_head(self, words: str) -> Unit | None:
        """The unit in brackets in a column's head: «Kinh phí (triệu đồng)», «Tỷ lệ (%)»; or named by it."""
        for match in _IN_BRACKETS.finditer(words):
            unit = self.read(match["unit"])
            if unit is not None:
                return unit
        return self._by_words(canonical(words))

    def _by_words(self, lowered: str) -> Unit | None:
        if _RATE.search(lowered):
            return self._units["%"]
        if match := self._counted.search(lowered):
            return self._units.get(match["unit"])
        if (other := _OTHER_COUNT.search(lowered)) is not None:
            return Unit(Kind.COUNT, "other", other["unit"])
        return None


def read_grid(text: PlanText, index: int, names: UnitNames) -> Grid | None:
    """The grid of a table with figures; None where it has no figures, or no header and hardly a row."""
    table = text.tables[index]
    cells = table.grid
    words = [["" if b is None else text.words(text.blocks[b]) for b in row] for row in cells]
    head = _header_rows(words)
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
    source_column = next(
        (c for c, words_over in enumerate(lowered) if c > label and _SOURCE_HEAD.match(words_over)), None
    )
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
    numbered = [number for number, row in enumerate(words) if _is_order_row(row)]
    rows = read_rows(words, head, index_column, label, numbered)
    if not columns or not rows:
        return None
    caption = _head_unit(words[:head], names) or _caption_unit(text, table, names)
    return Grid(
        index, cells, columns, units, tuple(rows), unit_column, source_column, lowered[label], caption
    )


def _header_rows(words: Sequence[Sequence[str]]) -> int:
    """How many leading rows are header: those before the first row with plain figures."""
    for number, row in enumerate(words[: _MAX_HEADER_ROWS + 2]):
        figures = [w for w in row if PURE.match(w)]
        if _is_order_row(row):
            continue
        if figures and not all(_YEAR.match(w) for w in figures):
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


def is_unit_line(words: str) -> bool:
    """A paragraph that only says the unit of the table below it: «Đơn vị tính: 1.000 đồng»."""
    return (
        ":" in words[:_UNIT_LINE_LENGTH]
        and len(words) < _UNIT_LINE_LENGTH
        and _ONLY_UNIT.match(canonical(words)) is not None
    )


def _head_unit(head: Sequence[Sequence[str]], names: UnitNames) -> Unit | None:
    """The unit line that stands as a row of its own at the head of the table."""
    lines = (next((w for w in row if w), "") for row in head if _is_caption(row))
    return next((unit for line in lines if (unit := _line_unit(line, names)) is not None), None)


def _line_unit(words: str, names: UnitNames) -> Unit | None:
    match = _UNIT_LINE.search(canonical(words))
    pieces = _UNIT_JOINTS.split(match["unit"]) if match else []
    return next((unit for piece in pieces if (unit := names.read(piece)) is not None), None)


def _caption_unit(text: PlanText, table: Table, names: UnitNames) -> Unit | None:
    """The unit line above the table: «Đơn vị tính: triệu đồng»."""
    first = table.cells[0].block
    for block in reversed(text.blocks[max(0, first - _UNIT_LINE_REACH) : first]):
        if block.table is not None:
            break
        unit = _line_unit(text.words(block), names)
        if unit is not None:
            return unit
    return None
