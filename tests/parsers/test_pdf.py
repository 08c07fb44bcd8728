"""PDF files as an auditor gets them: read into paragraphs and tables, or refused with the reason."""

from collections.abc import Callable, Sequence
from typing import Literal
from unicodedata import normalize

import pypdfium2 as pdfium
import pytest
from pdf_making import (
    HEIGHT,
    SIZE,
    WIDTH,
    block,
    drawn,
    font,
    laid_out,
    lines,
    placed,
    rows,
    ruled,
    saved,
    style,
    tables,
    texts,
    together,
)
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, PageBreak, Spacer
from reportlab.platypus import Paragraph as Set

from extractor.errors import FileState, UnreadableFile
from extractor.parsers import parse_bytes
from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.pdf import read_pdf

_SENTENCE = (
    "Ủy ban nhân dân xã Tân Hòa phấn đấu giảm {n} hộ nghèo theo quy định tại Điều {n} Nghị định số "
    "07/2021/NĐ-CP của Chính phủ, huy động {n}.500 triệu đồng từ ngân sách Trung ương và địa phương "
    "để hỗ trợ các hộ dân tộc thiểu số, hộ có người khuyết tật trong giai đoạn 2021-2025."
)
_LETTERHEAD = (
    (85, 60, "ỦY BAN NHÂN DÂN"),
    (300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (85, 78, "XÃ TÂN HÒA"),
    (340, 78, "Độc lập - Tự do - Hạnh phúc"),
    (85, 110, "Số:"),
    (125, 110, "/KH-UBND"),
    (320, 110, "Tân Hòa, ngày"),
    (430, 110, "tháng 3 năm 2024"),
    (260, 150, "KẾ HOẠCH"),
    (150, 168, "Giảm nghèo bền vững năm 2024 của xã Tân Hòa"),
)
_SIGNATURE = (
    (85, 220, "Các ban, ngành căn cứ kế hoạch này tổ chức thực hiện./."),
    (320, 250, "TM. ỦY BAN NHÂN DÂN"),
    (85, 267, "Nơi nhận:"),
    (350, 267, "CHỦ TỊCH"),
    (85, 284, "- UBND huyện;"),
    (85, 301, "- Lưu: VT."),
    (340, 335, "Nguyễn Thị Thử"),
)


def test_lines_become_the_paragraphs_they_were_set_from() -> None:
    body = [f"{number}. {_SENTENCE.format(n=number)}" for number in range(1, 30)]
    assert texts(laid_out([Set(text, style()) for text in body])) == body


def test_a_paragraph_over_a_page_break_is_one_with_the_page_it_begins_on() -> None:
    long = " ".join(_SENTENCE.format(n=number) for number in range(1, 30))
    read = read_pdf(laid_out([Set(long, style()), Set("Điều khoản thi hành.", style())]))
    first, last = read.flow
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.text, first.page, read.notes) == (long, 1, [])
    assert last.page is not None
    assert last.page > 2
    assert first.box is not None
    assert 0 < first.box.x0 < first.box.x1 < WIDTH
    assert 0 < first.box.top < first.box.bottom < HEIGHT / 4


def test_the_left_column_of_a_head_comes_before_the_right_one() -> None:
    assert texts(placed(*_LETTERHEAD)) == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN HÒA",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tân Hòa, ngày tháng 3 năm 2024",
        "KẾ HOẠCH",
        "Giảm nghèo bền vững năm 2024 của xã Tân Hòa",
    ]


def test_the_signature_block_is_not_read_across() -> None:
    assert texts(placed(*_SIGNATURE)) == [
        "Các ban, ngành căn cứ kế hoạch này tổ chức thực hiện./.",
        "Nơi nhận:",
        "- UBND huyện;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Thị Thử",
    ]


