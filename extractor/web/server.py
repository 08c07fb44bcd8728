"""Listening: the workbench under uvicorn until the user stops it."""

import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import uvicorn

from extractor.collecting import answer_for_long
from extractor.errors import ExtractorError
from extractor.system import os_reason
from extractor.web.app import create_app
from extractor.web.settings import Served
from extractor.web.warming import begin_to_warm

_STARTING: Final = 0.05  # seconds between two looks whether it listens
_STOPPING: Final = 20.0  # seconds that the last answers may take


class ServeError(ExtractorError):
    """The workbench cannot listen: the sentence names address and reason."""


def address(served: Served) -> str:
    """The address to open in a browser."""
    host = f"[{served.host}]" if ":" in served.host else served.host
    return f"http://{host}:{served.port}/"


def _listening(served: Served) -> socket.socket:
    """A socket bound to the address; raises ServeError where another program has it."""
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    sock = socket.socket(family)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((served.host, served.port))
    except OSError as error:
        sock.close()
        vi, en = os_reason(error)
        raise ServeError(
            f"{served.host}:{served.port}: không mở được cổng ({vi}); hãy chọn cổng khác bằng --port.",
            f"{served.host}:{served.port}: the port cannot be opened ({en}); choose another with --port.",
        ) from error
    return sock


def serve(served: Served, *, open_browser: bool, on_ready: Callable[[str], None]) -> None:
    """Serves until Ctrl-C; `on_ready` is given the address once it listens. Raises ServeError."""
    sock = _listening(served)
    config = uvicorn.Config(create_app(served), log_level="warning", access_log=False, server_header=False)
    answer_for_long()
    begin_to_warm(served)
    where = address(served)
    on_ready(where)
    if open_browser:
        threading.Timer(0.5, webbrowser.open, (where,)).start()
    with sock, suppress(KeyboardInterrupt):  # which the server raises anew when it has ended in order
        uvicorn.Server(config).run(sockets=[sock])


@contextmanager
def listening(served: Served) -> Iterator[str]:
    """Serves on a free port of this machine beside whatever the caller does; the address, without a last slash."""
    server = uvicorn.Server(uvicorn.Config(create_app(served), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(_STARTING)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(_STOPPING)
