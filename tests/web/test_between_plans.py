"""What plans say against each other, and how a finding was reckoned, in the workbench."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.settings import Served

_PLAN = """ỦY BAN NHÂN DÂN
XÃ {upper}
Số: {number}/KH-UBND
{name}, ngày 20 tháng 01 năm 2031

KẾ HOẠCH
Giảm nghèo bền vững năm 2031 trên địa bàn xã {name}

Căn cứ Nghị định số 97/2030/NĐ-CP ngày {cited} của Chính phủ về chuẩn nghèo;
I. KINH PHÍ
Tổng kinh phí {total} triệu đồng, trong đó: ngân sách trung ương 300 triệu đồng, ngân sách địa phương 150 triệu đồng.
Thu nhập tăng từ 40 triệu đồng lên 50 triệu đồng, tăng 20%.
"""
_PLACES = (
    ("Khe Lim", 11, "12/10/2030", 450),
    ("Suối Rạng", 12, "12/10/2030", 450),
    ("Nà Hiên", 13, "21/10/2030", 490),
    ("Bản Cuông", 14, "12/10/2030", 450),
    ("Tà Mít", 15, "12/10/2030", 450),
)


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("plans")
    for name, number, cited, total in _PLACES:
        text = _PLAN.format(upper=name.upper(), name=name, number=number, cited=cited, total=total)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    db = tmp_path_factory.mktemp("kho") / "kho.db"
    scan([folder], db, limits=Limits(jobs=1, timeout=60.0))
    return Served(db, token="token")


@pytest.fixture
def reader(between: Served) -> Iterator[TestClient]:
    with TestClient(create_app(between), base_url="http://localhost") as opened:
        opened.headers[TOKEN_HEADER] = between.token
        yield opened


def _plan_page(reader: TestClient, name: str) -> str:
    files = reader.get("/api/plans").json()["files"]
    [file] = [one["file"] for one in files if one["doc"].endswith(name)]
    return reader.get(f"/plans/{file}").text


def test_a_finding_between_plans_stands_on_its_page_and_among_all(reader: TestClient) -> None:
    told = [one for one in reader.get("/api/findings").json()["findings"] if one["across"]]
    assert [one["rule"] for one in told] == ["citation-conflict"]
    listed = reader.get("/findings?rule=citation-conflict").text
    page = _plan_page(reader, "13.txt")
    for html in (listed, page):
        assert "12/10/2030" in html
        assert re.search(r'href="/plans\?path=[^"]+#at=\d+-\d+"', html)
    assert "So với văn bản khác" in page
    assert "So với văn bản khác" not in _plan_page(reader, "11.txt")
    other = re.search(r'href="(/plans\?path=[^"#]+)#at=', page)
    assert other
    assert reader.get(other[1].replace("&amp;", "&")).status_code == 200


def test_the_api_tells_of_a_plan_what_others_say_against_it(reader: TestClient) -> None:
    [told] = [one for one in reader.get("/api/findings").json()["findings"] if one["across"]]
    assert reader.get(f"/api/plans/{told['file']}").json()["across"] == [told]
    [other, *_] = told["elsewhere"]
    [file] = [one for one in reader.get("/api/plans").json()["files"] if one["doc"] == other["doc"]]
    assert file["file"] != told["file"]
    plan = reader.get(f"/api/plans/{file['file']}").json()
    assert plan["across"] == []
    assert any(other["text"] in block["text"] for block in plan["blocks"])
    assert all(not one["elsewhere"] for one in reader.get("/api/findings").json()["findings"] if one != told)


def test_findings_of_both_kinds_are_counted_in_order_and_page_by_page(reader: TestClient) -> None:
    every = reader.get("/api/findings", params={"form": True}).json()
    assert every["total"] == len(every["findings"]) == sum(every["rules"].values())
    gravity = [("error", "warning", "info").index(one["severity"]) for one in every["findings"]]
    assert gravity == sorted(gravity)
    pieces = [
        reader.get("/api/findings", params={"form": True, "offset": at, "limit": 1}).json()["findings"]
        for at in range(every["total"])
    ]
    assert [one for [one] in pieces] == every["findings"]
    overview = {one["rule"]: one["findings"] for one in reader.get("/api/overview").json()["rules"]}
    assert overview == every["rules"]


def test_a_finding_between_plans_is_judged_as_any_other(reader: TestClient) -> None:
    [mark] = [one["fingerprint"] for one in reader.get("/api/findings").json()["findings"] if one["across"]]
    order = {"action": "confirm", "marks": [mark], "reviewer": "Lan"}
    assert reader.post("/api/findings", json=order).status_code == 200
    assert "đã xác nhận" in _plan_page(reader, "13.txt")


@pytest.mark.parametrize(
    ("lang", "sum_"),
    [
        ("vi", "từ 40 đến 50: thay đổi 25%; văn bản ghi 20%; chênh lệch 5 điểm phần trăm"),
        ("en", "from 40 to 50: a change of 25%; the plan says 20%; difference 5 percentage points"),
    ],
)
def test_a_finding_shows_how_it_was_reckoned(reader: TestClient, lang: str, sum_: str) -> None:
    files = reader.get("/api/plans").json()["files"]
    [file] = [one["file"] for one in files if one["doc"].endswith("13.txt")]
    assert sum_ in reader.get(f"/plans/{file}?lang={lang}").text
