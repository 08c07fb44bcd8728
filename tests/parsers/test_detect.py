"""What a file is, by content; and the one door to every parser."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from extractor.errors import FileState, UnreadableFile
from extractor.parsers import parse_bytes, parse_file, txt
from extractor.parsers.detect import CONVERTED, detect

PLAN = "KẾ HOẠCH\nGiảm nghèo bền vững năm 2026\nHỗ trợ nhà ở cho 38 hộ nghèo, kinh phí 1.200 triệu đồng.\n"


def docx_bytes(text: str = "Hỗ trợ nhà ở cho 38 hộ nghèo.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_bytes(*names: str, mimetype: str = "", content: str = "<a/>") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


def ole_bytes(*streams: str) -> bytes:
    """The head of an OLE container and one directory sector that names the streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    )
    return header.ljust(512, b"\0") + entries


DOCX = docx_bytes()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        pytest.param(DOCX, "a.docx", "docx", id="docx"),
        pytest.param(DOCX, "a.txt", "docx", id="docx-named-txt"),
        pytest.param(
            zip_bytes("[Content_Types].xml", "word\\document.xml"), "a.docx", "docx", id="backslashes"
        ),
        pytest.param(b"%PDF-1.7\n", "a.pdf", "pdf", id="pdf"),
        pytest.param(b"\xef\xbb\xbf\r\n" + b" " * 900 + b"%PDF-1.4\n", "a", "pdf", id="pdf-after-junk"),
        pytest.param(PLAN.encode(), "a.txt", "txt", id="utf-8"),
        pytest.param(PLAN.encode(), "a.docx", "txt", id="text-named-docx"),
        pytest.param(b"From: UBND\nSubject: thu moi\n\nGiam 12 ho", "a.txt", "txt", id="words-of-a-mail"),
        pytest.param(PLAN.encode("utf-8-sig"), "a.txt", "txt", id="utf-8-mark"),
        pytest.param(PLAN.encode("utf-16"), "a.txt", "txt", id="utf-16"),
        pytest.param(PLAN.encode("utf-16-le"), "a.txt", "txt", id="utf-16-without-mark"),
        pytest.param(
            b"<5 tu\xe1\xbb\x95i: 12 tr\xe1\xba\xbb", "a.txt", "txt", id="text-that-begins-with-less-than"
        ),
        pytest.param(b"x" * 1100 + b"%PDF-1.7", "a.txt", "txt", id="pdf-named-far-inside-a-text"),
    ],
)
def test_kinds_that_are_read(data, name, kind):
    assert detect(data, name) == kind


HTML = b"<!DOCTYPE html><html><body><p>404</p></body></html>"
MAIL = (
    b"From: a@vidu.test\r\nSubject: =?utf-8?b?S8Oq?=\r\n =?utf-8?b?aG/huqFjaA==?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed;\r\n boundary=x\r\n\r\n--x\r\n"
)
MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;"
ODF = "application/vnd.oasis.opendocument."
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'


