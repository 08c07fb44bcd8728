"""A part of what the sentence counts, and the share it is said to be: «5.430 người, trong đó nữ 2.715 người, chiếm
50%», «45 thôn, trong đó thôn vùng cao 12 thôn (26,7%)» (`ratio-mismatch`)."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, takewhile

from extractor import regex
from extractor.checker import intervals
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at
from extractor.checker.prose_rates import rates_of_wholes
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.ratios import stated_ratios
from extractor.checker.report import Place, Verdicts, checked
from extractor.checker.share_lists import made_to_add_up
from extractor.checker.wording import number
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_HOUSEHOLD = "household"
_CHANGED = regex.compile(
    r"\b(?:giảm|tăng|thêm|thoát)(?: \p{L}+){0,3} ?$"
)  # what changed is often told of another whole
# From a part to its share: the unit and what is counted, then «chiếm», «tỷ lệ» or an opening bracket.
_SHARE = regex.compile(
    r"(?: (?!giảm|tăng|đạt|vượt|thêm|còn|kế|chỉ|thoát|giải|thanh)[\p{L}/]+){0,9}?"
    r"(?:[,;–-]? ?\(?(?:chiếm|tỷ lệ|tương ứng|ứng với|tương đương|bằng)(?: khoảng)?(?: tỷ lệ)?(?: là|:)? ?| ?\()"
)
_END = regex.compile(r" ?%? ?\)? ?(?:[.,;:)\n]|$|và )")
_BASE = regex.compile(  # what a share is said to be of: «chiếm 12% tổng số hộ»
    r" ?%? (?:so với |của |trong |trên )?(?P<base>(?:tổng|số|toàn|dân|hộ|lao)\b[\p{L} ]{0,40}?)"
    r"\)? ?(?:[.,;:)\n]|$)"
)
_EMPTY = regex.compile(  # words that name no thing
    r"tổng|số|của|toàn|bộ|xã|huyện|tỉnh|thôn|trong|trên|địa|bàn|với|là|có|cả|và|các|nguồn|đầu|tư"
)
_PART = regex.compile(r"\b(?:trong (?:số )?đó|bao gồm|gồm|cụ thể)\b")
_LIST = regex.compile(
    r":(?= |$)"
)  # «180 hộ nghèo: 110 hộ … (61,1%), 70 hộ … (38,9%)», of which one must be proved
_OTHER_TIME = regex.compile(
    r"\b(?:(?:19|20)\d\d|năm (?:trước|sau|nay)|so với|cùng kỳ|tháng|quý|kế hoạch|giảm|tăng)\b"
)
_CLAUSE_END = regex.compile(r"[,.;:(]")
_POOR = "nghèo"
_OF_WHOLE = regex.compile(r"\b(?:chiếm|tỷ trọng)\b")
_OWN_RATE = regex.compile(r"\btỷ lệ\b")
_AREA = regex.compile(
    r"\b(?:thôn|bản|làng|xóm|ấp|khóm|buôn|tổ dân phố|xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|vùng|khu vực"
    r"|nông thôn|thành thị|miền núi)\b"
)
_AROUND = 60  # characters on either side of a whole that name it
_REACH = 90  # characters between a part and its share
_BLOCKS = 6  # paragraphs before in which another whole may be told
_MOST_OTHERS = 24
_FURTHEST = 600  # characters from a whole to its part
_ALL = 100


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of prose; `kind` is what it counts, or `percent`."""

    record: Target
    quantity: Quantity
    kind: str


@dataclass(frozen=True, slots=True)
class _Told:
    """`others` are the figures like the part told shortly before, itself and the whole among them.

    `doubtful` is True where the share may as well be one of the part's own population.
    """

    part: _Figure
    whole: _Figure
    share: Quantity
    others: Sequence[_Figure]
    doubtful: bool


