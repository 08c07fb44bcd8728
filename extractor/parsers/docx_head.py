"""The head of a document that its template keeps in the first page's header: number, place and date, issuer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from extractor import regex
from extractor.parsers.docx_xml import Node, W, is_on
from extractor.parsers.flow import Paragraph, RawTable

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FIRST_ITEMS = 40
_FRAME_ROWS = 2
_UNIT = regex.compile(r"(?i)\W*(?:đơn vị(?: tính)?|đvt) ?:")
# A number, the motto, a place with the whole date: what a running head or foot does not tell.
_HEAD = regex.compile(
    r"(?i)^\s*số\s?:?\s?\d*\s*/\s*\p{L}|độc\s+lập\s?[-–]\s?tự\s+do|,\s*ngày\b.{0,20}\btháng\b.{0,20}\bnăm\b"
)


def first_header(body: Node) -> str | None:
    """The relation's id of the header on the first page; None where it has none."""
    section = next(body.iter(f"{W}sectPr"), None)
    if section is None:
        return None
    titled = section.find(f"{W}titlePg")
    wanted = "first" if titled is not None and is_on(titled) else "default"
    ids = {node.get(f"{W}type"): node.get(_RELATION) for node in section.iter(f"{W}headerReference")}
    return ids.get(wanted)


def state_units(body: Node, headers: Mapping[str, Node]) -> None:
    """Puts the unit that the header of a section states before the tables there that no line of their own states one
    for. `headers` are the roots of the header parts by the ids of their relations."""
    stated: list[Node] = []
    tables: list[Node] = []
    own = False
    for node in list(body):
        if node.tag == f"{W}tbl":
            if not own and sum(1 for _ in node.iterchildren(f"{W}tr")) > _FRAME_ROWS:
                tables.append(node)
            own = False
            continue
        own = own or _UNIT.match(_words(node)) is not None
        section = node if node.tag == f"{W}sectPr" else node.find(f"{W}pPr/{W}sectPr")
        if section is None:
            continue
        ids = [reference.get(_RELATION) for reference in section.iter(f"{W}headerReference")]
        if ids:  # else the header of the section before goes on
            stated = [line for key in ids if key in headers for line in _unit_lines(headers[key])][:1]
        for table in tables:
            for line in stated:
                table.addprevious(deepcopy(line))
        tables, own = [], False


def _unit_lines(header: Node) -> Iterator[Node]:
    return (line for line in header.iter(f"{W}p") if _UNIT.match(_words(line)))


def _words(node: Node) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def with_head(
    flow: Sequence[Paragraph | RawTable], header: Sequence[Paragraph | RawTable]
) -> list[Paragraph | RawTable]:
    """The flow, before it the first page's header where that holds the document's head and the flow has none."""
    wanted = _has_head(header) and not _has_head(flow[:_FIRST_ITEMS])
    return [*header, *flow] if wanted else list(flow)


def _has_head(flow: Iterable[Paragraph | RawTable]) -> bool:
    return any(_HEAD.search(text) for item in flow for text in _texts(item))


def _texts(item: Paragraph | RawTable) -> Iterable[str]:
    if isinstance(item, Paragraph):
        return (item.text,)
    return (text for cell in item.cells for text in cell.paragraphs)
