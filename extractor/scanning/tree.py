"""A process with its children: the memory that all of them hold, and their end."""

import os
import signal
from contextlib import suppress

import psutil

_CHILDREN_EVERY = 0.5  # seconds between two looks for children, which go through all processes there are


class ProcessTree:
    """The process `pid` and whatever it started; children once seen are remembered, should it die first."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._children: set[psutil.Process] = set()
        self._looked = 0.0
        self._killed = False
        self._root: psutil.Process | None = None
        with suppress(psutil.Error):
            self._root = psutil.Process(pid)

    def memory(self, now: float) -> int:
        """Bytes held by the process and its children; 0 where it has gone."""
        if now - self._looked >= _CHILDREN_EVERY:
            self._looked = now
            self._look()
        known = self._children if self._root is None else {self._root, *self._children}
        return sum(map(_held, known))

    def kill(self) -> None:
        """Ends all of them at once, and only once: when it has been waited for, its number may be another's."""
        if self._killed:
            return
        self._killed = True
        self._look()
        if os.name != "nt" and self._owns_its_number():
            with suppress(OSError):  # it may have died before it made its group
                os.killpg(self._pid, signal.SIGKILL)
        for process in (*self._children, *([self._root] if self._root else [])):
            with suppress(psutil.Error):
                process.kill()

    def kill_children(self) -> None:
        """Ends those that the process started, and leaves itself."""
        self._look()
        for child in self._children:
            with suppress(psutil.Error):
                child.kill()

    def _owns_its_number(self) -> bool:
        """Whether the process, or what is left of its group, is what has its number: no later process can
        have got it while one of the group lives."""
        return not psutil.pid_exists(self._pid) or (self._root is not None and self._root.is_running())

    def _look(self) -> None:
        with suppress(psutil.Error):
            if self._root is not None:
                self._children.update(self._root.children(recursive=True))
        self._children = {child for child in self._children if child.is_running()}


def _held(process: psutil.Process) -> int:
    """Memory of its own: on Windows what it has been promised, as the rest may be paged out."""
    try:
        info = process.memory_info()
    except psutil.Error:
        return 0
    return int(getattr(info, "private", info.rss))
