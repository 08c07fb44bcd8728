"""Sheets 01 and 02: the findings, and the plans' figures for the auditor to set hers beside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from extractor.corpus.outgoing import OutFinding, PlanHead
from extractor.exporting.labels import (
    criterion,
    document_words,
    file_words,
    issuer_words,
    label,
    place_words,
    quoted,
    reviewer_words,
    triage_words,
)
from extractor.exporting.reckoned import MONEY, NOTHING, Reckoned, reckoned
from extractor.exporting.tables import Column, FileLink, Row, Table
from extractor.plantext import Span
from extractor.reporting.places import shown_path
from extractor.reporting.triage import MARK

_FINDINGS: Final = (
    Column("no", "STT", "number", 6),
    Column("mark", "Mã phát hiện", width=12),
    Column("issuer", "Đơn vị", width=18),
    Column("level", "Cấp", width=8),
    Column("document", "Văn bản (số, ngày)", width=18),
    Column("file", "Tệp và SHA-256", width=24),
    Column("place", "Trang/mục", width=16),
    Column("quotation", "Trích nguyên văn", width=32),
    Column("content", "Nội dung", width=38),
    Column("criterion", "Tiêu chí", width=28, part=True),
    Column("stated", "Số văn bản", "figure", 14),
    Column("computed", "Số tính lại", "figure", 14),
    Column("gap", "Chênh lệch", "figure", 14),
    Column("unit", "ĐVT", width=8),
    Column("severity", "Mức độ", width=9),
    Column("certainty", "Độ chắc chắn", width=10),
    Column("state", "Trạng thái", width=12),
    Column("reviewer", "Người rà soát và ngày", width=14),
    Column("reply", "Ý kiến đơn vị", "person", 13),
    Column("cause", "Nguyên nhân", "person", 13),
    Column("advice", "Kiến nghị", "person", 13),
)
_FIGURES: Final = (
    Column("no", "STT", "number", 6),
    Column("content", "Nội dung", width=64),
    Column("reported", "Số báo cáo", "figure", 16),
    Column("audited", "Số kiểm toán", "person", 16),
    Column("gap", "Chênh lệch", "figure", 16),
    Column("cause", "Nguyên nhân", width=48),
)


def findings_table(found: Iterable[OutFinding], left_out: str = "") -> Table:
    """Sheet 01; `left_out` says at its end what is not on it."""
    rows = (_finding_row(number, one) for number, one in enumerate(found, 1))
    foot: list[Row] = [(None, left_out)] if left_out else []
    return Table("01 phát hiện", "Phát hiện", _FINDINGS, rows, foot)


def _finding_row(number: int, one: OutFinding) -> Row:
    told = figures_of(one)
    plain = told.computed is None and told.stated is None  # no figures: the words stand in their place
    return (
        number,
        FileLink(one.plan.path, one.fingerprint[:MARK]),
        issuer_words(one.plan),
        label("level", one.plan.issuer_level),
        document_words(one.plan),
        file_words(one.plan),
        place_words(one.section, one.page, one.span),
        quoted([piece.text for piece in one.evidence] or [one.text]),
        one.message,
        criterion(one.rule),
        one.text if plain and one.expected else told.stated,
        one.expected if plain else told.computed,
        told.gap,
        told.unit,
        label("severity", one.severity),
        label("certainty", one.certainty),
        triage_words(one.state, one.reason),
        reviewer_words(one.who, one.at),
        None,
        None,
        None,
    )


def figures_of(one: OutFinding) -> Reckoned:
    """The figures of the first relation that the finding rests on and that has some."""
    told = [reckoned(check) for check in one.checks]
    return next((each for each in told if each.stated is not None), NOTHING)


Read = tuple[PlanHead, Mapping[str, Any]]


def figures_table(budgets: Iterable[Read], targets: Iterable[Read], found: Sequence[OutFinding]) -> Table:
    """Sheet 02: totals of money and what measures a known indicator, with what was found on them."""
    known: dict[str, list[OutFinding]] = defaultdict(list)
    for one in found:
        known[one.plan.path].append(one)
    return Table("02 đối chiếu số liệu", "Đối chiếu số liệu", _FIGURES, _figure_rows(budgets, targets, known))


def _figure_rows(
    budgets: Iterable[Read], targets: Iterable[Read], known: Mapping[str, Sequence[OutFinding]]
) -> Iterator[Row]:
    chosen = (
        (plan, fields, words)
        for read, words_of, wanted in (
            (budgets, _money_words, _is_total),
            (targets, _target_words, _is_indicator),
        )
        for plan, fields in read
        if wanted(fields)
        for words in [words_of(fields)]
    )
    for number, (plan, fields, words) in enumerate(chosen, 1):
        on = _on(known.get(plan.path, ()), (fields["span_start"], fields["span_end"]))
        gap = next((told.gap for told in map(figures_of, on) if told.gap is not None), None)
        yield (
            FileLink(plan.path, number),
            _content(plan, fields, words),
            Decimal(fields["value"]),
            None,
            gap,
            "\n".join(f"Phát hiện {one.fingerprint[:MARK]}: {one.message}" for one in on) or None,
        )


def _content(plan: PlanHead, fields: Mapping[str, Any], words: str) -> str:
    where = place_words(fields["section"] or (), fields["page"], (fields["span_start"], fields["span_end"]))
    head = f"{issuer_words(plan) or shown_path(plan.path)} · {document_words(plan)} · {where}"
    return f"{words}\n«{fields['text']}»\n{head}"


def _is_total(fields: Mapping[str, Any]) -> bool:
    return bool(fields["role"] == "total" and fields["locality"] is None)


def _is_indicator(fields: Mapping[str, Any]) -> bool:
    return bool(fields["indicator"] != "other" and fields["locality"] is None)


def _money_words(fields: Mapping[str, Any]) -> str:
    parts = [
        "Tổng kinh phí",
        fields["component"],
        label("capital", fields["capital"]),
        fields["source"] and f"nguồn {label('value', fields['source'])}",
        label("value", fields["status"]),
    ]
    return _named(parts, fields["year"], MONEY)


def _target_words(fields: Mapping[str, Any]) -> str:
    unit = "%" if fields["unit"] == "percent" else fields["unit_text"] or fields["unit"]
    return _named([fields["indicator_text"], label("value", fields["status"])], fields["year"], unit)


def _named(parts: Sequence[str | None], year: int | None, unit: str | None) -> str:
    said = ", ".join(part for part in (*parts, f"năm {year}" if year else None) if part)
    return f"{said[:1].upper()}{said[1:]}" + (f" (ĐVT: {unit})" if unit else "")


def _on(found: Sequence[OutFinding], span: Span) -> list[OutFinding]:
    """The findings whose words lie on these."""
    return [one for one in found if one.span[0] < span[1] and span[0] < one.span[1]]
