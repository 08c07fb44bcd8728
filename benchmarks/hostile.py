"""Scan hostile files among plans, and show that each costs itself alone.

    .venv/bin/python benchmarks/hostile.py [--small] [--plans 200] [--timeout 60] [--check]

Prints the state that each ended in with its time, and by how much the memory of the scan's own process grew
over that of a scan of the plans alone. `--small` leaves out those that take long to make or to read. `--check`
exits 1 where a state is none of those allowed, a plan is not read, a limit is not held or the memory grew by
50 MB.
"""

import argparse
from pathlib import Path
from typing import Final

from bulk import folders, hostile, stored, watching
from extractor.corpus import Corpus, FileResult

MOST_GROWTH: Final = 50 * 1024**2
GRACE: Final = 5.0


def main() -> None:
    asked = _arguments()
    watching.tried("hostile", lambda folder: _run(folder, asked), check=asked.check)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def _run(folder: Path, asked: argparse.Namespace) -> list[str]:
    given = folders.write_plans(folder / "plans", asked.plans)
    options = ("--jobs", 2, "--timeout", asked.timeout)
    alone = watching.watched(("scan", folder / "plans", "--db", folder / "a.db", *options), folder / "a.err")
    made = list(hostile.write_hostile(folder / "plans" / "hostile", slow=not asked.small))
    among = watching.watched(("scan", folder / "plans", "--db", folder / "b.db", *options), folder / "b.err")
    with Corpus.open(folder / "b.db", create=False) as corpus:
        files = corpus.files()
    growth = among.peak - alone.peak
    faults = [f"exit code {among.code}: {among.printed[-300:]}"] if among.code != 1 else []
    faults += _told(files, folder / "plans" / "hostile", made, asked.timeout)
    before, after = stored.states(folder / "a.db"), stored.states(folder / "b.db")
    read = sum(after[state] for state in ("ok", "ok-with-warnings", "partial", "duplicate"))
    print(f"{given} plans alone: {dict(before)}, {alone.seconds:.0f} s, peak {alone.peak / 1e6:.0f} MB")
    print(f"with {len(made)} hostile: {dict(after)}, {among.seconds:.0f} s, peak {among.peak / 1e6:.0f} MB")
    print(f"the scan's own process grew by {growth / 1e6:.1f} MB")
    if read < before["ok"] + before["duplicate"]:
        faults.append("not every plan was read")
    if growth > MOST_GROWTH:
        faults.append(f"memory grew by {growth / 1e6:.0f} MB")
    return faults


def _told(files: list[FileResult], folder: Path, made: list[hostile.Hostile], timeout: float) -> list[str]:
    """Prints what became of each hostile file; what should not have."""
    faults: list[str] = []
    for one in made:
        path = str(folder / one.name)
        ended = [file for file in files if file.path == path or file.path.startswith(path + "/")]
        states = {file.state.value for file in ended}
        seconds = max((file.seconds for file in ended), default=0.0)
        reason = next((file.reason_en for file in ended if file.reason_en), "")
        print(
            f"{one.name!r:26} {len(ended):5} {', '.join(sorted(states)):24} {seconds:6.1f} s  {reason[:70]}"
        )
        if not states or not states <= one.states:
            faults.append(f"{one.name!r} ended as {sorted(states)}, not as {sorted(one.states)}")
        if seconds > timeout + GRACE:
            faults.append(f"{one.name!r} took {seconds:.0f} s")
    return faults


if __name__ == "__main__":
    main()
