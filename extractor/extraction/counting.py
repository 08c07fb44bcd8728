"""Which figures of a block count or measure something, and in what unit."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.manner import bound_after
from extractor.extraction.quantities import Kind, Quantity
from extractor.rulebook.language import UnitRules

_MEDICAL = regex.compile(r"khám|chữa bệnh|điều trị|kê đơn|y tế")
_PUPILS = regex.compile(r"học sinh|\bhs\b|trẻ")
_RATE_LABEL = regex.compile(r"(?:\bđạt|\btỷ lệ|\bchiếm|\bbằng)(?: là| trên|:)?$")
_RATE_OF = regex.compile(
    r"\btỷ lệ\b[^;.]*?\b(?:đạt|là|còn|chiếm|giảm|tăng|xuống|lên)(?: trên| dưới| khoảng|:)?$|\bchiếm tỷ lệ$"
    # «Tỷ lệ hộ dân dùng nước sạch: 85;»
    r"|(?:^|[-–+;.(] ?)tỷ lệ (?![^:]*\b(?:vạn|nghìn|giới tính|chọi)\b)[\p{L}, ]{4,70}:$"
)
# «tỷ lệ nợ quá hạn dưới 0,1.»: a figure with decimals right behind the name of what is only told in percent, which
# «tỷ lệ giới tính khi sinh 1,12» is not.
_RATE_NAMED = regex.compile(
    r"\b(?:nợ (?:quá hạn|xấu)(?= (?:ở mức|là|chỉ|còn|dưới|trên|khoảng|chiếm)\b)|tỷ lệ (?:các )?(?:số )?(?:"
    r"nợ (?:quá hạn|xấu)|(?:hộ )?(?:cận )?nghèo|(?:hộ )?tái nghèo|thất nghiệp"
    r"|thiếu việc làm|che phủ rừng|giải ngân|(?:lao động )?qua đào tạo|suy dinh dưỡng))(?: [^;.,:()\d]{1,40})?$"
)
# «không còn xã có tỷ lệ hộ nghèo trên 10.»: a bound that is no fraction may lack its sign, too.
_RATE_BOUND = regex.compile(
    r"\b(?:trên|dưới|hơn|không (?:quá|dưới)|tối đa|tối thiểu|ít nhất|thấp hơn|cao hơn)$"
)
_RANGE = regex.compile(r" ?[-–] ?| (?:đến|tới) ")
_RATE_SAID = regex.compile(r"\b(?:tỷ lệ|chiếm)(?: là)?$")
_RATE_ENDS = regex.compile(
    r" ?(?:$|[;,.)]|/năm\b|(?:so với|và|vào|trong|trở lên|cuối|tổng số|số hộ)\b|(?:của )?(?:kế hoạch|kh|chỉ tiêu)\b)"
)
# What may stand between a/b and the percentage that it makes: its noun, then «đạt» or an open bracket.
_MADE_OF = regex.compile(r"[^;.(]{0,90}(?:\(|\b(?:đạt|chiếm|bằng|tỷ lệ|tương ứng)(?: tỷ lệ)? )$")
_NO_PERCENT = "percent-missing"
_RATE_LIMIT, _LARGE_RATE = 100, 20
_LARGEST_PART = 5  # «giảm 1/2 so với đầu kỳ» is a part, and no count of a whole
_COUNT_LABEL = regex.compile(
    r"\b(?:số|tổng số|tổng) (?P<unit>hộ|người|lao động|học sinh|khẩu|nhân khẩu|thẻ|trường|lớp|nhà|mô hình|xã|thôn)\b"
    r"[^;.]*?(?::| là| còn| đạt| được| có)$"
)
_STANDARD_WORDS = regex.compile(
    r"tối thiểu|ít nhất|tối đa|không (?:để )?quá|không dưới|kéo dài quá|từ ?$|\bđến(?: dưới)? ?$"
)
_STANDARD_REACH = 24
# How long a procedure takes and by how much it is cut: «rút ngắn được 02 ngày», «từ 10 ngày xuống còn 7 ngày».
_PROCEDURE_TIME = regex.compile(
    r"\b(?:giảm|rút ngắn|cắt giảm)(?: được| bớt| thêm| xuống)?(?: còn)? ?$|\bxuống còn ?$|\bngày (?:làm việc )?còn ?$"
    r"|\bthời (?:gian|hạn) (?:giải quyết|xử lý|thẩm định)[^.;:()\d]{0,40}(?::| là) ?$"
)
_PROCEDURE_REACH = 72
_NEXT_WORDS = regex.compile(r" (?P<first>\p{Ll}{2,})(?![\p{L}/])")
# «tăng 1,5 lần» tells a change, «ban hành 06 kế hoạch» counts what a figure before «kế hoạch» seldom does.
_LEADS = {
    "lần": regex.compile(
        r"\b(?:(?:gấp|tăng|giảm|ít nhất|tối thiểu)(?: \p{L}+){0,2}|từ|tối đa|không quá"
        r"|(?:mỗi|hằng|hàng|một) (?:tuần|tháng|quý|năm)(?: [\p{L}-]+){0,5}) $"
    ),
    "kế": regex.compile(r"\bban hành(?: được| mới| tổng số)? $"),
}
_LEAD_REACH = 40
_EACH_TIME = regex.compile(r"\b(?:mỗi|hằng|hàng|một) (?P<time>tháng|năm)\b[^;.()\d]*$")
_TIMES = {"tháng": "month", "năm": "year"}
# «Số xã dưới 10 tiêu chí còn 7 xã»: the 10 only says which communes are counted.
_GROUP = regex.compile(
    r"\bsố (?:xã|phường|huyện|thôn|bản|ấp|hộ|trường)(?: có| chỉ)? (?:dưới|trên|đạt(?: từ| dưới| trên)?|từ) $"
)
# Words behind a figure that count nothing: function words, verbs, and offices and copies (records.md).
_NAMED = regex.compile(
    r" (?!Phó|Chánh|Trưởng|Đoàn|Ban|Tổ)\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\b"
)  # «số 17 Lê Lợi»: a house in a street
_ANNOUNCES = regex.compile(  # «đáp ứng 02 điều kiện sau:», a list of them
    r" (?:tiêu chí|điều kiện|trường hợp|nội dung|nhiệm vụ|nguyên tắc|hình thức|yêu cầu|vấn đề|nhóm)(?: \p{Ll}+){0,2}"
    r" (?:sau(?: đây)?|dưới đây) ?(?:[:;.(]|$)"
)
_NO_NOUN = regex.compile(
    r"(?:"
    r"và|đến|là|trong|của|được|để|cho|với|theo|nêu|về|tại|do|sẽ|thì|mà|hoặc|hay|cùng|so|đạt|trên"
    r"|dưới|tăng|giảm|còn|bằng|khi|nhưng|nếu|vào|ra|lên|từ|có|không|đã|phải|cần|nên|ngoài|sau"
    r"|trước|tới|như|bao|gồm|lần|mức|cơ|đơn|ban|ngành|phòng|sở|ủy|uỷ|hội|bản|này|đó|kia|khác|thực|kế"
    r"|ước|gồm|kèm|các|hàng|hằng|thuộc|xác định|tháng|năm|ngày|quý|tuổi|giờ|phút|điểm|sao|mùa|rồi"
    r")"
)

# «Đã vận động 30/50, đạt 60%»: a verb, a count of a whole and its rate, and nothing that was counted.
_ONLY_VERB = regex.compile(
    r"^[ ,;.]*(?:(?:đã|hiện|mới|lũy kế|toàn (?:xã|phường|huyện|tỉnh|thôn)|trong năm|trong kỳ"
    r"|(?:tính )?đến(?: hết| cuối| nay)?(?: tháng \d{1,2}/20\d\d| năm 20\d\d)?)[ ,]+)*+"
    r"(?:có|đưa|vận động|giúp|hỗ trợ|huy động|cấp|giao)(?: được)? $"
)
# «Hỗ trợ … cho 64;»: what is given, made or taught, and to so many of whom nothing is said.
_GIVEN = regex.compile(
    r"\b(?:hỗ trợ|giúp|cấp|tặng|trao|xây|làm|sửa|mở|đào tạo|dạy|bồi dưỡng|tập huấn|việc làm|cho vay|tư vấn|khám)"
    r"\b[^;.:\d]{0,80}? cho(?: khoảng| trên| hơn| ít nhất| tối thiểu)? $"
)
_LEAST_GIVEN, _FIRST_YEAR, _LAST_YEAR = 2, 1990, 2100
_ITS_RATE = regex.compile(
    r"(?:, (?:đạt|chiếm|bằng|tỷ lệ|vượt)(?: tỷ lệ)? \d+(?:,\d+)? ?%| \(\d+(?:,\d+)? ?%\))"
    r"(?: (?:kế hoạch|chỉ tiêu))? ?(?:[;.]|$)"
)


def counts_nothing(context: BlockContext, quantity: Quantity, left: int) -> bool:
    """Whether a/b stands between a bare verb, or the end of another statement, and its own rate, and no line
    above names what is counted."""
    before = context.lowered[left : quantity.start]
    ended = context.lowered[context.block.body : quantity.start].rstrip()[-1:] == ";"
    if _ONLY_VERB.search(before) is None and not (ended and not before.strip(" ;")):
        return False
    opens = left <= context.block.body
    above = (
        context.lowered[max(0, context.block.start - 4) : context.block.start].rstrip()[-1:] if opens else ""
    )
    return above != ":" and _ITS_RATE.match(context.lowered, quantity.stop, context.block.end) is not None


def _is_its_rate(fraction: Quantity, rate: Quantity) -> bool:
    """Whether a figure is, to its last digit, the percentage that the a/b before it makes."""
    if not fraction.denominator or fraction.denominator <= _LARGEST_PART or rate.value < 1:
        return False
    exponent = rate.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(100 * fraction.value / fraction.denominator - rate.value) <= step / 2


class Counting:
    """Makes sure of the units of figures; made once from the rules."""

    def __init__(self, units: UnitRules) -> None:
        self._units = units
        planted = units.planted
        self._verb, self._crop = regex.compile(planted.verb), regex.compile(planted.crop)
        self._area = regex.compile(planted.area)

    def with_ranges(self, context: BlockContext, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
        """Bare figures a-b with the bounds of a range, where what they count stands behind b («15-18 tiêu chí»)."""
        ranged = list(quantities)
        for index, (low, high) in enumerate(pairwise(quantities)):
            bare = low.kind is Kind.BARE is high.kind and low.value < high.value
            joint = context.lowered[low.end : high.start]
            if bare and _RANGE.fullmatch(joint) and (counted := self.counted(context, high)):
                for place, bound in ((index, ">="), (index + 1, "<=")):
                    ranged[place] = replace(
                        quantities[place], kind=Kind.COUNT, unit="other", unit_text=counted, bound=bound
                    )
        return ranged

    def typed(
        self, context: BlockContext, quantity: Quantity, left: int, fraction: Quantity | None
    ) -> tuple[Quantity, str] | None:
        """The quantity with its unit made sure, and the rule that reads it; None for no target."""
        if quantity.kind in {Kind.PERCENT, Kind.DURATION}:
            bare = quantity.kind is Kind.PERCENT and not quantity.unit_text  # a rate by its place in a list
            return quantity, _NO_PERCENT if bare else quantity.kind.value
        if self._lost_percent(context, quantity, left, fraction):
            return replace(
                quantity, kind=Kind.PERCENT, unit="percent", unit_text=None, stop=quantity.end
            ), _NO_PERCENT
        if quantity.kind is Kind.COUNT and quantity.unit is not None:
            return self._visits(context, quantity), "count"
        if quantity.kind is Kind.MONEY:
            return None
        if self._is_planted(context, quantity):
            return replace(quantity, kind=Kind.COUNT), "unit-missing"
        counted = self.counted(context, quantity)
        if counted == "lần" and (often := _EACH_TIME.search(context.lowered, left, quantity.start)):
            unit = f"round/{_TIMES[often['time']]}"
            return replace(quantity, kind=Kind.COUNT, unit=unit, unit_text=counted), "count"
        if counted is not None and _GROUP.search(context.lowered, left, quantity.start):
            return None
        if counted is not None:
            return replace(quantity, kind=Kind.COUNT, unit="other", unit_text=counted), "count-other"
        if quantity.denominator is not None:
            if quantity.value < quantity.denominator <= _LARGEST_PART:
                return None
            return None if context.behind(quantity.stop) in {"/", "%"} else (quantity, "unit-missing")
        return self._bare(context, quantity, left)

    @staticmethod
    def counted(context: BlockContext, quantity: Quantity) -> str | None:
        """The word right behind a figure that names what is counted, where the rules list no such unit."""
        match = _NEXT_WORDS.match(context.lowered, quantity.stop, context.block.end)
        glued = context.text.text[quantity.start - 1 : quantity.start].isalpha()  # «nhà A2 cao»: a name
        if (
            match is None
            or glued
            or _NAMED.match(context.text.text, quantity.stop)
            or _ANNOUNCES.match(context.lowered, quantity.stop)
        ):
            return None
        led = _LEADS.get(match["first"])  # what counts only behind such words
        before = context.lowered[max(context.block.body, quantity.start - _LEAD_REACH) : quantity.start]
        counts = led.search(before) if led else not _NO_NOUN.fullmatch(match["first"])
        if not counts:
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
        made = fraction is not None and _is_its_rate(fraction, quantity)
        if made and fraction and _MADE_OF.match(context.lowered, fraction.stop, quantity.start):
            return True
        if quantity.value > _RATE_LIMIT or (quantity.kind is Kind.COUNT and whole):
            return False
        words = context.lowered[left : quantity.start].rstrip()
        if quantity.kind is Kind.COUNT:
            return _RATE_SAID.search(words) is not None and quantity.unit in {"household", "person"}
        if _RATE_ENDS.match(context.lowered, quantity.stop, context.block.end) is None:
            return False
        exponent = quantity.value.as_tuple().exponent  # «11,00» is a rate as «11,05» is
        shaped = not whole or fraction is not None or (isinstance(exponent, int) and exponent < 0)
        if fraction is not None and not whole and words.endswith("("):
            return True
        bound = _RATE_BOUND.search(words) is not None
        large = quantity.kind is Kind.BARE and quantity.value >= _LARGE_RATE
        if (not whole or bound or large) and _RATE_NAMED.search(words) is not None:
            return True
        return (shaped and _RATE_LABEL.search(words) is not None) or _RATE_OF.search(words) is not None

    def _bare(self, context: BlockContext, quantity: Quantity, left: int) -> tuple[Quantity, str] | None:
        """A count without its unit whose label names what is counted."""
        if _RATE_ENDS.match(context.lowered, quantity.stop, context.block.end) is None:
            return None
        words = context.lowered[left : quantity.start].rstrip()
        label = _COUNT_LABEL.search(words)
        if label is None:
            return self._given(context, quantity, left)
        return replace(
            quantity, unit=self._units.count_unit[label["unit"]], kind=Kind.COUNT
        ), "count-by-label"

    @staticmethod
    def _given(context: BlockContext, quantity: Quantity, left: int) -> tuple[Quantity, str] | None:
        """«Hỗ trợ làm nhà vệ sinh cho 64;»: a count whose noun is left out behind «cho»."""
        whole = quantity.kind is Kind.BARE and quantity.value == quantity.value.to_integral_value()
        year = _FIRST_YEAR <= quantity.value <= _LAST_YEAR
        if not whole or year or quantity.value < _LEAST_GIVEN:
            return None
        if _GIVEN.search(context.lowered, left, quantity.start) is None:
            return None
        return replace(quantity, kind=Kind.COUNT), "unit-missing"

    def _is_planted(self, context: BlockContext, quantity: Quantity) -> bool:
        """«trồng mới 120 ha chè, tái canh 85 cà phê»: a crop right behind its figure, beside areas of others."""
        lowered = context.lowered
        if quantity.kind is not Kind.BARE or quantity.denominator is not None:
            return False
        behind = self._crop.match(lowered, quantity.stop, context.block.end)
        start, end = context.sentence(quantity.start)
        if behind is None or self._verb.search(lowered, start, quantity.start) is None:
            return False
        return self._area.search(lowered, start, end) is not None

    def _visits(self, context: BlockContext, quantity: Quantity) -> Quantity:
        """«lượt» is a visit in medical care, a person elsewhere."""
        written = quantity.unit_text or ""
        if not written.startswith("lượt") or quantity.unit not in {"visit", "person"}:
            return quantity
        start, _ = context.clause(quantity.start)
        medical = _MEDICAL.search(context.lowered[start : quantity.stop]) is not None
        return replace(quantity, unit="visit" if medical and not _PUPILS.search(written) else "person")

    @staticmethod
    def is_standard(context: BlockContext, quantity: Quantity, left: int) -> bool:
        """A span of time that a house or a household must reach or a procedure takes, and no mere date or period."""
        clause = max(context.clause(quantity.start)[0], quantity.start - _PROCEDURE_REACH)
        if (
            quantity.unit == "day"
            and _PROCEDURE_TIME.search(context.lowered, clause, quantity.start) is not None
        ):
            return True
        words = context.lowered[max(left, quantity.start - _STANDARD_REACH) : quantity.start]
        return bound_after(context, quantity) is not None or _STANDARD_WORDS.search(words) is not None
