"""What is neither a sum nor a target: deadlines, and figures that no rule could read."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.quantities import Kind, Quantity, Unreadable
from extractor.language.dates import FoundDate, iso_date
from extractor.language.text import canonical
from extractor.plantext import Block, PlanText, Span
from extractor.records import Deadline, Unread
from extractor.rulebook.literals import one_stands

_DUE = regex.compile(
    r"\b(?P<word>trước(?: \d{1,2} ?(?:giờ|h)\d{0,2})?|(?:chậm|muộn) nhất(?: là| trong| vào| đến(?: hết)?)?"
    r"|(?:thời )?hạn(?: chót| cuối(?: cùng)?| nộp| gửi| hoàn thành| thực hiện| báo cáo)?(?: là)?"
    r"|(?:thời )?hạn(?: chót| cuối)? (?:nộp|gửi|nhận|tiếp nhận|đăng ký|báo cáo)(?: \p{L}+){0,7}?"
    r"(?: là|:)?(?: đến)?(?: hết)?"
    r"|không (?:muộn|chậm|trễ) hơn|không (?:quá|để quá)(?= ngày)|thời gian (?:hoàn thành|nộp|gửi)(?: là)?"
    r"|(?:hoàn thành|hoàn tất|kết thúc|dứt điểm|xong)(?: [\p{L} ]{0,30}?)??(?: xong)?(?: trước| trong)?"
    r"|gửi(?: về)? trước)(?: ngày)?[ :]*$"
)
_STATES_DUE = regex.compile(r"nhất|hạn|hoàn thành|hoàn tất|kết thúc|dứt điểm|xong|gửi|không")
# What holds of a day before another without anybody's being told to see to it.
_FACT = regex.compile(
    r"\b(?:có|được|bị|là|ở|thành lập|ký|sinh|hiệu lực|vay|xảy ra|định cư|kết hôn|công nhận|khởi công|sinh sống|hưởng)"
    r"(?: \p{L}+){0,3} ?$"
)
# What asks for something even where results are told.
_DEMANDS = regex.compile(
    r"\b(?:phải|cần|yêu cầu|đề nghị|(?<!bàn )giao|hạn|nhất|không|phấn đấu|đôn đốc|chỉ đạo|gửi|nộp|báo cáo|trình|để|sẽ"
    r"|tiếp tục)\b"
)
_REPORTS = regex.compile(r"\b(?:kết quả|thực trạng|tình hình|đánh giá|căn cứ|đặc điểm)\b")
_ACTION = regex.compile(
    r"\b(?:hoàn thành|xong|báo cáo|gửi|nộp|trình|ban hành|tổ chức|thực hiện|triển khai|phê duyệt|rà soát|tổng hợp"
    r"|xây dựng|giải ngân|phân bổ|quyết toán|công bố|bàn giao|nghiệm thu|lập|đăng ký|tham mưu|cung cấp|kiểm tra)\b"
)
_NOT_DUE = regex.compile(
    r"\b(?:đã|năm (?:trước|ngoái)|sinh|cư trú|phát sinh|có tên|(?:trong|thuộc) danh sách"
    r"|theo (?:công văn|kế hoạch|văn bản|quyết định)|được ban hành)\b"
)
# «theo kết quả rà soát trước ngày …»: what was found by then; «hồ sơ tiếp nhận trước ngày … giải quyết theo …»: which
# ones are meant, and behind the date what holds of them.
_FOUND_BY = regex.compile(
    r"\b(?:theo (?:kết quả|số liệu|danh sách|hồ sơ|biên bản)(?: \p{L}+){0,4}"
    r"|(?:tính|lấy|xác định|thống kê|dựa|căn cứ)(?: \p{L}+){0,2} theo (?:kết quả|số liệu|danh sách)(?: \p{L}+){0,6}"
    r" ?[,(]? ?(?:được |đã )?(?:công nhận|công bố|phê duyệt|xác nhận|ghi nhận|chốt)) ?$"
)
_HOLDS = regex.compile(
    r" (?:thì|được|tiếp tục|vẫn|nay|nhưng|mà|chưa|áp dụng|chuyển|hết hạn|còn"
    r"|không (?:thuộc|nằm|phải|tính|áp dụng|được|có)"
    r"|(?:giải quyết|thực hiện|thanh toán|xử lý|tính|hưởng) theo)\b"
)
_NOT_DUE_REACH = 90
_TASK_WORDS = 2  # fewer words name no task
_WITHIN_YEAR = regex.compile(r"\bhoàn thành(?: xong)? trong năm (?P<year>20\d{2})(?!\d)")
_DAY = r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?!\d|/| ?[,-]? ?năm (?:19|20)\d)"
_DAY_MONTH = regex.compile(
    r"\b(?P<word>(?:hoàn thành |xong |gửi(?: về)? )?trước|chậm nhất|hạn(?: chót| cuối| nộp| gửi)?)(?: là)?(?: ngày)? "
    + _DAY
)
_DAY_WORDS = ("trước", "chậm nhất", "hạn")  # of `_DAY_MONTH`, quick to look for
_AND_DAY = regex.compile(r"(?: ?\([^()]{1,30}\))?(?:,| và|, và) (?:ngày )?" + _DAY)
_QUARTER = regex.compile(
    r"\b(?:trong|trước|hoàn thành(?: trong)?|xong trong)(?: hết)? "
    r"quý (?P<quarter>iv|i{1,3}|[1-4])(?:/| năm )(?P<year>20\d{2})"
)
_LEAP_YEAR = 2024  # every day that some year has
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_DOTTED_NUMBER = regex.compile(
    r"\d{1,2}(?:\.\d{1,2}){2,8}"
)  # «1.2.1.10» numbers a heading, it counts nothing
_ORDER_ROW = 3
_ORDER_CELL = regex.compile(r"\(?(?:\d{1,2}|\p{L})\)?(?: ?=.{1,40})?")
_NOTE_MARK = regex.compile(r"[(\[]\d{1,2}[)\]]")
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_REASONS = {
    "malformed": "malformed number",
    "no-unit": "no known unit",
    "cell": "table cell that no rule reads",
}


def deadlines(context: BlockContext, setting: Setting) -> Iterator[Deadline]:
    """Dates by which something is to be done, in reading order."""
    lowered, block = context.lowered, context.block
    if not (context.mentions.dates or context.mentions.labels):
        return
    for date in context.mentions.dates:
        start, end = context.sentence(date.start)
        near = max(start, date.start - _NOT_DUE_REACH)
        due = _DUE.search(lowered, near, date.start) or _ngay(lowered, near, date)
        if due is None or date.iso is None:
            continue
        sentence = (start, end)
        if _is_told_done(context, setting, due, int(date.iso[:4])) or _picks(lowered, near, due, date.end):
            continue
        if _asks(lowered, start, end, due) or _is_ahead(context, setting, sentence, due, date):
            yield _deadline(context, setting, due.start(), date.end, date.iso)
    words = lowered[block.body : block.end]
    if one_stands(_DAY_WORDS, words):
        for match in _DAY_MONTH.finditer(lowered, block.body, block.end):
            start, end = context.sentence(match.start())
            if _asks(lowered, start, end, match):
                yield from _recurring(context, setting, match)
    for match in _WITHIN_YEAR.finditer(lowered, block.body, block.end) if "hoàn thành" in words else ():
        if not _is_told_done(context, setting, match, int(match["year"])):
            yield _deadline(context, setting, match.start(), match.end(), match["year"])
    for match in _QUARTER.finditer(lowered, block.body, block.end) if "quý " in words else ():
        due_on = f"{match['year']}-{_QUARTERS[match['quarter']]:02d}"
        if not _is_told_done(context, setting, match, int(match["year"])):
            yield _deadline(context, setting, match.start(), match.end(), due_on)


def _recurring(context: BlockContext, setting: Setting, first: "regex.Match[str]") -> Iterator[Deadline]:
    """«trước ngày 15/6 và 15/12 hằng năm», «trước ngày 15 tháng 12»: a day of every year, and those joined to it."""
    match: regex.Match[str] | None = first
    while match is not None:
        day, month = int(match["day"]), int(match["month"])
        if iso_date(_LEAP_YEAR, month, day) is not None:
            start = match.start() if match is first else match.start("day")
            yield _deadline(context, setting, start, match.end(), f"--{month:02d}-{day:02d}")
        match = _AND_DAY.match(context.lowered, match.end(), context.block.end)


def _asks(lowered: str, sentence: int, end: int, due: "regex.Match[str]") -> bool:
    """Whether the words ask for something to be done by the date, and do not tell what was."""
    before = lowered[max(sentence, due.start() - _NOT_DUE_REACH) : due.start()]
    if _NOT_DUE.search(before) is not None:
        return False
    return _STATES_DUE.search(due["word"]) is not None or _ACTION.search(lowered, sentence, end) is not None


def _picks(lowered: str, start: int, due: "regex.Match[str]", end: int) -> bool:
    """Whether the date tells which ones are meant: «dự án phê duyệt trước ngày … tiếp tục thực hiện»."""
    if not due["word"].startswith("trước"):
        return False
    return _FOUND_BY.search(lowered, start, due.start()) is not None or _HOLDS.match(lowered, end) is not None


def _is_ahead(
    context: BlockContext, setting: Setting, sentence: Span, due: "regex.Match[str]", date: FoundDate
) -> bool:
    """«báo danh sách … trước ngày …», whatever the verb: a day of the plan's own years, outside what reports."""
    before = context.lowered[max(sentence[0], due.start() - _NOT_DUE_REACH) : due.start()]
    task = before if len(before.split()) >= _TASK_WORDS else context.lowered[date.end : sentence[1]]
    if setting.first_year is None or int((date.iso or "")[:4]) < setting.first_year:
        return False
    if len(task.split()) < _TASK_WORDS or _NOT_DUE.search(task) or _FACT.search(before):
        return False
    return not any(_REPORTS.search(canonical(title)) for title in setting.headings(context.outlined))


