"""Plain errors of reckoning in the wordings of plans, each beside a statement that is true."""

import pytest
from whole_plans import finding, told

BY_KIND = (
    "Tổng nhu cầu vốn: 7.260 triệu đồng{}\n"
    "- Theo loại vốn: vốn đầu tư 4.300 triệu đồng; vốn sự nghiệp {} triệu đồng.\n"
    "- Theo nguồn vốn: ngân sách trung ương 6.100 triệu đồng, ngân sách huyện 1.160 triệu đồng."
)

# Body, rule, the words told.
FALSE = {
    "kinds of capital in an item, sources in the next": (
        BY_KIND.format(".", "2.690"),
        "sum-mismatch",
        "7.260 triệu đồng",
    ),
    "the same behind a word that opens the list": (
        BY_KIND.format(", gồm:", "2.690"),
        "sum-mismatch",
        "7.260 triệu đồng",
    ),
}
TRUE = {
    "kinds of capital in an item, sources in the next": BY_KIND.format(".", "2.960"),
    "the same behind a word that opens the list": BY_KIND.format(", gồm:", "2.960"),
    "by what was planned, and what came besides": (
        "Kinh phí: 2.300 triệu đồng, gồm:\n- Theo kế hoạch vốn: 2.000 triệu đồng.\n- Vốn chuyển nguồn: 300 triệu đồng."
    ),
    "a source with its own parts in a bracket": (
        "Tổng vốn: 2.300 triệu đồng.\n"
        "- Phân theo nguồn: ngân sách trung ương 1.500 triệu đồng (đầu tư 900 triệu đồng, sự nghiệp 600 triệu đồng), "
        "ngân sách huyện 800 triệu đồng.\n"
        "- Phân theo năm: năm 2024 là 1.300 triệu đồng; năm 2025 là 1.000 triệu đồng."
    ),
}


@pytest.mark.parametrize(("body", "rule", "text"), FALSE.values(), ids=FALSE)
def test_the_error_is_told(body: str, rule: str, text: str) -> None:
    found = finding(body)
    assert (found.rule, found.text) == (rule, text)
    assert found.severity != "info"


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_the_true_neighbour_is_not_told(body: str) -> None:
    assert [f for f in told(body) if f[1] != "info"] == []
