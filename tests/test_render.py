"""`extractor render` and `extractor text --layout`: a person looks at what was read."""

import io
import subprocess
import sys
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.allowance import granted_by
from extractor.audit import audit_bytes
from extractor.cli import cli
from extractor.drawing.fonts import typeface
from extractor.drawing.looking import look_at
from extractor.drawing.marks import LOOKS, RECORDS, block_marks, doubts_on, record_marks, rulers
from extractor.drawing.pdf_sheet import seen_sheet
from extractor.drawing.render import render_page
from extractor.drawing.sheet import Sheet
from extractor.drawing.text_sheet import text_pages, text_sheet
from extractor.parsers.ocr.enabling import hindrance
from extractor.plan import Audit
from extractor.plantext import Box, Doubt, PlanText
from extractor.reporting.words import LANGUAGES, say
from extractor.rulebook import load_rulebook
from extractor.scanning.reading import Look, parse_outcome
from extractor.scanning.sources import Source

needs_tesseract = pytest.mark.skipif(
    hindrance() is not None, reason="needs Tesseract with its Vietnamese data, and the extra [ocr]"
)
_HEIGHT = 842
_LINES = (
    "KẾ HOẠCH",
    "Giảm nghèo bền vững năm 2024",
    "Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;",
    "I. KINH PHÍ",
    "Tổng kinh phí 350 triệu đồng, gồm: vốn trung ương 200 triệu đồng; vốn xã 100 triệu đồng.",
)
_TABLE = (("TT", "Nội dung", "Kinh phí"), ("1", "Đào tạo nghề", "350,5"), ("2", "Hỗ trợ nhà ở", "1.250"))


def _font() -> str:
    for name in ("DejaVuSerif.ttf", "FreeSerif.ttf", "times.ttf"):
        for folder in ("/usr/share/fonts", "C:/Windows/Fonts", "/Library/Fonts"):
            for path in Path(folder).rglob(name):
                pdfmetrics.registerFont(TTFont("Letters", str(path)))
                return "Letters"
    pytest.skip("no font with Vietnamese letters (Debian: fonts-dejavu-core)")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.pdf"
    canvas = Canvas(str(path), pagesize=(595, _HEIGHT))
    name = _font()
    for page in range(2):
        canvas.setFont(name, 11)
        for number, text in enumerate(("PHỤ LỤC", "Đơn vị tính: triệu đồng") if page else _LINES):
            canvas.drawString(60, _HEIGHT - 100 - 30 * number, text)
        if page:
            _draw_table(canvas)
        canvas.showPage()
    canvas.save()
    return path


def _draw_table(canvas: Canvas) -> None:
    for row in range(len(_TABLE) + 1):
        canvas.line(60, _HEIGHT - 300 - 24 * row, 400, _HEIGHT - 300 - 24 * row)
    for x in (60, 100, 300, 400):
        canvas.line(x, _HEIGHT - 300, x, _HEIGHT - 300 - 24 * len(_TABLE))
    for row, cells in enumerate(_TABLE):
        for x, text in zip((64, 104, 304), cells, strict=True):
            canvas.drawString(x, _HEIGHT - 316 - 24 * row, text)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    for text in _LINES:
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(_TABLE):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    path = tmp_path / "ke-hoach.docx"
    document.save(str(path))
    return path


