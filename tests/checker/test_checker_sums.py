"""Sums: `unit-scale`, `sum-mismatch`, and what is neither."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from checker_drafts import Draft

from extractor.plan import SumKind
from extractor.records import Check, Finding

WHOLE, SOME = SumKind.WHOLE, SumKind.SOME


def judged(
    total: str, *parts: str, kind: SumKind = WHOLE, certain: bool = True
) -> tuple[list[Finding], Check]:
    """The findings and the check of one total and its parts, each `figure unit` or with a word before."""
    draft = Draft(
        "Tổng " + total + ", gồm: " + "; ".join(f"({i}) {part}" for i, part in enumerate(parts)) + "."
    )
    indices = [add(draft, words, i) for i, words in enumerate((total, *parts))]
    draft.sum(indices[0], *indices[1:], kind=kind, certain=certain)
    audit = draft.audit()
    assert len(audit.checks) == 1
    return list(audit.findings), audit.checks[0]


def add(draft: Draft, words: str, position: int) -> int:
    approx = {"trên": ">", "dưới": "<", "khoảng": "~"}.get(words.split(maxsplit=1)[0])
    figure, unit = (words.split(" ", 1)[1] if approx else words).split(" ", 1)
    at = draft.text.index("Tổng") if position == 0 else draft.text.index(f"({position - 1}) ")
    return draft.budget(figure, unit, at=at, approx=approx)


UNIT_FAULTS = {
    "total in dong": (
        ("2.621,5 đồng", "1.841,5 triệu đồng", "780 triệu đồng"),
        "2.621,5 đồng",
        "2.621,5 triệu đồng",
    ),
    "total in billions": (
        ("905 tỷ đồng", "605 triệu đồng", "300 triệu đồng"),
        "905 tỷ đồng",
        "905 triệu đồng",
    ),
    "part in dong": (
        ("2.621,5 triệu đồng", "1.841,5 đồng", "780 triệu đồng"),
        "1.841,5 đồng",
        "1.841,5 triệu đồng",
    ),
    "part in billions": (
        ("955 triệu đồng", "615 tỷ đồng", "340 triệu đồng"),
        "615 tỷ đồng",
        "615 triệu đồng",
    ),
    "thousands for millions": (
        ("905 triệu đồng", "605 nghìn đồng", "300 triệu đồng"),
        "605 nghìn đồng",
        "605 triệu đồng",
    ),
    "one part, dong": (("1.050 triệu đồng", "1.050 đồng"), "1.050 đồng", "1.050 triệu đồng"),
    "total ten times": (
        ("26.215 triệu đồng", "1.841,5 triệu đồng", "780 triệu đồng"),
        "26.215 triệu đồng",
        "2.621,5 triệu đồng",
    ),
    "near fit": (
        ("2,62 triệu đồng", "1.841,5 triệu đồng", "780 triệu đồng"),
        "2,62 triệu đồng",
        "2,62 tỷ đồng",
    ),
}


def unit_fault_cases() -> Iterator[Any]:
    for name, case in UNIT_FAULTS.items():
        yield pytest.param(*case, WHOLE, id=name)
        if name != "total ten times":  # «trong đó» allows a total above its parts
            yield pytest.param(*case, SOME, id=f"{name}, some")


@pytest.mark.parametrize(("terms", "text", "expected", "kind"), [*unit_fault_cases()])
def test_wrong_unit_is_repaired(terms: tuple[str, ...], text: str, expected: str, kind: SumKind) -> None:
    findings, check = judged(*terms, kind=kind)
    assert [(f.rule, f.text, f.expected, f.severity) for f in findings] == [
        ("unit-scale", text, expected, "error")
    ]
    assert check.verdict == "disagrees"
    assert [e.text for e in findings[0].evidence] == list(terms)


def test_both_proofs_are_told_and_the_value_is_corrected() -> None:
    draft = Draft("Tổng: 2.621,5 đồng, trong đó: 1.841,5 triệu đồng; 780 triệu đồng.")
    draft.sum(draft.budget("2.621,5", "đồng"), draft.budget("1.841,5"), draft.budget("780"), kind=SOME)
    audit = draft.audit()
    (finding,) = audit.findings
    assert "1.841,5 + 780 = 2.621,5 triệu đồng" in finding.message
    assert "không thể chi" in finding.message
    assert "1,841.5 + 780 = 2,621.5 million đồng" in finding.message_en
    assert finding.certainty == "certain"
    corrected = [(b.value, b.value_corrected) for b in audit.plan.budgets]
    assert corrected[0] == (Decimal("0.0026215"), Decimal("2621.5"))
    assert [c for _, c in corrected[1:]] == [None, None]


def test_a_unit_fault_seen_from_two_sums_is_one_finding() -> None:
    draft = Draft(
        "Cộng 905 triệu đồng: A 605 đồng, B 300 triệu đồng; riêng A: 405 triệu đồng và 200 triệu đồng."
    )
    total, a, b = draft.budget("905"), draft.budget("605", "đồng"), draft.budget("300")
    draft.sum(total, a, b)
    draft.sum(a, draft.budget("405"), draft.budget("200"))
    audit = draft.audit()
    assert [(f.rule, f.text) for f in audit.findings] == [("unit-scale", "605 đồng")]
    assert {e.text for e in audit.findings[0].evidence} == {
        "905 triệu đồng",
        "605 đồng",
        "300 triệu đồng",
        "405 triệu đồng",
        "200 triệu đồng",
    }


def test_a_corrected_unit_serves_the_other_sums() -> None:
    """The grand total is rounded, so it cannot prove the unit; the component's own breakdown can."""
    draft = Draft("Cộng 1 tỷ đồng: A 605 đồng, B 300 triệu đồng; riêng A: 405 triệu đồng và 200 triệu đồng.")
    total, a, b = draft.budget("1", "tỷ đồng"), draft.budget("605", "đồng"), draft.budget("300")
    draft.sum(a, draft.budget("405"), draft.budget("200"))
    draft.sum(total, a, b)
    audit = draft.audit()
    assert [f.rule for f in audit.findings] == ["unit-scale"]
    assert {c.text: c.verdict for c in audit.checks} == {"605 đồng": "disagrees", "1 tỷ đồng": "rounding"}