def test_a_wide_gap_elsewhere_is_a_space() -> None:
    page = placed((85, 200, "Tổng kinh phí:"), (320, 200, "2.621,5 triệu đồng"))
    assert texts(page) == ["Tổng kinh phí: 2.621,5 triệu đồng"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def margins(canvas: Canvas, _: object) -> None:
        canvas.setFont(font(), 10)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 30, str(canvas.getPageNumber()))
        canvas.drawString(85, 30, f"Kế hoạch giảm nghèo xã Tân Hòa - trang {canvas.getPageNumber()}/3")

    body = [_SENTENCE.format(n=number) for number in range(1, 24)]
    assert texts(laid_out([Set(text, style()) for text in body], margins)) == body


def test_the_unit_that_pages_repeat_in_their_margins_is_told_once() -> None:
    def margins(canvas: Canvas, _: object) -> None:
        canvas.setFont(font(), 10)
        canvas.drawRightString(WIDTH - 60, HEIGHT - 50, "Đơn vị tính: triệu đồng")
        canvas.drawString(85, 30, "Kế hoạch giảm nghèo xã Tân Hòa")

    body = [_SENTENCE.format(n=number) for number in range(1, 24)]
    told = texts(laid_out([Set(text, style()) for text in body], margins))
    assert told == ["Đơn vị tính: triệu đồng", *body]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("thực hiện theo Kế hoạch số 236/KH-", "UBND của xã", "theo Kế hoạch số 236/KH-UBND của xã"),
        ("trong cả giai đoạn từ năm 2021-", "2025 của xã", "trong cả giai đoạn từ năm 2021-2025 của xã"),
        ("theo Nghị định số 07/2021/", "NĐ-CP của", "theo Nghị định số 07/2021/NĐ-CP của"),
        ("với tổng kinh phí là 12.", "621,5 triệu", "tổng kinh phí là 12.621,5 triệu"),
        ("với tổng kinh phí là 1.250.", "000 đồng", "tổng kinh phí là 1.250.000 đồng"),
        ("với tổng kinh phí là 1.250.", "135 đồng", "tổng kinh phí là 1.250.135 đồng"),
        ("tổng số hộ của xã là 1.250.", "135 hộ nghèo", "hộ của xã là 1.250. 135 hộ nghèo"),
        ("theo mục tiêu của dự án 2.", "250 hộ nghèo", "mục tiêu của dự án 2. 250 hộ nghèo"),
        ("phát triển kinh tế - xã hội -", "chính trị", "phát triển kinh tế - xã hội - chính trị"),
    ],
    ids=["letters", "years", "slash", "figure", "groups", "sum", "new-sentence", "sentence", "dash"],
)
def test_a_hyphen_at_the_end_of_a_full_line_holds_its_word_together(
    upper: str, lower: str, whole: str
) -> None:
    (text,) = texts(drawn(block(f"Ủy ban nhân dân xã {upper}", lower)))
    assert text.endswith(whole)


@pytest.mark.parametrize(
    "start",
    ["Điều 8 Nghị định số 27/2022/NĐ-CP", "- 35 hộ cận nghèo của ấp Tân An", "12. Ban quản lý xã"],
    ids=["article", "dash", "number"],
)
def test_what_looks_like_a_marker_inside_a_paragraph_is_none(start: str) -> None:
    items = [f"Mục {number} của kế hoạch được thực hiện." for number in range(6)]
    filler = block(
        "Hỗ trợ" + " các hộ nghèo" * 3, "và hộ cận nghèo trong toàn xã Tân Hòa.", top=200, indent=36
    )
    body = ("Ủy ban nhân dân xã tổ chức thực hiện theo quy", f"{start} và các văn bản của tỉnh")
    data = drawn(together(lines(*items, x=121), filler, block(*body, "về giảm nghèo.", top=260, indent=36)))
    assert texts(data)[-1] == f"{body[0]} {body[1]} về giảm nghèo."


def _raised(canvas: Canvas, y: float, size: float, *parts: str) -> None:
    """One line of parts, every other one a raised digit."""
    text = canvas.beginText(85, y)
    for number, part in enumerate(parts):
        text.setFont(font(), size * 0.6 if number % 2 else size)
        text.setRise(size * 0.35 if number % 2 else 0)
        text.textOut(part)
    canvas.drawText(text)


