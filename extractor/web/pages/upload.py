"""Upload: drop files or a folder, watch the scan, go on to the plans."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, Response

from extractor.corpus.catalogue import Filed, FilesWanted
from extractor.errors import READ_STATES, FileState
from extractor.web.access import Opened, Shown
from extractor.web.uploads import MOST_BYTES, MOST_FILES, Upload, Uploads

router = APIRouter(include_in_schema=False)

_SHOWN: Final = 500
_FIELD: Final = "files"


@router.get("/upload", response_class=HTMLResponse)
def upload_page(request: Request, pages: Shown) -> HTMLResponse:
    """Where files are dropped; what is on its way is watched on, whoever reloads the page meanwhile."""
    values = {
        "most_bytes": MOST_BYTES >> 20,
        "most_files": MOST_FILES,
        "uploads": _uploads(request).under_way(),
    }
    return pages.show(request, "upload.html", values)


@router.post("/upload", response_class=HTMLResponse)
async def take_upload(request: Request, pages: Shown) -> Response:
    """Keeps the files and has them scanned; answers with how far that is."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return pages.show(request, "upload_refused.html", {"most_bytes": MOST_BYTES >> 20}, status=413)
    async with request.form(max_files=MOST_FILES, max_fields=10) as form:
        given = [one for one in form.getlist(_FIELD) if isinstance(one, UploadFile) and one.filename]
        if not given:
            raise HTTPException(422)
        kept = [(str(one.filename), one.file) for one in given]
        upload = await run_in_threadpool(_uploads(request).keep, kept)
    return await run_in_threadpool(_shown, request, pages, upload, (), watched=True)


@router.get("/upload/{name}", response_class=HTMLResponse)
def upload_state(request: Request, name: str, corpus: Opened, pages: Shown) -> Response:
    """How far an upload is; where its one file was read, on to the plan."""
    upload = _uploads(request).find(name)
    if upload is None:
        raise HTTPException(404)
    watched = upload.state in {"waiting", "scanning"}  # before the files: it may end meanwhile
    _, rows = corpus.filed(FilesWanted(paths=upload.paths), 0, _SHOWN)
    if len(rows) == 1 and FileState(rows[0].state) in READ_STATES and "hx-request" in request.headers:
        return Response(headers={"HX-Redirect": f"/plans/{rows[0].file}"})
    return _shown(request, pages, upload, rows, watched=watched)


def _shown(
    request: Request, pages: Shown, upload: Upload, rows: tuple[Filed, ...], *, watched: bool
) -> Response:
    """How far it is; the browser asks again while it is watched."""
    values = {"upload": upload, "rows": rows, "watched": watched}
    return pages.show(request, "upload_state.html", values)


def _uploads(request: Request) -> Uploads:
    found: Uploads = request.app.state.uploads
    return found
