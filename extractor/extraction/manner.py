"""How a target's figure is meant: its direction and its bound."""

from typing import cast

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.defined import is_defined_in_list
from extractor.extraction.naming import REDUCTION, IndicatorNamer, Named
from extractor.extraction.parts_of_wholes import COMPLETION
from extractor.extraction.quantities import Kind, Quantity
from extractor.language.cues import Cue
from extractor.records import Comparator, Direction, Target
from extractor.rulebook.literals import one_stands

_LEVEL = regex.compile(r"\bcòn\b")
_BROUGHT_TO = regex.compile(  # «kéo tỷ lệ … thấp còi về 30 %»: brought down to a level
    r"\b(?:kéo|hạ|rút|đưa) (?:tỷ lệ|số hộ) (?:[^;()\d]|\d{1,2} tuổi)*\bvề(?: mức| dưới| khoảng| gần| còn)* ?$"
)
_REACHED = regex.compile(
    r"^\)?(?:[^,;()]|,(?! (?:trong đó|còn|đã|có|giảm|tăng|và)\b))*?\bđạt (?!tỷ lệ|khoảng)(?=\p{L})"
)
_ESTIMATED = regex.compile(r"\bước(?: thực hiện| cả năm)? đạt\b")
_UP_TO = regex.compile(r"(?<!trở )\blên(?: đến| tới| trên| khoảng)? ?$")
_KEPT = regex.compile(r"^[^,;()]*\b(?:giữ vững|duy trì|giữ được)\b")
_BESIDE = regex.compile(  # the count or rate of the figure before: «52 hộ (3 %)», «70/90 xã, bằng 77,8 %»
    r"^[^();\d]{0,90}(?:\((?:tương (?:ứng|đương)|tức|chiếm|bằng|đạt)?|, ?(?:bằng|chiếm|tỷ lệ|ứng|tương (?:ứng|đương)))"
    r"(?: với| tỷ lệ)* ?$"
)
_BESIDE_REACH = 120
_REACHED_PAST = regex.compile(  # «64/108 xã (59,3 %) có trạm đạt chuẩn»
    r"(?:[^;()\d]{0,60}?\([^()]{1,60}| ?%)?\) [^,;()\d]{0,80}?\bđạt (?!tỷ lệ|khoảng)(?=\p{L})"
)
_AREAS = frozenset({"ha", "m2", "km"})
_WIDENS = regex.compile(r"\bmở rộng\b")
_GROWS = regex.compile(r"^[ ,;–+-]*tăng trưởng\b(?!.*\bđạt\b)")
_COMPARED = regex.compile(r"\bso với [^,;()]*\($")
_APART = regex.compile(
    r"^\W*(?:riêng|đối với)(?: với| các| tại| ở)* ?$"
)  # «Riêng 12 xã cù lao: …»: whom it is about
_CHANGED_SUM = regex.compile(
    r"\b(?P<way>tăng|giảm)(?: thêm| được| khoảng| hơn| gần| trên)* \d[\d.,]*+ (?:(?:tỷ|triệu|nghìn) )?đồng ?"
    r"(?:\((?:tương đương |tức |bằng )?|,? (?:tương đương|tức|bằng) )$"
)
_TO_LEVEL = regex.compile(r"\b(?:còn|xuống|lên|đạt|từ|tương (?:ứng|đương)|bình quân|trong đó|gồm)\b")
_WAYS = {"tăng": "increase", "giảm": "decrease"}
_SUM_REACH = 60
_DISTANCE = regex.compile(r"\bcách\b")
_DISTANCES = frozenset({"km", "m"})
_ESCAPED = regex.compile(r"(?<!mới )(?<!giúp )\bthoát (?:cận )?nghèo(?: được| là| cho|:)? ?$")
_ESCAPES = regex.compile(
    r" (?:nghèo |cận nghèo )?(?:thoát (?:cận )?nghèo(?! mới)\b"
    r"|(?:được )?(?:đưa )?(?:ra|thoát) khỏi (?:danh sách|diện)\b)"
)
_HELPED = regex.compile(r"\b(?:giúp|hỗ trợ|đỡ đầu|kèm cặp|mỗi)\b")
_KEPT_FOR = (
    regex.compile(  # «hồ sơ lưu ít nhất 10 năm»: how long something is to be done, no standard of a thing
        r"\b(?:lưu(?: trữ| giữ)?|theo dõi|niêm yết|bảo hành|bảo quản|vận hành|giúp đỡ|kèm cặp)\b[^,;:()\d]*$"
    )
)
_STANDARD_UNITS = frozenset({"year", "month", "day", "m2"})
_AFTER_BOUND = regex.compile(  # «từ 20 năm trở lên», «80 % số hộ trở lên»
    r"(?:/\p{Ll}+){0,2}(?: (?!và|hoặc|đến|từ|được|có|là|trở)\p{Ll}+){0,4} ?\btrở (?P<way>lên|xuống)\b"
)
# What happens to whom falls short or goes beyond: «xã nào giải ngân dưới 50 % thì …», «từ 70 % trở lên mới được …».
_CONDITION = regex.compile(
    r"\b(?:nếu|(?<!từng |mỗi |các |mọi )trường hợp|(?:xã|phường|thôn|bản|ấp|huyện|hộ|đơn vị|địa phương|chủ đầu tư|ngành"
    r"|dự án|công trình) nào)\b(?:(?!\bthì\b)[^,;:.()])*(?:\b(?:dưới|trên|từ|quá|hơn|đạt|bằng|ít nhất|tối thiểu|chỉ)"
    r"|[<>≤≥]) ?$"
    r"|\b(?:ưu tiên|đối với|tập trung(?: cho| vào)?|áp dụng(?: cho)?|dành cho|trước hết(?: cho)?|nhất là)"
    r"(?: các| những| cho)* (?:xã|phường|thôn|bản|buôn|bon|làng|ấp|khóm|huyện|hộ|vùng|nơi|địa bàn|địa phương|cơ sở)\b"
    r"[^,;:.()\d]*\b(?:dưới|trên|từ|quá|hơn|ở xa trung tâm từ) ?$"
    r"|\b(?:có mặt|sự (?:tham gia|tham dự|đồng ý|tán thành|nhất trí) của)(?: \p{Ll}+)? "
    r"(?:ít nhất|tối thiểu|trên|hơn|quá|từ) ?$"
)
# «Xã loại II là xã có từ 3 đến 5 tiêu chí», «thôn có từ 15 % người … trở lên»: what a kind of place or person is.
_DEFINED = regex.compile(
    r"\blà (?:(?:các|những) )?(?:xã|phường|thôn|bản|buôn|làng|ấp|huyện|tỉnh|hộ|người|trường|đơn vị|dân tộc|công trình"
    r"|dự án)\b(?:(?!\b(?:phấn đấu|giảm|tăng|đạt|nâng)\b)[^;:.()])*"
    r"\b(?:dưới|trên|từ|quá|hơn|đủ|đến|ít nhất|tối thiểu) ?$"
    r"|\b(?:thương|bệnh) binh\b[^;:.()]*\btừ $"
)
_BOUNDS = (
    *("dưới", "trên", "từ", "quá", "hơn", "đạt", "bằng", "ít nhất", "tối thiểu", "chỉ", "đủ", "đến"),
    *("<", ">", "≤", "≥"),
)
_FAVOURED = regex.compile(r"(?: trở lên| trở xuống)? (?:sẽ )?được (?:ưu tiên|xét chọn|xem xét)\b")
_CONSEQUENCE = regex.compile(
    r"[^,;.()]{0,60}?(?:,? thì\b|\btrở (?:lên|xuống) mới\b|(?:,| sẽ)? bị (?:thu hồi|điều chuyển|cắt|xử lý|phê bình))"
)
_CONSEQUENCES, _CONSEQUENCE_REACH = ("thì", "mới", "bị"), 80  # more letters than the pattern can take
# «cao hơn từ trên 5 % đến không quá 12 %», «từ 5 % đến dưới 12 %»: one of the brackets of a scale, and no level.
_BRACKET_OPENS = regex.compile(r"\btừ (?:trên )?$")
_BRACKET_SHUTS = regex.compile(r"[^;:.\d]{0,40}?\bđến (?:không quá|dưới|hết) ?\d")
_BRACKET_END = regex.compile(r"\btừ (?:trên )?\d[\d.,]*[^;:.\d]{0,40} đến (?:không quá|dưới|hết) ?$")
_FACTOR = regex.compile(
    r" (?:[x*] | ?× ?)\p{L}"
)  # «+ (0,4 % x phần chi phí vượt)»: what a sum is multiplied by
_MOVES = regex.compile(r"\b(?:giảm|tăng|nâng|kéo|hạ|đưa|phấn đấu|đạt|duy trì)\b")
_CONDITION_REACH = 120
_BOUND_REACH = 18
_WORD_REACH = 12
_BEHIND_REACH = 200  # more than the pattern can take: a bound, so that it looks no further
# Bounds that the tokenizer keeps inside a direction word, and signs.
_SIGN = regex.compile(r"(?:≥|≤|>|<|\b(?:xuống|còn) dưới|\blên trên)(?= ?$)")
_FROM = "từ"
_PLACES = frozenset({_FROM, "trên", "dưới", "hơn"})
_LINKS = frozenset({"là", "khoảng", "tới", "mức", "bằng"})
_ONWARD = regex.compile(r"[^;.,\n]{0,60}?\b(?:(?<!trở )lên|đến|tới|(?<!trở )xuống|còn|sang)\b")
_ONE_LEVEL = frozenset({"poverty"})  # a family whose indicators tell one level as rate and as count
_SIGNS: dict[str, Comparator] = {"≥": ">=", ">": ">=", "trên": ">=", "≤": "<=", "<": "<=", "dưới": "<="}


