"""Paragraphs and tables put together as one text with blocks over it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers.assemble import assemble, clean
from extractor.parsers.flow import Paragraph, RawCell, RawTable
from extractor.plantext import BlockKind, PlanText


def plan_of(*items: str | Paragraph | RawTable) -> PlanText:
    return assemble("t", "txt", [Paragraph(item) if isinstance(item, str) else item for item in items])


def table(*rows: tuple[str, ...]) -> RawTable:
    cells = [
        RawCell(r, c, (words,) if words else ()) for r, row in enumerate(rows) for c, words in enumerate(row)
    ]
    return RawTable(len(rows), max(map(len, rows)), tuple(cells))


@pytest.mark.parametrize(
    ("paragraph", "kind", "words", "body"),
    [
        ("I. MỤC TIÊU", BlockKind.HEADING, "I. MỤC TIÊU", "MỤC TIÊU"),
        ("1. Kết quả thực hiện", BlockKind.HEADING, "1. Kết quả thực hiện", "Kết quả thực hiện"),
        ("1. Đã hỗ trợ 5 hộ.", BlockKind.LIST_ITEM, "1. Đã hỗ trợ 5 hộ.", "Đã hỗ trợ 5 hộ."),
        ("a) hỗ trợ nhà ở;", BlockKind.LIST_ITEM, "a) hỗ trợ nhà ở;", "hỗ trợ nhà ở;"),
        ("- Nhà ở", BlockKind.LIST_ITEM, "- Nhà ở", "Nhà ở"),
        ("Điều 3. Hiệu lực.", BlockKind.HEADING, "Điều 3. Hiệu lực.", "Hiệu lực."),
        ("1. " + "từ " * 40, BlockKind.LIST_ITEM, "1. " + "từ " * 39 + "từ", "từ " * 39 + "từ"),
        ("Xã có 5 thôn", BlockKind.PARAGRAPH, "Xã có 5 thôn", "Xã có 5 thôn"),
        ("## Tiêu đề", BlockKind.HEADING, "Tiêu đề", "Tiêu đề"),
        ("**1. Đã xong.**", BlockKind.HEADING, "1. Đã xong.", "Đã xong."),
        (Paragraph("Tiêu đề", level=2), BlockKind.HEADING, "Tiêu đề", "Tiêu đề"),
        (
            Paragraph("Một câu trọn vẹn.", level=2),
            BlockKind.PARAGRAPH,
            "Một câu trọn vẹn.",
            "Một câu trọn vẹn.",
        ),
    ],
)
def test_a_block_its_kind_and_body(
    paragraph: str | Paragraph, kind: BlockKind, words: str, body: str
) -> None:
    plan = plan_of(paragraph)
    (block,) = plan.blocks
    assert (block.kind, plan.words(block), plan.body(block)) == (kind, words, body)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("**đậm** và _nghiêng_", "đậm và nghiêng"),
        ("tên_biến", "tên_biến"),
        ("một\\. hai", "một. hai"),
        ("một<br/>hai", "mộthai"),
        ("Số:............/KH-UBND", "Số:.../KH-UBND"),
        ("  a \n b ", "a b"),
        ("e\u0302\u0301", "ế"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize("rule", ["-----", "_____", "* * *", "....", "", "   ", "**", "| |"])
def test_rules_of_marks_are_no_block(rule: str) -> None:
    assert plan_of(rule).blocks == ()


def test_a_line_a_paragraph_and_a_row_a_line_with_tabs() -> None:
    plan = plan_of("Trước", table(("Xã", "Hộ"), ("Tam An", "")), "Sau")
    assert plan.text == "Trước\nXã\tHộ\nTam An\t\nSau\n"
    assert [(b.kind.value, b.row, b.column) for b in plan.blocks] == [
        ("paragraph", None, None),
        ("table_cell", 0, 0),
        ("table_cell", 0, 1),
        ("table_cell", 1, 0),
        ("table_cell", 1, 1),
        ("paragraph", None, None),
    ]
    assert [[plan.words(plan.blocks[b]) for b in row if b is not None] for row in plan.tables[0].grid] == [
        ["Xã", "Hộ"],
        ["Tam An", ""],
    ]


def test_a_merged_cell_covers_its_places() -> None:
    merged = RawTable(
        2, 2, (RawCell(0, 0, ("Xã",), row_span=2), RawCell(0, 1, ("Hộ",)), RawCell(1, 1, ("12",)))
    )
    plan = plan_of(merged)
    assert plan.tables[0].grid == ((0, 1), (0, 2))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),), id="head"),
        pytest.param((("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),), id="foot"),
        pytest.param((("Số: 12/KH-UBND", "Tam An, ngày 01 tháng 02 năm 2024"),), id="number and date"),
    ],
)
def test_a_table_that_only_places_words_is_laid_out(rows: tuple[tuple[str, ...], ...]) -> None:
    plan = plan_of(table(*rows))
    assert plan.tables == ()
    assert [plan.words(b) for b in plan.blocks] == [words for row in rows for words in row]


def test_a_table_of_figures_stays_one() -> None:
    assert len(plan_of(table(("TT", "Xã", "Hộ"), ("1", "Tam An", "12"))).tables) == 1


ITEMS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="I1.)aĐộ -*_#|", max_size=30),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), min_size=1, max_size=3).map(
        lambda rows: table(*rows)
    ),
)


@given(st.lists(ITEMS, max_size=6))
def test_blocks_lie_in_order_inside_the_text(items: list[str | RawTable]) -> None:
    plan = plan_of(*items)
    position = 0
    for index, block in enumerate(plan.blocks):
        assert position <= block.start <= block.body <= block.end <= len(plan.text)
        assert "\n" not in plan.words(block)
        assert block.start == block.end or plan.block_at(block.start) == index
        position = block.end
    assert unicodedata.is_normalized("NFC", plan.text)
    assert all(
        plan.blocks[cell.block].table == t for t, grid in enumerate(plan.tables) for cell in grid.cells
    )
