"""Counts that a list breaks down: «Giúp 24 hộ có nhà, gồm:» over «- Làm mới 15 hộ;» and «- Chữa mái 9 hộ.»."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractor import regex
from extractor.checker.count_lists import CountList, are_kinds, is_count, is_like, is_partition, sentence_at
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import COUNTED
from extractor.plan import Plan, SumKind
from extractor.records import Target
from extractor.rulebook.checks import CountListRule

_OPENS = regex.compile(
    r"\b(?:(?:bao )?gồm(?: có)?|chia ra|phân ra|cụ thể(?: là| như sau)?|(?P<some>trong (?:số )?đó))"
    r"(?: (?:các|những|hai|ba|bốn|năm) [\p{L} ]{2,20})?\W*$"
)
# Before the figure of an item: what tells of another thing than how many of the whole fall to it.
_ASIDE = regex.compile(
    r"\b(?:mỗi|từng|bình quân|trung bình|định mức|tối đa|tối thiểu|ít nhất|không quá|tổng|cộng|giảm|tăng|đạt|so với"
    r"|còn lại|kế hoạch|nhu cầu|lượt|đăng ký|phấn đấu|ước|dự kiến|lũy kế|đến nay)\b|\d ?[-–] ?\d"
)
_FIGURE = regex.compile(r"(?<![\p{L}\d/])\d[\d.,]*(?! ?(?:tháng|năm|ngày|quý)\b)")
_WITHIN = regex.compile(r"\(|\b(?:gồm|trong (?:số )?đó|chia ra|phân ra|cụ thể|riêng)\b")  # parts of the part
# What one household may have more than one of: causes and wants, and where the items are more than the whole, aid.
_CAUSE = regex.compile(r"\b(?:thiếu(?: hụt)?|không có|ốm|đau|bệnh|đông con|nguyên nhân|cả hai|cả ba|trùng)\b")
_AID = regex.compile(
    r"\b(?:cấp|tặng|tiền|thẻ|vay|quỹ|ngân hàng|giống|phân bón|bồn|nối|nước (?:sạch|máy)|điện|gạo|học phí"
    r"|bảo hiểm|tập huấn)\b"
)
_HELPED = frozenset({"household", "person"})
_REST = regex.compile(r"(?:(?:số|phần|những) )?(?:hộ |người )?(?:còn lại|ngoài ra)\b")
_REACH, _LONGEST, _LEAST = 80, 60, 2


def item_lists(plan: Plan, rule: CountListRule) -> Iterator[CountList]:
    """The breakdowns of counts whose parts are list items of one form right under the paragraph of their whole."""
    counts: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(plan.targets)), key=lambda i: plan.targets[i].figure):
        if plan.targets[index].row is None:
            counts[plan.text.block_at(plan.targets[index].figure[0])].append(index)
    for block, own in counts.items():
        found = _under(plan, rule, counts, block, own)
        if found is not None:
            yield found


def _under(
    plan: Plan, rule: CountListRule, counts: Mapping[int, Sequence[int]], block: int, own: Sequence[int]
) -> CountList | None:
    head, last = plan.text.blocks[block], plan.targets[own[-1]]
    behind = words_at(plan, last.figure[1], head.end)
    opening = _OPENS.search(behind)
    if opening is None or opening.start() > _REACH or _FIGURE.search(behind[: opening.start()]):
        return None
    items = list(_items(plan, block))
    if not items or _goes_on(plan, items[-1] + 1):
        return None
    parts = [_part(plan, counts.get(item, ()), item) for item in items]
    if len(parts) < _LEAST or None in parts:
        return None
    told = [part for part in parts if part is not None]
    first = plan.targets[told[0]]
    start = sentence_at(plan, last.figure[0])[0]
    wholes = [
        i for i in reversed(own) if plan.targets[i].figure[0] >= start and is_like(plan.targets[i], first)
    ]
    if not wholes or not all(is_like(plan.targets[wholes[0]], plan.targets[i]) for i in told):
        return None
    if _lie_over(plan, plan.targets[wholes[0]], told):
        return None
    named = [_words(plan, plan.targets[i]) for i in told]
    whole = opening["some"] is None or is_partition(rule, named)
    kind = SumKind.WHOLE if whole else SumKind.SOME
    return CountList(tuple(wholes), tuple(told), kind, whole or are_kinds(rule, named))


def _lie_over(plan: Plan, whole: Target, parts: Sequence[int]) -> bool:
    """Whether the parts may be groups that lie over each other: one as large as the whole, causes, kinds of aid."""
    values = [plan.targets[i].value for i in parts]
    blocks = (plan.text.blocks[plan.text.block_at(plan.targets[i].figure[0])] for i in parts)
    told = [words_at(plan, block.body, block.end) for block in blocks]
    if max(values) >= whole.value or any(map(_CAUSE.search, told)):
        return True
    return sum(values) > whole.value and whole.unit in _HELPED and any(map(_AID.search, told))


def _items(plan: Plan, block: int) -> Iterator[int]:
    """The blocks of the list under a paragraph; lists of another form inside its items are passed over."""
    blocks = plan.text.blocks
    outer, form = _form(blocks[block].marker), None
    for index in range(block + 1, min(block + 1 + _LONGEST, len(blocks))):
        own = _form(blocks[index].marker)
        form = form or own
        if own is None or own == outer or blocks[index].table is not None or blocks[index].level:
            return
        if own == form:
            yield index


def _goes_on(plan: Plan, index: int) -> bool:
    """Whether the block behind a list is the rest of a line of it that was cut, or tells of those who are left."""
    if index >= len(plan.text.blocks):
        return False
    block = plan.text.blocks[index]
    words = plan.text.text[block.body : block.end].lstrip()
    return block.marker is None and (words[:1].islower() or _REST.match(words.lower()) is not None)


def _form(marker: str | None) -> str | None:
    """What a marker looks like: one for all of «1.», «2.», «12.», another for «a)»."""
    if not marker:
        return None
    return str(regex.sub(r"\d+", "1", regex.sub(r"\p{Ll}+", "a", regex.sub(r"\p{Lu}+", "A", marker.strip()))))


def _part(plan: Plan, own: Sequence[int], block: int) -> int | None:
    """The count that an item is about: its first figure, or the one after other counts in the same clause."""
    body, end = plan.text.blocks[block].body, plan.text.blocks[block].end
    if not own:
        return None
    target = plan.targets[own[0]]
    before = words_at(plan, body, target.figure[0])
    plain = is_count(target) and target.unit in COUNTED
    if not plain or _ASIDE.search(before) or _FIGURE.search(before) or len(before) > _REACH:
        return None
    for other in own[1:]:  # «- Thôn A: 20 hộ, thôn B: 10 hộ» holds two of the parts
        between = words_at(plan, target.figure[1], plan.targets[other].figure[0])
        if is_like(target, plan.targets[other]) and _WITHIN.search(between) is None:
            return None
    behind = regex.split(r"[,;.(]", words_at(plan, target.figure[1], end))[0]
    return None if regex.search(r"\blượt\b|/ ?\p{L}", behind) else own[0]


def _words(plan: Plan, target: Target) -> str:
    block = plan.text.blocks[plan.text.block_at(target.figure[0])]
    behind = regex.split(r"[,;:().]", words_at(plan, target.figure[1], block.end))[0]
    return f"{words_at(plan, block.body, target.figure[0])}|{behind}"
