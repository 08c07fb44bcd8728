"""One sum in the text and in a table."""

import pytest
from whole_plans import checks, table, told

TEXT = """1. Dự án 1: Hỗ trợ nhà ở, kinh phí {one} triệu đồng.
2. Dự án 2: Đa dạng hóa sinh kế, kinh phí 2.340 triệu đồng.
3. Dự án 4: Giáo dục nghề nghiệp, kinh phí 615 triệu đồng.
{closing}
Đơn vị tính: triệu đồng
"""
TABLE = table(
    "TT | Nội dung | Tổng số | Ngân sách trung ương | Ngân sách tỉnh",
    "1 | Dự án 1: Hỗ trợ nhà ở | 1.845 | 1.500 | 345",
    "2 | Dự án 2: Đa dạng hóa sinh kế | 2.340 | 2.000 | 340",
    "3 | Dự án 4: Giáo dục nghề nghiệp | 615 | 500 | 115",
    "  | Tổng cộng | 4.800 | 4.000 | 800",
)
CLOSING = "Biểu tổng hợp kinh phí"


def plan(one: str = "1.845", closing: str = CLOSING) -> str:
    return TEXT.format(one=one, closing=closing) + TABLE


def test_a_table_that_repeats_the_text() -> None:
    assert told(plan()) == []
    assert [c.verdict for c in checks(plan(), "same-fact")] == ["agrees"] * 3


@pytest.mark.parametrize(
    ("one", "found"),
    [
        ("1.854", ("sum-mismatch", "error", "1.854 triệu đồng")),
        ("1.920", ("sum-mismatch", "warning", "1.920 triệu đồng")),
        ("184,5", ("unit-scale", "error", "184,5 triệu đồng")),
    ],
    ids=["a slip of the pen", "another figure", "a power of ten"],
)
def test_a_figure_that_stands_out(one: str, found: tuple[str, str, str]) -> None:
    assert told(plan(one)) == [found]


def test_a_slip_that_its_parts_could_round_to_is_told_once() -> None:
    parts = "trung ương 1.500 triệu đồng; tỉnh 300 triệu đồng; hộ dân góp 45"
    assert told(plan(f"1.847 triệu đồng, gồm: {parts}")) == [("sum-mismatch", "error", "1.847 triệu đồng")]


def test_a_figure_of_another_column_is_none() -> None:
    """Of the text's sum for project 1 only the central part is told: the table has that figure, too."""
    assert told(plan("1.500")) == []


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("4. Tổng kinh phí thực hiện là 4.800 triệu đồng, chi tiết theo biểu sau:", []),
        (
            "4. Tổng kinh phí thực hiện là 4.900 triệu đồng, chi tiết theo biểu sau:",
            [("sum-mismatch", "error", "4.900 triệu đồng")],
        ),
        (
            "4. Tổng kinh phí thực hiện là 5.125 triệu đồng, chi tiết theo biểu sau:",
            [("sum-mismatch", "warning", "5.125 triệu đồng")],
        ),
        ("4. Tổng kinh phí thực hiện năm 2022 là 4.900 triệu đồng.", []),
    ],
    ids=["the total", "another digit", "another total", "of another year"],
)
def test_the_total_told_beside_its_table(closing: str, found: list[tuple[str, str, str]]) -> None:
    assert told(plan(closing=closing)) == found


def test_a_lone_total_is_held_against_the_table_it_leads_to() -> None:
    text = "1. Tổng kinh phí thực hiện là {} triệu đồng, chi tiết như sau:\nĐơn vị tính: triệu đồng\n" + TABLE
    assert told(text.format("4.800")) == []
    assert told(text.format("5.125")) == [("sum-mismatch", "warning", "5.125 triệu đồng")]
    assert told(text.replace(", chi tiết như sau:", ".").format("5.125")) == []


def test_a_total_that_its_own_rows_contradict_is_told_once() -> None:
    closing = "4. Tổng kinh phí thực hiện là 4.800 triệu đồng, chi tiết theo biểu sau:"
    body = plan(closing=closing).replace("| Tổng cộng | 4.800 |", "| Tổng cộng | 4.900 |")
    assert [rule for rule, _, _ in told(body)] == ["sum-mismatch"]


SENT = """Xã có 9 bản.
II. KINH PHÍ
1. {words}
{over}
Đơn vị: triệu đồng
"""
LONE = table("TT | Nội dung | Thành tiền", "1 | Dự án 1 | 1.450", "2 | Dự án 5 | 900", " | Tổng cộng | 2.350")


@pytest.mark.parametrize(
    ("words", "over"),
    [
        (
            "Tổng kinh phí thực hiện là 2.785 triệu đồng (chi tiết tại Biểu 01).",
            "Biểu 01: Kinh phí thực hiện",
        ),
        ("Tổng kinh phí: 2.785 triệu đồng (có Phụ lục kèm theo).", "PHỤ LỤC\nKINH PHÍ THỰC HIỆN"),
        ("Tổng nhu cầu vốn: 2.785 triệu đồng, chi tiết theo phụ lục số 2.", "Phụ lục 2\nNHU CẦU VỐN"),
        ("Tổng dự toán năm 2024 là 2.785 triệu đồng (cụ thể theo phụ biểu 1).", "Phụ biểu 1"),
    ],
)
def test_a_total_that_sends_the_reader_to_its_appendix(words: str, over: str) -> None:
    body = SENT.format(words=words, over=over) + LONE
    assert [f for f in told(body) if f[0] == "sum-mismatch"] == [
        ("sum-mismatch", "warning", "2.785 triệu đồng")
    ]
    assert "sum-mismatch" not in [f[0] for f in told(body.replace("2.785", "2.350"))]


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ("Tổng kinh phí là 2.785 triệu đồng (chi tiết tại Biểu 01).", "Biểu 01: Vốn sự nghiệp"),
        ("Tổng kinh phí là 2.785 triệu đồng (chi tiết tại Biểu 02).", "Biểu 01: Kinh phí thực hiện"),
        ("Tổng kinh phí là 2.785 triệu đồng. Danh mục nhà theo Phụ lục 1.", "PHỤ LỤC 1\nDANH MỤC NHÀ"),
        ("Tổng kinh phí là 2.785 triệu đồng (có Phụ lục kèm theo).", "PHỤ LỤC\nKINH PHÍ HỖ TRỢ NHÀ Ở"),
        ("Tổng vốn là 2.785 triệu đồng, vốn xã giữ nêu tại Phụ lục 1.", "PHỤ LỤC 1\nVỐN DO XÃ GIỮ"),
        (
            "Tổng kinh phí giai đoạn 2021-2025: 2.785 triệu đồng (có Phụ lục kèm theo).",
            "PHỤ LỤC\nKINH PHÍ NĂM 2024",
        ),
        (
            "Tổng kinh phí: 2.785 triệu đồng, trong đó huyện cấp 2.350 triệu đồng (chi tiết tại Phụ lục 1).",
            "PHỤ LỤC 1\nPHÂN BỔ KINH PHÍ",
        ),
    ],
)
def test_an_appendix_of_something_else(words: str, over: str) -> None:
    assert "sum-mismatch" not in [f[0] for f in told(SENT.format(words=words, over=over) + LONE)]
