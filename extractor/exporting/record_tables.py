"""What was read and found as plain tables: further sheets of the workbook, and files for other programs.

The keys are those of the record contract; figures are Decimals, lists are joined with « › ».
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from extractor.corpus.outgoing import OutCheck, OutFinding, PlanHead
from extractor.corpus.requested import Requested
from extractor.exporting.labels import file_link, label
from extractor.exporting.reckoned import calculation, reckoned
from extractor.exporting.tables import Cell, Column, Row, Table
from extractor.reporting.places import shown_section

_NO: Final = Column("no", "STT", "number", 6)
PLAN_COLUMNS: Final = (
    Column("path", "Tệp", width=26),
    Column("sha256", "SHA-256", width=16),
    Column("plan_number", "Số văn bản", width=14),
    Column("plan_issued_on", "Ngày văn bản", "date", 12),
    Column("plan_issuer", "Đơn vị", width=20),
    Column("issuer_level", "Cấp", width=8),
    Column("commune", "Xã", width=12),
    Column("district", "Huyện", width=12),
    Column("province", "Tỉnh", width=12),
    Column("plan_year", "Năm kế hoạch", "number", 9),
)
_PLACE: Final = (
    Column("page", "Trang", "number", 7),
    Column("section", "Mục", width=16),
    Column("span_start", "Từ ký tự", "number", 9),
    Column("span_end", "Đến ký tự", "number", 9),
    Column("text", "Trích nguyên văn", width=40),
)
_FIGURE: Final = (
    Column("row_labels", "Dòng của bảng", width=24),
    Column("column_labels", "Cột của bảng", width=24),
    Column("status", "Loại số liệu", width=12),
    Column("year", "Năm", "number", 7),
    Column("locality", "Địa phương", width=16),
)
OWN: Final[Mapping[str, tuple[Column, ...]]] = {
    "documents": (
        Column("doc_type", "Loại văn bản", width=12),
        Column("title", "Trích yếu", width=40),
        Column("place", "Nơi ban hành", width=14),
        Column("signatory", "Người ký", width=18),
        Column("signatory_role", "Chức vụ", width=16),
        Column("period_start", "Từ năm", "number", 8),
        Column("period_end", "Đến năm", "number", 8),
        Column("notes", "Lưu ý khi đọc", width=30),
    ),
    "citations": (
        Column("cited_type", "Loại văn bản", width=14),
        Column("cited_number", "Số như ghi", width=18),
        Column("number_normalised", "Số chuẩn hóa", width=18),
        Column("year", "Năm trong số", "number", 9),
        Column("cited_on", "Ngày", "date", 12),
        Column("cited_issuer", "Cơ quan ban hành", width=22),
        Column("article", "Điều", width=7),
        Column("clause", "Khoản", width=7),
        Column("point", "Điểm", width=7),
        Column("role", "Vai trò", width=10),
    ),
    "targets": (
        Column("indicator", "Chỉ số", width=20),
        Column("indicator_text", "Tên chỉ tiêu", width=34),
        Column("value", "Giá trị", "figure", 14),
        Column("unit", "Đơn vị", width=11),
        Column("unit_text", "ĐVT như ghi", width=11),
        Column("denominator", "Mẫu số", "figure", 14),
        Column("comparator", "So với", width=8),
        Column("direction", "Chiều", width=10),
        Column("per", "Mỗi", width=8),
        Column("population", "Đối tượng", width=18),
        *_FIGURE,
    ),
    "budgets": (
        Column("value", "Triệu đồng", "figure", 16),
        Column("value_dong", "Đồng", "whole", 18),
        Column("unit_text", "ĐVT như ghi", width=11),
        Column("value_corrected", "Số đúng (triệu đồng)", "figure", 16),
        Column("role", "Vai trò", width=11),
        Column("source", "Nguồn vốn", width=13),
        Column("capital", "Loại vốn", width=18),
        Column("component", "Dự án, tiểu dự án", width=24),
        Column("approx", "Khoảng", width=8),
        Column("per", "Mỗi", width=14),
        Column("source_level", "Cấp của nguồn", width=10),
        *_FIGURE,
    ),
    "assignments": (
        Column("unit", "Đơn vị được giao", width=28),
        Column("leads", "Vai trò", width=11),
        Column("component", "Dự án, tiểu dự án", width=22),
        Column("task", "Việc được giao", width=50),
    ),
    "deadlines": (
        Column("due", "Hạn", width=13),
        Column("task", "Việc", width=50),
        Column("unit", "Đơn vị", width=24),
    ),
}
_SHEETS: Final = {
    "documents": ("07 văn bản", "Văn bản"),
    "targets": ("08 chỉ tiêu", "Chỉ tiêu"),
    "budgets": ("09 kinh phí", "Khoản kinh phí"),
    "citations": ("10 viện dẫn", "Viện dẫn"),
    "assignments": ("11 phân công", "Phân công trách nhiệm"),
    "deadlines": ("12 thời hạn", "Thời hạn"),
}
_LABELS: Final = {
    "issuer_level": "level",
    "source_level": "level",
    "status": "value",
    "role": "value",
    "source": "value",
    "capital": "capital",
}
Read = tuple[PlanHead, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Data:
    """A table for other programs: columns by key, rows of plain values."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]


