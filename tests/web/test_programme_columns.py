"""Components by place over plans of two programmes: no plan is silent on a project that its programme does not have."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from scanned_texts import scanned

from extractor.corpus import Corpus
from extractor.corpus.compare import Wanted
from extractor.corpus.compare_money import Named
from extractor.exporting.matrix import matrix_table
from extractor.reporting.compare_matrix import matrix_items, matrix_json
from extractor.reporting.screen import Sheet
from extractor.rulebook.comparison import load_comparison
from extractor.rulebook.programmes import load_programmes
from extractor.web.app import create_app
from extractor.web.settings import Served

_HEAD = """ỦY BAN NHÂN DÂN
HUYỆN {district}
Số: {number}/KH-UBND
{district}, ngày 12 tháng 01 năm {year}
KẾ HOẠCH
Thực hiện Chương trình mục tiêu quốc gia {programme} năm {year} trên địa bàn huyện {district}
I. NỘI DUNG
"""
_ETHNIC = "phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"
PLANS = {
    "poverty.txt": _HEAD.format(district="Nậm Lú", number=14, year=2024, programme="giảm nghèo bền vững")
    + "1. Dự án 2: Sinh kế\n- Tổng kinh phí: 1.240 triệu đồng.\n2. Dự án 7: Giám sát\nKiểm tra.\n",
    "ethnic.txt": _HEAD.format(district="Pa Khẻo", number=15, year=2024, programme=_ETHNIC)
    + "1. Dự án 2: Dân cư\n- Tổng kinh phí: 905 triệu đồng.\n2. Dự án 9: Dân tộc rất ít người\nHỗ trợ.\n",
    "older.txt": _HEAD.format(district="Sa Lin", number=16, year=2019, programme="giảm nghèo bền vững")
    + "1. Dự án 2: Sinh kế\n- Tổng kinh phí: 310 triệu đồng.\n",
}
# Dự án 2, 7, 9 of each plan; what no rule knows the programme of stays silent.
STANDS = {
    "14/KH-UBND": ["funded", "named", "elsewhere"],
    "15/KH-UBND": ["funded", "silent", "named"],
    "16/KH-UBND": ["funded", "silent", "silent"],
}
_ROW = re.compile(r'<th scope="row">.*?<span class="dim small">(.*?)</span>(.*?)</tr>', re.DOTALL)


@pytest.fixture(scope="module")
def corpus_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned(tmp_path_factory, PLANS)


@pytest.fixture
def named(corpus_file: Path) -> Iterator[list[Named]]:
    with Corpus.open(corpus_file, create=False) as corpus:
        yield corpus.named_components(Wanted(), load_comparison())


def test_the_page(corpus_file: Path) -> None:
    served = Served(corpus_file, token="token")
    with TestClient(create_app(served), base_url="http://127.0.0.1:8765") as visitor:
        page = visitor.get("/components").text
    found = {plan: re.findall(r'<td class="(\w+)">', cells) for plan, cells in _ROW.findall(page)}
    assert found == STANDS
    assert page.count("không có dự án số ấy") == 2  # what the page is about, and the one cell


def test_the_screen(named: list[Named]) -> None:
    (sheet,) = (item for item in matrix_items(named, load_programmes(), "vi") if isinstance(item, Sheet))
    shown = {row[1]: ["–" if cell == "–" else cell == "không nêu" for cell in row[2:]] for row in sheet.rows}
    assert shown == {
        "14/KH-UBND": [False, False, "–"],
        "15/KH-UBND": [False, True, False],
        "16/KH-UBND": [False, True, True],
    }


def test_the_sheet_has_no_row_for_it(named: list[Named]) -> None:
    rows = matrix_table(named, load_programmes(), "vi").rows
    silent = [(row[1], row[2]) for row in rows if row[3] == "không nêu"]
    assert sorted(silent) == [("15/KH-UBND", "Dự án 7"), ("16/KH-UBND", "Dự án 7"), ("16/KH-UBND", "Dự án 9")]
    assert len(rows) == 8


def test_the_json_leaves_it_out(named: list[Named]) -> None:
    told = {row["plan"]: list(row["components"]) for row in matrix_json(named, load_programmes())}
    assert told == {
        "14/KH-UBND": ["Dự án 2", "Dự án 7"],
        "15/KH-UBND": ["Dự án 2", "Dự án 7", "Dự án 9"],
        "16/KH-UBND": ["Dự án 2", "Dự án 7", "Dự án 9"],
    }