def test_a_footnote_is_told_after_the_paragraph_it_stands_under() -> None:
    def first(canvas: Canvas) -> None:
        _raised(canvas, 130, SIZE, "Xã xây 12 nhà 30 m", "2", " theo nghị quyết", "1", " của Hội đồng")
        _raised(canvas, 100, 10, "", "1", " Nghị quyết số 12/NQ-HĐND.")

    assert texts(drawn(first, lines("nhân dân xã về hỗ trợ 25 hộ nghèo."))) == [
        "Xã xây 12 nhà 30 m2 theo nghị quyết của Hội đồng nhân dân xã về hỗ trợ 25 hộ nghèo.",
        "Nghị quyết số 12/NQ-HĐND.",
    ]


@pytest.mark.parametrize("beside", [lines(), ruled([["TT", "Vốn"], ["1", "350"]], widths=(40, 60), top=300)])
def test_the_mark_of_a_footnote_may_stand_apart_from_its_word(beside: Callable[[Canvas], None]) -> None:
    def page(canvas: Canvas) -> None:
        beside(canvas)
        _raised(
            canvas,
            760,
            SIZE,
            "Theo nghị quyết của xã ",
            "1",
            ", huyện giao 12 nhà, mỗi nhà 30 m ",
            "2",
            " và 4 hộ",
        )
        lines("1 Nghị quyết số 12/NQ-HĐND.", top=700)(canvas)

    assert texts(drawn(page)) == [
        "Theo nghị quyết của xã, huyện giao 12 nhà, mỗi nhà 30 m 2 và 4 hộ",
        "Nghị quyết số 12/NQ-HĐND.",
    ]


def test_a_footnote_whose_mark_is_not_found_keeps_its_number() -> None:
    def page(canvas: Canvas) -> None:
        lines("Xã giao 12 nhà.", top=160)(canvas)
        _raised(canvas, 100, 10, "", "1", " Nghị quyết số 12/NQ-HĐND.")

    assert texts(drawn(page)) == ["Xã giao 12 nhà.", "¹ Nghị quyết số 12/NQ-HĐND."]


def test_footnotes_whose_numbers_are_not_raised_follow_the_paragraphs_that_bear_their_marks() -> None:
    def page(canvas: Canvas) -> None:
        _raised(canvas, 760, SIZE, "a) Xã có 36 hộ nghèo", "1", ".")
        _raised(canvas, 730, SIZE, "b) Nhà ở rộng 30 m", "2", " cho 12 hộ", "2", ".")
        lines("2 nhóm hộ được ưu tiên.", top=160)(canvas)
        lines("1 Theo báo cáo của xã.", "2 Theo kế hoạch của huyện", "và của tỉnh.", top=700)(canvas)

    assert texts(drawn(page)) == [
        "a) Xã có 36 hộ nghèo.",
        "Theo báo cáo của xã.",
        "b) Nhà ở rộng 30 m2 cho 12 hộ.",
        "Theo kế hoạch của huyện và của tỉnh.",
        "2 nhóm hộ được ưu tiên.",
    ]


def test_a_signature_block_that_goes_on_over_the_page_is_read_by_columns() -> None:
    left = ["Nơi nhận:", "- Các phòng của", "huyện, ban;", "- UBND các xã;", "- Lưu: VT."]

    def page(rows: Sequence[tuple[str, str]], top: float) -> Callable[[Canvas], None]:
        parts = [lines(word, x=x, top=top + 17 * n) for n, row in enumerate(rows)
                 for x, word in zip((85, 330), row, strict=True) if word]  # fmt: skip
        return together(*parts)

    first = list(zip(left[:2], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), strict=True))
    second = list(zip(left[2:], ("", "Lò Văn Hạnh", ""), strict=True))
    data = drawn(
        page(first, 740), together(page(second, 90), lines("PHỤ LỤC I kèm theo Kế hoạch", x=200, top=200))
    )
    assert texts(data) == [
        "Nơi nhận:",
        "- Các phòng của huyện, ban;",
        "- UBND các xã;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Văn Hạnh",
        "PHỤ LỤC I kèm theo Kế hoạch",
    ]


