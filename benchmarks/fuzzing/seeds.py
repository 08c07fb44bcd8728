"""What is mutated: cuts of the shipped samples, in the formats that the readers take."""

import base64
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree
from openpyxl import Workbook

from extractor.language.legacy.tables import SHOWN_BYTES, TCVN3, VNI
from extractor.parsers.txt_encoding import decode
from fuzzing.mutations import Objects, Parts

SAMPLES: Final = Path(__file__).resolve().parent.parent.parent / "corpora" / "samples" / "plans"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEPT: Final = re.compile(
    r"\[Content_Types\]|_rels/\.rels|word/(?:document|numbering|styles)\.xml$|word/_rels/"
)
_DROPPED: Final = re.compile(
    rb"<(?:Relationship|Override)\b[^>]*(?:docProps|customXml|theme|stylesWithEffects|fontTable|[sS]ettings)[^>]*/>"
)
_STREAM: Final = re.compile(rb"^(.*?)stream\r?\n(.*?)\s*endstream$", re.DOTALL)
_BLOCKS, _ROWS, _STYLES = 14, 6, 30
_LINES = 40


@cache
def texts() -> tuple[bytes, ...]:
    """Stretches of the samples in .txt, in UTF-8."""
    cut: list[bytes] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        lines = decode(path.read_bytes())[0].split("\n")
        cut += ["\n".join(lines[at : at + _LINES]).encode() for at in range(0, len(lines), _LINES)]
    return tuple(cut)


@cache
def sentences() -> tuple[bytes, ...]:
    """Lines of the samples that hold a figure, in UTF-8."""
    lines = (line.strip() for text in texts() for line in text.decode().split("\n"))
    return tuple(line[:400].encode() for line in lines if re.search(r"\d", line))


@cache
def encoded() -> tuple[bytes, ...]:
    """The texts in UTF-8, UTF-16, decomposed, in windows-1258, TCVN3 and VNI."""
    ways: tuple[Callable[[str], bytes], ...] = (
        str.encode,
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: unicodedata.normalize("NFD", text).encode("cp1258", "replace"),
        lambda text: _in_codes(text, TCVN3),
        lambda text: _in_codes(text, VNI),
        lambda text: text.encode().decode("latin-1").encode(),
    )
    return tuple(ways[place % len(ways)](text.decode()) for place, text in enumerate(texts()))


def _in_codes(text: str, table: dict[str, str]) -> bytes:
    codes = {letter: code for code, letter in table.items()}
    shown = "".join(codes.get(letter, letter) for letter in text)
    return bytes(SHOWN_BYTES.get(character, 0x3F) for character in shown)


@cache
def documents() -> tuple[bytes, ...]:
    """The samples in .docx cut to a few paragraphs and rows of a table each, one cut in three beginning later."""
    paths = sorted(SAMPLES.glob("*.docx"))
    return tuple(_cut_docx(path.read_bytes(), 20 * (place % 3)) for place, path in enumerate(paths))


def _cut_docx(data: bytes, start: int) -> bytes:
    members = {name: part for name, part in Parts.of(data).members.items() if _KEPT.match(name)}
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        members[name] = _DROPPED.sub(b"", members[name])
    members["word/document.xml"] = _cut_body(members["word/document.xml"], start)
    styles = etree.fromstring(members["word/styles.xml"])
    for style in styles.findall(f"{_W}style")[_STYLES:]:
        styles.remove(style)
    for latent in styles.findall(f"{_W}latentStyles"):
        styles.remove(latent)
    members["word/styles.xml"] = etree.tostring(styles, encoding="utf-8", xml_declaration=True)
    return Parts(members).packed()


def _cut_body(data: bytes, start: int) -> bytes:
    root = etree.fromstring(data)
    body = root[0]
    blocks = list(body)
    table = next((block for block in reversed(blocks) if block.tag == f"{_W}tbl"), None)
    kept = blocks[start : start + _BLOCKS] + ([] if table is None else [deepcopy(table)])
    for block in blocks:
        body.remove(block)
    for block in kept:
        for row in block.findall(f"{_W}tr")[_ROWS:]:
            block.remove(row)
        body.append(block)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


@cache
def workbooks() -> tuple[bytes, ...]:
    """Small workbooks: figures of the samples' sentences in ruled cells, dates, merged cells, formulas."""
    lines = [line.decode() for line in sentences()]
    return tuple(_workbook(lines[at : at + 12]) for at in range(0, min(len(lines), 120), 12))


