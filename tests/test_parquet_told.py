"""What is kept of the figures in a Parquet corpus answers a comparison as the records beside it would."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from test_told_facts import INDICATORS, RULES, TEXTS

from extractor.audit import audit_bytes
from extractor.corpus import Corpus, FileResult
from extractor.corpus.compare import Wanted
from extractor.corpus.plan_rows import audit_rows
from extractor.corpus.store import file_row
from extractor.corpus.told_facts import unpacked
from extractor.corpus.told_rows import TOLD, TOLD_BY, TOLD_FACTS, told_rows
from extractor.corpus.told_stamp import stamp_of_today
from extractor.errors import FileState
from extractor.rulebook.comparison import load_comparison

for module in ("pyarrow", "duckdb"):
    pytest.importorskip(module, reason="pip install 'plan-extractor[parquet]'")

from extractor.cluster.answering import ParquetCorpus  # noqa: E402
from extractor.cluster.extras import arrow  # noqa: E402
from extractor.cluster.parts import Part, Parts, file_number  # noqa: E402
from extractor.cluster.tables import table_of, tables_of  # noqa: E402

_NAMES = sorted(TEXTS)
_FIRST = (len(_NAMES) + 1) // 2  # of the files lie in the first part


def read(name: str) -> tuple[Any, Any]:
    data = TEXTS[name].encode()
    result = FileResult(name, name, len(data), FileState.OK, "", "", 0.1, "rules")
    rows = audit_rows(audit_bytes(data, name, name, RULES), name)
    return file_row(result), rows | told_rows(rows)


def written(root: Path, *, numbered_from: int = 1) -> Parts:
    """All plans in two parts, what is kept among them."""
    parts = Parts(root)
    for number, names in enumerate((_NAMES[:_FIRST], _NAMES[_FIRST:]), numbered_from):
        files = [(file_number(number, place), *read(name)) for place, name in enumerate(names)]
        parts.write(Part(number, number), tables_of(files))
    return parts


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("parquet") / "out").root


def told(root: Path, **asked: Any) -> Any:
    with ParquetCorpus.open(root) as corpus:
        return corpus.compare(INDICATORS, Wanted(**asked), load_comparison())


def from_records(root: Path, folder: Path, **asked: Any) -> Any:
    """What is told where nothing is kept."""
    bare = folder / "bare"
    shutil.copytree(root, bare, ignore=shutil.ignore_patterns(*TOLD))
    assert not (bare / TOLD_BY).exists()
    return told(bare, **asked)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="all"),
        pytest.param({"years": (2022, 2023)}, id="years"),
        pytest.param({"years": (1999,)}, id="no-year"),
        pytest.param({"statuses": ("target",)}, id="status"),
        pytest.param({"levels": ("village",)}, id="villages"),
        pytest.param({"place": "Bàu Đưng"}, id="place"),
    ],
)
def test_what_is_kept_answers_as_the_records(kept: Path, tmp_path: Path, asked: dict[str, Any]) -> None:
    assert told(kept, **asked) == from_records(kept, tmp_path, **asked)
    assert bool(told(kept, **asked).values) == (asked != {"years": (1999,)})


def test_figures_of_one_place_stand_as_they_were_read(kept: Path, tmp_path: Path) -> None:
    asked = {"years": (2022, 2023)}  # among them «3 - 4%», two figures at one place
    always = told(kept, **asked)
    for time in range(12):
        assert from_records(kept, tmp_path / str(time), **asked) == always


def test_it_is_what_a_database_keeps(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "kho.db") as corpus:
        for name in _NAMES:
            data = TEXTS[name].encode()
            result = FileResult(name, name, len(data), FileState.OK, "", "", 0.1, "rules")
            corpus.store(result, audit_bytes(data, name, name, RULES))
    with closing(sqlite3.connect(tmp_path / "kho.db")) as conn:
        rows = conn.execute(
            "SELECT path, indicator, facts, others FROM told_facts JOIN documents ON documents.id = document"
            " JOIN files ON files.id = documents.file"
        ).fetchall()
    stored = {(path, name): (facts, others and unpacked(others)) for path, name, facts, others in rows}
    made = {
        (name, row["indicator"]): (row["facts"], row["others"] and json.loads(row["others"]))
        for name in _NAMES
        for row in read(name)[1][TOLD_FACTS]
    }
    assert made == stored
    assert any(others for _, others in made.values())


def test_of_plans_that_keep_nothing_or_by_other_rules_the_records_are_read(
    kept: Path, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    shutil.copytree(kept, root)
    parts = Parts(root)
    second = Part(2, 2)
    stamps = [(file_number(1, place), {"stamp": "older"}) for place in range(_FIRST)]
    parts._put(TOLD_BY, Part(1, 1), [table_of(TOLD_BY, stamps)])
    wrong = [(file_number(1, place), {"indicator": INDICATORS[0], "facts": "[]"}) for place in range(_FIRST)]
    parts._put(TOLD_FACTS, Part(1, 1), [table_of(TOLD_FACTS, wrong)])
    for table in TOLD:
        (root / table / second.name).unlink()
    assert told(root) == told(kept)


def test_what_is_kept_alone_is_asked_where_it_is_of_today(kept: Path, tmp_path: Path) -> None:
    root = tmp_path / "out"
    shutil.copytree(kept, root, ignore=shutil.ignore_patterns("targets"))
    found = told(root, years=(2023,), statuses=("target",), levels=("commune",))
    named_twice = {value.source.path for value in told(kept).values} - {
        value.source.path for value in told(root).values
    }
    assert found.values
    assert named_twice == {"rach-goc.txt"}  # whose records are read: it names a place in two ways


def test_parts_that_are_joined_lie_by_indicator_and_tell_the_same(kept: Path, tmp_path: Path) -> None:
    parts = written(tmp_path / "out")
    parts.join(parts.all())
    (path,) = parts.paths(TOLD_FACTS)
    named = arrow().parquet.read_table(path)["indicator"].to_pylist()
    assert named == sorted(named)
    assert told(parts.root) == told(kept)


def test_a_text_that_is_no_plan_is_noted_and_tells_nothing() -> None:
    data = "Bài viết về giảm nghèo: tỷ lệ hộ nghèo còn 4,1%.".encode()
    rows = audit_rows(audit_bytes(data, "a.txt", "a.txt", RULES), "a")
    assert told_rows(rows) == {TOLD_FACTS: [], TOLD_BY: [{"stamp": stamp_of_today()}]}


def test_comparing_loads_no_pandas(kept: Path, tmp_path: Path) -> None:
    """Which takes a third of a second, and comes with the first array that Arrow makes of values of Python."""
    root = tmp_path / "out"
    shutil.copytree(kept, root)
    for path in list(root.rglob("*")):
        if "sections" in path.relative_to(root).as_posix():
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    asking = (
        "import sys; from pathlib import Path; from extractor.cluster.answering import ParquetCorpus\n"
        "from extractor.corpus.compare import Wanted; from extractor.rulebook.comparison import load_comparison\n"
        "with ParquetCorpus.open(Path(sys.argv[1])) as corpus:\n"
        "    print(len(corpus.compare(sys.argv[2:], Wanted(), load_comparison()).values), 'pandas' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asking, str(root), *INDICATORS], capture_output=True, text=True, check=True
    )
    count, is_loaded = done.stdout.split()
    assert (int(count), is_loaded) == (len(told(kept).values), "False")
