"""When a figure holds: planned, reached, estimated or at the start, and for which year."""

from collections.abc import Iterator

from extractor import regex
from extractor.extraction.context import BlockContext, Setting
from extractor.language.cues import Cue
from extractor.rulebook.figures import HeadingRules, TimeWords

_YEAR_CUE = regex.compile(
    r"\b(?:năm|(?:đến|hết|thời điểm)(?: hết| cuối)?(?: ngày| tháng)? \d{1,2}/(?:\d{1,2}/)?) ?"
    r"(?P<year>(?:19|20)\d{2})(?!\d| ?[-–] ?\d)"
)
_RELATIVE_YEAR = regex.compile(r"\bnăm (?P<year>trước(?! khi| ngày| tháng| \d)|ngoái|nay|sau|tới)\b(?! đó)")
_SHIFT = {"trước": -1, "ngoái": -1, "nay": 0, "sau": 1, "tới": 1}
_FROM = regex.compile(r"\b(?:từ|so với|giai đoạn|tại|theo|căn cứ)[\p{L} ]*$")
_AGAINST = regex.compile(r"\bso với(?: mức| số| cùng kỳ| cuối| đầu| hết| thực hiện)*$|\blần$")
_LED_FROM = regex.compile(r"\btừ (?:\p{Ll}+ ){0,2}\d[\d.,]*+[^;\d]*$")  # «từ 22,4% cuối năm 2021 xuống còn …»
_LED_ON = regex.compile(r"\)? ?(?:giảm |hạ |tăng |nâng )?(?:xuống|còn|lên|về(?= (?:mức |dưới |khoảng )?$))\b")
_PERIOD = regex.compile(
    r"(?:(?<![\p{L}\d] )|\b(?:trong|qua|cả|suốt) )(?:giai đoạn|nhiệm kỳ|thời kỳ) (?:19|20)\d{2} ?[-–] ?"
    r"(?P<year>(?:19|20)\d{2})"
)
_BRACKET = regex.compile(r"[()]")
_WINDOW = 600
_REACH = 40
_NEAR = 60
_SHARES_REACH = 240
_SHARES = regex.compile(  # counts and rates side by side, no verb among them but those that tell shares
    r"(?:[^;.\p{L}]|(?<=\d)[.]|\b(?:trong đó|gồm|bao gồm|với|và|có|là|hộ|nghèo|cận|chiếm|tỷ|lệ|bằng|tương ứng|đương|"
    r"người|khẩu|nhân|dân|tộc|thiểu|số|tổng|của|toàn|xã|thôn|bản|ấp|buôn|làng|huyện|tỉnh|còn lại|khác)\b)*+"
)
_BY_YEAR = regex.compile(  # «trên địa bàn huyện đến năm 2030 hình thành 7 cụm với 180 ha»
    r"(?<!\b(?:tầm nhìn|định hướng|tính|kể từ|giai đoạn|quy hoạch|chiến lược|đề án|chương trình) )"
    r"\bđến (?:hết |cuối )?năm (?P<year>20\d{2})(?!\d),? (?!(?:của|và|trên|tại|đã|theo|thì)\b)"
    r"(?:(?!\b(?:đã|hiện|mới)\b)[^,;:()]){1,120}$"
)
_PLANNED, _ASSIGNED, _AHEAD = "target", "assigned", "ahead"
_AT_THE_START = "baseline"
_COMPARED = regex.compile(
    r"(?:\b(?:so(?: với)?|vượt|hoàn thành|bằng|theo|đạt|thực hiện)(?: chỉ tiêu| mục tiêu)?|%) $"
)
_GOAL_NAMED = regex.compile(  # «vượt chỉ tiêu Nghị quyết đề ra là 1,2 %»
    r"\b(?:chỉ tiêu|mục tiêu|kế hoạch)\b[^,;()\d]{0,60}\b(?:đề ra|đặt ra|giao|được giao) (?:là|:) ?$"
    r"|\((?:(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|kh|nq) )?(?:(?:trung ương|thành phố|cấp trên|tỉnh|huyện|xã) )?"
    r"(?:giao|đề ra)(?: (?:là|đạt|trên|từ|tối thiểu|ít nhất))*:? ?$"
    r"|\((?:kế hoạch|chỉ tiêu|mục tiêu|kh)(?: (?:năm|là|nghị quyết|đại hội|đề ra|được giao|giao"
    r"|giảm|tăng|đạt|trên|dưới|tối thiểu|ít nhất|không quá))*:?(?: từ)? ?$"
    r"|\d \p{L}[^;()%]{1,60}, ?(?:đã |và )?(?:đạt|bằng|hoàn thành)[^;()%]{0,24}%"
    r"(?: so)?(?: với)? (?:kế hoạch|kh|chỉ tiêu)(?: (?:năm|giao|được giao|đề ra|của (?:tỉnh|huyện|xã)|tỉnh giao"
    r"|huyện giao|20\d\d))* ?\((?:là )?$"  # «12 nhà, đạt 120 % kế hoạch (10 nhà)»
    r"|/ ?(?:kế hoạch|kh|chỉ tiêu)(?: (?:năm|giao|được giao|tỉnh giao|huyện giao|là))*:? ?$"
)
_GOAL_REACH = 120
_GOAL_BEATEN = regex.compile(
    r"\b(?:vượt|cao hơn|thấp hơn|chưa đạt)(?: so với)? (?:mục tiêu|chỉ tiêu)(?: là)? $"
)
_SET_BY = regex.compile(  # «vượt mục tiêu 4 % mà nghị quyết đề ra»; without such words it is by how much
    r" ?%?(?: hộ| người| lao động)?,? (?:mà|do|được|theo|của) [^,;.()\d]{0,50}?\b(?:đề ra|đặt ra|giao|xác định)\b"
)
_SET_BY_REACH = 80
# «so với đầu năm (310 hộ, 24,8 %)»: what there was at the start, given beside what is compared with it.
_SET_AGAINST = regex.compile(
    r"\bso với (?:thời điểm )?đầu (?:năm|kỳ|giai đoạn)(?: (?:19|20)\d{2})? ?\([^();]*$"
)
_SET_AGAINST_REACH = 90
_FULFILLED = regex.compile(
    r"[,;:(] ?(?:(?:tính )?(?:đến|hết|trong|lũy kế)\b[^,;.()]{0,30}?\b(?:19|20)\d{2},? )?(?:ước |đã )?"
    r"(?:thực hiện|đạt|kết quả|giải ngân|thanh toán|quyết toán)\b"
)
_ENDS = regex.compile(
    r"\bcuối (?:năm|kỳ|giai đoạn)\b|\b(?:xuống|lên) (?:còn|đến)?|\bvề (?:mức |dưới |khoảng )?$|, (?:giảm|tăng)\b"
)
_RESULTS = regex.compile(r"\bkết quả\b[^,;]*\b(?:năm|quý|tháng|thực hiện|đạt được)\b")
_SUM = regex.compile(r"\d ?(?:(?:triệu|tỷ|nghìn|ngàn) ?)?đồng\b")
# «3. Việc làm. Tạo việc làm cho 198 lao động, đạt 104 % kế hoạch (kế hoạch: 190 lao động)» heads no plans.
_FULFILMENT = regex.compile(
    r"\b(?:đạt|bằng|vượt|so với)\b[^;.()]{0,30}?%[^;.()\d]{0,12}\b(?:kế hoạch|chỉ tiêu|dự toán)\b"
    r"|(?<=\d ?%[^()]{0,24})\((?:kế hoạch|chỉ tiêu|mục tiêu|kh)\b[^()]*(?:\)|$)"
)
_LATE = "09"  # a plan of a later month counts the year as done
_YEARS_END = regex.compile(r"\b(?:cuối|hết)(?: năm)? ?$")
_RESULT_TYPES = frozenset({"Báo cáo"})
_PAST = frozenset({"actual", "estimate", "baseline"})


