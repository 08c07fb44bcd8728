"""Tables of a PDF with few rules or none, told by how their words stand under each other."""

from collections.abc import Callable, Sequence

import pytest
from pdf_making import HEIGHT, drawn, font, lines, placed, rows, tables, texts, together
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers.pdf_aligned import aligned_tables
from extractor.parsers.pdf_aligned_rows import _filled
from extractor.parsers.pdf_ink import Frame, Grid, PageInk, Run
from extractor.parsers.pdf_unruled_rows import with_unruled_rows

_HEAD = ["TT", "Nội dung", "Năm 2023", "Năm 2024"]
_BODY = [
    ["1", "Hỗ trợ nhà ở", "1.250", "1.300"],
    ["2", "Đào tạo nghề", "350,5", "400"],
    ["3", "Truyền thông", "50", "60"],
]
_TOTAL = ["", "Tổng cộng", "1.650,5", "1.760"]
_XS = (85, 115, 300, 400)


def _set(
    table: Sequence[Sequence[str]], *, top: float = 90, pitch: float = 20, xs: Sequence[float] = _XS
) -> Callable[[Canvas], None]:
    """Cells at the same places in every row, nothing drawn between them."""

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(table):
            for x, text in zip(xs, row, strict=True):
                canvas.drawString(x, HEIGHT - top - pitch * number, text)

    return draw


def test_rows_of_figures_under_each_other_are_a_table() -> None:
    table = [_HEAD, *_BODY, _TOTAL]
    data = drawn(
        together(
            lines("Biểu 1. Kinh phí (triệu đồng)", top=60),
            _set(table),
            lines("Nguồn vốn theo quy định.", top=220),
        )
    )
    assert texts(data) == ["Biểu 1. Kinh phí (triệu đồng)", "Nguồn vốn theo quy định."]
    assert [rows(found) for found in tables(data)] == [table]


def test_figures_set_to_the_right_make_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (label, *figures) in enumerate([row[1:] for row in [*_BODY, _TOTAL]]):
            canvas.drawString(85, HEIGHT - 90 - 20 * number, label)
            for x, figure in zip((330, 450), figures, strict=True):
                canvas.drawRightString(x, HEIGHT - 90 - 20 * number, figure)

    assert [rows(found) for found in tables(drawn(draw))] == [[row[1:] for row in [*_BODY, _TOTAL]]]


@pytest.mark.parametrize(("half", "drop"), [(0, 16), (8, 8)], ids=["top", "middle"])
def test_a_label_of_two_lines_is_one_cell(half: float, drop: float) -> None:
    strings: list[tuple[float, float, str]] = []
    for number in range(4):
        y = 100 + 45.0 * number
        strings += [
            (85, y, str(number + 1)),
            (115, y - half, f"Hỗ trợ hộ nghèo thôn {number}"),
            (115, y + drop, "phát triển sản xuất"),
        ]
        strings += [(300, y, f"{number + 2}.250"), (400, y, f"{number + 1},5")]
    (table,) = tables(placed(*strings))
    assert rows(table) == [
        [str(n + 1), f"Hỗ trợ hộ nghèo thôn {n} phát triển sản xuất", f"{n + 2}.250", f"{n + 1},5"]
        for n in range(4)
    ]


def test_a_head_over_the_middle_of_two_heads_stands_over_both() -> None:
    body = [
        ["1", "Hỗ trợ nhà ở", "1.250", "300"],
        ["2", "Đào tạo nghề", "350", "40"],
        ["3", "Truyền thông", "50", "6"],
    ]
    head = _set([["TT", "Nội dung", "NSTW", "NSĐP"]], top=90)

    def over(canvas: Canvas) -> None:
        canvas.drawCentredString(
            (300 + 400 + canvas.stringWidth("NSĐP", font(), 13)) / 2, HEIGHT - 72, "Trong đó"
        )
        canvas.drawString(85, HEIGHT - 72, "Biểu")

    (table,) = tables(drawn(together(over, head, _set(body, top=110))))
    spans = {
        " ".join(cell.paragraphs): (cell.column, cell.column_span) for cell in table.cells if cell.row == 0
    }
    assert spans["Trong đó"] == (2, 2)
    assert rows(table)[1:] == [["TT", "Nội dung", "NSTW", "NSĐP"], *body]


def test_a_table_without_rules_goes_on_over_the_page_with_its_head_once() -> None:
    first, second = (
        [_HEAD, *_BODY],
        [_HEAD, ["4", "Giám sát", "12", "13"], ["5", "Tập huấn", "7", "8"], ["6", "Khác", "1", "2"]],
    )
    data = drawn(_set(first, top=600), _set(second, top=100))
    assert [rows(found) for found in tables(data)] == [[*first, *second[1:]]]


