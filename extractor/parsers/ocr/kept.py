"""The page that is looked at once its file is parsed, kept as it was recognised, so that it is not read twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.parsers.doubts import DoubtBook

if TYPE_CHECKING:  # OpenCV takes 0.2 s
    from extractor.parsers.ocr.page import Pictured


@dataclass(slots=True)
class Kept:
    """A page of the file in hand (1-based) as it was read, and the book of its doubtful figures."""

    page: int
    read: "Pictured | None" = None
    book: DoubtBook | None = None


_wanted: ContextVar[Kept | None] = ContextVar("wanted", default=None)


@contextmanager
def keeping(page: int | None) -> Iterator[None]:
    """While entered, this page of the file that is parsed is kept where it is read off its picture."""
    token = _wanted.set(None if page is None else Kept(page))
    try:
        yield
    finally:
        _wanted.reset(token)


def keep(page: int, read: "Pictured", book: DoubtBook) -> None:
    """Keeps the page if it is the wanted one."""
    wanted = _wanted.get()
    if wanted is not None and wanted.page == page:
        wanted.read, wanted.book = read, book


def kept(page: int) -> "tuple[Pictured, DoubtBook] | None":
    """The page as it was read; None where it was not kept."""
    wanted = _wanted.get()
    if wanted is None or wanted.page != page or wanted.read is None or wanted.book is None:
        return None
    return wanted.read, wanted.book
