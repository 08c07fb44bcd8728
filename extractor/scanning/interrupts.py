"""Ctrl-C during a scan: noted when it comes, raised where nothing is half done.

Raised wherever the main thread happens to be, it can leave the lock of a future taken for ever: the
threads of the pool then wait for that lock, and stopping the pool waits for the threads.
"""

import signal
import threading
from types import FrameType, TracebackType
from typing import Self


class Interrupts:
    """While entered, the first Ctrl-C is raised by `check` only; the second one at once, as it always was.

    Leaves a handler alone that somebody else has set, and any thread but the main one.
    """

    def __init__(self) -> None:
        self._noted = False
        self._entered = False

    def __enter__(self) -> Self:
        mine = threading.current_thread() is threading.main_thread()
        if mine and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._note)
            self._entered = True
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._entered:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._entered = False
        if exc_type is None:
            self.check()

    def check(self) -> None:
        """Raises KeyboardInterrupt where one was noted."""
        if self._noted:
            self._noted = False
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._noted:
            signal.default_int_handler(number, frame)
        self._noted = True
