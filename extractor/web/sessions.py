"""Who has given the password, where one is asked for; without it nothing but the login page is shown."""

import secrets
import threading
import time
from collections import deque
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.web.settings import Served

SESSION_COOKIE: Final = "session"
_LOGIN: Final = "/login"
_STYLE: Final = "/static/"
_OF_A_PART: Final = (
    "hx-request",
    "x-workbench-token",
)  # of a page that is there: no place for the login page
_MOST_TRIES: Final = 10
_WINDOW: Final = 60.0  # seconds
_MOST_SESSIONS: Final = 256


class Sessions:
    """Who has given the password, and how often a wrong one was given of late."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: deque[str] = deque(maxlen=_MOST_SESSIONS)
        self._tries: deque[float] = deque(maxlen=_MOST_TRIES)

    def begin(self) -> str:
        """A new session's secret; the oldest ends where there are too many."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._open.append(secret)
        return secret

    def knows(self, secret: str) -> bool:
        """Whether this is the secret of an open session."""
        with self._lock:
            given = secret.encode("utf-8", "replace")
            return any(secrets.compare_digest(given, one.encode()) for one in self._open)

    def may_try(self) -> bool:
        """Whether another try is allowed: at most ten wrong ones a minute, whoever makes them.

        The try counts at once, so that many made at the same time are no more than ten; `fitted` takes it back.
        """
        now = time.monotonic()
        with self._lock:
            if len(self._tries) == _MOST_TRIES and now - self._tries[0] <= _WINDOW:
                return False
            self._tries.append(now)
        return True

    def fitted(self) -> None:
        """The password of the last try was right."""
        with self._lock:
            if self._tries:
                self._tries.pop()


class LoginWall:
    """Without a session only the login page and its style are shown."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, passed on or sent to the login page."""
        if scope["type"] != "http" or _may_pass(scope):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        if asked.url.path.startswith("/api/") or any(name in asked.headers for name in _OF_A_PART):
            answer: Response = Response("401: log in first", 401)
        else:
            answer = RedirectResponse("/login", 303)
        await answer(scope, receive, send)


def is_let_in(asked: HTTPConnection) -> bool:
    """Whether a browser has given the password, or none is asked for."""
    served: Served = asked.app.state.served
    sessions: Sessions = asked.app.state.sessions
    return served.password is None or sessions.knows(asked.cookies.get(SESSION_COOKIE, ""))


def _may_pass(scope: Scope) -> bool:
    path = str(scope["path"])
    return path == _LOGIN or path.startswith(_STYLE) or is_let_in(HTTPConnection(scope))