def _budget_table(count: int) -> LongTable:
    look = style(firstLineIndent=0, fontSize=9, leading=11, spaceAfter=0)
    head = [["STT", "Nội dung", "Kinh phí", ""], ["", "", "Trung ương", "Địa phương"]]
    body = [[str(n), Set(f"Hỗ trợ mô hình chăn nuôi bò sinh sản cho hộ nghèo ấp {n}", look), f"{n}.250", "-"]
            for n in range(1, count + 1)]  # fmt: skip
    table = LongTable(head + body, colWidths=[40, 180, 80, 80], repeatRows=2)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("FONT", (0, 0), (-1, -1), font(), 9),
            ("SPAN", (0, 0), (0, 1)),
            ("SPAN", (1, 0), (1, 1)),
            ("SPAN", (2, 0), (3, 0)),
        ]
    )
    return table


def test_a_table_over_two_pages_is_one_with_its_head_once() -> None:
    story = [Set("Phụ lục kinh phí kèm theo kế hoạch.", style()), _budget_table(30), Spacer(1, 12)]
    before, table, after = read_pdf(laid_out([*story, Set("Người lập biểu ký tên.", style())])).flow
    assert isinstance(before, Paragraph)
    assert isinstance(table, RawTable)
    assert isinstance(after, Paragraph)
    assert (before.text, after.text) == ("Phụ lục kinh phí kèm theo kế hoạch.", "Người lập biểu ký tên.")
    assert (table.rows, table.columns) == (32, 4)
    spans = {" ".join(cell.paragraphs): (cell.row_span, cell.column_span) for cell in table.cells[:5]}
    assert spans == {
        "STT": (2, 1), "Nội dung": (2, 1), "Kinh phí": (1, 2), "Trung ương": (1, 1), "Địa phương": (1, 1),
    }  # fmt: skip
    assert rows(table)[31] == ["30", "Hỗ trợ mô hình chăn nuôi bò sinh sản cho hộ nghèo ấp 30", "30.250", "-"]
    assert {cell.page for cell in table.cells} == {1, 2}
    assert all(cell.box is not None and cell.box.bottom <= HEIGHT for cell in table.cells)


_WIDTHS = (40, 220, 80)


def test_a_row_cut_by_the_page_break_is_joined() -> None:
    upper = [["TT", "Nội dung", "Kinh phí"], ["1", "Hỗ trợ phát triển", "1.250"]]
    lower = [["", "sản xuất cộng đồng", ""], ["2", "Đào tạo nghề", "350"]]
    (table,) = tables(drawn(ruled(upper, widths=_WIDTHS), ruled(lower, widths=_WIDTHS)))
    assert rows(table)[1:] == [
        ["1", "Hỗ trợ phát triển sản xuất cộng đồng", "1.250"],
        ["2", "Đào tạo nghề", "350"],
    ]


def test_a_row_without_number_that_has_its_own_figure_is_no_cut_row() -> None:
    upper = [["TT", "Nội dung", "Kinh phí"], ["1", "Hỗ trợ sản xuất", "1.250"]]
    lower = [["", "trong đó: vốn huy động", "350"], ["2", "Đào tạo nghề", "200"]]
    (table,) = tables(drawn(ruled(upper, widths=_WIDTHS), ruled(lower, widths=_WIDTHS)))
    assert [row[2] for row in rows(table)] == ["Kinh phí", "1.250", "350", "200"]


def test_tables_with_words_between_them_stay_two() -> None:
    page = ruled([["TT", "Kinh phí"], ["1", "500"]], widths=(60, 90))
    second = together(lines("Biểu số 2: vốn huy động", top=60), page)
    assert len(tables(drawn(page, second))) == 2


