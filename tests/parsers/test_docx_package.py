"""Packages that are odd, damaged, too large or hostile."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import (
    LOOKS,
    abstract,
    level,
    members_of,
    num,
    numbered,
    package,
    para,
    part,
    refused,
    relations,
    rows,
    texts,
    zipped,
)

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.docx import read_docx
from extractor.parsers.docx_guard import Limits, xml_members


def strict(data: bytes) -> bytes:
    """The package with the namespaces of strict OOXML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for family in ("officeDocument", "wordprocessingml", "drawingml"):
        usual, purl = f"schemas.openxmlformats.org/{family}/2006/", f"purl.oclc.org/ooxml/{family}/"
        members = {name: content.replace(usual, purl) for name, content in members.items()}
    return zipped(members)


def test_strict_package_reads_the_same():
    data = package(numbered("Vốn"), numbering=abstract(0, level(0, "decimal", "%1.")) + num(1, 0))
    assert b"purl" in zipfile.ZipFile(io.BytesIO(strict(data))).read("word/document.xml")
    assert texts(strict(data)) == texts(data) == ["1. Vốn"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"word/_rels/document.xml.rels": relations(image="NULL")}, id="dangling-relation"),
        pytest.param({"word/media/image1.png": b"\x89PNG" + bytes(50)}, id="broken-picture"),
        pytest.param({"_rels/.rels": relations(officeDocument="/word/document.xml")}, id="absolute-target"),
    ],
)
def test_flaws_that_do_not_matter_to_the_text(change):
    assert texts(zipped(members_of(para("Thân bài")) | change)) == ["Thân bài"]


def test_main_part_under_another_name():
    members = members_of(para("Thân bài"))
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["_rels/.rels"] = relations(officeDocument="word/document2.xml")
    assert texts(zipped(members)) == ["Thân bài"]


WHOLE = package(para("Thân bài"), styles=LOOKS)


@pytest.mark.parametrize(
    ("data", "state", "words"),
    [
        pytest.param(WHOLE[: len(WHOLE) // 2], FileState.CRASHED, "damaged", id="cut-short"),
        pytest.param(zipped({"word/x.xml": "<a/>"}), FileState.CRASHED, "damaged", id="no-main-part"),
        pytest.param(
            zipped(members_of("") | {"word/document.xml": b"<w:document"}),
            FileState.CRASHED,
            "damaged",
            id="cut-xml",
        ),
        pytest.param(
            zipped(members_of("") | {"word/document.xml": part("document", "")}),
            FileState.CRASHED,
            "damaged",
            id="no-body",
        ),
        pytest.param(
            zipped(members_of(para("a")) | {"docProps/app.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            FileState.REFUSED,
            "DOCTYPE",
            id="doctype-in-any-part",
        ),
        pytest.param(
            zipped(members_of(para("a")) | {"word/styles.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
            FileState.REFUSED,
            "DOCTYPE",
            id="doctype-in-utf-16",
        ),
        pytest.param(
            zipped(members_of(para("a")) | {"word/document.xml": f"<a>{' ' * 11_000_000}</a>"}),
            FileState.REFUSED,
            "ratio",
            id="compression-ratio",
        ),
        pytest.param(
            zipped(members_of(para("a")) | {f"word/m{i}.xml": "" for i in range(2000)}),
            FileState.REFUSED,
            "2000",
            id="too-many-members",
        ),
        pytest.param(
            package("<w:sdt>" * 300 + para("a") + "</w:sdt>" * 300),
            FileState.CRASHED,
            "damaged",
            id="nested-deeper-than-the-xml-parser-goes",
        ),
    ],
)
def test_unreadable_packages(data, state, words):
    with refused(state, words):
        read_docx(data)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(members=3), "members"),
        (Limits(member=500), "one member"),
        (Limits(unpacked=1000), "unpacked"),
        (Limits(ratio=1, ratio_above=100), "ratio"),
    ],
)
def test_each_limit_is_held(limits, words):
    with refused(FileState.REFUSED, words):
        xml_members(package(para("a" * 2000)), limits)


def test_a_directory_that_lies_about_sizes_cannot_make_more_come_out():
    members = members_of(para("a")) | {"word/document.xml": "<a>" + "b" * 5_000_000 + "</a>"}
    data = bytearray(zipped(members))
    size = struct.pack("<I", 5_000_007)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
    with refused(FileState.CRASHED, "damaged"):
        read_docx(bytes(data))


def test_tables_inside_tables_are_read():
    body = "<w:tbl><w:tr><w:tc><w:p/>" * 80 + para("a") + "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 80
    assert rows(package(body)) == [["a", ""]]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.booleans())
def test_damage_anywhere_never_raises_anything_else(at, byte, cut):
    """A flipped byte or a cut: the file is read, or turned away in words."""
    damaged = WHOLE[:at] if cut else WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    with contextlib.suppress(UnreadableFile):
        read_docx(damaged)
