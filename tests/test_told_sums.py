"""What is kept of a plan's sums and projects answers as its records would, whatever is written afterwards."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from test_told_facts import stored

from extractor.comparison.money import PARTS, Part
from extractor.corpus import Corpus
from extractor.corpus.compare import Wanted
from extractor.corpus.told_stamp import told_is_current
from extractor.errors import CorpusError
from extractor.rulebook import load_rulebook
from extractor.rulebook.comparison import load_comparison

RULES = load_rulebook()
PROJECTS = """
PHẦN I. KINH PHÍ

1. Dự án 1: Hỗ trợ đầu tư hạ tầng

Kinh phí thực hiện Dự án 1 là 1.250 triệu đồng, trong đó: ngân sách trung ương 1.100 triệu đồng, ngân sách huyện 150 \
triệu đồng.

2. Dự án 2: Đa dạng hóa sinh kế

Kinh phí năm 2023: 640 triệu đồng vốn sự nghiệp.

3. Dự án 3: Hỗ trợ sản xuất

Trên địa bàn xã không có đối tượng thực hiện dự án này.

4. Dự án 4: Giáo dục nghề nghiệp

Rà soát người có nhu cầu học nghề.
"""
TABLE = """
Biểu 1. Kinh phí phân bổ cho các xã năm 2023 (Đơn vị tính: triệu đồng)

