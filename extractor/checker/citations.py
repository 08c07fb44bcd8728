"""Citations against themselves: `citation-year-mismatch`, `citation-incomplete`."""

from collections.abc import Iterator

from extractor import regex
from extractor.checker.plan_words import words_at
from extractor.checker.registry import number_of
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.language.dates import find_dates
from extractor.language.text import canonical_text
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Citation, Finding
from extractor.rulebook.checks import CheckRules, YearRule
from extractor.rulebook.registry import year_in_number

_LAST_YEAR = regex.compile(r"(?:19|20)\d{2}(?!.*\d)")


def judge_citations(plan: Plan, rules: CheckRules) -> Verdicts:
    """What the citations of a plan say against themselves."""
    return Verdicts(
        findings=(*_year_mismatches(plan, rules), *_incomplete(plan, rules), *_blank(plan, rules))
    )


def _year_mismatches(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    for citation in plan.citations:
        year = year_in_number(number_of(citation))
        if year is None or citation.year != year or not citation.issued_on:
            continue
        if int(citation.issued_on[:4]) != year:
            yield _year_finding(plan, rules, citation, year)


def _year_finding(plan: Plan, rules: CheckRules, citation: Citation, year: int) -> Finding:
    span = _date_span(plan, citation) or citation.span
    written = plan.words(span)
    expected = _LAST_YEAR.sub(str(year), written) if span != citation.span else f"{citation.number}"
    fields = {
        "cited": same(f"{citation.cited_type} {citation.number}"),
        "year": same(str(year)),
        "text": same(written),
        "expected": same(expected),
    }
    return finding(
        plan,
        rules,
        "citation-year-mismatch",
        Place(span, citation.section),
        filled(rules.rules.citation_year_mismatch.messages.mismatch, fields),
        expected=expected,
        evidence=[citation.span],
    )


def _date_span(plan: Plan, citation: Citation) -> Span | None:
    """The words of the cited date inside the citation."""
    text = words_at(plan, citation.span[0], citation.span[1])
    for date in find_dates(text):
        if date.iso == citation.issued_on:
            return citation.span[0] + date.start, citation.span[0] + date.end
    return None


def _incomplete(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    for citation in plan.citations:
        rule = rules.number_has_year.get(citation.cited_type)
        if rule is None or _excused(citation, rule):
            continue
        number = number_of(citation)
        if number is None:
            yield _no_number(plan, rules, citation)
        elif match := rule.without_year.fullmatch(number):
            yield _no_year(plan, rules, citation, match)


def _blank(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """«Nghị định số …/2021/NĐ-CP»: the serial is left out, so that nothing is cited."""
    lowered = canonical_text(plan.text.text)
    for match in rules.number_blank.finditer(lowered):
        kind = next(kind for kind in rules.number_has_year if match[0].startswith(kind.lower()))
        yield _blank_finding(plan, rules, kind, match.span())
    for match in rules.number_left_out.finditer(lowered):
        dates = [date.iso for date in find_dates(match["date"])]
        if len(dates) == 1 and dates[0] not in {None, plan.document.issued_on}:
            yield _blank_finding(plan, rules, plan.words(match.span("type")), match.span("blank"))


def _blank_finding(plan: Plan, rules: CheckRules, kind: str, span: Span) -> Finding:
    fields = {"type": same(kind), "text": same(plan.words(span))}
    return finding(
        plan,
        rules,
        "citation-incomplete",
        Place(span, section_at(plan, span[0])),
        filled(rules.rules.citation_incomplete.messages.no_number, fields),
        evidence=[span],
    )


def _excused(citation: Citation, rule: YearRule) -> bool:
    return citation.issued_on is not None and int(citation.issued_on[:4]) < rule.since


def _no_number(plan: Plan, rules: CheckRules, citation: Citation) -> Finding:
    fields = {"type": same(citation.cited_type), "text": same(plan.words(citation.span))}
    return finding(
        plan,
        rules,
        "citation-incomplete",
        Place(citation.span, citation.section),
        filled(rules.rules.citation_incomplete.messages.no_number, fields),
        evidence=[citation.span],
        certainty="likely",
    )


def _no_year(plan: Plan, rules: CheckRules, citation: Citation, match: "regex.Match[str]") -> Finding:
    texts = rules.rules.citation_incomplete.messages
    full = _in_full(plan, citation, match["serial"], match["rest"])
    year = citation.issued_on[:4] if citation.issued_on else "…"
    expected = f"{citation.cited_type} {full or '/'.join((match['serial'], year, match['rest']))}"
    fields = {
        "type": same(citation.cited_type),
        "text": same(plan.words(citation.span)),
        "expected": same(expected),
    }
    return finding(
        plan,
        rules,
        "citation-incomplete",
        Place(citation.span, citation.section),
        filled(texts.in_full_elsewhere if full else texts.no_year, fields),
        expected=expected,
        evidence=[citation.span],
        severity="info" if full else None,
        certainty="possible" if full else "certain",
    )


def _in_full(plan: Plan, citation: Citation, serial: str, rest: str) -> str | None:
    """The same document's whole number, where the plan cites it with its year elsewhere."""
    pattern = regex.compile(
        rf"0*{regex.escape(serial.lstrip('0'))}/(?P<year>\d{{4}})/{regex.escape(rest)}", regex.IGNORECASE
    )
    known = {
        number: match["year"]
        for other in plan.citations
        if other.cited_type == citation.cited_type
        and (number := number_of(other)) is not None
        and (match := pattern.fullmatch(number))
    }
    year = citation.issued_on[:4] if citation.issued_on else None
    fitting = [number for number, own in known.items() if year in (None, own)]
    return fitting[0] if len(fitting) == 1 else None
