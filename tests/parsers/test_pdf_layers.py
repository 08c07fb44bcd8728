"""Layers of a .pdf: those switched off are not read, those that show are."""

import io
import re

import pytest
from pdf_making import HEIGHT, SIZE, font, rows, tables, texts
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers.pdf import read_pdf


def _layered(state: str) -> bytes:
    """A ruled table and a line of words, an older figure and an older line over them on a layer that is `state`."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=0)
    canvas.setFont(font(), SIZE)
    canvas.drawString(85, HEIGHT - 60, "Năm 2024, giảm 25 hộ nghèo.")
    for y in (80, 104, 128):
        canvas.line(85, HEIGHT - y, 385, HEIGHT - y)
    for x in (85, 235, 385):
        canvas.line(x, HEIGHT - 80, x, HEIGHT - 128)
    for x, y, words in ((90, 96, "Nội dung"), (240, 96, "Kinh phí"), (90, 120, "Nhà ở"), (240, 120, "1.250")):
        canvas.drawString(x, HEIGHT - y, words)
    canvas._code.append("/OC /Old BDC")
    canvas.drawString(300, HEIGHT - 120, "7.777")
    canvas.drawString(85, HEIGHT - 160, "Bản cũ: giảm 99 hộ nghèo.")
    canvas._code.append("EMC")
    canvas.save()
    return _with_layer(buffer.getvalue(), state)


def _with_layer(data: bytes, state: str) -> bytes:
    """The file with the layer that its page names, written behind it as a later change."""
    size, root = (int(re.search(rb"/%s (\d+)" % key, data)[1]) for key in (b"Size", b"Root"))  # type: ignore[index]
    page = int(re.search(rb"/Kids \[ (\d+) 0 R", data)[1])  # type: ignore[index]
    group, off = b"%d 0 R" % size, b"%d 0 R" % size if state == "off" else b""
    named = b"/OCProperties << /OCGs [ %s ] /D << /Order [ %s ] /OFF [ %s ] >> >> >>" % (group, group, off)
    changed = {
        size: b"<< /Type /OCG /Name (Old) >>",
        root: _object(data, root).rstrip()[:-2] + named,
        page: _object(data, page).replace(
            b"/Resources <<", b"/Resources << /Properties << /Old %s >>" % group, 1
        ),
    }
    before = re.findall(rb"startxref\s+(\d+)", data)[-1]
    whole, table = bytearray(data + b"\n"), b"xref\n"
    for number, words in sorted(changed.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (size + 1, root, before)
    return bytes(whole) + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(whole)


def _object(data: bytes, number: int) -> bytes:
    found = re.search(rb"(?:^|\n)%d 0 obj\s*(.*?)\s*endobj" % number, data, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("state", "figure", "lines", "told"),
    [
        ("off", "1.250", ["Năm 2024, giảm 25 hộ nghèo."], 1),
        ("on", "1.250 7.777", ["Năm 2024, giảm 25 hộ nghèo.", "Bản cũ: giảm 99 hộ nghèo."], 0),
    ],
)
def test_a_layer_that_does_not_show_is_not_read(state: str, figure: str, lines: list[str], told: int) -> None:
    data = _layered(state)
    assert rows(tables(data)[0]) == [["Nội dung", "Kinh phí"], ["Nhà ở", figure]]
    assert texts(data) == lines
    assert sum("layers that are switched off" in en for _, en in read_pdf(data).notes) == told
