"""Which pages give text that can be used, and why the others do not."""

import unicodedata
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from pdf_making import HEIGHT, WIDTH, drawn, lines, rows, ruled, tables, texts, together
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import FileState, UnreadableFile
from extractor.parsers import pdf, pdf_notes
from extractor.parsers.flow import Paragraph
from extractor.parsers.pdf import _better, read_pdf
from extractor.parsers.pdf_ink import PageInk, Run
from extractor.parsers.pdf_legacy import LegacyLetters
from extractor.parsers.pdf_page import read_page
from extractor.parsers.pdf_usable import Unusable, wants_recognition, why_unusable

_STAMP = ("Người ký: ỦY BAN NHÂN DÂN XÃ TÂN HÒA", "Thời gian ký: 12.03.2024 10:22:05 +07:00")
_PROSE = [f"{n}. Hỗ trợ nhà ở cho {n} hộ nghèo trong xã, kinh phí {n} triệu đồng." for n in range(1, 7)]
_COVER = ("ỦY BAN NHÂN DÂN XÃ TÂN HÒA", "KẾ HOẠCH GIẢM NGHÈO NĂM 2024")


def _image(width: float, height: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (40, 60), 200), 0, 0, width, height)

    return draw


def _outlines(canvas: Canvas) -> None:
    """Words drawn as the outlines of their letters: many small shapes and no text."""
    for number in range(300):
        path = canvas.beginPath()
        x, y = 85 + number % 30 * 12, HEIGHT - 100 - number // 30 * 20
        path.moveTo(x, y)
        for step in range(9):
            path.curveTo(x + step, y + 3, x + step, y + 6, x + step + 1, y + step)
        canvas.drawPath(path, fill=1, stroke=0)


