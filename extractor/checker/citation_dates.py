"""The dates of citations: `citation-date-impossible`, `citation-conflict`.

A citation whose date contradicts its own number, or cannot be, is not reported again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.checker.dates import first_day, format_date, last_day
from extractor.checker.outside import Outside
from extractor.checker.plan_words import words_at
from extractor.checker.registry import judge_registry, known_document, number_of, support
from extractor.checker.report import Place, Verdicts, filled, finding, sentences
from extractor.checker.wording import Words, joined, same
from extractor.language.dates import find_dates
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Citation, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.registry import LegalDocument, year_in_number

_WORD = regex.compile(r"\p{L}+")
# «Bộ trưởng Bộ Tài chính» signs what «Bộ Tài chính» issues.
_HEAD_OF = regex.compile(
    r"^(?:Bộ trưởng(?:,? Chủ nhiệm)?|Chủ nhiệm|Thống đốc|Tổng Thanh tra) "
    r"(?=(?:Bộ|Ủy ban|Uỷ ban|Ngân hàng|Thanh tra)\b)",
    regex.IGNORECASE,
)
# The levels of which a plan issued at one has exactly one: what it calls «UBND tỉnh» is always the same.
_LEVELS = {
    "commune": ("commune", "district", "province"),
    "district": ("district", "province"),
    "province": ("province",),
}
_OWN = "its own"
_FULL_DATE = len("2021-10-28")
_AND = " / "
# A day that no calendar has may be left out of the citation: it is looked for right behind it.
_GAP, _REACH = len(", ngày "), 40


def judge_citation_dates(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """Dates that no calendar has, dates after the plan's own, one number with two dates, two issuers or not its own."""
    impossible = [*_no_such_day(plan, rules), *_later(plan, rules)]
    conflicts = [*_conflicts(plan, rules, outside), *_issuers(plan, rules)]
    told = {evidence.span for found in (*impossible, *conflicts) for evidence in found.evidence}
    silent = (c for c in plan.citations if c.span not in told and not _contradicts_itself(c))
    registry = judge_registry(plan, rules, outside.documents, silent)
    return Verdicts(registry.checks, (*impossible, *conflicts, *registry.findings))