def _is_told_done(context: BlockContext, setting: Setting, due: "regex.Match[str]", year: int) -> bool:
    """«bê tông hóa 2,3 km ngõ, hoàn thành trước ngày …»: by a year before the plan's, under what reports, and nobody
    is asked to keep it."""
    first = setting.first_year
    if first is None or year >= first or _DEMANDS.search(due[0]):
        return False
    clause = context.clause(due.start())[0]
    if _DEMANDS.search(context.lowered, clause, due.start()):
        return False
    return any(_REPORTS.search(canonical(title)) for title in setting.headings(context.outlined))


def _ngay(lowered: str, start: int, date: FoundDate) -> "regex.Match[str] | None":
    """«trước ngày 30/11/2024», where the word «ngày» belongs to neither."""
    cut = date.start - len("ngày ")
    return _DUE.search(lowered, start, cut) if lowered[max(start, cut) : date.start] == "ngày " else None


def _deadline(context: BlockContext, setting: Setting, start: int, end: int, due: str) -> Deadline:
    clause, _ = context.sentence(start)
    task = context.text.quote(clause, start).strip(" ,;:-(")
    return Deadline(
        doc=context.text.doc,
        text=context.text.quote(start, end),
        span=(start, end),
        page=context.block.page,
        section=setting.section_path(context.outlined),
        rule_id="deadline",
        due=due,
        task=task,
    )


