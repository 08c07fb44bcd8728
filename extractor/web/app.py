"""The application: what is asked for, and which page answers."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from extractor import __version__
from extractor.errors import ExtractorError
from extractor.web import api, api_duties, api_search, api_uploads, login
from extractor.web.api_examples import described
from extractor.web.guard import Guard
from extractor.web.pages import ROUTERS
from extractor.web.rendering import STATIC, Pages, language
from extractor.web.sessions import LoginWall, Sessions
from extractor.web.settings import Served
from extractor.web.uploads import Uploads
from extractor.web.words import tell

_API: Final = "/api/"


def create_app(served: Served) -> FastAPI:
    """The workbench over one corpus, guarded (`extractor.web.guard`)."""
    app = FastAPI(
        title="Plan Extractor",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{_API}openapi.json",
        lifespan=_life,
    )
    app.openapi = partial(described, app)  # type: ignore[method-assign]
    app.state.served = served
    app.state.pages = Pages(served)
    app.state.sessions = Sessions()
    app.state.uploads = Uploads(served)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    apis = (api.router, api_duties.router, api_search.router, api_uploads.router)
    for router in (login.router, *ROUTERS, *apis):
        app.include_router(router)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(ExtractorError, _on_own_error)
    app.add_middleware(LoginWall)
    app.add_middleware(Guard, served=served)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """A scan under way ends with the workbench."""
    yield
    await run_in_threadpool(app.state.uploads.stop)


async def _on_http_error(request: Request, error: Exception) -> Response:
    """A page that says in the reader's language what is not there; JSON below /api/."""
    assert isinstance(error, HTTPException)
    if request.url.path.startswith(_API):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    return await _failure(request, error.status_code, str(error.detail))


async def _on_invalid(request: Request, error: Exception) -> Response:
    """What was asked for cannot be meant; nothing of it is said again."""
    assert isinstance(error, RequestValidationError)
    if request.url.path.startswith(_API):
        told = [
            {"loc": [str(part) for part in one["loc"]], "msg": one["msg"], "type": one["type"]}
            for one in error.errors()
        ]
        text = json.dumps({"detail": told})
        return Response(text, 422, media_type="application/json")
    return await _failure(request, 422, tell(language(request, request.app.state.served), "failure.422"))


async def _on_own_error(request: Request, error: Exception) -> Response:
    """A database that cannot be read, a file that cannot be written: its one sentence."""
    assert isinstance(error, ExtractorError)
    said = error.in_language(language(request, request.app.state.served))
    if request.url.path.startswith(_API):
        return JSONResponse({"detail": said}, 503)
    return await _failure(request, 503, said)


async def _failure(request: Request, status: int, said: str) -> Response:
    show: Callable[..., Response] = request.app.state.pages.show
    answer: Awaitable[Response] = run_in_threadpool(
        show, request, "failure.html", {"status_code": status, "said": said}, status=status
    )
    return await answer
