"""Opening the corpus: new, older, newer, somebody else's, damaged, locked, without permission."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database
from test_corpus import assert_sound, audit_of, result_of

from extractor.corpus import Corpus, SearchQuery, index, schema
from extractor.corpus.schema import MIGRATIONS, migrate, schema_version
from extractor.errors import CorpusError

NOBODY = 65_534
ROOT = Path(__file__).resolve().parents[1]


def filled(path: Path) -> Path:
    with Corpus.open(path) as corpus:
        for n in range(30):
            corpus.store(result_of(f"{n}.txt"), audit_of())
    return path


def text_file(path: Path) -> None:
    path.write_text("đây không phải cơ sở dữ liệu\n" * 100, encoding="utf-8")


def short_text_file(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def folder(path: Path) -> None:
    path.mkdir()


def below_a_file(path: Path) -> None:
    path.parent.write_text("a file where the folder should be", encoding="utf-8")


def other_program(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE notes (id INTEGER)")
    conn.close()


def newer(path: Path) -> None:
    filled(path)
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    conn.close()


def damaged_head(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4_000)


def nothing(path: Path) -> None:
    pass


def empty(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize(
    ("make", "create", "vi", "en"),
    [
        pytest.param(text_file, True, "không phải cơ sở dữ liệu", "not a SQLite", id="text"),
        pytest.param(text_file, False, "không phải cơ sở dữ liệu", "not a SQLite", id="text-to-read"),
        pytest.param(short_text_file, True, "không phải cơ sở dữ liệu", "not a SQLite", id="one-letter"),
        pytest.param(folder, True, "là thư mục", "is a folder", id="folder"),
        pytest.param(folder, False, "là thư mục", "is a folder", id="folder-to-read"),
        pytest.param(below_a_file, True, "không mở được", "cannot be opened", id="no-folder-possible"),
        pytest.param(other_program, True, "không phải kho văn bản", "not a corpus", id="other-program"),
        pytest.param(newer, True, "phiên bản mới hơn", "newer version", id="newer"),
        pytest.param(newer, False, "phiên bản mới hơn", "newer version", id="newer-to-read"),
        pytest.param(damaged_head, True, "bị hỏng", "damaged", id="damaged"),
        pytest.param(nothing, False, "không tìm thấy", "does not exist", id="missing"),
        pytest.param(empty, False, "không phải kho văn bản", "not a corpus", id="empty-to-read"),
    ],
)
def test_refused(tmp_path: Path, make: Callable[[Path], None], create: bool, vi: str, en: str) -> None:
    path = tmp_path / "thư mục" / "kho.db"
    if make is not below_a_file:
        path.parent.mkdir()
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CorpusError) as caught:
        Corpus.open(path, create=create)
    for sentence, cause in ((caught.value.vi, vi), (caught.value.en, en)):
        assert sentence.startswith(f"{path}: ")
        assert cause in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
    assert (path.read_bytes() if path.is_file() else None) == before


def test_new_database_in_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "outputs" / "năm 2024" / "kho.db"
    filled(path)
    with Corpus.open(path, create=False) as corpus:
        assert corpus.totals().records["document"] == 30
    conn = sqlite3.connect(path)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert schema_version(conn) == len(MIGRATIONS)
    conn.close()


def test_an_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    path.touch()
    assert_sound(filled(path))


def search(corpus: Corpus) -> None:
    corpus.search(SearchQuery("kinh phi"))


@pytest.mark.parametrize("ask", [Corpus.totals, Corpus.worst_findings, search])
def test_damage_is_reported_when_it_is_met(tmp_path: Path, ask: Callable[[Corpus], object]) -> None:
    path = filled(tmp_path / "kho.db")
    pages = path.stat().st_size // 4_096
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * 4_096 * (pages - 1))
    with pytest.raises(CorpusError, match="damaged"), Corpus.open(path, create=False) as corpus:
        ask(corpus)


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        pytest.param("UPDATE files SET state = 'lost'", Corpus.totals, id="state"),
        pytest.param("UPDATE sections SET path = '[\"I'", search, id="json"),
        pytest.param("DROP TABLE findings", Corpus.worst_findings, id="table"),
        pytest.param("UPDATE plan_texts SET words = x'ff20'", search, id="letters"),
    ],
)
def test_stored_values_of_a_wrong_kind_are_reported(
    tmp_path: Path, change: str, ask: Callable[[Corpus], object]
) -> None:
    path = filled(tmp_path / "kho.db")
    conn = sqlite3.connect(path)
    with conn:
        conn.execute(change)
    conn.close()
    with Corpus.open(path) as corpus, pytest.raises(CorpusError, match=r"kho\.db: "):
        ask(corpus)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture
def plain_user() -> Iterator[Callable[[], None]]:
    """A call that gives up root's rights, where the tests run as root, until the test is over."""
    if os.geteuid() != 0:
        yield lambda: None
        return
    yield lambda: os.seteuid(NOBODY)
    os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize(
    ("mode", "create", "cause"),
    [
        pytest.param(0o000, False, "permissions", id="not-readable"),
        pytest.param(0o000, True, "permissions", id="not-readable-to-write"),
        pytest.param(0o444, True, "no permission to write", id="not-writable"),
    ],
)
def test_without_permission(
    open_folder: Path, plain_user: Callable[[], None], mode: int, create: bool, cause: str
) -> None:
    path = filled(open_folder / "kho.db")
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()
    path.chmod(mode)
    plain_user()
    with pytest.raises(CorpusError, match=cause):
        Corpus.open(path, create=create)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_folder_that_cannot_be_written(open_folder: Path, plain_user: Callable[[], None]) -> None:
    os.chmod(open_folder, 0o555)
    plain_user()
    with pytest.raises(CorpusError, match="cannot be opened"):
        Corpus.open(open_folder / "kho.db")
    with pytest.raises(CorpusError, match="cannot be opened"):
        Corpus.open(open_folder / "below" / "kho.db")


