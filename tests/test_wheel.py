"""The built wheel, installed by pip in an empty environment, does what the checkout does."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "corpora" / "samples" / "plans"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
FROM_CHECKOUT = (sys.executable, "-m", "extractor")
RESOURCES = ("rules", "models", "docs/rules")


@dataclass(frozen=True)
class Installed:
    """A wheel, the command it installed and a folder outside the checkout to work in."""

    wheel: Path
    command: Path
    folder: Path


def run(command: tuple[str | Path, ...], cwd: Path, **env: str) -> str:
    """Standard output of a command; a failure shows its standard error."""
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        command, cwd=cwd, env=clean | env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}: {done.stderr or done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere")
    run((sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT), cwd=folder)
    wheel = next(folder.glob("plan_extractor-*.whl"))
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / SCRIPTS
    pip = (scripts / "python", "-m", "pip", "--disable-pip-version-check", "-qq", "install", "--no-compile")
    run((*pip, "-c", ROOT / "constraints.txt", wheel), cwd=folder)
    return Installed(wheel, scripts / "extractor", folder)


def resources() -> set[str]:
    """Every rule, model and page of the checkout, as named inside the wheel."""
    files = (path for name in RESOURCES for path in (ROOT / name).rglob("*") if path.is_file())
    return {f"extractor/_data/{path.relative_to(ROOT).as_posix()}" for path in files if path.suffix != ".pyc"}


def test_rules_and_models_are_inside(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    assert {path.split("/")[2] for path in resources()} == {name.split("/")[0] for name in RESOURCES}
    assert resources() - names == set()


def test_nothing_but_the_package_is_inside(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"extractor", "plan_extractor"}
    assert "extractor/py.typed" in names


def test_plans_of_every_format_give_the_same_records(installed: Installed) -> None:
    plans = [sorted(PLANS.glob(f"*.{suffix}"))[0] for suffix in ("docx", "pdf", "txt")]
    for plan in plans:
        shutil.copy(plan, installed.folder)
    arguments = ("extract", *(plan.name for plan in plans), "--format", "jsonl")
    printed = run((installed.command, *arguments), cwd=installed.folder)
    assert printed == run((*FROM_CHECKOUT, *arguments), cwd=installed.folder, PYTHONPATH=str(ROOT))
    records = [json.loads(line) for line in printed.splitlines()]
    assert [record["doc"] for record in records if record["record"] == "document"] == [p.name for p in plans]
    assert {"citation", "budget", "target"} <= {record["record"] for record in records}


def test_the_schema_is_the_same(installed: Installed) -> None:
    schema = run((installed.command, "schema"), cwd=installed.folder)
    assert schema == run((*FROM_CHECKOUT, "schema"), cwd=installed.folder, PYTHONPATH=str(ROOT))
    assert json.loads(schema)["version"]
