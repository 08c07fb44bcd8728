"""Which indicator a figure is a value of, by the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Target
from extractor.rulebook.figures import Indicator, IndicatorRules
from extractor.rulebook.literals import one_stands

Candidates = Sequence[tuple[str, Indicator]]

_ANY_WORDS = ("",)
_SHORT_LABEL = 4
_PAIR_REACH = 60
_PAIR_WORDS = regex.compile(
    r"(?:\b(?:tỷ lệ|chiếm|đạt|bằng|tương ứng|tương đương|tức)(?: với)?(?: giảm| tỷ lệ| mức giảm)*"
    r"(?: là| khoảng|:)?|\() ?$"
)
_CHANGE = regex.compile(r"\bgiảm\b(?! nghèo| còn| xuống)")
_OTHER_MATTER = regex.compile(r"\(|,? trong đó\b")
_LETTERS = regex.compile(r"\p{L}+")
_BARE_WORDS = 5
_WINDOW = 600
_CONTINUED_WORDS = 14
_OWN_SUBJECT = regex.compile(r"\b(?:tỷ lệ|số|tổng)\b")
_LEVEL = regex.compile(r"\b(?:còn|xuống)\b")
_YEARLY = regex.compile(
    r"/năm\b|mỗi năm|một năm|\bso với [^,;.]*|,? (?:và )?(?:đến |cuối )*năm (?:19|20)\d{2}[^;.]*"
    r"|\b(?:xuống|còn|lên|đến|giảm|trở (?:lên|xuống))\b"
)
_ITEM = regex.compile(r"(?:,|;|\bvà|\bcùng|\btrong đó:?)(?: có| còn| với)? ?$")
_NEXT_PART = regex.compile(r"[,;] ?(?:tương (?:ứng|đương)|trong đó|tức|bằng|đạt)\b")
REDUCTION = "_reduction"
OTHER = "other"
_WHOLE = 100
_REACHED = regex.compile(r"[ ,;(]*(?:và )?(?:đạt|bằng)(?: tỷ lệ)? ?")
_CLOSED = regex.compile(r"\([^()]*\)")
# «7/10 xã có nhà văn hóa, đạt 70 %» is a share of all, and no plan fulfilled.
_SHARE_WITH = regex.compile(r"\b(?:có|được|thuộc|là|tham gia|sử dụng|đạt (?!tỷ lệ|khoảng|trên)\p{L}+)\b")
_COMPARED = regex.compile(r"\bso với [^,;()]*\($")
_LABELLED = regex.compile(r"^ ?[,;(] ?(?!có |và |còn |cho |với )[\p{L}/ ]{3,}$")
_JOINED = regex.compile(r" ?% ?(?:số |tỷ lệ )?(?P<whom>hộ (?:cận )?nghèo)")
_CHANGES = {"hộ nghèo": "poverty_rate_reduction", "hộ cận nghèo": "near_poverty_rate_reduction"}
_IN_BRACKET = regex.compile(r" ?%(?: số hộ)?,? ?\((?:tương (?:ứng|đương)|tức|là|bằng)?(?: với)? ?")
_UNITLESS = frozenset({"person", "household", "school"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures, and whether the words right around it said so."""

    id: str
    indicator: Indicator | None
    near: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The words that are a figure's own: `[left, right)`, without those of the figures beside it."""

    left: int
    right: int


