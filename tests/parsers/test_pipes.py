"""Tables written with pipes."""

import time

import pytest

from extractor.parsers.flow import RawTable
from extractor.parsers.pipes import split_tables

Piece = list[str] | dict[tuple[int, int], str]


def pieces(text: str) -> list[Piece]:
    """Plain lines as lists, tables as grids of their cells' words."""
    return [
        {(c.row, c.column): " / ".join(c.paragraphs) for c in chunk.cells}
        if isinstance(chunk, RawTable)
        else chunk
        for chunk in split_tables(text.split("\n"))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("một\nhai", [["một", "hai"]], id="no table"),
        pytest.param("a | b", [["a | b"]], id="a pipe inside a line"),
        pytest.param("| một cột |", [["| một cột |"]], id="a single cell is no table"),
        pytest.param(
            "trước\n| a | b |\n|---|:--:|\n| 1 | 2 |\nsau",
            [["trước"], {(0, 0): "a", (0, 1): "b", (1, 0): "1", (1, 1): "2"}, ["sau"]],
            id="rows with a rule under the head",
        ),
        pytest.param(
            "| a | |\n| | 2 |", [{(0, 0): "a", (0, 1): "", (1, 0): "", (1, 1): "2"}], id="empty cells"
        ),
        pytest.param("| a | b \\| c |", [{(0, 0): "a", (0, 1): "b \\| c"}], id="escaped pipe"),
        pytest.param(
            "|\na\n|\nb\n|\n|\n1\n|\n2\n|\nsau",
            [{(0, 0): "a", (0, 1): "b", (1, 0): "1", (1, 1): "2"}, ["sau"]],
            id="a cell a line",
        ),
        pytest.param(
            "|\na\nb\n|\nc\n|\n|\n\n|\n2\n|",
            [{(0, 0): "a / b", (0, 1): "c", (1, 0): "", (1, 1): "2"}],
            id="a cell of two lines, an empty one",
        ),
        pytest.param(
            "|\nTT\n|\nXã\n|\nGhi chú\n|\n|\n1\n|\n\n|\nkhông có\n|\n"
            "b) Các xã\ncòn lại.\n2. Giao Sở\nthực hiện.\nĐiều 3. Hiệu\nlực.\n|\nx",
            [
                {(0, 0): "TT", (0, 1): "Xã", (0, 2): "Ghi chú", (1, 0): "1", (1, 1): "", (1, 2): "không có"},
                ["b) Các xã", "còn lại.", "2. Giao Sở", "thực hiện.", "Điều 3. Hiệu", "lực.", "|", "x"],
            ],
            id="the last row with an empty cell, articles behind it",
        ),
        pytest.param(
            "|\nTT\n|\nXã\n|\nSố hộ\n|\n|\nI\n|\n\n|\n1\n|\nAn Hạ\n|\n5\n|",
            [
                {
                    **{(0, 0): "TT", (0, 1): "Xã", (0, 2): "Số hộ"},
                    **{(1, 0): "I", (2, 0): "1", (2, 1): "An Hạ", (2, 2): "5"},
                }
            ],
            id="a row shorter than the head",
        ),
    ],
)
def test_lines_and_tables_in_order(text: str, expected: list[Piece]) -> None:
    assert pieces(text) == expected


def test_the_width_is_that_of_the_longest_row() -> None:
    (table,) = split_tables(["| a | b | c |", "| 1 | 2 |"])
    assert isinstance(table, RawTable)
    assert (table.rows, table.columns) == (2, 3)


def test_the_foot_has_two_columns_and_words_behind_it() -> None:
    foot = pieces("|\nNơi nhận:\n|\nTM. UBND\n|\nPHỤ LỤC\n|")
    assert foot[0] == {(0, 0): "Nơi nhận:", (0, 1): "TM. UBND"}


def test_many_rows_take_linear_time() -> None:
    begun = time.process_time()
    assert len(pieces("| a | 1 |\n" * 8_000)) == 2
    assert time.process_time() - begun < 2


def _one_cell_a_line(*rows: list[str]) -> str:
    return "|\n" + "|\n".join("".join(f"{cell}\n|\n" for cell in row) for row in rows) + "sau"


