"""`/api/uploads`: how far the files that were uploaded in this run are."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, HTTPException, Path, Request
from pydantic import Field

from extractor.corpus import Corpus
from extractor.corpus.catalogue import FilesWanted
from extractor.web.access import Opened
from extractor.web.api_models import Answer, FileAnswer, Problem
from extractor.web.uploads import MOST_FILES, Upload, Uploads

_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": Problem, "description": "this run knows no such upload"},
    503: {"model": Problem, "description": "the corpus cannot be read, or not in time"},
}
router = APIRouter(prefix="/api/uploads", tags=["uploads"], responses=_PROBLEMS)


class StepAnswer(Answer):
    """How far the scan of an upload is."""

    done: int
    total: int = Field(description="grows with the archives that are opened")
    current: str | None = Field(description="the file that is being read")
    states: dict[str, int] = Field(description="how reading the files that are done ended")
    seconds: float
    left: float | None = Field(description="seconds that the rest may take; null while too little is known")


class UploadAnswer(Answer):
    """An upload: whether it waits, is scanned or done, and what came of it."""

    name: str = Field(examples=["2026-01-15-083000-0a1b2c3d"])
    state: Literal["waiting", "scanning", "done", "failed"]
    files: int = Field(description="how many were uploaded", examples=[3])
    ahead: int = Field(description="uploads that were before it when it came")
    progress: StepAnswer | None = Field(description="null before the scan")
    problem: str | None = Field(description="Vietnamese; why the scan failed")
    problem_en: str | None
    results: list[FileAnswer] = Field(description="its files as they were read, once it is done")

    @classmethod
    def of(cls, one: Upload, corpus: Corpus) -> Self:
        """As far as it is now."""
        state, step, problem = one.state, one.progress, one.problem  # before the files: it may end meanwhile
        _, rows = corpus.filed(FilesWanted(paths=one.paths), 0, MOST_FILES) if one.paths else (0, ())
        return cls(
            name=one.name,
            state=state,
            files=one.files,
            ahead=one.ahead,
            progress=None
            if step is None
            else StepAnswer(
                done=step.done,
                total=step.total,
                current=step.current,
                states={name.value: count for name, count in step.states.items()},
                seconds=step.seconds,
                left=step.left,
            ),
            problem=problem.vi if problem else None,
            problem_en=problem.en if problem else None,
            results=[FileAnswer.of(row) for row in rows],
        )


@router.get("")
def uploads(request: Request, corpus: Opened) -> list[UploadAnswer]:
    """The uploads that wait or are scanned, in their order."""
    return [UploadAnswer.of(one, corpus) for one in _uploads(request).under_way()]


@router.get("/{name}")
def upload(request: Request, corpus: Opened, name: Annotated[str, Path(max_length=100)]) -> UploadAnswer:
    """How far an upload of this run is; the last hundred are remembered."""
    found = _uploads(request).find(name)
    if found is None:
        raise HTTPException(404)
    return UploadAnswer.of(found, corpus)


def _uploads(request: Request) -> Uploads:
    found: Uploads = request.app.state.uploads
    return found
