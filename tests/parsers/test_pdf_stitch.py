"""Tables over the pages of a PDF made whole."""

import pytest

from extractor.parsers.pdf_stitch import goes_on, stitched
from extractor.parsers.pdf_tables import GridCell, PageTable
from extractor.plantext import Box

_EDGES = (85.0, 125.0, 305.0, 385.0)
_Cell = tuple[int, int, int, int, str]


def _table(page: int, cells: list[_Cell], edges: tuple[float, ...] = _EDGES) -> PageTable:
    """Cells as row, column, rows, columns, words."""
    made = tuple(GridCell(*cell, page, Box(0, 0, 1, 1)) for cell in cells)
    return PageTable(edges, 80.0, max(cell[0] + cell[2] for cell in cells), made, page)


def _row(row: int, *words: str) -> list[_Cell]:
    return [(row, column, 1, 1, text) for column, text in enumerate(words)]


def _told(table: PageTable) -> list[tuple[int, int, int, int, str]]:
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells)


_HEAD = _row(0, "TT", "Nội dung", "Vốn huy động khác")


def test_a_repeated_head_that_lost_its_last_word_into_the_row_below_is_dropped() -> None:
    upper = _table(1, [*_HEAD, *_row(1, "1", "Hỗ trợ nhà ở,", "1.250")])
    lower = _table(
        2,
        [
            *_row(0, "TT", "Nội dung", "Vốn huy động"),
            *_row(1, "", "cải tạo vườn", "khác"),
            *_row(2, "2", "Y tế", "5"),
        ],
    )
    assert _told(stitched(upper, lower)) == [
        *_HEAD, *_row(1, "1", "Hỗ trợ nhà ở, cải tạo vườn", "1.250"), *_row(2, "2", "Y tế", "5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "joined"),
    [
        (_row(2, "2", "Bản Pá", "5"), True),
        (_row(2, "1", "Bản Pá", "5"), False),
        (_row(2, "", "Cộng", "5"), False),
    ],
    ids=["next-number", "numbered-anew", "no-number"],
)
def test_a_name_between_two_numbers_in_turn_is_the_rest_of_the_row_above(
    after: list[_Cell], joined: bool
) -> None:
    upper = _table(1, [*_HEAD, *_row(1, "1", "Bản Nậm", "1.250")])
    lower = _table(2, [*_HEAD, *_row(1, "", "Xe", ""), *after])
    names = [text for row, column, *_, text in _told(stitched(upper, lower)) if column == 1 and row == 1]
    assert names == ["Bản Nậm Xe" if joined else "Bản Nậm"]


def test_a_merged_cell_that_goes_on_over_the_page_is_one() -> None:
    upper = _table(
        1,
        [
            *_HEAD,
            (1, 0, 2, 1, "I"),
            (1, 1, 1, 1, "Nhà ở"),
            (1, 2, 1, 1, "5"),
            (2, 1, 1, 1, "Y tế"),
            (2, 2, 1, 1, "6"),
        ],
    )
    lower = _table(
        2,
        [
            (0, 0, 2, 1, ""),
            (0, 1, 1, 1, "Giáo dục"),
            (0, 2, 1, 1, "7"),
            (1, 1, 1, 1, "Nước"),
            (1, 2, 1, 1, "8"),
        ],
    )
    whole = stitched(upper, lower)
    assert whole.rows == 5
    assert [cell for cell in _told(whole) if cell[1] == 0] == [(0, 0, 1, 1, "TT"), (1, 0, 4, 1, "I")]


def test_an_empty_cell_of_one_row_is_no_rest_of_a_merged_one() -> None:
    upper = _table(1, [*_HEAD, *_row(1, "I", "Nhà ở", "5")])
    whole = stitched(upper, _table(2, _row(0, "", "Tổng cộng", "5")))
    assert _told(whole)[-3:] == _row(2, "", "Tổng cộng", "5")


@pytest.mark.parametrize(
    ("edges", "same"),
    [
        ((85.0, 125.0, 305.0, 345.0, 385.0), True),
        ((85.0, 128.0, 307.0, 385.0), True),
        ((85.0, 125.0, 250.0, 385.0), True),
        ((85.0, 200.0, 250.0, 385.0), False),
        ((85.0, 125.0, 305.0, 420.0), False),
    ],
    ids=["finer", "askew", "half", "other", "wider"],
)
def test_a_table_goes_on_where_it_shares_its_column_lines(edges: tuple[float, ...], same: bool) -> None:
    upper = _table(1, [*_HEAD, *_row(1, "1", "Nhà ở", "5")])
    lower = _table(2, [(0, column, 1, 1, str(column)) for column in range(len(edges) - 1)], edges)
    assert goes_on(upper, lower) is same


def test_the_column_lines_of_both_pages_are_kept() -> None:
    upper = _table(1, [*_HEAD, *_row(1, "1", "Nhà ở", "5")])
    lower = _table(2, _row(0, "2", "Y tế", "6"), (85.0, 125.0, 250.0, 385.0))
    whole = stitched(upper, lower)
    assert whole.edges == (85.0, 125.0, 250.0, 305.0, 385.0)
    assert [cell[1:4:2] for cell in _told(whole) if cell[0] == 2] == [(0, 1), (1, 1), (2, 2)]


@pytest.mark.parametrize(
    ("rest", "last"),
    [
        (("", "", "00"), [("", "Cộng", "1.250.500")]),
        (("", "", "7"), [("", "Cộng", "1.250.5"), ("", "", "7")]),
        (("", "Riêng xã", "00"), [("", "Cộng", "1.250.5"), ("", "Riêng xã", "00")]),
    ],
    ids=["the rest of a figure", "no whole figure", "another row"],
)
def test_a_sum_that_the_page_break_cuts_in_two_is_whole(
    rest: tuple[str, ...], last: list[tuple[str, ...]]
) -> None:
    upper = _table(1, [*_HEAD, *_row(1, "", "Cộng", "1.250.5")])
    lower = _table(2, [*_HEAD, *_row(1, *rest)])
    told = _told(stitched(upper, lower))
    rows = [tuple(text for row, *_, text in told if row == at) for at in range(1, 1 + len(last))]
    assert rows == last


def test_a_rate_that_the_page_break_parts_from_its_count_goes_back_to_it() -> None:
    upper = _table(1, [*_HEAD, *_row(1, "1", "Thôn Nà Lụm", "25")])
    lower = _table(2, [*_row(0, "", "", "(12,5%)"), *_row(1, "2", "Thôn Khe Tre", "15 (7,5%)")])
    assert _told(stitched(upper, lower))[5:] == [
        (1, 2, 1, 1, "25 (12,5%)"),
        (2, 0, 1, 1, "2"),
        (2, 1, 1, 1, "Thôn Khe Tre"),
        (2, 2, 1, 1, "15 (7,5%)"),
    ]
