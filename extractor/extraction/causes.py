"""Why households are poor: counts and shares of causes, which are no count of the poor and nobody's support."""

from extractor import regex
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.list_leads import lead_of
from extractor.extraction.quantities import Quantity

_UNITS = frozenset({"percent", "household", "person"})
_CAUSES = (  # and no «giải quyết các nguyên nhân nghèo: dạy nghề cho 70 người»
    r"(?<!\b(?:khắc phục|giảm|xóa|giải quyết|tháo gỡ|xử lý|tác động|theo|từng|đúng)\b[^.;:]{0,30})\bnguyên nhân\b"
)
# «Nguyên nhân nghèo: thiếu vốn 156 hộ», «nguyên nhân chủ yếu do thiếu đất sản xuất (88 hộ)»
_TOLD = regex.compile(rf"{_CAUSES}[^.:]{{0,80}}?(?::|\b(?:do|là|như)\b)")
_LED = regex.compile(rf"{_CAUSES}[^.]{{0,80}}$")
# Words of what the causes led to, or of what is done about them.
_OTHERWISE = regex.compile(
    r"\bnghèo\b|\b(?:giảm|tăng|hỗ trợ|giải quyết|khắc phục|được|dạy nghề|đào tạo|vay|cấp|xây|mở)\b"
)
_OF_POOR = regex.compile(r" ?%? ?(?:số )?(?:hộ|người) (?:cận |thoát |tái )?nghèo\b")


def is_cause(setting: Setting, context: BlockContext, quantity: Quantity, left: int) -> bool:
    """Whether a figure counts those whom one cause made poor, or is their share; its own words begin at `left`."""
    if quantity.unit not in _UNITS or _OF_POOR.match(context.lowered, quantity.end) is not None:
        return False
    sentence, _ = context.sentence(quantity.start)
    told = _TOLD.search(context.lowered, sentence, quantity.start)
    if told is None and _LED.search(lead_of(setting, context)) is None:
        return False
    own = max(left, told.end()) if told is not None else left
    return _OTHERWISE.search(context.lowered, own, quantity.start) is None
