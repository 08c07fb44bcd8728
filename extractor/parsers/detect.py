"""What a file is, told by its bytes; its name only words the reason when it cannot be read."""

import io
import re
import zipfile

from extractor.errors import FileState, UnreadableFile

_HEAD = 4096
_PDF_WITHIN = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WIDE_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PDF = re.compile(rb"%PDF-\d")
_WORD_MARKS = (b"word/", b"word\\", b"[Content_Types].xml", b"_rels/")
_MOST_CONTROLS = 0.02
_CONTROLS = bytes(sorted(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")))

_Kind = tuple[str, str]  # what the file is, in Vietnamese and in English
_OLE_STREAMS: tuple[tuple[str, _Kind], ...] = (
    ("WordDocument", ("tệp .doc kiểu Word 97-2003, hãy lưu lại thành .docx",
                      "a Word 97-2003 .doc, save it as .docx")),
    ("Workbook", ("bảng tính Excel 97-2003 (.xls)", "an Excel 97-2003 workbook (.xls)")),
    ("PowerPoint Document", ("tệp trình chiếu PowerPoint 97-2003 (.ppt)",
                             "a PowerPoint 97-2003 presentation (.ppt)")),
    ("__properties_version1.0", ("thư điện tử Outlook (.msg)", "an Outlook message (.msg)")),
    ("Book", ("bảng tính Excel kiểu cũ (.xls)", "an old Excel workbook (.xls)")),
)  # fmt: skip
_ZIP_FOLDERS: tuple[tuple[str, _Kind], ...] = (
    ("xl/", ("bảng tính Excel (.xlsx)", "an Excel workbook (.xlsx)")),
    ("ppt/", ("tệp trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)")),
    ("visio/", ("bản vẽ Visio (.vsdx)", "a Visio drawing (.vsdx)")),
)
_ZIP_MIMETYPES: tuple[tuple[bytes, _Kind], ...] = (
    (b"opendocument.text", ("tệp OpenDocument (.odt), hãy lưu lại thành .docx",
                            "an OpenDocument text (.odt), save it as .docx")),
    (b"opendocument.spreadsheet", ("bảng tính OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)")),
    (b"opendocument", ("tệp OpenDocument", "an OpenDocument file")),
    (b"epub", ("sách điện tử EPUB", "an EPUB book")),
)  # fmt: skip
_IMAGE: _Kind = ("tệp ảnh", "an image")
_SIGNATURES: tuple[tuple[bytes, _Kind], ...] = (
    (rb"\{\\rtf", ("tệp RTF, hãy lưu lại thành .docx", "an RTF file, save it as .docx")),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP", _IMAGE),
    (rb".{4}ftyp(?:heic|heix|mif1|avif)", _IMAGE),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", ("tệp nén", "an archive")),
    (rb"MZ.{58}|\x7fELF", ("chương trình máy tính", "a program")),
    (rb"%!PS", ("tệp PostScript", "a PostScript file")),
    (rb"AT&TFORM", ("tệp DjVu", "a DjVu file")),
    (rb".{4}ftyp|RIFF|ID3|OggS|\x1aE\xdf\xa3", ("tệp âm thanh hoặc phim", "an audio or video file")),
    (rb"SQLite format 3\x00", ("cơ sở dữ liệu SQLite", "an SQLite database")),
)
_MARKUP: tuple[tuple[str, _Kind], ...] = (
    (r"(?s)mime-version:.{0,2000}?multipart/related|content-type:\s*multipart/related",
     ("trang web lưu thành một tệp (MHTML)", "a web page in one file (MHTML)")),
    (r"(?s)<\?xml.{0,2000}?(?:word\.document.\s*\?>|/wordml|xmlpackage)",
     ("tệp Word lưu dạng XML, hãy lưu lại thành .docx", "a Word XML file, save it as .docx")),
    (r"(?s)(?:<\?xml.*?\?>|<!--.*?-->|\s)*+<(?:!doctype\s+html|(?:html|head|body|div|p|table|meta|title|"
     r"style|script|font|span|center)[\s>])",
     ("trang HTML", "an HTML page")),
    (r"<\?xml\s", ("tệp XML", "an XML file")),
)  # fmt: skip


def detect(data: bytes, name: str) -> str:
    """`docx`, `pdf` or `txt`, by content.

    Raises UnreadableFile for every other kind: `unsupported` (also an empty file), `encrypted`, and
    `crashed` for a Word package that is cut short.
    """
    if not data:
        raise UnreadableFile(FileState.UNSUPPORTED, "tệp rỗng", "the file is empty")
    if data.startswith(_OLE):
        raise _ole_error(data)
    if data.startswith(_ZIP):
        return _zip_kind(data, name)
    if _PDF.search(data[: _PDF_WITHIN + 8]):
        return "pdf"
    kind = _known_kind(data[:_HEAD])
    if kind is not None:
        raise _unsupported(kind, name)
    return "txt"


def _unsupported(kind: _Kind, name: str) -> UnreadableFile:
    vi, en = kind
    suffix = next((s for s in (".docx", ".pdf", ".txt") if name.lower().endswith(s)), None)
    if suffix is None:
        vi, en = f"chưa hỗ trợ: {vi}", f"not supported: {en}"
    else:
        vi, en = f"nội dung không phải {suffix}: {vi}", f"not a {suffix} inside: {en}"
    return UnreadableFile(FileState.UNSUPPORTED, vi, en)


def _ole_error(data: bytes) -> UnreadableFile:
    """Streams are known by their names, which the container holds in UTF-16."""
    if _holds(data, "EncryptedPackage") or _holds(data, "EncryptionInfo"):
        return UnreadableFile(
            FileState.ENCRYPTED,
            "tệp có mật khẩu, hãy bỏ mật khẩu rồi đọc lại",
            "the file is password-protected, remove the password and read it again",
        )
    for stream, (vi, en) in _OLE_STREAMS:
        if _holds(data, stream):
            return UnreadableFile(FileState.UNSUPPORTED, f"chưa hỗ trợ: {vi}", f"not supported: {en}")
    return UnreadableFile(
        FileState.UNSUPPORTED,
        "chưa hỗ trợ: tệp Office kiểu 97-2003 (OLE)",
        "not supported: an Office 97-2003 file (OLE)",
    )


def _holds(data: bytes, stream: str) -> bool:
    return (stream + "\0").encode("utf-16-le") in data


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member.replace("\\", "/").lstrip("/") for member in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged_zip(data, name) from error
    if any(member.startswith("word/") for member in members):
        return "docx"
    raise _unsupported(_other_zip(data, members), name)


def _other_zip(data: bytes, members: list[str]) -> _Kind:
    for folder, kind in _ZIP_FOLDERS:
        if any(member.startswith(folder) for member in members):
            return kind
    # OpenDocument and EPUB put their type first, unpacked, so that it can be read here
    head = data[:200]
    for mimetype, kind in _ZIP_MIMETYPES:
        if head[30:38] == b"mimetype" and mimetype in head:
            return kind
    return "tệp nén ZIP", "a ZIP archive"


def _damaged_zip(data: bytes, name: str) -> UnreadableFile:
    head = data[:_HEAD]
    if name.lower().endswith(".docx") or any(mark in head for mark in _WORD_MARKS):
        return UnreadableFile(
            FileState.CRASHED,
            "tệp .docx bị hỏng hoặc bị cắt cụt",
            "the .docx is damaged or cut short",
        )
    return UnreadableFile(
        FileState.CRASHED, "tệp nén ZIP bị hỏng hoặc bị cắt cụt", "the ZIP archive is damaged or cut short"
    )


def _known_kind(head: bytes) -> _Kind | None:
    """What else the first bytes show, None where they look like plain text."""
    for pattern, kind in _SIGNATURES:
        if re.match(pattern, head, re.DOTALL):
            return kind
    opening = _opening(head)
    for markup, kind in _MARKUP:
        if re.match(markup, opening):
            return kind
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" not in head and controls > _MOST_CONTROLS * len(head):
        return "tệp nhị phân không rõ loại", "a binary file of an unknown kind"
    return None


def _opening(head: bytes) -> str:
    """The first characters in lower case, without byte order mark and blanks before them."""
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="replace").lstrip().lower()
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip().lower()
