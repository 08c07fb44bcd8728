"""Targets that cannot be held to anything: `target-without-figure`, `baseline-missing`, `direction-ambiguous`."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from extractor import regex
from extractor.checker.outline import heading_words, is_ahead, is_finished
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.programmes import programmes_titled
from extractor.checker.report import Place, Verdicts, checked, filled, finding, section_at
from extractor.checker.wording import same
from extractor.plan import Plan, Section
from extractor.plantext import Block, BlockKind, Span
from extractor.records import Budget, Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules

_BULLETS = frozenset("-–+•*")
_DASHES = {"–": "-"}
_POVERTY = "poverty"
_DIGIT = re.compile(r"\d")  # of `re`, which looks for one in a fraction of the time
_SENTENCE = regex.compile(r"[.;](?= |$)(?<!\d[.;])")


def judge_goals(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every list of goals, for the cut of poverty and for every figure that may be level or cut."""
    families = (_without_figure, _without_start, _of_two_directions)
    verdicts = [family(plan, rules) for family in families]
    return Verdicts(
        tuple(check for v in verdicts for check in v.checks),
        tuple(one for v in verdicts for one in v.findings),
    )


def _without_figure(plan: Plan, rules: CheckRules) -> Verdicts:
    checks: list[Check] = []
    found: list[Finding] = []
    for section in plan.sections:
        if rules.goal_lists.heading.search(heading_words(plan, section)) is None:
            continue
        if not is_ahead(plan, section, rules.outline):
            continue
        for items in _lists(plan, section):
            bare = [item for item in items if not _has_figure(plan, item)]
            if len(items) - len(bare) < rules.goal_lists.least or len(bare) >= len(items) - len(bare):
                continue
            lacking = [item for item in bare if _is_countable(plan, rules, item)]
            span = (items[0].start, items[-1].end)
            verdict: Verdict = "disagrees" if lacking else "agrees"
            checks.append(checked(plan, "target-figure", Place(span, section.path), verdict))
            found += [_no_figure(plan, rules, item, len(items) - len(bare)) for item in lacking]
    return Verdicts(tuple(checks), tuple(found))


def _lists(plan: Plan, section: Section) -> Iterator[list[Block]]:
    """The items right under a heading, in lists of one bullet; items with a list of their own are left out."""
    below = [s for s in plan.sections if section.start < s.start < section.end]
    end = min((s.start for s in below), default=section.end)
    blocks = [b for b in plan.text.blocks[section.block + 1 :] if b.start < end]
    for marker, group in groupby(enumerate(blocks), key=lambda pair: _bullet(pair[1])):
        if marker:
            pairs = [(b, blocks[i + 1] if i + 1 < len(blocks) else None) for i, b in group]
            yield [b for b, behind in pairs if not _opens_list(plan, b, behind)]


def _bullet(block: Block) -> str:
    """The bullet of an item of a list, dashes alike; "" for what is none."""
    marker = (block.marker or "").strip()
    return "" if block.kind is BlockKind.TABLE_CELL or marker not in _BULLETS else _DASHES.get(marker, marker)


def _opens_list(plan: Plan, block: Block, behind: Block | None) -> bool:
    if plan.text.body(block).rstrip(" *_").endswith(":"):
        return True
    return behind is not None and _bullet(block) == "-" and _bullet(behind) not in {"", "-"}


def _has_figure(plan: Plan, block: Block) -> bool:
    starts = plan.once(_figures)
    at = bisect_left(starts, block.start)
    return (at < len(starts) and starts[at] < block.end) or _DIGIT.search(plan.text.body(block)) is not None


def _figures(plan: Plan) -> list[int]:
    read: list[Budget | Target] = [*plan.targets, *plan.budgets]
    return sorted(record.figure[0] for record in read)


def _is_countable(plan: Plan, rules: CheckRules, block: Block) -> bool:
    words = words_at(plan, block.body, block.end)
    return rules.goal_lists.countable.search(words) is not None and not rules.goal_lists.excused.search(words)


