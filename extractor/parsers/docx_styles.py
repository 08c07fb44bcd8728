"""Styles of a .docx resolved once: what a run looks like, which level and list a paragraph has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypedDict

from extractor.parsers.docx_xml import VAL, Node, W, integer, is_on, value

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_FONTS = f"{W}rFonts"
_STATES = {"superscript": True, "subscript": False, "baseline": False}  # of w:vertAlign
_RUN_STYLE = f"{W}rStyle"
BODY_TEXT_LEVEL = 9


_Toggle = Literal["bold", "caps", "hidden", "struck", "raised"]


_LOOKS: dict[str, _Toggle] = {
    f"{W}b": "bold",
    f"{W}caps": "caps",
    f"{W}vanish": "hidden",
    f"{W}strike": "struck",
    f"{W}dstrike": "struck",
    f"{W}vertAlign": "raised",
}


class _Stated(TypedDict, total=False):
    """What a style or a run itself says of its look."""

    bold: bool
    caps: bool
    hidden: bool
    struck: bool
    raised: bool
    font: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a run shows: bold, all capitals, hidden, struck out, raised above the line; `font` as named, "" where not."""

    bold: bool = False
    caps: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all it inherits; `level` is 1 for the outermost heading.

    `num_id` and `list_level` are its list, `list_style` the style that names that list.
    """

    name: str = ""
    look: Look = Look()
    level: int | None = None
    num_id: str | None = None
    list_level: int | None = None
    list_style: str | None = None


class StyleSheet:
    """The styles part of one file; a style is resolved at its first use."""

    def __init__(self, root: Node | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements: dict[str, Node] = {e.get(f"{W}styleId") or "": e for e in elements}
        self._default = _default_paragraph_style(elements)
        self._base = _direct_look(None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, _Stated] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style of this id; the default one for None or an unknown id."""
        if style_id not in self._elements:
            style_id = self._default
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._resolve(style_id)
        return self._paragraphs[style_id]

    def run(self, paragraph: ParagraphStyle, properties: Node | None) -> Look:
        """The look of a run with these `w:rPr` in a paragraph of this style."""
        if properties is None:
            return paragraph.look
        own = _direct_look(properties)
        first = next(iter(properties), None)  # the schema puts the style first
        style_id = first.get(VAL) if first is not None and first.tag == _RUN_STYLE else None
        if not own and style_id is None:
            return paragraph.look
        style = self._character(style_id) if style_id else {}
        if not own and not style:
            return paragraph.look
        return _toggled(own, style, paragraph.look)

    def name(self, style_id: str | None) -> str:
        """The name of a style in small letters; "" for an unknown id."""
        return (value(self._elements.get(style_id or ""), "name") or "").lower()

    def list_of_style(self, style_id: str | None) -> str | None:
        """The list (`w:numId`) that a numbering style stands for."""
        return value(self._find(style_id, f"{W}pPr/{W}numPr"), "numId")

    def _chain(self, style_id: str | None) -> Iterator[Node]:
        seen: set[str] = set()
        while style_id is not None and style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            yield self._elements[style_id]
            style_id = value(self._elements[style_id], "basedOn")

    def _find(self, style_id: str | None, path: str) -> Node | None:
        found = (style.find(path) for style in self._chain(style_id))
        return next((node for node in found if node is not None), None)

    def _inherited_look(self, style_id: str | None) -> "_Stated":
        look = _Stated()
        for style in self._chain(style_id):
            look = _direct_look(style.find(f"{W}rPr")) | look
        return look

    def _character(self, style_id: str) -> "_Stated":
        if style_id not in self._characters:
            self._characters[style_id] = self._inherited_look(style_id)
        return self._characters[style_id]

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        look = self._base | self._inherited_look(style_id)
        num_id, list_style = self._list(style_id)
        list_level = self._find(style_id, f"{W}pPr/{W}numPr/{W}ilvl")
        return ParagraphStyle(
            name=self.name(style_id),
            look=_toggled(look, _Stated(), Look()),
            level=self._level(style_id),
            num_id=num_id,
            list_level=None if list_level is None else integer(list_level.get(VAL), 0),
            list_style=list_style,
        )

    def _list(self, style_id: str | None) -> tuple[str | None, str | None]:
        for style in self._chain(style_id):
            num_id = value(style.find(f"{W}pPr/{W}numPr"), "numId")
            if num_id is not None:
                return num_id, style.get(f"{W}styleId")
        return None, None

    def _level(self, style_id: str | None) -> int | None:
        stated = self._find(style_id, f"{W}pPr/{W}outlineLvl")
        if stated is not None:
            return outline_level(stated)
        for style in self._chain(style_id):
            if match := _HEADING.match(value(style, "name") or ""):
                return int(match[1])
        return None


def outline_level(node: Node) -> int | None:
    """Heading level (1 is the outermost) of a `w:outlineLvl`; None for body text."""
    level = integer(node.get(VAL), BODY_TEXT_LEVEL)
    return level + 1 if 0 <= level < BODY_TEXT_LEVEL else None


def _default_paragraph_style(elements: list[Node]) -> str | None:
    for style in elements:
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            return str(style.get(f"{W}styleId") or "")
    return None


def _direct_look(properties: Node | None) -> _Stated:
    stated = _Stated()
    for node in () if properties is None else properties:
        if node.tag in _LOOKS:
            look = _LOOKS[node.tag]  # one line through the words or two: either strikes them out
            stated[look] = _state(node) or (look == "struck" and stated.get(look, False))
        elif node.tag == _FONTS and (font := _font(node)) is not None:
            stated["font"] = font
    return stated


def _state(node: Node) -> bool:
    return _STATES.get(node.get(VAL) or "", is_on(node))


def _font(node: Node) -> str | None:
    """The font of letters beyond ASCII; "" for one of the theme, None where the node names another kind."""
    if node.get(f"{W}hAnsiTheme") or node.get(f"{W}asciiTheme"):
        return ""
    name = node.get(f"{W}hAnsi") or node.get(f"{W}ascii")
    return None if name is None else str(name)


def _toggled(own: _Stated, style: _Stated, paragraph: Look) -> Look:
    """Direct formatting decides; else the two styles toggle each other (ISO/IEC 29500-1, 17.7.3)."""

    def is_so(name: _Toggle, inherited: bool) -> bool:
        return own[name] if name in own else inherited ^ style.get(name, False)

    return Look(
        bold=is_so("bold", paragraph.bold),
        caps=is_so("caps", paragraph.caps),
        hidden=is_so("hidden", paragraph.hidden),
        struck=is_so("struck", paragraph.struck),
        raised=is_so("raised", paragraph.raised),
        font=own.get("font", style.get("font", paragraph.font)),
    )
