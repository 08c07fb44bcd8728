"""Archives read in place, inside a worker: members are known by their place and never touch the disk.

Names in an archive are only shown. Every byte is counted as it is unpacked, so that what the archive says
of its own sizes need not be true.
"""

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from extractor.errors import FileState, UnreadableFile
from extractor.scanning.names import (
    HIDDEN,
    LINK,
    SNIFFED,
    ending_by_name,
    may_be_read,
    suffix_of,
    unsupported,
)
from extractor.scanning.reading import Ending, Member, Outcome
from extractor.scanning.sources import Source
from extractor.system import safe_path
from extractor.zips import BROKEN_ZIP

MOST_MEMBERS: Final = 10_000  # of an archive with those in it
MOST_BYTES: Final = 100 * 1024**2  # of one member, unpacked
MOST_DEPTH: Final = 3  # archives in archives
MOST_RATIO: Final = 100  # unpacked to packed, above `_RATIO_FROM` bytes
_RATIO_FROM: Final = 10 * 1024**2
_PIECE: Final = 1 << 20
_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
_IN_UTF8: Final = 0x800
_UNICODE_NAME: Final = (
    0x7075  # «Info-ZIP Unicode Path»: version, checksum of the name it replaces, name in UTF-8
)
_ENCRYPTED: Final = 0x1
_OF_DOCUMENTS: Final = ("[Content_Types].xml", "word/document.xml", "mimetype")
_FIRST_OF_DOCUMENTS: Final = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"mimetype")
_HEAD: Final = 200
_LEFT_BY_SYSTEMS: Final = "__MACOSX"
_CONTAINER: Final = Ending(
    FileState.CONTAINER, "tệp nén, đọc từng tệp bên trong", "an archive, its members are read one by one"
)
_LOCKED: Final = Ending(
    FileState.ENCRYPTED, "tệp trong tệp nén có mật khẩu", "the member is protected by a password"
)
_DAMAGED: Final = Ending(
    FileState.CRASHED, "tệp trong tệp nén bị hỏng", "the member of the archive is damaged"
)
_TOO_DEEP: Final = Ending(
    FileState.REFUSED,
    f"tệp nén lồng nhau quá {MOST_DEPTH} cấp",
    f"archives in archives, more than {MOST_DEPTH} deep",
)
_TOO_LARGE: Final = Ending(
    FileState.REFUSED,
    f"vượt giới hạn: giải nén quá {MOST_BYTES >> 20} MB",
    f"over a limit: more than {MOST_BYTES >> 20} MB when unpacked",
)
_BOMB: Final = Ending(
    FileState.REFUSED,
    f"vượt giới hạn: giải nén ra gấp hơn {MOST_RATIO} lần",
    f"over a limit: unpacks to more than {MOST_RATIO} times its size",
)
_TOO_MANY: Final = Ending(
    FileState.REFUSED,
    f"vượt giới hạn: tệp nén chứa hơn {MOST_MEMBERS} tệp",
    f"over a limit: the archive holds more than {MOST_MEMBERS} files",
)


class _Stopped(Exception):
    """A member, or the whole archive, is over a limit or cannot be unpacked."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.en)
        self.ending = ending


def may_be_archive(head: bytes) -> bool:
    """Whether a file begins as an archive does that is not at first sight a document (.docx, .xlsx, .odt …)."""
    if not head.startswith(_MAGIC):
        return False
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return not first.replace(b"\\", b"/").lstrip(b"/").startswith(_FIRST_OF_DOCUMENTS)


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of files, and no document that is packed as one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return may_be_archive(file.read(_HEAD)) and _holds_files(file)


def archive_outcome(path: Path) -> Outcome:
    """An archive's members, in its order, each with its hash or why it is not to be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = tuple(_Listing(path.stat().st_size).of(archive, (), ""))
    except _Stopped as stopped:
        return Outcome(stopped.ending)
    return Outcome(_CONTAINER, members=members)