def test_a_figure_wider_than_its_cell_stays_whole() -> None:
    def narrow(canvas: Canvas) -> None:
        ruled([["1", "", "x"], ["2", "35", "y"]], widths=(40, 46, 40), height=40)(canvas)
        canvas.drawString(129, HEIGHT - 96, "2.621")
        canvas.drawString(129, HEIGHT - 112, ".500")

    (table,) = tables(drawn(narrow))
    assert rows(table) == [["1", "2.621.500", "x"], ["2", "35", "y"]]


def test_rules_under_the_head_and_underlined_words_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*[f"Mục {number} được gạch chân để nhấn mạnh." for number in range(12)])(canvas)
        for number in range(12):
            canvas.line(85, HEIGHT - 82 - 17 * number, 300, HEIGHT - 82 - 17 * number)

    data = drawn(draw)
    assert tables(data) == []
    assert len(texts(data)) == 12


def test_a_table_on_a_turned_page_is_read_upright() -> None:
    grid = ruled([["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo nghề", "350,5"]], widths=_WIDTHS)

    def sideways(canvas: Canvas) -> None:
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        grid(canvas)

    buffer = drawn(sideways)
    with pdfium.PdfDocument(buffer) as document:
        document[0].set_rotation(90)
        document[0].set_mediabox(0, 0, HEIGHT, HEIGHT)
        turned = saved(document)
    (table,) = tables(turned)
    assert rows(table) == [["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo nghề", "350,5"]]
    box = table.cells[0].box
    assert box is not None
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((85, 80, 125, 104), abs=1)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_printed_out_of_order_are_put_back(form: Literal["NFC", "NFD"]) -> None:
    words = "Hỗ trợ hộ nghèo phát triển sản xuất, số hộ nghèo giảm 1,5% vào cuối năm 2024"
    plain = ["  " if letter > "z" else letter for letter in words]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(85, HEIGHT - 100, "".join(plain))
        for index, letter in enumerate(words):
            if letter > "z":
                x = 85 + pdfmetrics.stringWidth("".join(plain[:index]), font(), SIZE)
                canvas.drawString(x, HEIGHT - 100, normalize(form, letter))

    read = read_pdf(drawn(draw))
    assert [normalize("NFC", item.text) for item in read.flow if isinstance(item, Paragraph)] == [words]
    assert not read.partial
    assert read.notes[0][0] == "trang 1 có lớp chữ xếp lộn thứ tự, đã xếp lại theo vị trí in"


def test_files_attached_to_a_pdf_are_told() -> None:
    document = pdfium.PdfDocument(drawn(lines("Tổng số hộ nghèo 125 hộ")))
    for name in ("Phụ lục 1.xlsx", "Dự toán.docx"):
        document.new_attachment(name).set_data(b"PK")
    read = read_pdf(saved(document))
    assert [item.text for item in read.flow if isinstance(item, Paragraph)] == ["Tổng số hộ nghèo 125 hộ"]
    assert [vi for vi, _ in read.notes] == [
        "có 2 tệp đính kèm trong tệp .pdf, không đọc, hãy lưu ra riêng: «Dự toán.docx, Phụ lục 1.xlsx»"
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [(b"<FEFFD800D800>", ""), (b"<FEFF00410000000A0042>", ": “AB”")],
    ids=["halves", "controls"],
)
def test_odd_names_of_attached_files_cost_nothing(name: bytes, told: str) -> None:
    document = pdfium.PdfDocument(drawn(lines("Tổng số hộ nghèo 125 hộ")))
    document.new_attachment("abcdef").set_data(b"PK")
    data = saved(document).replace(b"F(abcdef)", b"F " + name)
    assert [en for _, en in read_pdf(data).notes] == [
        f"files attached to the .pdf (1) were not read, save them on their own{told}"
    ]


def test_wrongly_mapped_letters_are_mended_and_noted() -> None:
    read = read_pdf(drawn(lines("Kinh phí thực hiện chƣơng trình của ĐẢNG BỘ PHƢỜNG")))
    assert [item.text for item in read.flow if isinstance(item, Paragraph)] == [
        "Kinh phí thực hiện chương trình của ĐẢNG BỘ PHƯỜNG"
    ]
    assert read.notes == [
        (
            "lớp chữ của tệp ghi sai «Ư» thành «Ƣ», đã sửa khi đọc",
            "the text layer has «Ƣ» for «Ư»; mended in reading",
        )
    ]