def _no_figure(plan: Plan, rules: CheckRules, block: Block, beside: int) -> Finding:
    span = (block.body, block.end)
    fields = {"text": same(plan.words(span).rstrip(" .;")), "count": same(str(beside))}
    message = filled(rules.rules.target_without_figure.messages.none, fields)
    place = Place(span, section_at(plan, block.start))
    return finding(
        plan, rules, "target-without-figure", place, message, evidence=[span], certainty="possible"
    )


def _without_start(plan: Plan, rules: CheckRules) -> Verdicts:
    """The first planned cut of poverty; it starts from a level that the plan tells anywhere."""
    rule = rules.baselines
    cut = next((t for t in plan.targets if _is_cut(plan, rules, t)), None)
    if cut is None or not is_finished(plan, rules.outline):
        return Verdicts()
    if _POVERTY not in programmes_titled(plan.document.title or "", rules.corpus):
        return Verdicts()
    place = Place(cut.span, cut.section)
    told = any(t.indicator in rule.levels and t.locality is None for t in plan.targets)
    if told or rule.level_words.search(words_at(plan, 0, len(plan.text.text))):
        return Verdicts((checked(plan, "baseline", place, "agrees"),))
    if any(rule.elsewhere.search(words_in(plan, block)) for block in plan.text.blocks):
        reason = rules.reasons.appendix_absent
        return Verdicts((checked(plan, "baseline", place, "not-checkable", reason=reason),))
    message = filled(rules.rules.baseline_missing.messages.absent, {"text": same(plan.words(cut.span))})
    found = finding(plan, rules, "baseline-missing", place, message, evidence=[cut.span], certainty="likely")
    return Verdicts((checked(plan, "baseline", place, "disagrees"),), (found,))


def _is_cut(plan: Plan, rules: CheckRules, target: Target) -> bool:
    return (
        target.indicator in rules.baselines.cuts
        and target.status == "target"
        and target.row is None
        and target.locality is None
        and target.year in {None, plan.document.plan_year}
    )


def _of_two_directions(plan: Plan, rules: CheckRules) -> Verdicts:
    """«giảm tỷ lệ … 18,9%»: read as the level reached, though the words allow the cut."""
    doubtful = [t for t in plan.targets if _may_be_cut(plan, rules, t)]
    sentences: dict[Span, list[Target]] = defaultdict(list)
    for target in doubtful:
        sentences[_sentence(plan, target.figure[0])].append(target)
    found = [_ambiguous(plan, rules, sentence, targets) for sentence, targets in sentences.items()]
    checks = (
        checked(
            plan, "direction", Place(f.span, f.section), "not-checkable", reason=rules.reasons.two_directions
        )
        for f in found
    )
    return Verdicts(tuple(checks), tuple(found))


def _may_be_cut(plan: Plan, rules: CheckRules, target: Target) -> bool:
    if target.direction != "decrease" or target.unit != "percent" or target.status != "target":
        return False
    if target.row is not None or target.comparator != "=" or target.per or target.denominator is not None:
        return False
    if target.indicator.endswith("_reduction") or target.indicator == "other":
        return False
    start = max(_sentence(plan, target.figure[0])[0], target.figure[0] - rules.directions.reach)
    before = words_at(plan, start, target.figure[0])
    match = rules.directions.cut.search(before)
    return match is not None and rules.directions.decided.search(before, match.start()) is None


def _sentence(plan: Plan, offset: int) -> Span:
    block = plan.text.blocks[plan.text.block_at(offset)]
    ends = [m.end() for m in _SENTENCE.finditer(plan.text.text, block.body, block.end) if m[0] == "."]
    return next((a, b) for a, b in pairwise([block.body, *ends, block.end]) if offset < b)


def _ambiguous(plan: Plan, rules: CheckRules, sentence: Span, targets: Sequence[Target]) -> Finding:
    span = (max(sentence[0], targets[0].span[0]), max(t.span[1] for t in targets))
    message = filled(rules.rules.direction_ambiguous.messages.level_or_cut, {"text": same(plan.words(span))})
    return finding(
        plan,
        rules,
        "direction-ambiguous",
        Place(span, targets[0].section),
        message,
        evidence=[t.figure for t in targets],
        certainty="possible",
    )
