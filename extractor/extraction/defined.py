"""Lists that say what a kind of place or person is: «Xã loại II là xã có đủ các điều kiện sau: …».

The figures of their items are thresholds, and no goals.
"""

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.sections import marker_form

_LONGEST = 40  # items of a list
_REACH = 300
_DEFINES = regex.compile(
    r"(?:\blà (?:(?:các|những) )?(?:xã|phường|thôn|bản|buôn|làng|ấp|khóm|huyện|tỉnh|hộ|người|trường|đơn vị|dân tộc"
    r"|công trình|dự án|vùng|khu vực)\b[^;.]*\b(?:điều kiện|tiêu chí|tiêu chuẩn|trường hợp|đặc điểm|yêu cầu)"
    r"|\b(?:xác định|phân định|phân loại|công nhận|bình xét|xét chọn|rà soát)\b[^;.]*"
    r"\b(?:điều kiện|tiêu chí|tiêu chuẩn)"
    r"|\b(?:tiêu chí|điều kiện|tiêu chuẩn)(?: để)?(?: được)? (?:xác định|phân định|phân loại|xếp loại|công nhận"
    r"|bình xét|xét(?: chọn| duyệt| hưởng)?|lựa chọn|thụ hưởng|hưởng)\b[^;.]*)\b"
    r"[^;.]{0,40}:$"
)
_WANTS = regex.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|hoàn thành|nhiệm vụ|kế hoạch)\b")


def is_defined_in_list(context: BlockContext, at: int) -> bool:
    """Whether what stands at `at` tells what a kind of place or person is: in an item of a list under a line that
    says so, or behind the colon of such words in its own block («Xã loại III là xã có một trong hai điều kiện: …»)."""
    blocks, own = context.text.blocks, context.block
    colon = context.lowered.rfind(":", context.sentence(at)[0], at)
    if colon >= 0 and _defines(context.lowered[max(own.body, colon - _REACH) : colon + 1]):
        return True
    if own.marker is None:
        return False
    form = marker_form(context.text, own)
    for block in reversed(blocks[max(0, context.index - _LONGEST) : context.index]):
        words = context.lowered[max(block.start, block.end - _REACH) : block.end].rstrip()
        if words.endswith(":"):
            return _defines(words)
        if block.marker is None or marker_form(context.text, block) != form:
            return False
    return False


def _defines(words: str) -> bool:
    return _DEFINES.search(words) is not None and _WANTS.search(words) is None
