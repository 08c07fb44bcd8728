"""Documents that stand in the text of a .docx (altChunk), as programs that put reports together leave them."""

import time
from itertools import pairwise

import pytest
from test_office import needs_libreoffice
from wordml import OFFICE, PACKAGE_RELS, members_of, package, para, zipped

from extractor.allowance import granted_by, time_limit
from extractor.parsers import parse_bytes
from extractor.parsers.docx import read_docx
from extractor.parsers.office import PROGRAM

PAGE = (
    "<!DOCTYPE html><html><body><p>Cuối năm còn <del cite='x'>129</del> 125"
    "<span style='color:red;display:none'>9</span> hộ nghèo</p>"
    "<table border=1><tr><td>Xã</td><td>Hộ nghèo</td></tr><tr><td>Bản Lau</td><td>57</td></tr></table>"
    "</body></html>"
)


def _holding(*chunks: tuple[str, str | bytes]) -> bytes:
    """A .docx of a first and a last paragraph with the named files between them."""
    marks = "".join(f'<w:altChunk xmlns:r="{OFFICE}" r:id="c{number}"/>' for number, _ in enumerate(chunks))
    targets = "".join(
        f'<Relationship Id="c{number}" Type="{OFFICE}/aFChunk" Target="/word/{name}"/>'
        for number, (name, _) in enumerate(chunks)
    )
    members = members_of(para("Phần đầu") + marks + para("Phần cuối"))
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE_RELS}">{targets}</Relationships>'
    )
    return zipped(members | {f"word/{name}": content for name, content in chunks})


WORD = package(para("Kinh phí 2.621,5 triệu đồng"))


@pytest.mark.parametrize(
    ("chunks", "told"),
    [
        ((("a.docx", WORD),), ["Kinh phí 2.621,5 triệu đồng"]),
        (
            (("a.txt", "Còn 125 hộ nghèo"), ("b.docx", WORD)),
            ["Còn 125 hộ nghèo", "Kinh phí 2.621,5 triệu đồng"],
        ),
        ((("a.dat", _holding(("x.docx", WORD))),), ["Phần đầu", "Phần cuối"]),
    ],
    ids=["word", "text-and-word", "no-further-in"],
)
def test_what_is_embedded_stands_in_its_place(chunks, told):
    plan = parse_bytes(_holding(*chunks), "a.docx", "a")
    assert plan.text.splitlines() == ["Phần đầu", *told, "Phần cuối"]
    assert plan.partial == (told[0] == "Phần đầu")


@pytest.mark.parametrize(
    "chunk",
    [("a.docx", WORD[:200]), ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40)), ("a.html", PAGE), ("a.docx", b"")],
    ids=["cut-short", "picture", "page-without-libreoffice", "empty"],
)
def test_what_cannot_be_read_leaves_the_file_partial(chunk, monkeypatch):
    monkeypatch.setenv(PROGRAM, "off")
    plan = parse_bytes(_holding(chunk), "a.docx", "a")
    assert plan.text.splitlines() == ["Phần đầu", "Phần cuối"]
    assert plan.partial
    assert [en for _, en in plan.notes] == ["an embedded document could not be read"]


def test_embedded_documents_take_half_the_time_of_the_file_at_most():
    limits: list[float | None] = []

    def slow(content: bytes) -> None:
        limits.append(time_limit())
        time.sleep(0.15)

    with granted_by(lambda seconds: None, limit=0.6):
        read = read_docx(_holding(*[(f"{n}.docx", WORD) for n in range(5)]), embedded=slow)
    assert [paragraph.text for paragraph in read.flow] == ["Phần đầu", "Phần cuối"]
    assert read.partial
    assert 1 <= len(limits) <= 2
    assert limits[0] == 0.3
    assert all(later < sooner for sooner, later in pairwise(limits))


@needs_libreoffice
def test_a_web_page_in_a_document_is_read_with_its_table():
    plan = parse_bytes(_holding(("a.html", PAGE)), "a.docx", "a")
    assert not plan.partial
    assert [plan.words(block) for block in plan.blocks] == [
        *("Phần đầu", "Cuối năm còn 125 hộ nghèo", "Xã", "Hộ nghèo", "Bản Lau", "57", "Phần cuối")
    ]
    assert [en for _, en in plan.notes] == [
        "the .html was read through LibreOffice",
        "crossed-out text left out",
    ]