@pytest.mark.parametrize(
    ("usual", "text", "expected"),
    [("triệu đồng", "350 tỷ đồng", "350 triệu đồng"), ("tỷ đồng", "350 triệu đồng", "350 tỷ đồng")],
)
def test_of_two_repairs_the_usual_unit_decides(usual: str, text: str, expected: str) -> None:
    draft = Draft("Tổng 350 tỷ đồng, gồm 350 triệu đồng; khác: 11 đ, 12 đ, 13 đ.")
    draft.sum(draft.budget("350", "tỷ đồng"), draft.budget("350", "triệu đồng", at=12))
    for other in ("11", "12", "13"):
        draft.budget(other, usual)
    assert [(f.rule, f.text, f.expected) for f in draft.findings()] == [("unit-scale", text, expected)]


CAUSES = {
    "one digit": (
        ("1.961 triệu đồng", "960 triệu đồng", "951 triệu đồng"),
        "1.911 triệu đồng",
        "đúng một chữ số",
    ),
    "addend left out": (
        ("1.850 triệu đồng", "1.100 triệu đồng", "750 triệu đồng", "33 triệu đồng"),
        "1.883 triệu đồng",
        "chưa được cộng",
    ),
    "counted twice": (
        ("1.916 triệu đồng", "1.100 triệu đồng", "750 triệu đồng", "33 triệu đồng"),
        "1.883 triệu đồng",
        "cộng hai lần",
    ),
    "digits swapped": (
        ("1.484 triệu đồng", "1.100 triệu đồng", "711 triệu đồng", "33 triệu đồng"),
        "1.844 triệu đồng",
        "đảo hai chữ số",
    ),
    "digits changed places": (
        ("4.881 triệu đồng", "1.100 triệu đồng", "651 triệu đồng", "133 triệu đồng"),
        "1.884 triệu đồng",
        "đổi chỗ hai chữ số",
    ),
    "a subtotal beside its own parts": (
        ("1.500 triệu đồng", "700 triệu đồng", "450 triệu đồng", "250 triệu đồng", "800 triệu đồng"),
        "2.200 triệu đồng",
        "«700 triệu đồng»: khoản này là số cộng",
    ),
    "no plain cause": (
        ("2.222 triệu đồng", "1.100 triệu đồng", "750 triệu đồng", "33 triệu đồng"),
        "1.883 triệu đồng",
        "chênh lệch 339",
    ),
    "digit of the total": (
        ("4.883 triệu đồng", "1.100 triệu đồng", "750 triệu đồng", "33 triệu đồng"),
        "1.883 triệu đồng",
        "chênh lệch 3.000",
    ),
}


