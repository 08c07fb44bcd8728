"""Shares of one whole, told in a sentence or item by item under it: `share-sum`."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from extractor import regex
from extractor.checker import intervals
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import percent
from extractor.plan import Plan
from extractor.plantext import Block, BlockKind, Span
from extractor.records import Check, Finding, Target
from extractor.rulebook.checks import CheckRules, WholeRule

_SENTENCE_END = regex.compile(r"[.;](?=\s|$)")
_OF_OTHERS = regex.compile(r"\s?%? \p{L}")  # «… 48% số đăng ký»
_REACH = 40  # characters before a share that name it
_ALL = 100
_WHOLE = intervals.exact(_ALL)
_SHAPES = ((regex.compile(r"\d+"), "1"), (regex.compile(r"(?<!\p{L})\p{L}(?!\p{L})"), "a"))

_Told = tuple[Target, Quantity]


def judge_shares(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every list of shares, and those that make no whole."""
    lists = [*_share_lists(plan, rules), *_itemised(plan, rules.whole), *_halves(plan, rules.whole)]
    return Verdicts(
        tuple(_share_check(plan, rules, shares) for shares in lists),
        tuple(_share_finding(plan, rules, shares) for shares in lists if not _is_whole(shares)),
    )


def _share_lists(plan: Plan, rules: CheckRules) -> Iterator[Sequence[tuple[Target, Quantity]]]:
    """The percentages of each sentence that tells the make-up of a whole."""
    rule = rules.whole
    by_sentence: dict[Span, list[Target]] = defaultdict(list)
    ends: dict[int, list[int]] = {}
    for target in plan.targets:
        if target.unit == "percent" and target.row is None:
            offset = target.figure[0]
            block = plan.text.block_at(offset)
            if block not in ends:
                ends[block] = _sentence_bounds(plan, block)
            at = bisect_right(ends[block], offset, lo=1, hi=len(ends[block]) - 1)
            by_sentence[ends[block][at - 1], ends[block][at]].append(target)
    for (start, end), targets in by_sentence.items():
        words = words_at(plan, start, end)
        if len(targets) < rule.least or rule.never.search(words):
            continue
        shares = [(target, of_target(plan, target)) for target in targets]
        if rule.words.search(words) or (_is_near_whole(rule, shares) and _lists_kinds(rule, words)):
            yield shares


def _halves(plan: Plan, rule: WholeRule) -> Iterator[Sequence[_Told]]:
    """«nam chiếm 48,5%, nữ chiếm 51,5%»: two shares that leave nothing else, and come near a whole."""
    rates = (t for t in plan.targets if t.unit == "percent" and t.row is None and t.comparator == "=")
    for first, second in pairwise(sorted(rates, key=lambda t: t.figure)):
        block = plan.text.blocks[plan.text.block_at(first.figure[0])]
        between = words_at(plan, first.figure[1], second.figure[0])
        before = words_at(plan, max(block.body, first.figure[0] - _REACH), first.figure[0])
        behind = words_at(plan, second.figure[1], block.end)
        if second.figure[1] > block.end or _OF_OTHERS.match(behind):
            continue
        if not rule.halves.search(f"{before}…{between}"):
            continue
        shares = [(target, of_target(plan, target)) for target in (first, second)]
        if _is_near_whole(rule, shares):
            yield shares


