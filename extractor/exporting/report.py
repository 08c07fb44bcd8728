"""Findings as a Word document to be attached to an official letter, laid out as Decree 30/2020/NĐ-CP has it.

A4 upright, Times New Roman 13–14, the body that issues it and the national motto side by side in the head; a table of
all findings, then each with its sentence, its calculation in words and its quotation.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from extractor.exporting.reckoned import calculation, own_words
from extractor.exporting.sheets import CREATOR, vietnamese
from extractor.exporting.texts import clean
from extractor.reporting.findings import SEVERITIES, VERDICTS
from extractor.reporting.places import shown_path
from extractor.reporting.triage import MARK

_FONT: Final = "Times New Roman"
_BODY: Final = 13
_SMALL: Final = 11
_MOTTO: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_LINE: Final = "─"
DOTS: Final = "……………………"
_SHADE: Final = "DDE6EF"
_SUMMARY: Final = (  # title, width in mm
    ("STT", 12),
    ("Mã", 26),
    ("Nội dung", 56),
    ("Số văn bản", 20),
    ("Số tính lại", 20),
    ("ĐVT", 15),
    ("Mức độ", 16),
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The body above the one that issues the report, and that one; dots stand where they are left blank."""

    above: str = DOTS
    own: str = DOTS


BLANK: Final = Letterhead()


def write_report(
    path: Path, found: Sequence[OutFinding], verdicts: Counter[str], head: Letterhead, left_out: int
) -> None:
    """Writes the report; `verdicts` counts what was checked in the same plans. Raises OSError."""
    report = _Report()
    report.letterhead(head)
    report.titles(found)
    report.summary(found)
    report.details(found)
    report.coverage(verdicts, left_out)
    report.save(path)


