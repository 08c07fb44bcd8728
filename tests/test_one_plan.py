"""benchmarks/one_plan.py, of one sample: the same records and findings in every form that it is saved in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "one_plan.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_plan_says_the_same_in_every_form() -> None:
    """Its footnotes, its heads too wide for their columns and its two-line headings were once read otherwise."""
    ended = run("phu-sang-2023-2025", "--check", "--list")
    if ended.returncode == 2 and "font" in ended.stderr:
        pytest.skip(ended.stderr.strip())
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = ended.stdout.splitlines()
    forms = ["txt", "txt in tcvn3", "txt in vni", "txt in windows-1258", "docx in .VnTime"]
    forms += ["pdf by LibreOffice"] * (shutil.which("soffice") is not None)
    assert {f"{form}: 1 of 1 plans say the same" for form in forms} <= set(told)
