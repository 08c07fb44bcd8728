"""Every record leads back to the words it was read from, in every sample and in any text."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_making import rules

from extractor.audit import audit_file, audit_text
from extractor.parsers.assemble import assemble
from extractor.parsers.txt import read_txt
from extractor.plan import Audit
from extractor.records import Budget, Target

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
FILES = sorted(path for folder in ("plans", "formats") for path in (SAMPLES / folder).iterdir())


def wrongs(audit: Audit) -> Iterator[str]:
    """What does not hold of the records of one plan; nothing where all does."""
    yield from span_wrongs(audit)
    yield from sum_wrongs(audit)
    for record in (*audit.plan.budgets, *audit.plan.targets):
        yield from figure_wrongs(record, audit.plan.text.text)


def span_wrongs(audit: Audit) -> Iterator[str]:
    plan, size = audit.plan, len(audit.plan.text.text)
    pieces = [(record.record, record.span, record.text) for record in audit.records()]
    pieces += [("term", t.span, t.text) for check in audit.checks for t in check.terms]
    pieces += [("evidence", e.span, e.text) for finding in audit.findings for e in finding.evidence]
    for kind, span, words in pieces:
        if not 0 <= span[0] <= span[1] <= size:
            yield f"{kind} {span} outside of {size}"
        elif plan.words(span) != words:
            yield f"{kind} {span}: {plan.words(span)!r} is not {words!r}"


def figure_wrongs(record: Budget | Target, text: str) -> Iterator[str]:
    start, end = record.figure
    if not record.span[0] <= start < end <= record.span[1]:
        yield f"figure {record.figure} outside of {record.span} «{record.text}»"
    if record.rule_id != "zero-goal" and not (text[start].isdigit() and text[end - 1].isdigit()):
        yield f"figure «{text[start:end]}» is not made of digits"
    numbers = [record.value, getattr(record, "denominator", None)]
    if not all(number.is_finite() for number in numbers if isinstance(number, Decimal)):
        yield f"{numbers} of «{record.text}»"


def sum_wrongs(audit: Audit) -> Iterator[str]:
    plan = audit.plan
    for relation in plan.sums:
        if relation.total in relation.parts or not relation.parts:
            yield f"{relation} holds its own total, or nothing"
        if max(relation.total, *relation.parts) >= len(plan.budgets):
            yield f"{relation} counts budgets that are not there"
    for pair in plan.rates:
        if plan.targets[pair.rate].unit != "percent" or plan.targets[pair.count].unit == "percent":
            yield f"{pair} is no count and rate"


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in FILES])
def test_every_record_of_a_sample_leads_back_to_its_words(path: Path) -> None:
    audit = audit_file(path, rules())
    assert list(wrongs(audit)) == []
    kinds = {record.record for record in audit.records()}
    assert {"document", "citation", "budget", "target", "check"} <= kinds


def read(text: str) -> Audit:
    flow, notes = read_txt(text.encode())
    return audit_text(assemble("t", "txt", flow, notes), rules())


SENTENCES = [
    "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;",
    "Theo khoản 2 Điều 5 Nghị định số 07/2021/NĐ-CP và Luật Việc làm.",
    "KẾ HOẠCH",
    "Số: 12/KH-UBND",
    "Tam An, ngày … tháng 01 năm 2025",
    "Phần thứ hai",
    "I. MỤC TIÊU",
    "1. Dự án 4: Nghề nghiệp",
    "a) Tiểu dự án 1: Đào tạo",
    "- Giảm 52 hộ nghèo, tương ứng giảm 2,5%; còn 310 hộ nghèo, tỷ lệ 15,23%.",
    "Tổng kinh phí: 3.417,5 triệu đồng, trong đó: NSTW 2.417,5 triệu đồng, ngân sách tỉnh 1.000 triệu đồng.",
    "Tổng vốn 900 triệu đồng, gồm:",
    "- Ngân sách trung ương: 600 triệu đồng (sự nghiệp 200 triệu đồng);",
    "- Huy động: 2 tỷ 500 triệu đồng, 60 triệu đồng/nhà.",
    "Giảm tỷ lệ hộ nghèo từ 12% xuống còn 9%, từ 5% đến 7%.",
    "Phấn đấu không còn hộ nghèo thuộc diện người có công.",
    "Duy trì 14/31 trường, đạt 54,05; 86/95 lao động, đạt 90,5%.",
    "Đầu năm có 412 hộ nghèo (20,24%) và 305 hộ cận nghèo (14,98%).",
    "Nhà tối thiểu 30 m2, tuổi thọ 20 năm trở lên, trẻ dưới 5 tuổi.",
    "Gửi trước ngày 30/6/2024; có 6.214.3000 người; tổng kinh phí: 900",
    "| TT | Xã | Số hộ | Kinh phí (triệu đồng) |",
    "| 1 | Tam An | 12 | 1.500 |",
    "| | Tổng cộng | 12 | 1.500,5 |",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "",
]
QUICK = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@QUICK
@given(st.lists(st.sampled_from(SENTENCES), max_size=14))
def test_any_order_of_sentences_leads_back_to_its_words(lines: list[str]) -> None:
    assert list(wrongs(read("\n".join(lines)))) == []


PIECES = [
    *(word for sentence in SENTENCES for word in sentence.split()),
    *(
        "triệu đồng",
        "hộ nghèo",
        "trong đó",
        "12,5%",
        "1.234",
        "/",
        "-",
        "(",
        ")",
        ";",
        ",",
        "\n",
        "\n| ",
        " |",
        "tỉ",
        "hoà",
    ),
]


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_jumble_of_words_leads_back_to_its_words(text: str) -> None:
    assert [*span_wrongs(read(text))] == []


@QUICK
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80))
def test_no_text_at_all_raises(text: str) -> None:
    assert [*span_wrongs(read(text))] == []


@QUICK
@given(st.text(alphabet="0123456789.,%/-()|+ \n\u00a0 hộđồngtriệutỷnămIVXa)", max_size=80))
def test_no_text_of_figures_and_marks_raises(text: str) -> None:
    assert [*span_wrongs(read(text))] == []
