"""The picture of a page beside the text of its plan."""

from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, HTTPException, Path, Request
from starlette.responses import Response

from extractor.errors import ExtractorError
from extractor.web.access import Opened, Rules, ServedRun
from extractor.web.rendering import language

if TYPE_CHECKING:
    from extractor.web.page_images import PageImages

router = APIRouter(include_in_schema=False)
_MOST: Final = 10_000


@router.get("/plans/{file}/pages/{page}.png")
def page_picture(
    request: Request,
    file: Annotated[int, Path(ge=1, le=2**63 - 1)],
    page: Annotated[int, Path(ge=1, le=_MOST)],
    corpus: Opened,
    rules: Rules,
    run: ServedRun,
) -> Response:
    """A page as it is printed, with what was read of it in boxes; 404 where the file is gone or has changed."""
    result = corpus.file_result(file)
    if result is None:
        raise HTTPException(404)
    try:
        picture = _images(request, rules).picture(result, page, language(request, run))
    except (ExtractorError, OSError) as error:  # no such page; gone since
        raise HTTPException(404) from error
    if picture is None:
        raise HTTPException(404)
    return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=600"})


def _images(request: Request, rules: Rules) -> "PageImages":
    """Those of this run, made with the first page."""
    from extractor.web.page_images import PageImages  # noqa: PLC0415  (drawing and reading take a second to load)

    state = request.app.state
    if not hasattr(state, "page_images"):
        state.page_images = PageImages(rules)
    found: PageImages = state.page_images
    return found
