"""How figures are written: `number-format`, and shares beyond a whole: `percent-range`."""

from collections.abc import Iterator
from decimal import Decimal

from extractor import regex
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import same
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Finding, Target
from extractor.rulebook.checks import CheckRules, ShareRule

_BARE = regex.compile(r"(?<![\d.,])\d{4,}(?:,\d{1,2})?(?![\d.,]*\d)")
_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)")
# «1,250,000 đồng»: one group behind a comma alone («1,250») may be decimals.
_COMMA_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![.,]?\d)")
_GROUP = 3  # digits
_MALFORMED = "unread-malformed"
# Groups of thousands, one of which holds too few or too many digits; «1.2.3» is the number of a heading.
_BROKEN = regex.compile(
    r"(?<![\d.,])(?!\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,]*\d))(?=[\d.,]*\d{3})\d+(?:[.,]\d+){2,}(?![\d/])"
    r"|(?<![\d.,])(?:\d+[.,]\d{4,}|\d{4,}[.,]\d{3})(?![\d.,]*\d)"
)
_ODD_GROUP = regex.compile(r"[1-9]\d{0,2}\.\d{4,6}")
_COMMA_DECIMALS = regex.compile(r"\d,\d{1,2}(?!\d)")
_WHOLE = Decimal(100)
_REACH = 60
_BARE_RATE = regex.compile(r"\W*(?:tỷ lệ|tl)?\W*%?\W*")
# «% đạt», «Đạt (%)»: a column of what was reached of the plan.
_REACHED = regex.compile(
    r"\W*(?:(?:tỷ lệ|tl)? ?\(?%?\)? ?(?:đạt|thực hiện|hoàn thành)(?: được)?"
    r"|(?:tỷ lệ )?(?:đạt|thực hiện|hoàn thành) ?\(?%?\)?)\W*"
)
_STATEMENT_ENDS = regex.compile(r";|\.(?=\s)")
# «97 hộ nghèo bằng 11,47%, tỷ lệ hộ cận nghèo …»: what the rate before is set against is no word of this one.
_NEXT_RATE = regex.compile(r"(?<=\d ?%), (?=(?:và )?tỷ lệ\b)", regex.IGNORECASE)


def judge_formats(plan: Plan, rules: CheckRules) -> Verdicts:
    """Thousands written two ways, groups that are none, and shares of more than all."""
    groups = (*_two_ways(plan, rules), *_malformed(plan, rules), *_odd_groups(plan, rules))
    return Verdicts(findings=(*groups, *_shares(plan, rules), *_negative(plan, rules)))


