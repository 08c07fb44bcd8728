"""Changes beside their levels, one target told twice, shares of a whole, the years that headings name."""

from functools import lru_cache

import pytest

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.rulebook import Rulebook, load_rulebook

HEAD = """ỦY BAN NHÂN DÂN
XÃ ĐỨC LƯƠNG
Số: 12/KH-UBND
Đức Lương, ngày {date}
KẾ HOẠCH
Giảm nghèo bền vững năm 2023 trên địa bàn xã Đức Lương
"""


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


def audited(body: str, date: str = "15 tháng 3 năm 2023") -> Audit:
    return audit_bytes(f"{HEAD.format(date=date)}{body}\n".encode(), "plan.txt", "plan.txt", rules())


def texts(audit: Audit, rule: str) -> list[str]:
    return [finding.text for finding in audit.findings if finding.rule == rule]


def verdicts(audit: Audit, relation: str) -> list[str]:
    return [check.verdict for check in audit.checks if check.relation == relation]


@pytest.mark.parametrize(
    ("body", "wrong", "looked_at"),
    [
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0% (giảm 2,5%).", [], ["agrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0% (giảm 20%).", [], ["agrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0% (giảm 3,5%).", ["3,5%"], ["disagrees"]),
        ("Số hộ nghèo giảm từ 250 hộ xuống còn 214 hộ, giảm 36 hộ.", [], ["agrees"]),
        ("Số hộ nghèo giảm từ 250 hộ xuống còn 214 hộ, giảm 46 hộ.", ["46"], ["disagrees"]),
        ("Giảm 36 hộ nghèo, từ 250 hộ xuống còn 214 hộ.", [], ["agrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0% (bình quân giảm 1,5%/năm).", [], []),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0%.", [], []),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% năm 2022 xuống còn 10,0% cuối năm 2023, giảm 3,5%.", ["3,5%"], ["disagrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% (năm 2022) xuống còn 10,0% (năm 2023), giảm 2,5%.", [], ["agrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 10,0%, giảm 20 điểm phần trăm.", ["20"], ["disagrees"]),
        ("Giảm 3,5% so với năm 2022 (từ 12,5% xuống còn 10,0%).", ["3,5%"], ["disagrees"]),
        ("Tỷ lệ hộ nghèo giảm từ 12,5% năm 2022 xuống còn 10,0% năm 2023, giảm 6% so với năm 2019.", [], []),
    ],
    ids=["points", "relative", "neither", "count", "wrong count", "change first", "yearly mean", "no change stated",
         "years between", "years in brackets", "points alone", "the first year named", "since another year"],
)  # fmt: skip
def test_growth_mismatch(body: str, wrong: list[str], looked_at: list[str]) -> None:
    audit = audited(f"I. MỤC TIÊU\n{body}")
    assert texts(audit, "growth-mismatch") == wrong
    assert verdicts(audit, "growth") == looked_at


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Giảm tỷ lệ hộ nghèo xuống còn 8,9%", True),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Giảm tỷ lệ hộ nghèo xuống còn 9,8%", False),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Tỷ lệ hộ nghèo vùng đồng bào còn 15%", False),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Đến năm 2025 tỷ lệ hộ nghèo còn 5%", False),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Tỷ lệ hộ cận nghèo còn 7,1%", False),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn dưới 9,8%", "Giảm tỷ lệ hộ nghèo xuống còn 9,1%", False),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%", "Giữ vững tỷ lệ hộ nghèo ở mức 8,9%", True),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%",
         "Công chức phụ trách chủ trì, hướng dẫn các thôn hoàn thành mục tiêu tỷ lệ hộ nghèo còn 8,9%", True),
        ("Phấn đấu cuối năm 2023 tỷ lệ hộ nghèo còn 9,8%",
         "Công chức phụ trách hướng dẫn các thôn vùng cao phấn đấu tỷ lệ hộ nghèo còn 18,9%", False),
    ],
    ids=["two values", "one value", "another area", "another year", "another indicator", "a bound that holds both",
         "a level to keep", "who sees to it", "who sees to it in another area"],
)  # fmt: skip
def test_target_conflict(first: str, second: str, conflict: bool) -> None:
    audit = audited(f"I. MỤC TIÊU\n1. Mục tiêu chung\n- {first}.\n2. Mục tiêu cụ thể\n- {second}.")
    assert bool(texts(audit, "target-conflict")) == conflict


