"""Figures that are a whole or the part of one: all there are, how much of the planned money was spent."""

from extractor import regex
from extractor.extraction.candidates import OTHER
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Target

COMPLETION = "plan_completion_rate"
# Money spent, right before the share of the plan that it makes.
_SPENT = regex.compile(
    r"(?:\d[\d.,]*+(?: (?:(?:tỷ|triệu|nghìn) )?đồng)? ?/ ?\d[\d.,]*+"
    r"|\b(?:giải ngân|thanh toán)\b(?:.*?\b(?:đầu tư|sự nghiệp|vốn|kinh phí|giải ngân"
    r"|thanh toán|được))?[^,;:()\d]{0,24}+\d[\d.,]*+) (?:(?:tỷ|triệu|nghìn) )?đồng[ ,;(]*+(?:và |mới |chỉ )?"
    r"(?:đạt|bằng)(?: tỷ lệ| khoảng| trên| gần)* ?$"
)
_SPENT_BRACKET = regex.compile(  # «đã chi 512 triệu đồng (80,1%)», «giải ngân 12,6/16,4 tỷ đồng (76,8%)»
    r"\b(?:giải ngân|thanh toán|(?:đã|mới|chỉ) (?:thực )?chi|thực chi|đã sử dụng)\b[^,;:()\d]{0,24}+"
    r"\d[\d.,]*+(?: ?/ ?\d[\d.,]*+)? ?(?:(?:tỷ|triệu|nghìn) đồng|đồng|tr\.? ?đ(?:ồng)?|trđ|tỷ|triệu) ?"
    r"\((?:đạt |bằng )?$"
)
_SPENT_REACH = 200
# Some of those told before, by what they are or lack: «trong đó 63 hộ thuộc diện …», «trong hộ nghèo có 12 hộ thiếu …».
_AMONG = regex.compile(
    r"\btrong (?:đó|số (?:này|đó)|(?:tổng )?(?:số )?(?:các )?hộ (?:cận )?nghèo\b[^,;.:\d]{0,24}),?:?"
    r"(?: (?:hiện )?(?:có|còn|thì có))? ?$"
)
_MARKED_BY = regex.compile(
    r" ?hộ (?:gia đình )?(?:thuộc (?:diện|nhóm|đối tượng)|có(?! khả năng thoát)|không|thiếu|bị|chưa|đang|do|vì|già"
    r"|neo đơn)\b(?![^,;.()]*\bnghèo\b)"
)
_OF_POOR = regex.compile(r" ?hộ (?:cận )?nghèo ?(?:[,;.)]|$|và\b)")
_ALSO = regex.compile(r"(?:^|[,;)] ?|\bvà )(?:có )?$")
_SHARE_OF = regex.compile(r"(?:\b(?:chiếm|bằng|tương (?:ứng|đương))(?: tỷ lệ)?|\() ?$")
# «Hộ nghèo có chủ hộ là nữ: 70 hộ, chiếm 17,0 %»: some of the poor, told before their count.
_MARKED_BEFORE = regex.compile(
    r"\bhộ (?:cận )?nghèo (?:là (?:người|hộ)|có (?:chủ hộ|người|thành viên|trẻ em|phụ nữ)|thuộc|không có|do\b|bị"
    r"|(?:người |đồng bào )?dân tộc)\b[^,;.()\d]*$"
)
_WHOLE, _MARKED_REACH = 100, 80
_REACHED = regex.compile(r"[ ,;(]*(?:và )?(?:đạt|bằng)(?: tỷ lệ)? ?")
_LETTERS, _BARE_WORDS = regex.compile(r"\p{L}+"), 5
_ENDS = regex.compile(r"(?: ?[,;.:)(]|$| (?:và|do|nguyên nhân)\b)")
_OF_ALL = regex.compile(r"\b(?:trên|trong|so với) (?:tổng )?số $")
_EVERYBODY = regex.compile(
    r"(?: (?:hộ|người|khẩu|nhân khẩu|dân|toàn|của|xã|huyện|tỉnh|thôn|bản|ấp))*+(?: ?[,;.)(]|$)"
)

# «chiếm 8 % tổng số hộ toàn xã (800 hộ)», «trên tổng số hộ dân là 800 hộ»
_ALL_HOUSEHOLDS = regex.compile(
    r"\btổng (?:số )?hộ(?: (?:dân(?: cư)?|gia đình))?"
    r"(?:,? (?:của |trong |ở )?(?:toàn )?(?:xã|huyện|tỉnh|phường|thị trấn|thôn|bản|ấp|địa bàn)| trên địa bàn)*"
    r"(?: (?:là|có))?:? ?\(?$"
)
_HOUSEHOLDS_REACH = 60


