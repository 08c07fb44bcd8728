"""The findings chosen on the page as a workbook or a report to take away."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Final, Literal

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from extractor.corpus import Corpus
from extractor.exporting.export import Wish, export
from extractor.reporting.words import WORDS
from extractor.web.access import ServedRun
from extractor.web.choosing import Asked, FindingsAsked
from extractor.web.words import tell

router = APIRouter(include_in_schema=False)

_SLOWEST: Final = 120.0  # seconds, of the database's part
_KINDS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/findings/export.{kind}")
def export_findings(kind: Literal["xlsx", "docx"], run: ServedRun, asked: Asked) -> FileResponse:
    """What `extractor export` writes of this choice: dismissed findings, and those of form, where asked for."""
    folder = Path(tempfile.mkdtemp(prefix="extractor-export-"))
    path = folder / f"phat-hien-{date.today().isoformat()}.{kind}"
    try:
        with Corpus.open(run.db, create=False) as corpus:
            corpus.stop_after(_SLOWEST)
            wish = Wish(asked.selection(whole=True), with_form=asked.form, words=_words(asked))
            export(corpus, run.db, path, wish)
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
