"""`/api/…`: everything that the pages show, as JSON under the names of the record contract."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import JSONResponse

from extractor.corpus import Corpus
from extractor.corpus.catalogue import FilesWanted
from extractor.corpus.listing import Listed
from extractor.corpus.opened import OpenedBlock
from extractor.errors import FileState
from extractor.reporting.pages import title
from extractor.rulebook.pages import CheckPage, load_pages
from extractor.web.access import Opened, Rules, ServedRun, Written
from extractor.web.api_models import (
    BlockAnswer,
    CalculationAnswer,
    CitationsAnswer,
    CitedAnswer,
    CitingAnswer,
    EarlierAnswer,
    FileAnswer,
    FilesAnswer,
    FindingAnswer,
    FindingsAnswer,
    HistoryEntry,
    LastScanAnswer,
    OvertakenAnswer,
    OvertakenEntry,
    OverviewAnswer,
    PlanAnswer,
    PlanTotal,
    Problem,
    RuleAnswer,
    RuleTotal,
    RunAnswer,
    SectionAnswer,
    StateAnswer,
    TriageAnswer,
    TriageOrder,
    counted,
)
from extractor.web.choosing import Asked
from extractor.web.guard import TOKEN_HEADER
from extractor.web.judging import judgement_of, known_marks, overtaken_words, reviews_of
from extractor.web.rendering import language, reviewer

_PROBLEMS: Final[dict[int | str, dict[str, object]]] = {
    404: {"model": Problem, "description": "there is no such thing"},
    422: {"model": Problem, "description": "what was asked for cannot be meant"},
    503: {"model": Problem, "description": "the corpus cannot be read, or not in time"},
}
_NUMBERS: Final = 2**63 - 1  # what the database can hold
router = APIRouter(prefix="/api", responses=_PROBLEMS)

Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Limit = Annotated[int, Query(ge=1, le=500)]
Numbered = Annotated[int, Path(ge=1, le=_NUMBERS)]


@router.get("/overview", tags=["corpus"])
def overview(corpus: Opened) -> OverviewAnswer:
    """The corpus in numbers: plans by level, province and year, files by state, findings by rule; the plans to look
    at first, and what the last scan brought."""
    found = corpus.overview()
    return OverviewAnswer(
        plans=found.plans,
        updated=found.updated,
        levels=counted(found.levels),
        provinces=counted(found.provinces),
        years=counted(found.years),
        states=counted(found.states),
        rules=[
            RuleTotal(
                rule=r.rule, category=r.category, severity=r.severity, findings=r.findings, plans=r.plans
            )
            for r in found.rules
        ],
        worst=[PlanTotal.of(one) for one in found.worst],
        last_scan=LastScanAnswer.of(found.last_scan) if found.last_scan else None,
    )


@router.get("/runs", tags=["corpus"])
def runs(corpus: Opened) -> list[RunAnswer]:
    """Every scan of the corpus, the oldest first."""
    names = RunAnswer.model_fields
    return [RunAnswer(**{name: getattr(run, name) for name in names}) for run in corpus.runs()]


@router.get("/files", tags=["corpus"])
def files(
    corpus: Opened,
    state: Annotated[list[FileState] | None, Query(max_length=20)] = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> FilesAnswer:
    """Every file with its state, by path; with `state` those in one of these states."""
    return _files(corpus, FilesWanted(states=[one.value for one in state or ()]), offset, limit)


@router.get("/plans", tags=["plans"])
def plans(corpus: Opened, offset: Offset = 0, limit: Limit = 100) -> FilesAnswer:
    """Every file that a plan was read from, by path."""
    return _files(corpus, FilesWanted(read=True), offset, limit)


def _files(corpus: Opened, wanted: FilesWanted, offset: int, limit: int) -> FilesAnswer:
    total, rows = corpus.filed(wanted, offset, limit)
    return FilesAnswer(total=total, offset=offset, files=[FileAnswer.of(row) for row in rows])


@router.get("/plans/{file}", tags=["plans"])
def plan(corpus: Opened, file: Numbered) -> PlanAnswer:
    """A plan: its text as blocks and headings, every record that was read from it, what was said of its findings."""
    opened = corpus.opened(file)
    if opened is None:
        raise HTTPException(404)
    _, (filed, *_) = corpus.filed(FilesWanted(paths=[opened.file.path]), 0, 1)
    marks = [finding.fields["fingerprint"] for finding in opened.of_kind("finding")]
    reviews, resting = reviews_of(corpus, marks), corpus.resting_on(marks)
    return PlanAnswer(
        file=FileAnswer.of(filed),
        sections=[
            SectionAnswer(rank=s.rank, path=list(s.path), title=s.title, start=s.start)
            for s in opened.sections
        ],
        blocks=[_block(block) for block in opened.blocks],
        records=corpus.stored_plan(file),
        findings={mark: StateAnswer.of(reviews[mark]) for mark in marks},
        calculations={
            mark: CalculationAnswer.of(resting.get((opened.file.path, mark), ())) for mark in marks
        },
        across=_findings(corpus, corpus.across_findings(opened.document["id"]) if opened.document else ()),
    )


@router.get("/plans/{file}/earlier", tags=["plans"])
def earlier(
    corpus: Opened,
    file: Numbered,
    start: Annotated[int, Query(ge=0, le=_NUMBERS)],
    end: Annotated[int, Query(ge=0, le=_NUMBERS)],
) -> EarlierAnswer:
    """The words that a record had at this span before the file changed: where they stand now is found by them."""
    stored = corpus.file_result(file)
    if stored is None:
        raise HTTPException(404)
    replaced, text = corpus.earlier_words(stored.path, (start, end))
    return EarlierAnswer(replaced=replaced, text=text)


def _findings(corpus: Corpus, rows: Sequence[Listed]) -> list[FindingAnswer]:
    marks = [row.fingerprint for row in rows]
    reviews, resting = reviews_of(corpus, marks), corpus.resting_on(marks)
    return [
        FindingAnswer.of(row, reviews[row.fingerprint], resting.get((row.path, row.fingerprint), ()))
        for row in rows
    ]


def _block(block: OpenedBlock) -> BlockAnswer:
    names = ("kind", "text", "marker", "page", "table", "row", "column", "row_span", "column_span")
    return BlockAnswer(span=(block.start, block.end), **{name: getattr(block, name) for name in names})


@router.get("/findings", tags=["findings"])
def findings(corpus: Opened, asked: Asked, offset: Offset = 0, limit: Limit = 100) -> FindingsAnswer:
    """Findings of substance, with `form=true` all of them, the gravest first."""
    found = corpus.found_page(asked.selection(), offset, limit)
    return FindingsAnswer(
        total=found.total,
        offset=offset,
        rules=dict(found.rules),
        severities=dict(found.severities),
        states=dict(found.states),
        findings=_findings(corpus, found.rows),
    )


@router.post(
    "/findings",
    tags=["findings"],
    response_model=TriageAnswer,
    responses={
        400: {"model": Problem, "description": "this is no JSON"},
        403: {"description": f"without the header {TOKEN_HEADER}, from elsewhere, or read-only"},
        409: {"model": OvertakenAnswer, "description": "one has been spoken of since it was told (`seen`)"},
    },
)
def judge(
    request: Request, corpus: Written, run: ServedRun, order: TriageOrder
) -> TriageAnswer | JSONResponse:
    """Adds what a reviewer says of these findings to the log. Needs the token that the workbench's own pages carry.

    Where somebody has spoken of one of them since (`seen`), nothing is kept, and the answer says who, when and how.
    """
    who = " ".join(order.reviewer.split()) or reviewer(request)
    said = judgement_of(who, order.action, order.reason, order.note)
    known = known_marks(corpus, order.marks)
    if not who or said is None or len(known) < len(set(order.marks)):
        raise HTTPException(422, _why_not(who, whole=said is not None))
    missed = corpus.judge_as_seen({mark: order.seen.get(mark) for mark in known}, said)
    if missed:
        entries = [OvertakenEntry.of(entry) for entry in missed]
        told = overtaken_words(language(request, run), missed, len(known))
        return JSONResponse(OvertakenAnswer(detail=told, entries=entries).model_dump(), 409)
    return TriageAnswer(states={mark: StateAnswer.of(one) for mark, one in reviews_of(corpus, known).items()})


def _why_not(who: str, *, whole: bool) -> str:
    if not who:
        return "the log needs the reviewer's name"
    return "a fingerprint names no finding" if whole else "a dismissal needs a reason, a note its words"


@router.get("/findings/{mark}/history", tags=["findings"])
def history(corpus: Opened, mark: Annotated[str, Path(pattern="^[0-9a-f]{32}$")]) -> list[HistoryEntry]:
    """All that was ever said of a finding, the oldest first."""
    if corpus.marks(mark) != [mark]:
        raise HTTPException(404)
    return [HistoryEntry.of(one) for one in corpus.history(mark)]


@router.get("/citations", tags=["citations"])
def citations(
    corpus: Opened,
    q: Annotated[str, Query(max_length=200, examples=["07/2021"])] = "",
    offset: Offset = 0,
    limit: Limit = 100,
) -> CitationsAnswer:
    """Every cited document whose number or type holds the words of `q`, those with several dates first."""
    total, rows = corpus.cited_documents(q, offset, limit)
    return CitationsAnswer(total=total, offset=offset, citations=[CitedAnswer.of(one) for one in rows])


@router.get("/citations/plans", tags=["citations"])
def citing(
    corpus: Opened,
    number: Annotated[str, Query(max_length=200, examples=["07/2021/NĐ-CP"])],
    offset: Offset = 0,
    limit: Limit = 100,
) -> list[CitingAnswer]:
    """Every mention of the document with this number, by the date that it is given."""
    total, found = corpus.citing_plans(number, offset, limit)
    if not total:
        raise HTTPException(404)
    return [CitingAnswer.of(one) for one in found]


@router.get("/rules", tags=["rules"])
def rules(rulebook: Rules) -> list[RuleAnswer]:
    """Every rule of the checker."""
    pages = load_pages().rules
    return [_rule(rulebook, one, pages.get(one)) for one in rulebook.checks.ids]


@router.get("/rules/{rule}", tags=["rules"])
def one_rule(rulebook: Rules, rule: str) -> RuleAnswer:
    """One rule: what it says, why it matters, a right and a wrong example."""
    if rule not in rulebook.checks.ids:
        raise HTTPException(404)
    return _rule(rulebook, rule, load_pages().rules.get(rule))


def _rule(rulebook: Rules, rule: str, page: CheckPage | None) -> RuleAnswer:
    about = rulebook.checks.rule(rule)
    says, why = (page.says, page.why) if page else (None, None)
    return RuleAnswer(
        rule=rule,
        title=title("vi", rule),
        title_en=title("en", rule),
        category=about.category,
        severity=about.severity,
        says=says.vi if says else None,
        says_en=says.en if says else None,
        why=why.vi if why else None,
        why_en=why.en if why else None,
        wrong=page.wrong if page else None,
        right=page.right if page else None,
    )
