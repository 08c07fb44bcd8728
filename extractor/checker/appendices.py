"""An appendix that the plan sends its reader to, neither in the file nor beside it: `appendix-missing`."""

from collections.abc import Iterable, Iterator

from extractor.checker.beside import lies_beside
from extractor.checker.outside import Outside
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.checker.worlds import worlds_of
from extractor.extraction.signature import RECIPIENTS
from extractor.language.text import canonical, canonical_text
from extractor.plan import Plan
from extractor.plantext import BlockKind, Span
from extractor.records import Finding
from extractor.rulebook.checks import CheckRules

_OPENS, _CLOSES = "(", ")"
_SHOWN = 60


def judge_appendices(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One finding for each appendix named that lies neither in the file nor beside it; none where the file
    holds any."""
    mentions = list(_mentions(plan, rules))
    if not mentions or _has_appendix(plan, rules):
        return Verdicts()
    by_name: dict[str, list[Span]] = {}
    for name, span in mentions:
        by_name.setdefault(name, []).append(span)
    named = {name: spans for name, spans in by_name.items() if name} or by_name
    missing = (
        spans
        for name, spans in named.items()
        if not lies_beside(outside.own, outside.files, name, rules.appendices)
    )
    return Verdicts(findings=tuple(_finding(plan, rules, spans) for spans in missing))


def lies_now_beside(words: str, own: str, files: Iterable[str], rules: CheckRules) -> bool:
    """Whether the appendix that a finding of this rule (by its words) missed is among these files by now."""
    match = rules.appendices.mention.search(canonical(words))
    number = (match["number"] or "").strip(" .") if match else ""
    return lies_beside(own, files, number, rules.appendices)


def _mentions(plan: Plan, rules: CheckRules) -> Iterator[tuple[str, Span]]:
    """The number of each appendix that the plan calls its own («», where it has none) and the words."""
    rule = rules.appendices
    lowered = canonical_text(plan.text.text)
    for block in plan.text.blocks:
        for match in rule.mention.finditer(lowered, block.body, block.end):
            if rule.of_another.search(lowered, match.start(), min(block.end, match.end() + _SHOWN)) is None:
                yield (match["number"] or "").strip(" ."), _whole(plan, match.span(), block.body, block.end)


def _whole(plan: Plan, span: Span, start: int, end: int) -> Span:
    """With the brackets around the words, where they stand in some."""
    text = plan.text.text
    opened = text.rfind(_OPENS, max(start, span[0] - _SHOWN), span[0])
    closed = text.find(_CLOSES, span[1], min(end, span[1] + _SHOWN))
    if opened < 0 or closed < 0 or _CLOSES in text[opened : span[0]] or _OPENS in text[span[1] : closed]:
        return span
    return opened, closed + 1


def _has_appendix(plan: Plan, rules: CheckRules) -> bool:
    """A heading of an appendix, a numbered one or not, or a table behind the signature."""
    if worlds_of(plan, rules.numbering.appendix_heading).appendices:
        return True
    if any(rules.appendices.heading.match(canonical(s.marker or s.title)) for s in plan.sections):
        return True
    return _has_table_behind_foot(plan)


def _has_table_behind_foot(plan: Plan) -> bool:
    foot = next((b for b in plan.text.blocks if RECIPIENTS.match(plan.text.words(b))), None)
    if foot is None:
        return False
    behind = (b for b in plan.text.blocks if b.start > foot.start and b.kind is BlockKind.TABLE_CELL)
    return any(block.table != foot.table for block in behind)


def _finding(plan: Plan, rules: CheckRules, spans: list[Span]) -> Finding:
    message = filled(
        rules.rules.appendix_missing.messages.absent, {"text": same(plan.words(spans[0]).strip("()"))}
    )
    place = Place(spans[0], section_at(plan, spans[0][0]))
    return finding(plan, rules, "appendix-missing", place, message, evidence=spans, certainty="likely")
