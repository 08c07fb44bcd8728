"""What a reviewer says of findings through the pages, and the lists that she goes through."""

import re

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.corpus.judgements import State
from extractor.web.app import create_app
from extractor.web.guard import TOKEN_HEADER
from extractor.web.paging import Paging
from extractor.web.settings import Served


@pytest.fixture
def reviewer(writer: TestClient) -> TestClient:
    """A browser that has given its reviewer's name."""
    writer.post("/reviewer", data={"name": "Nguyễn Thị Lan"})
    return writer


def marks(client: TestClient, path: str = "/findings") -> list[str]:
    return re.findall(r'class="pick" name="marks" value="([0-9a-f]{32})"', client.get(path).text)


def judged(served: Served) -> dict[str, tuple[State, str | None]]:
    with Corpus.open(served.db, create=False) as corpus:
        return {
            one.finding.fingerprint: (one.state, one.who) for one in corpus.triaged() if one.who is not None
        }


def test_a_finding_is_confirmed_in_the_reviewers_name(reviewer: TestClient, kept: Served) -> None:
    mark = marks(reviewer)[0]
    answer = reviewer.post(
        "/findings", data={"action": "confirm", "marks": mark, "note": "đã đối chiếu bản gốc"}
    )
    assert "đã xác nhận" in answer.text
    assert "đã đối chiếu bản gốc" in answer.text
    assert judged(kept) == {mark: (State.CONFIRMED, "Nguyễn Thị Lan")}
    assert "Nguyễn Thị Lan" in reviewer.get(f"/findings/{mark}/history").text


def test_a_dismissal_needs_a_reason_of_the_list(reviewer: TestClient, kept: Served) -> None:
    mark = marks(reviewer)[0]
    for wrong in ({}, {"reason": ""}, {"reason": "because"}):
        data = {"action": "dismiss", "marks": mark, **wrong}
        assert reviewer.post("/findings", data=data).status_code == 422
    assert judged(kept) == {}
    answer = reviewer.post("/findings", data={"action": "dismiss", "marks": mark, "reason": "misread"})
    assert "phần mềm đọc sai" in answer.text


@pytest.mark.parametrize(
    "data",
    [
        {"action": "burn"},
        {"action": "note", "note": "  "},
        {"action": "confirm", "reason": "misread"},
        {"action": "confirm", "marks": "0" * 32},
        {"action": "confirm", "marks": "%"},
    ],
    ids=["unknown action", "empty note", "a reason to confirm", "no such finding", "no fingerprint"],
)
def test_what_is_not_whole_is_refused(reviewer: TestClient, kept: Served, data: dict[str, str]) -> None:
    assert reviewer.post("/findings", data={"marks": marks(reviewer)[0], **data}).status_code == 422
    assert judged(kept) == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"action": "dismiss"}, "hãy chọn lý do không ghi nhận"),
        ({"action": "note", "note": " "}, "ý kiến còn trống"),
        ({"action": "confirm", "reason": "misread"}, "đang chọn lý do không ghi nhận"),
        ({"action": "confirm", "marks": "0" * 32}, "không còn trong kho"),
    ],
    ids=["no reason", "empty note", "a reason to confirm", "no such finding"],
)
def test_why_nothing_was_kept_is_said_to_the_reader(
    reviewer: TestClient, data: dict[str, str], said: str
) -> None:
    answer = reviewer.post("/findings", data={"marks": marks(reviewer)[0], **data})
    assert said in answer.text
    assert "<" not in answer.text
    assert "x-said" in answer.headers


def test_without_a_name_nothing_is_said(kept: Served) -> None:
    with TestClient(create_app(kept), base_url="http://localhost") as client:
        client.headers[TOKEN_HEADER] = kept.token
        answer = client.post("/findings", data={"action": "confirm", "marks": marks(client)[0]})
        assert answer.headers["hx-trigger"] == "ask-reviewer"
    assert judged(kept) == {}


def test_many_are_judged_at_once_and_found_by_their_state(reviewer: TestClient, kept: Served) -> None:
    chosen = marks(reviewer)[:3]
    answer = reviewer.post("/findings", data={"action": "confirm", "marks": chosen})
    assert answer.headers["hx-refresh"] == "true"
    assert set(judged(kept)) == set(chosen)
    assert sorted(marks(reviewer, "/findings?state=confirmed")) == sorted(chosen)
    assert not set(marks(reviewer, "/findings?state=new")) & set(chosen)


@pytest.mark.parametrize(
    ("query", "every"),
    [
        ("severity=error", 'class="fault error"'),
        ("severity=warning", 'class="fault warning"'),
        ("rule=sum-mismatch", "tổng không khớp"),
        ("place=loc+cua", "Lộc Cửa"),
        ("year=2024", "Đắk Poi"),
    ],
)
def test_findings_are_filtered(reviewer: TestClient, query: str, every: str) -> None:
    html = reviewer.get(f"/findings?{query}").text
    items = re.findall(r'<li class="fault.*?</li>', html, flags=re.DOTALL)
    assert items
    assert all(every in item for item in items)


@pytest.mark.parametrize("query", ["severity=x", "state=x", "rule=%27", "place=%00", "page=999999"])
def test_odd_filters_find_nothing_or_everything(reviewer: TestClient, query: str) -> None:
    assert reviewer.get(f"/findings?{query}").status_code == 200


@pytest.mark.parametrize("query", ["year=20x4", "page=0", "page=x", "place=" + "x" * 201])
def test_filters_that_cannot_be_meant_are_refused(reviewer: TestClient, query: str) -> None:
    assert reviewer.get(f"/findings?{query}").status_code == 422


def test_citations_are_listed_conflicts_first_and_lead_to_their_words(reviewer: TestClient) -> None:
    html = reviewer.get("/citations?q=nghi+quyet").text
    numbers = re.findall(r'href="/citations/plans\?number=([^"]+)"', html)
    assert numbers
    citing = reviewer.get(f"/citations/plans?number={numbers[0]}").text
    assert re.search(r'href="/plans/\d+#at=\d+-\d+"', citing)
    assert reviewer.get("/citations/plans?number=0/0").status_code == 404


@pytest.mark.parametrize(
    ("page", "total", "first", "last", "more"),
    [(1, 0, 0, 0, False), (1, 50, 1, 50, False), (2, 51, 51, 51, False), (1, 51, 1, 50, True)],
)
def test_paging(page: int, total: int, first: int, last: int, more: bool) -> None:
    paging = Paging(page, 50, total)
    assert (paging.first, paging.last, paging.has_more) == (first, last, more)
