"""A .docx opened: its main part through python-docx, the parts that go with it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.parser import parse_xml as parsed_by_docx
from lxml import etree

from extractor.language.legacy import may_be_suspect
from extractor.parsers.docx_guard import raw_members, xml_members
from extractor.parsers.docx_head import first_header, state_units
from extractor.parsers.docx_xml import Node, W, damaged, parse_xml, refuse_doctype

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """The body element and the root elements of the parts that it needs; None where absent.

    `header` is the one of the first page.

    `foreign`: the words may hold letters of old Vietnamese fonts; `embedded`: the files that stand in the text
    (altChunk), by the ids of their relations.
    """

    body: Node
    styles: Node | None
    numbering: Node | None
    footnotes: Node | None
    endnotes: Node | None
    comments: Node | None
    header: Node | None
    foreign: bool
    embedded: Mapping[str, bytes]


def open_package(data: bytes) -> Package:
    """The parts of a .docx that carry its text.

    Raises UnreadableFile: `refused` over a limit, `encrypted`, `crashed` for a damaged file.
    """
    members = xml_members(data)
    main = _main_name(members)
    if main not in members:
        raise damaged()
    related = targets(members, main)

    def member(kind: str) -> bytes | None:
        return members.get(related.get(kind, f"word/{kind}.xml"))

    def part(kind: str) -> Node | None:
        content = member(kind)
        return None if content is None else parse_xml(transitional(content))

    body = _body(transitional(members[main]))
    _state_units(members, main, body)
    header = _header(members, main, body)
    return Package(
        body=body,
        styles=part("styles"),
        numbering=part("numbering"),
        footnotes=part("footnotes"),
        endnotes=part("endnotes"),
        comments=part("comments"),
        header=None if header is None else parse_xml(transitional(header)),
        foreign=any(
            may_be_suspect(words or b"")
            for words in (members[main], header, member("footnotes"), member("endnotes"), member("comments"))
        ),
        embedded=_embedded(data, members, main),
    )


def _embedded(data: bytes, members: dict[str, bytes], main: str) -> dict[str, bytes]:
    if b"altChunk" not in members[main]:
        return {}
    places = {key: target for key, kind, target in relations(members, main) if kind == "aFChunk"}
    found = raw_members(data, frozenset(places.values()))
    return {key: found[place] for key, place in places.items() if place in found}


def _header(members: dict[str, bytes], main: str, body: Node) -> bytes | None:
    wanted = first_header(body)
    if wanted is None:
        return None
    return next((members.get(target) for key, _, target in relations(members, main) if key == wanted), None)


def _state_units(members: dict[str, bytes], main: str, body: Node) -> None:
    if body.find(f"{W}tbl") is None:
        return
    places = {key: target for key, kind, target in relations(members, main) if kind == "header"}
    parts = {key: members[target] for key, target in places.items() if target in members}
    state_units(body, {key: parse_xml(transitional(part)) for key, part in parts.items()})


def transitional(content: bytes) -> bytes:
    """The part with the namespaces of strict OOXML as the usual ones."""
    return _STRICT.sub(_TRANSITIONAL, content) if b"//purl.oclc.org/ooxml/" in content else content


def _main_name(members: dict[str, bytes]) -> str:
    return targets(members, "").get("officeDocument", _MAIN)


def targets(members: dict[str, bytes], source: str) -> dict[str, str]:
    """Member name by the kind of relation (the first of a kind), of the part `source` ("" is the package)."""
    found: dict[str, str] = {}
    for _, kind, target in relations(members, source):
        found.setdefault(kind, target)
    return found


def relations(members: dict[str, bytes], source: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and member name of the relations of the part `source` that lead inside the package."""
    folder, name = posixpath.split(source)
    content = members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in () if content is None else parse_xml(content):
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = posixpath.join("/", folder, (relation.get("Target") or "").replace("\\", "/"))
        yield relation.get("Id") or "", kind, posixpath.normpath(target).lstrip("/")


def _body(content: bytes) -> Node:
    """The body as python-docx parses it.

    It is given the part alone: a whole package it unpacks without bounds, turns away with macros, templates, strict
    namespaces and dangling relations, none of which matter to the text, and holds in cycles that outlive the reading.
    """
    try:
        root = parsed_by_docx(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
    refuse_doctype(root)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged()
    return body
