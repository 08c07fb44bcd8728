"""Made-up plans of one district, scanned into a real database and compared with each other."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.corpus import Corpus

HEAD = """ỦY BAN NHÂN DÂN
{upper}
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{seat}, ngày 20 tháng 01 năm {year}

KẾ HOẠCH
Giảm nghèo bền vững năm {year} trên địa bàn {place}, tỉnh Lam Châu

Căn cứ Nghị định số 97/2030/NĐ-CP ngày {cited} của Chính phủ về chuẩn nghèo;
"""
DISTRICT = """
I. CHỈ TIÊU
Giao chỉ tiêu cho các xã như sau.

PHỤ LỤC
Chỉ tiêu giảm nghèo năm 2031

STT\tĐơn vị\tSố hộ nghèo giảm năm 2031 (hộ)\tTổng kinh phí năm 2031 (triệu đồng)
1\tXã Bàu Đưng\t25\t250
2\tXã Gò Mây\t20\t200
3\tThị trấn Kênh Ba\t15\t150
\tTổng cộng\t60\t600
"""
COMMUNE = """
I. KẾT QUẢ NĂM {before}
{result}

II. MỤC TIÊU
Năm {year}, giảm {cut} hộ nghèo.

III. KINH PHÍ
Tổng kinh phí thực hiện năm {year}: {cut}0 triệu đồng.
"""


def commune(name: str, cut: int, number: int, year: int = 2031, **told: str) -> str:
    kind = "THỊ TRẤN" if name == "Kênh Ba" else "XÃ"
    head = HEAD.format(
        upper=f"{kind} {name.upper()}",
        number=number,
        seat=name,
        year=year,
        place=f"{kind.lower()} {name}, huyện Kiến Thành",
        cited=told.get("cited", "12/10/2030"),
    )
    result = told.get("result", "Công tác giảm nghèo đạt nhiều kết quả.")
    return head + COMMUNE.format(before=year - 1, year=year, cut=cut, result=result)


PLANS = {
    "huyen.txt": HEAD.format(
        upper="HUYỆN KIẾN THÀNH",
        number=12,
        seat="Kiến Thành",
        year=2031,
        place="huyện Kiến Thành",
        cited="12/10/2030",
    )
    + DISTRICT,
    "bau-dung.txt": commune("Bàu Đưng", 25, 31, cited="21/10/2030"),
    "go-may.txt": commune("Gò Mây", 22, 32),
    "kenh-ba.txt": commune("Kênh Ba", 15, 33),
    "bau-dung-2032.txt": commune("Bàu Đưng", 11, 9, 2032, result="Năm 2031, tỷ lệ hộ nghèo giảm còn 9,8%."),
    "bau-dung-2033.txt": commune("Bàu Đưng", 10, 8, 2033, result="Năm 2031, tỷ lệ hộ nghèo giảm còn 9,1%."),
}


def call(*arguments: object, lang: str = "vi") -> Result:
    return CliRunner(env={"EXTRACTOR_LANG": lang}).invoke(
        cli, [str(argument) for argument in arguments], catch_exceptions=False
    )


def scanned(folder: Path, database: Path, jobs: int = 1) -> str:
    return call("scan", folder, "--db", database, "--jobs", jobs).stdout


def found(database: Path) -> dict[str, Any]:
    shown = call("check", "--db", database, "--format", "json")
    assert shown.exit_code == 0
    return dict(json.loads(shown.stdout))


def rules_found(database: Path) -> list[tuple[str, str]]:
    return [(Path(finding["path"]).name, finding["rule"]) for finding in found(database)["findings"]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The folder of the plans, their database and what the scan printed."""
    folder = tmp_path_factory.mktemp("across")
    for name, text in PLANS.items():
        (folder / "plans").mkdir(exist_ok=True)
        (folder / "plans" / name).write_text(text, encoding="utf-8")
    return folder / "plans", folder / "c.db", scanned(folder / "plans", folder / "c.db")


