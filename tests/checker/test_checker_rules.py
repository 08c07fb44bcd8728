"""rules/checks.yaml: what it may say, and what the checker makes of it."""

from decimal import Decimal
from pathlib import Path

import pytest
from checker_drafts import RULES, Draft

from extractor.checker import check
from extractor.checker.judge import FAMILIES
from extractor.checker.wording import format_en, format_vi
from extractor.errors import RuleError
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.loading import load_yaml

SHIPPED = Path(__file__).parents[2] / "rules" / "checks.yaml"


def overlaid(tmp_path: Path, text: str) -> CheckRules:
    (tmp_path / "checks.yaml").write_text(text, encoding="utf-8")
    return load_yaml(SHIPPED, CheckRules, tmp_path / "checks.yaml")


BAD = {
    "unknown rule": ("rules:\n  no-such-rule: {enabled: false}", 2, "no-such-rule"),
    "unknown severity": ("rules:\n  unit-scale:\n    severity: grave", 3, "severity"),
    "unknown name": ("rules:\n  unit-scale:\n    messages:\n      total: {vi: '{sam}', en: x}", 4, "sam"),
    "broken braces": (
        "rules:\n  unit-scale:\n    messages:\n      total: {vi: '{sum', en: x}",
        4,
        "a brace is not closed",
    ),
    "bad tolerance": ("rates:\n  change_tolerance_percent: -1", 2, "change_tolerance_percent"),
    "bad pattern": ("number_has_year:\n  Nghị định:\n    without_year: '('", 3, "pattern"),
}


@pytest.mark.parametrize(("text", "line", "reason"), BAD.values(), ids=BAD)
def test_a_bad_rule_file_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    with pytest.raises(RuleError) as caught:
        overlaid(tmp_path, text)
    assert str(tmp_path / "checks.yaml") in caught.value.en
    assert f"line {line}:" in caught.value.en
    assert reason in caught.value.en


def test_a_rule_can_be_switched_off_and_weighed_anew(tmp_path: Path) -> None:
    draft = Draft("KẾ HOẠCH", document={"number": None, "issued_on": None})
    rules = overlaid(
        tmp_path, "rules:\n  number-missing: {enabled: false}\n  date-incomplete: {severity: warning}"
    )
    found = check(draft.plan(), rules).findings
    assert [(f.rule, f.severity) for f in found] == [("date-incomplete", "warning")]


def test_without_unit_scale_nothing_is_corrected(tmp_path: Path) -> None:
    draft = Draft("Tổng 2.621,5 đồng gồm 1.841,5 triệu đồng và 780 triệu đồng")
    draft.sum(draft.budget("2.621,5", "đồng"), draft.budget("1.841,5"), draft.budget("780"))
    audit = check(draft.plan(), overlaid(tmp_path, "rules:\n  unit-scale: {enabled: false}"))
    assert audit.findings == ()
    assert {b.value_corrected for b in audit.plan.budgets} == {None}


def test_no_sentence_accuses() -> None:
    assert "vi phạm" not in SHIPPED.read_text(encoding="utf-8").lower()


SUBSTANCE = {  # what the text alone shows
    "budget-unstated",
    "grand-total-missing",
    "capital-mixed",
    "lead-unit-missing",
    "section-content-mismatch",
    "estimate-below-actual",
    "target-without-figure",
    "baseline-missing",
    "target-below-actual",
    "direction-ambiguous",
}


KNOWLEDGE = {  # what rules/programmes.yaml must tell
    "component-unaddressed",
    "citation-superseded",
    "body-nonexistent",
    "capital-ineligible",
    "component-ineligible",
    "plan-part-missing",
    "target-below-assigned",
    "matching-below-minimum",
}


def test_ids_are_those_of_the_contract() -> None:
    assert set(RULES.ids) == SUBSTANCE | KNOWLEDGE | {
        "unit-scale",
        "unit-missing",
        "sum-mismatch",
        "rounding-difference",
        "ratio-mismatch",
        "percent-missing",
        "rate-inconsistent",
        "rate-impossible",
        "amount-in-words-mismatch",
        "citation-date-impossible",
        "citation-conflict",
        "locality-mismatch",
        "bracket-unbalanced",
        "appendix-missing",
        "number-format",
        "percent-range",
        "roll-up-mismatch",
        "copied-plan",
        "typo-suspected",
        "growth-mismatch",
        "target-conflict",
        "share-sum",
        "plan-year-mismatch",
        "period-not-elapsed",
        "citation-year-mismatch",
        "citation-incomplete",
        "deadline-before-issue",
        "number-missing",
        "date-incomplete",
        "numbering-gap",
        "numbering-duplicate",
    }


def test_findings_come_in_the_order_of_the_text() -> None:
    draft = Draft(
        "KẾ HOẠCH\nTheo Nghị định 9/NĐ-CP\nTổng 905 triệu đồng gồm 605 và 307", document={"number": None}
    )
    draft.cite("Nghị định 9/NĐ-CP", "Nghị định", "9/NĐ-CP")
    draft.sum(draft.budget("905"), draft.budget("605"), draft.budget("307"))
    found = draft.findings()
    assert [f.rule for f in found] == ["number-missing", "citation-incomplete", "sum-mismatch"]
    assert found == draft.findings()
    assert all(draft.text[slice(*f.span)] == f.text for f in found)
    assert all(draft.text[slice(*e.span)] == e.text for f in found for e in f.evidence)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_an_empty_plan_says_nothing(family: object) -> None:
    assert callable(family)
    verdicts = family(Draft("").plan(), RULES)
    assert (verdicts.checks, verdicts.findings) == ((), ())


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        ("2621.50", None, "2.621,5", "2,621.5"),
        ("1E+6", None, "1.000.000", "1,000,000"),
        ("0.0026215", None, "0,0026215", "0.0026215"),
        ("54", 1, "54,0", "54.0"),
        ("-1234", None, "-1.234", "-1,234"),
        ("-0.5", None, "-0,5", "-0.5"),
    ],
)
def test_figures_in_words(value: str, decimals: int | None, vi: str, en: str) -> None:
    assert (format_vi(Decimal(value), decimals), format_en(Decimal(value), decimals)) == (vi, en)
