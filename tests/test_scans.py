"""benchmarks/scans.py, its small run: two pages of a sample, scanned with noise."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs Tesseract with its Vietnamese data")
def test_figures_of_a_scan_are_right_or_marked() -> None:
    plan = ROOT / "corpora" / "samples" / "plans" / "phieng-lac-2023.pdf"
    command = [
        sys.executable,
        "benchmarks/scans.py",
        str(plan),
        "--pages",
        "2",
        "--dpi",
        "200",
        "--looks",
        "noisy",
        "--list",
        "--check",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sums = [line for line in done.stdout.splitlines() if line.startswith("ALL 200 dpi")]
    assert len(sums) == 1
    assert sums[0].endswith("new errors 0")
