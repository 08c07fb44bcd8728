"""Components, tasks and deadlines in the workbench, over two plans: one sets a component aside, one is silent on it."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from scanned_texts import scanned

from extractor.corpus import Corpus
from extractor.corpus.compare import Wanted
from extractor.exporting.matrix import matrix_table
from extractor.rulebook.comparison import load_comparison
from extractor.rulebook.programmes import load_programmes
from extractor.web.app import create_app
from extractor.web.pages import components
from extractor.web.settings import Served

_HEAD = """ỦY BAN NHÂN DÂN
HUYỆN {district}
Số: {number}/KH-UBND
{district}, ngày 12 tháng 01 năm 2024
KẾ HOẠCH
Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024 trên địa bàn huyện {district}
I. NỘI DUNG
"""
PLANS = {
    "nam-lu.txt": _HEAD.format(district="Nậm Lú", number=14)
    + """1. Dự án 1: Hạ tầng vùng khó khăn (huyện không thuộc vùng khó khăn nên không triển khai dự án này).
2. Dự án 2: Đa dạng hóa sinh kế
- Tổng kinh phí: 1.240 triệu đồng.
- Đơn vị thực hiện: Phòng Dân tộc chủ trì, phối hợp với Hội Nông dân.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Tài chính: Chủ trì phân bổ vốn, hoàn thành trước ngày 15/3/2024.
2. UBND các xã: Báo cáo tiến độ trước ngày 20/11 hằng năm.
Nơi nhận: Lưu: VT.
""",
    "pa-kheo.txt": _HEAD.format(district="Pa Khẻo", number=15)
    + """1. Dự án 2: Đa dạng hóa sinh kế
