"""`check --explain`: how each finding was reckoned, and what was looked at, in words.

Everything is told from the check records, that is from the figures that decided.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from extractor.plan import Audit
from extractor.records import Check, Finding, Interval, Span, Term, decimal_text
from extractor.reporting.numbers import figure
from extractor.reporting.places import line_and_column, shortened
from extractor.reporting.screen import Line, Sheet, line
from extractor.reporting.words import WORDS, Lang, say

# What each term of a relation is, in the order of its record; the last words serve all that follow.
_TERMS: Final[Mapping[str, tuple[str, ...]]] = {
    "sum": ("total", "part"),
    "ratio": ("count", "whole", "stated"),
    "growth": ("before", "after", "change"),
    "shares": ("share",),
    "granularity": ("population", "stated"),
    "amount-in-words": ("in_figures", "in_words"),
}
_PAIRS: Final = ("count", "stated")  # of every pair of a count and its rate
_PERCENT: Final = frozenset({"ratio", "shares", "granularity"})
_BETWEEN: Final = frozenset({"granularity"})  # what is computed stands on either side of what is stated
_POPULATION: Final = "count-rate"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A plan as judged, and the reasons of its rules by what they say."""

    audit: Audit
    reasons: Mapping[str, str]

    def deciding(self, finding: Finding) -> list[Check]:
        """The relations that a finding rests on: those between figures of its evidence; where some of them
        do not agree, only those."""
        shown = [finding.span, *(evidence.span for evidence in finding.evidence)]
        about = [check for check in self.audit.checks if _within(check, shown)]
        return [check for check in about if check.verdict != "agrees"] or about

    def place(self, span: Span, lang: Lang) -> str:
        """`dòng 14, cột 3 · trang 2`, in the plan's normalised text."""
        text = self.audit.plan.text
        row, column = line_and_column(text.text, span[0])
        page = text.blocks[text.block_at(span[0])].page if text.blocks else None
        paging = "" if page is None else f" · {say(lang, 'finding.page', page=page)}"
        return say(lang, "reckoned.place", line=row, column=column) + paging

    def reading(self, check: Check, lang: Lang) -> str:
        """How the figures were read, or why they could not be set against each other."""
        if check.reason is None:
            return say(lang, "reading.plain") if check.terms else ""
        key = f"reading.{self.reasons.get(check.reason)}"
        return say(lang, key) if lang == "vi" and key in WORDS else check.reason

    def is_money(self, term: Term) -> bool:
        """Whether a term is one of the plan's sums, whose values are in triệu đồng."""
        return any(budget.figure[0] == term.span[0] for budget in self.audit.plan.budgets)


def _within(check: Check, shown: Sequence[Span]) -> bool:
    if not check.terms:
        return check.span in shown
    return all(any(s <= term.span[0] and term.span[1] <= e for s, e in shown) for term in check.terms)


def reckoned_lines(finding: Finding, reckoning: Reckoning, lang: Lang) -> Iterator[Line]:
    """What a finding rests on: every relation with its figures, and the words of no relation with their place."""
    about = reckoning.deciding(finding)
    for check in about:
        yield from _relation_lines(check, reckoning, lang)
    figures = [term.span for check in about for term in check.terms]
    for evidence in finding.evidence:
        if not any(evidence.span[0] <= start and end <= evidence.span[1] for start, end in figures):
            words = f"«{shortened(evidence.text)}»: {reckoning.place(evidence.span, lang)}"
            yield line(f"{say(lang, 'reckoned.rests_on')} {words}", indent=4)
    if not figures:
        yield line(say(lang, "reckoned.words_only"), "dim", indent=4)


def _relation_lines(check: Check, reckoning: Reckoning, lang: Lang) -> Iterator[Line]:
    name, verdict = relation_name(lang, check.relation), say(lang, f"verdict.{check.verdict}")
    if not check.terms:
        yield line(f"{name}: {verdict}", "cyan", indent=4)
        return
    unit = say(lang, "reckoned.million") if reckoning.is_money(check.terms[0]) else ""
    yield line(", ".join(part for part in (name, unit) if part), "cyan", indent=4)
    for number, term in enumerate(check.terms):
        yield line(_term(check.relation, number, term, reckoning, lang), indent=6)
    yield from (line(text, indent=6) for text in _outcome(check, lang))
    yield line(f"{say(lang, 'reckoned.reading')}: {reckoning.reading(check, lang)}", indent=6)
    yield line(f"{say(lang, 'reckoned.verdict')}: {verdict}", indent=6)