def bound_after(context: BlockContext, quantity: Quantity) -> Comparator | None:
    """«từ 20 năm trở lên»: the bound behind the figure."""
    match = _AFTER_BOUND.match(context.lowered, quantity.stop, quantity.stop + _BEHIND_REACH)
    if match is None:
        return None
    return ">=" if match["way"] == "lên" else "<="


def comparator(context: BlockContext, quantity: Quantity, left: int) -> Comparator:
    """The bound that range, words behind or words right before the figure set; else `=`."""
    if quantity.bound in {">=", "<="}:
        return cast(Comparator, quantity.bound)
    behind = bound_after(context, quantity)
    if behind is not None:
        return behind
    signed = _SIGN.search(context.lowered, max(left, quantity.start - _BOUND_REACH), quantity.start)
    if signed is not None:
        return _SIGNS[signed[0].split()[-1]]
    cue = context.cue("comparator", max(left, quantity.start - _BOUND_REACH), quantity.start)
    if cue is None or not adjoins(context, cue, quantity.start):
        return "="
    return cast(Comparator, cue.value)


def leads_on(context: BlockContext, quantity: Quantity, cue: Cue) -> bool:
    """«từ 19 triệu đồng tăng lên 38»: the word before the figure opens a change or a range, it sets no bound."""
    if context.words(cue.start, cue.end) != _FROM:
        return False
    return _ONWARD.match(context.lowered, quantity.stop, quantity.stop + _BEHIND_REACH) is not None


