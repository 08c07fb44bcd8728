"""Printed lines with what their places tell of paragraphs: a full line, a gap above, an indent."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from extractor import regex
from extractor.parsers.doubts import cut_signed, unsigned
from extractor.parsers.flow import Line
from extractor.parsers.markers import read_marker
from extractor.parsers.pdf_columns import Placed
from extractor.parsers.pdf_ink import Frame, Run

_LONG = 30
_LEAST_WIDTH = 0.75
_USUAL_MARGIN = 60.0
_SUPPORT = 3
_SAME_EDGE = 3.0
_INDENT = 15.0
_SHIFT = 8.0
_HANGING = 45.0
_CENTRED = 8.0
_EXTRA_GAP = 2.2
_EXTRA_SHARE = 0.12
_NEAR_RIGHT = 40.0
_FAR = 60.0
_WORD_ROOM = 1.1
_SPACE = 0.5
_ENDED = regex.compile(r"[.;:!?…][\"”’)\]]*$")
_OPEN = regex.compile(r"[\p{L}\d,(–-]$")
_SURE = 0.75
_SURE_COUNT = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines outside its tables, in reading order."""

    number: int
    frame: Frame
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class _Body:
    """Left and right edge of the text and the distance of its baselines, in points.

    `indented`, `spaced`: how the document shows where a paragraph begins.
    """

    left: float
    right: float
    pitch: float
    indented: bool = False
    spaced: bool = False

    def is_indented(self, run: Run) -> bool:
        return run.x0 - self.left > _INDENT and not self.is_centred(run)

    def is_apart(self, before: Run, run: Run) -> bool:
        """Whether more than a line's distance parts the two."""
        distance = run.base - before.base
        return distance <= 0 or distance > self.pitch + max(_EXTRA_GAP, _EXTRA_SHARE * self.pitch)

    def is_centred(self, run: Run) -> bool:
        inner, outer = run.x0 - self.left, self.right - run.x1
        return inner > _INDENT and abs(inner - outer) < _CENTRED

    def room(self, run: Run) -> float:
        """What the line leaves free, in points."""
        free = self.right - run.x1
        return free + run.x0 - self.left if self.is_centred(run) else free


@dataclass(slots=True)
class _Reader:
    """Goes down the lines; `hanging`: the line before goes on under its own marker's text."""

    body: _Body
    before: Run | None = None
    line: Line | None = None
    page: int = 0
    hanging: bool = False
    lines: list[Line] = field(default_factory=list)

    def read(self, page: Page, placed: Placed) -> None:
        run = placed.run
        number, frame = placed.page or (page.number, page.frame)
        line = Line(run.text, False, True, number, frame.shown_box(*run[1:5]), run.bold)
        if self.before is not None and self.line is not None and not placed.aside:
            self.line.full = _is_full(self.before, run, self.body)
            self._see_gap(line, self.before, run, same_page=self.page == page.number)
        else:
            self.hanging = False
        self.lines.append(line)
        if placed.aside:
            self.before = self.line = None
        else:  # a line whose every word was taken up leaves the one before it to go on
            self.before, self.line = run, line if line.text else self.line
        self.page = page.number

    def _see_gap(self, line: Line, before: Run, run: Run, *, same_page: bool) -> None:
        self.hanging = self._hangs(before, run)
        apart = same_page and self.body.is_apart(before, run)
        inward = self.body.is_indented(run) and run.x0 > before.x0 - _SHIFT
        line.gap = apart or (not self.hanging and inward)
        if self.line is not None and self.line.full and not line.gap and self._goes_on(run, same_page):
            _take_marker(self.line, line)

    def _goes_on(self, run: Run, same_page: bool) -> bool:
        """Whether the document would have shown a new paragraph here by its indent or its space."""
        flush = self.body.indented and not self.body.is_indented(run)
        return flush or (self.body.spaced and same_page)

    def _hangs(self, before: Run, run: Run) -> bool:
        shift = run.x0 - before.x0
        if abs(shift) <= _SAME_EDGE:
            return self.hanging
        return _SHIFT < shift < _HANGING and read_marker(unsigned(before.text)) is not None


