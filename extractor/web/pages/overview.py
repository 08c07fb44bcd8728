"""The first page: what the corpus holds, what was found, what could not be read."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from extractor.web.access import Opened, Shown

router = APIRouter()
_FIRST: Final = 10  # plans of a list: what is found by rule, level and year stands below


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def overview_page(request: Request, corpus: Opened, pages: Shown) -> HTMLResponse:
    """Plans by level, province, year and state; findings by rule and severity."""
    found = corpus.overview()
    substance = [rule for rule in found.rules if rule.category != "form"]
    form = [rule for rule in found.rules if rule.category == "form"]
    last = found.last_scan
    values = {
        "overview": found,
        "substance": substance,
        "form": form,
        "worst": found.worst[:_FIRST],
        "new": last.plans[:_FIRST] if last else (),
    }
    return pages.show(request, "overview.html", values)
