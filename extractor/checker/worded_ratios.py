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
from extractor.checker.share_lists import made_to_add_up
from extractor.checker.wording import number
from extractor.language.figures import read_figure
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Finding, Target
from extractor.rulebook.checks import CheckRules

_FIGURE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_SAYS = (
    r"(?:(?:,|\() ?(?:(?:đạt|bằng|chiếm|tương ứng|tương đương|tỷ lệ)(?: tỷ lệ| khoảng)?) ?"
    r"|\( ?| (?:chiếm|đạt)(?: tỷ lệ)? )$"
)
_AGES = r"(?:dưới|từ|đủ|trên) \d{1,2}(?: ?(?:-|đến) ?(?:dưới )?\d{1,2})? (?:tuổi|tháng)"
_WORDS = rf"(?:[^;.:()\d%]|{_AGES})"
# «46 trên tổng số 69 hộ đăng ký, đạt 66,7%», and the whole first: «trong 69 hộ đăng ký có 46 hộ được vay (66,7%)».
_RATIOS = (
    regex.compile(
        rf"(?<![\d.,/])(?P<count>{_FIGURE})(?: (?!trên|trong|so)\p{{L}}+){{0,4}}?"
        rf" (?:trên|trong)(?: tổng(?: số)?| số)?"
        rf" (?P<whole>{_FIGURE})(?= \p{{L}}){_WORDS}{{1,90}}?{_SAYS}"
    ),
    regex.compile(
        rf"\b(?:trong|trên)(?: tổng(?: số)?| số)? (?P<whole>{_FIGURE})(?= \p{{L}}){_WORDS}{{1,70}}?,?"
        rf" (?:đã )?có(?: được)? (?P<count>{_FIGURE})(?= \p{{L}}){_WORDS}{{1,70}}?{_SAYS}"
    ),
    # What was done of what was planned: «150 người trên kế hoạch 200 người, đạt 75% kế hoạch».
    regex.compile(
        rf"(?<![\d.,/])(?P<count>{_FIGURE}) (?P<of>\p{{L}}+){_WORDS}{{0,60}}? trên (?P<planned>kế hoạch|chỉ tiêu)"
        rf"(?: (?:giao|năm|đề ra|là|được giao|tỉnh|huyện|xã))* (?P<whole>{_FIGURE}) (?P=of){_WORDS}{{0,40}}?{_SAYS}"
    ),
    # What was planned, and what came of it: «kế hoạch 120 lao động, thực hiện 132 lao động, đạt 110%».
    regex.compile(
        rf"\b(?P<planned>kế hoạch|chỉ tiêu)(?: (?:giao|năm|đề ra|là|tỉnh|huyện))*{_WORDS}{{0,40}}? (?P<whole>{_FIGURE})"
        rf" (?P<of>\p{{L}}+){_WORDS}{{0,40}}?[,;] ?(?:đã |kết quả )?(?:thực hiện|hoàn thành|đạt)(?: được)?"
        rf" (?P<count>{_FIGURE}) (?P=of){_WORDS}{{0,30}}?, ?(?:đạt|bằng) $"
    ),
)
# The count of a share whose whole is told behind it: «176 hộ, chiếm 64% trên tổng số 275 hộ nghèo», «196 lao động, đạt
# 122,5% kế hoạch (kế hoạch 160 lao động)», «… đạt 122,5% kế hoạch giao (160 lao động)».
_PART = regex.compile(
    rf"(?<![\d.,/–-])(?P<count>{_FIGURE}) (?P<of>\p{{L}}+){_WORDS}{{0,70}}?"
    r"(?:,|\()? (?:đạt|bằng|chiếm|tương ứng|tương đương)(?: tỷ lệ| khoảng)? $"
)
_WHOLE_BEHIND = regex.compile(
    rf" ?%?,? (?:(?:(?:trên|trong|của|so với) )?(?:tổng(?: số)?|số) (?P<whole>{_FIGURE}) (?P<of>\p{{L}}+)\b"
    r"|(?P<base>(?P<planned>kế hoạch|chỉ tiêu)|dân số|tổng số hộ|tổng số)(?: \p{L}+){0,4}?"
    rf" \((?P=base)(?: \p{{L}}+){{0,4}}?(?: năm 20\d\d)?(?: là)?:?"
    rf" (?P<whole>{_FIGURE}) (?P<of>\p{{L}}+)[^)\d]{{0,30}}\)"
    r"|(?:so với |trên |của )?(?:(?P<planned>kế hoạch|chỉ tiêu)|tổng số (?:hộ|người|lao động|thôn|bản|nhà|trẻ))"
    rf"(?: (?!năm 20)\p{{L}}+){{0,6}}?(?: năm 20\d\d)? \((?P<bare>)(?:là |có |gồm )?"
    rf"(?P<whole>{_FIGURE}) (?P<of>\p{{L}}+)[^)\d;,]{{0,30}}\))"
)
_REACH = 180
_OF_PLAN = regex.compile(
    r" ?%?(?: so)?(?: với)? (?:kế hoạch|kh\b|chỉ tiêu|nhu cầu|dự toán|mục tiêu|số|tổng|dân|hộ|cùng kỳ|năm)"
    r"| ?% (?!và\b|nhưng\b|còn\b)\p{L}"
)
# A plan's own percentage is of that plan alone.
_OF_OTHER = regex.compile(
    r" ?%?(?: so)?(?: với)? (?:cùng kỳ|(?:cuối |đầu )?năm|số|tổng|dân|hộ"
    r"|(?:kế hoạch|chỉ tiêu|mục tiêu)(?: \p{L}+){0,2}? (?:giai đoạn|nhiệm kỳ|\d năm|nghị quyết))\b"
)
_OTHER = regex.compile(
    r"\b(?:trong (?:số )?đó|riêng|tăng|giảm|nâng|tỷ lệ(?= (?!là\b|đạt\b)\p{L})|ước|khoảng|còn|triệu"
    r"|tỷ(?! lệ)|(?<=\d )đồng|nghìn|so với)\b"
)
_PLAN = regex.compile(r"\bkế hoạch\b")
_TURNS = "lượt"


