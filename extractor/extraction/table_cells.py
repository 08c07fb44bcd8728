"""What the labels around a figure of a table say of it: status, year, place, whether it is a cost of one."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from extractor import regex
from extractor.extraction.cell_figures import CellFigure
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.grid_rows import GridRow, is_total
from extractor.extraction.grids import Grid
from extractor.extraction.quantities import Kind
from extractor.extraction.table_units import Unit
from extractor.extraction.timing import Timing
from extractor.language.figures import Figure
from extractor.language.text import canonical, canonical_label, joined_labels
from extractor.plantext import Block
from extractor.records import Comparator, Target
from extractor.values import dataclass

_MONEY_HEAD = regex.compile(
    r"\b(?:kinh phí|vốn|ngân sách|dự toán|nstw|nsđp|nst|nsh|nsx|huy động|đối ứng|tổng mức đầu tư|số tiền|tín dụng"
    r"|trung ương|nguồn(?! (?:nước|nhân lực|lao động|gốc|giống|lợi|thải|tin|điện)\b)|đơn giá|thành tiền"
    r"|mức (?:hỗ trợ|chi|vay)|giá trị|(?:đóng )?góp|xã hội hóa)\b"
)
_MONEY_TITLE = regex.compile(
    r"\b(?:tổng hợp|phân bổ|phân khai|phân kỳ|bố trí|khái toán|dự toán|nhu cầu|kế hoạch)"
    r"(?: và)?(?: nhu cầu| dự toán| phân bổ)?"
    r" (?:nguồn )?(?:kinh phí|vốn|ngân sách)\b(?!.*\b(?:chỉ tiêu|mục tiêu|kết quả|khối lượng)\b)"
)
_WHEN_HEAD = regex.compile(
    r"(?:(?:tổng(?: số| cộng)?|cộng|trong đó|chia ra|chia theo|phân kỳ(?: đầu tư| vốn)?|các năm|năm|(?:cả )?giai đoạn"
    r"|(?:19|20)\d{2})\W*)+"
)
_SOURCES_HEAD = regex.compile(r"\W*(?:các )?(?:loại )?nguồn (?:vốn|kinh phí|ngân sách)\W*")
_COUNT_HEAD = regex.compile(r"^(?:số lượng|khối lượng|sl|kl|quy mô)")
_STATUS_HEAD = (
    (
        "target",
        regex.compile(
            r"\b(?:kế hoạch|dự toán|vốn|chỉ tiêu)(?: vốn)?(?: được| đã)? giao\b"
            r"|\b(?:kế hoạch|dự kiến|nhu cầu(?: vốn)?|kinh phí|vốn|mục tiêu)(?: để)? thực hiện\b"
        ),
    ),
    ("estimate", regex.compile(r"\bước\b|^\W*[uư]th(?: (?:cả )?năm)?(?: (?:19|20)\d{2})?\W*$")),
    (
        "actual",
        regex.compile(r"\b(?:thực hiện|kết quả|đạt được|đã|giải ngân|lũy kế|quyết toán)\b(?! nhiệm vụ)"),
    ),
    ("actual", regex.compile(r"^\W*th(?: (?:cả )?năm)?(?: (?:19|20)\d{2})?\W*$")),
    ("target", regex.compile(r"^\W*kh(?: (?:cả )?năm)?(?: (?:19|20)\d{2})?\W*$")),
    ("target", regex.compile(r"\b(?:kế hoạch|mục tiêu|chỉ tiêu|dự kiến|giao|nhu cầu|dự toán|phấn đấu)\b")),
    (
        "baseline",
        regex.compile(
            r"\b(?:đầu năm|đầu kỳ|hiện trạng|thực trạng|hiện có|xuất phát điểm|điểm xuất phát|năm gốc)\b"
        ),
    ),
)
_STATUS_ROW = regex.compile(
    r"^\W*(?:ước |đã )?(?:kế hoạch|thực hiện|kết quả|mục tiêu)(?: \p{L}+){0,2}(?: (?:19|20)\d{2})?\W*$"
)
_WHOLE_HEAD = regex.compile(
    r"^(?:số (?=(?:hộ|nhân khẩu|khẩu) (?:dân|gia đình|toàn|hiện)\b)|tổng (?:số )?)"
    r"(?:hộ|nhân khẩu|khẩu|dân|người|xã|phường|thôn|bản|ấp|khóm|buôn|làng|tổ dân phố)"
    r"(?:,? (?:dân tộc thiểu số|dân cư|dân|gia đình|xã|phường|thị trấn|thôn|bản|ấp|tổ dân phố|đồng bào|người|dtts"
    r"|hiện có|(?:toàn|của|trên địa bàn|trong)(?: \p{L}+){1,2}+))*+$"
)
_WHOLE_ROW = regex.compile(r"^(?:dân số|tổng số toàn xã)$")
_CHANGED = regex.compile(
    r"\b(?:giảm(?! nghèo)|(?<!mới )thoát (?:cận )?nghèo|tăng(?! cường| trưởng)|phấn đấu|còn lại|cuối năm)\b"
)
_YEAR_END = regex.compile(r"\bcuối (?:năm|kỳ|giai đoạn)\b")
_LENT = regex.compile(r"\b(?:dư nợ|số dư|tồn quỹ|kết dư|doanh số|nợ (?:quá hạn|đọng|xấu))\b")
_BARE_YEAR = regex.compile(r"^\W*(?:19|20)\d{2}\W*$")
_REACHED = regex.compile(r"\bđạt\b")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d|\s*[-–]\s*\d)")
_DATED_ROW = regex.compile(
    r"(?:^\W*|\b(?:năm|kế hoạch|thực hiện|ước|mục tiêu) |\b(?:đến|hết|tháng|ngày) ?(?:\d{1,2}/){1,2})"
    r"(?P<year>(?:19|20)\d{2})(?: ?\([^()]{1,20}\))?\W*$"
)
_AT_START_ROW = regex.compile(
    r"\b(?:đầu năm(?: (?:19|20)\d{2})?|đầu kỳ|đầu giai đoạn|hiện trạng|hiện có|hiện nay)(?: ?\([^()]{1,20}\))?\W*$"
)
_LOCALITY_HEAD = regex.compile(
    r"\b(?:xã|phường|thị trấn|huyện|địa phương|đơn vị|địa bàn|thôn|bản|ấp|buôn|tổ dân phố)\b"
)
_LOCALITY = regex.compile(
    r"^(?:(?:(?i:xã|phường|thị trấn|tt\.?|huyện|thị xã|thành phố|tp\.?|thôn|bản|ấp|buôn|làng|khu|tổ|xóm)) )?"
    r"(?:\p{Lu}|\d{1,2}$)"
)
_OFFICE = regex.compile(
    r"^(?:sở|phòng|ban|trung tâm|trường|hội|đoàn|ủy ban|văn phòng|công an|chi cục|cục|bệnh viện|mặt trận|đài|ubnd"
    r"|nhà)\b"
)
_BARE_RATE = regex.compile(r"\W*(?:tỷ lệ|tl|tỷ trọng)?\W*(?:%|phần trăm)?\W*")
_DAYS_HEAD = regex.compile(r"\b(?:ngày|tháng|hạn|thời|tiến độ|lịch)\b")
_IN_BRACKETS = regex.compile(r"\([^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure of a table with all that decides what it is; `at` are its offsets in the text."""

    block: Block
    row: GridRow
    path: tuple[str, ...]
    figure: Figure
    unit: Unit | None
    at: tuple[int, int]
    comparator: Comparator = "="
    denominator: Decimal | None = None
    placed: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads over it that say what it is: without the name of a place."""
        return self.path[:-1] if self.placed else self.path

    @property
    def head(self) -> str:
        """The heads over it, in canonical spelling."""
        return joined_labels(self.heads)

    @property
    def words(self) -> str:
        """All that the row and the column say of it, in canonical spelling."""
        return joined_labels((*self.row.labels, *self.heads))

    @property
    def label(self) -> str:
        """The row's own label."""
        return self.row.labels[-1] if self.row.labels else ""


