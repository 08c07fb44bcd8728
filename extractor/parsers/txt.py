"""Plain text: decoded by its own bytes, lines joined to paragraphs, pipe tables read as tables."""

from collections.abc import Sequence
from dataclasses import replace

from extractor import regex
from extractor.parsers.aligned import split_aligned
from extractor.parsers.flow import Flow, Line, Paragraph, RawTable
from extractor.parsers.held_lines import hold_together
from extractor.parsers.lines import join_lines, mark_full
from extractor.parsers.page_around import without_page
from extractor.parsers.pipes import split_tables
from extractor.parsers.side_by_side import unfold_columns
from extractor.parsers.txt_encoding import decode

MAX_BYTES = 50 * 1024 * 1024
_NEWLINE = regex.compile(r"\r\n|\r|\n|\u2028|\u2029|\x0b")
_DOUBLE_SPACED = 0.7
_FEW, _PARTED, _GOING_ON = 8, 0.3, 0.4


def read_txt(data: bytes) -> tuple[Flow, list[tuple[str, str]]]:
    """Paragraphs and pipe tables of a text file, and what happened in reading it."""
    text, notes = decode(data)
    if "\ufffd" in text:
        notes.append(("một số ký tự không giải mã được", "some characters could not be decoded"))
    written = _NEWLINE.split(text)
    lines = without_page(written)
    if len(lines) < len(written):
        notes.append(
            (
                "bỏ qua phần của trang web sau văn bản (văn bản liên quan, thông báo)",
                "left out what the web page has behind the document (related documents, notices)",
            )
        )
    flow: list[Paragraph | RawTable] = []
    for chunk in split_tables(lines):
        if isinstance(chunk, RawTable):
            flow.append(_joined_cells(chunk))
            continue
        for part in split_aligned(chunk):
            flow.extend([part] if isinstance(part, RawTable) else _paragraphs(part))
    return flow, notes


def _joined_cells(table: RawTable) -> RawTable:
    """The same table with the broken lines of each cell joined."""
    cells = (
        replace(cell, paragraphs=tuple(p.text for p in join_lines(_cell_lines(cell.paragraphs), ends=False)))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _cell_lines(paragraphs: Sequence[str]) -> list[Line]:
    lines = [Line(words.strip()) for words in paragraphs]
    _fill(lines)
    return lines


def _paragraphs(raw: list[str]) -> list[Paragraph]:
    raw = unfold_columns(raw)
    lines: list[Line] = []
    blank = 0
    gaps: list[int] = []
    for text in raw:
        pages = text.split("\f")
        for number, part in enumerate(pages):
            blank += 2 * (number > 0)
            if not part.strip():
                blank += 1
                continue
            lines.append(Line(part.strip()))
            gaps.append(blank)
            blank = 0
    mark_full(lines)
    usual = _usual_gap(gaps)
    for line, gap in zip(lines, gaps, strict=True):
        line.gap = gap > usual
    if _parted_by_blanks(lines, gaps):
        _fill(lines)
    return join_lines(hold_together(lines))


def _parted_by_blanks(lines: list[Line], gaps: list[int]) -> bool:
    """Web texts: blank lines between paragraphs, lines broken anywhere inside them."""
    adjoining = [(a, b) for a, b, gap in zip(lines, lines[1:], gaps[1:], strict=False) if gap == 0]
    if len(adjoining) < _FEW or len(adjoining) < _PARTED * len(lines):
        return False
    going_on = sum(b.text.lstrip("*")[:1].islower() for _, b in adjoining)
    return going_on >= _GOING_ON * len(adjoining)


def _fill(lines: list[Line]) -> None:
    """Lines that are no capitals run on to the next one; a blank line or a marker still parts them."""
    for line in lines:
        line.full = line.full or not line.text.strip("* ").isupper()


def _usual_gap(gaps: list[int]) -> int:
    """Blank lines between two lines of one paragraph: 1 in double-spaced dumps, else 0."""
    between = gaps[1:]
    if between and sum(gap == 1 for gap in between) >= _DOUBLE_SPACED * len(between):
        return 1
    return 0
