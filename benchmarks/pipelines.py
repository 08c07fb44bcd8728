"""The three pipelines that speed.py compares, each as one pass over plans into a new database; what they find."""

import hashlib
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from extractor.audit import audit_file, make_ready
from extractor.corpus import Corpus, FileResult
from extractor.errors import FileState
from extractor.plan import Audit
from extractor.rulebook import Rulebook, load_rulebook

Name = Literal["naive", "floor", "product"]
NAMES: Final[tuple[Name, ...]] = ("naive", "floor", "product")
Figures = Counter[tuple[str, Decimal]]
_IN_MILLIONS = {
    "tỷ": Decimal(1000),
    "triệu": Decimal(1),
    "nghìn": Decimal("0.001"),
    "": Decimal("0.000001"),
}


@dataclass(frozen=True)
class Took:
    """One pass: seconds of processor and of the clock, and the most memory of the process so far, in MiB."""

    processor: float
    clock: float
    memory: float


@lru_cache(maxsize=1)
def _rules() -> Rulebook:
    """Loaded as a worker of a scan loads them."""
    rules = load_rulebook()
    make_ready(rules)
    return rules


def run(name: Name, paths: Sequence[Path], database: Path) -> Took:
    """One pass of a pipeline over the plans into a database that is not there yet; making it does not count."""
    with _opened(name, database) as process:
        began, cpu = time.perf_counter(), time.process_time()
        process(paths)
        took = time.process_time() - cpu, time.perf_counter() - began
    return Took(*took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


@contextmanager
def _opened(name: Name, database: Path) -> Iterator[Callable[[Sequence[Path]], None]]:
    """The pipeline with its database; only its own parsers are imported, so that its memory is its own."""
    if name == "naive":
        from sqlite_utils import Database  # noqa: PLC0415

        import naive  # noqa: PLC0415

        with Database(database) as db:
            yield lambda paths: naive.process_all(paths, db)
    elif name == "floor":
        import floor  # noqa: PLC0415

        with closing(sqlite3.connect(database)) as conn:
            floor.prepare(conn)
            yield lambda paths: floor.process(paths, conn)
    else:
        with Corpus.open(database, create=True) as corpus:
            yield lambda paths: _product(paths, corpus)


def _product(paths: Sequence[Path], corpus: Corpus) -> None:
    """All that `scan` does with a file in one process: read, extract, check, store."""
    rules = _rules()
    for path in paths:
        began = time.perf_counter()
        audit = audit_file(path, rules)
        corpus.store(_file_result(path, rules, time.perf_counter() - began), audit)


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


def found_by_both(path: Path) -> tuple[Figures, Figures]:
    """Money in triệu đồng and percentages in a plan that the naive pipeline finds, and that the product finds."""
    return Counter(_of_naive(path)), Counter(_of_product(audit_file(path, _rules())))


def _of_naive(path: Path) -> Iterator[tuple[str, Decimal]]:
    import naive  # noqa: PLC0415

    for match in naive.find(naive.read(path), ("money", "percent")):
        figure, *unit = str(match["words"]).replace("%", " ").split()
        value = Decimal(figure.replace(".", "").replace(",", "."))
        if match["kind"] == "money":
            yield "money", (value * _IN_MILLIONS[" ".join(unit[:-1])]).normalize()
        else:
            yield "percent", value.normalize()


def _of_product(audit: Audit) -> Iterator[tuple[str, Decimal]]:
    """Figures with their unit beside them, so not those of table cells."""
    for budget in audit.plan.budgets:
        if budget.unit_text and budget.row is None:
            yield "money", budget.value.normalize()
    for target in audit.plan.targets:
        if target.unit == "percent" and target.row is None:
            yield "percent", target.value.normalize()
