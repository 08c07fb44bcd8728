"""Headings of appendices that stand in tables: lines of the text, as those over a table are."""

import pytest
from wordml import cell, package, para, row, table

from extractor.audit import audit_bytes
from extractor.parsers import parse_bytes
from extractor.parsers.assemble import assemble
from extractor.parsers.flow import Paragraph, RawCell, RawTable
from extractor.rulebook import load_rulebook

HEAD = (("TT", "Thôn", "Kinh phí"), ("1", "Bản Mạ", "120"), ("2", "Bản Tà", "80"))


def grid(*rows: tuple[str | tuple[str, ...], ...]) -> RawTable:
    """A table; a row of one place spans all columns, a place of several lines is a tuple."""
    columns = max(map(len, rows))
    cells = tuple(
        RawCell(
            r,
            c,
            words if isinstance(words, tuple) else (words,),
            column_span=columns if len(line) == 1 else 1,
        )
        for r, line in enumerate(rows)
        for c, words in enumerate(line)
    )
    return RawTable(len(rows), columns, cells)


def read(given: RawTable) -> tuple[list[str], list[list[str]]]:
    """The lines outside tables, and the rows of the one table."""
    text = assemble("a.docx", "docx", [Paragraph("Trước"), given])
    lines = [text.words(block) for block in text.blocks if block.table is None]
    rows: list[list[str]] = [[] for _ in range(text.tables[0].rows)] if text.tables else []
    for placed in text.tables[0].cells if text.tables else ():
        rows[placed.row].append(text.words(text.blocks[placed.block]))
    return lines[1:], rows


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param([("PHỤ LỤC I",)], ["PHỤ LỤC I"], id="numbered"),
        pytest.param([("Phụ lục",)], ["Phụ lục"], id="bare"),
        pytest.param([("**Phụ lục 2**",)], ["Phụ lục 2"], id="marked"),
        pytest.param(
            [("PHỤ LỤC (Kèm theo Kế hoạch số 7/KH-UBND)",)],
            ["PHỤ LỤC (Kèm theo Kế hoạch số 7/KH-UBND)"],
            id="with",
        ),
        pytest.param(
            [(("Biểu số 3", "PHÂN BỔ VỐN"),), ("Đơn vị tính: triệu đồng",)],
            ["Biểu số 3", "PHÂN BỔ VỐN", "Đơn vị tính: triệu đồng"],
            id="title-and-unit",
        ),
        pytest.param([("", "PHỤ LỤC I", "")], ["PHỤ LỤC I"], id="among-empty-places"),
    ],
)
def test_the_heading_over_the_columns_is_text(rows: list[tuple[str, ...]], lines: list[str]) -> None:
    assert read(grid(*rows, *HEAD)) == (lines, [list(row) for row in HEAD])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("Phụ lục", "Nội dung", "Trang"), ("Phụ lục I", "Danh sách hộ", "5")], id="a-list-of-them"
        ),
        pytest.param([("Theo Phụ lục I của Kế hoạch",), *HEAD], id="a-mention"),
        pytest.param([("Danh sách hộ nghèo",), *HEAD], id="a-title-of-none"),
        pytest.param([*HEAD, ("Phụ lục II",), ("3", "Bản Lìu", "70")], id="in-the-middle"),
        pytest.param([("1", "Phụ lục I", "5"), ("2", "Phụ lục II", "9")], id="a-list-without-heads"),
        pytest.param([("Phụ lục I", "12"), ("Phụ lục II", "9")], id="two-of-them"),
        pytest.param([("Phụ lục I" + " và các biểu" * 20,), *HEAD], id="a-sentence"),
    ],
)
def test_other_rows_stay_in_their_table(rows: list[tuple[str, ...]]) -> None:
    lines, kept = read(grid(*rows))
    assert lines == []
    assert kept == [list(row) for row in rows]


def test_a_cell_that_reaches_from_the_heading_into_the_columns_keeps_its_table() -> None:
    first = RawCell(0, 0, ("PHỤ LỤC I",), row_span=3)
    others = [RawCell(r, c, ("b",)) for r in (2, 3) for c in (1, 2)]
    assert read(RawTable(4, 3, (first, *others)))[0] == []


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("UBND XÃ SUỐI MẬN", "PHỤ LỤC I")], id="beside-the-issuer"),
        pytest.param([("", "PHỤ LỤC I"), ("", "(Kèm theo Kế hoạch số 7/KH-UBND)")], id="on-the-right"),
        pytest.param([("PHỤ LỤC I",), ("DANH SÁCH THÔN",), ("(Kèm theo Kế hoạch)",)], id="one-column"),
    ],
)
def test_a_table_that_only_places_the_heading_is_text(rows: list[tuple[str, ...]]) -> None:
    lines, kept = read(grid(*rows))
    assert lines == [words for line in rows for words in line if words]
    assert kept == []


def test_an_appendix_in_a_cell_is_known_as_one_outside_is() -> None:
    """A plan that sends its reader to «Phụ lục 1» and «Phụ lục 2»: which it lacks hangs on no frame."""
    plan = "".join(
        para(words)
        for words in (
            "ỦY BAN NHÂN DÂN XÃ SUỐI MẬN", "Số: 7/KH-UBND", "KẾ HOẠCH", "Giảm nghèo bền vững năm 2025",
            "I. MỤC TIÊU", "Giảm 30 hộ nghèo (chi tiết tại Phụ lục 1 kèm theo Kế hoạch này).",
            "II. KINH PHÍ", "Tổng kinh phí 200 triệu đồng (chi tiết tại Phụ lục 2 kèm theo Kế hoạch này).",
        )
    )  # fmt: skip
    body = "".join(row(*map(cell, words)) for words in HEAD)
    whole = '<w:gridSpan w:val="3"/>'
    outside = package(plan + para("PHỤ LỤC 1") + table(body))
    inside = package(plan + table(row(cell("PHỤ LỤC 1", whole)), body))
    rules = load_rulebook()
    found = []
    for data in (outside, inside):
        audit = audit_bytes(data, "plan.docx", "plan.docx", rules)
        found.append(
            [
                [section.marker for section in audit.plan.sections],
                [(f.rule, f.text) for f in audit.findings],
            ]
        )
    assert found[0] == found[1]
    assert ("appendix-missing", "(chi tiết tại Phụ lục 2 kèm theo Kế hoạch này)") in found[1][1]
    assert not any("Phụ lục 1" in told for _, told in found[1][1])
    assert (
        parse_bytes(inside, "plan.docx", "plan.docx").text
        == parse_bytes(outside, "plan.docx", "plan.docx").text
    )
