"""Sums listed in a sentence that their total closes: «… 485 triệu đồng; … 169 triệu đồng; tổng cộng 654 triệu đồng»."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractor import regex
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at
from extractor.plan import Plan, SumKind, SumRelation
from extractor.plantext import Span

_LEAST = 2
_SENTENCE_GAP = 2  # letters between two sentences of one paragraph
# All that stands between the last sum of a list and its total.
_CLOSES = regex.compile(
    r"\s?(?:tỷ|triệu|nghìn|ngàn)?\s?(?:đồng|đ|vnđ)?(?:[,;:.–-] ?| và |, )"
    r"(?:tổng cộng|tổng số(?: tiền| vốn| kinh phí)?|cộng(?: chung)?)"
    r"(?: (?:là|các khoản|các nguồn|bằng|(?:cả )?(?:hai|ba|bốn) (?:khoản|nguồn|dự án|tiểu dự án|nội dung)))*:? ?"
)
_CLOSES_LIST = regex.compile(
    r"\W*(?:tổng cộng|cộng)(?: (?:cả|các|hai|ba|bốn|năm|kinh phí|nguồn|khoản|mục|vốn|số|tiền|trên|là|bằng"
    r"|(?:tiểu )?dự án(?: \d{1,2}(?= ?:))?))*:? ?"
)
_ITEM = regex.compile(r"[,;]|\bvà\b")
_EACH = regex.compile(r"\b(?:một|từng) \p{L}|\bx\b|×|\bcho \d")
_APART = regex.compile(r"[,;.](?=\s)|\bvà\b")
# What makes a sum before the total no item beside the others.
_OTHERWISE = regex.compile(
    r"[()]|\b(?:trong (?:số )?đó|gồm|bao gồm|riêng|tăng|giảm|vượt|so với|còn|kế hoạch|dự toán|năm trước|cùng kỳ|lũy kế"
    r"|mỗi|bình quân|nâng|bằng|đạt|đã|tổng)\b"
)
_GOES_ON = regex.compile(r"[^.;\d]{0,40}\b(?:trong (?:số )?đó|gồm|bao gồm|chia ra|cụ thể)\b")


def closing_relations(plan: Plan) -> Iterator[SumRelation]:
    """A total and the sums listed before it in its sentence, as relations over the plan's budgets."""
    for (start, end), (*parts, total) in sums_told(plan).items():
        if len(parts) < _LEAST or not _closes(plan, parts[-1], total) or _goes_on(plan, total, end):
            continue
        if _are_items(plan, start, parts) and not _is_multiplied(plan, start, parts, total):
            yield SumRelation(total, _added(plan, parts, total), SumKind.WHOLE, certain=False)
    yield from _next_sentences(plan)


def _next_sentences(plan: Plan) -> Iterator[SumRelation]:
    """«Tiểu dự án 1: …; Tiểu dự án 3: …. Cộng Dự án 4: …»: the total in the sentence behind the list."""
    for ((start, end), parts), ((opens, ends), own) in pairwise(sorted(sums_told(plan).items())):
        beside = plan.text.block_at(start) == plan.text.block_at(opens) and opens - end <= _SENTENCE_GAP
        if not beside or len(own) != 1 or len(parts) < _LEAST:
            continue
        lead = words_at(plan, opens, plan.budgets[own[0]].figure[0])
        if _CLOSES_LIST.fullmatch(lead) is None or _goes_on(plan, own[0], ends):
            continue
        if _are_items(plan, start, parts) and not _is_multiplied(plan, start, parts, own[0]):
            yield SumRelation(own[0], _added(plan, parts, own[0]), SumKind.WHOLE, certain=False)


def sentence_closings(plan: Plan) -> Iterator[SumRelation]:
    """«Dự án 1: …; Dự án 2: …. Tổng cộng: …»: the last sentence of a paragraph adds up all sums before it."""
    by_block: dict[int, list[tuple[Span, list[int]]]] = defaultdict(list)
    for sentence, indices in sums_told(plan).items():
        by_block[plan.text.block_at(sentence[0])].append((sentence, indices))
    for told in by_block.values():
        (start, end), last = told[-1]
        parts = [index for _, indices in told[:-1] for index in indices]
        if len(last) > 1 or len(parts) < _LEAST or plan.budgets[last[0]].approx is not None:
            continue
        total = plan.budgets[last[0]]
        begin = told[0][0][0]
        gaps = [
            words_at(plan, a, b)
            for a, b in pairwise([begin, *(plan.budgets[i].figure[0] for i in parts), start])
        ]
        if (
            _CLOSES_LIST.fullmatch(words_at(plan, start, total.figure[0]))
            and not _goes_on(plan, last[0], end)
            and not any(_OTHERWISE.search(gap) or _EACH.search(gap) for gap in gaps)
            and all(map(_APART.search, gaps[1:-1]))
            and not any(p.role == "unit_cost" or p.per or p.approx for p in (plan.budgets[i] for i in parts))
            and not _is_multiplied(plan, begin, parts, last[0])
        ):
            yield SumRelation(last[0], _added(plan, parts, last[0]), SumKind.WHOLE, certain=False)


