"""Every cited document, conflicts first, and the plans that cite it."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse

from extractor.web.access import Opened, Shown
from extractor.web.paging import Paging

router = APIRouter(include_in_schema=False)
_A_PAGE = 100


@router.get("/citations", response_class=HTMLResponse)
def citations_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Cited documents with how many plans cite them and with which dates."""
    found = corpus.cited_documents(q)
    paging = Paging(page, _A_PAGE, len(found))
    shown = found[paging.offset : paging.offset + _A_PAGE]
    return pages.show(request, "citations.html", {"cited": shown, "paging": paging, "q": q})


@router.get("/citations/plans", response_class=HTMLResponse)
def citing_page(
    request: Request, corpus: Opened, pages: Shown, number: Annotated[str, Query(max_length=200)]
) -> HTMLResponse:
    """The plans that cite one document, each at its words."""
    citing = corpus.citing_plans(number)
    if not citing:
        raise HTTPException(404)
    return pages.show(request, "citing.html", {"number_asked": number, "citing": citing})
