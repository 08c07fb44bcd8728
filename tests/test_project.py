"""The project's frame: what its files promise one another."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor
from extractor.cli import cli

ROOT = Path(__file__).resolve().parent.parent
MADE = {".venv", ".git", "outputs", "build", "dist", "__pycache__"}
# Identifiers that are written as addresses and never fetched: namespaces, schemas, the licence's own; and
# addresses of the machine itself.
IDENTIFIERS = re.compile(
    r"https?://(?:www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\\?\.(?:oclc\\?\.)?org|ns\.adobe\.com"
    r"|json-schema\.org|docs\.oasis-open\.org|www\.apache\.org/licenses|openoffice\.org/2001/registry|127\.0\.0\.1"
    r"|localhost\b|\{host\}|[\w.-]+\.example\b|example\.org/x|192\.0\.2\.\d+)"  # this machine; example names
)
ADDRESS = re.compile(r"\b(?:https?|ftp|git\+\w+)://\S+", re.IGNORECASE)
REGISTRY = re.compile(
    r"\b(?:py[p]i|pytho[n]hosted|regist[r]y\.npmjs|hugging[f]ace|dock[e]r|g[h]cr|conda-f[o]rge)\.(?:org|io|com|co)\b"
    r"|--(?:extra-)?inde[x]-url|--find-lin[k]s",
    re.IGNORECASE,
)


OTHERS = ("extractor/web/static/licences/", "extractor/web/static/htmx.min.js", "tests/web/vendor/")


def text_files() -> Iterator[tuple[str, str]]:
    """Path and text of every text file of the checkout but what is made by using it or comes from others as it is."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and (name == ".ci" or name[0] != ".")]
        for file in files:
            path = Path(folder, file)
            try:
                name = path.relative_to(ROOT).as_posix()
                if not name.startswith(OTHERS):
                    yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def addresses(text: str) -> list[str]:
    """Download addresses and registry hosts named in a text."""
    found = [match.group() for match in ADDRESS.finditer(text) if not IDENTIFIERS.match(match.group())]
    return found + [match.group() for match in REGISTRY.finditer(text)]


def project() -> dict[str, object]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> list[str]:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*stated["dependencies"], *stated["optional-dependencies"]["dev"]]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("see htt" + "ps://example.org/a.whl", True, id="download address"),
        pytest.param("index at py" + "pi.org", True, id="registry without scheme"),
        pytest.param("pip install --inde" + "x-url X", True, id="index option"),
        pytest.param('xmlns="htt' + 'p://www.w3.org/2000/svg"', False, id="namespace"),
        pytest.param("pip install plan-extractor", False, id="plain words"),
    ],
)
def test_addresses_are_told_from_namespaces(text: str, wrong: bool) -> None:
    assert bool(addresses(text)) is wrong


def test_no_file_names_a_registry_or_a_download() -> None:
    assert {path: found for path, text in text_files() if (found := addresses(text))} == {}


def test_version_is_one() -> None:
    assert project()["version"] == extractor.__version__


def test_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {re.escape(extractor.__version__)}\b.*?(?=^## |\Z)", changelog, re.M | re.S)
    assert section is not None
    assert re.search(r"^- \S", section.group(), re.M)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if not re.search(rf"\bextractor {re.escape(name)}\b", readme)] == []


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^ +(?:\.venv/bin/)?extractor (\w+)", readme, re.M))
    assert shown
    assert shown - set(cli.commands) == set()


def test_every_requirement_is_pinned() -> None:
    pinned = {canonical(name) for name in pins()}
    wanted = {canonical(re.split(r"[<>=!~\[; ]", requirement)[0]) for requirement in requirements()}
    assert wanted - pinned == set()


def test_pins_are_plain_versions() -> None:
    assert [
        f"{name}=={version}" for name, version in pins().items() if not re.fullmatch(r"[\w.]+", version)
    ] == []


def test_every_pin_has_its_licence_listed() -> None:
    table = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| (\S+) \| (.+) \|$", table, re.M))
    assert set(pins()) - set(listed) == set()
    assert [name for name, licence in listed.items() if re.search(r"\bA?GPL", licence)] == []


SKIPPING = {
    "test_call.py": "import pytest\ndef test_it(): pytest.skip('no such tool')\n",
    "test_mark.py": "import pytest\n@pytest.mark.skipif(True, reason='no such tool')\ndef test_it(): pass\n",
    "test_module.py": "import pytest\npytest.importorskip('no_such_module_here')\ndef test_it(): pass\n",
}


def _outside_ci() -> dict[str, str]:
    """The environment without the marks by which pytest prints its summary at full length."""
    return {name: value for name, value in os.environ.items() if name not in {"CI", "BUILD_NUMBER"}}


@pytest.mark.parametrize(
    ("forbidden", "summary"),
    [pytest.param("", "3 skipped", id="allowed"), pytest.param("1", "1 failed, 2 errors", id="forbidden")],
)
def test_a_skip_fails_only_where_skips_are_forbidden(tmp_path: Path, forbidden: str, summary: str) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    for name, source in SKIPPING.items():
        (tmp_path / name).write_text(source)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"],
        env={**_outside_ci(), "EXTRACTOR_CI_NO_SKIPS": forbidden},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines()[-1].startswith(summary), run.stdout
    assert run.stdout.count("was skipped:") == (3 if forbidden else 0)
