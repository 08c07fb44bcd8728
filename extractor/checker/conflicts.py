"""One target with two values: `target-conflict`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extractor import regex
from extractor.checker.count_lists import count_lists, sentence_at
from extractor.checker.growth import stated_changes
from extractor.checker.periods import misdated_parts
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.whole_items import item_of_whole
from extractor.checker.wording import same
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Target
from extractor.rulebook.checks import CheckRules, ConflictRule

_WORD = regex.compile(r"\p{L}+")
# Words right behind a figure and its noun, up to a comma, tell of that figure («58 hộ thoát nghèo, cuối năm còn …»).
_GOES_ON = regex.compile(r"\d ?(?:%|\p{L}{1,12})? $")
_BOTH = regex.compile(  # the poor and the nearly poor, and neither of them named again
    r"\bnghèo(?:,? và|,| \+| hoặc) (?:tỷ lệ |số )?(?:hộ )?cận nghèo\b(?!.*\bhộ (?:cận )?nghèo\b)",
    regex.DOTALL,
)
_OF_POOR = frozenset({"poverty_rate", "near_poverty_rate", "poor_households", "near_poor_households"})
_REDUCTION = "_reduction"
_OF_COUNT = regex.compile(
    r" ?%? (?:tổng )?số hộ\b"
)  # «giảm 20,4% số hộ nghèo»: of their number, not of the rate
_LEAD = 16
_PERIOD_WORD = regex.compile(r"\b(?:\d{4}|giai đoạn|thời kỳ|nhiệm kỳ|(?:lũy|luỹ) kế)\b")

_Told = tuple[Target, Quantity]


def judge_conflicts(plan: Plan, rules: CheckRules) -> Verdicts:
    """Targets that contradict each other: one check a target told several times."""
    told = (_told_apart(plan, group) for group in _same_facts(plan, rules).values())
    groups = (group for group in told if len(group) > 1)
    facts = [[(target, of_target(plan, target)) for target in group] for group in groups]
    return Verdicts(tuple(_fact_check(plan, group) for group in facts), tuple(_conflicts(plan, rules, facts)))


def _conflicts(plan: Plan, rules: CheckRules, facts: Iterable[Sequence[_Told]]) -> Iterator[Finding]:
    """Of the targets that are one, the first that no value can make equal to the one before it."""
    for group in facts:
        for (first, said), (second, again) in pairwise(group):
            if said.interval.meets(again.interval):
                continue
            fields = {
                "indicator": same(second.indicator_text),
                "year": same(str(second.year)),
                "text": same(plan.words(second.figure)),
                "other": same(plan.words(first.figure)),
            }
            yield finding(
                plan,
                rules,
                "target-conflict",
                Place(second.span, second.section),
                filled(rules.rules.target_conflict.messages.two_values, fields),
                evidence=[first.span, second.span],
                certainty="likely",
            )
            break


def _fact_check(plan: Plan, group: Sequence[_Told]) -> Check:
    """The record of one target told several times."""
    terms = [quantity for _, quantity in group]
    reach = [term.interval for term in terms]
    last = group[-1][0]
    return checked(
        plan,
        "same-fact",
        Place(last.span, last.section),
        "agrees" if all(a.meets(b) for a, b in pairwise(reach)) else "disagrees",
        terms=(term.term() for term in terms),
        reported=reach[-1],
        computed=reach[0],
    )


def _same_facts(plan: Plan, rules: CheckRules) -> dict[tuple[object, ...], list[Target]]:
    """Planned levels told more than once: one indicator, year, place, and population, told in the same words."""
    groups: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    relative = _relative_changes(plan, rules)
    parts = {
        part: plan.targets[found.total].figure[0]
        for found in count_lists(plan, rules.count_lists)
        for part in found.parts
    }
    misdated = misdated_parts(plan, rules)
    for index, target in _told_again(plan, rules.conflicts):
        if index in relative:
            continue
        start = target.figure[0]
        if any(a <= start < b and target.year == year for (a, b), year in misdated):
            continue  # «CHỈ TIÊU NĂM 2023» in the plan for 2024: a goal of 2024 beside those of 2023
        if target.unit == "percent" and _OF_COUNT.match(words_at(plan, target.figure[1], target.span[1])):
            continue
        counted = target.row is not None and _is_of_rows(rules, target.row[-1])
        counted = counted or _is_of_both(plan, target)
        if counted:
            continue
        told = _telling(plan, rules, target)
        whole = item_of_whole(plan, target) or parts.get(index)
        times = _period(plan, rules.conflicts, target), _part_of_year(plan, rules.conflicts, target)
        groups[*_fact(target), told, times, whole].append(target)
    return groups


def _told_again(plan: Plan, rule: ConflictRule) -> list[tuple[int, Target]]:
    """The planned levels of one year, with their indices, of which another may tell the same."""
    levels = [
        (index, target)
        for index, target in enumerate(plan.targets)
        if target.indicator in rule.indicators
        and target.status == "target"
        and target.year is not None
        and target.denominator is None
    ]
    times = Counter(_fact(target) for _, target in levels)
    return [(index, target) for index, target in levels if times[_fact(target)] > 1]


def _fact(target: Target) -> tuple[object, ...]:
    """What two records of one target have in common, in whatever words it is told."""
    year, place = target.year, target.locality
    return (target.indicator, target.unit, year, place, target.population, target.per)


def _is_of_both(plan: Plan, target: Target) -> bool:
    """«Hộ nghèo và hộ cận nghèo: 780/3.750 hộ, chiếm 20,8%»: the two together, whatever one of them is told as."""
    if target.indicator.removesuffix(_REDUCTION) not in _OF_POOR:
        return False
    start = target.figure[0]
    return _BOTH.search(words_at(plan, sentence_at(plan, start)[0], start)) is not None


def _period(plan: Plan, rule: ConflictRule, target: Target) -> str:
    """«giai đoạn 2021-2025»: the years that the sentence tells the target of together, or nothing; what stands at a
    time («đến năm 2030 còn 2,9%») is of no years together."""
    if target.row is not None or target.indicator in rule.standing:
        return ""
    return _said_together(words_at(plan, *sentence_at(plan, target.figure[0])), rule.period)


def _part_of_year(plan: Plan, rule: ConflictRule, target: Target) -> str:
    """«6 tháng cuối năm: 974 lao động; cả năm 2.100 lao động»: the part of the year that a target is told for last, in
    its sentence or the headings over it, or nothing."""
    if target.row is not None or target.indicator in rule.standing:
        return ""
    start = target.figure[0]
    titles = (s.title for s in reversed(plan.sections) if target.section[: len(s.path)] == s.path)
    lines = words_at(plan, sentence_at(plan, start)[0], start), *map(canonical, titles)
    told = next((found for line in lines if (found := list(rule.part_of_year.finditer(line)))), None)
    return str(told[-1]["part"] or "") if told else ""


@lru_cache(maxsize=256)  # a sentence may tell hundreds of targets
def _said_together(sentence: str, period: "regex.Pattern[str]") -> str:
    said = period.search(sentence)
    return "".join(_PERIOD_WORD.findall(said[0])) if said else ""


def _is_of_rows(rules: CheckRules, label: str) -> bool:
    """«Cộng» counts what the table lists; «Toàn xã» is the level of the place, which the text tells, too."""
    return is_total(label) and rules.conflicts.overall.search(canonical(label)) is None


def _told_apart(plan: Plan, group: Sequence[Target]) -> list[Target]:
    """Without two values of one sentence: those of a list, or of a whole and its part, are no one target.

    Cells count beside the text alone, and where all of them agree.
    """
    cells = [target for target in group if target.row is not None]
    group = [target for target in group if target.row is None]
    values: dict[Span, set[Decimal]] = defaultdict(set)
    sentences = [sentence_at(plan, target.figure[0]) for target in group]
    for target, sentence in zip(group, sentences, strict=True):
        values[sentence].add(target.value)
    alone = [target for target, at in zip(group, sentences, strict=True) if len(values[at]) == 1]
    agreed = cells[:1] if len({cell.value for cell in cells}) == 1 else []
    return sorted([*alone, *agreed], key=lambda target: target.figure) if alone else []


def _relative_changes(plan: Plan, rules: CheckRules) -> frozenset[int]:
    """Percentages of which a count changed («từ 540 hộ xuống còn 500 hộ, giảm 7,41%»): no change of a rate."""
    changes = stated_changes(plan, rules.growth)
    return frozenset(change.change for change in changes if plan.targets[change.before].unit != "percent")


def _telling(plan: Plan, rules: CheckRules, target: Target) -> frozenset[str]:
    """The words of the target that could tell it from another."""
    rule = rules.conflicts
    idle = rule.idle_words | rule.names.get(target.indicator, frozenset())
    (start, end), text = target.figure, plan.text.text
    if target.row is not None:
        labels = (*target.row, *(target.column or ()))
        return frozenset(_WORD.findall(canonical(" ".join(labels)))) - idle - rule.idle_heads
    named, before = canonical(target.indicator_text), canonical(text[target.span[0] : start])
    if _GOES_ON.search(text, max(0, target.span[0] - _LEAD), target.span[0]):
        named, before = (words.partition(",")[2] or words for words in (named, before))
    behind = canonical(text[end : target.span[1]])
    tail = rule.tail.search(behind)
    said = [rule.addressed.sub("", named, count=1), rule.addressed.sub("", before, count=1)]
    if target.indicator in rule.levels or rule.overall.search(before):
        said = [_goal(rule, named), _goal(rule, before)]
    words = (
        *said,
        behind[: tail.start()] if tail else behind,
        *_scopes(rule, behind[tail.start() :] if tail else ""),
    )
    return frozenset(word for line in words for word in _WORD.findall(line)) - idle


def _goal(rule: ConflictRule, words: str) -> str:
    """«Các hội vận động, bảo đảm số hộ nghèo còn»: the goal without who is to see to it, but for where it holds."""
    goals = list(rule.goal.finditer(words))
    if not goals:
        return str(rule.addressed.sub("", words, count=1))
    return " ".join((*_scopes(rule, words[: goals[-1].start()]), words[goals[-1].end() :]))


def _scopes(rule: ConflictRule, words: str) -> list[str]:
    return [match[0] for match in rule.scope.finditer(words)]
