"""extractor export, as it is typed, over sample plans: read back, counted, never a formula."""

import csv
import io
import json
import shutil
import sqlite3
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import Workbook, load_workbook

from extractor.audit import audit_file
from extractor.cli import cli
from extractor.corpus import Corpus, FileResult
from extractor.errors import FileState
from extractor.exporting.record_tables import record_columns
from extractor.exporting.sheets import vietnamese
from extractor.rulebook import Rulebook, load_rulebook
from extractor.system import file_hash

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora" / "samples" / "plans"
NAMES = ("tan-rach-2025.txt", "dak-poi-2024.docx", "cam-loi-dong-2024.txt", "dak-nhuong-2024.txt")
SHEETS = [
    "01 phát hiện", "02 đối chiếu số liệu", "03 so sánh", "04 danh mục tệp", "05 văn bản đề nghị cung cấp",
    "06 phép đối chiếu",
]  # fmt: skip
FINDINGS = [
    "STT", "Mã phát hiện", "Đơn vị", "Cấp", "Văn bản (số, ngày)", "Tệp và SHA-256", "Trang/mục", "Trích nguyên văn",
    "Nội dung", "Tiêu chí", "Số văn bản", "Số tính lại", "Chênh lệch", "ĐVT", "Mức độ", "Độ chắc chắn", "Trạng thái",
    "Người rà soát và ngày", "Ý kiến đơn vị", "Nguyên nhân", "Kiến nghị",
]  # fmt: skip


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def stored(database: Path, *files: Path) -> Path:
    """What a scan stores of these files, without its processes."""
    with Corpus.open(database) as corpus:
        for path in files:
            result = FileResult(
                str(path),
                file_hash(path),
                path.stat().st_size,
                FileState.OK,
                "",
                "",
                0.1,
                "rules",
                path.suffix[1:],
            )
            corpus.store(result, audit_file(path, rulebook()))
    return database


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("kho") / "kho.db", *(SAMPLES / name for name in NAMES))


