"""Components by place: funded with how much, set aside and why, named without a sum, silent."""

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from extractor.collecting import collector_held_off
from extractor.comparison.values import LEVELS
from extractor.corpus.compare import Wanted
from extractor.corpus.compare_money import Named
from extractor.reporting.compare_matrix import Row, matrix, stand_words
from extractor.reporting.places import shortened
from extractor.reporting.words import Lang
from extractor.web.access import Opened, ServedRun, Shown
from extractor.web.comparing import programmes_of, rules_of
from extractor.web.keeping import kept
from extractor.web.paging import Paging
from extractor.web.rendering import language

router = APIRouter(include_in_schema=False)

_WHY: Final = 320
_A_PAGE: Final = 300


@dataclass(frozen=True, slots=True)
class _Said:
    """What a plan says of one component: how it stands, in words, where, and why it is set aside."""

    stand: str
    words: str
    address: str
    quoted: str
    why: str


@router.get("/components", response_class=HTMLResponse)
def components_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    run: ServedRun,
    year: Annotated[str, Query(pattern=r"^[0-9]{0,4}$")] = "",
    level: Annotated[str, Query(max_length=20)] = "",
    province: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """A row for each plan that names a component, a column for each component, page by page."""
    levels = tuple(one for one in LEVELS if one == level)
    wanted = Wanted(years=(int(year),) if year else (), levels=levels, province=province.strip() or None)
    columns, rows = kept(("components", wanted), run, lambda: _gathered(corpus, wanted, run))
    lang, paging = language(request, run), Paging(page, _A_PAGE, len(rows))
    shown = [
        (row.place.shown, row.plan, [_cell(row, column, lang) for column in columns])
        for row in rows[paging.offset : paging.last]
    ]
    values = {
        "columns": columns,
        "rows": shown,
        "paging": paging,
        "levels": LEVELS,
        "asked": {"year": year, "level": level, "province": province},
    }
    return pages.show(request, "components.html", values)


def _gathered(corpus: Opened, wanted: Wanted, run: ServedRun) -> tuple[list[str], list[Row]]:
    """The columns and rows of what is wanted."""
    with collector_held_off():
        return matrix(corpus.named_components(wanted, rules_of(run.rules)), programmes_of(run.rules))


def _cell(row: Row, column: str, lang: Lang) -> tuple[str, list[_Said]]:
    """How a plan stands to a component, and what it says of it."""
    told = [_said(one, lang) for one in row.told.get(column, ())]
    return told[0].stand if told else "silent" if row.is_silent(column) else "elsewhere", told


def _said(one: Named, lang: Lang) -> _Said:
    source = one.source
    start, end = source.span
    quoted = shortened(source.text, _WHY)
    return _Said(
        one.stand,
        stand_words(one, lang) if one.stand == "funded" else "",
        f"/plans?{urlencode({'path': source.path})}#at={start}-{end}",
        quoted,
        quoted if one.stand == "excused" else "",
    )
