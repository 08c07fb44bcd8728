"""What stands before every page: who may ask, what may be written, what a browser may do with the answer.

Plain ASGI, so that it runs before routing and for whatever is asked.
"""

import ipaddress
import re
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.web.settings import LOOPBACK_NAMES, Served

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST: Final = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_LOGIN: Final = "/login"  # carries the password itself, and is the one write before a page with a token
_FOREIGN: Final = "403: not asked by a page of the workbench"
TOKEN_HEADER: Final = "x-workbench-token"

_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def host_name(value: str) -> str | None:
    """The name in a Host header, without port and brackets; None where it is malformed."""
    found = _HOST.fullmatch(value.strip())
    return found[1].strip("[]").lower() if found else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses foreign hosts, and writes that do not come from the workbench's own pages.

    A page of another site can make a browser ask for anything: a Host that is not this machine's name
    (a rebound DNS name) is refused before routing. Writes need the token of this run in a header, which
    no foreign page can read or set, and an origin that is the workbench's own.
    """

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app = app
        self._served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: refused in a line, or passed on with safe headers put on the answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is not None:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, safely)
            return
        await self._app(scope, receive, safely)

    def _refusal(self, method: str, path: str, headers: Headers) -> str | None:
        """Why a request is refused; None where it may pass."""
        if not self._is_own_host(headers):
            return "403: unknown host"
        if method in _READING or path == _LOGIN:
            return None if method in _READING or self._is_own_origin(headers) else _FOREIGN
        if self._served.read_only:
            return "403: the workbench is read-only"
        return None if self._is_own_write(headers) else _FOREIGN

    def _is_own_host(self, headers: Headers) -> bool:
        given = headers.getlist("host")
        name = host_name(given[0]) if len(given) == 1 else None
        if name is None:
            return False
        if self._served.is_local:
            return name in LOOPBACK_NAMES
        return name in LOOPBACK_NAMES or name == self._served.host.lower() or _is_address(name)

    def _is_own_origin(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()

    def _is_own_write(self, headers: Headers) -> bool:
        if not self._is_own_origin(headers):
            return False
        given = headers.get(TOKEN_HEADER, "").encode("utf-8", "replace")
        return secrets.compare_digest(given, self._served.token.encode())
