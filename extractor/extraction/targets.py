"""Percentages and counts that measure something, as target records."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.counting import Counting, counts_nothing
from extractor.extraction.defined import is_defined_in_list
from extractor.extraction.figure_words import Reach
from extractor.extraction.levels import Levels, ends_range, named_backwards, range_end
from extractor.extraction.listed_counts import with_parts, with_units
from extractor.extraction.listed_rates import with_rates
from extractor.extraction.manner import comparator, direction
from extractor.extraction.naming import IndicatorNamer, Named
from extractor.extraction.present_state import is_stated
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.timing import Timing, is_closed
from extractor.extraction.whom import WhomReader
from extractor.extraction.zero_goals import ZeroGoals
from extractor.records import Target, TargetStatus, decimal_text
from extractor.rulebook.figures import IndicatorRules, PhraseRules
from extractor.rulebook.language import UnitRules

_LOOK_BACK, _NEAR = 8, 600  # how many targets back, and how many letters, a figure may go on from
_TAIL_CUT = regex.compile(r",? (?:kinh phí|tổng|tỷ lệ|trong đó|với|số tiền)\b|[;:()]|, (?=\d)")
_PER = regex.compile(r"^/ ?\p{L}+(?:\)|(?=[ ,;]))")  # the «/năm» of the figure before
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
        self._units = units
        self._counting = Counting(units)
        self._timing = timing
        self._whom = whom
        self._zero = ZeroGoals(setting, phrases.zero, units.count_unit, self._namer, timing)

    def read(self, context: BlockContext, quantities: Sequence[Quantity]) -> Iterator[Target]:
        """Records of one block, in order; quantities that are no targets are passed over."""
        before = context.block.body
        found: list[Target] = []
        previous: Target | None = None
        fraction: Quantity | None = None
        noughts, said = self._zero.read(context)
        quantities = [q for q in quantities if q.start not in said]
        quantities = self._counting.with_ranges(context, quantities)
        quantities = with_units(context, quantities, self._counting.counted)
        quantities = with_rates(context, quantities)
        levels = Levels(context, quantities, self._namer.family)
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1].start if index + 1 < len(quantities) else context.block.end
            target = self._target(context, quantity, before, following, found, fraction)
            if target is not None:
                previous = range_end(quantity, previous, levels.settle(target, previous))
                found.append(previous)
            fraction = quantity if quantity.denominator is not None else None
            before = quantity.stop
        yield from with_parts(context, named_backwards(context, found), self._namer.family)
        yield from noughts

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
        left = min(max(before, clause), quantity.start)
        typed = self._counting.typed(context, quantity, left, fraction)
        if typed is None:
            return None
        quantity, rule = typed
        if quantity.kind is Kind.DURATION and not self._counting.is_standard(context, quantity, left):
            return None
        reach = Reach(left, min(following, clause_end), clause_end)
        previous = found[-1] if found else None
        near = [t for t in found[-_LOOK_BACK:] if quantity.start - t.figure[1] <= _NEAR]
        open_ = [t for t in near if not is_closed(context.lowered, t.figure[1], quantity.start)]
        alike = self._rate_beside(quantity, near, open_)
        alike = alike or next((t for t in reversed(open_) if t.unit == quantity.unit), None)
        named = self._namer.name(context, *self._whole(quantity, reach, previous), previous, alike)
        if rule == "unit-missing":
            if named.indicator is not None and named.near:
                quantity = replace(
                    quantity,
                    unit=named.indicator.unit,
                    unit_text=self._units.usual_word.get(named.indicator.unit),
                )
            elif quantity.denominator is not None and not counts_nothing(context, quantity, left):
                return None
        return self._record(context, quantity, named, reach, open_[-1] if open_ else None, rule)

    def _rate_beside(
        self, quantity: Quantity, near: Sequence[Target], open_: Sequence[Target]
    ) -> Target | None:
        """«300 hộ nghèo (10%), phấn đấu còn 9%»: the rate in the bracket behind a count that is still open."""
        if not open_ or near[-1] is open_[-1] or near[-1].unit != quantity.unit:
            return None
        family = self._namer.family(near[-1].indicator)
        return near[-1] if family and family == self._namer.family(open_[-1].indicator) else None

    @staticmethod
    def _whole(quantity: Quantity, reach: Reach, previous: Target | None) -> tuple[Quantity, Reach]:
        """For the end of a range whose start nothing named, both figures with the words on either side."""
        if previous is None or previous.indicator != OTHER or not ends_range(quantity, previous):
            return quantity, reach
        return replace(quantity, start=previous.figure[0]), Reach(previous.span[0], reach.right)

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
        label = _named_by(text[start : quantity.start]) or _named_by(text[quantity.stop : stop])
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
            indicator_text=label
            or (named.indicator.vi if named.indicator else quantity.unit_text)
            or named.id,
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
        if status == "actual" and is_defined_in_list(context, quantity.start):
            return "target"  # «đã có điện nhưng dưới 80 % số hộ»: a threshold, and no result
        if status == "target" and named.id == OTHER and is_stated(context, quantity):
            return "actual"
        levels = named.indicator is not None and named.indicator.family is not None
        if status != "baseline" or levels:
            return status
        return status if self._timing.at_the_start(context) else "actual"

    @staticmethod
    def _stop(context: BlockContext, quantity: Quantity, right: int) -> int:
        """The words end with the unit, or where the subject does that stands behind the figure."""
        words = context.text.text[quantity.stop : right]
        if not words[:1].isspace() or quantity.kind is Kind.DURATION:
            return quantity.stop
        cut = _TAIL_CUT.search(words)
        tail = words[: cut.start() if cut else len(words)].rstrip(" ,.;:-–(")
        return quantity.stop + len(tail)


def _named_by(words: str) -> str:
    """Words that name something, without what joins them to others; "" for signs alone («/»)."""
    named = _PER.sub("", " ".join(words.split())).strip(" :(,;/")
    return named if any(map(str.isalpha, named)) else ""


def _skip(text: str, start: int, stop: int) -> int:
    """Past what joins the words to those before."""
    while start < stop and text[start] in _LEADING:
        start += 1
    return start
