"""Scans of real folders by real worker processes into real databases."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpus import Corpus, SearchQuery
from extractor.errors import CorpusError
from extractor.parsers.assemble import assemble
from extractor.parsers.txt import read_txt
from extractor.plan import Audit, Plan
from extractor.records import Document
from extractor.rulebook import Rulebook
from extractor.scanning.archives import member_of
from extractor.scanning.interrupts import Interrupts
from extractor.scanning.pool import Limits
from extractor.scanning.results import MiscountError, NothingToScanError, Progress, ScanResult
from extractor.scanning.scan import NOT_READ, scan
from extractor.scanning.sources import Source, stored_name
from extractor.scanning.walk import Files
from extractor.system import name_of_path, path_of_name

PLAN = "KẾ HOẠCH\nGiảm nghèo bền vững năm 2022\n\nPhấn đấu giảm tỷ lệ hộ nghèo 3% tại xã {name}.\n"
LIMITS = Limits(jobs=2, timeout=30)


def stand_in(source: Source, rules: Rulebook) -> Audit:
    """Reads a text file without the language work, or does what its words order."""
    data = member_of(source) if source.steps else source.path.read_bytes()
    if b"RAISE" in data:
        raise LookupError("nobody declared this")
    if b"SLOW" in data:
        time.sleep(0.2)
    text = assemble(source.doc, "txt", *read_txt(data))
    if b"PART" in data:
        text = replace(text, notes=(("thiếu trang 2", "page 2 is missing"),), partial=True)
    document = Document(doc=text.doc, text=text.text[:8], span=(0, 8), rule_id="document")
    findings: Any = ("no finding",) if b"ODD" in data else ()
    return Audit(Plan(text, document), findings=findings)


def write_plans(folder: Path, count: int, word: str = "") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"plan-{number:03}.txt" for number in range(count)]
    for path in paths:
        path.write_text(PLAN.format(name=f"{path.stem} {word}"), encoding="utf-8")
    return paths


def run(folder: Path, database: Path, limits: Limits = LIMITS, *, retry: bool = False) -> ScanResult:
    return scan([folder], database, limits=limits, retry=NOT_READ if retry else (), audit=stand_in)


def states_of(result: ScanResult) -> dict[str, int]:
    return {str(state): count for state, count in result.states.items()}


def rows(database: Path) -> dict[str, tuple[object, ...]]:
    with sqlite3.connect(database) as conn:
        return {row[0]: row for row in conn.execute("SELECT * FROM files ORDER BY 1")}


def test_every_file_is_read_and_stored(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans" / "nested" / "deeper", 3)
    write_plans(tmp_path / "plans", 2)
    steps: list[tuple[int, int]] = []

    def note(step: Progress) -> None:
        steps.append((step.done, step.total))

    result = scan(
        [tmp_path / "plans"], tmp_path / "db" / "c.db", limits=LIMITS, on_progress=note, audit=stand_in
    )
    assert result.given == 5
    assert states_of(result) == {"ok": 3, "duplicate": 2}  # the words of a plan hold its name, not its folder
    assert steps[-1] == (5, 5)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    with Corpus.open(tmp_path / "db" / "c.db", create=False) as corpus:
        assert corpus.totals(result.paths).files == result.states
        assert corpus.search(SearchQuery("hộ nghèo")).total == 3


def test_a_screen_that_is_gone_costs_no_file(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 4)

    def gone(step: Progress) -> None:
        if step.done == 2:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        scan([tmp_path / "plans"], tmp_path / "c.db", limits=LIMITS, on_progress=gone, audit=stand_in)
    with Corpus.open(tmp_path / "c.db", create=False) as corpus:
        assert {str(state): count for state, count in corpus.totals().files.items() if count} == {"ok": 2}
    assert states_of(run(tmp_path / "plans", tmp_path / "c.db")) == {"ok": 4}


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans", 3)
    run(tmp_path / "plans", tmp_path / "c.db")
    before = rows(tmp_path / "c.db")
    plans[1].write_text(PLAN.format(name="Tân Lập"), encoding="utf-8")
    result = run(tmp_path / "plans", tmp_path / "c.db")
    after = rows(tmp_path / "c.db")
    assert (result.read, result.unchanged) == (1, 2)
    assert [key for key in before if before[key] != after.get(key)] == [
        key for key in before if stored_name(plans[1]) in before[key]
    ]


def test_other_rules_read_the_file_again(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 1)
    run(tmp_path / "plans", tmp_path / "c.db")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "checks.yaml").write_text("ratio: {reach: 9}\n", encoding="utf-8")
    again = scan(
        [tmp_path / "plans"], tmp_path / "c.db", limits=LIMITS, overlay=tmp_path / "mine", audit=stand_in
    )
    assert (again.read, again.unchanged) == (1, 0)


@pytest.mark.parametrize(("word", "reason"), [("RAISE", "LookupError"), ("ODD", "program failed")])
def test_a_bad_file_costs_itself_alone(tmp_path: Path, word: str, reason: str) -> None:
    plans = write_plans(tmp_path / "plans", 4)
    plans[1].write_text(word, encoding="utf-8")
    result = run(tmp_path / "plans", tmp_path / "c.db")
    assert states_of(result) == {"ok": 3, "crashed": 1}
    (unread,) = result.unread
    assert unread.path == stored_name(plans[1])
    assert reason in unread.ending.en
    assert unread.ending.vi


def test_what_failed_is_kept_until_a_retry(tmp_path: Path) -> None:
    (plan,) = write_plans(tmp_path / "plans", 1)
    plan.write_text("RAISE", encoding="utf-8")
    run(tmp_path / "plans", tmp_path / "c.db")
    kept = run(tmp_path / "plans", tmp_path / "c.db")
    tried = run(tmp_path / "plans", tmp_path / "c.db", retry=True)
    assert (kept.read, kept.unchanged, tried.read) == (0, 1, 1)
    assert states_of(kept) == states_of(tried) == {"crashed": 1}
    assert kept.unread == tried.unread
    assert "LookupError" in kept.unread[0].ending.vi


def test_what_was_read_in_part_is_stored_as_such(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 1, "PART")
    assert states_of(run(tmp_path / "plans", tmp_path / "c.db")) == {"partial": 1}
    with Corpus.open(tmp_path / "c.db", create=False) as corpus:
        (file,) = corpus.files()
    assert (file.state, file.reason_vi, file.reason_en) == ("partial", "thiếu trang 2", "page 2 is missing")


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    (plan,) = write_plans(tmp_path / "plans", 1, "SLOW")
    for name in ("x.txt", "y.txt"):
        shutil.copy(plan, tmp_path / "plans" / name)
    first = run(tmp_path / "plans", tmp_path / "c.db")
    second = run(tmp_path / "plans", tmp_path / "c.db")
    assert states_of(first) == states_of(second) == {"ok": 1, "duplicate": 2}
    assert (first.read, second.read, second.unchanged) == (1, 0, 3)
    assert {file.twin_of for file in first.unread + second.unread} == {stored_name(plan)}


def test_a_copy_whose_original_has_gone_is_read(tmp_path: Path) -> None:
    (plan,) = write_plans(tmp_path / "plans", 1)
    shutil.copy(plan, tmp_path / "plans" / "x.txt")
    run(tmp_path / "plans", tmp_path / "c.db")
    plan.unlink()
    assert states_of(run(tmp_path / "plans", tmp_path / "c.db")) == {"ok": 1}


def test_copies_of_an_unreadable_file_fare_like_it(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("SLOW RAISE", encoding="utf-8")
    assert states_of(run(folder, tmp_path / "c.db")) == {"crashed": 2}


def test_more_files_than_the_queue_holds(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 40)
    result = run(tmp_path / "plans", tmp_path / "c.db", Limits(1, 30))
    assert states_of(result) == {"ok": 40}


def in_folder(folder: Path, database: Path) -> dict[str, str | None]:
    return {
        file.source.path.relative_to(folder).as_posix(): f"{file.ending.state}: {file.ending.en}"
        if file.ending
        else None
        for file in Files([folder], [database])
    }


def test_what_a_folder_holds(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    for name in ("b.DOCX", "a.txt", "sub/c.pdf", "~$a.docx", ".~lock.a.docx#", ".hidden.txt", ".git/x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "records.jsonl").write_text("{}", encoding="utf-8")
    (folder / "scan.old").write_bytes(b"%PDF-1.4\n")
    (folder / "letter.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "c.db").write_bytes(b"SQLite format 3\x00")
    (folder / "c.db-wal").write_bytes(b"")
    assert in_folder(folder, folder / "c.db") == {
        ".git": "skipped: hidden folder",
        ".hidden.txt": "skipped: hidden file",
        ".~lock.a.docx#": "skipped: lock file of an editor",
        "a.txt": None,
        "b.DOCX": None,
        "c.db": "skipped: the database of this scan",
        "c.db-wal": "skipped: the database of this scan",
        "letter.doc": None,
        "records.jsonl": (
            "unsupported: files of type .jsonl are not supported "
            "(Word, Excel, PDF, text and picture files are)"
        ),
        "scan.old": None,
        "sub/c.pdf": None,
        "~$a.docx": "skipped: lock file of an editor",
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kế hoạch 2024.RAR", "files of type .RAR are not supported: unpack into a folder or pack as .zip"),
        ("a.eml", "files of type .eml are not supported: save what is attached as files"),
        ("a.odp", "files of type .odp are not supported: save as .pdf"),
    ],
)
def test_a_kind_that_is_not_read_says_what_to_do_with_it(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_bytes(b"Rar!\x1a\x07\x01\x00")
    assert in_folder(tmp_path, tmp_path / "c.db") == {name: f"unsupported: {told}"}


def test_the_database_is_left_alone_also_where_it_is_named(tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    database.write_bytes(b"")
    ended = [file.ending for file in Files([database], [database])]
    assert [str(ending and ending.en) for ending in ended] == ["the database of this scan"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_and_pipes_are_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    write_plans(tmp_path / "elsewhere", 1)
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere" / "plan-000.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nothing.txt")
    os.mkfifo(folder / "pipe.txt")
    assert in_folder(folder, tmp_path / "c.db") == {
        "broken.txt": "skipped: a link, not followed",
        "circle": "skipped: a link, not followed",
        "link.txt": "skipped: a link, not followed",
        "pipe.txt": "skipped: not a regular file",
    }


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "pipe.txt")
    given = [tmp_path / "pipe.txt", tmp_path / "link.txt", Path(os.devnull)]
    result = scan(given, tmp_path / "c.db", limits=LIMITS, audit=stand_in)
    assert states_of(result) == {"unsupported": 3}
    assert {file.ending.en for file in result.unread} == {"not a regular file"}


def test_a_name_too_long_for_any_file_is_missing(tmp_path: Path) -> None:
    (plan,) = write_plans(tmp_path, 1)
    assert Files([plan, tmp_path / ("x" * 300)]).missing == (tmp_path / ("x" * 300),)


def test_order_is_fixed_and_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    plans = write_plans(tmp_path, 5)
    found = Files([tmp_path, plans[3], tmp_path / "nothing"])
    assert [file.source.path for file in found] == [*plans[:3], plans[4], plans[3]]
    assert found.missing == (tmp_path / "nothing",)


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 1)
    name = os.fsdecode(os.fsencode(tmp_path) + b"/plans/k\xffh.txt")
    try:
        Path(name).write_text("RAISE", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    first, second = (run(tmp_path / "plans", tmp_path / "c.db") for _ in range(2))
    assert states_of(first) == states_of(second) == {"ok": 1, "crashed": 1}
    assert second.unchanged == 2
    assert first.unread[0].path.endswith("k\\xffh.txt")


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
def test_a_name_in_odd_bytes_and_one_that_looks_like_its_escape_are_two_files(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number, name in enumerate((b"k\xffh.txt", rb"k\xffh.txt", rb"k\x5cxffh.txt")):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        try:
            path.write_text(PLAN.format(name=number), encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes Unicode names only")
    first, second = (run(folder, tmp_path / "c.db") for _ in range(2))
    assert states_of(first) == states_of(second) == {"ok": 3}
    assert (len(rows(tmp_path / "c.db")), second.unchanged) == (3, 3)


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
@given(st.lists(st.sampled_from([b"\\", b"x", b"5", b"c", b"e", b"9", b"\xe9", "ễ".encode()])).map(b"".join))
def test_a_stored_name_leads_back_to_its_path(name: bytes) -> None:
    path = os.fsdecode(b"/plans/" + name)
    stored = name_of_path(path)
    assert str(path_of_name(stored)) == str(Path(path))
    assert stored.encode()


def test_two_files_of_one_name_are_a_miscount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plans(tmp_path / "plans", 2)
    monkeypatch.setattr(Source, "stored", property(lambda source: "the same"))
    with pytest.raises(MiscountError, match="1 have a state"):
        run(tmp_path / "plans", tmp_path / "c.db")


@pytest.mark.parametrize("prepared", ["missing", "empty", "no plan"])
def test_nothing_to_scan_leaves_no_database(tmp_path: Path, prepared: str) -> None:
    folder = tmp_path / "plans"
    if prepared != "missing":
        folder.mkdir()
    if prepared == "no plan":
        (folder / "records.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(NothingToScanError) as caught:
        run(folder, tmp_path / "c.db")
    assert str(folder) in caught.value.vi
    assert not (tmp_path / "c.db").exists()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 1)
    (tmp_path / "c.db").write_text("not a database, but somebody's notes " * 10, encoding="utf-8")
    with pytest.raises(CorpusError):
        run(tmp_path / "plans", tmp_path / "c.db")
    assert (tmp_path / "c.db").read_text(encoding="utf-8").startswith("not a database")


SCANNER = """
import sys
from pathlib import Path
from test_scanning import run
if __name__ == "__main__":
    try:
        run(Path(sys.argv[1]), Path(sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@contextmanager
def scan_under_way(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A scan in a process and a session of its own, which end with the test."""
    script = tmp_path / "scanner.py"
    script.write_text(SCANNER, encoding="utf-8")
    here = Path(__file__).parent
    command = [sys.executable, str(script), str(tmp_path / "plans"), str(tmp_path / "c.db")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_stored(process: "subprocess.Popen[bytes]", database: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if database.exists() and stored(database) >= count:
            return
        time.sleep(0.05)
    pytest.fail(f"{count} files were not stored")


def stored(database: Path) -> int:
    try:
        with sqlite3.connect(database) as conn:
            return int(conn.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def processes_of(session: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [entry for entry in listed.stdout.splitlines() if "Z" not in entry.split()[1]]


def wait_until_gone(session: int) -> None:
    deadline = time.monotonic() + 20
    while processes_of(session):
        assert time.monotonic() < deadline, "workers outlive the scan"
        time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("blow", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, -15), (signal.SIGINT, 130)], ids=str
)
def test_a_stopped_scan_goes_on_where_it_stopped(tmp_path: Path, blow: signal.Signals, code: int) -> None:
    write_plans(tmp_path / "plans", 12, "SLOW")
    with scan_under_way(tmp_path) as process:
        wait_until_stored(process, tmp_path / "c.db", 4)
        if blow is signal.SIGINT:
            os.killpg(process.pid, blow)  # as Ctrl-C does: to the workers too
        else:
            process.send_signal(blow)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == code
        assert b"Traceback" not in errors
        wait_until_gone(process.pid)
    done = stored(tmp_path / "c.db")
    assert 4 <= done < 12
    result = run(tmp_path / "plans", tmp_path / "c.db")
    assert (result.unchanged, result.read) == (done, 12 - done)
    assert states_of(result) == {"ok": 12}


def interrupted(times: int, steps: list[str]) -> None:
    with Interrupts() as interrupts:
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("went on")  # where a lock may just have been taken
        interrupts.check()
        steps.append("after the check")


@pytest.mark.parametrize(("times", "went_on"), [(1, 1), (2, 1)], ids=["once", "twice"])
def test_the_first_ctrl_c_is_raised_where_nothing_is_half_done(times: int, went_on: int) -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(times, steps)
    assert steps == ["went on"] * went_on
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_ctrl_c_that_nobody_asked_about_is_raised_at_the_end() -> None:
    with pytest.raises(KeyboardInterrupt), Interrupts():
        os.kill(os.getpid(), signal.SIGINT)


def test_a_handler_of_somebody_else_is_left_alone() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        with Interrupts():
            os.kill(os.getpid(), signal.SIGINT)
        assert heard == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)
