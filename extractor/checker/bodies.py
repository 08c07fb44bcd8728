"""Bodies that do not exist at the plan's level or date: `body-nonexistent`."""

from collections.abc import Iterator

from extractor import regex
from extractor.checker.outline import earliest_day, reports
from extractor.checker.outside import Outside
from extractor.checker.plan_words import clause_at, words_at
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.wording import Words, same
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import Body

_DISTRICT = "district"
_YEAR = regex.compile(r"\b20\d\d\b(?!/)")


def judge_bodies(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every kind of body that a plan gives work or sends a copy to, and those that are not there.

    Results tell of their own time, a document of a body was written when it was there: neither is judged.
    """
    day = earliest_day(plan)
    checks: list[Check] = []
    found: list[Finding] = []
    for name, body in outside.programmes.bodies.items():
        if name == _DISTRICT and plan.document.issuer_level == "district":
            continue  # a district's own plan: its date is what is wrong, if anything
        spans = list(_mentions(plan, rules, body))
        if not spans:
            continue
        place = Place(spans[0], section_at(plan, spans[0][0]))
        if day is None:
            reason = rules.reasons.plan_undated
            checks.append(checked(plan, "body-exists", place, "not-checkable", reason=reason))
            continue
        exists = body.exists(day)
        checks.append(checked(plan, "body-exists", place, "agrees" if exists else "disagrees"))
        if not exists:
            found.append(_finding(plan, rules, body, place, spans))
    return Verdicts(tuple(checks), tuple(found))


def _mentions(plan: Plan, rules: CheckRules, body: Body) -> Iterator[Span]:
    """Where the plan itself names such a body, as one that is there."""
    rule, text = rules.bodies, words_at(plan, 0, len(plan.text.text))
    for match in body.words.finditer(text):
        block = plan.text.blocks[plan.text.block_at(match.start())]
        if match.end() > block.end or not _is_own(plan, rules, match.start()):
            continue
        before = text[max(block.start, match.start() - rule.reach) : match.start()]
        behind = text[match.end() : min(block.end, match.end() + rule.reach)]
        if rule.former.search(before) or rule.former.search(behind):
            continue
        if (
            rule.author.search(before)
            or rule.authored.search(behind)
            or _is_past(plan, rules, body, match.span())
        ):
            continue
        yield match.span()


def _is_past(plan: Plan, rules: CheckRules, body: Body, span: Span) -> bool:
    """«… do Phòng … lập năm 2024»: the clause tells of a time when there was such a body."""
    if body.until is None:
        return False
    clause = clause_at(plan, *span)
    years = _YEAR.findall(clause)
    return rules.bodies.past.search(clause) is not None or any(year < body.until[:4] for year in years)


def _is_own(plan: Plan, rules: CheckRules, at: int) -> bool:
    """True outside reports, quotations, citations and the preamble."""
    told, cited = plan.once(reports, rules.outline), plan.once(_cited)
    return not any(start <= at < end for start, end in (*told, *cited))


def _cited(plan: Plan) -> tuple[Span, ...]:
    """Citations, and the blocks of those that are bases."""
    spans = [citation.span for citation in plan.citations]
    for citation in plan.citations:
        if citation.role == "basis":
            block = plan.text.blocks[plan.text.block_at(citation.span[0])]
            spans.append((block.start, block.end))
    return tuple(spans)


def _finding(plan: Plan, rules: CheckRules, body: Body, place: Place, spans: list[Span]) -> Finding:
    fields = {
        "text": same(plan.words(place.span)),
        "why": Words(body.why.vi, body.why.en),
        "source": same(body.source),
    }
    return finding(
        plan,
        rules,
        "body-nonexistent",
        place,
        filled(rules.rules.body_nonexistent.messages.absent, fields),
        evidence=spans,
        certainty="likely",
    )