class Timing:
    """Reads status and year of figures; made once a plan."""

    def __init__(self, setting: Setting, headings: HeadingRules, words: TimeWords) -> None:
        self._setting = setting
        self._words = words
        self._reports = setting.doc_type in _RESULT_TYPES
        self._status = [
            (cue.id, words.report_plans.compiled if self._reports and cue.id == _PLANNED else cue.compiled)
            for cue in headings.status
        ]
        self._topics = words.topics.compiled
        self._by_section: dict[int | None, str] = {}
        self._headed_year: dict[int | None, int | None] = {}

    def status(self, context: BlockContext, offset: int) -> str:
        """`target`, `actual`, `estimate` or `baseline` for the figure at `offset`.

        The last cue before it in its sentence decides, else the headings above, else the kind of document.
        """
        start = max(context.sentence(offset)[0], offset - _WINDOW)
        if _GOAL_NAMED.search(context.lowered[max(start, offset - _GOAL_REACH) : offset]):
            return _PLANNED
        if _SET_AGAINST.search(context.lowered, max(start, offset - _SET_AGAINST_REACH), offset):
            return _AT_THE_START
        if self._is_goal_beaten(context, start, offset):
            return _PLANNED
        cue = self._cue(context, start, offset)
        above = self._above(context)
        if self._is_now(context, max(start, cue.end if cue else start), offset):
            return "actual"
        if cue is not None and self._decides(context, cue, above, offset):
            return _PLANNED if cue.value in {_ASSIGNED, _AHEAD} else cue.value
        if above == _PLANNED and cue is None and self._is_past(context, start, offset):
            return "actual"
        if above == "actual" and cue is None and self._lies_ahead(context, start, offset):
            return _PLANNED
        return above

    @staticmethod
    def _is_goal_beaten(context: BlockContext, start: int, offset: int) -> bool:
        """A goal that a result is measured by, with whoever set it right behind."""
        if _GOAL_BEATEN.search(context.lowered, max(start, offset - _GOAL_REACH), offset) is None:
            return False
        behind = context.lowered[offset : min(context.block.end, offset + _SET_BY_REACH)].lstrip(
            "0123456789.,"
        )
        return _SET_BY.match(behind) is not None

    def _lies_ahead(self, context: BlockContext, start: int, offset: int) -> bool:
        """In a report, what is to be by a year after its date."""
        written = self._setting.dated_year or self._setting.plan_year
        by = _BY_YEAR.search(context.lowered, start, offset) if self._reports and written else None
        return by is not None and written is not None and int(by["year"]) > written

    def _cue(self, context: BlockContext, start: int, offset: int) -> Cue | None:
        """The last cue before the figure that stands in no parenthesis closed before it, and in no clause
        that only tells which things are meant («của các xã đã đạt chuẩn»)."""
        cue = context.cue("status", start, offset)
        while cue is not None and (
            is_closed(context.lowered, cue.end, offset)
            or (cue.value == "baseline" and _ENDS.search(context.lowered, cue.end, offset) is not None)
            or self._qualifies(context, cue, start)
        ):
            cue = context.cue("status", start, cue.start)
        return cue

    def _qualifies(self, context: BlockContext, cue: Cue, start: int) -> bool:
        word = context.lowered[cue.start : cue.end]
        if word not in {"đã", "kết quả"} or self._above(context) != _PLANNED:
            return False
        lead = context.lowered[max(start, cue.start - _REACH) : cue.start]
        if word == "kết quả":
            return self._words.handled.compiled.search(lead) is not None
        return (
            self._words.qualifying.compiled.search(f"{lead}{context.lowered[cue.start : cue.end + _REACH]}")
            is not None
        )

    def _is_now(self, context: BlockContext, start: int, offset: int) -> bool:
        """What holds as the document is written, though it stands among goals."""
        if not self._words.now.may_stand_in(context.lowered[start:offset]):
            return False
        return any(
            not is_closed(context.lowered, match.end(), offset)
            and (
                match["near"] is None
                or offset - match.end() <= _NEAR
                or self._goes_on(context, match.end(), offset)
            )
            and self._words.planning.compiled.search(context.lowered, match.end(), offset) is None
            for match in self._words.now.compiled.finditer(context.lowered, start, offset)
        )

    @staticmethod
    def _goes_on(context: BlockContext, start: int, offset: int) -> bool:
        """«hiện có 900 hộ, trong đó 80 hộ nghèo, chiếm 8,9 %»: shares of what there is now, with no clause between."""
        return (
            offset - start <= _SHARES_REACH and _SHARES.fullmatch(context.lowered, start, offset) is not None
        )

    def _decides(self, context: BlockContext, cue: Cue, above: str, offset: int) -> bool:
        """A goal among results is one already met, unless its year lies ahead; «so với đầu năm» only compares."""
        lowered = context.lowered
        if lowered[max(0, cue.start - len("so với ")) : cue.start] == "so với ":
            return False
        if cue.value in {_ASSIGNED, _AHEAD}:
            met = _FULFILLED.search(lowered, cue.end, offset)
            return met is None and _COMPARED.search(lowered, max(0, cue.start - _REACH), cue.start) is None
        return cue.value != _PLANNED or above != "actual" or self._is_future(context, offset)

    def _is_future(self, context: BlockContext, offset: int) -> bool:
        """A year named before the figure that comes after those reported."""
        start = max(context.sentence(offset)[0], offset - _WINDOW)
        named = list(_YEAR_CUE.finditer(context.lowered, start, offset))
        plan_year = self._setting.plan_year
        if plan_year is None or not named:
            return False
        return int(named[-1]["year"]) >= plan_year + (1 if self._reports else 0)

    def _is_past(self, context: BlockContext, start: int, offset: int) -> bool:
        """A year before the one planned for, named last before the figure, in no span that leads on."""
        first = self._setting.plan_year or (self._setting.period[0] if self._setting.period else None)
        words = context.lowered[start:offset]
        spans = "giai đoạn" in words or "kỳ " in words  # quick to look for: one of them opens every span
        ended = list(_PERIOD.finditer(context.lowered, start, offset)) if spans else []
        named = list(self._named_years(context, start, offset))
        if first is None or not (named or ended):
            return False
        if ended and (not named or named[-1][0] < ended[-1].start()):
            return int(ended[-1]["year"]) < first
        at, year = named[-1]
        if year >= first or self._ends_ahead(context, start, at, year):
            return False
        return _FROM.search(context.lowered, start, at) is None

    def _ends_ahead(self, context: BlockContext, start: int, at: int, year: int) -> bool:
        """«Cuối năm 2025» among the goals of a plan of August 2025 for the rest of that year and the next."""
        dated = self._setting.issued_on or ""
        begun = dated[:4] == str(year) and dated[5:7] <= _LATE
        return begun and _YEARS_END.search(context.lowered, max(start, at - _REACH), at) is not None

    def _above(self, context: BlockContext) -> str:
        section = context.outlined.section
        if section not in self._by_section:
            self._by_section[section] = self._of_headings(self._setting.headings(context.outlined))
        return self._by_section[section]

    def around(self, context: BlockContext) -> str:
        """The status that the headings above give to all below them."""
        return self._above(context)

    def at_the_start(self, context: BlockContext) -> bool:
        """Whether the headings above say that all below them is the state at the start."""
        return self._above(context) == _AT_THE_START

    def _of_headings(self, titles: tuple[str, ...]) -> str:
        for place, title in enumerate(titles):
            lowered = title.lower()
            if "%" in lowered or "(" in lowered:
                lowered = _FULFILMENT.sub("", lowered)
            for status, pattern in self._status:
                if pattern.search(lowered):
                    told = status == _PLANNED and (self._topics.search(lowered) or self._tells_sum(lowered))
                    if told and self._told_results(titles[place:]):
                        return "actual"
                    state = status == "actual" and _RESULTS.search(lowered) is None
                    return _AT_THE_START if state and self._opens_at_start(titles) else status
            dated = self._by_year(lowered)
            if dated is not None:
                return dated
        return "actual" if self._reports else _PLANNED

    def _tells_sum(self, title: str) -> bool:
        """«1. Tổng kế hoạch vốn năm 2023 là 90 tỷ đồng, gồm»: no heading of plans but a sentence, of no year ahead."""
        first, years = self._setting.first_year, [int(year) for year in _YEAR_CUE.findall(title)]
        return _SUM.search(title) is not None and not (first is not None and years and years[-1] >= first)

    def _told_results(self, titles: tuple[str, ...]) -> bool:
        """«Kết quả năm 2023» right over «Về mục tiêu», no heading between them that says otherwise."""
        named = (
            next((status for status, pattern in self._status if pattern.search(title.lower())), None)
            for title in titles[1:]
        )
        return next((status for status in named if status is not None), None) == "actual"

    def _by_year(self, title: str) -> str | None:
        """A heading that says nothing but when: a year gone by has results, in a report one to come has plans."""
        years = [int(year) for year in _YEAR_CUE.findall(title)]
        if not years:
            return None
        if self._reports:
            last = self._setting.dated_year
            return _PLANNED if last is not None and years[-1] > last else None
        first = self._setting.plan_year or (self._setting.period or (self._setting.dated_year,))[0]
        return "actual" if first is not None and max(years) < first else None

    def _opens_at_start(self, titles: tuple[str, ...]) -> bool:
        """Whether a heading speaks of the state that the plan starts from: all told below it is that state, but for
        results of a time that has passed («Kết quả năm 2023»)."""
        patterns = [pattern for status, pattern in self._status if status == _AT_THE_START]
        return any(pattern.search(title.lower()) for title in titles for pattern in patterns)

    def year(self, context: BlockContext, offset: int, status: str) -> int | None:
        """The year named last before the figure in its sentence, else by the headings, else by status."""
        start = max(context.sentence(offset)[0], offset - _WINDOW)
        named = list(self._named_years(context, start, offset))
        if named:
            return named[-1][1]
        headed, plan_year = self._year_above(context), self._setting.plan_year
        if headed is not None or plan_year is None:
            return headed
        told = self._above(context) if status == _PLANNED else status  # a goal among results is of their year
        past = told in _PAST and not self._reports
        return plan_year - 1 if past else plan_year

    def _year_above(self, context: BlockContext) -> int | None:
        """The last year of the nearest heading that names one."""
        section = context.outlined.section
        if section not in self._headed_year:
            named = (_YEAR_CUE.findall(title.lower()) for title in self._setting.headings(context.outlined))
            self._headed_year[section] = next((int(years[-1]) for years in named if years), None)
        return self._headed_year[section]

    def _named_years(self, context: BlockContext, start: int, offset: int) -> Iterator[tuple[int, int]]:
        """Offset and year of the years named before a figure, by number or from the plan's own on («năm trước»);
        left out are those only compared with («so với năm 2020») or led on from, and those of closed parentheses."""
        lowered, plan_year = context.lowered, self._setting.plan_year
        words = lowered[start:offset]
        if "năm " not in words and "20" not in words and "19" not in words:
            return  # quick to look for: one of them stands in every such year
        found = [(m.start(), m.end(), int(m["year"])) for m in _YEAR_CUE.finditer(lowered, start, offset)]
        if plan_year is not None:
            found += [
                (m.start(), m.end(), plan_year + _SHIFT[m["year"]])
                for m in _RELATIVE_YEAR.finditer(lowered, start, offset)
            ]
        for at, end, year in sorted(found):
            lead = lowered[max(start, at - _REACH) : at]
            against = _AGAINST.search(lead.rstrip()) or (
                _LED_ON.match(lowered, end, offset) and _LED_FROM.search(lead)
            )
            if not against and not is_closed(lowered, end, offset):
                yield at, year


def is_closed(lowered: str, start: int, end: int) -> bool:
    """Whether a parenthesis that is open at `start` closes before `end`."""
    depth = 0
    for match in _BRACKET.finditer(lowered, start, end):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return True
    return False