class _Report:
    """The document, written from its head down."""

    def __init__(self) -> None:
        from docx import Document  # noqa: PLC0415  (costs a quarter of a second)
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Mm, Pt  # noqa: PLC0415

        self._mm, self._pt = Mm, Pt
        self._align: Any = WD_ALIGN_PARAGRAPH
        self._document = Document()
        self._styles()
        self._page()

    def _styles(self) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _FONT, self._pt(_BODY)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = self._pt(3)
        properties = self._document.core_properties
        properties.author, properties.title, properties.comments = CREATOR, "Kết quả rà soát số liệu", ""

    def _page(self) -> None:
        page = self._document.sections[0]
        page.page_width, page.page_height = self._mm(210), self._mm(297)
        page.top_margin = page.bottom_margin = self._mm(20)
        page.left_margin, page.right_margin = self._mm(30), self._mm(15)
        page.different_first_page_header_footer = True  # the first page bears no number
        line = page.header.paragraphs[0]
        line.alignment = self._align(1)
        _page_number(line)

    def letterhead(self, head: Letterhead) -> None:
        """Two columns: the bodies at the left, the motto at the right; below it the letter it goes with."""
        table = self._document.add_table(rows=1, cols=2)
        table.autofit = False
        self._widths(table, (65, 100))
        left, right = table.rows[0].cells
        self._lines(
            left, (head.above.upper(), False, 12), (head.own.upper(), True, 12), (_LINE * 6, False, 8)
        )
        self._lines(right, (_MOTTO[0], True, 12), (_MOTTO[1], True, 13), (_LINE * 16, False, 8))

    def titles(self, found: Sequence[OutFinding]) -> None:
        """The title, whose plans it is about, the letter that it is attached to."""
        self._paragraph("PHỤ LỤC", bold=True, size=14, align=1, before=10)
        self._paragraph("KẾT QUẢ RÀ SOÁT SỐ LIỆU VĂN BẢN", bold=True, size=14, align=1)
        about = list(dict.fromkeys(one.plan for one in found))
        if len(about) == 1:
            self._paragraph(
                f"{document_words(about[0])} của {issuer_words(about[0]) or '…'}", bold=True, align=1
            )
        self._paragraph("(Kèm theo Công văn số ……/…… ngày …… tháng …… năm ……)", italic=True, align=1, after=8)
        counts = Counter(one.severity for one in found)
        told = ", ".join(f"{label('severity', name)} {counts[name]}" for name in SEVERITIES if counts[name])
        plans = f" trong {len(about)} văn bản" if len(about) > 1 else ""
        said = f"Có {len(found)} phát hiện{plans}: {told}." if found else "Không có phát hiện nào."
        self._paragraph(said)

    def summary(self, found: Sequence[OutFinding]) -> None:
        """The table of all findings, its head repeated on every page."""
        if not found:
            return
        self._paragraph("I. TỔNG HỢP", bold=True, before=6)
        table = self._document.add_table(rows=1, cols=len(_SUMMARY))
        table.style = "Table Grid"
        table.autofit = False
        self._widths(table, [width for _, width in _SUMMARY])
        self._row(table.rows[0], [title for title, _ in _SUMMARY], head=True)
        for number, one in enumerate(found, 1):
            told = figures_of(one)
            stated = "" if told.stated is None else _stated_words(one, told.stated)
            computed = "" if told.computed is None else vietnamese(told.computed)
            values = [
                str(number),
                one.fingerprint[:MARK],
                one.message,
                stated,
                computed or one.expected or "",
            ]
            self._row(table.add_row(), [*values, told.unit or "", label("severity", one.severity) or ""])
        self._paragraph("")

    def _widths(self, table: Any, widths: Sequence[int]) -> None:
        """Of the grid and of the cells there are: programs go by the one or the other."""
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(width)

    def _row(self, row: Any, values: Sequence[str], *, head: bool = False) -> None:
        for (title, width), cell, value in zip(_SUMMARY, row.cells, values, strict=True):
            cell.width = self._mm(width)
            align = 1 if head or title in {"STT", "ĐVT", "Mức độ"} else 2 if title.startswith("Số ") else 0
            self._lines(cell, (value, head, _SMALL), align=align)
            if head:
                _shade(cell)
        _mark_row(row, head=head)

    def details(self, found: Sequence[OutFinding]) -> None:
        """Each finding: sentence, calculation, quotation, ground, state."""
        if not found:
            return
        self._paragraph("II. CHI TIẾT TỪNG PHÁT HIỆN", bold=True, before=6)
        plan = None
        several = len({one.plan for one in found}) > 1
        for number, one in enumerate(found, 1):
            if several and one.plan != plan:
                plan = one.plan
                name = issuer_words(plan) or shown_path(plan.path)
                self._paragraph(
                    f"{name}: {document_words(plan)}", bold=True, italic=True, before=6, keep=True
                )
            self._detail(number, one)

    def _detail(self, number: int, one: OutFinding) -> None:
        name = label("rule", one.rule) or one.rule
        head = f"{number}. {name[:1].upper()}{name[1:]} ({label('severity', one.severity)})"
        self._paragraph(head, bold=True, before=6, keep=True)
        self._paragraph(one.message, align=3, keep=True)
        for told in dict.fromkeys(filter(None, map(calculation, one.checks))):
            self._labelled("Cách tính", f"{told}.")
        if one.expected:
            self._labelled("Phải là", one.expected)
        self._labelled(
            "Trích nguyên văn", "; ".join(quoted([e.text for e in one.evidence] or [one.text]).split("\n"))
        )
        self._labelled(
            "Vị trí", f"{place_words(one.section, one.page, one.span)} · tệp {shown_path(one.plan.path)}"
        )
        self._labelled("Tiêu chí", criterion(one.rule))
        sure = f"độ chắc chắn: {label('certainty', one.certainty)}"
        said = f"{triage_words(one.state, one.reason)}; {sure}; mã {one.fingerprint[:MARK]}"
        self._labelled("Trạng thái", said)
        if one.note:
            self._labelled("Ý kiến rà soát", one.note)

    def coverage(self, verdicts: Counter[str], left_out: int) -> None:
        """What was checked, so that it can be signed; what the report leaves out."""
        self._paragraph("III. PHẠM VI ĐỐI CHIẾU", bold=True, before=6, keep=True)
        told = "; ".join(f"{label('verdict', name)}: {verdicts[name]}" for name in VERDICTS)
        self._paragraph(
            f"Đã thực hiện {sum(verdicts.values())} phép đối chiếu. {told[:1].upper()}{told[1:]}.", align=3
        )
        if left_out:
            self._paragraph(f"Không kể {left_out} phát hiện không ghi nhận hoặc về thể thức.", align=3)

    def save(self, path: Path) -> None:
        """Writes the file; raises OSError."""
        self._document.save(str(path))

    def _labelled(self, name: str, text: str) -> None:
        line = self._document.add_paragraph()
        line.paragraph_format.left_indent = self._mm(6)
        line.alignment = self._align(0)
        line.add_run(f"{name}: ").italic = True
        line.add_run(clean(text))

    def _paragraph(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: int = _BODY,
        align: int = 0,
        before: int = 0,
        after: int = 3,
        keep: bool = False,
    ) -> None:
        line = self._document.add_paragraph()
        line.alignment = self._align(align)
        form = line.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = self._pt(before), self._pt(after), keep
        run = line.add_run(clean(text))
        run.bold, run.italic, run.font.size = bold, italic, self._pt(size)

    def _lines(self, cell: Any, *lines: tuple[str, bool, int], align: int = 1) -> None:
        for number, (text, bold, size) in enumerate(lines):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.alignment = self._align(align)
            line.paragraph_format.space_after = self._pt(0)
            run = line.add_run(clean(text))
            run.bold, run.font.size = bold, self._pt(size)


def _stated_words(one: OutFinding, stated: Decimal) -> str:
    """The figure as the plan has it, where it bears its own unit, else the number."""
    own = (own_words(check, stated) for check in one.checks)
    return next(filter(None, own), vietnamese(stated))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def _mark_row(row: Any, *, head: bool) -> None:
    """A row stays on one page; the head of the table stands on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))


def _page_number(line: Any) -> None:
    for kind in ("begin", "end"):
        run = line.add_run()
        run._r.append(_element("w:fldChar", fldCharType=kind))
        if kind == "begin":
            text = _element("w:instrText")
            text.text = "PAGE"
            line.add_run()._r.append(text)


def verdicts_of(checks: Iterable[Any]) -> Counter[str]:
    """How many of the checks came out how."""
    return Counter(check.verdict for check in checks)