@pytest.fixture
def txt(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text("\n".join([*_LINES * 12, *("\t".join(row) for row in _TABLE)]), encoding="utf-8")
    return path


def _sheet(path: Path, plan: PlanText, page: int) -> Sheet:
    seen = look_at(path, plan, page, 72)
    assert seen is not None
    return seen_sheet(seen, plan, page)


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def _audit(path: Path) -> Audit:
    return audit_bytes(path.read_bytes(), path.name, path.name, load_rulebook())


@pytest.mark.parametrize("kind", ["pdf", "word", "txt"])
def test_a_page_of_any_kind_is_drawn_with_its_legend(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(kind)
    shown = _call("render", path, "--page", 1, "-o", tmp_path / "a.png", "--dpi", 72)
    assert (shown.exit_code, shown.stdout) == (0, f"Đã vẽ trang 1 vào {tmp_path / 'a.png'}\n")
    image = Image.open(tmp_path / "a.png")
    assert image.width == pytest.approx(595, abs=2)
    assert image.height > _HEIGHT  # the legend lies below the page
    for look in (LOOKS["budget"], LOOKS["citation"], LOOKS["finding"]):
        assert look.colour in {colour for _, colour in image.getcolors(1 << 20) or []}


def test_the_boxes_of_a_pdf_lie_around_the_words_they_are_for(pdf: Path) -> None:
    audit = _audit(pdf)
    plan = audit.plan.text
    sheet = _sheet(pdf, plan, 1)
    at = plan.text.index("200 triệu")
    (box,) = sheet.boxes(at, at + 3)
    before = pdfmetrics.stringWidth("Tổng kinh phí 350 triệu đồng, gồm: vốn trung ương ", _font(), 11)
    assert box.x0 == pytest.approx(60 + before, abs=1.5)
    assert box.top < 100 + 30 * 4 < box.bottom + 4
    kinds = {mark.kind for mark in record_marks(audit, sheet)[0]}
    assert kinds == {"budget", "citation", "finding"}


def test_the_cells_of_a_table_are_drawn_with_their_rows_and_columns(pdf: Path) -> None:
    plan = _audit(pdf).plan.text
    sheet = _sheet(pdf, plan, 2)
    cells = [mark for mark in block_marks(plan, sheet) if mark.kind == "table_cell"]
    assert len(cells) == 9
    (ruler,) = rulers(plan, sheet)
    assert ruler.rows == pytest.approx({1: 312, 2: 336, 3: 360}, abs=1)
    assert ruler.columns == pytest.approx({1: 80, 2: 200, 3: 350}, abs=1)
    assert not rulers(plan, _sheet(pdf, plan, 1))


def test_the_ruler_of_a_table_printed_sideways_is_turned_with_it(pdf: Path) -> None:
    with pdfium.PdfDocument(pdf) as document:
        document[1].set_rotation(90)
        buffer = io.BytesIO()
        document.save(buffer)
    plan = audit_bytes(buffer.getvalue(), "a.pdf", "a.pdf", load_rulebook()).plan.text
    pdf.write_bytes(buffer.getvalue())
    (ruler,) = rulers(plan, _sheet(pdf, plan, 2))
    assert ruler.sideways
    assert ruler.rows == pytest.approx({1: _HEIGHT - 312, 2: _HEIGHT - 336, 3: _HEIGHT - 360}, abs=1)
    assert ruler.columns == pytest.approx({1: 80, 2: 200, 3: 350}, abs=1)


def test_a_text_is_laid_out_over_as_many_pages_as_it_needs(txt: Path) -> None:
    plan = _audit(txt).plan.text
    pages = text_pages(plan, 60, 99)
    assert len(pages) > 1
    placed = [word for number in range(len(pages)) for word in text_sheet(pages, number + 1, 60, ()).words]
    assert [plan.text[word.start : word.end] for word in placed] == plan.text.split()
    assert {index for page in pages for index in page.blocks} == set(range(len(plan.blocks)))
    assert all(0 < word.box.x0 < word.box.x1 < 8.27 * 60 for word in placed)


def test_words_over_two_lines_get_a_box_in_each(txt: Path) -> None:
    plan = _audit(txt).plan.text
    pages = text_pages(plan, 60, 1)
    block = next(block for block in plan.blocks if plan.words(block).startswith("Tổng"))
    boxes: list[Box] = text_sheet(pages, 1, 60, ()).boxes(block.start, block.end)
    assert len(boxes) > 1
    assert all(upper.bottom <= lower.top + 4 for upper, lower in pairwise(boxes))


def _scanned(pdf: Path, path: Path, turns: int = 0) -> Path:
    """The pages as pictures alone, the first figure of the first one blotted."""
    with pdfium.PdfDocument(pdf) as document:
        images = [page.render(scale=200 / 72, grayscale=True).to_pil().convert("L") for page in document]
    images = [image.rotate(-90 * turns, expand=True) for image in images]
    settings = {"resolution": 200} if path.suffix == ".pdf" else {"dpi": (200, 200)}
    images[0].save(path, save_all=True, append_images=images[1:], **settings)
    return path


@needs_tesseract
@pytest.mark.parametrize("turns", [0, 1], ids=["upright", "sideways"])
@pytest.mark.parametrize("suffix", [".pdf", ".tif"])
def test_a_scanned_page_is_drawn_as_it_is_with_its_records(
    suffix: str, turns: int, pdf: Path, tmp_path: Path
) -> None:
    path = _scanned(pdf, tmp_path / f"quet{suffix}", turns)
    plan = _audit(path).plan.text
    sheet = _sheet(path, plan, 1)
    assert sheet.image.size == ((595, 842) if turns == 0 else (842, 595))
    at = plan.text.index("200 triệu")
    (box,) = sheet.boxes(at, at + 3)
    x = 60 + pdfmetrics.stringWidth("Tổng kinh phí 350 triệu đồng, gồm: vốn trung ương ", _font(), 11)
    y = 100 + 30 * 4
    place = (box.x0, box.bottom) if turns == 0 else (_HEIGHT - box.x0, box.top)
    assert place == pytest.approx((x, y) if turns == 0 else (y, x), abs=4)
    audit = _audit(path)
    assert {mark.kind for mark in record_marks(audit, sheet)[0]} >= {"budget", "citation", "finding"}
    cells = [mark for mark in block_marks(plan, _sheet(path, plan, 2)) if mark.kind == "table_cell"]
    assert len(cells) == 9


@needs_tesseract
def test_the_page_to_be_drawn_is_recognised_once(pdf: Path, tmp_path: Path) -> None:
    path = _scanned(pdf, tmp_path / "quet.pdf")
    granted: list[float] = []
    with granted_by(granted.append):
        outcome = parse_outcome(Source(path), Look(2, partial(look_at, page=2, dpi=72)))
    assert outcome.text is not None
    assert len(granted) == len(outcome.text.recognised) == 2
    assert outcome.seen == look_at(path, outcome.text, 2, 72)


@needs_tesseract
def test_doubtful_figures_are_drawn_and_told(pdf: Path, tmp_path: Path) -> None:
    path = _scanned(pdf, tmp_path / "quet.tif")
    audit = _audit(path)
    at = audit.plan.text.text.index("200 triệu")
    doubtful = replace(audit.plan.text, doubts=(Doubt(at, at + 3, 0.5, ("260",)),))
    audit = replace(audit, plan=replace(audit.plan, text=doubtful))
    seen = look_at(path, doubtful, 1, 72)
    image = render_page(audit, seen, 1, 72, "vi")
    assert LOOKS["doubt"].colour in {colour for _, colour in image.getcolors(1 << 20) or []}
    assert [doubt.readings for doubt in doubts_on(doubtful, _sheet(path, doubtful, 1))] == [("260",)]
    assert doubts_on(doubtful, _sheet(path, doubtful, 2)) == []


def test_native_code_draws_in_a_worker_alone(pdf: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from extractor.cli import cli\n"
        "cli(sys.argv[1:], standalone_mode=False)\n"
        "assert 'pypdfium2' not in sys.modules\n"
    )
    command = [sys.executable, "-c", code, "render", str(pdf), "-o", str(tmp_path / "a.png"), "--dpi", "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    ("page", "reason"),
    [("3", "không có trang 3: tệp có 2 trang"), ("0", "từ 1 trở lên"), ("x", "x")],
    ids=["beyond", "zero", "no-number"],
)
def test_a_page_that_is_not_there_is_told_in_one_line(
    page: str, reason: str, pdf: Path, tmp_path: Path
) -> None:
    shown = _call("render", pdf, "--page", page, "-o", tmp_path / "a.png")
    assert shown.exit_code == 2
    assert reason in shown.stderr
    assert not (tmp_path / "a.png").exists()


def test_a_file_that_cannot_be_read_or_written_is_told_in_one_line(pdf: Path, tmp_path: Path) -> None:
    hollow = tmp_path / "hollow.pdf"
    hollow.write_bytes(b"%PDF-1.7\n%%EOF\n")
    unread = _call("render", hollow, "-o", tmp_path / "a.png")
    assert (unread.exit_code, unread.stderr.count("\n")) == (2, 1)
    assert "bị hỏng" in unread.stderr
    unwritten = _call("render", pdf, "-o", tmp_path / "no" / "a.png", "--lang", "en")
    assert (unwritten.exit_code, unwritten.stderr.count("\n")) == (2, 1)


def test_no_two_kinds_of_record_are_told_apart_by_colour_alone() -> None:
    lines = {(LOOKS[kind].width, LOOKS[kind].dashes, LOOKS[kind].twice) for kind in RECORDS}
    assert len(lines) == len(RECORDS)
    for lang in LANGUAGES:
        assert len({say(lang, f"drawn.{kind}") for kind in LOOKS}) == len(LOOKS)


def test_a_typeface_without_vietnamese_letters_writes_them_bare() -> None:
    face = typeface(12)
    bare = type(face)(face.face, 12, plain=True)
    assert bare.text("Đồng bào — hộ nghèo") == "Dong bao  ho ngheo"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_layout_names_page_kind_marker_and_cell(lang: str, pdf: Path) -> None:
    told = _call("text", pdf, "--layout", "--lang", lang).stdout.splitlines()
    heading = next(line for line in told if line.endswith("KINH PHÍ"))
    kind, cell = ("đề mục", "1: hàng 2 cột 3") if lang == "vi" else ("heading", "1: row 2 column 3")
    assert kind in heading
    assert "I." in heading
    assert any(cell in line and line.endswith("350,5") for line in told)


def test_the_same_page_is_drawn_the_same_twice(pdf: Path, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        _call("render", pdf, "-o", tmp_path / name, "--dpi", 60)
    first, second = (Image.open(tmp_path / name) for name in ("a.png", "b.png"))
    assert ImageChops.difference(first, second).getbbox() is None
