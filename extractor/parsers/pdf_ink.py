"""What lies printed on a PDF page: runs of text and ruled lines, placed as a reader sees them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.plantext import Box


class Run(NamedTuple):
    """Words printed on one line without a wide gap; points from the top left corner, `base` the baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    bold: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Rule(NamedTuple):
    """A ruled line: level where `top == bottom`, upright where `x0 == x1`."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How page space (origin bottom left) turns into upright space (origin top left, y down).

    `turn` counts the quarter turns to the left that the words are printed with, `shown` those to the
    right that a viewer turns the page by; the two differ for a table printed sideways. `unit` is how many
    points of upright space one of page space is: not 1 where the page is drawn so small or so large that
    its letters are of no usual size.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0
    shown: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        return self.unit * (self.top - self.bottom if self.turn % 2 else self.right - self.left)

    @property
    def height(self) -> float:
        return self.unit * (self.right - self.left if self.turn % 2 else self.top - self.bottom)

    @property
    def turned(self) -> bool:
        """Whether page space is not as words or viewer have it: pdfium then breaks lines where it should not."""
        return bool(self.turn or self.shown)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space in upright space."""
        x, y = self._turned(x, y, self.turn)
        return x * self.unit, y * self.unit

    def place_box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A box of page space as x0, top, x1, bottom in upright space."""
        if self.turn == 0 and self.unit == 1:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (xa, ya), (xb, yb) = self.place(left, bottom), self.place(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def shown_box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """A box of upright space on the page as a viewer shows it, in the page's own points."""
        if self.unit != 1:
            x0, top, x1, bottom = (value / self.unit for value in (x0, top, x1, bottom))
        if self.turn == self.shown:
            return Box(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
        (xa, ya), (xb, yb) = (
            self._turned(*self._back(x, y), self.shown) for x, y in ((x0, top), (x1, bottom))
        )
        return Box(round(min(xa, xb), 1), round(min(ya, yb), 1), round(max(xa, xb), 1), round(max(ya, yb), 1))

    def page_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of upright space in page space."""
        return self._back(x / self.unit, y / self.unit)

    def holds(self, run: Run) -> bool:
        """Whether the run lies on the page, or beside it as the end of a line too long for it does."""
        beside = self.width / 2
        across = run.x1 > -beside and run.x0 < self.width + beside
        return across and run.bottom > 0 and run.top < self.height

    def shows(self, run: Run) -> bool:
        """Whether some of the run lies on the page from side to side."""
        return run.x1 > 0 and run.x0 < self.width

    def _turned(self, x: float, y: float, turn: int) -> tuple[float, float]:
        match turn:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def _back(self, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 0:
                return x + self.left, self.top - y
            case 1:
                return y + self.left, x + self.bottom
            case 2:
                return self.right - x, y + self.bottom
            case _:
                return self.right - y, self.top - x


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of a table and the cells between them as positions (row, column, row_span, column_span)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]

    def holds(self, word: Run) -> bool:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def position(self, word: Run) -> tuple[int, int]:
        row = bisect_right(self.ys, (word.top + word.bottom) / 2) - 1
        column = bisect_right(self.xs, (word.x0 + word.x1) / 2) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)

    def place(self, cell: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
        row, column, down, across = cell
        return self.xs[column], self.ys[row], self.xs[column + across], self.ys[row + down]


@dataclass(frozen=True, slots=True)
class PageInk:
    """One page read: `lines` of runs in reading order, or its `words` and the `grids` of its tables.

    `raw` is the page's text before anything was mended. `pictured`: an image lies on it or, where
    there is no text, strokes that may be words; `covered`: the share of it under images; `unseen`: some
    of its text is printed invisibly or, over a picture, most of it in white, as recognition programs leave
    it; `shuffled`: the order of its letters was mended by their places; `hidden`: some of its text is white
    on nothing darker, or printed invisibly where no picture is of it; `fields`: those of its words that are
    values of form fields, which stand at the end whatever their places; `remarks`: words of notes set on it;
    `struck` and `slanted`: those of its words that are crossed out or lie slantwise over it, left out of the rest;
    `broken`: it could not be opened; `recognised`: how sure its words are, from 0 to 1, where they were read
    off its picture; `unshown`: layers of it are switched off and were not read.
    """

    number: int
    frame: Frame
    raw: str = ""
    lines: tuple[tuple[Run, ...], ...] = ()
    words: tuple[Run, ...] = ()
    grids: tuple[Grid, ...] = ()
    pictured: bool = False
    covered: float = 0.0
    unseen: bool = False
    shuffled: bool = False
    hidden: bool = False
    fields: tuple[Run, ...] = ()
    remarks: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    slanted: tuple[str, ...] = ()
    broken: bool = False
    recognised: float | None = None
    unshown: bool = False


def spanning(runs: Sequence[Run], text: str) -> Run:
    """One run over several, with `text`; its baseline is the first one's."""
    return Run(
        text,
        min(run.x0 for run in runs),
        min(run.top for run in runs),
        max(run.x1 for run in runs),
        max(run.bottom for run in runs),
        runs[0].base,
        all(run.bold for run in runs),
    )


def glued(runs: Sequence[Run]) -> Run:
    """Runs of one printed line as one run, a space between them."""
    return runs[0] if len(runs) == 1 else spanning(runs, " ".join(run.text for run in runs))
