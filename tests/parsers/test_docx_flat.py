"""A .docx saved as one file of XML («Word XML Document»): read as the package it is, whatever it is called."""

import io
import re
import zipfile

import pytest
from wordml import package, para

from extractor.errors import UnreadableFile
from extractor.parsers import parse_bytes

_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def _flat(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>'
            f"{re.sub(r'<[?]xml.*?[?]>', '', archive.read(name).decode())}</pkg:xmlData></pkg:part>"
            for name in archive.namelist()
            if name != "[Content_Types].xml"
        ]
    picture = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{_PKG}">{"".join(parts)}{picture}</pkg:package>'.encode()


WORDS = ["Kế hoạch giảm nghèo", "Kinh phí 2.621,5 triệu đồng"]
FLAT = _flat(package("".join(map(para, WORDS))))


@pytest.mark.parametrize("name", ["a.xml", "a.doc", "a.docx"])
def test_its_words_are_read(name: str) -> None:
    plan = parse_bytes(FLAT, name, "a")
    assert ([plan.words(block) for block in plan.blocks], plan.notes) == (WORDS, ())


@pytest.mark.parametrize(
    ("data", "state"),
    [
        pytest.param(FLAT[:-40], "crashed", id="cut-short"),
        pytest.param(
            FLAT.replace(b"<pkg:package", b"<!DOCTYPE a []><pkg:package", 1), "refused", id="doctype"
        ),
        pytest.param(FLAT.replace(b"/word/document.xml", b"/word/other.xml"), "crashed", id="no-main-part"),
    ],
)
def test_what_is_no_such_file(data: bytes, state: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse_bytes(data, "a.xml", "a")
    assert caught.value.state.value == state