@pytest.mark.parametrize(("terms", "expected", "said"), CAUSES.values(), ids=CAUSES)
def test_sum_mismatch_tells_the_recomputed_sum_and_the_cause(
    terms: tuple[str, ...], expected: str, said: str
) -> None:
    findings, check = judged(*terms)
    (finding,) = findings
    assert (finding.rule, finding.text, finding.expected) == ("sum-mismatch", terms[0], expected)
    assert (finding.severity, finding.certainty, check.verdict) == ("error", "certain", "disagrees")
    assert said in finding.message
    assert [e.text for e in finding.evidence] == list(terms)


def test_a_subtotal_counted_beside_its_own_parts() -> None:
    draft = Draft(
        "Tổng 2.210 triệu đồng: A 710 triệu đồng, B 790 triệu đồng; A gồm 460 triệu đồng và 250 triệu đồng."
    )
    total, a, b = (draft.budget(figure) for figure in ("2.210", "710", "790"))
    draft.sum(total, a, b)
    draft.sum(a, draft.budget("460"), draft.budget("250"))
    (finding,) = draft.findings()
    assert (finding.rule, finding.expected) == ("sum-mismatch", "1.500 triệu đồng")
    assert "«710 triệu đồng»: khoản này là số cộng" in finding.message


def test_marks_that_may_be_exchanged_are_told_with_the_unit() -> None:
    findings, _ = judged("1.234 triệu đồng", "0,734 triệu đồng", "0,5 triệu đồng")
    assert [(f.rule, f.expected) for f in findings] == [("unit-scale", "1.234 nghìn đồng")]
    assert "viết lẫn dấu chấm" in findings[0].message


def test_a_comma_groups_no_thousands_beside_decimals() -> None:
    findings, _ = judged("93,445 triệu đồng", "84,95 tỷ đồng", "8,495 tỷ đồng")
    assert [(f.rule, f.expected) for f in findings] == [("unit-scale", "93,445 tỷ đồng")]


SILENT = {
    "exact": (("101.454 triệu đồng", "33.506 triệu đồng", "67.948 triệu đồng"), WHOLE, "agrees"),
    "other units": (("2 tỷ đồng", "1.500 triệu đồng", "500.000 nghìn đồng"), WHOLE, "agrees"),
    "bound total": (("trên 2 tỷ đồng", "1.841,5 triệu đồng", "780 triệu đồng"), WHOLE, "agrees"),
    "estimate": (("khoảng 2 tỷ đồng", "1 triệu đồng", "7 triệu đồng"), WHOLE, "not-checkable"),
    "some below": (("2.621,5 triệu đồng", "1.841,5 triệu đồng", "700 triệu đồng"), SOME, "agrees"),
    "some equal": (("2.541,5 triệu đồng", "1.841,5 triệu đồng", "700 triệu đồng"), SOME, "agrees"),
    "some, one telling digit": (("5 tỷ đồng", "2 tỷ đồng", "3 triệu đồng"), SOME, "agrees"),
    "comma groups thousands": (("2621 triệu đồng", "1,841 triệu đồng", "780 triệu đồng"), WHOLE, "agrees"),
}


@pytest.mark.parametrize(("terms", "kind", "verdict"), SILENT.values(), ids=SILENT)
def test_silent(terms: tuple[str, ...], kind: SumKind, verdict: str) -> None:
    findings, check = judged(*terms, kind=kind)
    assert findings == []
    assert check.verdict == verdict


