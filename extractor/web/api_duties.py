"""`/api/…`: who does what and by when, which documents to ask for, which searches were kept."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field

from extractor.corpus.duties import Due, DutiesAsked, InPlan, Told
from extractor.corpus.requested import Mention, Requested
from extractor.corpus.saved import FrozenPlan, SavedSearch, Since
from extractor.web.access import Opened, ServedRun
from extractor.web.api import Limit, Numbered, Offset
from extractor.web.api_models import Answer, CountOf, Problem, Span, counted
from extractor.web.duties import DutiesFor
from extractor.web.keeping import requests_of

_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    422: {"model": Problem, "description": "what was asked for cannot be meant"},
    503: {"model": Problem, "description": "the corpus cannot be read, or not in time"},
}
router = APIRouter(prefix="/api", responses=_PROBLEMS)

Month = Annotated[
    str, Query(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$", examples=["2024-03"], description="year and month")
]


class WhereAnswer(Answer):
    """The plan that something stands in, and where in its text."""

    file: int = Field(examples=[1])
    doc: str = Field(examples=["/ke-hoach/loc-cua-2026.docx"])
    title: str | None
    number: str | None
    issuer: str | None
    section: list[str]
    page: int | None
    span: Span

    @classmethod
    def of(cls, one: InPlan) -> "WhereAnswer":
        """As it is stored."""
        about = {name: getattr(one, name) for name in ("file", "title", "number", "issuer", "page", "span")}
        return cls(doc=one.path, section=list(one.section), **about)


class AssignmentAnswer(Answer):
    """Who is told to do what, with the deadlines told in the same words."""

    where: WhereAnswer
    unit: str = Field(examples=["Phòng Tài chính - Kế hoạch"])
    leads: bool | None = Field(
        description="null where the plan does not say whether the unit leads or takes part"
    )
    component: str | None
    task: str
    due: list[str] = Field(examples=[["2024-03-15"], ["--11-20"]], description="--MM-DD holds every year")

    @classmethod
    def of(cls, one: Told) -> "AssignmentAnswer":
        """As it is stored."""
        where, due = WhereAnswer.of(one.where), list(one.due)
        return cls(
            where=where, unit=one.unit, leads=one.leads, component=one.component, task=one.task, due=due
        )


class AssignmentsAnswer(Answer):
    """Some of the assignments, plan by plan."""

    total: int
    offset: int
    assignments: list[AssignmentAnswer]


class DeadlineAnswer(Answer):
    """A deadline and what is due; `unit` where the words tell who is to keep it."""

    where: WhereAnswer
    due: str = Field(examples=["2024-03-15"])
    recurs: bool = Field(description="whether it holds every year")
    task: str
    unit: str | None

    @classmethod
    def of(cls, one: Due) -> "DeadlineAnswer":
        """As it is stored."""
        where = WhereAnswer.of(one.where)
        return cls(where=where, due=one.due, recurs=one.recurs, task=one.task, unit=one.unit)


class CalendarAnswer(Answer):
    """The deadlines of a month, those of every year among them; those told by its year alone; the other months."""

    month: str
    deadlines: list[DeadlineAnswer]
    within_year: list[DeadlineAnswer]
    months: list[CountOf]
    years: list[CountOf]


class MentionAnswer(Answer):
    """Where a document is named."""

    doc: str
    section: list[str]
    page: int | None
    span: Span
    text: str

    @classmethod
    def of(cls, one: Mention) -> "MentionAnswer":
        """As it is stored."""
        return cls(doc=one.plan.path, section=list(one.section), page=one.page, span=one.span, text=one.text)


class RequestAnswer(Answer):
    """A document that plans name and the corpus does not hold."""

    kind: str = Field(examples=["Kế hoạch"])
    number: str | None = Field(examples=["12/KH-UBND"])
    issued_on: str | None
    issuer: str | None
    mentions: list[MentionAnswer]

    @classmethod
    def of(cls, one: Requested) -> "RequestAnswer":
        """As it is gathered."""
        mentions = [MentionAnswer.of(place) for place in one.mentions]
        about = {name: getattr(one, name) for name in ("kind", "number", "issued_on", "issuer")}
        return cls(mentions=mentions, **about)


class RequestsAnswer(Answer):
    """Some of the documents to ask for, those that most plans want first."""

    total: int
    offset: int
    requests: list[RequestAnswer]


class SearchKept(Answer):
    """A kept search; `total` is how many plans a frozen one found, null for one that is made anew each time."""

    id: int
    name: str
    query: str = Field(
        examples=["q=h%E1%BB%99+ngh%C3%A8o&year=2024"], description="the query part of its address"
    )
    at: str
    who: str
    total: int | None

    @classmethod
    def of(cls, one: SavedSearch) -> "SearchKept":
        """As it is stored."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class FrozenHitAnswer(Answer):
    """A passage as it was: its span in the plan's text then, its words and what was marked in them."""

    span: Span
    page: int | None
    snippet: str
    matches: list[Span]


