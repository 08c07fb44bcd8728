"""The workbook writer: what is text stays text, what is a number is one, and the sheets can be printed."""

import zipfile
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.exporting.sheets import About, vietnamese, write_workbook
from extractor.exporting.tables import Column, FileLink, Row, Table
from extractor.exporting.texts import CUT, MOST_LETTERS, cell_text, csv_text

WORDS = Column("words", "Chữ", width=30)
FIGURE = Column("value", "Số", "figure", 12)
DAY = Column("day", "Ngày", "date", 12)
ABOUT = About("Kho thử", "xã A & xã B")


def written(path: Path, *columns: Column, rows: list[Row], foot: list[Row] | None = None) -> Worksheet:
    table = Table("01 thử", "Bảng thử", columns, iter(rows), foot or [])
    write_workbook(path, [table], ABOUT)
    sheet = load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "{=1}", "htt" "p://a.vn/x", "mailto:a@b.vn",
    "internal:Sheet1!A1", "external:c:\\x.xlsx", "#REF!", "12", "1e5", "2024-01-01", "TRUE", "\x00\x07=1", "_x003D_1",
    "<r><t>=1</t></r>", "</t></is></c><c><f>1</f></c>", "]]>", "&amp;", "\ud800", "\ufffe", " =1", "＝1", "'=1", "%0A",
)  # fmt: skip


def fuzzed(count: int) -> list[str]:
    """Texts made of pieces that formulas, addresses and markup are made of."""
    random = Random(6)
    pieces = [
        *HOSTILE,
        "hộ nghèo",
        "A1",
        "(",
        ")",
        "!",
        "\n",
        "\r",
        "\x0b",
        "0",
        ",",
        ";",
        '"',
        "'",
        "😀",
        " ",
    ]
    return ["".join(random.choices(pieces, k=random.randint(1, 6))) for _ in range(count)]


def test_no_text_becomes_a_formula_a_number_or_an_address(tmp_path: Path) -> None:
    texts = [*HOSTILE, *fuzzed(10_000)]
    path = tmp_path / "a.xlsx"
    sheet = written(path, WORDS, rows=[(text,) for text in texts])
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert len(cells) == len(texts)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.value for cell in cells if cell.data_type == "n"} <= {None}  # texts of nothing but signs
    assert [cell for cell in cells if cell.hyperlink is not None] == []
    with zipfile.ZipFile(path) as archive:
        raw = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert b"<f" not in raw.replace(b"<formula", b"")
    assert b"hyperlink" not in raw


@given(st.text(max_size=60))
def test_a_text_comes_back_as_it_went_in_but_for_its_control_characters(text: str) -> None:
    assert cell_text(text) == cell_text(cell_text(text))
    assert not [c for c in cell_text(text) if ord(c) < 32 and c not in "\t\n"]
    assert set(cell_text(text)) <= set(text) | {"\n"}
    assert not csv_text(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("letter", ["a", "ữ", "😀"], ids=["ascii", "vietnamese", "two units"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_sign(tmp_path: Path, letter: str) -> None:
    value = written(tmp_path / "a.xlsx", WORDS, rows=[(letter * 40_000,)])["A2"].value
    assert isinstance(value, str)
    assert value.endswith(CUT)
    assert MOST_LETTERS - 2 <= len(value.encode("utf-16-le")) // 2 <= MOST_LETTERS


NUMBERS = {
    "whole": (Decimal(1_932), 1_932, "#,##0"),
    "fraction": (Decimal("2621.5"), 2621.5, "#,##0.0"),
    "small": (Decimal("0.0026215"), 0.0026215, "#,##0.0000000"),
    "below nothing": (Decimal("-12.83"), -12.83, "#,##0.00"),
    "int": (7, 7, "#,##0"),
    "idle zeros": (Decimal("12.500"), 12.5, "#,##0.0"),
    "power of ten": (Decimal("1E+3"), 1000, "#,##0"),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_is_a_number_shown_with_the_decimals_it_has(tmp_path: Path, case: str) -> None:
    given, value, form = NUMBERS[case]
    cell = written(tmp_path / "a.xlsx", FIGURE, rows=[(given,)])["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", value, f"[$-42A]{form}")


def test_a_number_with_more_digits_than_a_workbook_holds_stays_exact(tmp_path: Path) -> None:
    exact = Decimal("12345678901234567.89")
    assert written(tmp_path / "a.xlsx", FIGURE, rows=[(exact,)])["A2"].value == "12.345.678.901.234.567,89"
    assert vietnamese(exact) == "12.345.678.901.234.567,89"


def test_a_whole_date_is_one_and_a_partial_one_is_written_as_vietnamese_do(tmp_path: Path) -> None:
    rows: list[Row] = [("2024-03-12",), ("2021-10",), ("2021",), ("1890-01-01",), (None,)]
    sheet = written(tmp_path / "a.xlsx", DAY, rows=rows)
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert (cells[0].is_date, cells[0].number_format) == (True, "dd/mm/yyyy")
    assert [cell.value for cell in cells[1:]] == ["10/2021", "2021", "01/01/1890", None]


def test_the_sheet_has_a_filter_a_frozen_head_and_can_be_printed(tmp_path: Path) -> None:
    wide = Column("last", "Cột cuối", width=40, part=True)
    sheet = written(
        tmp_path / "a.xlsx", WORDS, FIGURE, wide, rows=[("a", Decimal(1), "b")], foot=[("Cộng", Decimal(1))]
    )
    assert [cell.value for cell in sheet[1]] == ["Chữ", "Số", "Cột cuối"]
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet.freeze_panes == "C2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert "Trang &P/&N" in str(sheet.oddFooter.center.text)
    assert "xã A && xã B" in str(sheet.oddHeader.right.text)
    assert [cell.value for cell in sheet[4]][:2] == ["Cộng", 1]


NAMES = {
    "plain": ("plan.docx", "plan.docx"),
    "odd letters": ("kế hoạch #1 100% [a].docx", "kế%20hoạch%20%231%20100%25%20%5Ba%5D.docx"),
    "member": ("all.zip/xa/plan.docx", "all.zip"),
    "formula": ("=1+1.txt", "=1+1.txt"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_link_leads_from_the_workbook_to_the_file(tmp_path: Path, case: str) -> None:
    name, target = NAMES[case]
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / name.split("/")[0]).write_bytes(b"")
    cell = written(tmp_path / "a.xlsx", WORDS, rows=[(FileLink(str(tmp_path / "plans" / name), "=tệp"),)])[
        "A2"
    ]
    assert (cell.value, cell.data_type) == ("=tệp", "s")
    assert cell.hyperlink is not None
    assert str(cell.hyperlink.target).replace("\\", "/") == f"plans/{target}"


def test_more_links_than_a_sheet_holds_leave_the_words(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows: list[Row] = [(FileLink("a.txt", f"tệp {n}"),) for n in range(65_532)]
    write_workbook(path, [Table("01", "b", (WORDS,), rows)], ABOUT)
    with zipfile.ZipFile(path) as archive:
        raw = archive.read("xl/worksheets/sheet1.xml")
    assert raw.count(b"<hyperlink ") == 65_530
    assert "tệp 65531".encode() in raw
