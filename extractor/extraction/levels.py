"""Levels that a change leads from and to: «giảm từ 18 % (1.204 hộ) xuống còn 9,5 % (630 hộ)», and ranges a-b."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.context import BlockContext
from extractor.extraction.naming import REDUCTION
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Direction, Target
from extractor.rulebook.literals import one_stands

_FROM = regex.compile(
    r"\btừ(?: mức| khoảng| trên| hơn| gần| tỷ lệ| (?:cuối |đầu )?năm (?:19|20)\d{2}(?: là)?)? $"
)
_NOW = regex.compile(r"\b(?:đang|hiện(?: nay| tại| đang)?) (?:là|còn|ở mức|chiếm)(?: tỷ lệ| mức)? $")
_CUT = regex.compile(r"(?: ?%)?,? (?:phấn đấu )?giảm(?: thêm| được)? $")
_TO = regex.compile(
    r"\b(?P<way>xuống|giảm còn|còn|tăng lên|(?<!trở )lên|về(?= (?:(?:mức|dưới|gần|khoảng|chỉ) )*$))\b"
)
_UP = frozenset({"lên", "tăng lên"})
_FROM_REACH = 24
_LEADS = ("từ ", "đang ", "hiện ")
_TO_REACH = 160  # letters from the level at the start to the one reached
_BRACKETED = regex.compile(r"\([^()]*+\)")
_BROKEN_OFF = regex.compile(r";|[.!?] ")
_BESIDE = regex.compile(
    r"[^()]{0,12}\((?:tương (?:ứng|đương)|tức|là|còn|bằng|chiếm|tỷ lệ)?(?: với| tỷ lệ)? ?"
)
_YEAR_BEHIND = regex.compile(r"[^,;.()\d]{0,24}?\(?(?:(?:cuối|đầu|hết) )?năm (?P<year>(?:19|20)\d{2})(?!\d)")
_RANGE_GAP = 8
_SAME_SERIES = regex.compile(
    r" ?(?:%|hộ\b)?(?:/năm)?(?: ?[-–] ?| (?:đến|tới) |[,;] (?:và )?(?:đến )?(?:cuối )?năm (?:19|20)\d{2}"
    r"(?: phấn đấu| tiếp tục| dự kiến)*(?: giảm| tăng| đạt)(?: thêm| khoảng| trên)? )"
)
# A group of people or things without a predicate of its own.
_SHARED = regex.compile(
    r" ?% (?:số )?(?:người|hộ|trẻ|học sinh|sinh viên|phụ nữ|lao động|đồng bào|dân số|nhân khẩu|xã|thôn|bản|trường)\b"
    r"(?:(?! (?:được|có|đạt|tham gia|sử dụng|biết|là|đi học|vay|tiếp cận)\b)[^;.()\d]){0,80}?(?:,|,? và|,? hoặc)"
    r"(?: trên| ít nhất| tối thiểu| khoảng| từ)? "
)
_STARTS, _PERCENT = "start-level", "percent"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Where the level at the start and the one reached stand, and which way it goes (None: a cut between says it)."""

    start: int
    end: int
    way: Direction | None


class Levels:
    """The from-to pairs of one block; tells of each target whether it is the start or the end of one."""

    def __init__(
        self, context: BlockContext, quantities: Sequence[Quantity], family: Callable[[str], str | None]
    ) -> None:
        self._context = context
        self._family = family
        self._pairs = {pair.start: pair for pair in _pairs(context, quantities)}
        self._ends = {pair.end: pair for pair in self._pairs.values()}
        self._names: dict[int, str] = {}  # what the settled levels measure, by their offset
        self._beside: dict[int, Target] = {}

    def settle(self, target: Target, previous: Target | None) -> Target:
        """The target as its pair means it; what no pair takes stays as it is.

        `previous` is the target before it, settled: the count in a bracket behind a level shares its fate.
        """
        if not self._pairs:
            return target
        at = target.figure[0]
        if at in self._pairs:
            settled = self._at_start(target)
            self._names[at] = settled.indicator
        elif at in self._ends and self._ends[at].start in self._names:
            pair = self._ends[at]
            way = pair.way or target.direction
            settled = target.model_copy(update={"indicator": self._names[pair.start], "direction": way})
        elif previous is not None and self._stands_beside(target, previous):
            settled = self._shares(target, self._beside[previous.figure[0]])
        else:
            return target
        self._beside[at] = settled
        return settled

    def _at_start(self, target: Target) -> Target:
        """The level at the start, whatever verb stands before it; a count of what is done each year («từ 900 người
        năm 2021 lên 1.000 người») has no state to start from, and the first of two is one that was."""
        indicator = target.indicator.removesuffix(REDUCTION)
        level = target.unit == _PERCENT or self._family(indicator) is not None or indicator == OTHER
        return target.model_copy(
            update={
                "indicator": indicator,
                "direction": None,
                "status": "baseline" if level else "actual",
                "comparator": "=",
                "year": self._year_behind(target) or target.year,
                "rule_id": _STARTS,
            }
        )

    def _year_behind(self, target: Target) -> int | None:
        """«từ 310 hộ năm 2022 …», «từ 8,45 % (cuối năm 2023) …»: the year that stands right behind the level."""
        match = _YEAR_BEHIND.match(self._context.lowered, target.figure[1])
        return int(match["year"]) if match else None

    def _shares(self, target: Target, level: Target) -> Target:
        """The count in the bracket behind a level: of the same time, going the same way."""
        if level.rule_id == _STARTS:
            return self._at_start(target)
        return target.model_copy(
            update={"indicator": target.indicator.removesuffix(REDUCTION), "direction": level.direction}
        )

    def _stands_beside(self, target: Target, level: Target) -> bool:
        """Whether the target opens the bracket behind a level of a pair."""
        if level.figure[0] not in self._beside:
            return False
        return _BESIDE.fullmatch(self._context.lowered[level.figure[1] : target.figure[0]]) is not None


