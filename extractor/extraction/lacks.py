"""What households lack of services, where only the head of a list or a table says that its items are lacked."""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.candidates import OTHER, Found, first_named, indicator_of
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.list_leads import lead_of
from extractor.extraction.quantities import Quantity
from extractor.language.text import canonical
from extractor.rulebook.figures import IndicatorRules

_LACK = "thiếu hụt"
_LEAD = regex.compile(rf"\b{_LACK}\b[^:;.\d]{{0,80}}:")
_UNITS = frozenset({"percent", "household"})
_IN_BRACKETS = regex.compile(r"\([^()]{0,40}\)")
_WINDOW = 600
# An item that tells what there is («Tỷ lệ người có bảo hiểm y tế»), and does not only name a service.
_TELLS = regex.compile(
    r"\b(?:tỷ lệ|được|có|tham gia|dùng|đạt|hỗ trợ|cấp|giảm)\b"
    r"|^\W*(?:số )?(?:hộ|người(?! lớn| phụ thuộc)|trẻ em|dân|học sinh)\b"
)


def lacked_in_table(indicators: IndicatorRules, unit: str, label: str, around: Sequence[str]) -> str | None:
    """The indicator of a row that only names a service («Bảo hiểm y tế | 83 | 30,97»), where the title or a head of
    its table, given in `around`, says that the rows are what is lacked; else None."""
    words = _IN_BRACKETS.sub(" ", canonical(label)).strip()
    if unit not in _UNITS or not _only_names(words) or not any(_LACK in canonical(other) for other in around):
        return None
    named = indicator_of(indicators, unit, f"{_LACK} {words}")
    return named if named != OTHER and indicators.root[named].vi.startswith(_LACK) else None


def lacked_in_list(
    indicators: IndicatorRules,
    setting: Setting,
    candidates: int,
    context: BlockContext,
    quantity: Quantity,
    left: int,
) -> Found | None:
    """The same of an item in a sentence, its words from `left` on: «Các chỉ số thiếu hụt: việc làm 22%; bảo hiểm y tế
    31%», or of a list below such words."""
    if quantity.unit not in _UNITS:
        return None
    start = max(context.sentence(quantity.start)[0], quantity.start - _WINDOW)
    lead = _LEAD.search(context.lowered, start, quantity.start)
    own = max(left, lead.end()) if lead is not None else left
    words = context.lowered[own : quantity.start]
    if not _only_names(words.strip(" ,;")) or (lead is None and _LACK not in lead_of(setting, context)):
        return None
    named = first_named(indicators, candidates, f"{_LACK} {words}", quantity)
    return named if named is not None and named[1].vi.startswith(_LACK) else None


def _only_names(words: str) -> bool:
    return bool(words) and _LACK not in words and _TELLS.search(words) is None
