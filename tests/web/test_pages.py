"""The pages as the server gives them."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus, database
from extractor.web import access
from extractor.web.settings import Served


class Outline(HTMLParser):
    """Tags that never close, ids, texts: what a test asks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "script":
            self.scripts.append(given.get("src"))
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]


def page(client: TestClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    outline = Outline()
    outline.feed(answer.text)
    assert len(outline.ids) == len(set(outline.ids))
    assert all(outline.scripts), "a script without a source would be forbidden"
    assert not outline.handlers
    return answer.text


def number_of(served: Served, name: str) -> int:
    with Corpus.open(served.db, create=False) as corpus:
        [path] = [file.path for file in corpus.files() if file.path.endswith(name)]
        number = corpus.file_number(path)
    assert number is not None
    return number


def test_the_overview_counts_plans_findings_and_what_was_not_read(client: TestClient) -> None:
    html = page(client, "/")
    assert re.search(r">3</a></dd><dt>kế hoạch trong kho", html)
    assert re.search(r'<a href="#unread">1</a></dd><dt>tệp chưa đọc được', html)
    assert "sum-mismatch" in html
    assert re.search(r"Quét lúc .*: 4 tệp, đọc 4, không đổi 0", html)
    assert "Chỉ hiện" not in html  # all plans of the scan are there: the fourth file holds none
    assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in html
    assert "<img" not in html


def test_a_plan_shows_its_text_marks_and_findings(client: TestClient, served: Served) -> None:
    html = page(client, f"/plans/{number_of(served, 'dak-poi-2024.docx')}")
    assert html.count('class="fault error"') == 6
    assert 'class="m citation' in html
    assert "<table" in html


def test_a_plan_is_found_by_its_path(client: TestClient, served: Served) -> None:
    with Corpus.open(served.db, create=False) as corpus:
        path = corpus.files()[-1].path
    assert client.get("/plans", params={"path": path}).status_code == 200
    assert client.get("/plans", params={"path": "nowhere.docx"}).status_code == 404


def test_what_was_checked_and_agrees_is_shown_on_a_switch(client: TestClient, served: Served) -> None:
    number = number_of(served, "cam-trang-2022.pdf")
    checked = re.compile(r'class="m[^"]* check')
    assert not checked.search(page(client, f"/plans/{number}"))
    assert checked.search(page(client, f"/plans/{number}?agreed=true"))


def test_every_record_has_a_card(client: TestClient, served: Served) -> None:
    number = number_of(served, "loc-cua-2026.txt")
    names = set(re.findall(r"data-records=\"([^\"]+)\"", page(client, f"/plans/{number}?agreed=true")))
    every = {name for group in names for name in group.split()}
    assert {name.rpartition("-")[0] for name in every} >= {"citation", "budget", "target", "finding", "check"}
    for name in every:
        answer = client.get(f"/plans/{number}/records/{name}")
        assert answer.status_code == 200
        assert "<dd>" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/plans/999",
        f"/plans/{10**30}",
        f"/plans/{-(10**30)}",
        f"/plans/{-(10**30)}/records/target-1",
        f"/plans/{10**30}/records/target-1",
        "/plans/1/records/target-999999",
        f"/plans/1/records/target-{10**30}",
        "/plans/1/records/target-²",
        "/plans/1/records/x-1",
        "/rules/no-such-rule",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_said_on_a_page(client: TestClient, path: str) -> None:
    assert "Không tìm thấy trang này" in page(client, path, 404)


def test_a_rule_has_its_page_in_both_languages(client: TestClient) -> None:
    assert "Vì sao cần xem" in page(client, "/rules/sum-mismatch")
    english = page(client, "/rules/sum-mismatch?lang=en")
    assert "Why it matters" in english
    assert "Why it matters" in page(client, "/rules/sum-mismatch")  # the browser remembers


def test_a_database_that_is_gone_is_said(served: Served, client: TestClient) -> None:
    moved = served.db.rename(served.db.with_name("elsewhere.db"))
    try:
        assert "không tìm thấy cơ sở dữ liệu" in page(client, "/", 503)
    finally:
        moved.rename(served.db)


@pytest.mark.parametrize("path", ["/", "/search?q=hộ", "/findings", "/citations", "/tasks", "/plans/1"])
def test_what_takes_too_long_is_cut_and_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(access, "_SLOWEST", 0.0)
    monkeypatch.setattr(database, "_STEPS", 1)
    assert "truy vấn quá lâu nên đã dừng, hãy thu hẹp điều kiện" in page(client, path, 503)
    answer = client.get(f"/api{path if path != '/' else '/overview'}".replace("tasks", "assignments"))
    assert answer.status_code == 503
    assert "quá lâu" in answer.json()["detail"]
