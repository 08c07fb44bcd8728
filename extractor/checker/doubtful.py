"""Judgements on words read off pictures: what rests on a doubtful figure is no fault of the plan yet."""

from collections.abc import Iterable, Mapping, Sequence

from extractor.checker.report import filled, lower
from extractor.checker.wording import Words, same
from extractor.plan import Plan
from extractor.plantext import Doubt, PlanText, Span
from extractor.records import Check, Finding
from extractor.rulebook.checks import CheckRules, RecognitionRule

_SHOWN = 3
_MOST = 0.99  # nothing recognised is certain


def weighed_findings(
    plan: Plan, rules: CheckRules, findings: Iterable[Finding], checks: Iterable[Check] = ()
) -> list[Finding]:
    """The findings, none that rests on pages recognised from their images an error; the message says why.

    Those made from doubtful figures are `possible`, the others there `likely` at most, and spelling and
    the like (`not_judged`) are not judged there: a misread letter is no slip of the plan. A finding rests on
    its evidence, on the terms of the `checks` of its words, and that of a date on the plan's own (`by_own_date`).
    """
    if not plan.text.recognised:
        return list(findings)
    rule, text = rules.recognition, plan.text
    judged = (f for f in findings if f.rule not in rule.not_judged or text.recognition_at(f.span) is None)
    terms = _terms(checks)
    return [_weighed(finding, _grounds(plan, finding, terms, rule), text, rule) for finding in judged]


def _terms(checks: Iterable[Check]) -> dict[Span, list[Span]]:
    """The figures of the checks that do not agree, by the span that each check or figure has."""
    found: dict[Span, list[Span]] = {}
    for check in checks:
        if check.verdict == "disagrees":
            spans = [term.span for term in check.terms]
            for span in {check.span, *spans}:
                found.setdefault(span, []).extend(spans)
    return found


def _grounds(
    plan: Plan, finding: Finding, terms: Mapping[Span, Sequence[Span]], rule: RecognitionRule
) -> list[Span]:
    """The words that a finding rests on."""
    spans = [finding.span, *(evidence.span for evidence in finding.evidence)]
    spans += [term for span in dict.fromkeys(spans) for term in terms.get(span, ())]
    if finding.rule in rule.by_own_date:
        spans.append((0, plan.document.span[1]))
    return spans


def weighed_checks(plan: Plan, checks: Sequence[Check]) -> list[Check]:
    """The checks with how sure their figures were recognised, and what else those may be."""
    text = plan.text
    return [_weighed_check(check, text) for check in checks] if text.recognised else list(checks)


def _weighed_check(check: Check, text: PlanText) -> Check:
    spans = [check.span, *(term.span for term in check.terms)]
    if doubts := _doubts(text, spans):
        return check.model_copy(update=_told(doubts))
    sure = text.recognition_at(*spans)
    return check if sure is None else check.model_copy(update={"confidence": _held(check.confidence, sure)})


def _held(confidence: float, sure: float) -> float:
    """The confidence of what was recognised without a doubt: never certain."""
    return min(confidence, round(sure, 3), _MOST)


def _weighed(finding: Finding, spans: Sequence[Span], text: PlanText, rule: RecognitionRule) -> Finding:
    if doubts := _doubts(text, spans):
        note = _note(doubts, text, rule)
        told = {
            "severity": lower(finding.severity, rule.most_severe),
            "certainty": "possible",
            "message": f"{finding.message} {note.vi}",
            "message_en": f"{finding.message_en} {note.en}",
        }
        return finding.model_copy(update={**told, **_told(doubts)})
    sure = text.recognition_at(*spans)
    if sure is None:
        return finding
    update: dict[str, object] = {"confidence": _held(finding.confidence, sure)}
    if finding.rule in rule.by_misreading:
        return finding.model_copy(update={**update, "severity": "info", "certainty": "possible"})
    if finding.certainty == "certain":
        update["certainty"] = "likely"
    if finding.severity == "error":
        update["severity"] = rule.most_severe
        update["message"] = f"{finding.message} {rule.recognised.vi}"
        update["message_en"] = f"{finding.message_en} {rule.recognised.en}"
    return finding.model_copy(update=update)


def _doubts(text: PlanText, spans: Iterable[Span]) -> list[Doubt]:
    """The doubtful figures in any of the spans, each once, in text order."""
    found = {doubt.start: doubt for span in spans for doubt in text.doubts_in(*span)}
    return [found[start] for start in sorted(found)]


def _told(doubts: Sequence[Doubt]) -> dict[str, object]:
    return {
        "confidence": min(doubt.confidence for doubt in doubts),
        "readings": tuple(dict.fromkeys(reading for doubt in doubts for reading in doubt.readings)),
    }


def _note(doubts: Sequence[Doubt], text: PlanText, rule: RecognitionRule) -> Words:
    figures = [_figure(doubt, text, rule) for doubt in doubts[:_SHOWN]]
    more = same(", …" if len(doubts) > _SHOWN else "")
    shown = Words(
        ", ".join(one.vi for one in figures) + more.vi, ", ".join(one.en for one in figures) + more.en
    )
    return filled(rule.doubtful, {"figures": shown})


def _figure(doubt: Doubt, text: PlanText, rule: RecognitionRule) -> Words:
    fields = {
        "text": same(text.quote(doubt.start, doubt.end)),
        "page": same(str(text.page_at(doubt.start) or "?")),
        "readings": same(", ".join(f"«{reading}»" for reading in doubt.readings)),
    }
    return filled(rule.figure_or if doubt.readings else rule.figure, fields)
