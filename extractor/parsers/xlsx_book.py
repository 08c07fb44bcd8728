"""A workbook opened: its sheets in order, the shared words and the looks that cells refer to."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.parsers.docx_guard import Limits, xml_members
from extractor.parsers.docx_package import relations, targets, transitional
from extractor.parsers.docx_xml import Node, damaged, parse_xml, refused
from extractor.parsers.xlsx_format import GENERAL, builtin_format

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KIND = "xlsx"
LIMITS = Limits(kind=KIND)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "xl/workbook.xml"
_MOST_TAGS = 1_500_000  # of all parts that are read: each costs some 200 bytes as a tree
_ON = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of one style show: number format, bold, font, a line at the left or the right side, one through
    their words."""

    code: str = GENERAL
    bold: bool = False
    font: str = ""
    ruled: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a cell in one font; "" is the font of the cell. `struck`: crossed out; None: as the cell is."""

    text: str
    font: str = ""
    struck: bool | None = None


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, whether it is shown, its root element."""

    name: str
    hidden: bool
    root: Node


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share, and the sheets in the order of their tabs."""

    strings: tuple[tuple[Piece, ...], ...]
    looks: tuple[Look, ...]
    from_1904: bool
    sheets: tuple[SheetPart, ...]

    def look(self, number: int) -> Look:
        """The look of a style by its number; the plain one where there is no such style."""
        return self.looks[number] if 0 <= number < len(self.looks) else Look()


def open_workbook(data: bytes) -> Workbook:
    """The parts of an .xlsx that carry its words.

    Raises UnreadableFile: `refused` over a limit, `encrypted`, `crashed` for a damaged file.
    """
    members = xml_members(data, LIMITS)
    main = targets(members, "").get("officeDocument", _MAIN)
    if main not in members:
        raise damaged(KIND)
    related = targets(members, main)
    parts = {ident: target for ident, _, target in relations(members, main)}
    root = _root(members[main])
    listed = [(node, members.get(parts.get(node.get(_ID) or "", ""))) for node in root.iter(f"{S}sheet")]
    shared = [
        members.get(related.get(kind, f"xl/{kind}.xml"), b"<none/>") for kind in ("sharedStrings", "styles")
    ]
    _check_tags([*shared, *(content for _, content in listed if content is not None)])
    properties = root.find(f"{S}workbookPr")
    return Workbook(
        strings=tuple(pieces(node) for node in _root(shared[0]).findall(f"{S}si")),
        looks=tuple(_looks(_root(shared[1]))),
        from_1904=properties is not None and properties.get("date1904") in _ON,
        sheets=tuple(
            SheetPart(node.get("name") or "", (node.get("state") or "visible") != "visible", _root(content))
            for node, content in listed
            if content is not None
        ),
    )


def pieces(node: Node) -> tuple[Piece, ...]:
    """The words of a shared or inline string, font by font; how they are pronounced is left out."""
    found: list[Piece] = []
    for child in node:
        if child.tag == f"{S}t":
            found.append(Piece(child.text or ""))
        elif child.tag == f"{S}r":
            own = child.find(f"{S}rPr")
            font = None if own is None else own.find(f"{S}rFont")
            words = "".join(text.text or "" for text in child.findall(f"{S}t"))
            struck = None if own is None else _is_on(own.find(f"{S}strike"))
            found.append(Piece(words, "" if font is None else font.get("val") or "", struck))
    return tuple(found)


def _root(content: bytes) -> Node:
    return parse_xml(transitional(content), KIND)


def _check_tags(contents: list[bytes]) -> None:
    tags = sum(content.count(b"<") for content in contents)
    if tags > _MOST_TAGS:
        raise refused(
            f"{tags} thẻ XML, tối đa {_MOST_TAGS} (khoảng 300 nghìn ô)",
            f"{tags} XML tags, at most {_MOST_TAGS} (about 300 thousand cells)",
            KIND,
        )


def _looks(styles: Node) -> Iterator[Look]:
    codes = {n.get("numFmtId"): n.get("formatCode") or GENERAL for n in styles.iter(f"{S}numFmt")}
    fonts = styles.findall(f"{S}fonts/{S}font")
    borders = styles.findall(f"{S}borders/{S}border")
    for style in styles.findall(f"{S}cellXfs/{S}xf"):
        number = style.get("numFmtId") or "0"
        font, border = _at(fonts, style.get("fontId")), _at(borders, style.get("borderId"))
        bold, name, strike = (None if font is None else font.find(S + tag) for tag in ("b", "name", "strike"))
        yield Look(
            code=codes.get(number) or builtin_format(int(number) if number.isdecimal() else 0),
            bold=_is_on(bold),
            font="" if name is None else name.get("val") or "",
            ruled=border is not None and any(_is_line(border.find(S + side)) for side in ("left", "right")),
            struck=_is_on(strike),
        )


def _is_on(switch: Node | None) -> bool:
    return switch is not None and (switch.get("val") or "1") in _ON


def _at(nodes: list[Node], number: str | None) -> Node | None:
    return nodes[int(number)] if number and number.isdecimal() and int(number) < len(nodes) else None


def _is_line(side: Node | None) -> bool:
    return side is not None and (side.get("style") or "none") != "none"
