"""Bad scans: paper, stamps and places without a word, on pictures drawn here."""

import numpy as np
import pytest
from numpy.typing import NDArray
from pdf_making import drawn, lines, together
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from scan_making import needs_tesseract, pictures, scan

from extractor.parsers import parse_bytes
from extractor.plantext import PlanText

cv2 = pytest.importorskip("cv2")

from extractor.parsers.ocr.engine import Word  # noqa: E402
from extractor.parsers.ocr.ground import evened, grain, smoothed, squared  # noqa: E402
from extractor.parsers.ocr.picture import ink  # noqa: E402
from extractor.parsers.ocr.stamps import is_coloured, without_stamps  # noqa: E402
from extractor.parsers.ocr.unread import (  # noqa: E402
    UNREAD,
    foreign,
    touches,
    unread_places,
    with_edges,
    without_words,
)

Grey = NDArray[np.uint8]


def _page(*words: tuple[int, int]) -> Grey:
    """White paper with a black word of three letters at each place."""
    page = np.full((800, 600), 255, np.uint8)
    for x, y in words:
        for letter in range(3):
            cv2.rectangle(page, (x + 24 * letter, y), (x + 24 * letter + 12, y + 30), (0,), 3)
    return page


def _word(x: int, y: int, line: int = 1) -> Word:
    return Word("abc", 0.9, x, y, x + 64, y + 32, (line,))


def test_a_clean_page_is_left_as_it_is() -> None:
    page = _page((100, 100))
    assert evened(page) is page
    assert smoothed(page) is page
    assert squared(page)[0] is page


def test_a_shadow_is_evened_out() -> None:
    shade = np.linspace(1.0, 0.4, 600)
    page = evened((_page((100, 100), (450, 600)) * shade).astype(np.uint8))
    assert page[300:500].min() > 235
    assert page[600:632, 450:514].min() < 60


def test_grain_is_smoothed() -> None:
    grainy = np.clip(np.random.default_rng(5).normal(200, 30, (800, 600)), 0, 255).astype(np.uint8)
    assert grain(smoothed(grainy)) < grain(grainy) / 3


def test_a_page_askew_fills_its_picture() -> None:
    table = np.full((800, 600), 40, np.uint8)
    corners = np.array([[80, 60], [540, 40], [570, 760], [40, 770]], np.int32)
    cv2.fillConvexPoly(table, corners, (250,))
    page, _ = squared(table)
    assert (page > 200).mean() > 0.98


def _stamped() -> NDArray[np.uint8]:
    page = np.repeat(_page((250, 380))[..., None], 3, axis=2)
    ring = np.zeros((800, 600), np.uint8)
    cv2.circle(ring, (300, 400), 90, (255,), 6)
    cv2.line(ring, (215, 395), (385, 395), (255,), 6)
    page[(ring > 0) & (page[..., 0] > 200)] = (215, 40, 50)
    return page


def test_a_stamp_is_taken_out_and_its_place_kept() -> None:
    grey, stamp = without_stamps(_stamped(), 1.0)
    assert stamp is not None
    assert np.array_equal(grey < 128, _page((250, 380)) < 128)
    assert touches(_word(250, 380), stamp)
    assert not touches(_word(50, 50), stamp)


def test_coloured_words_stay() -> None:
    page = np.repeat(_page((250, 380))[..., None], 3, axis=2)
    page[page[..., 0] < 128] = (20, 40, 200)
    assert is_coloured(page)
    grey, stamp = without_stamps(page, 1.0)
    assert stamp is None
    assert grey[380:412, 250:314].min() < 90


def test_strokes_over_several_lines_are_foreign() -> None:
    page = _page((250, 380))
    cv2.circle(page, (100, 100), 80, (0,), 5)
    found = foreign(ink(page), 32, None)
    assert found[:200, :200].any()
    assert not touches(_word(250, 380), found)