def test_few_rows_left_for_the_next_page_are_of_the_table() -> None:
    first, second = [_HEAD, *_BODY], [_HEAD, ["4", "Giám sát và đánh giá", "12", "-"]]
    data = drawn(_set(first, top=600), together(_set(second, top=100), lines("Nơi nhận tại xã.", top=180)))
    assert [rows(found) for found in tables(data)] == [[*first, second[1]]]
    assert texts(data) == ["Nơi nhận tại xã."]


def test_a_title_without_figures_below_the_head_is_a_row() -> None:
    title = [(115, 108.0, "CÁC CHÍNH SÁCH CHUNG"), (85, 116.5, "I"), (115, 125.0, "CỦA TRUNG ƯƠNG")]
    cells = [(x, 90.0, word) for x, word in zip(_XS, _HEAD, strict=True)]
    cells += [
        (x, 146.0 + 20 * n, word) for n, row in enumerate(_BODY) for x, word in zip(_XS, row, strict=True)
    ]
    (table,) = tables(placed(*cells, *title))
    told = [[word for word in row if word] for row in rows(table)]
    assert told == [_HEAD, ["I", "CÁC CHÍNH SÁCH CHUNG CỦA TRUNG ƯƠNG"], *_BODY]


@pytest.mark.parametrize("ruled", ["level", "shaded"])
def test_level_rules_or_shades_alone_make_no_grid_but_a_table(ruled: str) -> None:
    table = [_HEAD, *_BODY]

    def draw(canvas: Canvas) -> None:
        for number in range(5):
            y = HEIGHT - 76 - 20 * number
            if ruled == "level":
                canvas.line(80, y, 480, y)
            elif number % 2:
                canvas.setFillGray(0.85)
                canvas.rect(80, y - 20, 400, 20, stroke=0, fill=1)
                canvas.setFillGray(0)
        _set(table)(canvas)

    assert [rows(found) for found in tables(drawn(draw))] == [table]


def test_a_table_open_at_its_sides_is_closed() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.line(80, HEIGHT - 76 - 20 * number, 480, HEIGHT - 76 - 20 * number)
        for x in (110, 290, 390):
            canvas.line(x, HEIGHT - 76, x, HEIGHT - 136)
        _set([_HEAD, *_BODY[:2]])(canvas)

    assert [rows(found) for found in tables(drawn(draw))] == [[_HEAD, *_BODY[:2]]]


def test_figures_under_each_other_in_one_ruled_row_are_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (76, 96, 160):
            canvas.line(80, HEIGHT - y, 480, HEIGHT - y)
        for x in (80, 110, 290, 390, 480):
            canvas.line(x, HEIGHT - 76, x, HEIGHT - 160)
        _set([_HEAD, *_BODY])(canvas)

    assert [rows(found) for found in tables(drawn(draw))] == [[_HEAD, *_BODY]]


@pytest.mark.parametrize(
    "strings",
    [
        [(85, 100 + 17 * n, f"{n}. Mục tiêu ........................ {n + 3}") for n in range(6)],
        [
            (x, 100 + 17.0 * n, t)
            for n in range(5)
            for x, t in ((85, f"- Thôn {n}"), (400, f"Nguyễn Văn {n}"))
        ],
        [
            (x, 100 + 17.0 * n, t)
            for n in range(2)
            for x, t in ((85, f"Thôn {n}"), (300, "1.250"), (400, "35,5"))
        ],
        [(x, 100 + 17.0 * n, t) for n in range(4) for x, t in ((85, f"Điều {n}"), (400, f"{n + 3}"))],
    ],
    ids=["contents", "names", "two-rows", "page-numbers"],
)
def test_what_only_looks_like_columns_is_no_table(strings: list[tuple[float, float, str]]) -> None:
    assert tables(placed(*strings)) == []


_AFTER = [["4", "Giám sát", "12", "13"], ["5", "Tập huấn", "7", "8"], ["6", "Khác", "1", "2"]]


@pytest.mark.parametrize(
    "title",
    [
        ["II", "Các chính sách hỗ trợ khác của tỉnh", "", "1.760"],
        ["II", "Các chính sách hỗ trợ khác của tỉnh", "", ""],
        ["", "Các chính sách hỗ trợ khác của tỉnh", "", ""],
    ],
    ids=["with-a-figure", "numbered", "alone"],
)
def test_a_label_that_reaches_into_a_column_of_figures_stands_in_the_one_table(title: list[str]) -> None:
    (found,) = tables(drawn(_set([_HEAD, *_BODY, title, *_AFTER])))
    cells = [[text for text in row if text] for row in rows(found)]
    assert cells == [_HEAD, *_BODY, [text for text in title if text], *_AFTER]


def test_two_tables_right_under_each_other_tell_each_row_once() -> None:
    other = [["Thôn", "Hộ nghèo", "Hộ cận nghèo", "Tổng"], ["Bản Mới", "12", "13", "25"]]
    other += [["Tà Lìa", "7", "8", "15"], ["Khác", "1", "2", "3"]]
    data = drawn(together(_set([_HEAD, *_BODY]), _set(other, top=170, xs=(85, 220, 310, 430))))
    assert [rows(found) for found in tables(data)] == [[_HEAD, *_BODY], other]