def adjoins(context: BlockContext, cue: Cue, figure: int) -> bool:
    """Bounds stand right before their figure: «trên 80 %», «tối thiểu là 03 năm», «tối đa: 5 triệu đồng».

    «số trên: 150», «cấp trên là 245» and «từ năm 2022 là 318» are no bounds: words of place and origin
    bear nothing between them and the figure.
    """
    words = context.words(cue.end, figure).replace(":", " ").split()
    if context.words(cue.start, cue.end) in _PLACES:
        return words in ([], ["mức"], ["khoảng"]) and ":" not in context.words(cue.end, figure)
    return set(words) <= _LINKS or (cue.value == "~" and len(words) <= 1)


def direction(
    context: BlockContext,
    quantity: Quantity,
    named: Named,
    namer: IndicatorNamer,
    own: tuple[int, int],
    status: str,
    previous: Target | None,
) -> Direction | None:
    """`decrease`, `increase`, `maintain` by the figure's own verb or the one that governs it; `reach` where
    «đạt» says so and for any other planned level; None for what else is reported and for house standards.

    `own` are the offsets of the figure's own words.
    """
    before = context.lowered[own[0] : quantity.start]
    if (
        _COMPARED.search(before) is not None
        or _only_tells_whom(before, quantity)
        or _is_threshold(context, quantity)
        or is_defined_in_list(context, quantity.start)
    ):
        return None
    cues = context.cues("direction", own[0], quantity.start)
    verbs = [
        cue.value
        for cue in cues
        if not _is_in_name(context, cue) and not _stands_alone(context, cue, quantity)
    ]
    change = next((verb for verb in reversed(verbs) if verb != "reach"), None)
    if (
        change is None
        and not verbs
        and status != "baseline"
        and not _tells_next(context, quantity, status, previous)
    ):
        change = _governed(context, quantity, named, namer, own, previous)
    if change is None and quantity.kind is Kind.PERCENT:
        change = _changed_sum(context, quantity)
    if change is None and _BROUGHT_TO.search(before) is not None:
        change = "decrease"
    if change is None and _grows(before, quantity):
        change = "increase"
    if change is None and quantity.unit == "household" and _escapes(context, quantity, named, before, status):
        change = "decrease"
    if change is not None:
        return cast(Direction, change)
    if verbs or _is_reached(context, quantity, own):
        return "reach"
    if previous is not None and named.id != COMPLETION and _shares(context, quantity, previous):
        return previous.direction
    if quantity.kind is Kind.DURATION and status == "target" and _KEPT_FOR.search(before):
        return "reach"
    standard = named.indicator.standard if named.indicator else False
    if standard or quantity.kind is Kind.DURATION or (quantity.unit in _STANDARD_UNITS and quantity.bound):
        return None
    return "reach" if status == "target" else None


