"""Tables of a benefit by kinds of household: «Chỉ tiêu cho vay | Hộ nghèo | Hộ cận nghèo» counts borrowers.

Read by their heads alone they would be all the poor households of the place.
"""

from collections.abc import Sequence

from extractor import regex
from extractor.extraction.candidates import OTHER, indicator_of
from extractor.extraction.grids import Grid
from extractor.language.text import canonical, joined_labels
from extractor.rulebook.figures import IndicatorRules

_CREDIT = "credit_households"
_BENEFITS = frozenset({_CREDIT, "housing_support_households"})
_KINDS = frozenset({OTHER, "poor_households", "near_poor_households", "newly_escaped_households"})
_HOUSEHOLD, _PERSON = "household", "person"
_TRADES = regex.compile(r"^\W*(?:(?:tên|các|danh mục|loại|lớp|đào tạo|dạy|ngành)(?: |, ?))*nghề\b")
_BARE_PEOPLE = regex.compile(
    r"\W*(?:(?:tổng|số|số lượng|lượt|quy mô|kế hoạch|thực hiện|chỉ tiêu|năm|20\d\d) )*"
    r"(?:người|học viên|lao động|lđ|học sinh)(?: (?:học|tham gia|đào tạo|/ ?lớp))?\W*(?:\(?người\)?)?\W*"
)
# What tells how many there are, or become, and not who is helped.
_STATE = regex.compile(
    r"\b(?:đầu (?:năm|kỳ)|cuối (?:năm|kỳ)|hiện (?:có|trạng|nay)|tổng số hộ (?:nghèo|cận)|tỷ lệ|rà soát|giảm|còn lại"
    r"|tái nghèo|phát sinh|(?<!mới )thoát (?:cận )?nghèo|chưa|không)\b"
)
_STATE_TITLED = regex.compile(
    r"\b(?:giảm (?:hộ )?nghèo|rà soát|thoát (?:cận )?nghèo|điều tra|phân loại hộ)\b"
)
_LOAN_HEAD = regex.compile(r"\b(?:vay|dư nợ|doanh số|nợ quá hạn)\b")
_BARE_COUNT = regex.compile(r"\W*(?:tổng )?(?:số (?:lượng )?)?hộ(?: vay(?: vốn)?)?\W*(?:\(?hộ\)?)?\W*")


def benefit_of(indicators: IndicatorRules, grid: Grid, column: int, named: str, labels: Sequence[str]) -> str:
    """The indicator of a count of households: that of the benefit which the table's title, or the column of loans
    beside it, tells of, where its `labels` (row and heads) name a kind of household and no more; else `named`."""
    if named not in _KINDS or any(_STATE.search(canonical(label)) for label in labels):
        return named
    titled = indicator_of(indicators, _HOUSEHOLD, grid.title) if grid.title else OTHER
    if titled in _BENEFITS and _STATE_TITLED.search(grid.title) is None:
        return titled
    return _CREDIT if _beside_loans(grid, column) else named


def trainees_of(indicators: IndicatorRules, grid: Grid, column: int) -> str:
    """The indicator of a bare count of people in a table whose rows are trades: «Nghề đào tạo | Số người»."""
    leaf = canonical(grid.columns[column][-1]) if grid.columns[column] else ""
    if _TRADES.search(grid.label_head) is None or _BARE_PEOPLE.fullmatch(leaf) is None:
        return OTHER
    return indicator_of(indicators, _PERSON, f"{leaf} học nghề")


def _beside_loans(grid: Grid, column: int) -> bool:
    """Whether the next column holds the loans of those counted: under one head with it, or behind a bare «Số hộ»."""
    following = min((c for c in grid.columns if c > column), default=None)
    path = grid.columns[column]
    if following is None or _LOAN_HEAD.search(joined_labels(grid.columns[following][-1:])) is None:
        return False
    grouped = len(path) > 1 and grid.columns[following][:-1] == path[:-1]
    return grouped or _BARE_COUNT.fullmatch(canonical(path[-1] if path else "")) is not None
