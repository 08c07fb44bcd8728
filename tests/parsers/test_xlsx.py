"""Workbooks as paragraphs and tables, their figures as the cells show them."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, Side
from sheetml import line, members_of, merges, number, row, sheet, styles, words, workbook
from wordml import refused, zipped

from extractor.errors import FileState, UnreadableFile
from extractor.parsers import parse_bytes
from extractor.parsers.flow import Paragraph, RawTable
from extractor.parsers.xlsx import read_xlsx
from extractor.parsers.xlsx_book import open_workbook
from extractor.parsers.xlsx_format import shown
from extractor.parsers.xlsx_sheet import read_sheet

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        pytest.param("1234567.5", "#,##0.0", "1.234.567,5", id="grouped"),
        pytest.param("2.675", "0.00", "2,68", id="rounded-as-a-decimal-figure"),
        pytest.param("1234.5", "#,##0.##", "1.234,5", id="optional-decimals"),
        pytest.param("1234", "#,##0.##", "1.234", id="no-decimals-to-show"),
        pytest.param("0.0825", "0.00%", "8,25%", id="percent"),
        pytest.param("0.30000000000000004", "General", "0,3", id="general"),
        pytest.param("123456789012", "General", "123456789012", id="general-large"),
        pytest.param("2026", "General", "2026", id="year"),
        pytest.param("1500000", "#,##0,", "1.500", id="thousands"),
        pytest.param("1500000", '#,##0\\ "đ"', "1.500.000 đ", id="words-after"),
        pytest.param("1500000", "#,##0\\ [$₫-42A]", "1.500.000 ₫", id="currency"),
        pytest.param("-1234", "#,##0", "-1.234", id="minus"),
        pytest.param("-1234", ACCOUNTING, "-1.234,00", id="minus-in-brackets"),
        pytest.param("-5", "#,##0;[Red]#,##0", "-5", id="minus-in-red"),
        pytest.param("0", ACCOUNTING, "-", id="nought-as-a-dash"),
        pytest.param("0", "#,##0;-#,##0;;@", "", id="nought-not-shown"),
        pytest.param("5", "00", "05", id="leading-nought"),
        pytest.param("45657", "dd/mm/yyyy", "31/12/2024", id="date"),
        pytest.param("45660", "d/m/yyyy", "3/1/2025", id="date-without-noughts"),
        pytest.param("45657", "mm/yyyy", "12/2024", id="month"),
        pytest.param("45657.75", "dd/mm/yyyy hh:mm", "31/12/2024 18:00", id="date-and-time"),
        pytest.param("-1", "dd/mm/yyyy", "-1", id="no-date"),
        pytest.param("1.5625", "[h]:mm", "37:30", id="hours-over-a-day"),
        pytest.param("0.25", "[hh]:mm:ss;@", "06:00:00", id="hours-of-two-digits"),
        pytest.param("1.5", "[$-42A][h]:mm", "36:00", id="hours-of-a-country"),
        pytest.param("0.0625", "[mm]:ss", "90:00", id="minutes-over-an-hour"),
        pytest.param("0.0625", "[s]", "5400", id="seconds-over-a-minute"),
        pytest.param("1.5625", "h:mm", "13:30", id="time-of-a-day"),
        pytest.param("0.5", "# ?/?", "0,5", id="fraction"),
        pytest.param("1e300", "0", "1e300", id="beyond-any-figure"),
        pytest.param("NaN", "0", "NaN", id="not-a-number"),
        pytest.param("5", '"";;', "", id="only-words"),
        pytest.param("500", '[=0]"";#,##0', "500", id="a-condition-hides-no-figure"),
        pytest.param("500", '[>=1000000]#,##0.0,,"tr";0', "500", id="a-condition-scales-no-figure"),
        pytest.param("-5", "General;-General", "-5", id="one-minus"),
        pytest.param("-5", "General;[Red]\\(General\\)", "-5", id="general-in-brackets"),
        pytest.param("2.6749999999999998", "0.00", "2,68", id="fifteen-digits-are-meant"),
        pytest.param("1E+30", "#,##0.00", "1" + ".000" * 10 + ",00", id="thirty-digits"),
    ],
)
def test_figures_as_cells_show_them(stored, code, expected):
    assert shown(stored, code) == expected


def flow_of(data: bytes) -> list[str | list[list[str]]]:
    """Paragraphs as words, tables as rows of words; a merged cell's words stand at each of its places."""
    return [item.text if isinstance(item, Paragraph) else grid(item) for item in read_xlsx(data).flow]


def grid(table: RawTable) -> list[list[str]]:
    filled = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                filled[r][c] = " ".join(cell.paragraphs)
    return filled


