"""Views for people who write SQL: every figure with its place, its words and the findings beside it.

What stands here is the one source of the views, of what docs/database.md says of them and of what Datasette shows.
They hold nothing of their own and are made anew whenever this program describes them otherwise.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_STAMP: Final = "views_stamp"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: what it is made of, and what it means in Vietnamese and English."""

    sql: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A view over `table`: its title in both languages, its columns, those to count by, the order of its rows."""

    table: str
    vi: str
    en: str
    columns: Mapping[str, Column]
    facets: tuple[str, ...]


def _named(column: str) -> str:
    """A place as its gazetteer names it, else as the plan states it."""
    return f"coalesce(d.unit_{column}, d.{column})"


_PLACE = (
    f"nullif(rtrim(coalesce({_named('commune')} || ', ', '') || coalesce({_named('district')} || ', ', '')"
    f" || coalesce({_named('province')}, ''), ', '), '')"
)
_SECTION = "nullif((SELECT group_concat(value, ' › ') FROM json_each(r.section)), '')"
_BESIDE = (
    "(SELECT group_concat(DISTINCT f.rule) FROM findings f WHERE f.document = r.document"
    " AND f.span_start < r.span_end AND f.span_end > r.span_start)"
)
_PLAN: Final = {
    "path": Column("files.path", "tệp", "the file"),
    "locality": Column(_PLACE, "địa phương, đơn vị nhỏ nhất đứng trước", "the place, smallest unit first"),
    "commune": Column(_named("commune"), "xã, phường, thị trấn", "commune"),
    "district": Column(_named("district"), "huyện, quận, thị xã", "district"),
    "province": Column(_named("province"), "tỉnh, thành phố", "province"),
    "level": Column("d.issuer_level", "cấp ban hành", "level of the issuer"),
    "number": Column("d.number", "số của văn bản", "number of the document"),
    "issued_on": Column("d.issued_on", "ngày ban hành (ISO 8601)", "date of issue (ISO 8601)"),
    "plan_year": Column("d.plan_year", "năm kế hoạch", "year planned for"),
    "programme": Column("d.programme", "chương trình (mã)", "programme (ids)"),
}
_FIGURE_OF: Final = {
    "of_place": Column(
        "r.locality", "địa phương của số liệu, nếu khác", "the figure's own place, where another"
    ),
    "year": Column("r.year", "năm của số liệu", "year of the figure"),
    "status": Column(
        "r.status",
        "kế hoạch (plan, target), kết quả (actual), ước (estimate), đầu kỳ (baseline)",
        "plan or target, actual, estimate, baseline",
    ),
}
_WORDS: Final = {
    "section": Column(_SECTION, "đề mục, từ ngoài vào trong", "heading path, outermost first"),
    "page": Column("r.page", "trang", "page"),
    "words": Column("r.text", "nguyên văn", "the words as printed"),
    "span_start": Column("r.span_start", "vị trí đầu trong văn bản", "offset in the plan's text"),
    "span_end": Column("r.span_end", "vị trí cuối", "end of it"),
    "document": Column("r.document", "mã trong bảng documents", "id in `documents`"),
}
_FINDING: Final = {
    "findings": Column(_BESIDE, "quy tắc của phát hiện ở chỗ này", "rules of the findings there")
}

VIEWS: Final[Mapping[str, View]] = {
    "v_targets": View(
        "targets",
        "Chỉ tiêu",
        "Targets",
        {
            **_PLAN,
            "indicator": Column("r.indicator", "chỉ số (mã)", "indicator (id)"),
            "named": Column("r.indicator_text", "tên gọi trong văn bản", "the words that name it"),
            "value": Column("r.value", "giá trị, đúng như đã ghi", "value, exact"),
            "value_number": Column("r.value_number", "giá trị để sắp xếp", "value to sort by"),
            "unit": Column("coalesce(r.unit_text, r.unit)", "đơn vị", "unit"),
            "denominator": Column("r.denominator", "mẫu số", "denominator"),
            "comparator": Column("r.comparator", "bằng, ít nhất, nhiều nhất, khoảng", "=, >=, <=, ~"),
            "direction": Column("r.direction", "giảm, tăng, giữ, đạt", "decrease, increase, maintain, reach"),
            "population": Column("r.population", "đối tượng", "whom it counts"),
            **_FIGURE_OF,
            **_WORDS,
            **_FINDING,
        },
        ("province", "level", "plan_year", "indicator", "status", "unit"),
    ),
    "v_budgets": View(
        "budgets",
        "Khoản kinh phí",
        "Sums of money",
        {
            **_PLAN,
            "million_dong": Column("r.value", "triệu đồng, đúng như đã ghi", "triệu đồng, exact"),
            "dong": Column("r.value_dong", "đồng (số nguyên, để cộng)", "đồng (whole, to add up)"),
            "corrected_million_dong": Column(
                "r.value_corrected",
                "triệu đồng sau khi sửa đơn vị tính",
                "triệu đồng with its unit corrected",
            ),
            "corrected_dong": Column("r.value_corrected_dong", "đồng sau khi sửa", "đồng, corrected"),
            "unit": Column("r.unit_text", "đơn vị như đã ghi", "unit as written"),
            "role": Column("r.role", "tổng, phần, đơn giá, khoản", "total, part, unit_cost, amount"),
            "source": Column("r.source", "nguồn vốn", "funding source"),
            "capital": Column("r.capital", "sự nghiệp, đầu tư", "recurrent, investment"),
            "component": Column("r.component", "dự án, tiểu dự án", "component of the programme"),
            **_FIGURE_OF,
            **_WORDS,
            **_FINDING,
        },
        ("province", "level", "plan_year", "role", "source", "component"),
    ),
    "v_assignments": View(
        "assignments",
        "Phân công",
        "Assignments",
        {
            **_PLAN,
            "unit": Column("r.unit", "đơn vị được giao, như đã ghi", "who is told to do it, as written"),
            "leads": Column(
                "r.leads",
                "1 chủ trì, 0 phối hợp, trống: thực hiện, không nêu chủ trì hay phối hợp",
                "1 leads, 0 takes part, empty: told without either word",
            ),
            "component": Column("r.component", "dự án, tiểu dự án", "component of the programme"),
            "task": Column("r.task", "việc được giao", "what is to be done"),
            **_WORDS,
        },
        ("province", "level", "plan_year", "unit", "leads", "component"),
    ),
    "v_deadlines": View(
        "deadlines",
        "Thời hạn",
        "Deadlines",
        {
            **_PLAN,
            "due": Column(
                "r.due",
                "hạn (ISO 8601, có thể thiếu ngày; --MM-DD là hằng năm)",
                "date (ISO 8601, possibly partial; --MM-DD recurs every year)",
            ),
            "task": Column("r.task", "việc phải xong", "what is to be done"),
            "unit": Column("r.unit", "đơn vị", "the unit"),
            **_WORDS,
        },
        ("province", "level", "plan_year", "due"),
    ),
    "v_citations": View(
        "citations",
        "Viện dẫn",
        "Citations",
        {
            **_PLAN,
            "cited_type": Column("r.cited_type", "loại văn bản được viện dẫn", "type of what is cited"),
            "cited_number": Column("coalesce(r.number_normalised, r.number)", "số hiệu", "number, mended"),
            "cited_as": Column("r.number", "số hiệu như đã ghi", "number as written"),
            "cited_on": Column("r.issued_on", "ngày như đã ghi", "date as cited"),
            "cited_issuer": Column("r.issuer", "cơ quan ban hành như đã ghi", "issuer as cited"),
            "part": Column(
                "nullif(trim(coalesce('điểm ' || r.point || ' ', '') || coalesce('khoản ' || r.clause || ' ', '')"
                " || coalesce('Điều ' || r.article, '')), '')",
                "điểm, khoản, điều",
                "point, clause, article",
            ),
            "role": Column("r.role", "căn cứ hay nhắc đến", "basis or reference"),
            **_WORDS,
            **_FINDING,
        },
        ("province", "plan_year", "cited_type", "cited_number", "role"),
    ),
    "v_findings": View(
        "findings",
        "Phát hiện",
        "Findings",
        {
            **_PLAN,
            "rule": Column("r.rule", "quy tắc", "rule"),
            "category": Column("r.category", "nhóm", "category"),
            "severity": Column("r.severity", "mức độ", "severity"),
            "certainty": Column("r.certainty", "độ chắc chắn", "certainty"),
            "state": Column("coalesce(t.state, 'new')", "trạng thái rà soát", "state of review"),
            "reason": Column("t.reason", "lý do không ghi nhận", "reason to dismiss"),
            "note": Column("t.note", "ghi chú", "note"),
            "reviewed_by": Column("t.who", "người rà soát", "who reviewed it"),
            "message": Column("r.message", "nội dung", "what it says, in Vietnamese"),
            "message_en": Column("r.message_en", "nội dung bằng tiếng Anh", "what it says"),
            "expected": Column("r.expected", "lẽ ra là", "what it should be"),
            "fingerprint": Column("r.fingerprint", "mã phát hiện", "names it over scans and versions"),
            **_WORDS,
        },
        ("province", "level", "plan_year", "rule", "severity", "state"),
    ),
}
_FROM: Final = "FROM {table} r JOIN documents d ON d.id = r.document JOIN files ON files.id = d.file{more}"
_STATES: Final = " LEFT JOIN triage_states t ON t.fingerprint = r.fingerprint"


def view_sql(name: str) -> str:
    """The SELECT that a view is."""
    view = VIEWS[name]
    columns = ",\n    ".join(f"{column.sql} AS {named}" for named, column in view.columns.items())
    more = _STATES if view.table == "findings" else ""
    return f"SELECT {columns}\n{_FROM.format(table=view.table, more=more)}"


def views_stamp() -> str:
    """Changes whenever a view is described otherwise."""
    return hashlib.sha256("\n".join(map(view_sql, VIEWS)).encode()).hexdigest()[:16]


def views_are_current(conn: sqlite3.Connection) -> bool:
    """False for a new database and after a change of a view."""
    row = conn.execute("SELECT value FROM settings WHERE key = ?", (_STAMP,)).fetchone()
    return row is not None and row[0] == views_stamp()


def refresh_views(conn: sqlite3.Connection) -> None:
    """Makes all views anew; those of an older program go."""
    known = conn.execute("SELECT name FROM sqlite_master WHERE type = 'view' AND name GLOB 'v_*'").fetchall()
    for (name,) in known:
        conn.execute(f'DROP VIEW "{name}"')
    for name in VIEWS:
        conn.execute(f"CREATE VIEW {name} AS {view_sql(name)}")
    conn.execute("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", (_STAMP, views_stamp()))


def views_page() -> str:
    """What docs/database.md says of the views."""
    parts = []
    for name, view in VIEWS.items():
        rows = [f"| `{named}` | {column.en} | {column.vi} |" for named, column in view.columns.items()]
        parts.append(
            "\n".join((f"### `{name}`: {view.en} / {view.vi}", "", "| column | | |", "|---|---|---|", *rows))
        )
    return "\n\n".join(parts) + "\n"


def metadata(database: str, lang: str) -> dict[str, object]:
    """Metadata for Datasette over the database of this name: titles, what to count by, what each column means."""
    english = lang == "en"
    tables: dict[str, object] = {
        name: {
            "title": view.en if english else view.vi,
            "facets": list(view.facets),
            "columns": {named: column.en if english else column.vi for named, column in view.columns.items()},
            "size": 50,
        }
        for name, view in VIEWS.items()
    }
    title = "Plan Extractor: the corpus" if english else "Plan Extractor: kho văn bản"
    return {"title": title, "databases": {database: {"tables": tables}}}
