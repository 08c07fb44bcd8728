"""Scripts in every text that a user or a file can bring: none runs in a real Chromium."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from extractor.corpus import Corpus
from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.server import listening
from extractor.web.settings import Served

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright drives the browser; it is not here"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"'><svg onload=alert(3)>",
    "javascript:alert(4)",
    "{{7*7}}${7*7}",
)
PLAN = """ỦY BAN NHÂN DÂN XÃ {0}
Số: 12/KH-UBND
Phú An, ngày 15 tháng 3 năm 2024
KẾ HOẠCH
Giảm nghèo bền vững năm 2024 {0}
Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2022 của Chính phủ {1};
I. MỤC TIÊU {2}
1. Tổng kinh phí: 100 triệu đồng {1}, trong đó: ngân sách trung ương 60 triệu đồng, địa phương 30 triệu đồng.
2. Giảm tỷ lệ hộ nghèo 3% {2}.
"""


def test_no_text_runs_as_a_script(tmp_path: Path) -> None:
    folder = tmp_path / "ke hoach <svg onload=alert(5)>"
    folder.mkdir()
    for number, attack in enumerate(ATTACKS):
        others = (attack, ATTACKS[number - 1], ATTACKS[number - 2])
        name = f"{number}{attack}".replace("/", "-")
        (folder / f"{name}.txt").write_text(PLAN.format(*others), encoding="utf-8")
    (folder / "<img src=x onerror=alert(6)>.pdf").write_bytes(b"%PDF-1.4 nothing")
    db = tmp_path / "kho.db"
    scan([folder], db, limits=Limits(jobs=1, timeout=60.0))
    with Corpus.open(db, create=False) as corpus:
        assert corpus.overview().plans == len(ATTACKS)
        numbers = [corpus.file_number(file.path) for file in corpus.files()]
    with listening(Served(db)) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        review(page, address, numbers[0], ATTACKS[1])
        asked = quote("".join(ATTACKS))
        for path in (
            "/",
            f"/findings?form=true&place={asked}",
            f"/findings?rule={asked}",
            "/findings?form=true",
            f"/citations?q={asked[:190]}",
            "/citations",
            "/upload",
            f"/search?q={asked}&province={asked}",
            f"/compare?indicator=money&place={asked}&province={asked}",
            f"/compare?indicator={asked}",
            f"/tasks?unit={asked[:190]}&component={asked[:190]}",
            "/tasks",
            "/tasks/calendar",
            "/citations/requests",
            "/components",
            *(f"/plans/{number}?agreed=true" for number in numbers),
        ):
            page.goto(address + path)
            page.wait_for_timeout(50)
            assert page.locator("main img:not([alt]), main svg, main script:not([src])").count() == 0, path
        upload(page, address, tmp_path)
        browser.close()
    assert said == []


def review(page: Any, address: str, file: int | None, attack: str) -> None:
    """Confirms a finding under a name and with a note that are both attacks."""
    page.goto(f"{address}/plans/{file}")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type(attack)
    page.locator('.fault[aria-current] [data-act="confirm"]').click()
    page.locator("#reviewer input").fill(attack)
    page.keyboard.press("Enter")
    page.locator(".fault[aria-current] .state", has_text=attack).wait_for()
    page.locator(".fault[aria-current] button[hx-get]").click()
    page.locator(".fault[aria-current] .log").wait_for()
    page.reload()
    assert page.locator("#who").inner_text() == attack


def upload(page: Any, address: str, tmp_path: Path) -> None:
    """A file whose name is an attack, through the page."""
    attack = tmp_path / "<img src=x onerror=alert(7)>.txt"
    attack.write_text("không phải kế hoạch <script>alert(8)</script>", encoding="utf-8")
    other = tmp_path / "khac.zip"
    other.write_bytes(b"no archive")
    page.goto(f"{address}/upload")
    page.locator("#upload-files").set_input_files([str(attack), str(other)])
    page.locator("#upload-state td").first.wait_for(timeout=60_000)
    assert page.locator("#upload-state img").count() == 0
