"""Who is told to do what and by when: a table of assignments, a calendar of deadlines."""

from calendar import Calendar
from collections import defaultdict
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from extractor.corpus.duties import MOST_DEADLINES, ROLES, Due, DutiesAsked
from extractor.reporting.places import shown_section
from extractor.web.access import Opened, Shown
from extractor.web.duties import DutiesFor, DutiesOf
from extractor.web.paging import Paging

router = APIRouter(include_in_schema=False)

_A_PAGE: Final = 100
_LEVELS: Final = ("commune", "district", "province", "central")
_FIRST, _LAST = "1000-01", "2999-12"  # that an address may name


@router.get("/tasks", response_class=HTMLResponse)
def tasks_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    asked: DutiesFor,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Assignments of one plan (`file`) or of all, filtered, page by page."""
    total, told = corpus.assigned(asked.wanted, (page - 1) * _A_PAGE, _A_PAGE)
    values = {"told": told, "paging": Paging(page, _A_PAGE, total), "components": corpus.components_told()}
    return pages.show(request, "tasks.html", values | _shared(asked))


@router.get("/tasks/calendar", response_class=HTMLResponse)
def calendar_page(
    request: Request,
    corpus: Opened,
    pages: Shown,
    asked: DutiesFor,
    month: Annotated[str, Query(pattern=r"^([12][0-9]{3}-(0[1-9]|1[0-2]))?$")] = "",
) -> HTMLResponse:
    """The deadlines of one month, those of every year among them, and those within its year."""
    asked = asked.of_plans
    months, years = corpus.months_of(asked.wanted), corpus.years_of(asked.wanted)
    shown = month or (months[-1][0] if months else _without_months(corpus, asked.wanted, years))
    if not shown:
        return pages.show(request, "calendar.html", {"month": "", "months": [], **_shared(asked)})
    due, within = corpus.due_in(asked.wanted, shown), corpus.due_within(asked.wanted, shown[:4])
    year, number = int(shown[:4]), int(shown[5:])
    values = {
        "month": shown,
        "months": months,
        "years": years,
        "weeks": Calendar().monthdayscalendar(year, number),
        "by_day": _by_day(due),
        "whole": [one for one in due if one.day is None],
        "within": within,
        "cut": MOST_DEADLINES in {len(due), len(within)},
        "before": "" if shown == _FIRST else f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}",
        "after": "" if shown == _LAST else f"{year + (number == 12)}-{number % 12 + 1:02d}",
    }
    return pages.show(request, "calendar.html", values | _shared(asked))


def _without_months(corpus: Opened, wanted: DutiesAsked, years: list[tuple[str, int]]) -> str:
    """Where no deadline has a year and a month: the first month of those of every year, or the end of the last year
    told; "" where there is none at all."""
    yearly = corpus.first_yearly(wanted)
    if yearly is not None:
        month, year = yearly
        return f"{year or date.today().year}-{month}"
    return f"{years[-1][0]}-12" if years else ""


def _shared(asked: DutiesOf) -> dict[str, Any]:
    return {"asked": asked, "roles": ROLES, "levels": _LEVELS, "section": shown_section}


def _by_day(due: list[Due]) -> dict[int, list[Due]]:
    found: dict[int, list[Due]] = defaultdict(list)
    for one in due:
        if one.day is not None:
            found[one.day].append(one)
    return found
