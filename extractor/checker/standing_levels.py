"""One level of the whole place, told twice for the end of one year (`target-conflict`).

«Cuối năm 2023 còn 312 hộ nghèo» in one part of a plan, «đầu năm 2024 có 321 hộ nghèo» in another: the end of a year is
the start of the next. Cuts since such a level are held against it in `changes_since`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor import regex
from extractor.checker.bases import OF_ALL
from extractor.checker.count_lists import sentence_at
from extractor.checker.mergers import parted
from extractor.checker.outline import heading_words
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, same
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Check, Finding, Target
from extractor.rulebook.checks import CheckRules, StandingRule

_TOLD = frozenset({"actual", "baseline"})
_WORD = regex.compile(r"\p{L}+")
_CLAUSE_END = regex.compile(r"[,;.:()–](?=\s|$)|\(")
_CHANGED_BY = regex.compile(
    r"\b(?:tăng|giảm)(?: thêm| được| đi)? $"
)  # no level: «64 hộ cận nghèo, …, tăng 4 hộ»
_FROM = regex.compile(r"\btừ(?: mức)? $")
_LONGER = regex.compile(r"\b(?:giai đoạn|đến (?:hết |cuối )?năm|nhiệm kỳ|20\d\d ?[-–])")
_OF_FIGURE = regex.compile(r"\d ?%?(?: hộ)?(?: (?:cận )?nghèo)?(?: vào| ở| tại)? ?\(?$")
# «so với đầu năm (312 hộ, 24 %)»: the level of that time, in the bracket behind it.
_SET_AGAINST = regex.compile(
    r"\bso với (?:thời điểm )?(?:(?P<open>đầu)|cuối) (?:năm|kỳ)(?: (?P<year>20\d\d))? ?\([^();]*$"
)
# «hộ nghèo 41 hộ, 1.025 triệu đồng»: those who had the money, however many there are.
_WITH_MONEY = regex.compile(
    r"^ ?(?:lượt )?hộ(?: vay)?(?:,| với| được| vay|/| ?[–:(-])* ?(?:số tiền |dư nợ |doanh số |kinh phí )?"
    r"(?:là )?\d[\d.,]* ?(?:tỷ|triệu|nghìn|ngàn|đồng|tr\.? ?đ)(?!\p{L})"
)
_FIGURE = regex.compile(r"\d[\d.,/]*")
_AMONG, _POOR = "trong đó", "nghèo"
_ALL = frozenset({"dân", "gia", "đình", "nhân", "khẩu", "người"})
_YEAR = len("2023")
_REACH = 60
_NEXT = 250  # letters: what the next sentence or two tell
_MOST_VALUES = 2  # a level with three values is more than one figure


@dataclass(frozen=True, slots=True)
class Level:
    """A level with the year at whose end it stood."""

    target: Target
    quantity: Quantity
    year: int


def judge_standing_levels(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every level of the place that is told more than once, and those with two values."""
    groups = [group for group in standing_levels(plan, rules.standing).values() if len(group) > 1]
    wrong = (_odd(plan, rules, group) for group in groups)
    return Verdicts(
        tuple(_check(plan, group) for group in groups),
        tuple(_finding(plan, rules, odd) for odd in wrong if odd is not None),
    )


def standing_levels(plan: Plan, rule: StandingRule) -> Mapping[tuple[str, int], Sequence[Level]]:
    """The levels of the whole place that were reached, by indicator and the year at whose end they stood."""
    return plan.once(_standing_levels, rule)


def _standing_levels(plan: Plan, rule: StandingRule) -> Mapping[tuple[str, int], Sequence[Level]]:
    found: dict[tuple[str, int], list[Level]] = defaultdict(list)
    for target in plan.targets:
        plain = target.comparator == "=" and target.locality is None and target.population is None
        if target.indicator not in rule.indicators or target.status not in _TOLD or not plain:
            continue
        year = _year_in_cell(rule, target) if target.row is not None else _year_in_words(plan, rule, target)
        if year is not None and year not in rule.norms:
            found[target.indicator, year].append(Level(target, of_target(plan, target), year))
    return found


def _year_in_cell(rule: StandingRule, target: Target) -> int | None:
    label, head = (canonical(" ".join(path or ())) for path in (target.row, target.column))
    whole = {*_WORD.findall(label)} <= rule.idle or is_total(label)
    if rule.never.search(f"{label}|{head}") or not whole:
        return None
    time = next(rule.time.finditer(head), None)
    return _year(time, target) if time is not None else None


def _year_in_words(plan: Plan, rule: StandingRule, target: Target) -> int | None:
    """The year that the words before a level, or right behind it, tell; None where they tell of another thing, too."""
    start, end = target.figure
    opening, closing = sentence_at(plan, start)
    if not is_of_place(plan, rule, target) or _WITH_MONEY.match(words_at(plan, end, closing)):
        return None
    before = words_at(plan, opening, start)
    against = _SET_AGAINST.search(before)
    if against is not None:
        return _year(against, target)
    later = rule.behind.match(words_at(plan, end, closing))
    if later is not None:
        return _year(later, target)
    if _FROM.search(before) and _starts_goal(plan, target, closing):
        return plan.document.plan_year - 1 if plan.document.plan_year else None
    if rule.planned.search(before) or OF_ALL.search(before) or _FROM.search(before):
        return None  # «Năm 2023 giảm từ 21,4% …»: a time of the change, whose first level stood earlier
    told = list(rule.time.finditer(before))
    if told and not told[-1]["open"] and not told[-1]["close"]:
        # «Năm 2023 có 312 hộ nghèo. Đến cuối năm còn 260 hộ»: the first is of its start
        heading = min((s.start for s in plan.sections if s.start > end), default=len(plan.text.text))
        ahead = words_at(plan, end, min(heading, max(closing, end + _NEXT)))
        if any(time["close"] for time in rule.time.finditer(ahead)):
            return None
    if told:  # «từ 15,1% cuối năm 2023 xuống còn 12%»: the time of the level before
        return None if _OF_FIGURE.search(before[: told[-1].start()]) else _year(told[-1], target)
    return target.year if _is_of_report(plan, target) and "20" not in before else None


