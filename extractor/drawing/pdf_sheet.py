"""A page of a PDF as pdfium draws it, with the places of its words."""

import pypdfium2 as pdfium

from extractor.drawing.matching import find_words
from extractor.drawing.sheet import Placed, Sheet, around, scaled
from extractor.plantext import BlockKind, Box, PlanText

_POINTS = 72  # to an inch
_MOST_PIXELS = 40_000_000


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(data) as document:
        return len(document)


def pdf_sheet(data: bytes, plan: PlanText, page: int, dpi: int) -> Sheet:
    """The picture of a page (1-based) at `dpi` dots an inch, fewer where it would be too large to hold."""
    from extractor.parsers.pdf_places import page_words  # noqa: PLC0415

    with pdfium.PdfDocument(data) as document:
        document.init_forms()
        opened = document[page - 1]
        try:
            width, height = opened.get_size()
            scale = min(dpi / _POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
            image = opened.render(scale=scale).to_pil().convert("RGB")
            printed = page_words(opened)
        finally:
            opened.close()
    words = find_words(plan, page, printed)
    placed = [Placed(start, end, scaled(box, scale)) for start, end, box in words]
    return Sheet(image, placed, _blocks(plan, page, placed, scale))


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
