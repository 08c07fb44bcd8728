"""How the families of rules say what they found: verdicts, and findings written from their figures."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal

from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.wording import Words
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Certainty, Check, Evidence, Finding, Severity, Term, Verdict
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass


@dataclass(frozen=True)
class Verdicts:
    """What a family of rules says of a plan.

    `corrections` gives budgets (by index) the value in triệu đồng that a finding shows them to have.
    """

    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands: its words, and the heading path above them."""

    span: Span
    section: tuple[str, ...] = ()


def page_at(plan: Plan, offset: int) -> int | None:
    """The page of the block at an offset; None where the format has none."""
    blocks = plan.text.blocks
    return blocks[plan.text.block_at(offset)].page if blocks else None


def section_at(plan: Plan, offset: int) -> tuple[str, ...]:
    """The path of the innermost section that holds an offset."""
    inside = [section for section in plan.sections if section.start <= offset < section.end]
    return inside[-1].path if inside else ()


def checked(
    plan: Plan,
    relation: str,
    place: Place,
    verdict: Verdict,
    *,
    terms: Iterable[Term] = (),
    reported: Interval | None = None,
    computed: Interval | None = None,
    reason: str | None = None,
) -> Check:
    """The record of a relation that was looked at."""
    return Check(
        doc=plan.document.doc,
        text=plan.words(place.span),
        span=place.span,
        page=page_at(plan, place.span[0]),
        section=place.section,
        rule_id=relation,
        relation=relation,
        verdict=verdict,
        terms=tuple(terms),
        reported=None if reported is None else intervals.bounds(reported),
        computed=None if computed is None else intervals.bounds(computed),
        reason=reason,
    )


def filled(wording: Wording, fields: Mapping[str, Words]) -> Words:
    """The sentence with its figures put in, in both languages."""
    return Words(
        wording.vi.format(**{name: words.vi for name, words in fields.items()}),
        wording.en.format(**{name: words.en for name, words in fields.items()}),
    )


def sentences(parts: Iterable[Words]) -> Words:
    """Several sentences, one after the other."""
    parts = tuple(parts)
    return Words(" ".join(part.vi for part in parts), " ".join(part.en for part in parts))


def finding(
    plan: Plan,
    rules: CheckRules,
    rule_id: str,
    place: Place,
    message: Words,
    *,
    expected: str | None = None,
    evidence: Iterable[Span] = (),
    severity: Severity | None = None,
    certainty: Certainty = "certain",
) -> Finding:
    """A finding of that rule; its severity is the rule's unless a lower one is given."""
    rule = rules.rule(rule_id)
    return Finding(
        doc=plan.document.doc,
        text=plan.words(place.span),
        span=place.span,
        page=page_at(plan, place.span[0]),
        section=place.section,
        rule_id=rule_id,
        rule=rule_id,
        category=rule.category,
        severity=lower(rule.severity, severity),
        certainty=certainty,
        message=message.vi,
        message_en=message.en,
        expected=expected,
        evidence=tuple(Evidence(span=span, text=plan.words(span)) for span in evidence),
    )


_WEIGHT: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


def lower(default: Severity, own: Severity | None) -> Severity:
    """The lighter of the two: a finding may weigh less than its rule, never more."""
    return default if own is None else min(default, own, key=_WEIGHT.__getitem__)
