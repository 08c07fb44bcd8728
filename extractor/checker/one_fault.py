"""One fault, one finding: of two rules that point at one figure the one that says more is told."""

from collections.abc import Sequence

from extractor.plantext import Span
from extractor.records import Finding

# What says more, and what it makes needless where its figure is among the evidence of the other.
_OVERRULED: dict[str, tuple[str, ...]] = {
    "rate-inconsistent": ("ratio-mismatch", "rate-impossible"),
    "amount-in-words-mismatch": ("unit-scale", "sum-mismatch"),
    "rate-impossible": ("ratio-mismatch",),
}


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose fault another one tells with more proof."""
    places = {rule: [f.span for f in findings if f.rule == rule] for rule in {f.rule for f in findings}}
    return [f for f in findings if not _overruled(f, places)]


def _overruled(finding: Finding, places: dict[str, list[Span]]) -> bool:
    spans = [finding.span, *(evidence.span for evidence in finding.evidence)]
    stronger = (place for rule in _OVERRULED.get(finding.rule, ()) for place in places.get(rule, ()))
    return any(start < end_of and start_of < end for start_of, end_of in stronger for start, end in spans)
