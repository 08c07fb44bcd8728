"""Every cited document, conflicts first, and the plans that cite it."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse

from extractor.web.access import Opened, ServedRun, Shown
from extractor.web.keeping import kept, requests_of
from extractor.web.paging import Paging

router = APIRouter(include_in_schema=False)
_A_PAGE = 100
_MOST_NAMED = 3


@router.get("/citations", response_class=HTMLResponse)
def citations_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    run: ServedRun,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Cited documents with how many plans cite them and with which dates."""
    numbers = kept("cited numbers", run, corpus.cited_numbers, corpus.plans_sign())
    total, shown = corpus.cited_documents(q, (page - 1) * _A_PAGE, _A_PAGE, numbers)
    paging = Paging(page, _A_PAGE, total)
    return pages.show(request, "citations.html", {"cited": shown, "paging": paging, "q": q})


@router.get("/citations/requests", response_class=HTMLResponse)
def requests_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    run: ServedRun,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Documents that plans cite or promise and the corpus does not hold, the most wanted first."""
    total, asked = requests_of(corpus, run, (page - 1) * _A_PAGE, _A_PAGE)
    paging = Paging(page, _A_PAGE, total)
    return pages.show(request, "requests.html", {"asked": asked, "paging": paging, "most": _MOST_NAMED})


@router.get("/citations/plans", response_class=HTMLResponse)
def citing_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    number: Annotated[str, Query(max_length=200)],
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """The plans that cite one document, each at its words."""
    total, citing = corpus.citing_plans(number, (page - 1) * _A_PAGE, _A_PAGE)
    if not total:
        raise HTTPException(404)
    paging = Paging(page, _A_PAGE, total)
    return pages.show(request, "citing.html", {"number_asked": number, "citing": citing, "paging": paging})
