"""The words inside one paragraph of a .docx: runs, fields, tracked changes, notes, text boxes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.parsers.docx_styles import Look, ParagraphStyle, StyleSheet
from extractor.parsers.docx_xml import MC, M, Node, W, chosen_branch

_RUN, _RUN_PROPERTIES, _TEXT, _FIELD_MARK = f"{W}r", f"{W}rPr", f"{W}t", f"{W}fldChar"
_SYMBOL, _RUBY, _MATH_TEXT, _DENOMINATOR = f"{W}sym", f"{W}ruby", f"{M}t", f"{M}den"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_NO_WORDS = frozenset({f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}rt"})
_ALTERNATIVES = f"{MC}AlternateContent"
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_TEXT_BOX = f"{W}txbxContent"
_SYMBOL_FONT = {
    0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
}  # fmt: skip
_TERMINAL = (".", ";", ":", "!", "?", "…")
_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\u00ad": None})
_RAISED_DIGIT = re.compile(r"(?<!m)[0-9]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of one look; a line break is a newline in `text`."""

    text: str
    bold: bool


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: words, the notes it refers to (kind, id), the text boxes on it.

    `changed`: it has tracked changes; `hid`: some of its words are hidden and were left out.
    """

    fragments: list[Fragment] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    changed: bool = False
    hid: bool = False


def read_inline(paragraph: Node, style: ParagraphStyle, styles: StyleSheet) -> Inline:
    """The visible words of a `w:p`; deleted and hidden ones and field instructions left out."""
    reader = _InlineReader(style, styles)
    reader.enter(paragraph)
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
    def __init__(self, style: ParagraphStyle, styles: StyleSheet) -> None:
        self.read = Inline()
        self._style = style
        self._styles = styles
        self._fields: list[bool] = []  # of each open field: whether its instruction is still running

    def enter(self, node: Node) -> None:
        for child in node:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _DELETED:
                self.read.changed = True
            elif tag == _ALTERNATIVES:
                self._enter_branch(child)
            elif tag == _MATH_TEXT:
                self._write(child.text or "", self._style.look)
            elif tag == _DENOMINATOR:
                self._write("/", self._style.look)
                self.enter(child)
            elif isinstance(tag, str) and tag not in _NO_WORDS:
                self.read.changed |= tag in _INSERTED
                self.enter(child)

    def _enter_branch(self, alternatives: Node) -> None:
        branch = chosen_branch(alternatives)
        if branch is not None:
            self.enter(branch)

    def _run(self, run: Node) -> None:
        first = next(iter(run), None)
        properties = first if first is not None and first.tag == _RUN_PROPERTIES else None
        look = self._styles.run(self._style, properties)
        if look.hidden:
            self._skip_hidden(run)
        else:
            self._run_content(run, look)

    def _skip_hidden(self, run: Node) -> None:
        """Hidden words are left out; the ends of a field are kept, else its instruction never ends."""
        for node in run:
            if node.tag == _FIELD_MARK:
                self._field_mark(node)
            elif node.tag == _TEXT and (node.text or "").strip() and not any(self._fields):
                self.read.hid = True

    def _run_content(self, run: Node, look: Look) -> None:
        for node in run:
            tag = node.tag
            if tag == _TEXT:
                self._write(node.text or "", look)
            elif tag in _SIGNS:
                self._write_sign(_SIGNS[tag], look)
            elif tag == _FIELD_MARK:
                self._field_mark(node)
            elif tag in _NOTES:
                self.read.notes.append((_NOTES[tag], node.get(f"{W}id") or ""))
            elif tag == _SYMBOL:
                self._write(_symbol(node), look)
            elif tag in _DRAWINGS:
                self.read.boxes.extend(text_boxes(node))
            elif tag == _ALTERNATIVES:
                branch = chosen_branch(node)
                if branch is not None:
                    self._run_content(branch, look)
            elif tag == _RUBY:
                self.enter(node)

    def _field_mark(self, node: Node) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _write(self, text: str, look: Look) -> None:
        text = text.translate(_BLANKS)
        self._write_sign(self._raised(text) if look.raised else text, look)

    def _write_sign(self, text: str, look: Look) -> None:
        if text and not any(self._fields):
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


def _symbol(node: Node) -> str:
    """A `w:sym`: the signs of comparison of the Symbol font; pictures of other fonts are a space."""
    try:
        code = int(node.get(f"{W}char") or "", 16)
    except ValueError:
        return " "
    if code < 0xE000 and "symbol" not in (node.get(f"{W}font") or "").lower():
        return chr(code) if code >= 0x20 else " "
    return _SYMBOL_FONT.get(code & 0xFF, " ")