def listed_closings(plan: Plan) -> Iterator[SumRelation]:
    """«Tổng cộng ba nguồn: …» in the paragraph right under a list whose items tell one sum each."""
    by_block: dict[int, list[int]] = defaultdict(list)
    for indices in sums_told(plan).values():
        by_block[plan.text.block_at(plan.budgets[indices[0]].figure[0])].extend(indices)
    blocks = plan.text.blocks
    for at, indices in by_block.items():
        block = blocks[at]
        lead = words_at(plan, block.body, plan.budgets[indices[0]].figure[0])
        if len(indices) > 1 or at < _LEAST or _CLOSES_LIST.fullmatch(lead) is None:
            continue
        if _GOES_ON.match(words_at(plan, plan.budgets[indices[0]].figure[1], block.end)):
            continue
        parts = _items_over(plan, by_block, at)
        if parts is not None and len(parts) >= _LEAST:
            yield SumRelation(indices[0], tuple(parts), SumKind.WHOLE, certain=False)


def _items_over(plan: Plan, by_block: Mapping[int, Sequence[int]], at: int) -> list[int] | None:
    """The one sum of each item of the list right over a paragraph; None where an item tells none or several."""
    blocks, parts = plan.text.blocks, list[int]()
    form = _form(blocks[at - 1].marker)
    for item in range(at - 1, -1, -1):
        if form is None or _form(blocks[item].marker) != form:
            break
        told = by_block.get(item, ())
        own = [plan.budgets[i] for i in told]
        words = words_at(plan, blocks[item].body, blocks[item].end)
        if len(own) != 1 or own[0].per or own[0].role == "unit_cost" or _OTHERWISE.search(words):
            return None
        parts.insert(0, told[0])
    return parts


def _form(marker: str | None) -> str | None:
    """What a marker looks like: one for all numbers, one for all letters."""
    if not marker:
        return None
    return str(regex.sub(r"\p{L}+", "a", regex.sub(r"\d+", "1", marker.strip())))


def without_closing(plan: Plan, relations: Sequence[SumRelation]) -> list[SumRelation]:
    """The relations but those among whose parts stands a total that closes a list: the parts are not what they seem."""
    closing = {b for told in sums_told(plan).values() for a, b in pairwise(told) if _closes(plan, a, b)}
    return [relation for relation in relations if closing.isdisjoint(relation.parts)]


def sums_told(plan: Plan) -> dict[Span, list[int]]:
    """The sums in prose, sentence by sentence: indices in reading order."""
    return plan.once(_sums_by_sentence)


def _sums_by_sentence(plan: Plan) -> dict[Span, list[int]]:
    told: dict[Span, list[int]] = defaultdict(list)
    for index in sorted(range(len(plan.budgets)), key=lambda i: plan.budgets[i].figure):
        if plan.budgets[index].row is None:
            told[sentence_at(plan, plan.budgets[index].figure[0])].append(index)
    return told


def _closes(plan: Plan, last: int, total: int) -> bool:
    """Whether a sum right behind another is called the total, and is as large."""
    before, behind = plan.budgets[last], plan.budgets[total]
    if behind.value < before.value:
        return False
    return _CLOSES.fullmatch(words_at(plan, before.figure[1], behind.figure[0])) is not None


def _goes_on(plan: Plan, total: int, end: int) -> bool:
    """«tổng số vốn 900 triệu đồng, trong đó …»: the total of what follows."""
    return _GOES_ON.match(words_at(plan, plan.budgets[total].figure[1], end)) is not None


def _are_items(plan: Plan, start: int, indices: Sequence[int]) -> bool:
    """Whether sums stand side by side as the items of one list."""
    parts = [plan.budgets[i] for i in indices]
    if any(part.role == "unit_cost" or part.per is not None or part.approx is not None for part in parts):
        return False
    gaps = [words_at(plan, a.figure[1], b.figure[0]) for a, b in pairwise(parts)]
    opening = words_at(plan, start, parts[0].figure[0]).rpartition(":")[2]
    return all(map(_ITEM.search, gaps)) and not any(map(_OTHERWISE.search, (opening, *gaps)))


def _added(plan: Plan, parts: Sequence[int], total: int) -> tuple[int, ...]:
    """The last of the sums that make up the total: «thu 90 triệu đồng, chi mua giống 50 triệu đồng, mua phân 20 triệu
    đồng, tổng cộng 70 triệu đồng» adds up what was spent. All of them where none do."""
    for start in range(len(parts) - _LEAST + 1):
        if sum(plan.budgets[i].value for i in parts[start:]) == plan.budgets[total].value:
            return tuple(parts[start:])
    return tuple(parts)


def _is_multiplied(plan: Plan, start: int, parts: Sequence[int], total: int) -> bool:
    """«5 triệu đồng tiền giống, 2 triệu đồng tiền phân cho 12 hộ, tổng cộng 84 triệu đồng»: what each gets."""
    added = sum(plan.budgets[i].value for i in parts)
    whole = plan.budgets[total]
    counts = (t.value for t in plan.targets if start <= t.figure[0] < whole.figure[0])
    return any(added * count == whole.value for count in counts if count > 1)
