"""Opening the database, and saying in one sentence why it cannot be opened, read or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.corpus.plan_texts import add_functions
from extractor.corpus.schema import APPLICATION_ID, MIGRATIONS, migrate, schema_version, transaction
from extractor.errors import CorpusError

_CAUSES = {
    sqlite3.SQLITE_NOTADB: ("không phải cơ sở dữ liệu SQLite", "not a SQLite database"),
    sqlite3.SQLITE_CORRUPT: (
        "cơ sở dữ liệu bị hỏng, cần lập lại bằng một lần quét mới",
        "the database is damaged; scan into a new one",
    ),
    sqlite3.SQLITE_BUSY: (
        "cơ sở dữ liệu đang bị chương trình khác khóa, hãy đóng chương trình đó rồi chạy lại",
        "the database is locked by another program; close that program and run again",
    ),
    sqlite3.SQLITE_READONLY: ("không có quyền ghi", "no permission to write"),
    sqlite3.SQLITE_CANTOPEN: (
        "không mở được, hãy kiểm tra đường dẫn và quyền truy cập",
        "cannot be opened; check the path and its permissions",
    ),
    sqlite3.SQLITE_INTERRUPT: (
        "truy vấn quá lâu nên đã dừng, hãy thu hẹp điều kiện",
        "the query took too long and was stopped; narrow it down",
    ),
    sqlite3.SQLITE_FULL: ("ổ đĩa đã đầy", "the disk is full"),
    sqlite3.SQLITE_IOERR: ("lỗi đọc hoặc ghi ổ đĩa", "the disk cannot be read or written"),
}
_SAME_CAUSE = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_READONLY,
}


def corpus_error(path: Path, vi: str, en: str) -> CorpusError:
    """`PATH: cause.` in both languages."""
    return CorpusError(f"{path}: {vi}.", f"{path}: {en}.")


def _from_sqlite(path: Path, error: sqlite3.DatabaseError) -> CorpusError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    other = (f"lỗi cơ sở dữ liệu ({error})", f"database error ({error})")
    return corpus_error(path, *_CAUSES.get(_SAME_CAUSE.get(code, code), other))


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """What SQLite says of the file or the disk becomes a CorpusError; misuse of a connection does not."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise _from_sqlite(path, error) from error
    except UnicodeDecodeError as error:  # sqlite3 itself, over the name of a damaged table
        raise corpus_error(path, *_CAUSES[sqlite3.SQLITE_CORRUPT]) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """As `reported`; a stored value that is not of its kind (bad JSON, an unknown state) is damage too."""
    try:
        with reported(path):
            yield
    except ValueError as error:
        raise corpus_error(path, *_CAUSES[sqlite3.SQLITE_CORRUPT]) from error


def _check_place(path: Path, create: bool) -> None:
    """Refuse a folder, a missing file and what is no database; make the folder for a new one."""
    try:
        if path.is_dir():
            raise corpus_error(path, "là thư mục, không phải cơ sở dữ liệu", "is a folder, not a database")
        if path.exists():
            _check_size(path)
        elif create:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            raise corpus_error(path, "không tìm thấy cơ sở dữ liệu", "the database does not exist")
    except OSError as error:
        raise corpus_error(path, *_CAUSES[sqlite3.SQLITE_CANTOPEN]) from error


def _check_size(path: Path) -> None:
    """SQLite takes a file of one byte for an empty database and would write over it.

    The file is not opened for this: closing it would let go of every lock that this process holds on it through
    SQLite, another process would take itself for the last one and delete the journal that is written to.
    """
    if path.stat().st_size == 1:
        raise corpus_error(path, *_CAUSES[sqlite3.SQLITE_NOTADB])


def _check_owner(conn: sqlite3.Connection, path: Path, create: bool) -> None:
    """Refuse a database that another program or a newer version of this one made."""
    if conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        if schema_version(conn) > len(MIGRATIONS):
            raise corpus_error(
                path,
                "do phiên bản mới hơn của chương trình lập, hãy cập nhật chương trình",
                "made by a newer version of this program; update the program",
            )
    elif not create or conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise corpus_error(
            path,
            "không phải kho văn bản của chương trình này",
            "not a corpus of this program",
        )


def _prepare(conn: sqlite3.Connection, path: Path, create: bool) -> None:
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = NORMAL")
    add_functions(conn)
    _check_owner(conn, path, create)
    if create:
        conn.execute("PRAGMA journal_mode = WAL")
        with transaction(conn):  # read-only or locked: known now, not after hours of scanning
            pass
    migrate(conn)


def connect(path: Path, *, create: bool, wait_seconds: float, any_thread: bool = False) -> sqlite3.Connection:
    """A connection to a database with all migrations run, in explicit transactions only.

    Raises CorpusError for a folder, a missing file (unless `create`), a file that is no database or
    another program's, a newer schema, one locked for `wait_seconds`, one without permission.
    """
    _check_place(path, create)
    with reported(path):
        conn = sqlite3.connect(
            path, timeout=wait_seconds, isolation_level=None, check_same_thread=not any_thread
        )
        try:
            _prepare(conn, path, create)
        except BaseException:
            conn.close()
            raise
    return conn
