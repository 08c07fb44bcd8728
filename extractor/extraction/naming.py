"""Which indicator a figure is a value of, by the words around it."""

from extractor import regex
from extractor.extraction.candidates import OTHER, Found, first_named, nearest_named
from extractor.extraction.causes import is_cause
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.figure_words import LETTERS, WINDOW, YEARLY, FigureWords, Reach
from extractor.extraction.lacks import lacked_in_list
from extractor.extraction.parts_of_wholes import (
    COMPLETION,
    counts_all,
    exceeds,
    is_spent,
    over_plan,
    share_of_marked,
    share_of_them,
    some_of_them,
)
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Target
from extractor.rulebook.figures import Indicator, IndicatorRules
from extractor.values import dataclass

_SHORT_LABEL = 4
_PAIR_REACH = 60
_PAIR_WORDS = regex.compile(
    r"(?:\b(?:tỷ lệ|chiếm|đạt|bằng|(?:tương )?ứng|tương đương|tức)(?: với)?(?: giảm| tỷ lệ| mức giảm)*"
    r"(?: là| khoảng|:)?|\((?:dưới|trên|khoảng|còn|gần|hơn)?"
    r"|^ ?hộ(?: (?:cận )?nghèo)?, (?:đã )?(?:giảm|hạ)(?: được| tỷ lệ| khoảng)*) ?$"
)
_OTHERS = regex.compile(r";[^;]*\b(?:trẻ|học sinh|người|lao động|dân|phụ nữ|thôn|bản|xã|trường|nhà|hộ dân)\b")
_PAIR_BRACKET = regex.compile(r" ?hộ(?: (?:cận )?nghèo)? ?[,;–-] ?")  # «so với đầu năm (310 hộ, 24,8 %)»
# «giảm 3,2 % (chỉ tiêu là 3 %)»: a level beside the one planned, and no part of a plan fulfilled.
_OWN_GOAL = regex.compile(r" ?% ?\((?:kế hoạch|kh|chỉ tiêu|mục tiêu|nghị quyết)\b[^()%\d]*+\d[\d.,]*+ ?%")
_CHANGE = regex.compile(r"\b(?:giảm\b(?! nghèo| còn| xuống)|hạ tỷ lệ\b)")
_CONTINUED_WORDS = 14
_OWN_SUBJECT = regex.compile(r"\b(?:tỷ lệ|số|tổng)\b")
_LARGEST_SHARE, _OF_NUMBER = 5, regex.compile(r" (?:tổng )?số ")
_CHANGED_BY = regex.compile(r"\b(?:giảm|tăng)(?: thêm| được| ít nhất| tối thiểu| khoảng| trên)* ?$")
# «giảm tỷ lệ hộ nghèo 2,5 % (từ 11,9 % cuối năm 2023 xuống còn dưới 9,4 %)»: the levels of a change.
_FROM = regex.compile(r"\btừ (?:mức )?$")
_DOWN_TO = regex.compile(
    r" ?(?:%|hộ)?(?:,? (?:vào |ở )?(?:đầu|cuối) (?:năm|kỳ)(?: 20\d\d)?| năm 20\d\d)? (?:giảm )?(?:xuống|còn)\b"
)
_EACH_YEAR = regex.compile(r"\b(?:mỗi|hằng|hàng|bình quân|một) năm\b")
_LEVEL_BEHIND = regex.compile(
    r" ?(?:điểm )?(?:%|phần trăm),? (?:và |để )?(?:(?:giảm |hạ )?(?:xuống )?còn|đạt|(?:đưa |nâng )?(?:lên|xuống))"
    r"(?: \p{L}+){0,3} \d"
)
_LED_FROM_TO = regex.compile(  # «nâng độ bao phủ từ 91,2 % lên 93,4 %, tăng 2,2 %»
    r"\btừ [^;.\d]{0,24}\d[\d.,]*+ ?%[^;.]{0,30}?\b(?:lên|xuống|còn)\b[^;.\d]{0,24}\d[\d.,]*+ ?%"
    r"(?:[^;.\d]|20\d\d){0,24}\b(?:tăng|giảm)[^;.\d]{0,12}$"
)
_LED_REACH = 160
_LEVEL = regex.compile(r"\b(?:còn|xuống)\b")
_ITEM = regex.compile(r"(?:,|;|\bvà|\bcùng|\btrong đó:?)(?: có| còn| với)? ?$")
_NEXT_PART = regex.compile(r"[,;] ?(?:tương (?:ứng|đương)|trong đó|tức|bằng|đạt|vượt)\b")
REDUCTION = "_reduction"
_NEAR = "near_"  # how the ids of what is told of the near-poor begin
_WHOM = regex.compile(r" ?hộ (?:gia đình )?(?P<near>cận )?nghèo\b")
_NEAR_BEFORE = regex.compile(r"^\W*(?:và )?(?:số )?hộ cận nghèo(?: (?:là|giảm|còn))?:? ?$")
_PART_OF = regex.compile(r"[ ,;:(]*trong (?:đó|số đó|số này)\b")
_OWN_CHANGE = regex.compile(r"\bthoát\b")
_POOR = "poverty"  # the family of counts and rates of the poor
_CLOSED = regex.compile(r"\([^()]*\)")
_POOR_LEFT = regex.compile(  # «5 hộ phát sinh, hộ nghèo còn 134 hộ»: a clause that names its own subject
    r"(?:^|[,;.)] ?)(?:nên |do đó |hiện )?"
    r"(?:tổng )?(?:số )?hộ (?P<near>cận )?nghèo (?:hiện |chỉ )?còn(?: lại)?(?: là)? ?$"
)
# «phát sinh 2 hộ, hiện còn 70 hộ nghèo»
_LEFT = regex.compile(r"[,;] ?(?:nên |do đó )?(?:hiện|nay|hiện nay|đến nay|chỉ)? ?còn(?: lại)?(?: là)? ?$")
_OWN_LEFT = regex.compile(r"(?<=[,;.)] ?)(?:số )?hộ (?:cận )?nghèo (?:hiện |chỉ )?còn\b")
# «7/10 xã có nhà văn hóa, đạt 70 %» is a share of all, and no plan fulfilled.
_SHARE_WITH = regex.compile(r"\b(?:có|được|thuộc|là|tham gia|sử dụng|đạt (?!tỷ lệ|khoảng|trên)\p{L}+)\b")
_COMPARED = regex.compile(r"\bso với [^,;()]*\($")
_OF_SUM = regex.compile(r"(?:đồng|triệu|tỷ)[ ,;(]*+(?:và )?(?:đạt|bằng|chiếm)(?: tỷ lệ| khoảng)? ?$")
_JOINED = regex.compile(r" ?% ?(?:số |tỷ lệ )?(?P<whom>hộ (?:cận )?nghèo)")
_CHANGES = {"hộ nghèo": "poverty_rate_reduction", "hộ cận nghèo": "near_poverty_rate_reduction"}
_IN_BRACKET = regex.compile(
    r" ?%(?: số hộ)?(?:(?:,? ?\(|, ?(?=tương|tức))(?:tương (?:ứng|đương)|tức|là|bằng)?(?: với)? ?|,? (?:ứng )?với )"
)
_AREAS, _PREDICATE = frozenset({"commune", "village"}), 4  # «74/90 thôn niêm yết …, đạt 82 %»: what they do
_UNITLESS = frozenset({"person", "household", "school"})
_SHARED = regex.compile(
    r"\b(?:hộ|chiếm|bằng|tương (?:ứng|đương)|tỷ lệ|tổng số|nghèo)\b"
)  # «96 hộ, chiếm 40 %»


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures, and whether the words right around it said so."""

    id: str
    indicator: Indicator | None
    near: bool


class IndicatorNamer:
    """Names the indicators of one plan's figures."""

    def __init__(self, setting: Setting, indicators: IndicatorRules) -> None:
        self._setting = setting
        self._indicators = indicators
        self._unitless = indicators.where(lambda indicator: indicator.unit in _UNITLESS)
        self._behind: dict[str | None, tuple[Found, ...]] = {}

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
        words = FigureWords(context, quantity, reach)
        beside_goal = _OWN_GOAL.match(context.lowered, quantity.end, context.block.end) is not None
        for name, indicator in self._named_behind(quantity):
            if indicator.follows(words.narrow, words.after) and not (beside_goal and name == COMPLETION):
                return Named(name, indicator, near=True)
        if exceeds(words.narrow, quantity):
            return Named(OTHER, None, near=True)
        if counts_all(context, quantity, reach.left):
            return Named(OTHER, None, near=True)
        if is_cause(self._setting, context, quantity, reach.left) or share_of_marked(
            context, quantity, previous
        ):
            return Named(OTHER, None, near=True)
        paired = self._paired(context, quantity, reach.left, previous) or over_plan(words.narrow, quantity)
        if paired is None and is_spent(context, quantity):
            paired = COMPLETION
        if paired is not None:
            return Named(paired, self._indicators.root.get(paired), near=True)
        candidates, last = self.candidates(quantity), self._indicators.last
        if not LETTERS.search(_SHARED.sub("", words.behind)):
            lack = lacked_in_list(self._indicators, self._setting, candidates, context, quantity, reach.left)
            if lack is not None:
                return Named(*lack, near=True)
        near = self._counted_by(context, quantity, previous) or self._by_words(
            context, quantity, words, candidates & ~last, previous
        )
        if near is not None:
            near = self._of_whom(words, self._levelled(words.narrow, near))
            near = self._served(context, quantity, words, near, alike)
            if near[1].family == _POOR and self._is_part(context, quantity, reach.left, previous, alike):
                return Named(OTHER, None, near=True)
            if self._is_other(context, quantity, words, near[0]):
                return Named(OTHER, None, near=True)
            return Named(*near, near=True)
        far = (
            self._inherited(context, quantity, words, alike)
            or self._by_surroundings(context, quantity, words, candidates & ~last)
            or self._by_words(context, quantity, words, candidates & last, previous)
        )
        if far is None or self._is_other(context, quantity, words, far[0]):
            return Named(OTHER, None, near=False)
        if far[1].family == _POOR and self._is_part(context, quantity, reach.left, previous, alike):
            return Named(OTHER, None, near=False)
        return Named(*self._of_whom(words, far), near=False)

    def _is_part(
        self,
        context: BlockContext,
        quantity: Quantity,
        left: int,
        previous: Target | None,
        alike: Target | None,
    ) -> bool:
        """Whether a figure tells some of the poor, or their share among them, and not all of the poor."""
        if some_of_them(context, quantity, left, alike):
            return True
        counted = previous is not None and self.family(previous.indicator) != _POOR
        return counted and share_of_them(context, quantity, previous)

    def _is_other(self, context: BlockContext, quantity: Quantity, words: FigureWords, name: str) -> bool:
        """Whether a figure is none of the values of an indicator whose words stand around it: by how much a level
        is to change («thấp còi giảm 1,5%, còn 36%») where no indicator is that change, and a share of few parts
        («ít nhất 2/3 số hộ nghèo được …»), which counts nobody."""
        if quantity.denominator is not None and quantity.denominator <= _LARGEST_SHARE:
            return _OF_NUMBER.match(words.after) is not None and _CHANGE.search(words.narrow) is None
        if quantity.kind is not Kind.PERCENT or name.endswith(REDUCTION):
            return False
        if f"{name}{REDUCTION}" in self._indicators.root or _CHANGED_BY.search(words.narrow) is None:
            return False
        yearly = _EACH_YEAR.search(words.narrow) is not None
        led = max(context.block.body, quantity.start - _LED_REACH)
        if _LED_FROM_TO.search(context.lowered, led, quantity.start) is not None:
            return True
        return yearly or _LEVEL_BEHIND.match(context.lowered, quantity.end, context.block.end) is not None

    def candidates(self, quantity: Quantity) -> int:
        """Indicators whose values carry the figure's unit."""
        if quantity.unit is None:
            return self._unitless
        return self._indicators.of_unit.get(quantity.unit, 0)

    def first_named(self, candidates: int, words: str, quantity: Quantity) -> Found | None:
        """The first of the candidates that canonical words name."""
        return first_named(self._indicators, candidates, words, quantity)

    def _named_behind(self, quantity: Quantity) -> tuple[Found, ...]:
        """Those that the words behind the figure can name."""
        if quantity.unit not in self._behind:
            of_any = self._indicators.of_unit.get("any", 0)
            either = (
                c for bits in (self.candidates(quantity), of_any) for c in self._indicators.listed(bits)
            )
            self._behind[quantity.unit] = tuple(c for c in either if c[1].after is not None)
        return self._behind[quantity.unit]

    def family(self, name: str) -> str | None:
        """The family of an indicator."""
        indicator = self._indicators.root.get(name)
        return indicator.family if indicator else None

    def names(self, name: str, words: str) -> bool:
        """Whether canonical words name an indicator."""
        indicator = self._indicators.root.get(name)
        return indicator is not None and indicator.last_at(words) is not None

    def _by_words(
        self,
        context: BlockContext,
        quantity: Quantity,
        words: FigureWords,
        candidates: int,
        previous: Target | None,
    ) -> Found | None:
        """The words before the figure, those with what follows it, then its clause."""
        narrow, behind = words.narrow, words.behind
        if (left := _POOR_LEFT.search(narrow)) is not None:
            poor = self._candidate(quantity, f"{_NEAR if left['near'] else ''}poor_households")
            if poor is not None:
                return poor
        if _LEFT.search(narrow) and (whom := _WHOM.match(words.after)) is not None:
            poor = self._candidate(quantity, f"{_NEAR if whom['near'] else ''}poor_households")
            if poor is not None:
                return poor
        found = self._labelled(quantity, words, candidates, previous)
        found = found or nearest_named(self._indicators, candidates, narrow, quantity)
        if found is None and behind:
            found = self.first_named(candidates, narrow + behind, quantity)
        if found is not None and not found[1].general:
            return found
        if found is None and quantity.kind is Kind.PERCENT and not words.bare:
            return None
        clause = max(context.clause(quantity.start)[0], quantity.start - WINDOW)
        wide = _CLOSED.sub("", context.lowered[clause : quantity.start]) + behind
        if (own := max((m.start() for m in _OWN_LEFT.finditer(wide)), default=0)) > 0:
            wide = wide[own:]  # «8 hộ phát sinh, hộ nghèo còn 134 hộ, giảm 53 hộ»
        special = self.first_named(candidates, wide, quantity) or found
        if found is None or special is None or not special[1].general:
            return special
        return (
            self.first_named(candidates & ~self._indicators.general, self._heading(context), quantity)
            or found
        )

    def _labelled(
        self, quantity: Quantity, words: FigureWords, candidates: int, previous: Target | None
    ) -> Found | None:
        """What the words behind the figure name, where those before it are a label or go on from a figure."""
        label = None
        if words.narrow.rstrip().endswith(":"):
            label = self.first_named(candidates, words.behind, quantity)
        if label is None and previous is not None and _ITEM.search(words.narrow):
            label = self.first_named(candidates & ~self._indicators.general, words.behind, quantity)
        return label

    def _heading(self, context: BlockContext) -> str:
        """The title right above a block, in lower case."""
        return next(iter(self._setting.headings(context.outlined)), "").lower()

    def _inherited(
        self, context: BlockContext, quantity: Quantity, words: FigureWords, previous: Target | None
    ) -> Found | None:
        """Figures of one unit in one sentence go on measuring what the first of them did, as level or as change."""
        sentence, _ = context.sentence(quantity.start)
        if previous is None or quantity.unit != previous.unit or sentence > previous.figure[0]:
            return None
        narrow, behind = words.narrow, words.behind
        joined = _JOINED.match(behind) if _ITEM.search(narrow) else None
        if joined is not None and previous.indicator in _CHANGES.values():
            return self._candidate(quantity, _CHANGES[joined["whom"]])
        led = _FROM.search(narrow) and _DOWN_TO.match(context.lowered, quantity.end, context.block.end)
        if led and previous.indicator.endswith(REDUCTION):
            return self._candidate(quantity, previous.indicator.removesuffix(REDUCTION))
        if quantity.bound == ">=" and words.behind_range and LETTERS.search(words.behind_range):
            return None  # «…; 60 - 65% rác được phân loại»
        tail = behind[max(0, quantity.stop - quantity.end) :] if quantity.denominator is None else behind
        if LETTERS.search(YEARLY.sub("", _NEXT_PART.split(tail)[0])) or _OWN_SUBJECT.search(narrow):
            return None
        if len(LETTERS.findall(narrow)) > _CONTINUED_WORDS:
            return None
        said = self._candidate(quantity, self._as_said(previous.indicator, narrow))
        return None if said is None or said[1].after or said[1].spoken_against(narrow) else said

    def _candidate(self, quantity: Quantity, name: str) -> Found | None:
        """The indicator of this name, where a figure of the unit can be its value."""
        indicator = self._indicators.root.get(name)
        if indicator is None:
            return None
        unitless = quantity.unit is None and indicator.unit in _UNITLESS
        return (name, indicator) if unitless or quantity.unit in indicator.written_in else None

    def _levelled(self, narrow: str, named: Found) -> Found:
        """«giảm 72 hộ nghèo, … còn 152 hộ»: what is left is a level, though its clause speaks of a change."""
        level = named[0].removesuffix(REDUCTION)
        if level == named[0] or level not in self._indicators.root:
            return named
        compared = _COMPARED.search(narrow) is not None
        left = compared or (_LEVEL.search(narrow) is not None and _CHANGE.search(narrow) is None)
        return (level, self._indicators.root[level]) if left else named

    def _of_whom(self, words: FigureWords, named: Found) -> Found:
        """«giảm 37 hộ nghèo và 52 hộ cận nghèo»: the change goes on, but of whom the words right behind say."""
        counted = _WHOM.match(words.after)
        bare = named[0].removeprefix(_NEAR)
        if not bare.startswith("poor_households"):
            return named
        if counted is None:
            name = f"{_NEAR}{bare}" if _NEAR_BEFORE.search(words.narrow) else named[0]
        else:
            if _OWN_CHANGE.search(words.after):
                return named
            name = f"{_NEAR}{bare}" if counted["near"] else bare
        return (name, self._indicators.root[name]) if name in self._indicators.root else named

    def _served(
        self,
        context: BlockContext,
        quantity: Quantity,
        words: FigureWords,
        named: Found,
        alike: Target | None,
    ) -> Found:
        """«việc làm cho 300 người, trong đó người thuộc hộ nghèo 75 người»: the poor among those."""
        poor = named[0].removeprefix(_NEAR) == "poor_people" and _PART_OF.match(words.narrow) is not None
        if not poor or alike is None or alike.figure[0] < context.sentence(quantity.start)[0]:
            return named
        counted = self._candidate(quantity, alike.indicator)
        return named if counted is None or counted[0].endswith("poor_people") else counted

    def _counted_by(self, context: BlockContext, quantity: Quantity, previous: Target | None) -> Found | None:
        """«tỷ lệ hộ nghèo 10% (300 hộ)»: the count behind its rate."""
        if previous is None or previous.unit != "percent" or quantity.kind is not Kind.COUNT:
            return None
        if _IN_BRACKET.fullmatch(context.lowered[previous.figure[1] : quantity.start]) is None:
            return None
        counts = self._indicators.listed(self.candidates(quantity))
        return next((found for found in counts if found[1].rate == previous.indicator), None)

    def _as_said(self, indicator: str, narrow: str) -> str:
        """The change of a level («giảm 2 %») or the level of a change («còn 5 %»), where the words say so."""
        change = f"{indicator.removesuffix(REDUCTION)}{REDUCTION}"
        if _CHANGE.search(narrow) and change in self._indicators.root:
            return change
        return indicator.removesuffix(REDUCTION) if _LEVEL.search(narrow) else indicator

    def _by_surroundings(
        self, context: BlockContext, quantity: Quantity, words: FigureWords, candidates: int
    ) -> Found | None:
        """The whole sentence; for a bare «Số lượng: 500 người» what its heading names."""
        found = None
        if words.bare:
            if quantity.kind is Kind.PERCENT and _OF_SUM.search(
                context.lowered, words.left - 8, quantity.start
            ):
                return None
            sentence = max(context.sentence(quantity.start)[0], quantity.start - WINDOW)
            sentence_words = context.lowered[sentence : quantity.start] + words.behind
            found = self.first_named(candidates, sentence_words, quantity)
        if found is not None or quantity.kind is not Kind.COUNT or len(words.narrow.split()) > _SHORT_LABEL:
            return found
        return self.first_named(candidates, f"{self._heading(context)} {words.narrow}", quantity)

    @staticmethod
    def _in_one_bracket(context: BlockContext, quantity: Quantity, words: str) -> bool:
        """«(310 hộ, 24,8 %)»: a bracket of a count and its rate alone."""
        return (
            _PAIR_BRACKET.fullmatch(words) is not None
            and context.depth(quantity.start) > 0
            and context.behind(quantity.stop) in {")", ";"}
        )

    def _paired(
        self, context: BlockContext, quantity: Quantity, left: int, previous: Target | None
    ) -> str | None:
        """The rate that the count right before it makes: «45 hộ cận nghèo, tỷ lệ 3,2%», «480/600 đạt 80,0»."""
        if quantity.kind is not Kind.PERCENT or previous is None or previous.unit == "percent":
            return None
        words = context.lowered[previous.figure[1] : quantity.start]
        if left < previous.figure[1] or len(words) > _PAIR_REACH or _OTHERS.search(words) is not None:
            return None
        if _PAIR_WORDS.search(words) is None and not self._in_one_bracket(context, quantity, words):
            return None
        counted = self._indicators.root.get(previous.indicator)
        registered = previous.denominator is not None and previous.indicator.endswith(REDUCTION)
        if registered and "đạt" in words:  # «61/70 hộ đăng ký đã thoát nghèo, đạt 87,1 %»
            return COMPLETION
        if counted is not None and counted.rate is not None:
            change = f"{counted.rate}{REDUCTION}"
            return change if _CHANGE.search(words) and change in self._indicators.root else counted.rate
        if counted is not None and "percent" in counted.written_in:  # «việc làm 210 hộ (50,97 %)»
            return previous.indicator
        of_area = previous.unit in _AREAS and len(LETTERS.findall(words)) >= _PREDICATE
        of_plan = previous.denominator is not None and not of_area and _SHARE_WITH.search(words) is None
        return COMPLETION if of_plan and "đạt" in words else None
