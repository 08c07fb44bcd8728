"""The collector of cyclic garbage held off while one plan is read, or what is kept for good is loaded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held_off() -> Iterator[None]:
    """Nothing is looked through for cycles inside; the state before is restored, whatever happens.

    A plan's records and contexts live until it is read, and looking through them over and over frees
    nothing. What cycles there are wait for the end of one plan.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