HEAD = ("TT", "Nội dung", "Kinh phí")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            sheet(
                line(1, "Phụ lục 1"),
                line(2, "", "", "Đơn vị tính: triệu đồng"),
                line(3, *HEAD, style=1),
                line(4, "1", "Nhà ở", "1.200", style=1),
                line(5, "", "Trong đó", "", style=1),
                line(6, "Ghi chú: tạm tính"),
            ),
            [
                "Phụ lục 1",
                "Đơn vị tính: triệu đồng",
                [list(HEAD), ["1", "Nhà ở", "1.200"], ["", "Trong đó", ""]],
                "Ghi chú: tạm tính",
            ],
            id="lines-drawn-part-the-table",
        ),
        pytest.param(
            sheet(
                line(1, "UBND XÃ SUỐI MÂY", "", "Mẫu số 1"),
                line(3, *HEAD),
                line(4, "A. Vốn đầu tư"),
                line(5, "1", "Nhà ở", "1.200"),
                line(6, "Tổng cộng", "", "1.200"),
                line(8, "Người lập"),
            ),
            [
                "UBND XÃ SUỐI MÂY",
                "Mẫu số 1",
                [list(HEAD), ["A. Vốn đầu tư", "", ""], ["1", "Nhà ở", "1.200"], ["Tổng cộng", "", "1.200"]],
                "Người lập",
            ],
            id="no-lines-drawn",
        ),
        pytest.param(
            sheet(
                row(1, words("A1", "TT", 1), words("B1", "Nguồn vốn", 1)),
                line(2, "", "NSTW", "NSĐP", style=1),
                line(3, "1", "5", "6", style=1),
                after=merges("A1:A2", "B1:C1"),
            ),
            [[["TT", "Nguồn vốn", "Nguồn vốn"], ["TT", "NSTW", "NSĐP"], ["1", "5", "6"]]],
            id="merged-cells",
        ),
        pytest.param(
            sheet(
                line(1, *HEAD, style=1),
                line(2, "1", "Nhà ở", "1.200", style=1),
                line(5, *HEAD, style=1),
                line(6, "1", "Nước", "300", style=1),
            ),
            [[list(HEAD), ["1", "Nhà ở", "1.200"]], [list(HEAD), ["1", "Nước", "300"]]],
            id="two-tables",
        ),
        pytest.param(
            sheet(
                line(1, "PHỤ LỤC 2"),
                row(2, words("A2", "TT"), words("B2", "Nội dung"), words("C2", "Kinh phí")),
                row(3, words("C3", "Tổng"), words("D3", "Tỉnh")),
                line(4, "1", "Nhà ở", "700", "200", style=1),
                line(5, "2", "Nước", "300", "100", style=1),
                line(6, "", "Cộng", "1.000", "300"),
                line(7, "", "Người lập"),
                after=merges("A2:A3", "B2:B3", "C2:D2"),
            ),
            [
                "PHỤ LỤC 2",
                [
                    ["TT", "Nội dung", "Kinh phí", "Kinh phí"],
                    ["TT", "Nội dung", "Tổng", "Tỉnh"],
                    ["1", "Nhà ở", "700", "200"],
                    ["2", "Nước", "300", "100"],
                    ["", "Cộng", "1.000", "300"],
                ],
                "Người lập",
            ],
            id="lines-drawn-below-the-head-alone",
        ),
        pytest.param(
            sheet(line(1, "KẾ HOẠCH\nVốn năm 2026\nvà năm 2027")),
            ["KẾ HOẠCH", "Vốn năm 2026 và năm 2027"],
            id="line-breaks",
        ),
    ],
)
def test_lines_and_tables_of_a_sheet(content, expected):
    assert flow_of(workbook(content)) == expected


def test_several_sheets_stand_in_order_under_their_names():
    data = workbook(sheet(line(1, "một")), sheet(), sheet(line(1, "hai")))
    assert flow_of(data) == ["Bieu 1", "một", "Bieu 3", "hai"]
    assert flow_of(workbook(sheet(line(1, "một")))) == ["một"]


def test_what_is_hidden_is_left_out_and_noted():
    hidden = sheet(
        line(1, *HEAD, style=1),
        line(2, "1", "Nhà ở", "1.200", style=1),
        line(3, "2", "Nước", "300", style=1, properties='hidden="1"'),
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
    )
    read = read_xlsx(workbook(hidden, ('state="veryHidden"', sheet(line(1, "nháp")))))
    (table,) = read.flow
    assert grid(table) == [["TT", "Kinh phí"], ["1", "1.200"]]
    assert [en for _, en in read.notes] == ["hidden sheets left out", "hidden rows or columns left out"]
    assert not read.partial


