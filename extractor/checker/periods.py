"""The years that headings name beside the plan's own: `plan-year-mismatch`, `period-not-elapsed`."""

from collections.abc import Iterator
from datetime import date, timedelta

from extractor.checker.dates import format_date, last_day
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import same
from extractor.language.text import canonical
from extractor.plan import Plan, Section
from extractor.plantext import Span
from extractor.records import Finding
from extractor.rulebook.checks import CheckRules

_PLAN = "Kế hoạch"


def judge_periods(plan: Plan, rules: CheckRules) -> Verdicts:
    """Headings of a one-year plan that plan for another year, and results told before their year is over."""
    return Verdicts(findings=(*_other_years(plan, rules), *_early_results(plan, rules)))


def _other_years(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Goals of an earlier year than the plan's; those of a later one look ahead."""
    own = plan.document.plan_year
    if own is None or plan.document.doc_type != _PLAN or plan.document.period is not None:
        return
    for section in plan.sections:
        match = rules.periods.plans.search(canonical(section.title))
        if match is None or int(match["year"]) >= own or _reports(plan, rules, section):
            continue
        span = _title_span(plan, section)
        fields = {
            "text": same(plan.words(span)),
            "year": same(match["year"]),
            "plan_year": same(str(own)),
        }
        message = filled(rules.rules.plan_year_mismatch.messages.heading, fields)
        place = Place(span, section.path)
        yield finding(plan, rules, "plan-year-mismatch", place, message, evidence=[span], certainty="likely")


def _reports(plan: Plan, rules: CheckRules, section: Section) -> bool:
    """True under a heading that reports, where the goals of a past year are told beside its results."""
    while True:
        if rules.periods.reports.search(canonical(section.title)) is not None:
            return True
        if section.parent is None:
            return False
        section = plan.sections[section.parent]


def _early_results(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    issued = plan.document.issued_on
    if issued is None:
        return
    rule = rules.periods
    for section in plan.sections:
        title = canonical(section.title)
        match = rule.reports.search(title)
        if match is None or rule.part_of_year.search(title) or rule.estimate.search(title):
            continue
        end = date(int(match["year"]), 12, 31) - timedelta(days=rule.grace_days)
        told = [t for t in plan.targets if section.start <= t.span[0] < section.end and t.status == "actual"]
        whole = [t for t in told if rule.part_of_year.search(_clause(plan, t.span)) is None]
        if last_day(issued) >= end or not whole or rule.part_of_year.search(_opening(plan, section)):
            continue
        span = _title_span(plan, section)
        fields = {
            "text": same(plan.words(span)),
            "year": same(match["year"]),
            "issued": same(format_date(issued)),
        }
        message = filled(rules.rules.period_not_elapsed.messages.early, fields)
        yield finding(
            plan,
            rules,
            "period-not-elapsed",
            Place(span, section.path),
            message,
            evidence=[span, whole[0].span],
            certainty="likely",
        )


def _clause(plan: Plan, span: Span) -> str:
    """The paragraph in which a record stands, up to its end."""
    block = plan.text.blocks[plan.text.block_at(span[0])]
    return canonical(plan.text.text[block.body : span[1]])


def _opening(plan: Plan, section: Section) -> str:
    """The first paragraph under a heading, which may say how far the year had gone."""
    blocks = plan.text.blocks[section.block + 1 : section.block + 2]
    return canonical(" ".join(plan.text.words(block) for block in blocks if block.start < section.end))


def _title_span(plan: Plan, section: Section) -> Span:
    block = plan.text.blocks[section.block]
    at = plan.text.text.find(section.title, block.start, block.end)
    return (at, at + len(section.title)) if at >= 0 else (block.start, block.end)
