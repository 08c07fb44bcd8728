"""benchmarks/diff_gold.py, run as a command in a repository of its own where a rule was changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN = "ban-lien-2025"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and one annotated plan, committed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("repository")
    for name in ("extractor", "rules", "models"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (f"plans/{PLAN}.txt", f"expected/{PLAN}.jsonl"):
        target = folder / "corpora" / "samples" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "corpora" / "samples" / name, target)
    (folder / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "diff_gold.py", folder / "benchmarks")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "The program")
    return folder


def diff_gold(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "benchmarks/diff_gold.py", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_first_commit_has_nothing_beside_it(repository: Path) -> None:
    run = diff_gold(repository)
    assert (run.returncode, run.stdout) == (2, "")
    assert "no main beside what is checked out" in run.stderr


def test_an_unknown_commit_is_named(repository: Path) -> None:
    run = diff_gold(repository, "--base", "nowhere")
    assert (run.returncode, run.stderr) == (2, "diff_gold: no commit nowhere\n")


def test_the_same_program_gains_and_loses_nothing(repository: Path) -> None:
    run = diff_gold(repository, "--base", "HEAD")
    assert run.returncode == 0
    assert "nothing gained, lost or changed" in run.stdout


def test_a_changed_rule_shows_what_it_gained_lost_and_changed(repository: Path) -> None:
    rules = repository / "rules" / "citations.yaml"
    words = rules.read_text(encoding="utf-8")
    lines = [line for line in words.splitlines(keepends=True) if "name: Nghị định," not in line]
    units = repository / "rules" / "units.yaml"
    unit_words = units.read_text(encoding="utf-8")
    try:
        rules.write_text("".join(lines), encoding="utf-8")
        units.write_text(unit_words.replace("id: household,", "id: other,", 1), encoding="utf-8")
        run = diff_gold(repository)
    finally:
        rules.write_text(words, encoding="utf-8")
        units.write_text(unit_words, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Gain and loss against ")
    lost = next(line for line in run.stdout.splitlines() if line.split()[:2] == ["citation", "citation"])
    assert int(lost.split()[3]) > 0
    assert "  lost    ban-lien-2025.txt citation «" in run.stdout
    assert "'household' → 'other'" in run.stdout
    assert "read as annotated: citation " in run.stdout
