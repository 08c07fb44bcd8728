"""One number with two dates over the corpus: `citation-conflict` against what most plans write."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from extractor.checker.dates import format_date
from extractor.checker.registry import known_document
from extractor.checker.report import filled
from extractor.checker.stored import (
    Across,
    CorpusCheck,
    CorpusFinding,
    StoredCitation,
    StoredPlan,
    reason_in_words,
)
from extractor.checker.wording import same
from extractor.language.text import canonical
from extractor.plantext import Span
from extractor.records import Citation
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.registry import LegalDocuments, bare_number, year_in_number

_RELATION = "citation-date"
_YEAR = len("2021")
_SHOWN = 3
Told = Collection[tuple[int, Span]]
Scope = tuple[str, ...]
Cited = tuple[str, str, Scope]


def judge_citations_across(
    citations: Iterable[StoredCitation], rules: CheckRules, documents: LegalDocuments, told: Told
) -> Across:
    """One check for each document that several plans cite with a date, one finding for each plan that differs.

    `told` are citations, by plan and span, that a finding of the plan itself speaks of: they are left out, and
    so is what the registry knows.
    """
    checks: list[CorpusCheck] = []
    findings: list[CorpusFinding] = []
    groups: dict[Cited, list[StoredCitation]] = defaultdict(list)
    for citation in citations:
        cited = document_cited(citation, rules, documents, told)
        if cited is not None:
            groups[cited].append(citation)
    for group in groups.values():
        found = judge_document(group, rules)
        checks += found.checks
        findings += found.findings
    return Across(tuple(checks), tuple(findings))


def judge_document(group: Sequence[StoredCitation], rules: CheckRules) -> Across:
    """As `judge_citations_across`, of the citations of one document."""
    votes = _votes(group)
    if len(set().union(*votes.values())) < 2:
        return Across()
    usual = _usual(votes, rules)
    first = group[0].spot
    if len(votes) == 1:
        return Across((CorpusCheck(first, _RELATION, "agrees"),))
    if usual is None:
        reason = reason_in_words(rules.corpus.reasons.no_majority)
        return Across((CorpusCheck(first, _RELATION, "not-checkable", reason=reason),))
    findings = tuple(_findings(group, usual, votes, rules))
    return Across((CorpusCheck(first, _RELATION, "disagrees"),), findings)


def document_cited(
    citation: StoredCitation, rules: CheckRules, documents: LegalDocuments, told: Told
) -> Cited | None:
    """What a citation cites: number, the year where the number holds none, who gives such numbers.

    None where it is not to be compared.
    """
    year, scope = year_in_number(citation.number), _scope(citation, rules)
    if scope is None or (citation.spot.plan.id, citation.spot.span) in told:
        return None
    if year is not None and str(year) != citation.issued_on[:_YEAR]:
        return None
    if known_document(_as_cited(citation), documents, rules.registry) is not None:
        return None
    return bare_number(citation.number), "" if year is not None else citation.issued_on[:_YEAR], scope


def _as_cited(citation: StoredCitation) -> Citation:
    spot = citation.spot
    return Citation(
        doc=spot.plan.path,
        text=spot.text,
        span=spot.span,
        rule_id="cited",
        cited_type=citation.cited_type,
        number=citation.number,
        issuer=citation.issuer,
        issued_on=citation.issued_on,
        role="reference",
    )


def _scope(citation: StoredCitation, rules: CheckRules) -> Scope | None:
    """Who gives such numbers: one body of the country, or the body of a place; None where that is not said."""
    number = citation.number
    if rules.registry.laws.search(number):
        return (citation.cited_type,)
    if rules.registry.national.search(number):
        return ()
    return _local_scope(citation, rules)


def _local_scope(citation: StoredCitation, rules: CheckRules) -> Scope | None:
    """«UBND tỉnh» is the plan's own province; a place without all those over it may be another."""
    match = rules.corpus.local_body.match(canonical(" ".join((citation.issuer or "").split())))
    if match is None:
        return None
    level = rules.corpus.rank_levels.get(match["rank"])
    own = _own_places(citation.spot.plan)
    if level is None:
        return None
    name = (match["name"] or "").strip() or own[level]
    over = [place for upper in ("district", "province") if (place := own[upper]) and upper != level]
    if not name or (level != "province" and not over):
        return None
    if level == "province" and match["rank"] not in rules.corpus.provinces and name != own["province"]:
        return None  # a city under a province, or one that is a province
    above = () if level == "province" else (over[-1],)
    return ("committee" if match["committee"] else "council", level, name, *above)


def _own_places(plan: StoredPlan) -> dict[str, str | None]:
    named = {"commune": plan.commune, "district": plan.district, "province": plan.province}
    return {level: canonical(name) if name else None for level, name in named.items()}


def _votes(group: Iterable[StoredCitation]) -> dict[str, set[str]]:
    """The plans behind each date; several files of one plan count once."""
    votes: dict[str, set[str]] = defaultdict(set)
    for citation in group:
        votes[citation.issued_on].add(citation.spot.plan.logical)
    return votes


def _usual(votes: Mapping[str, set[str]], rules: CheckRules) -> str | None:
    """The date that the majority of the rule gives."""
    usual = max(sorted(votes), key=lambda day: len(votes[day]))
    agreed, cited = len(votes[usual]), len(set().union(*votes.values()))
    enough = agreed >= rules.corpus.least_agreeing and 100 * agreed >= rules.corpus.share_percent * cited
    return usual if enough else None


def _findings(
    group: Sequence[StoredCitation], usual: str, votes: Mapping[str, set[str]], rules: CheckRules
) -> Iterator[CorpusFinding]:
    odd: dict[tuple[int, str], list[StoredCitation]] = defaultdict(list)
    for citation in group:
        if citation.issued_on != usual:
            odd[citation.spot.plan.id, citation.issued_on].append(citation)
    agreeing = [c.spot for c in group if c.issued_on == usual][:_SHOWN]
    for citations in odd.values():
        first = citations[0]
        fields = {
            "cited": same(f"{first.cited_type} {first.number}"),
            "date": same(format_date(first.issued_on)),
            "agreed": same(str(len(votes[usual]))),
            "count": same(str(len(set().union(*votes.values())))),
            "expected": same(format_date(usual)),
        }
        yield CorpusFinding(
            first.spot,
            "citation-conflict",
            filled(rules.rules.citation_conflict.messages.corpus, fields),
            format_date(usual),
            (*(c.spot for c in citations), *agreeing),
        )
