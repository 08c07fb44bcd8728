"""One fault, one finding: of two rules that point at one figure the one that says more is told."""

from collections.abc import Sequence

from extractor.checker.formats import is_malformed
from extractor.plantext import Span
from extractor.records import Finding

_LAST_TERM = 120  # characters behind the terms of a sum in which another may stand
_TOLD_TWICE = 2
_RATIO = "ratio-mismatch"
_GRAVEST = ("error", "warning", "info")
# What says more, and what it makes needless where its figure is among the evidence of the other.
_OVERRULED: dict[str, tuple[str, ...]] = {
    "rate-inconsistent": ("ratio-mismatch", "rate-impossible", "percent-range"),
    "amount-in-words-mismatch": ("unit-scale", "sum-mismatch"),
    "rate-impossible": ("ratio-mismatch", "percent-range"),
    "ratio-mismatch": ("percent-range",),
    "target-conflict": ("sum-mismatch",),
}


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose fault another one tells with more proof."""
    places = {rule: [f for f in findings if f.rule == rule] for rule in {f.rule for f in findings}}
    broken = [f.span for f in findings if f.rule == "number-format" and is_malformed(f.text)]
    findings = [f for f in findings if not _lacks_a_figure(f, broken)]
    findings = _told_once(findings)
    twice = [e.span for f in findings if _is_same_fact(f) for e in f.evidence]
    findings = [f for f in findings if not _is_rounding_of(f, twice)]
    scaled = {f.span for f in findings if f.rule == "unit-scale"}
    findings = [f for f in findings if not (f.rule == "sum-mismatch" and f.span in scaled)]
    wrong = [f.span for f in findings if f.rule == "sum-mismatch" and f.severity == "error"]
    findings = [f for f in findings if not _rests_on_wrong_sum(f, wrong)]
    added = [span for f in findings if f.rule == "sum-mismatch" for span in _suspects(f)]
    return [f for f in findings if not _overruled(f, places) and not _follows_from_sum(f, added)]


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Of several findings on one percentage that its figures do not make, the gravest; of equals, the first."""
    best: dict[Span, Finding] = {}
    for found in findings:
        if found.rule == _RATIO:
            first = best.setdefault(found.span, found)
            if _GRAVEST.index(found.severity) < _GRAVEST.index(first.severity):
                best[found.span] = found
    return [f for f in findings if f.rule != _RATIO or best[f.span] is f]


def _lacks_a_figure(finding: Finding, broken: Sequence[Span]) -> bool:
    """A sum that misses among whose figures, or right behind them, stands one that has no value."""
    if finding.rule != "sum-mismatch" or not broken:
        return False
    spans = [finding.span, *(evidence.span for evidence in finding.evidence)]
    around = min(start for start, _ in spans), max(end for _, end in spans) + _LAST_TERM
    return any(_meet(span, around) for span in broken)


def _is_same_fact(finding: Finding) -> bool:
    """A sum told twice with two values: two figures and no more."""
    return finding.rule == "sum-mismatch" and len(finding.evidence) == _TOLD_TWICE


def _is_rounding_of(finding: Finding, twice: Sequence[Span]) -> bool:
    """A difference that rounding allows, of a figure that its other place in the plan proves wrong."""
    if finding.rule != "rounding-difference":
        return False
    return any(_meet(evidence.span, span) for evidence in finding.evidence for span in twice)


def _rests_on_wrong_sum(finding: Finding, wrong: Sequence[Span]) -> bool:
    """A sum that may be wrong, made of a figure that another sum proves to be."""
    if finding.rule != "sum-mismatch" or finding.severity == "error":
        return False
    return any(e.span in wrong for e in finding.evidence if e.span != finding.span)


def _overruled(finding: Finding, places: dict[str, list[Finding]]) -> bool:
    spans = [finding.span, *(evidence.span for evidence in finding.evidence)]
    stronger = [told for rule in _OVERRULED.get(finding.rule, ()) for told in places.get(rule, ())]
    return any(_meet(told.span, span) for told in stronger for span in spans if not _is_other(told, finding))


def _is_other(told: Finding, worded: Finding) -> bool:
    """A total that its words contradict, and its parts too: two faults where the two make it different sums."""
    if worded.rule != "amount-in-words-mismatch" or told.rule != "sum-mismatch":
        return False
    return None not in {told.expected, worded.expected} and told.expected != worded.expected


def _suspects(mismatch: Finding) -> list[Span]:
    """The figures one of which is wrong: the one that breaks two sums, else all of the sum, its total first."""
    evidence = [each.span for each in mismatch.evidence]
    return evidence if evidence[:1] == [mismatch.span] else [mismatch.span]


def _follows_from_sum(finding: Finding, added: Sequence[Span]) -> bool:
    """A rate or a change made of a figure that makes its column add up wrongly, too: the figure is wrong, not they."""
    if finding.rule not in {"ratio-mismatch", "growth-mismatch"}:
        return False
    made_of = [evidence.span for evidence in finding.evidence if evidence.span != finding.span]
    return any(_meet(span, other) for span in made_of for other in added)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
