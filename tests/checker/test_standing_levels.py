"""A level of the whole place told twice for the end of one year, and cuts since a level that another part tells."""

import pytest
from whole_plans import table, told

LEVELS = {
    "the end of a year and the start of the next": (
        "Cuối năm 2023, toàn xã còn 214 hộ nghèo.\nII. MỤC TIÊU\nThực trạng: đầu năm 2024 toàn xã có 241 hộ nghèo.",
        "241",
    ),
    "where a goal starts from": (
        "Đến cuối năm 2023, tỷ lệ hộ nghèo của xã là 15,07%.\nII. MỤC TIÊU\n"
        "Phấn đấu giảm tỷ lệ hộ nghèo từ 15,70% cuối năm 2023 xuống còn 12% cuối năm 2024.",
        "15,70%",
    ),
    "among all households": (
        "Kết quả rà soát cuối năm 2023, toàn xã có 1.420 hộ, trong đó hộ nghèo 214 hộ, tỷ lệ 15,07%.\nII. MỤC TIÊU\n"
        "Tỷ lệ hộ nghèo giảm từ 15,96% cuối năm 2023 xuống còn 10%.",
        "15,96%",
    ),
    "where the goals of a year start": (
        "Năm 2023, tỷ lệ hộ nghèo còn 13,94%.\nII. MỤC TIÊU NĂM 2024\nTỷ lệ hộ nghèo giảm từ 14,94% xuống còn 11%.",
        "14,94%",
    ),
    "a day": (
        "Số hộ nghèo đầu năm 2024: 214 hộ.\nII. KẾT QUẢ\nĐến ngày 31/12/2023, toàn xã còn 241 hộ nghèo.",
        "241",
    ),
    "a column of results": (
        "Tỷ lệ hộ cận nghèo cuối năm 2023 là 11,7%.\n"
        + table(
            "TT|Chỉ tiêu|Đơn vị|Thực hiện năm 2023|Kế hoạch năm 2024",
            "1|Tỷ lệ hộ nghèo|%|18,3|15,2",
            "2|Tỷ lệ hộ cận nghèo|%|10,7|9,5",
        ),
        "10,7",
    ),
    "beside a sum of another thing": (
        "Cuối năm 2023 còn 214 hộ nghèo.\nCuối năm 2023, hộ nghèo còn 241 hộ, thu nhập bình quân 41 triệu đồng.",
        "241",
    ),
    "what a bracket compares it with": (
        "Cuối năm 2022 toàn xã còn 262 hộ nghèo.\n"
        "Cuối năm 2023 còn 214 hộ nghèo; so với đầu năm 2023 (282 hộ) giảm 68 hộ.",
        "282",
    ),
    "what a table adds up": (
        "Cuối năm 2023 toàn xã còn 214 hộ nghèo.\n"
        + table("Thôn|Hộ nghèo cuối năm 2023", "Nà Lìm|114", "Khe Bon|110", "Cộng|224"),
        "224",
    ),
}


@pytest.mark.parametrize(("body", "text"), LEVELS.values(), ids=LEVELS)
def test_two_values_of_one_level(body: str, text: str) -> None:
    (found,) = [f for f in told(body) if f[0] == "target-conflict"]
    assert found[1] == "warning"
    assert text in found[2]


