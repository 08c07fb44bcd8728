"""OLE containers: the streams at their top, and whether a file in one asks for a password."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableFile
from extractor.parsers.detect import detect
from extractor.parsers.ole import MAGIC, Container, is_locked

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def entry(name: str, kind: int, left: int = FREE, child: int = FREE, start: int = 0, size: int = 0) -> bytes:
    words = name.encode("utf-16-le")
    head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    tree = struct.pack("<III", left, FREE, child)
    return (head + tree).ljust(116, b"\0") + struct.pack("<IQ", start, size)


def container(name: str, content: bytes, inner: str = "Inner") -> bytes:
    """A container of one stream at the top and, below it in a storage, another named `inner`.

    Sectors: 0 the table, 1 and 2 the directory, from 3 on the stream.
    """
    content = content.ljust(4096, b"\0")
    sectors = len(content) // 512
    table = [0xFFFFFFFD, 2, END, *range(4, 3 + sectors), END]
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0)
    directory = [
        entry("Root Entry", 5, child=1),
        entry(name, 2, left=2, start=3, size=len(content)),
        entry("ObjectPool", 1, left=1, child=3),  # a circle: its left neighbour is the one that led here
        entry(inner, 2),
        entry("", 0),
    ]
    return (
        header.ljust(512, b"\xff")
        + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
        + b"".join(directory).ljust(1024, b"\0")
        + content
    )


FIB = bytes.fromhex("eca5c100354009040000")
BOF = struct.pack("<HH", 0x809, 4) + bytes(4)


def test_streams_at_the_top_are_told_from_those_below():
    found = Container(container("WordDocument", FIB, inner="Workbook"))
    assert set(found.streams) == {"WordDocument"}
    assert found.folders == {"ObjectPool"}
    assert found.head("WordDocument", 4) == FIB[:4]
    assert found.head("Workbook", 4) == b""


def test_a_workbook_that_holds_a_text_is_a_workbook():
    assert detect(container("Workbook", BOF, inner="WordDocument"), "a.doc") == "xls"


@pytest.mark.parametrize(
    ("name", "content", "locked"),
    [
        pytest.param("WordDocument", FIB + b"\x00\xf0", False, id="text"),
        pytest.param("WordDocument", FIB + b"\x00\xf1", True, id="locked-text"),
        pytest.param("Workbook", BOF + struct.pack("<HH", 0xE1, 2) + bytes(2), False, id="workbook"),
        pytest.param("Workbook", BOF + struct.pack("<HH", 0x2F, 2) + bytes(2), True, id="locked-workbook"),
        pytest.param("EncryptedPackage", b"", True, id="locked-package"),
    ],
)
def test_passwords(name, content, locked):
    assert is_locked(Container(container(name, content))) is locked


def test_a_table_that_lists_itself_without_end_costs_nothing():
    data = bytearray(container("WordDocument", FIB))
    data[68:72] = struct.pack("<I", 3)  # the list of table sectors goes on in the stream …
    at = 512 + 3 * 512
    data[at : at + 512] = struct.pack("<I", 0) * 127 + struct.pack("<I", 3)  # … and leads back to itself
    assert set(Container(bytes(data)).streams) == {"WordDocument"}


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=64), st.integers(0, 6000))
def test_damage_anywhere_raises_nothing_undeclared(at, put, cut):
    whole = container("WordDocument", FIB)
    data = (whole[:at] + put + whole[at + len(put) :])[: cut or None]
    try:
        detect(MAGIC + data[len(MAGIC) :], "a.doc")
    except UnreadableFile:
        return
