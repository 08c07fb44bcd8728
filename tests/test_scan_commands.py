"""scan with its options, files and retry, as they are typed."""

import csv
import io
import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.scanning.pace import Pace
from extractor.scanning.walk import EVERY_FILE, Files, Filters

PLAN = "KẾ HOẠCH\nGiảm nghèo bền vững năm 2024\n\nPhấn đấu giảm tỷ lệ hộ nghèo 3% tại xã {name}.\n"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "en"])


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(name=name), encoding="utf-8")


def found(folder: Path, filters: Filters = EVERY_FILE) -> list[str]:
    return [file.source.path.relative_to(folder).as_posix() for file in Files([folder], (), filters)]


GLOBS = {
    "by suffix": (("*.TXT",), (), ["a.txt", "all.zip", "cũ/b.txt", "cũ/sâu/c.txt"]),
    "by folder": (("cũ/*",), (), ["all.zip", "cũ/b.txt", "cũ/sâu/c.txt"]),
    "decomposed": (("cu\u0303/*",), (), ["all.zip", "cũ/b.txt", "cũ/sâu/c.txt"]),
    "without a folder": ((), ("cũ",), ["a.txt", "all.zip", "d.pdf"]),
    "without a name": ((), ("b.*", "*.zip"), ["a.txt", "cũ/sâu/c.txt", "d.pdf"]),
    "both": (("*.txt",), ("a*",), ["cũ/b.txt", "cũ/sâu/c.txt"]),
}


@pytest.mark.parametrize("case", GLOBS)
def test_globs_say_which_files_belong_to_the_scan(tmp_path: Path, case: str) -> None:
    include, exclude, expected = GLOBS[case]
    write(tmp_path, "a.txt", "cũ/b.txt", "cũ/sâu/c.txt", "d.pdf", "all.zip")
    assert sorted(found(tmp_path, Filters(include, exclude))) == expected


def test_since_is_the_day_a_file_was_changed(tmp_path: Path) -> None:
    write(tmp_path / "p", "old.txt", "new.txt")
    before = time.mktime((2026, 3, 30, 23, 59, 59, 0, 0, -1))
    os.utime(tmp_path / "p" / "old.txt", (before, before))
    after = time.mktime((2026, 3, 31, 0, 0, 1, 0, 0, -1))
    os.utime(tmp_path / "p" / "new.txt", (after, after))
    for day in ("2026-03-31", "31/03/2026"):
        printed = call("scan", tmp_path / "p", "--db", tmp_path / "c.db", "--since", day, "--dry-run").stdout
        assert "new.txt" in printed
        assert "old.txt" not in printed
    assert call("scan", tmp_path / "p", "--db", tmp_path / "c.db", "--since", "yesterday").exit_code == 2


def test_a_dry_run_reads_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "p", "a.txt", "b.txt", "records.jsonl")
    (tmp_path / "p" / "copy.txt").write_bytes((tmp_path / "p" / "a.txt").read_bytes())
    options = ("scan", tmp_path / "p", "--db", tmp_path / "c.db")
    first = call(*options, "--dry-run")
    assert first.exit_code == 0
    assert (
        "2 of 4 files would be read: 2 new, 0 changed, 0 once more; 0 unchanged, 1 copy, 1 set aside"
        in first.stdout
    )
    assert not (tmp_path / "c.db").exists()
    call(*options, "--jobs", 1)
    write(tmp_path / "p", "c.txt")
    (tmp_path / "p" / "b.txt").write_text(PLAN.format(name="khác"), encoding="utf-8")
    stored = (tmp_path / "c.db").read_bytes()
    second = call(*options, "--dry-run").stdout
    assert (
        "2 of 5 files would be read: 1 new, 1 changed, 0 once more; 1 unchanged, 1 copy, 1 set aside"
        in second
    )
    assert (tmp_path / "c.db").read_bytes() == stored
    assert call("scan", tmp_path / "nothing", "--db", tmp_path / "x.db", "--dry-run").exit_code == 2