def relation_name(lang: Lang, relation: str) -> str:
    """What a relation is called; its id where it has no name."""
    key = f"relation.{relation}"
    return f"{say(lang, key)} ({relation})" if key in WORDS else relation


def _term(relation: str, number: int, term: Term, reckoning: Reckoning, lang: Lang) -> str:
    """`phần «200 triệu đồng» (dòng 14, cột 3): 200, từ 199,5 đến 200,5`."""
    if relation == _POPULATION:
        name = _PAIRS[number % len(_PAIRS)]
    else:
        names = _TERMS.get(relation, ("figure",))
        name = names[min(number, len(names) - 1)]
    where = f"{say(lang, f'term.{name}')} «{shortened(term.text)}» ({reckoning.place(term.span, lang)})"
    exact = term.interval == (term.value, term.value)
    meant = say(lang, "reckoned.exact") if exact else interval_words(lang, term.interval)
    return f"{where}: {figure(lang, term.value)}, {meant}"


def interval_words(lang: Lang, interval: Interval) -> str:
    """`từ 199,5 đến 200,5`; a bound that is open is left out."""
    low, high = interval
    if low is None and high is None:
        return say(lang, "interval.any")
    if low is None or high is None:
        end = low if low is not None else high
        assert end is not None
        return say(lang, "interval.least" if high is None else "interval.most", end=figure(lang, end))
    if low == high:
        return say(lang, "interval.point", value=figure(lang, low))
    return say(lang, "interval.both", low=figure(lang, low), high=figure(lang, high))


def _outcome(check: Check, lang: Lang) -> Iterator[str]:
    """What was stated, what comes out of the other figures, and how far they lie apart."""
    for key, interval in (("reported", check.reported), ("computed", check.computed)):
        if interval is not None:
            mark = "%" if check.relation in _PERCENT else ""
            name = f"reckoned.{key}.{check.relation}"
            told = say(lang, name if name in WORDS else f"reckoned.{key}")
            yield f"{told}: {interval_words(lang, interval)}{mark and f' {mark}'}"
    if check.reported is not None and check.computed is not None and check.relation not in _BETWEEN:
        yield f"{say(lang, 'reckoned.gap')}: {_gap(check.reported, check.computed, lang)}"


def _gap(reported: Interval, computed: Interval, lang: Lang) -> str:
    apart = gap(reported, computed)
    return say(lang, "reckoned.no_gap") if apart is None else interval_words(lang, apart)


def gap(one: Interval, other: Interval) -> Interval | None:
    """How far two intervals lie apart, at least and at most; None where they share a value."""
    for lower, upper in ((one, other), (other, one)):
        if lower[1] is not None and upper[0] is not None and lower[1] < upper[0]:
            most = None if lower[0] is None or upper[1] is None else upper[1] - lower[0]
            return upper[0] - lower[1], most
    return None


def coverage_sheet(checks: Iterable[Check], reckoning: Reckoning, lang: Lang) -> Sheet:
    """How many relations were looked at, by relation, verdict and the way they were read."""
    counts = Counter((check.relation, check.verdict, reckoning.reading(check, lang)) for check in checks)
    rows = tuple(
        (relation_name(lang, relation), say(lang, f"verdict.{verdict}"), figure(lang, count), reading)
        for (relation, verdict, reading), count in sorted(counts.items())
    )
    headers = tuple(say(lang, f"column.{name}") for name in ("relation", "verdict", "count", "reading"))
    return Sheet(say(lang, "reckoned.coverage"), headers, rows, frozenset({2}))


def reckoned_json(finding: Finding, reckoning: Reckoning) -> list[dict[str, Any]]:
    """The relations that a finding rests on, as check records, each with the gap between its intervals."""
    return [
        check.model_dump(mode="json") | {"gap": _gap_json(check)} for check in reckoning.deciding(finding)
    ]


def _gap_json(check: Check) -> list[str | None] | None:
    if check.reported is None or check.computed is None:
        return None
    apart = gap(check.reported, check.computed)
    return None if apart is None else [None if end is None else decimal_text(end) for end in apart]


def coverage_json(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """The counts of the coverage, a row for each relation, verdict and reason."""
    counts = Counter((check.relation, check.verdict, check.reason or "") for check in checks)
    return [
        {"relation": relation, "verdict": verdict, "reason": reason or None, "count": count}
        for (relation, verdict, reason), count in sorted(counts.items())
    ]
