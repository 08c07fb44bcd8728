"""The findings chosen on the page as a workbook or a report to take away; what was checked, as a report to sign."""

import glob
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Final, Literal

from fastapi import APIRouter, HTTPException
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from extractor.corpus import Corpus
from extractor.corpus.selection import Selection
from extractor.exporting.export import Wish, export
from extractor.reporting.words import WORDS
from extractor.web.access import Opened, ServedRun
from extractor.web.choosing import Asked, FindingsAsked
from extractor.web.words import tell

router = APIRouter(include_in_schema=False)

_SLOWEST: Final = 120.0  # seconds, of the database's part
_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/findings/export.{kind}")
def export_findings(kind: Literal["xlsx", "docx"], run: ServedRun, asked: Asked) -> FileResponse:
    """What `extractor export` writes of this choice: dismissed findings, and those of form, where asked for."""
    wish = Wish(asked.selection(whole=True), with_form=asked.form, words=_words(asked))
    return _written(run.db, f"phat-hien-{date.today().isoformat()}", kind, wish)


@router.get("/citations/requests.csv")
def export_requests(run: ServedRun) -> FileResponse:
    """The documents to ask for, as `extractor export --table requests` writes them."""
    wish = Wish(Selection(), ("requests",))
    return _written(run.db, f"de-nghi-cung-cap-{date.today().isoformat()}", "csv", wish)


@router.get("/findings/coverage.docx")
def export_coverage(run: ServedRun, asked: Asked) -> FileResponse:
    """What was checked in the plans of this choice, as `extractor export --report coverage` writes it."""
    wish = Wish(asked.selection(whole=True), words=_words(asked), report="coverage")
    return _written(run.db, f"doi-chieu-{date.today().isoformat()}", "docx", wish)


@router.get("/plans/{file}/coverage.docx")
def export_coverage_of_plan(file: int, run: ServedRun, corpus: Opened) -> FileResponse:
    """The same of one plan."""
    plan = corpus.opened(file) if file < 2**63 else None
    if plan is None:
        raise HTTPException(404)
    wish = Wish(Selection(paths=(glob.escape(plan.file.path),)), report="coverage")
    return _written(run.db, f"doi-chieu-{file}-{date.today().isoformat()}", "docx", wish)


def _written(db: Path, name: str, kind: str, wish: Wish) -> FileResponse:
    folder = Path(tempfile.mkdtemp(prefix="extractor-export-"))
    path = folder / f"{name}.{kind}"
    try:
        with Corpus.open(db, create=False) as corpus:
            corpus.stop_after(_SLOWEST)
            export(corpus, db, path, wish)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type=_KINDS[kind], filename=path.name, background=gone)


def _words(asked: FindingsAsked) -> str:
    """The choice as it stands in the margins, in Vietnamese as the rest of the print-out."""
    named = (("level", asked.level), ("severity", asked.severity), ("triage", asked.state))
    told = [tell("vi", f"{kind}.{value}") for kind, value in named if f"{kind}.{value}" in WORDS]
    return ", ".join(one for one in (asked.place, asked.year, *told, asked.rule) if one)
