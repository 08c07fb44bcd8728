"""The search page: words and filters in the address, hits that lead to their words, searches that are kept."""

import re
import sqlite3
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.corpus.schema import MIGRATIONS, migrate, schema_version
from extractor.web.app import create_app
from extractor.web.settings import Served


def plans(html: str) -> list[str]:
    return re.findall(r'<li class="card hit-plan">\s*<h2><a href="([^"]+)"', html)


def test_a_hit_leads_to_its_words_with_the_others_of_the_plan(client: TestClient, served: Served) -> None:
    html = client.get("/search?q=ho+ngheo").text
    assert "<mark>hộ nghèo</mark>" in html
    for address in plans(html):
        found = re.fullmatch(r"/plans/(\d+)\?q=ho\+ngheo#at=(\d+)-(\d+)", unescape(address))
        assert found
        number, start, end = map(int, found.groups())
        with Corpus.open(served.db, create=False) as corpus:
            plan = corpus.opened(number)
        assert plan is not None
        [block] = [one for one in plan.blocks if one.start <= start < one.end]
        assert block.text[start - block.start : end - block.start].lower().startswith("hộ")
        page = client.get(unescape(address).split("#")[0]).text
        spans = re.search(r'id="hits"[^>]*data-spans="([^"]*)"', page)
        assert spans
        assert f"{start}-{end}" in spans[1].split()
        assert set(re.findall(r'data-hit="(\d+)"', page)) == set(map(str, range(len(spans[1].split()))))


def test_a_plan_without_the_words_says_so(client: TestClient) -> None:
    assert "Không còn thấy" in client.get("/plans/2?q=kh%C3%B4ngc%C3%B3t%E1%BB%ABnày").text


def test_diacritics_count_only_on_the_switch(client: TestClient) -> None:
    assert len(plans(client.get("/search?q=ho+ngheo").text)) == 3
    assert plans(client.get("/search?q=ho+ngheo&exact=true").text) == []
    assert "Thử tìm không phân biệt dấu" in client.get("/search?q=ho+ngheo&exact=true").text


def test_facets_add_filters_and_take_them_away(client: TestClient) -> None:
    html = client.get("/search?q=ho+ngheo").text
    year = re.search(r'href="/search\?([^"]*year=2024)">2024</a> <span class="num dim">(\d+)', html)
    assert year
    narrowed = client.get("/search?" + unescape(year[1])).text
    assert len(plans(narrowed)) == int(year[2])
    assert re.search(r'href="/search\?q=ho\+ngheo" aria-current="true">2024', narrowed)


def test_numbers_of_documents_and_states_of_review_narrow_down(client: TestClient) -> None:
    found = client.get("/search?state=new").text
    assert plans(found)
    told = re.search(r'aria-current="true">chưa rà soát</a> <span class="num dim">(\d+)', found)
    assert told
    assert len(plans(found)) == int(told[1])
    assert plans(client.get("/search?state=confirmed").text) == []
    html = client.get("/search?cites=07/2021").text
    for address in plans(html):
        assert "cites=07%2F2021" in address


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=...",
        "q=%22",
        "q=%00%ff",
        "q=" + "x" * 5000,
        "q=a+OR+NEAR(",
        "year=20x4&page=-1",
        "page=99999",
        "state=none",
        "level=%27%3B--",
        "rule=<script>",
        "q=<script>alert(1)</script>",
        "exact=maybe",
    ],
)
def test_odd_queries_are_answered(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client.get(f"/plans/1?{query}").status_code == 200


def test_a_query_without_a_word_is_told_apart_from_one_that_finds_nothing(client: TestClient) -> None:
    assert "Hãy gõ ít nhất một từ" in client.get("/search?q=...").text
    assert "Thử ít từ hơn" in client.get("/search?q=zzzz").text


def test_a_search_is_kept_found_again_and_taken_away(writer: TestClient) -> None:
    answer = writer.post("/search/saved?q=ho+ngheo&year=2024&junk=1", data={"name": " Hộ  nghèo <b> "})
    assert answer.headers["hx-refresh"] == "true"
    html = writer.get("/search").text
    assert 'href="/search?q=ho+ngheo&amp;year=2024">Hộ nghèo &lt;b&gt;</a>' in html
    assert writer.post("/search/saved/1/forget").status_code == 204
    assert "&lt;b&gt;" not in writer.get("/search").text
    assert writer.post("/search/saved/1/forget").status_code == 404
    assert writer.post("/search/saved?q=x", data={"name": "  "}).status_code == 422


def test_a_snapshot_stays_as_it_was(writer: TestClient, kept: Served) -> None:
    before = writer.get("/search?q=ho+ngheo").text
    answer = writer.post("/search/saved?q=ho+ngheo", data={"name": "Chụp", "frozen": "true"})
    address = answer.headers["hx-redirect"]
    first = writer.get(address).text
    assert len(plans(first)) == len(plans(before)) == 3
    assert first.count("<mark>") == before.count("<mark>")
    with Corpus.open(kept.db, create=False) as corpus:
        [gone, changed, *_] = [file.path for file in corpus.files() if file.sha256 and file.state == "ok"]
        corpus._conn.execute("UPDATE files SET sha256 = 'other' WHERE path = ?", (changed,))
        corpus.forget(gone)
    later = writer.get(address).text
    assert later.count("<mark>") == first.count("<mark>")
    assert "Tệp không còn trong kho" in later
    assert "Tệp đã đổi nội dung" in later
    assert len(plans(writer.get("/search?q=ho+ngheo").text)) == 2


@pytest.mark.parametrize("number", ["0", "7", str(10**30), "-1"])
def test_a_snapshot_that_is_not_there(writer: TestClient, number: str) -> None:
    assert writer.get(f"/search/saved/{number}").status_code == 404


def test_nothing_is_kept_without_the_token_or_when_read_only(kept: Served) -> None:
    with TestClient(create_app(kept), base_url="http://localhost") as client:
        assert client.post("/search/saved?q=x", data={"name": "x"}).status_code == 403
    with TestClient(create_app(replace(kept, read_only=True)), base_url="http://localhost") as client:
        assert "Lưu câu tìm" not in client.get("/search?q=x").text


def test_an_older_database_gets_the_table_of_kept_searches(tmp_path: Path) -> None:
    names = [step.__name__ for step in MIGRATIONS]
    conn = sqlite3.connect(tmp_path / "kho.db", isolation_level=None)
    migrate(conn, MIGRATIONS[: names.index("saved_searches")])
    conn.close()
    with Corpus.open(tmp_path / "kho.db", create=False) as corpus:
        assert schema_version(corpus._conn) == len(MIGRATIONS)
        assert corpus.keep_search("một", "q=x", "Lan") == 1
        assert [one.name for one in corpus.saved_searches()] == ["một"]