def _tells_next(context: BlockContext, quantity: Quantity, status: str, previous: Target | None) -> bool:
    """«Giảm 40 hộ nghèo. Hộ cận nghèo 138 hộ»: what the next sentence reports, no verb before it governs."""
    if status == "target" or previous is None:
        return False
    return context.sentence(quantity.start)[0] > previous.figure[0]


def _stands_alone(context: BlockContext, cue: Cue, quantity: Quantity) -> bool:
    """«giá vật tư tăng, rét hại làm chết 43 con bò»: a verb that its own clause ends with tells no figure's way."""
    behind = context.lowered[cue.end : quantity.start]
    return behind.startswith(",") and cue.value != "reach" and _TO_LEVEL.search(behind) is None


def _changed_sum(context: BlockContext, quantity: Quantity) -> str | None:
    """«tăng 8,6 tỷ đồng (10 %)»: the change of a sum, in percent."""
    told = _CHANGED_SUM.search(
        context.lowered, max(context.block.body, quantity.start - _SUM_REACH), quantity.start
    )
    return None if told is None else _WAYS[told["way"]]


def _is_in_name(context: BlockContext, cue: Cue) -> bool:
    """«Nà Hạ 3 xã»: a word with a capital behind another word with one is part of a name."""
    text, start = context.text.text, cue.start
    if not text[start].isupper() or text[start - 1 : start] != " ":
        return False
    before = text[max(0, start - _WORD_REACH) : start - 1].rsplit(" ", 1)[-1]
    return before[:1].isupper() and before.isalpha() and not before.isupper()


def _escapes(context: BlockContext, quantity: Quantity, named: Named, before: str, status: str) -> bool:
    """«thoát nghèo 12 hộ», planned «12 hộ thoát nghèo»: fewer are poor; «giúp 12 hộ thoát nghèo» tells what is done."""
    if _ESCAPED.search(before) is not None:
        return True
    planned = status == "target" and named.id.endswith(REDUCTION)
    behind = planned and _ESCAPES.match(context.lowered, quantity.stop) is not None
    return behind and quantity.denominator is None and _HELPED.search(before) is None


def _only_tells_whom(before: str, quantity: Quantity) -> bool:
    """Whether the figure's words only say of whom or what its sentence speaks: «Riêng 8 xã …», «cách trường 5 km»."""
    far = quantity.unit in _DISTANCES and _DISTANCE.search(before) is not None
    return far or _APART.search(before) is not None