class IndicatorNamer:
    """Names the indicators of one plan's figures."""

    def __init__(self, setting: Setting, indicators: IndicatorRules) -> None:
        self._setting = setting
        self._indicators = indicators
        self._any: Candidates = indicators.by_unit.get("any", ())
        self._unitless = tuple((n, i) for n, i in indicators.root.items() if i.unit in _UNITLESS)
        self._behind: dict[str | None, Candidates] = {}

    def name(
        self,
        context: BlockContext,
        quantity: Quantity,
        reach: Reach,
        previous: Target | None,
        alike: Target | None,
    ) -> Named:
        """What a figure measures; `previous` is the target before it, `alike` the last of its unit.

        By what follows the figure, the count before it, its own words, its clause, its sentence, its heading."""
        candidates = self.candidates(quantity)
        own = context.lowered[reach.left : quantity.start], context.lowered[quantity.end : reach.right]
        for name, indicator in self._named_behind(quantity):
            if indicator.follows(*own):
                return Named(name, indicator, near=True)
        paired = self._paired(context, quantity, reach.left, previous) or _over_plan(context, quantity, reach)
        if paired is not None:
            return Named(paired, self._indicators.root.get(paired), near=True)
        counted = self._counted_by(context, quantity, previous)
        first = [(n, i) for n, i in candidates if not i.last]
        near = counted or self._by_words(context, quantity, reach, first, previous)
        if near is not None:
            return Named(*self._levelled(context, quantity, reach, near), near=True)
        far = (
            self._inherited(context, quantity, reach, candidates, alike)
            or self._by_surroundings(context, quantity, reach, first)
            or self._by_words(context, quantity, reach, [c for c in candidates if c[1].last], previous)
        )
        return Named(*far, near=False) if far else Named(OTHER, None, near=False)

    def candidates(self, quantity: Quantity) -> Candidates:
        """Indicators whose values carry the figure's unit, in order of precedence."""
        if quantity.unit is None:
            return self._unitless
        return self._indicators.by_unit.get(quantity.unit, ())

    def _named_behind(self, quantity: Quantity) -> Candidates:
        """Those that the words behind the figure can name."""
        if quantity.unit not in self._behind:
            either = (*self.candidates(quantity), *self._any)
            self._behind[quantity.unit] = [c for c in either if c[1].after is not None]
        return self._behind[quantity.unit]

    def family(self, name: str) -> str | None:
        """The family of an indicator."""
        indicator = self._indicators.root.get(name)
        return indicator.family if indicator else None

    def _by_words(
        self,
        context: BlockContext,
        quantity: Quantity,
        reach: Reach,
        candidates: Candidates,
        previous: Target | None,
    ) -> tuple[str, Indicator] | None:
        """The words before the figure, those with what follows it, then its clause."""
        clause = max(context.clause(quantity.start)[0], quantity.start - _WINDOW)
        narrow = context.lowered[reach.left : quantity.start]
        behind = _behind(context, quantity, reach, narrow)
        wide = _CLOSED.sub("", context.lowered[clause : quantity.start]) + behind
        label = first_named(candidates, behind, quantity) if narrow.rstrip().endswith(":") else None
        if label is None and previous is not None and _ITEM.search(narrow):
            label = first_named([c for c in candidates if not c[1].general], behind, quantity)
        found = (
            label
            or _nearest(candidates, narrow, quantity)
            or first_named(candidates, narrow + behind, quantity)
        )
        if found is not None and found[1].general:
            heading = next(iter(self._setting.headings(context.outlined)), "").lower()
            special = first_named(candidates, wide, quantity) or found
            headed = first_named([c for c in candidates if not c[1].general], heading, quantity)
            return (headed or found) if special[1].general else special
        if found is None and quantity.kind is Kind.PERCENT and not _is_bare(narrow, behind):
            return None
        return found or first_named(candidates, wide, quantity)

    def _inherited(
        self,
        context: BlockContext,
        quantity: Quantity,
        reach: Reach,
        candidates: Candidates,
        previous: Target | None,
    ) -> tuple[str, Indicator] | None:
        """Figures of one unit in one sentence go on measuring what the first of them did, as level or as change."""
        sentence, _ = context.sentence(quantity.start)
        if previous is None or quantity.unit != previous.unit or sentence > previous.figure[0]:
            return None
        narrow = context.lowered[reach.left : quantity.start]
        behind = _behind(context, quantity, reach, narrow)
        joined = _JOINED.match(behind) if _ITEM.search(narrow) else None
        if joined is not None and previous.indicator in _CHANGES.values():
            return next(((n, i) for n, i in candidates if n == _CHANGES[joined["whom"]]), None)
        tail = behind[max(0, quantity.stop - quantity.end) :] if quantity.denominator is None else behind
        if _LETTERS.search(_YEARLY.sub("", _NEXT_PART.split(tail)[0])) or _OWN_SUBJECT.search(narrow):
            return None
        if len(_LETTERS.findall(narrow)) > _CONTINUED_WORDS:
            return None
        wanted = self._as_said(previous.indicator, narrow)
        return next(((n, i) for n, i in candidates if n == wanted and not i.after), None)

    def _levelled(
        self, context: BlockContext, quantity: Quantity, reach: Reach, named: tuple[str, Indicator]
    ) -> tuple[str, Indicator]:
        """«giảm 72 hộ nghèo, … còn 152 hộ»: what is left is a level, though its clause speaks of a change."""
        narrow = context.lowered[reach.left : quantity.start]
        level = named[0].removesuffix(REDUCTION)
        if level == named[0] or level not in self._indicators.root:
            return named
        compared = _COMPARED.search(narrow) is not None
        left = compared or (_LEVEL.search(narrow) is not None and _CHANGE.search(narrow) is None)
        return (level, self._indicators.root[level]) if left else named

    def _counted_by(
        self, context: BlockContext, quantity: Quantity, previous: Target | None
    ) -> tuple[str, Indicator] | None:
        """«tỷ lệ hộ nghèo 10% (300 hộ)»: the count behind its rate."""
        if previous is None or previous.unit != "percent" or quantity.kind is not Kind.COUNT:
            return None
        if _IN_BRACKET.fullmatch(context.lowered[previous.figure[1] : quantity.start]) is None:
            return None
        counts = ((n, i) for n, i in self.candidates(quantity) if i.rate == previous.indicator)
        return next(counts, None)

    def _as_said(self, indicator: str, narrow: str) -> str:
        """The change of a level («giảm 2 %») or the level of a change («còn 5 %»), where the words say so."""
        change = f"{indicator.removesuffix(REDUCTION)}{REDUCTION}"
        if _CHANGE.search(narrow) and change in self._indicators.root:
            return change
        return indicator.removesuffix(REDUCTION) if _LEVEL.search(narrow) else indicator

    def _by_surroundings(
        self, context: BlockContext, quantity: Quantity, reach: Reach, candidates: Candidates
    ) -> tuple[str, Indicator] | None:
        """The whole sentence; for a bare «Số lượng: 500 người» what its heading names."""
        sentence = max(context.sentence(quantity.start)[0], quantity.start - _WINDOW)
        narrow = context.lowered[reach.left : quantity.start]
        behind = _behind(context, quantity, reach, narrow)
        bare = _is_bare(narrow, behind)
        sentence_words = context.lowered[sentence : quantity.start] + behind
        found = first_named(candidates, sentence_words, quantity) if bare else None
        if found is not None or quantity.kind is not Kind.COUNT or len(narrow.split()) > _SHORT_LABEL:
            return found
        heading = next(iter(self._setting.headings(context.outlined)), "").lower()
        return first_named(candidates, f"{heading} {narrow}", quantity)

    def _paired(
        self, context: BlockContext, quantity: Quantity, left: int, previous: Target | None
    ) -> str | None:
        """The rate that the count right before it makes: «45 hộ cận nghèo, tỷ lệ 3,2%», «480/600 đạt 80,0»."""
        if quantity.kind is not Kind.PERCENT or previous is None or previous.unit == "percent":
            return None
        words = context.lowered[previous.figure[1] : quantity.start]
        if left < previous.figure[1] or len(words) > _PAIR_REACH or _PAIR_WORDS.search(words) is None:
            return None
        counted = self._indicators.root.get(previous.indicator)
        if counted is not None and counted.rate is not None:
            change = f"{counted.rate}{REDUCTION}"
            return change if _CHANGE.search(words) and change in self._indicators.root else counted.rate
        of_plan = previous.denominator is not None and _SHARE_WITH.search(words) is None
        return "plan_completion_rate" if of_plan and "đạt" in words else None


