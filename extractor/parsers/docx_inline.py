"""The words inside one paragraph of a .docx: runs, fields, tracked changes, notes, text boxes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from extractor.parsers.docx_fields import Fields, Shown
from extractor.parsers.docx_math import math_words
from extractor.parsers.docx_styles import Look, ParagraphStyle, StyleSheet
from extractor.parsers.docx_symbols import plain, sign
from extractor.parsers.docx_xml import MC, M, Node, W, chosen_branch, is_on, value
from extractor.values import dataclass

_RUN, _RUN_PROPERTIES, _TEXT, _FIELD_MARK = f"{W}r", f"{W}rPr", f"{W}t", f"{W}fldChar"
_SYMBOL, _RUBY, _MATH, _INSTRUCTION = f"{W}sym", f"{W}ruby", f"{M}oMath", f"{W}instrText"
_LINK, _CONTROL, _FIELD = f"{W}hyperlink", f"{W}sdt", f"{W}fldSimple"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_NO_WORDS = frozenset({f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}rt"})
_ALTERNATIVES = f"{MC}AlternateContent"
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_PAGE = (3_600_000, 4_320_000)  # a picture 10 cm wide and 12 cm high, in the 360,000ths of a centimetre
_STRIP = (3_600_000, 900_000)  # 10 cm wide and 2.5 cm high
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_OBJECT = f"{W}object"
_PROGRAMS = ("excel", "word", "powerpoint", "opendocument", "acro", "package")
_TEXT_BOX = f"{W}txbxContent"
_TERMINAL = (".", ";", ":", "!", "?", "…")
_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\u00ad": None, "\u2010": "-", "\u2011": "-"})
_BLANK = re.compile("[\n\r\u00ad\u2010\u2011]")  # quick to look for, and seldom there
_RAISED_DIGIT = re.compile(r"(?<!m)[0-9]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of one look; a line break is a newline in `text`.

    `number` is the instruction of a field that prints a number here, for which no words are stored.
    """

    text: str
    bold: bool
    number: str = ""


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: words, the notes it refers to (kind, id), the text boxes on it.

    `changed`: it has tracked changes; `hid`: some of its words are hidden and were left out, `struck`: crossed out;
    `contents`: it leads to a heading by its page, as a line of a table of contents does; `objects`: files of other
    programs stand in it as pictures; `pictured`: a picture as large as a scanned page; `strip`: one as wide but lower,
    which may be a table; `charted`: a chart or a diagram, whose words stand in parts of their own; `clocked`: the date
    of its conversion was left out.
    """

    fragments: list[Fragment] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    changed: bool = False
    hid: bool = False
    struck: bool = False
    contents: bool = False
    objects: bool = False
    pictured: bool = False
    strip: bool = False
    charted: bool = False
    clocked: bool = False


def read_inline(
    paragraph: Node, style: ParagraphStyle, styles: StyleSheet, *, clocked: bool = False
) -> Inline:
    """The visible words of a `w:p`; deleted and hidden ones and field instructions left out.

    `clocked`: fields for today's date hold the day of a conversion, and are left out.
    """
    reader = _InlineReader(style, styles, Fields(clocked=clocked))
    reader.enter(paragraph)
    reader.read.contents |= reader.fields.contents
    reader.read.clocked = reader.fields.left_out
    return reader.read


def pieces(fragments: Iterable[Fragment]) -> list[Fragment]:
    """A paragraph's words cut at its line breaks; `bold` where all of a piece is.

    A manual break separates lines of a title; where the words plainly run on it is a space.
    """
    parts: list[Fragment] = []
    for line in _lines(fragments):
        before = parts[-1] if parts else None
        if before and line.text[0].islower() and not before.text.endswith(_TERMINAL):
            parts[-1] = Fragment(f"{before.text} {line.text}", before.bold and line.bold)
        else:
            parts.append(line)
    return parts


def _lines(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    line: list[Fragment] = []
    for fragment in fragments:
        if "\n" not in fragment.text:
            line.append(fragment)
            continue
        first, *others = fragment.text.split("\n")
        line.append(Fragment(first, fragment.bold))
        for other in others:
            yield from _joined(line)
            line = [Fragment(other, fragment.bold)]
    yield from _joined(line)


def _joined(line: Iterable[Fragment]) -> Iterator[Fragment]:
    text = "".join(fragment.text for fragment in line).strip()
    if text:
        yield Fragment(text, all(fragment.bold for fragment in line if fragment.text.strip()))


class _InlineReader:
    def __init__(self, style: ParagraphStyle, styles: StyleSheet, fields: Fields) -> None:
        self.read = Inline()
        self._style = style
        self._styles = styles
        self.fields = fields

    def enter(self, node: Node) -> None:
        for child in node:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _DELETED:
                self.read.changed = True
            elif tag == _ALTERNATIVES:
                self._enter_branch(child)
            elif tag == _MATH:
                self._write(math_words(child), self._style.look)
            elif tag == _CONTROL and is_placeholder(child, self._styles):
                continue
            elif tag == _FIELD:
                self._simple_field(child)
            elif isinstance(tag, str) and tag not in _NO_WORDS:
                self.read.changed |= tag in _INSERTED
                self.read.contents |= tag == _LINK and not self.read.fragments and _leads_to_heading(child)
                self.enter(child)

    def _enter_branch(self, alternatives: Node) -> None:
        branch = chosen_branch(alternatives)
        if branch is not None:
            self.enter(branch)

    def _simple_field(self, node: Node) -> None:
        self.fields.begin()
        self.fields.instruct(node.get(f"{W}instr") or "")
        self.fields.separate()
        self.enter(node)
        self._print(self.fields.end(), self._style.look)

    def _run(self, run: Node) -> None:
        first = next(iter(run), None)
        properties = first if first is not None and first.tag == _RUN_PROPERTIES else None
        look = self._styles.run(self._style, properties)
        if look.hidden or look.struck:
            self._skip(run, look)
        else:
            self._run_content(run, look)

    def _skip(self, run: Node, look: Look) -> None:
        """Hidden and crossed-out words are left out; the ends of a field are kept, else its instruction never ends."""
        for node in run:
            if node.tag == _FIELD_MARK:
                self.fields.mark(node)
            elif node.tag == _TEXT and (node.text or "").strip() and not self.fields.silent:
                self.read.hid |= look.hidden
                self.read.struck |= not look.hidden
                self.fields.show()

    def _run_content(self, run: Node, look: Look) -> None:
        for node in run:
            tag = node.tag
            if tag == _TEXT:
                self._write(plain(node.text or "", look.font), look)
            elif tag in _SIGNS:
                self._write_sign(_SIGNS[tag], look)
            elif tag == _FIELD_MARK:
                self._print(self.fields.mark(node), look)
            elif tag == _INSTRUCTION:
                self.fields.instruct(node.text or "")
            elif tag in _NOTES:
                self.read.notes.append((_NOTES[tag], node.get(f"{W}id") or ""))
            elif tag == _SYMBOL:
                self._write(_symbol(node), look)
            elif tag in _DRAWINGS:
                self.read.boxes.extend(text_boxes(node))
                self.read.objects |= tag == _OBJECT and _is_document(node)
                self.read.pictured |= any(_is_picture(extent, _PAGE) for extent in node.iter(_EXTENT))
                self.read.strip |= any(_is_picture(extent, _STRIP) for extent in node.iter(_EXTENT))
                self.read.charted |= next(node.iter(*_CHARTS), None) is not None
            elif tag == _ALTERNATIVES:
                branch = chosen_branch(node)
                if branch is not None:
                    self._run_content(branch, look)
            elif tag == _RUBY:
                self.enter(node)

    def _write(self, text: str, look: Look) -> None:
        if _BLANK.search(text) is not None:
            text = text.translate(_BLANKS)
        self._write_sign(self._raised(text) if look.raised else text, look)

    def _write_sign(self, text: str, look: Look) -> None:
        if not self.fields.silent:
            self._append(text, look)

    def _print(self, shown: Shown, look: Look) -> None:
        self._append(shown.words, look)
        if shown.number:
            self.read.fragments.append(Fragment("", look.bold, shown.number))
            self.fields.show()

    def _append(self, text: str, look: Look) -> None:
        if text:
            self.fields.show()
            self.read.fragments.append(Fragment(text.upper() if look.caps else text, look.bold))

    def _raised(self, text: str) -> str:
        """Raised digits kept apart from a figure or word before them; m2 and m3 stay as they are."""
        before = self.read.fragments[-1].text[-1:] if self.read.fragments else ""
        return _RAISED_DIGIT.sub(lambda digit: digit[0].translate(_RAISED), before + text)[len(before) :]


def text_boxes(drawing: Node) -> list[Node]:
    """The outermost text box contents under a node, an alternative read once."""
    if drawing.tag == _TEXT_BOX:
        return [drawing]
    if drawing.tag == _ALTERNATIVES:
        branch = chosen_branch(drawing)
        return [] if branch is None else [box for child in branch for box in text_boxes(child)]
    return [box for child in drawing for box in text_boxes(child)]


def _leads_to_heading(link: Node) -> bool:
    return "_Toc" in (link.get(f"{W}anchor") or "")


def is_placeholder(control: Node, styles: StyleSheet) -> bool:
    """A content control (`w:sdt`) that still asks for words: «Click or tap here to enter text.»."""
    asking = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if asking is None or not is_on(asking):
        return False
    runs = (run for run in control.iter(_RUN) if run.find(_TEXT) is not None)
    return all(styles.name(value(run.find(_RUN_PROPERTIES), "rStyle")) == "placeholder text" for run in runs)


def _is_document(drawing: Node) -> bool:
    """Whether an embedded object is a file of an office program, whose words the picture of it may show."""
    programs = (node.get("ProgID") or "" for node in drawing if str(node.tag).endswith("}OLEObject"))
    return any(program.lower().startswith(_PROGRAMS) for program in programs)


def _is_picture(extent: Node, least: tuple[int, int]) -> bool:
    """Whether a drawing that takes up so much is a picture of at least these sides."""
    sides = extent.get("cx") or "", extent.get("cy") or ""
    large = all(
        side.isdecimal() and int(side[:12]) >= shortest for side, shortest in zip(sides, least, strict=True)
    )
    parent = extent.getparent()
    return large and parent is not None and next(parent.iter(_BLIP), None) is not None


def _symbol(node: Node) -> str:
    try:
        return sign(int(node.get(f"{W}char") or "", 16), node.get(f"{W}font") or "")
    except ValueError:
        return " "