@pytest.mark.parametrize(
    ("body", "looked_at"),
    [
        ("Cơ cấu kinh tế: nông nghiệp 42%, công nghiệp 25%, dịch vụ 33%.", ["agrees"]),
        ("Cơ cấu kinh tế: nông nghiệp 42%, công nghiệp 25%, dịch vụ 35%.", ["disagrees"]),
        ("Cơ cấu: nông nghiệp 33,3%, công nghiệp 33,3%, dịch vụ 33,3%.", ["agrees"]),
        ("Cơ cấu kinh tế: nông nghiệp 42%, công nghiệp 25%, dịch vụ 33%, trong đó du lịch 9%.", []),
        ("Nông nghiệp 42%, công nghiệp 25%, dịch vụ 35%.", []),
    ],
    ids=["a whole", "more than a whole", "within rounding", "a share of one part", "no whole meant"],
)
def test_share_sum(body: str, looked_at: list[str]) -> None:
    audit = audited(f"I. TÌNH HÌNH\n{body}")
    assert verdicts(audit, "shares") == looked_at
    assert len(texts(audit, "share-sum")) == looked_at.count("disagrees")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("I. MỤC TIÊU NĂM 2022", ["MỤC TIÊU NĂM 2022"]),
        ("I. MỤC TIÊU NĂM 2023", []),
        ("I. MỤC TIÊU ĐẾN NĂM 2025", []),
        ("I. MỤC TIÊU NĂM 2024", ["MỤC TIÊU NĂM 2024"]),
        ("I. MỤC TIÊU NĂM 2023\nII. PHƯƠNG HƯỚNG NĂM 2024", []),
        ("I. KẾT QUẢ NĂM 2022", []),
        ("I. KẾT QUẢ NĂM 2022\n1. Chỉ tiêu năm 2022", []),
    ],
    ids=[
        "a past year",
        "its year",
        "until a later year",
        "a later year",
        "looking ahead",
        "results",
        "goals told beside results",
    ],
)
def test_plan_year_mismatch(heading: str, expected: list[str]) -> None:
    assert texts(audited(f"{heading}\nGiảm 12 hộ nghèo."), "plan-year-mismatch") == expected


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("Phấn đấu đến cuối năm 2022 có 12 hộ thoát nghèo.", ["2022"]),
        ("Phấn đấu đến cuối năm 2023 có 12 hộ thoát nghèo.", []),
        ("Giảm 12 hộ nghèo; đến cuối năm 2022 giảm còn 88 hộ nghèo.", ["2022"]),
        ("Giảm 12 hộ nghèo so với cuối năm 2022.", []),
        ("Kéo giảm 12 hộ nghèo, đến cuối năm 2022 còn 88 hộ.", ["2022"]),
        ("Rà soát, giảm 12 hộ nghèo, đến cuối năm 2022 còn 88 hộ; năm 2023 giảm 10 hộ.", []),
        ("Phấn đấu đến cuối năm 2025 có 12 hộ thoát nghèo.", []),
    ],
    ids=[
        "a year too early",
        "its own year",
        "in a clause of its own",
        "compared with",
        "behind a cut",
        "a state",
        "looking ahead",
    ],
)
def test_goals_of_another_year(goal: str, expected: list[str]) -> None:
    assert texts(audited(f"I. MỤC TIÊU\n- {goal}"), "plan-year-mismatch") == expected


def test_title_of_a_part_on_the_line_below_is_the_place() -> None:
    body = "PHẦN I\nKẾT QUẢ NĂM 2023\nI. VIỆC LÀM\nĐã giảm được 12 hộ nghèo."
    assert texts(audited(body), "period-not-elapsed") == ["PHẦN I KẾT QUẢ NĂM 2023"]


