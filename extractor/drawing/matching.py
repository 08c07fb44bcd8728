"""The words of a text found again among those printed on a page."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

from extractor import regex
from extractor.drawing.sheet import Placed
from extractor.language.text import normal
from extractor.plantext import Block, BlockKind, Box, PlanText

_T = TypeVar("_T")
Printed = tuple[str, Box]
_WORD = regex.compile(r"\S+")
_ROUNDS = 4  # the columns of a head and the footnotes stand in another order than they are told


def find_words(plan: PlanText, page: int, printed: Sequence[Printed]) -> list[Placed]:
    """The words of the plan that stand on a page, in the text's order; `printed` are that page's words."""
    free = [(normal(text).strip(), box) for text, box in printed]
    found: list[Placed] = []
    for block in plan.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.page == page and block.box is not None:
            inside = [word for word in free if _holds(block.box, word[1])]
            placed = _aligned(_tokens(plan, block), inside)
            found += placed
            taken = {id(word) for word in inside}
            free = [word for word in free if id(word) not in taken]
    tokens = [token for block in _running(plan, page) for token in _tokens(plan, block)]
    return sorted(found + _aligned(tokens, free))


def _running(plan: PlanText, page: int) -> Iterator[Block]:
    """The page's blocks outside tables, and the one before it that may go on here."""
    before: Block | None = None
    for block in plan.blocks:
        if block.kind is BlockKind.TABLE_CELL or block.page is None:
            continue
        if block.page < page:
            before = block
        elif block.page == page:
            if before is not None:
                yield before
                before = None
            yield block


def _tokens(plan: PlanText, block: Block) -> list[tuple[int, int, str]]:
    return [(*match.span(), match[0]) for match in _WORD.finditer(plan.text, block.start, block.end)]


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _aligned(tokens: Sequence[tuple[int, int, str]], printed: Sequence[Printed]) -> list[Placed]:
    found: list[Placed] = []
    told, shown = list(tokens), list(printed)
    for _ in range(_ROUNDS):
        matcher = SequenceMatcher(
            None, [word for _, _, word in told], [word for word, _ in shown], autojunk=False
        )
        pairs = [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
        if not pairs:
            break
        found += [Placed(told[a][0], told[a][1], shown[b][1]) for a, b in pairs]
        told, shown = _left(told, {a for a, _ in pairs}), _left(shown, {b for _, b in pairs})
    return found + list(_rejoined(told, shown))


def _left(items: Iterable[_T], taken: set[int]) -> list[_T]:
    return [item for index, item in enumerate(items) if index not in taken]


def _rejoined(tokens: Iterable[tuple[int, int, str]], printed: Sequence[Printed]) -> Iterator[Placed]:
    """Words that the end of a line cuts in two."""
    halves = {upper + lower: [first, second] for (upper, first), (lower, second) in pairwise(printed)}
    for start, end, word in tokens:
        if word in halves:
            for box in halves[word]:
                yield Placed(start, end, box)
