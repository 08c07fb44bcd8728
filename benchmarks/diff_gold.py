#!/usr/bin/env python3
"""Gain and loss: what is read of the annotated plans now, beside what another commit read of them.

    diff_gold.py [--base COMMIT] [--lines 40] [GOLD_DIR PLAN_DIR …]

Without folders: the samples, and ../shared/gold/dev where it is present. Without --base: origin/main or
main where they are not what is checked out, else the commit before it. The program of the base is
unpacked into a temporary folder and run with this environment's packages. Records are paired by their
place in the text, then by their words; what has no partner was gained or lost, what has one with other
fields was changed. Printed by rule, with how many of the annotated records each program reads exactly.
Standard library only; exits 0 whatever changed, 2 where there is nothing to compare with.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpora" / "samples"
SHARED = ROOT.parent / "shared"
PROGRAM = ("extractor", "rules", "models")

Record = dict[str, Any]
# What a change of is no change of reading, and what an annotated record is known by.
PLACE = frozenset({"doc", "span", "figure", "page", "evidence", "terms", "confidence", "readings"})
CORE = {
    "citation": ("cited_type", "number", "issued_on", "role"),
    "budget": ("value", "role", "source", "component", "status"),
    "target": ("value", "unit", "indicator", "direction", "status"),
    "finding": ("rule",),
}
NAMED_BY = ("number", "value", "rule", "due", "points_at")


class NoBase(Exception):
    """There is no commit to compare with, or its program does not run."""


@dataclass(frozen=True)
class Plans:
    """Annotated plans: a folder of annotations and the plan of each."""

    gold: Path
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Difference:
    """One record that differs: `before` is None where it was gained, `now` where it was lost."""

    before: Record | None
    now: Record | None

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was where it was lost."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """`gained`, `lost` or `changed`."""
        if self.before is None:
            return "gained"
        return "lost" if self.now is None else "changed"

    def fields(self) -> dict[str, tuple[object, object]]:
        """The fields that changed, each with its value before and now."""
        before, now = self.before or {}, self.now or {}
        return {name: (before.get(name), now.get(name)) for name in changed_fields(before, now)}


def git(*words: str) -> bytes:
    """What git prints; raises NoBase where it fails."""
    run = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, check=False)
    if run.returncode:
        raise NoBase(run.stderr.decode(errors="replace").strip())
    return run.stdout


def commit(name: str) -> str | None:
    """The commit of that name, or None."""
    try:
        return git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    except NoBase:
        return None


def base_commit(wanted: str | None) -> str:
    """The commit to compare with; raises NoBase where there is none."""
    if wanted is not None:
        found = commit(wanted)
        if found is None:
            raise NoBase(f"no commit {wanted}")
        return found
    changed = bool(git("status", "--porcelain", "--", *PROGRAM).strip())
    here = commit("HEAD")
    mains = [found for name in ("origin/main", "main") if (found := commit(name)) is not None]
    others = [found for found in mains if changed or found != here]
    found = others[0] if others else commit("HEAD~1")
    if found is None:
        raise NoBase("no main beside what is checked out, and no commit before it")
    return found


def unpack(base: str, folder: Path) -> None:
    """The program of a commit, without its history."""
    with tarfile.open(fileobj=io.BytesIO(git("archive", base, "--", *PROGRAM))) as archive:
        archive.extractall(folder, filter="data")


def read(program: Path, plans: Sequence[Path]) -> list[Record]:
    """The records that a program reads of plans; raises NoBase where it does not run."""
    run = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", *map(str, plans), "--format", "jsonl"],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 1) or not run.stdout:
        raise NoBase(f"the program of {program} does not run: {run.stderr.strip()[-300:]}")
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def changed_fields(before: Record, now: Record) -> list[str]:
    """Names of the fields that differ, places apart."""
    return [n for n in sorted({*before, *now} - PLACE) if before.get(n) != now.get(n)]


def by_place(record: Record) -> object:
    return record["doc"], record["record"], record.get("rule"), *(record.get("figure") or record["span"])


def by_words(record: Record) -> object:
    names = tuple(str(record.get(name)) for name in NAMED_BY)
    return record["doc"], record["record"], names, record.get("text")


def paired(
    before: Iterable[Record], now: Iterable[Record], key: Callable[[Record], object]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs of one key in order, then what is left of either side."""
    waiting: defaultdict[object, list[Record]] = defaultdict(list)
    for record in now:
        waiting[key(record)].append(record)
    pairs, lost = [], []
    for record in before:
        same = waiting[key(record)]
        if same:
            pairs.append((record, same.pop(0)))
        else:
            lost.append(record)
    return pairs, lost, [record for records in waiting.values() for record in records]


