"""Ruled tables: the words of a page put into the cells of its grids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from extractor import regex
from extractor.language.legacy.syllables import is_syllable
from extractor.parsers.doubts import unsigned
from extractor.parsers.pdf_ink import Grid, PageInk, Run
from extractor.parsers.pdf_rows import rows_of, same_row
from extractor.parsers.pdf_unruled_rows import with_unruled_rows
from extractor.plantext import Box

_CUT_WORD = regex.compile(r"[\p{L}\d]-$|\d/$")
_WHOLE_FIGURE = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d+,\d+%?")
_PART = regex.compile(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}")  # no figure by itself
_BEGUN = regex.compile(r"\d{1,3}(?:\.\d{3})*,")
_CAPITALS = regex.compile(r"\p{Lu}{3,}")
_LAST_CAPITAL = regex.compile(r"[BCDGHKLMNPQRSTVXĐ]")  # by itself no syllable
_FINAL = regex.compile(r"ng|nh|ch|[cghmnpt]")  # ends a syllable and is none
_CUT_HEADS = frozenset({"STT", "TT", "ĐVT"})  # heads of columns so narrow that they are broken
_PADDING = 11.0
_TWO = 2


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its grid position with its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table that ends on `last_page`: `edges` are its column lines, `top` its upper one (points).

    `ruled`: the lines are printed, not reckoned from where its words stand.
    """

    edges: tuple[float, ...]
    top: float
    rows: int
    cells: tuple[GridCell, ...]
    last_page: int
    ruled: bool = True


def read_tables(page: PageInk) -> tuple[list[PageTable], list[Run]]:
    """The page's tables from the top down, and the words that stand in none of them."""
    held: list[list[Run]] = [[] for _ in page.grids]
    rest: list[Run] = []
    for word in page.words:
        index = next((index for index, grid in enumerate(page.grids) if grid.holds(word)), None)
        (rest if index is None else held[index]).append(word)
    return [_filled(grid, inside, page) for grid, inside in zip(page.grids, held, strict=True)], rest


def _filled(ruled: Grid, words: Sequence[Run], page: PageInk) -> PageTable:
    grid = with_unruled_rows(ruled, words)
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for cell in grid.cells:
        for down, across in product(range(cell[2]), range(cell[3])):
            owner.setdefault((cell[0] + down, cell[1] + across), cell)
    inside: dict[tuple[int, int, int, int], list[Run]] = {cell: [] for cell in grid.cells}
    for word in words:
        row, column = grid.position(word)
        inside.setdefault(owner.get((row, column), (row, column, 1, 1)), []).append(word)
    by_place = page.shuffled or bool(
        page.frame.turn or page.frame.shown
    )  # else the order of the file is the better one
    fields = frozenset(page.fields)
    cells = []
    for cell, held in sorted(inside.items()):
        box = page.frame.shown_box(*grid.place(cell))
        bold = bool(held) and all(word.bold for word in held)
        text = _words(
            held, grid.xs[cell[1] + cell[3]] - grid.xs[cell[1]], by_place or not fields.isdisjoint(held)
        )
        cells.append(GridCell(*cell, text, page.number, box, bold))
    return PageTable(grid.xs, grid.ys[0], len(grid.ys) - 1, tuple(cells), page.number)


def makes_figure(begun: str, rest: str) -> bool:
    """Whether two pieces are one figure broken in two: `2.621` of `2.6` and `21`."""
    return _WHOLE_FIGURE.fullmatch(unsigned(begun + rest)) is not None


def breaks_off(begun: str, rest: str) -> bool:
    """Whether the first of two pieces is no figure without the other: «1.280.0» and «00»."""
    return _PART.fullmatch(unsigned(begun)) is not None and makes_figure(begun, rest)


def _words(words: Sequence[Run], width: float, by_place: bool) -> str:
    """The words of a cell `width` wide, its lines joined."""
    ordered = [word for row in rows_of(words, joined=False) for word in row] if by_place else words
    return "".join(_spaced(ordered, width))


def _spaced(words: Sequence[Run], width: float) -> Iterator[str]:
    """Words and what parts them: a space, also at a line's end unless that cuts a word or a figure."""
    before: Run | None = None
    alone = False
    for word in words:
        broken = before is not None and not same_row(before, word)
        if before is not None:
            cut = _CUT_WORD.search(unsigned(before.text)) or before.text + word.text in _CUT_HEADS
            decimals = (
                len(words) == _TWO and _BEGUN.fullmatch(before.text) and makes_figure(before.text, word.text)
            )
            held = broken and (cut or decimals or (alone and _is_cut(before, word, width)))
            yield "" if held else " "
        yield word.text
        alone = broken or before is None
        before = word


def _is_cut(before: Run, word: Run, width: float) -> bool:
    """A figure or an abbreviation wider than its cell goes on in the next line: «1.280.0 | 00», «NSĐ | P»."""
    begun, length = unsigned(before.text), before.x1 - before.x0
    if makes_figure(before.text, word.text):
        return breaks_off(before.text, word.text) or _fills(width, length, begun)
    if _FINAL.fullmatch(word.text) and is_syllable(begun.lower() + word.text):
        return _fills(width, length, begun)
    last = _LAST_CAPITAL.fullmatch(unsigned(word.text)) and _CAPITALS.fullmatch(begun)
    return bool(last) and _fills(width, length, begun)


def _fills(width: float, length: float, words: str) -> bool:
    """Whether a cell has no room for a further letter behind words of that length (points)."""
    return width - length < _PADDING + length / len(words)
