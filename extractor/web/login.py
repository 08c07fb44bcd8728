"""The page that asks for the password: once, then the browser remembers."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from extractor.web.access import ServedRun, Shown
from extractor.web.sessions import SESSION_COOKIE, Sessions

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
        return pages.show(request, "login.html", {"refused": "login.wrong"}, status=403)
    sessions.fitted()
    answer = RedirectResponse("/", 303)
    answer.set_cookie(SESSION_COOKIE, sessions.begin(), httponly=True, samesite="strict")
    return answer
