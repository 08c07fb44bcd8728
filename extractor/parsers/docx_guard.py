"""What a .docx may cost (checking.md), enforced before any of it is parsed."""

import io
import zipfile
from collections.abc import Container
from dataclasses import dataclass

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.docx_xml import damaged, refused
from extractor.zips import BROKEN_ZIP

_MB = 1024 * 1024
_CHUNK = 256 * 1024
_HEAD = 256
_PAGES = (".html", ".htm", ".xhtml")  # embedded web pages, which nothing here parses as XML


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; `ratio` (unpacked to packed) counts above `ratio_above` unpacked bytes.

    `kind` is what the file is called in reasons.
    """

    members: int = 2000
    unpacked: int = 200 * _MB
    member: int = 100 * _MB
    ratio: int = 100
    ratio_above: int = 10 * _MB
    kind: str = "docx"


LIMITS = Limits()


def xml_members(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The XML members of the package by name; pictures and other members are left packed.

    Sizes are judged by the directory of the zip, then every read is bounded by them. Raises
    UnreadableFile: `refused` over a limit, `encrypted`, `crashed` for a damaged package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), len(data), limits)
            return _read_members(archive, limits.kind)
    except BROKEN_ZIP as error:
        raise damaged(limits.kind) from error


def raw_members(data: bytes, names: Container[str]) -> dict[str, bytes]:
    """The members of these names as they are packed, of a package whose limits `xml_members` has judged.

    Raises UnreadableFile: `crashed` for a damaged package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            named = [(member, _name(member)) for member in archive.infolist()]
            return {name: archive.read(member) for member, name in named if name in names}
    except BROKEN_ZIP as error:
        raise damaged() from error


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").lstrip("/")


def _check_directory(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(members) > limits.members:
        raise refused(
            f"{len(members)} thành phần, tối đa {limits.members}",
            f"{len(members)} members, at most {limits.members}",
            limits.kind,
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(
            FileState.ENCRYPTED,
            f"tệp .{limits.kind} có mật khẩu",
            f"the .{limits.kind} is password-protected",
        )
    for member in members:
        if member.file_size > limits.member:
            raise _too_large(
                member.file_size, limits.member, "một thành phần giải nén", "one member unpacked", limits.kind
            )
        _check_ratio(member.file_size, member.compress_size, limits)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise _too_large(unpacked, limits.unpacked, "giải nén", "unpacked", limits.kind)
    _check_ratio(unpacked, packed, limits)


def _too_large(size: int, limit: int, vi: str, en: str, kind: str) -> UnreadableFile:
    return refused(
        f"{vi} {size / _MB:.0f} MB, tối đa {limit // _MB} MB",
        f"{en} {size / _MB:.0f} MB, at most {limit // _MB} MB",
        kind,
    )


def _check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.ratio_above and unpacked > limits.ratio * packed:
        raise refused(
            f"tỷ lệ nén trên {limits.ratio} lần", f"compression ratio above {limits.ratio}", limits.kind
        )


def _read_members(archive: zipfile.ZipFile, kind: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for member in archive.infolist():
        name = _name(member)
        content = None if name.lower().endswith(_PAGES) else _read_xml(archive, member)
        if content is not None:
            _refuse_doctype(content, kind)
            parts[name] = content
    return parts


def _read_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """The member's bytes where they begin like XML; in pieces, for the directory may lie about sizes."""
    with archive.open(member) as stream:
        head = stream.read(_HEAD)
        if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            return None
        pieces = [head]
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_doctype(content: bytes, kind: str) -> None:
    wide = b"\x00" in content[:8]  # UTF-16 and UTF-32 put zero bytes between ASCII letters
    if b"<!DOCTYPE" in (content.replace(b"\x00", b"") if wide else content):
        raise refused("có khai báo DOCTYPE", "it declares a DOCTYPE", kind)
