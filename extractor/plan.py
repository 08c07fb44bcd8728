"""A plan as read (`Plan`) and as judged (`Audit`): the values that pass between the stages."""

from collections.abc import Callable, Iterator
from dataclasses import field
from enum import StrEnum
from typing import Any, TypeVar

from extractor.plantext import PlanText, Span
from extractor.records import (
    Assignment,
    Budget,
    Check,
    Citation,
    Deadline,
    Document,
    Finding,
    Reference,
    Target,
    Unread,
)
from extractor.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part. `path` is its markers from the outermost in.

    `rank` orders marker forms (smaller is further out), `parent` is an index into
    `Plan.sections` or None, `block` an index into the blocks, `end` where its text ends.
    """

    path: tuple[str, ...]
    title: str
    rank: int
    marker: str | None
    number: int | None
    parent: int | None
    block: int
    start: int
    end: int


class SumKind(StrEnum):
    """How parts stand to their total: all of it, or some of it («trong đó» alone)."""

    WHOLE = "whole"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class SumRelation:
    """A total and one breakdown of it: indices into `Plan.budgets`.

    `certain` is False where the breakdown is read from layout alone (no «trong đó», no «gồm»).
    """

    total: int
    parts: tuple[int, ...]
    kind: SumKind
    certain: bool = True


@dataclass(frozen=True, slots=True)
class RatePair:
    """A count and the percentage it makes of one population: indices into `Plan.targets`."""

    count: int
    rate: int


@dataclass(frozen=True, slots=True)
class Duty:
    """A component that a part on who does what names: whether whoever is told of it leads it, and where.

    `leads` is as in `Assignment`; here the unit need not be known.
    """

    component: str
    leads: bool | None
    span: Span


@dataclass(frozen=True)
class Plan:
    """All that was read from one plan, with the text it was read from."""

    text: PlanText
    document: Document
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    budgets: tuple[Budget, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    unread: tuple[Unread, ...] = ()
    sums: tuple[SumRelation, ...] = ()
    rates: tuple[RatePair, ...] = ()
    duties: tuple[Duty, ...] = ()
    is_plan: bool = True
    _kept: dict[object, tuple[Any, object]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, make: Callable[..., T], *rules: object) -> T:
        """What `make` works out of this plan by these rules; worked out once, and kept with the plan."""
        key = (make, *map(id, rules)) if rules else make
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = make(self, *rules), rules
        found: T = known[0]
        return found

    def words(self, span: Span) -> str:
        """The words of a span, whitespace folded."""
        return self.text.quote(*span)


PlanRecord = (
    Document | Citation | Reference | Budget | Target | Unread | Deadline | Assignment | Check | Finding
)


@dataclass(frozen=True)
class Audit:
    """A plan and what the checker says of it; `programmes` are the ids of those that it carries out."""

    plan: Plan
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    programmes: tuple[str, ...] = ()

    def records(self) -> Iterator[PlanRecord]:
        """Every record in printing order: the document, what was read in text order, checks, findings."""
        plan = self.plan
        yield plan.document
        read: list[PlanRecord] = [
            *plan.citations,
            *plan.references,
            *plan.budgets,
            *plan.targets,
            *plan.deadlines,
            *plan.assignments,
            *plan.unread,
        ]
        yield from sorted(read, key=lambda record: record.span)
        yield from self.checks
        yield from self.findings
