"""From a template and what a page shows to HTML; everything that is filled in is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from extractor import __version__
from extractor.plantext import Span
from extractor.reporting.numbers import figure
from extractor.reporting.pages import title
from extractor.reporting.places import shown_path
from extractor.reporting.words import LANGUAGES, Lang, printable
from extractor.web.fields import due_words, shown_date, shown_moment
from extractor.web.own_rules import changed_since
from extractor.web.sessions import is_let_in
from extractor.web.settings import Served
from extractor.web.words import tell

_HERE: Final = Path(__file__).parent
STATIC: Final = _HERE / "static"
LANG_COOKIE: Final = "lang"
REVIEWER_COOKIE: Final = "reviewer"
NAVIGATION: Final = (
    ("nav.overview", "/"),
    ("nav.search", "/search"),
    ("nav.findings", "/findings"),
    ("nav.compare", "/compare"),
    ("nav.components", "/components"),
    ("nav.tasks", "/tasks"),
    ("nav.citations", "/citations"),
    ("nav.upload", "/upload"),
)


def language(request: Request, served: Served) -> Lang:
    """The language of a page: asked for in the address, chosen before, or the server's own."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANG_COOKIE)):
        for lang in LANGUAGES:
            if chosen == lang:
                return lang
    return served.lang


def reviewer(request: Request) -> str:
    """The name under which this browser's reader reviews; "" where it was not given."""
    try:
        return bytes.fromhex(request.cookies.get(REVIEWER_COOKIE, "")).decode()
    except ValueError:
        return ""


def with_query(request: Request, **changed: object) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    pairs = [(key, value) for key, value in request.query_params.multi_items() if key not in changed]
    pairs += [(key, str(value)) for key, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path


def pieces_of(text: str, found: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """A text cut where the words found in it begin and end, each piece with whether it is of them."""
    done = 0
    for start, end in found:
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False


class Pages:
    """The templates, filled in the reader's language."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._rules_changed = changed_since(served.rules)
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def show(
        self, request: Request, template: str, values: Mapping[str, Any], *, status: int = 200
    ) -> HTMLResponse:
        """A page, or a part of one that is put into a page that is there."""
        lang = language(request, self._served)
        shared = {
            "request": request,
            "lang": lang,
            "other_lang": "en" if lang == "vi" else "vi",
            "served": self._served,
            "rules_changed": self._rules_changed(),
            "token": self._served.token if is_let_in(request) else "",
            "version": __version__,
            "navigation": NAVIGATION,
            "reviewer": reviewer(request),
            "t": partial(tell, lang),
            "number": partial(figure, lang),
            "date": shown_date,
            "moment": shown_moment,
            "due_words": partial(due_words, lang),
            "rule_title": partial(title, lang),
            "path_name": shown_path,
            "printable": printable,
            "with_query": partial(with_query, request),
        }
        html = self._templates.get_template(template).render({**shared, **values})
        response = HTMLResponse(html, status)
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie(LANG_COOKIE, lang, max_age=31_536_000, samesite="strict", httponly=True)
        return response
