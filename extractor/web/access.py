"""What every page needs: the corpus of this run, opened for one request, and the templates."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends, Request

from extractor.corpus import Corpus
from extractor.rulebook import Rulebook, load_rulebook
from extractor.web.rendering import Pages
from extractor.web.settings import Served

_SLOWEST: Final = 10.0  # seconds; a page that needs longer is cut with a message


def served(request: Request) -> Served:
    """How this run serves."""
    found: Served = request.app.state.served
    return found


def pages(request: Request) -> Pages:
    """The templates of this run."""
    found: Pages = request.app.state.pages
    return found


def corpus(request: Request) -> Iterator[Corpus]:
    """The corpus for one request; whatever is asked of it ends in time."""
    with Corpus.open(served(request).db, create=False, any_thread=True) as opened:
        opened.stop_after(_SLOWEST)
        yield opened


def rules(request: Request) -> Rulebook:
    """The rules of this run, loaded with the first page that needs them."""
    return _loaded(served(request).rules)


@lru_cache(maxsize=1)
def _loaded(overlay: Path | None) -> Rulebook:
    return load_rulebook(overlay)


def writable(request: Request) -> Iterator[Corpus]:
    """The corpus for a request that writes; waits while a scan does."""
    with Corpus.open(served(request).db, create=False, any_thread=True) as opened:
        yield opened


Written = Annotated[Corpus, Depends(writable)]
Rules = Annotated[Rulebook, Depends(rules)]
ServedRun = Annotated[Served, Depends(served)]
Shown = Annotated[Pages, Depends(pages)]
Opened = Annotated[Corpus, Depends(corpus)]
