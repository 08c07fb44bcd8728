"""All findings, filtered and page by page; what a reviewer says of them, one or many at once."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import HTMLResponse, Response

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, Reason, State
from extractor.corpus.listing import Said
from extractor.corpus.selection import Selection
from extractor.web.access import Opened, ServedRun, Shown, Written
from extractor.web.paging import Paging
from extractor.web.rendering import reviewer

router = APIRouter(include_in_schema=False)

_A_PAGE: Final = 50
_MOST_MARKS: Final = 500
_SEVERITIES: Final = ("error", "warning", "info")
_LEVELS: Final = ("commune", "district", "province", "central")
_SUBSTANCE: Final = ("figures", "dates", "citations", "structure", "programme")
_ACTIONS: Final = {"confirm": State.CONFIRMED, "dismiss": State.DISMISSED, "reopen": State.NEW, "note": None}

Words = Annotated[str, Query(max_length=200)]


@router.get("/findings", response_class=HTMLResponse)
def findings_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    rule: Words = "",
    severity: Words = "",
    state: Words = "",
    level: Words = "",
    place: Words = "",
    year: Annotated[str, Query(pattern=r"^\d{0,4}$")] = "",
    form: bool = False,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Findings of substance (with `form` all of them), the gravest first."""
    chosen = Selection(
        rules=_one(rule),
        severities=_one(severity),
        states=tuple(State(one) for one in _one(state) if one in tuple(State)),
        levels=_one(level),
        places=_one(place),
        years=(int(year),) if year else (),
        categories=() if form else _SUBSTANCE,
    )
    found = corpus.found_page(chosen, (page - 1) * _A_PAGE, _A_PAGE)
    values = {
        "found": found,
        "paging": Paging(page, _A_PAGE, found.total),
        "asked": {"rule": rule, "severity": severity, "state": state, "level": level, "place": place}
        | {"year": year, "form": form},
        "severities": _SEVERITIES,
        "states": tuple(State),
        "levels": _LEVELS,
        "reasons": tuple(Reason),
    }
    return pages.show(request, "findings.html", values)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


@router.post("/findings", response_class=HTMLResponse)
def judge_findings(
    request: Request,
    corpus: Written,
    run: ServedRun,
    pages: Shown,
    action: Annotated[str, Form(max_length=20)],
    marks: Annotated[list[str], Form(max_length=_MOST_MARKS)],
    reason: Annotated[str, Form(max_length=40)] = "",
    note: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Adds what the reviewer says of these findings to the log; answers with their new states."""
    who = reviewer(request)
    if not who:
        return Response(headers={"HX-Trigger": "ask-reviewer", "HX-Reswap": "none"})
    judgement = _judgement(who, action, reason, note)
    known = [mark for mark in dict.fromkeys(marks) if corpus.marks(mark) == [mark]]
    if judgement is None or not known:
        raise HTTPException(422)
    corpus.judge(known, judgement)
    if len(marks) > 1:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    values = {"mark": known[0], "said": said_of(corpus, known[0]), "reasons": tuple(Reason)}
    return pages.show(request, "state.html", values)


@router.get("/findings/{mark}/history", response_class=HTMLResponse)
def history_of(request: Request, corpus: Opened, pages: Shown, mark: str) -> HTMLResponse:
    """All that was ever said of a finding."""
    if corpus.marks(mark) != [mark]:
        raise HTTPException(404)
    return pages.show(request, "history.html", {"entries": corpus.history(mark)})


def said_of(corpus: Corpus, mark: str) -> Said:
    """What was last said of one finding."""
    return corpus.said_of([mark]).get(mark, Said())


def _judgement(who: str, action: str, reason: str, note: str) -> Judgement | None:
    """What is said; None where it is not whole: an unknown action, a dismissal without reason, an empty note."""
    if action not in _ACTIONS or (action == "dismiss") is not (reason in tuple(Reason)):
        return None
    if action == "note" and not note.strip():
        return None
    return Judgement(who, _ACTIONS[action], Reason(reason) if action == "dismiss" else None, note.strip())