@pytest.mark.parametrize(
    ("data", "name", "state", "words"),
    [
        pytest.param(b"", "a.docx", "unsupported", "tệp rỗng", id="empty"),
        pytest.param(
            ole_bytes("EncryptionInfo", "EncryptedPackage"), "a.docx", "encrypted", "mật khẩu", id="locked"
        ),
        pytest.param(
            ole_bytes("PowerPoint Document"), "a.ppt", "unsupported", "PowerPoint 97-2003", id="ppt"
        ),
        pytest.param(ole_bytes("Contents"), "a.wps", "unsupported", "OLE", id="other-ole"),
        pytest.param(zip_bytes("ppt/presentation.xml"), "a.pptx", "unsupported", ".pptx", id="pptx"),
        pytest.param(zip_bytes("ke-hoach.docx"), "a.zip", "unsupported", "ZIP", id="zip"),
        pytest.param(b"PK\x05\x06" + bytes(18), "a.zip", "unsupported", "ZIP", id="empty-zip"),
        pytest.param(DOCX[:2000], "a.docx", "crashed", ".docx bị hỏng", id="docx-cut-short"),
        pytest.param(DOCX[:2000], "download", "crashed", ".docx bị hỏng", id="docx-cut-short-without-suffix"),
        pytest.param(zip_bytes("a" * 200)[:100], "a.zip", "crashed", "ZIP bị hỏng", id="zip-cut-short"),
        pytest.param(HTML, "a.html", "unsupported", "HTML", id="html"),
        pytest.param(HTML, "a.docx", "unsupported", "không phải .docx: trang HTML", id="html-named-docx"),
        pytest.param(MHT, "a.mht", "unsupported", "MHTML", id="mht"),
        pytest.param(
            zip_bytes("x.xml", mimetype="application/vnd.oasis.opendocument.graphics"),
            "a.odg",
            "unsupported",
            "OpenDocument",
            id="drawing",
        ),
        pytest.param(
            zip_bytes("META-INF/manifest.xml", mimetype=f"{ODF}text", content="<manifest:encryption-data>"),
            "a.odt",
            "encrypted",
            "mật khẩu",
            id="locked-odt",
        ),
        pytest.param(
            b'\xef\xbb\xbf\n<?xml version="1.0"?><!-- a --><!-- b -->\n<HTML lang="vi">',
            "a.pdf",
            "unsupported",
            "không phải .pdf: trang HTML",
            id="xhtml-after-comments",
        ),
        pytest.param(b'<?xml version="1.0"?><data/>', "a.xml", "unsupported", "XML", id="xml"),
        pytest.param(MAIL, "a.eml", "unsupported", "(.eml), hãy lưu tệp đính kèm", id="mail"),
        pytest.param(
            b"GIF89a" + bytes(20), "a.gif", "unsupported", "tệp ảnh, hãy lưu lại thành .jpg", id="gif"
        ),
        pytest.param(
            b"RIFF\0\0\0\0WEBP" + bytes(20), "a.pdf", "unsupported", "không phải .pdf: tệp ảnh", id="webp"
        ),
        pytest.param(b"Rar!\x1a\x07\x00", "a.rar", "unsupported", "tệp nén, hãy giải nén", id="rar"),
        pytest.param(bytes(range(1, 32)) * 20, "a.txt", "unsupported", "nhị phân", id="control-characters"),
    ],
)
def test_kinds_that_are_turned_away(data, name, state, words):
    with pytest.raises(UnreadableFile) as caught:
        detect(data, name)
    assert (caught.value.state, words in caught.value.vi) == (FileState(state), True), caught.value.vi
    assert caught.value.en.isascii()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        pytest.param(ole_bytes("1Table", "WordDocument"), "a.doc", "doc", id="doc"),
        pytest.param(ole_bytes("WordDocument"), "a.docx", "doc", id="doc-named-docx"),
        pytest.param(ole_bytes("Workbook"), "a.xls", "xls", id="xls"),
        pytest.param(ole_bytes("Book"), "a.xls", "xls", id="old-xls"),
        pytest.param(zip_bytes("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", "xlsx", id="xlsx"),
        pytest.param(zip_bytes("xl/workbook.xml"), "a.docx", "xlsx", id="xlsx-named-docx"),
        pytest.param(zip_bytes("content.xml", mimetype=f"{ODF}text"), "a.odt", "odt", id="odt"),
        pytest.param(zip_bytes("content.xml", mimetype=f"{ODF}spreadsheet"), "a.ods", "ods", id="ods"),
        pytest.param(rb"{\rtf1\ansi Ke hoach}", "a.doc", "rtf", id="rtf"),
        pytest.param(HTML, "a.doc", "html", id="html-named-doc"),
        pytest.param(HTML.decode().encode("utf-16"), "a.doc", "html", id="html-in-utf-16"),
        pytest.param(b"<table border=1><tr><td>1</td>", "a.doc", "html", id="html-fragment"),
        pytest.param(
            b'<html xmlns:o="urn:schemas-microsoft-com:office:office">', "a.htm", "html", id="html-of-word"
        ),
        pytest.param(MHT, "a.doc", "mhtml", id="mht-named-doc"),
        pytest.param(WORD_XML, "a.xml", "xml", id="word-xml"),
    ],
)
def test_kinds_that_are_converted(data, name, kind):
    assert detect(data, name) == kind
    assert kind == "xlsx" or kind in CONVERTED


