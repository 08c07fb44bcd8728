"""What the API answers with: the names of the record contract, described for OpenAPI with examples."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from extractor.corpus.catalogue import Filed
from extractor.corpus.cited import CitedDocument, Citing
from extractor.corpus.judgements import LogEntry
from extractor.corpus.listing import Listed
from extractor.corpus.outgoing import OutCheck
from extractor.corpus.overview import LastScan, PlanCount
from extractor.exporting.reckoned import calculation
from extractor.records import Record
from extractor.web.judging import LONGEST_NOTE, MOST_MARKS, Review

Span = tuple[int, int]
_MARK = "0123456789abcdef0123456789abcdef"


class Answer(BaseModel):
    """What an answer of the API is made of."""

    model_config = ConfigDict(frozen=True)


class Problem(Answer):
    """Why there is no answer."""

    detail: str | list[dict[str, Any]] = Field(examples=["Not Found"])


class CountOf(Answer):
    """How many have a value; the value is null where it is not known."""

    value: str | int | None
    count: int


class RuleTotal(Answer):
    """How often a rule found something, in how many plans."""

    rule: str = Field(examples=["sum-mismatch"])
    category: str = Field(examples=["figures"])
    severity: str = Field(examples=["error"])
    findings: int
    plans: int


class PlanTotal(Answer):
    """A plan and how many errors and warnings of substance stand in it."""

    file: int = Field(examples=[1])
    doc: str = Field(examples=["/ke-hoach/loc-cua-2026.docx"])
    title: str | None
    number: str | None
    issuer: str | None
    errors: int
    warnings: int

    @classmethod
    def of(cls, one: PlanCount) -> Self:
        """As it is counted."""
        names = set(cls.model_fields) & set(PlanCount.__slots__)
        return cls(doc=one.path, **{name: getattr(one, name) for name in names})


class LastScanAnswer(Answer):
    """The last scan that came to its end, with some of the plans that were new or changed in it."""

    started: str = Field(examples=["2026-01-15T08:30:00+00:00"], description="UTC")
    files: int
    read: int
    unchanged: int
    plans: list[PlanTotal]

    @classmethod
    def of(cls, one: LastScan) -> Self:
        """As it is counted."""
        plans = [PlanTotal.of(plan) for plan in one.plans]
        return cls(started=one.started, files=one.files, read=one.read, unchanged=one.unchanged, plans=plans)


class OverviewAnswer(Answer):
    """The corpus in numbers, the plans to look at first, and what the last scan brought."""

    plans: int = Field(examples=[39])
    updated: str | None = Field(examples=["2026-01-15T08:30:00+00:00"], description="UTC")
    levels: list[CountOf]
    provinces: list[CountOf]
    years: list[CountOf]
    states: list[CountOf]
    rules: list[RuleTotal]
    worst: list[PlanTotal] = Field(description="some of the plans, those with most errors first")
    last_scan: LastScanAnswer | None = Field(description="null where no scan has come to its end")


class FileAnswer(Answer):
    """A file of the corpus: how reading it ended, and what its plan says of itself."""

    file: int = Field(description="the number that the file keeps over scans", examples=[1])
    doc: str = Field(description="the path", examples=["/ke-hoach/loc-cua-2026.docx"])
    sha256: str | None
    size: int
    state: str = Field(examples=["ok"])
    reason: str = Field(description="Vietnamese; empty where there is nothing to say")
    reason_en: str
    format: str | None
    duplicate_of: str | None
    updated: str | None
    doc_type: str | None = Field(examples=["Kế hoạch"])
    number: str | None = Field(examples=["12/KH-UBND"])
    issued_on: str | None = Field(examples=["2026-01-15"])
    title: str | None
    issuer: str | None = Field(examples=["UBND xã Lộc Cửa"])
    issuer_level: str | None = Field(examples=["commune"])
    commune: str | None
    district: str | None
    province: str | None
    plan_year: int | None = Field(examples=[2026])
    period: Span | None = Field(examples=[[2021, 2025]])

    @classmethod
    def of(cls, filed: Filed) -> Self:
        """As it is stored."""
        names = set(cls.model_fields) & set(Filed.__slots__)
        period = None
        if filed.period_start is not None and filed.period_end is not None:
            period = (filed.period_start, filed.period_end)
        about = {name: getattr(filed, name) for name in names}
        return cls(doc=filed.path, reason=filed.reason_vi, period=period, **about)


class FilesAnswer(Answer):
    """Some of the files, by path."""

    total: int
    offset: int
    files: list[FileAnswer]


class StateAnswer(Answer):
    """What was last said of a finding; `who` is null where nobody did, "" where the program did."""

    state: Literal["new", "confirmed", "dismissed", "fixed"] = "new"
    reason: str | None = None
    note: str = ""
    who: str | None = None
    at: str | None = None
    entry: str = Field(
        "", description='the newest entry of its log, a note alone too, for `seen` of an order; "" for none'
    )

    @classmethod
    def of(cls, review: Review) -> Self:
        """As it is stored."""
        said, newest = review.said, review.newest
        reason = said.reason.value if said.reason else None
        return cls(
            state=said.state.value,
            reason=reason,
            note=said.note,
            who=said.who,
            at=said.at,
            entry=newest.entry if newest else "",
        )


class CalculationAnswer(Answer):
    """A relation between figures that a finding rests on, in words."""

    relation: str = Field(examples=["sum"])
    verdict: str = Field(examples=["disagrees"])
    text: str = Field(description="Vietnamese")
    text_en: str

    @classmethod
    def of(cls, checks: Sequence[OutCheck]) -> list[Self]:
        """Each calculation once; a relation without figures has none."""
        told = (
            cls(
                relation=c.relation,
                verdict=c.verdict,
                text=calculation(c, "vi"),
                text_en=calculation(c, "en"),
            )
            for c in checks
        )
        return list({one.text: one for one in told if one.text}.values())


class QuoteAnswer(Answer):
    """Words of another plan."""

    doc: str = Field(examples=["/ke-hoach/loc-cua-2026.docx"])
    span: Span = Field(examples=[[120, 168]])
    text: str


class FindingAnswer(Answer):
    """A finding of the record contract, with the plan it stands in and what was said of it."""

    record: Literal["finding"] = "finding"
    file: int = Field(examples=[1])
    doc: str = Field(examples=["/ke-hoach/loc-cua-2026.docx"])
    title: str | None
    number: str | None = Field(examples=["12/KH-UBND"])
    issuer: str | None
    fingerprint: str = Field(examples=[_MARK], description="names the finding over scans")
    rule: str = Field(examples=["sum-mismatch"])
    category: str = Field(examples=["figures"])
    severity: str = Field(examples=["error"])
    certainty: str = Field(examples=["certain"])
    section: list[str] = Field(examples=[["III", "2"]])
    page: int | None
    span: Span = Field(examples=[[120, 168]])
    text: str
    message: str = Field(description="Vietnamese")
    message_en: str
    expected: str | None
    across: bool = Field(description="whether several plans show it together")
    elsewhere: list[QuoteAnswer] = Field(description="the words of the other plans that show it")
    calculations: list[CalculationAnswer] = Field(description="how the figures were reckoned")
    review: StateAnswer

    @classmethod
    def of(cls, one: Listed, review: Review, checks: Sequence[OutCheck]) -> Self:
        """As it is stored."""
        names = (set(cls.model_fields) & set(Listed.__slots__)) - {"section", "elsewhere"}
        about = {name: getattr(one, name) for name in names}
        return cls(
            doc=one.path,
            section=list(one.section),
            message=one.message_vi,
            elsewhere=[QuoteAnswer(doc=q.path, span=q.span, text=q.text) for q in one.elsewhere],
            calculations=CalculationAnswer.of(checks),
            review=StateAnswer.of(review),
            **about,
        )


class FindingsAnswer(Answer):
    """Some of the findings, the gravest first, and how many there are by rule, severity and state."""

    total: int
    offset: int
    rules: dict[str, int]
    severities: dict[str, int]
    states: dict[str, int]
    findings: list[FindingAnswer]


class BlockAnswer(Answer):
    """A heading, paragraph, list item or table cell; `span` is in the plan's text."""

    kind: str = Field(examples=["paragraph"])
    span: Span
    text: str
    marker: str | None = Field(examples=["a)"])
    page: int | None
    table: int | None
    row: int | None
    column: int | None
    row_span: int | None
    column_span: int | None


