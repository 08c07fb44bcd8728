#!/usr/bin/env python3
"""Scan the sample plans at 200 and 300 dpi, clean and noisy, and count the figures that come out right.

    scans.py [PDF ...] [--pages N] [--dpi 200 300] [--looks clean noisy] [--seed 7] [--workers 1] [--list] [--check]

Each .pdf (the samples where none is named; their .docx too, through LibreOffice where it is installed)
becomes a .pdf of nothing but page images, spoilt as scan_looks.py tells. A figure is right where it stands in
the same order as in the text of the .pdf itself; a wrong one is marked where the reading lists it, or the
place where nothing was read, as doubtful. --check exits 1 under 0.98 of the figures in prose or 0.97 in
ruled tables of clean and noisy scans, or where any scan gives a finding of severity error that the text
does not.
"""

import argparse
import io
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdfium2 as pdfium
import regex

from extractor.audit import audit_text
from extractor.parsers import parse_bytes
from extractor.parsers.ocr.unread import UNREAD
from extractor.plan import Audit
from extractor.plantext import BlockKind, PlanText
from extractor.rulebook import load_rulebook
from scan_looks import MANNERS, Look, scanned

PLANS = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "plans"
LOOKS = ("clean", "noisy")
LEAST_PROSE, LEAST_TABLES = 0.98, 0.97
_FIGURE = regex.compile(rf"\d+(?:[.,]\d+)*|{UNREAD}")


class Seen(NamedTuple):
    """A figure of a text, and whether it is listed as doubtful."""

    text: str
    doubtful: bool


@dataclass
class Tally:
    """Figures of the text that the scan gives too, and of those it does not, how many are marked."""

    right: int = 0
    wrong: int = 0
    marked: int = 0
    doubts: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.marked += other.marked
        self.doubts += other.doubts
        self.misses += other.misses

    @property
    def share(self) -> float:
        return self.right / count if (count := self.right + self.wrong) else 1.0


@dataclass
class Result:
    """What one scan comes to beside its text."""

    name: str
    look: Look
    prose: Tally
    tables: Tally
    new_errors: list[str]
    seconds: float
    pages: int


def figures(plan: PlanText, widths: Sequence[float], *, cells: bool) -> list[Seen]:
    """The figures of the tables' cells or of all else, in order, but for those off the edge of the paper; words
    in doubt that hold none («I») among them."""
    found: list[Seen] = []
    for block in plan.blocks:
        if (block.kind is BlockKind.TABLE_CELL) != cells:
            continue
        if block.page and block.box and block.box.x1 > widths[block.page - 1]:
            continue
        spans = {match.span() for match in _FIGURE.finditer(plan.text, block.start, block.end)}
        doubts = [(doubt.start, doubt.end) for doubt in plan.doubts_in(block.start, block.end)]
        spans.update(span for span in doubts if not _FIGURE.search(plan.text, *span))
        found += [Seen(plan.text[slice(*span)], bool(plan.doubts_in(*span))) for span in sorted(spans)]
    return found


