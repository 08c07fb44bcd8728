"""Scans on a real cluster of two workers: the same corpus as a plain scan's, a worker lost, nothing read twice."""

import importlib
import importlib.util
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.cluster.across import is_judged
from extractor.cluster.engine import cluster
from extractor.cluster.parts import Parts
from extractor.cluster.runs import alone
from extractor.cluster.scan import scan_on_cluster
from extractor.corpus import Corpus
from extractor.errors import FileState
from extractor.scanning.pool import Limits

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from bulk.stored import logical  # noqa: E402

MISSING = [name for name in ("ray", "pyarrow", "duckdb") if importlib.util.find_spec(name) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"{', '.join(MISSING)}: pip install 'plan-extractor[cluster]'"
)

PLAN = """ỦY BAN NHÂN DÂN
XÃ {name}
Số: {number}/KH-UBND
{title}, ngày 12 tháng 01 năm {year}

KẾ HOẠCH
Giảm nghèo bền vững năm {year} trên địa bàn xã {title}, huyện Mường Hạ, tỉnh {province}

I. MỤC TIÊU
Đầu năm {year}, toàn xã có {count} hộ nghèo. Trong năm {year} giảm tỷ lệ hộ nghèo {cut}%.

II. KINH PHÍ
Dự án 1: Tổng kinh phí thực hiện năm {year}: {total} triệu đồng, gồm:
- Ngân sách trung ương: 400 triệu đồng;
- Ngân sách huyện: 100,5 triệu đồng.
"""


def plan(number: int, **told: Any) -> str:
    name = ("Đông Lạc", "Tây Kha", "Nam Sơn", "Bắc Hương", "Thượng Cát")[number % 5]
    given = {
        "province": ("Lai Châu", "Kon Tum")[number % 2],
        "total": "500,5",
        "year": 2023 + number % 2,
    } | told
    return PLAN.format(
        name=name.upper(), title=name, number=number, count=100 + number, cut=f"{number}", **given
    )


