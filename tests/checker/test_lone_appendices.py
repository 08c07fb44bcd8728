"""Appendices that are files by themselves: no plans, but their figures are judged."""

import json
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from extractor.audit import audit_file
from extractor.cli import cli
from extractor.plan import Audit
from extractor.rulebook import load_rulebook

Row = Sequence[str | float | None]
ATTACHED = "(Kèm theo Kế hoạch số 15/KH-UBND ngày 10/02/2025 của UBND xã Hoa Sim)"


def workbook(path: Path, *sheets: Sequence[Row], shares: str = "", hidden: int = 0) -> Path:
    """`shares`: the column shown as percentages; `hidden`: the row of the first sheet that does not show."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Biểu {number}")
        for row in rows:
            sheet.append(row)
        for cell in sheet[shares] if shares else ():
            cell.number_format = "0.0%"
    if hidden:
        book.worksheets[0].row_dimensions[hidden].hidden = True
    book.save(path)
    return path


def capital(total: int = 1000, first: int = 600, cattle: int = 220) -> list[Row]:
    return [
        ["PHỤ LỤC 01"],
        [ATTACHED],
        [None, None, None, None, "Đơn vị tính: triệu đồng"],
        ["STT", "Nội dung", "Tổng số", "Ngân sách trung ương", "Ngân sách tỉnh"],
        ["I", "Hỗ trợ đầu tư phát triển hạ tầng", first, 500, 100],
        [1, "Đường thôn Suối Nhỏ", 350, 300, 50],
        [2, "Kênh thôn Đồi Cao", 250, 200, 50],
        [],
        ["II", "Đa dạng hóa sinh kế", 400, 320, 80],
        [1, "Nuôi bò sinh sản", cattle, 180, 40],
        [2, "Trồng chè", 180, 140, 40],
        [None, "Tổng cộng", total, 820, 180],
        [None, "Ghi chú: số liệu tạm tính theo thông báo vốn."],
    ]


def households(share: float = 0.125, total: int = 100) -> list[Row]:
    return [
        ["Hộ nghèo các thôn"],
        [],
        ["STT", "Thôn", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)"],
        [1, "Thôn Suối Nhỏ", 200, 25, share],
        [2, "Thôn Đồi Cao", 160, 32, 0.2],
        [3, "Thôn Bến Đò", 240, 43, 43 / 240],
        [None, "Tổng cộng", 600, total, 1 / 6],
    ]


def training(water: int = 4800) -> list[Row]:
    return [
        ["TT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá (nghìn đồng)", "Thành tiền (nghìn đồng)"],
        [1, "In tài liệu", "Bộ", 120, 25, 3000],
        [2, "Nước uống", "Người", 120, 40, water],
        [3, "Thuê hội trường", "Buổi", 4, 1500, 6000],
        [None, "Cộng", None, None, None, 9000 + water],
    ]


def goals(water: float = 94) -> list[Row]:
    return [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "Kế hoạch năm 2025"],
        [1, "Số hộ thoát nghèo", "Hộ", 40, 50],
        [2, "Tỷ lệ hộ dùng nước hợp vệ sinh", "%", 92.5, water],
    ]


def audit(path: Path) -> Audit:
    audited = audit_file(path, load_rulebook())
    assert not audited.plan.is_plan
    return audited


def told(path: Path) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity, f.text) for f in audit(path).findings]


@pytest.mark.parametrize("rows", [capital(), households(), training(), goals()])
def test_true_workbooks(rows: list[Row], tmp_path: Path) -> None:
    """No fault of figures, and none of form: a workbook has neither number nor date nor parts."""
    shares = "E" if rows == households() else ""
    assert told(workbook(tmp_path / "pl.xlsx", rows, shares=shares)) == []


def test_two_sheets_are_judged_each_for_itself(tmp_path: Path) -> None:
    assert told(workbook(tmp_path / "pl.xlsx", capital(), training())) == []
    assert told(workbook(tmp_path / "pl.xlsx", capital(), training(4300))) == [
        ("sum-mismatch", "error", "4300")
    ]


@pytest.mark.parametrize("counted", [False, True])
def test_a_hidden_row_makes_no_fault(counted: bool, tmp_path: Path) -> None:
    """Whether or not the totals count what does not show."""
    rows = capital(1090, 690) if counted else capital()
    if counted:
        rows[4] = ["I", "Hỗ trợ đầu tư phát triển hạ tầng", 690, 590, 100]
        rows[11] = [None, "Tổng cộng", 1090, 910, 180]
    rows.insert(7, [3, "Cầu thôn Bến Đò", 90, 90, 0])
    assert told(workbook(tmp_path / "pl.xlsx", rows, hidden=8)) == []


@pytest.mark.parametrize(
    ("rows", "rule", "words"),
    [
        (capital(total=1100), "sum-mismatch", "1100"),
        (capital(first=650), "sum-mismatch", "650"),
        (capital(cattle=222), "sum-mismatch", "222"),
        (households(total=110), "sum-mismatch", "110"),
        (households(share=0.152), "ratio-mismatch", "15,2%"),
        (training(4300), "sum-mismatch", "4300"),
        (goals(194), "percent-range", "194"),
    ],
)
def test_a_fault_in_a_workbook_is_told(rows: list[Row], rule: str, words: str, tmp_path: Path) -> None:
    shares = "E" if rows[0] == ["Hộ nghèo các thôn"] else ""
    assert told(workbook(tmp_path / "pl.xlsx", rows, shares=shares)) == [(rule, "error", words)]


def word(path: Path, total: str, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    rows = [
        ["STT", "Nội dung", "Tổng (triệu đồng)", "Vốn trung ương", "Vốn tỉnh"],
        ["1", "Đường thôn Suối Nhỏ", "350", "300", "50"],
        ["2", "Kênh thôn Đồi Cao", "250", "200", "50"],
        ["", "Tổng cộng", total, "500", "100"],
    ]
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for cell, words in zip(table.rows[number].cells, row, strict=True):
            cell.text = words
    document.save(str(path))
    return path


@pytest.mark.parametrize("heading", ["PHỤ LỤC II", "Phụ lục số 2", "Biểu 03: Phân bổ vốn năm 2025"])
def test_a_word_file_below_the_heading_of_an_appendix(heading: str, tmp_path: Path) -> None:
    lines = ("UBND xã Hoa Sim", heading, ATTACHED)
    assert told(word(tmp_path / "pl.docx", "600", *lines)) == []
    assert told(word(tmp_path / "pl.docx", "680", *lines)) == [("sum-mismatch", "error", "680")]


@pytest.mark.parametrize(
    "line", ["Tin vắn trong tuần", "Biểu dương các thôn làm tốt", "Xem phụ lục 2 để biết thêm"]
)
def test_what_is_no_appendix_is_not_judged(line: str, tmp_path: Path) -> None:
    audited = audit(word(tmp_path / "bai.docx", "680", line))
    assert audited.findings == audited.checks == ()


def test_a_list_without_figures_is_not_judged(tmp_path: Path) -> None:
    people: list[Row] = [
        ["STT", "Họ tên", "Chức vụ"],
        [1, "Lò Văn Ao", "Trưởng thôn"],
        [2, "Hà Thị Bưởi", "Phó thôn"],
    ]
    audited = audit(workbook(tmp_path / "pl.xlsx", people))
    assert audited.findings == audited.checks == ()


def test_the_corpus_tells_them_under_the_name_of_the_file(tmp_path: Path) -> None:
    """In the corpus, its exports and SARIF; the overview counts no plan."""
    folder = tmp_path / "xã Hoa Sim"
    folder.mkdir()
    workbook(folder / "PL 01.xlsx", capital(total=1100))
    store, sheet = tmp_path / "kho.db", tmp_path / "phat-hien.jsonl"
    runner = CliRunner()
    assert runner.invoke(cli, ["scan", str(folder), "--db", str(store)]).exit_code == 0
    made = runner.invoke(cli, ["export", "--db", str(store), "-o", str(sheet), "--table", "findings"])
    assert made.exit_code == 0, made.output
    assert "PL 01.xlsx" in sheet.read_text("utf-8")
    assert "1100" in sheet.read_text("utf-8")
    run = runner.invoke(cli, ["check", str(folder / "PL 01.xlsx"), "--format", "sarif"])
    results = json.loads(run.stdout)["runs"][0]["results"]
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert [r["ruleId"] for r in results] == ["sum-mismatch"]
    assert places[0].endswith("PL%2001.xlsx")
