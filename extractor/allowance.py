"""More time for a file that is known to take long: what is asked here reaches whoever limits the time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

OCR_PAGE_SECONDS: Final = 15.0


def _nobody(seconds: float) -> None:
    """Nothing limits the time of this process."""


_limit: ContextVar[float | None] = ContextVar("limit", default=None)
_asked: ContextVar[Callable[[float], None]] = ContextVar("asked", default=_nobody)


def ask_for_time(seconds: float) -> None:
    """Lets the file in hand take so many seconds longer.

    To be asked for a piece of work as it begins (a page sent to OCR), not for all of them ahead: a file
    that hangs on its first page is then stopped as soon as it should be.
    """
    _asked.get()(seconds)


def time_limit() -> float | None:
    """The seconds that the file in hand may take, without what was asked for; None where nothing limits it."""
    return _limit.get()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """While entered, the work in hand may take no longer than so many seconds of what the file may take."""
    limit = _limit.get()
    token = _limit.set(seconds if limit is None else min(limit, seconds))
    try:
        yield
    finally:
        _limit.reset(token)


@contextmanager
def granted_by(grant: Callable[[float], None], limit: float | None = None) -> Iterator[None]:
    """While entered, `grant` is given the seconds asked for beyond `limit`."""
    asked, limited = _asked.set(grant), _limit.set(limit)
    try:
        yield
    finally:
        _asked.reset(asked)
        _limit.reset(limited)
