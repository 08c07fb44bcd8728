"""Percentages and counts that measure something, as target records."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.manner import (
    bound_after,
    comparator,
    direction,
    end_level,
    ends_range,
    named_backwards,
    range_end,
    start_level,
)
from extractor.extraction.naming import OTHER, IndicatorNamer, Named, Reach
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.timing import Timing, is_closed
from extractor.extraction.whom import WhomReader
from extractor.extraction.zero_goals import zero_goals
from extractor.records import Target, TargetStatus, decimal_text
from extractor.rulebook.figures import IndicatorRules, PhraseRules
from extractor.rulebook.language import UnitRules

_MEDICAL = regex.compile(r"khám|chữa bệnh|điều trị|kê đơn|y tế")
_PUPILS = regex.compile(r"học sinh|\bhs\b|trẻ")
_RATE_LABEL = regex.compile(r"(?:\bđạt|\btỷ lệ|\bchiếm|\bbằng)(?: là| trên|:)?$")
_RATE_OF = regex.compile(
    r"\btỷ lệ\b[^;.]*?\b(?:đạt|là|còn|chiếm|giảm|tăng|xuống|lên)(?: trên| dưới| khoảng|:)?$|\bchiếm tỷ lệ$"
)
_RANGE = regex.compile(r" ?[-–] ?| (?:đến|tới) ")
_RATE_SAID = regex.compile(r"\b(?:tỷ lệ|chiếm)(?: là)?$")
_RATE_ENDS = regex.compile(
    r" ?(?:$|[;,.)]|/năm\b|(?:so với|vào|trong|trở lên|cuối|tổng số|số hộ)\b|(?:của )?(?:kế hoạch|kh|chỉ tiêu)\b)"
)
_NO_PERCENT = "percent-missing"
_RATE_LIMIT = 100
_LOOK_BACK, _NEAR = 8, 600  # how many targets back, and how many letters, a figure may go on from
_LARGEST_PART = 5  # «giảm 1/2 so với đầu kỳ» is a part, and no count of a whole
_COUNT_LABEL = regex.compile(
    r"\b(?:số|tổng số|tổng) (?P<unit>hộ|người|lao động|học sinh|khẩu|nhân khẩu|thẻ|trường|lớp|nhà|mô hình|xã|thôn)\b"
    r"[^;.]*?(?::| là| còn| đạt| được| có)$"
)
_STANDARD_WORDS = regex.compile(r"tối thiểu|ít nhất|tối đa|không quá|từ ?$")
_STANDARD_REACH = 24
_NEXT_WORDS = regex.compile(r" (?P<first>\p{Ll}{2,})(?![\p{L}/])")
# Words behind a figure that count nothing: function words, verbs, and offices and copies (records.md).
_NO_NOUN = regex.compile(
    r"(?:"
    r"và|đến|là|trong|của|được|để|cho|với|theo|nêu|về|tại|do|sẽ|thì|mà|hoặc|hay|cùng|so|đạt|trên"
    r"|dưới|tăng|giảm|còn|bằng|khi|nhưng|nếu|vào|ra|lên|từ|có|không|đã|phải|cần|nên|ngoài|sau"
    r"|trước|tới|như|bao|gồm|lần|cơ|đơn|ban|ngành|phòng|sở|ủy|uỷ|hội|bản|này|đó|kia|khác|thực|kế"
    r"|ước|gồm|kèm|các|hàng|hằng|thuộc|xác định|tháng|năm|ngày|quý|tuổi|giờ|phút|điểm|sao|mùa|rồi"
    r")"
)
_TAIL_CUT = regex.compile(r",? (?:kinh phí|tổng|tỷ lệ|trong đó|với|số tiền)\b|[;:()]|, (?=\d)")
_LEADING = " ,;.:)–-+"


class TargetReader:
    """Reads the targets of one plan, block by block."""

    def __init__(
        self,
        setting: Setting,
        indicators: IndicatorRules,
        phrases: PhraseRules,
        units: UnitRules,
        timing: Timing,
        whom: WhomReader,
    ) -> None:
        self._setting = setting
        self._namer = IndicatorNamer(setting, indicators)
        self._zero = phrases.zero
        self._units = units
        self._timing = timing
        self._whom = whom

    def read(self, context: BlockContext, quantities: Sequence[Quantity]) -> Iterator[Target]:
        """Records of one block, in order; quantities that are no targets are passed over."""
        before = context.block.body
        found: list[Target] = []
        previous: Target | None = None
        fraction: Quantity | None = None
        quantities = self._with_ranges(context, quantities)
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1].start if index + 1 < len(quantities) else context.block.end
            target = self._target(context, quantity, before, following, found, fraction)
            if target is not None and index + 1 < len(quantities):
                target = start_level(context, target, quantities[index + 1])
            if target is not None and previous is not None:
                target = range_end(quantity, previous, end_level(context, previous, target))
            if target is not None:
                found.append(target)
                previous = target
            fraction = quantity if quantity.denominator is not None else None
            before = quantity.stop
        yield from named_backwards(context, found)
        yield from zero_goals(context, self._setting, self._zero, self._namer, self._timing)

    def _target(
        self,
        context: BlockContext,
        quantity: Quantity,
        before: int,
        following: int,
        found: Sequence[Target],
        fraction: Quantity | None,
    ) -> Target | None:
        clause, _ = context.clause(quantity.start)
        _, clause_end = context.clause(quantity.end - 1)  # «2. 417 hộ» is one figure
        left = max(before, clause)
        typed = self._typed(context, quantity, left, fraction)
        if typed is None:
            return None
        quantity, rule = typed
        if quantity.kind is Kind.DURATION and not self._is_standard(context, quantity, left):
            return None
        reach = Reach(left, min(following, clause_end))
        previous = found[-1] if found else None
        near = [t for t in found[-_LOOK_BACK:] if quantity.start - t.figure[1] <= _NEAR]
        open_ = [t for t in near if not is_closed(context.lowered, t.figure[1], quantity.start)]
        alike = next((t for t in reversed(open_) if t.unit == quantity.unit), None)
        named = self._namer.name(context, *self._whole(quantity, reach, previous), previous, alike)
        if rule == "unit-missing":
            if named.indicator is None or not named.near:
                return None
            quantity = replace(
                quantity,
                unit=named.indicator.unit,
                unit_text=self._units.usual_word.get(named.indicator.unit),
            )
        return self._record(context, quantity, named, reach, open_[-1] if open_ else None, rule)

    def _with_ranges(self, context: BlockContext, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
        """Bare figures a-b with the bounds of a range, where what they count stands behind b («15-18 tiêu chí»)."""
        ranged = list(quantities)
        for index, (low, high) in enumerate(pairwise(quantities)):
            bare = low.kind is Kind.BARE is high.kind and low.value < high.value
            joint = context.lowered[low.end : high.start]
            if bare and _RANGE.fullmatch(joint) and (counted := self._counted(context, high)):
                for place, bound in ((index, ">="), (index + 1, "<=")):
                    ranged[place] = replace(
                        quantities[place], kind=Kind.COUNT, unit="other", unit_text=counted, bound=bound
                    )
        return ranged

    @staticmethod
    def _whole(quantity: Quantity, reach: Reach, previous: Target | None) -> tuple[Quantity, Reach]:
        """For the end of a range whose start nothing named, both figures with the words on either side."""
        if previous is None or previous.indicator != OTHER or not ends_range(quantity, previous):
            return quantity, reach
        return replace(quantity, start=previous.figure[0]), Reach(previous.span[0], reach.right)

    def _typed(
        self, context: BlockContext, quantity: Quantity, left: int, fraction: Quantity | None
    ) -> tuple[Quantity, str] | None:
        """The quantity with its unit made sure, and the rule that reads it; None for no target."""
        if quantity.kind in {Kind.PERCENT, Kind.DURATION}:
            return quantity, quantity.kind.value
        if self._lost_percent(context, quantity, left, fraction):
            return replace(
                quantity, kind=Kind.PERCENT, unit="percent", unit_text=None, stop=quantity.end
            ), _NO_PERCENT
        if quantity.kind is Kind.COUNT and quantity.unit is not None:
            return self._visits(context, quantity), "count"
        if quantity.kind is Kind.MONEY:
            return None
        counted = self._counted(context, quantity)
        if counted is not None:
            return replace(quantity, kind=Kind.COUNT, unit="other", unit_text=counted), "count-other"
        if quantity.denominator is not None:
            if quantity.value < quantity.denominator <= _LARGEST_PART:
                return None
            return None if context.behind(quantity.stop) in {"/", "%"} else (quantity, "unit-missing")
        return self._bare(context, quantity, left)

    @staticmethod
    def _counted(context: BlockContext, quantity: Quantity) -> str | None:
        """The word right behind a figure that names what is counted, where the rules list no such unit."""
        match = _NEXT_WORDS.match(context.lowered, quantity.stop, context.block.end)
        glued = context.text.text[quantity.start - 1 : quantity.start].isalpha()  # «nhà A2 cao»: a name
        if match is None or glued or _NO_NOUN.fullmatch(match["first"]):
            return None
        return context.first_word(match.start("first"))

    @staticmethod
    def _lost_percent(
        context: BlockContext, quantity: Quantity, left: int, fraction: Quantity | None
    ) -> bool:
        """A rate without its % sign: «tỷ lệ … đạt 61;», «480/600 đạt 80,0»."""
        if quantity.kind not in {Kind.BARE, Kind.COUNT} or quantity.denominator is not None:
            return False
        whole = quantity.value == quantity.value.to_integral_value()
        if quantity.value > _RATE_LIMIT or (quantity.kind is Kind.COUNT and whole):
            return False
        words = context.lowered[left : quantity.start].rstrip()
        if quantity.kind is Kind.COUNT:
            return _RATE_SAID.search(words) is not None and quantity.unit in {"household", "person"}
        if _RATE_ENDS.match(context.lowered, quantity.stop, context.block.end) is None:
            return False
        shaped = not whole or fraction is not None
        return (shaped and _RATE_LABEL.search(words) is not None) or _RATE_OF.search(words) is not None

    def _bare(self, context: BlockContext, quantity: Quantity, left: int) -> tuple[Quantity, str] | None:
        """A count without its unit whose label names what is counted."""
        if _RATE_ENDS.match(context.lowered, quantity.stop, context.block.end) is None:
            return None
        words = context.lowered[left : quantity.start].rstrip()
        label = _COUNT_LABEL.search(words)
        if label is None:
            return None
        return replace(
            quantity, unit=self._units.count_unit[label["unit"]], kind=Kind.COUNT
        ), "count-by-label"

    def _visits(self, context: BlockContext, quantity: Quantity) -> Quantity:
        """«lượt» is a visit in medical care, a person elsewhere."""
        written = quantity.unit_text or ""
        if not written.startswith("lượt") or quantity.unit == "household":
            return quantity
        start, _ = context.clause(quantity.start)
        medical = _MEDICAL.search(context.lowered[start : quantity.stop]) is not None
        return replace(quantity, unit="visit" if medical and not _PUPILS.search(written) else "person")

    @staticmethod
    def _is_standard(context: BlockContext, quantity: Quantity, left: int) -> bool:
        """A span of time that a house or a household must reach, and no mere date or period."""
        words = context.lowered[max(left, quantity.start - _STANDARD_REACH) : quantity.start]
        return bound_after(context, quantity) is not None or _STANDARD_WORDS.search(words) is not None

    def _record(
        self,
        context: BlockContext,
        quantity: Quantity,
        named: Named,
        reach: Reach,
        previous: Target | None,
        rule: str,
    ) -> Target:
        status = self._status(context, quantity, named)
        text = context.text.text
        start, stop = _skip(text, reach.left, quantity.start), self._stop(context, quantity, reach.right)
        label = text[start : quantity.start].strip(" :(,") or text[quantity.stop : stop].strip()
        return Target(
            doc=context.text.doc,
            text=" ".join(text[start:stop].split()),
            span=(start, stop),
            page=context.block.page,
            section=self._setting.section_path(context.outlined),
            rule_id=rule,
            confidence=0.9 if quantity.other or rule == "unit-missing" else 1.0,
            readings=tuple(decimal_text(v) for v in quantity.other),
            figure=(quantity.start, quantity.end),
            indicator=named.id,
            indicator_text=" ".join(label.split()) or named.id,
            value=quantity.value,
            unit=quantity.unit,
            unit_text=quantity.unit_text,
            denominator=quantity.denominator,
            direction=direction(context, quantity, named, self._namer, (reach.left, stop), status, previous),
            comparator=comparator(context, quantity, reach.left),
            per="year" if quantity.per == "year" else None,
            year=self._timing.year(context, quantity.start, status),
            status=cast(TargetStatus, status),
            locality=self._whom.locality(context, quantity.start),
            population=self._whom.population(
                context, (start, stop), (quantity.start, quantity.end), named.indicator
            ),
        )

    def _status(self, context: BlockContext, quantity: Quantity, named: Named) -> str:
        """The figure's status; only levels have a state at the start."""
        status = self._timing.status(context, quantity.start)
        levels = named.indicator is not None and named.indicator.family is not None
        return "actual" if status == "baseline" and not levels else status

    @staticmethod
    def _stop(context: BlockContext, quantity: Quantity, right: int) -> int:
        """The words end with the unit, or where the subject does that stands behind the figure."""
        words = context.text.text[quantity.stop : right]
        if not words[:1].isspace() or quantity.kind is Kind.DURATION:
            return quantity.stop
        cut = _TAIL_CUT.search(words)
        tail = words[: cut.start() if cut else len(words)].rstrip(" ,.;:-–(")
        return quantity.stop + len(tail)


def _skip(text: str, start: int, stop: int) -> int:
    """Past what joins the words to those before."""
    while start < stop and text[start] in _LEADING:
        start += 1
    return start
