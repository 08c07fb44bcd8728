"""VIQR (Vietnamese in plain ASCII) in the words of a document that is no text file."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.language.legacy import VIQR, conversion_notes, stretches_from_viqr
from extractor.parsers.flow import Paragraph, RawTable, Read


def without_viqr(read: Read) -> Read:
    """What was read with its VIQR in Unicode, which a note tells; as it was where it has none."""
    texts = list(_texts(read))
    if not any("^" in text for text in texts):
        return read
    decoded = stretches_from_viqr("\n".join(texts))
    if decoded is None:
        return read
    lines = iter(decoded.split("\n"))
    words = iter(["\n".join(next(lines) for _ in range(text.count("\n") + 1)) for text in texts])
    flow = [_rewritten(item, words) for item in read.flow]
    return replace(read, flow=flow, notes=[*read.notes, *conversion_notes([VIQR])])


def _texts(read: Read) -> Iterator[str]:
    for item in read.flow:
        if isinstance(item, Paragraph):
            yield item.text
        else:
            yield from (text for cell in item.cells for text in cell.paragraphs)


def _rewritten(item: Paragraph | RawTable, words: Iterator[str]) -> Paragraph | RawTable:
    """The paragraph or the table with the next of the words."""
    if isinstance(item, Paragraph):
        return replace(item, text=next(words))
    cells = (replace(cell, paragraphs=tuple(next(words) for _ in cell.paragraphs)) for cell in item.cells)
    return replace(item, cells=tuple(cells))
