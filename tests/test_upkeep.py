"""Looking after the corpus: runs, views, soundness, size, merging, versions."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_corpus import LINES, assert_sound, audit_of, finding, full_audit, known, result_of, rows

from extractor.cli import cli
from extractor.corpus import Corpus, SearchQuery
from extractor.corpus.judgements import Judgement, State
from extractor.corpus.upkeep import Fault
from extractor.corpus.views import VIEWS, views_page
from extractor.errors import CorpusError, FileState
from extractor.plan import Audit

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "kho.db"


@pytest.fixture
def corpus(db: Path) -> Iterator[Corpus]:
    with Corpus.open(db) as opened:
        yield opened


# ---- views ----


def test_views_have_a_row_for_each_record(corpus: Corpus, db: Path) -> None:
    corpus.store(result_of(), full_audit())
    for name, view in VIEWS.items():
        (row,) = rows(db, f"SELECT * FROM {name}")
        assert list(row) == list(view.columns), name
        assert row["path"] == "a.txt"


def test_a_view_shows_a_figure_with_its_words_and_the_findings_there(corpus: Corpus, db: Path) -> None:
    audit = full_audit()
    beside = (finding(span=(4, 9), section=("II", "3")), finding("unit-scale", span=(6, 9)))
    place = {"commune": "Lam Khê", "province": "Đắk Thử", "plan_year": 2024, "linked_unit": None}
    document = audit.plan.document.model_copy(update=place)
    plan = replace(audit.plan, document=document)
    corpus.store(result_of(), Audit(plan, audit.checks, beside, ("poverty",)))
    (row,) = rows(db, "SELECT * FROM v_budgets")
    shown = {name: row[name] for name in ("locality", "programme", "million_dong", "corrected_dong", "words")}
    assert shown == {
        "locality": "Lam Khê, Đắk Thử",
        "programme": "poverty",
        "million_dong": "0.0026215",
        "corrected_dong": 2_621_500_000,
        "words": "chữ",
    }
    assert row["findings"] == "sum-mismatch"
    assert [
        found["section"] for found in rows(db, "SELECT section FROM v_findings WHERE rule = 'sum-mismatch'")
    ] == ["II › 3"]


def test_the_page_of_the_database_describes_every_view_as_it_is() -> None:
    assert views_page() in (ROOT / "docs" / "database.md").read_text(encoding="utf-8")


def test_views_of_another_program_are_made_anew(corpus: Corpus, db: Path) -> None:
    conn = sqlite3.connect(db)
    conn.execute("DROP VIEW v_targets")
    conn.execute("CREATE VIEW v_targets AS SELECT 1 AS gone")
    conn.execute("UPDATE settings SET value = 'older' WHERE key = 'views_stamp'")
    conn.commit()
    conn.close()
    Corpus.open(db, create=False).close()
    assert rows(db, "SELECT indicator FROM v_targets") == []


# ---- versions and runs ----


def paths_of(corpus: Corpus, path: str) -> list[tuple[str, bool]]:
    return [(version.path, version.document is None) for version in corpus.versions(path)]


def test_what_a_file_held_before_is_kept_with_all_its_records(corpus: Corpus) -> None:
    corpus.store(result_of(sha256="x"), full_audit())
    before = sorted(map(repr, corpus.records(corpus.versions("a.txt")[0])))
    corpus.store(result_of(sha256="x", rules_version="rules-2"), full_audit())
    assert len(corpus.versions("a.txt")) == 1  # the same bytes
    corpus.store(result_of(sha256="y"), audit_of())
    assert paths_of(corpus, "a.txt") == [("a.txt", True), ("a.txt", False)]
    assert sorted(map(repr, corpus.records(corpus.versions("a.txt")[0]))) == before
    corpus.store(result_of(sha256="z", state=FileState.CRASHED), None)
    assert paths_of(corpus, "a.txt") == [("a.txt", True), ("a.txt", True)]


def version(number: str | None, issued_on: str, **about: Any) -> Audit:
    place = {"commune": "Lam Khê", "province": "Đắk Thử", "issuer_level": "commune", "plan_year": 2024}
    return audit_of(
        document={**place, "number": number, "issued_on": issued_on, **about}, programmes=("poverty",)
    )


def test_files_of_one_place_programme_and_year_are_versions(corpus: Corpus) -> None:
    corpus.store(result_of("final.docx", modified="2024-01-02"), version("12/KH-UBND", "2024-01-01"))
    corpus.store(result_of("draft.docx", modified="2024-01-09"), version(None, "2023-12"))
    corpus.store(result_of("mended.docx", modified="2024-01-03"), version("12/KH-UBND", "2024-01-01"))
    corpus.store(result_of("other.docx"), version("12/KH-UBND", "2024-01-01", plan_year=2023))
    in_order = ["draft.docx", "final.docx", "mended.docx"]
    assert [path for path, _ in paths_of(corpus, "final.docx")] == in_order
    newest = {plan.path for plan in corpus.search(SearchQuery(newest=True)).plans}
    assert newest == {"mended.docx", "other.docx"}


def test_runs_are_noted_also_where_they_did_not_end(corpus: Corpus) -> None:
    first, second = corpus.begin_run("0.4.0+abc"), corpus.begin_run("0.4.0+def")
    corpus.end_run(second, {FileState.OK: 2, FileState.CRASHED: 1}, 3, 0, 1.5)
    stopped, ended = corpus.runs()
    assert (stopped.id, stopped.ended, stopped.states, stopped.rules_version) == (first, None, None, "abc")
    assert (ended.states, ended.files, ended.read) == ({FileState.OK: 2, FileState.CRASHED: 1}, 3, 3)


# ---- soundness and size ----


def test_a_sound_database_has_no_faults(corpus: Corpus) -> None:
    corpus.store(result_of(sha256="x"), full_audit())
    corpus.store(result_of("b.txt", sha256="x", state=FileState.DUPLICATE, duplicate_of="a.txt"), None)
    assert corpus.faults() == []


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        pytest.param("UPDATE files SET state = 'odd'", "state", id="unknown-state"),
        pytest.param("UPDATE files SET state = 'crashed'", "stray", id="not-read-and-stored"),
        pytest.param("DELETE FROM documents", "unread", id="read-and-not-stored"),
        pytest.param(
            "INSERT INTO plan_words(rowid, exact, folded) VALUES (99, 'x', 'x')", "index", id="index"
        ),
        pytest.param("UPDATE targets SET document = 99", "orphan", id="orphan"),
        pytest.param("DELETE FROM told_facts", "told", id="nothing-to-compare"),
        pytest.param("UPDATE told_facts SET facts = '[['", "told", id="facts-cut-short"),
        pytest.param("UPDATE told_facts SET facts = '[]'", "told", id="no-facts"),
        pytest.param("UPDATE told_facts SET others = x'ff'", "told", id="damaged-further-values"),
        pytest.param("DELETE FROM plan_texts", "text", id="no-text"),
        pytest.param("UPDATE plan_texts SET words = x'ff'", "text", id="damaged-words"),
        pytest.param("UPDATE plan_texts SET layout = x'ff'", "text", id="damaged-layout"),
        pytest.param("UPDATE plan_texts SET blocks = blocks + 1", "text", id="a-block-too-few"),
        pytest.param("UPDATE plan_texts SET size = size + 1", "text", id="letters-too-few"),
    ],
)
def test_faults_are_told(corpus: Corpus, db: Path, damage: str, kind: str) -> None:
    corpus.store(result_of(), full_audit())
    conn = sqlite3.connect(db)
    conn.execute(damage)
    conn.commit()
    conn.close()
    assert kind in {fault.kind for fault in corpus.faults()}
    assert all(isinstance(fault, Fault) and fault.where for fault in corpus.faults())


@pytest.mark.parametrize("column", ["words", "layout"])
def test_a_damaged_text_is_told_by_whatever_needs_it(corpus: Corpus, db: Path, column: str) -> None:
    corpus.store(result_of(), full_audit())
    conn = sqlite3.connect(db)
    conn.execute(f"UPDATE plan_texts SET {column} = x'ff'")
    conn.execute("DELETE FROM settings WHERE key = 'index_stamp'")
    conn.commit()
    conn.close()
    with pytest.raises(CorpusError, match="damaged"):
        corpus.store(result_of(), full_audit())
    with pytest.raises(CorpusError, match="damaged"):
        corpus.forget("a.txt")
    with pytest.raises(CorpusError, match="damaged"):
        Corpus.open(db)


def test_vacuum_gives_room_back_and_loses_nothing(corpus: Corpus, db: Path) -> None:
    for n in range(40):
        corpus.store(result_of(f"{n}.txt"), audit_of((*LINES, "Nội dung dài hơn. " * 200)))
    for n in range(1, 40):
        corpus.store(result_of(f"{n}.txt", state=FileState.CRASHED), None)
    before, after = corpus.vacuum()
    assert after < before
    assert after == db.stat().st_size
    assert corpus.search(SearchQuery("kinh phí")).total == 1
    assert corpus.faults() == []


# ---- merging ----


def filled(path: Path, *files: tuple[str, str, str]) -> Path:
    """A corpus of files: (path, hash, moment of writing)."""
    with Corpus.open(path) as corpus:
        for name, sha256, modified in files:
            corpus.store(result_of(name, sha256=sha256, modified=modified), full_audit())
    return path


def test_merging_keeps_all_of_both(corpus: Corpus, db: Path, tmp_path: Path) -> None:
    filled(db, ("same.txt", "s", "1"), ("mine.txt", "m", "1"), ("old.txt", "o1", "1"), ("new.txt", "n2", "2"))
    other = filled(
        tmp_path / "khác.db",
        ("same.txt", "s", "1"), ("theirs.txt", "t", "1"), ("old.txt", "o2", "2"), ("new.txt", "n1", "1"),
        ("copy.txt", "m", "1"),
    )  # fmt: skip
    with Corpus.open(other) as theirs:
        theirs.store(
            result_of("twin.txt", sha256="t", state=FileState.DUPLICATE, duplicate_of="theirs.txt"), None
        )
        theirs.store(result_of("locked.pdf", sha256="l", state=FileState.ENCRYPTED), None)
        (mark,) = {found.fingerprint for found in theirs.worst_findings(1, ["theirs.txt"])}
        theirs.judge([mark], Judgement(state=State.CONFIRMED, who="b"))
    brought = corpus.merge(other)
    counted = (brought.new, brought.newer, brought.older, brought.copies, brought.known, brought.triage)
    assert counted == (3, 1, 1, 1, 1, 1)
    assert corpus.faults() == []
    states = {file.path: (file.state.value, file.sha256) for file in corpus.files()}
    assert states == {
        "same.txt": ("ok", "s"), "mine.txt": ("ok", "m"), "old.txt": ("ok", "o2"), "new.txt": ("ok", "n2"),
        "theirs.txt": ("ok", "t"), "copy.txt": ("duplicate", "m"), "twin.txt": ("duplicate", "t"),
        "locked.pdf": ("encrypted", "l"),
    }  # fmt: skip
    kept = {v.sha256 for name in ("old.txt", "new.txt") for v in corpus.versions(name) if v.document is None}
    assert {"o1", "n1"} <= kept
    assert known(corpus, "theirs.txt", "t") is FileState.OK
    assert {plan.path for plan in corpus.search(SearchQuery("kinh phí", limit=99)).plans} >= {"theirs.txt"}
    again = corpus.merge(other)
    assert (again.new, again.newer, again.copies, again.triage) == (0, 0, 0, 0)
    assert_sound(db)


def test_records_are_the_same_after_merging(corpus: Corpus, tmp_path: Path) -> None:
    corpus.store(result_of("z.txt"), audit_of())  # so that ids differ
    other = filled(tmp_path / "khác.db", ("a.txt", "x", "1"))
    corpus.merge(other)
    with Corpus.open(other) as theirs:
        pair = [c.records(c.versions("a.txt")[-1]) for c in (corpus, theirs)]
    assert list(map(repr, pair[0])) == list(map(repr, pair[1]))
    (hit,) = corpus.search(SearchQuery("kinh phi", paths=("a.txt",), passages=1)).hits
    assert hit.section == ("II.",) or hit.section


def test_links_by_hand_log_and_runs_come_along(corpus: Corpus, db: Path, tmp_path: Path) -> None:
    """A link holds for what lies here already; of two the one set last; nothing is doubled by merging again."""
    for name, number in (("a.txt", "1/KH-UBND"), ("b.txt", "2/KH-UBND")):
        corpus.store(result_of(name), version(number, "2024-01-01"))
    corpus.link_by_hand("b.txt", "after/12/xa-binh-lu")
    corpus.end_run(corpus.begin_run("0.5+r"), {FileState.OK: 2}, 2, 0, 1.0)
    with Corpus.open(tmp_path / "khác.db") as theirs:
        for name, number in (("x/a.txt", "1/KH-UBND"), ("x/b.txt", "2/KH-UBND"), ("x/c.txt", "3/KH-UBND")):
            theirs.store(result_of(name), version(number, "2024-01-01"))
            theirs.link_by_hand(name, "before/12/huyen-tam-duong")
        theirs.end_run(theirs.begin_run("0.6+r"), {FileState.OK: 3}, 3, 0, 1.0)
        theirs.begin_run("0.6+r2")
    with sqlite3.connect(db) as conn:
        conn.execute("UPDATE unit_links SET updated = '2199' WHERE unit LIKE 'after/%'")
    for _ in range(2):
        corpus.merge(tmp_path / "khác.db")
    units = {plan.path: (plan.unit_id, plan.by_hand) for plan in corpus.places()}
    district, commune = ("before/12/huyen-tam-duong", True), ("after/12/xa-binh-lu", True)
    assert units == {
        "a.txt": district, "b.txt": commune, "x/a.txt": district, "x/b.txt": commune, "x/c.txt": district,
    }  # fmt: skip
    assert [(run.program, run.files) for run in corpus.runs()] == [("0.5", 2), ("0.6", 3), ("0.6", None)]
    assert corpus.faults() == []


def test_a_corpus_is_not_merged_with_itself(corpus: Corpus, db: Path) -> None:
    with pytest.raises(CorpusError, match="this very corpus"):
        corpus.merge(db)


# ---- the commands ----


def call(*arguments: object) -> Any:
    return CliRunner().invoke(cli, ["--lang", "en", *map(str, arguments)])


def test_commands(corpus: Corpus, db: Path, tmp_path: Path) -> None:
    corpus.store(result_of(), full_audit())
    corpus.end_run(corpus.begin_run("0.4.0+abc"), {FileState.OK: 1}, 1, 0, 0.5)
    assert "documents" in call("db", "stats", "--db", db).stdout
    stats = json.loads(call("db", "stats", "--db", db, "--format", "json").stdout)
    assert (stats["rows"]["documents"], stats["runs"][0]["files"]) == (1, 1)
    assert call("db", "check", "--db", db).stdout == f"{db}: nothing is wrong.\n"
    assert call("db", "vacuum", "--db", db).exit_code == 0
    assert "version" in call("db", "migrate", "--db", db).stdout
    other = filled(tmp_path / "other.db", ("b.txt", "y", "1"))
    assert "new files: 1" in call("db", "merge", other, "--db", db).stdout
    corpus.store(result_of("b.txt", sha256="y", state=FileState.CRASHED), None)
    conn = sqlite3.connect(db)
    conn.execute("UPDATE files SET state = 'odd' WHERE path = 'b.txt'")
    conn.commit()
    conn.close()
    wrong = call("db", "check", "--db", db)
    assert (wrong.exit_code, wrong.stdout) == (1, "unknown state: b.txt\n")


def test_datasette_is_told_what_every_column_means(corpus: Corpus, db: Path) -> None:
    printed = call("db", "datasette", "--db", db).stdout
    described = db.with_name("kho.datasette.json")
    plugins = ROOT / "extractor" / "commands" / "datasette_plugins"
    assert printed == f"datasette {db} -m {described} --plugins-dir {plugins}\n"
    tables = json.loads(described.read_text(encoding="utf-8"))["databases"]["kho"]["tables"]
    assert set(tables) == set(VIEWS)
    for name, view in VIEWS.items():
        assert set(tables[name]["columns"]) == set(view.columns)
        assert set(tables[name]["facets"]) <= set(view.columns)
