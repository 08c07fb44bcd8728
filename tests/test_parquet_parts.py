"""Parquet corpora without a cluster: nothing is rounded or lost in the tables, a part is there or it is not."""

import json
import platform
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cli import cli
from extractor.corpus.schema import column_types
from extractor.records import decimal_text

pa = pytest.importorskip("pyarrow", reason="pip install 'plan-extractor[parquet]'")

from extractor.cluster.parts import ParquetError, Part, Parts, file_number  # noqa: E402
from extractor.cluster.runs import alone, write_run  # noqa: E402
from extractor.cluster.stored import REMOVED, known_files, read_files  # noqa: E402
from extractor.cluster.tables import rows_of, schema_of, table_of, tables_of  # noqa: E402
from extractor.scanning.results import ScanResult  # noqa: E402

FIGURES = st.decimals(allow_nan=False, allow_infinity=False).map(decimal_text)


@settings(deadline=None)
@given(st.lists(st.tuples(FIGURES, st.one_of(st.none(), FIGURES))))
def test_figures_come_back_as_they_were_written(pairs: list[tuple[str, str | None]]) -> None:
    rows: list[Any] = [(7, {"value": value, "denominator": other}) for value, other in pairs]
    back = [(file, row["value"], row["denominator"]) for file, row in rows_of(table_of("targets", rows))]
    assert back == [(7, value, other) for value, other in pairs]


def test_figures_are_decimals_and_what_they_cannot_hold_is_kept_beside() -> None:
    long = "1" * 30
    table = table_of("budgets", [(1, {"value": "0.0026215"}), (2, {"value": long}), (3, {"value": "-0"})])
    assert pa.types.is_decimal(table.schema.field("value").type)
    assert table.column("value").to_pylist() == [Decimal("0.0026215"), None, None]
    exact = [told and json.loads(told) for told in table.column("exact").to_pylist()]
    assert exact == [None, {"value": long}, {"value": "-0"}]


def test_numbers_beyond_64_bits_come_back() -> None:
    rows: list[Any] = [(1, {"number": 2**63 - 1}), (1, {"number": str(2**70)}), (1, {"number": None})]
    assert [row["number"] for _, row in rows_of(table_of("sections", rows))] == [2**63 - 1, str(2**70), None]


@pytest.mark.parametrize(
    "table", ["documents", "citations", "budgets", "targets", "deadlines", "checks", "findings"]
)
def test_every_column_of_the_database_has_one(table: str) -> None:
    assert set(column_types(table)) - {"id", "document", "file"} == set(schema_of(table).names) - {
        "file",
        "exact",
    }


def row(path: str, state: str = "ok") -> Any:
    return {
        "path": path,
        "sha256": path * 2,
        "state": state,
        "rules_version": "1",
        "reason_vi": "",
        "reason_en": "",
    }


def part(number: int, *paths: str, state: str = "ok") -> tuple[Part, Any]:
    files = [
        (
            file_number(number, place),
            row(path, state),
            {"targets": [{"text": f"{path} {number}", "value": "1"}]},
        )
        for place, path in enumerate(paths)
    ]
    return Part(number, number), tables_of(files)


def told(parts: Parts) -> list[tuple[str, list[Any]]]:
    live = {known.number for known in known_files(parts).values()}
    return [
        (str(file["path"]), [row["text"] for row in read.get("targets", [])])
        for file, read in read_files(parts, live)
    ]


