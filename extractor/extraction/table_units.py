"""Units as tables write them: in a column of their own, in brackets in a head, by the words of a head."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor import regex
from extractor.extraction.quantities import Kind
from extractor.language.text import any_of, canonical
from extractor.rulebook.language import UnitRules

_THOUSANDS = regex.compile(r"^(?:1[., ]?000|nghìn|ngàn) ?(?=đồng|đ$)")
_RATE = regex.compile(r"\btỷ lệ\b|%")
# What opens a line that says a unit: «ĐVT», «Đơn vị tính», «ĐV tính», «Đơn vị tiền», «Đơn vị tính giá trị».
_OF_WHAT = r"(?: (?:tiền(?: tệ)?|số tiền|kinh phí|giá trị|vốn)| chung)?"
UNIT_LEAD = rf"(?:(?:đơn vị|đ/v|đv)(?: (?:tính|đo(?: lường)?))?{_OF_WHAT}|đvt|đ\.v\.t)(?!\w)"
_CURRENCY = regex.compile(r"(?:\bđồng )?\b(?:việt nam|vnđ|vnd)$")  # «nghìn đồng Việt Nam», «nghìn VNĐ»
_ABBREVIATED = regex.compile(r"(?<=\b(?:tr|ng))\. (?=đ)")  # «tr. đồng» is «tr.đồng»
_IN_BRACKETS = regex.compile(rf"\((?:{UNIT_LEAD} ?[:=]? ?)?(?P<unit>[^()]{{1,30}})\)")
_OTHER_COUNT = regex.compile(
    r"^(?:tổng )?số (?P<unit>tiêu chí|chỉ tiêu|hội viên|cặp|tổ chức|văn bản|tin bài|chuyến)\b"
    r"|^(?:bình quân (?:số )?)?(?P<unit>tiêu chí|chỉ tiêu)"
    r"(?: (?:đạt|bình quân|đã đạt|hoàn thành)\b|(?: ?/ ?| trên mỗi | mỗi )xã\b)"
)
# «Nguồn nước cấp (vị trí)»: things that a head counts in brackets, for which the rules have no unit.
_OTHER_IN_BRACKETS = frozenset(
    {
        "vị trí",
        "tiêu chí",
        "chỉ tiêu",
        "hồ sơ",
        "văn bản",
        "tin",
        "bài",
        "tin bài",
        "cuốn",
        "quyển",
        "tờ",
        "chiếc",
    }
    | {
        "cái",
        "cây",
        "chuyến",
        "phiếu",
        "đoàn",
        "tổ",
        "nhóm",
        "đội",
        "câu lạc bộ",
        "phòng",
        "tuyến",
        "ao",
        "chuồng",
    }
)
# «Số tháng hỗ trợ»: for how long a cost by the month is paid.
_LASTING = regex.compile(r"^số (?P<unit>tháng|ngày)(?! công)(?![\p{L}\d/])")
_TIMES = {"tháng": "month", "ngày": "day"}
_MOVED = regex.compile(
    r"(?:số |dự kiến |kế hoạch |trong đó:? ?)?(?:thoát (?:cận )?nghèo|tái (?:cận )?nghèo|rơi (?:lại )?vào nghèo"
    r"|(?:cận )?nghèo phát sinh|phát sinh(?: (?:cận )?nghèo)?|(?:cận )?nghèo mới)(?: mới)?"
    r"(?: trong (?:năm|kỳ))?(?: \([+-]\))?"
)
_STAGE = regex.compile(
    r"(?:(?:số|kế hoạch|kh|chỉ tiêu|thực hiện|th|dự kiến|ước|đã|kết quả|tổng số) ){0,2}"
    r"(?:giảm|tăng|còn(?: lại)?|đầu (?:năm|kỳ)|cuối (?:năm|kỳ))(?: (?:trong|đến|cuối|đầu|của))?(?: (?:năm|kỳ))?"
    r"(?: (?:19|20)\d\d)?"
)
_MEASURES = frozenset(
    {"kg", "tonne", "ha", "km", "m", "m2", "m3", "litre", "kWh", "MW", "USD", "point", "sample"}
)
_THINGS = frozenset(
    {"household", "person", "house", "commune", "village", "school", "class", "card", "model"}
)
_NO_THING = r" (?:hội|hợp|nước|tài trợ|đầu tư|đồ|giống)\b"
_PAID = regex.compile(r"\b(?:góp|đối ứng|kinh phí|tiền|giá trị|mức|định mức|ngân sách)\b|\bđồng\)")

# What may stand before the thing that a head counts: «Kế hoạch giảm hộ nghèo», «Dự kiến hộ nghèo còn lại».
_LEADS_IN = regex.compile(
    r"^(?:(?:kế hoạch|kh|chỉ tiêu|mục tiêu|dự kiến|ước|thực hiện|giao|phấn đấu|kết quả|đã|tổng|giảm|còn"
    r"|năm (?:19|20)\d{2}) )++"
    r"(?=hộ\b|người\b|lao động\b)"
)
_FUNDS = regex.compile(r"\b(?:vốn|nguồn|nsnn|nstw|nsđp|dự toán|tín dụng)\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that a cell, a column or a caption gives: money has a scale to triệu đồng.

    `per` is what a unit cost is for («triệu đồng/người/năm»).
    """

    kind: Kind
    id: str
    text: str
    scale: Decimal = Decimal(1)
    per: str | None = None


