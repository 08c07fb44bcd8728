"""Mutated inputs for every reader: benchmarks/fuzz.py in small, files kept of earlier runs, and hypothesis."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import FileState

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "benchmarks" / "fuzz.py"
KEPT = sorted(path for path in (ROOT / "tests" / "fuzzed").iterdir() if path.suffix != ".md")
sys.path.insert(0, str(ROOT / "benchmarks"))

from fuzzing import running  # noqa: E402
from fuzzing.targets import TARGETS  # noqa: E402

QUICK = ("figures", "citations", "detect", "ole", "archive")
KINDS = {"docx", "xlsx", "pdf", "txt", "doc", "xls", "rtf", "odt", "html", "mhtml", "xml", "image"}
DECLARED = {*FileState, *KINDS, "no archive"}


def test_ten_thousand_inputs_end_in_declared_states(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "--inputs", "10000", "--save", str(tmp_path), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ran = re.search(r"^(\d+) inputs in .*: 0 faults$", done.stdout, re.MULTILINE)
    assert ran is not None, done.stdout
    assert int(ran[1]) == 10_000
    assert all(f"{name} " in done.stdout for name in TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_kept_file_ends_in_a_declared_state(path: Path) -> None:
    assert TARGETS[path.name.partition("-")[0]].outcome(path.read_bytes()) in DECLARED


def test_kept_files_are_of_every_target_that_reads_files() -> None:
    assert {path.name.partition("-")[0] for path in KEPT} >= {
        "docx",
        "xlsx",
        "pdf",
        "codes",
        "text",
        "ole",
        "archive",
    }
    assert sum(path.stat().st_size for path in KEPT) < 300_000


@pytest.mark.parametrize("name", QUICK)
def test_any_bytes(name: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.binary(max_size=400))
    def run(data: bytes) -> None:
        TARGETS[name].outcome_of_any(data)

    run()


@pytest.mark.parametrize("name", TARGETS)
def test_any_number_of_an_input(name: str) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 1 << 40))
    def run(number: int) -> None:
        TARGETS[name].outcome_of_any(TARGETS[name].input(0, number))

    run()


@pytest.mark.parametrize("name", TARGETS)
def test_an_input_is_the_same_again(name: str) -> None:
    target = TARGETS[name]
    assert [target.input(3, n) for n in range(5)] == [target.input(3, n) for n in range(5)]
    assert len({target.input(3, n) for n in range(5)}) > 1


@pytest.mark.parametrize("name", TARGETS)
def test_most_seeds_are_read(name: str) -> None:
    endings = [TARGETS[name].outcome(data) for data in TARGETS[name].seeds()[:8]]
    assert sum(ending not in ("crashed", "refused", "no archive") for ending in endings) >= len(endings) * 0.9


@pytest.mark.parametrize("name", ["docx", "xlsx", "pdf"])
def test_structure_is_mostly_kept(name: str) -> None:
    endings = [TARGETS[name].outcome(TARGETS[name].input(5, number)) for number in range(30)]
    assert endings.count("ok") >= 8


def test_each_fault_is_told_once_for_its_place() -> None:
    first, again = (running.Fault("figures", number, "ValueError", "a.py:1") for number in (3, 4))
    other = running.Fault("figures", 5, "ValueError", "a.py:2")
    assert running.Tally("figures", 9, faults=[first, again, other]).distinct() == [first, other]


def test_a_process_that_dies_is_told_and_followed_by_another(tmp_path: Path) -> None:
    tally = running.run("no such target", 1, range(2), tmp_path)
    assert [fault.what for fault in tally.faults] == ["died with 1", "died with 1"]


@pytest.mark.parametrize(
    ("processor", "wall", "memory", "told"),
    [
        pytest.param(9.9, 50.0, 1 << 29, None, id="within"),
        pytest.param(10.1, 11.0, 0, "takes over 10 s", id="works"),
        pytest.param(0.0, 61.0, 0, "takes over 10 s", id="waits"),
        pytest.param(0.0, 0.0, (1 << 30) + 1, "takes over 1 GB", id="memory"),
    ],
)
def test_limits(processor: float, wall: float, memory: int, told: str | None) -> None:
    assert running._over(processor, wall, memory) == told
