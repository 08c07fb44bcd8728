"""Words by their places: into printed rows, and rows into runs between wide gaps."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from extractor.parsers.pdf_ink import Run, glued, spanning

WIDE = 14.0  # points; no space between words is as wide
RAISED = 1.8
_STEP = 6.2  # a raised digit stands so much higher at most; lines of 8-point type stand further apart
_DEPTH = 8.5
_LEAST_LETTERS = 4
_SPACED_SHARE = 0.8
_NEXT_WORD = 1.5


def same_row(upper: Run, lower: Run) -> bool:
    """Whether two runs stand on one printed line, raised and lowered signs included."""
    return abs(lower.base - upper.base) <= _STEP


def rows_of(words: Iterable[Run], *, joined: bool = True) -> Iterator[tuple[Run, ...]]:
    """Rows from the top down, each from left to right; `joined` makes one run of what no wide gap parts."""
    row: list[Run] = []
    for word in sorted(words, key=attrgetter("base", "x0")):
        if row and not (same_row(row[-1], word) and word.base - row[0].base <= _DEPTH):
            yield _row(row, joined)
            row = []
        row.append(word)
    if row:
        yield _row(row, joined)


def downward(lines: Sequence[tuple[Run, ...]]) -> Sequence[tuple[Run, ...]]:
    """The lines of a page; where a line is stored below one that it stands above, all from the top down.

    The next of two columns also begins above the end of the one before it, but beside it.
    """
    if any(_stands_above(after, before) for before, after in pairwise(lines)):
        return list(rows_of(run for line in lines for run in line))
    return lines


def _stands_above(line: tuple[Run, ...], before: tuple[Run, ...]) -> bool:
    higher = before[0].base - line[0].base > _DEPTH
    return higher and line[0].x0 < before[-1].x1 and before[0].x0 < line[-1].x1


def _row(words: list[Run], joined: bool) -> tuple[Run, ...]:
    words.sort(key=attrgetter("x0"))
    return tuple(_runs(words)) if joined else tuple(words)


def _runs(words: Sequence[Run]) -> Iterator[Run]:
    return map(_part, parts(words))


def parts(row: Sequence[Run]) -> Iterator[list[Run]]:
    """The words of a row, those together that no wide gap parts."""
    part: list[Run] = []
    for word in row:
        if part and word.x0 - part[-1].x1 > WIDE:
            yield part
            part = []
        part.append(word)
    yield part


def _part(words: list[Run]) -> Run:
    if is_spaced_out([word.text for word in words]):
        return spanning(words, unspaced(words))
    return glued(words)


def is_spaced_out(words: Sequence[str]) -> bool:
    """Whether most words are single letters, as in a heading whose letters are set apart."""
    letters = sum(len(word) == 1 and word.isalpha() for word in words)
    return letters >= _LEAST_LETTERS and letters >= _SPACED_SHARE * len(words)


def unspaced(letters: Iterable[Run]) -> str:
    """Letters that are set apart as words: a gap much wider than most of them is a space."""
    placed = sorted(letters, key=attrgetter("x0"))
    gaps = [after.x0 - before.x1 for before, after in pairwise(placed)]
    wide = _NEXT_WORD * max(median(gaps), 1.0)
    spaces = [" " if gap > wide else "" for gap in gaps]
    return "".join(space + letter.text for space, letter in zip(["", *spaces], placed, strict=True))