def _is_threshold(context: BlockContext, quantity: Quantity) -> bool:
    """Whether the figure only says for whom something follows."""
    behind = context.lowered[quantity.stop : min(context.block.end, quantity.stop + _CONSEQUENCE_REACH)]
    if (
        one_stands(_CONSEQUENCES, behind)  # quick to look for: one of them stands in every consequence
        and _CONSEQUENCE.match(context.lowered, quantity.stop, context.block.end) is not None
    ) or _FAVOURED.match(context.lowered, quantity.stop, context.block.end) is not None:
        return True
    if _is_in_bracket(context, quantity) or _FACTOR.match(context.lowered, quantity.stop) is not None:
        return True
    near = context.lowered[quantity.start - _BOUND_REACH : quantity.start].rstrip()
    if not near.endswith(_BOUNDS):  # quick to look for: one of them ends every condition
        return False
    start = max(context.clause(quantity.start)[0], quantity.start - _CONDITION_REACH)
    return (
        _CONDITION.search(context.lowered, start, quantity.start) is not None
        or _DEFINED.search(context.lowered, start, quantity.start) is not None
    )


def _is_in_bracket(context: BlockContext, quantity: Quantity) -> bool:
    """Whether the figure is an end of a bracket of a scale, in a clause that moves nothing to it."""
    clause = max(context.clause(quantity.start)[0], quantity.start - _CONDITION_REACH)
    before = context.lowered[clause : quantity.start]
    if _BRACKET_END.search(before) is None and (
        _BRACKET_OPENS.search(before) is None
        or _BRACKET_SHUTS.match(context.lowered, quantity.stop, context.block.end) is None
    ):
        return False
    return _MOVES.search(before) is None


def _is_reached(context: BlockContext, quantity: Quantity, own: tuple[int, int]) -> bool:
    """Whether «đạt» stands within «ước đạt», or behind the figure as a verb of what it counts."""
    before, behind = context.lowered[own[0] : quantity.start], context.lowered[quantity.stop : own[1]]
    return (
        _ESTIMATED.search(before) is not None
        or _REACHED.search(behind) is not None
        or _REACHED_PAST.match(context.lowered, quantity.stop, context.block.end) is not None
    )


def _shares(context: BlockContext, quantity: Quantity, previous: Target) -> bool:
    """Whether the figure is the rate of the count before it, or its count."""
    between = quantity.start - previous.figure[1]
    return (
        previous.unit != quantity.unit
        and between <= _BESIDE_REACH
        and _BESIDE.search(context.lowered[previous.figure[1] : quantity.start]) is not None
    )


def _grows(before: str, quantity: Quantity) -> bool:
    """Whether what is measured is said to grow: «lên 31 %», «tăng trưởng dư nợ 8 %», «mở rộng 12 ha chè»."""
    if _UP_TO.search(before) or _GROWS.search(before):
        return True
    return quantity.unit in _AREAS and _WIDENS.search(before) is not None


def _governed(
    context: BlockContext,
    quantity: Quantity,
    named: Named,
    namer: IndicatorNamer,
    own: tuple[int, int],
    previous: Target | None,
) -> str | None:
    """The verb of the figure before, where both measure one family («còn …» is not governed by a cut), else that
    of keeping behind the figure."""
    kept = "maintain" if _KEPT.search(context.lowered[quantity.stop : own[1]]) else None
    family = named.indicator.family if named.indicator else None
    if family is None or previous is None or namer.family(previous.indicator) != family:
        return kept
    if previous.indicator.endswith(REDUCTION) and _opens_level(context, named, previous, own[0]):
        return kept
    left = _LEVEL.search(context.lowered[own[0] : quantity.start]) is not None
    another = previous.indicator.endswith(REDUCTION) or (
        named.id != previous.indicator and not _leads(context, namer, previous)
    )
    return kept if left and another else previous.direction or kept


def _opens_level(context: BlockContext, named: Named, previous: Target, start: int) -> bool:
    """«…, giảm 95 hộ so với đầu năm; 466 hộ cận nghèo, tỷ lệ 4,64%»: a level behind a semicolon is cut by no verb
    before it."""
    parted = ";" in context.lowered[previous.figure[1] : start + 1]
    return parted and not named.id.endswith(REDUCTION)


def _leads(context: BlockContext, namer: IndicatorNamer, previous: Target) -> bool:
    """Whether the words of the figure before hold both its verb and what it measures («kéo giảm tỷ lệ … thấp còi
    còn 14%, nhẹ cân còn 8%»): such a verb leads on, that of a predicate («thấp còi từ 27% giảm xuống 26%») does not."""
    words = context.lowered[previous.span[0] : previous.figure[0]]
    return namer.family(previous.indicator) in _ONE_LEVEL or namer.names(previous.indicator, words)