@dataclass(frozen=True, slots=True)
class _Told:
    rate: Target
    stated: Quantity
    count: int
    whole: int
    span: Span
    turned: bool = (
        False  # the bracket may tell the part: «kế hoạch 150 lao động, đạt 80% kế hoạch (120 lao động)»
    )


def judge_worded_ratios(plan: Plan, rules: CheckRules) -> Verdicts:
    """The percentages that do not follow from the two counts before them."""
    judged = {ratio.rate for ratio in stated_ratios(plan, rules.ratio)}
    wrong = (told for told in _told(plan, judged) if not _fits(plan, told))
    return Verdicts(findings=tuple(_finding(plan, rules, told) for told in wrong))


def _told(plan: Plan, judged: Container[int]) -> Iterator[_Told]:
    """The percentages that no count read as a/b stands before, each with the two figures in words."""
    for index, rate in enumerate(plan.targets):
        if index in judged or rate.unit != "percent" or rate.row is not None or rate.comparator != "=":
            continue
        at, block = rate.figure[0], plan.text.blocks[plan.text.block_at(rate.figure[0])]
        start = max(block.body, at - _REACH)
        words, behind = words_at(plan, start, at), words_at(plan, rate.figure[1], block.end)
        figures = _before(words, behind) or _around(words, behind)
        if figures is None:
            continue
        count, whole = read_figure(figures[0]["count"]), read_figure(figures[1]["whole"])
        planned = figures[1].groupdict().get("planned") is not None
        if count and whole and count.value > 0 and (planned or count.value <= whole.value) and whole.value:
            ends = start + figures[0].start(), start + figures[0].end("count")
            if figures[0] is figures[1]:
                ends = ends[0], start + max(figures[0].end("count"), figures[0].end("whole"))
            turned = figures[1].groupdict().get("bare") is not None
            yield _Told(rate, of_target(plan, rate), int(count.value), int(whole.value), ends, turned)


_Figures = tuple["regex.Match[str]", "regex.Match[str]"]  # the one that holds the count, and the whole


def _before(words: str, behind: str) -> _Figures | None:
    """The two figures in the words before a percentage."""
    if not any(word in words for word in ("trên", "trong", "kế hoạch", "chỉ tiêu")):
        return None
    for pattern in _RATIOS:
        match = pattern.search(words)
        if match is None or _OTHER.search(words, match.start()):
            continue
        planned = match.groupdict().get("planned") is not None
        other = _PLAN.search(words, match.start()) is not None or _OF_PLAN.match(behind) is not None
        if not other or (planned and _OF_OTHER.match(behind) is None):
            return match, match
    return None


def _around(words: str, behind: str) -> _Figures | None:
    """The count before a percentage, and the whole that is named behind it."""
    whole = _WHOLE_BEHIND.match(behind)
    part = _PART.search(words) if whole is not None else None
    if whole is None or part is None or _OTHER.search(words, part.start()):
        return None
    alike = part["of"] == whole["of"] and _TURNS not in (part["of"], whole["of"])
    return (part, whole) if alike else None


def _fits(plan: Plan, told: _Told) -> bool:
    share = Fraction(100 * told.count, told.whole)
    ways = (share, Fraction(100 * told.whole, told.count)) if told.turned else (share,)
    computed = map(intervals.exact, ways)
    alike = any(c.meets(told.stated.interval) or c.meets_half_open(told.stated.cut) for c in computed)
    return alike or made_to_add_up(plan, told.stated, share)


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