def judge_part_shares(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every share of a part whose whole the sentence tells, and those that do not follow."""
    every = [*_told(plan, rules)]
    alone = [(told, _verdict(plan, told, every)) for told in every]
    proved = {told.whole.record.figure for told, verdict in alone if verdict == "agrees"}
    several = Counter(told.whole.record.figure for told in every)
    judged = [(told, _settled(told, verdict, several, proved)) for told, verdict in alone]
    return Verdicts(
        tuple(_check(plan, rules, told, verdict) for told, verdict in judged),
        tuple(_finding(plan, rules, told) for told, verdict in judged if verdict == "disagrees"),
    )


def _settled(told: _Told, alone: Verdict, several: Mapping[Span, int], proved: Container[Span]) -> Verdict:
    """A share that may be of another whole, and several none of which holds, prove nothing: two slips in one list are
    rarer than a list of rates of other wholes."""
    whole = told.whole.record.figure
    unsure = told.doubtful or several[whole] > 1
    return "not-checkable" if alone == "disagrees" and unsure and whole not in proved else alone


def _told(plan: Plan, rules: CheckRules) -> Iterator[_Told]:
    judged = {plan.targets[ratio.rate].figure for ratio in stated_ratios(plan, rules.ratio)}
    of_wholes = rates_of_wholes(plan, rules)
    figures = _figures(plan)
    for at, share in enumerate(figures):
        if not at or share.kind != "percent" or share.quantity.bound != "=":
            continue
        if share.record.figure in judged or share.quantity.span in of_wholes:
            continue
        part = figures[at - 1]
        sentence = sentence_at(plan, share.record.figure[0])
        if (
            part.kind == "percent"
            or part.record.figure[0] < sentence[0]
            or not _is_share_of(plan, part, share)
        ):
            continue
        before = figures[max(0, at - _MOST_OTHERS) : at]
        whole = _whole(plan, before, sentence, share)
        if whole is not None:
            doubtful = _is_doubtful(plan, before, whole, share, sentence[0])
            yield _Told(part, whole, share.quantity, _others(plan, before, sentence), doubtful)


def _figures(plan: Plan) -> list[_Figure]:
    """Every target in prose, in reading order."""
    return [
        _Figure(target, of_target(plan, target), target.unit or target.unit_text or "")
        for target in sorted((t for t in plan.targets if t.row is None), key=lambda t: t.figure)
    ]


def _is_share_of(plan: Plan, part: _Figure, share: _Figure) -> bool:
    """Whether the words between say that the percentage is the part's share of something."""
    start, end = part.record.figure[1], share.record.figure[0]
    before = words_at(plan, max(0, part.record.figure[0] - _AROUND), part.record.figure[0])
    if not 0 < end - start <= _REACH or _CHANGED.search(before) is not None:
        return False
    return _SHARE.fullmatch(words_at(plan, start, end).replace("\n", " ")) is not None


def _whole(plan: Plan, before: Sequence[_Figure], sentence: Span, share: _Figure) -> _Figure | None:
    """The figure of the sentence that the part is told to be some of, nearest first; None where another is named."""
    part, end = before[-1], share.record.figure[1]
    behind = words_at(plan, end, end + _AROUND)
    base = _BASE.match(behind)
    if base is None and _END.match(behind) is None:
        return None
    words = base["base"].split() if base else []
    named = frozenset(word for word in words if not _EMPTY.fullmatch(word))
    for whole in islice(reversed(before), 1, _MOST_OTHERS):
        start = whole.record.figure[0]
        if start < max(sentence[0], part.record.figure[0] - _FURTHEST):
            break
        between = words_at(plan, whole.record.figure[1], part.record.figure[0])
        if _OTHER_TIME.search(between):
            break
        larger = whole.kind == part.kind and whole.quantity.value > part.quantity.value
        if larger and whole.quantity.bound == part.quantity.bound == "=" and _opens_parts(between):
            return whole if not named or _is_named(plan, whole, sentence, named) else None
    return None


def _is_doubtful(plan: Plan, before: Sequence[_Figure], whole: _Figure, share: _Figure, opening: int) -> bool:
    """Whether a share that names no whole may be of another: the whole has a rate of its own, or the part is that of a
    place or an area."""
    part, end = before[-1], share.record.figure[1]
    if _BASE.match(words_at(plan, end, end + _AROUND)) is not None:
        return False
    if _PART.search(words_at(plan, whole.record.figure[1], part.record.figure[0])) is None:
        return True
    link = words_at(plan, part.record.figure[1], share.record.figure[0])
    first, of_whole = before.index(whole), whole.record.figure
    behind = before[first + 1]
    rated = behind.kind == "percent" and behind.quantity.value != _ALL
    if rated and not words_at(plan, of_whole[1], behind.record.figure[0]).count("trong đó"):
        return True
    lead = _named(plan, whole, opening)
    if _POOR not in lead:
        return False
    own = _CLAUSE_END.split(words_at(plan, before[-2].record.figure[1], part.record.figure[0]))[-1]
    return _AREA.search(own) is not None or (
        _OWN_RATE.search(link) is not None and _OF_WHOLE.search(link) is None
    )


def _opens_parts(between: str) -> bool:
    """«…, trong đó …», or a colon; behind a semicolon only where «trong đó:» opens a list."""
    opening = _PART.search(between) or _LIST.search(between)
    return opening is not None and (
        ";" not in between[opening.end() :] or between[opening.end() :].lstrip().startswith(":")
    )


def _is_named(plan: Plan, whole: _Figure, sentence: Span, named: frozenset[str]) -> bool:
    """Whether the words that a share is said to be of are those of the whole: all of them, and the poor of the poor."""
    own = frozenset(_named(plan, whole, sentence[0]).split())
    return named <= own and (_POOR in named) == (_POOR in own)


def _named(plan: Plan, whole: _Figure, opening: int) -> str:
    """The words of the sentence on either side of a figure that name what it is."""
    start, end = whole.record.figure
    behind = _CLAUSE_END.split(words_at(plan, end, end + _AROUND))[0]
    return f"{words_at(plan, max(opening, start - _AROUND), start)} {behind}"


def _others(plan: Plan, before: Sequence[_Figure], sentence: Span) -> Sequence[_Figure]:
    """Figures like the part that were told shortly before, any of which may be the whole or the part meant."""
    part = before[-1]
    block = plan.text.block_at(sentence[0])
    first = plan.text.blocks[max(0, block - _BLOCKS)].start
    near = takewhile(lambda figure: figure.record.figure[0] >= first, reversed(before))
    return [figure for figure in near if figure.kind == part.kind]


def _verdict(plan: Plan, told: _Told, every: Sequence[_Told]) -> Verdict:
    """Agrees where any two figures told before make the share, or where other rates are of its population."""
    stated, own = told.share, intervals.percentage(told.part.quantity.interval, told.whole.quantity.interval)
    if own.meets(stated.interval):
        return "agrees"
    share = Fraction(100 * told.part.quantity.value) / Fraction(told.whole.quantity.value)
    if own.meets_half_open(stated.cut) or made_to_add_up(plan, stated, share):
        return "rounding"
    values = [figure.quantity.interval for figure in told.others if figure.quantity.value]
    if any(intervals.percentage(a, b).meets(stated.interval) for a in values for b in values):
        return "not-checkable"
    population = _implied(told.part.quantity, stated)
    beside = (
        _implied(other.part.quantity, other.share)
        for other in every
        if other.share is not stated and other.whole is told.whole
    )
    if any(population.meets(other) for other in beside):
        return "not-checkable"
    known = plan.once(_populations) if told.part.kind == _HOUSEHOLD else ()
    alike = any(rate != stated.span and population.meets(other) for rate, other in known)
    return "not-checkable" if alike else "disagrees"


def _populations(plan: Plan) -> Sequence[tuple[Span, intervals.Interval]]:
    """What each count of households and its rate imply that all are, with where the rate stands."""
    pairs = (
        (of_target(plan, plan.targets[p.count]), of_target(plan, plan.targets[p.rate])) for p in plan.rates
    )
    return [(rate.span, _implied(count, rate)) for count, rate in pairs]


def _implied(part: Quantity, share: Quantity) -> intervals.Interval:
    return part.interval.times(100).out_of(share.interval)


def _finding(plan: Plan, rules: CheckRules, told: _Told) -> Finding:
    part, whole = told.part, told.whole
    values = {part.quantity.value, whole.quantity.value}
    larger = [o for o in told.others if o.quantity.value > part.quantity.value]
    return ratio_finding(
        plan,
        rules,
        told.share,
        part.record.section,
        Fraction(part.quantity.value) / Fraction(whole.quantity.value),
        (number(part.quantity.value), number(whole.quantity.value)),
        [whole.quantity.span, part.quantity.span, told.share.span],
        severity="warning" if {o.quantity.value for o in larger} - values else None,
    )


def _check(plan: Plan, rules: CheckRules, told: _Told, verdict: Verdict) -> Check:
    terms = (told.part.quantity, told.whole.quantity, told.share)
    return checked(
        plan,
        "ratio",
        Place(told.share.span, told.part.record.section),
        verdict,
        terms=(term.term() for term in terms),
        reported=told.share.interval,
        computed=intervals.percentage(terms[0].interval, terms[1].interval),
        reason=rules.reasons.other_whole if verdict == "not-checkable" else None,
    )
