"""Names and small readers of WordprocessingML, and the one way its parts are parsed."""

import re
from typing import Any

from lxml import etree

from extractor.errors import FileState, UnreadableFile

Node = Any  # lxml has no types; always an element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off"})
_INTEGER = re.compile(r"\s*(-?\d{1,9})\s*$")


def damaged(kind: str = "docx") -> UnreadableFile:
    """The error for a package that is cut short or broken inside."""
    return UnreadableFile(
        FileState.CRASHED,
        f"tệp .{kind} bị hỏng hoặc bị cắt cụt",
        f"the .{kind} is damaged or cut short",
    )


def refused(vi: str, en: str, kind: str = "docx") -> UnreadableFile:
    """The error for a package over a limit of reading; the words name the limit."""
    return UnreadableFile(
        FileState.REFUSED, f"tệp .{kind} vượt giới hạn: {vi}", f"the .{kind} is over a limit: {en}"
    )


def parse_xml(data: bytes, kind: str = "docx") -> Node:
    """The root element; no entity is resolved, nothing is fetched, no huge trees.

    Raises UnreadableFile: `crashed` for broken XML, `refused` for a part with a DOCTYPE.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(kind) from error
    refuse_doctype(root, kind)
    return root


def refuse_doctype(root: Node, kind: str = "docx") -> None:
    """Raises UnreadableFile (`refused`) where the document of `root` declares a DOCTYPE."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("có khai báo DOCTYPE", "it declares a DOCTYPE", kind)


def value(parent: Node | None, name: str) -> str | None:
    """The `w:val` of the child `w:name`, None where there is no such child."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def integer(text: str | None, default: int) -> int:
    """A whole number of at most nine digits, else the default."""
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else default


def is_on(node: Node) -> bool:
    """State of an on-off element such as `w:b`: on unless its `w:val` says off."""
    return node.get(VAL) not in _OFF


def chosen_branch(alternatives: Node) -> Node | None:
    """Of `mc:AlternateContent` the branch to read: the first choice, else the fallback.

    A choice without words gives way to a fallback that has some.
    """
    choice, fallback = alternatives.find(f"{MC}Choice"), alternatives.find(f"{MC}Fallback")
    if choice is None or (fallback is not None and not _has_words(choice) and _has_words(fallback)):
        return fallback
    return choice


def _has_words(branch: Node) -> bool:
    return next(branch.iter(f"{W}t", f"{W}sym", f"{M}t"), None) is not None