def _image(canvas: Canvas) -> None:
    canvas.drawInlineImage(_pixels(), 0, 0, WIDTH, HEIGHT)


def _pixels() -> Image.Image:
    return Image.new("L", (40, 60), 200)


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract."""
    for module in ("pdf", "pdf_notes"):
        monkeypatch.setattr(f"extractor.parsers.{module}.hindrance", lambda: ("cài Tesseract", "install it"))


@pytest.mark.usefixtures("no_recognition")
def test_a_plan_that_lost_a_page_is_partial() -> None:
    text = lines("Kế hoạch giảm nghèo năm 2024 của xã Tân Hòa.")
    assert parse_bytes(drawn(text, _image), "a.pdf", "a.pdf").partial
    assert not parse_bytes(drawn(text), "a.pdf", "a.pdf").partial


@pytest.mark.usefixtures("no_recognition")
def test_pages_that_are_images_are_named() -> None:
    text = lines("Kế hoạch giảm nghèo năm 2024 của xã Tân Hòa.")
    read = read_pdf(drawn(text, _image, _image, text, _image))
    assert read.partial
    assert read.notes == [
        (
            "trang 2-3, 5 không có lớp chữ (ảnh quét), chưa đọc được; cài Tesseract",
            "pages 2-3, 5: no text layer (scanned image), not read; install it",
        )
    ]


def _blank(count: int) -> bytes:
    with pdfium.PdfDocument.new() as document:
        for _ in range(count):
            document.new_page(100, 100)
        return saved(document)


def _unknown_codes() -> bytes:
    return drawn(lines(*["B½o c½o v× tÒnh hÒnh s³n xuÏt kinh doanh ng°nh c®ng nghiÓp"] * 4))


def _plain() -> bytes:
    return drawn(*[lines(*["Kế hoạch giảm nghèo năm 2024."] * 30)] * 3)


def _locked() -> bytes:
    return drawn(lines("Kế hoạch mật."), encrypt=StandardEncryption("mat-khau", "chu-tep", canPrint=1))


@pytest.mark.parametrize(
    ("make", "state", "reason"),
    [
        (lambda: drawn(_image, _image), FileState.NO_TEXT, "bản quét"),
        (_unknown_codes, FileState.NO_TEXT, "bảng mã cũ"),
        (_locked, FileState.ENCRYPTED, "mật khẩu"),
        (lambda: _plain()[: len(_plain()) // 2], FileState.CRASHED, "cắt cụt"),
        (lambda: _plain()[:-300], FileState.CRASHED, "cắt cụt"),
        (lambda: b"%PDF-1.7\n%%EOF\n", FileState.CRASHED, "bị hỏng"),
        (lambda: _blank(2001), FileState.REFUSED, "2000 trang"),
        (lambda: _blank(1), FileState.NO_TEXT, "bản quét"),
    ],
    ids=["scan", "unknown-codes", "password", "half", "tail-cut", "hollow", "too-long", "blank"],
)
@pytest.mark.usefixtures("no_recognition")
def test_what_cannot_be_read_is_refused_with_its_reason(
    make: Callable[[], bytes], state: FileState, reason: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_pdf(make())
    assert refusal.value.state is state
    assert reason in refusal.value.vi


def test_a_file_open_to_all_with_an_owner_password_is_read() -> None:
    locked = StandardEncryption("", "chu-tep", canModify=0)
    assert texts(drawn(lines("Kế hoạch giảm nghèo."), encrypt=locked)) == ["Kế hoạch giảm nghèo."]


def test_a_page_break_between_paragraphs_keeps_them_apart() -> None:
    story = [Set("Nội dung trang đầu.", style()), PageBreak(), Set("Nội dung trang sau.", style())]
    assert texts(laid_out(story)) == ["Nội dung trang đầu.", "Nội dung trang sau."]