@lru_cache(maxsize=512)
def names_money(head: str) -> bool:
    """Whether a column's head speaks of money."""
    return _MONEY_HEAD.search(head) is not None


def titled_money(title: str, head: str) -> bool:
    """Whether a table's title says that it holds sums («Nhu cầu vốn theo nguồn») and a head but when, or all."""
    return _WHEN_HEAD.fullmatch(head) is not None and _MONEY_TITLE.search(title) is not None


def lists_sources(label_head: str) -> bool:
    """Whether the rows of a table are what money comes from, by the head over their labels: «Nguồn vốn»."""
    return _SOURCES_HEAD.fullmatch(canonical(label_head)) is not None


def names_quantity(head: str) -> bool:
    """Whether a column holds how many of the things in its rows: «Số lượng», «Khối lượng»."""
    return _COUNT_HEAD.match(head) is not None


def names_whole(words: str) -> bool:
    """Whether a canonical head or label is of everybody there is: «Tổng số hộ», «Tổng số xã»."""
    return _WHOLE_HEAD.match(words) is not None


@lru_cache(maxsize=512)
def head_status(words: str) -> str | None:
    """The status that canonical words over a column or beside a row name, or None."""
    return next((status for status, pattern in _STATUS_HEAD if pattern.search(words)), None)


def path_status(path: Sequence[str], setting: Setting) -> str | None:
    """The status that the heads over a column name: by their words, innermost first, else by a year gone by."""
    words = [canonical_label(head) for head in reversed(path)]
    named = (head_status(head) for head in words)
    return next((status for status in named if status is not None), None) or _dated_status(words, setting)


