"""Rates between rates that lack their % sign: «mẫu giáo 98%, tiểu học trên 97, trung học cơ sở trên 95%»."""

from collections.abc import Sequence
from dataclasses import replace

from extractor import regex
from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity

# From one rate of a list to the next: what it is a rate of, and a bound.
_NEXT = regex.compile(
    r" ?[,;] (?:và )?(?P<label>\p{L}[^,;:.()%]{2,60}?)"
    r"(?: (?:trên|dưới|đạt|là|khoảng|hơn|gần|từ|ít nhất|tối thiểu|không dưới))* ?"
)
# A figure behind these is none of a list of rates: it numbers something, or tells of a change or another thing.
_OTHER = regex.compile(
    r"\b(?:lớp|khóa|khoá|thứ|hạng|quý|tháng|năm|ngày|tổ|khu|số|điều|khoản|mục|dự án|loại|cấp|giai đoạn|đợt|nhóm"
    r"|thôn|bản|xã|ấp|vùng|bảng|biểu|phụ lục|tiêu chí|gấp|thêm|giảm|tăng|nâng|còn|vượt|hơn|kém|lên|xuống|có|gồm|được"
    r"|hỗ trợ|cấp|mở|dạy|đào tạo|xây|làm|trồng|khu vực)$"
)
_LEAST, _MOST = 20, 100


def with_rates(context: BlockContext, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Bare figures right between two rates of one list, as rates; without the words of a unit, which they lack."""
    given = list(quantities)
    for index in range(1, len(quantities) - 1):
        before, bare, behind = quantities[index - 1 : index + 2]
        if bare.kind is not Kind.BARE or bare.denominator is not None:
            continue
        rates = before.kind is Kind.PERCENT is behind.kind
        alike = all(_LEAST <= found.value <= _MOST for found in (before, bare, behind))
        if rates and alike and _leads(context, before, bare) and _leads(context, bare, behind):
            given[index] = replace(bare, kind=Kind.PERCENT, unit="percent", unit_text=None, stop=bare.end)
    return given


def _leads(context: BlockContext, first: Quantity, second: Quantity) -> bool:
    match = _NEXT.fullmatch(context.lowered, first.stop, second.start)
    return match is not None and _OTHER.search(match["label"].rstrip()) is None
