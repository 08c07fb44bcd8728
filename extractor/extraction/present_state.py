"""Sentences among goals that only say what there is: «Xã có 12 thôn, 1.300 hộ với 5.200 khẩu»."""

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Quantity

_COUNTED = frozenset({"village", "household", "person", "commune"})
_PLACE = (
    r"đơn vị hành chính(?: cấp (?:xã|huyện))?|đơn vị cấp xã|đặc khu|xã|phường|thị trấn"
    r"|huyện|tỉnh|thôn|bản|ấp|buôn|làng|khóm|tổ dân phố|xóm|khu phố|khu dân cư|tuyến|cụm"
)
# A place that has so many villages, households, people and nothing else up to the figure.
_HAS = regex.compile(
    rf"\W*(?:hiện )?(?:(?:trên )?(?:toàn )?(?:địa bàn )?(?:{_PLACE})|trên địa bàn)"
    r"(?: (?!phấn đấu|sẽ|đạt|giảm|còn|đến|đã|được)[\p{L}\d]+){0,5}? (?:hiện )?có (?:tổng (?:số|cộng) )?(?:là )?"
    rf"(?:[\d.,/;() ]|\b(?:{_PLACE}|hộ|khẩu|nhân khẩu|người|dân|dân cư|gia đình|với|và|gồm|trong đó)\b)*+"
)
_ENDS = regex.compile(r"(?: dân| dân cư| gia đình)?(?: ?[,;.)]| với| và \d| gồm| trong đó|$)")
_REACH = 160


def is_stated(context: BlockContext, quantity: Quantity) -> bool:
    """Whether the figure counts what a place has, and no goal."""
    start = context.sentence(quantity.start)[0]
    if quantity.unit not in _COUNTED or quantity.denominator is not None or quantity.start - start > _REACH:
        return False
    if _HAS.fullmatch(context.lowered, start, quantity.start) is None:
        return False
    return _ENDS.match(context.lowered, quantity.stop, context.block.end) is not None
