"""Percentages and counts that measure something, as target records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.quantities import Kind, Quantity
from extractor.extraction.timing import Timing
from extractor.records import Comparator, Direction, Target, TargetStatus, decimal_text
from extractor.rulebook.figures import Indicator, IndicatorRules, PhraseRules
from extractor.rulebook.language import UnitRules

_MEDICAL = regex.compile(r"khám|chữa bệnh|điều trị|kê đơn|y tế")
_RATE_LABEL = regex.compile(r"(?:\bđạt|\btỷ lệ|\bchiếm|\bbằng)(?: là| trên|:)?$")
_COUNT_LABEL = regex.compile(r"(?:\b(?:số|tổng số|tổng) )(?P<unit>hộ|người|lao động|học sinh|khẩu|nhân khẩu|thẻ|trường|lớp|nhà|mô hình|xã|thôn)\b[^;.]*?(?::| là| còn| đạt| được| có)$")
_NEXT_WORD = regex.compile(r" (?P<word>\p{Ll}+(?: \p{Ll}+)?)")
_NO_NOUN = frozenset(
    "và đến là trong của được để cho với theo nêu về tại do sẽ thì mà hoặc hay cùng so đạt trên dưới tăng giảm còn bằng khi"
    " nhưng nếu vào ra lên từ có không đã phải cần nên ngoài sau trước tới như bao gồm gồm lần".split()
)
_STANDARD_UNITS = frozenset({"year", "month", "day", "m2"})
_STANDARD_WORDS = regex.compile(r"tối thiểu|ít nhất|tối đa|không quá|từ$|từ $")
_AFTER_BOUND = regex.compile(r" ?trở (?P<way>lên|xuống)")
_BOUND_REACH = 18
_SHORT_LABEL = 4
_PAIR_REACH = 60
_PAIR_WORDS = regex.compile(r"(?:\b(?:tỷ lệ|chiếm|đạt|bằng|tương ứng|tương đương|tức)(?: với)?(?: giảm| tỷ lệ| mức giảm)*(?: là| khoảng|:)?|\() ?$")
_GOAL = regex.compile(r"\b(?:phấn đấu|mục tiêu|có|đạt|xây dựng)\b")
_REACHED = regex.compile(r"^[^,;()]*\bđạt chuẩn\b")
_CHANGE = regex.compile(r"\bgiảm\b(?! nghèo| còn| xuống)")
_RATE_ENDS = regex.compile(r" ?(?:$|[;,.)]|(?:so với |của )?(?:kế hoạch|kh|chỉ tiêu)\b)")
_ZERO_REACH = 120


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures, and whether the words right around it said so."""

    id: str
    indicator: Indicator | None
    near: bool


