"""Parts whose content is of another kind than their label: `section-content-mismatch`."""

from collections.abc import Iterator

from extractor import regex
from extractor.checker.plan_words import may_match, words_at
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.wording import same
from extractor.plan import Plan
from extractor.plantext import Block, BlockKind, Span
from extractor.records import Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.substance import Label

_LABEL_REACH = 60
_BULLET = regex.compile(r"[\s*_–+•-]*")


def judge_contents(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every label of a known kind, and those over another kind of content."""
    checks: list[Check] = []
    found: list[Finding] = []
    for block, label, name, content in _labelled(plan, rules):
        words = words_at(plan, *content)
        kind = next((k for k, pattern in label.foreign.items() if pattern.match(words)), None)
        place = Place((block.body, content[1]), section_at(plan, block.start))
        checks.append(checked(plan, "section-content", place, "disagrees" if kind else "agrees"))
        if kind:
            found.append(_finding(plan, rules, place, name, content, kind))
    return Verdicts(tuple(checks), tuple(found))


def _labelled(plan: Plan, rules: CheckRules) -> Iterator[tuple[Block, Label, Span, Span]]:
    """The blocks that open with a label and a colon: the label's words and those of the content."""
    text = plan.text
    for index, block in enumerate(text.blocks):
        if block.kind is BlockKind.TABLE_CELL:
            continue
        colon = text.text.find(":", block.body, min(block.end, block.body + _LABEL_REACH))
        if colon < 0:
            continue
        name = words_at(plan, block.body, colon)
        known = (one for one in rules.contents if may_match(one.label, name))
        label = next((one for one in known if one.label.search(name)), None)
        if label is None:
            continue
        content = _content(plan, index, colon + 1)
        if content is not None:
            yield block, label, (block.body, colon), content


def _content(plan: Plan, index: int, start: int) -> Span | None:
    """The words behind a label, or where there are none those of the block below."""
    block = plan.text.blocks[index]
    marks = _BULLET.match(plan.text.text, start)
    start = marks.end() if marks else start
    if start < block.end:
        return start, block.end
    if index + 1 == len(plan.text.blocks):
        return None
    below = plan.text.blocks[index + 1]
    if below.kind is BlockKind.TABLE_CELL or below.body >= below.end:
        return None
    return below.body, below.end


def _finding(plan: Plan, rules: CheckRules, place: Place, name: Span, content: Span, kind: str) -> Finding:
    texts = rules.rules.section_content_mismatch.messages
    fields = {
        "label": same(plan.words(name).strip("*_ ")),
        "text": same(_cut(plan.words(content))),
        "kind": same(kind),
    }
    return finding(
        plan,
        rules,
        "section-content-mismatch",
        place,
        filled(texts.other_kind, fields),
        evidence=[name, content],
        certainty="likely",
    )


def _cut(words: str) -> str:
    return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"