def _workbook(lines: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Nội dung", "Kinh phí (triệu đồng)", "Năm 2024", "=SUM(C2:C5)"])
    for place, line in enumerate(lines):
        figure = re.search(r"\d+", line)
        sheet.append(
            [place + 1, line, int(figure[0][:12]) if figure else None, 0.125 * place, f"=C{place + 2}*2"]
        )
    sheet.merge_cells("A5:B6")
    sheet["C3"].number_format, sheet["D3"].number_format = "#,##0.00", "dd/mm/yyyy"
    memory = io.BytesIO()
    book.save(memory)
    members = Parts.of(memory.getvalue()).members
    members["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[\d:]+", b"2024-01-02T08:00:00", members["docProps/core.xml"]
    )
    return Parts(members).packed()  # the same bytes at any hour


@cache
def pdfs() -> tuple[bytes, ...]:
    """The samples in .pdf, each cut to its first page, its words unpacked for changes in them."""
    return tuple(_first_page(path.read_bytes()) for path in sorted(SAMPLES.glob("*.pdf")))


def _first_page(data: bytes) -> bytes:
    read = Objects.of(data)
    objects = {number: _words_unpacked(body) for number, body in read.objects.items()}
    for number, body in objects.items():
        if b"/Type /Pages" in body:
            one = re.sub(rb"/Count \d+", b"/Count 1", body)
            objects[number] = re.sub(rb"/Kids \[\s*(\d+ 0 R)[^\]]*\]", rb"/Kids [ \1 ]", one)
    return Objects(_reached(objects, read.trailer), read.trailer).written()


def _reached(objects: dict[int, bytes], trailer: bytes) -> dict[int, bytes]:
    """What the trailer leads to, without what only later pages use."""
    kept: set[int] = set()
    waiting = [trailer]
    while waiting:
        body = waiting.pop().partition(b"stream\n")[0]
        for number in map(int, re.findall(rb"(\d+) 0 R", body)):
            if number in objects and number not in kept:
                kept.add(number)
                waiting.append(objects[number])
    return {number: body for number, body in objects.items() if number in kept}


def _words_unpacked(body: bytes) -> bytes:
    found = _STREAM.match(body)
    if found is None or b"/ASCII85Decode" not in found[1]:
        return body
    data = zlib.decompress(base64.a85decode(found[2].strip().removesuffix(b"~>")))
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data)


@cache
def containers() -> tuple[bytes, ...]:
    """Small OLE containers: a directory with the streams of old Office files, and a workbook's records."""
    names = (
        "WordDocument",
        "Workbook",
        "Book",
        "PowerPoint Document",
        "EncryptedPackage",
        "__properties_version1.0",
    )
    return tuple(_container(name) for name in names)


def _container(name: str) -> bytes:
    free, end, own = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    head += struct.pack("<108I", *[free] * 108)
    table = struct.pack("<128I", own, end, *range(3, 10), end, *[free] * 118)
    stream = struct.pack("<HHHHHH", 0x809, 8, 0x600, 5, 0, 0) + bytes(4096 - 12)
    directory = _entry("Root Entry", 5, 1, 0) + _entry(name, 2, 2, 4096) + bytes(256)
    return head + table + directory + stream


def _entry(name: str, kind: int, start_or_child: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    child = start_or_child if kind == 5 else 0xFFFFFFFF
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<III", start_or_child, size, 0)
    )


@cache
def archives() -> tuple[bytes, ...]:
    """Archives of the samples' texts, in folders, one in another, names in old codes."""
    return tuple(_archive(texts()[at : at + 3], at) for at in range(0, 24, 3))


def _archive(held: Sequence[bytes], place: int) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(held):
            archive.writestr(zipfile.ZipInfo(f"kế hoạch/{place}-{number}.txt"), text)
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)[place % 2]) as nested:
            nested.writestr(zipfile.ZipInfo("../a.txt"), held[0])
        archive.writestr(zipfile.ZipInfo("trong.zip"), inner.getvalue())
    return memory.getvalue()


@cache
def of_all_kinds() -> tuple[bytes, ...]:
    """The beginnings of every kind of file, for what tells them apart."""
    return tuple(_kinds())


def _kinds() -> Iterator[bytes]:
    yield from encoded()[:16]
    yield from (*containers(), *archives()[:2], *documents()[:2], *workbooks()[:1])
    yield from (data[:5000] for data in pdfs()[:2])
    yield from (
        b"{\\rtf1\\ansi 1}",
        b"<html><body>1",
        b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
    )
    yield from (
        b"\x89PNG\r\n\x1a\n",
        b"II*\x00",
        b"MIME-Version: 1.0\nContent-Type: multipart/related",
        b"GIF89a",
    )
