"""Plans against each other, made by hand: dates by majority, totals against the plans under them, years."""

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from checker_drafts import RULES

from extractor.checker import intervals
from extractor.checker.across_citations import judge_citations_across
from extractor.checker.across_totals import judge_totals
from extractor.checker.across_years import judge_years
from extractor.checker.stored import Across, Spot, StoredCitation, StoredFigure, StoredPlan, bare_place
from extractor.rulebook.registry import LegalDocuments

_IDS = count(1)
NONE_KNOWN = LegalDocuments({})


def plan(level: Any = "commune", name: str = "Bàu Đưng", **fields: Any) -> StoredPlan:
    number = next(_IDS)
    places = {"commune": None, "district": "Kiến Thành", "province": "Lam Châu", level: name}
    given: dict[str, Any] = {
        "id": number,
        "path": f"{number:03}.txt",
        "logical": f"plan {number}",
        "doc_type": "Kế hoạch",
        "title": "Giảm nghèo bền vững",
        "level": level,
        "plan_year": 2031,
        "period": None,
        "issued_on": "2031-01-15",
    }
    return StoredPlan(**{**given, **places, **fields})


def spot(of: StoredPlan, text: str = "một số", start: int = 0) -> Spot:
    return Spot(of, (start, start + len(text)), text)


# ---- one number, several dates ----


def cited(of: StoredPlan, day: str, number: str = "97/2030/NĐ-CP", **fields: Any) -> StoredCitation:
    kind = fields.pop("kind", "Nghị định")
    return StoredCitation(spot(of, f"{kind} {number}"), kind, number, fields.pop("issuer", None), day)


def dated(days: list[str], **fields: Any) -> Across:
    citations = [cited(plan(), day, **fields) for day in days]
    return judge_citations_across(citations, RULES, NONE_KNOWN, set())


RIGHT, WRONG = "2030-10-12", "2030-10-21"


@pytest.mark.parametrize(
    ("days", "found", "verdicts"),
    [
        pytest.param([RIGHT] * 3 + [WRONG], 1, ["disagrees"], id="three against one"),
        pytest.param([RIGHT] * 6 + [WRONG] * 2, 2, ["disagrees"], id="each plan that differs"),
        pytest.param([RIGHT] * 2 + [WRONG], 0, ["not-checkable"], id="too few"),
        pytest.param([RIGHT] * 3 + [WRONG] * 2, 0, ["not-checkable"], id="no clear majority"),
        pytest.param([RIGHT] * 4, 0, ["agrees"], id="all alike"),
        pytest.param([RIGHT], 0, [], id="one plan alone"),
        pytest.param([RIGHT] * 3 + ["2029-10-12"], 0, ["agrees"], id="another year than the number's"),
    ],
)
def test_a_date_against_the_majority(days: list[str], found: int, verdicts: list[str]) -> None:
    across = dated(days)
    assert [c.verdict for c in across.checks] == verdicts
    assert len(across.findings) == found
    assert {f.expected for f in across.findings} <= {"12/10/2030"}


def test_the_majority_is_said_and_shown() -> None:
    (found,) = dated([RIGHT] * 5 + [WRONG]).findings
    assert "5/6 văn bản trong kho" in found.message.vi
    assert [s.plan.id == found.spot.plan.id for s in found.evidence] == [True, False, False, False]


def test_several_files_of_one_plan_count_once() -> None:
    twins = [plan(logical="one plan") for _ in range(3)]
    citations = [cited(of, RIGHT) for of in twins] + [cited(plan(), WRONG)]
    (check,) = judge_citations_across(citations, RULES, NONE_KNOWN, set()).checks
    assert check.verdict == "not-checkable"


def test_what_the_plan_itself_was_told_is_not_told_again() -> None:
    odd = plan()
    citations = [cited(plan(), RIGHT) for _ in range(4)] + [cited(odd, WRONG)]
    told = {(odd.id, citations[-1].spot.span)}
    assert judge_citations_across(citations, RULES, NONE_KNOWN, told).findings == ()


