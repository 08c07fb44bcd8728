"""Ratios, counts with their rates, and figures without % or unit."""

import re
from dataclasses import replace

import pytest
from checker_drafts import RULES, Draft

from extractor.checker import check
from extractor.plan import RatePair
from extractor.plantext import BlockKind
from extractor.records import Finding


def ratio(text: str, count: str, stated: str, unit: str | None = "household", **fields: str) -> Draft:
    draft = Draft(text)
    draft.target(count, unit, status="actual")
    at = text.index(count) + len(count)
    draft.target(stated, "percent", at=at, **{"status": "actual", **fields})
    return draft


@pytest.mark.parametrize(
    ("text", "count", "stated", "expected"),
    [
        ("Đã sửa 15/20 nhà, đạt 85% kế hoạch", "15/20", "85", "75%"),
        ("Duy trì 20/37 trường chuẩn quốc gia, tỷ lệ 55,1%", "20/37", "55,1", "54,1%"),
        ("Đào tạo được 665/1000 đạt 65,6%", "665/1000", "65,6", "66,5%"),
        ("Đã tạo việc cho 2.574/1.200 người (đạt 241,5%)", "2.574/1.200", "241,5", "214,5%"),
        ("Có 12/16 xã (85,00%) hoàn thành", "12/16", "85,00", "75,00%"),
        ("Có 45/300 hộ, chiếm tỷ lệ 12%", "45/300", "12", "15%"),
        ("Kết quả 250/300 hộ, đạt 90% kế hoạch giao", "250/300", "90", "83%"),
        ("Kết quả 250/300 hộ, đạt 100% số hộ", "250/300", "100", "83%"),
        ("Kết quả 330/300 hộ, đạt 100% kế hoạch giao", "330/300", "100", "110%"),
        ("Có 667/1000 hộ, chiếm 66,6%", "667/1000", "66,6", "66,7%"),
    ],
)
def test_ratio_mismatch(text: str, count: str, stated: str, expected: str) -> None:
    (finding,) = ratio(text, count, stated).findings()
    assert (finding.rule, finding.severity) == ("ratio-mismatch", "error")
    assert (finding.text, finding.expected) == (f"{stated}%", expected)
    assert [e.text for e in finding.evidence] == [count, f"{stated}%"]
    assert f"{count} = {expected}" in finding.message.replace("1.000", "1000")


@pytest.mark.parametrize(
    ("text", "count", "stated", "verdict"),
    [
        ("Duy trì 20/37 trường chuẩn, tỷ lệ 54,1%", "20/37", "54,1", "agrees"),
        ("Đã tạo việc cho 2.574/1.200 người, đạt 214,5% kế hoạch", "2.574/1.200", "214,5", "agrees"),
        ("Đã hỗ trợ 12,5/25 km, đạt 50%", "12,5/25", "50", "agrees"),
        ("Có 10/12 xã đạt 100% kế hoạch", "10/12", "100", "not-checkable"),
        ("Kết quả 250/300 hộ, đạt 100% kế hoạch giao", "250/300", "100", "not-checkable"),
        ("Kết quả 250/300 hộ, đạt 100% so với chỉ tiêu giao", "250/300", "100", "not-checkable"),
        ("Kết quả 300/300 hộ, đạt 100% kế hoạch giao", "300/300", "100", "agrees"),
        ("Có 12/15 xã có điện, tỷ lệ hộ dùng điện đạt 95%", "12/15", "95", None),
        ("Có 8/10 xã có tỷ lệ 5%", "8/10", "5", None),
        ("Có 8/10 xã giảm nghèo đạt 5%", "8/10", "5", None),
        ("Có 8/10 xã; đạt 5% hộ", "8/10", "5", None),
        ("Có 8/10 xã.\nĐạt 5% hộ", "8/10", "5", None),
    ],
)
def test_no_ratio_fault(text: str, count: str, stated: str, verdict: str | None) -> None:
    audit = ratio(text, count, stated).audit()
    assert audit.findings == ()
    assert [c.verdict for c in audit.checks] == ([verdict] if verdict else [])


def test_an_estimate_is_not_the_ratio_of_a_result() -> None:
    assert (
        ratio("Đã dạy 665/1000 người, đạt 75,5%", "665/1000", "75,5", status="estimate").audit().checks == ()
    )


