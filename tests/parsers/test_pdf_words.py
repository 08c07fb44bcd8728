"""Words and figures of a PDF that are printed in odd ways: raised, doubled, set apart, across the page."""

from collections.abc import Callable

import pytest
import regex
from pdf_making import HEIGHT, SIZE, WIDTH, drawn, font, laid_out, lines, rows, ruled, style, tables, texts
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Set

from extractor.parsers.pdf_words import is_out_of_order

_GRID = (["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo nghề", "350,5"])


def _raised(*parts: str) -> Callable[[Canvas], None]:
    """One line of parts, every other one small and raised."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(85, HEIGHT - 80)
        for number, part in enumerate(parts):
            text.setFont(font(), SIZE * 0.6 if number % 2 else SIZE)
            text.setRise(SIZE * 0.35 if number % 2 else 0)
            text.textOut(part)
        canvas.drawText(text)

    return draw


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("Xã có 125", "1", " hộ nghèo"), "Xã có 125¹ hộ nghèo"),
        (("chiếm 8,5%", "2", " số hộ"), "chiếm 8,5%² số hộ"),
        (("năm 2024", "12", " và sau đó"), "năm 2024¹² và sau đó"),
        (("gồm 30 km", "2", " rừng"), "gồm 30 km2 rừng"),
        (("tổng 1.250 triệu đồng", "3", ", tăng"), "tổng 1.250 triệu đồng³, tăng"),
    ],
    ids=["count", "rate", "year", "unit", "word"],
)
def test_a_raised_digit_is_no_part_of_a_figure(parts: tuple[str, ...], read: str) -> None:
    assert texts(drawn(_raised(*parts))) == [read]


def test_letters_that_are_set_apart_make_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(150, HEIGHT - 80, "K Ế  H O Ạ C H")
        text = canvas.beginText(85, HEIGHT - 110)
        text.setFont(font(), SIZE)
        text.setCharSpace(4)
        text.textOut("Tổng kinh phí 2.621,5 triệu")
        text.setCharSpace(0)
        canvas.drawText(text)
        canvas.drawString(85, HEIGHT - 140, "Giảm nghèo bền vững năm 2024.")

    assert texts(drawn(draw)) == [
        "KẾ HOẠCH",
        "Tổng kinh phí 2.621,5 triệu",
        "Giảm nghèo bền vững năm 2024.",
    ]


def test_a_space_that_a_wider_letter_of_another_font_reaches_over_is_kept() -> None:
    """The «Ự» of a second font, stored behind the rest, is wider than the room that the line leaves it."""
    words, too_wide = ("CÁC DỰ ÁN THUỘC CHƯƠNG TRÌNH CÓ MỤC TIÊU", "NỘI DUNG DỰ ÁN 6 VÀ MỨC HỖ TRỢ"), 3.2

    def draw(canvas: Canvas) -> None:
        later: list[tuple[float, float, str]] = []
        for number, line in enumerate(words):
            x, y = 85.0, HEIGHT - 80 - 30 * number
            for piece in regex.split("([ỰỘỤ])", line):
                width = stringWidth(piece, font(), SIZE)
                if piece in ("Ự", "Ộ", "Ụ"):
                    later.append((x, y, piece))
                    x += width - too_wide if piece == "Ự" else width
                else:
                    canvas.drawString(x, y, piece)
                    x += width
        for placed in later:
            canvas.drawString(*placed)

    assert texts(drawn(draw)) == list(words)


def test_letters_set_apart_over_a_table_make_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(150, HEIGHT - 60, "P H Ụ  L Ụ C")
        ruled(_GRID, widths=(40, 220, 80), top=120)(canvas)

    assert texts(drawn(draw)) == ["PHỤ LỤC"]


@pytest.mark.parametrize("shift", [0.3, 1.0])
def test_words_printed_twice_for_bold_type_are_read_once(shift: float) -> None:
    def draw(canvas: Canvas) -> None:
        lines("Biểu 1: kinh phí", "Đơn vị: triệu đồng", top=60)(canvas)
        ruled(_GRID, widths=(40, 220, 80), top=120)(canvas)

    def twice(canvas: Canvas) -> None:
        draw(canvas)
        canvas.translate(shift, 0)
        draw(canvas)

    data = drawn(twice)
    assert texts(data) == ["Biểu 1: kinh phí", "Đơn vị: triệu đồng"]
    assert rows(tables(data)[0]) == [list(row) for row in _GRID]


def test_a_page_printed_twice_over_is_read_once() -> None:
    body = [
        f"Mục {number}: hỗ trợ {number} hộ nghèo, kinh phí {number},5 triệu đồng." for number in range(25)
    ]

    def twice(canvas: Canvas) -> None:
        lines(*body)(canvas)
        canvas.translate(0.4, 0)
        lines(*body)(canvas)

    assert texts(drawn(twice)) == body


def test_the_page_number_across_a_table_printed_sideways_is_left_out() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.drawCentredString(WIDTH / 2, 30, "12")
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT)
        ruled(_GRID, widths=(40, 220, 80))(canvas)

    data = drawn(sideways)
    assert texts(data) == []
    assert rows(tables(data)[0]) == [list(row) for row in _GRID]


@pytest.mark.parametrize("turn", [90, -90])
def test_heads_that_stand_upright_in_their_columns_are_words(turn: int) -> None:
    heads = ("Tổng số", "NSTW", "NSĐP")

    def draw(canvas: Canvas) -> None:
        lines("Phân bổ kinh phí năm 2024 như sau:", top=60)(canvas)
        ruled([["TT", "Nội dung", "", "", ""]], widths=(30, 220, 40, 40, 40), top=100, height=80)(canvas)
        ruled([["1", "Nhà ở", "600", "500", "100"]] * 3, widths=(30, 220, 40, 40, 40), top=180)(canvas)
        for number, head in enumerate(heads):
            canvas.saveState()
            canvas.translate(
                360 + 40 * number + (0 if turn > 0 else -10), HEIGHT - (175 if turn > 0 else 105)
            )
            canvas.rotate(turn)
            for at, letter in enumerate(head):  # one by one, as LibreOffice prints them
                canvas.drawString(stringWidth(head[:at], font(), SIZE), 0, letter)
            canvas.restoreState()

    (table,) = tables(drawn(draw))
    assert rows(table)[0] == ["TT", "Nội dung", *heads]


def test_roman_page_numbers_are_left_out() -> None:
    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont(font(), 10)
        canvas.drawCentredString(WIDTH / 2, 25, ("i", "ii", "iii", "iv", "v")[canvas.getPageNumber() - 1])

    body = [f"Mục {number}: hỗ trợ {number} hộ nghèo của xã. " * 6 for number in range(30)]
    assert [len(text) > 100 for text in texts(laid_out([Set(text, style()) for text in body], foot))] == [
        True
    ] * 30


def test_the_head_of_a_column_too_narrow_for_it_is_one_word() -> None:
    def narrow(canvas: Canvas) -> None:
        ruled([["", "Nội dung", "Số hộ"], ["1", "Nhà ở", "5"]], widths=(30, 220, 80), height=40)(canvas)
        canvas.drawString(89, HEIGHT - 96, "ST")
        canvas.drawString(92, HEIGHT - 112, "T")

    assert rows(tables(drawn(narrow))[0])[0] == ["STT", "Nội dung", "Số hộ"]


@pytest.mark.parametrize(
    ("upper", "lower", "read"),
    [
        ("1.280.0", "00", "1.280.000"),
        ("NSĐ", "P", "NSĐP"),
        ("NSTW", "XD", "NSTW XD"),
        ("NSTW", "A", "NSTW A"),
        ("Khoan", "g", "Khoang"),
        ("Bản", "m", "Bản m"),
        ("12.500", "00", "12.500 00"),
        ("Vốn", "N", "Vốn N"),
    ],
)
def test_what_is_too_wide_for_its_cell_goes_on_in_the_next_line(upper: str, lower: str, read: str) -> None:
    def narrow(canvas: Canvas) -> None:
        width = 16 + stringWidth(upper, font(), SIZE)
        ruled([["TT", "Nội dung", ""], ["1", "Nhà ở", "5"]], widths=(30, 220, width), height=40)(canvas)
        canvas.drawString(85 + 250 + 5, HEIGHT - 96, upper)
        canvas.drawString(85 + 250 + 5, HEIGHT - 112, lower)

    (table,) = tables(drawn(narrow))
    assert rows(table)[0][2] == read


@pytest.mark.parametrize(
    ("upper", "lower", "read"),
    [
        ("624,", "6", "624,6"),
        ("1.250,", "75", "1.250,75"),
        ("10,", "8%", "10,8%"),
        ("5", "11", "5 11"),
        ("xã 5,", "6", "xã 5, 6"),
    ],
)
def test_a_figure_that_breaks_behind_its_comma_is_one(upper: str, lower: str, read: str) -> None:
    def broken(canvas: Canvas) -> None:
        ruled([["TT", "Nội dung", "Vốn"], ["1", "Nhà ở", ""]], widths=(30, 220, 120), height=40)(canvas)
        canvas.drawString(85 + 250 + 5, HEIGHT - 136, upper)
        canvas.drawString(85 + 250 + 5, HEIGHT - 152, lower)

    (table,) = tables(drawn(broken))
    assert rows(table)[1][2] == read


def test_an_abbreviation_with_room_behind_it_is_whole() -> None:
    def wide(canvas: Canvas) -> None:
        ruled([["TT", "Nội dung", ""], ["1", "Nhà ở", "5"]], widths=(30, 220, 90), height=40)(canvas)
        canvas.drawString(340, HEIGHT - 96, "NSĐ")
        canvas.drawString(340, HEIGHT - 112, "P")

    (table,) = tables(drawn(wide))
    assert rows(table)[0][2] == "NSĐ P"


_FIGURES = " ".join(str(number) for number in range(1000, 1300))


@pytest.mark.parametrize(
    ("text", "beside_such", "told"),
    [
        pytest.param(
            f"Tng ổ kinh phí Bn ả Nà Lm ụ cng ộ {_FIGURES}", False, True, id="heads-over-many-figures"
        ),
        pytest.param(f"S a ử tr m y tế ạ {_FIGURES}", True, True, id="one-beside-a-page-of-such"),
        pytest.param(f"Tổng số Dự án 1 Dự án 2 {_FIGURES}", True, False, id="whole-beside-a-page-of-such"),
        pytest.param("K Ế H O Ạ C H và giảm nghèo", False, False, id="a-heading-set-apart"),
        pytest.param(f"Tổng số ổ dịch {_FIGURES}", False, False, id="a-word-of-one-vowel"),
    ],
)
def test_accented_letters_apart_from_their_words_are_told(text: str, beside_such: bool, told: bool) -> None:
    assert is_out_of_order(text, beside_such=beside_such) is told


def test_rates_under_their_counts_make_no_rows_of_their_own() -> None:
    def doubled(canvas: Canvas) -> None:
        ruled([["TT", "Thôn", "Nghèo", "Cận"], ["", "Cộng", "", ""]], widths=(30, 150, 90, 90), height=40)(
            canvas
        )
        for left, count, rate in ((270, "186", "(15,94%)"), (360, "141", "(12,08%)")):
            canvas.drawString(left, HEIGHT - 136, count)
            canvas.drawString(left, HEIGHT - 152, rate)

    (table,) = tables(drawn(doubled))
    assert rows(table)[1:] == [["", "Cộng", "186 (15,94%)", "141 (12,08%)"]]