def test_a_head_cell_over_several_columns_of_a_table_of_one_cell_a_line() -> None:
    text = _one_cell_a_line(
        ["TT", "Nội dung", "Trong đó", "Ghi chú"],
        ["NSTW", "NSĐP"],
        ["1", "Nhà ở", "60", "", "mới"],
        ["2", "Nước sạch", "", "40", ""],
        ["3", "Đường thôn", "50", "10", "mới"],
    )
    (table, after) = split_tables(text.split("\n"))
    assert isinstance(table, RawTable)
    assert (table.rows, table.columns, after) == (5, 5, ["sau"])
    head = {(c.row, c.column): (c.paragraphs, c.row_span, c.column_span) for c in table.cells if c.row < 2}
    assert head == {
        (0, 0): (("TT",), 2, 1),
        (0, 1): (("Nội dung",), 2, 1),
        (0, 2): (("Trong đó",), 1, 2),
        (0, 4): (("Ghi chú",), 2, 1),
        (1, 2): (("NSTW",), 1, 1),
        (1, 3): (("NSĐP",), 1, 1),
    }
    rows = {(c.row, c.column): " ".join(c.paragraphs) for c in table.cells if c.row == 3}
    assert rows == {(3, 0): "2", (3, 1): "Nước sạch", (3, 2): "", (3, 3): "40", (3, 4): ""}


def test_a_short_data_row_of_one_cell_a_line_is_no_second_head() -> None:
    text = _one_cell_a_line(["TT", "Nội dung", "NSTW"], ["1", "Nhà ở"], ["2", "Nước", "40"])
    (table, _) = split_tables(text.split("\n"))
    assert isinstance(table, RawTable)
    assert {(c.row_span, c.column_span) for c in table.cells} == {(1, 1)}


def _cells(text: str) -> dict[tuple[int, int], tuple[str, int, int]]:
    """The filled cells of the table that a text begins with, with their spans."""
    table = next(iter(split_tables(text.split("\n"))))
    assert isinstance(table, RawTable)
    filled = (cell for cell in table.cells if cell.paragraphs)
    return {(c.row, c.column): (c.paragraphs[0], c.row_span, c.column_span) for c in filled}


PROSE = "\n".join(
    f"Nguồn vốn {n} được giao cho các xã theo số hộ và theo tiến độ của từng công trình." for n in range(4)
)
HEAD = ["TT", "Nội dung", "Tổng", "NSTW", "NSĐP"]


@pytest.mark.parametrize(
    "behind",
    [
        "sau",
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Tài chính\n|\nNơi nhận:\n|\nTM. UBND\n|",
        PROSE + "\n|\nĐơn vị\n|\nSố hộ\n|\n|\nNậm Lúa\n|\n12\n|",
        "",
    ],
    ids=["words", "words and the foot", "sentences and a table", "nothing"],
)
def test_a_short_total_is_the_last_row_and_has_its_figures_under_their_heads(behind: str) -> None:
    text = _one_cell_a_line(HEAD, ["1", "Nhà ở", "60", "40", "20"], ["Tổng cộng", "60", "40", "20"])
    (table, *after) = split_tables((text.removesuffix("sau") + behind).split("\n"))
    assert isinstance(table, RawTable)
    last = {c.column: (c.paragraphs, c.column_span) for c in table.cells if c.row == 2}
    assert last == {0: (("Tổng cộng",), 2), 2: (("60",), 1), 3: (("40",), 1), 4: (("20",), 1)}
    following = after[0] if after else []
    assert isinstance(following, list)
    assert "".join(following[:1]) == behind.split("\n", maxsplit=1)[0]