def test_a_percentage_cut_off_weighs_little() -> None:
    (finding,) = ratio("Đã sửa 2/3 nhà, đạt 66,6%", "2/3", "66,6").findings()
    assert (finding.severity, finding.certainty, finding.expected) == ("info", "possible", "66,7%")


def test_a_rate_without_its_sign_is_proved_by_its_ratio() -> None:
    draft = ratio(
        "Đã dạy nghề được 665/1000 đạt 66,5; ước đạt 75,5%", "665/1000", "66,5", rule_id="percent-missing"
    )
    (finding,) = draft.findings()
    assert (finding.rule, finding.text, finding.expected) == ("percent-missing", "66,5", "66,5%")
    assert (finding.severity, finding.certainty) == ("warning", "certain")
    assert "665/1.000 = 66,5%" in finding.message


def test_a_rate_without_its_sign_alone() -> None:
    draft = Draft("Tỷ lệ lao động qua đào tạo 55,2")
    draft.target("55,2", "percent", rule_id="percent-missing")
    assert [(f.rule, f.expected, f.certainty) for f in draft.findings()] == [
        ("percent-missing", "55,2%", "likely")
    ]


def test_unit_missing() -> None:
    draft = Draft("Đã dạy nghề 665/1000; kinh phí 300, trong khi 500 triệu đồng và 200 triệu đồng")
    draft.target("665/1000", None, rule_id="unit-missing", unit_text="người")
    draft.budget("300", None, rule_id="unit-missing")
    draft.budget("500")
    draft.budget("200")
    assert [(f.rule, f.text, f.expected, f.severity) for f in draft.findings()] == [
        ("unit-missing", "665/1000", "665/1000 người", "error"),
        ("unit-missing", "300", "300 triệu đồng", "error"),
    ]


def rates(*pairs: tuple[str, str], text: str | None = None, **fields: str) -> Draft:
    draft = Draft(text or "; ".join(f"{count} hộ, tỷ lệ {rate}%" for count, rate in pairs))
    at = 0
    for count, rate in pairs:
        first = draft.target(count, "household", at=at, **fields)
        second = draft.target(rate, "percent", at=draft.targets[first].figure[1], **fields)
        at = draft.targets[second].figure[1]
        draft.pair(first, second)
    return draft


def rate_findings(draft: Draft) -> list[Finding]:
    return [f for f in draft.findings() if f.rule == "rate-inconsistent"]


def test_rates_of_one_population_agree() -> None:
    audit = rates(("1.575", "12,83"), ("980", "7,98")).audit()
    assert audit.findings == ()
    assert [(c.relation, c.verdict) for c in audit.checks] == [("count-rate", "agrees")]


def test_rate_inconsistent() -> None:
    (finding,) = rate_findings(rates(("1.575", "12,83"), ("980", "9,78"), ("595", "4,85")))
    assert (finding.severity, finding.expected) == ("warning", "7,98%–7,99%")
    assert finding.text == "980 hộ, tỷ lệ 9,78%"
    assert len(finding.evidence) == 3
    assert "suy ra 12.271–12.281 hộ" in finding.message


def test_of_two_pairs_the_last_is_named() -> None:
    (finding,) = rate_findings(rates(("1.575", "12,83"), ("980", "9,78")))
    assert finding.text == "980 hộ, tỷ lệ 9,78%"


@pytest.mark.parametrize("field", ["status", "locality", "population"])
def test_pairs_of_different_populations_are_not_compared(field: str) -> None:
    draft = rates(("1.575", "12,83"), ("980", "9,78"))
    other = {field: "baseline" if field == "status" else "khác"}
    draft.targets[2:] = [t.model_copy(update=other) for t in draft.targets[2:]]
    assert draft.audit().checks == ()


@pytest.mark.parametrize(
    "update", [{"direction": "decrease"}, {"indicator": "poverty_rate_reduction"}], ids=str
)
def test_levels_and_cuts_are_not_compared(update: dict[str, str]) -> None:
    draft = rates(("1.575", "12,83"), ("38", "2,75"))
    draft.targets[2:] = [t.model_copy(update=update) for t in draft.targets[2:]]
    assert draft.audit().checks == ()


