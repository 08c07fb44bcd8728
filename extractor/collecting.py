"""The collector of cyclic garbage: held off while one plan is read, and kept from what is loaded for good."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 100_000  # objects more than were freed; a plan has some ten thousand, and leaves none


class _Holds:
    """Who holds the collector off now, in whatever thread: the first one stops it, the last one lets it go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._was_on = False
        self.is_kept_for_good = False  # what `keep_for_good` has put aside

    def begin(self) -> None:
        with self._lock:
            if not self._count:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1

    def end(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count and self._was_on:
                gc.enable()


_HOLDS: Final = _Holds()


@contextmanager
def collector_held_off(*, lasting: bool = False) -> Iterator[None]:
    """Nothing is looked through for cycles inside; the state before is restored, whatever happens.

    A plan's records and contexts live until it is read, and looking through them over and over frees
    nothing. What cycles there are wait for the end of one plan.

    With `lasting` what was made inside lives on behind it: it is put among the old objects, which are seldom looked
    through, where else all of it would be as soon as anything new is made.
    """
    _HOLDS.begin()
    try:
        yield
    finally:
        if lasting and not _HOLDS.is_kept_for_good:  # unfreezing would bring that back
            put_among_the_old()
        _HOLDS.end()


def put_among_the_old() -> None:
    """All that is there now is looked through only when everything is."""
    gc.freeze()
    gc.unfreeze()


def answer_for_long() -> None:
    """What is loaded by now is put among the old objects, and new ones are looked through seldom.

    For a process that answers questions for long: what an answer is made of is freed with it and holds few cycles, so
    that a look for these in the midst of many answers would cost more than it frees.
    """
    put_among_the_old()
    look_seldom()


def keep_for_good() -> None:
    """All that is loaded by now is left out of every later look for cycles.

    For a process that reads many plans: rules, patterns and models are hundreds of thousands of objects that live as
    long as it does. What cycles there are among them now are never freed. Later looks are seldom: a plan that has
    been read holds no cycles, and each look would go through all of it between reading and storing.
    """
    _HOLDS.is_kept_for_good = True
    gc.freeze()
    gc.set_threshold(_SELDOM)


def look_seldom() -> None:
    """Looks for cycles come seldom from now on: for a process that spends much of its life on loading."""
    gc.set_threshold(_SELDOM)


def leave_as_it_is() -> None:
    """The system takes back all there is by now: for a process that ends, as the interpreter would else look through
    hundreds of thousands of objects for cycles, several times over, before it lets them go."""
    gc.freeze()