def member_of(source: Source) -> bytes:
    """The bytes of a member; raises UnreadableFile."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            return _bytes_at(archive, source.steps)
    except _Stopped as stopped:
        ending = stopped.ending
    except BROKEN_ZIP:
        ending = _DAMAGED
    raise UnreadableFile(ending.state, ending.vi, ending.en)


def names_beside_member(source: Source) -> tuple[str, ...]:
    """The names of the members in the same folder of the archive, its own left out."""
    with zipfile.ZipFile(source.path) as archive:
        return tuple(_names_beside(archive, source.steps))


def _names_beside(archive: zipfile.ZipFile, steps: tuple[int, ...]) -> Iterator[str]:
    infos = archive.infolist()
    if len(steps) > 1:
        with zipfile.ZipFile(io.BytesIO(_unpacked(archive, infos[steps[0]]))) as inner:
            yield from tuple(_names_beside(inner, steps[1:]))
        return
    folder = _shown(infos[steps[0]]).rpartition("/")[0]
    for place, info in enumerate(infos):
        above, _, name = _shown(info).rpartition("/")
        if place != steps[0] and above == folder:
            yield name


def _bytes_at(archive: zipfile.ZipFile, steps: tuple[int, ...]) -> bytes:
    data = _unpacked(archive, archive.infolist()[steps[0]])
    if len(steps) == 1:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as inner:
        return _bytes_at(inner, steps[1:])


def _holds_files(file: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = {info.filename.replace("\\", "/").lstrip("/") for info in archive.infolist()}
    except BROKEN_ZIP:
        return False
    return names.isdisjoint(_OF_DOCUMENTS)


def _shown(info: zipfile.ZipInfo) -> str:
    """A member's name as it is shown and stored: bytes that are no UTF-8 and steps upwards written out."""
    name = info.filename
    if not info.flag_bits & _IN_UTF8:
        beside = _name_beside(info.extra, info.orig_filename.encode("cp437", "replace"))
        name = beside or name.encode("cp437", "replace").decode("utf-8", "surrogateescape")
    parts = (part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    return safe_path("/".join(r"\x2e\x2e" if part == ".." else part for part in parts)) or "?"


def _name_beside(extra: bytes, raw: bytes) -> str | None:
    """The name in Unicode that a program put beside one in a code page; None where it is none of this name's."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if (
            kind == _UNICODE_NAME
            and field[:1] == b"\x01"
            and field[1:5] == struct.pack("<L", zlib.crc32(raw))
        ):
            return field[5:].decode("utf-8", "surrogateescape")
        at += 4 + size
    return None


def _name_of(info: zipfile.ZipInfo) -> str:
    """The last part of a member's name: a folder's name may hold points too."""
    return _shown(info).rpartition("/")[2]


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """All bytes of a member, within the limits."""
    return b"".join(_pieces(archive, info))


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.flag_bits & _ENCRYPTED:
        raise _Stopped(_LOCKED)
    if info.file_size > MOST_BYTES:
        raise _Stopped(_TOO_LARGE)
    done = 0
    try:
        with archive.open(info) as packed:
            while piece := packed.read(_PIECE):
                done += len(piece)
                if done > MOST_BYTES:
                    raise _Stopped(_TOO_LARGE)
                if done > max(_RATIO_FROM, info.compress_size * MOST_RATIO):
                    raise _Stopped(_BOMB)
                yield piece
    except NotImplementedError as error:
        raise _Stopped(unsupported(_name_of(info))) from error
    except BROKEN_ZIP as error:
        raise _Stopped(_DAMAGED) from error


@dataclass
class _Listing:
    """The members of an archive of `size` bytes and of those in it; the limits hold for all together.

    What one member may not unpack is not held against the next.
    """

    size: int
    count: int = 0
    unpacked: int = 0
    names: dict[str, int] = field(default_factory=dict)  # and the last number given to another of that name

    def of(self, archive: zipfile.ZipFile, steps: tuple[int, ...], above: str) -> Iterator[Member]:
        for place, info in enumerate(archive.infolist()):
            if info.filename.endswith("/"):
                continue
            self.count += 1
            if self.count > MOST_MEMBERS:
                raise _Stopped(_TOO_MANY)
            yield from self._member(archive, info, (*steps, place), self._named(above, info))

    def _named(self, above: str, info: zipfile.ZipInfo) -> str:
        """The name below the outermost archive; a second member of one name gets a number."""
        name = wanted = f"{above}/{_shown(info)}" if above else _shown(info)
        suffix = suffix_of(wanted.rpartition("/")[2])
        while name in self.names:
            self.names[wanted] += 1
            name = f"{wanted.removesuffix(suffix)} ({self.names[wanted]}){suffix}"
        self.names[name] = 1
        return name

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, steps: tuple[int, ...], name: str
    ) -> Iterator[Member]:
        ending = _ending_by_entry(info)
        if ending is not None:
            yield Member(steps, name, info.file_size, None, ending)
            return
        try:
            yield from self._looked_into(archive, info, steps, name)
        except _Stopped as stopped:
            if stopped.ending is _TOO_MANY:
                raise
            yield Member(steps, name, info.file_size, None, stopped.ending)

    def _looked_into(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, steps: tuple[int, ...], name: str
    ) -> Iterator[Member]:
        head, done, sha256 = b"", 0, hashlib.sha256()
        for piece in _pieces(archive, info):
            head = head or piece[:SNIFFED]
            sha256.update(piece)
            done += len(piece)
            if self.unpacked + done > max(_RATIO_FROM, self.size * MOST_RATIO):
                raise _Stopped(_BOMB)
        self.unpacked += done
        if not may_be_read(name.rpartition("/")[2], head):
            yield Member(steps, name, info.file_size, sha256.hexdigest(), unsupported(_name_of(info)))
        elif head.startswith(_MAGIC) and _holds_files(packed := io.BytesIO(_unpacked(archive, info))):
            yield from self._nested(packed, steps, name, info.file_size)
        else:
            yield Member(steps, name, info.file_size, sha256.hexdigest())

    def _nested(self, packed: IO[bytes], steps: tuple[int, ...], name: str, size: int) -> Iterator[Member]:
        if len(steps) >= MOST_DEPTH:
            raise _Stopped(_TOO_DEEP)
        with zipfile.ZipFile(packed) as inner:
            members = tuple(self.of(inner, steps, name))
        yield Member(steps, name, size, None, _CONTAINER)
        yield from members


def _ending_by_entry(info: zipfile.ZipInfo) -> Ending | None:
    *folders, name = _shown(info).split("/")
    if stat.S_ISLNK(info.external_attr >> 16):
        return LINK
    if _LEFT_BY_SYSTEMS in folders or any(folder.startswith(".") for folder in folders):
        return HIDDEN
    return ending_by_name(name)
