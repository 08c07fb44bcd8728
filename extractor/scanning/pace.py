"""How fast a scan goes, and how long the rest of it may take."""

import time
from collections import deque
from typing import Final

_WINDOW: Final = 60.0  # seconds looked back on
_EVERY: Final = 1.0
_SURE_AFTER: Final = 3.0  # seconds before anything is foretold


class Pace:
    """Told after each file how many are done; looks back on the last minute.

    What was known already goes by in no time: a rate over the whole scan would promise too much.
    """

    def __init__(self, began: float) -> None:
        self._began = began
        self._done = 0
        self._steps: deque[tuple[float, int]] = deque([(began, 0)])

    @property
    def seconds(self) -> float:
        """Since the scan began."""
        return time.monotonic() - self._began

    def step(self, done: int) -> None:
        now = time.monotonic()
        self._done = done
        if now - self._steps[-1][0] >= _EVERY:
            self._steps.append((now, done))
        while len(self._steps) > 1 and now - self._steps[0][0] > _WINDOW:
            self._steps.popleft()

    def left(self, total: int) -> float | None:
        """Seconds until `total` files are done, at the pace of the last minute; None where it is not known."""
        since, done = self._steps[0]
        passed, made = time.monotonic() - since, self._done - done
        if passed < _SURE_AFTER or made <= 0:
            return None
        return (total - self._done) * passed / made
