"""Tables of a .docx as grids, in their place among the paragraphs."""

import docx
import pytest
from wordml import cell, only_table, package, para, refused, row, rows, run, saved, table

from extractor.errors import FileState
from extractor.parsers import parse_bytes
from extractor.parsers.docx import read_docx
from extractor.parsers.flow import Paragraph, RawTable
from extractor.plantext import BlockKind

SPAN2 = '<w:gridSpan w:val="2"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_fill_their_places_once():
    body = table(
        row(cell("TT", DOWN), cell("Nội dung", DOWN), cell("Nguồn vốn", SPAN2)),
        row(cell("", ON), cell("", ON), cell("Trung ương"), cell("Địa phương")),
        row(cell("1"), cell("Nhà ở"), cell("1.200"), cell("300")),
    )
    data = package(body)
    assert rows(data) == [
        ["TT", "Nội dung", "Nguồn vốn", "Nguồn vốn"],
        ["TT", "Nội dung", "Trung ương", "Địa phương"],
        ["1", "Nhà ở", "1.200", "300"],
    ]
    assert len(only_table(data).cells) == 9


def test_python_docx_merges_are_read():
    document = docx.Document()
    made = document.add_table(3, 3)
    for index, words in enumerate("abcdefghi"):
        made.cell(index // 3, index % 3).text = words
    made.cell(0, 0).merge(made.cell(1, 1))
    (big, *_), data = only_table(saved(document)).cells, saved(document)
    assert (big.row_span, big.column_span) == (2, 2)
    assert [line[2] for line in rows(data)] == ["c", "f", "i"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table(row(cell("a"), cell("b")), row(cell("x"), properties='<w:gridBefore w:val="1"/>')),
            [["a", "b"], ["", "x"]],
            id="row-that-begins-late",
        ),
        pytest.param(
            table(row(cell("a"), cell("b")), row(cell("x"), cell("y"), properties="<w:del/>")),
            [["a", "b"]],
            id="deleted-row",
        ),
        pytest.param(
            table(row(cell("a"), cell("b", ON)), row(cell("c"), cell("d", ON))),
            [["a", "b"], ["c", "b"]],
            id="merge-without-a-start",
        ),
        pytest.param(
            table(row(cell("a"), cell("b")), row(cell("c", ON), cell("d"))),
            [["a", "b"], ["c", "d"]],
            id="merge-under-a-plain-cell",
        ),
        pytest.param(
            table(
                row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
                row(cell("c"), cell("d")),
            ),
            [["a", "a"], ["c", "d"]],
            id="horizontal-merge-of-old-files",
        ),
        pytest.param(
            table(f"<w:sdt><w:sdtContent>{row(cell('a'), cell('b'))}</w:sdtContent></w:sdt>", row(cell("c"))),
            [["a", "b"], ["c", ""]],
            id="row-in-a-content-control",
        ),
        pytest.param(
            table(row(cell("a"), cell("x", "<w:cellDel/>"), cell("b"))), [["a", "b"]], id="deleted-cell"
        ),
        pytest.param(
            table(
                "<mc:AlternateContent><mc:Choice>"
                + row(cell("a"), cell("b"))
                + "</mc:Choice><mc:Fallback>"
                + row(cell("a"), cell("b"))
                + "</mc:Fallback></mc:AlternateContent>"
            ),
            [["a", "b"]],
            id="row-written-twice",
        ),
        pytest.param(
            table(
                "<w:tr><w:sdt><w:sdtContent>" + cell("a") + "</w:sdtContent></w:sdt>" + cell("b") + "</w:tr>"
            ),
            [["a", "b"]],
            id="cell-in-a-content-control",
        ),
        pytest.param(
            table(row(cell("", inside=table(row(cell("p"), cell("q"))) + para("r")), cell("b"))),
            [["p q r", "b"]],
            id="table-inside-a-cell",
        ),
    ],
)
def test_grids(body, expected):
    assert rows(package(body)) == expected


def test_table_of_one_cell_is_a_frame():
    body = table(row(cell("", inside=para("Điều 1") + table(row(cell("a"), cell("b"))))))
    frame, inner = read_docx(package(body)).flow
    assert isinstance(frame, Paragraph)
    assert isinstance(inner, RawTable)


def grid_columns(*widths: int) -> str:
    return f"<w:tblGrid>{''.join(f'<w:gridCol w:w={str(width)!r}/>' for width in widths)}</w:tblGrid>"


def with_widths(made: str, *widths: int) -> str:
    return made.replace("<w:tblGrid/>", grid_columns(*widths))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            with_widths(
                table(
                    row(cell("a"), cell("b", SPAN2), cell("c")),
                    row(cell("d", SPAN2), cell("e"), cell("f")),
                ),
                1000, 12, 990, 1000,
            ),
            [["a", "b", "c"], ["d", "e", "f"]],
            id="edges-a-hair-apart",
        ),
        pytest.param(
            with_widths(table(row(cell("a"), cell(""), cell("b")), row(cell("c"), cell("x"), cell("d"))), 900, 12, 900),
            [["a", "", "b"], ["c", "x", "d"]],
            id="words-in-a-narrow-column",
        ),
        pytest.param(
            with_widths(table(row(cell("a"), cell("b", SPAN2)), row(cell("c"), cell("d"), cell(""))), 900, 900, 1),
            [["a", "b"], ["c", "d"]],
            id="column-of-no-width",
        ),
        pytest.param(
            table(row(cell("a"), cell("b", SPAN2)), row(cell("c"), cell("d", SPAN2))),
            [["a", "b"], ["c", "d"]],
            id="column-where-no-cell-begins",
        ),
    ],
)  # fmt: skip
def test_columns_are_those_where_cells_begin(body, expected):
    assert rows(package(body)) == expected


