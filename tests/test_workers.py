"""Readers that misbehave in every way there is: each costs the one file it reads, and gets one state."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from extractor.allowance import ask_for_time, time_limit
from extractor.parsers import parse_file
from extractor.parsers.assemble import assemble
from extractor.parsers.txt import read_txt
from extractor.plan import Audit, Plan
from extractor.plantext import PlanText
from extractor.records import Document
from extractor.rulebook import Rulebook
from extractor.rulebook.choice import EVERYTHING
from extractor.scanning.employee import Employee
from extractor.scanning.pool import Limits, Readers, WorkersError
from extractor.scanning.reading import Ending, Outcome
from extractor.scanning.single import single_files
from extractor.scanning.sources import Source
from extractor.scanning.tree import ProcessTree
from extractor.scanning.worker import MOST_RESULT, Reading

MEGABYTE = 1 << 20
LIMITS = Limits(jobs=1, timeout=2, memory=200 * MEGABYTE)
GRACE = 5.0  # seconds after its limit within which a worker and its children have ended

posix = pytest.mark.skipif(os.name == "nt", reason="signals, forks and groups of POSIX")


def hang(folder: Path) -> None:
    time.sleep(600)


def spin_in_native_code(folder: Path) -> None:
    """Holds the interpreter's lock for good: no other thread of the process ever runs."""
    ctypes.PyDLL(None).sleep(600)


def ignore_sigterm(folder: Path) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    time.sleep(600)


def eat_memory(folder: Path) -> None:
    held = []
    while True:
        held.append(b"x" * (8 * MEGABYTE))
        time.sleep(0.01)


def eat_address_space(folder: Path) -> None:
    len(b"x" * (4 << 30))


def eat_memory_in_a_child(folder: Path) -> None:
    child = "import time\nheld = [b'x' * (300 << 20)]\ntime.sleep(600)"
    _note(folder, subprocess.Popen([sys.executable, "-c", child]).pid)
    time.sleep(600)


def die_of_a_segfault(folder: Path) -> None:
    ctypes.string_at(0)


def leave_without_a_word(folder: Path) -> None:
    os._exit(3)


def leave_politely(folder: Path) -> None:
    sys.exit("enough")


