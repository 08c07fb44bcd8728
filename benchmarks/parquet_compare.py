"""Comparing over the Parquet of many plans, as `extractor compare --from` does.

    .venv/bin/python benchmarks/parquet_compare.py [--plans 100000] [--distinct 2000] [--rounds 3] [--out FOLDER]
        [--check]

Made-up plans (`corpus_plans.py`), each `distinct` one under many paths, are written as a scan on a cluster writes
them. Then, in processes of their own, one indicator of one year is compared over all of them. Prints the middle of the
rounds in seconds on the clock and of the processor, what the process costs that only opens the corpus beside them.
`--check` exits 1 where a comparison takes over two seconds on the clock, opening and all.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from corpus_plans import made_audit, made_result
from extractor.cluster.parts import Part, Parts, file_number
from extractor.cluster.tables import FILES, tables_of
from extractor.corpus.plan_rows import audit_rows
from extractor.corpus.store import file_row
from extractor.corpus.told_rows import TOLD, told_rows

_BAR: Final = 2.0  # seconds
_YEAR: Final = 2024
_INDICATORS: Final = ("poverty_rate", "poor_households")
_TABLES: Final = (FILES, "documents", "targets", "budgets", "findings", *TOLD)
_AT_ONCE: Final = 500  # plans of a part before parts are joined
_ASKING: Final = """
import sys, time
from pathlib import Path
began = time.perf_counter(), time.process_time()
from extractor.cluster.answering import ParquetCorpus
from extractor.corpus.compare import Wanted
from extractor.rulebook.comparison import load_comparison
root, year, *indicators = sys.argv[1:]
with ParquetCorpus.open(Path(root)) as corpus:
    found = 0
    if indicators:
        found = len(corpus.compare(indicators, Wanted(years=(int(year),)), load_comparison()).values)
print(time.perf_counter() - began[0], time.process_time() - began[1], found)
"""


def write(root: Path, plans: int, distinct: int) -> None:
    """Writes the corpus: parts of some of the distinct plans in turns, each under other paths."""
    parts = Parts(root)
    number = 0
    for first in range(0, distinct, _AT_ONCE):
        made = _tables(range(first, min(first + _AT_ONCE, distinct)))
        copies = max(1, plans // distinct)
        for copy in range(copies):
            number += 1
            parts.write(
                Part(number, number), {name: _again(table, copy, number) for name, table in made.items()}
            )
    for run in parts.to_join():
        parts.join(run)


def _tables(numbers: Iterable[int]) -> dict[str, Any]:
    """The tables of some plans, their files numbered from 0."""
    files = []
    for place, number in enumerate(numbers):
        audit = made_audit(number)
        result = made_result(audit)
        rows = audit_rows(audit, result.sha256 or "")
        files.append((place, file_row(result), rows | told_rows(rows)))
    return {name: table for name, table in tables_of(files).items() if name in _TABLES}


def _again(table: Any, copy: int, part: int) -> Any:
    """The rows of another file each: under another path, versions of no other."""
    numbers = pc.add(table["file"], pa.scalar(file_number(part, 0)))
    table = table.set_column(0, table.schema.field("file"), numbers)
    for name in {"path", "series", "sha256"} & set(table.schema.names):
        changed = pc.binary_join_element_wise(table[name], f"~{copy}", "")
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), changed)
    return table


def ask(root: Path, indicators: Iterable[str]) -> tuple[float, float, int]:
    """Seconds on the clock and of the processor, and values found."""
    command = [sys.executable, "-c", _ASKING, str(root), str(_YEAR), *indicators]
    clock, processor, found = subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.split()
    return float(clock), float(processor), int(found)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=100_000)
    parser.add_argument("--distinct", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--out", type=Path, help="a folder to keep the corpus in; one that is there is asked again"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 above the bar")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parquet-compare-") as folder:
        root = given.out or Path(folder) / "corpus.parquet"
        if not root.exists():
            began = time.perf_counter()
            write(root, given.plans, min(given.distinct, given.plans))
            print(f"{given.plans} plans written in {time.perf_counter() - began:.0f} s")
        slow = False
        for asked in ((), *((name,) for name in _INDICATORS)):
            rounds = [ask(root, asked) for _ in range(given.rounds)]
            clock, processor = (statistics.median(one[place] for one in rounds) for place in (0, 1))
            name = asked[0] if asked else "opening alone"
            print(f"{name}: {clock:.2f} s, {processor:.2f} s of the processor, {rounds[0][2]} values")
            slow |= clock > _BAR
    sys.exit(1 if given.check and slow else 0)


if __name__ == "__main__":
    main()
