"""extractor export --report coverage, as it is typed: read back from the file."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from extractor.audit import audit_bytes
from extractor.cli import cli
from extractor.corpus import Corpus, FileResult
from extractor.errors import FileState
from extractor.exporting.coverage import Few
from extractor.rulebook import load_rulebook

PLAN = """ỦY BAN NHÂN DÂN
XÃ {upper}
Số: {number}/KH-UBND
{name}, ngày 20 tháng 01 năm 2031

KẾ HOẠCH
Giảm nghèo bền vững năm 2031 trên địa bàn xã {name}, huyện Kiến Thành, tỉnh Lam Châu

I. KẾT QUẢ
Đã đào tạo nghề cho 45/50 lao động, đạt 90%; cho 63/70 hộ vay vốn, đạt 80%.
Hỗ trợ ít nhất 4 sản phẩm của 3 sao.

II. KINH PHÍ
Tổng kinh phí: 1.220 triệu đồng, gồm ngân sách trung ương 900 triệu đồng, ngân sách huyện 320 triệu đồng.
"""
SHOWN = [
    "KẾT QUẢ ĐỐI CHIẾU SỐ LIỆU",
    "I. PHẠM VI ĐỐI CHIẾU",
    "II. NỘI DUNG ĐÃ ĐỐI CHIẾU",
    "III. PHÁT HIỆN ĐÃ XÁC NHẬN",
    "IV. NỘI DUNG CHƯA ĐỐI CHIẾU ĐƯỢC",
    "V. NỘI DUNG CHƯA ĐỌC ĐƯỢC",
]
SIGNERS = ("NGƯỜI LẬP", "NGƯỜI SOÁT XÉT", "ĐẠI DIỆN ĐƠN VỊ")
NAMES = {"bau-dung.txt": "Bàu Đưng", "go-may.txt": "Gò Mây"}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rules, database = load_rulebook(), tmp_path_factory.mktemp("kho") / "kho.db"
    with Corpus.open(database, create=True) as corpus:
        for number, (path, name) in enumerate(NAMES.items(), 7):
            text = PLAN.format(upper=name.upper(), name=name, number=number)
            read = FileResult(
                path, f"{number:064x}", len(text), FileState.OK, "", "", 0.1, "0.5.0+rules", "txt"
            )
            corpus.store(read, audit_bytes(text.encode(), path, path, rules))
        locked = "tệp có mật khẩu", "the file asks for a password"
        corpus.store(
            FileResult("khoa.docx", "ab" * 32, 9, FileState.ENCRYPTED, *locked, 0.0, "0.5.0+rules"), None
        )
    return database


@pytest.fixture
def database(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXTRACTOR_REVIEWER", "Lan")
    return Path(shutil.copy(original, tmp_path / "kho.db"))


def call(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", "vi"])
    assert result.exit_code == code, result.output
    return result


def report(database: Path, *options: str) -> tuple[list[str], list[list[str]]]:
    """The paragraphs, and the rows of all tables."""
    target = database.parent / "doi-chieu.docx"
    call("export", "--db", database, "--report", "coverage", "-o", target, *options)
    document = Document(str(target))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [line.text for line in document.paragraphs], rows


def test_one_plan_is_told_part_by_part(database: Path) -> None:
    told, rows = report(database, "--file", "bau-dung.txt", "--issued-by", "Kiểm toán nhà nước")
    assert [line for line in told if line in SHOWN] == SHOWN
    assert "Kế hoạch số 7/KH-UBND ngày 20/01/2031 của UBND xã Bàu Đưng" in told
    assert f"SHA-256: {7:064x}" in told
    assert "Chương trình, bộ quy tắc: Plan Extractor 0.5.0, bộ quy tắc rules" in told
    assert "KIỂM TOÁN NHÀ NƯỚC" in rows[0][0]
    assert any("900 + 320 = 1.220 triệu đồng" in row[-1] for row in rows)
    assert any("45 : 50 = 90%" in row[-1] for row in rows)
    assert any("3 sao" in row[2] for row in rows if len(row) == 4)
    assert rows[-1] == [f"{who}\n(Ký, ghi rõ họ tên)\n\n\n\n" for who in SIGNERS]


def test_the_counts_are_those_of_the_database(database: Path) -> None:
    _, rows = report(database)
    with Corpus.open(database) as corpus, corpus.outgoing() as out:
        verdicts = [check.verdict for check in (*out.checks(), *out.across_checks())]
    (total,) = [row for row in rows if row[0] == "Cộng"]
    kinds = ("agrees", "rounding", "disagrees", "not-checkable")
    assert total[1:] == [*(str(verdicts.count(kind) or "-") for kind in kinds), str(len(verdicts))]


def test_only_what_was_confirmed_is_told_as_found(database: Path) -> None:
    told, _ = report(database)
    assert "Chưa có phát hiện nào được xác nhận." in told
    call(
        "triage",
        "confirm",
        "--rule",
        "ratio-mismatch",
        "--file",
        "go-may.txt",
        "--db",
        database,
        "--note",
        "đã hỏi",
    )
    told, _ = report(database)
    assert "UBND xã Gò Mây: Kế hoạch số 8/KH-UBND ngày 20/01/2031" in told
    assert "Tỷ lệ ghi «80%» không khớp số liệu: 63/70 = 90%." in told
    assert "Phải là: 90%" in told
    assert any(line.startswith("Tiêu chí: Tỷ lệ không khớp số liệu") for line in told)
    assert any(line.startswith("Xác nhận: Lan, ") and line.endswith("; đã hỏi") for line in told)
    assert sum(line.startswith("1. ") for line in told) == 1
    assert any(line.startswith("Không nêu ở đây các phát hiện khác: ") for line in told)


def test_files_that_were_not_read_are_told_with_the_reason(database: Path) -> None:
    told, rows = report(database)
    assert "Tệp không đọc được (1):" in told
    assert ["1", "khoa.docx", "có mật khẩu", "tệp có mật khẩu"] in rows


def test_the_report_is_a_docx(database: Path, tmp_path: Path) -> None:
    result = call("export", "--db", database, "--report", "coverage", "-o", tmp_path / "a.xlsx", code=2)
    assert "chỉ dùng với tệp .docx" in result.stderr


def test_an_empty_choice_says_so(database: Path) -> None:
    told, _ = report(database, "--file", "khong-co.txt")
    assert "Không có số liệu nào để đối chiếu với nhau." in told


def test_what_is_beyond_is_counted() -> None:
    some = Few(2)
    for number in range(5):
        some.add(number)
    assert (some.rows, some.count, some.beyond) == ([0, 1], 5, 3)