STT\tĐơn vị\tTổng số\tDự án 1\tDự án 2
\tTổng cộng\t2.540\t1.890\t650
1\tXã Suối Đá\t1.300\t1.250\t50
2\tXã Bàu Lách\t1.240\t640\t600
"""


def plan(head: str, issuer: str, number: int, year: int, more: str) -> str:
    return (
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: {number}/KH-UBND\n\n{issuer}, ngày {number} tháng 02 năm {year}\n\nKẾ HOẠCH\n"
        f"Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm {year}\n{more}\n"
    )


def commune(name: str, number: int, year: int = 2023, more: str = PROJECTS) -> str:
    head = f"UBND HUYỆN ĐỒNG VÀNG\nỦY BAN NHÂN DÂN XÃ {name.upper()}"
    return plan(head, name, number, year, more)


TEXTS = {
    "suoi-da.txt": commune("Suối Đá", 11),
    "bau-lach.txt": commune("Bàu Lách", 12, more=PROJECTS.replace("1.250", "980").replace("1.100", "830")),
    "suoi-da-2022.txt": commune("Suối Đá", 13, 2022),
    "dong-vang.txt": plan("UBND TỈNH NƠI NÀY\nỦY BAN NHÂN DÂN HUYỆN ĐỒNG VÀNG", "Đồng Vàng", 14, 2023, TABLE),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sums") / "kho.db"
    with Corpus.open(path) as corpus:
        for name, text in TEXTS.items():
            stored(corpus, name, text)
    return path


@pytest.fixture
def copied(database: Path, tmp_path: Path) -> Path:
    with closing(sqlite3.connect(database)) as conn, closing(sqlite3.connect(tmp_path / "kho.db")) as other:
        conn.backup(other)
    return tmp_path / "kho.db"


def both(path: Path, parts: tuple[Part, ...] = (), **asked: Any) -> tuple[Any, Any]:
    """Money and projects from what is kept, and from the records, as by rules that are not those shipped."""
    wanted, shipped = Wanted(**asked), load_comparison()
    same = copy(shipped)
    with Corpus.open(path, create=False) as corpus:
        assert told_is_current(corpus._conn)
        kept, read = (
            (corpus.compare_money(parts, wanted, rules), corpus.named_components(wanted, rules))
            for rules in (shipped, same)
        )
    return kept, read


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="all"),
        pytest.param({"parts": PARTS}, id="by-every-part"),
        pytest.param({"parts": ("component", "source")}, id="by-two-parts"),
        pytest.param({"years": (2023,)}, id="year"),
        pytest.param({"years": (2019,)}, id="year-of-none"),
        pytest.param({"statuses": ("target",)}, id="status"),
        pytest.param({"levels": ("commune",), "parts": ("component",)}, id="level"),
        pytest.param({"district": "Đồng Vàng", "parts": ("source",)}, id="district"),
        pytest.param({"place": "Bàu Lách"}, id="place"),
        pytest.param({"province": "Nơi khác"}, id="another-province"),
        pytest.param({"documents": (2, 4)}, id="documents"),
    ],
)
def test_what_is_kept_answers_as_the_records(database: Path, asked: dict[str, Any]) -> None:
    kept, read = both(database, **asked)
    assert kept == read


def test_the_plans_tell_what_makes_sums_hard(database: Path) -> None:
    ((of_projects, _), named), _ = both(database, parts=("component",))
    ((_, cells), _), _ = both(database, parts=("component", "source"))
    assert {one.stand for one in named} == {"funded", "excused", "named"}
    assert any(value.assigned for value in of_projects.values)
    assert {cell.source for cell in cells} >= {"central", "local"}


def changed_unit(corpus: Corpus) -> None:
    corpus.link_by_hand("suoi-da.txt", "before/12/huyen-tam-duong")


def changed_plan(corpus: Corpus) -> None:
    stored(corpus, "suoi-da.txt", commune("Suối Đá", 11, more=PROJECTS.replace("1.100", "1.000")))


def removed_plan(corpus: Corpus) -> None:
    corpus.forget("bau-lach.txt")


def newer_version(corpus: Corpus) -> None:
    stored(corpus, "suoi-da-moi.txt", commune("Suối Đá", 21, more=PROJECTS.replace("640", "720")))


def compared_plans(corpus: Corpus) -> None:
    """A finding over the corpus speaks of a sum."""
    with closing(sqlite3.connect(corpus._path)) as conn, conn:
        conn.execute(
            "INSERT INTO corpus_findings(document, text, span_start, span_end, section, fingerprint, rule, category,"
            " severity, certainty, message, message_en, evidence) SELECT document, text, span_start, span_end, section,"
            " 'ff', 'roll-up-mismatch', 'figures', 'error', 'certain', 'm', 'm', '[]' FROM budgets"
        )


@pytest.mark.parametrize(
    "change",
    [changed_unit, changed_plan, removed_plan, newer_version, compared_plans],
    ids=lambda change: change.__name__,
)
def test_it_follows_what_is_written_afterwards(copied: Path, change: Callable[[Corpus], None]) -> None:
    before, _ = both(copied)
    with Corpus.open(copied) as corpus:
        change(corpus)
    kept, read = both(copied)
    assert kept == read
    assert kept != before


def test_a_plan_stored_by_a_program_that_keeps_nothing_is_read(copied: Path) -> None:
    kept, _ = both(copied)
    with Corpus.open(copied, create=False) as corpus:
        conn, rules = corpus._conn, load_comparison()
        for table in ("told_by", "told_places", "told_sums"):
            conn.execute(f"DELETE FROM {table} WHERE document IN (SELECT max(id) FROM documents)")
        read = corpus.compare_money((), Wanted(), rules), corpus.named_components(Wanted(), rules)
    assert read == kept


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE told_sums SET sums = x'ff'", id="sums"),
        pytest.param("UPDATE told_sums SET projects = x'ff' WHERE document = 1", id="projects"),
        pytest.param("UPDATE told_places SET places = '[]' WHERE document = 2", id="places"),
        pytest.param("DELETE FROM told_sums WHERE document = 1", id="gone"),
    ],
)
def test_damage_to_it_is_found_and_mended(copied: Path, damage: str) -> None:
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute(damage)
    with Corpus.open(copied, create=False) as corpus:
        assert {fault.kind for fault in corpus.faults()} == {"told"}
        corpus.vacuum()
        assert corpus.faults() == []
    kept, read = both(copied)
    assert kept == read


def test_damage_to_it_is_told_in_words(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("UPDATE told_sums SET sums = x'ff'")
    with Corpus.open(copied, create=False) as corpus, pytest.raises(CorpusError, match="damaged"):
        corpus.compare_money((), Wanted(), load_comparison())