TRUE_LEVELS = {
    "rounded": "Cuối năm 2023, tỷ lệ hộ nghèo còn 15,1%.\nTỷ lệ hộ nghèo giảm từ 15,07% cuối năm 2023 xuống còn 12%.",
    "cut off": "Cuối năm 2023, tỷ lệ hộ nghèo còn 15,07%.\nTỷ lệ hộ nghèo cuối năm 2023 là 15,0%.",
    "start and end of one year": "Đầu năm 2023 có 262 hộ nghèo. Cuối năm 2023 còn 214 hộ nghèo.",
    "of one people": "Cuối năm 2023 còn 214 hộ nghèo. Hộ nghèo dân tộc thiểu số đầu năm 2024 là 180 hộ.",
    "of those who had money": (
        "Cuối năm 2023 toàn xã còn 214 hộ nghèo. Cuối năm 2023 cho vay: hộ nghèo 38 hộ, 1.140 triệu đồng."
    ),
    "of those who owe money": "Cuối năm 2023 còn 214 hộ nghèo.\nCuối năm 2023, hộ nghèo 38 hộ (dư nợ 1.140 tr.đ).",
    "of those with a sum": "Cuối năm 2023 còn 214 hộ nghèo.\nCuối năm 2023, hộ nghèo 38 hộ với số tiền 1,2 tỷ đồng.",
    "of a hamlet": "Cuối năm 2023 toàn xã còn 214 hộ nghèo. Thôn Khe Bon cuối năm 2023 còn 45 hộ nghèo.",
    "of the district": "Cuối năm 2023 hộ nghèo của xã là 15,07%. Tỷ lệ hộ nghèo toàn huyện cuối năm 2023 là 12,3%.",
    "some of them": "Cuối năm 2023 còn 214 hộ nghèo. Cuối năm 2023 có 25 hộ nghèo không có đất sản xuất.",
    "within the year": "Tháng 10/2023 xã có 220 hộ nghèo. Cuối năm 2023 còn 214 hộ nghèo.",
    "provisional": "Rà soát sơ bộ cuối năm 2023 có 220 hộ nghèo. Kết quả cuối năm 2023 còn 214 hộ nghèo.",
    "two measures": "Cuối năm 2021 có 310 hộ nghèo. Đầu năm 2022 toàn xã có 420 hộ nghèo.",
    "where the goals of a period start": (
        "Năm 2023, tỷ lệ hộ nghèo còn 13,94%.\nII. MỤC TIÊU GIAI ĐOẠN 2021-2025\n"
        "Tỷ lệ hộ nghèo giảm từ 24,94% xuống còn 11%."
    ),
    "of the poor who have something": (
        "Năm 2023 toàn xã còn 214 hộ nghèo, tỷ lệ 15,07%. Năm 2023 có 168/214 hộ nghèo dùng nước sạch, tỷ lệ 78,5%."
    ),
    "of the poor who were given something": (
        "Năm 2023 toàn xã còn 214 hộ nghèo, tỷ lệ 15,07%. Năm 2023 đã hỗ trợ nhà ở cho 58 hộ nghèo (tỷ lệ 27,1%)."
    ),
    "at first in the year, and at its end": "Năm 2023 xã có 312 hộ nghèo, đến cuối năm còn 260 hộ nghèo.",
    "a year and then its end": (
        "Năm 2023, toàn xã có 312 hộ nghèo, chiếm 20,1%. Rà soát cuối năm 2023, số hộ nghèo còn 260 hộ, chiếm 16,8%."
    ),
    "what was planned": "Kế hoạch cuối năm 2023 còn 220 hộ nghèo. Cuối năm 2023 toàn xã còn 214 hộ nghèo.",
    "a merger between": (
        "Cuối năm 2023 có 214 hộ nghèo. Sau khi sáp nhập xã, đầu năm 2024 toàn xã có 380 hộ nghèo."
    ),
    "what it is compared with, in a bracket": (
        "Cuối năm 2023 toàn xã còn 214 hộ nghèo; so với đầu năm (262 hộ, 18,4%) đã giảm 48 hộ."
    ),
    "both kinds together": (
        "Tỷ lệ hộ nghèo năm 2023 là 15,07%. Tỷ lệ hộ nghèo năm 2023 (gồm hộ nghèo và hộ cận nghèo) là 26,8%."
    ),
}


@pytest.mark.parametrize("body", TRUE_LEVELS.values(), ids=TRUE_LEVELS)
def test_levels_that_are_not_one(body: str) -> None:
    assert not [f for f in told(body) if f[0] == "target-conflict"]


_BASE = "Cuối năm 2023, tỷ lệ hộ nghèo còn 15,07%, toàn xã còn 214 hộ nghèo.\nII. MỤC TIÊU\n"
CUTS = {
    "since the last year": ("Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm 4,07% so với năm 2023.", "4,07%"),
    "since its end": (
        "Đến cuối năm 2024 tỷ lệ hộ nghèo còn 12,0%, giảm 2,07% so với cuối năm 2023.",
        "2,07%",
    ),
    "before the level": ("Giảm 50 hộ nghèo so với đầu năm, đến cuối năm 2024 còn 174 hộ nghèo.", "50"),
    "since nothing named": ("Năm 2024 giảm 50 hộ nghèo, cuối năm 2024 toàn xã còn 174 hộ nghèo.", "50"),
}
TRUE_CUTS = {
    "since the last year": "Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm 3,07% so với năm 2023.",
    "relative": "Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm 20,4% so với năm 2023.",
    "since another year": "Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm 9,5% so với năm 2021.",
    "a mean": "Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm bình quân 3,5%/năm.",
    "those who left": "Năm 2024 có 50 hộ thoát nghèo, phát sinh 10 hộ, cuối năm 2024 còn 174 hộ nghèo.",
    "of one people": "Tỷ lệ hộ nghèo dân tộc thiểu số còn 12%, giảm 5% so với năm 2023.",
    "of their number": "Năm 2024 tỷ lệ hộ nghèo còn 12%, giảm 3,07% so với năm 2023. Giảm 20,4% số hộ nghèo.",
}


@pytest.mark.parametrize(("body", "text"), CUTS.values(), ids=CUTS)
def test_a_cut_that_does_not_lead_to_its_level(body: str, text: str) -> None:
    assert ("growth-mismatch", "warning", text) in told(_BASE + body)


@pytest.mark.parametrize("body", TRUE_CUTS.values(), ids=TRUE_CUTS)
def test_a_cut_of_another_kind_or_true(body: str) -> None:
    assert not {f[0] for f in told(_BASE + body)} & {"growth-mismatch", "target-conflict"}
