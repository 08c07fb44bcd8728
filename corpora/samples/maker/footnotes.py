"""Footnotes for python-docx, which has none of its own."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


class Footnotes:
    """Collects the notes of one document; `attach` adds their part to the package if there are any."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: dict[str, str] = {}

    def define(self, notes: Mapping[str, str]) -> None:
        self._notes.update(notes)

    def refer(self, paragraph: Any, number: str) -> None:
        """Set the raised reference to note `number` at the end of the paragraph so far."""
        run = f'<w:r {nsdecls("w")}>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(run))

    def attach(self) -> None:
        if not self._notes:
            return
        bodies = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in self._notes.items()
        )
        declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        xml = f"{declaration}<w:footnotes {nsdecls('w')}>{_SEPARATORS}{bodies}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
