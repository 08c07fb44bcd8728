"""The command line on real files: what it prints, and how it exits."""

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import jsonschema
import pytest
from click.testing import CliRunner, Result

from extractor import __version__
from extractor.cli import cli
from extractor.reporting.numbers import figure
from extractor.reporting.places import shown_path
from extractor.reporting.screen import line as screen_line
from extractor.reporting.screen import plain_lines
from extractor.reporting.words import WORDS, printable, say
from extractor.rulebook import load_rulebook
from extractor.system import os_reason, safe_path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 15/KH-UBND
Tân Lập, ngày 12 tháng 3 năm 2022

KẾ HOẠCH
Thực hiện công tác giảm nghèo bền vững năm 2022

Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;

I. MỤC TIÊU
1. Giảm tỷ lệ hộ nghèo 3% trong năm 2022.
II. KINH PHÍ
"""
FUNDS = (
    "1. Tổng kinh phí: {} triệu đồng, gồm: vốn trung ương 200 triệu đồng; vốn ngân sách xã 100 triệu đồng."
)
CLEAN, FAULTY = (f"{HEAD}{FUNDS.format(total)}\n" for total in (300, 350))

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_plan(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_plan


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one plan."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "plan.txt").write_text(CLEAN, encoding="utf-8")
    assert call("scan", folder / "plan.txt", "--db", folder / "c.db", "--jobs", "1").exit_code == 0
    return folder / "c.db"


def call(*arguments: str | Path | int, lang: str = "en") -> Result:
    runner = CliRunner(env={"EXTRACTOR_LANG": lang})
    return runner.invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "EXTRACTOR_LANG": "en"}


def process(*arguments: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, env=environment(), check=False, timeout=120)


# ---- extract ----


def test_extract_prints_the_contract_line_by_line(write: Write) -> None:
    path = write("plan.txt", FAULTY)
    result = call("extract", path)
    records = [json.loads(row) for row in result.stdout.splitlines()]
    kinds = {record["record"] for record in records}
    assert result.exit_code == 0
    assert records[0]["record"] == "document"
    assert {"citation", "budget", "target", "finding", "check"} <= kinds
    assert {record["doc"] for record in records} == {str(path)}
    schema = json.loads(call("schema").stdout)
    for record in records:
        jsonschema.validate(record, schema)
    text = call("text", path).stdout
    for record in records:
        start, end = record["span"]
        assert " ".join(text[start:end].split()) == record["text"]


def test_extract_as_one_json_array_holds_the_same_records(write: Write) -> None:
    path = write("plan.txt", CLEAN)
    rows = [json.loads(row) for row in call("extract", path).stdout.splitlines()]
    assert json.loads(call("extract", path, "--format", "json").stdout) == rows


def test_extract_as_tables(write: Write) -> None:
    printed = call("extract", write("plan.txt", FAULTY), "--format", "table", lang="vi").stdout
    assert all(word in printed for word in ("viện dẫn", "07/2021/NĐ-CP", "khoản kinh phí", "350", "sai sót"))


def test_a_word_file_reads_as_its_text_does(write: Write, tmp_path: Path) -> None:
    document = docx.Document()
    for paragraph in FAULTY.splitlines():
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "plan.docx"))

    def values(path: Path) -> list[str]:
        records = map(json.loads, call("extract", path).stdout.splitlines())
        return [record["value"] for record in records if "value" in record]

    assert values(tmp_path / "plan.docx") == values(write("plan.txt", FAULTY)) != []


@pytest.mark.parametrize("command", ["extract", "check", "text"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("cut.docx", b"PK\x03\x04\x14\x00"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unreadable_file_is_one_line(tmp_path: Path, command: str, name: str, data: bytes | None) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    result = call(command, path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"extractor: {path}: ")
    assert result.stderr.count("\n") == 1


def test_the_other_files_are_done_all_the_same(write: Write, tmp_path: Path) -> None:
    first, last = write("a.txt", CLEAN), write("c.txt", CLEAN)
    result = call("extract", first, tmp_path / "b.txt", last)
    assert result.exit_code == 2
    assert {json.loads(row)["doc"] for row in result.stdout.splitlines()} == {str(first), str(last)}


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
@pytest.mark.parametrize("form", ["jsonl", "json", "table"])
def test_a_name_that_is_no_unicode_is_written_out(write: Write, tmp_path: Path, form: str) -> None:
    try:
        path = write(os.fsdecode(b"k\xffh.txt"), CLEAN)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    result = call("extract", path, os.fsdecode(os.fsencode(tmp_path) + b"/no\xfe.txt"), "--format", form)
    assert result.exit_code == 2
    assert "\\xffh.txt" in result.stdout
    assert result.stderr.startswith(f"extractor: {tmp_path}/no\\xfe.txt: ")


# ---- check ----


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (FAULTY, 1)], ids=["clean", "faulty"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_check_exits_by_what_it_found(write: Write, text: str, code: int, form: str) -> None:
    assert call("check", write("plan.txt", text), "--format", form).exit_code == code


def test_an_unreadable_file_outweighs_findings(write: Write, tmp_path: Path) -> None:
    assert call("check", write("plan.txt", FAULTY), tmp_path / "missing.txt").exit_code == 2


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", ("sai sót", "bằng chứng: «", "phạm vi đối chiếu: ", "II")),
        ("en", ("error", "evidence: «", "coverage: ")),
    ],
)
def test_check_says_what_where_and_why(write: Write, lang: str, words: tuple[str, ...]) -> None:
    printed = call("check", write("plan.txt", FAULTY), lang=lang).stdout
    assert all(word in printed for word in words)
    assert "vi phạm" not in printed


def test_check_as_json(write: Write) -> None:
    path = write("plan.txt", FAULTY)
    (plan,) = json.loads(call("check", path, "--format", "json").stdout)
    assert plan["doc"] == str(path)
    assert "sum-mismatch" in {finding["rule"] for finding in plan["findings"]}
    assert sum(plan["checks"].values()) >= 1


# ---- text ----


def test_text_is_the_bytes_and_nothing_else(write: Write) -> None:
    path = write("plan.txt", CLEAN)
    printed = process("text", path)
    assert printed.returncode == 0
    assert printed.stdout.decode("utf-8") == call("text", path).stdout
    assert b"\r" not in printed.stdout


# ---- scan ----


def test_scan_then_search(write: Write, tmp_path: Path) -> None:
    plan = write("plans/faulty.txt", FAULTY)
    write("plans/deep/clean.txt", CLEAN)
    shutil.copy(plan, tmp_path / "plans" / "same.txt")
    database = tmp_path / "new" / "c.db"
    result = process("scan", tmp_path / "plans", "--db", database, cwd=tmp_path)
    printed = result.stdout.decode("utf-8")
    assert result.returncode == 0, result.stderr.decode("utf-8")
    assert "3 files in" in printed
    assert "sum-mismatch" in printed
    assert "plans/faulty.txt" in printed.replace("\\", "/")
    assert "same bytes as" in printed
    assert no_controls(result.stdout + result.stderr)
    assert b"3/3" in result.stderr
    found = call("search", "ho ngheo", "--db", database)
    assert found.exit_code == 0
    assert "«hộ nghèo»" in found.stdout
    page = json.loads(call("search", "hộ nghèo", "--db", database, "--format", "json").stdout)
    assert {Path(plan["path"]).name for plan in page["plans"]} == {"faulty.txt", "clean.txt"}


def no_controls(printed: bytes) -> bool:
    return all(c.isprintable() or c in "\r\n" for c in printed.decode("utf-8"))


def test_a_second_scan_costs_a_hash(write: Write, tmp_path: Path) -> None:
    write("plans/a.txt", CLEAN)
    first, second = (
        call("scan", tmp_path / "plans", "--db", tmp_path / "c.db", "--jobs", 1) for _ in range(2)
    )
    assert "1 read, 0 not read; 0 unchanged" in first.stdout
    assert "1 read, 0 not read; 1 unchanged" in second.stdout


def test_scan_says_what_it_could_not_read(write: Write, tmp_path: Path) -> None:
    write("plans/a.txt", CLEAN)
    write("plans/b.txt", "")
    write("plans/c.xyz", "x")
    result = call("scan", tmp_path / "plans", tmp_path / "nothing", "--db", tmp_path / "c.db", "--jobs", 1)
    assert result.exit_code == 1
    assert "b.txt" in result.stdout
    assert "files of type .xyz are not supported" in result.stdout
    assert f"extractor: {tmp_path / 'nothing'}: no such file or folder" in result.stderr


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = call("scan", "corpora/samples/plans", "--db", tmp_path / "d.db", lang="vi").stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- demo transcript: begin -->")[2].partition("<!-- demo transcript: end")[0]
    seconds = re.compile(r"trong [\d,]+ giây")
    known = seconds.sub("", shown).replace("outputs/demo.db", str(tmp_path / "d.db")).strip().splitlines()
    assert known[2:-1] == seconds.sub("", printed).rstrip().splitlines()


def test_a_table_tells_deadlines_and_what_could_not_be_read(write: Write) -> None:
    plan = write("a.txt", CLEAN + "2. Chi 1.23.4567 triệu đồng; hoàn thành trước ngày 30/9/2022.\n")
    printed = call("extract", plan, "--format", "table").stdout
    assert "unread figures" in printed
    assert re.search(r"1\.23\.4567.*malformed number", printed)
    assert re.search(r"2022-09-30", printed)


def test_back_references_are_shown_counted_and_stored(write: Write, tmp_path: Path) -> None:
    plan = write("a.txt", CLEAN + "2. Theo khoản 2 Điều 5 Nghị định nêu trên và Kế hoạch này.\n")
    printed = call("extract", plan, "--format", "table").stdout
    assert re.search(r"khoản 2 Điều 5 Nghị định nêu trên\s+07/2021/NĐ-CP\s+II › 2", printed)
    assert re.search(r"Kế hoạch này\s+15/KH-UBND\s+II › 2", printed)
    scanned = call("scan", plan, "--db", tmp_path / "c.db", "--jobs", 1, lang="vi").stdout
    assert re.search(r"dẫn chiếu lại +2\n", scanned)
    with closing(sqlite3.connect(tmp_path / "c.db")) as db:
        rows = db.execute("select points_at, article, clause from doc_references order by span_start")
        assert rows.fetchall() == [("07/2021/NĐ-CP", "5", "2"), ("15/KH-UBND", None, None)]


def test_an_empty_text_is_no_scan(write: Write, tmp_path: Path) -> None:
    plan = write("blank.txt", "\ufeff \n \n")
    for _ in range(2):
        printed = call("scan", plan, "--db", tmp_path / "c.db", "--jobs", 1, lang="vi").stdout
        assert "không có chữ  tệp không có chữ nào" in printed
        assert "bản quét" not in printed


def test_what_is_skipped_does_not_count_against_a_scan(write: Write, tmp_path: Path) -> None:
    write("plans/a.txt", CLEAN)
    write("plans/~$a.docx", "x")
    result = call("scan", tmp_path / "plans", "--db", tmp_path / "c.db", "--jobs", 1)
    assert result.exit_code == 0
    assert "lock file" in result.stdout


def test_scan_that_cannot_run_is_one_line(write: Write, tmp_path: Path) -> None:
    write("plans/a.txt", CLEAN)
    write("bad.db", "no database " * 100)
    write("rules/units.yaml", "no_such_key: 1\n")
    (tmp_path / "empty").mkdir()
    cases = [
        ("scan", tmp_path / "empty", "--db", tmp_path / "c.db"),
        ("scan", tmp_path / "nothing", "--db", tmp_path / "c.db"),
        ("scan", tmp_path / "plans", "--db", tmp_path / "bad.db"),
        ("scan", tmp_path / "plans", "--db", tmp_path / "plans"),
        ("scan", tmp_path / "plans", "--db", tmp_path / "c.db", "--rules", tmp_path / "rules"),
        ("extract", tmp_path / "plans" / "a.txt", "--rules", tmp_path / "missing"),
        ("search", "x", "--db", tmp_path / "c.db"),
        ("search", "x", "--db", tmp_path / "bad.db"),
    ]
    for case in cases:
        result = call(*case)
        assert (result.exit_code, result.stdout) == (2, ""), case
        assert result.stderr.startswith("extractor: "), case
        assert result.stderr.count("\n") == 1, case


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_says_how_to_go_on(write: Write, tmp_path: Path) -> None:
    for number in range(200):
        write(f"plans/{number}.txt", CLEAN.replace("TÂN LẬP", f"TÂN LẬP {number}"))
    command = [sys.executable, "-m", "extractor", "scan", tmp_path / "plans", "--db", tmp_path / "c.db"]
    scan = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert scan.stderr is not None
    scan.stderr.readline()
    os.killpg(scan.pid, signal.SIGINT)
    printed, errors = scan.communicate(timeout=60)
    assert (scan.returncode, printed) == (130, b"")
    last = errors.decode("utf-8").splitlines()[-1]
    assert last.startswith("extractor: Stopped at ")
    assert last.endswith("of 200 files. Run the same command again to go on from here.")
    assert b"Traceback" not in errors


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_after_the_last_word_does_not_kill(write: Write) -> None:
    command = [sys.executable, "-m", "extractor", "check", write("plan.txt", FAULTY)]
    whole = subprocess.run(command, env=environment(), capture_output=True, check=False)
    check = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, start_new_session=True)
    assert check.stdout is not None
    printed = b""
    while printed != whole.stdout:
        part = check.stdout.read1()
        assert part, printed
        printed += part
    time.sleep(0.01)
    os.killpg(check.pid, signal.SIGINT)
    # 130 where the last word was out and the command had not returned
    assert check.wait(timeout=60) in (whole.returncode, 130)


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_terminal_shows_a_bar_and_tables(write: Write, tmp_path: Path) -> None:
    import pty  # noqa: PLC0415  (POSIX alone has it)

    plan = write("plan.txt", FAULTY)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extractor", "scan", plan, "--db", tmp_path / "c.db"]
    terminal = {**environment(), "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, env=terminal, stdout=theirs, stderr=theirs) as scan:
        os.close(theirs)
        printed = b"".join(iter(lambda: read_terminal(ours), b"")).decode("utf-8")
    os.close(ours)
    assert scan.returncode == 0
    assert "Scanning ━" in ANSI.sub("", printed)
    assert "\x1b[31merror\x1b[0m" in printed


def read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end has been closed
        return b""


# ---- files ----


def test_files_lists_state_time_and_reason(write: Write, tmp_path: Path) -> None:
    write("plans/a.txt", CLEAN)
    write("plans/b.txt", " ")
    call("scan", tmp_path / "plans", "--db", tmp_path / "c.db", "--jobs", 1)
    everything = call("files", "--db", tmp_path / "c.db")
    some = call("files", "--db", tmp_path / "c.db", "--state", "no-text", lang="vi")
    assert (everything.exit_code, some.exit_code) == (0, 0)
    assert re.search(
        r"a\.txt +ok +\d+\.\d +20\S+ [\d:]{8}\n.*b\.txt +no text +\d+\.\d +20\S+ \S+ +the file holds no words",
        everything.stdout,
    )
    assert re.search(r"b\.txt +không có chữ +\d+,\d +20\S+ \S+ +tệp không có chữ nào", some.stdout)
    assert "a.txt" not in some.stdout
    (file,) = json.loads(call("files", "--db", tmp_path / "c.db", "--state", "ok", "--format", "json").stdout)
    assert (file["path"], file["state"]) == (str(tmp_path / "plans" / "a.txt"), "ok")
    assert "seconds" in file
    none = call("files", "--db", tmp_path / "c.db", "--state", "crashed")
    assert (none.exit_code, none.stdout) == (0, f"No such files in {tmp_path / 'c.db'}.\n")


# ---- search ----


@pytest.mark.parametrize("query", ['"', "07/2021/NĐ-CP", "2.621,5", "100%", "* AND (", "NEAR/3", "-"])
def test_any_text_is_a_query(corpus: Path, query: str) -> None:
    result = call("search", "--db", corpus, "--", query)
    assert result.exit_code == 0
    assert query in result.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "plans"),
    [
        pytest.param((), 1, id="no-text"),
        pytest.param(("--rule", "sum-mismatch", "--severity", "error"), 0, id="no-such-finding"),
        pytest.param(("--province", "Không Có"), 0, id="other-province"),
        pytest.param(("--money-from", "1.000.000.000"), 0, id="sum-that-is-too-large"),
        pytest.param(("--newest", "--exact", "hộ nghèo"), 1, id="newest"),
        pytest.param(("--page", "9"), 1, id="page-beyond"),
    ],
)
def test_search_filters(corpus: Path, arguments: tuple[str, ...], plans: int) -> None:
    page = json.loads(call("search", "--db", corpus, "--format", "json", *arguments).stdout)
    assert (page["total"], len(page["plans"])) == (plans, plans if "9" not in arguments else 0)


def test_search_as_a_spreadsheet_and_with_facets(corpus: Path) -> None:
    written = call("search", "hộ nghèo", "--db", corpus, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows
    assert all("nghèo" in row["text"] and row["path"] for row in rows)
    assert re.search(r"\n  Level +Plans\n +\w+ +1\n", call("search", "--db", corpus, "--facets").stdout)


def test_a_bound_that_is_no_figure_is_refused(corpus: Path) -> None:
    result = call("search", "--db", corpus, "--value-from", "nhiều")
    assert (result.exit_code, result.stderr) == (2, "extractor: not a figure: «nhiều»\n")


def test_nothing_found_is_said(corpus: Path) -> None:
    result = call("search", "không-có-từ-này", "--db", corpus, lang="vi")
    assert (result.exit_code, result.stdout.split(" «")[0]) == (0, "Không tìm thấy")


# ---- the program ----


def test_help_is_in_the_language_asked_for() -> None:
    assert "Quét thư mục" in call("--help", lang="vi").stdout
    assert "Scan folders" in call("--lang", "en", "--help", lang="vi").stdout
    assert "Most plans" in call("search", "--lang", "en", "--help", lang="vi").stdout
    assert call("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize(
    "arguments",
    [(), ("scan",), ("nonsense",), ("extract", "a", "--format", "xml"), ("files", "--state", "lost")],
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("scan", ""),
        ("scan", "plan.txt", ""),
        ("scan", "plan.txt", "--db", ""),
        ("scan", "plan.txt", "--rules", ""),
        ("extract", ""),
        ("check", ""),
        ("text", ""),
        ("search", "x", "--db", ""),
        ("files", "--db", ""),
    ],
    ids=" ".join,
)
def test_an_empty_path_is_not_the_working_directory(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    write("plan.txt", CLEAN)
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "extractor: an empty path\n")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the full disk of Linux")
@pytest.mark.parametrize("command", ["schema", "--help", "text {}", "extract {}", "check {}"])
def test_a_full_disk_is_one_line(write: Write, command: str) -> None:
    arguments = command.format(write("plan.txt", CLEAN)).split()
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "extractor", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            check=False,
        )
    expected = b"extractor: the output cannot be written: the disk is full\n"
    assert (ended.returncode, ended.stderr) == (2, expected)


def test_help_imports_nothing_heavy() -> None:
    heavy = "spacy", "pydantic", "rich", "sqlite3", "pdfplumber", "docx", "underthesea", "psutil"
    script = f"import sys; import extractor.cli; print([name for name in {heavy!r} if name in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    assert printed.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_leaves_early_hears_nothing(write: Write) -> None:
    path = write("plan.txt", CLEAN * 40)
    script = f'"{sys.executable}" -m extractor extract "{path}" "{path}" | head -n 1'
    ended = subprocess.run(["sh", "-c", script], capture_output=True, cwd=ROOT, check=False)
    assert ended.stderr == b""
    assert json.loads(ended.stdout)["record"] == "document"


# ---- words and figures ----


def test_every_check_has_a_name_in_both_languages() -> None:
    checks = (entry.id for entry in load_rulebook().entries if entry.id.startswith("checks.rules."))
    unnamed = [name for name in checks if f"rule.{name.removeprefix('checks.rules.')}" not in WORDS]
    assert unnamed == []


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_take_the_same_values(key: str) -> None:
    vi, en = WORDS[key]
    assert "" not in (vi, en)
    assert placeholders(vi) == placeholders(en)
    assert "vi phạm" not in vi.lower()


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 more files"), (1, "1 more file"), (2, "2 more files"), ("1,001", "1,001 more files")],
)
def test_one_is_not_many(count: int | str, told: str) -> None:
    assert say("en", "scan.more", count=count) == f"… and {told}"


NO_PLURAL = re.compile(r"\{(?:share|path|form|option|db)\} ")  # what stands before the word is no count


def test_no_english_text_counts_in_one_number_alone() -> None:
    """A placeholder before a word in the plural has its other form beside it; rates and shares have none."""
    plural = re.compile(r"\{(?!speed|seconds)[a-z]+\} (?:more )?[a-z]{3,}s\b(?<!ss)(?<!was)")
    assert [key for key, (_, en) in WORDS.items() if plural.search(en) and not NO_PLURAL.search(en)] == []


def placeholders(text: str) -> set[str]:
    return {part.split("}")[0].partition(":")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(0, "0", "0"), (1234, "1.234", "1,234"), (-1234567, "-1.234.567", "-1,234,567")],
)
def test_whole_figures(value: int, vi: str, en: str) -> None:
    assert (figure("vi", value), figure("en", value)) == (vi, en)


def test_a_path_is_shown_from_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(str(tmp_path / "plans" / "a.txt")) == str(Path("plans/a.txt"))
    assert shown_path(str(tmp_path.parent / "a.txt")) == str(tmp_path.parent / "a.txt")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan.txt", "plan.txt"),
        ("kế hoạch.docx", "kế hoạch.docx"),
        ("k\udcffh\udc80.txt", "k\\xffh\\x80.txt"),
        ("half \ud83d pair", "half \\ud83d pair"),
    ],
    ids=["ascii", "vietnamese", "bytes", "half a pair"],
)
def test_every_path_can_be_stored(name: str, shown: str) -> None:
    assert safe_path(name) == safe_path(Path(name)) == shown


@pytest.mark.parametrize(
    ("number", "vi"),
    [
        (errno.ENAMETOOLONG, "tên tệp quá dài"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EACCES, "không có quyền truy cập"),
        (errno.ENOENT, "không có tệp hoặc thư mục này"),
        (errno.EISDIR, "đây là thư mục, không phải tệp"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.EIO, "lỗi đọc hoặc ghi ổ đĩa"),
        (errno.EMLINK, os.strerror(errno.EMLINK)),
    ],
)
def test_reasons_of_the_system_are_in_vietnamese(number: int, vi: str) -> None:
    assert os_reason(OSError(number, os.strerror(number)))[0] == vi


def test_an_error_without_a_reason_has_its_name() -> None:
    assert os_reason(TimeoutError()) == ("TimeoutError", "TimeoutError")


def test_a_name_too_long_is_said_in_vietnamese(tmp_path: Path) -> None:
    result = call("extract", tmp_path / ("x" * 300), lang="vi")
    assert result.stderr.endswith(": không mở được tệp (tên tệp quá dài)\n")


def test_nothing_printed_can_steer_a_terminal() -> None:
    assert printable("a\x1b[31mb\nc\u202ed") == "a\ufffd[31mb\ufffdc\ufffdd"
    assert plain_lines(screen_line("x\x07y", indent=2)) == ["  x\ufffdy"]


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("vi", "no.such.key")