def _itemised(plan: Plan, rule: WholeRule) -> Iterator[Sequence[_Told]]:
    """«Cơ cấu … theo nguyên nhân như sau:» and items of one bullet below it, each with one percentage."""
    by_block: dict[int, list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.unit == "percent" and target.row is None:
            by_block[plan.text.block_at(target.figure[0])].append(target)
    blocks, taken = plan.text.blocks, -1
    for index in sorted(by_block):
        if index <= taken or blocks[index].marker is None or not index:
            continue
        taken = _end_of_list(plan, index)
        items, lead = range(index, taken + 1), words_in(plan, blocks[index - 1])
        told = [target for item in items for target in by_block.get(item, ())]
        opens = lead.rstrip().endswith(":") and _shape(blocks[index - 1]) != _shape(blocks[index])
        one_each = len(told) == len(items) >= rule.least and all(item in by_block for item in items)
        if not (opens and one_each) or any(rule.never.search(words_in(plan, blocks[i])) for i in items):
            continue
        shares = [(target, of_target(plan, target)) for target in told]
        kinds = _is_near_whole(rule, shares) and _lists_kinds(rule, lead)
        if not rule.never.search(lead) and (rule.words.search(lead) or kinds):
            yield shares


def _end_of_list(plan: Plan, first: int) -> int:
    """The last block of the run of items with the bullet of the first."""
    blocks, last = plan.text.blocks, first
    while last + 1 < len(blocks) and _shape(blocks[last + 1]) == _shape(blocks[first]):
        if blocks[last + 1].kind is BlockKind.TABLE_CELL:
            break
        last += 1
    return last


def _shape(block: Block) -> str | None:
    """How an item is marked, its own number or letter left out."""
    marker = block.marker
    for counted, sign in _SHAPES if marker else ():
        marker = counted.sub(sign, marker)
    return marker


def _is_near_whole(rule: WholeRule, shares: Sequence[_Told]) -> bool:
    total = sum((quantity.value for _, quantity in shares), Decimal(0))
    return abs(total - 100) <= rule.near


def _lists_kinds(rule: WholeRule, words: str) -> bool:
    """«Phân theo …», «nguyên nhân …»: shares where they come near a whole, and rates where they do not."""
    return rule.kinds.search(words) is not None and rule.rates.search(words) is None


def _sentence_bounds(plan: Plan, index: int) -> list[int]:
    """Where the sentences of a block begin, and where the last one ends."""
    block = plan.text.blocks[index]
    ends = (m.end() for m in _SENTENCE_END.finditer(plan.text.text, block.body, block.end) if m[0] == ".")
    return [block.body, *ends, block.end]


def _is_whole(shares: Sequence[tuple[Target, Quantity]]) -> bool:
    return intervals.sum_of(quantity.interval for _, quantity in shares).meets(_WHOLE)


def _is_whole_if_cut(shares: Sequence[tuple[Target, Quantity]]) -> bool:
    return _WHOLE.meets_half_open(intervals.sum_of(quantity.cut for _, quantity in shares))


def made_to_add_up(plan: Plan, share: Quantity, computed: Fraction) -> bool:
    """Whether a share one step of its last digit off is so that those of its sentence add up to 100 (82% and 18%)."""
    step = Fraction(share.reading.step)
    if not 0 < abs(computed - Fraction(share.value)) < step:
        return False
    start, end = sentence_at(plan, share.span[0])
    told = [t.value for t in plan.targets if t.unit == "percent" and start <= t.figure[0] < end]
    return len(told) > 1 and sum(told) == _ALL


def _share_finding(plan: Plan, rules: CheckRules, shares: Sequence[tuple[Target, Quantity]]) -> Finding:
    total = sum((Fraction(quantity.value) for _, quantity in shares), Fraction(0))
    decimals = max(quantity.decimals for _, quantity in shares)
    return finding(
        plan,
        rules,
        "share-sum",
        Place((shares[0][1].span[0], shares[-1][1].span[1]), shares[0][0].section),
        filled(rules.rules.share_sum.messages.sum, {"sum": percent(intervals.rounded_to(total, decimals))}),
        evidence=[quantity.span for _, quantity in shares],
        severity="info" if _is_whole_if_cut(shares) else None,
        certainty="likely",
    )


def _share_check(plan: Plan, rules: CheckRules, shares: Sequence[tuple[Target, Quantity]]) -> Check:
    whole, if_cut = _is_whole(shares), _is_whole_if_cut(shares)
    span = (shares[0][1].span[0], shares[-1][1].span[1])
    return checked(
        plan,
        "shares",
        Place(span, shares[0][0].section),
        "agrees" if whole else "rounding" if if_cut else "disagrees",
        terms=(quantity.term() for _, quantity in shares),
        reported=_WHOLE,
        computed=intervals.sum_of(quantity.interval for _, quantity in shares),
        reason=rules.reasons.cut if if_cut and not whole else None,
    )