MONEY = Unit(Kind.MONEY, "VND", "", Decimal(1))  # sums whose unit no one says


def names_rate(head: str) -> bool:
    """Whether a canonical head is of a rate: «Tỷ lệ», «%»."""
    return _RATE.search(head) is not None


class UnitNames:
    """Reads unit words as tables write them; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        self._units: dict[str, Unit] = {}
        for word, scale in rules.money_scale.items():
            self._units[word] = Unit(Kind.MONEY, "VND", word, scale)
        for word, name in rules.count_unit.items():
            self._units.setdefault(word, Unit(Kind.COUNT, name, word))
        self._units["%"] = Unit(Kind.PERCENT, "percent", "%")
        self._per = rules.per
        counted = any_of(w for w, name in rules.count_unit.items() if name not in _MEASURES)
        things = any_of(w for w, name in rules.count_unit.items() if name in _THINGS)
        self._first = regex.compile(rf"^(?:tổng )?(?P<unit>{things})(?![\p{{L}}\d])(?! ?[\d:]|{_NO_THING})")
        self._counted = regex.compile(
            rf"\bsố(?: lượng| lượt)? (?P<unit>{counted}|mẫu(?! (?:biểu|đơn|phiếu|thiết kế)))(?![\p{{L}}\d])"
        )

    def read(self, words: str) -> Unit | None:
        """The unit that the whole of `words` is, «Triệu đồng», «%», «hộ», «1.000 đồng»."""
        lowered = canonical(words).strip(" .:;*()-")
        lowered = _CURRENCY.sub("đồng", lowered)
        lowered = _ABBREVIATED.sub(".", _THOUSANDS.sub("nghìn ", lowered))
        return self._units.get(lowered) or self._each(lowered)

    def in_cell(self, words: str, head: str) -> Unit | None:
        """The unit behind a cell's figure («km», «hộ»); a word that none of the known ones is counts what the
        column's canonical head begins with («14 tổ» under «Tổ truyền thông»)."""
        unit = self.read(words)
        if unit is None and words and head.startswith(f"{words} "):
            return Unit(Kind.COUNT, "other", words)
        return unit

    def _each(self, lowered: str) -> Unit | None:
        """The unit of a cost of one of something: «triệu đồng/người/năm»."""
        words, *rest = (part.strip() for part in lowered.split("/"))
        unit = self._units.get(words)
        if unit is None or unit.kind is not Kind.MONEY or not rest:
            return None
        return replace(unit, per="/".join(self._per.get(part, part) for part in rest))

    def per(self, words: str) -> str | None:
        """What one unit of a row's own unit column is: `household` for «hộ»."""
        return self._per.get(canonical(words).strip(" .:"))

    def lasting(self, words: str) -> Unit | None:
        """The unit of time that a row counts by, «ngày», «tháng», in a column of units."""
        lowered = canonical(words).strip(" .:")
        name = _TIMES.get(lowered)
        return None if name is None else Unit(Kind.COUNT, name, lowered)

    def in_head(self, words: str) -> Unit | None:
        """The unit in brackets in a column's head: «Kinh phí (triệu đồng)», «Tỷ lệ (%)»; or named by it."""
        for match in _IN_BRACKETS.finditer(words):
            unit = self.read(match["unit"])
            if unit is not None:
                return unit
            written = canonical(match["unit"]).strip(" .:")
            if written in _OTHER_IN_BRACKETS:
                return Unit(Kind.COUNT, "other", written)
        return self._by_words(canonical(words))

    def _by_words(self, lowered: str) -> Unit | None:
        if _RATE.search(lowered):
            return self._units["%"]
        if match := self._counted.search(lowered):
            return self._units.get(match["unit"])
        if (other := _OTHER_COUNT.search(lowered)) is not None:
            return Unit(Kind.COUNT, "other", other["unit"])
        if (lasting := _LASTING.search(lowered)) is not None:
            return Unit(Kind.COUNT, _TIMES[lasting["unit"]], lasting["unit"])
        return None

    def leading(self, path: Sequence[str]) -> Unit | None:
        """The thing that a head without «số» begins with: «Hộ vay vốn», «Hộ nghèo > Đầu năm»; none under money."""
        for level in reversed(range(len(path))):
            words = _LEADS_IN.sub("", canonical(path[level]))
            match = self._first.match(words)
            if match is not None:
                around = canonical(" ".join((*path[:level], *path[level + 1 :])))
                paid = _PAID.search(words) or _PAID.search(around) or _FUNDS.search(around)
                return None if paid else self._units.get(match["unit"])
        return None


def counts_movement(head: str) -> bool:
    """Whether a canonical head tells who left poverty or fell into it, and not what is counted: «Thoát nghèo»."""
    return _MOVED.fullmatch(head) is not None


def counts_stage(head: str) -> bool:
    """Whether a canonical head tells a time or a change of what stands beside it, and nothing else: «Cuối năm»."""
    return _STAGE.fullmatch(head) is not None


def names_funds(lowered: str) -> bool:
    """Whether canonical words speak of money: of what is paid, or of where it comes from."""
    return _PAID.search(lowered) is not None or _FUNDS.search(lowered) is not None
