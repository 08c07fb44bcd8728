"""Pages of a PDF that are stored or measured in odd ways: order of lines, crop boxes, sizes, form fields."""

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
from reportlab.pdfgen.canvas import Canvas

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