def test_what_is_crossed_out_is_left_out_and_noted() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["TT", "Nội dung", "Kinh phí"])
    page.append([1, "Nhà ở", 1200])
    page.append([2, "Nước sạch", 300])
    for cell in page[3]:
        cell.font = Font(strike=True)
    page.append([3, CellRichText("Dạy nghề ", TextBlock(InlineFont(strike=True), "và việc làm")), 450])
    buffer = io.BytesIO()
    book.save(buffer)
    read = read_xlsx(buffer.getvalue())
    (table,) = read.flow
    assert grid(table) == [["TT", "Nội dung", "Kinh phí"], ["1", "Nhà ở", "1200"], ["3", "Dạy nghề", "450"]]
    assert [en for _, en in read.notes] == ["crossed-out text left out"]
    assert not read.partial


def test_a_merged_cell_shows_beside_its_hidden_column():
    content = sheet(
        row(1, words("A1", "Tổng", 1), words("C1", "5", 1)),
        line(2, "a", "b", "6", style=1),
        before='<cols><col min="1" max="1" width="0"/></cols>',
        after=merges("A1:B1"),
    )
    assert flow_of(workbook(content)) == [[["Tổng", "5"], ["b", "6"]]]


def test_formulas_give_their_stored_results_alone():
    content = sheet(
        row(1, words("A1", "Tổng", 1), number("B1", "30", 1, inside="<f>SUM(B2:B3)</f>")),
        row(2, words("A2", "a", 1), '<c r="B2"><f>NOW()</f></c>'),
        row(3, words("A3", "b", 1), '<c r="B3" t="e"><v>#REF!</v></c>', '<c r="C3" t="b"><v>1</v></c>'),
        row(4, words("A4", "=1+1", 1), '<c r="B4" t="str"><f>A1</f><v>=x</v></c>'),
    )
    read = read_xlsx(workbook(content))
    assert [cell.paragraphs for item in read.flow if isinstance(item, RawTable) for cell in item.cells] == [
        ("Tổng",), ("30",), ("a",), ("b",), ("#REF!",), ("TRUE",), ("=1+1",), ("=x",),
    ]  # fmt: skip
    assert read.partial
    assert "formulas without a stored result" in read.notes[0][1]


@pytest.mark.parametrize(
    ("cell", "partial"),
    [
        ('<c r="B1"><f>SUM(B2:B3)</f><v></v></c>', True),
        ('<c r="B1"><f>SUM(B2:B3)</f><v/></c>', True),
        ('<c r="B1" t="str"><f>IF(A1="","x","")</f><v></v></c>', False),
        ('<c r="B1"><v></v></c>', False),
    ],
    ids=["emptied", "never-reckoned", "empty-words", "no-formula"],
)
def test_a_formula_with_an_empty_result_is_told(cell, partial):
    assert read_xlsx(workbook(sheet(row(1, words("A1", "Tổng"), cell)))).partial == partial


def test_shared_strings_formats_and_years_from_1904():
    strings = "<si><t>a</t><rPh><t>x</t></rPh></si><si><r><t>b</t></r><r><t>c</t></r></si>"
    content = sheet(
        row(1, '<c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c>', number("C1", "0.5", 3)),
        row(2, '<c r="A2" t="s"><v>9</v></c>', number("B2", "1", 4), number("C2", "7", 99)),
        row(3, words("A3", "d"), words("B3", "e"), words("C3", "f")),
    )
    data = workbook(content, looks=styles("0.0%", "dd/mm/yyyy"), strings=strings, properties='date1904="1"')
    assert flow_of(data) == [[["a", "bc", "50,0%"], ["", "02/01/1904", "7"], ["d", "e", "f"]]]


def test_words_in_an_old_font_are_read():
    """Style 0 is in VNI-Times, style 2 names no font."""
    content = sheet(
        line(1, "UÛY BAN NHAÂN DAÂN HUYEÄN SUOÁI MAÂY"),
        line(2, "Noäi dung", "Kinh phí"),
        line(3, "Hoã trôï nhaø ôû", "1.200"),
        line(4, "Nước sạch", "300", style=2),
    )
    read = read_xlsx(workbook(content))
    first, table = read.flow
    assert first.text == "ỦY BAN NHÂN DÂN HUYỆN SUỐI MÂY"
    assert grid(table) == [["Nội dung", "Kinh phí"], ["Hỗ trợ nhà ở", "1.200"], ["Nước sạch", "300"]]
    assert [en for _, en in read.notes] == [
        "text in a legacy encoding (VNI-Windows) was converted to Unicode"
    ]


