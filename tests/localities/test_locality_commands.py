"""`extractor localities`: what is listed, what is set by hand, what later scans keep."""

import csv
import hashlib
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.audit import audit_bytes
from extractor.cli import cli
from extractor.corpus import Corpus
from extractor.corpus.results import FileResult
from extractor.corpus.schema import MIGRATIONS, localities, migrate
from extractor.errors import FileState
from extractor.rulebook import Rulebook, load_rulebook

HEAD = (
    "ỦY BAN NHÂN DÂN\n\n{body}\n\nSố: {number}\n\n{place}, ngày 12 tháng 10 năm 2023\n\nKẾ HOẠCH\n\n"
    "Giảm nghèo bền vững trên địa bàn {area} năm 2024\n\nI. MỤC TIÊU\n\nGiảm 3% hộ nghèo.{more}\n"
)
DISTRICT = {
    "body": "HUYỆN KON RẪY",
    "number": "9/KH-UBND",
    "place": "Kon Rẫy",
    "area": "huyện Kon Rẫy, tỉnh Kon Tum",
}
NAMESAKE = {"body": "XÃ TÂN LẬP", "number": "12/KH-UBND", "place": "Tân Lập", "area": "xã Tân Lập"}
BLANK = {"body": "XÃ TÂN LẬP", "number": "   /KH-UBND", "place": "Tân Lập", "area": "xã Tân Lập"}
GONE = {
    "body": "XÃ HÒA VỌNG",
    "number": "5/KH-UBND",
    "place": "Hòa Vọng",
    "area": "xã Hòa Vọng, huyện Kon Rẫy, tỉnh Kon Tum",
}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def store(db: Path, rules: Rulebook, path: str, head: dict[str, str], more: str = "") -> None:
    """One plan stored as a scan would have stored it."""
    data = HEAD.format(**head, more=more).encode()
    audit = audit_bytes(data, "a.txt", path, rules)
    sha256 = hashlib.sha256(data).hexdigest()
    result = FileResult(path, sha256, len(data), FileState.OK, "", "", 0.1, "1+a")
    with Corpus.open(db) as corpus:
        corpus.store(result, audit)


@pytest.fixture
def db(tmp_path: Path, rules: Rulebook) -> Path:
    path = tmp_path / "c.db"
    for name, head in {"a/district.txt": DISTRICT, "b/namesake.txt": NAMESAKE, "c/gone.txt": GONE}.items():
        store(path, rules, name, head)
    return path


def call(db: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["localities", *map(str, arguments), "--db", str(db), "--lang", "en"])


def listed(db: Path, *options: str) -> dict[str, dict[str, Any]]:
    result = call(db, "list", "--format", "json", *options)
    assert result.exit_code == 0
    return {Path(plan["path"]).stem: plan for plan in json.loads(result.stdout)}


def columns(db: Path, path: str) -> dict[str, Any]:
    conn = sqlite3.connect(db)
    conn.row_factory = sqlite3.Row
    row = conn.execute(
        "SELECT documents.* FROM documents JOIN files ON files.id = file WHERE path = ?", (path,)
    ).fetchone()
    conn.close()
    return {name: row[name] for name in row.keys() if name.startswith("unit_")}  # noqa: SIM118  (a row)


def test_units_stand_in_columns_of_their_own(db: Path) -> None:
    assert columns(db, "a/district.txt") == {
        "unit_id": "before/62/huyen-kon-ray",
        "unit_level": "district",
        "unit_province": "Kon Tum",
        "unit_district": "Kon Rẫy",
        "unit_commune": None,
        "unit_now": "tỉnh Quảng Ngãi",
        "unit_now_id": "after/51",
        "unit_now_province": "Quảng Ngãi",
        "unit_confidence": 0.95,
        "unit_by_hand": 0,
    }
    around = columns(db, "c/gone.txt")
    assert (around["unit_id"], around["unit_level"], around["unit_now_id"]) == (None, None, None)
    assert (around["unit_district"], around["unit_now_province"]) == ("Kon Rẫy", "Quảng Ngãi")
    assert columns(db, "b/namesake.txt") == dict.fromkeys(around) | {"unit_by_hand": 0}


def test_plans_without_a_sure_link_are_listed(db: Path) -> None:
    assert set(listed(db)) == {"district", "namesake", "gone"}
    assert set(listed(db, "--unlinked")) == {"namesake", "gone"}
    shown = call(db, "list").stdout
    assert "within Kon Rẫy, Kon Tum" in shown
    rows = list(
        csv.DictReader(io.StringIO(call(db, "list", "--format", "csv").stdout.removeprefix("\ufeff")))
    )
    assert [row["unit_id"] for row in rows] == ["before/62/huyen-kon-ray", "", ""]


