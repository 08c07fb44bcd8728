"""Files of every supported format read into PlanText; chosen by content, not by name."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.assemble import assemble
from extractor.parsers.detect import CONVERTED, detect
from extractor.parsers.flow import Read
from extractor.parsers.flow_viqr import without_viqr
from extractor.parsers.ocr.enabling import hindrance
from extractor.parsers.txt import MAX_BYTES, read_txt
from extractor.plantext import PlanText
from extractor.system import os_reason, safe_path

_HEAD = 4096
_EMBEDDED = frozenset({"docx", "txt", "doc", "odt", "rtf", "xml", "html", "mhtml"})
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")  # only their whole content tells what they are


def parse_file(path: Path, doc: str | None = None) -> PlanText:
    """The normalised text of a file; `doc` is the name it is known by, its path where None.

    Raises UnreadableFile with the reason where the file cannot be read as a plan.
    """
    return parse_bytes(_read(path), path.name, safe_path(path) if doc is None else doc)


def parse_bytes(data: bytes, name: str, doc: str) -> PlanText:
    """The normalised text of a file's bytes; `name` is the file's name, used in reasons only.

    Raises UnreadableFile with the reason where they cannot be read as a plan.
    """
    format = detect(data, name)
    if format == "txt":
        _check_txt_size(len(data))
    read = _read_flow(data, format)
    if format != "txt":  # which was judged by its lines
        read = without_viqr(read)
    plan = assemble(
        doc,
        format,
        read.flow,
        read.notes,
        partial=read.partial,
        doubtful=read.doubtful,
        recognised=read.recognised,
    )
    if not any(character.isalnum() for character in plan.text):
        told = [("tệp không có chữ nào", "the file holds no words"), *plan.notes]
        raise UnreadableFile(
            FileState.NO_TEXT, *("; ".join(note[index] for note in told) for index in (0, 1))
        )
    return plan


def _read_flow(data: bytes, format: str, *, clocked: bool = False, whole: bool = True) -> Read:
    """What the reader of the format gives; only that reader is imported.

    `clocked`: a conversion has put its own day where the file shows today's; `whole`: the file stands in no
    other, and what is embedded in it is read.
    """
    if format == "xml":
        from extractor.parsers.docx_flat import is_flat, packed  # noqa: PLC0415

        if is_flat(data):
            data, format = packed(data), "docx"
    if format in CONVERTED:
        return _read_converted(data, format, whole=whole)
    if format == "xlsx":
        from extractor.parsers.xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(data)
    if format == "docx":
        from extractor.parsers.docx import read_docx  # noqa: PLC0415

        return read_docx(data, clocked=clocked, embedded=_read_embedded if whole else None)
    if format == "pdf":
        from extractor.parsers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data)
    if format == "image":
        if (how := hindrance()) is not None:
            raise UnreadableFile(
                FileState.NO_TEXT,
                f"ảnh chưa nhận dạng chữ; {how[0]}",
                f"an image without recognised text; {how[1]}",
            )
        from extractor.parsers.ocr.images import read_image  # noqa: PLC0415

        return read_image(data)
    return Read(*read_txt(data))


def _read_embedded(data: bytes) -> Read | None:
    """A document that stands in the text of a .docx; None where it is no text, or cannot be read."""
    try:
        format = detect(data, ".doc")  # a web page in one is as good as one that Word wrote
        return _read_flow(data, format, whole=False) if format in _EMBEDDED else None
    except UnreadableFile:
        return None


def _read_converted(data: bytes, format: str, *, whole: bool) -> Read:
    from extractor.parsers.office import convert  # noqa: PLC0415

    converted, form = convert(data, format)
    read = _read_flow(converted, form, clocked=True, whole=whole)
    note = (f"đọc tệp .{format} qua LibreOffice", f"the .{format} was read through LibreOffice")
    return replace(read, notes=(note, *read.notes))


def _check_txt_size(size: int) -> None:
    if size > MAX_BYTES:
        limit, megabytes = MAX_BYTES // 1024**2, size / 1024**2
        raise UnreadableFile(
            FileState.REFUSED,
            f"tệp văn bản vượt giới hạn: {megabytes:.0f} MB, tối đa {limit} MB",
            f"the text file is over a limit: {megabytes:.0f} MB, at most {limit} MB",
        )


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _unreadable("là thư mục, không phải tệp", "it is a directory, not a file")
        if path.exists() and not path.is_file():
            raise UnreadableFile(FileState.UNSUPPORTED, "không phải tệp thường", "it is not a regular file")
        with path.open("rb") as stream:
            return _read_stream(stream, path)
    except FileNotFoundError as error:
        raise _unreadable("không tìm thấy tệp", "no such file") from error
    except PermissionError as error:
        raise _unreadable("không có quyền đọc tệp", "no permission to read the file") from error
    except OSError as error:
        vi, en = os_reason(error)
        raise _unreadable(f"không mở được tệp ({vi})", f"the file cannot be opened ({en})") from error


def _read_stream(stream: BinaryIO, path: Path) -> bytes:
    """All bytes; a text file over its limit is turned away before it is read."""
    head = stream.read(_HEAD)
    if head and not head.startswith(_PACKED) and detect(head, path.name) == "txt":
        _check_txt_size(path.stat().st_size)
    return head + stream.read()


def _unreadable(vi: str, en: str) -> UnreadableFile:
    return UnreadableFile(FileState.CRASHED, vi, en)
