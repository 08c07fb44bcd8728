"""What checks over the whole corpus look at, and what they say: plans, citations and figures as stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor import regex
from extractor.checker.intervals import Interval
from extractor.checker.wording import Words
from extractor.language.text import canonical
from extractor.plantext import Span
from extractor.records import Certainty, IssuerLevel, Verdict
from extractor.rulebook.across import Reason

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan of the corpus. `logical` is the same for two files of one plan, `places` are its own commune,
    district and province, those that it states."""

    id: int
    path: str
    logical: str
    doc_type: str | None
    title: str
    level: IssuerLevel | None
    commune: str | None
    district: str | None
    province: str | None
    plan_year: int | None
    period: tuple[int, int] | None
    issued_on: str | None

    @property
    def name(self) -> str | None:
        """The name of its own place."""
        match self.level:
            case "commune":
                return self.commune
            case "district":
                return self.district
            case "province":
                return self.province
        return None

    @property
    def above(self) -> tuple[tuple[str, str], ...]:
        """The places over its own that it states, as (rank, name)."""
        stated = {"district": self.district, "province": self.province}
        own = () if self.level is None else (self.level,)
        return tuple((rank, canonical(name)) for rank, name in stated.items() if name and rank not in own)

    def is_under(self, upper: "StoredPlan") -> bool:
        """Whether its place lies in that of `upper`: it states one of the places that this is or lies in, and
        none that it does not lie in. (Many a commune's plan names its province and not its district.)"""
        if upper.level is None or upper.name is None or self.level in {None, upper.level, "province"}:
            return False
        stated, over = dict(self.above), {upper.level: canonical(upper.name), **dict(upper.above)}
        shared = stated.keys() & over.keys()
        return bool(shared) and all(stated[rank] == over[rank] for rank in shared)

    def is_of_same_place(self, other: "StoredPlan") -> bool:
        """Whether both are of one place: its name and rank, and a place over it that both state."""
        if self.level is None or self.level != other.level or self.name is None or other.name is None:
            return False
        if canonical(self.name) != canonical(other.name):
            return False
        mine, theirs = dict(self.above), dict(other.above)
        shared = mine.keys() & theirs.keys()
        agree = all(mine[rank] == theirs[rank] for rank in shared)
        return agree and (bool(shared) or self.level == "province")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a stored plan."""

    plan: StoredPlan
    span: Span
    text: str
    section: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class StoredCitation:
    """A citation with a number and a whole date."""

    spot: Spot
    cited_type: str
    number: str
    issuer: str | None
    issued_on: str


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A sum or a target. `key` says what it measures, `words` in which words beside, `locality` the place where
    it is not the plan's own; `is_total` marks a sum that is a total, and every target; `adds_up` what may be added over
    places."""

    spot: Spot
    key: Key
    words: frozenset[str]
    locality: str | None
    status: str
    year: int | None
    value: Decimal
    interval: Interval
    unit: str
    label: str
    is_total: bool
    adds_up: bool


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """A relation between plans that was looked at."""

    spot: Spot
    relation: str
    verdict: Verdict
    terms: Sequence[StoredFigure] = ()
    reported: Interval | None = None
    computed: Interval | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class CorpusFinding:
    """A fault that only several plans together show."""

    spot: Spot
    rule: str
    message: Words
    expected: str | None
    evidence: Sequence[Spot]
    certainty: Certainty = "likely"


@dataclass(frozen=True, slots=True)
class Across:
    """All that the corpus says."""

    checks: tuple[CorpusCheck, ...] = ()
    findings: tuple[CorpusFinding, ...] = ()

    def __add__(self, other: "Across") -> "Across":
        return Across(self.checks + other.checks, self.findings + other.findings)


def reason_in_words(reason: Reason, units: str = "") -> Words:
    """Why plans could not be compared, with the places it holds for."""
    return Words(reason.vi.format(units=units), reason.en.format(units=units))


def bare_place(name: str, ranks: "regex.Pattern[str]") -> str:
    """A place without its rank word, as names are compared: «Xã Lam Khê» as `lam khê`."""
    return str(ranks.sub("", canonical(" ".join(name.split())), count=1)).strip()