def compared(text: Sequence[Seen], scan: Sequence[Seen]) -> Tally:
    """The figures of the text held against those of the scan."""
    tally = Tally(doubts=sum(seen.doubtful for seen in scan))
    matcher = SequenceMatcher(None, [s.text for s in text], [s.text for s in scan], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            tally.right += end - start
            continue
        told = scan[first:last]
        tally.wrong += end - start
        if told and all(seen.doubtful for seen in told):
            tally.marked += end - start
        elif kind != "insert" or not all(seen.doubtful for seen in told):
            tally.misses.append(f"{[s.text for s in text[start:end]]} -> {[s.text for s in told]}")
    return tally


def new_errors(text: Audit, scan: Audit) -> list[str]:
    """Findings of severity error by rule, those beyond what the text gives; with their message."""
    known = Counter(finding.rule for finding in text.findings if finding.severity == "error")
    new = []
    for finding in scan.findings:
        if finding.severity == "error":
            known[finding.rule] -= 1
            if known[finding.rule] < 0:
                new.append(f"{finding.rule}: {finding.message}")
    return new


def measured(name: str, pdf: bytes, look: Look, seed: int, pages: int | None = None) -> Result:
    """One plan scanned one way and held against its text."""
    rules = load_rulebook()
    text = parse_bytes(_first(pdf, pages), name, name)
    with pdfium.PdfDocument(pdf) as document:
        widths = [page.get_width() for page in document]
    data = scanned(pdf, look, seed, pages)
    began = time.perf_counter()
    scan = parse_bytes(data, name, name)
    seconds = time.perf_counter() - began
    prose, tables = (
        compared(figures(text, widths, cells=cells), figures(scan, widths, cells=cells))
        for cells in (False, True)
    )
    errors = new_errors(audit_text(text, rules), audit_text(scan, rules))
    return Result(name, look, prose, tables, errors, seconds, len(scan.recognised))


def _first(pdf: bytes, pages: int | None) -> bytes:
    """The .pdf cut to its first pages."""
    if pages is None:
        return pdf
    with pdfium.PdfDocument(pdf) as document, pdfium.PdfDocument.new() as cut:
        cut.import_pages(document, list(range(min(pages, len(document)))))
        buffer = io.BytesIO()
        cut.save(buffer)
        return buffer.getvalue()


def sample_pdfs() -> Iterator[tuple[str, bytes]]:
    """The samples as .pdf; those in .docx where LibreOffice can print them."""
    for path in sorted(PLANS.glob("*.pdf")):
        yield path.name, path.read_bytes()
    office = shutil.which("soffice")
    if office is None:
        return
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        for path in sorted(PLANS.glob("*.docx")):
            command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
            subprocess.run(command, check=True, capture_output=True)
            yield path.name, Path(folder, f"{path.stem}.pdf").read_bytes()


def report(results: Iterable[Result], *, listing: bool) -> dict[Look, tuple[Tally, Tally, list[str]]]:
    """Prints each scan as it is done, then the sums by look."""
    sums: dict[Look, tuple[Tally, Tally, list[str]]] = {}
    for result in results:
        prose, tables, errors = sums.setdefault(result.look, (Tally(), Tally(), []))
        prose.add(result.prose)
        tables.add(result.tables)
        errors += result.new_errors
        print(_line(f"{result.name} {result.look}", result.prose, result.tables, result.new_errors), end="")
        print(f" {result.seconds / max(1, result.pages):.1f} s/page", flush=True)
        for miss in (*result.prose.misses, *result.tables.misses) if listing else ():
            print(f"    unmarked {miss}")
        for error in result.new_errors:
            print(f"    {error}")
    for look, (prose, tables, errors) in sums.items():
        print(_line(f"ALL {look}", prose, tables, errors))
    return sums


def _line(name: str, prose: Tally, tables: Tally, errors: Sequence[str]) -> str:
    return f"{name}: prose {_tally(prose)}; tables {_tally(tables)}; new errors {len(errors)}"


def _tally(tally: Tally) -> str:
    count = tally.right + tally.wrong
    unmarked = tally.wrong - tally.marked
    return f"{tally.share:.4f} of {count}, unmarked {unmarked}, listed {tally.doubts}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--pages", type=int)
    parser.add_argument("--dpi", nargs="+", type=int, default=[200, 300])
    parser.add_argument("--looks", nargs="+", choices=MANNERS, default=list(LOOKS))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print the wrong figures that are not marked")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    given = [(path.name, path.read_bytes()) for path in options.pdfs] or list(sample_pdfs())
    looks = [Look(dpi, manner) for dpi in options.dpi for manner in options.looks]
    tasks = [(name, pdf, look) for name, pdf in given for look in looks]
    run = partial(_measured, seed=options.seed, pages=options.pages)
    with ProcessPoolExecutor(options.workers) as pool:
        sums = report(pool.map(run, tasks), listing=options.list)
    held = all(
        not errors
        and (look.manner not in LOOKS or (prose.share >= LEAST_PROSE and tables.share >= LEAST_TABLES))
        for look, (prose, tables, errors) in sums.items()
    )
    return int(options.check and not held)


def _measured(task: tuple[str, bytes, Look], seed: int, pages: int | None) -> Result:
    name, pdf, look = task
    return measured(name, pdf, look, seed, pages)


if __name__ == "__main__":
    sys.exit(main())