def test_what_the_registry_knows_is_left_to_it() -> None:
    row = {"number": "97/2030/NĐ-CP", "issued_on": WRONG, "documents_that_agree": 9, "documents_that_cite": 9}
    known = LegalDocuments.model_validate({"97/2030/NĐ-CP": row})
    citations = [cited(plan(), RIGHT) for _ in range(4)] + [cited(plan(), WRONG)]
    assert judge_citations_across(citations, RULES, known, set()) == Across()


@pytest.mark.parametrize(
    ("issuers", "provinces", "found"),
    [
        pytest.param(["UBND tỉnh"] * 4, ["Lam Châu"] * 4, 1, id="their own province"),
        pytest.param(["UBND tỉnh Lam Châu"] * 4, [None] * 4, 1, id="a province by name"),
        pytest.param(["Ủy ban nhân dân tỉnh", *["UBND tỉnh"] * 3], ["Lam Châu"] * 4, 1, id="in full"),
        pytest.param(["UBND tỉnh"] * 4, ["A", "B", "C", "Lam Châu"], 0, id="four provinces"),
        pytest.param([*["UBND tỉnh"] * 3, "HĐND tỉnh"], ["Lam Châu"] * 4, 0, id="another body"),
        pytest.param([None] * 4, ["Lam Châu"] * 4, 0, id="nobody named"),
        pytest.param(["UBND tỉnh"] * 4, [None] * 4, 0, id="a province that is not told"),
        pytest.param(["Huyện ủy"] * 4, ["Lam Châu"] * 4, 0, id="a body that is not known"),
    ],
)
def test_numbers_of_a_locality_are_its_own(
    issuers: list[str | None], provinces: list[str | None], found: int
) -> None:
    days = [RIGHT, RIGHT, RIGHT, WRONG]
    citations = [
        cited(plan(province=province), day, number="640/QĐ-UBND", kind="Quyết định", issuer=issuer)
        for day, issuer, province in zip(days, issuers, provinces, strict=True)
    ]
    assert len(judge_citations_across(citations, RULES, NONE_KNOWN, set()).findings) == found


def test_a_number_without_a_year_begins_anew() -> None:
    days = [RIGHT, RIGHT, RIGHT, "2031-04-02"]
    assert dated(days, number="640/QĐ-TTg", kind="Quyết định").findings == ()


# ---- a total and the plans under it ----


def figure(of: StoredPlan, value: str, locality: str | None = None, **fields: Any) -> StoredFigure:
    given: dict[str, Any] = {
        "spot": spot(of, value),
        "key": ("target", "poor_households", "household", ""),
        "words": frozenset({"nghèo"}),
        "locality": locality,
        "status": "target",
        "year": 2031,
        "value": Decimal(value),
        "interval": intervals.exact(Decimal(value)),
        "unit": "",
        "label": "Số hộ nghèo",
        "is_total": True,
        "adds_up": True,
    }
    return StoredFigure(**{**given, **fields})


PLACES = ("Xã Bàu Đưng", "Xã Gò Mây", "Thị trấn Kênh Ba")


def rolled_up(
    told: tuple[str | None, ...] = ("25", "20", "15"),
    listed: tuple[str, ...] = ("25", "20", "15"),
    total: str = "60",
    unit: dict[str, Any] | None = None,
    own: dict[str, Any] | None = None,
) -> Across:
    """A district's total, the communes it lists, and their own plans (None: not in the corpus)."""
    upper = plan("district", "Kiến Thành", **(own or {}))
    figures = {upper.id: [figure(upper, v, p) for p, v in zip(PLACES, listed, strict=True)]}
    figures[upper.id].append(figure(upper, total))
    plans = [upper]
    for place, value in zip(PLACES, told, strict=True):
        if value is not None:
            name = place.removeprefix("Xã ").removeprefix("Thị trấn ")
            plans.append(plan("commune", name, **(unit or {})))
            figures[plans[-1].id] = [figure(plans[-1], value)]
    return judge_totals([upper], plans, lambda of: figures[of.id], RULES)


def test_a_total_that_is_the_sum() -> None:
    across = rolled_up()
    assert [(c.relation, c.verdict, len(c.terms)) for c in across.checks] == [("roll-up", "agrees", 4)]
    assert across.findings == ()


