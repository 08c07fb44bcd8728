"""What a file is, told by its bytes; its name only words the reason when it cannot be read."""

import io
import re
import zipfile

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.ole import MAGIC, Container, is_locked
from extractor.parsers.remedies import DETACH, PICTURE, PRINT, UNPACK, with_remedy
from extractor.zips import BROKEN_ZIP

CONVERTED = frozenset({"doc", "odt", "rtf", "xml", "html", "mhtml", "xls", "ods"})  # read through LibreOffice
_HEAD = 4096
_PDF_WITHIN = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WIDE_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PDF = re.compile(rb"%PDF-\d")
_WORD_MARKS = (b"word/", b"word\\", b"[Content_Types].xml", b"_rels/")
_MOST_CONTROLS = 0.02
_CONTROLS = bytes(sorted(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")))

_Kind = tuple[str, str]  # what the file is, in Vietnamese and in English
_OLE_READ = (("WordDocument", "doc"), ("Workbook", "xls"))
_OLE_STREAMS: tuple[tuple[str, _Kind], ...] = (
    ("PowerPoint Document", with_remedy(("tệp trình chiếu PowerPoint 97-2003 (.ppt)",
                                         "a PowerPoint 97-2003 presentation (.ppt)"), PRINT)),
    ("__properties_version1.0", with_remedy(("thư điện tử Outlook (.msg)", "an Outlook message (.msg)"), DETACH)),
)  # fmt: skip
_OLE_OTHER: _Kind = ("tệp Office kiểu 97-2003 (OLE)", "an Office 97-2003 file (OLE)")
_ZIP_FOLDERS_READ = (("word/", "docx"), ("xl/worksheets/", "xlsx"), ("xl/workbook.xml", "xlsx"))
_MANIFEST = "META-INF/manifest.xml"
_MOST_MANIFEST = 1024**2
_ZIP_FOLDERS: tuple[tuple[str, _Kind], ...] = (
    ("ppt/", with_remedy(("tệp trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)"), PRINT)),
    ("visio/", with_remedy(("bản vẽ Visio (.vsdx)", "a Visio drawing (.vsdx)"), PRINT)),
)
_ZIP_READ = ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"))
_ZIP_MIMETYPES: tuple[tuple[bytes, _Kind], ...] = (
    (b"opendocument", ("tệp OpenDocument", "an OpenDocument file")),
    (b"epub", ("sách điện tử EPUB", "an EPUB book")),
)  # fmt: skip
_ARCHIVE: _Kind = (
    "tệp nén ZIP (hãy dùng extractor scan để đọc từng tệp bên trong)",
    "a ZIP archive (use extractor scan to read each file in it)",
)
_PICTURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\x00|MM\x00\*")
_IMAGE: _Kind = with_remedy(("tệp ảnh", "an image"), PICTURE)
_SIGNATURES: tuple[tuple[bytes, _Kind], ...] = (
    (rb"GIF8[79]a|BM.{4}\x00{4}|RIFF.{4}WEBP", _IMAGE),
    (rb".{4}ftyp(?:heic|heix|mif1|avif)", _IMAGE),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", with_remedy(("tệp nén", "an archive"), UNPACK)),
    (rb"MZ.{58}|\x7fELF", ("chương trình máy tính", "a program")),
    (rb"%!PS", with_remedy(("tệp PostScript", "a PostScript file"), PRINT)),
    (rb"AT&TFORM", with_remedy(("tệp DjVu", "a DjVu file"), PRINT)),
    (rb".{4}ftyp|RIFF|ID3|OggS|\x1aE\xdf\xa3", ("tệp âm thanh hoặc phim", "an audio or video file")),
    (rb"SQLite format 3\x00", ("cơ sở dữ liệu SQLite", "an SQLite database")),
)
_RTF = b"{\\rtf"
_MARKUP_READ: tuple[tuple[str, str], ...] = (
    (r"(?s)mime-version:.{0,2000}?multipart/related|content-type:\s*multipart/related", "mhtml"),
    (r"(?s)<\?xml.{0,2000}?(?:word\.document.\s*\?>|/wordml|xmlpackage)", "xml"),
    (r"(?s)(?:<\?xml.*?\?>|<!--.*?-->|\s)*+<(?:!doctype\s+html|(?:html|head|body|div|p|table|meta|title|"
     r"style|script|font|span|center)[\s>])", "html"),
)  # fmt: skip
_WEB_PAGES: dict[str, _Kind] = {
    "mhtml": ("trang web lưu thành một tệp (MHTML)", "a web page in one file (MHTML)"),
    "html": ("trang HTML", "an HTML page"),
}
_XML: _Kind = ("tệp XML", "an XML file")
_MAIL: _Kind = with_remedy(("thư điện tử (.eml)", "an e-mail (.eml)"), DETACH)
_MAIL_HEAD = frozenset({b"from", b"mime-version", b"content-type"})
_OFFICE_MARKS = ("urn:schemas-microsoft-com:office", "word.document", "libreoffice", "microsoft word")
_OFFICE_NAMES = (".doc", ".dot", ".rtf", ".xls")  # which Word and Excel open when they are web pages


def detect(data: bytes, name: str) -> str:
    """`docx`, `xlsx`, `pdf`, `image` (.png, .jpg, .tif), `txt`, or a kind that is converted first, by content.

    A web page counts as a document where an office program made it or it is named as an old one. Raises
    UnreadableFile for every other kind: `unsupported` (also an empty file), `encrypted`, and `crashed`
    for a Word package that is cut short.
    """
    if not data:
        raise UnreadableFile(FileState.UNSUPPORTED, "tệp rỗng", "the file is empty")
    if data.startswith(MAGIC):
        return _ole_kind(data)
    if data.startswith(_ZIP):
        return _zip_kind(data, name)
    if _PDF.search(data[: _PDF_WITHIN + 8]):
        return "pdf"
    if _PICTURE.match(data):
        return "image"
    if data.startswith(_RTF):
        return "rtf"
    return _markup_kind(data[:_HEAD], name) or _plain(data[:_HEAD], name)


def _markup_kind(head: bytes, name: str) -> str | None:
    opening = _opening(head)
    kind = next((kind for markup, kind in _MARKUP_READ if re.match(markup, opening)), None)
    if kind not in _WEB_PAGES or name.lower().endswith(_OFFICE_NAMES):
        return kind
    if any(mark in opening for mark in _OFFICE_MARKS):
        return kind
    raise _unsupported(_WEB_PAGES[kind], name)


def _plain(head: bytes, name: str) -> str:
    kind = _known_kind(head)
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


def _ole_kind(data: bytes) -> str:
    """What an OLE container is by its streams; where its directory is broken, by their names anywhere."""
    container = Container(data)
    names = container.streams.keys() | container.folders

    def holds(stream: str) -> bool:
        return stream in names if names else _holds(data, stream)

    if is_locked(container) or holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise _locked()
    for stream, read in _OLE_READ:
        if holds(stream):
            return read
    kind = next((kind for stream, kind in _OLE_STREAMS if holds(stream)), None)
    if kind is None and holds("Book"):
        return "xls"
    vi, en = kind or _OLE_OTHER
    raise UnreadableFile(FileState.UNSUPPORTED, f"chưa hỗ trợ: {vi}", f"not supported: {en}")


def _locked() -> UnreadableFile:
    return UnreadableFile(
        FileState.ENCRYPTED,
        "tệp có mật khẩu, hãy bỏ mật khẩu rồi đọc lại",
        "the file is password-protected, remove the password and read it again",
    )


def _holds(data: bytes, stream: str) -> bool:
    return (stream + "\0").encode("utf-16-le") in data


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member.replace("\\", "/").lstrip("/") for member in archive.namelist()]
            locked = _is_locked_odf(archive, members)
    except BROKEN_ZIP as error:
        raise _damaged_zip(data, name) from error
    if locked:
        raise _locked()
    for folder, read in _ZIP_FOLDERS_READ:
        if any(member.startswith(folder) for member in members):
            return read
    # OpenDocument and EPUB put their type first, unpacked, so that it can be read here
    head = data[:200] if data[30:38] == b"mimetype" else b""
    found = next((read for mimetype, read in _ZIP_READ if mimetype in head), None)
    if found is None:
        raise _unsupported(_other_zip(head, members), name)
    return found


def _is_locked_odf(archive: zipfile.ZipFile, members: list[str]) -> bool:
    if _MANIFEST not in members:
        return False
    with archive.open(archive.infolist()[members.index(_MANIFEST)]) as stream:
        return b"encryption-data" in stream.read(_MOST_MANIFEST)


def _other_zip(head: bytes, members: list[str]) -> _Kind:
    for folder, kind in _ZIP_FOLDERS:
        if any(member.startswith(folder) for member in members):
            return kind
    for mimetype, kind in _ZIP_MIMETYPES:
        if mimetype in head:
            return kind
    return _ARCHIVE


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
    if _opening(head).startswith("<?xml "):
        return _XML
    if _is_mail(head):
        return _MAIL
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" not in head and controls > _MOST_CONTROLS * len(head):
        return "tệp nhị phân không rõ loại", "a binary file of an unknown kind"
    return None


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the fields of an e-mail as a program stores one, which words sent on have not."""
    fields = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower().split(b"\n")
    named = {line.partition(b":")[0] for line in fields if b":" in line and line[:1] not in b" \t"}
    return named >= _MAIL_HEAD


def _opening(head: bytes) -> str:
    """The first characters in lower case, without byte order mark and blanks before them."""
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="replace").lstrip().lower()
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip().lower()
