"""Which pages give text that can be used, and why the others do not."""

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from pdf_making import HEIGHT, WIDTH, drawn, lines, together
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers.pdf_legacy import LegacyLetters
from extractor.parsers.pdf_page import read_page
from extractor.parsers.pdf_usable import Unusable, wants_recognition, why_unusable

_STAMP = ("Người ký: ỦY BAN NHÂN DÂN XÃ TÂN HÒA", "Thời gian ký: 12.03.2024 10:22:05 +07:00")
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


def _unmapped(canvas: Canvas) -> None:
    lines(*["ĈŇŃ ĤŐŁ ŸŻĦ ŰŠŽ ŴĽĢ ŃĘŤ ĶŇŢ ĚŘĮ ĴŜŞ ġļķ ņřś ťūŵ"] * 4)(canvas)


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lines("Kế hoạch giảm nghèo năm 2024."), None),
        (_image(WIDTH, HEIGHT), Unusable.SCAN),
        (together(_image(WIDTH, HEIGHT), lines(*_STAMP)), Unusable.SCAN),
        (together(_image(WIDTH, HEIGHT), lines(*_COVER)), None),
        (together(_image(120, 40), lines(*_STAMP)), None),
        (_outlines, Unusable.SCAN),
        (_unmapped, Unusable.GARBLED),
        (lambda canvas: canvas.line(85, 700, 300, 700), Unusable.EMPTY),
    ],
    ids=["text", "scan", "signed-scan", "cover-picture", "signature-page", "outlines", "unmapped", "empty"],
)
def test_a_page_without_usable_text_tells_why(draw: Callable[[Canvas], None], why: Unusable | None) -> None:
    with pdfium.PdfDocument(drawn(draw)) as document:
        assert why_unusable(read_page(document, 0, LegacyLetters())) is why


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
