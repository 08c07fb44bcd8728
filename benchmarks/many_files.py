"""The memory of a scan, by the number of its files.

    .venv/bin/python benchmarks/many_files.py [--small] [--counts 500 2000 10000] [--svg docs/scan-memory.svg] [--check]

Scans folders of short plans and prints the most memory that the scan's own process held: while files were read,
and while the plans were compared with each other at the end. `--svg` draws the first. `--check` exits 1 where
either grew by more than 2 KB a file from the smallest folder to the largest.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import psutil

from bulk import folders, watching

_A_FILE: Final = 2048
_NOISE: Final = 8 * 1024**2
_EVERY: Final = 0.1


@dataclass(frozen=True)
class Measured:
    """One scan: (seconds, bytes) while files were read, the most at the end, the seconds in all."""

    files: int
    curve: tuple[tuple[float, int], ...]
    peak_at_end: int
    seconds: float

    @property
    def peak(self) -> int:
        return max(held for _, held in self.curve)


def main() -> None:
    asked = _arguments()
    measured = [_scan(count, asked.jobs) for count in asked.counts]
    if asked.svg:
        asked.svg.write_text(drawn(measured), encoding="utf-8")
    first, last = measured[0], measured[-1]
    more = last.files - first.files
    grown, at_end = last.peak - first.peak, last.peak_at_end - first.peak_at_end
    print(
        f"from {first.files} to {last.files} files: {grown / 1e6:+.1f} MB while reading, {grown / more:.0f} bytes "
        f"a file; {at_end / 1e6:+.1f} MB while comparing and telling, {at_end / more:.0f} bytes a file"
    )
    if asked.check and max(grown, at_end) > _A_FILE * more + _NOISE:
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="20 and 200 files")
    parser.add_argument("--counts", type=int, nargs="+", default=[500, 2000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.small:
        asked.counts = [20, 200]
    return asked


def _scan(count: int, jobs: int) -> Measured:
    folder = Path(tempfile.mkdtemp(prefix="many-files-"))
    try:
        folders.write_plans(folder / "plans", count)
        measured = _watched(count, folder, jobs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"{count} files: {measured.peak / 1e6:.1f} MB while reading, {measured.peak_at_end / 1e6:.1f} MB while "
        f"comparing and telling, {measured.seconds:.0f} s",
        flush=True,
    )
    return measured


def _watched(count: int, folder: Path, jobs: int) -> Measured:
    log = folder / "scan.jsonl"
    options = ("--db", folder / "c.db", "--jobs", jobs, "--log", log)
    began = time.monotonic()
    process = watching.start(("scan", folder / "plans", *options), folder / "err")
    leader = psutil.Process(process.pid)
    seen: list[tuple[float, int]] = []
    while process.poll() is None:
        with suppress(psutil.Error):
            seen.append((time.time(), leader.memory_info().rss))
        time.sleep(_EVERY)
    if process.returncode != 0:
        sys.exit((folder / "err").read_text(encoding="utf-8", errors="replace")[-500:])
    last = _last_file(log)
    reading = tuple((moment - seen[0][0], held) for moment, held in seen if moment <= last and held)
    at_end = max((held for moment, held in seen if moment > last), default=0)
    return Measured(count, reading, at_end, time.monotonic() - began)


def _last_file(log: Path) -> float:
    """When the last file got its state."""
    with log.open("rb") as file:
        file.seek(-min(4096, os.path.getsize(log)), os.SEEK_END)
        events = [json.loads(line) for line in file.read().splitlines()[1:]]
    moment = max(event["time"] for event in events if event["event"] == "file")
    return datetime.fromisoformat(moment).timestamp()


_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 720, 320, 64, 40, 44
_COLOURS: Final = ("#b4530a", "#1d6fa5", "#3f7d3a", "#7a4fa3")


def drawn(measured: Sequence[Measured]) -> str:
    """The curves over the share of the files read, as SVG: flat where nothing adds up."""
    highest = max(one.peak for one in measured) * 1.25
    step = 25_000_000
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">Memory of the scanning process while files are read</text>',
    ]
    for level in range(0, int(highest), step):
        y = _y(level, highest)
        lines.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - 12}" stroke="#dddddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{level / 1e6:.0f} MB</text>')
    for number, one in enumerate(measured):
        colour = _COLOURS[number % len(_COLOURS)]
        lines.append(f'<path d="{_path(one, highest)}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        x = _LEFT + 12 + 200 * number
        lines.append(
            f'<text x="{x}" y="{_HEIGHT - 28}" fill="{colour}">{one.files} files: '
            f"{one.peak / 1e6:.1f} MB at most</text>"
        )
    lines.append(
        f'<text x="{_WIDTH - 12}" y="{_HEIGHT - 10}" text-anchor="end">time, from start to the last file</text>'
    )
    return "\n".join((*lines, "</svg>")) + "\n"


def _path(one: Measured, highest: float) -> str:
    every = max(1, len(one.curve) // 300)
    last = one.curve[-1][0] or 1.0
    points = (
        f"{_LEFT + moment / last * (_WIDTH - 12 - _LEFT):.1f} {_y(held, highest):.1f}"
        for moment, held in one.curve[::every]
    )
    return "M" + "L".join(points)


def _y(held: float, highest: float) -> float:
    return _HEIGHT - _BOTTOM - held / highest * (_HEIGHT - _BOTTOM - _TOP)


if __name__ == "__main__":
    main()