class TargetReader:
    """Reads the targets of one plan, block by block."""

    def __init__(
        self, setting: Setting, indicators: IndicatorRules, phrases: PhraseRules, units: UnitRules, timing: Timing
    ) -> None:
        self._setting = setting
        self._indicators = indicators
        self._phrases = phrases
        self._timing = timing
        self._units = units.usual_word

    def read(self, context: BlockContext, quantities: Sequence[Quantity]) -> Iterator[Target]:
        """Records of one block, in order; quantities that are no targets are passed over."""
        before = context.block.body
        previous: Target | None = None
        fraction: Quantity | None = None
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1].start if index + 1 < len(quantities) else context.block.end
            target = self._target(context, quantity, before, following, previous, fraction)
            if target is not None:
                yield target
                previous = target
            fraction = quantity if quantity.denominator is not None else None
            before = quantity.stop
        yield from self._zeros(context)

    def _target(
        self, context: BlockContext, quantity: Quantity, before: int, following: int,
        previous: Target | None, fraction: Quantity | None,
    ) -> Target | None:
        clause, clause_end = context.clause(quantity.start)
        left = max(before, clause)
        typed = self._typed(context, quantity, left, fraction)
        if typed is None:
            return None
        quantity, rule = typed
        if quantity.kind is Kind.DURATION and not self._is_standard(context, quantity, left):
            return None
        named = self._named(context, quantity, left, min(following, clause_end), previous)
        if rule == "unit-missing":
            if named.indicator is None or not named.near:
                return None
            quantity = replace(quantity, unit=named.indicator.unit, unit_text=self._units.get(named.indicator.unit))
        return self._record(context, quantity, named, left, min(following, clause_end), previous, rule)

    def _typed(
        self, context: BlockContext, quantity: Quantity, left: int, fraction: Quantity | None
    ) -> tuple[Quantity, str] | None:
        """The quantity with its unit made sure, and the rule that reads it; None for no target."""
        if quantity.kind in {Kind.PERCENT, Kind.DURATION}:
            return quantity, quantity.kind.value
        if quantity.kind is Kind.COUNT and quantity.unit is not None:
            return self._visits(context, quantity), "count"
        if quantity.kind is Kind.MONEY:
            return None
        words = context.lowered[left : quantity.start].rstrip()
        after = context.lowered[quantity.stop : context.block.end]
        if quantity.denominator is not None and after.lstrip()[:1] not in {"/", "%"}:
            return quantity, "unit-missing"
        ends = _RATE_ENDS.match(after) is not None
        decimals = quantity.value != quantity.value.to_integral_value() or fraction is not None
        if _RATE_LABEL.search(words) and ends and decimals and quantity.value <= 1000:
            return _with_unit(quantity, "percent", Kind.PERCENT), "percent-missing"
        label = _COUNT_LABEL.search(words)
        if label is not None and ends:
            unit = next((i.unit for _, i in self._of_words(label["unit"])), None) or "other"
            return _with_unit(quantity, unit), "count-by-label"
        return None

    def _of_words(self, unit_word: str) -> Sequence[tuple[str, Indicator]]:
        unit = {"hộ": "household", "thẻ": "card", "trường": "school"}.get(unit_word, "person")
        return self._indicators.by_unit.get(unit, ())

    def _visits(self, context: BlockContext, quantity: Quantity) -> Quantity:
        """«lượt» is a visit in medical care, a person elsewhere."""
        written = quantity.unit_text or ""
        if not written.startswith("lượt"):
            return quantity
        start, _ = context.clause(quantity.start)
        medical = _MEDICAL.search(context.lowered[start : quantity.stop]) is not None
        pupils = any(w in written for w in ("học sinh", "hs", "trẻ"))
        return _with_unit(quantity, "visit" if medical and not pupils else "person")

    def _is_standard(self, context: BlockContext, quantity: Quantity, left: int) -> bool:
        words = context.lowered[left : quantity.start]
        after = _AFTER_BOUND.match(context.lowered, quantity.stop)
        return after is not None or _STANDARD_WORDS.search(words[-24:]) is not None

    def _named(
        self, context: BlockContext, quantity: Quantity, left: int, right: int, previous: Target | None
    ) -> Named:
        """The indicator: by the words before, with those after, then clause, sentence, heading."""
        lowered = context.lowered
        candidates = self._candidates(quantity)
        after = lowered[quantity.end : right]
        for name, indicator in candidates:
            if indicator.compiled_after is not None and indicator.compiled_after.match(after):
                return Named(name, indicator, near=True)
        paired = self._paired(context, quantity, left, previous)
        if paired is not None:
            return Named(paired, self._indicators.root.get(paired), near=True)
        clause, _ = context.clause(quantity.start)
        sentence, _ = context.sentence(quantity.start)
        narrow = lowered[left : quantity.start]
        behind = "" if after.lstrip(" %")[:1] in {",", ")"} and narrow.strip(" ,;:(") else lowered[quantity.end : right]
        windows = [narrow, narrow + behind, lowered[clause : quantity.start] + behind]
        for words in windows:
            found = _nearest(candidates, words, quantity) if words is narrow else _first(candidates, words, quantity)
            if found is not None:
                special = _first(candidates, windows[-1], quantity) if found[1].general else None
                return Named(*(special or found), near=True)
        if previous is not None and quantity.unit == previous.unit and sentence <= previous.figure[0]:
            inherited = next((i for n, i in candidates if n == previous.indicator), None)
            if inherited is not None and not inherited.after:
                return Named(previous.indicator, inherited, near=False)
        found = _first(candidates, lowered[sentence : quantity.start] + behind, quantity)
        if found is None and quantity.kind is not Kind.DURATION:
            found = self._by_heading(context, candidates, narrow, quantity)
        return Named(*found, near=False) if found else Named("other", None, near=False)

    def _by_heading(
        self, context: BlockContext, candidates: Sequence[tuple[str, Indicator]], narrow: str, quantity: Quantity
    ) -> tuple[str, Indicator] | None:
        """A bare «Số lượng: 500 người» is about what its heading names."""
        if quantity.kind is not Kind.COUNT or len(narrow.split()) > _SHORT_LABEL:
            return None
        heading = next(iter(self._setting.headings(context.outlined)), "").lower()
        return _first(candidates, f"{heading} {narrow}", quantity)

    def _paired(
        self, context: BlockContext, quantity: Quantity, left: int, previous: Target | None
    ) -> str | None:
        """The rate that the count right before it makes: «78 hộ cận nghèo, tỷ lệ 5,64%», «665/1000 đạt 66,5»."""
        if quantity.kind is not Kind.PERCENT or previous is None or previous.unit == "percent":
            return None
        if left != previous.figure[1] and left < previous.figure[1]:
            return None
        words = context.lowered[previous.figure[1] : quantity.start]
        if len(words) > _PAIR_REACH or _PAIR_WORDS.search(words) is None:
            return None
        counted = self._indicators.root.get(previous.indicator)
        if counted is not None and counted.rate is not None:
            change = f"{counted.rate}_reduction"
            return change if _CHANGE.search(words) and change in self._indicators.root else counted.rate
        return "plan_completion_rate" if previous.denominator is not None and "đạt" in words else None

    def _candidates(self, quantity: Quantity) -> Sequence[tuple[str, Indicator]]:
        if quantity.unit is None:
            return tuple((n, i) for n, i in self._indicators.root.items() if i.unit in {"person", "household", "school"})
        return self._indicators.by_unit.get(quantity.unit or "", ())

    def _record(
        self, context: BlockContext, quantity: Quantity, named: Named, left: int, right: int,
        previous: Target | None, rule: str,
    ) -> Target:
        status = self._timing.status(context, quantity.start)
        if quantity.denominator is not None and status == "target" and not self._kept(context, left, quantity):
            status = "actual"
        if status == "baseline" and not (named.indicator and named.indicator.family):
            status = "actual"
        start = _skip(context, left, quantity.start)
        stop = self._stop(context, quantity, right)
        label = context.text.text[start : quantity.start].strip(" :(,") or context.text.text[quantity.stop : stop].strip()
        return Target(
            doc=context.text.doc,
            text=" ".join(context.text.text[start:stop].split()),
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
            direction=self._direction(context, quantity, named, left, stop, status, previous),
            comparator=self._comparator(context, quantity, left),
            per="year" if quantity.per == "year" else None,
            year=self._timing.year(context, quantity.start, status),
            status=cast(TargetStatus, status),
        )

    def _kept(self, context: BlockContext, left: int, quantity: Quantity) -> bool:
        """A fraction that is a goal: «duy trì 20/37 trường»; else it sets the result against the plan."""
        clause, _ = context.clause(quantity.start)
        words = context.lowered[min(left, clause) : quantity.start]
        return context.cue("direction", clause, quantity.start) is not None or _GOAL.search(words) is not None

    def _stop(self, context: BlockContext, quantity: Quantity, right: int) -> int:
        """The words end with the unit, or where the subject does that stands behind the figure."""
        words = context.text.text[quantity.stop : right]
        if not words[:1].isspace() or quantity.kind is Kind.DURATION:
            return quantity.stop
        cut = regex.search(r",? (?:kinh phí|tổng|tỷ lệ|trong đó|với|số tiền)\b|[;:()]|, (?=\d)", words)
        tail = words[: cut.start() if cut else len(words)].rstrip(" ,.;:-–(")
        return quantity.stop + len(tail)

    def _direction(
        self, context: BlockContext, quantity: Quantity, named: Named, left: int, stop: int, status: str,
        previous: Target | None,
    ) -> Direction | None:
        own = [c for c in context.cues if c.kind == "direction" and left <= c.start < quantity.start]
        reached = _REACHED.search(context.lowered[quantity.stop : stop]) is not None
        change = next((c.value for c in reversed(own) if c.value != "reach"), None)
        if change is None and not own and named.indicator is not None and named.indicator.family and previous:
            change = self._governed(context, named.indicator.family, previous)
        if change is not None:
            return cast(Direction, change)
        if own or reached:
            return "reach"
        standard = named.indicator.standard if named.indicator else False
        if standard or quantity.kind is Kind.DURATION or (quantity.unit in _STANDARD_UNITS and quantity.bound):
            return None
        return "reach" if status == "target" else None

    def _governed(self, context: BlockContext, family: str, previous: Target) -> str | None:
        """The verb of the figure before, where both measure one family in one sentence."""
        before = self._indicators.root.get(previous.indicator)
        if before is None or before.family != family or previous.direction is None:
            return None
        return previous.direction

    def _comparator(self, context: BlockContext, quantity: Quantity, left: int) -> Comparator:
        if quantity.bound in {">=", "<="}:
            return cast(Comparator, quantity.bound)
        after = _AFTER_BOUND.match(context.lowered, quantity.stop)
        if after is not None:
            return ">=" if after["way"] == "lên" else "<="
        cue = context.cue("comparator", max(left, quantity.start - _BOUND_REACH), quantity.start)
        if cue is None or not _adjoins(context.lowered[cue.end : quantity.start], cue.value):
            return "="
        return cast(Comparator, cue.value)

    def _zeros(self, context: BlockContext) -> Iterator[Target]:
        """Goals stated in words: «không còn hộ nghèo» is 0 households."""
        zero = self._phrases.zero
        block = context.block
        for match in zero.compiled.finditer(context.lowered, block.body, block.end):
            start, end = context.sentence(match.start())
            goal = zero.compiled_goal.search(context.lowered, start, match.start())
            if goal is None or self._timing.status(context, match.start()) != "target":
                continue
            stop = min(end, block.end)
            words = context.text.text[start:stop].rstrip(" .;")
            subject = context.lowered[match.start("what") : start + len(words)]
            unit = "house" if match["what"].startswith("nhà") else "household"
            quantity = Quantity(Kind.COUNT, match.start(), match.start("what"), match.start("what"), Decimal(0), unit)
            found = _first(self._candidates(quantity), subject[:_ZERO_REACH], quantity)
            cue = context.cue("direction", start, match.start())
            yield Target(
                doc=context.text.doc,
                text=" ".join(words.split()),
                span=(start, start + len(words)),
                page=block.page,
                section=self._setting.section_path(context.outlined),
                rule_id="zero-goal",
                figure=(match.start(), match.start("what") - 1),
                indicator=found[0] if found else "other",
                indicator_text=" ".join(context.text.text[match.start("what") : start + len(words)].split()),
                value=Decimal(0),
                unit=unit,
                direction=cast(Direction, cue.value) if cue else "reach",
                year=self._timing.year(context, match.start(), "target"),
                status="target",
            )


