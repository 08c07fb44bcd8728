"""What an auditor does with the program, story by story, as it is typed, over invented plans of one district."""

import csv
import io
import json
import shutil
import struct
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from docx import Document
from fastapi.testclient import TestClient
from PIL import Image

from extractor.cli import cli
from extractor.web.app import create_app
from extractor.web.settings import Served

HEAD = """ỦY BAN NHÂN DÂN
{unit}
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{seat}, ngày {day} tháng 01 năm {year}

KẾ HOẠCH
Giảm nghèo bền vững năm {year} trên địa bàn {place}

"""
SUOI_VANG = """Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều;

I. MỤC TIÊU
Trong năm 2023 giảm tỷ lệ hộ nghèo 4,2%; đầu năm tỷ lệ hộ nghèo là 31,5%.

II. NỘI DUNG
1. Dự án 2: Đa dạng hóa sinh kế
Kinh phí 2.310 triệu đồng, giao Phòng Nông nghiệp chủ trì.
2. Dự án 3: Hỗ trợ phát triển sản xuất
Kinh phí 1.740,5 triệu đồng, giao Phòng Nông nghiệp chủ trì.

III. TÍN DỤNG
Tổng dư nợ cho vay ưu đãi là 88.730 triệu đồng, gồm: cho vay hộ nghèo 21.400 triệu đồng, hộ cận nghèo 17.250 triệu \
đồng, hộ mới thoát nghèo 14.080 triệu đồng, giải quyết việc làm 12.600 triệu đồng, nước sạch 9.900 triệu đồng, nhà ở \
8.300 triệu đồng, học sinh sinh viên 5.200 triệu đồng.

PHỤ LỤC
Chỉ tiêu giao năm 2023

STT\tĐơn vị\tTỷ lệ hộ nghèo giảm năm 2023 (%)
1\tXã Bàu Đưng\t5,5
2\tXã Gò Mây\t3,5
"""
CU_LAO = """Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều;

I. MỤC TIÊU
Trong năm 2023 giảm tỷ lệ hộ nghèo 1,1%; đầu năm tỷ lệ hộ nghèo là 4,7%.

II. NỘI DUNG
1. Dự án 1: Hỗ trợ đầu tư hạ tầng
Không thực hiện do huyện không thuộc địa bàn được đầu tư.
2. Dự án 2: Đa dạng hóa sinh kế
Kinh phí 1.150 triệu đồng, giao Phòng Kinh tế chủ trì.
3. Dự án 3: Hỗ trợ phát triển sản xuất
Kinh phí 820 triệu đồng, giao Phòng Kinh tế chủ trì.
"""
BAU_DUNG = """Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều;
Thực hiện Kế hoạch số 58/KH-UBND ngày 05/01/2023 của UBND huyện Suối Vàng về giảm nghèo năm 2023;

I. MỤC TIÊU
Đầu năm 2023, tỷ lệ hộ nghèo là 35,2%. Trong năm 2023 giảm tỷ lệ hộ nghèo 5%.
Cả giai đoạn 2021-2025 giảm tỷ lệ hộ nghèo bình quân 6%/năm.

II. KINH PHÍ
Tổng kinh phí: 1.845,6 đồng, trong đó ngân sách trung ương 1.500 triệu đồng, ngân sách huyện 345,6 triệu đồng.
Chi tiết theo Phụ lục 2 kèm theo Kế hoạch này.
"""
BAU_DUNG_2024 = """I. KẾT QUẢ NĂM 2023
Năm 2023, tỷ lệ hộ nghèo giảm 5,4%, vượt kế hoạch; cuối năm 2023 tỷ lệ hộ nghèo còn 29,8%.
Đã dạy nghề cho 48/60 lao động, đạt 90% kế hoạch.

II. MỤC TIÊU
Trong năm 2024 giảm tỷ lệ hộ nghèo 4%.
"""
GO_MAY = """I. MỤC TIÊU
Đầu năm 2023, tỷ lệ hộ nghèo là 28,4%. Trong năm 2023 giảm tỷ lệ hộ nghèo 3,5%.
"""


