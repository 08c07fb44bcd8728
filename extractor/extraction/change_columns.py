"""Columns of changes: «So sánh (+/-)», «Tăng, giảm», «Chênh lệch», and which way each of their figures goes.

A head that says it outright («+/-», «tăng/giảm», «chênh lệch») is enough; «So sánh», «So với năm 2023» may head
ratios as well: there a sign, or the levels on the left, must show that the column holds changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from extractor import regex
from extractor.extraction.grids import Grid
from extractor.extraction.lone_figures import lone_figure
from extractor.language.text import canonical
from extractor.plantext import PlanText
from extractor.records import Direction

_OUTRIGHT = regex.compile(
    r"\+\)? ?[/,;]? ?\(?[-–−]|±|\btăng\b\W*(?:(?:hay|hoặc|và)\b\W*)?\bgiảm\b"
    r"|\bgiảm\b\W*(?:(?:hay|hoặc|và)\b\W*)?\btăng\b"
    r"|\btăng ?\(\+\)|\b(?:chênh lệch|biến động)\b|\bhơn\W+kém\b"
)
_COMPARED = regex.compile(r"\bso sánh\b|\bso (?:với|kh|kế hoạch|th|cùng kỳ|năm)\b")
_OUTER = regex.compile(r"\bso sánh\b|\bchênh lệch\b|\+\)? ?[/,;]? ?\(?[-–−]|±|\btăng\b\W*\bgiảm\b")
_MEASURE = regex.compile(  # a head under «So sánh» that says no more than what is counted
    r"\W*(?:tuyệt đối|tương đối|số (?:tuyệt đối|tương đối|lượng|hộ|khẩu|người|tiền)|mức|giá trị|hộ|khẩu|người"
    r"|tỷ lệ|tl|%|\(|\)|[-+/–−±,]|\s)*"
)
_SIGN = regex.compile(r"^\s*(?P<sign>[-–−+])")
_WAYS: dict[str, Direction] = {"+": "increase", "-": "decrease", "–": "decrease", "−": "decrease"}
_NEAR = 4  # columns on the left that the levels may stand in
_LEAST = 2  # rows in which two levels make the change


@dataclass(frozen=True, slots=True)
class Changes:
    """The columns of a grid that hold changes, with the heads over each that say of what; the way of each figure
    by (row, column), where it is known."""

    named: Mapping[int, tuple[str, ...]]
    ways: Mapping[tuple[int, int], Direction]


@lru_cache(maxsize=512)
def change_heads(path: tuple[str, ...]) -> tuple[tuple[str, ...], bool] | None:
    """The heads that say what changes, and whether the others say outright that it is changes; None where none does."""
    if not path:
        return None
    heads = tuple(map(canonical, path))
    saying = [_OUTRIGHT.search(head) is not None for head in heads]
    compared = [_COMPARED.search(head) is not None for head in heads]
    under = len(path) > 1 and _MEASURE.fullmatch(heads[-1]) is not None
    if not (saying[-1] or compared[-1] or (under and any(_OUTER.search(head) for head in heads[:-1]))):
        return None
    kept = tuple(h for h, said, held in zip(path, saying, compared, strict=True) if not (said or held))
    return kept, any(saying)


def changes_of(grid: Grid, text: PlanText) -> Changes:
    """The columns of a grid that hold changes."""
    headed = {c: told for c, path in grid.columns.items() if (told := change_heads(path)) is not None}
    named: dict[int, tuple[str, ...]] = {}
    ways: dict[tuple[int, int], Direction] = {}
    for column, (kept, outright) in headed.items():
        left = [c for c in sorted(grid.columns) if c < column and c not in headed][-_NEAR:]
        cells = {row.row: words for row in grid.rows if (words := _words(grid, text, row.row, column))}
        signs = {row: _WAYS[match["sign"]] for row, words in cells.items() if (match := _SIGN.match(words))}
        levels = _levels(grid, text, cells, left)
        if outright or signs or levels is not None:
            named[column] = kept
            apart = dict(_by_levels(grid, text, cells, levels)) if levels is not None else {}
            bare: Direction | None = "increase" if "decrease" in signs.values() else None
            for row, words in cells.items():
                way = signs.get(row) or apart.get(row) or bare
                if way is not None and _value(words) != 0:
                    ways[row, column] = way
    return Changes(named, ways)


def with_units(grid: Grid, changes: Changes) -> Grid:
    """The grid with units for its columns of changes that name none: that of the column on their left."""
    units = dict(grid.units)
    for column in changes.named:
        left = max((c for c in grid.columns if c < column), default=None)
        if column not in units and not grid.caption_units and left in units:
            units[column] = units[left]
    return replace(grid, units=units)


def _words(grid: Grid, text: PlanText, row: int, column: int) -> str:
    index = grid.cells[row][column]
    words = "" if index is None else text.words(text.blocks[index]).strip()
    return words if lone_figure(words) is not None else ""


def _value(words: str) -> Decimal | None:
    lone = lone_figure(words)
    return None if lone is None else lone[0].value


def _levels(
    grid: Grid, text: PlanText, cells: Mapping[int, str], left: Sequence[int]
) -> tuple[int, int] | None:
    """The two columns whose levels lie the column's figures apart in most rows."""
    best: tuple[int, tuple[int, int]] | None = None
    for before, after in permutations(reversed(left), 2):
        if before > after:
            continue
        apart = [
            abs(second - first) == _value(words)
            for row, words in cells.items()
            if (first := _value(_words(grid, text, row, before))) is not None
            and (second := _value(_words(grid, text, row, after))) is not None
            and (first or second)
        ]
        fits = sum(apart)
        if fits >= _LEAST and 3 * fits >= 2 * len(apart) and (best is None or fits > best[0]):
            best = fits, (before, after)
    return None if best is None else best[1]


def _by_levels(
    grid: Grid, text: PlanText, cells: Mapping[int, str], levels: tuple[int, int]
) -> Iterator[tuple[int, Direction]]:
    for row in cells:
        before, after = (_value(_words(grid, text, row, column)) for column in levels)
        if before is not None and after is not None and before != after:
            yield row, "decrease" if after < before else "increase"
