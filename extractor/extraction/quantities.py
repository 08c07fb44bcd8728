"""Figures with their units: money, percentages, fractions, counts, measures, durations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

import regex

from extractor.language.figures import Figure, FoundFigure
from extractor.language.text import any_of
from extractor.rulebook.language import UnitRules


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


_RANGE = regex.compile(r" ?(?:[-–—]|đến|tới) ?$")
_FRACTION = regex.compile(r" ?/ ?$")
_OVER = regex.compile(r"(?: [\p{Ll} ]{2,30})?(?: ?/ ?| trên(?: tổng)?(?: số)? )(?:tổng số )?")
_PERCENT = regex.compile(r" ?(?:%|phần trăm\b|điểm (?:%|phần trăm))(?P<year>(?: ?/ ?| mỗi | một )năm\b)?")
_SPELLED = regex.compile(r" ?\([\p{Ll} ]{2,80}\)")
_BARE_SCALES = frozenset({"triệu", "tỷ", "nghìn", "ngàn"})


class QuantityReader:
    """Reads the units after figures; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        self._scale = rules.money_scale
        self._scales = rules.scales
        self._counts = rules.count_unit
        self._durations = rules.duration_unit
        self._per = rules.per
        self._money = regex.compile(
            rf" ?(?P<unit>{any_of(self._scale)})(?![\p{{L}}\d²³]| (?:lệ|trọng|suất|số|chí|bào|thời|loạt|bộ|ruộng|đội"
            r"|hương|hành|bằng|thuận|ý|đều|dân|chủ)\b)"
        )
        self._count = regex.compile(rf" ?(?:cái |chiếc )?(?P<unit>{any_of(self._counts)})(?![\p{{L}}\d])")
        self._duration = regex.compile(rf" ?(?P<unit>{any_of(self._durations)})(?![\p{{L}}\d])")
        self._scaled = regex.compile(
            rf" ?(?P<scale>{any_of(self._scales)}) (?P<unit>{any_of(self._counts)})(?![\p{{L}}\d])"
        )
        self._rest = regex.compile(
            rf"(?: ?/ ?| trên mỗi | mỗi | cho mỗi )(?P<per>{any_of(self._per)})(?![\p{{L}}\d])"
        )

    def read(self, lowered: str, figures: Sequence[FoundFigure], end: int) -> Iterator[Quantity | Unreadable]:
        """Quantities of one block, in order; fractions, ranges and compound sums put together."""
        index, stop = 0, 0
        while index < len(figures):
            found = figures[index]
            if found.start < stop:  # the 2 of «m2»
                index += 1
                continue
            if found.figure is None:
                yield Unreadable(found.start, found.end)
                index += 1
                continue
            following = figures[index + 1] if index + 1 < len(figures) else None
            joint = lowered[found.end : following.start] if following else ""
            if following and following.figure is not None and _FRACTION.fullmatch(joint):
                yield from self._fraction(lowered, found, following, end)
                index += 2
            elif (
                following and following.figure is not None and self._is_range(lowered, found, following, end)
            ):
                yield from self._range(lowered, found, following, end)
                index += 2
            else:
                quantity = self._single(lowered, found, found.figure, end)
                stop = quantity.stop
                if following is not None and (over := self._over(lowered, quantity, following, end)):
                    yield over
                    index += 2
                    continue
                if following is not None and (pair := self._pair(lowered, quantity, following, end)):
                    yield from pair
                    stop, index = pair[-1].stop, index + 2
                    continue
                if following is not None and (whole := self._compound(lowered, quantity, following, end)):
                    quantity, index = whole, index + 1
                yield quantity
                index += 1

    def _single(self, lowered: str, found: FoundFigure, figure: Figure, end: int) -> Quantity:
        base = Quantity(
            Kind.BARE,
            found.start,
            found.end,
            found.end,
            figure.value,
            other=tuple(v for v, _ in figure.readings),
        )
        spelled = _SPELLED.match(lowered, found.end, end)
        read = self._at(lowered, base, figure, spelled.end(), end) if spelled else base
        return read if read.kind is not Kind.BARE else self._at(lowered, base, figure, found.end, end)

    def _at(self, lowered: str, base: Quantity, figure: Figure, at: int, end: int) -> Quantity:
        """The figure with the unit that stands at `at`."""
        if (percent := _PERCENT.match(lowered, at, end)) is not None:
            return _percent(base, figure, percent)
        if (scaled := self._scaled.match(lowered, at, end)) is not None:
            factor = self._scales[scaled["scale"]]
            return replace(
                base,
                kind=Kind.COUNT,
                stop=scaled.end(),
                value=figure.value * factor,
                unit=self._counts[scaled["unit"]],
                unit_text=scaled[0].strip(),
                other=tuple(v * factor for v in base.other),
            )
        if (money := self._money.match(lowered, at, end)) is not None:
            return self._sum(lowered, base, figure, money, end)
        if (count := self._count.match(lowered, at, end)) is not None:
            return replace(
                base,
                kind=Kind.COUNT,
                stop=count.end(),
                unit=self._counts[count["unit"]],
                unit_text=count[0].strip(),
            )
        if (duration := self._duration.match(lowered, at, end)) is not None:
            unit = duration["unit"]
            return replace(
                base, kind=Kind.DURATION, stop=duration.end(), unit=self._durations[unit], unit_text=unit
            )
        return base

    def _sum(
        self, lowered: str, base: Quantity, figure: Figure, money: "regex.Match[str]", end: int
    ) -> Quantity:
        unit = money["unit"]
        scale = self._scale[unit]
        stop = money.end()
        per: list[str] = []
        while (rest := self._rest.match(lowered, stop, end)) is not None:
            per.append(self._per[rest["per"]])
            stop = rest.end()
        return replace(
            base,
            kind=Kind.MONEY,
            stop=stop,
            value=figure.value * scale,
            unit="VND",
            unit_text=unit,
            per="/".join(per) or None,
            other=tuple(v * scale for v in base.other),
        )

    def _compound(self, lowered: str, first: Quantity, found: FoundFigure, end: int) -> Quantity | None:
        """«2 tỷ 500 triệu đồng» as one sum."""
        if first.kind is not Kind.MONEY or first.unit_text not in _BARE_SCALES or found.figure is None:
            return None
        if lowered[first.stop : found.start].strip() not in {"", "và"}:
            return None
        second = self._single(lowered, found, found.figure, end)
        if second.kind is not Kind.MONEY or second.unit_text is None:
            return None
        if self._scale[second.unit_text] >= self._scale[first.unit_text] or found.figure.value >= 1000:
            return None
        return replace(
            first,
            end=second.end,
            stop=second.stop,
            value=first.value + second.value,
            per=second.per,
            unit_text=f"{first.unit_text} … {second.unit_text}",
            other=(),
        )

    def _fraction(self, lowered: str, top: FoundFigure, bottom: FoundFigure, end: int) -> Iterator[Quantity]:
        assert top.figure is not None
        assert bottom.figure is not None
        unit = self._single(lowered, bottom, bottom.figure, end)
        if unit.kind is Kind.MONEY and unit.unit_text:
            scale = self._scale[unit.unit_text]
            yield replace(
                unit,
                start=top.start,
                end=top.end,
                stop=top.end,
                value=top.figure.value * scale,
                bound="actual",
            )
            yield replace(unit, bound="plan")
            return
        kind = Kind.COUNT if unit.kind in {Kind.COUNT, Kind.BARE, Kind.DURATION} else unit.kind
        yield replace(
            unit,
            kind=kind,
            start=top.start,
            value=top.figure.value,
            denominator=bottom.figure.value,
            other=(),
        )

    def _over(self, lowered: str, top: Quantity, bottom: FoundFigure, end: int) -> Quantity | None:
        """«412 hộ nghèo/3.180 hộ dân»: a fraction whose figures both carry their unit."""
        if top.kind is not Kind.COUNT or bottom.figure is None:
            return None
        if not _OVER.fullmatch(lowered[top.stop : bottom.start]):
            return None
        below = self._single(lowered, bottom, bottom.figure, end)
        if below.kind is not Kind.COUNT or below.unit != top.unit:
            return None
        return replace(top, end=below.end, stop=below.stop, denominator=below.value, other=())

    def _pair(
        self, lowered: str, low: Quantity, found: FoundFigure, end: int
    ) -> tuple[Quantity, Quantity] | None:
        """Two figures that both carry their unit: a range («5% - 7%»), or a result and its plan («90 tr.đ/80 tr.đ»)."""
        if found.figure is None or low.kind is Kind.BARE:
            return None
        joint = lowered[low.stop : found.start]
        high = self._single(lowered, found, found.figure, end)
        if high.kind is not low.kind or high.unit != low.unit:
            return None
        if low.kind is Kind.MONEY and _FRACTION.fullmatch(joint):
            return replace(low, bound="actual"), replace(high, bound="plan")
        if _RANGE.fullmatch(joint) and low.value < high.value:
            return replace(low, bound=">="), replace(high, bound="<=")
        return None

    def _is_range(self, lowered: str, low: FoundFigure, high: FoundFigure, end: int) -> bool:
        if low.figure is None or high.figure is None or not _RANGE.fullmatch(lowered[low.end : high.start]):
            return False
        return (
            low.figure.value < high.figure.value
            and self._single(lowered, high, high.figure, end).kind is not Kind.BARE
        )

    def _range(self, lowered: str, low: FoundFigure, high: FoundFigure, end: int) -> Iterator[Quantity]:
        assert low.figure is not None
        assert high.figure is not None
        top = self._single(lowered, high, high.figure, end)
        factor = top.value / high.figure.value if high.figure.value else Decimal(1)
        yield replace(
            top, start=low.start, end=low.end, value=low.figure.value * factor, bound=">=", other=()
        )
        yield replace(top, bound="<=")


def _percent(base: Quantity, figure: Figure, match: "regex.Match[str]") -> Quantity:
    value, other = base.value, base.other
    if value > 100 and figure.readings and figure.readings[0][0] <= 100:  # «12.835%» is no 12835 %
        value, other = figure.readings[0][0], (base.value,)
    return replace(
        base,
        kind=Kind.PERCENT,
        stop=match.end(),
        value=value,
        unit="percent",
        unit_text="%",
        per="year" if match["year"] else None,
        other=other,
    )
