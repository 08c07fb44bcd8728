"""A cost of one, how many there are, and the sum of all."""

import pytest
from whole_plans import checks, finding, table, told

TRUE = {
    "written out": "Xây nhà: 46 triệu đồng/hộ x 13 hộ = 598 triệu đồng.",
    "the other way round": "Tập huấn: 3 lớp × 15,5 triệu đồng/lớp = 46,5 triệu đồng.",
    "told": "Hỗ trợ làm nhà cho 13 hộ nghèo, mức 46 triệu đồng/hộ, kinh phí 598 triệu đồng.",
    "one of several counts": (
        "Hỗ trợ 13 hộ, trong đó 5 hộ cận nghèo, mức 46 triệu đồng/hộ, tổng kinh phí 598 triệu đồng."
    ),
    "each": "Hỗ trợ 13 hộ, mỗi hộ 46 triệu đồng; tổng kinh phí 598 triệu đồng.",
    "with its sources": (
        "Hỗ trợ 13 hộ, mức 46 triệu đồng/hộ, kinh phí 598 triệu đồng, trong đó: ngân sách tỉnh 500 triệu đồng, "
        "ngân sách huyện 98 triệu đồng."
    ),
    "rounded": "Hỗ trợ 13 hộ, mức 46 triệu đồng/hộ, kinh phí 0,6 tỷ đồng.",
    "a cost for another thing": "Tặng quà cho 120 hộ, mức 500.000 đồng/suất, tổng kinh phí 75 triệu đồng.",
    "a cost a month": "Hỗ trợ 20 người, mức 150.000 đồng/người/tháng, kinh phí 36 triệu đồng.",
    "for so many months": (
        "Dạy nghề cho 25 lao động trong 3 tháng, mức 1,2 triệu đồng/người/tháng, kinh phí 90 triệu đồng."
    ),
    "three factors": "Tiền ăn: 25 người x 1,2 triệu đồng/người/tháng x 3 tháng = 90 triệu đồng.",
    "months of the year": (
        "Trong 6 tháng đầu năm hỗ trợ 20 người, mức 150.000 đồng/người/tháng, kinh phí 36 triệu đồng."
    ),
    "a limit": "Hỗ trợ 13 hộ, mức không quá 46 triệu đồng/hộ, kinh phí 420 triệu đồng.",
    "two costs": "Xây mới 13 hộ, mức 46 triệu đồng/hộ, sửa 4 hộ, mức 23 triệu đồng/hộ, kinh phí 690 triệu đồng.",
    "another sentence": "Hỗ trợ 13 hộ, mức 46 triệu đồng/hộ. Tổng kinh phí cả dự án là 720 triệu đồng.",
}


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_true_products(body: str) -> None:
    assert [f for f in told(body) if f[0] != "rounding-difference"] == []
    assert all(check.verdict != "disagrees" for check in checks(body, "product"))


FALSE = {
    "written out": (
        "Xây nhà: 46 triệu đồng/hộ x 13 hộ = 698 triệu đồng.",
        "sum-mismatch",
        "error",
        "598 triệu đồng",
    ),
    "told": (
        "Hỗ trợ 13 hộ nghèo, mức 46 triệu đồng/hộ, kinh phí 958 triệu đồng.",
        "sum-mismatch",
        "warning",
        "598 triệu đồng",
    ),
    "each": (
        "Hỗ trợ 13 hộ, mỗi hộ 46 triệu đồng, kinh phí 958 triệu đồng.",
        "sum-mismatch",
        "warning",
        "598 triệu đồng",
    ),
    "for so many months": (
        "Dạy nghề cho 25 lao động trong 3 tháng, mức 1,2 triệu đồng/người/tháng, kinh phí 70 triệu đồng.",
        "sum-mismatch",
        "warning",
        "90 triệu đồng",
    ),
    "three factors": (
        "Tiền ăn: 25 người x 3 tháng x 1,2 triệu đồng/người/tháng = 80 triệu đồng.",
        "sum-mismatch",
        "error",
        "90 triệu đồng",
    ),
    "a unit": ("Mở lớp: 3 lớp x 15 triệu đồng/lớp = 45 tỷ đồng.", "unit-scale", "error", "45 triệu đồng"),
    "to the đồng": (
        "Tặng quà: 120 suất x 500.000 đồng/suất = 60.500.000 đồng.",
        "sum-mismatch",
        "error",
        "60.000.000 đồng",
    ),
    "within rounding": (
        "Xây nhà: 46 triệu đồng/hộ x 13 hộ = 600 triệu đồng.",
        "rounding-difference",
        "info",
        "598 triệu đồng",
    ),
}


@pytest.mark.parametrize(("body", "rule", "severity", "expected"), FALSE.values(), ids=FALSE)
def test_what_does_not_multiply(body: str, rule: str, severity: str, expected: str) -> None:
    found = finding(body)
    assert (found.rule, found.severity, found.expected) == (rule, severity, expected)


HEAD = "TT | Nội dung | ĐVT | Số lượng | Đơn giá (triệu đồng) | Thành tiền (triệu đồng)"
ROWS = ("1 | Xây nhà | căn | 12 | 44 | 528", "2 | Sửa nhà | căn | 8 | 22 | 176")


@pytest.mark.parametrize(("paid", "found"), [("46,5", []), ("64,5", [("sum-mismatch", "error", "64,5")])])
def test_columns_that_multiply(paid: str, found: list[tuple[str, str, str]]) -> None:
    assert told(table(HEAD, *ROWS, f"3 | Mở lớp | lớp | 3 | 15,5 | {paid}")) == found


MONTHS = "TT | Nghề | Số người | Số tháng | Mức hỗ trợ (triệu đồng/người/tháng) | Thành tiền (triệu đồng)"
TAUGHT = ("1 | May | 25 | 3 | 1,20 | 90,0", "2 | Điện | 20 | 2 | 1,50 | 60,0")


@pytest.mark.parametrize(("paid", "found"), [("54,0", []), ("45,0", [("sum-mismatch", "error", "45,0")])])
def test_columns_of_three_factors(paid: str, found: list[tuple[str, str, str]]) -> None:
    assert told(table(MONTHS, *TAUGHT, f"3 | Xây | 15 | 3 | 1,20 | {paid}")) == found
