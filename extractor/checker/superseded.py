"""Legal bases that another document had replaced before the plan's date: `citation-superseded`."""

from extractor.checker.dates import format_date
from extractor.checker.outline import earliest_day
from extractor.checker.outside import Outside
from extractor.checker.plan_words import words_at
from extractor.checker.registry import number_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Check, Citation, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import ProgrammeRules, Superseded
from extractor.rulebook.registry import year_in_number

_YEAR = len("2021")
_GAP = 2  # years between the end of a period and a plan year that can only be of the next one


def judge_superseded(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every basis that is known to have been replaced at some time, and those replaced already.

    Only bases are judged: results and references speak of documents of their own time.
    """
    checks: list[Check] = []
    found: list[Finding] = []
    day = earliest_day(plan)
    for citation in plan.citations:
        known = _known(citation, outside.programmes) if citation.role == "basis" else None
        if known is None or _is_in_a_title(plan, rules, citation):
            continue
        place = Place(citation.span, citation.section)
        if day is None:
            reason = rules.reasons.plan_undated
            checks.append(checked(plan, "basis-in-force", place, "not-checkable", reason=reason))
            continue
        gone = known.ended <= day and not (known.period and _may_go_on(plan, known.period))
        checks.append(checked(plan, "basis-in-force", place, "disagrees" if gone else "agrees"))
        if gone:
            found.append(_finding(plan, rules, citation, known))
    return Verdicts(tuple(checks), tuple(found))


def _is_in_a_title(plan: Plan, rules: CheckRules, citation: Citation) -> bool:
    """«Căn cứ Thông tư … hướng dẫn Nghị định …»: the later document is named by the title of the one relied on."""
    start = citation.span[0]
    block = plan.text.blocks[plan.text.block_at(start)]
    before = [
        other.span[1] for other in plan.citations if block.start <= other.span[0] and other.span[1] <= start
    ]
    if not before:
        return False
    between = words_at(plan, max(before), start)
    return ";" not in between and rules.superseded.inside.search(between) is not None


def _known(citation: Citation, programmes: ProgrammeRules) -> Superseded | None:
    """The entry that a citation can only mean."""
    number = number_of(citation)
    if number is None:
        return _law(citation, programmes)
    known = programmes.replaced(number)
    if known is None or known.issued_on is None or year_in_number(number) is not None:
        return known
    return known if (citation.issued_on or "")[:_YEAR] == known.issued_on[:_YEAR] else None


def _law(citation: Citation, programmes: ProgrammeRules) -> Superseded | None:
    """A law cited by its name and its day; the name may go on where no other law has that day."""
    if citation.issued_on is None:
        return None
    words = canonical(" ".join(citation.text.split()))
    for known in programmes.superseded.values():
        if known.law and known.issued_on == citation.issued_on and words.startswith(known.law):
            return known
    return None


def _may_go_on(plan: Plan, period: str) -> bool:
    """True where the plan may still be of the period: its work often goes on for a year or two."""
    year = plan.document.plan_year or (plan.document.period or (0, 0))[0]
    return year < int(period[-_YEAR:]) + _GAP


def _finding(plan: Plan, rules: CheckRules, citation: Citation, known: Superseded) -> Finding:
    texts = rules.rules.citation_superseded.messages
    fields = {
        "text": same(" ".join(citation.text.split())),
        "by": same(known.by),
        "source": same(known.source),
    }
    if known.period:
        message = filled(texts.over, {**fields, "period": same(known.period)})
    else:
        message = filled(texts.replaced, {**fields, "date": same(format_date(known.ended))})
    return finding(
        plan,
        rules,
        "citation-superseded",
        Place(citation.span, citation.section),
        message,
        expected=known.by,
        evidence=[citation.span],
        certainty="likely",
    )
