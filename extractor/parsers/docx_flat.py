"""A .docx that was saved as one file of XML («Word XML Document», Flat OPC), made the package that it is."""

import io
import zipfile

from lxml import etree

from extractor.parsers.docx_guard import LIMITS
from extractor.parsers.docx_xml import parse_xml, refused

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_HEAD = 4096
_MB = 1024**2


def is_flat(data: bytes) -> bool:
    """Whether XML holds the parts of a package one after the other, by its first bytes."""
    return b"http://schemas.microsoft.com/office/2006/xmlPackage" in data[:_HEAD]


def packed(data: bytes) -> bytes:
    """The package of its parts of XML; pictures and other binary parts are left out.

    Raises UnreadableFile: `refused` over the limit of a part or with a DOCTYPE, `crashed` for broken XML.
    """
    if len(data) > LIMITS.member:
        size, most = len(data) // _MB, LIMITS.member // _MB
        raise refused(f"{size} MB, tối đa {most} MB", f"{size} MB, at most {most} MB", "xml")
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for part in parse_xml(data, "xml").iterfind(f"{_PKG}part"):
            for root in part.iterfind(f"{_PKG}xmlData/*"):
                archive.writestr((part.get(f"{_PKG}name") or "").lstrip("/") or "part", etree.tostring(root))
    return package.getvalue()
