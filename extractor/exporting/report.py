"""Findings as a Word document to be attached to an official letter: a table of all of them, then each with its
sentence, its calculation in words and its quotation."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from extractor.corpus.outgoing import OutFinding
from extractor.exporting.finding_sheets import figures_of
from extractor.exporting.labels import (
    criterion,
    document_words,
    issuer_words,
    label,
    place_words,
    quoted,
    triage_words,
)
from extractor.exporting.paper import BOTH, CENTRE, RIGHT, Col, Letterhead, Paper
from extractor.exporting.reckoned import calculation, own_words
from extractor.exporting.sheets import vietnamese
from extractor.reporting.findings import SEVERITIES, VERDICTS
from extractor.reporting.places import shown_path
from extractor.reporting.triage import MARK

_TITLE: Final = "Kết quả rà soát số liệu"
_SUMMARY: Final = (
    Col("STT", 12, CENTRE),
    Col("Mã", 26),
    Col("Nội dung", 56),
    Col("Số văn bản", 20, RIGHT),
    Col("Số tính lại", 20, RIGHT),
    Col("ĐVT", 15, CENTRE),
    Col("Mức độ", 16, CENTRE),
)


def write_report(
    path: Path, found: Sequence[OutFinding], verdicts: Counter[str], head: Letterhead, left_out: int
) -> None:
    """Writes the report; `verdicts` counts what was checked in the same plans. Raises OSError."""
    report = _Report(_TITLE)
    report.letterhead(head)
    report.titles(found)
    report.summary(found)
    report.details(found)
    report.coverage(verdicts, left_out)
    report.save(path)


class _Report(Paper):
    """The report of findings."""

    def titles(self, found: Sequence[OutFinding]) -> None:
        """The title, whose plans it is about, the letter that it is attached to."""
        self.paragraph("PHỤ LỤC", bold=True, size=14, align=CENTRE, before=10)
        self.paragraph("KẾT QUẢ RÀ SOÁT SỐ LIỆU VĂN BẢN", bold=True, size=14, align=CENTRE)
        about = list(dict.fromkeys(one.plan for one in found))
        if len(about) == 1:
            self.paragraph(
                f"{document_words(about[0])} của {issuer_words(about[0]) or '…'}", bold=True, align=CENTRE
            )
        self.paragraph(
            "(Kèm theo Công văn số ……/…… ngày …… tháng …… năm ……)", italic=True, align=CENTRE, after=8
        )
        counts = Counter(one.severity for one in found)
        told = ", ".join(f"{label('severity', name)} {counts[name]}" for name in SEVERITIES if counts[name])
        plans = f" trong {len(about)} văn bản" if len(about) > 1 else ""
        said = f"Có {len(found)} phát hiện{plans}: {told}." if found else "Không có phát hiện nào."
        self.paragraph(said)

    def summary(self, found: Sequence[OutFinding]) -> None:
        """The table of all findings."""
        if not found:
            return
        self.paragraph("I. TỔNG HỢP", bold=True, before=6, keep=True)
        self.table(_SUMMARY, (_summed(number, one) for number, one in enumerate(found, 1)))

    def details(self, found: Sequence[OutFinding]) -> None:
        """Each finding: sentence, calculation, quotation, ground, state."""
        if not found:
            return
        self.paragraph("II. CHI TIẾT TỪNG PHÁT HIỆN", bold=True, before=6)
        plan = None
        several = len({one.plan for one in found}) > 1
        for number, one in enumerate(found, 1):
            if several and one.plan != plan:
                plan = one.plan
                name = issuer_words(plan) or shown_path(plan.path)
                self.paragraph(f"{name}: {document_words(plan)}", bold=True, italic=True, before=6, keep=True)
            self._detail(number, one)

    def _detail(self, number: int, one: OutFinding) -> None:
        finding_detail(self, number, one)
        sure = f"độ chắc chắn: {label('certainty', one.certainty)}"
        said = f"{triage_words(one.state, one.reason)}; {sure}; mã {one.fingerprint[:MARK]}"
        self.labelled("Trạng thái", said)
        if one.note:
            self.labelled("Ý kiến rà soát", one.note)

    def coverage(self, verdicts: Counter[str], left_out: int) -> None:
        """What was checked, so that it can be signed; what the report leaves out."""
        self.paragraph("III. PHẠM VI ĐỐI CHIẾU", bold=True, before=6, keep=True)
        told = "; ".join(f"{label('verdict', name)}: {verdicts[name]}" for name in VERDICTS)
        self.paragraph(
            f"Đã thực hiện {sum(verdicts.values())} phép đối chiếu. {told[:1].upper()}{told[1:]}.", align=BOTH
        )
        if left_out:
            self.paragraph(f"Không kể {left_out} phát hiện không ghi nhận hoặc về thể thức.", align=BOTH)


def finding_detail(paper: Paper, number: int, one: OutFinding) -> None:
    """A finding with its sentence, its calculation, its quotation, where it stands and the criterion."""
    name = label("rule", one.rule) or one.rule
    head = f"{number}. {name[:1].upper()}{name[1:]} ({label('severity', one.severity)})"
    paper.paragraph(head, bold=True, before=6, keep=True)
    paper.paragraph(one.message, align=BOTH, keep=True)
    for told in dict.fromkeys(filter(None, map(calculation, one.checks))):
        paper.labelled("Cách tính", f"{told}.")
    if one.expected:
        paper.labelled("Phải là", one.expected)
    paper.labelled("Trích nguyên văn", "; ".join(dict.fromkeys(_quotations(one))))
    where = place_words(one.section, one.page, one.span)
    paper.labelled("Vị trí", f"{where} · tệp {shown_path(one.plan.path)}")
    paper.labelled("Tiêu chí", criterion(one.rule))


def _quotations(one: OutFinding) -> Iterator[str]:
    """The words that show it; those of another plan name its file."""
    if not one.evidence:
        yield quoted([one.text])
    for piece in one.evidence:
        of_other = "" if piece.path == one.plan.path else f" (tệp {shown_path(piece.path)})"
        yield quoted([piece.text]) + of_other


def _summed(number: int, one: OutFinding) -> tuple[str, ...]:
    told = figures_of(one)
    stated = "" if told.stated is None else _stated_words(one, told.stated)
    computed = "" if told.computed is None else vietnamese(told.computed)
    figures = stated, computed or one.expected or "", told.unit or ""
    return str(number), one.fingerprint[:MARK], one.message, *figures, label("severity", one.severity) or ""


def _stated_words(one: OutFinding, stated: Decimal) -> str:
    """The figure as the plan has it, where it bears its own unit, else the number."""
    own = (own_words(check, stated) for check in one.checks)
    return next(filter(None, own), vietnamese(stated))


def verdicts_of(checks: Iterable[Any]) -> Counter[str]:
    """How many of the checks came out how."""
    return Counter(check.verdict for check in checks)