EVERY = [
    ("bau-dung.txt", "citation-conflict"),
    ("huyen.txt", "roll-up-mismatch"),
    ("huyen.txt", "roll-up-mismatch"),
]


def test_plans_are_compared_at_the_end_of_a_scan(corpus: tuple[Path, Path, str]) -> None:
    folder, database, printed = corpus
    result = found(database)
    assert rules_found(database) == EVERY
    assert [finding["expected"] for finding in result["findings"]] == ["12/10/2030", "62", "620 triệu đồng"]
    counts = {(c["relation"], c["verdict"]): c["count"] for c in result["checks"]}
    assert counts == {
        ("citation-date", "disagrees"): 1,
        ("roll-up", "disagrees"): 2,
        ("year-on-year", "disagrees"): 1,
    }
    (differing,) = result["differing"]
    assert [(Path(t["path"]).name, t["text"]) for t in differing["terms"]] == [
        ("bau-dung-2032.txt", "9,8%"),
        ("bau-dung-2033.txt", "9,1%"),
    ]
    assert "3 phát hiện giữa các văn bản" in printed
    texts = {str(path): call("text", path).stdout for path in folder.iterdir()}
    for finding in result["findings"]:
        for quoted in finding["evidence"]:
            start, end = quoted["span"]
            assert texts[quoted["path"]][start:end] == quoted["text"]


def test_what_was_found_is_shown_in_words(corpus: tuple[Path, Path, str]) -> None:
    _, database, _ = corpus
    vi, en = (call("check", "--db", database, lang=lang).stdout for lang in ("vi", "en"))
    assert "5/6 văn bản trong kho viện dẫn số hiệu này ghi ngày 12/10/2030" in vi
    assert "kế hoạch của Xã Gò Mây ghi 22" in vi
    assert "Figures of one year that differ between two plans" in en
    assert "«9,1%»" in en


@pytest.mark.parametrize("form", ["a.docx", "a.xlsx", "a.jsonl"])
def test_what_was_found_between_plans_is_exported(
    corpus: tuple[Path, Path, str], tmp_path: Path, form: str
) -> None:
    shown = call("export", "--db", corpus[1], "-o", tmp_path / form)
    assert (shown.exit_code, shown.stderr) == (0, "")
    if form == "a.jsonl":
        assert "roll-up-mismatch" in (tmp_path / form).read_text(encoding="utf-8")


def test_a_plans_own_findings_stay_its_own(corpus: tuple[Path, Path, str]) -> None:
    folder, database, _ = corpus
    with sqlite3.connect(database) as conn:
        own = {rule for (rule,) in conn.execute("SELECT rule FROM findings")}
    assert own & {rule for _, rule in EVERY} == set()
    printed = call("extract", *sorted(folder.iterdir())).stdout
    assert not any(rule in printed for _, rule in EVERY)


def stored(database: Path) -> bytes:
    return call("check", "--db", database, "--format", "json").stdout.encode() + b"".join(
        call("check", "--db", database, lang=lang).stdout.replace(str(database), "").encode()
        for lang in ("vi", "en")
    )


def test_the_workers_change_no_byte(corpus: tuple[Path, Path, str], tmp_path: Path) -> None:
    folder, database, _ = corpus
    scanned(folder, tmp_path / "c.db", jobs=2)
    assert stored(tmp_path / "c.db") == stored(database)


