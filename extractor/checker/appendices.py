"""An appendix that the plan sends its reader to, neither in the file nor beside it: `appendix-missing`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.checker.beside import bare_number, lies_beside
from extractor.checker.outside import Outside
from extractor.checker.plan_words import blocks_matching
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.checker.worlds import worlds_of
from extractor.extraction.signature import names_recipients
from extractor.language.text import canonical, canonical_text
from extractor.plan import Plan
from extractor.plantext import BlockKind, Span
from extractor.records import Finding
from extractor.rulebook.checks import AppendixRule, CheckRules

_OPENS, _CLOSES = "(", ")"
_SHOWN = 60
_KINDS = ("phụ lục", "phụ biểu", "biểu")


@dataclass(frozen=True, slots=True)
class _Name:
    """An appendix as the plan names it: «phụ lục» and «iii», the number «» where it bears none."""

    kind: str
    number: str

    @property
    def bare(self) -> str:
        return bare_number(self.number)


def judge_appendices(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One finding for each appendix named that lies neither in the file nor beside it.

    Where the file holds any, only a number that is missing among those of the same kind is told.
    """
    mentions = list(_mentions(plan, rules))
    if not mentions:
        return Verdicts()
    by_name: dict[_Name, list[Span]] = {}
    for name, span in mentions:
        by_name.setdefault(name, []).append(span)
    named = {name: spans for name, spans in by_name.items() if name.number} or by_name
    if _has_appendix(plan, rules):
        held = _held(plan, rules)
        named = {
            n: spans for n, spans in named.items() if n.number and n.bare not in held.get(n.kind, {n.bare})
        }
    missing = (
        spans
        for name, spans in named.items()
        if not lies_beside(outside.own, outside.files, name.number, rules.appendices)
    )
    return Verdicts(findings=tuple(_finding(plan, rules, spans) for spans in missing))


def _held(plan: Plan, rules: CheckRules) -> dict[str, set[str]]:
    """The numbers of the file's appendices by kind; no kind of which one bears no number."""
    held: dict[str, set[str]] = {}
    lowered = canonical_text(plan.text.text)
    for block in blocks_matching(plan, rules.appendices.numbered):
        match = rules.appendices.numbered.search(lowered[block.start : block.end])
        if match is not None:
            held.setdefault(match["kind"], set()).add(bare_number(match["number"] or ""))
    return {kind: numbers for kind, numbers in held.items() if "" not in numbers}


def fewer_lack_now(words: str, told: int, own: str, files: Iterable[str], rules: CheckRules) -> bool:
    """Whether of the appendices that `words` name, of which `told` were missed, some are among these files by now."""
    lowered = canonical(words)
    match = rules.appendices.mention.search(lowered)
    numbers = _numbers(match, lowered, len(lowered), rules.appendices) if match else [""]
    return sum(not lies_beside(own, files, number, rules.appendices) for number in numbers) < told


def _mentions(plan: Plan, rules: CheckRules) -> Iterator[tuple[_Name, Span]]:
    """Each appendix that the plan calls its own and the words that name it."""
    rule = rules.appendices
    lowered = canonical_text(plan.text.text)
    for block in blocks_matching(plan, rule.heading):  # what is mentioned bears the name of a heading
        for match in rule.mention.finditer(lowered, block.body, block.end):
            if rule.of_another.search(lowered, match.start(), min(block.end, match.end() + _SHOWN)) is None:
                span = _whole(plan, match.span(), block.body, block.end)
                kind = next((kind for kind in _KINDS if kind in match[0]), _KINDS[0])
                for number in _numbers(match, lowered, block.end, rule):
                    yield _Name(kind, number), span


def _numbers(match: "regex.Match[str]", lowered: str, end: int, rule: AppendixRule) -> Iterator[str]:
    """«I», «II» and «III» of «Phụ lục I, II và III»; «» where there is none."""
    yield (match["number"] or "").strip(" .")
    further = match if match["number"] else None
    while further and (further := rule.further.match(lowered, further.end("number"), end)):
        yield further["number"]


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
    foot = next((b for b in plan.text.blocks if names_recipients(plan.text.words(b))), None)
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
