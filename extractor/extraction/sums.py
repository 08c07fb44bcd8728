"""Sums of money as they stand in the text, before their roles are known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity
from extractor.rulebook.language import FundingRules
from extractor.values import dataclass

_EACH_REACH, _LED_REACH = 80, 160
_A_YEAR = "year"  # what is spent or earned a year is the cost of no thing
_EARNS = "person"  # «Thu nhập đạt 42 triệu đồng; năm tới 45 triệu đồng/người»: an income in another clause
_MEAN = regex.compile(r"\b(?:bình quân|trung bình)(?: (?:là|khoảng|trên|gần|hơn|cần))* $")
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
_YEAR = regex.compile(r"(?:19|20)\d\d")
_CLAUSE_ENDS = regex.compile(r" ?(?:$|[;)]|\.(?: |$)| \()")
_GOES_ON = regex.compile(
    r" (?:để|cho|từ|nhằm) "
)  # what an amount is for or comes from; nothing is counted so
# Words before the items of a list, and the separator, label and figure of its last one.
_OPENS_LIST = regex.compile(r"\b(?:gồm|trong đó|cụ thể|chia ra|phân (?:theo|bổ|ra)|chia theo)\b")
_NEXT_ITEM = regex.compile(r"(?: [^;.:()\d]{2,60})?(?:;|,)(?: và)? (?P<label>[^;.:()\d]{2,90}) ")
_NAMES = regex.compile(  # what bears a number: it is no amount
    r"\b(?:dự án|hợp phần|nội dung|điều|khoản|mục|số|năm|quý|tháng|ngày|đợt|lần"
    r"|thôn|bản|tổ|ấp|khóm|khu|vùng|biểu|phụ lục)$"
)
_LEAST_ITEMS, _LEAST_BARE = 2, 10
_LARGE = 100  # beside one other item no smaller figure is a sum for certain
_POWERS = (0, -3, 3, 6)  # from triệu đồng to the units that sums are written in


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: `context` indexes the blocks with digits, `label` is where its own words begin.

    `depth` is how many parentheses are open around it, `stated` False where its unit is missing, `each`
    True where it is the cost of one of something, or what is spent each year (`yearly`). `tail` is where
    the words right behind it end that say where it comes from («… triệu đồng từ ngân sách xã»); the end of
    its unit where there are none.
    """

    context: int
    quantity: Quantity
    label: int
    depth: int
    stated: bool = True
    each: bool = False
    yearly: bool = False
    tail: int = 0

    @property
    def value(self) -> Decimal:
        return self.quantity.value


