"""Paragraphs and tables put together as one normalised text with blocks over it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor import regex
from extractor.language.text import normal, single_spaced
from extractor.parsers.continued import whole_tables
from extractor.parsers.doubts import DoubtfulFigure, doubt_notes, lifted
from extractor.parsers.flow import Flow, Paragraph, RawCell, RawTable
from extractor.parsers.headed import with_headings
from extractor.parsers.markers import BULLETS, Marker, read_marker
from extractor.plantext import Block, BlockKind, Cell, Doubt, PlanText, Table

_MARKDOWN = regex.compile(
    r"\*{1,3}|(?<=^)#{1,6}\s+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|\\(?=[-+*.#_()|\[\]])|<br\s*/?>"
)
_MARKS = ("*", "#", "_", "\\", "<")
_LEADER_STARTS = ("......", "______", "……")
_RULE = regex.compile(r"^[-_=*.\s|~]+$")
_LEADERS = regex.compile(r"([._…])\1{5,}")
_LAYOUT_CUE = regex.compile(
    r"(?i)cộng\s+h[òo]a\s+xã\s+hội|độc\s+lập\s*-|nơi\s+nhận|^\s*(?:tm|kt|tl|tuq)\s*\.|^\s*số\s*:|ủy\s+ban\s+nhân\s+dân$"
    r"|đảng\s+cộng\s+sản\s+việt\s+nam|^\s*t/m\s"
)
_ALWAYS_HEADING = frozenset({"part", "chapter", "division", "appendix", "article"})
_HEADING_WORDS = 30


@dataclass
class _Builder:
    text: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    doubtful: Sequence[DoubtfulFigure] = ()
    doubts: list[Doubt] = field(default_factory=list)

    def lifted(self, text: str) -> str:
        """The words without the signs of doubtful figures, which are noted as of the next words written."""
        found = lifted(text, self.doubtful)
        self.doubts += (
            Doubt(self.length + start, self.length + end, figure.confidence, figure.readings)
            for start, end, figure in found.figures
        )
        return found.text

    def write(self, text: str) -> int:
        start = self.length
        self.text.append(text)
        self.length += len(text)
        return start


def assemble(
    doc: str,
    format: str,
    flow: Flow,
    notes: Iterable[tuple[str, str]] = (),
    *,
    partial: bool = False,
    doubtful: Sequence[DoubtfulFigure] = (),
    recognised: Iterable[tuple[int, float]] = (),
) -> PlanText:
    """One PlanText out of what a format reader gives; the arguments are the fields of its `Read`.

    Text is brought to normal form, markdown marks and rules of dashes go, a header or signature table and
    the heading of an appendix in a table are laid out as paragraphs, and every paragraph is a line of the
    text, every table row one with tabs between its cells.
    """
    builder = _Builder(doubtful=doubtful)
    tables: list[Table] = []
    for item in with_headings(whole_tables(flow)):
        if isinstance(item, Paragraph):
            _add_paragraph(builder, item)
        elif _is_layout(item):
            for paragraph in _cell_paragraphs(item):
                _add_paragraph(builder, paragraph)
        else:
            tables.append(_add_table(builder, item, len(tables)))
    text, blocks = "".join(builder.text), tuple(builder.blocks)
    return PlanText(
        doc,
        format,
        text,
        blocks,
        tuple(tables),
        (*notes, *doubt_notes(len(builder.doubts))),
        partial,
        tuple(builder.doubts),
        tuple(recognised),
    )


def clean(text: str) -> str:
    """One paragraph in normal form without markdown marks, dot leaders cut short."""
    text = normal(text.replace("\n", " ")).strip()
    if _one_in(text, _MARKS):
        text = unicodedata.normalize("NFC", _MARKDOWN.sub("", text))
    if _one_in(text, _LEADER_STARTS):
        text = _LEADERS.sub(r"\1\1\1", text)
    return single_spaced(text)


def _one_in(text: str, signs: tuple[str, ...]) -> bool:
    for sign in signs:  # noqa: SIM110 - a generator takes several times as long
        if sign in text:
            return True
    return False


def _add_paragraph(builder: _Builder, paragraph: Paragraph) -> None:
    raw = paragraph.text.strip()
    words = clean(raw)
    if not words or _RULE.match(words):
        return
    words = builder.lifted(words)
    bold = paragraph.bold or (raw.startswith("**") and raw.endswith("**") and len(raw) > 4)
    marker = read_marker(words)
    level = paragraph.level or _markdown_level(raw)
    start = builder.write(words)
    builder.write("\n")
    builder.blocks.append(
        Block(
            kind=_kind(words, marker, bold=bold, level=level),
            start=start,
            end=start + len(words),
            body=start + (marker.body if marker else 0),
            marker=marker.text if marker else None,
            page=paragraph.page,
            box=paragraph.box,
            bold=bold,
            level=level,
        )
    )


def _markdown_level(raw: str) -> int | None:
    hashes = len(raw) - len(raw.lstrip("#"))
    return hashes if 0 < hashes <= 6 and raw[hashes : hashes + 1] == " " else None


def _kind(words: str, marker: Marker | None, *, bold: bool, level: int | None) -> BlockKind:
    short = len(words.split()) <= _HEADING_WORDS
    if marker is None:
        heading = short and level is not None and not words.endswith((".", ";"))
        return BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    if marker.form in BULLETS:
        return BlockKind.LIST_ITEM
    titled = words[marker.body :]
    if marker.form in _ALWAYS_HEADING and short:
        return BlockKind.HEADING
    if short and (bold or level is not None or titled.isupper() or not titled.endswith((".", ";", ","))):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM


def _is_layout(table: RawTable) -> bool:
    """A table that only places words on the page: the two-column head, the signature block."""
    if table.columns > 3 or table.rows > 6:
        return False
    lines = [clean(line) for cell in table.cells for line in cell.paragraphs]
    return any(_LAYOUT_CUE.search(line) for line in lines)


def _cell_paragraphs(table: RawTable) -> Iterable[Paragraph]:
    for cell in table.cells:
        for line in cell.paragraphs:
            yield Paragraph(line, page=cell.page, box=cell.box, bold=cell.bold)


def _add_table(builder: _Builder, raw: RawTable, index: int) -> Table:
    cells: list[Cell] = []
    row = None
    for cell in sorted(raw.cells, key=lambda c: (c.row, c.column)):
        if row is not None:
            builder.write("\n" if cell.row != row else "\t")
        row = cell.row
        cells.append(_add_cell(builder, cell, index))
    if cells:
        builder.write("\n")
    return Table(raw.rows, raw.columns, tuple(cells))


def _add_cell(builder: _Builder, raw: RawCell, table: int) -> Cell:
    words = builder.lifted(clean(" ".join(raw.paragraphs)))
    start = builder.write(words)
    block = Block(
        kind=BlockKind.TABLE_CELL,
        start=start,
        end=start + len(words),
        body=start,
        page=raw.page,
        box=raw.box,
        bold=raw.bold,
        table=table,
        row=raw.row,
        column=raw.column,
    )
    builder.blocks.append(block)
    return Cell(raw.row, raw.column, raw.row_span, raw.column_span, len(builder.blocks) - 1)
