"""Sheets 04 to 06: the files, the documents to ask for, what was checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from extractor.corpus.outgoing import OutCheck
from extractor.corpus.requested import Requested
from extractor.exporting.labels import (
    document_words,
    file_link,
    issuer_words,
    label,
    place_words,
    reason_words,
)
from extractor.exporting.reckoned import calculation, reckoned
from extractor.exporting.tables import Column, FileLink, Row, Table
from extractor.reporting.findings import VERDICTS
from extractor.reporting.places import shown_path
from extractor.reporting.triage import local_moment

_FILES: Final = (
    Column("no", "STT", "number", 6),
    Column("file", "Tệp", width=30),
    Column("folder", "Thư mục", width=30),
    Column("state", "Tình trạng", width=13),
    Column("reason", "Lý do", width=26),
    Column("issuer", "Đơn vị", width=20),
    Column("level", "Cấp", width=8),
    Column("document", "Số, ký hiệu", width=15),
    Column("day", "Ngày ban hành", "date", 12),
    Column("year", "Năm kế hoạch", "number", 9),
    Column("title", "Trích yếu", width=36),
    Column("errors", "Sai sót", "whole", 8, part=True),
    Column("warnings", "Cần làm rõ", "whole", 8),
    Column("infos", "Lưu ý", "whole", 8),
    Column("checks", "Phép đối chiếu", "whole", 9),
    Column("format", "Định dạng", width=10),
    Column("size", "Dung lượng (byte)", "whole", 13),
    Column("sha256", "SHA-256", width=34),
    Column("twin", "Trùng với", width=26),
    Column("read", "Thời điểm đọc", width=16),
)
_REQUESTS: Final = (
    Column("no", "STT", "number", 6),
    Column("kind", "Loại", width=12),
    Column("number", "Số, ký hiệu", width=18),
    Column("day", "Ngày", "date", 12),
    Column("issuer", "Cơ quan ban hành", width=24),
    Column("times", "Số lần viện dẫn", "whole", 9),
    Column("plans", "Viện dẫn tại", width=44),
    Column("quotation", "Trích nguyên văn", width=44),
    Column("note", "Ghi chú", "person", 16),
)
_CHECKS: Final = (
    Column("no", "STT", "number", 6),
    Column("issuer", "Đơn vị", width=20),
    Column("document", "Văn bản", width=20),
    Column("relation", "Phép đối chiếu", width=18),
    Column("quotation", "Trích nguyên văn", width=36),
    Column("calculation", "Cách tính", width=36),
    Column("stated", "Số văn bản", "figure", 14, part=True),
    Column("computed", "Số tính lại", "figure", 14),
    Column("gap", "Chênh lệch", "figure", 14),
    Column("unit", "ĐVT", width=10),
    Column("verdict", "Kết quả", width=15),
    Column("reason", "Lý do", width=26),
    Column("place", "Trang/mục", width=18),
    Column("file", "Tệp", width=26),
)
_MOST_NAMED: Final = 5


def files_table(files: Iterable[Mapping[str, Any]]) -> Table:
    """Sheet 04: every file, read or not."""
    states: Counter[str] = Counter()
    return Table("04 danh mục tệp", "Danh mục tệp", _FILES, _file_rows(files, states), _state_foot(states))


def _file_rows(files: Iterable[Mapping[str, Any]], states: Counter[str]) -> Iterator[Row]:
    for number, one in enumerate(files, 1):
        states[one["state"]] += 1
        read = one["doc_type"] is not None or one["title"] is not None or one["checks"] > 0 or one["number"]
        counts = (one[name] if read else None for name in ("errors", "warnings", "infos", "checks"))
        yield (
            number,
            file_link(one["path"]),
            shown_path(one["path"]).rpartition("/")[0] or None,
            label("state", one["state"]),
            one["reason_vi"] or None,
            one["issuer"],
            label("level", one["issuer_level"]),
            one["number"],
            one["issued_on"],
            one["plan_year"],
            one["title"],
            *counts,
            one["format"],
            one["size"],
            one["sha256"],
            None if one["duplicate_of"] is None else shown_path(one["duplicate_of"]),
            local_moment(one["updated"]),
        )


def _state_foot(states: Counter[str]) -> Iterator[Row]:
    """How many files are in each state; gone through after the rows."""
    for state, count in sorted(states.items()):
        yield None, label("state", state), None, count
    yield None, "tổng số tệp", None, sum(states.values())


def requests_table(asked: Iterable[Requested]) -> Table:
    """Sheet 05: documents of localities that are cited, appendices that are promised, and not there."""
    rows = (_request_row(number, one) for number, one in enumerate(asked, 1))
    title = "Văn bản đề nghị cung cấp"
    return Table("05 văn bản đề nghị cung cấp", title, _REQUESTS, rows)


def _request_row(number: int, one: Requested) -> Row:
    first = one.mentions[0]
    plans = dict.fromkeys(
        f"{issuer_words(mention.plan) or shown_path(mention.plan.path)}, {document_words(mention.plan)}"
        f" ({place_words(mention.section, mention.page, mention.span)})"
        for mention in one.mentions
    )
    named = list(plans)[:_MOST_NAMED]
    if len(plans) > _MOST_NAMED:
        named.append(f"… và {len(plans) - _MOST_NAMED} chỗ nữa")
    quotations = list(dict.fromkeys(f"«{mention.text}»" for mention in one.mentions))[:_MOST_NAMED]
    return (
        FileLink(first.plan.path, number),
        one.kind,
        one.number,
        one.issued_on,
        one.issuer,
        len(one.mentions),
        "\n".join(named),
        "\n".join(quotations),
        None,
    )


def checks_table(checks: Iterable[OutCheck]) -> Table:
    """Sheet 06: every relation that was looked at, and at its end how many there are by verdict."""
    counts: Counter[tuple[str, str]] = Counter()
    return Table(
        "06 phép đối chiếu", "Phép đối chiếu", _CHECKS, _check_rows(checks, counts), _coverage(counts)
    )


def _check_rows(checks: Iterable[OutCheck], counts: Counter[tuple[str, str]]) -> Iterator[Row]:
    for number, one in enumerate(checks, 1):
        counts[one.relation, one.verdict] += 1
        told = reckoned(one)
        yield (
            number,
            issuer_words(one.plan),
            document_words(one.plan),
            label("relation", one.relation),
            f"«{one.text}»",
            calculation(one) or None,
            told.stated,
            told.computed,
            told.gap,
            told.unit,
            label("verdict", one.verdict),
            reason_words(one.reason),
            place_words(one.section, one.page, one.span),
            file_link(one.plan.path),
        )


def _coverage(counts: Counter[tuple[str, str]]) -> Iterator[Row]:
    """Counts by relation and verdict; gone through after the rows."""
    yield None, "Phạm vi đối chiếu", *(label("verdict", verdict) for verdict in VERDICTS), "cộng"
    for relation in sorted({relation for relation, _ in counts}):
        by_verdict = [counts[relation, verdict] for verdict in VERDICTS]
        yield None, label("relation", relation), *by_verdict, sum(by_verdict)
    every = [sum(n for (_, v), n in counts.items() if v == verdict) for verdict in VERDICTS]
    yield None, "cộng", *every, sum(every)
