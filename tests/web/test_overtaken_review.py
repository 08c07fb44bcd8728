"""A review made from a page that another review has overtaken: nothing is kept unseen, nothing typed is lost."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.corpus import Corpus
from extractor.corpus.judgements import Judgement, Reason, State
from extractor.web.app import create_app
from extractor.web.fields import shown_moment
from extractor.web.guard import TOKEN_HEADER
from extractor.web.server import listening
from extractor.web.settings import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

HUNG = Judgement("Trần Hùng", State.DISMISSED, Reason.EXPLAINED, "huyện đã có công văn 12")


@pytest.fixture
def lan(writer: TestClient) -> TestClient:
    """The browser of a reviewer."""
    writer.post("/reviewer", data={"name": "Nguyễn Thị Lan"})
    return writer


def cards(client: TestClient) -> dict[str, str]:
    """Each finding of the page with what its form tells as seen."""
    return {
        seen.partition(":")[0]: seen
        for seen in re.findall(r'name="seen" value="([^"]+)"', client.get("/findings").text)
    }


def judged_elsewhere(served: Served, mark: str, judgement: Judgement = HUNG) -> str:
    """Another auditor's judgement; the moment that stands in the log."""
    with Corpus.open(served.db, create=False) as corpus:
        corpus.judge([mark], judgement)
        return corpus.history(mark)[-1].at


def log_of(served: Served, mark: str) -> list[tuple[str, State | None]]:
    with Corpus.open(served.db, create=False) as corpus:
        return [(entry.who, entry.state) for entry in corpus.history(mark)]


def told(answer: Any) -> str:
    return str(json.loads(answer.headers["hx-trigger"])["not-kept"])


def test_who_judged_meanwhile_what_and_when_is_said_and_nothing_kept(lan: TestClient, kept: Served) -> None:
    mark, seen = next(iter(cards(lan).items()))
    at = judged_elsewhere(kept, mark)
    answer = lan.post("/findings", data={"action": "confirm", "marks": mark, "seen": seen, "note": "rõ sai"})
    assert answer.status_code == 409
    assert (
        f"Chưa ghi: sau khi trang này được mở, Trần Hùng đã rà soát phát hiện này lúc {shown_moment(at)}:"
        " không ghi nhận, đã giải trình – «huyện đã có công văn 12»." in told(answer)
    )
    assert answer.headers["hx-reswap"] == "none"
    assert log_of(kept, mark) == [("Trần Hùng", State.DISMISSED)]


def test_what_is_answered_lets_the_reviewer_send_again(lan: TestClient, kept: Served) -> None:
    mark, seen = next(iter(cards(lan).items()))
    judged_elsewhere(kept, mark)
    form = {"action": "confirm", "marks": mark, "note": "rõ sai"}
    answer = lan.post("/findings", data={**form, "seen": seen})
    assert 'name="note"' not in answer.text, "what was typed stays as it is in the page"
    (now,) = re.findall(r'name="seen" value="([^"]+)"', answer.text)
    assert lan.post("/findings", data={**form, "seen": now}).status_code == 200
    assert log_of(kept, mark) == [("Trần Hùng", State.DISMISSED), ("Nguyễn Thị Lan", State.CONFIRMED)]


def test_ones_own_reviews_one_after_the_other_are_no_conflict(lan: TestClient, kept: Served) -> None:
    mark, seen = next(iter(cards(lan).items()))
    for action in ("confirm", "reopen", "note", "confirm"):
        answer = lan.post(
            "/findings", data={"action": action, "marks": mark, "seen": seen, "note": "đã gọi điện"}
        )
        assert answer.status_code == 200
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', answer.text)
    assert len(log_of(kept, mark)) == 4


def test_a_second_tab_is_told_of_the_first(lan: TestClient, kept: Served) -> None:
    mark, seen = next(iter(cards(lan).items()))
    form = {"action": "confirm", "marks": mark, "seen": seen}
    assert [lan.post("/findings", data=form).status_code for _ in range(2)] == [200, 409]
    assert len(log_of(kept, mark)) == 1