def test_a_total_that_is_not_the_sum_names_where_they_differ() -> None:
    across = rolled_up(("25", "22", "15"))
    (found,) = across.findings
    assert [c.verdict for c in across.checks] == ["disagrees"]
    assert (found.rule, found.expected, len(found.evidence)) == ("roll-up-mismatch", "62", 4)
    assert "Xã Gò Mây (ở đây ghi 20, kế hoạch của Xã Gò Mây ghi 22)" in found.message.vi
    assert "Bàu Đưng" not in found.message.vi


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"told": ("25", None, "16")}, "no plan in the corpus of Xã Gò Mây", id="not there"),
        pytest.param({"total": "70"}, "do not make up its own total", id="the list is not all"),
        pytest.param(
            {"told": ("25", "22", "15"), "unit": {"plan_year": 2032}}, "no plan in the corpus", id="year"
        ),
        pytest.param(
            {"told": ("25", "22", "15"), "unit": {"title": "Nông thôn mới"}}, "no plan", id="programme"
        ),
        pytest.param({"told": ("25", "22", "15"), "unit": {"doc_type": "Báo cáo"}}, "no plan", id="a report"),
        pytest.param(
            {"told": ("25", "22", "15"), "unit": {"district": "Kiến Hạ"}}, "no plan", id="another district"
        ),
        pytest.param(
            {"told": ("25", "22", "15"), "own": {"title": "Chăn nuôi"}}, "no plan", id="no programme"
        ),
    ],
)
def test_what_cannot_be_compared_says_why(given: dict[str, Any], reason: str) -> None:
    across = rolled_up(**given)
    (check,) = across.checks
    assert (check.verdict, across.findings) == ("not-checkable", ())
    assert check.reason is not None
    assert reason in check.reason.en
    assert check.reason.vi


def under(figures: list[Any], more: int = 0) -> Across:
    """The communes' plans tell these figures (as fields); `more` further plans of the first."""
    upper = plan("district", "Kiến Thành")
    names = ["Bàu Đưng", "Gò Mây"]
    own = {upper.id: [figure(upper, "25", "Bàu Đưng"), figure(upper, "20", "Gò Mây"), figure(upper, "45")]}
    plans = [plan("commune", name) for name in names + names[:1] * more]
    for of in plans:
        own[of.id] = [figure(of, value, **fields) for value, fields in figures]
    return judge_totals([upper], [upper, *plans], lambda of: own[of.id], RULES)


@pytest.mark.parametrize(
    ("figures", "more", "reason"),
    [
        pytest.param([("22", {})], 1, "more than one plan in the corpus of Bàu Đưng", id="two plans"),
        pytest.param([], 0, "no such figure in the plan of Bàu Đưng, Gò Mây", id="not told"),
        pytest.param([("22", {"year": 2030})], 0, "no such figure", id="of another year"),
        pytest.param([("22", {"status": "actual"})], 0, "no such figure", id="a result"),
        pytest.param([("22", {"words": frozenset({"nghèo", "tật"})})], 0, "no such figure", id="of some"),
        pytest.param([("22", {}), ("23", {})], 0, "several values: Bàu Đưng", id="told twice"),
    ],
)
def test_plans_that_do_not_tell_the_fact(figures: list[Any], more: int, reason: str) -> None:
    (check,) = under(figures, more).checks
    assert check.verdict == "not-checkable"
    assert check.reason is not None
    assert reason in check.reason.en


def test_a_list_that_is_rounded_more_coarsely_is_no_fault() -> None:
    upper = plan("district", "Kiến Thành")
    rough = {"interval": intervals.rounded(Decimal(25), Decimal(1))}
    own = {
        upper.id: [figure(upper, "25", p, **rough) for p in ("Bàu Đưng", "Gò Mây")] + [figure(upper, "50")]
    }
    plans = [plan("commune", name) for name in ("Bàu Đưng", "Gò Mây")]
    own |= {of.id: [figure(of, "25.4")] for of in plans}
    across = judge_totals([upper], [upper, *plans], lambda of: own[of.id], RULES)
    assert ([c.verdict for c in across.checks], across.findings) == (["rounding"], ())


