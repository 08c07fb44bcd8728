"""Sums listed in a sentence, and the total that closes it."""

import pytest
from whole_plans import told


@pytest.mark.parametrize(
    ("body", "right", "wrong"),
    [
        ("Mua giống 485 triệu đồng; dựng chuồng 169 triệu đồng; tổng cộng {} triệu đồng.", "654", "645"),
        ("Gồm: giống 1.250 triệu đồng, phân 405 triệu đồng, tổng số {} triệu đồng.", "1.655", "1.565"),
        ("Xã góp 45 triệu đồng, hội góp 20 triệu đồng và bà con góp 15 triệu đồng, cộng là {} triệu đồng.", "80", "90"),
        ("Mua giống 485 triệu đồng, dựng chuồng 169 triệu đồng; cộng cả hai khoản {} triệu đồng.", "654", "645"),
        ("Tiểu dự án 1: 485 triệu đồng; Tiểu dự án 3: 169 triệu đồng. Cộng Dự án 4: {} triệu đồng.", "654", "645"),
    ],
)  # fmt: skip
def test_a_total_at_the_end(body: str, right: str, wrong: str) -> None:
    assert not told(body.format(right))
    assert told(body.format(wrong)) == [("sum-mismatch", "warning", f"{wrong} triệu đồng")]


@pytest.mark.parametrize(
    "body",
    [
        "Mua giống 6 triệu đồng, dựng chuồng 3 triệu đồng cho 15 hộ, tổng cộng 135 triệu đồng.",
        "Chữa 3 nhà hết 96 triệu đồng, trong đó hội góp 40 triệu đồng; dựng 2 nhà hết 130 triệu đồng; tổng cộng 226 "
        "triệu đồng.",
        "Hộ nghèo vay 310 triệu đồng, hộ cận nghèo vay 220 triệu đồng; 01 hộ buôn, tổng số tiền 25 triệu đồng.",
        "Thu 130 triệu đồng, chi 90 triệu đồng; tổng số vốn 800 triệu đồng, trong đó tỉnh 600 triệu đồng, xã 200 triệu "
        "đồng.",
        "Giống khoảng 480 triệu đồng, chuồng 170 triệu đồng, tổng cộng 655 triệu đồng.",
    ],
    ids=["what each gets", "a part of an item", "an item's own", "the total of what follows", "about"],
)
def test_what_is_no_total_of_the_list(body: str) -> None:
    assert not told(body)