def test_a_note_alone_is_shown_and_overtakes_too(lan: TestClient, kept: Served) -> None:
    mark, seen = next(iter(cards(lan).items()))
    judged_elsewhere(kept, mark, Judgement("Trần Hùng", None, None, "chờ biên bản"))
    answer = lan.post("/findings", data={"action": "confirm", "marks": mark, "seen": seen})
    assert "ghi ý kiến – «chờ biên bản»" in told(answer)
    html = lan.get("/findings").text
    assert re.search(r"Ý kiến của Trần Hùng, \d\d/\d\d/\d{4}: chờ biên bản", html)
    assert f"/findings/{mark}/history" in html


def test_of_many_none_is_kept_where_one_is_overtaken(lan: TestClient, kept: Served) -> None:
    chosen = dict(list(cards(lan).items())[:3])
    mark = list(chosen)[1]
    judged_elsewhere(kept, mark)
    answer = lan.post(
        "/findings",
        data={"action": "confirm", "marks": list(chosen), "seen": list(chosen.values())},
    )
    assert answer.status_code == 409
    assert "1 trong 3 phát hiện đã chọn" in told(answer)
    assert re.findall(r'name="seen" value="(\w+):', answer.text) == [mark]
    assert [log_of(kept, one) for one in chosen if one != mark] == [[], []]


def test_it_is_said_in_english_and_no_name_is_run(kept: Served) -> None:
    with TestClient(create_app(kept), base_url="http://localhost") as client:
        client.headers[TOKEN_HEADER] = kept.token
        client.post("/reviewer", data={"name": "Lan"})
        mark, seen = next(iter(cards(client).items()))
        judged_elsewhere(kept, mark, Judgement("<b>\r\nX: y", State.CONFIRMED, None, "ý " * 900))
        answer = client.post(
            "/findings?lang=en", data={"action": "dismiss", "reason": "misread", "marks": mark, "seen": seen}
        )
    assert "has reviewed this finding" in told(answer)
    assert len(answer.headers["hx-trigger"]) < 4_000
    assert "<b>" not in answer.text


@pytest.fixture
def two(kept: Served) -> Iterator[tuple[Any, Any]]:
    """The findings in two browsers of two auditors."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright drives the browser; it is not here"
    )
    with listening(kept) as where, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pages = []
        for name in ("Lan", "Hùng"):
            context = browser.new_context()
            context.add_cookies([{"name": "reviewer", "value": name.encode().hex(), "url": where}])
            pages.append(context.new_page())
            pages[-1].goto(f"{where}/findings")
        yield pages[0], pages[1]
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_in_the_browser_what_was_typed_stays_and_can_be_sent_again(two: tuple[Any, Any]) -> None:
    lan, hung = two
    for page in two:
        page.locator(".fault").first.locator('[name="note"]').fill("ý kiến của tôi")
    lan.locator('.fault [data-act="confirm"]').first.click()
    lan.locator("#said", has_text="đã xác nhận").wait_for()
    card = hung.locator(".fault").first
    card.locator('[name="reason"]').select_option("misread")
    card.locator('[data-act="dismiss"]').click()
    hung.get_by_role("alert").get_by_text("Lan đã rà soát phát hiện này lúc").wait_for()
    card.locator(".tag.state-confirmed").wait_for()
    assert card.locator('[name="note"]').input_value() == "ý kiến của tôi"
    assert card.locator('[name="reason"]').input_value() == "misread"
    assert card.locator('[data-act="reopen"]').is_visible()
    assert hung.locator("#said").inner_text() == ""
    card.locator('[data-act="dismiss"]').click()
    card.locator(".tag.state-dismissed").wait_for()
    assert not hung.get_by_role("alert").is_visible()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_in_the_browser_many_stay_chosen(two: tuple[Any, Any]) -> None:
    lan, hung = two
    lan.locator('.fault [data-act="confirm"]').nth(1).click()
    lan.locator("#said", has_text="đã xác nhận").wait_for()
    for number in range(3):
        hung.locator(".pick").nth(number).check()
    hung.locator('#bulk [name="note"]').fill("cả ba")
    confirm = hung.locator("#bulk").get_by_text("Xác nhận")
    confirm.click()
    hung.get_by_role("alert").get_by_text("1 trong 3 phát hiện đã chọn").wait_for()
    assert hung.locator(".pick:checked").count() == 3
    assert hung.locator('#bulk [name="note"]').input_value() == "cả ba"
    with hung.expect_navigation():
        confirm.click()
    assert hung.locator(".tag.state-confirmed").count() == 3