def _pairs(context: BlockContext, quantities: Sequence[Quantity]) -> Iterator[_Pair]:
    lowered, block = context.lowered, context.block
    if not one_stands(_LEADS, lowered[block.start : block.end]):
        return  # quick to look for, and seldom there
    for index, start in enumerate(quantities):
        near = max(block.start, start.start - _FROM_REACH)
        led = _FROM.search(lowered, near, start.start) or _NOW.search(lowered, near, start.start)
        if led is None or start.kind not in {Kind.PERCENT, Kind.COUNT} or start.bound == ">=":
            continue
        end = _next_alike(context, start, islice(quantities, index + 1, None))
        cut = end
        if end is not None and _CUT.fullmatch(
            lowered[start.end : end.start]
        ):  # «đang là 38%, giảm 2%, còn 36%»
            end = _next_alike(context, end, islice(quantities, index + 2, None))
        if end is None:
            continue
        between = _BRACKETED.sub("", lowered[start.end : end.start])
        way = _TO.search(between)
        if way is not None and _BROKEN_OFF.search(between) is None:
            told: Direction = "increase" if way["way"] in _UP else "decrease"
            yield _Pair(start.start, end.start, told if end is cut else None)


def _next_alike(context: BlockContext, start: Quantity, following: Iterable[Quantity]) -> Quantity | None:
    """The next figure of the unit in the same bracket, if near."""
    depth = context.depth(start.start)
    near = takewhile(lambda quantity: quantity.start - start.end <= _TO_REACH, following)
    return next((q for q in near if q.unit == start.unit and context.depth(q.start) == depth), None)


def ends_range(quantity: Quantity, start: Target) -> bool:
    """Whether a figure is the b of a range a-b that `start` opens."""
    return (
        quantity.bound == "<=" and start.comparator == ">=" and quantity.start - start.figure[1] <= _RANGE_GAP
    )


def range_end(quantity: Quantity, start: Target | None, target: Target) -> Target:
    """The b of a range a-b: what it measures and which way it goes is said before a."""
    if start is None or not ends_range(quantity, start):
        return target
    named = () if start.indicator == OTHER else ("indicator",)
    words = ("text", "span") if start.span[1] >= quantity.end else ()
    same = (*named, *words, "indicator_text", "direction", "status", "year")
    return target.model_copy(update={field: getattr(start, field) for field in same})


def named_backwards(context: BlockContext, targets: Sequence[Target]) -> list[Target]:
    """Figures named only behind the last of them: «năm 2023 giảm 3 %, năm 2024 giảm 2 % hộ nghèo», the start of a
    range, and shares of two groups with one predicate («duy trì 100 % người nghèo, 95 % người cận nghèo có thẻ»)."""
    named = list(targets)
    for index in range(len(named) - 2, -1, -1):
        this, following = named[index], named[index + 1]
        if this.indicator != OTHER or following.indicator == OTHER or this.unit != following.unit:
            continue
        between = context.lowered[this.figure[1] : following.figure[0]]
        shared = this.unit == "percent" and _SHARED.fullmatch(between) is not None
        if shared or _SAME_SERIES.fullmatch(between):
            named[index] = this.model_copy(update={"indicator": following.indicator})
        if shared and following.direction == "reach":
            named[index + 1] = following.model_copy(update={"direction": this.direction})
    return named
