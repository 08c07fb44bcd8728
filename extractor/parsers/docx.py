"""Word files read into paragraphs and tables in document order."""

import re
from collections.abc import Iterator
from textwrap import shorten

from extractor.parsers import docx_legacy
from extractor.parsers.docx_embedded import Embedded, ReadEmbedded
from extractor.parsers.docx_field_numbers import FieldNumbers
from extractor.parsers.docx_head import with_head
from extractor.parsers.docx_inline import Fragment, Inline, is_placeholder, pieces, read_inline
from extractor.parsers.docx_numbering import Numbering
from extractor.parsers.docx_package import Package, open_package
from extractor.parsers.docx_styles import ParagraphStyle, StyleSheet, outline_level
from extractor.parsers.docx_table import Grid, Slot, read_grid
from extractor.parsers.docx_tabs import with_tabbed_tables
from extractor.parsers.docx_xml import MC, VAL, Node, R, W, chosen_branch
from extractor.parsers.drawn import with_drawn_tables
from extractor.parsers.flow import Note, Paragraph, RawCell, RawTable, Read
from extractor.parsers.stacked import unstacked

_PARAGRAPH, _PROPERTIES, _TABLE = f"{W}p", f"{W}pPr", f"{W}tbl"
_EMBEDDED, _ALTERNATIVES = f"{W}altChunk", f"{MC}AlternateContent"
_PASSED = frozenset(
    W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tcPr", "del", "moveFrom", "customXmlPr")
)
_CONTENTS_STYLE = re.compile(r"toc \d$")
_ENDS_IN_PAGE = re.compile(r"\d\s*$")
_MOST_LETTERS = 120
_NOTE_KINDS = ("normal", None)  # the others are the lines that separate notes from the text
_NOTICES = {
    "changed": (
        "có sửa đổi đang theo dõi (Track Changes): đọc phần chèn thêm, bỏ phần đã xóa",
        "tracked changes: insertions read, deletions left out",
    ),
    "hidden": ("có chữ ẩn, không đọc", "hidden text left out"),
    "struck": ("có chữ bị gạch bỏ, không đọc", "crossed-out text left out"),
    "clocked": (
        "có ngày giờ do máy tự điền, không đọc: bản chuyển đổi ghi ngày chuyển đổi",
        "dates that the machine fills in left out: the conversion puts its own day there",
    ),
    "objects": (
        "có tệp nhúng dạng hình (bảng tính, văn bản), không đọc",
        "files embedded as pictures (workbooks, texts) left out",
    ),
    "pictured": (
        "có ảnh lớn, có thể là trang quét: chưa đọc chữ trong ảnh, hãy lưu tệp thành .pdf để nhận dạng chữ",
        "large pictures, perhaps scanned pages, were not read: save the file as .pdf to have them recognised",
    ),
    "strips": (
        "có hình rộng dán giữa phần chữ; bảng, chữ trong hình (nếu có) không được đọc",
        "wide pictures between the words: tables and words that they may show were not read",
    ),
    "charted": (
        "có biểu đồ hoặc sơ đồ (SmartArt), chữ và số trong đó không được đọc",
        "charts or diagrams (SmartArt): words and figures in them were not read",
    ),
    "embedded": ("có phần văn bản nhúng không đọc được", "an embedded document could not be read"),
}


def read_docx(data: bytes, *, clocked: bool = False, embedded: ReadEmbedded | None = None) -> Read:
    """Paragraphs and tables of a .docx in document order, and what happened in reading it; partial where a
    document embedded in its text was not read: `embedded` reads one, or gives None.

    Automatic numbers stand at the head of their paragraphs; notes and text boxes follow the
    paragraph or the table that they hang on; page heads and feet (but for the document's own head in the
    first page's), tables of contents, deleted, crossed-out and hidden words are left out; `clocked`: today's date too,
    for a program that converted the file has put it there anew. Raises UnreadableFile: `refused` over a
    limit, `encrypted`, `crashed` for a damaged file.
    """
    reader = _Reader(open_package(data), clocked=clocked, embedded=embedded)
    flow = reader.document()
    told = (words for key, words in _NOTICES.items() if key in reader.notices)
    notes = list(dict.fromkeys((*reader.legacy, *told, *reader.told)))
    return Read(flow, notes, partial=reader.partial or "embedded" in reader.notices)