def lines(*texts: str) -> str:
    return cell("", inside="".join(map(para, texts)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table(row(cell("Hạng"), cell("Giá")), row(lines("1", "2", "3"), lines("19.300", "16.100", "-"))),
            [["Hạng", "Giá"], ["1", "19.300"], ["2", "16.100"], ["3", "-"]],
            id="stacked-row",
        ),
        pytest.param(
            table(
                row(cell("Thị trấn"), cell("Loại"), cell("Giá")),
                row(cell("Suối Mây"), lines("Loại 1", "Loại 2"), lines("800.000", "500.000 đ")),
                row(cell("Tổng", SPAN2), cell("1.300.000")),
            ),
            [
                ["Thị trấn", "Loại", "Giá"],
                ["Suối Mây", "Loại 1", "800.000"],
                ["Suối Mây", "Loại 2", "500.000 đ"],
                ["Tổng", "Tổng", "1.300.000"],
            ],
            id="label-of-a-stack",
        ),
        pytest.param(
            table(row(lines("Nhà ở", "xã Suối Mây"), lines("Hội", "phụ nữ")), row(cell("a"), cell("b"))),
            [["Nhà ở xã Suối Mây", "Hội phụ nữ"], ["a", "b"]],
            id="words-on-several-lines",
        ),
        pytest.param(
            table(row(lines("Nhà ở", "Nước sạch", "Đường"), lines("800", "500")), row(cell("a"), cell("b"))),
            [["Nhà ở Nước sạch Đường", "800 500"], ["a", "b"]],
            id="stacks-of-unlike-height",
        ),
        pytest.param(
            table(row(lines("1", "2"), cell("Xã")), row(cell("a"), cell("b"))),
            [["1 2", "Xã"], ["a", "b"]],
            id="one-stack-alone",
        ),
        pytest.param(
            table(
                row(cell("Thôn", DOWN), lines("a", "b"), lines("1", "2")),
                row(cell("", ON), cell("c"), cell("3")),
            ),
            [["Thôn", "a b", "1 2"], ["Thôn", "c", "3"]],
            id="under-a-cell-that-goes-on",
        ),
    ],
)
def test_rows_typed_as_stacks_of_lines(body, expected):
    assert rows(package(body)) == expected


INNER = table(row(cell("TT"), cell("Vốn")), row(cell("1"), cell("500")))


def test_table_inside_a_cell_with_rows_of_its_own_follows_the_outer_one():
    body = table(row(cell("", inside=para("x") + INNER), cell("b")), row(cell("c"), cell("d"))) + para("y")
    outer, inner, after = read_docx(package(body)).flow
    assert [cell.paragraphs for cell in outer.cells] == [("x",), ("b",), ("c",), ("d",)]
    assert [cell.paragraphs for cell in inner.cells] == [("TT",), ("Vốn",), ("1",), ("500",)]
    assert after.text == "y"


def test_table_of_one_column_around_tables_is_a_frame():
    body = table(row(cell("", inside=para("x") + INNER)), row(cell("y")))
    before, inner, after = read_docx(package(body)).flow
    assert (before.text, inner.rows, after.text) == ("x", 2, "y")


def test_absurd_span_is_bounded():
    made = only_table(
        package(table(row(cell("a", '<w:gridSpan w:val="999999999"/>')), row(cell("b"), cell("c"))))
    )
    assert [(made_cell.column, made_cell.column_span) for made_cell in made.cells] == [(0, 2), (0, 1), (1, 1)]


def test_row_of_too_many_cells_is_refused():
    with refused(FileState.REFUSED, "256"):
        read_docx(package(table(row(*[cell("1")] * 257))))


def test_paragraphs_and_tables_keep_their_order():
    document = docx.Document()
    document.add_paragraph("trước")
    document.add_table(1, 2).cell(0, 0).text = "ô"
    document.add_paragraph("sau")
    flow = read_docx(saved(document)).flow
    assert [getattr(item, "text", "bảng") for item in flow] == ["trước", "bảng", "sau"]


def test_bold_cells():
    body = table(row(cell("", inside=para(inside=run("Tổng", "<w:b/>"))), cell("5")))
    assert [c.bold for c in only_table(package(body)).cells] == [True, False]


def test_a_plan_becomes_blocks_whose_spans_are_its_words():
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND XÃ SUỐI MÂY\nSố: 12/KH-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_heading("KẾ HOẠCH", 1)
    document.add_paragraph("I. MỤC TIÊU").runs[0].bold = True
    made = document.add_table(2, 2)
    for index, words in enumerate(("Xã", "Hộ nghèo", "Suối Mây", "38")):
        made.cell(index // 2, index % 2).text = words
    plan = parse_bytes(saved(document), "ke-hoach.docx", "ke-hoach.docx")
    kinds = [(block.kind, plan.words(block)) for block in plan.blocks]
    assert kinds[:3] == [
        (BlockKind.PARAGRAPH, "UBND XÃ SUỐI MÂY"),
        (BlockKind.PARAGRAPH, "Số: 12/KH-UBND"),
        (BlockKind.PARAGRAPH, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ]
    assert kinds[3:5] == [(BlockKind.HEADING, "KẾ HOẠCH"), (BlockKind.HEADING, "I. MỤC TIÊU")]
    (grid,) = [made_table.grid for made_table in plan.tables]
    assert [[plan.words(plan.blocks[at]) for at in line if at is not None] for line in grid] == [
        ["Xã", "Hộ nghèo"],
        ["Suối Mây", "38"],
    ]
