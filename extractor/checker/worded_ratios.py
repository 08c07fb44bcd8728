"""A count out of a whole in words, and its percentage: «312 trên tổng số 468 thôn …, bằng 66,7%» (`ratio-mismatch`)."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor import regex
from extractor.checker import intervals
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.ratios import stated_ratios
from extractor.checker.report import Verdicts
from extractor.checker.wording import number
from extractor.language.figures import read_figure
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Finding, Target
from extractor.rulebook.checks import CheckRules

_RATIO = regex.compile(
    r"(?<![\d.,/])(?P<count>\d{1,3}(?:\.\d{3})*|\d+)(?: (?!trên|trong|so)\p{L}+){0,4}?"
    r" (?:trên|trong)(?: tổng(?: số)?| số)?"
    r" (?P<whole>\d{1,3}(?:\.\d{3})*|\d+)(?= \p{L})(?P<between>[^;.:()\d%]{1,90}?)(?:,|\() ?"
    r"(?:đạt|bằng|chiếm|tương ứng|tương đương|tỷ lệ)(?: tỷ lệ| khoảng)? $"
)
_REACH = 180
_OTHER = regex.compile(
    r"\b(?:trong (?:số )?đó|riêng|tăng|giảm|ước|khoảng|còn|kế hoạch|triệu|tỷ(?! lệ)|(?<=\d )đồng|nghìn)\b"
)


@dataclass(frozen=True, slots=True)
class _Told:
    rate: Target
    stated: Quantity
    count: int
    whole: int
    span: Span


def judge_worded_ratios(plan: Plan, rules: CheckRules) -> Verdicts:
    """The percentages that do not follow from the two counts before them."""
    judged = {ratio.rate for ratio in stated_ratios(plan, rules.ratio)}
    wrong = (told for told in _told(plan, judged) if not _fits(told))
    return Verdicts(findings=tuple(_finding(plan, rules, told) for told in wrong))


def _told(plan: Plan, judged: Container[int]) -> Iterator[_Told]:
    """The percentages that no count read as a/b stands before, each with the two figures in words."""
    for index, rate in enumerate(plan.targets):
        if index in judged or rate.unit != "percent" or rate.row is not None or rate.comparator != "=":
            continue
        at = rate.figure[0]
        start = max(plan.text.blocks[plan.text.block_at(at)].body, at - _REACH)
        words = words_at(plan, start, at)
        match = _RATIO.search(words) if "trên" in words or "trong" in words else None
        if match is None or _OTHER.search(words, match.start()):
            continue
        count, whole = read_figure(match["count"]), read_figure(match["whole"])
        if count and whole and 0 < count.value <= whole.value:
            span = start + match.start(), start + match.end("whole")
            yield _Told(rate, of_target(plan, rate), int(count.value), int(whole.value), span)


def _fits(told: _Told) -> bool:
    computed = intervals.exact(Fraction(100 * told.count, told.whole))
    return computed.meets(told.stated.interval) or computed.meets_half_open(told.stated.cut)


def _finding(plan: Plan, rules: CheckRules, told: _Told) -> Finding:
    return ratio_finding(
        plan,
        rules,
        told.stated,
        told.rate.section,
        Fraction(told.count, told.whole),
        (number(Decimal(told.count)), number(Decimal(told.whole))),
        [told.span, told.stated.span],
    )