NEAR = {
    "rounded total": (
        ("2,6 tỷ đồng", "1.841,5 triệu đồng", "780 triệu đồng"),
        ("rounding-difference", "info", "certain", "2,6215 tỷ đồng", "rounding"),
    ),
    "rounded to the billion": (
        ("4 tỷ đồng", "3.550 triệu đồng", "150 triệu đồng"),
        ("rounding-difference", "info", "certain", "3,7 tỷ đồng", "rounding"),
    ),
    "rounded parts": (
        ("3 triệu đồng", "1,4 triệu đồng", "1,4 triệu đồng"),
        ("rounding-difference", "info", "certain", "2,8 triệu đồng", "rounding"),
    ),
    "cut total": (
        ("3 tỷ đồng", "3.550 triệu đồng", "150 triệu đồng"),
        ("sum-mismatch", "info", "possible", "3,7 tỷ đồng", "rounding"),
    ),
    "cut total with decimals": (
        ("4,7 tỷ đồng", "1.850 triệu đồng", "2.930 triệu đồng"),
        ("sum-mismatch", "info", "possible", "4,78 tỷ đồng", "rounding"),
    ),
    "cut parts": (
        ("103 triệu đồng", "21 triệu đồng", "25 triệu đồng", "33 triệu đồng", "21 triệu đồng"),
        ("sum-mismatch", "warning", "possible", "100 triệu đồng", "rounding"),
    ),
    "one unit of the last digit is no cut": (
        ("4,7 tỷ đồng", "1.850 triệu đồng", "2.950 triệu đồng"),
        ("sum-mismatch", "error", "certain", "4,8 tỷ đồng", "disagrees"),
    ),
    "a whole billion is no cut": (
        ("2 tỷ đồng", "2.850 triệu đồng", "150 triệu đồng"),
        ("sum-mismatch", "error", "certain", "3 tỷ đồng", "disagrees"),
    ),
}


@pytest.mark.parametrize(("terms", "expected"), NEAR.values(), ids=NEAR)
def test_a_cut_figure_weighs_less_and_is_told(terms: tuple[str, ...], expected: tuple[str, ...]) -> None:
    findings, check = judged(*terms)
    (f,) = findings
    assert (f.rule, f.severity, f.certainty, f.expected, check.verdict) == expected
    assert ("cắt" in f.message) == (f.certainty == "possible")


def test_parts_that_exceed_the_total_by_less_than_it_was_cut() -> None:
    findings, _ = judged("3 tỷ đồng", "3.550 triệu đồng", "150 triệu đồng", kind=SOME)
    assert [(f.rule, f.severity) for f in findings] == [("sum-mismatch", "info")]
    findings, _ = judged("2 tỷ đồng", "2.850 triệu đồng", "150 triệu đồng", kind=SOME)
    assert [(f.rule, f.severity) for f in findings] == [("sum-mismatch", "error")]


BARE = {
    "part, millions": (
        ("6.960 triệu đồng", "3.000 triệu đồng", "3.960"),
        WHOLE,
        "3.960 triệu đồng",
        "agrees",
    ),
    "part, billions": (("40,675 tỷ đồng", "19,835 tỷ đồng", "20,84"), WHOLE, "20,84 tỷ đồng", "agrees"),
    "part, đồng": (("2 tỷ đồng", "1.500 triệu đồng", "500.000.000"), WHOLE, "500.000.000 đồng", "agrees"),
    "total": (("8,5", "7.600 triệu đồng", "900 triệu đồng"), WHOLE, "8,5 tỷ đồng", "agrees"),
    "two parts": (("7,3 tỷ đồng", "2,45", "4,85"), WHOLE, "2,45 tỷ đồng", "agrees"),
    "named parts": (("6.960 triệu đồng", "3.000 triệu đồng", "3.960"), SOME, "3.960 triệu đồng", "agrees"),
    "no unit fits": (("6.960 triệu đồng", "3.000 triệu đồng", "3.970"), WHOLE, None, "not-checkable"),
    "named parts below": (("6.960 triệu đồng", "3.000 triệu đồng", "960"), SOME, None, "not-checkable"),
    "nearly": (("2,6 tỷ đồng", "1.841,5 triệu đồng", "780"), WHOLE, None, "not-checkable"),
}


