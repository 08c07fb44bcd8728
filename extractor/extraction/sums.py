"""Sums of money as they stand in the text, before their roles are known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity
from extractor.rulebook.language import FundingRules

_EACH_REACH = 80
_A_YEAR = "year"  # what is spent or earned a year is the cost of no thing
_TAIL = regex.compile(
    r"(?: (?:cho )?mỗi(?: \p{L}+){1,3}?(?= (?:từ|do|bằng) ))?"
    r" (?:được |để )?(?:(?:từ|do|bằng|trích|thuộc|lấy|cho(?= vay)|vốn|nguồn|ngân sách|kinh phí(?= sự nghiệp))"
    r"(?: (?:từ|nguồn))? [^,;.()\d]{2,80}"
    r"|(?:(?:nhân |người )?dân|(?:các )?hộ(?: dân| gia đình)?|cộng đồng|doanh nghiệp)(?: tự)?"
    r" (?:đóng )?(?:góp|đối ứng|hỗ trợ)"
    r"|(?:xã hội hóa|huy động|đóng góp|tài trợ|nstw|nsđp|trung ương)(?![\p{L}]))"
)
_LAST_WORDS = regex.compile(
    r"(?: (?:đối với|cho|để) [^,;.()\d]{2,120})?"
    r", (?:(?:từ|bằng|do) )?(?:nguồn|vốn|ngân sách) [^,;.()\d]{2,60}(?=[.;]? ?$|[.;])"
)
_CLAUSE_ENDS = regex.compile(r" ?(?:$|[;)]|\.(?: |$))")
_POWERS = (0, -3, 3, 6)  # from triệu đồng to the units that sums are written in
# «kinh phí 96 do các nhà hảo tâm ủng hộ»: the figure right behind the word of money, who pays right behind it.
_FUNDED = regex.compile(
    r"\b(?:kinh phí|số tiền|tổng vốn|trị giá|cho vay(?: mới)?|tài trợ|ủng hộ)(?: là| khoảng| trên| gần| hơn)? $"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: `context` indexes the blocks with digits, `label` is where its own words begin.

    `depth` is how many parentheses are open around it, `stated` False where its unit is missing, `each`
    True where it is the cost of one of something. `tail` is where the words right behind it end that say
    where it comes from («… triệu đồng từ ngân sách xã»); the end of its unit where there are none.
    """

    context: int
    quantity: Quantity
    label: int
    depth: int
    stated: bool = True
    each: bool = False
    tail: int = 0

    @property
    def value(self) -> Decimal:
        return self.quantity.value


class SumFinder:
    """Finds the sums of a block; made once from the rules."""

    def __init__(self, rules: FundingRules) -> None:
        self._label = regex.compile(rules.sum_labels)
        self._each_before = regex.compile(rules.unit_cost.before)
        self._each_behind = regex.compile(rules.unit_cost.behind)
        self._never_each = regex.compile(rules.unit_cost.never)

    def find(self, context: BlockContext, index: int, quantities: Sequence[Quantity]) -> list[Sum]:
        """Sums of one block in order; a bare figure behind a label of money counts as one."""
        found: list[Sum] = []
        unit_cost: Sum | None = None
        before = context.block.body
        for quantity in quantities:
            if quantity.kind is not Kind.MONEY and quantity.kind is not Kind.BARE:
                before = quantity.stop
                continue
            clause, end = context.clause(quantity.start)
            label = max(before, clause)
            before = quantity.stop
            bare = quantity.kind is Kind.BARE and (
                self._is_bare_sum(context, label, quantity) or _completes_sum(context, found, quantity)
            )
            if quantity.kind is Kind.MONEY or bare:
                before = _tail_end(context.lowered, quantity.stop, end)
                depth = context.depth(quantity.start)
                item = Sum(index, quantity, label, depth, stated=not bare, tail=before)
                each = not bare and (
                    self._is_each(context, quantity) or _parts_with(context, unit_cost, item)
                )
                item = replace(item, each=each)
                unit_cost = item if each and not (unit_cost and depth > unit_cost.depth) else unit_cost
                found.append(item)
        return found

    def _is_each(self, context: BlockContext, quantity: Quantity) -> bool:
        """The cost of one of something: «… đồng/hộ», «mỗi suất … đồng», «5 lớp x … đồng»."""
        if self._never_each.search(context.lowered, context.clause(quantity.start)[0], quantity.start):
            return False
        if quantity.per is not None and quantity.per != _A_YEAR:
            return True
        reach = max(context.block.body, quantity.start - _EACH_REACH)
        before = self._each_before.search(context.lowered, reach, quantity.start)
        return (
            before is not None
            or self._each_behind.match(context.lowered, quantity.stop, context.block.end) is not None
        )

    def _is_bare_sum(self, context: BlockContext, label: int, quantity: Quantity) -> bool:
        after = context.behind(quantity.stop)
        if after.isalpha() and _TAIL.match(context.lowered, quantity.stop, context.block.end):
            return _FUNDED.search(context.lowered, label, quantity.start) is not None
        if after.isalpha() or after in {"/", "%", "“", '"'}:
            return False
        return self._label.search(context.lowered[label : quantity.start].rstrip(" ")) is not None


