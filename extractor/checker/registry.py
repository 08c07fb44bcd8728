"""Cited dates against the registry of documents: `citation-conflict` where many texts give another one."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.checker.dates import format_date
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, same
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Check, Citation, Finding
from extractor.rulebook.across import RegistryRule
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.registry import LegalDocument, LegalDocuments, bare_number

_FULL_DATE = len("2021-10-28")
_YEAR = len("2021")


def number_of(citation: Citation) -> str | None:
    """The number as it should be written, or as it is where nothing had to be mended."""
    return citation.number_normalised or citation.number


def known_document(citation: Citation, documents: LegalDocuments, rule: RegistryRule) -> LegalDocument | None:
    """The document that a citation with a whole date can only mean; None where several or none are known.

    A number without a year begins anew each year: it means the document of the cited year, or else the
    only one of the same day and month.
    """
    number, day = number_of(citation), citation.issued_on
    if number is None or day is None or len(day) < _FULL_DATE:
        return None
    known = [d for d in documents.numbered(number) if _counts(citation, number, d, rule)]
    of_year = [d for d in known if d.issued_on[:_YEAR] == day[:_YEAR]]
    fitting = of_year or [d for d in known if d.issued_on[_YEAR:] == day[_YEAR:]]
    return fitting[0] if len(fitting) == 1 else None


def _counts(citation: Citation, number: str, document: LegalDocument, rule: RegistryRule) -> bool:
    """Whether the row may speak of this citation: the numbers of localities are given by each of them."""
    if document.agreed < rule.least_agreeing:
        return False
    if document.issuer is not None and _same_issuer(citation.issuer, document.issuer):
        return True
    if rule.national.search(number) is None:
        return False
    return rule.laws.search(number) is None or citation.cited_type in rule.law_types


def _same_issuer(cited: str | None, known: str) -> bool:
    return cited is not None and canonical(" ".join(cited.split())) == canonical(known)


def support(document: LegalDocument, rules: CheckRules) -> Words:
    """How many texts give the date, as a sentence."""
    fields = {
        "agreed": same(str(document.agreed)),
        "count": same(str(document.cited)),
        "expected": same(format_date(document.issued_on)),
    }
    return filled(rules.rules.citation_conflict.messages.support, fields)


def judge_registry(
    plan: Plan, rules: CheckRules, documents: LegalDocuments, citations: Iterable[Citation]
) -> Verdicts:
    """A check for every date that the registry knows; one finding for each number dated otherwise."""
    checks: list[Check] = []
    groups: dict[tuple[str, str | None], list[tuple[Citation, LegalDocument]]] = defaultdict(list)
    for citation in citations:
        document = known_document(citation, documents, rules.registry)
        if document is None:
            continue
        agrees = document.issued_on == citation.issued_on
        place = Place(citation.span, citation.section)
        checks.append(checked(plan, "citation-date", place, "agrees" if agrees else "disagrees"))
        if not agrees:
            groups[bare_number(document.number), citation.issued_on].append((citation, document))
    found = (_finding(plan, rules, [c for c, _ in group], group[0][1]) for group in groups.values())
    return Verdicts(tuple(checks), tuple(found))


def _finding(plan: Plan, rules: CheckRules, citations: list[Citation], document: LegalDocument) -> Finding:
    first = citations[0]
    cited = first.issued_on or ""
    fields = {
        "cited": same(f"{first.cited_type} {first.number}"),
        "date": same(format_date(cited)),
        "support": support(document, rules),
    }
    return finding(
        plan,
        rules,
        "citation-conflict",
        Place(first.span, first.section),
        filled(rules.rules.citation_conflict.messages.registry, fields),
        expected=format_date(document.issued_on),
        evidence=[citation.span for citation in citations],
        certainty="likely" if cited[:_YEAR] == document.issued_on[:_YEAR] else "possible",
    )
