"""Numbers and bullets that open a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.markers import read_marker


@pytest.mark.parametrize(
    ("line", "form", "marker", "body"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất", ""),
        ("PHẦN THỨ HAI: KẾ HOẠCH", "part", "PHẦN THỨ HAI:", "KẾ HOẠCH"),
        ("Phần I. Đánh giá", "part", "Phần I.", "Đánh giá"),
        ("Chương 2. Nội dung", "chapter", "Chương 2.", "Nội dung"),
        ("CHƯƠNG II", "chapter", "CHƯƠNG II", ""),
        ("PHỤ LỤC I", "appendix", "PHỤ LỤC I", ""),
        ("Phụ lục 02: Danh sách", "appendix", "Phụ lục 02:", "Danh sách"),
        ("Biểu số 01", "appendix", "Biểu số 01", ""),
        ("Điều 12", "article", "Điều 12", ""),
        ("Điều 12 Phạm vi", "article", "Điều 12", "Phạm vi"),
        ("Mục 2. Nguồn vốn", "division", "Mục 2.", "Nguồn vốn"),
        ("MỤC III", "division", "MỤC III", ""),
        ("Il. NHIỆM VỤ", "roman", "Il.", "NHIỆM VỤ"),
        ("lV. KINH PHÍ", "roman", "lV.", "KINH PHÍ"),
        ("II KINH PHÍ THỰC HIỆN", "roman", "II", "KINH PHÍ THỰC HIỆN"),
        ("o Việc nhỏ", "star", "o", "Việc nhỏ"),
        ("Điều 5a. Phạm vi", "article", "Điều 5a.", "Phạm vi"),
        ("IX. KINH PHÍ", "roman", "IX.", "KINH PHÍ"),
        ("IV) Kinh phí", "roman", "IV)", "Kinh phí"),
        ("I- MỤC TIÊU", "roman", "I-", "MỤC TIÊU"),
        ("II/ MỤC TIÊU", "roman", "II/", "MỤC TIÊU"),
        ("A. PHẦN CHUNG", "letter", "A.", "PHẦN CHUNG"),
        ("Đ. PHẦN RIÊNG", "letter", "Đ.", "PHẦN RIÊNG"),
        ("1.2.3.4. Ý nhỏ", "decimal4", "1.2.3.4.", "Ý nhỏ"),
        ("1.1.1. ý", "decimal3", "1.1.1.", "ý"),
        ("2.1. Chỉ tiêu", "decimal2", "2.1.", "Chỉ tiêu"),
        ("2.1 Chỉ tiêu", "decimal2", "2.1", "Chỉ tiêu"),
        ("  3. Giải pháp", "arabic", "3.", "Giải pháp"),
        ("3) giải pháp", "arabic", "3)", "giải pháp"),
        ("3/ giải pháp", "arabic", "3/", "giải pháp"),
        ("3- Giải pháp", "arabic", "3-", "Giải pháp"),
        ("(1) một", "enclosed", "(1)", "một"),
        ("(iv) bốn", "enclosed", "(iv)", "bốn"),
        ("a.1) ý", "small_dotted", "a.1)", "ý"),
        ("đ) ý", "small", "đ)", "ý"),
        ("b. ý", "small", "b.", "ý"),
        ("- ý", "dash", "-", "ý"),
        ("– ý", "dash", "–", "ý"),
        ("-5 hộ", "dash", "-", "5 hộ"),
        ("+ ý", "plus", "+", "ý"),
        ("• ý", "star", "•", "ý"),
    ],
)
def test_a_marker_its_form_and_where_the_body_begins(line: str, form: str, marker: str, body: str) -> None:
    read = read_marker(line)
    assert read is not None
    assert (read.form, read.text, line[read.body :]) == (form, marker, body)


UNNUMBERED = [
    "",
    " ",
    "Tổng cộng",
    "Phần mềm kế toán",
    "Điều kiện ưu tiên",
    "chương trình",
    "J. x",
    "VIIII. X",
    "V/v đăng ký vốn",
    "VI PHẠM HÀNH CHÍNH",
    "Điều 3 của Luật này",
    "Điều 12 Nghị định số 7/2021/NĐ-CP",
    "Phần 2 của báo cáo",
    "Mục 1 của Kế hoạch",
    "Chương II quy định",
    "o nhỏ",
]
FIGURES = [
    "2.749 hộ nghèo",
    "15.000 hộ",
    "12,5 ha",
    "1.1 một phần",
    "2021-2025",
    "01/01/2021",
    "1000. a",
    "38 hộ",
    "5%",
]


@pytest.mark.parametrize("line", [*UNNUMBERED, *FIGURES, "A.x", "(ab) c"])
def test_a_line_without_marker(line: str) -> None:
    assert read_marker(line) is None


@given(st.text(alphabet="IVXLABĐabđ0123456789.)(/-–+*• phầnthứđiều", max_size=20))
def test_a_marker_opens_its_line(line: str) -> None:
    read = read_marker(line)
    assert read is None or (read.text and line.lstrip().startswith(read.text) and read.body <= len(line))
