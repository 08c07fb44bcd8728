"""The comparison page: groups with ranks, order, charts, files to take away."""

import csv
import io
import re
import shutil
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.web import comparing
from extractor.web.app import create_app
from extractor.web.settings import Served

RATE = "indicator=poverty_rate"


def test_the_indicators_of_the_corpus_are_offered(client: TestClient) -> None:
    html = client.get("/compare").text
    assert 'href="/compare?indicator=poverty_rate"' in html
    assert client.get("/compare?indicator=no_such").status_code == 200


def test_every_value_leads_to_its_words(client: TestClient, served: Served) -> None:
    html = client.get(f"/compare?{RATE}").text
    cells = re.findall(
        r'<td class="num"><a href="/plans/(\d+)#at=(\d+)-(\d+)" title="[^"]*">([^<]+)</a>', html
    )
    assert cells
    with Corpus.open(served.db, create=False) as corpus:
        opened = {number: corpus.opened(int(number)) for number in {cell[0] for cell in cells}}
    for number, start, end, shown in cells:
        plan = opened[number]
        assert plan is not None
        [block] = [one for one in plan.blocks if one.start <= int(start) < one.end]
        written = block.text[int(start) - block.start : int(end) - block.start]
        assert shown.lstrip("≥≤≈ ").rstrip("0").rstrip(",") in written


def test_rows_stand_in_the_order_asked_for(client: TestClient) -> None:
    for order, down in (("value", False), ("-value", True)):
        html = client.get(f"/compare?{RATE}&sort={order}").text
        assert f'aria-sort="{"descending" if down else "ascending"}"' in html
        for body in re.findall(r"<tbody>.*?</tbody>", html, flags=re.DOTALL):
            shown = re.findall(r'title="[^"]*">([^<]+)</a>', body)
            figures = [float(re.sub(r"[^\d,]", "", one).replace(",", ".")) for one in shown]
            assert figures == sorted(figures, reverse=down)


def test_years_places_and_statuses_narrow_down(client: TestClient) -> None:
    every = client.get(f"/compare?{RATE}").text
    html = client.get(f"/compare?{RATE}&year=2024").text
    heads = re.findall(r'scope="rowgroup" colspan="6"><div class="held">([^<]+)', html)
    assert heads
    assert all("năm 2024" in head for head in heads)
    assert len(heads) < len(re.findall(r'scope="rowgroup"', every))
    assert "Không có số liệu nào như vậy" in client.get(f"/compare?{RATE}&place=Kh%C3%B4ng+C%C3%B3").text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_downloads_are_those_of_the_command_line(client: TestClient, form: str) -> None:
    answer = client.get(f"/compare.{form}?{RATE}")
    assert answer.headers["content-disposition"] == f'attachment; filename="so-sanh.{form}"'
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0][:3] == ["indicator", "level", "place"]
        assert len(rows) > 5
    else:
        assert "xl/worksheets/sheet2.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_is_a_picture_without_scripts(client: TestClient, theme: str) -> None:
    pytest.importorskip("vl_convert", reason="the extra [charts] is not here")
    answer = client.get(f"/compare.svg?{RATE}&theme={theme}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert "<script" not in answer.text
    assert ('fill="#1a2128"' in answer.text) is (theme == "dark")


@pytest.mark.parametrize("chart", ["dots", "multiples", "slopes"])
def test_a_phone_is_given_a_picture_that_fits_it(client: TestClient, chart: str) -> None:
    pytest.importorskip("vl_convert", reason="the extra [charts] is not here")
    assert "width=narrow" in unescape(client.get(f"/compare?{RATE}").text)
    sizes = []
    for width in ("narrow", ""):
        drawn = client.get(f"/compare.svg?{RATE}&chart={chart}&width={width}").text
        sizes.append(float(re.search(r'<svg[^>]* width="([\d.]+)"', drawn)[1]))  # type: ignore[index]
    narrow, usual = sizes
    assert narrow <= 500
    assert narrow < usual


def test_without_the_extra_the_table_stands_alone(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_PACKAGES", ("no_such_package",))
    html = client.get(f"/compare?{RATE}").text
    assert "plan-extractor[charts]" in unescape(html)
    assert "<img" not in html
    assert "<tbody>" in html


@pytest.mark.parametrize(
    "path",
    [
        "?indicator=%27",
        "?year=abc",
        f"?{RATE}&sort=x&chart=y&page=-3&level=z&status=%00",
        f"?{RATE}&page=9999",
        f"?{RATE}&place=<script>alert(1)</script>",
        f"?{RATE}&indicator=poor_households&chart=scatter",
    ],
)
def test_odd_addresses_are_answered(client: TestClient, path: str) -> None:
    answer = client.get(f"/compare{path}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("path", ["/compare.exe?" + RATE, "/compare.csv", "/compare.svg"])
def test_files_that_cannot_be_made_are_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_chart_without_figures_says_why(client: TestClient) -> None:
    pytest.importorskip("vl_convert", reason="the extra [charts] is not here")
    nowhere = f"{RATE}&place=Kh%C3%B4ng+C%C3%B3"
    assert "không đủ số liệu để vẽ" in client.get(f"/compare.svg?{nowhere}").text
    answer = client.get(f"/compare.png?{nowhere}")
    assert answer.status_code == 409
    assert "không đủ số liệu để vẽ" in answer.text


def test_a_comparison_is_made_anew_when_the_corpus_changes(served: Served, tmp_path: Path) -> None:
    db = tmp_path / "kho.db"
    shutil.copy(served.db, db)
    with TestClient(create_app(replace(served, db=db)), base_url="http://localhost") as client:
        before = client.get(f"/compare?{RATE}").text
        assert client.get(f"/compare?{RATE}").text == before
        with Corpus.open(db, create=False) as corpus:
            for file in corpus.files():
                corpus.forget(file.path)
        assert "Không có số liệu nào như vậy" in client.get(f"/compare?{RATE}").text