@pytest.mark.parametrize("row", ["Các xã còn lại", "Cấp huyện", "Tổng số"])
def test_rows_that_are_no_single_place_list_none(row: str) -> None:
    upper = plan("district", "Kiến Thành")
    own = [figure(upper, "25", "Bàu Đưng"), figure(upper, "20", row), figure(upper, "45")]
    assert judge_totals([upper], [upper], lambda of: own, RULES) == Across()


@pytest.mark.parametrize(
    ("written", "bare"), [("Xã Lam Khê", "lam khê"), ("TP. Lam Khê", "lam khê"), ("Xã", "xã")]
)
def test_places_without_their_rank(written: str, bare: str) -> None:
    assert bare_place(written, RULES.corpus.ranks) == bare


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        pytest.param({}, True, id="all alike"),
        pytest.param({"name": "Gò Mây"}, False, id="another name"),
        pytest.param({"district": None}, True, id="its district not told"),
        pytest.param({"district": "Kiến Hạ"}, False, id="another district"),
        pytest.param({"district": None, "province": None}, False, id="nothing told above it"),
        pytest.param({"level": "district", "name": "Bàu Đưng"}, False, id="another rank"),
    ],
)
def test_plans_of_one_place(fields: dict[str, Any], same: bool) -> None:
    one, other = plan(), plan(**fields)
    assert one.is_of_same_place(other) is other.is_of_same_place(one) is same


# ---- year on year ----

NEXT = {"plan_year": 2032, "issued_on": "2032-01-20"}
AFTER = {"plan_year": 2033, "issued_on": "2033-01-20"}


def years(first: dict[str, Any], second: dict[str, Any], **places: Any) -> list[tuple[str, str | None]]:
    """How the result of 2031 told in the plan of 2032 stands to what the plan of 2033 tells of it."""
    one = figure(
        plan(**{**NEXT, **first.pop("plan", {})}), first.pop("value", "120"), **{"status": "actual", **first}
    )
    other = figure(
        plan(**{**AFTER, **places, **second.pop("plan", {})}),
        second.pop("value", "118"),
        **{"status": "actual", **second},
    )
    across = judge_years([other, one], RULES)
    assert across.findings == ()
    return [(c.verdict, c.reason.en if c.reason else None) for c in across.checks]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({}, {}, [("disagrees", None)], id="two values"),
        pytest.param({}, {"value": "120"}, [("agrees", None)], id="one value"),
        pytest.param({}, {"status": "baseline"}, [("disagrees", None)], id="a starting point"),
        pytest.param({"status": "target"}, {}, [], id="a goal is no result"),
        pytest.param({}, {"year": 2030}, [], id="another year"),
        pytest.param({}, {"words": frozenset({"tật"})}, [], id="another fact"),
        pytest.param({}, {"locality": "Xóm Bến"}, [], id="another place's"),
        pytest.param(
            {"status": "estimate"}, {}, [("not-checkable", "one of the two is an estimate")], id="estimate"
        ),
        pytest.param(
            {"plan": {"issued_on": "2031-07-02"}},
            {},
            [("not-checkable", "told before the year was over")],
            id="in the middle of the year",
        ),
        pytest.param(
            {"plan": {"title": "Kết quả 6 tháng đầu năm", "issued_on": None}},
            {},
            [("not-checkable", "told before the year was over")],
            id="half a year",
        ),
        pytest.param({}, {"status": "baseline", "year": 2033}, [], id="a start that may be an end"),
    ],
)
def test_a_years_result_in_two_plans(
    first: dict[str, Any], second: dict[str, Any], expected: list[tuple[str, str | None]]
) -> None:
    assert years(dict(first), dict(second)) == expected


def test_a_result_with_two_values_in_one_plan_is_compared_with_none() -> None:
    first, second = plan(**NEXT), plan(**AFTER)
    told = [
        figure(of, value, status="actual") for of, value in ((first, "120"), (first, "121"), (second, "118"))
    ]
    (check,) = judge_years(told, RULES).checks
    assert check.verdict == "not-checkable"


def test_two_places_are_not_compared() -> None:
    assert years({}, {}, district="Kiến Hạ") == []