@pytest.mark.parametrize(("terms", "kind", "proved", "verdict"), BARE.values(), ids=BARE)
def test_a_sum_without_its_unit_is_the_only_fault(
    terms: tuple[str, ...], kind: SumKind, proved: str | None, verdict: str
) -> None:
    draft = Draft("Tổng " + "; ".join(terms) + ".")
    indices = [
        draft.budget(*words.split(" ", 1))
        if " " in words
        else draft.budget(words, None, rule_id="unit-missing")
        for words in terms
    ]
    draft.sum(indices[0], *indices[1:], kind=kind)
    audit = draft.audit()
    assert {f.rule for f in audit.findings} == {"unit-missing"}
    first = audit.findings[0]
    assert (first.certainty == "certain") == (proved is not None)
    assert proved is None or first.expected == proved
    assert [c.verdict for c in audit.checks] == [verdict]
    assert audit.checks[0].reason == (None if proved else "an amount has no unit")


def test_a_proved_unit_corrects_the_value() -> None:
    draft = Draft("Tổng 8,5 gồm 7.600 triệu đồng và 900 triệu đồng")
    draft.sum(draft.budget("8,5", None, rule_id="unit-missing"), draft.budget("7.600"), draft.budget("900"))
    assert [b.value_corrected for b in draft.audit().plan.budgets] == [Decimal(8500), None, None]


def test_bounds_can_be_broken() -> None:
    findings, _ = judged("dưới 2 tỷ đồng", "1.841,5 triệu đồng", "780 triệu đồng")
    assert [f.rule for f in findings] == ["sum-mismatch"]


def test_parts_named_may_not_exceed_the_total() -> None:
    findings, check = judged("2.000 triệu đồng", "1.841,5 triệu đồng", "731 triệu đồng", kind=SOME)
    assert [(f.rule, f.expected) for f in findings] == [("sum-mismatch", "2.572,5 triệu đồng")]
    assert "vượt 572,5 triệu đồng" in findings[0].message
    assert check.verdict == "disagrees"


def test_a_breakdown_read_from_layout_weighs_less() -> None:
    findings, _ = judged("2.222 triệu đồng", "1.100 triệu đồng", "750 triệu đồng", certain=False)
    assert [(f.severity, f.certainty) for f in findings] == [("warning", "likely")]


def test_no_exchange_between_sums_to_the_dong_and_rounded_ones() -> None:
    findings, check = judged("3.000.001 đồng", "1.000.000 đồng", "2.000.000 đồng")
    assert [f.rule for f in findings] == ["sum-mismatch"], "sums to the đồng are exact"
    assert check.computed == (Decimal(3), Decimal(3))


def test_a_decimal_point_is_held_only_in_plans_that_write_one() -> None:
    text = "Tổng 2.500 tỷ đồng, gồm 1.250 tỷ đồng và 1.240 tỷ đồng; chi 12.5 tỷ đồng."
    draft = Draft(text)
    terms = [draft.budget(f, "tỷ đồng") for f in ("2.500", "1.250", "1.240")]
    draft.sum(*terms)
    assert [f.rule for f in draft.findings()] == ["sum-mismatch"]
    draft.budget("12.5", "tỷ đồng")
    assert [f.rule for f in draft.findings()] == ["sum-mismatch"], "wrong as decimals, too"


def test_one_wrong_cell_of_a_row_and_a_column_is_one_finding() -> None:
    draft = Draft("Hàng: 110 240 350\nCột: 110 30 140\nBảng có ô 118 sai")
    wrong = draft.budget("118")
    draft.sum(draft.budget("350"), wrong, draft.budget("240"))
    draft.sum(draft.budget("140"), wrong, draft.budget("30"))
    (finding,) = draft.findings()
    assert (finding.rule, finding.text, finding.expected) == ("sum-mismatch", "118", "110 triệu đồng")
    assert len(finding.evidence) == 5