def test_a_dry_run_calls_a_copy_what_a_scan_would(tmp_path: Path) -> None:
    plans = tmp_path / "p"
    plans.mkdir()
    for name in ("y.zip", "z.zip"):  # an archive is opened even where another holds the same
        with zipfile.ZipFile(plans / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.txt"), PLAN)
    (plans / "gone.txt").write_text(PLAN.format(name="gone"), encoding="utf-8")
    options = ("scan", plans, "--db", tmp_path / "c.db", "--jobs", 1)
    assert "2 of 3 files would be read" not in call(*options, "--dry-run").stdout
    call(*options)
    (plans / "gone.txt").rename(tmp_path / "p" / "moved.txt")
    told = call(*options, "--dry-run").stdout
    assert "1 of 3 files would be read: 1 new, 0 changed, 0 once more; 2 unchanged, 0 copies" in told


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A database of a plan, an empty file in an archive, a broken document."""
    write(tmp_path / "p", "a.txt")
    (tmp_path / "p" / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    with zipfile.ZipFile(tmp_path / "p" / "z.zip", "w") as archive:
        archive.writestr("in/=empty.txt", " ")
        archive.writestr("in/b.txt", PLAN.format(name="b"))
    ended = call(
        "scan", tmp_path / "p", "--db", tmp_path / "c.db", "--jobs", 1, "--log", tmp_path / "p" / "scan.log"
    )
    assert ended.exit_code == 1
    return tmp_path


def test_the_log_tells_every_file_and_no_word_of_a_plan(scanned: Path) -> None:
    written = (scanned / "p" / "scan.log").read_text(encoding="utf-8")
    events: list[dict[str, Any]] = [json.loads(line) for line in written.splitlines()]
    assert [event["event"] for event in events] == ["start", *["file"] * 6, "end"]
    told = {Path(event["path"]).name: event["state"] for event in events if event["event"] == "file"}
    assert told == {
        "a.txt": "ok",
        "broken.docx": "crashed",
        "scan.log": "skipped",
        "z.zip": "container",
        "=empty.txt": "no-text",
        "b.txt": "ok",
    }
    assert (events[-1]["given"], sum(events[-1]["states"].values())) == (6, 6)
    assert all(event["time"].endswith("+00:00") for event in events)
    assert not any(word in written for word in ("KẾ HOẠCH", "nghèo", "Phấn"))


def test_files_as_csv_opens_in_a_spreadsheet(scanned: Path) -> None:
    printed = call("files", "--db", scanned / "c.db", "--format", "csv").stdout
    assert printed.startswith("\ufeffpath,state,reason,seconds,updated,")
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"))))
    assert [Path(row["path"]).name for row in rows] == [
        "a.txt", "broken.docx", "scan.log", "z.zip", "=empty.txt", "b.txt",
    ]  # fmt: skip
    assert {row["state"] for row in rows} == {"ok", "crashed", "skipped", "container", "no-text"}
    assert all(row["updated"].endswith("+00:00") for row in rows)
    several = call(
        "files", "--db", scanned / "c.db", "--state", "ok", "--state", "crashed", "--format", "json"
    ).stdout
    assert [file["state"] for file in json.loads(several)] == ["ok", "crashed", "ok"]


def test_retry_reads_what_is_in_a_state_again(scanned: Path) -> None:
    (scanned / "p" / "broken.docx").write_text(PLAN.format(name="mended"), encoding="utf-8")
    mended = call("retry", "--db", scanned / "c.db", "--state", "crashed", "--jobs", 1)
    assert mended.exit_code == 0
    assert "1 file in" in mended.stdout
    in_archive = call("retry", "--db", scanned / "c.db", "--state", "no-text", "--jobs", 1)
    assert in_archive.exit_code == 1
    assert "2 files in" in in_archive.stdout  # the archive, and the one member
    assert "1 unchanged" in in_archive.stdout
    none = call("retry", "--db", scanned / "c.db", "--state", "timeout")
    assert (none.exit_code, none.stdout) == (0, f"No such files in {scanned / 'c.db'} to read again.\n")
    (scanned / "p" / "z.zip").unlink()
    gone = call("retry", "--db", scanned / "c.db", "--state", "no-text")
    assert gone.exit_code == 1
    assert "=empty.txt: no such file or folder" in gone.stderr
    assert call("retry", "--db", scanned / "c.db", "--state", "skipped").exit_code == 2


def test_retry_takes_no_member_that_was_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name, words in (("empty.txt", " "), ("left/out.txt", PLAN), ("left/empty.txt", "  ")):
            archive.writestr(name, words)
    call("scan", tmp_path / "z.zip", "--db", tmp_path / "c.db", "--jobs", 1, "--exclude", "left/*")
    call("retry", "--db", tmp_path / "c.db", "--state", "no-text", "--jobs", 1)
    listed = json.loads(call("files", "--db", tmp_path / "c.db", "--format", "json").stdout)
    assert [Path(file["path"]).name for file in listed] == ["z.zip", "empty.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_retry_holds_to_the_rules_of_a_scan(tmp_path: Path) -> None:
    plans = tmp_path / "p"
    write(plans, "a.txt", "b.txt")
    (plans / "data.bin").write_bytes(b"some words of no kind of document")
    (plans / "b.txt").write_bytes(b"PK\x03\x04 and no more")
    call("scan", plans, "--db", tmp_path / "c.db", "--jobs", 1)
    (plans / "b.txt").unlink()
    (plans / "b.txt").symlink_to(tmp_path / "elsewhere.txt")
    write(tmp_path, "elsewhere.txt")
    for state in ("unsupported", "crashed"):
        call("retry", "--db", tmp_path / "c.db", "--state", state, "--jobs", 1)
    listed = json.loads(call("files", "--db", tmp_path / "c.db", "--format", "json").stdout)
    told = {Path(file["path"]).name: (file["state"], file["seconds"]) for file in listed}
    assert told["data.bin"] == ("unsupported", 0.0)
    assert told["b.txt"] == ("skipped", 0.0)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ("xa-1/*", None, ["in/plan.txt", "note.txt"]),
        ("xa-1/z.zip/in/*", None, ["in/plan.txt"]),
        ("in/*", None, ["in/plan.txt"]),
        ("plan*", None, ["in/plan.txt"]),
        ("z.zip/*", None, []),
        (None, "xa-1/z.zip/in/*", ["note.txt"]),
        ("plan*", "*/in/*", []),
    ],
)
def test_globs_see_where_a_members_archive_lies(
    tmp_path: Path, include: str | None, exclude: str | None, expected: list[str]
) -> None:
    (tmp_path / "p" / "xa-1").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "p" / "xa-1" / "z.zip", "w") as archive:
        for name in ("in/plan.txt", "note.txt"):
            archive.writestr(name, PLAN.format(name=name))
    chosen = [*(["--include", include] if include else []), *(["--exclude", exclude] if exclude else [])]
    call("scan", tmp_path / "p", "--db", tmp_path / "c.db", "--jobs", 1, *chosen)
    listed = json.loads(call("files", "--db", tmp_path / "c.db", "--format", "json").stdout)
    assert [file["path"].partition("z.zip/")[2] for file in listed if "z.zip/" in file["path"]] == expected


def test_a_folder_that_opens_again_is_no_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "p" / "closed"
    write(tmp_path / "p", "a.txt", "closed/b.txt")
    call("scan", tmp_path / "p", "--db", tmp_path / "c.db", "--jobs", 1)

    def refuse(folder: Any) -> Any:
        if Path(folder) == closed:
            raise PermissionError(13, "Permission denied", str(folder))
        return opened(folder)

    opened = os.scandir
    with monkeypatch.context() as shut:
        shut.setattr(os, "scandir", refuse)
        assert call("scan", tmp_path / "p", "--db", tmp_path / "c.db", "--jobs", 1).exit_code == 1
        assert states(tmp_path) == {"a.txt": "ok", "closed": "crashed", "b.txt": "ok"}
    assert call("retry", "--db", tmp_path / "c.db", "--state", "crashed", "--jobs", 1).exit_code == 0
    assert states(tmp_path) == {"a.txt": "ok", "b.txt": "ok"}


def states(folder: Path) -> dict[str, str]:
    listed = json.loads(call("files", "--db", folder / "c.db", "--format", "json").stdout)
    return {Path(file["path"]).name: file["state"] for file in listed}


def test_the_time_left_follows_the_last_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pace = Pace(1000.0)
    assert pace.left(100) is None
    for done in range(1, 31):  # ten a second at first, as if they were known
        now[0] += 0.1
        pace.step(done)
    for done in range(31, 91):  # then one in two seconds
        now[0] += 2
        pace.step(done)
    assert pace.left(100) == pytest.approx(20, rel=0.1)
    assert pace.seconds == pytest.approx(123)