def _two_ways(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """One finding a plan, at the first figure of the rarer way; tables keep their own way."""
    records: tuple[Budget | Target, ...] = (*plan.budgets, *plan.targets)
    prose = [record for record in records if record.row is None]
    written = [(record, plan.text.text[slice(*record.figure)]) for record in prose]
    longer = [record for record, words in written if len(words) > _GROUP]
    dotted = [record for record, words in written if "." in words]
    bare = [span for record in longer for span in _found(plan, record, _BARE)]
    grouped = [span for record in dotted for span in _found(plan, record, _GROUPED)]
    bare += [s for r, words in written if words.count(",") > 1 for s in _found(plan, r, _COMMA_GROUPED)]
    if not bare or not grouped:
        return
    odd, usual = (bare, grouped) if len(bare) <= len(grouped) else (grouped, bare)
    first = min(prose, key=lambda r: abs(r.figure[0] - min(odd)[0]))
    fields = {"text": same(plan.words(first.figure)), "other": same(plan.words(min(usual)))}
    yield finding(
        plan,
        rules,
        "number-format",
        Place(first.figure, first.section),
        filled(rules.rules.number_format.messages.two_ways, fields),
        evidence=[*sorted(odd), min(usual)],
    )


def is_malformed(figure: str) -> bool:
    """Whether a figure has a group of thousands with too few or too many digits: `5.378.7000.000`."""
    return _BROKEN.fullmatch(figure) is not None


def _found(plan: Plan, record: Budget | Target, pattern: "regex.Pattern[str]") -> Iterator[Span]:
    yield from (match.span() for match in pattern.finditer(plan.text.text, *record.figure))


def _malformed(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    for unread in plan.unread:
        if unread.rule_id != _MALFORMED:
            continue
        broken = _BROKEN.search(plan.text.text, *unread.span)
        if broken is None:
            continue
        span = broken.span()
        fields = {"text": same(plan.words(span))}
        message = filled(rules.rules.number_format.messages.malformed, fields)
        yield finding(
            plan, rules, "number-format", Place(span, unread.section), message, evidence=[unread.span]
        )


def _odd_groups(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """A sum with four digits or more behind a point («3.4500 triệu đồng») where the plan's decimals have commas."""
    odd = [b for b in plan.budgets if _ODD_GROUP.fullmatch(plan.text.text, *b.figure)]
    if not odd or _COMMA_DECIMALS.search(plan.text.text) is None:
        return
    for budget in odd:
        fields = {"text": same(plan.words(budget.figure))}
        message = filled(rules.rules.number_format.messages.doubtful, fields)
        place = Place(budget.figure, budget.section)
        yield finding(
            plan, rules, "number-format", place, message, evidence=[budget.span], certainty="likely"
        )


def _shares(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """A part of a whole that is more than the whole; what is reached of a plan, or a growth, may be."""
    rule = rules.shares
    for target in plan.targets:
        if target.unit != "percent" or target.value <= _WHOLE:
            continue
        before, behind = _statement(plan, target)
        if target.direction == "increase" and rule.level.search(before) is None:
            continue
        if not _is_share(rule, target, before, behind) or _is_of_plan(plan, rule, target):
            continue
        fields = {"text": same(plan.words(target.figure)), "indicator": same(target.indicator_text)}
        message = filled(rules.rules.percent_range.messages.over, fields)
        place = Place(target.figure, target.section)
        yield finding(plan, rules, "percent-range", place, message, evidence=[target.span])


def _negative(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """A share under nothing: «tỷ lệ … còn -0,5%»; a change may be negative."""
    rule = rules.shares
    for target in plan.targets:
        if target.unit != "percent" or target.value >= 0:
            continue
        before, behind = _statement(plan, target)
        told = target.row is not None or rule.level.search(before.rstrip()) is not None
        heads = canonical(" ".join((*(target.row or ()), *(target.column or ()))))
        if (
            not told
            or rule.changes.search(f"{before}|{heads}")
            or not _is_share(rule, target, before, behind)
        ):
            continue
        fields = {
            "text": same(plan.words(target.figure)),
            "indicator": same(target.indicator_text.rstrip("-–− ")),
        }
        message = filled(rules.rules.percent_range.messages.under, fields)
        place = Place(target.figure, target.section)
        yield finding(plan, rules, "percent-range", place, message, evidence=[target.span])


def _is_share(rule: ShareRule, target: Target, before: str, behind: str) -> bool:
    """Whether a percentage is the share of a whole, and nothing is compared in what is said of it."""
    rows, columns = (tuple(map(canonical, labels or ())) for labels in (target.row, target.column))
    named = rule.share.search(f"%{behind}") or any(map(rule.named.search, (before, *rows, *columns)))
    if not named and target.indicator not in rule.indicators:
        return False
    heads = [head for head in columns if not rule.planned.search(head)]
    stated = (before, behind, canonical(target.indicator_text), *rows, *heads)
    return not any(map(rule.may_exceed.search, stated))


def _is_of_plan(plan: Plan, rule: ShareRule, target: Target) -> bool:
    """Whether a bare rate («Tỷ lệ (%)») stands behind a planned and a reached figure that make it, or under «% đạt»."""
    if target.column is None or len(target.column) != 1:
        return False
    head = canonical(target.column[0])
    if _REACHED.fullmatch(head) is not None:
        return True
    if _BARE_RATE.fullmatch(head) is None:
        return False
    ahead = [t for t in plan.targets if t.row == target.row and t.column and t.figure[0] < target.figure[0]]
    planned, reached = ([None, None, *sorted(ahead, key=lambda t: t.figure[0])])[-2:]
    if planned is None or reached is None or not planned.value:
        return False
    near = abs(reached.value * _WHOLE / planned.value - target.value) < 1
    return near and rule.planned.search(canonical(" ".join(planned.column or ()))) is not None


def _statement(plan: Plan, target: Target) -> tuple[str, str]:
    """The words of the statement before a percentage and behind its sign, in lower case."""
    block = plan.text.blocks[plan.text.block_at(target.figure[0])]
    start, end = target.figure
    before = plan.text.text[max(block.body, min(target.span[0], start) - _REACH) : start]
    behind = plan.text.text[end : min(block.end, max(target.span[1], end) + _REACH)]
    last = [m.end() for ends in (_STATEMENT_ENDS, _NEXT_RATE) for m in ends.finditer(before)]
    ends = _STATEMENT_ENDS.search(behind)
    own = behind[: ends.start()] if ends else behind
    return canonical(before[max(last, default=0) :]), canonical(own).lstrip().removeprefix("%")
