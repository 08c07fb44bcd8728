"""The workbench in a real Chromium: what a reader sees, presses and hears."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.server import listening
from extractor.web.settings import Password, Served

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright drives the browser; it is not here"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

WIDTHS = (1440, 1280, 390)
FREEZE = """async () => {
  const headers = { "X-Workbench-Token": document.querySelector('meta[name="workbench-token"]').content };
  const body = new URLSearchParams({ name: "hộ nghèo, trước họp", frozen: "true" });
  const answer = await fetch("/search/saved?q=ho+ngheo", { method: "POST", headers, body });
  return answer.headers.get("HX-Redirect");
}"""
FORGET = """async (kept) => {
  const headers = { "X-Workbench-Token": document.querySelector('meta[name="workbench-token"]').content };
  await fetch(`${kept}/forget`, { method: "POST", headers });
}"""
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def address(scanned: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The workbench over a copy of the corpus, listening."""
    db = shutil.copy(scanned, tmp_path_factory.mktemp("browser") / "kho.db")
    with listening(Served(Path(db))) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Tab:
    """A page of the browser that remembers what its console said."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.address = address
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    """A tab whose console must stay silent."""
    opened = Tab(browser, address, viewport={"width": 1440, "height": 900})
    yield opened
    opened.page.close()
    assert opened.said == []


def until(page: Any, holds: Callable[[], bool]) -> None:
    """Waits for what is not yet so: the pages forbid that a text is run as a script, so that the browser cannot."""
    for _ in range(600):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come")


def held_back(page: Any, pattern: str) -> list[Any]:
    """The requests of these addresses that the page makes, none of which is answered until it is let go on."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(pattern, hold)
    return held


def plan_with(tab: Tab, words: str) -> str:
    """The address of the plan that the overview lists under these words."""
    link = tab.open("/").get_by_role("link", name=re.compile(words)).first
    return str(link.get_attribute("href"))


