"""What a plan of a hundred pages costs until it can be read in the workbench, and while it scrolls.

    .venv/bin/python benchmarks/long_plan.py [--pages 100] [--rounds 5] [--check]     (needs Chromium and Playwright)

The plan is made up (plans.py), scanned and opened in Chromium over a server on this machine. Milliseconds of the
processor, so that other work on the machine does not count: of the server; of the page's own thread until all text is
drawn and its scripts have run; of that thread for each screenful that the reader scrolls on, from the first to the
last. `--check` exits 1 where the middle of server and page together is more than a second, or a screenful more than a
tenth of one.
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from extractor.scanning.pool import Limits
from extractor.scanning.scan import scan
from extractor.web.server import listening
from extractor.web.settings import Served
from plans import CHARACTERS, make_plan, plain_lines

PAGES_OF_ONE: Final = 12  # that CHARACTERS fill
READABLE_MS, SCREENFUL_MS = 1_000.0, 100.0
_HEAD: Final = 9  # lines
_STEP: Final = 800  # pixels: a screenful
_SCROLL: Final = """async (step) => {
  let screens = 0;
  for (let at = 0; at < document.documentElement.scrollHeight; at += step, screens += 1) {
    scrollTo(0, at);
    await new Promise(requestAnimationFrame);
  }
  return screens;
}"""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of the processor for one opening."""

    server: float
    page: float
    screenful: float


def write_plan(path: Path, pages: int) -> None:
    """A plan of so many pages: those of several plans one after the other, the head of the first alone."""
    lines: list[str] = []
    number = 0
    while sum(map(len, lines)) < pages * CHARACTERS / PAGES_OF_ONE:
        more = plain_lines(make_plan(number))
        lines += more[_HEAD if lines else 0 :]
        number += 1
    path.write_text("\n".join(lines), encoding="utf-8")


def opened(browser: Any, address: str) -> Took:
    """One opening in a window of its own, gone through to the end."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    began, before = _spent(clock), time.process_time()
    page.goto(address)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    server, readable = 1_000 * (time.process_time() - before), _spent(clock)
    screens = page.evaluate(_SCROLL, _STEP)
    scrolled = _spent(clock)
    page.close()
    return Took(server, readable - began, (scrolled - readable) / screens)


def _spent(clock: Any) -> float:
    """Milliseconds that the page's thread has worked by now."""
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return 1_000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def measure(pages: int, rounds: int) -> list[Took]:
    """What opening the plan took, so many times."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("there is no Chromium")
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "kho.db"
        plan = Path(folder) / "ke-hoach.txt"
        write_plan(plan, pages)
        scan([plan], db, limits=Limits(jobs=1, timeout=600.0))
        with listening(Served(db, read_only=True)) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            took = [opened(browser, f"{address}/plans/1") for _ in range(rounds + 1)][1:]
            browser.close()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    took = measure(given.pages, given.rounds)
    for name in Took.__dataclass_fields__:
        times = sorted(getattr(one, name) for one in took)
        print(
            f"{name:9}  least {times[0]:6.0f}  middle {times[len(times) // 2]:6.0f}  most {times[-1]:6.0f} ms"
        )
    is_slow = median(one.server + one.page for one in took) > READABLE_MS
    sys.exit((is_slow or median(one.screenful for one in took) > SCREENFUL_MS) and given.check)


if __name__ == "__main__":
    main()
