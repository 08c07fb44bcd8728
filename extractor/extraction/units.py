"""One figure with the unit behind it: money, percentages, counts, measures, durations."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from extractor import regex
from extractor.extraction.lone_figures import NOTE_MARK, NOTE_OPENS
from extractor.language.figures import Figure, FoundFigure
from extractor.language.text import any_of
from extractor.rulebook.language import UnitRules
from extractor.values import dataclass


class Kind(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DURATION = "duration"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit; `value` is in triệu đồng for money, in `unit` otherwise.

    `[start, end)` is the figure (both figures of a fraction), `stop` where its unit ends. `bound` is
    `>=` or `<=` for the ends of a range. `other` are the values of other readings of the figure.
    """

    kind: Kind
    start: int
    end: int
    stop: int
    value: Decimal
    unit: str | None = None
    unit_text: str | None = None
    denominator: Decimal | None = None
    per: str | None = None
    bound: str | None = None
    other: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Digits that are no well-formed figure."""

    start: int
    end: int


_PERCENT = regex.compile(
    r" ?(?:%(?![o₀])|phần trăm\b|điểm (?:%|phần trăm))(?P<year>(?: ?/ ?| mỗi | một )năm\b)?"
)
_PERCENT_INITIALS = frozenset("%pđ")
_SPELLED = regex.compile(r" ?\([\p{Ll} ]{2,80}\)")
_NOTED = regex.compile(rf" ?{NOTE_MARK}")
_HALF = regex.compile(r" rưỡi(?: đồng)?(?![\p{L}\d])")
_PER_ONE = regex.compile(r" ?/ ?0?1(?= ?\p{Ll})")  # «300.000 đồng/01 báo cáo»
_NO_UNIT = frozenset({"", *".,;:)(-–+\n0123456789"})  # no unit begins so, unless the rules have one
_A_HALF = Decimal("0.5")
# Words that go on from a unit of money: «tỷ lệ», «đồng bào».
NOT_MONEY = (
    r"(?! (?:lệ|trọng|suất|số|chí|bào|thời|loạt|bộ|ruộng|đội|hương|hành|bằng|thuận|ý|đều"
    r"|dân(?! (?:góp|đóng|đối|tự|bỏ))|chủ)\b)"
)
# Words that begin as a counted thing does: «trường hợp», «bản sao», «xã hội», «cơ sở lý luận».
NO_COUNT = (
    r"(?!(?:trường hợp|bản (?:sao|chính|đồ|tin|gốc|phô tô|photo)|mẫu (?:thiết kế|biểu|đơn|phiếu)"
    r"|cơ sở (?:pháp lý|lý luận|khoa học|thực tiễn|hạ tầng|vật chất)"
    r"|xã hội|nhà nước|con (?:đường|số)|cầu thủ|bộ phận)\b)"
)
BARE_SCALES = frozenset({"triệu", "tỷ", "nghìn", "ngàn"})


class UnitReader:
    """Reads the units after figures; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        self.scale = rules.money_scale
        self._scales = rules.scales
        self._counts = rules.count_unit
        self._durations = rules.duration_unit
        self._per = rules.per
        words = (*self.scale, *self._scales, *self._counts, *self._durations)
        self._ends = _NO_UNIT - _initials(words)
        self._count_initials = _initials(self._counts) | {"c"}
        self._money_initials, self._scale_initials = _initials(self.scale), _initials(self._scales)
        self._duration_initials = _initials(self._durations)
        self._money = regex.compile(rf" ?(?P<unit>{any_of(self.scale)})(?![\p{{L}}\d²³]){NOT_MONEY}")
        self._count = regex.compile(
            rf" ?(?:cái |chiếc )?{NO_COUNT}(?P<unit>{any_of(self._counts)})(?![\p{{L}}\d])"
        )
        self._duration = regex.compile(rf" ?(?P<unit>{any_of(self._durations)})(?![\p{{L}}\d])")
        self._scaled = regex.compile(
            rf" ?(?P<scale>{any_of(self._scales)}) (?P<unit>{any_of(self._counts)})(?![\p{{L}}\d])"
        )
        self._rest = regex.compile(
            rf"(?: ?/ ?(?:0?1 ?)?| trên mỗi | mỗi | cho mỗi )(?P<per>{any_of(self._per)})(?![\p{{L}}\d])"
        )

    def read(self, lowered: str, found: FoundFigure, figure: Figure, end: int) -> Quantity:
        """The figure with the unit behind it, past its spelling in words or a note's mark; else bare.

        «05 (năm) mô hình», «1.250(1) hộ», «1.250¹ hộ».
        """
        base = Quantity(
            Kind.BARE,
            found.start,
            found.end,
            found.end,
            figure.value,
            other=tuple(v for v, _ in figure.readings),
        )
        if "(" in lowered[found.end : found.end + 2] and (spelled := _SPELLED.match(lowered, found.end, end)):
            read = self.at(lowered, base, figure, spelled.end(), end)
            if read.kind is not Kind.BARE:
                return read
        if lowered[found.end : found.end + 2].lstrip(" ")[:1] in NOTE_OPENS:
            noted = _NOTED.match(lowered, found.end, end)
            return self.at(lowered, base, figure, noted.end() if noted else found.end, end)
        return self.at(lowered, base, figure, found.end, end)

    def at(self, lowered: str, base: Quantity, figure: Figure, at: int, end: int) -> Quantity:
        """The bare figure `base` with the unit that stands at `at`; `base` itself where none does."""
        initial = lowered[at : min(end, at + 2)].lstrip(" ")[:1]
        if initial in self._ends:
            return base
        if initial in _PERCENT_INITIALS and (percent := _PERCENT.match(lowered, at, end)) is not None:
            return _percent(base, figure, percent)
        if initial in self._scale_initials and (scaled := self._scaled.match(lowered, at, end)) is not None:
            factor = self._scales[scaled["scale"]]
            other = tuple(v * factor for v in base.other)
            return self._counted(base, scaled, figure.value * factor, other)
        if initial in self._money_initials and (money := self._money.match(lowered, at, end)) is not None:
            return self._sum(lowered, base, figure, money, end)
        if initial in self._count_initials and (count := self._count.match(lowered, at, end)) is not None:
            return self._counted(base, count, base.value, base.other)
        if initial in self._duration_initials:
            return self._lasting(base, self._duration.match(lowered, at, end))
        return base

    def _counted(
        self, base: Quantity, unit: "regex.Match[str]", value: Decimal, other: tuple[Decimal, ...]
    ) -> Quantity:
        return Quantity(
            Kind.COUNT,
            base.start,
            base.end,
            unit.end(),
            value,
            self._counts[unit["unit"]],
            unit[0].strip(),
            other=other,
        )

    def _lasting(self, base: Quantity, duration: "regex.Match[str] | None") -> Quantity:
        if duration is None:
            return base
        unit = duration["unit"]
        return Quantity(
            Kind.DURATION,
            base.start,
            base.end,
            duration.end(),
            base.value,
            self._durations[unit],
            unit,
            other=base.other,
        )

    def counts_money_or_things(self, lowered: str, at: int, end: int) -> bool:
        """Whether a unit of money or of a counted thing stands at `at`."""
        return any(
            unit.match(lowered, at, end) is not None for unit in (self._scaled, self._money, self._count)
        )

    def is_money_or_rate(self, lowered: str, at: int, end: int) -> bool:
        """Whether a unit of money or a percent sign stands at `at`."""
        return any(unit.match(lowered, at, end) is not None for unit in (self._money, _PERCENT))

    def _sum(
        self, lowered: str, base: Quantity, figure: Figure, money: "regex.Match[str]", end: int
    ) -> Quantity:
        unit, value, other = money["unit"], figure.value, base.other
        scale = self.scale[unit]
        stop = money.end()
        half = _HALF.match(lowered, stop, end) if unit in BARE_SCALES else None
        if half is not None and figure.decimals == 0:  # «3 tỷ rưỡi»
            value, other, stop = value + _A_HALF, (), half.end()
        per: list[str] = []
        while (rest := self._rest.match(lowered, stop, end)) is not None:
            per.append(self._per[rest["per"]])
            stop = rest.end()
        if not per and (one := _PER_ONE.match(lowered, stop, end)) is not None:
            stop = one.end()
        return Quantity(
            Kind.MONEY,
            base.start,
            base.end,
            stop,
            value * scale,
            "VND",
            unit,
            per="/".join(per) or None,
            other=tuple(v * scale for v in other),
        )


def _initials(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:1] for word in words)


def _percent(base: Quantity, figure: Figure, match: "regex.Match[str]") -> Quantity:
    value, other = base.value, base.other
    if value > 100 and figure.readings and figure.readings[0][0] <= 100:  # «12.835%» is no 12835 %
        value, other = figure.readings[0][0], (base.value,)
    return Quantity(
        Kind.PERCENT,
        base.start,
        base.end,
        match.end(),
        value,
        "percent",
        "%",
        per="year" if match["year"] else None,
        other=other,
    )