def record_columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record: documents, citations, targets and the others of `OWN`."""
    return (*PLAN_COLUMNS, *OWN[kind], *_PLACE)


def record_data(kind: str, read: Iterable[Read]) -> Data:
    """The records as other programs want them."""
    columns = record_columns(kind)
    return Data(columns, (_row(columns, plan, fields) for plan, fields in read))


def record_sheet(kind: str, read: Iterable[Read]) -> Table:
    """The same as a sheet of the workbook, its values in Vietnamese, the file a link."""
    columns = record_columns(kind)
    name, title = _SHEETS[kind]
    rows = ((number, *_worded(columns, _row(columns, *one))) for number, one in enumerate(read, 1))
    return Table(name, title, (_NO, *columns), rows)


def _worded(columns: Sequence[Column], row: Row) -> Iterator[Cell]:
    for column, value in zip(columns, row, strict=True):
        if column.key == "path" and isinstance(value, str):
            yield file_link(value)
        elif column.key == "leads":
            yield label("leads", str(value or "null"))
        elif column.key in _LABELS and isinstance(value, str):
            yield label(_LABELS[column.key], value)
        else:
            yield value


def _row(columns: Sequence[Column], plan: PlanHead, fields: Mapping[str, Any]) -> Row:
    whole = {**plan_fields(plan), **fields}
    return tuple(_value(column, whole.get(column.key)) for column in columns)


def plan_fields(plan: PlanHead) -> dict[str, Any]:
    """What a plan calls itself, by the keys of `PLAN_COLUMNS`."""
    return {
        "path": plan.path,
        "sha256": plan.sha256,
        "plan_number": plan.number,
        "plan_issued_on": plan.issued_on,
        "plan_issuer": plan.issuer,
        "issuer_level": plan.issuer_level,
        "commune": plan.commune,
        "district": plan.district,
        "province": plan.province,
        "plan_year": plan.plan_year,
        "doc_type": plan.doc_type,
    }


def _value(column: Column, value: Any) -> Cell:
    if value is None:
        return None
    if column.kind == "figure":
        return Decimal(value)
    if isinstance(value, tuple | list):
        return shown_section([str(piece) for piece in value])
    return value if isinstance(value, int) else str(value)


_FINDING: Final = (
    Column("fingerprint", "Mã phát hiện"),
    Column("rule", "Quy tắc"),
    Column("category", "Nhóm"),
    Column("severity", "Mức độ"),
    Column("certainty", "Độ chắc chắn"),
    Column("message", "Nội dung"),
    Column("message_en", "Nội dung (tiếng Anh)"),
    Column("expected", "Phải là"),
    Column("stated", "Số văn bản", "figure"),
    Column("computed", "Số tính lại", "figure"),
    Column("gap", "Chênh lệch", "figure"),
    Column("unit", "ĐVT"),
    Column("calculation", "Cách tính"),
    Column("evidence", "Bằng chứng"),
    Column("state", "Trạng thái"),
    Column("reason", "Lý do"),
    Column("note", "Ý kiến"),
    Column("reviewer", "Người rà soát"),
    Column("reviewed_at", "Thời điểm rà soát"),
)
_CHECK: Final = (
    Column("relation", "Phép đối chiếu"),
    Column("verdict", "Kết quả"),
    Column("stated", "Số văn bản", "figure"),
    Column("computed", "Số tính lại", "figure"),
    Column("gap", "Chênh lệch", "figure"),
    Column("unit", "ĐVT"),
    Column("calculation", "Cách tính"),
    Column("reason", "Lý do"),
)
_REQUEST: Final = (
    Column("kind", "Loại"),
    Column("number", "Số, ký hiệu"),
    Column("issued_on", "Ngày", "date"),
    Column("issuer", "Cơ quan ban hành"),
    Column("mentions", "Số lần viện dẫn", "whole"),
)
_TEXTS: Final = ("path", "sha256", "format", "state", "reason_vi", "duplicate_of", "updated", "issuer")
_MORE_TEXTS: Final = ("issuer_level", "doc_type", "number", "title")
_COUNTS: Final = ("size", "errors", "warnings", "infos", "checks")
FILE_COLUMNS: Final = (
    *(Column(key, key) for key in (*_TEXTS, *_MORE_TEXTS)),
    Column("issued_on", "issued_on", "date"),
    Column("plan_year", "plan_year", "number"),
    *(Column(key, key, "whole") for key in _COUNTS),
)


def finding_data(found: Iterable[OutFinding]) -> Data:
    """Findings with their figures and what was said of them."""
    return _judged((*PLAN_COLUMNS, *_FINDING, *_PLACE), found, _finding_fields)


def _finding_fields(one: OutFinding) -> dict[str, Any]:
    told = next((each for each in map(reckoned, one.checks) if each.stated is not None), None)
    figures = {} if told is None else {"stated": told.stated, "computed": told.computed, "gap": told.gap}
    names = ("fingerprint", "rule", "category", "severity", "certainty", "message", "message_en", "expected")
    return {
        **{name: getattr(one, name) for name in names},
        **figures,
        "unit": None if told is None else told.unit,
        "calculation": "\n".join(filter(None, map(calculation, one.checks))) or None,
        "evidence": [piece.text for piece in one.evidence],
        "state": str(one.state),
        "reason": None if one.reason is None else str(one.reason),
        "note": one.note or None,
        "reviewer": one.who,
        "reviewed_at": one.at,
    }


def check_data(checks: Iterable[OutCheck]) -> Data:
    """Every relation that was looked at, with its figures and its verdict."""
    return _judged((*PLAN_COLUMNS, *_CHECK, *_PLACE), checks, _check_fields)


def _check_fields(one: OutCheck) -> dict[str, Any]:
    told = reckoned(one)
    figures = {"stated": told.stated, "computed": told.computed, "gap": told.gap, "unit": told.unit}
    words = {"calculation": calculation(one) or None, "reason": one.reason}
    return {"relation": one.relation, "verdict": one.verdict, **figures, **words}


def _judged(
    columns: tuple[Column, ...], listed: Iterable[Any], fields_of: Callable[[Any], dict[str, Any]]
) -> Data:
    def placed(one: Any) -> dict[str, Any]:
        start, end = one.span
        where = {"page": one.page, "section": one.section, "span_start": start, "span_end": end}
        return {**fields_of(one), **where, "text": one.text}

    return Data(columns, (_row(columns, one.plan, placed(one)) for one in listed))


def request_data(asked: Iterable[Requested]) -> Data:
    """Documents to ask for: a row for every place that cites one."""
    columns = (*_REQUEST, *PLAN_COLUMNS, *_PLACE)
    return Data(columns, (row for one in asked for row in _request_rows(columns, one)))


def _request_rows(columns: tuple[Column, ...], one: Requested) -> Iterator[Row]:
    asked = {"kind": one.kind, "number": one.number, "issued_on": one.issued_on, "issuer": one.issuer}
    for place in one.mentions:
        start, end = place.span
        where = {"page": place.page, "section": place.section, "span_start": start, "span_end": end}
        fields = {**asked, "mentions": len(one.mentions), **where, "text": place.text}
        yield _row(columns, place.plan, fields)


def file_data(files: Iterable[Mapping[str, Any]]) -> Data:
    """Every file with its state and its counts."""
    return Data(FILE_COLUMNS, (tuple(one[column.key] for column in FILE_COLUMNS) for one in files))
