"""benchmarks/speed.py: its corpus, its figures, and a small run that fails where the product got slower."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import speed  # noqa: E402
import speed_report  # noqa: E402
from plans import make_plan, plain_lines  # noqa: E402
from sentences import repeated  # noqa: E402

FORMATS = ("txt", "docx", "pdf")


def result(ratio: float, only_naive: list[str]) -> dict[str, Any]:
    figures = {"naive_by_product": {"median": ratio}, "only_naive": only_naive}
    return {"formats": dict.fromkeys(FORMATS, figures)}


def test_the_plans_repeat_no_more_of_themselves_than_real_ones_do() -> None:
    again = repeated("\n".join(plain_lines(make_plan(seed))) for seed in range(30))
    assert again.all <= 0.11
    assert again.figured <= 0.09


def test_what_stood_before_is_counted_by_characters() -> None:
    again = repeated(
        ["Một câu không có số nào.\nCâu này có 12 hộ nghèo.", "Một câu không có số nào. Lại có 13 hộ."]
    )
    assert again.figured == 0
    assert again.all == 24 / (24 + 23 + 24)  # what is shorter than a sentence does not count


@pytest.mark.parametrize(
    ("now", "only_naive", "told"),
    [
        pytest.param(3.1, [], 0, id="much the same"),
        pytest.param(2.05, [], 0, id="a little less than a third slower"),
        pytest.param(1.95, [], 3, id="a third slower"),
        pytest.param(3.0, ["money 5 x1"], 3, id="a figure is missing"),
    ],
)
def test_a_ratio_worse_by_a_third_or_a_missing_figure_is_a_fault(
    now: float, only_naive: list[str], told: int
) -> None:
    assert len(speed.faults(result(now, only_naive), result(3.0, []))) == told


def test_the_page_holds_the_table_of_the_recorded_figures() -> None:
    recorded = json.loads(speed.RESULTS.read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert speed_report.table(recorded) in page
    assert (ROOT / "docs" / "performance.svg").is_file()


def test_a_small_run_is_no_third_slower_than_the_one_recorded() -> None:
    command = [sys.executable, "benchmarks/speed.py", "--small", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [line.split()[0] for line in ran.stdout.splitlines()] == list(FORMATS)