class _Properties:
    """The `w:pPr` of a paragraph, by tag."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes

    def node(self, name: str) -> Node | None:
        return self._nodes.get(W + name)

    def value(self, name: str) -> str | None:
        node = self.node(name)
        return None if node is None else node.get(VAL)

    @property
    def is_drop_cap(self) -> bool:
        frame = self.node("framePr")
        return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")

    def level(self, style: ParagraphStyle) -> int | None:
        stated = self.node("outlineLvl")
        return style.level if stated is None else outline_level(stated)


class _Reader:
    """Walks one package; holds the counters of its lists and what waits to be placed."""

    def __init__(self, package: Package, *, clocked: bool, embedded: ReadEmbedded | None) -> None:
        self.notices: set[str] = set()
        self.told: list[Note] = []  # of its comments and the documents embedded in it
        self.partial = False
        self._embedded = Embedded(package.embedded, embedded)
        self._body, self._header = package.body, package.header
        self._clocked = clocked
        self._styles = StyleSheet(package.styles)
        self.legacy = docx_legacy.convert(package, self._styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._field_numbers = FieldNumbers(self._numbering)
        self.told += _remarks(package.comments)
        self._notes = _notes(package.footnotes, "footnote") | _notes(package.endnotes, "endnote")
        self._waiting: list[Node] = []  # notes and text boxes of the paragraph or table being read
        self._inner: list[RawTable] = []  # tables inside cells of the table being read
        self._carried: list[Fragment] = []  # words whose paragraph mark was deleted or does not show
        self._in_table = 0

    def document(self) -> list[Paragraph | RawTable]:
        flow = list(with_drawn_tables(with_tabbed_tables(self._story(self._body))))
        if self._header is None:
            return flow
        notices = set(self.notices)
        whole = with_head(flow, list(with_tabbed_tables(self._story(self._header))))
        if len(whole) == len(flow):  # what a header that is left out holds is not told of either
            self.notices = notices
        return whole

    def _story(self, container: Node) -> Iterator[Paragraph | RawTable]:
        """All of a body, a cell, a note or a text box."""
        outer, self._carried = self._carried, []
        yield from self._blocks(container)
        yield from _paragraphs("", self._carried, level=None)
        self._carried = outer

    def _blocks(self, container: Node) -> Iterator[Paragraph | RawTable]:
        for node in container:
            tag = node.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(node)
                yield from self._hanging()
            elif tag == _TABLE:
                yield from self._carried_before()
                yield from self._table(node)
                yield from self._hanging()
            elif tag == _ALTERNATIVES:
                branch = chosen_branch(node)
                yield from () if branch is None else self._blocks(branch)
            elif tag == _EMBEDDED:
                yield from self._carried_before()
                yield from self._embedded_flow(node)
            elif isinstance(tag, str) and tag not in _PASSED and not is_placeholder(node, self._styles):
                yield from self._blocks(node)

    def _embedded_flow(self, node: Node) -> Iterator[Paragraph | RawTable]:
        found = self._embedded.flow_of(node.get(f"{R}id") or "")
        if found is None:
            self.notices.add("embedded")
            return
        self.told += found.notes
        self.partial |= found.partial
        yield from found.flow

    def _carried_before(self) -> Iterator[Paragraph]:
        """Words that wait for a paragraph where a table or an embedded document follows instead."""
        carried, self._carried = self._carried, []
        yield from _paragraphs("", carried, level=None)

    def _hanging(self) -> Iterator[Paragraph | RawTable]:
        """The notes, text boxes and inner tables that wait, unless a table is still being read."""
        while (self._waiting or self._inner) and not self._in_table:
            inner, self._inner = self._inner, []
            waiting, self._waiting = self._waiting, []
            yield from inner
            for node in waiting:
                yield from self._story(node)

    def _paragraph(self, node: Node) -> Iterator[Paragraph]:
        first = next(iter(node), None)
        of = _Properties({} if first is None or first.tag != _PROPERTIES else {p.tag: p for p in first})
        style = self._styles.paragraph(of.value("pStyle"))
        inline = read_inline(node, style, self._styles, clocked=self._clocked)
        self._note(inline)
        fragments = self._carried + inline.fragments
        mark = of.node("rPr")
        if of.is_drop_cap or (mark is not None and _is_deleted(mark)):
            self._carried = fragments
            return
        self._carried = []
        run_in = mark is not None and self._styles.run(style, mark).hidden
        if run_in and not fragments:
            return
        label = self._numbering.label(of.node("numPr"), style)
        fragments = self._field_numbers.fill(fragments, style, of.node("numPr"))
        if inline.struck and not any(fragment.text.strip() for fragment in fragments):
            return  # its number is counted, and crossed out with its words
        if run_in:  # a heading in the line of its first words
            self._carried = [Fragment(label, fragments[0].bold), *fragments]
        elif not _is_contents_line(style, inline, fragments):
            yield from _paragraphs(label, fragments, of.level(style))

    def _note(self, inline: Inline) -> None:
        if inline.changed:
            self.notices.add("changed")
        if inline.hid:
            self.notices.add("hidden")
        if inline.struck:
            self.notices.add("struck")
        if inline.clocked:
            self.notices.add("clocked")
        if inline.objects:
            self.notices.add("objects")
        if inline.charted:
            self.notices.add("charted")
        if inline.pictured:
            self.notices.add("pictured")
        elif inline.strip:
            self.notices.add("strips")
        self._waiting += inline.boxes
        found = (self._notes.pop(key, None) for key in inline.notes)
        self._waiting += [note for note in found if note is not None]

    def _table(self, node: Node) -> Iterator[Paragraph | RawTable]:
        grid = read_grid(node)
        if grid.deleted:
            self.notices.add("changed")
        if grid.hidden:
            self.notices.add("hidden")
        if _is_frame(node, grid):
            for slot in grid.slots:
                yield from self._story(slot.element)
                yield from self._hanging()
            return
        self._in_table += 1
        cells = tuple(self._cell(slot) for slot in grid.slots)
        self._in_table -= 1
        if cells:
            yield unstacked(RawTable(grid.rows, grid.columns, cells))

    def _cell(self, slot: Slot) -> RawCell:
        lines: list[Paragraph] = []
        for item in list(self._story(slot.element)):
            if isinstance(item, RawTable) and item.rows > 1 and item.columns > 1:
                self._inner.append(item)
            else:
                lines += _flattened(item)
        return RawCell(
            row=slot.row,
            column=slot.column,
            paragraphs=tuple(line.text for line in lines),
            row_span=slot.row_span,
            column_span=slot.column_span,
            bold=bool(lines) and all(line.bold for line in lines),
        )


def _is_frame(node: Node, grid: Grid) -> bool:
    """A table that only stands around text: of one cell, or of one column with tables inside."""
    return len(grid.slots) == 1 or (
        grid.columns == 1 and next(node.iterdescendants(_TABLE), None) is not None
    )


def _flattened(item: Paragraph | RawTable) -> Iterator[Paragraph]:
    """A cell's paragraph, or the paragraphs of a table inside the cell."""
    if isinstance(item, Paragraph):
        yield item
        return
    for cell in item.cells:
        for text in cell.paragraphs:
            yield Paragraph(text, bold=cell.bold)