def test_a_second_scan_replaces_what_the_first_found(corpus: tuple[Path, Path, str], tmp_path: Path) -> None:
    folder = corpus[0]
    shutil.copytree(folder, tmp_path / "plans")
    scanned(tmp_path / "plans", tmp_path / "c.db")
    assert rules_found(tmp_path / "c.db") == EVERY
    scanned(tmp_path / "plans", tmp_path / "c.db")
    assert rules_found(tmp_path / "c.db") == EVERY
    (tmp_path / "plans" / "go-may.txt").write_text(commune("Gò Mây", 20, 32), encoding="utf-8")
    scanned(tmp_path / "plans", tmp_path / "c.db")
    assert rules_found(tmp_path / "c.db") == EVERY[:1]
    assert {(c["relation"], c["verdict"]) for c in found(tmp_path / "c.db")["checks"]} >= {
        ("roll-up", "agrees")
    }


def test_a_rule_that_is_switched_off_finds_nothing(corpus: tuple[Path, Path, str], tmp_path: Path) -> None:
    folder, database, _ = corpus
    (tmp_path / "checks.yaml").write_text("rules: {roll-up-mismatch: {enabled: false}}\n", encoding="utf-8")
    shutil.copy(database, tmp_path / "c.db")
    call("scan", folder, "--db", tmp_path / "c.db", "--rules", tmp_path, "--jobs", 1)
    assert rules_found(tmp_path / "c.db") == EVERY[:1]


def test_a_place_without_a_plan_is_said(tmp_path: Path) -> None:
    for name in ("huyen.txt", "go-may.txt", "kenh-ba.txt"):
        (tmp_path / name).write_text(PLANS[name], encoding="utf-8")
    scanned(tmp_path, tmp_path / "c.db")
    assert rules_found(tmp_path / "c.db") == []
    shown = call("check", "--db", tmp_path / "c.db").stdout
    assert "trong kho không có kế hoạch của Xã Bàu Đưng (2)" in shown
    unchecked = found(tmp_path / "c.db")["unchecked"]
    assert {check["reason_en"] for check in unchecked} == {"no plan in the corpus of Xã Bàu Đưng"}


def test_a_scan_that_did_not_end_is_told(corpus: tuple[Path, Path, str], tmp_path: Path) -> None:
    shutil.copy(corpus[1], tmp_path / "c.db")
    with Corpus.open(tmp_path / "c.db") as stored_plans:
        (known,) = [file for file in stored_plans.files() if file.path.endswith("go-may.txt")]
        stored_plans.store(known, None)
    assert found(tmp_path / "c.db")["current"] is False
    assert "hãy quét lại" in call("check", "--db", tmp_path / "c.db").stdout
    assert found(corpus[1])["current"] is True


def test_check_takes_files_or_a_database(tmp_path: Path) -> None:
    for arguments in ((), (tmp_path / "a.txt", "--db", tmp_path / "c.db"), ("--db", tmp_path / "none.db")):
        refused = call("check", *arguments)
        assert (refused.exit_code, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)


def test_an_appendix_beside_the_plan(tmp_path: Path) -> None:
    plan = (
        commune("Gò Mây", 20, 32)
        + "Chi tiết tại Phụ lục 01 và Phụ lục 02 kèm theo (chi tiết tại Phụ lục 02).\n"
    )
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "go-may.txt").write_text(plan, encoding="utf-8")

    def missing() -> list[str]:
        audit = json.loads(call("check", folder / "go-may.txt", "--format", "json").stdout)[0]
        return [f["text"] for f in audit["findings"] if f["rule"] == "appendix-missing"]

    def kept() -> int:
        scanned(folder, tmp_path / "c.db")
        with sqlite3.connect(tmp_path / "c.db") as conn:
            return int(
                conn.execute("SELECT count(*) FROM findings WHERE rule = 'appendix-missing'").fetchone()[0]
            )

    before = missing()
    assert (len(before), kept()) == (2, 2)
    (folder / "PL 02.xlsx").write_bytes(b"PK\x03\x04")
    assert (len(missing()), kept()) == (1, 1)
    assert "0 không đổi" not in scanned(folder, tmp_path / "c.db")
    (folder / "Phu luc 1.xlsx").write_bytes(b"PK\x03\x04")
    assert (missing(), kept()) == ([], 0)
