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
