"""The record contract: what is printed, stored and exported, field by field.

Figures are exact decimals, printed as strings with a point; dates are ISO 8601, cut short where the
plan leaves them blank. `contract_schema()` is the same contract as JSON Schema.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, TypeAdapter

CONTRACT_VERSION = "1.0.0"

Span = tuple[int, int]


def decimal_text(value: Decimal) -> str:
    """`2621.50` as `"2621.5"`, `1E+3` as `"1000"`: plain, without idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Figure = Annotated[Decimal, PlainSerializer(decimal_text, return_type=str)]
Interval = tuple[Figure | None, Figure | None]

IssuerLevel = Literal["commune", "district", "province", "central"]
Role = Literal["total", "part", "unit_cost", "amount"]
Source = Literal["central", "local", "mobilised", "credit", "mixed"]
Capital = Literal["recurrent", "investment"]
BudgetStatus = Literal["plan", "actual", "estimate"]
TargetStatus = Literal["target", "actual", "estimate", "baseline"]
Direction = Literal["decrease", "increase", "maintain", "reach"]
Comparator = Literal["=", ">=", "<=", "~"]
Severity = Literal["error", "warning", "info"]
Certainty = Literal["certain", "likely", "possible"]
Category = Literal["figures", "dates", "citations", "structure", "form", "programme"]
Verdict = Literal["agrees", "rounding", "disagrees", "not-checkable"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Record(_Model):
    """What every record carries."""

    doc: str = Field(description="the path as given")
    text: str = Field(description="the words it was read from, whitespace folded to single spaces")
    span: Span = Field(description="[start, end) in the normalised text that `extractor text` prints")
    page: int | None = Field(default=None, description="1-based; null where the format has no pages")
    section: tuple[str, ...] = Field(default=(), description="the heading path")
    rule_id: str = Field(description="the rule that read it")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="below 1 where another reading was possible"
    )
    readings: tuple[str, ...] = Field(default=(), description="the other readings")


class LinkedUnit(_Model):
    unit: str | None = Field(default=None, exclude=True, description="its id in the gazetteer")
    province: str | None = Field(default=None, description="names without their rank")
    district: str | None = None
    commune: str | None = None
    unit_now: str | None = Field(default=None, description="the unit of today that holds it")
    confidence: float = Field(ge=0, le=1)


class Document(_Record):
    record: Literal["document"] = "document"
    doc_type: str | None = Field(default=None, description="`Kế hoạch`, `Báo cáo`, … as headed")
    number: str | None = Field(default=None, description="`15/KH-UBND`; null where blank")
    issued_on: str | None = Field(default=None, description="ISO date, possibly partial")
    place: str | None = Field(default=None, description="place in the dateline")
    issuer: str | None = Field(default=None, description="`UBND xã Phú An`")
    issuer_level: IssuerLevel | None = None
    commune: str | None = None
    district: str | None = None
    province: str | None = None
    linked_unit: LinkedUnit | None = None
    notes: tuple[str, ...] = Field(default=(), description="what happened in reading")
    title: str | None = Field(default=None, description="the title lines joined")
    plan_year: int | None = Field(default=None, description="null for a multi-year plan")
    period: tuple[int, int] | None = None
    signatory: str | None = None
    signatory_role: str | None = Field(default=None, description="as printed: `PHÓ CHỦ TỊCH`")


class Citation(_Record):
    record: Literal["citation"] = "citation"
    cited_type: str
    number: str | None = Field(default=None, description="as written, spaces removed")
    number_normalised: str | None = Field(default=None, description="OCR and spelling mended")
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    year: int | None = Field(default=None, description="the year inside the number")
    issuer: str | None = None
    issued_on: str | None = None
    role: Literal["basis", "reference"]


class Reference(_Record):
    record: Literal["reference"] = "reference"
    points_at: str | None = Field(description="number or name of the document it points back to")
    article: str | None = None
    clause: str | None = None
    point: str | None = None


class Budget(_Record):
    record: Literal["budget"] = "budget"
    figure: Span
    value: Figure = Field(description="in triệu đồng, as written")
    unit_text: str | None = Field(default=None, description="the unit as written")
    value_corrected: Figure | None = Field(default=None, description="where a finding shows the unit wrong")
    role: Role
    source: Source | None = None
    capital: Capital | None = None
    component: str | None = Field(default=None, description="`Dự án 4 / Tiểu dự án 1`, outermost first")
    row: tuple[str, ...] | None = None
    column: tuple[str, ...] | None = None
    approx: Literal[">", "<", "~"] | None = None
    per: str | None = Field(default=None, description="`household/month` and the like")
    status: BudgetStatus
    year: int | None = None
    locality: str | None = None
    source_level: Literal["province", "district", "commune"] | None = None


class Target(_Record):
    record: Literal["target"] = "target"
    figure: Span
    indicator: str
    indicator_text: str
    row: tuple[str, ...] | None = None
    column: tuple[str, ...] | None = None
    value: Figure
    unit: str | None
    unit_text: str | None = None
    denominator: Figure | None = None
    direction: Direction | None = None
    comparator: Comparator = "="
    per: Literal["year"] | None = None
    year: int | None = None
    status: TargetStatus
    locality: str | None = None
    population: str | None = None


class Unread(_Record):
    record: Literal["unread"] = "unread"
    reason: str


class Deadline(_Record):
    record: Literal["deadline"] = "deadline"
    due: str = Field(description="ISO date, possibly partial, or `--MM-DD` where it recurs every year")
    task: str
    unit: str | None = None


class Assignment(_Record):
    record: Literal["assignment"] = "assignment"
    unit: str = Field(description="who is told to do it, as written")
    leads: bool | None = Field(
        description="true leads it («chủ trì»), false takes part («phối hợp»), null is told it without either word"
    )
    component: str | None = Field(default=None, description="`Dự án 4 / Tiểu dự án 1`, outermost first")
    task: str = Field(description="what is to be done; the heading's or the row's words where these name it")


class Term(_Model):
    """One figure of a relation: where it stands and what it is, as an interval."""

    span: Span
    text: str
    value: Figure
    interval: Interval


class Check(_Record):
    record: Literal["check"] = "check"
    relation: str
    verdict: Verdict
    terms: tuple[Term, ...] = ()
    reported: Interval | None = None
    computed: Interval | None = None
    reason: str | None = Field(default=None, description="why it could not be checked")


class Evidence(_Model):
    span: Span
    text: str


class Finding(_Record):
    record: Literal["finding"] = "finding"
    rule: str
    category: Category
    severity: Severity
    certainty: Certainty
    message: str = Field(description="Vietnamese, one sentence an auditor can paste into a report")
    message_en: str
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()


Record = Annotated[
    Document | Citation | Reference | Budget | Target | Unread | Deadline | Assignment | Check | Finding,
    Field(discriminator="record"),
]


def contract_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one output line, with the contract's version under `version`."""
    schema = TypeAdapter(Record).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan Extractor record",
        "version": CONTRACT_VERSION,
        **schema,
    }
