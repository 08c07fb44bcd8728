"""benchmarks/check_score.py, run as a command against a score program of known figures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).resolve().parent.parent / "benchmarks" / "check_score.py"
SCORE = {
    "citation": {"F1": 0.99, "exact": 0.96},
    "document": {"right": 25, "of": 26},
    "findings": {"wanted": 19, "found": 12, "false": {"error": 1, "warning": 1, "info": 1}},
}


def check(folder: Path, floor: object, program: str | None = None) -> subprocess.CompletedProcess[str]:
    (folder / "score.py").write_text(program or f"print({json.dumps(SCORE)!r})")
    (folder / "floor.json").write_text(json.dumps(floor))
    command = [
        sys.executable,
        str(CHECK),
        "score.py",
        "gold",
        "plans",
        "--command",
        "x {}",
        "--floor",
        "floor.json",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("at_least", "at_most", "said"),
    [
        pytest.param({"citation.F1": 0.99}, {"findings.false": 3}, None, id="on the bound"),
        pytest.param({"citation.F1": 0.991}, {}, "citation.F1 is 0.99, the floor is 0.991", id="F1 too low"),
        pytest.param({"citation.exact": 0.97}, {}, "citation.exact is 0.96", id="exact too low"),
        pytest.param({"document.right": 26}, {}, "document.right is 25", id="header field lost"),
        pytest.param({"findings.found": 13}, {}, "findings.found is 12", id="finding lost"),
        pytest.param(
            {}, {"findings.false": 2}, "findings.false is 3, the ceiling is 2", id="severities summed"
        ),
    ],
)
def test_each_figure_is_held_to_its_bound(
    tmp_path: Path, at_least: dict[str, float], at_most: dict[str, float], said: str | None
) -> None:
    run = check(tmp_path, {"at_least": at_least, "at_most": at_most})
    assert run.returncode == (1 if said else 0)
    assert (said or "hold the floor") in run.stdout


@pytest.mark.parametrize(
    ("floor", "program"),
    [
        pytest.param(
            {"at_least": {"target.F1": 0.5}, "at_most": {}}, None, id="figure absent from the score"
        ),
        pytest.param({"citation.F1": 0.5}, None, id="floor of another form"),
        pytest.param({"at_least": {}, "at_most": {}}, "raise SystemExit('no gold files')", id="score fails"),
    ],
)
def test_a_score_that_cannot_be_taken_is_no_pass(tmp_path: Path, floor: object, program: str | None) -> None:
    run = check(tmp_path, floor, program)
    assert run.returncode == 2
    assert run.stderr.startswith("score not taken: ")
    assert "Traceback" not in run.stderr


def test_the_kept_floor_is_one() -> None:
    floor = json.loads(CHECK.with_name("score-floor.json").read_text(encoding="utf-8"))
    assert set(floor) == {"at_least", "at_most"}
    assert floor["at_least"]
