"""Tables drawn with signs in .docx and .pdf files, where several blanks may have become one."""

import io
import re

import docx
import pytest
from pdf_making import font, laid_out
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Preformatted

from extractor.parsers.docx import read_docx
from extractor.parsers.drawn import with_drawn_tables
from extractor.parsers.flow import Line, Paragraph, RawTable
from extractor.parsers.pdf import read_pdf

BOX = """\
┌────┬──────────────┬─────────────────┐
│ TT │ Nội dung     │ Nguồn vốn       │
│    │              ├────────┬────────┤
├────┼──────────────┼────────┼────────┤
│ 1  │ Mở đường     │  1.250 │    150 │
│    │ Cộng         │  1.250 │    150 │
└────┴──────────────┴────────┴────────┘"""
HEADED = """\
┌────┬──────────────┬─────────────────┐
│ TT │ Nội dung     │ Nguồn vốn       │
├────┼──────────────┼────────┬────────┤
│    │              │ NSTW   │ NSĐP   │
├────┼──────────────┼────────┼────────┤
│ 1  │ Mở đường     │  1.250 │    150 │
├────┼──────────────┼────────┴────────┤
│    │ Ghi chú      │ đã thẩm định    │
└────┴──────────────┴─────────────────┘"""
PLAIN = """\
+----+--------------+--------+
| TT | Nội dung     | NSTW   |
+----+--------------+--------+
| 1  | Mở đường     |  1.250 |
| 2  | Đào mương    |    400 |
+----+--------------+--------+"""


def _folded(drawing: str) -> list[str]:
    return [re.sub(" +", " ", line) for line in drawing.split("\n")]


def _cells(table: object) -> list[tuple[str, int]]:
    assert isinstance(table, RawTable)
    return [(" ".join(cell.paragraphs), cell.column_span) for cell in table.cells]


def test_cells_go_by_the_corners_of_the_rules() -> None:
    (table,) = with_drawn_tables([Paragraph(line) for line in _folded(HEADED)])
    head = [("TT", 1), ("Nội dung", 1), ("Nguồn vốn", 2), ("", 1), ("", 1), ("NSTW", 1), ("NSĐP", 1)]
    body = [("1", 1), ("Mở đường", 1), ("1.250", 1), ("150", 1), ("", 1), ("Ghi chú", 1), ("đã thẩm định", 2)]
    assert _cells(table) == head + body


def test_a_table_of_plain_signs() -> None:
    before, table, after = with_drawn_tables([Line("Vốn:"), *map(Line, _folded(PLAIN)), Line("Hết.")])
    assert (before, after) == (Line("Vốn:"), Line("Hết."))
    words = [words for words, _ in _cells(table)]
    assert words == ["TT", "Nội dung", "NSTW", "1", "Mở đường", "1.250", "2", "Đào mương", "400"]


@pytest.mark.parametrize(
    "lines",
    [
        ["────────────", "────────────", "────────────"],
        _folded(BOX),  # its cells and corners do not fit
        ["+----------+", "| một câu |"],
        ["├────┼────┤", "│ 1 │ 2 │", "└────┴────┘"],
    ],
    ids=["lines drawn", "rules within a row", "two lines", "no head"],
)
def test_what_is_no_table_stays_as_it_is(lines: list[str]) -> None:
    items = [Paragraph(line) for line in lines]
    assert list(with_drawn_tables(items)) == items


def test_drawn_in_a_docx() -> None:
    made = docx.Document()
    for line in ["Đơn vị: triệu đồng", *PLAIN.split("\n"), "Hết."]:
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    before, table, after = read_docx(buffer.getvalue()).flow
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert ("1.250", 1) in _cells(table)


def test_drawn_in_a_pdf() -> None:
    look = ParagraphStyle("drawn", fontName=font(), fontSize=9, leading=11)
    flow = read_pdf(laid_out([Preformatted(HEADED, look)])).flow
    (table,) = flow
    assert ("Mở đường", 1) in _cells(table)
    assert {cell.page for cell in table.cells} == {1} if isinstance(table, RawTable) else False