def test_the_same_breakdown_twice_is_judged_once() -> None:
    draft = Draft("Tổng 905 triệu đồng gồm 605 triệu đồng và 307 triệu đồng")
    terms = [draft.budget(f) for f in ("905", "605", "307")]
    draft.sum(*terms, certain=False)
    draft.sum(terms[0], terms[2], terms[1])
    audit = draft.audit()
    assert len(audit.checks) == 1
    assert [(f.text, f.severity) for f in audit.findings] == [("905 triệu đồng", "error")]


def test_unit_costs_do_not_add_up_with_totals() -> None:
    draft = Draft("Tổng 905 triệu đồng gồm 605 triệu đồng/hộ và 301 triệu đồng")
    draft.sum(draft.budget("905"), draft.budget("605", per="household"), draft.budget("301"))
    audit = draft.audit()
    assert (audit.findings, audit.checks[0].verdict) == ((), "not-checkable")


@pytest.mark.parametrize(
    ("figure", "fields", "found"),
    [
        ("2.621,5", {}, True),
        ("2.621,5", {"role": "unit_cost"}, False),
        ("2.621,5", {"per": "household"}, False),
        ("345.678.912,5", {}, False),
        ("2.621", {}, False),
    ],
)
def test_a_fraction_of_a_dong_standing_alone(figure: str, fields: dict[str, Any], found: bool) -> None:
    draft = Draft(f"Hỗ trợ {figure} đồng; khác 11 triệu đồng, 12 triệu đồng.")
    draft.budget(figure, "đồng", **fields)
    draft.budget("11")
    draft.budget("12")
    findings = draft.findings()
    assert [(f.rule, f.severity, f.expected) for f in findings] == (
        [("unit-scale", "warning", f"{figure} triệu đồng")] if found else []
    )


def test_a_compound_figure_is_as_fine_as_its_value() -> None:
    draft = Draft("Tổng 2 tỷ 500 triệu đồng gồm 1.500 triệu đồng và 999,8 triệu đồng")
    total = draft.budget("2 tỷ 500", "triệu đồng", value=Decimal(2500))
    draft.sum(total, draft.budget("1.500"), draft.budget("999,8"))
    audit = draft.audit()
    assert [f.rule for f in audit.findings] == ["rounding-difference"]
    assert audit.checks[0].verdict == "rounding"


@pytest.mark.parametrize(
    ("totals", "severity"),
    [
        pytest.param(("10,0 = 5,0 + 5,0", "7,2 = 3,1 + 4,1", "6,1 = 3,0 + 3,0"), "warning", id="two exact"),
        pytest.param(("10,0 = 5,0 + 5,0", "6,1 = 3,0 + 3,0"), "info", id="one exact"),
        pytest.param(
            ("10 = 5 + 5", "7 = 3 + 4", "6,1 = 3,0 + 3,0"), "info", id="exact but written less finely"
        ),
        pytest.param(
            ("10,0 = 5,0 + 5,0", "7,2 = 3,1 + 4,1", "8,3 = 4,1 + 4,1", "6,1 = 3,0 + 3,0"),
            "info",
            id="another that is rounded, too",
        ),
        pytest.param(
            ("10,0 = 5,0 + 5,0\n", "7,2 = 3,1 + 4,1\n", "6,1 = 3,0 + 3,0"), "info", id="exact elsewhere"
        ),
    ],
)
def test_rounding_beside_exact_totals(totals: tuple[str, ...], severity: str) -> None:
    draft, at = Draft("; ".join(totals)), 0
    for line in totals:
        figures = []
        for figure in line.replace("= ", "").replace("+ ", "").split():
            figures.append(draft.budget(figure, "tỷ đồng", at=at))
            at = draft.budgets[-1].figure[1]
        draft.sum(figures[0], *figures[1:])
    found = [(f.rule, f.severity) for f in draft.findings() if f.text.startswith("6,1")]
    assert found == [("rounding-difference", severity)]
