"""The table of contents of an OLE container (.doc, .xls, .ppt, .msg): its streams and how each begins."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks
_HEADED = 109  # places of the table that the header itself holds
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SMALL = 4096


class Container:
    """The streams at the top of a container, by name; nothing for what is cut short or broken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.streams: dict[str, tuple[int, int]] = {}  # first sector, size
        self.folders: set[str] = set()
        try:
            self._read()
        except (struct.error, IndexError, ValueError):
            self.streams, self.folders = {}, set()

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a stream, at most one sector; empty for one that is tiny or missing."""
        start, length = self.streams.get(name, (0, 0))
        return b"" if length < _SMALL else self._sector(start)[: min(size, length)]

    def _read(self) -> None:
        self._size = 1 << struct.unpack_from("<H", self._data, 30)[0] % 16
        self._table = self._allocation()
        (first,) = struct.unpack_from("<I", self._data, 48)
        directory = b"".join(self._sector(number) for number in self._chain(first))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        for entry in self._top(entries):
            name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            if entry[66] == _STREAM:
                self.streams[name] = struct.unpack_from("<II", entry, 116)
            elif entry[66] == _STORAGE:
                self.folders.add(name)

    def _top(self, entries: list[bytes]) -> Iterator[bytes]:
        """The entries of the root, a tree of left and right neighbours."""
        seen: set[int] = set()
        waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
        while waiting:
            number = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            waiting += struct.unpack_from("<II", entries[number], 68)
            yield entries[number]

    def _allocation(self) -> list[int]:
        """Which sector follows which."""
        numbers = list(struct.unpack_from(f"<{_HEADED}I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()  # a chain that runs in a circle ends
        while more < _FREE and more not in seen:
            seen.add(more)
            *listed, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            numbers += listed
        table: list[int] = []
        for number in dict.fromkeys(numbers):
            if number < _FREE and (sector := self._sector(number)):
                table += struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
        return table

    def _chain(self, number: int) -> Iterator[int]:
        seen: set[int] = set()
        while number < len(self._table) and number not in seen:
            seen.add(number)
            yield number
            number = self._table[number]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]


def is_locked(container: Container) -> bool:
    """Whether a .doc, .xls or encrypted package asks for a password."""
    if {"EncryptedPackage", "EncryptionInfo"} & container.streams.keys():
        return True
    fib = container.head("WordDocument", 12)
    if len(fib) == 12 and struct.unpack_from("<H", fib, 10)[0] & 0x0100:
        return True
    return any(_has_password(container.head(name, 512)) for name in ("Workbook", "Book"))


def _has_password(stream: bytes) -> bool:
    """Whether a record FILEPASS stands among the first of a workbook."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x2F:
            return True
        at += 4 + length
    return False
