#!/usr/bin/env python3
"""Run the product and the naive pipeline over the same plans in one process; print how they compare.

    speed.py [--plans 4] [--rounds 5] [--check]

Both read the same made-up plans (plans.py) as .txt, .docx and .pdf and store what they find in
SQLite. One plan to warm up, then rounds that take turns, each with plans of its own; medians. The money and percentages
that both find are compared too: a program that finds less is no faster. --check exits 1 where a
ratio is under its floor or a figure that the naive pipeline finds is missing from the product's.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median

from sqlite_utils import Database

import naive
from extractor.audit import audit_file
from extractor.corpus import Corpus, FileResult
from extractor.errors import FileState
from extractor.plan import Audit
from extractor.rulebook import Rulebook, load_rulebook
from plans import FORMATS, write_plans

FLOOR = {"txt": 3.0, "docx": 3.0, "pdf": 8.0}
IN_MILLIONS = {"tỷ": Decimal(1000), "triệu": Decimal(1), "nghìn": Decimal("0.001"), "": Decimal("0.000001")}

Figures = Counter[tuple[str, Decimal]]
Process = Callable[[Sequence[Path], Path], None]


@dataclass(frozen=True)
class Comparison:
    """One format: documents a second of both pipelines, and the figures only one of them found."""

    suffix: str
    naive: float
    product: float
    ratio: float
    figures: int
    only_naive: Figures
    only_product: Figures

    def holds(self) -> bool:
        """Whether the ratio reaches its floor and nothing the naive pipeline finds is missing."""
        return self.ratio >= FLOOR[self.suffix] and not self.only_naive


def run_naive(paths: Sequence[Path], database: Path) -> None:
    """Every plan through the naive pipeline into `database`."""
    with Database(database) as db:
        for path in paths:
            naive.process(path, db)


def product(rules: Rulebook) -> Process:
    """The product over plans in one process: read, extract, check, store."""

    def run(paths: Sequence[Path], database: Path) -> None:
        with Corpus.open(database, create=True) as corpus:
            for path in paths:
                began = time.perf_counter()
                audit = audit_file(path, rules)
                corpus.store(_file_result(path, rules, time.perf_counter() - began), audit)

    return run


def _file_result(path: Path, rules: Rulebook, seconds: float) -> FileResult:
    data = path.read_bytes()
    return FileResult(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        state=FileState.OK,
        reason_vi="",
        reason_en="",
        seconds=seconds,
        rules_version=rules.version,
    )


def naive_figures(path: Path) -> Iterator[tuple[str, Decimal]]:
    """Money in triệu đồng and percentages that the naive patterns find."""
    for match in naive.find(naive.read(path), ("money", "percent")):
        figure, *unit = str(match["words"]).replace("%", " ").split()
        value = Decimal(figure.replace(".", "").replace(",", "."))
        if match["kind"] == "money":
            yield "money", (value * IN_MILLIONS[" ".join(unit[:-1])]).normalize()
        else:
            yield "percent", value.normalize()


def product_figures(audit: Audit) -> Iterator[tuple[str, Decimal]]:
    """The same out of the records: figures with their unit beside them, so not those of table cells."""
    for budget in audit.plan.budgets:
        if budget.unit_text and budget.row is None:
            yield "money", budget.value.normalize()
    for target in audit.plan.targets:
        if target.unit == "percent" and target.row is None:
            yield "percent", target.value.normalize()


def seconds(process: Process, paths: Sequence[Path], folder: Path) -> float:
    """Wall time of one pass into a new database."""
    handle, database = tempfile.mkstemp(suffix=".db", dir=folder)
    os.close(handle)
    Path(database).unlink()
    began = time.perf_counter()
    process(paths, Path(database))
    return time.perf_counter() - began


def compare(suffix: str, paths: Sequence[Path], rules: Rulebook, rounds: int, folder: Path) -> Comparison:
    """Both pipelines over the plans of one format: one plan each to warm up, then rounds in turns.

    Every round has plans of its own, so that nothing is read faster for having been read before.
    """
    run_product = product(rules)
    for process in (run_naive, run_product):
        seconds(process, paths[:1], folder)
    rest = paths[1:]
    size = len(rest) // rounds
    chunks = [rest[i * size : (i + 1) * size] for i in range(rounds)]
    times = [(seconds(run_naive, chunk, folder), seconds(run_product, chunk, folder)) for chunk in chunks]
    theirs: Figures = Counter(figure for path in paths for figure in naive_figures(path))
    ours: Figures = Counter(figure for path in paths for figure in product_figures(audit_file(path, rules)))
    return Comparison(
        suffix=suffix,
        naive=size / median(slow for slow, _ in times),
        product=size / median(fast for _, fast in times),
        ratio=median(slow / fast for slow, fast in times),
        figures=(theirs & ours).total(),
        only_naive=theirs - ours,
        only_product=ours - theirs,
    )


def _listed(figures: Figures) -> str:
    shown = ", ".join(f"{kind} {value:f} x{count}" for (kind, value), count in sorted(figures.items())[:8])
    return f"{shown}, …" if len(figures) > 8 else shown


def print_comparison(result: Comparison) -> None:
    """One line of speed, one of figures, and what only one side found."""
    print(
        f"{result.suffix:5} naive {result.naive:7.2f} docs/s   product {result.product:7.2f} docs/s   "
        f"ratio {result.ratio:5.1f} (floor {FLOOR[result.suffix]:g})   figures in both {result.figures}"
    )
    for side, figures in (("naive", result.only_naive), ("product", result.only_product)):
        if figures:
            print(f"      only the {side} finds {figures.total()}: {_listed(figures)}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=4, help="plans of each format in a round (4)")
    parser.add_argument("--rounds", type=int, default=5, help="measured rounds of each pipeline (5)")
    parser.add_argument("--check", action="store_true", help="exit 1 where a floor is not held")
    args = parser.parse_args()
    rules = load_rulebook()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_plans(folder, args.plans * args.rounds + 1)
        results = [compare(suffix, paths[suffix], rules, args.rounds, folder) for suffix in FORMATS]
    for result in results:
        print_comparison(result)
    return 1 if args.check and not all(result.holds() for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