def differences(before: Sequence[Record], now: Sequence[Record]) -> list[Difference]:
    """What was gained, lost and changed, in the order of the text."""
    placed, lost, gained = paired(before, now, by_place)
    worded, lost, gained = paired(lost, gained, by_words)
    found = [Difference(a, b) for a, b in (*placed, *worded) if changed_fields(a, b)]
    found += [Difference(record, None) for record in lost]
    found += [Difference(None, record) for record in gained]
    return sorted(found, key=lambda d: (d.record["doc"], d.record["span"]))


def core(record: Record) -> tuple[object, ...]:
    """What an annotated record is known by; letters' case left out."""
    fields = (record.get(name) for name in CORE[record["record"]])
    return record["record"], *(f.casefold() if isinstance(f, str) else f for f in fields)


def exact(plans: Plans, records: Iterable[Record]) -> Counter[str]:
    """How many annotated records of each kind were read with every core field right."""
    read_of: defaultdict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for record in records:
        if record["record"] in CORE:
            read_of[Path(record["doc"]).stem][core(record)] += 1
    right: Counter[str] = Counter()
    for path in plans.files:
        lines = (plans.gold / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        wanted = Counter(core(r) for line in lines if (r := json.loads(line))["record"] in CORE)
        for (kind, *_), count in (wanted & read_of[path.stem]).items():
            right[str(kind)] += count
    return right


def annotated(gold: Path, folder: Path) -> Plans:
    """The plans of `folder` that have annotations in `gold`."""
    names = (sorted(folder.glob(f"{path.stem}.*")) for path in sorted(gold.glob("*.jsonl")))
    return Plans(gold, tuple(found[0].resolve() for found in names if found))


def report(before: Sequence[Record], now: Sequence[Record], lines: int) -> Iterator[str]:
    """The lines of the report: a table by rule, then the records."""
    found = differences(before, now)
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for difference in found:
        record = difference.record
        counts[record["record"], str(record.get("rule") or record["rule_id"])][difference.kind] += 1
    if not found:
        yield f"  nothing gained, lost or changed in {len(now)} records"
        return
    yield f"  {'record':10} {'rule':32} {'gained':>7} {'lost':>7} {'changed':>8}"
    for (kind, rule), count in sorted(counts.items()):
        yield f"  {kind:10} {rule:32} {count['gained']:7} {count['lost']:7} {count['changed']:8}"
    yield from (described(difference) for difference in found[:lines])
    if len(found) > lines:
        yield f"  … and {len(found) - lines} more (--lines {len(found)})"


def described(difference: Difference) -> str:
    """One difference in one line."""
    record = difference.record
    name = Path(record["doc"]).name
    fields = "; ".join(f"{field} {a!r} → {b!r}" for field, (a, b) in difference.fields().items())
    detail = f": {fields}" if difference.kind == "changed" else ""
    return f"  {difference.kind:7} {name} {record['record']} «{record['text'][:90]}»{detail}"


def compare(plans: Plans, base: Path, lines: int) -> Iterator[str]:
    """The report on one set of plans."""
    before, now = read(base, plans.files), read(ROOT, plans.files)
    yield f"{os.path.relpath(plans.gold, ROOT)}: {len(plans.files)} plans, {len(before)} records → {len(now)}"
    were, are = exact(plans, before), exact(plans, now)
    read_right = ", ".join(f"{kind} {were[kind]} → {are[kind]}" for kind in CORE)
    yield f"  read as annotated: {read_right}"
    yield from report(before, now, lines)


def main() -> int:
    """Prints the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="GOLD_DIR PLAN_DIR")
    parser.add_argument("--base", help="the commit to compare with")
    parser.add_argument("--lines", type=int, default=40, help="how many differences to print one by one")
    args = parser.parse_args()
    if len(args.folders) % 2:
        parser.error("folders come in pairs: GOLD_DIR PLAN_DIR")
    folders = args.folders or [SAMPLES / "expected", SAMPLES / "plans"]
    if not args.folders and (SHARED / "gold" / "dev").is_dir():
        folders += [SHARED / "gold" / "dev", SHARED / "corpus" / "dev"]
    try:
        base = base_commit(args.base)
        print(f"Gain and loss against {git('log', '-1', '--format=%h %s', base).decode().strip()}")
        with tempfile.TemporaryDirectory() as folder:
            unpack(base, Path(folder))
            for gold, plans in zip(folders[::2], folders[1::2], strict=True):
                for line in compare(annotated(gold, plans), Path(folder), args.lines):
                    print(line)
    except NoBase as error:
        print(f"diff_gold: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