@pytest.mark.parametrize(
    "head",
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"MM\x00*"],
    ids=["png", "jpeg", "tiff", "motorola"],
)
def test_pictures_are_known_by_their_first_bytes(head):
    assert detect(head + bytes(20), "a.pdf") == "image"


def test_many_comments_before_no_html_cost_nothing():
    assert detect(b"<!-- a -->" * 400, "a.txt") == "txt"


@pytest.mark.parametrize(
    "data", [DOCX, PLAN.encode(), PLAN.encode("utf-16")], ids=["docx", "utf-8", "utf-16"]
)
def test_a_file_is_read_by_its_content(tmp_path, data):
    path = tmp_path / "ke-hoach.bin"
    path.write_bytes(data)
    plan = parse_file(path)
    assert "38 hộ nghèo" in plan.text
    assert plan.doc == str(path)
    assert parse_file(path, "01.docx").doc == "01.docx"


@pytest.mark.parametrize(
    "data", [docx_bytes(" "), b"\n  \n", b"---\n***\n"], ids=["docx", "blank-txt", "rules-txt"]
)
def test_a_file_without_words(data):
    with pytest.raises(UnreadableFile) as caught:
        parse_bytes(data, "a", "a")
    assert (caught.value.state, caught.value.vi) == (FileState.NO_TEXT, "tệp không có chữ nào")


def test_text_without_a_known_encoding_is_unsupported():
    with pytest.raises(UnreadableFile) as caught:
        parse_bytes(bytes(500), "a.txt", "a.txt")
    assert caught.value.state is FileState.UNSUPPORTED


def reason(path: Path) -> tuple[FileState, str]:
    with pytest.raises(UnreadableFile) as caught:
        parse_file(path)
    assert "\n" not in caught.value.vi + caught.value.en
    return caught.value.state, caught.value.vi


def test_missing_path(tmp_path):
    assert reason(tmp_path / "không-có.docx") == (FileState.CRASHED, "không tìm thấy tệp")


def test_directory(tmp_path):
    assert reason(tmp_path) == (FileState.CRASHED, "là thư mục, không phải tệp")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ống.txt")
    assert reason(tmp_path / "ống.txt") == (FileState.UNSUPPORTED, "không phải tệp thường")


def test_file_without_permission(tmp_path, monkeypatch):
    path = tmp_path / "khóa.txt"
    path.write_text(PLAN, encoding="utf-8")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # the tests may run as root, whom no mode bits stop
    assert reason(path) == (FileState.CRASHED, "không có quyền đọc tệp")


def test_text_over_the_limit_is_turned_away_before_it_is_read(tmp_path):
    path = tmp_path / "dài.txt"
    with path.open("wb") as stream:
        stream.write(PLAN.encode() * 200)
        stream.truncate(txt.MAX_BYTES + 1)
    state, words = reason(path)
    assert state is FileState.REFUSED
    assert "tối đa 50 MB" in words


def test_bytes_over_the_text_limit_are_refused():
    with pytest.raises(UnreadableFile) as caught:
        parse_bytes(b"a" * (txt.MAX_BYTES + 1), "a.txt", "a.txt")
    assert caught.value.state is FileState.REFUSED


def test_importing_the_parsers_imports_no_format_library():
    code = (
        "import sys, extractor.parsers\n"
        "heavy = {'docx', 'lxml', 'openpyxl', 'psutil', 'email', 'pypdfium2', 'pdfplumber', 'spacy'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