def _bare(text: str) -> str:
    """Vietnamese typed without its marks."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(sign for sign in decomposed if sign.isascii())


def _shifted(text: str) -> str:
    """Letters that a wrong map tells as others, as of a font whose codes are not those of its letters."""
    return "".join(chr(ord(sign) - 29) if sign.isalpha() else sign for sign in _bare(text))


def _on_photo(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    lines("Kế hoạch giảm nghèo", top=HEIGHT - 100)(canvas)
    canvas.setFillGray(0)


@pytest.fixture
def _no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdf, pdf_notes):
        monkeypatch.setattr(module, "hindrance", lambda: ("hãy cài Tesseract", "install Tesseract"))


def _unmapped(canvas: Canvas) -> None:
    lines(*["ĈŇŃ ĤŐŁ ŸŻĦ ŰŠŽ ŴĽĢ ŃĘŤ ĶŇŢ ĚŘĮ ĴŜŞ ġļķ ņřś ťūŵ"] * 4)(canvas)


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lines("Kế hoạch giảm nghèo năm 2024."), None),
        (_image(WIDTH, HEIGHT), Unusable.SCAN),
        (together(_image(WIDTH, HEIGHT), lines(*_STAMP)), Unusable.SCAN),
        (together(_image(WIDTH, HEIGHT), lines(*_COVER)), Unusable.STAMPED),
        (together(_image(WIDTH, HEIGHT), lines("Phụ lục 3")), Unusable.STAMPED),
        (together(_image(60, 60), lines("Phụ lục 3")), None),
        (lines(*[_bare(line) for line in _PROSE]), None),
        (lines(*[_shifted(line) for line in _PROSE]), Unusable.GARBLED),
        (lines("The plan of the commune is to be read with the annex and its tables by all of us." * 3), None),
        (together(_image(120, 40), lines(*_STAMP)), None),
        (_outlines, Unusable.SCAN),
        (_unmapped, Unusable.GARBLED),
        (lambda canvas: canvas.line(85, 700, 300, 700), Unusable.EMPTY),
    ],
    ids=[
        "text", "scan", "signed-scan", "cover-picture", "few-words", "small-picture", "no-marks", "wrong-map",
        "English", "signature-page", "outlines", "unmapped", "empty",
    ],
)  # fmt: skip
def test_a_page_without_usable_text_tells_why(draw: Callable[[Canvas], None], why: Unusable | None) -> None:
    with pdfium.PdfDocument(drawn(draw)) as document:
        assert why_unusable(read_page(document, 0, LegacyLetters())) is why


def _white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    lines(*_PROSE, top=300)(canvas)
    canvas.setFillGray(0)


@pytest.mark.parametrize(
    ("draw", "wanted", "hidden"),
    [
        (together(_image(WIDTH, HEIGHT), _white), True, True),
        (together(_image(WIDTH, HEIGHT), lines(*_PROSE * 3, top=30), _white), False, True),
        (together(lines(*_PROSE), _white), False, True),
        (together(_image(WIDTH, HEIGHT * 0.45), lines(*_PROSE), _white), False, True),
        (together(_image(WIDTH, HEIGHT * 0.4), lines(*_PROSE, top=30), _on_photo), False, False),
    ],
    ids=["a white layer", "white among black", "no picture", "beside a picture", "on a photo"],
)
def test_white_words_on_a_scan_are_recognised_anew(
    draw: Callable[[Canvas], None], wanted: bool, hidden: bool
) -> None:
    with pdfium.PdfDocument(drawn(draw)) as document:
        page = read_page(document, 0, LegacyLetters())
        assert (wants_recognition(page), page.hidden) == (wanted, hidden)


@pytest.mark.usefixtures("_no_tesseract")
@pytest.mark.parametrize("words", [_COVER, ("CÔNG VĂN ĐẾN", "Số: 12 ngày 5/3/2024")], ids=["cover", "stamp"])
def test_a_scan_with_little_printed_over_it_is_not_read_without_tesseract(words: tuple[str, ...]) -> None:
    scan = together(_image(WIDTH, HEIGHT), lines(*words))
    with pytest.raises(UnreadableFile, match="Tesseract") as raised:
        read_pdf(drawn(scan))
    assert raised.value.state is FileState.NO_TEXT
    read = read_pdf(drawn(lines(*_PROSE), scan))
    assert read.partial
    assert ["trang 2" in vi and "Tesseract" in vi for vi, _ in read.notes] == [True]
    assert words[0] in " ".join(item.text for item in read.flow if isinstance(item, Paragraph))


def _read_off(page: PageInk, words: str) -> PageInk:
    run = Run(words, 80, 80, 300, 92, 90)
    held = ((run,),) if words else ()
    return PageInk(1, page.frame, raw=words, lines=held, pictured=True, recognised=1.0)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("", True), ("Phụ luc 3", True), ("Phụ lục 3 Tổng kinh phí 350 triệu đồng", False)],
    ids=["nothing", "the-same", "more"],
)
def test_few_words_of_a_page_are_kept_where_its_picture_tells_no_more(words: str, kept: bool) -> None:
    with pdfium.PdfDocument(drawn(together(_image(WIDTH, HEIGHT), lines("Phụ lục 3")))) as document:
        page = read_page(document, 0, LegacyLetters())
    [better] = _better(page, [_read_off(page, words)])
    assert (better.raw.strip() == "Phụ lục 3", why_unusable(better)) == (kept, None)


def test_words_beside_the_page_are_not_read_but_for_the_end_of_its_lines() -> None:
    outside = lines("Tổng 999 hộ", x=WIDTH + 100, top=200)
    long = lines("Kinh phí 350 triệu đồng.", x=WIDTH - 60)
    assert texts(drawn(together(long, outside))) == ["Kinh phí 350 triệu đồng."]
    grid = ruled([["TT", "Nội dung"], ["1", "Y tế"]], widths=(40, 200), top=300)
    assert texts(drawn(together(long, outside, grid))) == ["Kinh phí 350 triệu đồng."]
    wide = ruled([["TT", "Nội dung", "Vốn"], ["1", "Y tế", "35"]], widths=(40, 480, 80), top=300)
    assert [rows(table) for table in tables(drawn(wide))] == [
        [["TT", "Nội dung", "Vốn"], ["1", "Y tế", "35"]]
    ]


@pytest.mark.parametrize(("share", "wanted"), [(1.0, True), (0.1, False)], ids=["a scan", "a small picture"])
def test_words_that_are_not_seen_are_recognised_anew_only_on_a_scan(share: float, wanted: bool) -> None:
    def unseen(canvas: Canvas) -> None:
        text = canvas.beginText(85, 700)
        text.setTextRenderMode(3)
        for _ in range(20):
            text.textLine("Ke hoach giam ngheo ben vung tren dia ban xa")
        canvas.drawText(text)

    page = together(_image(WIDTH * share, HEIGHT * share), unseen)
    with pdfium.PdfDocument(drawn(page)) as document:
        assert wants_recognition(read_page(document, 0, LegacyLetters())) is wanted


def test_images_are_weighed_by_the_share_they_cover() -> None:
    with pdfium.PdfDocument(drawn(_image(WIDTH / 2, HEIGHT / 2))) as document:
        assert read_page(document, 0, LegacyLetters()).covered == pytest.approx(0.25, abs=0.01)
