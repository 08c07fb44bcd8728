"""Deadlines against the plan's own date, and days that no calendar has: `deadline-before-issue`,
`citation-date-impossible`."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from extractor import regex
from extractor.checker.plan_words import words_at
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.wording import same
from extractor.language.dates import iso_date
from extractor.plan import Plan
from extractor.records import Check, Deadline, Finding
from extractor.rulebook.checks import CheckRules

_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_LAST_DAY = (  # «31/9/2024», «ngày 30 tháng 02 năm 2024», «ngày 31/6»
    regex.compile(
        rf"(?<![\p{{L}}\d./-])(?<!\bsố )(?P<day>29|3[01]) ?"
        rf"(?:(?P<mark>[/.-]) ?{_MONTH} ?(?P=mark) ?|tháng {_MONTH},? năm )"
        r"(?P<year>20\d\d)(?![\d/]|-\p{L})"
    ),
    regex.compile(
        rf"\bngày (?P<day>29|3[01]) ?(?:(?P<mark>/) ?|tháng ){_MONTH}\b"
        r"(?! ?[/.-] ?[\d\p{L}]|,? năm \d)(?P<year>)"
    ),
)
_LEAP_YEAR = 2024  # has all days of any year
_BEHIND = 12  # characters: «…, ngày 31/6/2023» right behind a citation is judged with it


def judge_dates(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every dated deadline, those that were over before the plan was issued, days that cannot be."""
    unknown = tuple(_no_such_days(plan, rules))
    issued = plan.document.issued_on
    if issued is None:
        return Verdicts(findings=unknown)
    dated = [deadline for deadline in plan.deadlines if not deadline.due.startswith("--")]
    return Verdicts(
        tuple(_check(plan, deadline, early=is_early(deadline.due, issued)) for deadline in dated),
        (*unknown, *_findings(plan, rules, [d for d in dated if is_early(d.due, issued)], issued)),
    )


def _no_such_days(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Last days of months that have fewer, wherever they stand but in a citation."""
    words = words_at(plan, 0, len(plan.text.text))
    if not any(day in words for day in ("29", "30", "31")):
        return
    cited = [(c.span[0], c.span[1] + _BEHIND) for c in plan.citations]
    found = sorted((m for pattern in _LAST_DAY for m in pattern.finditer(words)), key=lambda m: m.start())
    for match in found:
        if (match["mark"] or "/") != "/" and not words.endswith("ngày ", 0, match.start()):
            continue  # «tuyến 31.6.2023»
        year, span = int(match["year"] or _LEAP_YEAR), (match.start("day"), match.end())
        if iso_date(year, int(match["month"]), int(match["day"])) is not None:
            continue
        if not any(start <= span[0] < end for start, end in cited):
            yield finding(
                plan,
                rules,
                "citation-date-impossible",
                Place(span, section_at(plan, span[0])),
                filled(
                    rules.rules.citation_date_impossible.messages.no_day, {"text": same(plan.words(span))}
                ),
                evidence=[span],
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
            "task": same(deadline.task or plan.words(deadline.span)),
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