def test_a_row_whose_first_cells_are_merged_with_those_above_stands_to_the_right() -> None:
    text = _one_cell_a_line(
        ["TT", "Xã", "Nội dung", "Số hộ", "Kinh phí"],
        ["1", "Nậm Lúa", "Nhà ở", "12", "480"],
        ["Chuồng trại", "30", "150"],
        ["2", "Pu Đao", "Nhà ở", "5", "200"],
    )
    cells = _cells(text)
    assert {at: words for at, (words, *_) in cells.items() if at[0] == 2} == {
        (2, 2): "Chuồng trại",
        (2, 3): "30",
        (2, 4): "150",
    }
    assert cells[1, 0] == ("1", 2, 1)
    assert cells[1, 1] == ("Nậm Lúa", 2, 1)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["3", "Cấp nước", "20"], id="cells left out on the right"),
        pytest.param(["A", "Hạ tầng"], id="the head of a group"),
        pytest.param(["3", "Cấp nước", "20", "theo quyết định"], id="words under a column of figures"),
    ],
)
def test_a_short_row_that_begins_as_the_others_stays_on_the_left(row: list[str]) -> None:
    text = _one_cell_a_line(HEAD, ["1", "Nhà ở", "60", "40", "20"], row, ["2", "Nước", "60", "40", "20"])
    cells = _cells(text)
    assert [words for (at, _), (words, *_) in cells.items() if at == 2] == row
    assert [column for (at, column) in cells if at == 2] == list(range(len(row)))


def test_a_cell_of_several_lines_is_no_end_of_its_table() -> None:
    text = _one_cell_a_line(
        ["TT", "Nội dung", "Số hộ", "Ghi chú"],
        ["1", "Nhà ở", "60", PROSE],
        ["2", "Nước", "20", "mới"],
    )
    cells = _cells(text)
    assert cells[2, 3][0] == "mới"


def test_a_head_of_two_single_letters_names_columns() -> None:
    text = _one_cell_a_line(
        ["TT", "Điểm đo", "Tọa độ"],
        ["X", "Y"],
        ["I", "Suối", "", ""],
        ["1", "Cầu Nà Ban", "2200100", "590200"],
        ["2", "Đập Phiêng", "2200300", "590400"],
    )
    cells = _cells(text)
    assert (cells[1, 2][0], cells[1, 3][0]) == ("X", "Y")
    assert (cells[3, 2][0], cells[3, 3][0]) == ("2200100", "590200")


def test_a_long_task_behind_its_number_is_no_end_of_its_table() -> None:
    text = _one_cell_a_line(
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["VI", "Truyền thông"],
        ["6.1", PROSE, "Phòng Văn hóa", "2026-2030"],
        ["6.2", PROSE, "Phòng Nội vụ", "2026"],
    )
    cells = _cells(text)
    assert [cells[3, column][0] for column in (0, 2, 3)] == ["6.2", "Phòng Nội vụ", "2026"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "trước\nTT | Thôn | Số\n1 | Hạ | 5\n| Cộng | 5\nsau",
            [
                ["trước"],
                dict(
                    zip(
                        ((r, c) for r in range(3) for c in range(3)),
                        ("TT", "Thôn", "Số", "1", "Hạ", "5", "", "Cộng", "5"),
                        strict=True,
                    )
                ),
                ["sau"],
            ],
            id="three rows of three cells",
        ),
        pytest.param(
            "Thôn | Số\n---|---:\nHạ | 5",
            [{(0, 0): "Thôn", (0, 1): "Số", (1, 0): "Hạ", (1, 1): "5"}],
            id="two cells over a rule",
        ),
        pytest.param(
            "Trang chủ | Tin tức | Văn bản\nKế hoạch",
            [["Trang chủ | Tin tức | Văn bản", "Kế hoạch"]],
            id="one line of a web page",
        ),
        pytest.param("a | b | c\n1 | 2\n3 | 4 | 5", [["a | b | c", "1 | 2", "3 | 4 | 5"]], id="uneven rows"),
        pytest.param("a | b\n1 | 2\n3 | 4", [["a | b", "1 | 2", "3 | 4"]], id="two cells without a rule"),
    ],
)
def test_rows_without_pipes_around_them(text: str, expected: list[Piece]) -> None:
    assert pieces(text) == expected


def test_many_uneven_lines_with_pipes_take_no_longer_than_as_many_even_ones() -> None:
    def seconds(line: str) -> float:
        start = time.process_time()
        list(split_tables([line] * 20_000 + ["a | b"]))
        return time.process_time() - start

    assert seconds("a | b | c") < 20 * seconds("| a | b | c |") + 1
