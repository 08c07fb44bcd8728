"""Money and ratios of it on the comparison page: chosen, sorted, led back to their words, told by the API alike."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.web.compare_address import MONEY
from extractor.web.settings import Served

_LINK = re.compile(r'<a href="/plans/(\d+)#at=(\d+)-(\d+)" title="[^"]*">([^<]+)</a>')


def figures(html: str) -> list[float]:
    """The values, not what they are divided by."""
    cells = re.findall(r'</th>\s*<td class="num"><a href="[^"]+" title="[^"]*">([^<]+)</a>', html)
    return [float(re.sub(r"[^\d,]", "", one).replace(",", ".")) for one in cells]


@pytest.mark.parametrize("choice", list(MONEY))
def test_every_choice_of_money_is_offered_and_shown(client: TestClient, choice: str) -> None:
    start = client.get("/compare").text
    assert f'value="{choice}"' in start
    [address] = re.findall(rf'href="(/compare\?indicator={choice.replace("/", "(?:/|%2F)")})"', start)
    page = client.get(address).text
    assert f'value="{choice}" selected' in page
    assert "<tbody>" in page or 'class="empty"' in page
    told = client.get("/api/compare", params={"indicator": choice})
    assert told.status_code == 200
    assert bool(told.json()["groups"]) == ("<tbody>" in page)


def test_sums_by_source_are_ranked_and_sorted(client: TestClient) -> None:
    for order in ("value", "-value"):
        html = client.get(f"/compare?indicator=money/source&sort={order}").text
        bodies = re.findall(r"<tbody>.*?</tbody>", html, flags=re.DOTALL)
        assert bodies
        for body in bodies:
            told = figures(body)
            assert told == sorted(told, reverse=order.startswith("-"))
    assert "Kinh phí theo nguồn vốn" in html
    assert "chart=stacks" in html


def test_both_figures_of_a_ratio_lead_to_their_words(client: TestClient, served: Served) -> None:
    html = client.get("/compare?indicator=per-poor-household").text
    rows = re.findall(r'<tr class="(?:is-outlier)?">.*?</tr>', html, flags=re.DOTALL)
    assert rows
    with Corpus.open(served.db, create=False) as corpus:
        for row in rows:
            (_, _, _, over), (file, start, end, under) = _LINK.findall(row)[:2]
            plan = corpus.opened(int(file))
            assert plan is not None
            [block] = [one for one in plan.blocks if one.start <= int(start) < one.end]
            assert block.text[int(start) - block.start : int(end) - block.start] == under
            assert float(over.replace(".", "").replace(",", ".")) > 0


def test_a_sum_that_was_added_up_shows_what_of(client: TestClient) -> None:
    pages = [client.get(f"/compare?indicator={choice}").text for choice in MONEY]
    added = [one for page in pages for one in re.findall(r"<details class=\"small\">.*?</details>", page)]
    assert added
    for one in added:
        count = re.search(r"cộng từ (\d+) số", one)
        assert count
        assert len(_LINK.findall(one)) == int(count[1])


def test_results_are_held_against_plans(client: TestClient) -> None:
    for ratio, said in (
        ("actual-plan", "kết quả ÷ kế hoạch"),
        ("reduction-baseline", "mức giảm ÷ số đầu kỳ"),
    ):
        page = client.get(f"/compare?indicator=poverty_rate&ratio={ratio}").text
        assert f'value="{ratio}" selected' in page
        assert said in page.casefold()


def test_the_files_are_those_of_the_page(client: TestClient) -> None:
    told = client.get("/compare.csv?indicator=per-poor-household").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    shown = figures(client.get("/compare?indicator=per-poor-household").text)
    assert [float(row["value"]) for row in rows] == pytest.approx(shown)
    assert all(row["denominator"] for row in rows)


@pytest.mark.parametrize(
    "asked",
    [
        {"indicator": ["money", "poverty_rate"]},
        {"indicator": ["money/source"], "ratio": "actual-plan"},
        {"indicator": ["money"], "ratio": "reduction-baseline"},
        {"indicator": ["poverty_rate"], "ratio": "per-poor-household"},
    ],
    ids=["money and more", "a ratio of parts", "a cut of money", "unknown ratio"],
)
def test_what_cannot_be_reckoned_is_refused(client: TestClient, asked: dict[str, object]) -> None:
    assert client.get("/api/compare", params=asked).status_code == 422


def test_a_target_of_money_is_a_plan(client: TestClient) -> None:
    every = figures(client.get("/compare?indicator=per-poor-household").text)
    planned = figures(client.get("/compare?indicator=per-poor-household&status=target").text)
    assert planned
    assert set(planned) <= set(every)
    assert figures(client.get("/compare?indicator=per-poor-household&status=actual").text) == []
