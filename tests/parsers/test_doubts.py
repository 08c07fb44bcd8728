"""Doubtful figures: settled between readings, carried through the flow, found again in the text."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.assemble import assemble
from extractor.parsers.doubts import DoubtBook, DoubtfulFigure, cut_signed, lifted, unsigned
from extractor.parsers.flow import Line, Paragraph, RawCell, RawTable
from extractor.parsers.held_lines import hold_together
from extractor.parsers.lines import is_page_number, join_lines
from extractor.parsers.ocr import lone, settling
from extractor.parsers.ocr.engine import Manner, Picture, Word
from extractor.parsers.ocr.figures import around, rejoined
from extractor.parsers.ocr.judging import judged
from extractor.parsers.ocr.page import marked
from extractor.parsers.ocr.readings import Cut, Seen, Settled
from extractor.parsers.ocr.romans import settle_roman, strokes
from extractor.parsers.pdf_aligned import aligned_tables
from extractor.parsers.pdf_ink import Frame, Grid, PageInk, Run
from extractor.parsers.pdf_margins import without_running
from extractor.parsers.pdf_rows import rows_of
from extractor.parsers.pdf_stitch import stitched
from extractor.parsers.pdf_tables import GridCell, PageTable
from extractor.parsers.pdf_unruled_rows import with_unruled_rows
from extractor.plantext import Box

PAPER = np.full((40, 120), 255, np.uint8)


@pytest.mark.parametrize(
    ("first", "second", "third", "text", "readings", "doubtful"),
    [
        pytest.param(("57,1", 0.9), ("57,1", 0.9), None, "57,1", (), False, id="two-agree"),
        pytest.param(("§6", 0.9), ("86", 0.9), ("86", 0.9), "86", (), False, id="a-sign-for-a-digit"),
        pytest.param(("571", 0.8), ("57,1", 0.9), ("57,1", 0.9), "57,1", ("571",), False, id="outvoted"),
        pytest.param(("571", 0.97), ("57,1", 0.9), ("57,1", 0.9), "57,1", ("571",), True, id="sure-dissent"),
        pytest.param(
            ("57,1", 0.7), ("571", 0.9), ("5711", 0.6), "57,1", ("571", "5711"), True, id="all-differ"
        ),
        pytest.param(("2.00", 0.9), ("2.00", 0.9), None, "2,00", ("2.00",), True, id="a-point-for-a-comma"),
        pytest.param(("2.600", 0.9), ("2.600", 0.9), None, "2.600", (), False, id="thousands"),
        pytest.param(("17", 0.5), ("17", 0.4), None, "17", (), True, id="hardly-sure"),
        pytest.param(("(57,1%);", 0.9), ("57,1", 0.9), None, "(57,1%);", (), False, id="signs-around"),
        pytest.param(("7/10", 0.9), ("70", 0.5), ("7/10", 0.8), "7/10", ("70",), False, id="a-of-b"),
        pytest.param(("kị", 0.1), ("7", 0.9), ("7", 0.9), "7", (), False, id="no-figure-at-first"),
        pytest.param(("", 0.0), ("", 0.0), ("", 0.0), "-", (), False, id="dash"),
        pytest.param(("lãi", 0.2), ("", 0.0), ("", 0.0), "lãi", (), False, id="a-word"),
        pytest.param(("57,1", 0.2), ("", 0.0), ("", 0.0), "57,1", (), True, id="no-other-reading"),
        pytest.param(("§7I", 0.9), ("", 0.0), ("", 0.0), "§7I", (), True, id="never-a-figure"),
    ],
)
def test_readings_are_settled(
    first: tuple[str, float],
    second: tuple[str, float],
    third: tuple[str, float] | None,
    text: str,
    readings: tuple[str, ...],
    doubtful: bool,
) -> None:
    settled = judged(Cut(PAPER, *first), second, third)
    assert (settled.text, settled.readings, settled.doubtful) == (text, readings, doubtful)


def test_a_comma_that_no_reading_tells_of_is_seen() -> None:
    picture = PAPER.copy()
    for left in (10, 34, 64):
        picture[5:30, left : left + 12] = 0
    picture[26:36, 52:56] = 0
    settled = judged(Cut(picture, "571", 0.9), ("571", 0.9), None)
    assert (settled.text, settled.readings, settled.doubtful) == ("57,1", ("571",), True)


def test_the_number_of_a_row_keeps_its_point() -> None:
    settled = judged(Cut(PAPER, "3.1", 0.9, label=True), ("3.1", 0.9), None)
    assert (settled.text, settled.doubtful) == ("3.1", False)


def _reading(texts: dict[Manner, str]) -> Callable[..., list[tuple[str, float]]]:
    """A reader that gives one text for each manner."""

    def read(cuts: Sequence[Cut], manner: Manner, *, whole: bool = False) -> list[tuple[str, float]]:
        return [(texts.get(manner, ""), 0.95)] * len(cuts)

    return read


def _strokes(count: int, height: int = 30) -> Picture:
    picture = np.full((60, 120), 255, np.uint8)
    for number in range(count):
        picture[10 : 10 + height, 20 + 14 * number : 25 + 14 * number] = 0
    return picture


@pytest.mark.parametrize(
    ("first", "mixed", "digits", "text", "doubtful"),
    [
        pytest.param(("Có", 0.65), "C6", "6", "Có", False, id="a-word-is-no-figure"),
        pytest.param(("H", 0.8), "7", "7", "7", False, id="a-figure-is-no-word"),
        pytest.param(("l", 0.7), "1", "1", "1", False, id="an-l-for-a-one"),
        pytest.param(("0", 0.6), "ao", "0", "0", True, id="a-figure-that-letters-deny"),
        pytest.param(("3q", 0.6), "a", "", "3q", True, id="half-a-figure"),
        pytest.param(("", 0.0), "-", "", "-", False, id="a-dash"),
    ],
)
def test_what_fills_a_cell_is_a_figure_where_letters_were_looked_for_too(
    first: tuple[str, float],
    mixed: str,
    digits: str,
    text: str,
    doubtful: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {lone.MIXED: mixed, lone.SECOND: digits, lone.THIRD: digits}
    monkeypatch.setattr(lone, "read_again", _reading(known))
    again = [[Word(first[0], first[1], 0, 0, 9, 9, (1,))] if first[0] else []]
    monkeypatch.setattr(lone, "read_pictures", lambda pictures, manner: again * len(pictures))
    (settled,) = lone.settle_lone([Cut(PAPER, *first)])
    assert (settled.text, settled.doubtful) == (text, doubtful)


def test_the_label_of_a_cell_reaches_its_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lone, "read_again", _reading({lone.MIXED: "3.1"}))
    word = Word("3.1", 0.95, 0, 0, 9, 9, (1,))
    labelled, figure = settling.settle(
        [Seen(word, PAPER, alone=True, label=True), Seen(word, PAPER, alone=True)]
    )
    assert (labelled.text, labelled.doubtful) == ("3.1", False)
    assert (figure.text, figure.doubtful) == ("3,1", True)


@pytest.mark.parametrize(
    ("first", "read", "text", "doubtful"),
    [
        (("HI.", 0.6), "III.", "III.", False),
        (("II.", 0.9), "III.", "III.", True),
        (("II.", 0.6), "", "II.", True),
        (("II.", 0.95), "", "II.", False),
    ],
    ids=["strokes-alike", "another-number", "hardly-sure", "sure-alone"],
)
def test_a_roman_number_that_two_readings_give_differently_is_doubtful(
    first: tuple[str, float], read: str, text: str, doubtful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.parsers.ocr.romans.read_again", lambda cuts, manner, whole: [(read, 0.9)])
    (settled,) = settle_roman([Cut(PAPER, *first, capitals=True)])
    assert (settled.text, settled.doubtful) == (text, doubtful)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_upright_strokes_are_counted(count: int) -> None:
    assert strokes(_strokes(count)) == count
    assert strokes(_strokes(count, 6)) == 0


@pytest.mark.parametrize(
    ("text", "figure"),
    [("24/2021/QH15;", "24/2021/QH15"), ("QH15", "15"), ("(57,1%);", "57,1"), ("§l", "§")],
)
def test_a_doubt_reaches_from_the_first_digit_of_its_word_to_the_last(text: str, figure: str) -> None:
    book = DoubtBook()
    clear = lifted(marked(Settled(text, 0.5, (), doubtful=True), book), book.figures)
    assert [clear.text[start:end] for start, end, _ in clear.figures] == [figure]


@pytest.mark.parametrize(
    ("gap", "whole"), [(5, ["118.500"]), (18, ["1", "18.500"])], ids=["between-digits", "a-space"]
)
def test_figures_cut_in_two_are_made_whole(gap: int, whole: list[str]) -> None:
    words = [Word("1", 0.9, 0, 0, 6, 28, (1,)), Word("18.500", 0.8, 6 + gap, 0, 90, 28, (1,))]
    assert [word.text for word in rejoined(words)] == whole


@pytest.mark.parametrize(
    ("first", "gap", "after", "whole"),
    [
        ("I", 11, "129/KH-UBND", ["1129/KH-UBND"]),
        ("l", 11, "18.500", ["118.500"]),
        ("I", 22, "2024", ["I", "2024"]),
        ("I", 11, "năm", ["I", "năm"]),
        ("II", 11, "129", ["II", "129"]),
    ],
    ids=["number", "sum", "quarter", "word", "two strokes"],
)
def test_a_one_that_was_taken_for_a_letter_goes_to_its_figure(
    first: str, gap: int, after: str, whole: list[str]
) -> None:
    words = [Word(first, 0.9, 0, 0, 6, 28, (1,)), Word(after, 0.8, 6 + gap, 0, 190, 28, (1,))]
    assert [word.text for word in rejoined(words)] == whole


@pytest.mark.parametrize(("gap", "wider"), [(8, True), (18, False)], ids=["a-digit", "another-word"])
def test_a_digit_left_out_beside_a_word_is_cut_out_with_it(gap: int, wider: bool) -> None:
    page = np.full((60, 200), 255, np.uint8)
    page[15:43, 100:140] = 0
    page[15:43, 100 - gap - 6 : 100 - gap] = 0
    cut = around(page, Word("00", 0.9, 100, 15, 140, 43, (1,)))
    assert cut.shape[1] == pytest.approx(2 * 24 + 40 + 6 + (gap + 6 if wider else 0), abs=3)


def test_figures_are_found_where_the_text_is_made() -> None:
    book = DoubtBook()
    first = book.marked("57,1%;", DoubtfulFigure("57,1", 0.5, ("571",)))
    second = book.marked("780", DoubtfulFigure("780", 0.4))
    table = RawTable(1, 2, (RawCell(0, 0, ("Vốn",)), RawCell(0, 1, (second,))))
    plan = assemble(
        "a", "pdf", [Paragraph(f"-  đạt   {first} còn"), table], doubtful=book.figures, recognised=[(1, 0.9)]
    )
    assert plan.text == "- đạt 57,1%; còn\nVốn\t780\n"
    found = [(plan.text[doubt.start : doubt.end], doubt.readings) for doubt in plan.doubts]
    assert found == [("57,1", ("571",)), ("780", ())]
    assert plan.doubts_in(0, 6) == ()
    assert plan.doubts_in(7, 8) == plan.doubts[:1]


@given(st.lists(st.tuples(st.text("ab ,.", max_size=5), st.from_regex(r"\A[0-9]{1,4}\Z")), max_size=8))
def test_lifting_gives_back_what_was_marked(words: list[tuple[str, str]]) -> None:
    book = DoubtBook()
    marked = "".join(before + book.marked(figure, DoubtfulFigure(figure, 0.5)) for before, figure in words)
    clear = lifted(marked, book.figures)
    assert clear.text == "".join(before + figure for before, figure in words)
    assert [clear.text[start:end] for start, end, _ in clear.figures] == [figure for _, figure in words]


_MARKED = st.lists(st.sampled_from(["1", "2.", " ", "a", "\U000f0003"]), max_size=8).map("".join)


@given(_MARKED, st.integers(0, 9))
def test_a_text_is_cut_where_it_would_be_without_its_signs(text: str, at: int) -> None:
    before, after = cut_signed(text, at)
    assert (before + after, unsigned(before)) == (text, unsigned(text)[:at])
    assert not after.startswith("\U000f0003")


@pytest.mark.parametrize(
    "line", ["1\U000f00002", "- 3\U000f0000 -", "Trang 2\U000f0000/7"], ids=["bare", "hyphens", "named"]
)
def test_a_doubtful_page_number_is_one(line: str) -> None:
    assert is_page_number(line)


def test_a_doubtful_number_parts_items() -> None:
    lines = [Line("1. Hỗ trợ nhà ở cho hộ nghèo", full=True), Line("1\U000f00002. Hỗ trợ đào tạo nghề")]
    assert len(join_lines(lines)) == 2


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("tổng vốn 1.2\U000f000050.", "0\U000f000100 hộ", "1.2\U000f000050.0\U000f000100"),
        ("theo 2\U000f0000/", "Kế hoạch", "2\U000f0000/Kế"),
    ],
    ids=["figure", "slash"],
)
def test_a_doubtful_figure_cut_at_the_line_end_is_held_together(before: str, after: str, whole: str) -> None:
    held = hold_together([Line(before, full=True), Line(after)])
    assert [line.text for line in held] == [
        f"{before[: before.rindex(' ')]} {whole}",
        after.partition(" ")[2],
    ]


def test_doubtful_page_numbers_do_not_hide_a_running_head() -> None:
    def page(number: str) -> list[tuple[Run, ...]]:
        head = f"Kế hoạch giảm nghèo {number}"
        return [
            (Run(text, 80, top, 300, top + 12, top + 10),)
            for text, top in ((head, 20.0), (f"Nội dung {number}", 300.0))
        ]

    pages = [page("1\U000f00000"), page("11"), page("12")]
    kept = without_running(pages, [800.0] * 3)
    assert [len(lines) for lines in kept] == [1, 1, 1]


def test_doubtful_figures_make_rows_and_columns() -> None:
    words = [
        Run(text, x, 90 + 20 * n, x + 30, 100 + 20 * n, 98 + 20 * n)
        for n in range(3)
        for x, text in ((20, "Thôn"), (120, f"1\U000f0000{n}.250"), (220, f"3\U000f00015,{n}"))
    ]
    page = PageInk(1, Frame(0, 0, 400, 800), words=tuple(words))
    assert [table.rows for table in aligned_tables(list(rows_of(words)), page)[0]] == [3]
    grid = Grid((10, 110, 210, 310), (80, 160), ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)))
    assert len(with_unruled_rows(grid, words).ys) == 4


def test_doubtful_figures_of_two_rows_are_not_joined_over_the_page() -> None:
    def table(page: int, *rows: Sequence[str]) -> PageTable:
        cells = tuple(
            GridCell(row, column, 1, 1, text, page, Box(0, 0, 1, 1))
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
        )
        return PageTable((85.0, 125.0, 305.0, 385.0), 80.0, len(rows), cells, page)

    head = ("TT", "Nội dung", "Năm 2\U000f0000024")
    upper = table(1, head, ("1", "Hỗ trợ", "1\U000f000012"))
    lower = table(2, (*head[:2], "Năm 2024"), ("", "nhà ở", "1\U000f00023"))
    assert [cell.text for cell in stitched(upper, lower).cells if cell.column == 2] == [
        "Năm 2\U000f0000024", "1\U000f000012", "1\U000f00023",
    ]  # fmt: skip


def test_a_text_of_its_own_private_signs_is_left_alone() -> None:
    assert lifted("a\U000f0005b", [DoubtfulFigure("1", 0.5)]).text == "a\U000f0005b"
