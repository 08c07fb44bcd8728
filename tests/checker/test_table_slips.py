"""Lone sums of the text against a table's totals, and tables under a wrong unit line."""

import pytest
from whole_plans import finding, table, told

TABLE = table(
    "TT|Nội dung|Tổng số|NSTW|NSĐP",
    "1|Dự án 3: Phát triển sản xuất|4.430|4.030|400",
    "2|Dự án 4: Hạ tầng thiết yếu|14.305|13.005|1.300",
    "|Tổng cộng|18.735|17.035|1.700",
)


def plan(sentence: str, unit: str = "triệu đồng") -> str:
    return f"II. KINH PHÍ\n{sentence}\nPHỤ LỤC\nKINH PHÍ THỰC HIỆN NĂM 2024\nĐơn vị tính: {unit}\n{TABLE}"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Dành cho Dự án 4 số vốn 14.350 triệu đồng.", "14.350 triệu đồng"),
        ("Dự án 3: 4.340 triệu đồng.", "4.340 triệu đồng"),
        ("Phần ngân sách trung ương 17.053 triệu đồng theo phụ lục.", "17.053 triệu đồng"),
        ("Tổng kinh phí thực hiện: 18.753 triệu đồng.", "18.753 triệu đồng"),
        (
            "Kinh phí 18.735 triệu đồng, trong đó ngân sách trung ương 17.053 triệu đồng.",
            "17.053 triệu đồng",
        ),
    ],
)
def test_a_lone_sum_with_a_slip(sentence: str, text: str) -> None:
    assert told(plan(sentence)) == [("sum-mismatch", "error", text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dành cho Dự án 4 số vốn 14.305 triệu đồng.",
        "Phần ngân sách trung ương 17.035 triệu đồng theo phụ lục.",
        "Năm 2023 ngân sách trung ương đã cấp 17.053 triệu đồng.",
        "Chăn nuôi cần 20.153 triệu đồng, gồm: ngân sách trung ương 17.053 triệu đồng, vốn vay 3.100 triệu đồng.",
        "Dành cho Dự án 4 số vốn 9.120 triệu đồng.",
        "Dành cho Dự án 4 số vốn 14,31 tỷ đồng.",
    ],
)
def test_sums_that_are_the_tables_or_others(sentence: str) -> None:
    assert not told(plan(sentence))


@pytest.mark.parametrize(
    "over",
    [
        "VỐN SỰ NGHIỆP NĂM 2024",
        "KINH PHÍ HỖ TRỢ NHÀ Ở NĂM 2024",
        "Nguồn vốn đầu tư phát triển",
        "VỐN DO XÃ QUẢN LÝ",
        "Kinh phí giai đoạn 2026 - 2030",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    ["Tổng kinh phí thực hiện: 18.753 triệu đồng.", "Phần ngân sách trung ương 17.053 triệu đồng."],
)
def test_a_total_beside_a_table_of_a_part(over: str, sentence: str) -> None:
    assert not told(plan(sentence).replace("KINH PHÍ THỰC HIỆN NĂM 2024", over))


@pytest.mark.parametrize(
    "over",
    [
        "TỔNG HỢP KINH PHÍ",
        "Nhu cầu vốn năm 2024",
        "Phân bổ nguồn vốn thực hiện chương trình",
        "Dự toán kinh phí triển khai kế hoạch",
        "Biểu số 2. Dự kiến kinh phí",
    ],
)
def test_a_total_beside_a_table_of_all(over: str) -> None:
    text = plan("Tổng kinh phí thực hiện: 18.753 triệu đồng.").replace("KINH PHÍ THỰC HIỆN NĂM 2024", over)
    assert told(text) == [("sum-mismatch", "error", "18.753 triệu đồng")]


@pytest.mark.parametrize(
    "sentence", ["Tổng kinh phí thực hiện: 18.735 triệu đồng.", "Vốn năm nay là 18.735 triệu đồng."]
)
def test_a_table_under_a_wrong_unit(sentence: str) -> None:
    assert not told(plan(sentence))
    found = finding(plan(sentence, "nghìn đồng"))
    assert (found.rule, found.text, found.expected) == ("unit-scale", "Đơn vị tính: nghìn đồng", "triệu đồng")
