"""What the figures of a table's targets mean, by its heads and labels: status, direction, indicator."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from extractor import regex
from extractor.extraction.candidates import OTHER, indicator_of
from extractor.extraction.naming import REDUCTION
from extractor.extraction.table_cells import names_whole, own_words
from extractor.extraction.table_units import counts_stage
from extractor.language.text import canonical
from extractor.records import Direction, Target
from extractor.rulebook.figures import IndicatorRules

_AREAS = frozenset({"commune", "village"})
_DECREASE = regex.compile(r"\b(?:mức|tỷ lệ)? ?giảm\b(?! nghèo)")
_INCREASE = regex.compile(r"\b(?:mức |tỷ lệ |số )?tăng\b(?! cường| trưởng)")
_COMPLETION_HEAD = regex.compile(
    r"^\W*(?:tỷ lệ|mức độ|%)? ?(?:(?:đạt|hoàn thành|thực hiện|th|so)(?: được)?)?"
    r"(?: ?(?:so )?(?:với |/ ?)?(?:kế hoạch|kh)(?: (?:giao|năm))?)?(?: tỷ lệ)? ?\(?%?\)?\W*$"
)
_RESULT_OF_PLAN = regex.compile(
    r"^\W*(?:tỷ lệ|so sánh|mức độ)?[^\w/]*(?:ước )?(?:thực hiện|[uư]?th|đạt)(?: năm)?(?: (?:19|20)\d{2})?"
    r" ?(?:/|so(?: với)?|trên) ?(?:kế hoạch|kh)(?: (?:giao|năm))?(?: (?:19|20)\d{2})?[ %()]*$"
)
_COMPLETION_WORD = regex.compile(r"\b(?:đạt|hoàn thành|thực hiện|th|kế hoạch|kh)\b")
_REACH = regex.compile(r"\bđạt\b")
_ESCAPED = regex.compile(r"(?<!mới )\bthoát (?:cận )?nghèo\b")
_LEFT = regex.compile(r"\b(?:cuối|còn|phấn đấu|đến|(?:19|20)\d{2})\b")
_AREAS_ALONE = regex.compile(
    r"\W*số (?:lượng )?(?:(?:đơn vị (?:hành chính )?(?:cấp )?)?(?:xã|phường|thị trấn|đặc khu|thôn|bản|ấp|khóm|buôn"
    r"|làng|xóm|khu phố|tổ dân phố)(?:,| và|/|-)? ?)+\W*"
)
_PLANNED = "target"


def is_whole(path: Sequence[str]) -> bool:
    """A column of everybody there is: «Tổng số hộ», «Tổng số xã»."""
    return bool(path) and names_whole(canonical(path[-1]))


def whole_status(
    path: Sequence[str], others: Collection[str | None], around: str, beside: Collection[Sequence[str]] = ()
) -> str | None:
    """«Tổng số hộ» is a state, never a goal: that at the start where the table has one or is all about it, else
    what is found; so is «Số xã» beside such a column."""
    of_areas = len(path) == 1 and _AREAS_ALONE.fullmatch(canonical(path[0])) is not None
    if not is_whole(path) and not (of_areas and any(map(is_whole, beside))):
        return None
    return "baseline" if "baseline" in (around, *others) else "actual"


@lru_cache(maxsize=512)
def is_start_of_goals(path: tuple[str, ...], behind: tuple[tuple[tuple[str, ...], str | None], ...]) -> bool:
    """A bare level with its goal or its cut in a column behind it: «Hộ nghèo | Kế hoạch giảm», the state that
    the goals start from; `behind` are the heads and statuses of those columns."""
    heads = own_words(path)
    if _LEFT.search(heads) is not None or _cuts(heads):
        return False
    return any(status == _PLANNED or _cuts(own_words(other)) for other, status in behind)


def _cuts(words: str) -> bool:
    return _DECREASE.search(words) is not None or _ESCAPED.search(words) is not None


def table_direction(words: str, status: str) -> Direction | None:
    """By the canonical words of row and column, else `reach` for what is planned."""
    if _cuts(words):
        return "decrease"
    if _INCREASE.search(words) is not None:
        return "increase"
    return "reach" if status == _PLANNED or _REACH.search(words) is not None else None


def is_rate_at_start(indicators: IndicatorRules, indicator: str, row: Sequence[Target]) -> bool:
    """A rate right behind the count at the start that it is the rate of: «Hộ nghèo đầu năm | Tỷ lệ hộ nghèo (%)»."""
    counted = indicators.root.get(row[-1].indicator) if row and row[-1].status == "baseline" else None
    return counted is not None and counted.rate == indicator


def tells_completion(path: Sequence[str], unit: str, before: Collection[str]) -> bool:
    """«Đạt (%)», «So với KH (%)», «Tỷ lệ % TH/KH» behind a plan and its result in one row: how much of the
    plan was reached."""
    head = canonical(path[-1]) if path else ""
    named = _COMPLETION_HEAD.match(head) is not None and _COMPLETION_WORD.search(head) is not None
    named = named or _RESULT_OF_PLAN.match(head) is not None
    return (
        unit == "percent" and named and "target" in before and not {"actual", "estimate"}.isdisjoint(before)
    )


def table_indicator(
    indicators: IndicatorRules, unit: str, words: str, heads: str, row: Sequence[Target], *, grouped: bool
) -> str:
    """By the labels of row and column, else by the targets before it in its row: a bare «Tỷ lệ (%)» is the rate
    of the count beside it (`grouped`: they share a head), a bare «Kế hoạch giảm» cuts the level read before.

    Beside a count of communes the share is of communes, whatever the row is about: `heads` alone name it."""
    of_areas = grouped and unit == "percent" and bool(row) and row[-1].unit in _AREAS
    named = indicator_of(indicators, unit, heads if of_areas else words)
    if named != OTHER or not row:
        return named
    if _DECREASE.search(words) is not None:
        cuts = (f"{t.indicator}{REDUCTION}" for t in reversed(row) if t.unit == unit)
        return next((cut for cut in cuts if cut in indicators.root), OTHER)
    if counts_stage(heads.strip()) and _INCREASE.search(heads) is None:
        levels = (t.indicator.removesuffix(REDUCTION) for t in row if t.unit == unit)
        return next((level for level in levels if level != OTHER), OTHER)
    counted = indicators.root.get(row[-1].indicator) if grouped and unit == "percent" else None
    return (counted.rate if counted else None) or OTHER
