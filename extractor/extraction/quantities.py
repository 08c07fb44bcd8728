"""Figures with their units put together: fractions, ranges, compound sums, results beside their plans."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor import regex
from extractor.extraction.units import BARE_SCALES, Kind, Quantity, UnitReader, Unreadable
from extractor.extraction.worded import WordedFigures
from extractor.language.figures import Figure, FoundFigure, join_broken, mend_misread
from extractor.rulebook.language import UnitRules

__all__ = ["Kind", "Quantity", "QuantityReader", "Unreadable"]


_RANGE = regex.compile(r" ?(?:[-–—]|đến|tới) ?$")
_FRACTION = regex.compile(r" ?/ ?$")
_SHARE_OF = regex.compile(r" (?:tổng )?số(?= )")
_OVER = regex.compile(r"(?: [\p{Ll} ]{2,30})?(?: ?/ ?| trên(?: tổng)?(?: số)? )(?:tổng số )?")
_THOUSANDS = frozenset({"nghìn", "ngàn"})
_THOUSAND = 1000
_CHANGE = regex.compile(
    r" (?:(?:tăng |nâng )?lên|(?:giảm )?xuống|còn)(?: còn| đến| tới| mức| khoảng| trên)? "
)
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_THEN = " … "
_BROKEN_GROUPS = regex.compile(r"\d+[.,]\d{4,}|\d{4,}[.,]\d{3}")
COUNTABLE = frozenset({"household", "person", "visit", "card", "gift", "house", "school", "livestock"})


class QuantityReader:
    """Reads the units after figures; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        self._units = UnitReader(rules)
        self._worded = WordedFigures(rules)

    def read(
        self, lowered: str, figures: Sequence[FoundFigure], end: int, start: int = 0
    ) -> Iterator[Quantity | Unreadable]:
        """Quantities of the block `[start, end)`, in order; fractions, ranges and compound sums put together.

        Figures that a space or a misread letter broke are mended, numbers in words are read where they
        certainly are a sum, a rate or a goal's count.
        """
        halves = list(self._worded.halves(lowered, start, end))
        found = self._all_figures(lowered, figures, start, end)
        read = (_whole_or_none(lowered, q) for q in self._in_order(lowered, found, end)) if found else ()
        yield from sorted((*read, *halves), key=_start) if halves else read

    def _all_figures(
        self, lowered: str, figures: Sequence[FoundFigure], start: int, end: int
    ) -> Sequence[FoundFigure]:
        worded = list(self._worded.find(lowered, start, end))
        if not figures:
            return worded

        def counts(at: int) -> bool:
            return self._units.counts_money_or_things(lowered, at, end)

        def pays(at: int) -> bool:
            return self._units.is_money_or_rate(lowered, at, end)

        mended = mend_misread(lowered, figures, (start, end), pays)
        joined = join_broken(lowered, mended, start, counts, pays)
        return sorted((*joined, *worded), key=_start) if worded else joined

    def _in_order(
        self, lowered: str, figures: Sequence[FoundFigure], end: int
    ) -> Iterator[Quantity | Unreadable]:
        index, stop = 0, 0
        while index < len(figures):
            if figures[index].start < stop:  # the 2 of «m2»
                index += 1
                continue
            read, taken = self._next(lowered, figures, index, end)
            yield from read
            stop, index = (
                max(item.stop if isinstance(item, Quantity) else item.end for item in read),
                index + taken,
            )

    def _next(
        self, lowered: str, figures: Sequence[FoundFigure], index: int, end: int
    ) -> tuple[Sequence[Quantity | Unreadable], int]:
        """What begins at the figure `index`, and how many figures it takes."""
        found = figures[index]
        if found.figure is None:
            return [Unreadable(found.start, found.end)], 1
        following = figures[index + 1] if index + 1 < len(figures) else None
        if following is None or following.figure is None:
            return [self._single(lowered, found, found.figure, end)], 1
        if _FRACTION.fullmatch(lowered, found.end, following.start):
            return [*self._fraction(lowered, found, following, end)], 2
        if self._is_range(lowered, found, following, end):
            return [*self._range(lowered, found, following, end)], 2
        if change := self._change(lowered, found, following, end):
            return change, 2
        quantity = self._single(lowered, found, found.figure, end)
        if over := self._over(lowered, quantity, following, end):
            return [over], 2
        if pair := self._pair(lowered, quantity, following, end):
            return pair, 2
        taken = 1
        while index + taken < len(figures) and (
            whole := self._compound(lowered, quantity, figures[index + taken], end)
        ):
            quantity, taken = whole, taken + 1
        return [quantity], taken

    def _single(self, lowered: str, found: FoundFigure, figure: Figure, end: int) -> Quantity:
        return self._units.read(lowered, found, figure, end)

    def _compound(self, lowered: str, first: Quantity, found: FoundFigure, end: int) -> Quantity | None:
        """«2 tỷ 500 triệu đồng», «1 nghìn 200 tỷ đồng» as one sum."""
        last = (first.unit_text or "").rsplit(_THEN, 1)[-1]
        if first.kind is not Kind.MONEY or first.per or last not in BARE_SCALES or found.figure is None:
            return None
        if lowered[first.stop : found.start].strip() not in {"", "và"} or found.start == first.stop:
            return None
        second = self._single(lowered, found, found.figure, end)
        if second.kind is not Kind.MONEY or second.unit_text is None:
            return None
        scale = self._units.scale
        if last in _THOUSANDS and scale[second.unit_text] >= 1 and found.figure.value < _THOUSAND:
            value = first.value * _THOUSAND**2 * scale[second.unit_text] + second.value
            return replace(second, start=first.start, value=value, other=())
        if scale[second.unit_text] >= scale[last] or second.value >= scale[last]:
            return None
        return replace(
            first,
            end=second.end,
            stop=second.stop,
            value=first.value + second.value,
            per=second.per,
            unit_text=f"{first.unit_text}{_THEN}{second.unit_text}",
            other=(),
        )

    def _fraction(self, lowered: str, top: FoundFigure, bottom: FoundFigure, end: int) -> Iterator[Quantity]:
        assert top.figure is not None
        assert bottom.figure is not None
        unit = self._single(lowered, bottom, bottom.figure, end)
        if unit.kind is Kind.BARE and (share := _SHARE_OF.match(lowered, bottom.end, end)):
            unit = self._units.at(lowered, unit, bottom.figure, share.end(), end)
        if unit.kind is Kind.MONEY and unit.unit_text:
            scale = self._units.scale[unit.unit_text]
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

    def _change(
        self, lowered: str, low: FoundFigure, high: FoundFigure, end: int
    ) -> tuple[Quantity, Quantity] | None:
        """«từ 50 lên 60 triệu đồng»: two sums, the unit of both behind the second."""
        if low.figure is None or high.figure is None or not lowered.endswith("từ ", 0, low.start):
            return None
        if not _CHANGE.fullmatch(lowered, low.end, high.start) or _YEAR.fullmatch(
            lowered, low.start, low.end
        ):
            return None
        after = self._single(lowered, high, high.figure, end)
        if after.kind is not Kind.MONEY or not high.figure.value:
            return None
        value = low.figure.value * (after.value / high.figure.value)
        return replace(after, start=low.start, end=low.end, stop=low.end, value=value, other=()), after

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


def _whole_or_none(lowered: str, found: Quantity | Unreadable) -> Quantity | Unreadable:
    """«18.4500 người»: groups that are none, where no fraction of what is counted can be meant."""
    if not isinstance(found, Quantity) or found.kind is not Kind.COUNT or found.unit not in COUNTABLE:
        return found
    if (
        found.denominator is None
        and found.value % 1
        and _BROKEN_GROUPS.fullmatch(lowered, found.start, found.end)
    ):
        return Unreadable(found.start, found.end)
    return found


def _start(found: Quantity | Unreadable | FoundFigure) -> int:
    return found.start