def _starts_goal(plan: Plan, target: Target, end: int) -> bool:
    """«Giảm từ 14,9% xuống còn 11%» under the goals of the plan's year alone, with no other time in the sentence."""
    year = plan.document.plan_year
    goal = next((t for t in plan.targets if target.figure[1] <= t.figure[0] < end), None)
    if goal is None or target.status != "baseline" or (goal.status, goal.year) != ("target", year):
        return False
    inside = [s for s in plan.sections if s.start <= target.figure[0] < s.end]
    heads = " ".join(heading_words(plan, section) for section in inside)
    sentence = words_at(plan, sentence_at(plan, target.figure[0])[0], end)
    return f"năm {year}" in heads and not _LONGER.search(heads) and "năm" not in sentence


def is_of_place(plan: Plan, rule: StandingRule, target: Target) -> bool:
    """Whether the words around a level in prose name the whole place's, by the usual measure, and no other thing."""
    start, end = target.figure
    opening, closing = sentence_at(plan, start)
    before = words_at(plan, opening, start)
    behind = _CLAUSE_END.split(words_at(plan, end, min(closing, end + _REACH)), maxsplit=1)[0]
    clause = _CLAUSE_END.split(before)[-1]
    if _POOR not in clause:  # «289/367 hộ nghèo dùng nước, tỷ lệ 78,7%»: of what the figure before counts
        clause = _FIGURE.split(before)[-1]
    named = {*_WORD.findall(clause), *_WORD.findall(behind.split("%")[-1])}
    if _AMONG in before:  # «toàn xã có 1.420 hộ, trong đó hộ nghèo 214 hộ»: of all households alone
        named |= {*_WORD.findall(before)} - _ALL
    doubtful = rule.never.search(f"{before}|{behind}") is not None or _CHANGED_BY.search(before) is not None
    return not doubtful and named <= rule.idle and _is_own(plan, rule, before + behind)


def _is_of_report(plan: Plan, target: Target) -> bool:
    """Whether a level without a time stands under a heading of its year in a plan made when that year was over."""
    made = (plan.document.issued_on or "")[:_YEAR]
    over = (
        target.status == "actual" and target.year is not None and made.isdigit() and int(made) > target.year
    )
    if not over:
        return False
    inside = [s for s in plan.sections if s.start <= target.figure[0] < s.end]
    return any(f"năm {target.year}" in heading_words(plan, section) for section in inside)


def _is_own(plan: Plan, rule: StandingRule, words: str) -> bool:
    """Whether no place of another rank than the plan's own is named."""
    own = rule.ranks.get(plan.document.issuer_level or "", frozenset())
    return all(match["rank"] in own for match in rule.rank.finditer(words)) if own else True


def _year(time: "regex.Match[str]", target: Target) -> int | None:
    """The year whose end is meant; None where the record was read as of another year."""
    told = int(time["year"]) if time["year"] else target.year
    if told is None:
        return None
    year = told - 1 if time["open"] else told
    return year if target.year in {year, told} else None


def _odd(plan: Plan, rules: CheckRules, group: Sequence[Level]) -> tuple[Level, Level] | None:
    """The level that contradicts another one, and that one; the value told least often is the odd one."""
    values = {level.quantity.value for level in group}
    apart = [(a, b) for a, b in combinations(group, 2) if not _agree(a.quantity, b.quantity)]
    apart = [
        (a, b) for a, b in apart if not parted(plan, rules.rates.mergers, a.target.figure, b.target.figure)
    ]
    if not apart or len(values) > _MOST_VALUES + 1:
        return None
    first, second = apart[0]
    if sum(_agree(first.quantity, x.quantity) for x in group) < sum(
        _agree(second.quantity, x.quantity) for x in group
    ):
        return first, second
    return second, first


def _agree(a: Quantity, b: Quantity) -> bool:
    return a.interval.meets(b.interval) or a.cut.meets(b.interval) or a.interval.meets(b.cut)


def _finding(plan: Plan, rules: CheckRules, odd: tuple[Level, Level]) -> Finding:
    level, other = odd
    named = rules.standing.indicators[level.target.indicator]
    fields = {
        "indicator": Words(named.vi, named.en),
        "year": same(str(level.year)),
        "text": same(level.quantity.text),
        "other": same(other.quantity.text),
    }
    return finding(
        plan,
        rules,
        "target-conflict",
        Place(level.target.span, level.target.section),
        filled(rules.rules.target_conflict.messages.two_levels, fields),
        evidence=[other.target.span, level.target.span],
        severity="warning",
        certainty="likely",
    )


def _check(plan: Plan, group: Sequence[Level]) -> Check:
    last = group[-1].target
    alike = all(_agree(a.quantity, b.quantity) for a, b in combinations(group, 2))
    return checked(
        plan,
        "same-fact",
        Place(last.span, last.section),
        "agrees" if alike else "disagrees",
        terms=(level.quantity.term() for level in group),
        reported=group[-1].quantity.interval,
        computed=group[0].quantity.interval,
    )
