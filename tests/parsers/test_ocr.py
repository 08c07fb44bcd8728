"""Pages without usable text: read off their pictures where the machine can do so, named where it cannot."""

import io
import os
import subprocess
import sys
import time
from functools import cache
from typing import Any

import docx
import numpy as np
import psutil
import pypdfium2 as pdfium
import pytest
from docx.shared import Cm
from pdf_making import drawn, lines, ruled, together
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from scan_making import needs_tesseract, pictures, scan, speckled

from extractor.allowance import OCR_PAGE_SECONDS, granted_by
from extractor.errors import FileState, UnreadableFile
from extractor.parsers import parse_bytes
from extractor.parsers.ocr import enabling
from extractor.plantext import PlanText

PROSE = (
    "KẾ HOẠCH",
    "Giảm nghèo bền vững năm 2024 của xã Tân Hòa",
    "1. Mục tiêu: cuối năm 2024 còn 125 hộ nghèo, tỷ lệ 4,35%.",
    "2. Kinh phí thực hiện là 2.621,5 triệu đồng, trong đó vốn trung ương",
    "1.841,5 triệu đồng, vốn địa phương 780 triệu đồng.",
)
SECOND_PAGE = (
    "3. Tổ chức thực hiện: ủy ban nhân dân xã giao các ban, ngành rà soát",
    "số hộ nghèo trên địa bàn, báo cáo trước ngày 30 tháng 11 năm 2024.",
    "4. Giám sát, đánh giá: mỗi quý một lần, có 15 thôn tham gia.",
)
ROWS = (
    ("STT", "Xã", "Số hộ", "Hộ nghèo", "Tỷ lệ (%)"),
    ("1", "Tân Hòa", "2.640", "125", "4,73"),
    ("2", "Tân Phú", "3.105", "57", "1,84"),
    ("", "Cộng", "5.745", "182", "3,17"),
)


@cache
def _page() -> bytes:
    return drawn(together(lines(*PROSE), ruled(ROWS, widths=(40, 120, 80, 80, 80), top=220)))


def _read(data: bytes, name: str = "a.pdf") -> PlanText:
    return parse_bytes(data, name, name)


def _rows(plan: PlanText) -> list[tuple[str, ...]]:
    (table,) = plan.tables
    return [tuple("" if at is None else plan.words(plan.blocks[at]) for at in row) for row in table.grid]


@needs_tesseract
@pytest.mark.parametrize(
    ("askew", "turns"),
    [(0.0, 0), (0.6, 0), (-2.0, 0), (0.0, 1), (0.3, 2), (0.0, 3)],
    ids=["straight", "askew", "steep", "sideways", "head-down", "other-side"],
)
def test_a_scanned_page_gives_its_lines_and_its_table(askew: float, turns: int) -> None:
    plan = _read(scan(pictures(_page(), 300, askew=askew, turns=turns), 300))
    assert all(figure in plan.text for figure in ("4,35%", "2.621,5", "1.841,5", "780", "125"))
    assert [row[2:] for row in _rows(plan)[1:]] == [row[2:] for row in ROWS[1:]]
    assert plan.notes == (
        (
            "trang 1 do máy nhận dạng chữ từ ảnh (OCR), cần đối chiếu với bản gốc",
            "page 1: the words were recognised from images (OCR); compare them with the original",
        ),
    )
    assert not plan.partial
    assert [number for number, _ in plan.recognised] == [1]
    assert all(block.page == 1 and block.box is not None for block in plan.blocks)


@needs_tesseract
@pytest.mark.parametrize("dpi", [200, 300])
def test_labels_of_rows_and_short_words_stay_what_they_are(dpi: int) -> None:
    rows = (
        ("STT", "Nội dung", "Hộ mới", "Số hộ"),
        ("II", "Hỗ trợ", "Có", "60"),
        ("3.1", "Nhà ở", "Số", "7"),
        ("4.5", "Việc làm", "Gỗ", "11"),
        ("1.10", "Vay vốn", "hộ", "1"),
    )
    page = drawn(ruled(rows, widths=(50, 150, 80, 80)))
    plan = _read(scan(pictures(page, dpi), dpi))
    assert [(row[0], *row[2:]) for row in _rows(plan)[1:]] == [(row[0], *row[2:]) for row in rows[1:]]


@needs_tesseract
def test_figures_that_the_edge_of_the_paper_cuts_off_are_in_doubt() -> None:
    rows = (
        ("TT", "Nội dung", "Số hộ", "Kinh phí"),
        ("1", "Dự án 1", "60", "38.125"),
        ("2", "Dự án 2", "7", "57.625"),
    )
    page = drawn(together(lines(*PROSE), ruled(rows, widths=(50, 340, 90, 110), top=220)))
    plan = _read(scan(pictures(page), 200))
    (table,) = plan.tables
    cells = [plan.blocks[at] for row in table.grid[1:] for at in row if at is not None]
    cut = [cell for cell in cells if cell.column == 3]
    assert [plan.words(cell) for cell in cut] != ["38.125", "57.625"]
    assert all(plan.doubts_in(cell.start, cell.end) for cell in cut)
    assert not any(plan.doubts_in(cell.start, cell.end) for cell in cells if cell.column in (0, 2))
    for cell in cells:
        if cell.column == 1:
            words = plan.words(cell)
            assert words[-1].isdigit() or plan.doubts_in(cell.end - 1, cell.end)


