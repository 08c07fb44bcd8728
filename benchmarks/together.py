"""Two scans, a reader in the workbench, exports and triage on one database at once, for as long as asked.

    .venv/bin/python benchmarks/together.py [--seconds 600] [--check]

Each runs as its user would start it: commands one after another, pages and reviews through the server. Prints
how often each was done. `--check` exits 1 where a command or a page failed, said that the database is locked,
a review that was acknowledged is not in the log, or the database is not sound at the end.
"""

import argparse
import re
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bulk import folders, watching
from extractor.corpus import Corpus

_PLANS: Final = 60
_PAGES: Final = ("/", "/findings", "/citations", "/plans/1", "/findings?severity=error")
_MARK: Final = re.compile(r'name="marks" value="([0-9a-f]{32})"')
_TOKEN: Final = re.compile(r'name="workbench-token" content="([^"]+)"')
_STARTING: Final = 60.0  # seconds that the server may take to listen
_LOCKED: Final = re.compile("locked|bị chương trình khác khóa")


class Trial:
    """What is done at once on one database, and what came of it."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder = folder
        self.db = folder / "kho.db"
        self.until = time.monotonic() + seconds
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []
        self.said = 0  # reviews that were acknowledged
        self._lock = threading.Lock()

    def command(self, what: str, *arguments: object, allowed: tuple[int, ...] = (0,)) -> bool:
        """One command to its end; whether it did what it should."""
        ended = watching.watched(
            (*arguments, "--db", self.db), self.folder / f"{what}-{threading.get_ident()}.err"
        )
        fine = ended.code in allowed and not _LOCKED.search(ended.printed)
        self.count(what, None if fine else f"{what}: exit code {ended.code}: {ended.printed[-300:]}")
        return fine

    def count(self, what: str, fault: str | None = None, reviews: int = 0) -> None:
        """Notes one more thing done."""
        with self._lock:
            self.done[what] += 1
            self.said += reviews
            if fault is not None:
                self.faults.append(fault)

    def scans(self, name: str) -> None:
        """Scans a folder that grows by a plan and changes another each time."""
        number = 0
        while time.monotonic() < self.until:
            (self.folder / name / f"new{number}.txt").write_text(
                folders.short_plan(90_000 + number), encoding="utf-8"
            )
            (self.folder / name / "changing.txt").write_text(
                folders.short_plan(95_000 + number), encoding="utf-8"
            )
            self.command(f"scan {name}", "scan", self.folder / name, "--jobs", 1)
            number += 1

    def exports(self) -> None:
        """Writes the workbook over and over."""
        while time.monotonic() < self.until:
            self.command("export", "export", "-o", self.folder / "kho.xlsx")

    def reviews(self, mark: str) -> None:
        """Notes on one finding from the command line."""
        number = 0
        while time.monotonic() < self.until:
            noted = ("triage", "note", mark, "--note", f"lần {number}", "--reviewer", "Lan")
            if self.command("triage", *noted):
                self.count("notes kept", reviews=1)
            number += 1

    def reads(self, address: str, mark: str) -> None:
        """A reader in the workbench: pages, and a review now and then."""
        [token] = _TOKEN.findall(_asked(f"{address}/"))
        headers = {"X-Workbench-Token": token, "Cookie": f"reviewer={b'Minh'.hex()}"}
        while time.monotonic() < self.until:
            try:
                for path in _PAGES:
                    _asked(address + path)
                    self.count("pages")
                form = urllib.parse.urlencode({"marks": mark, "action": "confirm", "note": "đã xem"})
                _asked(f"{address}/findings", form.encode(), headers)
                self.count("reviews in the browser", reviews=1)
            except (urllib.error.URLError, OSError) as error:
                self.count("pages", f"page: {error}")


def _asked(address: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> str:
    request = urllib.request.Request(address, data, headers or {})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return str(answer.read().decode())


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _listening(address: str) -> None:
    """Waits until the server answers."""
    until = time.monotonic() + _STARTING
    while True:
        try:
            _asked(f"{address}/static/icon.svg")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _run(folder: Path, seconds: float) -> list[str]:
    for name in ("one", "two"):
        folders.write_plans(folder / name, _PLANS)
    trial = Trial(folder, seconds)
    if not trial.command("first scan", "scan", folder / "one", "--jobs", 2):
        return trial.faults
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    server = watching.start(("serve", "--db", trial.db, "--port", port), folder / "serve.err")
    try:
        _listening(address)
        mark = _MARK.search(_asked(f"{address}/findings"))
        if mark is None:
            return ["no finding to review"]
        trial.until = time.monotonic() + seconds
        _at_once(
            lambda: trial.scans("one"),
            lambda: trial.scans("two"),
            trial.exports,
            lambda: trial.reviews(mark[1]),
            lambda: trial.reads(address, mark[1]),
        )
    finally:
        watching.kill(server, everything=True)
    trial.command("db check", "db", "check")
    with Corpus.open(trial.db, create=False) as corpus:
        kept = len(corpus.history(mark[1]))
    print(", ".join(f"{what} {count}" for what, count in sorted(trial.done.items())))
    print(f"reviews acknowledged {trial.said}, in the log {kept}")
    if kept != trial.said:
        trial.faults.append(f"{trial.said} reviews were acknowledged, {kept} are in the log")
    return trial.faults


def _at_once(*tasks: Callable[[], None]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    watching.tried("together", lambda folder: _run(folder, asked.seconds), check=asked.check)


if __name__ == "__main__":
    main()