def saved() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "PL 2"
    page["A1"] = "Phụ lục 2. Nhu cầu vốn giảm nghèo năm 2026"
    page["C2"] = "Đơn vị tính: triệu đồng"
    for at, cells in enumerate([("TT", "Dự án", "Vốn"), (1, "Nhà ở", 1234.5), (2, "Nước", 300)], 3):
        for column, value in enumerate(cells, 1):
            found = page.cell(at, column, value)
            found.border = Border(left=Side("thin"), right=Side("thin"))
            found.number_format = "#,##0.0" if column == 3 else "General"
    page["A7"] = date(2026, 3, 31)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_becomes_a_plan_text():
    plan = parse_bytes(saved(), "phu-luc.xlsx", "phu-luc.xlsx")
    assert plan.format == "xlsx"
    assert plan.text.splitlines() == [
        "Phụ lục 2. Nhu cầu vốn giảm nghèo năm 2026",
        "Đơn vị tính: triệu đồng",
        "TT\tDự án\tVốn",
        "1\tNhà ở\t1.234,5",
        "2\tNước\t300,0",
        "31/03/2026",
    ]


SMALL = members_of(sheet(line(1, "a")))


@pytest.mark.parametrize(
    ("change", "state", "reason"),
    [
        pytest.param({"xl/workbook.xml": "<workbook"}, FileState.CRASHED, ".xlsx is damaged", id="cut-xml"),
        pytest.param(
            {"docProps/app.xml": "<!DOCTYPE x []><x/>"}, FileState.REFUSED, ".xlsx is over.*DOCTYPE", id="doctype"
        ),
        pytest.param(
            {"xl/worksheets/sheet1.xml": "<x>" + " " * (12 << 20) + "</x>"},
            FileState.REFUSED,
            "compression ratio",
            id="bomb",
        ),
        pytest.param(
            {"xl/sharedStrings.xml": "<sst>" + "<si/>" * 1_500_001 + "</sst>"},
            FileState.REFUSED,
            "ratio|XML tags",
            id="many-small-elements",
        ),
        pytest.param(
            {"xl/worksheets/sheet1.xml": members_of(sheet(after=merges(*["A1:B2"] * 20_001)))[
                "xl/worksheets/sheet1.xml"
            ]},
            FileState.REFUSED,
            "merged ranges",
            id="many-merges",
        ),
    ],
)  # fmt: skip
def test_unreadable_workbooks(change, state, reason):
    with refused(state, reason):
        read_xlsx(zipped(SMALL | change))


def test_a_range_over_the_whole_sheet_costs_nothing():
    content = sheet(
        line(1, "Tổng", "", style=1), line(2, "a", "5", style=1), line(3, "b", "6", style=1),
        before='<cols><col min="1" max="99999999"/></cols>', after=merges("A1:XFD1048576"),
    )  # fmt: skip
    ((first, *_),) = flow_of(workbook(content))
    assert first == ["Tổng", "Tổng"]


def test_a_merged_range_ends_where_the_sheet_does():
    rows = (line(1, "Đơn vị", "Số hộ", style=1), line(2, "Xã A", "5", style=1), line(3, "Xã B", "6", style=1))
    book = open_workbook(workbook(sheet(*rows, after=merges("A3:A1048576", "B9:B1", "B2:XFD2"))))
    read = read_sheet(book.sheets[0].root, book)
    assert read.ruled == {0, 1, 2}
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in read.cells}
    assert spans == {
        "Đơn vị": (1, 1),
        "Số hộ": (3, 1),
        "Xã A": (1, 1),
        "5": (1, 1),
        "Xã B": (1, 1),
        "6": (1, 1),
    }


def test_a_row_of_few_cells_far_from_any_table_is_none():
    content = sheet(
        line(1, "Phụ lục"), line(2, "Biểu 1"), line(3, *HEAD), line(4, "1", "a", "5"), line(5, "Ghi chú")
    )
    assert flow_of(workbook(content)) == ["Phụ lục", "Biểu 1", [list(HEAD), ["1", "a", "5"]], "Ghi chú"]


WHOLE = members_of(
    sheet(line(1, *HEAD, style=1), row(2, number("A2", "1", 3), words("B2", "a", 1)), after=merges("A1:B1")),
    looks=styles("#,##0.0"),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 900), st.text("<>/&;\"'=0123456789:rsAZ-", max_size=8))
def test_damage_in_any_part_raises_nothing_undeclared(name, at, put):
    content = str(WHOLE[name])
    data = zipped(WHOLE | {name: content[:at] + put + content[at + len(put) :]})
    try:
        read_xlsx(data)
    except UnreadableFile:
        return