def plan(kind: str, name: str, number: int, body: str, year: int = 2023, day: str = "16") -> str:
    place = f"{kind} {name}" + (", huyện Suối Vàng" if kind == "xã" else ", tỉnh Lam Châu")
    head = HEAD.format(
        unit=f"{kind} {name}".upper(), number=number, seat=name, day=day, year=year, place=place
    )
    return head + body


PLANS = {
    "suoi-vang.txt": plan("huyện", "Suối Vàng", 12, SUOI_VANG, day="10"),
    "cu-lao.txt": plan("huyện", "Cù Lao", 31, CU_LAO, day="12"),
    "bau-dung.txt": plan("xã", "Bàu Đưng", 7, BAU_DUNG),
    "bau-dung-2024.txt": plan("xã", "Bàu Đưng", 4, BAU_DUNG_2024, year=2024),
    "go-may.txt": plan("xã", "Gò Mây", 9, GO_MAY),
}


def call(*arguments: object, code: int = 0) -> Result:
    told = [*map(str, arguments), "--lang", "vi"]
    result = CliRunner(env={"EXTRACTOR_REVIEWER": "Lan"}).invoke(cli, told, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def told(*arguments: object) -> Any:
    return json.loads(call(*arguments, "--format", "json").stdout)


def names(paths: list[str]) -> list[str]:
    return [Path(path).name for path in paths]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the plans and the database of a scan."""
    folder, database = tmp_path_factory.mktemp("plans"), tmp_path_factory.mktemp("kho") / "kho.db"
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    call("scan", folder, "--db", database, "--jobs", 1)
    return folder, database


@pytest.fixture
def database(corpus: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(corpus[1], tmp_path / "kho.db"))


def found(database: Path, rule: str) -> dict[str, Any]:
    (one,) = told("triage", "list", "--rule", rule, "--db", database)
    return dict(one)


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    (title,) = [title for title in book.sheetnames if title.startswith(name)]
    return list(book[title].iter_rows(values_only=True))


def locked() -> bytes:
    """The head of a Word file with a password: a container whose directory names the encrypted package."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    streams = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    entries = (name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in streams)
    return header.ljust(512, b"\0") + b"".join(entries)


def test_1_what_was_not_read_is_seen_and_the_states_add_up(tmp_path: Path) -> None:
    folder, database = tmp_path / "plans", tmp_path / "kho.db"
    folder.mkdir()
    for name in ("go-may.txt", "cu-lao.txt"):
        (folder / name).write_text(PLANS[name], encoding="utf-8")
    shutil.copy(folder / "go-may.txt", folder / "go-may-ban-sao.txt")
    (folder / "khoa.docx").write_bytes(locked())
    Image.new("L", (600, 850), 255).save(folder / "quet.pdf")
    printed = call("scan", folder, "--db", database, "--jobs", 1, code=1).stdout
    listed = told("files", "--db", database)
    states = {Path(one["path"]).name: one["state"] for one in listed}
    assert states == {
        "cu-lao.txt": "ok",
        "go-may-ban-sao.txt": "ok",
        "go-may.txt": "duplicate",
        "khoa.docx": "encrypted",
        "quet.pdf": "no-text",
    }
    assert len(listed) == len(list(folder.iterdir())) == 5
    assert printed.startswith("5 tệp trong ")
    assert all(words in printed for words in ("có mật khẩu", "không có chữ", "trùng nội dung"))


def test_2_a_fault_is_trusted_by_two_proofs_and_one_click(corpus: tuple[Path, Path]) -> None:
    folder, database = corpus
    judged = call("check", folder / "bau-dung.txt", "--select", "unit-scale", "--format", "json", code=1)
    ((one,),) = [plan["findings"] for plan in json.loads(judged.stdout)]
    assert "số đúng phải là «1.845,6 triệu đồng»" in one["message"]
    assert "phần lẻ nhỏ hơn một đồng" in one["message"]
    text = call("text", folder / "bau-dung.txt").stdout
    with TestClient(create_app(Served(database)), base_url="http://127.0.0.1:8765") as client:
        page = client.get("/plans", params={"path": found(database, "unit-scale")["path"]}).text
    for start, end, words in ((*piece["span"], piece["text"]) for piece in one["evidence"]):
        assert text[start:end] == words
        assert f"#at={start}-{end}" in page


def test_3_what_was_said_is_kept_over_a_scan_and_logged(corpus: tuple[Path, Path], database: Path) -> None:
    confirmed, dismissed = (found(database, rule)["fingerprint"] for rule in ("unit-scale", "ratio-mismatch"))
    call("triage", "confirm", confirmed, "--note", "đã xem bản gốc", "--db", database)
    call("triage", "dismiss", dismissed, "--reason", "explained", "--db", database)
    call("scan", corpus[0], "--db", database, "--jobs", 1)
    states = {one["fingerprint"]: one["state"] for one in told("triage", "list", "--db", database)}
    assert (states[confirmed], states[dismissed]) == ("confirmed", "dismissed")
    history = call("triage", "history", confirmed, "--db", database).stdout
    assert "Lan" in history
    assert "đã xem bản gốc" in history


def test_4_the_appendix_holds_numbers_and_no_dismissed_finding(database: Path, tmp_path: Path) -> None:
    dismissed = found(database, "ratio-mismatch")["fingerprint"]
    call("triage", "dismiss", dismissed, "--reason", "explained", "--db", database)
    call("export", "--db", database, "-o", tmp_path / "a.xlsx")
    head, *rows = sheet(tmp_path / "a.xlsx", "01")
    column = {title: number for number, title in enumerate(head)}
    by_mark = {row[column["Mã phát hiện"]]: row for row in rows}
    scale = by_mark[found(database, "unit-scale")["fingerprint"][:10]]
    assert dismissed[:10] not in by_mark
    assert scale[column["Số tính lại"]] == pytest.approx(1845.6)
    assert isinstance(scale[column["Số văn bản"]], int | float)
    checks = sheet(tmp_path / "a.xlsx", "06")
    (total,) = [row for row in checks if row[1] == "cộng"]
    assert total[6] == sum(total[2:6])


def test_5_the_loans_add_up_and_are_signed_as_agreeing(database: Path, tmp_path: Path) -> None:
    call(
        "export",
        "--db",
        database,
        "--report",
        "coverage",
        "--file",
        "suoi-vang.txt",
        "-o",
        tmp_path / "a.docx",
    )
    report = Document(str(tmp_path / "a.docx"))
    rows = [[cell.text for cell in row.cells] for table in report.tables for row in table.rows]
    sums = "21.400 + 17.250 + 14.080 + 12.600 + 9.900 + 8.300 + 5.200 = 88.730 triệu đồng"
    assert [row[1:3] for row in rows if row[-1].startswith(sums)] == [["III", "Phép cộng"]]
    assert any("NGƯỜI SOÁT XÉT" in cell for cell in rows[-1])


def test_6_documents_to_ask_for_stand_on_sheet_05(database: Path, tmp_path: Path) -> None:
    call("export", "--db", database, "-o", tmp_path / "a.xlsx")
    _, *rows = sheet(tmp_path / "a.xlsx", "05")
    asked = [(row[1], row[2]) for row in rows]
    assert ("Kế hoạch", "58/KH-UBND") in asked
    assert [kind for kind, _ in asked].count("Phụ lục") == 1
    assert not any("NĐ-CP" in str(number) for _, number in asked)
    listed = told("requests", "--db", database)
    assert sorted((one["kind"], one["number"]) for one in listed) == [
        ("Kế hoạch", "58/KH-UBND"),
        ("Phụ lục", None),
    ]
    assert {names([place["path"] for place in one["mentions"]])[0] for one in listed} == {"bau-dung.txt"}
    assert "Kế hoạch 58/KH-UBND" in call("requests", "--file", "bau-dung.txt", "--db", database).stdout
    rows = list(
        csv.DictReader(
            io.StringIO(call("requests", "--db", database, "--format", "csv").stdout.lstrip("\ufeff"))
        )
    )
    assert [row["number"] for row in rows] == ["58/KH-UBND", ""]
    assert "Không có văn bản nào" in call("requests", "--file", "go-may.txt", "--db", database).stdout


def test_7_one_plan_excuses_a_component_and_another_is_silent(database: Path) -> None:
    asked = ("compare", "--budgets", "component", "--matrix", "--db", database)
    rows = csv.DictReader(io.StringIO(call(*asked, "--format", "csv").stdout.lstrip("\ufeff")))
    stands = {
        (row["place"].partition(",")[0], row["component"]): (row["stand"], row["value"]) for row in rows
    }
    assert stands == {
        ("Cù Lao", "Dự án 1"): ("nêu không thực hiện", ""),
        ("Cù Lao", "Dự án 2"): ("có vốn", "1150"),
        ("Cù Lao", "Dự án 3"): ("có vốn", "820"),
        ("Suối Vàng", "Dự án 1"): ("không nêu", ""),
        ("Suối Vàng", "Dự án 2"): ("có vốn", "2310"),
        ("Suối Vàng", "Dự án 3"): ("có vốn", "1740.5"),
    }
    assert "«1. Dự án 1: Hỗ trợ đầu tư hạ tầng Không thực hiện do huyện" in call(*asked).stdout


def test_8_reductions_of_four_plans_with_their_years(database: Path, tmp_path: Path) -> None:
    shown = told("compare", "poverty_rate_reduction", "--status", "target", "--year", 2023, "--db", database)
    values = {v["place"]["name"]: v["value"] for g in shown["groups"] for v in g["values"]}
    assert {"Suối Vàng": "4.2", "Cù Lao": "1.1", "Bàu Đưng": "5", "Gò Mây": "3.5"}.items() <= values.items()
    assert {g["year"] for g in shown["groups"]} == {2023}
    call("compare", "poverty_rate_reduction", "--year", 2023, "--db", database, "-o", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    links = [cell.hyperlink.target for ws in book for row in ws.iter_rows() for cell in row if cell.hyperlink]
    assert {link.replace("\\", "/").rpartition("/")[2] for link in links} >= {
        "suoi-vang.txt",
        "cu-lao.txt",
        "go-may.txt",
    }


def test_9_a_plan_against_its_result_and_the_upper_level(database: Path) -> None:
    asked = ("compare", "poverty_rate_reduction", "--db", database)
    (ratio,) = [v for g in told(*asked, "--ratio", "actual-plan")["groups"] for v in g["values"]]
    assert [part["value"] for part in ratio["parts"]] == ["5.4", "5"]
    pairs = told(*asked, "--beside", "upper", "--year", 2023)
    below = {p["value"]["place"]["name"]: p["gap"] for p in pairs if p["against"] == "assigned"}
    assert below == {"Bàu Đưng": "-0.5", "Gò Mây": "0"}
    ranked = [v["value"] for g in told(*asked)["groups"] for v in g["values"]]
    assert "6" not in ranked  # an average over the period is not ranked with a year's
    listed = told("triage", "list", "--file", "bau-dung.txt", "--db", database)
    assert not any("6%" in one["text"] + one["message_vi"] for one in listed)


def test_10_every_plan_that_cites_a_decree_is_found_with_its_date(database: Path) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(
                call("search", "--cites", "07/2021", "--db", database, "--format", "csv").stdout.lstrip(
                    "\ufeff"
                )
            )
        )
    )
    assert sorted({Path(row["path"]).name for row in rows}) == ["bau-dung.txt", "cu-lao.txt", "suoi-vang.txt"]
    hits = told("search", "07/2021", "--db", database)
    shown = {Path(one["path"]).name: one["hits"][0]["issued_on"] for one in hits["plans"]}
    assert shown == {"suoi-vang.txt": "2023-01-10", "cu-lao.txt": "2023-01-12", "bau-dung.txt": "2023-01-16"}
