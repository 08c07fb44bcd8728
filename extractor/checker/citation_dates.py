"""The dates of citations: `citation-date-impossible`, `citation-conflict`.

A citation whose date contradicts its own number is not reported again.
"""

from collections import defaultdict
from collections.abc import Iterator

from extractor.checker.citations import year_in_number
from extractor.checker.dates import first_day, format_date, last_day
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import Words, joined, same
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Citation, Finding
from extractor.rulebook.checks import CheckRules

_FULL_DATE = len("2021-10-28")
_AND = " / "
# A day that no calendar has may be left out of the citation: it is looked for right behind it.
_GAP, _REACH = len(", ngày "), 40


def judge_citation_dates(plan: Plan, rules: CheckRules) -> Verdicts:
    """Dates that no calendar has, dates after the plan's own, and one number with two dates."""
    late = list(_later(plan, rules))
    return Verdicts(findings=(*_no_such_day(plan, rules), *late, *_conflicts(plan, rules)))


def _no_such_day(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    for citation in plan.citations:
        start, end = citation.span
        for date in find_dates(canonical(plan.text.text[start : end + _REACH])):
            if date.iso is None and start + date.start <= end + _GAP:
                span = start + date.start, start + date.end
                wording = rules.rules.citation_date_impossible.messages.no_such_day
                yield _finding(plan, rules, citation, span, filled(wording, {"text": same(plan.words(span))}))


def _later(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    issued = plan.document.issued_on
    if issued is None:
        return
    for citation in plan.citations:
        cited = citation.issued_on
        if cited is None or _contradicts_itself(citation) or first_day(cited) <= last_day(issued):
            continue
        fields = {
            "cited": same(_name(citation)),
            "date": same(format_date(cited)),
            "issued": same(format_date(issued)),
        }
        message = filled(rules.rules.citation_date_impossible.messages.later, fields)
        yield _finding(plan, rules, citation, citation.span, message)


def _finding(plan: Plan, rules: CheckRules, citation: Citation, span: Span, message: Words) -> Finding:
    return finding(
        plan,
        rules,
        "citation-date-impossible",
        Place(span, citation.section),
        message,
        evidence=[citation.span],
    )


def _contradicts_itself(citation: Citation) -> bool:
    year = year_in_number(citation.number_normalised or citation.number)
    return year is not None and citation.issued_on is not None and int(citation.issued_on[:4]) != year


def _conflicts(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Whole dates of one number that differ; told where the rarer of them, or the later one, stands."""
    for citations in _by_number(plan).values():
        dates = [c.issued_on for c in citations]
        if len(set(dates)) < 2:
            continue
        usual = max(dict.fromkeys(dates), key=dates.count)
        odd = next(c for c in citations if c.issued_on != usual)
        if dates.count(usual) == dates.count(odd.issued_on):
            odd = citations[-1] if citations[-1].issued_on != dates[0] else odd
        written = joined((same(format_date(date or "")) for date in dict.fromkeys(dates)), _AND)
        fields = {"cited": same(_name(odd)), "dates": written}
        yield finding(
            plan,
            rules,
            "citation-conflict",
            Place(odd.span, odd.section),
            filled(rules.rules.citation_conflict.messages.dates, fields),
            evidence=[c.span for c in citations],
            certainty="likely",
        )


def _by_number(plan: Plan) -> dict[tuple[str, str], list[Citation]]:
    """Citations with a whole date, by kind and number; a number that begins anew each year needs its year.

    Without a year inside it, a number names one document only where day and month agree or the issuer
    is the central one, and so only the same day and month of two years is held to be one document.
    """
    groups: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in plan.citations:
        number = citation.number_normalised or citation.number
        if number is None or citation.issued_on is None or len(citation.issued_on) < _FULL_DATE:
            continue
        if _contradicts_itself(citation):
            continue
        year = year_in_number(number)
        key = number if year is not None else f"{number} {citation.issued_on[5:]}"
        groups[citation.cited_type, key.casefold()].append(citation)
    return groups


def _name(citation: Citation) -> str:
    return " ".join(filter(None, (citation.cited_type, citation.number)))
