"""What a browser keeps of its reader: the name that stands in the review log."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from extractor.web.rendering import REVIEWER_COOKIE

router = APIRouter()
_A_YEAR = 31_536_000


@router.post("/reviewer", include_in_schema=False)
def name_reviewer(name: Annotated[str, Form(max_length=80)]) -> Response:
    """Keeps the reviewer's name in the browser."""
    response = Response(status_code=204)
    kept = " ".join(name.split())
    value = kept.encode("utf-8", "ignore").hex()
    response.set_cookie(REVIEWER_COOKIE, value, max_age=_A_YEAR, samesite="strict", httponly=True)
    return response