@pytest.fixture
def database(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXTRACTOR_REVIEWER", "Lan")
    return Path(shutil.copy(original, tmp_path / "kho.db"))


def call(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", "vi"])
    assert result.exit_code == code, result.output
    return result


def book(database: Path, *options: str) -> Workbook:
    target = database.parent / "a.xlsx"
    printed = call("export", "--db", database, "-o", target, *options).stdout
    assert printed == f"Đã ghi {target}.\n"
    return load_workbook(target)


def rows(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """The numbered rows of a sheet by the titles of its columns."""
    head, *body = workbook[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body if isinstance(row[0], int)]


def listed(database: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        call("triage", "list", "--db", database, "--format", "json").stdout
    )
    return found


def test_the_workbook_has_the_sheets_and_columns_agreed_on(database: Path) -> None:
    """Story 4: the workbook opens, numbers add up, dismissed ones are absent."""
    dismissed = next(f for f in listed(database) if f["rule"] == "ratio-mismatch")
    call("triage", "dismiss", dismissed["fingerprint"], "--reason", "explained", "--db", database)
    confirmed = next(f for f in listed(database) if f["rule"] == "sum-mismatch")
    call("triage", "confirm", confirmed["fingerprint"], "--db", database)
    workbook = book(database)
    assert workbook.sheetnames == SHEETS
    assert [cell.value for cell in workbook[SHEETS[0]][1]] == FINDINGS
    assert [cell.value for cell in workbook[SHEETS[1]][1]] == [
        "STT", "Nội dung", "Số báo cáo", "Số kiểm toán", "Chênh lệch", "Nguyên nhân",
    ]  # fmt: skip
    shown = {row["Mã phát hiện"]: row for row in rows(workbook, SHEETS[0])}
    assert dismissed["fingerprint"][:10] not in shown
    row = shown[confirmed["fingerprint"][:10]]
    assert row["Trạng thái"] == "đã xác nhận"
    assert str(row["Người rà soát và ngày"]).startswith("Lan, ")
    assert (row["Ý kiến đơn vị"], row["Nguyên nhân"], row["Kiến nghị"]) == (None, None, None)
    expected = [
        f for f in listed(database) if f["category"] != "form" and not f["rule"].startswith("numbering")
    ]
    assert len(shown) == len(expected) - 1
    foot = [row[1] for row in workbook[SHEETS[0]].iter_rows(values_only=True)][-1]
    assert str(foot).startswith("Không kể ")
    whole = rows(book(database, "--with-dismissed", "--with-form"), SHEETS[0])
    assert len(whole) == len(listed(database))


def test_a_fault_of_unit_has_its_figures_and_leads_to_the_file(database: Path) -> None:
    """Story 2 on paper: «1.830 đồng», what the parts make, the words, the file."""
    sheet = book(database, "--rule", "unit-scale", "--file", "tan-rach*")[SHEETS[0]]
    head = {cell.value: cell for cell in sheet[1]}
    row = {title: sheet.cell(2, cell.column) for title, cell in head.items()}
    assert [row[name].value for name in ("Số văn bản", "Số tính lại", "ĐVT")] == [0.00183, 1830, "triệu đồng"]
    assert row["Chênh lệch"].value == pytest.approx(0.00183 - 1830)
    assert "«1.830 đồng»" in str(row["Trích nguyên văn"].value)
    assert str(file_hash(SAMPLES / NAMES[0])) in str(row["Tệp và SHA-256"].value)
    assert str(row["Mã phát hiện"].hyperlink.target).replace("\\", "/").endswith(NAMES[0])
    assert "ký tự" in str(row["Trang/mục"].value)


def test_columns_of_numbers_add_up_to_what_the_database_holds(database: Path) -> None:
    workbook = book(database, "--table", "budgets", "--table", "targets")
    with sqlite3.connect(database) as conn:
        dong = conn.execute("SELECT sum(value_dong), count(value_dong) FROM budgets").fetchone()
        targets = [Decimal(value) for (value,) in conn.execute("SELECT value FROM targets")]
        totals = [
            Decimal(value)
            for (value,) in conn.execute(
                "SELECT value FROM budgets WHERE role = 'total' AND locality IS NULL"
            )
        ]
        known = [
            Decimal(value)
            for (value,) in conn.execute(
                "SELECT value FROM targets WHERE indicator <> 'other' AND locality IS NULL"
            )
        ]
    budgets = [row["Đồng"] for row in rows(workbook, "09 kinh phí") if row["Đồng"] is not None]
    assert (sum(budgets), len(budgets)) == dong
    shown = [row["Giá trị"] for row in rows(workbook, "08 chỉ tiêu")]
    assert {type(value) for value in shown} <= {int, float}
    assert sorted(Decimal(str(value)) for value in shown) == sorted(targets)
    reported = [Decimal(str(row["Số báo cáo"])) for row in rows(workbook, SHEETS[1])]
    assert sum(reported) == sum(totals) + sum(known)


def test_every_check_is_there_and_counted_by_its_verdict(database: Path) -> None:
    """Story 5: sign the coverage."""
    workbook = book(database, "--file", "*.txt")
    with sqlite3.connect(database) as conn:
        counted = dict(
            conn.execute(
                "SELECT verdict, count(*) FROM checks JOIN documents d ON d.id = document"
                " JOIN files ON files.id = d.file"
                " WHERE path LIKE '%.txt' GROUP BY verdict"
            ).fetchall()
        )
    found = [row["Kết quả"] for row in rows(workbook, SHEETS[5])]
    agreeing = [
        row
        for row in rows(workbook, SHEETS[5])
        if row["Phép đối chiếu"] == "phép cộng" and row["Kết quả"] == "khớp"
    ]
    some = [
        row for row in agreeing if "trong đó, không vượt" in row["Cách tính"]
    ]  # of a total, not all of it
    assert all(row["Chênh lệch"] is None and row["Số tính lại"] < row["Số văn bản"] for row in some)
    assert {row["Chênh lệch"] for row in agreeing if row not in some} == {0}
    assert 0 < len(some) < len(agreeing) / 2
    assert all(f" = {vietnamese(Decimal(str(row['Số tính lại'])))}" in row["Cách tính"] for row in agreeing)
    assert found.count("khớp") == counted["agrees"]
    assert found.count("không khớp") == counted["disagrees"]
    last = [row for row in workbook[SHEETS[5]].iter_rows(values_only=True) if row[1] == "cộng"][-1]
    assert last[2:7] == (counted["agrees"], 0, counted["disagrees"], 0, sum(counted.values()))


def test_documents_to_ask_for_are_of_localities_and_not_in_the_corpus(database: Path, tmp_path: Path) -> None:
    """Story 6: what a plan cites and the appendix that it promises."""
    plan = tmp_path / "a.txt"
    head = "ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\nSố: 15/KH-UBND\nTân Hòa, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    cited = (
        "Giảm nghèo bền vững năm 2024\nCăn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;\n"
        "Căn cứ Quyết định số 110/QĐ-UBND ngày 02/02/2024 của UBND huyện Kon Rây;\n"
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 05/01/2024 của UBND huyện Tân Rạch về giảm nghèo;\n"
    )
    held = (
        "ỦY BAN NHÂN DÂN\nHUYỆN TÂN RẠCH\nSố: 09/KH-UBND\nTân Rạch, ngày 05 tháng 01 năm 2024\n\n"
        "KẾ HOẠCH\nGiảm nghèo\n"
    )
    plan.write_text(head + cited + "\nI. MỤC TIÊU\nGiảm 3% (có Phụ lục I kèm theo).\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(held, encoding="utf-8")
    stored(database, plan, tmp_path / "b.txt")
    asked = rows(book(database, "--file", "a.txt"), SHEETS[4])
    assert [(row["Loại"], row["Số, ký hiệu"]) for row in asked] == [
        ("Quyết định", "110/QĐ-UBND"),
        ("Phụ lục", None),
    ]
    assert asked[0]["Cơ quan ban hành"] == "UBND huyện Kon Rây"
    assert "UBND xã Tân Hòa" in asked[0]["Viện dẫn tại"]


def test_a_table_for_other_programs_is_the_same_in_every_form(database: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [parquet] is not installed")
    folder = database.parent
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        call("export", "--db", database, "-o", folder / name, "--table", "budgets")
    written = (folder / "a.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    from_csv = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    from_jsonl = [json.loads(line) for line in (folder / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    table = parquet.read_table(folder / "a.parquet")
    assert [column.key for column in record_columns("budgets")] == table.column_names
    assert str(table.schema.field("value").type) == "decimal128(38, 10)"
    values = [Decimal(row["value"]) for row in from_csv]
    assert values == [Decimal(row["value"]) for row in from_jsonl] == table["value"].to_pylist()
    assert (
        [row["text"] for row in from_csv] == [row["text"] for row in from_jsonl] == table["text"].to_pylist()
    )
    with sqlite3.connect(database) as conn:
        assert conn.execute("SELECT count(*) FROM budgets").fetchone() == (len(values),)
        texts = {text for (text,) in conn.execute("SELECT text FROM budgets")}
    assert texts == {row["text"] for row in from_csv}


def test_json_lines_hold_several_tables(database: Path) -> None:
    target = database.parent / "a.jsonl"
    names = ("findings", "documents", "targets", "citations", "checks", "files", "requests")
    call("export", "--db", database, "-o", target, *(part for name in names for part in ("--table", name)))
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {line["table"] for line in lines} == set(names)
    found = [line for line in lines if line["table"] == "findings"]
    assert {"fingerprint", "stated", "computed", "state", "span_start", "path"} <= found[0].keys()


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        pytest.param("a.xlsx", ("--file", "không-có.docx"), "Không có tệp nào", id="no-file"),
        pytest.param(
            "a.csv", ("--table", "targets", "--file", "không-có.docx"), "Không có tệp nào", id="no-row"
        ),
        pytest.param("a.docx", ("--rule", "roll-up-mismatch"), "Không có phát hiện nào", id="no-finding"),
        pytest.param("a.csv", ("--table", "targets", "--rule", "typo-suspected"), "", id="not-asked-for"),
        pytest.param("a.docx", (), "", id="all"),
    ],
)
def test_a_choice_of_nothing_is_told(database: Path, name: str, options: tuple[str, ...], told: str) -> None:
    target = database.parent / name
    said = call("export", "--db", database, "-o", target, *options)
    assert target.is_file()
    assert bool(said.stderr) == bool(told)
    assert told in said.stderr


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_word_report_has_sentence_calculation_and_quotation(database: Path) -> None:
    target = database.parent / "a.docx"
    call("export", "--db", database, "-o", target, "--file", "tan-rach*", "--issued-by", "Đoàn kiểm tra")
    text = text_of(target)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐOÀN KIỂM TRA", "KẾT QUẢ RÀ SOÁT SỐ LIỆU VĂN BẢN",
        "Kèm theo Công văn số", "Cách tính: 900 + 620 + 310 = 1.830 triệu đồng; văn bản ghi «1.830 đồng»",
        "Trích nguyên văn: «1.830 đồng»", "Tiêu chí: Sai đơn vị tính.", "phép đối chiếu. Khớp:",
    ):  # fmt: skip
        assert words in text
    assert "nghi lỗi chính tả" not in text
    page = Document(str(target)).sections[0]
    assert (round(page.page_width.mm), round(page.left_margin.mm), round(page.right_margin.mm)) == (
        210,
        30,
        15,
    )
    call("export", "--db", database, "-o", target, "--file", "none*")  # its own report is written over
    assert "Không có phát hiện nào." in text_of(target)


REFUSED = {
    "no known form": (("-o", "a.ods"), "đuôi tệp phải là"),
    "two tables in one": (("-o", "a.csv", "--table", "targets", "--table", "budgets"), "chỉ chứa một bảng"),
    "a table in a report": (("-o", "a.docx", "--table", "targets"), "không nhận --table"),
    "no such folder": (("-o", "none/a.csv"), "không có thư mục này"),
    "the database": (("-o", "kho.csv"), "là cơ sở dữ liệu"),
    "a plan": (("-o", "plan.docx"), "không ghi đè"),
    "no database": (("-o", "a.csv", "--db", "none.db"), "không tìm thấy cơ sở dữ liệu"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_written_is_one_line(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, reason = REFUSED[case]
    shutil.copy(SAMPLES / NAMES[1], "plan.docx")
    shutil.copy(database, "kho.csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    options = arguments if "--db" in arguments else (*arguments, "--db", "kho.db")
    result = call("export", *options, code=2)
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name in before} == before
    assert {path.name for path in tmp_path.iterdir()} - before.keys() <= {"kho.db-wal", "kho.db-shm"}


def test_parquet_without_its_extra_says_what_to_install(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = call("export", "--db", database, "-o", database.parent / "a.parquet", code=2)
    assert result.stderr == "extractor: Để ghi Parquet cần thêm: pip install 'plan-extractor[parquet]'\n"
    assert not (database.parent / "a.parquet").exists()


LIST = """ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
Số: 15/KH-UBND
Tân Hòa, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Thực hiện công tác giảm nghèo bền vững năm 2024

I. KINH PHÍ
Hỗ trợ ông Nguyễn Văn Tám (CCCD 046085001234) 40 triệu đồng, hộ A Nhưn 30 triệu đồng.
Tổng kinh phí: 990 triệu đồng, gồm: hộ ông Nguyễn Văn Tám 600 triệu đồng; hộ A Nhưn 250 triệu đồng (ĐT 0912.345.678).

| STT | Họ và tên chủ hộ | Kinh phí (triệu đồng) |
| 1 | A Nhưn | 30 |
| 2 | Y Hlen | 20 |

CHỦ TỊCH
Lê Văn Năm
"""
TOLD = ("Nguyễn Văn Tám", "A Nhưn", "Y Hlen", "046085001234", "0912.345.678")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    (folder / "plan.txt").write_text(LIST, encoding="utf-8")
    return stored(folder / "kho.db", folder / "plan.txt")


def whole_text(path: Path) -> str:
    if path.suffix == ".docx":
        return text_of(path)
    if path.suffix == ".xlsx":
        cells = (
            cell for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row
        )
        return "\n".join(map(str, cells))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [".xlsx", ".jsonl", ".csv"])
def test_people_are_masked_where_that_is_asked_for(people: Path, form: str) -> None:
    target = people.parent / f"a{form}"
    tables = {".xlsx": SHEETED, ".jsonl": (*SHEETED, "--table", "findings"), ".csv": ("--table", "budgets")}
    options = ("export", "--db", people, "-o", target, *tables.get(form, ()))
    call(*options)
    open_text = whole_text(target)
    assert "A Nhưn" in open_text
    call(*options, "--mask")
    text = whole_text(target)
    assert [told for told in TOLD if told in text] == []
    assert "• ••••" in text
    if form != ".csv":
        assert "Lê Văn Năm" in text  # who signs is no secret
    assert len(text.splitlines()) == len(open_text.splitlines())


SHEETED = ("--table", "documents", "--table", "budgets", "--table", "targets")


def test_the_log_of_triage_is_masked_too(people: Path) -> None:
    (fault,) = [f for f in listed(people) if f["rule"] == "sum-mismatch"]
    call("triage", "confirm", fault["fingerprint"], "--note", "đã gọi 0912345678", "--db", people)
    open_log = call("triage", "export", "--db", people).stdout
    log = call("triage", "export", "--mask", "--db", people).stdout
    assert "0912345678" in open_log
    assert [told for told in (*TOLD, "0912345678") if told in log] == []
    assert json.loads(log)["entry"] == json.loads(open_log)["entry"]
