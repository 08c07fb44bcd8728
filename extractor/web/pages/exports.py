"""The findings chosen on the page as a workbook or a report to take away; what was checked, as a report to sign."""

import glob
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi import Path as InAddress
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from extractor.corpus import Corpus
from extractor.corpus.selection import Selection
from extractor.exporting.export import SHEETS, Wish, export
from extractor.exporting.record_tables import record_sheet
from extractor.exporting.sheets import About, write_workbook
from extractor.reporting.words import WORDS
from extractor.web.access import Opened, ServedRun
from extractor.web.choosing import Asked, FindingsAsked
from extractor.web.duties import DutiesFor
from extractor.web.words import tell

router = APIRouter(include_in_schema=False)

_SLOWEST: Final = 120.0  # seconds, of the database's part
PLAN_SHEETS: Final = (*SHEETS, "components")  # further sheets of a workbook
Sheet = Literal["documents", "targets", "budgets", "citations", "assignments", "deadlines", "components"]
FileNumber = Annotated[int, InAddress(ge=1, le=2**63 - 1)]
_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/findings/export.{kind}")
def export_findings(
    kind: Literal["xlsx", "docx"],
    run: ServedRun,
    asked: Asked,
    table: Annotated[list[Sheet] | None, Query(max_length=20)] = None,
) -> FileResponse:
    """What `extractor export` writes of this choice: dismissed findings, and those of form, where asked for; with
    `table` a workbook has these sheets too."""
    tables = tuple(dict.fromkeys(table or ())) if kind == "xlsx" else ()
    wish = Wish(
        asked.selection(whole=True), tables, with_form=asked.form, words=_words(asked), rules=run.rules
    )
    return _written(run.db, f"phat-hien-{date.today().isoformat()}", kind, wish)


@router.get("/citations/requests.csv")
def export_requests(run: ServedRun) -> FileResponse:
    """The documents to ask for, as `extractor export --table requests` writes them."""
    wish = Wish(Selection(), ("requests",), rules=run.rules)
    return _written(run.db, f"de-nghi-cung-cap-{date.today().isoformat()}", "csv", wish)


@router.get("/findings/coverage.docx")
def export_coverage(run: ServedRun, asked: Asked) -> FileResponse:
    """What was checked in the plans of this choice, as `extractor export --report coverage` writes it."""
    wish = Wish(asked.selection(whole=True), words=_words(asked), report="coverage", rules=run.rules)
    return _written(run.db, f"doi-chieu-{date.today().isoformat()}", "docx", wish)


@router.get("/plans/{file}/coverage.docx")
def export_coverage_of_plan(file: FileNumber, run: ServedRun, corpus: Opened) -> FileResponse:
    """The same of one plan."""
    wish = Wish(Selection(paths=(_path_of(corpus, file),)), report="coverage", rules=run.rules)
    return _written(run.db, f"doi-chieu-{file}-{date.today().isoformat()}", "docx", wish)


@router.get("/plans/{file}/export.xlsx")
def export_plan(file: FileNumber, run: ServedRun, corpus: Opened) -> FileResponse:
    """Everything that was read from one plan and found in it, a sheet for each kind."""
    wish = Wish(Selection(paths=(_path_of(corpus, file),)), PLAN_SHEETS, with_form=True, rules=run.rules)
    return _written(run.db, f"ke-hoach-{file}-{date.today().isoformat()}", "xlsx", wish)


@router.get("/tasks/export.xlsx")
def export_tasks(run: ServedRun, corpus: Opened, asked: DutiesFor) -> FileResponse:
    """The assignments that the page shows, and the deadlines of the same plans."""
    paths = (_path_of(corpus, asked.wanted.file),) if asked.wanted.file is not None else ()
    chosen = Selection(paths=paths, levels=(asked.level,) if asked.level else ())

    def write(opened: Corpus, path: Path) -> None:
        with opened.outgoing() as out:
            told = (one for one in out.records("assignments", chosen) if asked.takes(*one))
            due = (one for one in out.records("deadlines", chosen) if asked.of_plans.takes(*one))
            sheets = record_sheet("assignments", told), record_sheet("deadlines", due)
            write_workbook(path, sheets, About(tell("vi", "tasks.title"), asked.unit))

    return _sent(run.db, f"trach-nhiem-{date.today().isoformat()}.xlsx", write)


def _path_of(corpus: Corpus, file: int) -> str:
    """The file of this number as a pattern that fits it alone."""
    result = corpus.file_result(file)
    if result is None:
        raise HTTPException(404)
    return glob.escape(result.path)


def _written(db: Path, name: str, kind: str, wish: Wish) -> FileResponse:
    return _sent(db, f"{name}.{kind}", lambda corpus, path: export(corpus, db, path, wish))


def _sent(db: Path, name: str, write: Callable[[Corpus, Path], object]) -> FileResponse:
    """What is written of the corpus, to be taken away; nothing of it stays here."""
    folder = Path(tempfile.mkdtemp(prefix="extractor-export-"))
    path = folder / name
    try:
        with Corpus.open(db, create=False) as corpus:
            corpus.stop_after(_SLOWEST)
            write(corpus, path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type=_KINDS[path.suffix[1:]], filename=path.name, background=gone)


def _words(asked: FindingsAsked) -> str:
    """The choice as it stands in the margins, in Vietnamese as the rest of the print-out."""
    named = (("level", asked.level), ("severity", asked.severity), ("triage", asked.state))
    told = [tell("vi", f"{kind}.{value}") for kind, value in named if f"{kind}.{value}" in WORDS]
    return ", ".join(one for one in (asked.place, asked.year, *told, asked.rule) if one)
