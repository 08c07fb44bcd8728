"""Files are written whole or not at all, and never over a plan or a database."""

import sqlite3
from pathlib import Path

import pytest

from extractor.exporting.files import ExportError, replacing
from extractor.exporting.sheets import About, write_workbook
from extractor.exporting.tables import Column, Table


def write(path: Path, text: str = "mới", plans: tuple[str, ...] = ()) -> None:
    with replacing(path, plans) as beside:
        beside.write_text(text, encoding="utf-8")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("cũ", encoding="utf-8")
    write(target)
    assert target.read_text(encoding="utf-8") == "mới"
    assert list(tmp_path.iterdir()) == [target]


def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("cũ", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(target, "nửa \ud800")
    assert target.read_text(encoding="utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [target]


def test_a_workbook_of_its_own_is_written_over_and_another_one_is_not(tmp_path: Path) -> None:
    own, other = tmp_path / "own.xlsx", tmp_path / "other.xlsx"
    write_workbook(own, [Table("01", "b", (Column("a", "A"),), [])], About("Kho"))
    write(own)
    other.write_bytes(b"PK\x03\x04 a workbook of figures")
    with pytest.raises(ExportError) as caught:
        write(other)
    assert "không do chương trình này xuất ra" in caught.value.vi


REFUSED = {
    "database": ("corpus.csv", "là cơ sở dữ liệu"),
    "plan on the disk": ("plan.txt", "không do chương trình này"),
    "plan of the corpus": ("stored.csv", "không do chương trình này"),
    "folder": ("folder", "là thư mục"),
    "no folder": ("none/a.csv", "không có thư mục"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_must_not_be_written_over_is_refused(tmp_path: Path, case: str) -> None:
    name, reason = REFUSED[case]
    with sqlite3.connect(tmp_path / "corpus.csv") as conn:
        conn.execute("CREATE TABLE t(a)")
    (tmp_path / "plan.txt").write_text("KẾ HOẠCH", encoding="utf-8")
    (tmp_path / "stored.csv").write_text("a", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(ExportError) as caught:
        write(tmp_path / name, plans=(str(tmp_path / "stored.csv"),))
    assert reason in caught.value.vi
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
