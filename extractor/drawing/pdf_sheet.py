"""A page as it was looked at, with the places of the text's words on it."""

import io

from PIL import Image

from extractor.drawing.matching import find_words
from extractor.drawing.sheet import Placed, Sheet, around, scaled
from extractor.plantext import BlockKind, Box, PlanText
from extractor.scanning.reading import PageSeen


def seen_sheet(seen: PageSeen, plan: PlanText, page: int, notes: tuple[str, ...] = ()) -> Sheet:
    """The picture of a page (1-based) with the words and blocks of the plan that stand on it."""
    with Image.open(io.BytesIO(seen.picture)) as opened:
        image = opened.convert("RGB")
    words = find_words(plan, page, seen.words)
    placed = [Placed(start, end, scaled(box, seen.dots)) for start, end, box in words]
    return Sheet(image, placed, _blocks(plan, page, placed, seen.dots), notes)


def _blocks(plan: PlanText, page: int, words: list[Placed], scale: float) -> dict[int, Box]:
    """Cells as they are ruled, other blocks around those of their words that stand on the page."""
    held: dict[int, list[Box]] = {}
    for word in words:
        held.setdefault(plan.block_at(word.start), []).append(word.box)
    found: dict[int, Box] = {}
    for index, block in enumerate(plan.blocks):
        own = block.box is not None and block.page == page
        if block.box is not None and own and (block.kind is BlockKind.TABLE_CELL or index not in held):
            found[index] = scaled(block.box, scale)
        elif index in held:
            found[index] = around(held[index])
    return found
