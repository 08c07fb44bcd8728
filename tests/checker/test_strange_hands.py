"""True statements in unfamiliar hands, which stay silent, and the faults that look like them."""

import pytest
from whole_plans import audit, table, told

HEADS = "STT | Chỉ tiêu | ĐVT | Thực hiện năm 2022 | Kế hoạch năm 2023 | Thực hiện năm 2023 | {}"
BESIDE = "1 | Số xưởng may nhận việc | xưởng | 32 | 35 | 40 | 125,0"
STAGES = table(
    "TT | Bản | Hộ nghèo đầu năm | Giảm | Cuối năm",
    "1 | Bản Cút | 24 | 5 | 19",
    "2 | Bản Xa | 31 | 7 | {}",
    "3 | Bản Lìm | 18 | 3 | 15",
    "4 | Bản Nhọt | 22 | 6 | 16",
    " | Cộng | 95 | 21 | 74",
)
TRUE = {
    "a table of levels and their change": STAGES.format(24),
    "a year over the year before it": table(
        HEADS.format("Năm 2023/năm 2022 (%)"),
        BESIDE,
        "2 | Lao động có việc làm mới | người | 640 | 700 | 736 | 115,0",
    ),
    "a year set against another": table(
        HEADS.format("TH 2023 so TH 2022 (%)"),
        BESIDE,
        "2 | Lao động có việc làm mới | người | 640 | 700 | 736 | 115,0",
    ),
    "two levels, each with its rate in a bracket": (
        "Xã có 1.500 hộ. Số hộ nghèo giảm từ 214 hộ (14,27%) đầu kỳ xuống còn 175 hộ (11,67%)."
    ),
    "a ratio in a bracket whose count has its unit before": (
        "Xã mở lớp may cho 56 học viên, đạt 93,3% kế hoạch (56/60); sau lớp có 40 người nhận việc."
    ),
    "a day before the plan's year by which a result was reached": (
        "- Trải nhựa 1,8 km đường trục; kè 2 điểm sạt lở, hoàn thành trước ngày 20/11/2023.\n"
        "- Đã bàn giao nhà sinh hoạt bản Cút, hoàn thành trong quý II năm 2023."
    ),
    "one number of three bodies and two years": (
        "Theo Công văn số 412/UBND-VX ngày 06/3/2023 của UBND tỉnh; "
        "Công văn số 412/UBND-VX ngày 09/3/2023 của UBND huyện; "
        "Công văn số 412/UBND-VX ngày 11/3/2022 của UBND tỉnh."
        "Theo Công văn số 412/UBND-VX ngày 06/3/2023 của UBND tỉnh; Công văn số 412/UBND-VX ngày 09/3/2023 "
        "của UBND huyện; Công văn số 412/UBND-VX ngày 11/3/2022 của UBND tỉnh."
    ),
    "all others counted at the end of a list": (
        "Xã trợ cấp 143 đối tượng, gồm 81 cụ già, 44 người khuyết tật, 18 đối tượng khác."
    ),
    "others that no figure counts": (
        "Xã trợ cấp 143 đối tượng, gồm 81 cụ già, 44 người khuyết tật và các đối tượng khác."
    ),
    "parts of cases that may be of several kinds": (
        "Xã hòa giải 52 vụ việc, trong đó 31 vụ về đất, 29 vụ có yếu tố gia đình."
    ),
    "men and women who are all": "Người nghèo của xã: nam chiếm 47,6%, nữ chiếm 52,4%.",
    "rates of men and women": "Tỷ lệ ra lớp: nam đạt 47,6%, nữ đạt 51,4%.",
    "shares of two wholes": "Trong ban, nam chiếm 61,5%, nữ chiếm 33,1% số hội viên.",
    "the plan's own number, stamped later": (
        "Chi tiết ở phần cuối (kèm theo Kế hoạch số      /KH-UBND ngày 10/01/2024 của UBND xã)."
    ),
    "a draft without its day": "Theo Quyết định số      /QĐ-UBND ngày      tháng 01 năm 2024 của UBND tỉnh.",
}


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_what_is_true_stays_silent(body: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == []


WRONG: dict[str, tuple[str, str, str]] = {
    "a share in a column of one year": (
        table("Chỉ tiêu | ĐVT | Năm 2023", "Tỷ lệ lao động có việc làm | % | 115,0"),
        "percent-range",
        "115,0",
    ),
    "the rate of the level reached": (
        "Xã có 1.500 hộ. Số hộ nghèo giảm từ 214 hộ (14,27%) đầu kỳ xuống còn 175 hộ (12,67%).",
        "ratio-mismatch",
        "12,67%",
    ),
    "a ratio in a bracket whose unit nothing tells": (
        "Xã mở lớp may ở ba bản, đạt 93,3% kế hoạch (56/60).",
        "unit-missing",
        "56/60",
    ),
    "a day before the plan's year that a unit is to keep": (
        "Kè 2 điểm sạt lở; bản Cút phải hoàn thành trước ngày 20/11/2023.",
        "deadline-before-issue",
        "hoàn thành trước ngày 20/11/2023",
    ),
    "a list that is to come before the plan's year": (
        "Các bản gửi danh sách về xã trước ngày 20/11/2023.",
        "deadline-before-issue",
        "trước ngày 20/11/2023",
    ),
    "one number of the province that the plan never names": (
        "Xã thực hiện Công văn số 412/UBND-VX ngày 06/3/2023 của UBND tỉnh.\n"
        "Số liệu gửi theo Công văn số 412/UBND-VX ngày 16/3/2023 của UBND tỉnh.",
        "citation-conflict",
        "Công văn số 412/UBND-VX ngày 16/3/2023 của UBND tỉnh",
    ),
    "all others counted, and one too many": (
        "Xã trợ cấp 143 đối tượng, gồm 81 cụ già, 44 người khuyết tật, 19 đối tượng khác.",
        "sum-mismatch",
        "143",
    ),
    "men and women who are more than all": (
        "Người nghèo của xã: nam chiếm 47,6%, nữ chiếm 54,2%.",
        "share-sum",
        "47,6%, nữ chiếm 54,2%",
    ),
    "town and country that are less than all": (
        "Hộ nghèo ở nông thôn chiếm 83,5%, thành thị chiếm 15,6%.",
        "share-sum",
        "83,5%, thành thị chiếm 15,6%",
    ),
    "a day and no number": (
        "Xã làm theo Quyết định số       /QĐ-UBND ngày 05/01/2024 của UBND tỉnh.",
        "citation-incomplete",
        "Quyết định số /QĐ-UBND",
    ),
    "a level that its change does not lead to": (STAGES.format(42), "sum-mismatch", "42"),
    "cases that do not add up": (
        "Xã hòa giải 52 vụ việc, gồm đất đai 24 vụ, hôn nhân 17 vụ, vay mượn 12 vụ.",
        "sum-mismatch",
        "52",
    ),
    "turns that do not add up": (
        "Ngân hàng cho vay 118 lượt hộ, gồm hộ nghèo 61 lượt, hộ cận nghèo 39 lượt, hộ khác 19 lượt.",
        "sum-mismatch",
        "118",
    ),
}


def test_goals_under_a_wrong_year_contradict_none_of_that_year() -> None:
    body = (
        table(
            "STT | Chỉ tiêu | ĐVT | Kế hoạch năm 2023 | Thực hiện năm 2023",
            "1 | Lao động được đào tạo nghề | người | 90 | 84",
        )
        + "\nII. CHỈ TIÊU NĂM 2023\n1. Đào tạo nghề cho 95 lao động.\n2. Đỡ đầu 12 hộ nghèo."
    )
    assert [f[:2] for f in told(body)] == [("plan-year-mismatch", "warning")]


@pytest.mark.parametrize(
    ("head", "cells", "read"),
    [
        ("Giảm", "5 7", "poor_households_reduction"),
        ("Chỉ tiêu giảm năm 2024", "5 7", "poor_households_reduction"),
        ("Cuối năm", "19 24", "poor_households"),
        ("Còn lại", "19 24", "poor_households"),
        ("Tăng", "1 2", "other"),
    ],
)
def test_a_column_that_tells_a_time_counts_what_stands_beside_it(head: str, cells: str, read: str) -> None:
    first, second = cells.split()
    rows = (f"Bản | Hộ nghèo đầu năm | {head}", f"Bản Cút | 24 | {first}", f"Bản Xa | 31 | {second}")
    told_of = [(t.unit, t.indicator) for t in audit(table(*rows)).plan.targets if t.column == (head,)]
    assert told_of == [("household", read)] * 2


@pytest.mark.parametrize(
    "rows",
    [
        ("Bản | Hộ nghèo đầu năm | Giảm", "Bản Cút | 24 | 2,5", "Bản Xa | 31 | 3,1"),
        ("Bản | Hộ nghèo | Số khẩu | Giảm", "Bản Cút | 24 | 98 | 5", "Bản Xa | 31 | 120 | 7"),
    ],
    ids=["points", "beside two kinds of counts"],
)
def test_a_column_of_another_unit_is_not_read_as_households(rows: tuple[str, ...]) -> None:
    assert [t for t in audit(table(*rows)).plan.targets if t.column == ("Giảm",)] == []


@pytest.mark.parametrize(("body", "rule", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(body: str, rule: str, words: str) -> None:
    assert (rule, words) in {(f.rule, f.text) for f in audit(body).findings}
