"""How fast the workbench's pages are served over a large corpus, on one core.

    .venv/bin/python benchmarks/web_pages.py --db DATABASE [--rounds 20] [--only PAGE ...] [--check]

A database of 10,000 plans is made by `benchmarks/corpus.py --db DATABASE`. Every address is asked for in turn, none
twice in a round but where a page is named «again»; prints milliseconds of this process's processor time and on the
clock, p50 and p95 by page, with the slowest address. `--check` exits 1 where a page takes more than 300 ms (p95,
processor time: other work on the machine does not count).
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from fastapi.testclient import TestClient

from corpus import percentile
from extractor.collecting import look_seldom
from extractor.corpus import Corpus
from extractor.corpus.catalogue import FilesWanted
from extractor.web.app import create_app
from extractor.web.settings import Served
from extractor.web.warming import warm

BAR_MS: Final = 300.0
_WORDS: Final = (
    "hộ nghèo", "ho ngheo", "ngân sách trung ương", "đào tạo nghề", "nước sạch", "bảo hiểm y tế", "07/2021/NĐ-CP",
    "2.150 triệu đồng", '"vốn đầu tư phát triển"', "nhà ở",
)  # fmt: skip
_YEARS: Final = (2022, 2023, 2024, 2025)
_LEVELS: Final = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of one request: of the processor, on the clock."""

    address: str
    cpu: float
    wall: float


def addresses(db: Path, rng: random.Random) -> Mapping[str, Iterator[str]]:
    """For each page an endless row of addresses that a reader asks for."""
    with Corpus.open(db, create=False) as corpus:
        total, _ = corpus.filed(FilesWanted(read=True), 0, 1)
        numbers = [row.file for row in corpus.filed(FilesWanted(read=True), 0, total)[1]]
        indicators = [one.indicator for one in corpus.indicator_counts()][:12]
        _, cited = corpus.cited_documents("", 0, 50)
        provinces = [name for name, _ in corpus.overview().provinces if name]

    def year() -> str:
        return f"year={rng.choice(_YEARS)}"

    def of_each(make: Callable[[], str]) -> Iterator[str]:
        while True:
            yield make()

    return {
        "overview": of_each(lambda: "/"),
        "search": of_each(lambda: f"/search?q={quote(rng.choice(_WORDS))}&{year()}"),
        "search, all years": of_each(lambda: f"/search?q={quote(rng.choice(_WORDS))}"),
        "plan": of_each(lambda: f"/plans/{rng.choice(numbers)}"),
        "plan, with hits": of_each(lambda: f"/plans/{rng.choice(numbers)}?q={quote(rng.choice(_WORDS))}"),
        "compare": of_each(
            lambda: f"/compare?indicator={rng.choice(indicators)}&{year()}&level={rng.choice(_LEVELS)}"
        ),
        "compare, all years": of_each(
            lambda: f"/compare?indicator={rng.choice(indicators)}&page={rng.randrange(1, 9)}"
        ),
        "compare money": of_each(
            lambda: f"/compare?indicator=money&{year()}&province={quote(rng.choice(provinces))}"
        ),
        "indicators": of_each(lambda: "/compare"),
        "citations": of_each(lambda: f"/citations?page={rng.randrange(1, 5)}"),
        "citing plans": of_each(lambda: f"/citations/plans?number={quote(rng.choice(cited).number)}"),
        "requests": of_each(lambda: f"/citations/requests?page={rng.randrange(1, 5)}"),
        "findings": of_each(
            lambda: f"/findings?{rng.choice(('', year(), 'severity=error'))}&page={rng.randrange(1, 9)}"
        ),
        "findings of a place": of_each(lambda: f"/findings?place={quote(rng.choice(provinces))}"),
        "tasks": of_each(lambda: f"/tasks?{rng.choice(('', year(), 'role=leads', 'unit=tai+chinh'))}"),
        "calendar": of_each(lambda: f"/tasks/calendar?{year()}"),
        "components": of_each(lambda: f"/components?{year()}&province={quote(rng.choice(provinces))}"),
    }


def asked(client: TestClient, address: str) -> Took:
    """One request and what it took; whatever is not answered with 200 ends the run."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = client.get(address)
    took = Took(address, 1_000 * (time.process_time() - cpu), 1_000 * (time.perf_counter() - wall))
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return took


def measure(db: Path, rounds: int, only: list[str]) -> dict[str, list[Took]]:
    """What each page took, `rounds` times; left out are the first request of all, which loads templates and rules, and
    what the workbench gathers as it starts."""
    pages = addresses(db, random.Random(1))
    took: dict[str, list[Took]] = {}
    served = Served(db, read_only=True)
    with TestClient(create_app(served), base_url="http://127.0.0.1:8765") as client:
        asked(client, "/rules/sum-mismatch")
        look_seldom()  # as `extractor serve` does
        warm(served)
        for name, row in pages.items():
            if not only or name in only:
                took[name] = [asked(client, next(row)) for _ in range(rounds)]
                _show(name, took[name])
    return took


def _show(name: str, took: list[Took]) -> None:
    cpu, wall = [one.cpu for one in took], [one.wall for one in took]
    slowest = max(took, key=lambda one: one.cpu)
    print(
        f"{name:22} n={len(took):3}  cpu p50 {percentile(cpu, 0.5):7.0f}  p95 {percentile(cpu, 0.95):7.0f} ms"
        f"   clock p95 {percentile(wall, 0.95):7.0f} ms   {slowest.address}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    took = measure(given.db, given.rounds, given.only)
    slow = [name for name, some in took.items() if percentile([one.cpu for one in some], 0.95) > BAR_MS]
    for name in slow:
        print(f"missed: {name}")
    sys.exit(bool(slow) and given.check)


if __name__ == "__main__":
    main()