class SectionAnswer(Answer):
    """A heading: its rank (1 the outermost), the markers from the outermost in."""

    rank: int
    path: list[str]
    title: str
    start: int


class PlanAnswer(Answer):
    """A file with all that was read from it; the records are those of the record contract, in text order."""

    file: FileAnswer
    sections: list[SectionAnswer]
    blocks: list[BlockAnswer]
    records: list[Annotated[Record, Field(discriminator="record")]]
    findings: dict[str, StateAnswer] = Field(description="what was said of each finding, by fingerprint")
    calculations: dict[str, list[CalculationAnswer]] = Field(
        description="how the figures of each finding were reckoned, by fingerprint"
    )
    across: list[FindingAnswer] = Field(description="what this plan and others say against each other")


class EarlierAnswer(Answer):
    """What stood at a place of a file before the file changed."""

    replaced: str | None = Field(
        examples=["2026-01-15T08:30:00+00:00"],
        description="when it last changed (UTC); null where it never did",
    )
    text: str | None = Field(
        description="of the newest earlier text with a record there; null where none has"
    )


class HistoryEntry(Answer):
    """One entry of the log of triage."""

    entry: str
    at: str
    who: str
    state: str | None
    reason: str | None
    note: str

    @classmethod
    def of(cls, one: LogEntry) -> Self:
        """As it is stored."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class TriageOrder(BaseModel):
    """What is said of findings; `reviewer` is the name that stands in the log."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "action": "dismiss",
                "marks": [_MARK],
                "reason": "misread",
                "note": "bảng gộp ô",
                "reviewer": "Nguyễn Lan",
                "seen": {_MARK: ""},
            }
        },
    )
    action: Literal["confirm", "dismiss", "reopen", "note"]
    marks: list[Annotated[str, Field(pattern="^[0-9a-f]{32}$")]] = Field(min_length=1, max_length=MOST_MARKS)
    reason: Literal["", "misread", "other-period", "explained", "duplicate", "immaterial"] = Field(
        "", description="needed to dismiss, and only there"
    )
    note: str = Field("", max_length=LONGEST_NOTE)
    reviewer: str = Field("", max_length=80, description="else the name that the browser keeps")
    seen: dict[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], Annotated[str, Field(max_length=40)]] = Field(
        default_factory=dict,
        max_length=MOST_MARKS,
        description='the `entry` of each finding as it was told, "" for none: where somebody has spoken of one'
        " since, nothing is kept (409); findings that are not named here are not held against it",
    )


