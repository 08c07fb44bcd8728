"""Searching whole plans: words, facets, passages; searches that are kept, and snapshots of what they found."""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from extractor.corpus.query import parse_query
from extractor.corpus.saved import MOST_FROZEN
from extractor.reporting.hits import facet_value
from extractor.web.access import Opened, ServedRun, Shown, Written
from extractor.web.asking import PAGE_SIZE, AskedFor, place_of
from extractor.web.paging import Paging
from extractor.web.rendering import language, pieces_of, reviewer

router = APIRouter(include_in_schema=False)

_SHOWN_VALUES: Final = 8  # of a facet at first; the others are folded away
_LONGEST_NAME: Final = 120
_LARGEST: Final = 2**63 - 1


@router.get("/search", response_class=HTMLResponse)
def search_page(
    request: Request, corpus: Opened, pages: Shown, run: ServedRun, asked: AskedFor
) -> HTMLResponse:
    """Plans that answer, best first, each with its passages; the whole query stands in the address."""
    found = corpus.search(asked.query)
    numbers = corpus.file_numbers([plan.path for plan in found.plans])
    lang = language(request, run)
    values = {
        "asked": asked,
        "found": found,
        "paging": Paging(asked.page, PAGE_SIZE, found.total),
        "numbers": numbers,
        "review": corpus.review_states([plan.document for plan in found.plans]),
        "facets": [facet for facet in found.facets if facet.values],
        "facet_value": lambda name, value: facet_value(lang, name, value),
        "shown_values": _SHOWN_VALUES,
        "no_word": bool(asked.query.text) and parse_query(asked.query.text) is None,
        "saved": corpus.saved_searches(),
        "most_frozen": MOST_FROZEN,
        "place_of": place_of,
        "pieces_of": pieces_of,
    }
    return pages.show(request, "search.html", values)


@router.post("/search/saved")
def keep_search(
    request: Request,
    corpus: Written,
    asked: AskedFor,
    name: Annotated[str, Form(max_length=_LONGEST_NAME)],
    frozen: Annotated[bool, Form()] = False,
) -> Response:
    """Keeps the search of this address under a name; `frozen` with what it finds now."""
    called = " ".join(name.split())
    if not called:
        raise HTTPException(422)
    found = corpus.search(replace(asked.query, offset=0, limit=MOST_FROZEN)) if frozen else None
    number = corpus.keep_search(called, asked.address, reviewer(request), found)
    if frozen:
        return Response(status_code=204, headers={"HX-Redirect": f"/search/saved/{number}"})
    return Response(status_code=204, headers={"HX-Refresh": "true"})


@router.get("/search/saved/{number}", response_class=HTMLResponse)
def snapshot_page(request: Request, corpus: Opened, pages: Shown, number: int) -> HTMLResponse:
    """What a search found on the day that it was frozen, and what became of it since."""
    kept = corpus.snapshot(number) if 0 < number <= _LARGEST else None
    if kept is None:
        raise HTTPException(404)
    search, plans = kept
    values = {"search": search, "plans": plans, "pieces_of": pieces_of, "most_frozen": MOST_FROZEN}
    return pages.show(request, "snapshot.html", values)


@router.post("/search/saved/{number}/forget")
def forget_search(corpus: Written, number: int) -> Response:
    """Takes a kept search away."""
    if not (0 < number <= _LARGEST and corpus.forget_search(number)):
        raise HTTPException(404)
    return Response(status_code=204, headers={"HX-Redirect": "/search"})