def call(*arguments: object, code: int | None = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert code is None or result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Ray with two workers on this machine; every scan of the module joins it."""
    with cluster(None, 2) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans of two provinces and years, copies, an archive, what cannot be read."""
    top = tmp_path_factory.mktemp("plans")
    for number in range(1, 13):
        place = top / f"commune-{number % 3}"
        place.mkdir(exist_ok=True)
        (place / f"{number:02d}.txt").write_text(plan(number), encoding="utf-8")
    (top / "wrong-sum.txt").write_text(plan(31, total="700"), encoding="utf-8")
    (top / "zz-copy.txt").write_text(plan(3), encoding="utf-8")
    (top / "empty.txt").write_text(" \n", encoding="utf-8")
    (top / "odd.docx").write_bytes(b"PK\x03\x04 no archive")
    (top / "picture.xyz").write_bytes(b"\x00\x01")
    (top / ".hidden.txt").write_text("x", encoding="utf-8")
    with zipfile.ZipFile(top / "more.zip", "w") as archive:
        archive.writestr("in/20.txt", plan(20))
        archive.writestr("in/copy.txt", plan(4))
    (top / "zy-copy-of-member.txt").write_text(plan(20), encoding="utf-8")
    shutil.copy(ROOT / "corpora/samples/plans/lam-khe-2022.docx", top)
    return top


@pytest.fixture(scope="module")
def plain(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("plain") / "corpus.db"
    call("scan", folder, "--db", database, "--jobs", 2, code=1)
    return database


def workers() -> list[psutil.Process]:
    """The processes of Ray under this one that read parts."""
    below = psutil.Process().children(recursive=True)
    return [process for process in below if "MapWorker" in " ".join(process.cmdline())]


def scan(folder: Path, out: Path, **more: Any) -> Any:
    return scan_on_cluster([folder], out, address=None, workers=2, limits=Limits(2, 60.0), **more)


@pytest.fixture(scope="module")
def scanned(
    machines: Any, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Any, list[int]]:
    """The Parquet of a scan one worker of which was killed in the middle; its result; who was killed."""
    out = tmp_path_factory.mktemp("parquet") / "corpus.parquet"
    killed: list[int] = []

    def kill_one(progress: Any) -> None:
        if progress.read and not killed:
            victim = workers()[0]
            victim.kill()
            killed.append(victim.pid)

    result = scan(folder, out, on_progress=kill_one, log=out.parent / "scan.log")
    return out, result, killed


@pytest.fixture(scope="module")
def merged(scanned: tuple[Path, Any, list[int]]) -> Path:
    """The Parquet as a database."""
    database = scanned[0].parent / "merged.db"
    call("db", "merge", scanned[0], "--db", database)
    return database


def test_a_cluster_reads_what_a_plain_scan_reads_though_a_worker_is_killed(
    scanned: tuple[Path, Any, list[int]], merged: Path, plain: Path
) -> None:
    _, result, killed = scanned
    assert killed
    assert result.given == 23
    told, expected = logical(merged), logical(plain)
    for table, rows in expected.items():
        assert told[table] == rows, table
    assert len(expected["budgets"]) > 30
    call("db", "check", "--db", merged)
    assert hits(merged) == hits(plain)


def hits(database: Path) -> list[str]:
    """What a search finds, apart from the ids that hang on the order of reading."""
    told = json.loads(call("search", "ngan sach huyen", "--db", database, "--format", "json").output)
    plans = [{name: value for name, value in one.items() if name != "document"} for one in told.pop("plans")]
    return sorted(json.dumps(one, sort_keys=True) for one in (told, *plans))


def test_the_log_tells_each_file_once_and_no_words_of_plans(scanned: tuple[Path, Any, list[int]]) -> None:
    out, result, _ = scanned
    lines = (out.parent / "scan.log").read_text(encoding="utf-8").splitlines()
    paths = [event["path"] for event in map(json.loads, lines) if event["event"] == "file"]
    assert sorted(paths) == sorted(result.paths)
    assert len(set(paths)) == len(paths)
    assert "nghèo" not in "".join(lines)


def test_a_second_scan_reads_nothing_and_writes_nothing_of_files(
    scanned: tuple[Path, Any, list[int]], folder: Path
) -> None:
    out, first, _ = scanned
    before = sorted(path for path in out.glob("*/*.parquet") if path.parent.name != "runs")
    again = scan(folder, out)
    assert (again.read, again.states) == (0, first.states)
    assert sorted(path for path in out.glob("*/*.parquet") if path.parent.name != "runs") == before


def test_only_what_has_changed_is_read_and_what_is_gone_goes(machines: Any, tmp_path: Path) -> None:
    out, place = tmp_path / "corpus.parquet", tmp_path / "plans"
    place.mkdir()
    for name, number in (("a", 3), ("y-copy-of-a", 3), ("b", 4), ("z-copy-of-member", 20)):
        (place / f"{name}.txt").write_text(plan(number), encoding="utf-8")
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.writestr("in/20.txt", plan(20))
    scan(place, out)
    (place / "a.txt").write_text(plan(40), encoding="utf-8")
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.writestr("in/21.txt", plan(21))
    again = scan(place, out)
    assert again.read == 4  # a.txt, its copy, the new member, what was a copy of the old one
    call("db", "merge", out, "--db", tmp_path / "merged.db")
    call("scan", place, "--db", tmp_path / "plain.db", "--jobs", 2)
    assert logical(tmp_path / "merged.db") == logical(tmp_path / "plain.db")


def test_what_was_found_across_plans_does_not_outlive_a_scan_that_did_not_judge(
    machines: Any, tmp_path: Path
) -> None:
    out, place = tmp_path / "corpus.parquet", tmp_path / "plans"
    place.mkdir()
    (place / "a.txt").write_text(plan(3), encoding="utf-8")
    scan(place, out)
    assert is_judged(Parts(out))
    (place / "a.txt").write_text(plan(4), encoding="utf-8")
    scan(place, out, across=False)
    assert not list(out.glob("across/*"))
    assert scan(place, out).read == 0
    assert is_judged(Parts(out))


@pytest.mark.parametrize(
    "chosen",
    [("--province", "Kon Tum"), ("--year", "2024"), ("--province", "lai chau", "--year", 2023)],
    ids=lambda chosen: " ".join(map(str, chosen)),
)
def test_a_part_is_merged(
    scanned: tuple[Path, Any, list[int]], plain: Path, tmp_path: Path, chosen: tuple[object, ...]
) -> None:
    database = tmp_path / "part.db"
    call("db", "merge", scanned[0], "--db", database, *chosen)
    search = ("search", "--format", "json", "--limit", 100, *chosen)
    found, expected = (json.loads(call(*search, "--db", one).output) for one in (database, plain))
    assert found["total"] == expected["total"] > 3
    everything = json.loads(call("search", "--format", "json", "--db", database).output)
    assert everything["total"] == found["total"]


def test_merging_what_other_rules_read_tells_how_plans_are_compared(machines: Any, tmp_path: Path) -> None:
    place, database = tmp_path / "plans", tmp_path / "x.db"
    place.mkdir()
    (place / "a.txt").write_text(plan(3), encoding="utf-8")
    ignored = ("--ignore", "sum-mismatch")
    call("scan", place, "--engine", "ray", "--out", tmp_path / "out", *ignored)
    told = call("db", "merge", tmp_path / "out", "--db", database, "--lang", "en").stdout
    assert (
        f"extractor scan FOLDER --db {database}, with the --rules, --select and --ignore of that scan" in told
    )
    call("scan", place, "--db", database, "--jobs", 1, *ignored)
    with Corpus.open(database) as corpus:
        assert corpus.across().is_current
        assert [run.read for run in corpus.runs()] == [1, 0]


def test_merging_into_a_corpus_that_holds_the_same_changes_nothing(
    scanned: tuple[Path, Any, list[int]], plain: Path, tmp_path: Path
) -> None:
    database = tmp_path / "both.db"
    shutil.copy(plain, database)
    call("db", "merge", scanned[0], "--db", database)
    assert logical(database) == logical(plain)


@pytest.mark.parametrize(
    "asked",
    [
        ("poverty_rate_reduction",),
        ("poverty_rate_reduction", "--year", 2024, "--level", "commune"),
        ("poor_households", "--province", "Kon Tum", "--status", "baseline"),
        ("--budgets", "component,source"),
        ("--ratio", "local-central"),
        ("--matrix",),
        ("--list",),
    ],
    ids=lambda asked: " ".join(map(str, asked)),
)
def test_parquet_is_compared_as_the_database_is(
    scanned: tuple[Path, Any, list[int]], merged: Path, asked: tuple[object, ...]
) -> None:
    told = call("compare", *asked, "--from", scanned[0], "--format", "json").output
    assert told == call("compare", *asked, "--db", merged, "--format", "json").output
    assert json.loads(told)


def test_the_cluster_of_this_machine_is_heard_by_this_machine_alone(machines: Any) -> None:
    below = psutil.Process().children(recursive=True)
    heard = [c for one in (psutil.Process(), *below) for c in one.net_connections() if c.status == "LISTEN"]
    assert heard
    assert {c.laddr.ip.removeprefix("::ffff:") for c in heard} <= {"127.0.0.1", "::1"}


def test_nothing_is_reported_and_the_logs_hold_no_words_of_plans(
    machines: Any, scanned: tuple[Path, Any, list[int]]
) -> None:
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
    logs = Path(importlib.import_module("ray._private.worker")._global_node.get_logs_dir_path())
    texts = [path.read_bytes() for path in logs.rglob("*") if path.is_file()]
    assert len(texts) > 5
    assert not any(word.encode() in text for text in texts for word in ("hộ nghèo", "h\\u1ed9", "Ngân sách"))


def test_a_scan_under_way_keeps_others_out(machines: Any, folder: Path, tmp_path: Path) -> None:
    with alone(tmp_path / "out"):
        told = call("scan", folder, "--engine", "ray", "--out", tmp_path / "out", "--lang", "en", code=2)
    assert "another scan is writing here" in told.stderr


def test_workers_in_another_folder_read_what_is_named_from_here(
    machines: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "plans" / "plan.txt").write_text(plan(7), encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # the workers were started elsewhere
    result = scan(Path("plans"), Path("out"), overlay=Path("rules"))
    assert (result.states, result.read) == ({FileState.OK: 1}, 1)


def test_the_command_scans_and_tells_what_comes_next(machines: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(plan(7), encoding="utf-8")
    told = call("scan", tmp_path / "plan.txt", "--engine", "ray", "--out", tmp_path / "out", "--lang", "en")
    assert "1 file" in told.stdout
    assert "extractor db merge" in told.stdout