def text_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page with `full` and `gap` set, boxes as a viewer shows the page."""
    whole = _bodies(pages)
    result: list[list[Line]] = []
    reader = _Reader(_Body(0, 0, 0))
    for page in pages:
        reader.body = _page_body(page, whole[round(page.frame.width)])
        reader.lines = []
        for placed in page.placed:
            reader.read(page, placed)
        result.append(reader.lines)
    return result


def _is_full(run: Run, after: Run, body: _Body) -> bool:
    """Whether the first word of the next line would not have fitted."""
    letter = (after.x1 - after.x0) / len(after.text)
    word = len(after.text.split(maxsplit=1)[0])
    return body.room(run) < (_WORD_ROOM * word + _SPACE) * letter


def _take_marker(before: Line, line: Line) -> None:
    """What looks like a number or bullet at the head of a line that goes on («Điều 2», «- 35 ha») is none."""
    marker = read_marker(unsigned(line.text))
    if marker is None or before.bold != line.bold or not _OPEN.search(unsigned(before.text)):
        return
    taken, line.text = cut_signed(line.text, marker.body)
    before.text = f"{before.text} {taken.strip()}"


def _bodies(pages: Sequence[Page]) -> dict[int, _Body]:
    """The body of all pages of one width."""
    groups: dict[int, list[Page]] = {}
    for page in pages:
        groups.setdefault(round(page.frame.width), []).append(page)
    return {width: _group_body(group) for width, group in groups.items()}


def _group_body(pages: Sequence[Page]) -> _Body:
    runs = [run for page in pages for run in _runs(page)]
    if not runs:
        return _Body(0, pages[0].frame.width, 0)
    long = [run for run in runs if len(run.text) > _LONG] or runs
    right = _right_edge(long, pages[0].frame.width) or pages[0].frame.width - _USUAL_MARGIN
    left = _least_supported([run.x0 for run in long], max(2, len(long) // 20))
    left = min(run.x0 for run in long) if left is None else left
    pitches = [pitch for page in pages for pitch in _pitches(page, right)] or _distances(pages)
    return _with_habits(_Body(left, right, median(pitches) if pitches else runs[0].height), pages)


def _with_habits(body: _Body, pages: Sequence[Page]) -> _Body:
    """The body with what most sure beginnings of paragraphs show: an indent, space above."""
    starts = [
        (before, run)
        for page in pages
        for before, run in pairwise(_runs(page))
        if body.right - before.x1 > _FAR and _ENDED.search(before.text)
    ]
    if len(starts) < _SURE_COUNT:
        return body
    indented = sum(body.is_indented(run) for _, run in starts) >= _SURE * len(starts)
    spaced = sum(body.is_apart(before, run) for before, run in starts) >= _SURE * len(starts)
    return replace(body, indented=indented, spaced=spaced)


def _page_body(page: Page, whole: _Body) -> _Body:
    """The page's own edges where enough of its lines show them, else those of the pages like it."""
    long = [run for run in _runs(page) if len(run.text) > _LONG]
    right = _right_edge(long, page.frame.width)
    left = _least_supported([run.x0 for run in long], _SUPPORT)
    pitches = _pitches(page, right or whole.right)
    return replace(
        whole,
        left=whole.left if left is None else left,
        right=right or whole.right,
        pitch=median(pitches) if len(pitches) > _SUPPORT else whole.pitch,
    )


def _right_edge(long: Sequence[Run], width: float) -> float | None:
    """The edge that lines end at; None where they show none (short lines, ragged ones)."""
    edge = _least_supported([-run.x1 for run in long], _SUPPORT)
    return -edge if edge is not None and -edge > _LEAST_WIDTH * width else None


def _least_supported(edges: Sequence[float], support: int) -> float | None:
    """The outermost edge that at least `support` lines share."""
    edges = sorted(edges)
    for first, last in zip(edges, edges[support - 1 :], strict=False):
        if last - first <= _SAME_EDGE:
            return first
    return None


def _pitches(page: Page, right: float) -> list[float]:
    """Distances of lines that surely are of one paragraph: a full one and one that begins in lower case."""
    return [
        after.base - before.base
        for before, after in pairwise(_runs(page))
        if before.x1 > right - _NEAR_RIGHT and after.text[0].islower() and after.base > before.base
    ]


def _distances(pages: Sequence[Page]) -> list[float]:
    found = sorted(
        after.base - before.base
        for page in pages
        for before, after in pairwise(_runs(page))
        if after.base > before.base
    )
    return found[: len(found) // 2 + 1]


def _runs(page: Page) -> list[Run]:
    return [placed.run for placed in page.placed if not placed.aside]
