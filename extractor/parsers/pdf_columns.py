"""Two columns side by side in the head and the signature block, read one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor import regex
from extractor.parsers.pdf_ink import Frame, Run, glued
from extractor.parsers.pdf_rows import rows_of

Line = tuple[Run, ...]
_CUE = regex.compile(
    r"(?i)c[ộô]ng\s+h[òoõ]à?a?\s+xã\s+hội|độc\s+lập\s*[-–]|nơi\s+nhận|^\s*(?:tm|kt|tl|tuq)\s*\.|^\s*số\s*:"
    r"|^[ủu][ỷy]\s+ban\s+nhân\s+dân$|đảng\s+cộng\s+sản|,\s*ngày\b.*\btháng\b.*\bnăm|^người\s+lập|^(?:phó\s+)?chủ\s+tịch$"
)
_FOLLOWS = regex.compile(r"[\p{Ll}/,;.:)%…]")
_NEAR = 1.8
_LEAST_HEIGHT = 12.0
_BLANK_LINE = 3.0
_NEAR_PAIR = 4.0
_MARGIN = 4.0
_GUTTER = 6.0


class Placed(NamedTuple):
    """A printed line; `aside` where it belongs to one of two columns, `page` where it is of another page than
    the lines around it."""

    run: Run
    aside: bool = False
    page: tuple[int, Frame] | None = None


class Gutter(NamedTuple):
    """The white space between the columns of a block at the end of a page; the right one has `held` lines."""

    left: float
    right: float
    held: int


class Ordered(NamedTuple):
    """The lines of a page, what of it belongs to the left column that ends the page before, and the gutter
    of a block that reaches the end of this one."""

    placed: list[Placed]
    carried: list[Run]
    gutter: Gutter | None


@dataclass(slots=True)
class _Zone:
    """Rows in two columns, parted by the white space between `left` and `right`."""

    left: float
    right: float
    sides: tuple[list[Run], list[Run]]

    def take(self, row: Sequence[Run]) -> bool:
        """Add a row to the columns, or say that it crosses the space between them."""
        middle = (self.left + self.right) / 2
        left = [run for run in row if (run.x0 + run.x1) / 2 < middle]
        right = [run for run in row if (run.x0 + run.x1) / 2 >= middle]
        edge = max((run.x1 for run in left), default=self.left)
        start = min((run.x0 for run in right), default=self.right)
        if edge > self.right - _MARGIN or start < self.left + _MARGIN:
            return False
        edge, start = max(edge, self.left), min(start, self.right)
        if start - edge < _GUTTER:
            return False
        self.left, self.right = edge, start
        for side, runs in zip(self.sides, (left, right), strict=True):
            if runs:
                side.append(glued(runs))
        return True

    def reaches(self, row: Sequence[Run]) -> bool:
        """Whether a left row follows the column's last one; the right column has blanks to sign in."""
        above = self.sides[0][-1]
        return row[0].x0 >= self.right or row[0].base - above.base <= _BLANK_LINE * _height(above)

    @property
    def runs(self) -> list[Run]:
        return [*self.sides[0], *self.sides[1]]


def in_reading_order(lines: Sequence[Line], gutter: Gutter | None = None) -> Ordered:
    """A page's lines with each two-column block's left column first, then its right one.

    Only blocks that carry the set words of a head or a signature are taken apart; a wide gap in any
    other line is read as a space. `gutter` is that of a block which reaches the end of the page before.
    """
    lines = [_without_blanks(line) for line in lines]
    rows = list(rows_of((run for line in lines for run in line), joined=False))
    rest, done = _carried_on(rows, gutter) if gutter is not None else (None, 0)
    zones = _zones(rows[done:]) if any(len(row) > 1 for row in rows[done:]) else []
    last = {id(run) for run in rows[-1]} if rows else set()
    under = next(
        (Gutter(zone.left, zone.right, len(zone.sides[1])) for zone, ids in zones if last <= ids), None
    )
    carried: list[Run] = []
    if rest is not None:
        carried = rest.sides[0]
        zones.insert(
            0,
            (
                _Zone(rest.left, rest.right, ([], rest.sides[1])),
                {id(run) for row in rows[:done] for run in row},
            ),
        )
    ordered = list(_ordered(lines, zones)) if zones else [Placed(glued(line)) for line in lines]
    return Ordered(ordered, carried, under)