@pytest.mark.parametrize("name", ["b/namesake.txt", "namesake.txt", "12/KH-UBND", "12 / kh-ubnd"])
@pytest.mark.parametrize("unit", ["xã Tân Lập, Kon Rẫy, Kon Tum", "before/62/huyen-kon-ray/xa-tan-lap"])
def test_a_plan_is_linked_by_file_or_number_to_a_unit_by_name_or_id(db: Path, name: str, unit: str) -> None:
    result = call(db, "link", name, unit)
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "b/namesake.txt: Tân Lập, Kon Rẫy, Kon Tum (by hand); today xã Kon Braih, tỉnh Quảng Ngãi\n"
    )
    plan = listed(db)["namesake"]
    assert (plan["unit_id"], plan["by_hand"]) == ("before/62/huyen-kon-ray/xa-tan-lap", True)
    assert set(listed(db, "--unlinked")) == {"gone"}


def test_a_link_by_hand_is_kept_by_later_scans_and_versions(db: Path, rules: Rulebook) -> None:
    call(db, "link", "namesake.txt", "xã Tân Lập, Kon Rẫy")
    store(db, rules, "b/namesake.txt", NAMESAKE)
    store(db, rules, "d/newer.txt", NAMESAKE, more=" Giảm 5% hộ cận nghèo.")
    plans = listed(db)
    assert plans["namesake"]["unit_id"] == plans["newer"]["unit_id"] == "before/62/huyen-kon-ray/xa-tan-lap"
    assert plans["newer"]["by_hand"]


def test_a_plan_without_a_number_keeps_its_link_by_its_path(db: Path, rules: Rulebook) -> None:
    store(db, rules, "e/blank.txt", BLANK)
    call(db, "link", "blank.txt", "xã Tân Lập, Kon Rẫy")
    store(db, rules, "e/blank.txt", BLANK, more=" Giảm 5% hộ cận nghèo.")
    assert listed(db)["blank"]["unit_id"] == "before/62/huyen-kon-ray/xa-tan-lap"
    store(db, rules, "e/blank.txt", DISTRICT)  # another plan under the same name
    assert listed(db)["blank"]["unit_id"] == "before/62/huyen-kon-ray"


def test_a_link_is_taken_away_and_given_back(db: Path, rules: Rulebook) -> None:
    assert call(db, "unlink", "district.txt").stdout == "a/district.txt: by hand: of no unit\n"
    store(db, rules, "a/district.txt", DISTRICT)
    plan = listed(db)["district"]
    assert (plan["unit_id"], plan["province"], plan["by_hand"]) == (None, None, True)
    assert "district" not in listed(db, "--unlinked")
    assert call(db, "unlink", "district.txt", "--undo").exit_code == 0
    assert listed(db)["district"]["unit_id"] == "before/62/huyen-kon-ray"
    assert not listed(db)["district"]["by_hand"]


@pytest.mark.parametrize(
    ("plan", "unit", "said"),
    [
        ("nothing.txt", "huyện Kon Rẫy", "no plan whose file or number is «nothing.txt»"),
        ("namesake.txt", "xã Không Có", "no unit is called «xã Không Có»"),
        ("namesake.txt", "xã Tân Lập", "give one of the ids"),
    ],
)
def test_what_is_not_clear_is_refused_in_one_line(db: Path, plan: str, unit: str, said: str) -> None:
    result = call(db, "link", plan, unit)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not listed(db)["namesake"]["by_hand"]


def test_units_are_looked_up() -> None:
    def shown(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["localities", "show", *arguments, "--lang", "en"])

    units = json.loads(shown("huyen kon ray", "--format", "json").stdout)
    assert [(unit["id"], unit["unit_now"]) for unit in units] == [
        ("before/62/huyen-kon-ray", "tỉnh Quảng Ngãi")
    ]
    assert "xã Kon Braih" in shown("Kon Rẫy").stdout
    assert "after/51/xa-kon-braih" in shown("after/51/xa-kon-braih", "--format", "csv").stdout
    nothing = shown("Không Có")
    assert (nothing.exit_code, nothing.stdout) == (1, "No unit is called «Không Có».\n")


def test_a_database_of_before_gets_the_columns_and_keeps_its_rows(tmp_path: Path) -> None:
    conn = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    before = MIGRATIONS[: MIGRATIONS.index(localities)]
    migrate(conn, before)
    conn.execute(
        "INSERT INTO files (path, size, state, reason_vi, reason_en, seconds, rules_version, updated)"
        " VALUES ('a.txt', 1, 'ok', '', '', 0.1, '1+a', '2026-01-01')"
    )
    conn.execute("INSERT INTO documents (file, text, number) VALUES (1, 'Kế hoạch', '9/KH-UBND')")
    migrate(conn, MIGRATIONS)
    row = conn.execute("SELECT number, unit_id, unit_by_hand FROM documents").fetchall()
    conn.close()
    assert row == [("9/KH-UBND", None, 0)]
    assert "a.txt" in call(tmp_path / "c.db", "list", "--unlinked").stdout