def kill_itself(folder: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fork_children_that_stay(folder: Path) -> None:
    """Children of every kind: of its group, and out of it; they ignore SIGTERM and hold its pipes."""
    for leaves in (False, True):
        child = os.fork()
        if child == 0:
            if leaves:
                os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
            os._exit(0)
        _note(folder, child)
    time.sleep(600)


def leave_children_behind(folder: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    _note(folder, child.pid)
    time.sleep(1)  # seen at least once by whoever watches
    os._exit(4)


def flood_stdout(folder: Path) -> None:
    for _ in range(2000):
        os.write(1, b"x" * 65536)
        os.write(2, b"y" * 65536)
        print("z" * 65536)


def raise_an_unpicklable_error(folder: Path) -> None:
    class Local(Exception):
        """Its class cannot be found by its name."""

    raise Local(lambda: None)


def recurse(folder: Path) -> None:
    recurse(folder)


def leave_files_behind(folder: Path) -> None:
    import tempfile  # noqa: PLC0415  (in the worker, where it has a folder of its own)

    handle, name = tempfile.mkstemp()
    os.close(handle)
    (folder / "left").write_text(name, encoding="utf-8")
    os._exit(5)


def take_longer_as_agreed(folder: Path) -> None:
    for _ in range(4):
        ask_for_time(1.0)
        time.sleep(0.8)


def note_the_limit(folder: Path) -> None:
    (folder / "limit").write_text(str(time_limit()), encoding="utf-8")


def ask_once_and_hang(folder: Path) -> None:
    ask_for_time(1.0)
    time.sleep(600)


def answer_and_die(folder: Path) -> None:
    threading.Timer(1.0, os._exit, (0,)).start()
    time.sleep(0.7)


def _note(folder: Path, pid: int) -> None:
    with (folder / "children").open("a", encoding="ascii") as file:
        file.write(f"{pid}\n")


class Unpicklable:
    """Goes nowhere."""

    def __reduce__(self) -> str:
        raise TypeError("stays where it is")


class Hostile:
    """Can be pickled, and fails where it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return int, ("no number",)


BLOWS = {function.__name__: function for function in (
    hang, spin_in_native_code, ignore_sigterm, eat_memory, eat_address_space, eat_memory_in_a_child,
    die_of_a_segfault, leave_without_a_word, leave_politely, kill_itself, fork_children_that_stay,
    leave_children_behind, flood_stdout, raise_an_unpicklable_error, recurse, leave_files_behind,
    take_longer_as_agreed, ask_once_and_hang, note_the_limit, answer_and_die,
)}  # fmt: skip
ODD_FINDINGS = {"unpicklable": Unpicklable, "hostile": Hostile}


def stub(source: Source, rules: Rulebook) -> Audit:
    """Does what the first word of the file orders, and reads it."""
    data = source.path.read_bytes()
    order = data.decode().split()[0]
    if order in BLOWS:
        BLOWS[order](source.path.parent)
    text = assemble(source.doc, "txt", *read_txt(data))
    document = Document(doc=text.doc, text=order, span=(0, len(order)), rule_id="document")
    findings: tuple[object, ...] = ()
    if order in ODD_FINDINGS:
        findings = (ODD_FINDINGS[order](),)
    if order == "huge":
        findings = (os.urandom(MOST_RESULT),)
    return Audit(Plan(text, document), findings=findings)  # type: ignore[arg-type]


@contextmanager
def readers(limits: Limits = LIMITS) -> Iterator[Readers]:
    pool = Readers(limits, Reading(None, EVERYTHING, stub))
    try:
        yield pool
    finally:
        pool.stop()


def outcomes(pool: Readers, paths: list[Path]) -> list[Outcome]:
    tickets = [pool.submit(Source(path)) for path in paths]
    done: dict[int, Outcome] = {}
    until = time.monotonic() + 90
    while len(done) < len(tickets):
        assert time.monotonic() < until, "the workers are stuck"
        done.update(pool.finished(1.0))
    return [done[ticket] for ticket in tickets]


def write(folder: Path, *orders: str) -> list[Path]:
    paths = [folder / f"{number}.txt" for number, _ in enumerate(orders)]
    for path, order in zip(paths, orders, strict=True):
        path.write_text(f"{order} KẾ HOẠCH năm 2024\n", encoding="utf-8")
    return paths


@dataclass(frozen=True)
class Case:
    """What is ordered, and the state and the reason that come of it."""

    order: str
    state: str
    reason: str = ""
    marks: tuple[pytest.MarkDecorator, ...] = ()


CASES = (
    Case("hang", "timeout", "over 2 seconds"),
    Case("spin_in_native_code", "timeout", "over 2 seconds", (posix,)),
    Case("ignore_sigterm", "timeout", "over 2 seconds", (posix,)),
    Case("eat_memory", "out-of-memory", "too much memory"),
    Case("eat_address_space", "out-of-memory", "too much memory"),
    Case("eat_memory_in_a_child", "out-of-memory", "too much memory"),
    Case("die_of_a_segfault", "crashed", "signal SIGSEGV", (posix,)),
    Case("leave_without_a_word", "crashed", "code 3"),
    Case("leave_politely", "crashed", "SystemExit"),
    Case("kill_itself", "crashed", "signal SIGKILL", (posix,)),
    Case("fork_children_that_stay", "timeout", "over 2 seconds", (posix,)),
    Case("leave_children_behind", "crashed", "code 4"),
    Case("flood_stdout", "ok"),
    Case("raise_an_unpicklable_error", "crashed", "Local"),
    Case("recurse", "crashed", "RecursionError"),
    Case("unpicklable", "crashed", "TypeError"),
    Case("hostile", "crashed", "ValueError"),
    Case("huge", "refused", "16 MB"),
    Case("take_longer_as_agreed", "ok"),
    Case("ask_once_and_hang", "timeout", "over 3 seconds"),
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.order, marks=case.marks) for case in CASES])
def test_a_blow_costs_one_file_and_leaves_nothing(
    tmp_path: Path, case: Case, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = write(tmp_path, "first", case.order, "last")
    with readers() as pool:
        first, struck, last = outcomes(pool, paths)
        assert (first.ending.state, last.ending.state) == ("ok", "ok")
        assert (struck.ending.state, bool(struck.audit)) == (case.state, case.state == "ok")
        assert case.reason in struck.ending.en
        assert struck.ending.vi or case.state == "ok"
        assert struck.seconds < LIMITS.timeout + 1 + GRACE
        gone_within(children(tmp_path), GRACE)
    assert capfd.readouterr().out == ""


def children(folder: Path) -> list[int]:
    noted = folder / "children"
    return [int(line) for line in noted.read_text(encoding="ascii").split()] if noted.exists() else []


def gone_within(pids: list[int], seconds: float) -> None:
    until = time.monotonic() + seconds
    while any(map(lives, pids)):
        assert time.monotonic() < until, "children outlive their worker"
        time.sleep(0.05)


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_temporary_files_go_with_their_worker(tmp_path: Path) -> None:
    with readers() as pool:
        outcomes(pool, write(tmp_path, "leave_files_behind"))
        left = Path((tmp_path / "left").read_text(encoding="utf-8"))
        assert not left.exists()
        assert not left.parent.exists()
        above = left.parent.parent
    assert not above.exists()


def test_a_file_knows_how_long_it_may_take(tmp_path: Path) -> None:
    with readers(Limits(jobs=1, timeout=7)) as pool:
        outcomes(pool, write(tmp_path, "note_the_limit"))
    assert (tmp_path / "limit").read_text(encoding="utf-8") == "7.0"


def test_a_worker_serves_many_files(tmp_path: Path) -> None:
    with readers() as pool:
        paths = write(tmp_path, *["plain"] * 30)
        assert {outcome.ending.state for outcome in outcomes(pool, paths)} == {"ok"}
        assert len(psutil.Process().children()) <= 2  # the worker and the interpreter's own helper


def test_workers_are_stopped_whatever_they_do(tmp_path: Path) -> None:
    orders = ["hang", "ignore_sigterm", "spin_in_native_code", "flood_stdout"][: 4 if os.name != "nt" else 1]
    with readers(Limits(jobs=len(orders), timeout=60)) as pool:
        for path in write(tmp_path, *orders):
            pool.submit(Source(path))
        until = time.monotonic() + 60
        while len(list(pool.being_read())) < len(orders) and time.monotonic() < until:
            pool.finished(0.1)
        workers = [
            child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())
        ]
        began = time.monotonic()
    assert time.monotonic() - began < GRACE
    gone_within(workers, GRACE)


def test_an_answer_holds_though_its_worker_died_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_died = Employee._has_died

    def died_by_then(worker: Employee) -> bool:
        """As if it answered and died between two looks."""
        if worker.ticket is not None:
            worker._process.join(20)
        return has_died(worker)

    monkeypatch.setattr(Employee, "_has_died", died_by_then)
    with readers(Limits(jobs=1, timeout=60)) as pool:
        (outcome,) = outcomes(pool, write(tmp_path, "answer_and_die"))
    assert outcome.ending.state == "ok"


@posix
@pytest.mark.parametrize("again", [False, True], ids=["killed-already", "number-of-another"])
def test_a_group_is_killed_once_and_only_its_own(monkeypatch: pytest.MonkeyPatch, again: bool) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], process_group=0) as process:
        tree = ProcessTree(process.pid)
        if not again:
            tree.kill()
        process.kill()
        process.wait()
    groups: list[int] = []
    monkeypatch.setattr(os, "killpg", lambda group, number: groups.append(group))
    monkeypatch.setattr(psutil, "pid_exists", lambda pid: True)  # somebody got its number
    tree.kill()
    assert groups == []


def test_folders_of_dead_processes_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    dead, living, other = (
        tmp_path / name
        for name in (
            f"extractor-scan-{process.pid}-x",
            f"extractor-scan-{os.getppid()}-x",
            "extractor-scan-mine",
        )
    )
    for folder in (dead, living, other):
        (folder / "0").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with readers() as pool:
        outcomes(pool, write(tmp_path, "plain"))
        (own,) = tmp_path.glob(f"extractor-scan-{os.getpid()}-*")
    assert [folder.exists() for folder in (dead, living, other, own)] == [False, True, True, False]


KILLED = """
import sys
from pathlib import Path
from test_workers import Limits, Source, readers
with readers(Limits(jobs=1, timeout=60)) as pool:
    pool.submit(Source(Path(sys.argv[1])))
    while True:
        pool.finished(0.1)
"""


@posix
def test_children_of_every_kind_and_folders_end_with_a_killed_scan(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "fork_children_that_stay")
    found = os.pathsep.join((str(Path(__file__).parent), *filter(None, sys.path)))
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": found}
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], env=environment) as scan:
        until = time.monotonic() + 60
        while len(children(tmp_path)) < 2:
            assert time.monotonic() < until, "nothing was started"
            time.sleep(0.1)
        scan.kill()
    gone_within(children(tmp_path), GRACE)
    until = time.monotonic() + GRACE
    while left := list(tmp_path.glob("extractor-scan-*")):
        assert time.monotonic() < until, f"{left} is left"
        time.sleep(0.05)


@posix
def test_web_pages_and_word_xml_are_converted_in_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.doc"
    page.write_text("<html><body><p>KẾ HOẠCH</p></body></html>", encoding="utf-8")
    written = tmp_path / "plan.xml"
    written.write_text(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', encoding="utf-8"
    )
    program = tmp_path / "office"
    program.write_text(f'#!/bin/sh\nps -o ppid= -p $$ >> "{tmp_path}/parents"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("EXTRACTOR_SOFFICE", str(program))
    with single_files(Limits(jobs=1, timeout=30)) as single:
        endings = [single.text(path) for path in (page, written)]
    assert all(isinstance(ending, Ending) and "LibreOffice" in ending.en for ending in endings)
    parents = (tmp_path / "parents").read_text(encoding="ascii").split()
    assert parents
    assert str(os.getpid()) not in parents


def test_workers_that_never_come_up_are_not_started_for_ever(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "plain")
    pool = Readers(LIMITS, Reading(tmp_path / "no such folder", EVERYTHING, stub))
    with pytest.raises(WorkersError, match="cannot be started"):
        outcomes(pool, [path])
    pool.stop()


def test_a_single_file_is_parsed_under_the_same_limits(tmp_path: Path, checkout: Path) -> None:
    itself = b"/Resources << /XObject << /X 5 0 R >> >>"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] " + itself + b" /Length 30000 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R " + itself + b" >>"
    drawn = b"\nstream\n" + b"/X Do " * 5000 + b"\nendstream"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length 30000 >>" + drawn,
        form + drawn,
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, words) for number, words in enumerate(objects, 1))
    endless = tmp_path / "endless.pdf"
    endless.write_bytes(b"%PDF-1.7\n" + body + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n")
    sound = checkout / "corpora/samples/plans/dong-thach-2024.pdf"
    with single_files(Limits(jobs=1, timeout=8, memory=150 * MEGABYTE)) as single:
        stopped = single.text(endless)
        read = single.text(sound)
    assert isinstance(stopped, Ending)
    assert stopped.state in {"timeout", "out-of-memory"}
    assert isinstance(read, PlanText)
    assert read == parse_file(sound)
