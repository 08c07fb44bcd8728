"""What rests on figures that may have been recognised wrongly is no fault of the plan yet."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.audit import audit_text
from extractor.parsers import parse_file
from extractor.parsers.assemble import assemble
from extractor.parsers.doubts import DoubtBook, DoubtfulFigure
from extractor.parsers.flow import Paragraph
from extractor.plan import Audit
from extractor.records import Finding
from extractor.rulebook import load_rulebook

HEAD = ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024")
SURE = 0.93
PLANS = Path(__file__).resolve().parents[2] / "corpora" / "samples" / "plans"


def _audit(total: str, *, recognised: bool, doubtful: DoubtfulFigure | None = None) -> Audit:
    book = DoubtBook()
    figure = book.marked(total, doubtful) if doubtful else total
    body = f"Tổng kinh phí là {figure} triệu đồng, gồm: vốn trung ương 30 triệu đồng, vốn địa phương 27,1 triệu đồng."
    text = assemble(
        "a.pdf",
        "pdf",
        [Paragraph(words, page=1) for words in (*HEAD, body)],
        doubtful=book.figures,
        recognised=[(1, SURE)] if recognised else [],
    )
    return audit_text(text, load_rulebook())


def _fault(audit: Audit) -> Finding:
    (found,) = (f for f in audit.findings if f.rule in ("sum-mismatch", "unit-scale"))
    return found


def test_a_total_that_was_perhaps_misread_is_told_as_a_doubtful_reading() -> None:
    audit = _audit("591", recognised=True, doubtful=DoubtfulFigure("591", 0.5, ("57,1",)))
    found = _fault(audit)
    assert (found.severity, found.certainty, found.confidence) == ("warning", "possible", 0.5)
    assert found.readings == ("57,1",)
    assert "«591» (trang 1; cũng có thể là «57,1»)" in found.message
    assert "(page 1; it may also be «57,1»)" in found.message_en


def test_the_same_total_in_a_text_layer_is_an_error() -> None:
    found = _fault(_audit("591", recognised=False))
    assert (found.severity, found.certainty, found.confidence) == ("error", "certain", 1.0)


def test_what_was_surely_read_is_likely_and_to_be_compared() -> None:
    found = _fault(_audit("591", recognised=True))
    assert (found.severity, found.certainty, found.confidence) == ("warning", "likely", SURE)
    assert found.message.endswith("hãy đối chiếu với bản quét trước khi kết luận.")


def test_records_and_checks_know_how_surely_they_were_read() -> None:
    audit = _audit("57,1", recognised=True, doubtful=DoubtfulFigure("57,1", 0.5, ("571",)))
    total, *parts = audit.plan.budgets
    assert (total.confidence, total.readings) == (0.5, ("571",))
    assert {part.confidence for part in parts} == {SURE}
    assert audit.plan.document.confidence == SURE
    assert audit.plan.document.notes[-1] == "page 1: figures to compare with the image: «57,1» (or «571»)"
    (check,) = (check for check in audit.checks if check.relation == "sum")
    assert (check.verdict, check.confidence, check.readings) == ("agrees", 0.5, ("571",))


@pytest.mark.parametrize(("recognised", "told"), [(False, True), (True, False)], ids=["written", "scanned"])
def test_spelling_is_not_judged_on_recognised_pages(recognised: bool, told: bool) -> None:
    words = (*HEAD, "Thực hiện chính sách giảm nghéo bền vững cho hộ nghèo (theo kế hoạch của xã.")
    text = assemble(
        "a.pdf",
        "pdf",
        [Paragraph(line, page=1) for line in words],
        recognised=[(1, SURE)] if recognised else [],
    )
    found = {finding.rule for finding in audit_text(text, load_rulebook()).findings}
    assert ("bracket-unbalanced" in found) == told


_HEAD = ("Số: 12/KH-UBND", "Tân Hòa, ngày 05 tháng 3 năm 2024", *HEAD)
_FAULTS = {
    "sum": "Tổng kinh phí là 591 triệu đồng, gồm: vốn trung ương 30 triệu đồng, vốn địa phương 27,1 triệu đồng.",
    "ratio": "Tỷ lệ hộ thoát nghèo là 36/42 hộ, đạt 81,7%.",
    "unit": "Tổng kinh phí là 1.932,4 đồng, gồm: vốn trung ương 1.500 triệu đồng, vốn địa phương 432,4 triệu đồng.",
    "citation": "Căn cứ Quyết định số 15/QĐ-UBND ngày 20/6/2024 của UBND tỉnh;",
    "deadline": "Hoàn thành rà soát trước ngày 15/01/2024.",
    "percent": "Tỷ lệ hộ nghèo năm 2023 của xã là 109,6%.",
    "words": "Tổng kinh phí là 350 triệu đồng (Bằng chữ: Ba trăm sáu mươi triệu đồng).",
    "year": "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15/3/2020 của Chính phủ;",
}


def _mixed(body: str, recognised: tuple[int, ...]) -> Audit:
    """The head on page 1, the words on page 2."""
    flow = [*(Paragraph(words, page=1) for words in _HEAD), Paragraph(body, page=2)]
    text = assemble("a.pdf", "pdf", flow, recognised=[(page, SURE) for page in recognised])
    return audit_text(text, load_rulebook())


def _severities(audit: Audit) -> dict[str, str]:
    return {finding.rule: finding.severity for finding in audit.findings}


@pytest.mark.parametrize("body", _FAULTS.values(), ids=_FAULTS.keys())
def test_no_kind_of_finding_on_a_recognised_page_is_an_error(body: str) -> None:
    written, scanned = _mixed(body, ()), _mixed(body, (2,))
    assert "error" in _severities(written).values()
    assert "error" not in _severities(scanned).values()
    assert _severities(scanned).keys() == _severities(written).keys()
    assert all(found.confidence == SURE for found in scanned.findings if found.page == 2)
    assert all(found.certainty != "certain" for found in scanned.findings if found.page == 2)


@pytest.mark.parametrize(
    ("body", "severity"),
    [(_FAULTS["citation"], "warning"), (_FAULTS["deadline"], "warning"), (_FAULTS["sum"], "error")],
    ids=["citation", "deadline", "sum"],
)
def test_a_date_rests_on_the_recognised_page_that_dates_the_plan(body: str, severity: str) -> None:
    assert severity in _severities(_mixed(body, (1,))).values()
    assert ("error" in _severities(_mixed(body, (1,))).values()) == (severity == "error")


def test_checks_without_doubts_are_as_sure_as_their_page() -> None:
    assert {check.confidence for check in _mixed(_FAULTS["sum"], (2,)).checks} == {SURE}
    assert {check.confidence for check in _mixed(_FAULTS["sum"], (1,)).checks} == {1.0}
    assert {check.confidence for check in _audit("57,1", recognised=True).checks} == {SURE}


@pytest.mark.parametrize(
    "plan", ["cam-loi-dong-2024", "con-ngang-2025", "dak-nhuong-2024", "hoa-my-trung-2023"]
)
def test_the_faults_of_the_samples_are_no_errors_where_they_were_recognised(plan: str) -> None:
    text = parse_file(PLANS / f"{plan}.txt")
    paged = replace(text, blocks=tuple(replace(block, page=1) for block in text.blocks))
    assert "error" in _severities(audit_text(paged, load_rulebook())).values()
    audit = audit_text(replace(paged, recognised=((1, SURE),)), load_rulebook())
    assert {finding.severity for finding in audit.findings} <= {"warning", "info"}
    assert {check.confidence for check in audit.checks} <= {SURE}