def _behind(context: BlockContext, quantity: Quantity, reach: Reach, narrow: str) -> str:
    """The words after the figure, where it does not end what stands before it."""
    after = context.lowered[quantity.end : reach.right]
    after = _OTHER_MATTER.split(after)[0]
    unit = max(0, quantity.stop - quantity.end)
    if after[unit : unit + 1] in {",", ";"} and _LABELLED.search(narrow):
        after = after[:unit]
    if quantity.denominator is not None:
        after = context.lowered[quantity.start : quantity.end] + after
    closes = after.lstrip(" %")[:1] in {",", ")"} and narrow.strip(" ,;:(") != ""
    return "" if closes else after


def _over_plan(context: BlockContext, quantity: Quantity, reach: Reach) -> str | None:
    """«…, đạt 113 %»: more than the whole is reached of a plan only."""
    bare = _REACHED.fullmatch(context.lowered[reach.left : quantity.start]) is not None
    over = quantity.kind is Kind.PERCENT and quantity.value > _WHOLE
    return "plan_completion_rate" if bare and over else None


def _is_bare(narrow: str, behind: str) -> bool:
    """An item that names no subject of its own: «Tiểu học 88 %»."""
    return len(_LETTERS.findall(narrow)) <= _BARE_WORDS and not _LETTERS.search(behind)


def first_named(candidates: Candidates, words: str, quantity: Quantity) -> tuple[str, Indicator] | None:
    """The first indicator that canonical words name, for a figure of this unit."""
    for name, indicator in candidates:
        if not one_stands(indicator.needed or _ANY_WORDS, words):
            continue  # asked here as well as in `fits`: most are passed over, a hundred for each figure
        wanted = indicator.require_unit_word
        if (not wanted or wanted in (quantity.unit_text or "")) and indicator.fits(words):
            return name, indicator
    return None


def _nearest(candidates: Candidates, words: str, quantity: Quantity) -> tuple[str, Indicator] | None:
    """The first that fits, unless another is named wholly after it and so nearer to the figure."""
    best = first_named(candidates, words, quantity)
    if best is None:
        return None
    at = best[1].at(words)
    if at is None:
        return best
    for name, indicator in candidates:
        wanted = indicator.require_unit_word is None or indicator.require_unit_word in (
            quantity.unit_text or ""
        )
        if indicator.general or not wanted or not indicator.may_stand_in(words[at[1] :]):
            continue
        other = indicator.at(words)
        if other is not None and other[0] >= at[1]:
            best, at = (name, indicator), other
    return best


def indicator_of(indicators: IndicatorRules, unit: str, words: str) -> str:
    """The id of the indicator that canonical words name for a figure of a unit; `other` where none fits."""
    fitting = [(i.last, name) for name, i in indicators.by_unit.get(unit, ()) if i.fits(words)]
    return min(fitting, key=lambda found: found[0])[1] if fitting else OTHER
