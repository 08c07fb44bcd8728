"""Sums that their words part without a list: what was given, spent and left, and the runs of months of one year.

«Giao 500 triệu đồng, đã giải ngân 300 triệu đồng, còn lại 200 triệu đồng», «9 tháng … 780, quý IV … 320, cả năm …
1.100».
"""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.checker.closing_totals import sums_told
from extractor.checker.plan_words import words_at
from extractor.plan import Plan, SumKind, SumRelation
from extractor.plantext import Span
from extractor.rulebook.checks import MoneySaidRule

_LEFT = regex.compile(
    r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?"
    r"(?:,? ?\(?(?:đạt|bằng|tỷ lệ)(?: giải ngân)? ?[\d,]+ ?%(?: kế hoạch(?: vốn)?)?\)?)?"
    r"[,;] ?(?:(?:số )?(?:vốn|kinh phí|tiền|nguồn vốn) |số )?"
    r"(?:còn lại|chưa giải ngân|chưa thanh toán|chưa sử dụng|còn dư|còn)"
    r"(?: (?!phải|thiếu|nợ)\p{L}+){0,4}?(?: là)?:? "
)
_DATES = regex.compile(
    r"\b(?:(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)?|(?:tháng|năm) (?:\d{1,2}/)?(?:20\d\d|\d{1,2})\b)"
)
_RUNS = (
    regex.compile(r"\b(?:(?:9|chín|09) tháng(?: đầu năm)?)\b[^;,.:\d]{0,40}(?:20\d\d[^;,.:\d]{0,30})?$"),
    regex.compile(r"\bquý (?:iv|4)\b[^;,.:\d]{0,40}(?:20\d\d[^;,.:\d]{0,30})?$"),
)
_HALVES = (
    regex.compile(r"\b(?:6|06|sáu) tháng đầu năm\b[^;,.:\d]{0,40}(?:20\d\d[^;,.:\d]{0,30})?$"),
    regex.compile(r"\b(?:6|06|sáu) tháng cuối năm\b[^;,.:\d]{0,40}(?:20\d\d[^;,.:\d]{0,30})?$"),
)
_YEAR = regex.compile(r"\b(?:cả|trong|toàn) năm\b[^;,.:\d]{0,40}(?:20\d\d[^;,.:\d]{0,30})?$")
_FROM = regex.compile(
    r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?,? (?:(?:được|sẽ|dự kiến) )*"
    r"(?:bố trí|huy động|cân đối|lấy|bảo đảm|đảm bảo|phân bổ) từ(?: các| những| hai| ba| bốn)?"
    r"(?: nguồn)?(?: vốn| kinh phí)?(?: sau)?:? ?[\p{L} ]{0,50}"
)
# «… từ các nguồn: …», «… cho các thôn: thôn …»: a colon opens all of them.
_LISTED = regex.compile(
    r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?,? (?:[\p{L}]+ ){0,4}?"
    r"(?:từ (?:các|hai|ba|bốn|\d) nguồn(?: vốn| kinh phí)?(?: sau)?: ?[\p{L} ]{0,50}|(?:cho|về|tại) (?:các|\d{1,2})"
    r" (?:thôn|bản|xã|ấp|xóm|buôn|làng|phường|huyện|đơn vị|trường)(?: sau)?: ?[\p{L} ]{2,40})"
)
_NEXT = regex.compile(r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?(?:[,;]| và|, và) ?[\p{L} ]{1,60}")
_LAST = regex.compile(r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?\s*[.;]?\s*")
# What was spent of a part alone, and work that was done before it is paid.
_OF_PART = regex.compile(r"\b(?:trong (?:số )?đó|riêng|(?:tiểu )?dự án|hợp phần|nguồn|khối lượng)\b")
_UNPAID, _PAID = "chưa thanh toán", regex.compile(r"\b(?:giải ngân|thanh toán|chi)\b")
# Only the greatest of the parts are told, or as many as the words count.
_MAINLY = regex.compile(
    r"\b(?:nhiều|lớn|cao|ít|thấp) nhất\b|\b(?:chủ yếu|điển hình|trước hết|trong đó|như)\b"
)
_COUNTED = regex.compile(
    r"\b(?P<count>\d{1,2}|hai|ba|bốn) (?:nguồn|thôn|bản|xã|ấp|xóm|buôn|làng|phường|huyện|đơn vị|trường)\b"
)
_SPELT = {"hai": 2, "ba": 3, "bốn": 4}
# «…, trong đó đầu tư 900 triệu đồng, còn lại 550 triệu đồng là vốn sự nghiệp»: a part and the rest.
_OF_WHOLE = regex.compile(
    r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?[,;.]? ?\(?(?:trong (?:số )?đó|gồm)[:,]?"
    r" [\p{L} ]{2,50}?:? ?"
)
_REST = regex.compile(
    r" ?(?:(?:tỷ|triệu|nghìn|ngàn) )?(?:đồng|đ)?[,;] ?(?:và )?(?:phần |số )?(?:vốn |kinh phí |tiền )?còn lại(?: là)? ?"
)
_SPENT = regex.compile(
    r"\b(?:đã|giải ngân|thanh toán|quyết toán)\b"
)  # of the part: what is left is left of it
_UNSPENT = regex.compile(r"\bchưa\b|\b(?:chuyển nguồn|kéo dài|hủy|huỷ|thu hồi)\b")
# «Trong tổng số 3.200 triệu đồng …, có 1.900 triệu đồng từ …, 900 triệu đồng từ …»: some of it, or all, never more.
_OF_ALL = regex.compile(r"\b(?:trong|trên) tổng (?:số|vốn|kinh phí|số vốn|số tiền|số kinh phí)(?: là)? $")
_SOME = regex.compile(r"[^;.:()%]{0,60}?,? ?(?:đã |thì )?có ")
_AND = regex.compile(r"[^;.:()%\d]{0,60}(?:,| và|, và) ?[\p{L} ]{0,60}")
_TWO, _THREE = 2, 3


def told_sums(plan: Plan, rule: MoneySaidRule) -> Iterator[SumRelation]:
    """Every such sum as a relation over the plan's budgets."""
    for sentence, indices in sums_told(plan).items():
        if len(indices) > _TWO:
            yield from _by_payers(plan, sentence, indices)
            yield from _out_of_all(plan, sentence, indices)
        if len(indices) == _THREE:
            yield from _left_over(plan, rule, sentence, indices)
            yield from _part_and_rest(plan, sentence, indices)
            yield from _by_months(plan, rule, sentence, indices)


def _left_over(
    plan: Plan, rule: MoneySaidRule, sentence: Span, indices: Sequence[int]
) -> Iterator[SumRelation]:
    whole, spent, left = (plan.budgets[i] for i in indices)
    if left.value > whole.value or left.capital not in {None, whole.capital}:
        return
    before = words_at(plan, sentence[0], whole.figure[0])
    gap = _DATES.sub("", words_at(plan, whole.figure[1], spent.figure[0]))
    behind = words_at(plan, spent.figure[1], left.figure[0]).replace("\n", " ")
    if _OF_PART.search(gap) or (_UNPAID in behind and not _PAID.search(gap)):
        return
    if rule.given.search(before) and rule.spent.search(gap) and _LEFT.fullmatch(behind):
        yield SumRelation(indices[0], (indices[1], indices[2]), SumKind.WHOLE, certain=True)


def _part_and_rest(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[SumRelation]:
    whole, part, rest = (plan.budgets[i] for i in indices)
    if whole.role == "unit_cost" or {whole.per, part.per, rest.per} != {None} or whole.value <= part.value:
        return
    gap = words_at(plan, whole.figure[1], part.figure[0])
    led = _OF_WHOLE.fullmatch(gap) if _SPENT.search(gap) is None else None
    unspent = _UNSPENT.search(words_at(plan, rest.figure[1], sentence[1]))
    if led and not unspent and _REST.fullmatch(words_at(plan, part.figure[1], rest.figure[0])):
        yield SumRelation(indices[0], (indices[1], indices[2]), SumKind.WHOLE, certain=True)


def _out_of_all(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[SumRelation]:
    whole, *parts = (plan.budgets[i] for i in indices)
    ends = [whole.figure[1], *(part.figure[1] for part in parts)]
    gaps = [words_at(plan, end, part.figure[0]) for end, part in zip(ends, parts, strict=False)]
    sources = [part.source for part in parts]
    if (
        None not in sources
        and len({*sources}) == len(sources)
        and _OF_ALL.search(words_at(plan, sentence[0], whole.figure[0]))
        and _SOME.fullmatch(gaps[0])
        and all(_AND.fullmatch(gap) and _OF_PART.search(gap.replace("nguồn", "")) is None for gap in gaps[1:])
        and all(part.role != "unit_cost" and part.per is None for part in parts)
    ):
        yield SumRelation(indices[0], tuple(indices[1:]), SumKind.SOME, certain=True)


def _by_payers(plan: Plan, sentence: Span, indices: Sequence[int]) -> Iterator[SumRelation]:
    """«2.310 triệu đồng, được bố trí từ ngân sách trung ương 1.500 …, ngân sách tỉnh 450 … và dân góp 360 …»."""
    whole, *parts = (plan.budgets[i] for i in indices)
    ends = [whole.figure[1], *(part.figure[1] for part in parts)]
    gaps = [words_at(plan, end, part.figure[0]) for end, part in zip(ends, parts, strict=False)]
    told = all(part.source is not None for part in parts) and whole.source in {None, "mixed"}
    opened = (told and _FROM.fullmatch(gaps[0])) or _LISTED.fullmatch(gaps[0])
    if (
        opened
        and _tells_all(gaps[0], len(parts))
        and all(_NEXT.fullmatch(gap) for gap in gaps[1:])
        and _LAST.fullmatch(words_at(plan, ends[-1], sentence[1]))
    ):
        yield SumRelation(indices[0], tuple(indices[1:]), SumKind.WHOLE, certain=True)


def _tells_all(opening: str, parts: int) -> bool:
    """Whether the words before the first part promise all of them, as many as there are."""
    counted = _COUNTED.search(opening)
    count = _SPELT.get(counted["count"]) or int(counted["count"]) if counted is not None else parts
    return count == parts and _MAINLY.search(opening) is None


def _by_months(
    plan: Plan, rule: MoneySaidRule, sentence: Span, indices: Sequence[int]
) -> Iterator[SumRelation]:
    """«9 tháng», «quý IV» and «cả năm», or the two halves and the year, in any order; no plan of a year in which
    other sums were spent."""
    starts = [sentence[0], *(plan.budgets[i].figure[1] for i in indices)]
    words = [
        words_at(plan, start, plan.budgets[i].figure[0]) for start, i in zip(starts, indices, strict=False)
    ]
    year = [i for i, told in zip(indices, words, strict=True) if _YEAR.search(told)]
    given = [rule.given.search(told) is not None for told in words]
    if given[-1] and not given[0] and len(year) == 1 and year[0] == indices[-1]:
        return
    for runs in (_RUNS, _HALVES):
        parts = [i for run in runs for i, told in zip(indices, words, strict=True) if run.search(told)]
        if len(year) == 1 and len({*parts, *year}) == len(parts) + 1 == _THREE:
            yield SumRelation(year[0], tuple(parts), SumKind.WHOLE, certain=True)
