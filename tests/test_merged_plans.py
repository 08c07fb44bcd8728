"""After another database is brought in, plans of both are compared with each other, or it is said how to."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_copied_plans import COPIED, EARLIER, RULES, read

from extractor import __version__
from extractor.cli import cli
from extractor.corpus import Corpus

AT_HAND = f"{__version__}+{RULES.version}"


def stored(path: Path, name: str, text: str, version: str) -> Path:
    result, audit = read(name, text)
    with Corpus.open(path) as corpus:
        corpus.store(replace(result, rules_version=version), audit)
    return path


@pytest.mark.parametrize(
    ("ours", "theirs", "is_compared"),
    [
        pytest.param(AT_HAND, AT_HAND, True, id="both-by-the-rules-at-hand"),
        pytest.param(AT_HAND, "0.1+other", True, id="ours"),
        pytest.param("0.1+other", "0.1+other", False, id="none"),
    ],
)
def test_plans_of_both_are_compared(tmp_path: Path, ours: str, theirs: str, *, is_compared: bool) -> None:
    db = stored(tmp_path / "kho.db", "earlier.txt", EARLIER, ours)
    other = stored(tmp_path / "other.db", "later.txt", COPIED["the names alone differ"], theirs)
    told = CliRunner().invoke(cli, ["--lang", "en", "db", "merge", str(other), "--db", str(db)])
    assert told.exit_code == 0, told.output
    with Corpus.open(db, create=False) as corpus:
        across = corpus.across()
    assert across.is_current == is_compared
    assert [one.rule for one, _ in across.findings] == (["copied-plan"] if is_compared else [])
    how = f"extractor scan FOLDER --db {db}"
    assert (how in told.stdout) != is_compared
