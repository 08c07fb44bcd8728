"""extractor triage, as it is typed; several processes on one database."""

import json
import os
import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from test_corpus import result_of

import extractor
from extractor.audit import audit_file
from extractor.cli import cli
from extractor.corpus import Corpus
from extractor.rulebook import Rulebook, load_rulebook
from extractor.system import file_hash

CODE = Path(extractor.__file__).parent.parent
PLAN = """ỦY BAN NHÂN DÂN
XÃ {place}
Số: {number}/KH-UBND
{place}, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Thực hiện công tác giảm nghèo bền vững năm 2024

I. MỤC TIÊU
Có 36/42 nhà được sửa, đạt {rate}%.
II. KINH PHÍ
Tổng kinh phí: {total} triệu đồng, gồm: ngân sách trung ương 600 triệu đồng; ngân sách huyện 250 triệu đồng.
"""


def call(*arguments: object, lang: str = "vi", code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", lang])
    assert result.exit_code == code, result.output
    return result


def plan(
    folder: Path, name: str = "a.txt", *, total: str = "990", rate: str = "85,7", number: int = 15
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = PLAN.format(place="Tân Hòa", total=total, rate=rate, number=number)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXTRACTOR_REVIEWER", "Lan")
    return tmp_path


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def scanned(folder: Path, **changed: Any) -> list[dict[str, Any]]:
    """What a scan stores, without its processes."""
    plan(folder / "plans", **changed)
    with Corpus.open(folder / "kho.db") as corpus:
        for path in sorted(Path("plans").iterdir()):
            result = result_of(str(path), sha256=file_hash(path))
            corpus.store(result, audit_file(path, rulebook()))
    return listed()


def listed(*options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        call("triage", "list", "--db", "kho.db", "--format", "json", *options).stdout
    )
    return found


def test_confirmed_and_dismissed_findings_stay_so_after_another_scan(folder: Path) -> None:
    """Story 3: confirm and dismiss; scan again; kept and logged."""
    plan(folder / "plans", rate="81,7")
    call("scan", "plans", "--db", "kho.db", "--jobs", 1)
    one, two = (finding["fingerprint"] for finding in listed())
    printed = call("triage", "confirm", one[:8], "--db", "kho.db", "--note", "đã hỏi").stdout
    assert printed == "Đã ghi cho 1 phát hiện: đã xác nhận.\n"
    call("triage", "dismiss", two[:8], "--reason", "explained", "--reviewer", "Minh", "--db", "kho.db")
    (folder / "extractor.toml").write_text('ignore = ["rounding-difference"]\n', encoding="utf-8")
    call("scan", "plans", "--db", "kho.db", "--jobs", 1)
    assert {f["fingerprint"]: (f["state"], f["who"]) for f in listed()} == {
        one: ("confirmed", "Lan"),
        two: ("dismissed", "Minh"),
    }
    history = call("triage", "history", two[:8], "--db", "kho.db").stdout
    assert "không ghi nhận" in history
    assert "đã giải trình" in history
    shown = call("triage", "list", "--db", "kho.db").stdout
    assert "không ghi nhận (đã giải trình)" in shown
    plan(folder / "plans", total="850")  # a version in which both are mended
    call("scan", "plans", "--db", "kho.db", "--jobs", 1)
    assert {f["fingerprint"]: f["state"] for f in listed()} == {one: "fixed", two: "dismissed"}


def test_filters_judge_only_what_nobody_judged_yet(folder: Path) -> None:
    plan(folder / "plans", "b.txt", number=16)
    one, two = (finding["fingerprint"] for finding in scanned(folder))
    call("triage", "confirm", one, "--db", "kho.db")
    printed = call(
        "triage", "dismiss", "--rule", "sum-mismatch", "--reason", "misread", "--db", "kho.db"
    ).stdout
    assert printed == "Đã ghi cho 1 phát hiện: không ghi nhận (phần mềm đọc sai).\n"
    assert {f["fingerprint"]: f["state"] for f in listed()} == {one: "confirmed", two: "dismissed"}
    call("triage", "reopen", "--file", "b.txt", "--db", "kho.db")
    call("triage", "note", "--file", "plans", "--note", "xem lại", "--db", "kho.db")
    assert {f["path"]: f["state"] for f in listed()} == {"plans/a.txt": "confirmed", "plans/b.txt": "new"}


REFUSED = {
    "no such code": (("confirm", "abcdef"), "abcdef: không có phát hiện nào có mã này"),
    "three letters": (("confirm", "{mark:.3}"), "ít nhất bốn ký tự đầu"),
    "nothing chosen": (("confirm",), "Cần nêu phát hiện nào"),
    "codes and filters": (("confirm", "{mark}", "--rule", "x"), "không cả hai"),
    "a note of nothing": (("note", "{mark}", "--note", "  "), "Cần nội dung ý kiến"),
    "no database": (("confirm", "{mark}", "--db", "none.db"), "không tìm thấy cơ sở dữ liệu"),
    "a reviewer without a name": (("confirm", "{mark}", "--reviewer", " "), "cần tên người rà soát"),
    "no file": (("import", "none.jsonl"), "none.jsonl: không có tệp"),
    "no log": (("import", "plans/a.txt"), "plans/a.txt: dòng 1: không phải JSON"),
    "written over a plan": (("export", "-o", "plans/a.txt"), "không ghi đè"),
    "written over the database": (("export", "-o", "kho.db"), "là cơ sở dữ liệu"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_one_line(folder: Path, case: str) -> None:
    arguments, reason = REFUSED[case]
    (finding,) = scanned(folder)
    filled = [one.format(mark=finding["fingerprint"]) for one in arguments]
    database = () if "--db" in filled else ("--db", "kho.db")
    result = call("triage", *filled, *database, code=2)
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert [one["state"] for one in listed()] == ["new"]


def test_a_code_that_several_findings_share_is_asked_for_more_letters(folder: Path) -> None:
    scanned(folder)
    log = folder / "log.jsonl"
    about = {"at": "2026-03-31T08:15:00.000000+00:00", "who": "", "rule": "r", "path": "p", "note": "n"}
    marks = ["abcd1" + "0" * 27, "abcd2" + "0" * 27]
    entries = [{"entry": f"{mark:x>32}", "fingerprint": mark, **about} for mark in marks]
    log.write_text("\n\n".join(map(json.dumps, entries)), encoding="utf-8")
    call("triage", "import", log, "--db", "kho.db")
    reason = call("triage", "confirm", "abcd", "--db", "kho.db", lang="en", code=2).stderr
    assert "2 findings have codes that begin so" in reason
    assert "abcd100000" in reason
    call("triage", "confirm", "abcd1", "--db", "kho.db")


def test_two_auditors_put_their_work_together(folder: Path) -> None:
    one, two = (finding["fingerprint"] for finding in scanned(folder, rate="81,7"))
    (folder / "other.db").write_bytes((folder / "kho.db").read_bytes())
    call("triage", "confirm", one, two, "--db", "kho.db")
    call("triage", "dismiss", two, "--reason", "misread", "--reviewer", "Minh", "--db", "other.db")
    call("triage", "export", "-o", "minh.jsonl", "--db", "other.db")
    printed = call("triage", "import", "minh.jsonl", "--db", "kho.db").stdout
    assert "Nhập 1 mục mới, 0 mục đã có; 1 phát hiện được ghi khác nhau." in printed
    assert "Lan" in printed
    assert "giữ ý kiến mới hơn: Minh" in printed
    assert {f["fingerprint"]: f["state"] for f in listed()} == {one: "confirmed", two: "dismissed"}
    again = call("triage", "import", "minh.jsonl", "--db", "kho.db").stdout
    assert again == "Nhập 0 mục mới, 1 mục đã có; 0 phát hiện được ghi khác nhau.\n"
    out = call("triage", "export", "--db", "kho.db").stdout.splitlines()
    assert [json.loads(line)["who"] for line in out] == ["Lan", "Lan", "Minh"]


def test_stats_tell_the_precision_of_each_rule(folder: Path) -> None:
    one, two = scanned(folder, rate="81,7")
    call("triage", "confirm", one["fingerprint"], "--db", "kho.db")
    call("triage", "dismiss", two["fingerprint"], "--reason", "other-period", "--db", "kho.db")
    printed = call("triage", "stats", "--db", "kho.db").stdout
    assert "50% (9,5–90,5%)" in printed
    told = {
        rule["rule"]: rule
        for rule in json.loads(call("triage", "stats", "--db", "kho.db", "--format", "json").stdout)
    }
    assert told[one["rule"]]["precision"] == 1
    assert (told[two["rule"]]["precision"], told[two["rule"]]["misread"]) == (0, 1)


SETTINGS = {
    "typed": (("--reviewer", "Mai"), "Hoa", "Lan", "Mai"),
    "environment": ((), "Hoa", "Lan", "Lan"),
    "settings": ((), "Hoa", None, "Hoa"),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_the_reviewer_is_who_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    typed, settings, environment, expected = SETTINGS[case]
    (finding,) = scanned(folder)
    (folder / "extractor.toml").write_text(f'reviewer = "{settings}"\n', encoding="utf-8")
    if environment is None:
        monkeypatch.delenv("EXTRACTOR_REVIEWER")
    call("triage", "confirm", finding["fingerprint"], *typed, "--db", "kho.db")
    assert [one["who"] for one in listed()] == [expected]


# ---- at once ----

JUDGING = """
import sys
from functools import cache
from pathlib import Path
from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, State
for n in range(int(sys.argv[3])):
    with Corpus.open(Path(sys.argv[1]), create=False) as corpus:
        corpus.judge([sys.argv[2]], Judgement("Lan", State.CONFIRMED, note=str(n)))
"""
EXPORTING = """
import sys
from pathlib import Path
from extractor.corpus import Corpus
from extractor.corpus.selection import EVERYTHING
from extractor.exporting.export import Wish, export
for n in range(int(sys.argv[2])):
    with Corpus.open(Path(sys.argv[1]), create=False) as corpus:
        export(corpus, Path(sys.argv[1]), Path(f"out{n % 2}.xlsx"), Wish(EVERYTHING))
"""


def test_two_scans_triage_and_an_export_at_once_lose_nothing(folder: Path) -> None:
    (finding,) = scanned(folder)
    for n in range(6):
        plan(folder / "one", f"{n}.txt", number=100 + n)
        plan(folder / "two", f"{n}.txt", number=200 + n)
    scan = [sys.executable, "-m", "extractor", "scan", "--db", "kho.db", "--jobs", "1"]
    script = [sys.executable, "-c"]
    commands = [
        [*scan, "one"],
        [*scan, "two"],
        [*script, JUDGING, "kho.db", finding["fingerprint"], "25"],
        [*script, JUDGING, "kho.db", finding["fingerprint"], "25"],
        [*script, EXPORTING, "kho.db", "6"],
    ]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=folder, env=_environment(), **pipes) for command in commands]
    ends = [process.communicate(timeout=180) for process in running]
    said = [line for _, error in ends for line in error.splitlines() if "tệp/giây" not in line]
    assert ([process.returncode for process in running], said) == ([0] * 5, [])
    with Corpus.open(folder / "kho.db", create=False) as corpus:
        assert len(corpus.files()) == 13
        assert len(corpus.triaged()) == 13
        assert len(corpus.history(finding["fingerprint"])) == 50
    assert load_workbook(folder / "out1.xlsx").sheetnames[0] == "01 phát hiện"
    with sqlite3.connect(folder / "kho.db") as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CODE), "PYTHONIOENCODING": "utf-8"}
