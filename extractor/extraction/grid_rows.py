"""Data rows of a table: their labels, and which row stands under which."""

from collections.abc import Sequence
from functools import lru_cache

from extractor import regex
from extractor.extraction.lone_figures import is_figure
from extractor.extraction.sections import RANKS
from extractor.language.text import canonical
from extractor.parsers.markers import read_marker
from extractor.values import dataclass

_TOTAL = regex.compile(
    r"^\W*(?:tổng(?! hợp)|cộng\b|toàn (?:xã|huyện|tỉnh|quốc|thành phố|thị xã)\b)"
    r"|\b(?:tổng cộng|tổng số|tổng vốn|tổng kinh phí)\b"
)
_TIME = regex.compile(  # rows of years and parts of a year: «2021», «Kế hoạch 2024», «Quý I», «6 tháng đầu năm»
    r"^\W*(?:(?:kế hoạch|kh|mục tiêu|(?:đã )?thực hiện|th|ước|dự kiến|kết quả|năm|đến|đầu|cuối|hết) )*"
    r"(?:(?:19|20)\d{2}|(?:giai đoạn )?(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2}|cả (?:năm|giai đoạn)"
    r"|quý (?:[1-4]|i{1,3}|iv)|\d tháng(?: đầu| cuối)?(?: năm)?)(?: ?/ ?(?:19|20)\d{2}| năm (?:19|20)\d{2})?\W*$"
)
_WITHIN = regex.compile(r"^\W*trong đó\b")
_BULLETS = {"-": "dash", "–": "dash", "+": "plus", "*": "star", "•": "star"}
_LETTERED = regex.compile(r"^(?:[IVX]{1,4}|[A-HĐ])\.\d{1,2}$")
_NONE, _INSIDE = "none", "within"
_OUTER = frozenset({"letter", "roman"})
TOTAL_DEPTH = 99


@dataclass(frozen=True, slots=True)
class GridRow:
    """A data row: its place in the grid, label path (outermost first), depth (0 outermost) and parent row.

    `within` is True for a row that names some of its parent only («Trong đó: …»).
    """

    row: int
    labels: tuple[str, ...]
    index: str
    depth: int
    parent: int | None
    within: bool = False


def read_rows(
    words: Sequence[Sequence[str]],
    head: int,
    index: int | None,
    label: int,
    numbered: Sequence[int],
    group: int | None = None,
) -> list[GridRow]:
    """The data rows below the `head` header rows; those of `numbered` number the columns and are none. In the column
    `group` stands what several rows belong to."""
    rows: list[GridRow] = []
    stack: list[tuple[str, int, str]] = []  # form of the number, row, name
    some: set[tuple[int | None, str]] = set()  # parent and form of the rows that name some of it only
    heads = {tuple(row) for row in words[:head]}
    for number in range(head, len(words)):
        row = words[number]
        name = row[label].strip() or _name_beside(row, label, index)
        if number in numbered or tuple(row) in heads or not (name or any(map(is_figure, row))):
            continue
        if is_total(name):
            rows.append(GridRow(number, (name,), "", TOTAL_DEPTH, None))
            stack = [] if not stack or stack[0][0] == _NONE else stack
            continue
        mark = "".join(row[index].split()) if index is not None else ""  # a narrow column breaks «VII I»
        form, name = _form(mark, name)
        if _WITHIN.match(canonical(name)) and not any(map(is_figure, row[label + 1 :])):
            continue
        stack = _above(stack, form)
        parent = stack[-1][1] if stack else None
        over = row[group].strip() if group is not None else ""
        labels = (*((over,) if over and over != name else ()), *(s[2] for s in stack), name)
        if form == _INSIDE or _WITHIN.match(canonical(name)):
            some.add((parent, form))
        rows.append(GridRow(number, labels, mark, len(stack), parent, (parent, form) in some))
        stack.append((form, len(rows) - 1, name))
    return rows


def _name_beside(row: Sequence[str], label: int, index: int | None) -> str:
    """The name of a row whose label stands in another cell: a total written over the number's column."""
    beside = (w.strip() for c, w in enumerate(row) if c != label and is_total(w) and not is_figure(w))
    return next(beside, "")


def _form(mark: str, name: str) -> tuple[str, str]:
    """The form of a row's number, in its own column or before its name, and the name without it."""
    if mark in _BULLETS:
        return _BULLETS[mark], name
    if _LETTERED.match(mark.rstrip(".")):
        return "lettered", name
    if mark and (marker := read_marker(f"{mark.rstrip('.')}. X")):
        return marker.form, name
    if _WITHIN.match(canonical(name)):
        return _INSIDE, name
    found = read_marker(name) if not mark else None
    return (found.form, name[found.body :].strip() or name) if found else (_NONE, name)


def _above(stack: list[tuple[str, int, str]], form: str) -> list[tuple[str, int, str]]:
    """The rows that a row of this form stands under: one level deeper for a form not met yet, else beside its like."""
    forms = [above for above, _, _ in stack]
    if form in forms:
        return stack[: forms.index(form)]
    if form in _OUTER and forms and RANKS.get(forms[0], RANKS["star"]) > RANKS[form]:
        return []
    return stack


@lru_cache(maxsize=512)
def is_time(words: str) -> bool:
    """A label that says only when: «2021», «Kế hoạch 2024», «Quý I»."""
    return _TIME.match(canonical(words)) is not None


@lru_cache(maxsize=512)
def is_total(words: str) -> bool:
    """A label that names a total: «Tổng cộng», «Cộng», «Tổng số», «Toàn huyện»."""
    return _TOTAL.search(canonical(words)) is not None
