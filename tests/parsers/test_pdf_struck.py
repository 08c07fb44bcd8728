"""Words of a PDF that are crossed out, by a line or a mark of a viewer, and words printed aslant over a page."""

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from pdf_making import HEIGHT, SIZE, drawn, font, lines, ruled, saved, tables, together
from pdf_making import rows as cells
from pdf_making import texts as texts_set
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers.pdf import read_pdf

_TOP, _X = 80, 85


def texts(data: bytes) -> list[str]:
    return [" ".join(text.split()) for text in texts_set(data)]


def _over(words: str, part: str) -> tuple[float, float]:
    """Where a part of the words begins and ends from side to side."""
    before = stringWidth(words[: words.index(part)], font(), SIZE)
    return _X + before, _X + before + stringWidth(part, font(), SIZE)


def _line_through(words: str, part: str, rise: float) -> Callable[[Canvas], None]:
    """The words with a line over one part of them, so many points above its baseline."""

    def draw(canvas: Canvas) -> None:
        lines(words, top=_TOP)(canvas)
        x0, x1 = _over(words, part)
        canvas.line(x0, HEIGHT - _TOP + rise, x1, HEIGHT - _TOP + rise)

    return draw


@pytest.mark.parametrize(
    ("words", "part", "rise", "left"),
    [
        pytest.param("Giảm 70 hộ 60 hộ nghèo", "70 hộ ", 4.0, "Giảm 60 hộ nghèo", id="words"),
        pytest.param("Chi 1.2350 triệu đồng", "2", 4.0, "Chi 1.350 triệu đồng", id="a digit of a figure"),
        pytest.param("Chi 1.5001.650 triệu", "1.500", 4.0, "Chi 1.650 triệu", id="a figure before another"),
        pytest.param("Giảm 70 hộ nghèo", "70 hộ", -1.5, "Giảm 70 hộ nghèo", id="underlined"),
        pytest.param("Giảm 70 hộ nghèo", "70 hộ", 11.0, "Giảm 70 hộ nghèo", id="a line above"),
    ],
)
def test_a_line_through_words(words: str, part: str, rise: float, left: str) -> None:
    data = drawn(_line_through(words, part, rise))
    assert texts(data) == [left]
    told = [f"trang 1 có chữ bị gạch bỏ, không đọc: «{part.strip()}»"] if words != left else []
    assert [vi for vi, _ in read_pdf(data).notes] == told


def test_a_page_that_is_turned() -> None:
    with pdfium.PdfDocument(drawn(_line_through("Giảm 70 hộ 60 hộ nghèo", "70 hộ ", 4.0))) as document:
        document[0].set_rotation(180)
        assert texts(saved(document)) == ["Giảm 60 hộ nghèo"]


def test_a_mark_of_a_viewer() -> None:
    def marked(canvas: Canvas) -> None:
        words = "Giảm 70 hộ 60 hộ nghèo"
        lines(words, top=_TOP)(canvas)
        (x0, x1), y = _over(words, "70 hộ"), HEIGHT - _TOP
        quad = [x0, y + 10, x1, y + 10, x0, y - 3, x1, y - 3]
        canvas.highlightAnnotation("", Rect=[x0, y - 3, x1, y + 10], QuadPoints=quad, relative=0)

    marked_out = drawn(marked).replace(b"/Subtype /Highlight", b"/Subtype /StrikeOut")
    assert texts(marked_out) == ["Giảm 60 hộ nghèo"]
    assert texts(drawn(marked)) == ["Giảm 70 hộ 60 hộ nghèo"]


def test_rules_of_a_table_cross_nothing_out() -> None:
    held = [["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo nghề", "350,5"]]
    data = drawn(together(lines("Biểu 1", top=60), ruled(held, widths=(40, 220, 80), top=120)))
    assert cells(tables(data)[0]) == held
    assert not read_pdf(data).notes


def test_words_aslant_over_the_page() -> None:
    def watermark(canvas: Canvas) -> None:
        lines(*[f"Giảm {number} hộ nghèo ở thôn thứ {number}." for number in range(11, 21)])(canvas)
        canvas.translate(100, 400)
        canvas.rotate(45)
        canvas.setFont(font(), 60)
        canvas.drawString(0, 0, "DỰ THẢO 2")

    data = drawn(watermark)
    assert texts(data) == [f"Giảm {number} hộ nghèo ở thôn thứ {number}." for number in range(11, 21)]
    assert [vi for vi, _ in read_pdf(data).notes] == [
        "trang 1 có chữ in chéo qua trang, không đọc: «DỰ THẢO 2»"
    ]


def test_a_line_through_all_of_a_long_line() -> None:
    words = "Hỗ trợ 70 hộ nghèo ở các thôn đặc biệt khó khăn, chi 2.621,5 triệu đồng"
    assert texts(drawn(together(_line_through(words, words, 4.0), lines("Còn 60 hộ.", top=110)))) == [
        "Còn 60 hộ."
    ]


@pytest.mark.parametrize("lean", [0.21, 0.33, -0.2])
def test_italics_made_of_upright_letters_are_read(lean: float) -> None:
    def leaning(canvas: Canvas) -> None:
        lines(*[f"Giảm {number} hộ nghèo ở thôn thứ {number}." for number in range(11, 21)])(canvas)
        text = canvas.beginText()
        text.setFont(font(), SIZE)
        text.setTextTransform(1, 0, lean, 1, _X, 300)
        text.textOut("Tổng kinh phí là 1.250 triệu đồng.")
        canvas.drawText(text)

    data = drawn(leaning)
    assert texts(data)[-1] == "Tổng kinh phí là 1.250 triệu đồng."
    assert not read_pdf(data).notes