def _no_such_day(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    for citation in plan.citations:
        start, end = citation.span
        for date in find_dates(words_at(plan, start, end + _REACH)):
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
    year = year_in_number(number_of(citation))
    return year is not None and citation.issued_on is not None and int(citation.issued_on[:4]) != year


def _conflicts(plan: Plan, rules: CheckRules, outside: Outside) -> Iterator[Finding]:
    """Whole dates of one number that differ; told where the wrong, the rarer or the later of them stands."""
    for citations in _by_number(plan, rules).values():
        dates = [c.issued_on for c in citations]
        if len(set(dates)) < 2:
            continue
        odd, known = _odd_one(citations, dates), _known(citations, rules, outside)
        if known is not None:
            odd = next(c for c in citations if c.issued_on != known.issued_on)
        written = joined((same(format_date(date or "")) for date in dict.fromkeys(dates)), _AND)
        fields = {"cited": same(_name(odd)), "dates": written}
        message = filled(rules.rules.citation_conflict.messages.dates, fields)
        yield finding(
            plan,
            rules,
            "citation-conflict",
            Place(odd.span, odd.section),
            message if known is None else sentences((message, support(known, rules))),
            expected=None if known is None else format_date(known.issued_on),
            evidence=[c.span for c in citations],
            certainty="likely",
        )


def _odd_one(citations: Sequence[Citation], dates: Sequence[str | None]) -> Citation:
    """The citation with the rarer date, or with the later one where both are as frequent."""
    usual = max(dict.fromkeys(dates), key=dates.count)
    odd = next(c for c in citations if c.issued_on != usual)
    if dates.count(usual) == dates.count(odd.issued_on) and citations[-1].issued_on != dates[0]:
        return citations[-1]
    return odd


def _known(citations: Sequence[Citation], rules: CheckRules, outside: Outside) -> LegalDocument | None:
    """The document of the registry that the citations mean, where they can only mean one."""
    known = {known_document(c, outside.documents, rules.registry) for c in citations}
    found = [document for document in known if document is not None]
    return found[0] if len(found) == 1 else None


def _issuers(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """Numbers that only one body gives, cited as of two; told where the later of them stands."""
    first: dict[tuple[str, str], Citation] = {}
    for citation in plan.citations:
        number = number_of(citation)
        if number is None or not citation.issuer:
            continue
        named = _names_its_ministry(number, citation.issuer, rules)
        if named is None and citation.issuer not in rules.national_issuers:
            continue
        key = citation.cited_type, number.casefold()
        known = first.setdefault(key, citation)
        named_by_year = year_in_number(number) is not None or known.issued_on == citation.issued_on
        if known.issuer == citation.issuer or not named_by_year:
            continue
        other = _names_its_ministry(number, known.issuer or "", rules)
        if {named, other} != {True, False} and not (
            named is None and rules.national_number.search(number) is not None
        ):
            continue
        issuers = joined((same(known.issuer or ""), same(citation.issuer)), _AND)
        yield finding(
            plan,
            rules,
            "citation-conflict",
            Place(citation.span, citation.section),
            filled(
                rules.rules.citation_conflict.messages.issuers,
                {"cited": same(_name(citation)), "issuers": issuers},
            ),
            evidence=[known.span, citation.span],
            certainty="likely",
        )


def _names_its_ministry(number: str, issuer: str, rules: CheckRules) -> bool | None:
    """Whether «15/2022/TT-BTC» ends in the initials of its issuer; None without a ministry, or one itself short."""
    match = rules.ministry_number.search(number)
    body = _HEAD_OF.sub("", " ".join(issuer.split()))
    words = [word for word in _WORD.findall(body) if word.casefold() != "và"]
    if match is None or len(words) < 2 or any(len(word) > 1 and word.isupper() for word in words):
        return None
    own, initials = match["ministry"].upper(), "".join(word[0] for word in words).upper()
    return initials.startswith(own) or own.startswith(initials)


def _keys(plan: Plan, citation: Citation, issued_on: str, rules: CheckRules) -> Iterator[str]:
    """What citations of one document have in common, in one or more ways."""
    number = number_of(citation) or ""
    if year_in_number(number) is not None:
        yield number
        return
    yield f"{number} {issued_on[5:]}"
    if rules.national_number.search(number) is not None:
        yield f"{number} {issued_on[:4]}"
    elif body := _local_body(plan, citation, rules):
        counted = sum(day <= issued_on for day in rules.recounted)
        yield f"{number} {issued_on[:4]} {counted} {body}"


def _local_body(plan: Plan, citation: Citation, rules: CheckRules) -> str | None:
    """«ubnd tỉnh yên sơn»: a locality's body with its name, which is the plan's own where none is written.

    A plan that never names its province still means one: that which is above its own level, or its own.
    """
    match = rules.corpus.local_body.match(canonical(" ".join((citation.issuer or "").split())))
    level = rules.corpus.rank_levels.get(match["rank"]) if match else None
    if match is None or level is None:
        return None
    own = _LEVELS.get(plan.document.issuer_level or "", ())
    name = (match["name"] or "").strip() or canonical(getattr(plan.document, level) or "")
    name = name or (_OWN if level in own else "")
    return f"{'ubnd' if match['committee'] else 'hđnd'} {match['rank']} {name}" if name else None


def _by_number(plan: Plan, rules: CheckRules) -> dict[tuple[str, str], list[Citation]]:
    """Citations with a whole date, by kind and number; a number that begins anew each year needs its year.

    Without a year inside it, a number names one document only within one year, by one body that is known; else
    only the same day and month of two years is held to be one document.
    """
    groups: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in plan.citations:
        number = number_of(citation)
        if number is None or citation.issued_on is None or len(citation.issued_on) < _FULL_DATE:
            continue
        if _contradicts_itself(citation):
            continue
        for key in _keys(plan, citation, citation.issued_on, rules):
            groups[citation.cited_type, key.casefold()].append(citation)
    return groups


def _name(citation: Citation) -> str:
    return " ".join(filter(None, (citation.cited_type, citation.number)))
