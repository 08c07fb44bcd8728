"""Pages of a PDF that are stored or measured in odd ways: order of lines, crop boxes, sizes, form fields."""

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from pdf_making import (
    HEIGHT,
    SIZE,
    WIDTH,
    drawn,
    font,
    lines,
    placed,
    rows,
    ruled,
    saved,
    tables,
    texts,
    together,
)
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers.pdf import read_pdf

_GRID = (["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo nghề", "350,5"])
_PLAN = together(
    lines("Biểu 1: kinh phí", "Đơn vị: triệu đồng", top=60), ruled(_GRID, widths=(40, 220, 80), top=120)
)


def test_lines_stored_from_the_bottom_up_are_read_from_the_top_down() -> None:
    items = [f"{number}. Giảm {number + 2},5% hộ nghèo ở thôn thứ {number}." for number in range(1, 9)]
    page = placed(*[(85.0, 80.0 + 17 * n, item) for n, item in reversed(list(enumerate(items)))])
    assert texts(page) == items


def test_what_lies_outside_the_crop_box_is_not_read() -> None:
    page = placed((85, 20, "Ngoài khung in 123"), (85, 300, "Trong khung: 350 triệu đồng."))
    with pdfium.PdfDocument(page) as document:
        document[0].set_cropbox(50, 100, 500, 700)
        assert texts(saved(document)) == ["Trong khung: 350 triệu đồng."]


@pytest.mark.parametrize("times", [0.1, 0.4, 1, 10])
def test_pages_of_any_size_are_read_alike(times: float) -> None:
    def scaled(canvas: Canvas) -> None:
        canvas.setPageSize((WIDTH * times, HEIGHT * times))
        canvas.scale(times, times)
        canvas.setFont(font(), SIZE)
        _PLAN(canvas)

    data = drawn(scaled)
    assert texts(data) == ["Biểu 1: kinh phí", "Đơn vị: triệu đồng"]
    (table,) = tables(data)
    assert rows(table) == [list(row) for row in _GRID]
    box = table.cells[0].box
    assert box is not None
    assert (box.x0, box.top) == pytest.approx((85 * times, 120 * times), abs=times)


def _notes(data: bytes) -> list[str]:
    return [vi for vi, _ in read_pdf(data).notes]


def test_values_filled_into_a_form_are_read_in_their_places() -> None:
    def form(canvas: Canvas) -> None:
        lines("Số:              /KH-UBND", "Kế hoạch giảm nghèo.", top=80)(canvas)
        canvas.acroForm.textfield(value="15", x=110, y=HEIGHT - 84, width=50, height=16, fontSize=11)
        canvas.acroForm.textfield(value="", x=110, y=HEIGHT - 200, width=50, height=16, fontSize=11)
        canvas.acroForm.checkbox(checked=True, x=85, y=HEIGHT - 140, size=12)

    assert texts(drawn(form)) == ["Số: 15 /KH-UBND", "Kế hoạch giảm nghèo."]


def test_a_value_filled_into_a_table_stands_in_its_cell() -> None:
    def form(canvas: Canvas) -> None:
        ruled(([*_GRID[0]], ["1", "Đào tạo nghề", ""]), widths=(40, 220, 80), top=120)(canvas)
        canvas.acroForm.textfield(value="350,5", x=350, y=HEIGHT - 164, width=60, height=16, fontSize=11)

    assert rows(tables(drawn(form))[0]) == [list(row) for row in _GRID]


def test_a_value_filled_in_between_the_words_of_a_cell_stands_between_them() -> None:
    def form(canvas: Canvas) -> None:
        ruled(([*_GRID[0]], ["1", "Hỗ trợ               hộ nghèo", "5"]), widths=(40, 220, 80), top=120)(
            canvas
        )
        canvas.acroForm.textfield(value="35", x=180, y=HEIGHT - 164, width=20, height=16, fontSize=11)

    assert rows(tables(drawn(form))[0])[1] == ["1", "Hỗ trợ 35 hộ nghèo", "5"]


def test_a_private_sign_that_a_page_prints_is_no_letter() -> None:
    data = drawn(lines("Hỗ trợ Ω nhà ở."), pageCompression=0).replace(b"03A9", b"E0AD")
    assert texts(data) == ["Hỗ trợ \ufffd nhà ở."]


