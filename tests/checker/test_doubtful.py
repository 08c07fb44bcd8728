"""What rests on figures that may have been recognised wrongly is no fault of the plan yet."""

import pytest

from extractor.audit import audit_text
from extractor.parsers.assemble import assemble
from extractor.parsers.doubts import DoubtBook, DoubtfulFigure
from extractor.parsers.flow import Paragraph
from extractor.plan import Audit
from extractor.records import Finding
from extractor.rulebook import load_rulebook

HEAD = ("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024")
SURE = 0.93


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