@needs_tesseract
def test_cells_have_their_boxes_on_the_page_as_it_is_shown() -> None:
    plan = _read(scan(pictures(_page(), 200), 200))
    box = next(block.box for block in plan.blocks if plan.words(block) == "2.640")
    assert box is not None
    assert (box.x0, box.x1) == pytest.approx((85 + 160, 85 + 240), abs=2)
    assert (box.top, box.bottom) == pytest.approx((220 + 24, 220 + 48), abs=2)


@needs_tesseract
def test_only_the_pages_without_text_are_recognised() -> None:
    written = drawn(lines("Kế hoạch giảm nghèo năm 2024 của xã Tân Hòa."))
    mixed = _joined(written, scan([speckled(image) for image in pictures(_page())]))
    granted: list[float] = []
    with granted_by(granted.append):
        plan = _read(mixed)
    assert granted == [OCR_PAGE_SECONDS]
    assert [number for number, _ in plan.recognised] == [2]
    assert plan.text.startswith("Kế hoạch giảm nghèo năm 2024 của xã Tân Hòa.")
    assert "2.621,5" in plan.text


def _joined(*files: bytes) -> bytes:
    with pdfium.PdfDocument.new() as whole:
        for data in files:
            with pdfium.PdfDocument(data) as part:
                whole.import_pages(part)
        buffer = io.BytesIO()
        whole.save(buffer)
    return buffer.getvalue()


@needs_tesseract
def test_a_garbled_text_layer_is_passed_over_for_the_picture() -> None:
    garbled = drawn(lines(*["ĈŇŃ ĤŐŁ ŸŻĦ ŰŠŽ ŴĽĢ ŃĘŤ ĶŇŢ ĚŘĮ ĴŜŞ ġļķ ņřś ťūŵ"] * 4))
    assert [number for number, _ in _read(garbled).recognised] == [1]


@needs_tesseract
@pytest.mark.parametrize(("format", "pages"), [("PNG", 1), ("JPEG", 1), ("TIFF", 2)])
def test_image_files_are_documents_of_pages(format: str, pages: int) -> None:
    data = scan(pictures(_page()) * pages, format=format)
    granted: list[float] = []
    with granted_by(granted.append):
        plan = _read(data, "a.bin")
    assert plan.format == "image"
    assert granted == [OCR_PAGE_SECONDS] * pages
    assert [number for number, _ in plan.recognised] == list(range(1, pages + 1))
    assert plan.text.count("2.621,5") == pages


def _png(shades: np.ndarray[tuple[int, ...], np.dtype[Any]], dpi: int = 200) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(shades).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


@needs_tesseract
@pytest.mark.parametrize("odd", ["12-bit", "negative", "96-dpi"])
def test_images_of_odd_shades_and_sizes_are_read_as_well(odd: str) -> None:
    shades = np.asarray(pictures(_page())[0])
    made = {
        "12-bit": lambda: _png(shades.astype(np.uint16) * 16),
        "negative": lambda: _png(255 - shades),
        "96-dpi": lambda: _png(shades, dpi=96),
    }
    plan = _read(made[odd](), "a.png")
    assert "2.621,5" in plan.text
    assert [row[2:] for row in _rows(plan)[1:]] == [row[2:] for row in ROWS[1:]]


@needs_tesseract
@pytest.mark.parametrize("dpi", [72, 600], ids=["three-times-a4", "a-third-of-a4"])
def test_a_page_whose_size_is_made_up_is_read_at_the_size_of_its_letters(dpi: int) -> None:
    plan = _read(scan(pictures(_page()), dpi))
    assert [row[2:] for row in _rows(plan)[1:]] == [row[2:] for row in ROWS[1:]]
    box = next(block.box for block in plan.blocks if plan.words(block) == "2.640")
    assert box is not None
    points = 200 / dpi
    assert (box.x0 / points, box.x1 / points) == pytest.approx((85 + 160, 85 + 240), abs=3)