def test_a_level_reached_by_a_cut_is_a_level() -> None:
    draft = rates(("1.575", "12,83"), ("980", "9,78"), indicator="poverty_rate")
    draft.targets[2:] = [t.model_copy(update={"direction": "decrease"}) for t in draft.targets[2:]]
    assert len(rate_findings(draft)) == 1


def test_estimated_counts_are_left_out() -> None:
    assert rates(("1.575", "12,83"), ("980", "9,78"), comparator="~").audit().checks == ()


def test_rates_cut_off_weigh_little() -> None:
    (finding,) = rate_findings(rates(("199", "1,9"), ("501", "5,0")))
    assert (finding.severity, finding.certainty) == ("info", "possible")


@pytest.mark.parametrize(
    ("second", "rate", "found"),
    [("30", "1,1", False), ("30", "1,22", False), ("30", "1,3", True), ("30", "0,8", True)],
)
def test_cuts_are_compared_with_a_tolerance_that_is_told(second: str, rate: str, found: bool) -> None:
    draft = rates(("60", "2,05"), (second, rate), direction="decrease")
    assert [c.verdict for c in draft.audit().checks] == ["disagrees" if found else "not-checkable"]
    findings = rate_findings(draft)
    assert ["trên 20%" in f.message for f in findings] == ([True] if found else [])
    assert all("above 20%" in f.message_en for f in findings)


def test_levels_have_no_tolerance() -> None:
    assert len(rate_findings(rates(("60", "2,05"), ("30", "1,1")))) == 1


BASES = {
    "part of the pair before": ("300 hộ nghèo (10%), trong đó dân tộc thiểu số 240 hộ (80%).", 0),
    "parts of one pair agree": ("300 hộ nghèo (10%), trong đó Tày 240 hộ (80%), Dao 30 hộ (10%).", 0),
    "parts of one pair disagree": ("300 hộ nghèo (10%), trong đó Tày 240 hộ (80%), Dao 30 hộ (15%).", 1),
    "next sentence": ("300 hộ nghèo (10%). Trong đó, dân tộc thiểu số 240 hộ (80%).", 0),
    "next paragraph": ("Có 300 hộ nghèo (10%).\nTrong đó: dân tộc thiểu số 240 hộ (80%).", 0),
    "back or not after a semicolon": (
        "300 hộ nghèo (10%), trong đó Tày 240 hộ (80%); cận nghèo 150 hộ (5%).",
        0,
    ),
    "back after a semicolon": ("300 hộ nghèo (10%), trong đó Tày 240; cận nghèo 150 hộ (7%).", 1),
    "of all households": ("Có 3.000 hộ, trong đó nghèo 300 hộ (10%); cận nghèo 150 hộ (7%).", 1),
    "another sentence": ("300 hộ nghèo (10%), trong đó Tày 240 hộ. Cận nghèo 150 hộ (7%).", 1),
}


@pytest.mark.parametrize(("text", "found"), BASES.values(), ids=BASES)
def test_pairs_after_trong_do_have_another_base(text: str, found: int) -> None:
    draft = Draft(text)
    for match in re.finditer(r"([\d.]+) hộ[^(\d]*\((\d+)%\)", text):
        count = draft.target(match[1], "household", at=match.start())
        draft.pair(count, draft.target(match[2], "percent", at=match.start(2)))
    told = [f for f in draft.audit().findings if f.rule in {"rate-inconsistent", "ratio-mismatch"}]
    assert len(told) == found


def test_the_items_under_a_list_that_opens_with_trong_do() -> None:
    block = {"kind": BlockKind.LIST_ITEM, "marker": "-"}
    draft = rates(("300", "10"), ("240", "80"), text="300 hộ (10%), trong đó:\n- Tày 240 hộ (80%)")
    assert rate_findings(draft) != []
    plan = draft.plan()
    blocks = (plan.text.blocks[0], replace(plan.text.blocks[1], **block))
    listed = replace(plan, text=replace(plan.text, blocks=blocks))
    assert [f for f in check(listed, RULES).findings if f.rule == "rate-inconsistent"] == []


def test_a_rate_between_two_counts_belongs_to_the_first() -> None:
    draft = rates(("300", "10"), ("120", "40"), text="300 hộ nghèo, 10%; 120 hộ, 4%, 40%")
    draft.rates.insert(1, RatePair(count=2, rate=1))
    terms = [t.text for c in draft.audit().checks for t in c.terms]
    assert terms == ["300", "10%", "120", "40%"]