def _paragraphs(label: str, fragments: list[Fragment], level: int | None) -> Iterator[Paragraph]:
    """A paragraph per line of the words; a number without words is one too, a lone bullet is not."""
    lines = pieces(fragments) if fragments else []
    if not lines and any(c.isalnum() for c in label):
        yield Paragraph(label.strip(), level=level)
    for index, line in enumerate(lines):
        yield Paragraph(label + line.text if index == 0 else line.text, bold=line.bold, level=level)


def _is_contents_line(style: ParagraphStyle, inline: Inline, fragments: list[Fragment]) -> bool:
    """A line of a generated table of contents, which repeats a heading and names its page."""
    if not inline.contents and not _CONTENTS_STYLE.match(style.name):
        return False
    return not fragments or _ENDS_IN_PAGE.search("".join(f.text for f in fragments)) is not None


def _is_deleted(mark: Node) -> bool:
    return mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None


def _remarks(comments: Node | None) -> Iterator[Note]:
    """What is told of the comments in the margin, with the beginning of their words."""
    nodes = () if comments is None else comments.findall(f"{W}comment")
    if said := [words for node in nodes if (words := _plain_words(node))]:
        words = shorten(" / ".join(said), _MOST_LETTERS, placeholder=" …")
        yield (
            f"có lời nhận xét bên lề (Comments), không đọc vào văn bản: «{words}»",
            f"comments in the margin were not read as its text: “{words}”",
        )


def _plain_words(comment: Node) -> str:
    paragraphs = (
        "".join(text.text or "" for text in node.iter(f"{W}t")) for node in comment.iter(_PARAGRAPH)
    )
    return " ".join(" ".join(paragraphs).split())


def _notes(root: Node | None, kind: str) -> dict[tuple[str, str], Node]:
    nodes = [] if root is None else root.findall(W + kind)
    return {(kind, node.get(f"{W}id") or ""): node for node in nodes if node.get(f"{W}type") in _NOTE_KINDS}