def test_no_run_is_lost_where_a_wider_cell_reaches_over_its_column() -> None:
    def run(text: str, x0: float, x1: float) -> Run:
        return Run(text, x0, 10, x1, 20, 18)

    cells = {(1, 3): [run("Trong đó", 30, 90)], (2, 1): [run("NSTW", 50, 60)], (2, 2): [run("x", 52, 58)]}
    told = [(at, across, [part.text for part in runs]) for at, across, runs in _filled(cells, 5)]
    assert told == [(0, 1, []), (1, 1, ["Trong đó"]), (2, 1, ["NSTW", "x"]), (3, 1, []), (4, 1, [])]


def test_a_page_of_thousands_of_figures_is_one_table() -> None:
    words = [
        Run(str(n), 20 + 30 * column, 10 * row, 40 + 30 * column, 10 * row + 8, 10 * row + 8)
        for row in range(90)
        for column, n in enumerate(range(80))
    ]
    page = PageInk(1, Frame(0, 0, 2500, 1000), words=tuple(words))
    found, left = aligned_tables([tuple(words[row * 80 : row * 80 + 80]) for row in range(90)], page)
    assert [(table.rows, len(table.cells)) for table in found] == [(90, 7200)]
    assert not left


def test_a_merged_cell_grows_with_the_rows_beside_it() -> None:
    grid = Grid(
        (0, 10, 50, 90), (0, 20, 80), ((0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1))
    )
    words = [
        Run(text, x, y - 8, x + 8, y + 2, y)
        for x, y, text in ((2, 30, "A"), (12, 30, "12"), (52, 30, "3"), (12, 60, "45"), (52, 60, "6"))
    ]
    cut = with_unruled_rows(grid, words)
    assert cut.ys == (0, 20, 50, 80)
    assert cut.cells == (
        (0, 0, 3, 1),
        (0, 1, 1, 1),
        (0, 2, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    )


@pytest.mark.parametrize(
    ("numbers", "rows_made"), [((30, 60), 3), ((30,), 3), ((30, 75), 1)], ids=["some", "one", "elsewhere"]
)
def test_rows_without_rules_may_have_empty_cells(numbers: tuple[int, ...], rows_made: int) -> None:
    """A total has no number, and its figures part it from the row above all the same."""
    grid = Grid((0, 10, 50, 90, 130), (0, 120), tuple((0, column, 1, 1) for column in range(4)))
    placed_at = [(12, 30, "A"), (12, 60, "B"), (12, 90, "C"), *((2, y, str(y)) for y in numbers)]
    placed_at += [(x, y, "1.250") for x in (52, 92) for y in (30, 60, 90)]
    words = [Run(text, x, y - 8, x + 8, y + 2, y) for x, y, text in placed_at]
    assert len(with_unruled_rows(grid, words).ys) == rows_made + 1


def test_columns_set_with_spaces_in_fixed_pitch_under_typed_rules_are_a_table() -> None:
    printed = [
        "-" * 60,
        "TT   Noi dung                     Ca nam   Trong do",
        "-" * 60,
        "1    Trong cay                     120,5      100,0",
        "2    Sua nha cho 12 ho             360,0      300,0",
        "3    Tap huan                       45,0          -",
        "-" * 60,
        "     Cong                          525,5      400,0",
        "-" * 60,
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 8)
        for number, line in enumerate(printed):
            canvas.drawString(60, HEIGHT - 90 - 11 * number, line)
        canvas.setFont(font(), 13)
        lines("Nguồn vốn theo quy định.", top=220)(canvas)

    data = drawn(draw)
    assert [rows(found) for found in tables(data)] == [
        [
            ["TT", "Noi dung", "Ca nam", "Trong do"],
            ["1", "Trong cay", "120,5", "100,0"],
            ["2", "Sua nha cho 12 ho", "360,0", "300,0"],
            ["3", "Tap huan", "45,0", "-"],
            ["", "Cong", "525,5", "400,0"],
        ]
    ]
    assert texts(data) == ["Nguồn vốn theo quy định."]


def test_a_row_that_numbers_the_columns_makes_none() -> None:
    """Its marks stand in the middle of columns whose figures stand at the right."""
    head = ["TT", "Nội dung", "Năm 2023", "Tổng"]
    marks = ["(1)", "(2)", "(3)", "(4)=(3)x2"]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate([head, marks, *_BODY, _TOTAL]):
            y = HEIGHT - 90 - 34 * number
            for middle, text in zip((95, 180, 300, 450), row, strict=True):
                if number > 1 and middle > 200:
                    canvas.drawRightString(middle + 60, y, text)
                else:
                    canvas.drawCentredString(middle, y, text)

    assert [rows(found) for found in tables(drawn(draw))] == [[head, marks, *_BODY, _TOTAL]]
