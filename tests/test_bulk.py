"""The scripts that scan hostile files, kill scans and count memory, in their small runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(script: str, *options: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / script), "--check", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_hostile_files_cost_themselves_alone() -> None:
    printed = run("hostile.py", "--small", "--plans", "20", "--timeout", "15")
    assert "FAULT" not in printed
    grown = re.search(r"own process grew by (-?[\d.]+) MB", printed)
    assert grown is not None
    assert float(grown[1]) < 50


@pytest.mark.skipif(os.name == "nt", reason="process groups of POSIX")
def test_killed_scans_go_on_and_lose_nothing() -> None:
    told = r"3 kills, [23] stops by Ctrl-C, [1-9]\d* scans came to their end and hold the same"
    assert re.search(told, run("kill_scans.py", "--small"))


@pytest.mark.skipif(os.name == "nt", reason="sessions of POSIX")
def test_the_memory_of_a_scan_does_not_hang_on_the_number_of_files(tmp_path: Path) -> None:
    run("many_files.py", "--small", "--svg", str(tmp_path / "curves.svg"))
    assert (tmp_path / "curves.svg").read_text(encoding="utf-8").count("<path d=") > 3


@pytest.mark.skipif(os.name == "nt", reason="sessions of POSIX")
def test_scans_a_reader_exports_and_triage_share_one_database() -> None:
    printed = run("together.py", "--seconds", "60")
    told = re.search(r"reviews acknowledged (\d+), in the log (\d+)", printed)
    assert told is not None
    assert told[1] == told[2] != "0"