@pytest.mark.parametrize("mode", ["BEGIN IMMEDIATE", "PRAGMA locking_mode = EXCLUSIVE"])
def test_locked(tmp_path: Path, mode: str) -> None:
    path = filled(tmp_path / "kho.db")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute(mode)
    if "EXCLUSIVE" in mode:
        holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CorpusError, match="locked") as caught:
        Corpus.open(path, wait_seconds=0.05)
    assert "khóa" in caught.value.vi
    holder.close()
    Corpus.open(path, wait_seconds=0.05).close()


def test_a_reader_works_beside_a_writer(tmp_path: Path) -> None:
    path = filled(tmp_path / "kho.db")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Corpus.open(path, create=False, wait_seconds=0.05) as corpus:
        assert corpus.search(SearchQuery("kinh phí")).total == 30
        with pytest.raises(CorpusError, match="locked"):
            corpus.store(result_of(), None)
    writer.close()


def second(db: Database) -> None:
    db.table("files").add_column("note", str)
    db.execute("UPDATE files SET note = path")


def failing(db: Database) -> None:
    second(db)
    raise RuntimeError("half way")


def test_an_older_database_is_migrated(tmp_path: Path) -> None:
    path = filled(tmp_path / "kho.db")
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, (*MIGRATIONS, second))
    assert schema_version(conn) == len(MIGRATIONS) + 1
    assert conn.execute("SELECT count(*) FROM files WHERE note = path").fetchone() == (30,)
    migrate(conn, (*MIGRATIONS, failing))  # has run: nothing is run twice
    conn.close()
    assert_sound(path)


OLD = """
INSERT INTO files(id, path, sha256, size, state, reason_vi, reason_en, seconds, rules_version, updated)
    VALUES (1, 'a.txt', 'x', 1, 'ok', '', '', 0.1, '1', '2026-01-01T00:00:00+00:00');
INSERT INTO documents(id, file, doc_type, issuer_level, commune, province, title, plan_year, is_plan, text,
    span_start, span_end) VALUES (7, 1, 'Kế hoạch', 'commune', 'Lam Khê', 'Đắk Thử', 'Giảm nghèo năm 2024', 2024, 1,
    'Giảm nghèo', 0, 10);
INSERT INTO blocks(document, position, span_start, span_end, kind, text)
    VALUES (7, 0, 0, 19, 'paragraph', 'Giảm nghèo năm 2024');
INSERT INTO citations(document, text, span_start, span_end, cited_type, number, number_normalised)
    VALUES (7, 'x', 0, 1, 'Nghị định', '07/2021/ND-CP', '07/2021/NĐ-CP'), (7, 'y', 1, 2, 'Luật', NULL, NULL);
INSERT INTO settings(key, value) VALUES ('index_stamp', 'older');
"""