def test_lines_of_a_cell_keep_their_order_on_a_page_that_is_shown_turned() -> None:
    row = ["1", "Hỗ trợ hộ nghèo", "5"]
    page = together(
        ruled([_GRID[0], ["", "", ""]], widths=(40, 220, 80), top=120, height=40),
        lines("1", x=89, top=185),
        lines("Hỗ trợ", "hộ nghèo", x=129, top=178, pitch=14),
        lines("5", x=349, top=185),
    )
    with pdfium.PdfDocument(drawn(page)) as document:
        document[0].set_rotation(90)
        assert rows(tables(saved(document))[0])[1] == row


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_raised_digits_on_a_page_that_is_shown_turned(degrees: int) -> None:
    def raised(canvas: Canvas) -> None:
        x = 85.0
        for words, mark in (
            ("Cả xã có 1.250", "2"),
            (" hộ nghèo, chi 2.300", "1"),
            (" triệu, xây 15 m", "2"),
        ):
            canvas.setFont(font(), SIZE)
            canvas.drawString(x, HEIGHT - 200, words)
            x += stringWidth(words, font(), SIZE) + 0.2
            canvas.setFont(font(), 7)
            canvas.drawString(x, HEIGHT - 195, mark)
            x += stringWidth(mark, font(), 7)
        canvas.setFont(font(), SIZE)
        canvas.drawString(x, HEIGHT - 200, " nhà.")
        lines("Phấn đấu giảm 12 hộ.", "Thực hiện từ năm 2024.", top=230)(canvas)

    with pdfium.PdfDocument(drawn(raised)) as document:
        document[0].set_rotation(degrees)
        assert texts(saved(document))[:1] == ["Cả xã có 1.250² hộ nghèo, chi 2.300¹ triệu, xây 15 m2 nhà."]


def test_a_raised_digit_in_a_cell_is_none_of_its_figure() -> None:
    def marked(canvas: Canvas) -> None:
        _PLAN(canvas)
        canvas.setFont(font(), 7)
        canvas.drawString(349 + stringWidth("350,5", font(), SIZE) + 0.2, HEIGHT - 155, "2")

    assert rows(tables(drawn(marked))[0])[1] == ["1", "Đào tạo nghề", "350,5²"]


def test_remarks_set_on_a_page_are_told_and_kept_out_of_its_text() -> None:
    def remarked(canvas: Canvas) -> None:
        lines("Kinh phí 350 triệu đồng.")(canvas)
        canvas.freeTextAnnotation("Sửa thành 400", DA="/Helv 10 Tf", Rect=(300, 600, 450, 630), relative=0)
        canvas.textAnnotation("Xem lại", Rect=(300, 500, 320, 520))
        canvas.linkURL("mailto:xa@vidu.test", (85, 700, 200, 720))

    data = drawn(remarked)
    assert texts(data) == ["Kinh phí 350 triệu đồng."]
    assert _notes(data) == ["trang 1 có lời ghi thêm trên trang, không đọc vào văn bản: «Sửa thành 400»"]


def _white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    lines("Tổng kinh phí 999 tỷ đồng.", top=200)(canvas)


def _unseen(canvas: Canvas) -> None:
    text = canvas.beginText(85, HEIGHT - 200)
    text.setTextRenderMode(3)
    text.textLine("Tổng kinh phí 999 tỷ đồng.")
    canvas.drawText(text)


def _on_dark(canvas: Canvas) -> None:
    canvas.rect(80, HEIGHT - 210, 400, 30, stroke=0, fill=1)
    _white(canvas)


def _recognised(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (40, 60), 200), 0, 0, WIDTH, HEIGHT)
    _unseen(canvas)


@pytest.mark.parametrize(
    ("draw", "note"),
    [
        (_white, "không nhìn thấy"),
        (_unseen, "không nhìn thấy"),
        (_on_dark, ""),
        (_recognised, "máy nhận dạng"),
    ],
    ids=["white", "unseen", "white-on-dark", "recognised"],
)
def test_words_that_are_not_seen_are_read_and_told(draw: Callable[[Canvas], None], note: str) -> None:
    data = drawn(together(lines("Kế hoạch giảm nghèo."), draw))
    assert texts(data)[-1] == "Tổng kinh phí 999 tỷ đồng."
    notes = _notes(data)
    assert len(notes) == bool(note)
    assert all(note in told for told in notes)


@pytest.mark.parametrize(("draw", "pages"), [(_unseen, []), (_recognised, [1])], ids=["unseen", "recognised"])
def test_words_that_another_program_recognised_count_as_recognised(
    draw: Callable[[Canvas], None], pages: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.parsers.pdf.hindrance", lambda: ("", ""))
    read = read_pdf(drawn(together(lines("Kế hoạch giảm nghèo."), draw)))
    assert [(number, sure < 1) for number, sure in read.recognised] == [(page, True) for page in pages]


@pytest.mark.parametrize(
    ("head", "running"),
    [
        ("UBND xã Tam An - Kế hoạch năm 2025   Trang 2", True),
        ("Kế hoạch giảm nghèo, trang 2/7", True),
        ("Biểu số 2", False),
        ("Các hộ được nêu tại trang 2", False),
    ],
)
def test_a_line_with_the_number_of_its_page_is_a_running_head(head: str, *, running: bool) -> None:
    def pages(canvas: Canvas) -> None:
        together(lines("Phần thứ nhất.", top=80))(canvas)
        canvas.showPage()
        canvas.setFont(font(), SIZE)
        together(lines(head, top=30), lines("Phần thứ hai.", top=80))(canvas)

    assert texts(drawn(pages)) == ["Phần thứ nhất.", *([] if running else [head]), "Phần thứ hai."]