@pytest.mark.parametrize(
    ("heading", "date", "expected"),
    [
        ("I. KẾT QUẢ THỰC HIỆN NĂM 2022", "20 tháng 9 năm 2022", True),
        ("I. KẾT QUẢ THỰC HIỆN NĂM 2022", "15 tháng 12 năm 2022", False),
        ("I. KẾT QUẢ THỰC HIỆN NĂM 2022", "10 tháng 01 năm 2023", False),
        ("I. KẾT QUẢ 9 THÁNG NĂM 2022", "20 tháng 10 năm 2022", False),
        ("I. ƯỚC KẾT QUẢ NĂM 2022", "20 tháng 10 năm 2022", False),
        ("I. KHÁI QUÁT KẾT QUẢ NĂM 2022", "20 tháng 9 năm 2022", True),
        ("I. TÌNH HÌNH VÀ KẾT QUẢ NĂM 2022", "20 tháng 9 năm 2022", True),
        ("I. KẾT QUẢ ĐẾN HẾT NĂM 2022", "20 tháng 9 năm 2022", True),
        ("I. KẾT QUẢ ĐẾN HẾT NĂM 2022", "20 tháng 01 năm 2023", False),
        ("I. KẾT QUẢ ĐẾN HẾT THÁNG 8 NĂM 2022", "20 tháng 9 năm 2022", False),
    ],
    ids=[
        "too early",
        "in the last month",
        "after the year",
        "nine months",
        "an estimate",
        "at large",
        "situation",
        "up to its end",
        "up to its end, after it",
        "up to the end of a month",
    ],
)
def test_period_not_elapsed(heading: str, date: str, expected: bool) -> None:
    audit = audited(f"{heading}\nĐã giảm được 12 hộ nghèo.", date)
    assert bool(texts(audit, "period-not-elapsed")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Lũy kế đến ngày 30/11/2022 đã giải ngân 1.250 triệu đồng.", ["30/11/2022"]),
        ("Tính đến hết ngày 30/11/2022, toàn xã đã thoát nghèo 14 hộ.", ["30/11/2022"]),
        ("Lũy kế đến ngày 30/8/2022 đã giải ngân 1.250 triệu đồng.", []),
        ("Ước đến ngày 30/11/2022 đã giải ngân 1.250 triệu đồng.", []),
        ("Phấn đấu đến ngày 30/11/2022 giải ngân 1.250 triệu đồng.", []),
        ("Đã giải ngân 1.250 triệu đồng. Hoàn thành đến ngày 30/11/2022.", []),
    ],
    ids=["spent", "counted", "a day that had come", "an estimate", "a goal", "a deadline"],
)
def test_results_up_to_a_day_that_had_not_come(body: str, expected: list[str]) -> None:
    audit = audited(f"I. TÌNH HÌNH\n{body}", "20 tháng 9 năm 2022")
    assert texts(audit, "period-not-elapsed") == expected


def test_a_basis_with_a_period_leaves_the_plan_its_year() -> None:
    basis = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 phê duyệt Chương trình giai đoạn 2021 - 2025;\n"
    assert texts(audited(f"{basis}I. CHỈ TIÊU NĂM 2022\nGiảm 12 hộ nghèo."), "plan-year-mismatch")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Đã giảm 12/10 hộ nghèo, đạt 120% kế hoạch.", True),
        ("Theo kế hoạch, đã giảm 12/10 hộ nghèo.", False),
        ("Đến nay đã giảm 12/10 hộ nghèo, đạt 120% kế hoạch.", False),
    ],
    ids=["share of the plan", "the plan", "so far"],
)
def test_first_words_that_excuse_early_results(opening: str, expected: bool) -> None:
    audit = audited(f"I. KẾT QUẢ NĂM 2022\n{opening}", "20 tháng 9 năm 2022")
    assert bool(texts(audit, "period-not-elapsed")) == expected
