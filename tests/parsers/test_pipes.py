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
