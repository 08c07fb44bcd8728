"""The password, where other machines can reach the workbench: asked once, remembered by the browser."""

import secrets
import threading
import time
from collections import deque
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.web.access import ServedRun, Shown
from extractor.web.settings import Served

_COOKIE: Final = "session"
_OPEN_TO_ALL: Final = ("/login", "/static/")
_MOST_TRIES: Final = 10
_WINDOW: Final = 60.0  # seconds
_MOST_SESSIONS: Final = 256


class Sessions:
    """Who has given the password, and how often a wrong one was given of late."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: deque[str] = deque(maxlen=_MOST_SESSIONS)
        self._failed: deque[float] = deque(maxlen=_MOST_TRIES)

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
        """Whether another try is allowed: at most ten wrong ones a minute, whoever makes them."""
        with self._lock:
            oldest = self._failed[0] if len(self._failed) == _MOST_TRIES else None
        return oldest is None or time.monotonic() - oldest > _WINDOW

    def failed(self) -> None:
        """A wrong password was given."""
        with self._lock:
            self._failed.append(time.monotonic())


class LoginWall:
    """Without a session only the login page and its style are shown."""

    def __init__(self, app: ASGIApp, served: Served, sessions: Sessions) -> None:
        self._app = app
        self._served = served
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, passed on or sent to the login page."""
        if scope["type"] != "http" or self._served.password is None or self._may_pass(scope):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        if asked.url.path.startswith("/api/"):
            answer: Response = Response("401: log in first", 401)
        else:
            answer = RedirectResponse("/login", 303)
        await answer(scope, receive, send)

    def _may_pass(self, scope: Scope) -> bool:
        if str(scope["path"]).startswith(_OPEN_TO_ALL):
            return True
        return self._sessions.knows(HTTPConnection(scope).cookies.get(_COOKIE, ""))


router = APIRouter(include_in_schema=False)


@router.get("/login")
def login_page(request: Request, pages: Shown) -> Response:
    """Asks for the password."""
    return pages.show(request, "login.html", {"refused": None})


@router.post("/login")
def log_in(
    request: Request, run: ServedRun, pages: Shown, password: Annotated[str, Form(max_length=1_000)]
) -> Response:
    """Begins a session where the password fits."""
    sessions: Sessions = request.app.state.sessions
    if not sessions.may_try():
        return pages.show(request, "login.html", {"refused": "login.too_often"}, status=429)
    if run.password is None or not run.password.fits(password):
        sessions.failed()
        return pages.show(request, "login.html", {"refused": "login.wrong"}, status=403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(_COOKIE, sessions.begin(), httponly=True, samesite="strict")
    return answer