@needs_tesseract
def test_the_two_pages_of_a_spread_are_read_one_after_the_other() -> None:
    left, right = (pictures(drawn(lines(*words, x=60)))[0] for words in (PROSE, SECOND_PAGE))
    spread = Image.new("L", (left.width + right.width, left.height), 255)
    spread.paste(left, (0, 0))
    spread.paste(right, (left.width, 0))
    fold = ImageDraw.Draw(spread)
    fold.line((left.width, 0, left.width, left.height), fill=120, width=4)
    plan = _read(scan([spread]))
    words = plan.text.split("\n")
    assert words.index(next(line for line in words if "780" in line)) < words.index(
        next(line for line in words if line.startswith("3."))
    )
    assert not any("Mục tiêu" in line and "3." in line for line in words)
    assert [number for number, _ in plan.recognised] == [1]
    assert plan.notes[0][1].startswith("page 1: ")


@needs_tesseract
def test_a_damaged_image_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        _read(scan(pictures(_page()), format="PNG")[:3000], "a.png")
    assert refusal.value.state is FileState.CRASHED


@pytest.mark.parametrize(
    ("wanting", "how"),
    [("cv2", "plan-extractor[ocr]"), ("tesseract", "Tesseract và dữ liệu"), ("vie", "vie.traineddata")],
)
def test_without_its_parts_a_scan_says_how_to_enable_it(
    wanting: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"vie", "eng"} - {wanting}
    monkeypatch.setattr(enabling, "find_spec", lambda name: None if name == wanting else name)
    monkeypatch.setattr(enabling.shutil, "which", lambda name: None if name == wanting else name)
    monkeypatch.setattr(enabling, "languages", lambda: frozenset(known))
    enabling.hindrance.cache_clear()
    try:
        for data, name in (
            (scan(pictures(_page())), "a.pdf"),
            (scan(pictures(_page()), format="PNG"), "a.png"),
        ):
            with pytest.raises(UnreadableFile) as refusal:
                _read(data, name)
            assert refusal.value.state is FileState.NO_TEXT
            assert how in refusal.value.vi
    finally:
        enabling.hindrance.cache_clear()


def _word(image: Image.Image, width: float, *texts: str) -> bytes:
    """A .docx of some paragraphs and a picture so many centimetres wide."""
    document, picture = docx.Document(), io.BytesIO()
    for text in texts:
        document.add_paragraph(text)
    image.save(picture, "PNG")
    document.add_picture(picture, width=Cm(width))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("width", "told"), [(16.0, True), (4.0, False)], ids=["a-page", "a-logo"])
def test_a_scanned_page_pasted_into_a_text_is_told(width: float, told: bool) -> None:
    page = Image.new("L", (210, 297), 200)
    plan = _read(_word(page, width, "KẾ HOẠCH giảm nghèo năm 2024"), "a.docx")
    assert any("trang quét" in vi for vi, _ in plan.notes) == told
    with pytest.raises(UnreadableFile) as refusal:
        _read(_word(page, width), "a.docx")
    assert refusal.value.state is FileState.NO_TEXT
    assert ("trang quét" in refusal.value.vi) == told


@pytest.mark.parametrize(("width", "told"), [(16.0, True), (8.0, False)], ids=["a-table", "a-stamp"])
def test_a_picture_pasted_between_the_words_is_told(width: float, told: bool) -> None:
    strip = Image.new("L", (320, 100), 200)
    notes = _read(_word(strip, width, "KẾ HOẠCH giảm nghèo năm 2024"), "a.docx").notes
    assert any("trong hình" in vi for vi, _ in notes) == told

    def page(canvas: Canvas) -> None:
        lines(*PROSE)(canvas)
        canvas.drawImage(ImageReader(strip), 85, 300, width * 28.35, width * 28.35 * 0.3)

    notes = _read(drawn(page)).notes
    assert any(vi.startswith("trang 1 có hình") for vi, _ in notes) == told


def test_without_tesseract_a_mixed_file_is_partial_and_names_its_scans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(enabling.shutil, "which", lambda name: None)
    enabling.hindrance.cache_clear()
    try:
        written = drawn(lines("Kế hoạch giảm nghèo năm 2024 của xã Tân Hòa."))
        plan = _read(_joined(written, scan(pictures(_page()) * 2)))
    finally:
        enabling.hindrance.cache_clear()
    assert plan.partial
    ((vi, en),) = plan.notes
    assert vi.startswith("trang 2-3 ")
    assert "Tesseract" in vi
    assert en.startswith("pages 2-3: no text layer")


@needs_tesseract
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked to end the child on Linux alone")
def test_tesseract_dies_with_the_process_that_started_it() -> None:
    code = (
        "import numpy as np\n"
        "from extractor.parsers.ocr.engine import Manner, read_pictures\n"
        "noise = np.random.default_rng(1).integers(0, 255, (3000, 3000), dtype=np.uint8)\n"
        "read_pictures([noise] * 20, Manner(3))\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.getcwd()})
    process = psutil.Process(worker.pid)
    until = time.monotonic() + 60
    while not (children := process.children()) and time.monotonic() < until:
        time.sleep(0.05)
    assert children, "tesseract never started"
    worker.kill()
    worker.wait()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive
