"""Why words were read as they were: every record of the samples, and words that are no record."""

from pathlib import Path

import pytest

from extractor.explain.reading import PlanRead
from extractor.explain.why import Explanation, explain
from extractor.parsers import parse_file
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph
from extractor.plantext import PlanText
from extractor.records import Budget, Citation, Target
from extractor.rulebook import load_rulebook

RULES = load_rulebook()


def text_of(*paragraphs: str) -> PlanText:
    return assemble("t", "txt", [Paragraph("KẾ HOẠCH"), *(Paragraph(words) for words in paragraphs)])


def at(words: str, *paragraphs: str) -> Explanation:
    text = text_of(*paragraphs)
    start = text.text.index(words)
    return explain(text, start, start + len(words), RULES)


def decided(found: Explanation) -> dict[str, tuple[str, str | None]]:
    return {
        d.what: (d.value, d.entry.id if d.entry else None)
        for reading in found.readings
        for d in reading.decided
    }


def lost(found: Explanation) -> dict[str, str]:
    return {loser.entry.id: loser.vi for reading in found.readings for loser in reading.lost}


GOAL = "- Phấn đấu giảm tỷ lệ hộ nghèo trên 3%."


def test_what_decided_a_target() -> None:
    found = at("3", "I. MỤC TIÊU", GOAL)
    assert decided(found) == {
        "unit": ("percent", None),
        "indicator": ("poverty_rate_reduction", "indicators.poverty_rate_reduction"),
        "status": ("target", "phrases.status.target"),
        "direction": ("decrease", "phrases.direction.decrease"),
        "comparator": (">=", "phrases.comparator.>="),
    }


def test_what_decided_a_sum() -> None:
    found = at("500", "I. KINH PHÍ", "- Vốn sự nghiệp từ ngân sách trung ương: 500 triệu đồng.")
    said = decided(found)
    assert said["unit"] == ("triệu đồng", "units.money.triệu đồng")
    assert said["source"] == ("central", "funding.sources.central")
    assert said["capital"] == ("recurrent", "funding.capital.recurrent")
    assert said["status"] == ("plan", "headings.status.target")


def test_what_decided_a_citation() -> None:
    found = at("12/2022", "Căn cứ Nghị quyết liên tịch số 12/2022/NQLT-CP-UBTW ngày 05/01/2022;")
    assert decided(found)["cited_type"] == ("Nghị quyết liên tịch", "citations.types.Nghị quyết liên tịch")
    assert decided(found)["role"] == ("basis", "citations.basis_openings")
    assert "citations.types.Nghị quyết" in lost(found)


@pytest.mark.parametrize(
    ("sentence", "figure", "rule", "reason"),
    [
        pytest.param(GOAL, "3", "indicators.poor_households", "đơn vị khác", id="unit"),
        pytest.param(
            "- Hỗ trợ hộ nghèo, tặng 40 hộ bồn chứa.", "40", "indicators.poor_households", "từ loại trừ", id="unless"
        ),
        pytest.param(
            "- Mở 5 lớp cho 90 lao động, giới thiệu việc làm; đào tạo nghề cho 70 lao động.",
            "70",
            "indicators.jobs_created",
            "chỉ thấy trong cùng câu",
            id="nearer",
        ),
        pytest.param("- Còn 60 hộ nghèo.", "60", "indicators.near_poor_households", "", id="words-absent"),
        pytest.param("- Khám 70 lượt bệnh nhân.", "70", "units.counts.visit", "", id="own-unit"),
    ],
)  # fmt: skip
def test_what_tried_and_lost(sentence: str, figure: str, rule: str, reason: str) -> None:
    reasons = lost(at(figure, "I. MỤC TIÊU", sentence))
    assert reason in reasons[rule] if reason else rule not in reasons


@pytest.mark.parametrize(
    ("words", "paragraph", "vi", "rule"),
    [
        pytest.param("5", "Trẻ em dưới 5 tuổi được tiêm.", "là tên gọi có số", "headings.labels.age", id="label"),
        pytest.param("12/3/2022", "Họp ngày 12/3/2022 tại xã.", "là ngày tháng", None, id="date"),
        pytest.param("I.", "I. MỤC TIÊU", "số thứ tự", None, id="marker"),
        pytest.param("MỤC TIÊU", "I. MỤC TIÊU", "đề mục này", "headings.status.target", id="heading"),
        pytest.param("giảm", "- Sẽ giảm hộ nghèo.", "nghĩa của số liệu", "phrases.direction.decrease", id="cue"),
        pytest.param("đường", "II. Làm đường xã.", "lời văn", None, id="plain"),
    ],
)  # fmt: skip
def test_what_words_are_that_no_record_covers(words: str, paragraph: str, vi: str, rule: str | None) -> None:
    found = at(words, paragraph)
    assert not found.readings
    assert any(vi in note.vi and rule == (note.entry.id if note.entry else None) for note in found.notes)


def test_a_figure_that_no_rule_reads_is_said_to_be_unread() -> None:
    readings = at("1.2345.6", "I. KẾT QUẢ", "- Được 1.2345.6 phần.").readings
    assert (readings[0].record.record, readings[0].decided) == ("unread", ())


@pytest.mark.parametrize("name", ["phu-thanh-tay-2024.txt", "nam-khoa-2023.docx"])
def test_every_record_of_a_sample_is_explained(checkout: Path, name: str) -> None:
    """The field that names the rule is the record's own; no rule both decided and lost."""
    text = parse_file(checkout / "corpora" / "samples" / "plans" / name)
    plan = PlanRead(text, RULES).audit.plan
    records: list[Budget | Target | Citation] = [*plan.budgets[::6], *plan.targets[::6], *plan.citations[::3]]
    for record in records:
        start, end = record.span if isinstance(record, Citation) else record.figure
        found = explain(text, start, end, RULES)
        (reading,) = [r for r in found.readings if r.record == record]
        entries = {d.entry.id for d in reading.decided if d.entry}
        assert not entries & {loser.entry.id for loser in reading.lost}
        if isinstance(record, Target) and record.indicator != "other":
            assert f"indicators.{record.indicator}" in entries
        if isinstance(record, Budget) and record.source:
            assert f"funding.sources.{record.source}" in entries