def test_what_a_side_of_the_picture_cuts_off_is_touched_by_it() -> None:
    page = _page((250, 380), (568, 380))
    edges = with_edges(foreign(ink(page), 32, None), ink(page))
    assert touches(_word(568, 380), edges)
    assert not touches(_word(250, 380), edges)


@pytest.mark.parametrize(
    ("read", "places"),
    [
        ([_word(100, 100), _word(200, 100), _word(300, 100)], 0),
        ([_word(100, 100), _word(300, 100)], 1),
        ([_word(100, 100)], 2),
    ],
    ids=["all", "between", "end"],
)
def test_ink_without_a_word_is_told(read: list[Word], places: int) -> None:
    page = _page((100, 100), (200, 100), (300, 100))
    found = unread_places(read, without_words(ink(page), read, 32), 32)
    assert [word.text for word in found] == [UNREAD] * places


@needs_tesseract
def test_numbers_of_lines_and_figures_on_a_dark_ground_are_read() -> None:
    text = [f"{number}. Hỗ trợ {number}25 hộ nghèo, kinh phí 1.841,5 triệu đồng." for number in (2, 3, 4)]
    text.append("Số hộ từng bản theo Phụ lục 1. Rà soát trong quý I.")
    (page,) = pictures(drawn(lines("KẾ HOẠCH", *text)))
    shade = np.linspace(0.9, 0.45, page.width)
    dark = Image.fromarray((np.asarray(page) * shade).astype(np.uint8))
    plan = _read(dark)
    assert [f"Hỗ trợ {number}25 hộ" in plan.text for number in (2, 3, 4)] == [True] * 3
    assert plan.text.count("1.841,5") == 3
    assert UNREAD not in plan.text
    for word, sign in (("lục ", "1"), ("quý ", "I")):
        at = plan.text.index(word) + len(word)
        assert plan.text[at] == sign or plan.doubts_in(at, at + 1)


ROWS = (
    ("1", "Nà Tòng", "420", "31", "7,38"),
    ("2", "Huổi Ca", "515", "28", "5,44"),
    ("3", "Pá Lầu", "380", "22", "5,79"),
    ("4", "Nậm Xe", "1.610", "35", "5,74"),
    ("", "Cộng", "2.925", "116", "3,97"),
)


@needs_tesseract
def test_tables_without_rules_on_scans_are_tables() -> None:
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(ROWS):
            for x, text in zip((95, 190, 290, 390, 490), row, strict=True):
                canvas.drawRightString(x, 700 - 22 * number, text)

    (page,) = pictures(drawn(together(lines("Hộ nghèo của từng bản đầu năm 2024 như sau:"), draw)))
    plan = _read(page)
    (table,) = plan.tables
    rows = [["" if at is None else plan.words(plan.blocks[at]) for at in row] for row in table.grid]
    assert rows[-len(ROWS) :] == [list(row) for row in ROWS]


@needs_tesseract
def test_what_a_stamp_hides_is_told_and_what_it_does_not_is_read() -> None:
    text = [f"{number}. Hỗ trợ {number}25 hộ nghèo, kinh phí 1.841,5 triệu đồng." for number in range(2, 9)]
    (page,) = pictures(drawn(lines("KẾ HOẠCH", *text)))
    grey = np.asarray(page)
    ring = np.zeros(grey.shape, np.uint8)
    at = np.argwhere(grey < 128)
    middle = int(at[:, 1].mean()), int(at[:, 0].mean())
    cv2.circle(ring, middle, 150, (255,), 8)
    red = np.where(ring[..., None] > 0, grey[..., None] * np.array([0.8, 0.2, 0.25]), grey[..., None])
    stamped = _read(Image.fromarray(red.astype(np.uint8)))
    assert stamped.text.count("1.841,5") == 7
    sealed = _read(Image.fromarray(np.where(ring > 0, grey // 3, grey).astype(np.uint8)))
    missing = 7 - sealed.text.count("1.841,5")
    assert len(sealed.doubts) >= max(missing, 1)


def _read(page: Image.Image) -> PlanText:
    return parse_bytes(scan([page]), "a.pdf", "a.pdf")
