#!/usr/bin/env python3
"""Take the pictures of the workbench that README and docs/huong-dan.md show, over the sample plans.

    .venv/bin/python docs/make_screenshots.py [--db DATABASE]     (needs Chromium and Playwright)

--db takes them over a database of the samples that is there already. Pages that this version does not have are
named and left out. The window of a terminal is drawn with the commands that the guide tells to type.
"""

import argparse
import html
import io
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from PIL import Image

from extractor.reporting.words import say
from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.server import listening
from extractor.web.settings import Served

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLES: Final = ROOT / "corpora" / "samples" / "plans"
PICTURES: Final = ROOT / "docs" / "pictures"
MOST_BYTES: Final = 150_000
WIDTH, HEIGHT = 1280, 800
REVIEWER: Final = "Nguyễn Lan"
GUIDE: Final = ROOT / "docs" / "huong-dan.md"
PROMPT: Final = r"PS C:\Users\Lan>"
TERMINAL: Final = """<body style="margin:0;background:#0c1f33;padding:18px 22px;
font:15px/1.7 'DejaVu Sans Mono',monospace;color:#e8edf2;white-space:pre-wrap;overflow-wrap:anywhere">{lines}</body>"""


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the page, what is pressed before (a key, `click:`, `wait:`, `scroll:SELECTOR`)."""

    name: str
    path: str
    steps: tuple[str, ...] = ()
    scheme: Literal["light", "dark"] = "light"


SHOTS: Final = (
    Shot("tong-quan", "/"),
    Shot("nap-tep", "/upload"),
    Shot("ke-hoach", "PLAN:dak-poi-2024.docx", ("j",)),
    Shot("ra-soat", "PLAN:dak-poi-2024.docx", ("j", "j", "d")),
    Shot(
        "anh-trang",
        "PLAN:cam-trang-2022.pdf",
        ("click:#picture-switch", "wait:#picture img[src]", "scroll:#text"),
    ),
    Shot("phat-hien", "/findings"),
    Shot("vien-dan", "/citations"),
    Shot("tim-kiem", "/search?q=hộ+nghèo"),
    Shot("so-sanh", "/compare?indicator=poverty_rate&year=2024&level=commune"),
    Shot("kinh-phi", "/compare?indicator=money/source&year=2024", ("scroll:.chart",)),
    Shot("ty-le", "/compare?indicator=per-poor-household", ("scroll:.compared",)),
    Shot("de-nghi", "/citations/requests"),
    Shot("trach-nhiem", "/tasks?year=2024"),
    Shot("lich", "/tasks/calendar?year=2024"),
    Shot("du-an", "/components?year=2024"),
    Shot("xuat", "/findings?severity=error", ("click:.more-sheets summary", "scroll:.filters")),
    Shot("toi", "PLAN:dak-poi-2024.docx", ("j",), "dark"),
)


def main() -> int:
    """Takes all pictures; 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("there is no Chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "kho.db"
        if given.db:
            shutil.copy(given.db, db)
        else:
            scan([SAMPLES], db, limits=Limits(jobs=2, timeout=60.0))
        with listening(Served(db)) as address:
            take_all(chromium, address, plans_of(db))
    return 0


def plans_of(db: Path) -> dict[str, int]:
    """The numbers of the files by their names."""
    from extractor.corpus import Corpus  # noqa: PLC0415
    from extractor.corpus.catalogue import FilesWanted  # noqa: PLC0415

    with Corpus.open(db, create=False) as corpus:
        _, rows = corpus.filed(FilesWanted(read=True), 0, 1_000)
    return {Path(row.path).name: row.file for row in rows}


def take_all(chromium: str, address: str, plans: dict[str, int]) -> None:
    """Every picture, and what became of it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take_terminals(browser)
        for shot in SHOTS:
            name = shot.path.removeprefix("PLAN:")
            path = f"/plans/{plans[name]}" if name != shot.path else shot.path
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=shot.scheme)
            page.context.add_cookies([{"name": "reviewer", "value": REVIEWER.encode().hex(), "url": address}])
            answer = page.goto(address + path)
            if answer is None or answer.status != 200:
                print(f"{shot.name}: this version has no {path}")
            else:
                for step in shot.steps:
                    press(page, step)
                wait_for_pictures(page)
                page.wait_for_timeout(500)
                size = save(page.screenshot(), PICTURES / f"{shot.name}.png")
                print(f"{shot.name}: {size} bytes")
            page.close()
        browser.close()


def take_terminals(browser: Any) -> None:
    """What a terminal shows after the commands of the guide: those that install, the one that opens the workbench."""
    blocks = re.findall(
        r"^ *```\n(.*?)^ *```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    typed = [[line.strip() for line in block.splitlines()] for block in blocks]
    ready = say("vi", "serve.ready", where="http://127.0.0.1:8765/")
    for name, commands, answer in (("cai-dat", typed[0] + typed[1], ""), ("mo-ban", typed[2], ready)):
        lines = [f"{PROMPT} {command}" for command in commands] + [answer or PROMPT]
        page = browser.new_page(viewport={"width": 900, "height": 100})
        page.set_content(TERMINAL.format(lines="\n".join(map(html.escape, lines))))
        print(f"{name}: {save(page.screenshot(full_page=True), PICTURES / f'{name}.png')} bytes")
        page.close()


def wait_for_pictures(page: Any) -> None:
    """Waits, a minute at most, until every picture of the page is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if page.evaluate("[...document.images].every(image => image.complete)"):
            return
        page.wait_for_timeout(200)


def press(page: Any, step: str) -> None:
    """One thing that a reader does."""
    kind, _, what = step.partition(":")
    if kind == "click":
        page.click(what)
    elif kind == "scroll":
        page.locator(what).evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 120)")
    elif kind == "wait":
        page.locator(what).wait_for(timeout=60_000)
    else:
        page.keyboard.press(step)


def save(png: bytes, path: Path) -> int:
    """The picture with as many colours as fit into the bytes allowed; how many bytes it has."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        buffer = io.BytesIO()
        image.quantize(colours).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= MOST_BYTES:
            break
    path.write_bytes(buffer.getvalue())
    return buffer.tell()


if __name__ == "__main__":
    sys.exit(main())