def unread(
    context: BlockContext, setting: Setting, quantities: Sequence[Quantity | Unreadable], read: frozenset[int]
) -> Iterator[Unread]:
    """One record for every figure of the block whose offset is not among those that were read."""
    for item in quantities:
        if isinstance(item, Quantity) and (item.start in read or item.kind is Kind.DURATION):
            continue
        if isinstance(item, Unreadable) and _DOTTED_NUMBER.fullmatch(context.lowered, item.start, item.end):
            continue
        if _marks_note(context, item):
            continue
        reason = _reason(item)
        start, end = _around(context, item.start, item.end)
        yield Unread(
            doc=context.text.doc,
            text=context.text.quote(start, end),
            span=(start, end),
            page=context.block.page,
            section=setting.section_path(context.outlined),
            rule_id=f"unread-{reason}",
            reason=_REASONS[reason],
        )


def _marks_note(context: BlockContext, item: Quantity | Unreadable) -> bool:
    """Whether a cell's last words are a note's mark, «Kinh phí (1)», and a line of the text begins with that mark."""
    block, words = context.block, context.text.text
    if block.table is None or words[block.start : item.start].strip("( ") == "":
        return False
    mark = words[item.start - 1 : block.end].rstrip()
    return _NOTE_MARK.fullmatch(mark) is not None and f"\n{mark}" in words


def _reason(item: Quantity | Unreadable) -> str:
    if isinstance(item, Unreadable):
        return "malformed"
    return "no-unit" if item.kind is Kind.BARE or item.unit is None else "cell"


def is_counted_cell(text: PlanText, block: Block) -> bool:
    """A table cell that may hold a figure: outside the column that numbers rows and the row that numbers columns."""
    if block.table is None or block.row is None or not block.column:
        return False
    row = text.tables[block.table].grid[block.row]
    words = [text.words(text.blocks[index]).strip() for index in dict.fromkeys(row) if index is not None]
    filled = [w for w in words if w]
    return len(filled) < _ORDER_ROW or not all(_ORDER_CELL.fullmatch(w) for w in filled)


def is_year(context: BlockContext, quantity: Quantity | Unreadable) -> bool:
    """Four digits that are a year: all that a cell under «Năm» or «Thời gian» holds."""
    return _YEAR.fullmatch(context.lowered, quantity.start, quantity.end) is not None


def _around(context: BlockContext, start: int, end: int) -> tuple[int, int]:
    """A few words on either side, cut between words."""
    text, block = context.text.text, context.block
    left = text.rfind(" ", block.start, max(block.start, start - 20)) + 1 or block.start
    right = text.find(" ", min(block.end, end + 20), block.end)
    return max(block.start, left), block.end if right < 0 else right
