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


_OLD = "/OC 5 0 R"


def _shown(words: str, y: int, mode: int = 0) -> str:
    return f"BT {mode} Tr /F 20 Tf 20 {y} Td ({words}) Tj ET "


def _with_forms(content: str, *forms: tuple[str, str], off: bool = True) -> bytes:
    """A page of this content that may place forms (`/X0 Do`), each a dictionary's further keys and a content;
    `/Old` is a layer."""
    named = " ".join(f"/X{n} {6 + n} 0 R" for n in range(len(forms)))
    resources = f"/Resources << /Font << /F 4 0 R >> /Properties << /Old 5 0 R >> /XObject << {named} >> >>"
    switched = f"/OCGs [ 5 0 R ] /D << /OFF [ {'5 0 R' if off else ''} ] >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OCProperties << {switched} >> >>",
        "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 400 300 ] /Contents {6 + len(forms)} 0 R {resources} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /OCG /Name (Old) >>",
    ]
    for keys, inside in forms:
        head = f"/Type /XObject /Subtype /Form /BBox [ 0 0 400 300 ] {keys} {resources}"
        objects.append(f"<< {head} /Length {len(inside)} >>\nstream\n{inside}\nendstream")
    objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    whole, table = "%PDF-1.7\n", ""
    for number, words in enumerate(objects, 1):
        table += f"{number} 1\n{len(whole):010d} 00000 n \n"
        whole += f"{number} 0 obj\n{words}\nendobj\n"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(whole)}\n%%EOF\n"
    return f"{whole}xref\n{table}{trailer}".encode("ascii")


_PAGE = _shown("Giam 25 ho ngheo.", 250)
_FORM, _STALE = _shown("Cap 40 con bo.", 200), _shown("Ban cu 99 ho.", 150)


@pytest.mark.parametrize(
    ("content", "forms"),
    [
        pytest.param("/X0 Do", [("", f"{_FORM} /OC /Old BDC {_STALE} EMC")], id="marked-in-a-form"),
        pytest.param(
            "/X0 Do", [("", f"{_FORM} /X1 Do"), ("", f"/OC /Old BDC {_STALE} EMC")], id="in-a-form-in-a-form"
        ),
        pytest.param("/X0 Do /X1 Do", [("", _FORM), (_OLD, _STALE)], id="a-form-of-the-layer"),
        pytest.param("/X0 Do", [("", f"{_FORM} /X1 Do"), (_OLD, _STALE)], id="a-form-of-the-layer-in-a-form"),
        pytest.param(
            "/X0 Do /X1 Do",
            [("", _FORM), (_OLD, f"{_STALE} /OC /Old BDC {_STALE} EMC /X2 Do"), ("", _STALE)],
            id="marks-and-forms-in-a-form-of-the-layer",
        ),
        pytest.param(
            f"/X0 Do {'/X2 Do ' * 30}",
            [("", f"{_FORM} /OC /Old BDC {_STALE} EMC"), (_OLD, ""), ("", "0 0 2 2 re f ")],
            id="more-forms-than-can-be-tried",
        ),
    ],
)
@pytest.mark.parametrize("off", [True, False])
def test_layers_inside_forms_that_do_not_show_are_not_read(
    content: str, forms: list[tuple[str, str]], off: bool
) -> None:
    data = _with_forms(f"{_PAGE} {content}", *forms, off=off)
    words = " ".join(texts(data))
    assert words.startswith("Giam 25 ho ngheo. Cap 40 con bo.")
    assert ("Ban cu" in words) is not off
    assert any("layers that are switched off" in en for _, en in read_pdf(data).notes) is off


def test_a_text_layer_without_paint_is_no_layer_that_is_switched_off() -> None:
    """The unseen letters over a scan may stand in a form, beside a form that is on a layer."""
    unseen = _shown("Cap 40 con bo.", 200, mode=3)
    data = _with_forms(f"{_PAGE} /X0 Do /X1 Do", ("", unseen), (_OLD, _STALE))
    assert " ".join(texts(data)) == "Giam 25 ho ngheo. Cap 40 con bo."
