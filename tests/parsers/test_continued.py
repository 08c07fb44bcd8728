"""Tables that a document parts by hand: over a page break, in two halves side by side."""

import pytest

from extractor.parsers.continued import whole_tables
from extractor.parsers.flow import Paragraph, RawCell, RawTable

HEAD = "TT | Công trình | Tổng số | NSTW"


def table(*rows: str, spans: dict[tuple[int, int], int] | None = None) -> RawTable:
    split = [[cell.strip() for cell in row.split("|")] for row in rows]
    cells = tuple(
        RawCell(r, c, (words,) if words else (), column_span=(spans or {}).get((r, c), 1))
        for r, row in enumerate(split)
        for c, words in enumerate(row)
    )
    return RawTable(len(rows), max(map(len, split)), cells)


def rows_of(item: Paragraph | RawTable) -> list[str]:
    if isinstance(item, Paragraph):
        return [item.text]
    rows: list[list[str]] = [[] for _ in range(item.rows)]
    for cell in item.cells:
        rows[cell.row].append(" ".join(cell.paragraphs))
    return [" | ".join(row) for row in rows]


FIRST = table(HEAD, "1 | Đường Nà Lụm | 450 | 400", "2 | Kênh Pá Hiêng | 320 | 280")
REST = ("3 | Cầu Khe Tre | 220 | 200", " | Tổng cộng | 990 | 880")


@pytest.mark.parametrize(
    "between", [(), ("",), ("2",), ("(Tiếp theo)",), ("Trang 2/3", "Tiếp theo trang trước")]
)
@pytest.mark.parametrize("again", [(HEAD,), ()])
def test_a_table_cut_by_hand_is_one(between: tuple[str, ...], again: tuple[str, ...]) -> None:
    flow = whole_tables([FIRST, *map(Paragraph, between), table(*again, *REST)])
    assert [rows_of(item) for item in flow] == [*([words] for words in between), [*rows_of(FIRST), *REST]]


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        (FIRST, (), table(HEAD, "1 | Cầu Khe Tre | 220 | 200")),  # numbered anew
        (FIRST, (), table("TT | Thôn | Hộ nghèo | Hộ cận nghèo", *REST)),  # another head
        (FIRST, (), table("3 | Cầu Khe Tre | 220", " | Cộng | 990")),  # other columns
        (FIRST, ("Biểu số 2. Vốn đầu tư",), table(HEAD, *REST)),
        (
            table(HEAD, "1 | Đường | 5 | 4", " | Cộng | 5 | 4"),
            (),
            table(HEAD, "2 | Cầu | 6 | 5"),
        ),  # summed up
        (table(HEAD, "1 | Đường | 5 | 4", "2 | Tổng số | 5 | 4"), (), table(HEAD, "3 | Cầu | 6 | 5")),
    ],
)
def test_tables_of_their_own(before: RawTable, between: tuple[str, ...], after: RawTable) -> None:
    flow = [before, *map(Paragraph, between), after]
    assert whole_tables(flow) == flow


def test_the_numbers_of_the_columns_alone_are_told_again() -> None:
    numbers = "(1) | (2) | (3) | (4)"
    first = table(HEAD, numbers, "1 | Đường Nà Lụm | 450 | 400", "2 | Kênh Pá Hiêng | 320 | 280")
    (whole,) = whole_tables([first, table(numbers, *REST)])
    assert rows_of(whole) == [*rows_of(first), *REST]


def test_a_table_over_three_pages_is_one() -> None:
    parts = [table(HEAD, f"{n} | Tuyến số {n} | {n}0 | {n}0") for n in (1, 2, 3)]
    (whole,) = whole_tables(parts)
    assert rows_of(whole) == [HEAD, *(rows_of(part)[1] for part in parts)]


def test_halves_of_one_head_are_one_below_the_other() -> None:
    side = table(
        "TT | Thôn | Số hộ | STT | Thôn | Số hộ", "1 | Hạ | 5 | 3 | Trung | 4", "2 | Thượng | 7 | | Cộng | 16"
    )
    first, second = (rows_of(item) for item in whole_tables([side]))
    assert first == ["TT | Thôn | Số hộ", "1 | Hạ | 5", "2 | Thượng | 7"]
    assert second == ["STT | Thôn | Số hộ", "3 | Trung | 4", " | Cộng | 16"]
    same = table(
        "TT | Thôn | Số hộ | TT | Thôn | Số hộ", "1 | Hạ | 5 | 3 | Trung | 4", "2 | Thượng | 7 | | Cộng | 16"
    )
    (whole,) = whole_tables([same])
    assert rows_of(whole) == [
        "TT | Thôn | Số hộ",
        "1 | Hạ | 5",
        "2 | Thượng | 7",
        "3 | Trung | 4",
        " | Cộng | 16",
    ]


def test_halves_of_two_tables_are_two() -> None:
    side = table(
        "TT | Nội dung | Kinh phí | TT | Thôn | Số hộ",
        "1 | Nhà ở | 600 | 1 | Hạ | 14",
        "2 | Giống | 150 | | | ",
        " | Cộng | 750 | | | ",
    )
    assert [rows_of(item) for item in whole_tables([side])] == [
        ["TT | Nội dung | Kinh phí", "1 | Nhà ở | 600", "2 | Giống | 150", " | Cộng | 750"],
        ["TT | Thôn | Số hộ", "1 | Hạ | 14"],
    ]


@pytest.mark.parametrize(
    "side",
    [
        table("TT | Thôn | Số hộ | TT | Loại", "1 | Hạ | 5 | A | Tốt"),  # no numbers under the second head
        table("TT | Thôn | TT | TT | Số", "1 | Hạ | 5 | 1 | 3"),
        RawTable(
            2, 4, (*table("TT | Thôn | TT | Xã", "1 | Hạ | 5").cells[:-1], RawCell(1, 1, ("Hạ",), 1, 2))
        ),
    ],
)
def test_what_is_no_two_tables_stays_whole(side: RawTable) -> None:
    assert whole_tables([side]) == [side]
