"""Counts that their words part without a list: years of a period, quarters of a year, what is left, some of all.

«Giai đoạn 2024-2026 giảm 120 hộ: năm 2024 giảm 45 hộ, …», «kế hoạch 40 nhà, đã làm 35 nhà, còn lại 5 nhà», «trong tổng
số 310 lao động có 290 lao động …».
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor import regex
from extractor.checker.count_lists import CountList, is_count, is_like, sentences_told
from extractor.checker.plan_words import words_at
from extractor.plan import Plan, SumKind
from extractor.plantext import Span
from extractor.records import Target

_PERIOD = regex.compile(
    r"\b(?:giai đoạn|thời kỳ|(?:trong )?\d năm)(?: từ)?(?: năm)? ?\(?(?P<first>20\d\d) ?[-–] ?(?P<last>20\d\d)"
)
# What is done year by year, so that its years add up; a level that is reached or kept does not.
_FLOW = regex.compile(
    r"\b(?:giảm|đào tạo|dạy|giải quyết|tạo|hỗ trợ|giúp|xây|sửa|làm mới|xóa|trồng|mở|tập huấn|cấp|đưa|thoát|bố trí)\b"
)
_LEVEL = regex.compile(
    r"\b(?:còn|đạt|lên|xuống|duy trì|giữ|bình quân|trung bình|mỗi năm|hằng năm|hàng năm|ít nhất|khoảng|lũy kế"
    r"|luỹ kế)\b|/ ?năm"
)
# Who was helped in one year may be helped in the next: the years then make more than the period.
_AGAIN = regex.compile(r"\b(?:hỗ trợ|giúp|cấp)\b")
_HOUSE = "house"  # nobody builds one again in the next year
_YEAR = regex.compile(r"\bnăm (?P<year>20\d\d)[^;,.:\d]{0,40}$")
_QUARTER = regex.compile(
    r"\bquý (?P<quarter>iv|i{1,3}|[1-4])(?: năm 20\d\d|/20\d\d)?(?: [^;,.:\d]{0,40})?:? ?$"
)
_QUARTERS = (("i", "ii", "iii", "iv"), ("1", "2", "3", "4"))
_OF_YEAR = regex.compile(r"\b(?:cả|trong|toàn) năm\b|\bnăm 20\d\d\b|\b(?:kế hoạch|chỉ tiêu|tổng)\b")
_GIVEN = regex.compile(r"\b(?:kế hoạch|đăng ký|nhu cầu|chỉ tiêu|giao)\b[^,;.:\d]{0,40}$")
_DONE = regex.compile(
    r"[^;.:()\d]{0,50}[,;] ?(?:trong đó )?(?:đã|thực hiện|hoàn thành)(?! hỗ trợ thêm)[^;.:()\d]{0,40} "
)
_LEFT = regex.compile(
    r"[^;.:()\d]{0,40}(?:,? ?\(?(?:đạt|bằng|tỷ lệ) ?[\d,]+ ?%(?: kế hoạch)?\)?)?[,;] ?(?:số )?còn lại(?: là)?:? "
)
_OF_ALL = regex.compile(r"(?:^|[,;.:] ?|\b)(?:trong|trên)(?: tổng)? số(?: là)? $")
_SOME = regex.compile(r"[^;.:()\d%]{1,80}?,? (?:đã |chỉ )?có(?: được)? ")


def told_parts(plan: Plan) -> Iterator[CountList]:
    """Every such breakdown, as one that a list would tell."""
    for sentence, indices in sentences_told(plan).items():
        if len(indices) > 1:
            yield from _by_years(plan, sentence, indices)
            yield from _by_quarters(plan, sentence, indices)
            yield from _some_of_all(plan, sentence, indices)
            yield from _left_over(plan, sentence, indices)


def _by_years(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[CountList]:
    """A count of a period, and behind it one for each of its years in turn."""
    for at, index in enumerate(indices[:-1]):
        whole = plan.targets[index]
        words = words_at(plan, sentence[0], whole.figure[0])
        period = _PERIOD.search(words)
        if period is None or whole.comparator != "=" or not _FLOW.search(words) or _LEVEL.search(words):
            continue
        years = range(int(period["first"]), int(period["last"]) + 1)
        parts = indices[at + 1 : at + 1 + len(years)]
        told = [_told_for(plan, before, part) for before, part in zip(indices[at:], parts, strict=False)]
        rest = words_at(plan, plan.targets[parts[-1]].figure[1], sentence[1])
        if (
            told == [*years]
            and all(_alike(whole, plan.targets[i]) for i in parts)
            and not _LEVEL.search(rest)
            and not (_may_come_again(whole, words) and _added(plan, parts) > whole.value)
        ):
            yield CountList((index,), tuple(parts), SumKind.WHOLE, apart=True)


def _by_quarters(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[CountList]:
    """«Cả năm 300 lao động: quý I 50, …, quý IV 60»: a year's count and those of its four quarters behind it; not how
    far each quarter brings it."""
    for at in range(len(indices) - len(_QUARTERS[0])):
        index, *parts = indices[at : at + 1 + len(_QUARTERS[0])]
        whole = plan.targets[index]
        words = words_at(plan, sentence[0], whole.figure[0])
        gaps = [
            words_at(plan, plan.targets[a].figure[1], plan.targets[b].figure[0])
            for a, b in pairwise((index, *parts))
        ]
        told = tuple(found["quarter"] if (found := _QUARTER.search(gap)) else None for gap in gaps)
        rest = words_at(plan, plan.targets[parts[-1]].figure[1], sentence[1])
        if (
            told in _QUARTERS
            and whole.comparator == "="
            and _OF_YEAR.search(words)
            and not any(_LEVEL.search(gap) for gap in (words, *gaps, rest))
            and all(_alike(whole, plan.targets[i]) for i in parts)
            and plan.targets[parts[-1]].value < whole.value
            and not (_may_come_again(whole, words) and _added(plan, parts) > whole.value)
        ):
            yield CountList((index,), tuple(parts), SumKind.WHOLE, apart=True)


def _may_come_again(whole: Target, words: str) -> bool:
    return whole.unit != _HOUSE and _AGAIN.search(words) is not None


def _added(plan: Plan, parts: Sequence[int]) -> Decimal:
    return sum((plan.targets[i].value for i in parts), Decimal(0))


def _told_for(plan: Plan, before: int, part: int) -> int | None:
    """The year right before a figure, that its words tell no level of."""
    words = words_at(plan, plan.targets[before].figure[1], plan.targets[part].figure[0])
    year = _YEAR.search(words)
    return int(year["year"]) if year is not None and not _LEVEL.search(year[0]) else None


def _alike(whole: Target, part: Target) -> bool:
    return (whole.unit, whole.indicator, part.comparator, part.denominator) == (
        part.unit,
        part.indicator,
        "=",
        None,
    )


def _some_of_all(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[CountList]:
    for first, second in pairwise(indices):
        whole, part = plan.targets[first], plan.targets[second]
        if not is_count(part) or not is_like(whole, part):
            continue
        opened = _OF_ALL.search(words_at(plan, sentence[0], whole.figure[0])) is not None
        if opened and _SOME.fullmatch(words_at(plan, whole.figure[1], part.figure[0])):
            yield CountList((first,), (second,), SumKind.SOME, apart=False)


def _left_over(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[CountList]:
    counts = [i for i in indices if plan.targets[i].unit != "percent"]
    for at, (whole, done, left) in enumerate(zip(counts, counts[1:], counts[2:], strict=False)):
        first, second, third = (plan.targets[i] for i in (whole, done, left))
        alike = all(is_count(t) and t.unit == first.unit for t in (first, second, third))
        if not alike or counts[at + 3 :] or at or first.value < max(second.value, third.value):
            continue
        if (
            _GIVEN.search(words_at(plan, sentence[0], first.figure[0]))
            and _DONE.fullmatch(words_at(plan, first.figure[1], second.figure[0]))
            and _LEFT.fullmatch(words_at(plan, second.figure[1], third.figure[0]))
        ):
            yield CountList((whole,), (done, left), SumKind.WHOLE, apart=True)