def _completes_sum(context: BlockContext, before: Sequence[Sum], quantity: Quantity) -> bool:
    """The last part of a sum without its unit: with the parts before it, to the digit, it makes the total."""
    ends = _CLAUSE_ENDS.match(context.lowered, quantity.stop, context.block.end)
    if ends is None or quantity.value <= 0 or quantity.denominator is not None:
        return False
    sentence = context.lowered.rfind(". ", context.block.body, quantity.start)
    parts = Decimal(0)
    for count, item in enumerate(reversed(before)):
        if item.quantity.start < sentence or item.each:
            return False
        if count and any((item.value - parts).scaleb(power) == quantity.value for power in _POWERS):
            return True
        parts += item.value
    return False


def _parts_with(context: BlockContext, unit_cost: Sum | None, item: Sum) -> bool:
    """«mỗi hộ 44 triệu đồng (ngân sách tỉnh 40 triệu đồng, …)»: what a unit cost is made up of."""
    if unit_cost is None or item.depth != unit_cost.depth + 1 or item.value >= unit_cost.value:
        return False
    behind = unit_cost.quantity.stop
    opens = context.lowered[behind : behind + 2].strip() == "("
    return opens and item.quantity.start < context.closing(behind + 2)


def _tail_end(lowered: str, stop: int, end: int) -> int:
    """Where the words end that say right behind a sum what it comes from."""
    last = _LAST_WORDS.match(lowered, stop, end)
    if last is not None:
        return int(last.end())
    match = _TAIL.match(lowered, stop, end)
    if match is None:
        return stop
    if match.end() < end and lowered[match.end()].isdigit():  # words of the figure behind as well
        cut = max(match[0].rfind(" và "), match[0].rfind(" với "))
        return stop + cut if cut > 0 else stop
    return int(match.end())


def with_bare_items(
    contexts: Sequence[BlockContext], sums: Sequence[Sum], quantities: Sequence[Sequence[Quantity]]
) -> list[Sum]:
    """The sums and, among list items that all give sums, the bare figure behind a label («- Dự án 2: 3.960;»)."""
    summed = {item.context for item in sums}
    beside = Counter((contexts[i].outlined.rank, contexts[i].outlined.parents) for i in summed)
    found = list(sums)
    for index, context in enumerate(contexts):
        if index in summed or context.block.marker is None or len(quantities[index]) != 1:
            continue
        quantity = quantities[index][0]
        if beside[context.outlined.rank, context.outlined.parents] > 1 and _is_labelled(context, quantity):
            found.append(Sum(index, quantity, context.block.body, 0, stated=False))
    return sorted(found, key=lambda item: item.quantity.start)


def _is_labelled(context: BlockContext, quantity: Quantity) -> bool:
    """A bare figure right behind the colon of its item, and nothing behind it."""
    before = context.lowered[context.block.body : quantity.start].rstrip()
    behind = context.lowered[quantity.stop : context.block.end].strip(" .;,")
    return quantity.kind is Kind.BARE and quantity.denominator is None and before.endswith(":") and not behind