class TriageAnswer(Answer):
    """The new states of the findings, by fingerprint."""

    states: dict[str, StateAnswer]


class OvertakenEntry(HistoryEntry):
    """What somebody said of a finding since it was told."""

    fingerprint: str = Field(examples=[_MARK])


class OvertakenAnswer(Answer):
    """Why nothing was kept: who has spoken of the findings meanwhile, when and how, the newest first."""

    detail: str
    entries: list[OvertakenEntry]


class CitedAnswer(Answer):
    """A cited document with the plans that cite it and the dates that it is given, the commonest first."""

    number: str = Field(examples=["07/2021/NĐ-CP"])
    cited_type: str = Field(examples=["Nghị định"])
    plans: int
    dates: list[CountOf]
    conflicts: bool = Field(description="whether whole dates differ")

    @classmethod
    def of(cls, one: CitedDocument) -> Self:
        """As it is stored."""
        dates = [CountOf(value=day, count=count) for day, count in one.dates]
        return cls(
            number=one.number,
            cited_type=one.cited_type,
            plans=one.plans,
            dates=dates,
            conflicts=one.conflicts,
        )


class CitationsAnswer(Answer):
    """Some of the cited documents, those with several dates first, then the most cited."""

    total: int
    offset: int
    citations: list[CitedAnswer]


class CitingAnswer(Answer):
    """A mention of a document."""

    file: int
    doc: str
    title: str | None
    number: str | None = Field(description="of the plan that cites")
    issuer: str | None
    issued_on: str | None = Field(description="as cited")
    text: str
    span: Span
    role: str

    @classmethod
    def of(cls, one: Citing) -> Self:
        """As it is stored."""
        names = set(cls.model_fields) & set(Citing.__slots__)
        return cls(doc=one.path, span=(one.start, one.end), **{name: getattr(one, name) for name in names})


class RuleAnswer(Answer):
    """A rule of the checker."""

    rule: str = Field(examples=["sum-mismatch"])
    title: str
    title_en: str
    category: str
    severity: str
    says: str | None
    says_en: str | None
    why: str | None
    why_en: str | None
    wrong: str | None = Field(description="an example that is flagged")
    right: str | None = Field(description="an example that is not")


class RunAnswer(Answer):
    """A scan of the corpus."""

    id: int
    started: str
    ended: str | None
    program: str
    rules_version: str
    states: dict[str, int] | None
    files: int | None
    read: int | None
    unchanged: int | None
    seconds: float | None


class SearchAnswer(Answer):
    """Plans found, best first, with their best passages; spans are `[start, end)`."""

    total: int
    together: int = Field(description="plans with all words side by side")
    facets: dict[str, dict[str | int, int]]
    plans: list[dict[str, Any]]


class Open(Answer):
    """An answer that is laid out as the command line's JSON is."""

    model_config = ConfigDict(extra="allow")


def counted(rows: Sequence[tuple[str | int | None, int]]) -> list[CountOf]:
    """Counts as the API tells them."""
    return [CountOf(value=value, count=count) for value, count in rows]
