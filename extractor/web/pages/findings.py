"""All findings, filtered and page by page; what a reviewer says of them, one or many at once."""

import json
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from extractor.corpus.judgements import Reason, State
from extractor.web.access import Opened, ServedRun, Shown, Written
from extractor.web.choosing import Asked
from extractor.web.judging import (
    LONGEST_NOTE,
    MOST_MARKS,
    judgement_of,
    known_marks,
    overtaken_words,
    reviews_of,
    seen_by,
    why_not,
)
from extractor.web.pages.exports import PLAN_SHEETS
from extractor.web.paging import Paging
from extractor.web.rendering import language, reviewer
from extractor.web.words import tell

router = APIRouter(include_in_schema=False)

_A_PAGE: Final = 50
_SAID: Final = "x-said"  # the answer is a sentence for the reader, shown as it is
_SEVERITIES: Final = ("error", "warning", "info")
_LEVELS: Final = ("commune", "district", "province", "central")
_NOTHING_SEEN: Final[list[str]] = []  # a form that does not tell what it showed


@router.get("/findings", response_class=HTMLResponse)
def findings_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    asked: Asked,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Findings of substance (with `form` all of them), the gravest first."""
    found = corpus.found_page(asked.selection(), (page - 1) * _A_PAGE, _A_PAGE)
    values = {
        "found": found,
        "reviews": reviews_of(corpus, [one.fingerprint for one in found.rows]),
        "paging": Paging(page, _A_PAGE, found.total),
        "asked": asked,
        "severities": _SEVERITIES,
        "states": tuple(State),
        "levels": _LEVELS,
        "reasons": tuple(Reason),
        "sheets": PLAN_SHEETS,
    }
    return pages.show(request, "findings.html", values)


@router.post("/findings", response_class=HTMLResponse)
def judge_findings(
    request: Request,
    corpus: Written,
    pages: Shown,
    run: ServedRun,
    action: Annotated[str, Form(max_length=20)],
    marks: Annotated[list[str], Form(max_length=MOST_MARKS)],
    reason: Annotated[str, Form(max_length=40)] = "",
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
    seen: Annotated[list[str], Form(max_length=MOST_MARKS)] = _NOTHING_SEEN,
) -> Response:
    """Adds what the reviewer says of these findings to the log; answers with their new states.

    Where somebody has spoken of one of them since the page was made (`seen`), nothing is added: the answer says who,
    and what is said of it now takes its place in the page, beside what was typed.
    """
    who = reviewer(request)
    if not who:
        return Response(headers={"HX-Trigger": "ask-reviewer", "HX-Reswap": "none"})
    judgement = judgement_of(who, action, reason, note)
    known = known_marks(corpus, marks)
    why = why_not(action, reason, note) or (None if known else "review.unknown")
    if why is not None:
        return PlainTextResponse(tell(language(request, run), why), 422, headers={_SAID: "true"})
    if judgement is None:
        raise HTTPException(422)
    missed = corpus.judge_as_seen(seen_by(known, seen), judgement)
    if missed:
        told = overtaken_words(language(request, run), missed, len(known))
        values = {"reviews": reviews_of(corpus, [entry.fingerprint for entry in missed])}
        answer = pages.show(request, "overtaken.html", values, status=409)
        answer.headers.update({"HX-Reswap": "none", "HX-Trigger": json.dumps({"not-kept": told})})
        return answer
    if len(marks) > 1:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    review = reviews_of(corpus, known)[known[0]]
    return pages.show(request, "state.html", {"mark": known[0], "review": review, "reasons": tuple(Reason)})


@router.get("/findings/{mark}/history", response_class=HTMLResponse)
def history_of(request: Request, corpus: Opened, pages: Shown, mark: str) -> HTMLResponse:
    """All that was ever said of a finding."""
    if corpus.marks(mark) != [mark]:
        raise HTTPException(404)
    return pages.show(request, "history.html", {"entries": corpus.history(mark)})