def indicator_of(indicators: IndicatorRules, unit: str, words: str) -> str:
    """The id of the indicator that canonical words name for a figure of a unit; `other` where none fits."""
    found = next((name for name, i in indicators.by_unit.get(unit, ()) if i.fits(words)), None)
    return found or "other"


def _adjoins(between: str, comparator: str) -> bool:
    """Bounds stand right before their figure: «trên 80 %», «tối thiểu là 03 năm»."""
    return between.strip() in {"", "là", "khoảng", "tới"} or (comparator == "~" and len(between.split()) <= 1)


def _with_unit(quantity: Quantity, unit: str, kind: Kind | None = None) -> Quantity:
    return replace(quantity, unit=unit, kind=kind or quantity.kind)


def _first(
    candidates: Sequence[tuple[str, Indicator]], words: str, quantity: Quantity
) -> tuple[str, Indicator] | None:
    for name, indicator in candidates:
        wanted = indicator.require_unit_word
        if wanted and wanted not in (quantity.unit_text or ""):
            continue
        if indicator.fits(words):
            return name, indicator
    return None


def _nearest(
    candidates: Sequence[tuple[str, Indicator]], words: str, quantity: Quantity
) -> tuple[str, Indicator] | None:
    """The first that fits, unless another is named wholly after it and so nearer to the figure."""
    best = _first(candidates, words, quantity)
    if best is None:
        return None
    at = best[1].at(words)
    for name, indicator in candidates:
        other = indicator.at(words)
        wanted = indicator.require_unit_word is None or indicator.require_unit_word in (quantity.unit_text or "")
        if wanted and at is not None and other is not None and other[0] >= at[1] and not indicator.general:
            best, at = (name, indicator), other
    return best


def _skip(context: BlockContext, start: int, stop: int) -> int:
    text = context.text.text
    while start < stop and text[start] in " ,;.:)–-+":
        start += 1
    return start