def test_of_a_path_that_came_again_the_last_counts(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.write(*part(1, "a", "b"))
    parts.write(*part(2, "a"))
    parts.write(*part(3, "b", state=REMOVED))
    assert told(parts) == [("a", ["a 2"])]


def test_the_query_of_the_guide_leaves_out_what_has_changed_or_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install 'plan-extractor[parquet]'")
    monkeypatch.chdir(tmp_path)
    parts = Parts(Path("corpus.parquet"))
    for number, path, state in (
        (1, "a", "ok"),
        (2, "b", "ok"),
        (3, "c", "ok"),
        (4, "a", "ok"),
        (5, "b", REMOVED),
    ):
        figure = {"indicator": "poverty_rate", "year": 2024, "text": f"{path} {number}"}
        read: Any = {"targets": [figure], "documents": [{"commune": path}]} if state == "ok" else {}
        parts.write(Part(number, number), tables_of([(file_number(number, 0), row(path, state), read)]))
    guide = (Path(__file__).parent.parent / "docs" / "cluster.md").read_text(encoding="utf-8")
    query = guide[guide.index("SELECT d.commune") :].partition("\n\n")[0]
    assert sorted(text for _, _, text in duckdb.sql(query).fetchall()) == ["a 4", "c 3"]


def test_parts_that_are_joined_tell_the_same(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    for number in range(1, 6):
        parts.write(*part(number, f"p{number}", "again"))
    before, first = told(parts), parts.all()
    parts.join(first)
    assert told(parts) == before
    assert parts.all() == [Part(1, 5)]
    assert parts.next_number() == 6
    parts.join(first)  # a worker that did it and was lost before it said so
    assert told(parts) == before
    assert [path.name for path in (tmp_path / "targets").iterdir()] == ["0000001-0000005.parquet"]


def test_a_join_that_was_killed_before_it_removed_what_it_joined_counts_once(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.write(*part(1, "a"))
    parts.write(*part(2, "b"))
    kept = {path: path.read_bytes() for path in tmp_path.glob("*/*.parquet")}
    before = told(parts)
    parts.join(parts.all())
    for path, data in kept.items():
        path.write_bytes(data)
    assert told(parts) == before
    parts.clear()
    assert told(parts) == before
    assert not any(path.exists() for path in kept)


def test_half_a_part_does_not_count_and_is_cleared(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.write(*part(1, "a"))
    whole, tables = part(2, "b")
    parts.write(whole, tables)
    (tmp_path / "files" / whole.name).unlink()  # what comes last never came
    (tmp_path / "targets" / ".writing-x").write_bytes(b"PAR1")
    assert told(parts) == [("a", ["a 1"])]
    parts.clear()
    assert sorted(path.name for path in (tmp_path / "targets").iterdir()) == ["0000001-0000001.parquet"]
    assert parts.next_number() == 2


def test_a_part_written_again_keeps_nothing_of_the_first_try(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.write(*part(1, "a"))
    parts.write(Part(1, 1), tables_of([(file_number(1, 0), row("a", "timeout"), {})]))
    assert told(parts) == [("a", [])]


def call(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(argument) for argument in (*arguments, "--lang", "en")])
    assert result.exit_code == 2
    return result.stderr


@pytest.mark.parametrize(
    ("missing", "extra", "command"),
    [
        ("ray", "cluster", ("scan", "{0}", "--engine", "ray", "--out", "{0}/out")),
        ("duckdb", "parquet", ("scan", "{0}", "--engine", "ray", "--out", "{0}/out")),
        ("duckdb", "parquet", ("compare", "poverty_rate", "--from", "{0}/corpus")),
        ("pyarrow", "parquet", ("compare", "poverty_rate", "--from", "{0}/corpus")),
        ("pyarrow", "parquet", ("db", "merge", "{0}/corpus", "--db", "{0}/x.db")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_missing_extra_is_one_line_with_the_command(
    missing: str, extra: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.txt").write_text("KẾ HOẠCH", encoding="utf-8")
    Parts(tmp_path / "corpus").write(*part(1, "a"))
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    told = call(*(piece.format(tmp_path) for piece in command))
    assert told == f"extractor: {missing} is needed; run: pip install 'plan-extractor[{extra}]'\n"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("scan", "{0}", "--out", "{0}/out"), "--address, --out and --no-across are for --engine ray"),
        (
            ("scan", "{0}", "--engine", "ray", "--dry-run"),
            "--dry-run does not go with --engine ray: it looks into the database of --db, not into a Parquet folder",
        ),
        (
            ("db", "merge", "{0}/no.db", "--year", "2024"),
            "--province and --year are for merging from a Parquet folder",
        ),
        (("db", "merge", "{0}", "--db", "{0}/x.db"), "{0}: holds nothing that scan --engine ray wrote"),
        (("compare", "poverty_rate", "--from", "{0}"), "{0}: holds nothing that scan --engine ray wrote"),
        (("compare", "poverty_rate", "--from", "{0}/none"), "{0}/none: no such folder of Parquet files"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_fit_is_one_line(command: tuple[str, ...], told: str, tmp_path: Path) -> None:
    assert call(*(piece.format(tmp_path) for piece in command)) == f"extractor: {told.format(tmp_path)}\n"


def damaged(path: Path) -> Path:
    """The file with its end, by which Parquet is read, kept and its rows overwritten."""
    data = bytearray(path.read_bytes())
    end = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    data[4:end] = b"\xff" * (end - 4)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("harm", [damaged, lambda path: path.write_bytes(b"no Parquet")], ids=["rows", "all"])
@pytest.mark.parametrize("table", ["files", "targets", "runs"])
def test_a_damaged_file_is_named_in_one_line_when_merging(table: str, harm: Any, tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    Parts(root).write(*part(1, "a"))
    write_run(root, "1", "2", "1+1", {}, ScanResult(1, {}, 1, 0, (), (), (), 1.0))
    (path,) = (root / table).glob("*.parquet")
    harm(path)
    told = call("db", "merge", root, "--db", tmp_path / "x.db")
    reason = "a damaged Parquet file, or one that scan --engine ray did not write"
    assert told == f"extractor: {path}: {reason}\n"


def test_damaged_rows_are_one_line_when_comparing(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="pip install 'plan-extractor[parquet]'")
    row_read: Any = {"indicator": "poverty_rate", "value": "1", "year": 2024}
    files = [(file_number(1, 0), row("a"), {"targets": [row_read]})]
    Parts(tmp_path).write(Part(1, 1), tables_of(files))
    (path,) = (tmp_path / "targets").iterdir()
    damaged(path)
    told = call("compare", "poverty_rate", "--from", tmp_path)
    assert told.startswith(f"extractor: {tmp_path}: the Parquet files cannot be read (")
    assert told.count("\n") == 1


def test_an_out_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(ParquetError) as raised, alone(tmp_path / "out"):
        pass
    assert raised.value.en == f"{tmp_path / 'out'}: there is a file of this name; --out needs a folder"


def test_of_many_that_find_a_dead_lock_one_takes_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    for turn in range(40):
        root = tmp_path / str(turn)
        root.mkdir()
        (root / ".scanning").write_text(f"{platform.node()} {ended.pid}", encoding="utf-8")
        together = threading.Barrier(6)
        with ThreadPoolExecutor(6) as starters:
            entered = [starters.submit(enters, root, together) for _ in range(6)]
        assert sum(one.result() for one in entered) == 1
        assert not list(root.iterdir())


def enters(root: Path, together: threading.Barrier) -> bool:
    """Whether it came in; who did stays until all have tried."""
    together.wait()
    try:
        with alone(root):
            together.wait()
            return True
    except ParquetError:
        together.wait()
        return False
