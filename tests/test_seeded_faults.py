"""benchmarks/seeded_faults.py, its small run: recall and false alarms are held to what was reached."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "benchmarks" / "seeded_faults.py"
LEAST_RECALL, LEAST_ARITHMETIC = "0.85", "0.85"
LEAST_FAULTS = 250


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--small", "--check", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def printed() -> str:
    done = run("--misses", "--floor", LEAST_RECALL, "--arithmetic-floor", LEAST_ARITHMETIC)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_small_run_holds_its_floors(printed: str) -> None:
    planted = re.match(r"(\d+) faults of the \d+", printed)
    assert planted is not None
    assert int(planted[1]) >= LEAST_FAULTS


def test_nothing_within_the_intervals_is_an_error(printed: str) -> None:
    assert re.search(r"within the intervals .*: \d+, told as errors 0", printed)


def test_a_floor_that_is_not_reached_fails() -> None:
    done = run("--only", "share-sum", "--floor", "1.01")
    assert done.returncode == 1, done.stdout + done.stderr