- Tổng kinh phí: 2.015 triệu đồng.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Y tế: Phối hợp thực hiện Dự án 2, xong trong tháng 9/2024.
Nơi nhận: Lưu: VT.
""",
}
_CELL = re.compile(r'<td class="(funded|excused|named|silent)">(.*?)</td>', re.DOTALL)


@pytest.fixture(scope="module")
def corpus_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned(tmp_path_factory, PLANS)


@pytest.fixture
def visitor(corpus_file: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Served(corpus_file, token="token")), base_url="http://127.0.0.1:8765"
    ) as opened:
        yield opened


def _text(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


def test_one_plan_sets_a_component_aside_and_the_other_is_silent(visitor: TestClient) -> None:
    cells = _CELL.findall(_text(visitor, "/components"))
    assert [stand for stand, _ in cells] == ["excused", "funded", "silent", "funded"]
    assert "không triển khai dự án này" in cells[0][1]
    assert "1.240" in cells[1][1]


def test_every_cell_but_the_silent_ones_leads_to_the_words(visitor: TestClient) -> None:
    for stand, inside in _CELL.findall(_text(visitor, "/components")):
        address = re.search(r'href="(/plans\?path=[^"#]+)#at=\d+-\d+"', inside)
        assert (address is None) == (stand == "silent")
        if address is not None:
            assert visitor.get(address[1].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("asked", "plans"),
    [("year=2024", 2), ("level=district", 2), ("year=2019", 0), ("level=commune", 0), ("province=Ở đâu", 0)],
)
def test_components_of_some_plans(visitor: TestClient, asked: str, plans: int) -> None:
    page = _text(visitor, f"/components?{asked}")
    assert page.count('<th scope="row">') == plans
    assert ('class="empty"' in page) == (plans == 0)


def test_components_of_many_plans_come_page_by_page(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components, "_A_PAGE", 1)
    first = _text(visitor, "/components?year=2024&level=district")
    assert "1-1 trong 2" in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = _text(visitor, following[1].replace("&amp;", "&"))
    assert [len(re.findall('<th scope="row">', page)) for page in (first, second)] == [1, 1]
    assert ("14/KH-UBND" in first, "15/KH-UBND" in second) == (True, True)
    assert 'rel="prev"' in second
    assert 'class="empty"' not in _text(visitor, "/components?page=9")


@pytest.mark.parametrize("asked", ["year=abc", "year=20245"])
def test_a_year_that_is_none_is_refused(visitor: TestClient, asked: str) -> None:
    _text(visitor, f"/components?{asked}", 422)


def test_the_sheet_holds_a_row_for_each_cell(corpus_file: Path) -> None:
    with Corpus.open(corpus_file, create=False) as corpus:
        named = corpus.named_components(Wanted(), load_comparison())
    table = matrix_table(named, load_programmes(), "vi", "compare.sheet.components")
    assert table.name == "13 dự án theo địa phương"
    stands = [(row[2], row[3], row[4]) for row in table.rows]
    assert [(component, stand) for component, stand, _ in stands] == [
        ("Dự án 1", "nêu không thực hiện"),
        ("Dự án 2", "có vốn"),
        ("Dự án 1", "không nêu"),
        ("Dự án 2", "có vốn"),
    ]
    assert [str(value) for *_, value in stands if value is not None] == ["1240", "2015"]


_ROW = re.compile(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', re.DOTALL)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            "",
            [
                ("Phòng Dân tộc", "chủ trì"),
                ("Hội Nông dân", "phối hợp"),
                ("Phòng Tài chính", "chủ trì"),
                ("UBND các xã", "thực hiện"),
                ("Phòng Y tế", "phối hợp"),
            ],
        ),
        ("?unit=phong+tai", [("Phòng Tài chính", "chủ trì")]),
        ("?role=supports", [("Hội Nông dân", "phối hợp"), ("Phòng Y tế", "phối hợp")]),
        ("?role=told", [("UBND các xã", "thực hiện")]),
        ("?component=D%E1%BB%B1+%C3%A1n+2&role=leads", [("Phòng Dân tộc", "chủ trì")]),
        ("?file=2", [("Phòng Y tế", "phối hợp")]),
        ("?year=2019", []),
        ("?level=province", []),
        ("?unit=%25", []),
    ],
)
def test_who_is_told_what(visitor: TestClient, asked: str, found: list[tuple[str, str]]) -> None:
    page = _text(visitor, f"/tasks{asked}")
    assert _ROW.findall(page) == found
    assert ('class="empty"' in page) == (not found)


def test_a_task_shows_its_deadline_and_leads_to_its_words(visitor: TestClient) -> None:
    page = _text(visitor, "/tasks?file=1")
    assert "15/03/2024" in page
    assert "20/11 hằng năm" in page
    assert re.search(r'href="/plans/1#at=\d+-\d+">phân bổ vốn', page)


def _days(page: str) -> dict[str, str]:
    cells = re.findall(r'<span class="day">(\d+)</span><ul>(.*?)</ul>', page, re.DOTALL)
    return {day: " ".join(re.sub("<[^>]+>", " ", words).split()) for day, words in cells}


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("?month=2024-03", {"15": "Phòng Tài chính · 14/KH-UBND"}),
        ("?month=2024-11", {"20": "hằng năm UBND các xã · 14/KH-UBND"}),
        ("?month=2031-11", {"20": "hằng năm UBND các xã · 14/KH-UBND"}),
        ("?month=2024-03&file=2", {}),
        ("?month=2024-05", {}),
    ],
)
def test_the_calendar_of_a_month(visitor: TestClient, asked: str, days: dict[str, str]) -> None:
    shown = _days(_text(visitor, f"/tasks/calendar{asked}"))
    assert shown.keys() == days.keys()
    assert all(shown[day].endswith(words) for day, words in days.items())


def test_a_deadline_without_a_day_stands_below_its_month(visitor: TestClient) -> None:
    page = _text(visitor, "/tasks/calendar")  # the latest month that has deadlines
    assert "<h1>Lịch thời hạn" in page
    assert "09/2024" in page.partition("</h1>")[0]
    assert "Trong tháng, không nêu ngày" in page


@pytest.fixture
def without_months(corpus_file: Path, tmp_path: Path) -> Iterator[tuple[TestClient, sqlite3.Connection]]:
    """A corpus whose deadlines are of every year («20/11 hằng năm») or have but a year."""
    db = Path(shutil.copy(corpus_file, tmp_path))
    with closing(sqlite3.connect(db, isolation_level=None, check_same_thread=False)) as conn:
        conn.execute("UPDATE deadlines SET due = '2025' WHERE due GLOB '2024-*'")
        served = Served(db, token="token")
        with TestClient(create_app(served), base_url="http://127.0.0.1:8765") as client:
            yield client, conn


@pytest.mark.parametrize("year", [2024, None], ids=["of-the-plan", "today"])
def test_the_calendar_opens_where_deadlines_recur(
    without_months: tuple[TestClient, sqlite3.Connection], year: int | None
) -> None:
    client, conn = without_months
    conn.execute("UPDATE documents SET plan_year = ?", (year,))
    page = _text(client, "/tasks/calendar")
    assert f"11/{year or date.today().year}" in page.partition("</h1>")[0]
    assert "hằng năm UBND các xã" in _days(page)["20"]
    assert 'href="?month=2025-12#within">2025 <span class="num">(2)</span>' in page


def test_deadlines_that_tell_but_a_year_stand_below_each_of_its_months(
    without_months: tuple[TestClient, sqlite3.Connection],
) -> None:
    client, conn = without_months
    conn.execute("DELETE FROM deadlines WHERE due GLOB '--*'")
    page = _text(client, "/tasks/calendar")
    assert "12/2025" in page.partition("</h1>")[0]
    assert "Trong năm 2025, không nêu tháng" in page
    assert "Phòng Tài chính · 14/KH-UBND" in page
    assert "Trong năm 2025" in _text(client, "/tasks/calendar?month=2025-01")
    assert "Trong năm" not in _text(client, "/tasks/calendar?month=2024-12")
    conn.execute("DELETE FROM deadlines")
    assert 'class="empty"' in _text(client, "/tasks/calendar")


def test_the_calendar_takes_along_what_is_asked_of_plans_alone(visitor: TestClient) -> None:
    given = "unit=phong&role=leads&component=D%E1%BB%B1+%C3%A1n+2&year=2024&level=district"
    assert 'href="/tasks/calendar?year=2024&amp;level=district"' in _text(visitor, f"/tasks?{given}")
    links = re.findall(r'href="\?([^"]*month=[^"]*)"', _text(visitor, f"/tasks/calendar?{given}"))
    assert links
    assert not [one for one in links if "unit=" in one or "role=" in one or "component=" in one]


@pytest.mark.parametrize("month", ["2024-13", "24-03", "2024-3", "2024-03-01"])
def test_a_month_that_is_none_is_refused(visitor: TestClient, month: str) -> None:
    _text(visitor, f"/tasks/calendar?month={month}", 422)


@pytest.mark.parametrize("month", ["1000-01", "2999-12", "2024-12", "2024-01"])
def test_the_months_beside_one_can_be_opened(visitor: TestClient, month: str) -> None:
    links = re.findall(
        r'rel="(?:prev|next)" href="\?([^"]+)"', _text(visitor, f"/tasks/calendar?month={month}")
    )
    assert len(links) == (1 if month in {"1000-01", "2999-12"} else 2)
    for address in links:
        _text(visitor, f"/tasks/calendar?{address}")