def _dated_status(heads: Sequence[str], setting: Setting) -> str | None:
    """«Đạt đến 31/12/2023» is reached; «Hộ nghèo cuối năm 2023» is the state that a plan for 2024 begins with."""
    dated = next((head for head in heads if _YEAR.search(head)), None)
    first = setting.first_year
    if dated is None or first is None or int(_YEAR.findall(dated)[-1]) >= first:
        return None
    if setting.plan_year is None and _BARE_YEAR.match(dated):  # a year of the period planned for
        return None
    ends = _YEAR_END.search(dated) is not None and not any(_REACHED.search(head) for head in heads)
    return "baseline" if ends else "actual"


def status_of(cell: TableCell, timing: Timing, context: BlockContext, setting: Setting) -> str:
    """By the heads, else by a row that is a status of its own, else as in the text around."""
    row = canonical_label(cell.label)
    heads = [canonical_label(head) for head in reversed(cell.path)]
    money = cell.unit is not None and cell.unit.kind is Kind.MONEY
    statuses = (head_status(words) for words in (*heads, *([row] if _STATUS_ROW.match(row) else [])))
    named = next((status for status in statuses if status is not None), None)
    if named is not None:
        return named
    dated = _dated_status(heads, setting) if not money or _is_lent(heads) else None
    if (told := dated or (None if money else _row_status(row, setting))) is not None:
        return "actual" if money else told
    around = timing.status(context, cell.block.start)
    if around == "baseline" and not money and any(_CHANGED.search(head) for head in heads):
        return "target"  # «Số hộ giảm trong năm» beside the state at the start
    whole = any(names_whole(words) or _WHOLE_ROW.match(words) for words in (*heads[:1], row))
    counted = cell.unit is not None and cell.unit.kind is Kind.COUNT
    return "baseline" if counted and whole and around == "target" else around


def _is_lent(heads: Sequence[str]) -> bool:
    """Whether a column tells what stood or was done by its date, and no plan of that year: «Dư nợ 31/12/2023»."""
    return any(_LENT.search(head) for head in heads)


def may_hold(unit: Unit, found: CellFigure, head: str) -> bool:
    """Whether a cell of words is a figure of the unit: a/b and a-b are no sums of money, and no days of a month."""
    joined = found.denominator is not None or found.comparator != "="
    if unit.kind is Kind.MONEY or _DAYS_HEAD.search(head) is not None:
        return bool(found.unit) and not joined
    return found.denominator is None or unit.kind is Kind.COUNT


def _row_status(row: str, setting: Setting) -> str | None:
    """«Số hộ nghèo đầu kỳ», «Số tiêu chí đã đạt đến 31/12/2023», «2021»: what a row says where no head does."""
    if _AT_START_ROW.search(row) is not None:
        return "baseline"
    return _dated_status([row], setting) if _DATED_ROW.search(row) is not None else None


def year_of(cell: TableCell) -> int | None:
    """The year that the heads name, else the row that is a year."""
    named = _headed_year(cell.path)
    if named is not None:
        return named
    row = _DATED_ROW.search(canonical_label(cell.label))
    return int(row["year"]) if row else None


@lru_cache(maxsize=512)
def _headed_year(path: tuple[str, ...]) -> int | None:
    named = _YEAR.findall(" ".join(path))
    return int(named[-1]) if named else None


@lru_cache(maxsize=512)
def _is_office(label: str) -> bool:
    return _OFFICE.match(canonical(label)) is not None


def locality_of(cell: TableCell, grid: Grid, column: int) -> str | None:
    """The place that the column or the row is for, where the table lists places."""
    if column in grid.places:
        return cell.path[-1]
    lists_places = _LOCALITY_HEAD.search(grid.label_head) is not None
    if not lists_places or is_total(cell.label) or _is_office(cell.label):
        return None
    return cell.label if _LOCALITY.match(cell.label) else None


def own_words(labels: Sequence[str]) -> str:
    """Labels without what stands in brackets, in canonical spelling."""
    return " ".join(_IN_BRACKETS.sub(" ", canonical(" ".join(labels))).split())


def subject_before(cell: TableCell, grid: Grid, column: int) -> str:
    """What the nearest columns on the left that name a subject speak of: «Hộ nghèo đầu năm» for «Kế hoạch giảm»."""
    for left in sorted((c for c in grid.columns if c < column), reverse=True):
        head = canonical(" ".join(grid.columns[left]))
        if grid.columns[left][:-1] != cell.path[:-1] and "nghèo" in head:
            return " ".join(_IN_BRACKETS.sub(" ", head).split())
    return ""


def same_group(cell: TableCell, before: Target) -> bool:
    """Whether the cell stands under one head with the figure before it, or is a bare rate behind it: «Tỷ lệ (%)»,
    «25 (12,5%)»."""
    if before.column is None or before.column[:-1] != cell.path[:-1]:
        return False
    if before.span == (cell.block.start, cell.block.end):
        return True
    return len(cell.path) > 1 or is_bare_rate(cell)


def is_bare_rate(cell: TableCell) -> bool:
    """Whether the column only says that it holds rates, and not of what."""
    return bool(cell.path) and _BARE_RATE.fullmatch(canonical_label(cell.path[-1])) is not None