def with_carried(before: Sequence[Placed], carried: Sequence[Placed], gutter: Gutter) -> list[Placed]:
    """The lines of the page before with what its last left column goes on with on the next."""
    at = len(before) - gutter.held
    return [*before[:at], *carried, *before[at:]]


def _carried_on(rows: Sequence[Line], gutter: Gutter) -> tuple[_Zone | None, int]:
    """The rest of a two-column block at the head of a page, and its number of rows."""
    zone = _Zone(gutter.left, gutter.right, ([], []))
    end = 0
    while end < len(rows) and zone.take(rows[end]):
        end += 1
        if end < len(rows) and rows[end][0].base - rows[end - 1][0].base > _NEAR_PAIR * _height(rows[end][0]):
            break
    return (zone, end) if zone.sides[1] else (None, 0)


def _without_blanks(line: Line) -> Line:
    """A gap left blank to be filled in («Số:      /KH-UBND», «ngày      tháng») parts no columns."""
    if len(line) == 1:
        return line
    kept = [line[0]]
    for run in line[1:]:
        if _FOLLOWS.match(run.text):
            kept[-1] = glued([kept[-1], run])
        else:
            kept.append(run)
    return tuple(kept)


def _zones(rows: Sequence[Line]) -> list[tuple[_Zone, set[int]]]:
    """Two-column blocks, each with the identities of the runs in it."""
    zones, index = [], 0
    while index < len(rows):
        zone = _opened(rows[index])
        if zone is None:
            index += 1
            continue
        end = _grow_down(zone, rows, index)
        start = _grow_up(zone, rows, index)
        if any(_CUE.search(run.text) for run in zone.runs):
            zones.append((zone, {id(run) for row in rows[start:end] for run in row}))
        index = end
    return zones


def _opened(row: Sequence[Run]) -> _Zone | None:
    gaps = [(after.x0 - before.x1, before.x1, after.x0) for before, after in pairwise(row)]
    if not gaps or max(gaps)[0] < _GUTTER:
        return None
    _, left, right = max(gaps)
    zone = _Zone(left, right, ([], []))
    return zone if zone.take(row) or _force(zone, row) else None


def _force(zone: _Zone, row: Sequence[Run]) -> bool:
    """The row that shows the gap is cut at it even where its halves are of unequal width."""
    left, right = [run for run in row if run.x1 <= zone.left], [run for run in row if run.x0 >= zone.right]
    zone.sides[0].append(glued(left))
    zone.sides[1].append(glued(right))
    return True


def _grow_down(zone: _Zone, rows: Sequence[Line], index: int) -> int:
    end = index + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        reach = (_NEAR_PAIR if len(row) > 1 else _NEAR) * _height(row[0])
        if row[0].base - above[0].base > reach or not zone.reaches(row) or not zone.take(row):
            break
        end += 1
    return end


def _grow_up(zone: _Zone, rows: Sequence[Line], index: int) -> int:
    """Lines of the right column that stand higher than the left one («TM. ỦY BAN NHÂN DÂN»)."""
    start = index
    while start > 0:
        row, below = rows[start - 1], rows[start]
        near = below[0].base - row[0].base <= _NEAR * _height(row[0])
        if not near or len(row) > 1 or row[0].x0 < zone.left + _GUTTER or not row[0].text.isupper():
            break
        zone.sides[1].insert(0, row[0])
        start -= 1
    return start


def _height(run: Run) -> float:
    return max(run.height, _LEAST_HEIGHT)


def _ordered(lines: Sequence[Line], zones: Sequence[tuple[_Zone, set[int]]]) -> Iterator[Placed]:
    told: set[int] = set()
    for line in lines:
        rest: list[Run] = []
        for run in line:
            inside = next((number for number, (_, ids) in enumerate(zones) if id(run) in ids), None)
            if inside is None:
                rest.append(run)
            elif inside not in told:
                told.add(inside)
                yield from (Placed(part, aside=True) for part in zones[inside][0].runs)
        if rest:
            yield Placed(glued(rest))
