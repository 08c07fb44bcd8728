"""Deadlines against the plan's own date: `deadline-before-issue`."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.plan import Plan
from extractor.records import Check, Deadline, Finding
from extractor.rulebook.checks import CheckRules


def judge_dates(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every dated deadline, and those that were over before the plan was issued."""
    issued = plan.document.issued_on
    if issued is None:
        return Verdicts()
    dated = [deadline for deadline in plan.deadlines if not deadline.due.startswith("--")]
    return Verdicts(
        tuple(_check(plan, deadline, early=is_early(deadline.due, issued)) for deadline in dated),
        tuple(_findings(plan, rules, [d for d in dated if is_early(d.due, issued)], issued)),
    )


def first_day(iso: str) -> date:
    """The earliest day a date, possibly cut short, can mean."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(iso: str) -> date:
    """The latest day a date, possibly cut short, can mean."""
    parts = [*map(int, iso.split("-"))]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def is_early(due: str, issued: str) -> bool:
    """True where no day of `due` is as late as the first of `issued`.

    >>> is_early("2021-06", "2021-10"), is_early("2021-10-01", "2021-10")
    (True, False)
    """
    return last_day(due) < first_day(issued)


def format_date(iso: str) -> str:
    """`17/05/2023`, `10/2021`: day first, as Vietnamese documents write it."""
    return "/".join(reversed(iso.split("-")))


def _findings(plan: Plan, rules: CheckRules, early: list[Deadline], issued: str) -> Iterator[Finding]:
    for deadline in early:
        fields = {
            "due": same(format_date(deadline.due)),
            "issued": same(format_date(issued)),
            "task": same(deadline.task),
        }
        yield finding(
            plan,
            rules,
            "deadline-before-issue",
            Place(deadline.span, deadline.section),
            filled(rules.rules.deadline_before_issue.messages.early, fields),
            evidence=[deadline.span],
        )


def _check(plan: Plan, deadline: Deadline, *, early: bool) -> Check:
    return checked(
        plan, "date-order", Place(deadline.span, deadline.section), "disagrees" if early else "agrees"
    )