class FrozenPlanAnswer(Answer):
    """A plan as it was found, and what became of its file since."""

    file: int | None = Field(description="its number now; null where it is gone")
    doc: str = Field(examples=["/ke-hoach/loc-cua-2026.docx"])
    sha256: str | None
    title: str | None
    number: str | None
    issued_on: str | None
    count: int = Field(description="of passages found")
    hits: list[FrozenHitAnswer]
    since: Since

    @classmethod
    def of(cls, one: FrozenPlan) -> "FrozenPlanAnswer":
        """As it is stored."""
        names = set(cls.model_fields) - {"doc", "hits"}
        hits = [
            FrozenHitAnswer(span=hit.span, page=hit.page, snippet=hit.snippet, matches=list(hit.matches))
            for hit in one.hits
        ]
        return cls(doc=one.path, hits=hits, **{name: getattr(one, name) for name in names})


class SnapshotAnswer(Answer):
    """What a search found on the day that it was frozen; at most 500 plans of it are kept."""

    search: SearchKept
    plans: list[FrozenPlanAnswer]


@router.get("/assignments", tags=["tasks"])
def assignments(
    corpus: Opened, asked: DutiesFor, offset: Offset = 0, limit: Limit = 100
) -> AssignmentsAnswer:
    """Who leads, takes part in or carries out what, of one plan (`file`) or of all."""
    total, told = corpus.assigned(asked.wanted, offset, limit)
    return AssignmentsAnswer(
        total=total, offset=offset, assignments=[AssignmentAnswer.of(one) for one in told]
    )


@router.get("/deadlines", tags=["tasks"])
def deadlines(corpus: Opened, asked: DutiesFor, month: Month) -> CalendarAnswer:
    """The deadlines of a month in the plans asked for; at most 500 of the month and of its year."""
    wanted: DutiesAsked = asked.of_plans.wanted
    return CalendarAnswer(
        month=month,
        deadlines=[DeadlineAnswer.of(one) for one in corpus.due_in(wanted, month)],
        within_year=[DeadlineAnswer.of(one) for one in corpus.due_within(wanted, month[:4])],
        months=counted(corpus.months_of(wanted)),
        years=counted(corpus.years_of(wanted)),
    )


@router.get("/requests", tags=["citations"])
def requests(corpus: Opened, run: ServedRun, offset: Offset = 0, limit: Limit = 100) -> RequestsAnswer:
    """Documents that plans cite or promise and the corpus does not hold, with every place that names them."""
    total, asked = requests_of(corpus, run, offset, limit)
    return RequestsAnswer(total=total, offset=offset, requests=[RequestAnswer.of(one) for one in asked])


@router.get("/searches", tags=["search"])
def searches(corpus: Opened) -> list[SearchKept]:
    """The searches that were kept, the newest first."""
    return [SearchKept.of(one) for one in corpus.saved_searches()]


@router.get(
    "/searches/{number}",
    tags=["search"],
    responses={404: {"model": Problem, "description": "there is no such thing"}},
)
def frozen_search(corpus: Opened, number: Numbered) -> SnapshotAnswer:
    """A search that was frozen: what it found then, and what became of each plan since."""
    kept = corpus.snapshot(number)
    if kept is None:
        raise HTTPException(404)
    search, plans = kept
    return SnapshotAnswer(search=SearchKept.of(search), plans=[FrozenPlanAnswer.of(one) for one in plans])