class SumFinder:
    """Finds the sums of a block; made once from the rules."""

    def __init__(self, rules: FundingRules) -> None:
        self._label = regex.compile(rules.sum_labels)
        self._paid = regex.compile(rules.bare_sum.paid)
        self._led = regex.compile(rules.bare_sum.led)
        self._goes_on = regex.compile(rules.bare_sum.goes_on)
        self._spent = regex.compile(rules.bare_sum.spent)
        self._raised = regex.compile(rules.bare_sum.raised)
        self._spent_on = regex.compile(rules.bare_sum.spent_on)
        self._done = regex.compile(rules.bare_sum.done)
        self._of_sum = regex.compile(rules.bare_sum.of_sum)
        self._left = regex.compile(rules.bare_sum.left)
        self._mean = regex.compile(rules.bare_sum.each)
        self._each_of = regex.compile(rules.bare_sum.each_of)
        self._programmes = regex.compile(rules.bare_sum.programmes)
        self._given = regex.compile(rules.bare_sum.given)
        self._each_before = regex.compile(rules.unit_cost.before)
        self._each_behind = regex.compile(rules.unit_cost.behind)
        self._yearly = regex.compile(rules.unit_cost.yearly)
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
                self._is_bare_sum(context, label, max(clause, found[-1].tail if found else 0), quantity)
                or self._is_told_of(context, found, label, quantity)
                or self._is_bare_mean(context, label, quantity)
                or _completes_sum(context, found, quantity)
                or _ends_list(context, found, quantity)
            )
            if quantity.kind is Kind.MONEY or bare:
                before = _tail_end(context.lowered, quantity.stop, end)
                depth = context.depth(quantity.start)
                item = Sum(index, quantity, label, depth, stated=not bare, tail=before)
                each = (
                    self._is_bare_mean(context, label, quantity) if bare else self._is_each(context, quantity)
                )
                each = each or (not bare and _parts_with(context, unit_cost, item))
                yearly = not (bare or each) and self._is_yearly(context, quantity)
                item = replace(item, each=each or yearly, yearly=yearly)
                unit_cost = item if each and not (unit_cost and depth > unit_cost.depth) else unit_cost
                found.append(item)
        return found

    def _is_each(self, context: BlockContext, quantity: Quantity) -> bool:
        """The cost of one of something: «… đồng/hộ», «mỗi suất … đồng», «5 lớp x … đồng»."""
        told = context.sentence if (quantity.per or "").startswith(_EARNS) else context.clause
        if self._never_each.search(context.lowered, told(quantity.start)[0], quantity.start):
            return False
        if quantity.per is not None and quantity.per != _A_YEAR:
            return True
        reach = max(context.block.body, quantity.start - _EACH_REACH)
        before = self._each_before.search(context.lowered, reach, quantity.start)
        return (
            before is not None
            or self._each_behind.match(context.lowered, quantity.stop, context.block.end) is not None
        )

    def _is_yearly(self, context: BlockContext, quantity: Quantity) -> bool:
        """What is spent each year: «Bình quân mỗi năm 1,4 tỷ đồng»; none of an income."""
        start = context.clause(quantity.start)[0]
        reach = max(start, quantity.start - _EACH_REACH)
        if quantity.per == _A_YEAR:
            return _MEAN.search(context.lowered, reach, quantity.start) is not None
        if quantity.per is not None or self._yearly.search(context.lowered, reach, quantity.start) is None:
            return False
        return self._never_each.search(context.lowered, start, quantity.start) is None

    def _is_name(self, figure: str) -> bool:
        """«kinh phí 2024 cho …», «vốn vay 167 cho …»: a year, or a programme by the number of its decision."""
        return _YEAR.fullmatch(figure) is not None or self._programmes.fullmatch(figure) is not None

    def _is_bare_sum(self, context: BlockContext, label: int, said_from: int, quantity: Quantity) -> bool:
        """`label` is where its own words begin, `said_from` where those do that may stand before other figures."""
        after = context.behind(quantity.stop)
        if after in {"/", "%", "“", '"'}:
            return False
        lowered, end = context.lowered, context.block.end
        said = max(said_from, quantity.start - _LED_REACH), quantity.start
        plain = quantity.denominator is None and not self._is_name(lowered[quantity.start : quantity.end])
        goes_on = plain and self._goes_on.match(lowered, quantity.stop, end)
        if goes_on and self._led.search(lowered, *said):
            return True
        if after.isalpha():
            if _TAIL.match(lowered, quantity.stop, end) is None:
                return False
            paid = self._paid.search(lowered, label, quantity.start) is not None
            return paid or (quantity.denominator is None and self._led.search(lowered, *said) is not None)
        if self._label.search(lowered[label : quantity.start].rstrip(" ")) is not None:
            return True
        ends = _CLAUSE_ENDS.match(lowered, quantity.stop, end)
        whole = quantity.value == quantity.value.to_integral_value()  # «được 1,26;» counts nothing
        small = whole and quantity.value < _LEAST_BARE
        counts = ends is None or small or quantity.denominator is not None
        return not counts and self._spent.search(lowered, *said) is not None

    def _is_told_of(
        self, context: BlockContext, before: Sequence[Sum], label: int, quantity: Quantity
    ) -> bool:
        """What a fund collected, what is spent on a work, what was paid or is left of the sum told before."""
        lowered, stop, end = context.lowered, quantity.stop, context.block.end
        if quantity.value < _LEAST_BARE or quantity.denominator is not None:
            return False
        if self._spent_on.search(lowered, label, quantity.start):
            return self._done.match(lowered, stop, end) is not None
        ends = _CLAUSE_ENDS.match(lowered, stop, end)
        if ends is None and self._left.match(lowered, stop, end) is None:
            return False
        if self._raised.search(lowered, label, quantity.start):
            return True
        start = context.sentence(quantity.start)[0]
        beside = [item for item in before if item.quantity.start >= start and item.stated and not item.each]
        told = any(item.value > quantity.value for item in beside)
        return told and self._of_sum.search(lowered, label, quantity.start) is not None

    def _is_bare_mean(self, context: BlockContext, label: int, quantity: Quantity) -> bool:
        """«giao xuồng cho 78 hộ, bình quân 15/hộ»: what each gets of what is given, without its unit."""
        if quantity.value < _LEAST_BARE or quantity.denominator is not None:
            return False
        lowered = context.lowered
        if self._each_of.match(lowered, quantity.stop, context.block.end) is None:
            return False
        led = self._mean.search(lowered, label, quantity.start)
        clause = context.clause(quantity.start)[0]
        return led is not None and self._given.search(lowered, clause, quantity.start) is not None


def _completes_sum(context: BlockContext, before: Sequence[Sum], quantity: Quantity) -> bool:
    """The last part of a sum without its unit: with the parts before it, to the digit, it makes the total."""
    lowered, stop, end = context.lowered, quantity.stop, context.block.end
    ends = _CLAUSE_ENDS.match(lowered, stop, end) or _GOES_ON.match(lowered, stop, end)
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


def _ends_list(context: BlockContext, before: Sequence[Sum], quantity: Quantity) -> bool:
    """«gồm: ngân sách huyện 310 triệu đồng; ngân sách xã 36 triệu đồng; xã hội hóa 400.»: the last of a list."""
    lowered, stop = context.lowered, quantity.stop
    if quantity.value < (_LEAST_BARE if len(before) >= _LEAST_ITEMS else _LARGE) or not before:
        return False
    if quantity.denominator is not None:
        return False
    if _CLAUSE_ENDS.match(lowered, stop, context.block.end) is None:
        return False
    listed = before[-_LEAST_ITEMS:]
    start = context.sentence(listed[0].quantity.start)[0]
    if context.sentence(quantity.start)[0] != start or any(item.each or not item.stated for item in listed):
        return False
    if _OPENS_LIST.search(lowered, start, listed[0].quantity.start) is None:
        return False
    starts = (*(item.quantity.start for item in listed[1:]), quantity.start)
    gaps = [
        _NEXT_ITEM.fullmatch(lowered, item.quantity.stop, at) for item, at in zip(listed, starts, strict=True)
    ]
    return all(gaps) and gaps[-1] is not None and _NAMES.search(gaps[-1]["label"]) is None


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