def grave_faults(page: Any) -> list[Any]:
    """What axe-core finds of serious and critical faults for readers who see, hear or move otherwise."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    return [
        (v["id"], [n["html"] for n in v["nodes"]][:3])
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window_and_can_be_used_by_all(
    browser: Any, address: str, width: int, scheme: str, tmp_path: Path
) -> None:
    shots = Path(os.environ.get("EXTRACTOR_SCREENSHOTS", tmp_path))
    shots.mkdir(parents=True, exist_ok=True)
    tab = Tab(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    plan = plan_with(tab, "Đắk Poi")
    kept = tab.page.evaluate(FREEZE)
    pages = {
        "overview": "/",
        "plan": plan,
        "findings": "/findings",
        "citations": "/citations",
        "rule": "/rules/sum-mismatch",
        "search": "/search?q=ho+ngheo&year=2024",
        "nothing": "/search?q=zzzz&exact=true",
        "hits": f"{plan}?q=ho+ngheo",
        "compare": "/compare?indicator=poverty_rate",
        "indicators": "/compare",
        "money": "/compare?indicator=money/source",
        "requests": "/citations/requests",
        "components": "/components",
        "tasks": "/tasks",
        "calendar": "/tasks/calendar",
        "missing": "/nowhere",
        "upload": "/upload",
        "snapshot": kept,
        "saved": "/search?q=ho+ngheo",
    }
    for name, path in pages.items():
        page = tab.open(path)
        tab.said = [said for said in tab.said if "404" not in said]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.screenshot(path=shots / f"{name}-{width}-{scheme}.png", full_page=name not in {"plan", "hits"})
        assert grave_faults(page) == [], name
    tab.page.evaluate(FORGET, kept)
    tab.page.close()
    assert tab.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_on_a_press_can_be_used_by_all(browser: Any, scanned: Path, scheme: str) -> None:
    with listening(Served(scanned, password=Password.of("một hai ba"))) as where:
        tab = Tab(browser, where, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page = tab.open("/login")
        assert grave_faults(page) == [], "login"
        page.locator('input[type="password"]').fill("một hai ba")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/$"))
        plan = plan_with(tab, "Cẩm Tràng")
        page = tab.open(f"{plan}?agreed=true")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.locator("#reviewer").wait_for()
        assert grave_faults(page) == [], "the reviewer's name"
        page.keyboard.press("Escape")
        page.locator("#text .m.citation").first.click()
        page.locator("#record dl").wait_for()
        assert grave_faults(page) == [], "a record and a chosen finding"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Ảnh trang").click()
        page.get_by_alt_text("Ảnh trang 1").wait_for(timeout=60_000)
        assert grave_faults(page) == [], "the picture of a page"
        page = tab.open("/citations")
        page.locator("main tbody a").first.click()
        page.wait_for_url(re.compile("/citations/plans"))
        assert grave_faults(page) == [], "who cites a document"
        page = tab.open("/findings?form=true")
        page.locator(".pick").first.check()
        page.locator(".more-sheets summary").click()
        assert grave_faults(page) == [], "many findings at once"
        tab.page.close()
        assert tab.said == []


def test_findings_are_walked_by_keys(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Đắk Poi"))
    page.keyboard.press("j")
    first = page.locator(".fault[aria-current]")
    assert first.count() == 1
    name = first.get_attribute("data-name")
    assert page.locator(f'[data-records~="{name}"].lit').first.is_visible()
    page.keyboard.press("j")
    assert page.locator(".fault[aria-current]").get_attribute("data-name") != name
    page.keyboard.press("k")
    assert page.locator(".fault[aria-current]").get_attribute("data-name") == name
    assert "#at=" in page.url


def test_findings_are_reviewed_by_keys_alone(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Cẩm Tràng"))
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_role("textbox", name="Người rà soát").fill("Nguyễn Lan")
    page.keyboard.press("Enter")
    state = page.locator(".fault[aria-current] .state")
    state.get_by_text("đã xác nhận").wait_for()
    assert "Nguyễn Lan" in state.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type("hỏi lại đơn vị <script>alert(1)</script>")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    state.get_by_text("không ghi nhận").first.wait_for()
    assert "<script>alert(1)</script>" in state.inner_text()
    page.reload()
    assert page.locator(".tag.state-confirmed").count() == 1
    assert page.locator(".tag.state-dismissed").count() == 1


def test_a_finding_of_the_list_opens_chosen_and_is_walked_on_from(tab: Tab) -> None:
    page = tab.open("/findings?rule=sum-mismatch")
    message = page.locator(".listing .fault p").nth(2).inner_text()
    page.locator('.listing .fault a[href*="#at="]').first.click()
    chosen = page.locator(".fault[aria-current]")
    chosen.wait_for()
    assert message in chosen.inner_text()
    assert chosen.evaluate("e => e === document.activeElement")
    name = str(chosen.get_attribute("id"))
    cards = page.locator(".findings > ol > .fault").evaluate_all("all => all.map(e => e.id)")
    page.keyboard.press("j")
    assert chosen.get_attribute("id") == cards[cards.index(name) + 1]
    page.reload()
    assert chosen.get_attribute("id") == cards[cards.index(name) + 1], "the address keeps what was walked to"
    place, _, mark = page.url.partition("&finding=")
    page = tab.open("/")
    page = tab.open(f"{place.removeprefix(tab.address).partition('#')[0]}#at=1-2&finding={mark}")
    assert chosen.get_attribute("id") == cards[cards.index(name) + 1], "wherever its words stand by now"


def test_a_finding_of_form_of_the_list_opens_unfolded(tab: Tab) -> None:
    page = tab.open("/findings?form=true&rule=bracket-unbalanced")
    page.locator('.listing .fault a[href*="#at="]').first.click()
    page.locator("details .fault[aria-current]").wait_for()
    page.locator("details .fault[aria-current]").wait_for(state="visible")


def test_an_address_with_a_span_opens_at_its_words(tab: Tab) -> None:
    path = plan_with(tab, "Đắk Poi")
    mark = tab.open(path).locator(".m.budget").last
    start = mark.get_attribute("data-start")
    page = tab.open("/")
    page = tab.open(f"{path}#at={start}")
    lit = page.locator(".lit").first
    lit.wait_for()
    assert lit.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight }"
    )


OLD = "KẾ HOẠCH giảm nghèo năm 2024\n\nI. KINH PHÍ\n1. Ngân sách huyện hỗ trợ 120 triệu đồng làm nhà.\n"


def test_an_address_finds_its_words_after_another_scan_or_says_that_they_are_gone(
    browser: Any, tmp_path: Path
) -> None:
    plan, db = tmp_path / "plans" / "ke-hoach.txt", tmp_path / "kho.db"
    plan.parent.mkdir()

    def stored(text: str) -> None:
        plan.write_text(text, encoding="utf-8")
        scan([plan.parent], db, limits=Limits(jobs=1, timeout=60.0))

    def opened(place: str) -> Any:
        tab.open("/")
        return tab.open(place)

    stored(OLD)
    with listening(Served(db)) as address:
        tab = Tab(browser, address)
        page = tab.page
        records = page.request.get(f"{address}/api/plans/1").json()["records"]
        [(start, end)] = (one["span"] for one in records if one["record"] == "budget")
        plain = f"/plans/1#at={start}-{end}"
        opened(plain)
        until(page, lambda: "&words=" in page.url)
        lasting = page.url.removeprefix(address)
        stored(OLD.replace("I. KINH", "Lời đầu: kế hoạch này thay kế hoạch trước đây.\n\nI. KINH"))
        for place in (lasting, plain):
            opened(place)
            until(page, lambda: "&words=" in page.url and f"#at={start}-" not in page.url)
            assert page.locator(".lit").all_inner_texts() == ["120"]
            assert int(page.locator(".lit").get_attribute("data-start")) > start + 40
            assert page.locator("#trouble").is_hidden()
        stored(OLD.replace("120 triệu", "95 triệu"))
        for place in (lasting, plain):
            page = opened(place)
            page.locator("#trouble:not([hidden])").wait_for()
            assert (
                "không còn trong văn bản: «Ngân sách huyện hỗ trợ 120 triệu đồng»"
                in page.locator("#trouble").inner_text()
            )
            assert page.locator(".lit").count() == 0
        page = opened("/plans/1#at=3-9")
        page.locator("#trouble:not([hidden])").wait_for()
        assert "có thể không còn dẫn đúng chỗ" in page.locator("#trouble").inner_text()
        odd = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
        page = opened(f"/plans/1#at=3-9&words={odd}")
        assert "<img src=x" in page.locator("#trouble").inner_text()
        for half in ("%", "(((", "%20", "*"):
            opened(f"/plans/1#at=3-9&words={half}")
        tab.page.close()
    assert tab.said == []


def test_a_mark_shows_its_record(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Đắk Poi"))
    page.locator("#text .m.budget:not(.finding)").first.click()
    page.locator("#record dl").wait_for()
    assert "Vai trò" in page.locator("#record").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#record").is_visible()


def test_a_mark_shows_its_record_under_the_mouse_and_by_keys(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Đắk Poi"))
    record = page.locator("#record")
    page.locator("#text .m.citation").first.hover()
    record.locator("dl").wait_for()
    page.locator("h1").hover()
    record.wait_for(state="hidden")
    page.keyboard.press("m")
    record.locator("dl").wait_for()
    first = record.inner_text()
    page.keyboard.press("m")
    until(page, lambda: record.inner_text() != first)
    page.keyboard.press("M")
    until(page, lambda: record.inner_text() == first)
    start = page.locator("#text .lit").get_attribute("data-start")
    page.get_by_role("link", name="Liên kết tới chỗ này").click()
    assert not record.is_visible()
    assert int(page.url.partition("#at=")[2].partition("-")[0]) <= int(start)


def test_a_record_that_was_asked_for_stays_whatever_answers_late(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Đắk Poi"))
    record = page.locator("#record")
    held = held_back(page, "**/records/*")
    page.keyboard.press("m")
    until(page, lambda: len(held) == 1)
    page.keyboard.press("m")
    until(page, lambda: len(held) == 2)
    held[1].continue_()
    record.locator("dl").wait_for()
    told = record.inner_text()
    with page.expect_response("**/records/*"):
        held[0].continue_()
    page.locator("#text p:not(:has(.m))").first.hover()
    page.wait_for_timeout(500)
    assert record.is_visible()
    assert record.inner_text() == told


def test_the_mouse_takes_no_record_away_that_is_on_its_way(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Đắk Poi"))
    held = held_back(page, "**/records/*")
    marks = page.locator("#text .m.citation")
    marks.nth(0).click()
    marks.nth(1).hover()
    page.wait_for_timeout(600)
    assert len(held) == 1
    held[0].continue_()
    page.locator("#record dl").wait_for()


def test_a_review_that_was_not_gone_through_with_is_not_made_later(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Lộc Cửa"))
    page.context.clear_cookies()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator("#reviewer").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Người rà soát").click()
    page.get_by_role("textbox", name="Người rà soát").fill("Trần Minh")
    page.keyboard.press("Enter")
    page.locator("#reviewer").wait_for(state="hidden")
    page.reload()
    assert page.locator(".tag.state-confirmed").count() == 0


def test_what_could_not_be_kept_is_said(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Lộc Cửa"))
    page.context.add_cookies([{"name": "reviewer", "value": b"Lan".hex(), "url": tab.address}])
    page.keyboard.press("j")
    trouble, dismiss = page.get_by_role("alert"), page.locator('.fault[aria-current] [data-act="dismiss"]')
    dismiss.click()
    trouble.get_by_text("hãy chọn lý do").wait_for()
    answers: dict[str, Callable[[Any], None]] = {
        "đã được mở lại": lambda route: route.fulfill(status=403),
        "đã dừng": lambda route: route.abort(),
    }
    for words, answer in answers.items():
        page.route("**/findings", answer)
        dismiss.click()
        trouble.get_by_text(words).wait_for()
    page.unroute("**/findings")
    page.locator('.fault[aria-current] [data-act="confirm"]').click()
    page.locator("#said", has_text="đã xác nhận").wait_for()
    assert not trouble.is_visible()
    assert page.locator(".fault[aria-current]").evaluate("e => e === document.activeElement")
    tab.said = [said for said in tab.said if not re.search("Failed to load|Error Code|htmx", said)]


def test_the_way_back_shows_what_was_asked_for_there(tab: Tab) -> None:
    page = tab.open("/findings")
    count = page.locator("h1").inner_text()
    page.select_option('select[name="severity"]', "error")
    page.locator(".filters button").click()
    page.wait_for_url(re.compile("severity=error"))
    page.go_back()
    page.wait_for_url(re.compile("/findings$"))
    assert page.locator("h1").inner_text() == count
    assert page.locator('select[name="severity"]').input_value() == ""
    page.go_forward()
    page.wait_for_url(re.compile("severity=error"))
    assert page.locator('select[name="severity"]').input_value() == "error"


def test_a_session_that_has_ended_is_said_and_shows_no_login_page_inside(browser: Any, scanned: Path) -> None:
    served = Served(scanned, password=Password.of("một hai ba"))
    with listening(served) as where:
        tab = Tab(browser, where)
        page = tab.open("/findings")
        page.locator('input[type="password"]').fill("một hai ba")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/$"))
        tab.open("/findings")
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "reviewer", "value": b"Lan".hex(), "url": where}])
        page.locator('[data-act="confirm"]').first.click()
        page.get_by_role("alert").get_by_text("nhập lại mật khẩu").wait_for()
        assert page.locator('input[type="password"]').count() == 0
        page.reload()
        assert page.url.endswith("/login")
        page.close()


def test_an_upload_is_watched_until_its_plan_opens(tab: Tab, checkout: Path) -> None:
    page = tab.open("/upload")
    page.evaluate(
        """() => {
            const state = document.getElementById("upload-state");
            window.seen = "";
            const noted = new MutationObserver(() => (window.seen += state.innerText));
            noted.observe(state, {childList: true, subtree: true});
        }"""
    )
    sample = checkout / "corpora" / "samples" / "plans" / "phu-thanh-tay-2024.txt"
    with page.expect_navigation(url=re.compile(r"/plans/\d+$"), timeout=90_000):
        page.locator("#upload-files").set_input_files(str(sample))
        until(page, lambda: re.search("Đang (chờ|quét)", page.evaluate("window.seen")) is not None)
    assert page.locator(".text .m").count() > 5


@pytest.mark.parametrize("way", ["chosen", "dropped"])
def test_a_folder_goes_whole_and_leads_to_its_plans(
    tab: Tab, checkout: Path, tmp_path: Path, way: str
) -> None:
    folder = tmp_path / f"thư mục {way}"
    for below, name in (("", "phu-thanh-tay-2024.txt"), ("xã", "loc-cua-2026.txt")):
        text = (checkout / "corpora" / "samples" / "plans" / name).read_text(encoding="utf-8")
        (folder / below).mkdir(parents=True, exist_ok=True)
        (folder / below / name).write_text(f"{text}\nHết ({way}).\n", encoding="utf-8")
    page = tab.open("/upload")
    if way == "chosen":
        page.locator("#upload-folder").set_input_files(str(folder))
    else:
        box = page.locator("#upload").bounding_box()
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        mouse = page.context.new_cdp_session(page)
        for kind in ("dragEnter", "dragOver", "drop"):
            at = {"x": box["x"] + 20, "y": box["y"] + 20}
            mouse.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})
    page.locator("#upload-state td").first.wait_for(timeout=90_000)
    rows = page.locator("#upload-state tbody tr")
    kept = sorted(path.partition(f"{folder.name}/")[2] for path in rows.locator(".path").all_inner_texts())
    assert kept == ["phu-thanh-tay-2024.txt", "xã/loc-cua-2026.txt"]
    rows.last.get_by_role("link").click()
    page.locator("#text .m").first.wait_for()


def test_an_upload_is_watched_on_when_the_page_is_loaded_anew(
    tab: Tab, checkout: Path, tmp_path: Path
) -> None:
    """Under a name as long as a file may have, too."""
    sample = checkout / "corpora" / "samples" / "plans" / "phu-thanh-tay-2024.txt"
    long = tmp_path / f"{'k' * 240}.txt"
    long.write_text(f"{sample.read_text(encoding='utf-8')}\nHết.\n", encoding="utf-8")
    page = tab.open("/upload")
    with page.expect_navigation(url=re.compile(r"/plans/\d+$"), timeout=90_000):
        page.locator("#upload-files").set_input_files(str(long))
        page.locator("#upload-state section").wait_for()
        page.reload()
        assert re.search("Đang (chờ|quét)", page.locator("#upload-state").inner_text())
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for path in (page.url.removeprefix(tab.address), "/search?q=ho+ngheo"):
            tab.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_printed_is_dark_on_white(browser: Any, address: str) -> None:
    tab = Tab(browser, address, viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = tab.open(plan_with(tab, "Đắk Poi"))
    page.emulate_media(media="print")
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('.text')).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".judge").first.is_visible()
    heading = tab.open("/search?q=hộ+nghèo").locator("h1")
    assert heading.inner_text() == "Tìm kiếm: «hộ nghèo»"
    assert heading.bounding_box()["height"] > 20, "what the page is of stands over what is printed"
    tab.page.close()
    assert tab.said == []


def test_the_theme_is_chosen_and_kept(tab: Tab) -> None:
    page = tab.open("/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Sáng / tối").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_the_picture_of_the_page_in_view_stands_beside_the_text(tab: Tab) -> None:
    page = tab.open(plan_with(tab, "Cẩm Tràng"))
    page.get_by_role("button", name="Ảnh trang").click()
    page.get_by_alt_text("Ảnh trang 1").wait_for(timeout=60_000)
    page.locator("#page-2").evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 100)")
    page.get_by_alt_text("Ảnh trang 2").wait_for(timeout=60_000)
    page.get_by_role("button", name="Ảnh trang").click()
    assert not page.locator("#picture").is_visible()


def test_the_name_of_a_file_is_no_script(tab: Tab) -> None:
    page = tab.open("/")
    page.get_by_role("link", name="<img src=x onerror=alert(1)>.pdf").click()
    page.wait_for_url(re.compile(r"/plans/\d+$"))
    page.get_by_text("<img src=x onerror=alert(1)>.pdf").first.wait_for()
    assert page.locator("img").count() == 0


def test_a_search_is_typed_narrowed_and_walked_through_the_plan(tab: Tab) -> None:
    page = tab.open("/")
    page.get_by_role("searchbox").fill("ho ngheo")
    page.keyboard.press("Enter")
    page.locator(".facets").get_by_role("link", name="2024").click()
    page.wait_for_url("**/search?q=ho+ngheo&year=2024")
    passage = page.locator(".passage a").nth(1)
    words = passage.locator("mark").first.inner_text()
    passage.click()
    lit = page.locator(".lit").first
    lit.wait_for()
    assert lit.inner_text() in words
    at = page.locator("#hit-at")
    first = at.inner_text()
    page.keyboard.press("]")
    assert at.inner_text() != first
    page.keyboard.press("[")
    assert at.inner_text() == first
    page.get_by_role("button", name="Sau").click()
    assert page.locator(".lit").first.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight }"
    )


def test_a_search_is_kept_and_frozen(tab: Tab) -> None:
    page = tab.open("/search?q=ho+ngheo")
    found = page.locator(".hit-plan").count()
    assert found > 1
    page.get_by_role("textbox", name="Tên").fill("Hộ nghèo")
    page.get_by_role("button", name="Chụp kết quả").click()
    page.wait_for_url("**/search/saved/*")
    assert page.locator(".hit-plan").count() == found
    page = tab.open("/search")
    assert page.locator(".kept").get_by_role("link", name="Hộ nghèo").count() == 1


def test_a_comparison_is_chosen_sorted_drawn_and_downloaded(tab: Tab) -> None:
    pytest.importorskip("vl_convert", reason="the extra [charts] is not here")
    page = tab.open("/compare")
    page.get_by_role("link", name="tỷ lệ hộ nghèo", exact=True).click()
    picture = page.locator(".chart img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert "bảng bên dưới" in str(picture.get_attribute("alt"))
    page.get_by_role("columnheader", name="Giá trị").get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.locator('th[aria-sort="ascending"]', has_text="Giá trị").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "so-sanh.csv"
    page.locator(".compared tbody a").first.click()
    page.locator(".lit").first.wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_table_of_components_scrolls_in_its_own_box_under_its_heads(tab: Tab, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 500})
    page = tab.open("/components")
    box, place = page.locator(".board"), page.locator(".stands tbody th").first
    page.locator(".stands td").evaluate_all(
        "all => all.map((e) => Object.assign(e.style, {minWidth: '900px', height: '400px'}))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box.scroll_into_view_if_needed()
    assert box.bounding_box()["height"] <= 500, "its scrollbar is in the window"
    left, top = place.bounding_box()["x"], page.locator(".stands thead th").last.bounding_box()["y"]
    box.evaluate("e => e.scrollTo(e.scrollWidth, e.scrollHeight)")
    assert page.evaluate("scrollX") == 0
    assert place.bounding_box()["x"] == left
    assert page.locator(".stands thead th").last.bounding_box()["y"] == top
    page.emulate_media(media="print")
    assert box.evaluate("e => getComputedStyle(e).maxHeight") == "none"
    assert place.evaluate("e => getComputedStyle(e).position") == "static"
