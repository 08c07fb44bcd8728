"""Findings and the coverage of the checks, as the auditor reads them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from extractor.baseline import Marked, Sifted
from extractor.plan import Audit
from extractor.records import Finding, Span
from extractor.reporting.calculations import (
    Reckoning,
    coverage_json,
    coverage_sheet,
    reckoned_json,
    reckoned_lines,
)
from extractor.reporting.doubts import doubt_lines, doubts_json
from extractor.reporting.numbers import figure
from extractor.reporting.places import shortened, shown_path, shown_place
from extractor.reporting.screen import SEVERITY_STYLE, Item, Line, line
from extractor.reporting.words import Lang, rule_name, say

if TYPE_CHECKING:
    from extractor.corpus import StoredFinding

SEVERITIES: Final = ("error", "warning", "info")
VERDICTS: Final = ("agrees", "rounding", "disagrees", "not-checkable")


def audit_lines(audit: Audit, lang: Lang) -> Iterator[Line]:
    """One plan: its findings, the gravest first, then what was checked."""
    yield from _plan_lines(audit, audit.findings, "check.clean", lang)


def sifted_lines(sifted: Sifted, lang: Lang, reckoning: Reckoning | None = None) -> Iterator[Item]:
    """The same with the new findings alone, and how many are known; with a `reckoning`, how each was found."""
    new = [one.finding for one in sifted.new]
    nothing = "check.nothing_new" if sifted.known else "check.clean"
    yield from _plan_lines(sifted.audit, new, nothing, lang, reckoning)
    if sifted.known:
        yield line(say(lang, "check.known", count=figure(lang, len(sifted.known))), "dim", indent=2)
    if reckoning is not None and sifted.audit.checks:
        yield coverage_sheet(sifted.audit.checks, reckoning, lang)


def _plan_lines(
    audit: Audit, findings: Iterable[Finding], nothing: str, lang: Lang, reckoning: Reckoning | None = None
) -> Iterator[Line]:
    """The plan's name, these of its findings or the words `nothing`, and the coverage."""
    yield line(audit.plan.document.doc, "bold")
    ordered = by_severity(findings)
    if not ordered:
        yield line(say(lang, nothing), "green", indent=2)
    for finding in ordered:
        yield from _finding_lines(finding, lang)
        if reckoning is not None:
            yield from reckoned_lines(finding, reckoning, lang)
    yield from doubt_lines(audit.plan.text, lang)
    yield line(coverage(Counter(check.verdict for check in audit.checks), lang), "dim", indent=2)


def sifted_json(sifted: Sifted, reckoning: Reckoning | None = None) -> dict[str, Any]:
    """One plan for another program to read: its new findings as records with their fingerprints, how many
    are known, its checks counted by verdict, its doubtful figures; with a `reckoning`, what each finding rests on."""
    ordered = sorted(sifted.new, key=lambda one: _gravity(one.finding))
    checks = sifted.audit.checks
    return {
        "doc": sifted.audit.plan.document.doc,
        "findings": [_marked_json(one, reckoning) for one in ordered],
        "known": len(sifted.known),
        "checks": Counter(check.verdict for check in checks),
        **({"doubts": doubts} if (doubts := doubts_json(sifted.audit.plan.text)) else {}),
        **({"coverage": coverage_json(checks)} if reckoning is not None else {}),
    }


def _marked_json(one: Marked, reckoning: Reckoning | None) -> dict[str, Any]:
    shown = {**one.finding.model_dump(mode="json"), "fingerprint": one.fingerprint}
    return shown if reckoning is None else {**shown, "calculations": reckoned_json(one.finding, reckoning)}


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, then as they stand in the plan."""
    return sorted(findings, key=_gravity)


def _gravity(finding: Finding) -> tuple[int, Span]:
    return SEVERITIES.index(finding.severity), finding.span


def coverage(counts: Mapping[str, int], lang: Lang) -> str:
    """How many relations were looked at, by verdict."""
    if not counts:
        return say(lang, "check.no_coverage")
    parts = [
        f"{say(lang, f'verdict.{name}')} {figure(lang, counts[name])}"
        for name in VERDICTS
        if counts.get(name)
    ]
    return say(lang, "check.coverage", counts=", ".join(parts))


def _finding_lines(finding: Finding, lang: Lang) -> Iterator[Line]:
    yield _head(finding.severity, finding.rule, shown_place(lang, finding.section, finding.page), lang)
    yield line(finding.message_en if lang == "en" else finding.message, indent=4)
    words = dict.fromkeys(shortened(evidence.text) for evidence in finding.evidence)
    quoted = " | ".join(f"«{text}»" for text in words or [shortened(finding.text)])
    yield line(f"{say(lang, 'finding.evidence')}: {quoted}", indent=4)
    if finding.expected is not None:
        yield line(f"{say(lang, 'finding.expected')}: {finding.expected}", indent=4)


def _head(severity: str, rule: str, place: str, lang: Lang) -> Line:
    pieces = [
        (say(lang, f"severity.{severity}"), SEVERITY_STYLE[severity]),
        (f" · {rule_name(lang, rule)}", "dim"),
    ]
    return Line((*pieces, (f" · {place}" if place else "", "")), indent=2)


def stored_finding_lines(number: int, finding: "StoredFinding", lang: Lang) -> Iterator[Line]:
    """A finding of the corpus: file, section, what is wrong, the words."""
    yield line(f"{number}. {shown_path(finding.path)}", "bold")
    yield _head(finding.severity, finding.rule, shown_place(lang, finding.section, finding.page), lang)
    yield line(finding.message_en if lang == "en" else finding.message_vi, indent=4)
    yield line(f"«{shortened(finding.text)}»", indent=4)