def is_spent(context: BlockContext, quantity: Quantity) -> bool:
    """«giải ngân 40/50 tỷ đồng, đạt 80 %»: how much of the planned money was spent."""
    if quantity.kind is not Kind.PERCENT:
        return False
    bracketed = context.lowered[quantity.start - 6 : quantity.start].find("(") >= 0
    right_before = context.lowered[quantity.start - 24 : quantity.start]
    if not bracketed and "đạt" not in right_before and "bằng" not in right_before:
        return False
    if _ENDS.match(context.lowered, quantity.stop) is None:
        return False
    start = max(context.sentence(quantity.start)[0], quantity.start - _SPENT_REACH)
    spent = bracketed and _SPENT_BRACKET.search(context.lowered, start, quantity.start) is not None
    return spent or _SPENT.search(context.lowered, start, quantity.start) is not None


def counts_all(context: BlockContext, quantity: Quantity, left: int) -> bool:
    """«6,4 % trên tổng số 1.500 hộ», «8 % tổng số hộ (800 hộ)»: everybody there is; `left` is where the words of the
    figure begin."""
    if not context.lowered.startswith("số ", quantity.start - 3):
        start = max(context.block.body, quantity.start - _HOUSEHOLDS_REACH)
        told = quantity.kind is Kind.COUNT and quantity.denominator is None and quantity.unit == "household"
        named = told and _ALL_HOUSEHOLDS.search(context.lowered, start, quantity.start) is not None
        return named and _EVERYBODY.match(context.lowered, quantity.stop) is not None
    if _OF_ALL.search(context.lowered, left, quantity.start) is None:
        return False
    return _EVERYBODY.match(context.lowered, quantity.stop) is not None


def some_of_them(context: BlockContext, quantity: Quantity, left: int, alike: Target | None) -> bool:
    """«287 hộ nghèo, trong đó 63 hộ thuộc diện bảo trợ xã hội, 41 hộ thiếu đất»: no count of all of those.

    `left` is where the words of the figure begin, `alike` the last target of its unit.
    """
    if quantity.kind is not Kind.COUNT:
        return False
    if _goes_on_with_poor(context, quantity, left, alike):
        return True
    if _MARKED_BY.match(context.lowered, quantity.end) is None:
        return False
    narrow = context.lowered[left : quantity.start]
    if _AMONG.search(narrow):
        return True
    sentence, _ = context.sentence(quantity.start)
    goes_on = alike is not None and alike.indicator == OTHER and alike.figure[0] >= sentence
    return goes_on and _ALSO.search(narrow) is not None


def _goes_on_with_poor(context: BlockContext, quantity: Quantity, left: int, alike: Target | None) -> bool:
    """«48 hộ tham gia (35 hộ nghèo, 9 hộ cận nghèo)»: where the poor before are some of those, so are these."""
    if alike is None or alike.indicator != OTHER or alike.figure[0] < context.sentence(quantity.start)[0]:
        return False
    poor = _OF_POOR.match(context.lowered, alike.figure[1]) and _OF_POOR.match(context.lowered, quantity.end)
    return poor is not None and _ALSO.search(context.lowered[left : quantity.start]) is not None


def share_of_them(context: BlockContext, quantity: Quantity, previous: Target | None) -> bool:
    """«63 hộ thuộc diện bảo trợ xã hội, chiếm 21,95 %»: the share that the count right before it makes."""
    if quantity.kind is not Kind.PERCENT or previous is None:
        return False
    between = context.lowered[previous.figure[1] : quantity.start]
    return _MARKED_BY.match(between) is not None and _SHARE_OF.search(between) is not None


def share_of_marked(context: BlockContext, quantity: Quantity, previous: Target | None) -> bool:
    """«Hộ nghèo là người Mông: 70 hộ, chiếm 17,0 %»: the share that some of the poor make, right behind their count."""
    if quantity.kind is not Kind.PERCENT or previous is None or previous.unit != "household":
        return False
    if _SHARE_OF.search(context.lowered[previous.figure[1] : quantity.start]) is None:
        return False
    start = max(context.block.body, previous.figure[0] - _MARKED_REACH)
    return _MARKED_BEFORE.search(context.lowered, start, previous.figure[0]) is not None


def over_plan(narrow: str, quantity: Quantity) -> str | None:
    """«…, đạt 113 %»: more than the whole is reached of a plan only."""
    over = quantity.kind is Kind.PERCENT and quantity.value > _WHOLE
    return COMPLETION if over and _REACHED.fullmatch(narrow) else None


def exceeds(narrow: str, quantity: Quantity) -> bool:
    """«90 lao động, vượt 12,5 %»: by how much more than planned."""
    bare = quantity.kind is Kind.PERCENT and narrow.endswith("vượt ")
    return bare and len(_LETTERS.findall(narrow)) <= _BARE_WORDS
