"""Shares, totals and changes as reports tell them truly in ways that look wrong, and what is wrong beside them."""

import pytest
from whole_plans import told

RATIO, SUM, GROWTH = "ratio-mismatch", "sum-mismatch", "growth-mismatch"

TRUE = {
    "rates of the places themselves": (
        "Cả huyện còn 4.150 hộ nghèo, trong đó xã Nà Lum 415 hộ (31,2%), xã Tà Pin 332 hộ (22,5%)."
    ),
    "rates of country and town": (
        "Cả huyện còn 4.150 hộ nghèo, trong đó nông thôn 3.735 hộ (17,4%), thành thị 415 hộ (6,2%)."
    ),
    "a rate beside the rate of all": (
        "Xã còn 415 hộ nghèo, chiếm 20,5%; trong đó hộ nghèo người Dao 249 hộ, chiếm 33,2%."
    ),
    "a rate of one people": "Xã còn 415 hộ nghèo, trong đó hộ nghèo người Dao 249 hộ, tỷ lệ 33,2%.",
    "rates of peoples": (
        "Xã còn 415 hộ nghèo, trong đó: dân tộc Dao 249 hộ (33,2%), dân tộc Mông 95 hộ (27,5%), dân tộc Kinh 71 hộ "
        "(7,3%)."
    ),
    "those who borrowed, of those of their kind": (
        "Có 150 hộ vay vốn, trong đó hộ nghèo 90 hộ (21,7%), hộ cận nghèo 60 hộ (30,5%)."
    ),
    "one hamlet behind another": (
        "Năm 2023 thôn Pác Lung có 96 hộ, trong đó 24 hộ nghèo; thôn Khau Vai có 130 hộ, trong đó 26 hộ nghèo."
    ),
    "poor and near-poor of all households": (
        "Hộ nghèo, cận nghèo có 615 hộ, trong đó hộ nghèo 415 hộ (20,52%), hộ cận nghèo 200 hộ (9,89%)."
    ),
    "paid out, of what each was given": (
        "Đã giải ngân 2.600 triệu đồng, trong đó vốn đầu tư 1.690 triệu đồng (97,1%), vốn sự nghiệp 910 triệu đồng "
        "(83,3%)."
    ),
    "the poor of the whole commune as a number of households": (
        "Số hộ nghèo toàn xã 415 hộ; hộ nghèo người Dao 249 hộ, chiếm 33,2%."
    ),
    "those who left, of the poor at the start": (
        "Cuối năm 2023 xã còn 415 hộ nghèo. Năm 2023 có 85 hộ thoát nghèo, chiếm 17,0% tổng số hộ nghèo."
    ),
    "a total of what was spent": (
        "Thu quỹ 320 triệu đồng, chi dựng nhà 150 triệu đồng, chi tặng quà 65 triệu đồng, tổng cộng 215 triệu đồng."
    ),
    "a total of one year": (
        "Năm trước giao 700 triệu đồng, năm nay vốn tỉnh 260 triệu đồng, vốn huyện 90 triệu đồng, tổng cộng 350 triệu "
        "đồng."
    ),
    "those who left beside those who came": (
        "Đầu năm có 415 hộ nghèo, cuối năm còn 362 hộ nghèo, giảm 64 hộ (phát sinh mới 11 hộ)."
    ),
    "work done, and the works": "Làm xong 85% khối lượng, tương ứng với 9/12 công trình.",
    "a part of the price": "Hỗ trợ 60% giá giống, mức 25.000 đồng/cây cho 4.000 cây, kinh phí 60 triệu đồng.",
}

WRONG = {
    "a share beside one that holds": (
        "Cả huyện còn 4.150 hộ nghèo, trong đó xã Nà Lum 415 hộ (10%), xã Tà Pin 332 hộ (18%).",
        RATIO,
        "18%",
    ),
    "a share of what is named": (
        "Xã còn 415 hộ nghèo, chiếm 20,5%; trong đó hộ nghèo người Dao 249 hộ, chiếm 66,0% tổng số hộ nghèo.",
        RATIO,
        "66,0%",
    ),
    "a share of the people": ("Xã có 6.150 người, trong đó người Dao 2.460 người, chiếm 44%.", RATIO, "44%"),
    "more than the hamlet has": (
        "Năm 2023 thôn Pác Lung có 96 hộ, trong đó 124 hộ nghèo; thôn Khau Vai có 130 hộ, trong đó 26 hộ nghèo.",
        SUM,
        "96",
    ),
    "paid out, said to be of all": (
        "Đã giải ngân 2.600 triệu đồng, trong đó vốn đầu tư 1.690 triệu đồng, chiếm 56%.",
        RATIO,
        "56%",
    ),
    "those who left, of the poor told": (
        "Đầu năm 2023 xã có 500 hộ nghèo. Năm 2023 có 85 hộ thoát nghèo, chiếm 71,0% tổng số hộ nghèo.",
        RATIO,
        "71,0%",
    ),
    "a total of nothing told": (
        "Thu quỹ 320 triệu đồng, chi dựng nhà 150 triệu đồng, chi tặng quà 65 triệu đồng, tổng cộng 251 triệu đồng.",
        SUM,
        "251 triệu đồng",
    ),
    "those who left, too many": (
        "Đầu năm có 415 hộ nghèo, cuối năm còn 362 hộ nghèo, giảm 74 hộ (phát sinh mới 11 hộ).",
        GROWTH,
        "74",
    ),
    "the works": ("Làm xong 85% số cống, tương ứng với 9/12 cống.", RATIO, "85%"),
    "another part of the price": (
        "Hỗ trợ 60% giá giống, mức 25.000 đồng/cây cho 4.000 cây, kinh phí 66 triệu đồng.",
        SUM,
        "66 triệu đồng",
    ),
}


@pytest.mark.parametrize("body", TRUE.values(), ids=TRUE)
def test_what_is_true_of_another_whole(body: str) -> None:
    assert not told(body)


@pytest.mark.parametrize(("body", "rule", "text"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_once(body: str, rule: str, text: str) -> None:
    assert [(found[0], found[-1]) for found in told(body)] == [(rule, text)]


@pytest.mark.parametrize(("words", "found"), [(10, 1), (120, 0)], ids=["near", "far"])
def test_a_share_is_held_against_what_stands_near(words: int, found: int) -> None:
    filler = "bà con " * words
    assert len(told(f"Xã có 6.150 người, trong đó {filler}người Dao 2.460 người, chiếm 44%.")) == found