def test_rows_of_version_0_4_are_found_by_what_later_versions_filter_by(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, MIGRATIONS[:3])
    conn.executescript(OLD)
    conn.close()
    with Corpus.open(path, create=False) as corpus:
        asked = SearchQuery("giam ngheo", programmes=("poverty",), provinces=("dak thu",), cites=("07/2021",))
        assert [plan.path for plan in corpus.search(asked).plans] == ["a.txt"]
    conn = sqlite3.connect(path)
    assert conn.execute("SELECT series FROM documents").fetchone() == (
        "ke hoach|commune|dak thu||lam khe|poverty|2024",
    )
    assert conn.execute("SELECT number_key FROM citations ORDER BY id").fetchall() == [
        ("7/2021/nd-cp",),
        (None,),
    ]
    conn.close()
    assert_sound(path)


def test_a_failed_migration_leaves_the_older_database(tmp_path: Path) -> None:
    path = filled(tmp_path / "kho.db")
    before = list(sqlite3.connect(path).iterdump())
    conn = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(RuntimeError):
        migrate(conn, (*MIGRATIONS, failing))
    assert schema_version(conn) == len(MIGRATIONS)
    conn.close()
    assert list(sqlite3.connect(path).iterdump()) == before


def test_a_new_database_runs_all_migrations_or_none(tmp_path: Path) -> None:
    conn = sqlite3.connect(tmp_path / "kho.db", isolation_level=None)
    with pytest.raises(RuntimeError):
        migrate(conn, (*MIGRATIONS, failing))
    assert conn.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    migrate(conn, (*MIGRATIONS, second))
    assert "note" in Database(conn).table("files").columns_dict
    assert conn.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    conn.close()


def test_the_index_is_made_anew_when_words_are_folded_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kho.db"
    with monkeypatch.context() as older:
        older.setattr(index, "joined_forms", lambda texts: ("xưa", "xua"))
        older.setattr(index, "index_stamp", lambda: "older")
        filled(path)
    with Corpus.open(path) as corpus:
        assert corpus.search(SearchQuery("xua")).total == 0
        assert corpus.search(SearchQuery("ke hoach")).total == 30
        corpus.store(result_of("0.txt"), None)
    assert_sound(path)


def elsewhere(code: str, path: Path) -> str:
    """What another process prints that runs these lines on the database."""
    lines = f"import sqlite3, sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", lines, str(path)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_what_is_written_after_another_process_left_is_kept(tmp_path: Path) -> None:
    """Locks are a process's, not a connection's: one that is opened and closed must not end those of another."""
    path = filled(tmp_path / "d.db")
    with Corpus.open(path) as writing:
        writing.store(result_of("first.txt"), audit_of())
        with Corpus.open(path, create=False):
            pass
        elsewhere("from extractor.corpus import Corpus\nCorpus.open(path).close()", path)
        writing.store(result_of("second.txt"), audit_of())
        count = "sqlite3.connect(path).execute('SELECT count(*) FROM files').fetchone()[0]"
        assert elsewhere(f"print({count})", path) == "32"


def test_a_new_database_loads_no_frames(tmp_path: Path) -> None:
    told = (
        "import sys\nfrom pathlib import Path\nfrom extractor.corpus import Corpus\n"
        "with Corpus.open(Path(sys.argv[1]), create=True): pass\n"
        "assert 'sqlite_utils' in sys.modules\n"
        "print(sorted({'pandas', 'numpy'} & set(sys.modules)))\n"
        "import numpy\nprint(numpy.zeros(2).sum())\n"
    )
    command = [sys.executable, "-c", told, str(tmp_path / "new.db")]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ended.stdout.split() == ["[]", "0.0"]
