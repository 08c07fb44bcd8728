"""Indicators across places and years: table, chart, downloads."""

import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from extractor.collecting import collector_held_off
from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import Ranked
from extractor.comparison.values import LEVELS, Source, Value
from extractor.errors import ExtractorError
from extractor.exporting.comparison import comparison_csv, comparison_tables
from extractor.exporting.sheets import About, write_workbook
from extractor.reporting.compared_words import (
    note,
    rounded,
    shown_figure,
    shown_kind,
    shown_plan,
    shown_unit,
    summary_lines,
)
from extractor.reporting.words import Lang, say
from extractor.web.access import Opened, ServedRun, Shown
from extractor.web.compare_address import MONEY, RATIOS, SORTS, STATUSES, Compared, CompareFor
from extractor.web.comparing import (
    Row,
    can_draw,
    choices_of,
    choosable,
    counted,
    drawable,
    gathered,
    names_of,
    rows_in_order,
    rules_of,
)
from extractor.web.paging import Paging
from extractor.web.rendering import language
from extractor.web.words import tell

router = APIRouter(include_in_schema=False)

_A_PAGE: Final = 100
_LETTER: Final = 8  # pixels, of a sentence in place of a chart
_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@router.get("/compare", response_class=HTMLResponse)
def compare_page(
    request: Request, corpus: Opened, pages: Shown, run: ServedRun, asked: CompareFor
) -> HTMLResponse:
    """Values of indicators by group with rank, note and words; without an indicator those that there are."""
    lang = language(request, run)
    values: dict[str, Any] = {
        "asked": asked,
        "names": names_of(run.rules),
        "choosable": choosable(corpus, run),
        "counts": () if asked.chosen else counted(corpus, run),
        "choices": choices_of(corpus, asked.indicators, run),
        "levels": LEVELS,
        "statuses": STATUSES,
        "money": tuple(MONEY),
        "ratios": RATIOS,
        "compared": None,
    }
    if asked.chosen:
        with collector_held_off():  # of all values of a large corpus it takes more time than all else
            compared = gathered(corpus, asked, run, lang)
            values |= _table(corpus, compared, asked, lang)
        values["title"] = _title(compared, asked, lang)
    return pages.show(request, "compare.html", values)


def _title(compared: Comparison, asked: Compared, lang: Lang) -> str:
    """What is compared: sums of money by their parts are many names."""
    if asked.chosen[0] in MONEY and not asked.ratio:
        return tell(lang, f"compare.of.{asked.chosen[0]}")
    return ", ".join(compared.names.values())


def _table(corpus: Opened, compared: Comparison, asked: Compared, lang: Lang) -> dict[str, Any]:
    """What the page shows of a comparison: the rows of one page by group, the charts that may be drawn."""
    paging = Paging(asked.page, _A_PAGE, sum(group.count for group in compared.groups))
    shown = rows_in_order(compared, asked.sort, paging.offset, _A_PAGE)
    charts = drawable(compared)
    return {
        "compared": compared,
        "paging": paging,
        "groups": [(group, list(listed)) for group, listed in groupby(shown, key=lambda row: row[0])],
        "numbers": corpus.file_numbers({path for _, row in shown for path in _paths(row.value)}),
        "sorts": SORTS,
        "charts": charts,
        "chart": asked.chart if asked.chart in charts else next(iter(charts), None),
        "can_draw": can_draw(),
        "cells": lambda row: _cells(row, lang),
        "kind": lambda group: shown_kind(lang, group.kind),
        "summary": lambda group: list(summary_lines(group, lang)),
        "left_out": list(_left_out(compared, lang)),
    }


def _cells(row: Row, lang: Lang) -> dict[str, Any]:
    """One row in words; a rank only where there is more than one to rank."""
    group, one = row
    value = one.value
    is_ranked = isinstance(one, Ranked) and len(group.ranked) > 1
    return {
        "rank": one.rank if is_ranked and isinstance(one, Ranked) else None,
        "value": shown_figure(lang, value),
        "unit": shown_unit(lang, value.unit),
        "denominator": None if value.denominator is None else rounded(value.denominator),
        "note": note(one, group, lang),
        "is_outlier": isinstance(one, Ranked) and one.is_outlier,
        "plan": shown_plan(value.source),
        "source": value.source,
        "place": value.place.shown,
        "is_doubtful": value.is_doubtful,
        "under": value.parts[-1].source if value.parts and value.denominator is not None else None,
        "parts": _added(value, lang),
    }


def _added(value: Value, lang: Lang) -> list[tuple[str, Source]]:
    """The sums that one was added up from; those of a ratio's upper figure."""
    if value.denominator is not None and value.parts:
        return _added(value.parts[0], lang)
    return [(shown_figure(lang, part), part.source) for part in value.parts]


def _paths(value: Value) -> Iterator[str]:
    """The files that a value leads to."""
    yield value.source.path
    for part in value.parts:
        yield from _paths(part)


def _left_out(compared: Comparison, lang: Lang) -> list[str]:
    counts = ((name, getattr(compared.left_out, name)) for name in LeftOut.__dataclass_fields__)
    return [tell(lang, f"compare.left_out.{name}", count=count) for name, count in counts if count]


@router.get("/compare.{form}")
def compare_file(request: Request, form: str, corpus: Opened, run: ServedRun, asked: CompareFor) -> Response:
    """The same as a file; `chart` is what is drawn, for a dark page (`theme=dark`) or a phone (`width=narrow`)."""
    if form not in _KINDS or not asked.chosen:
        raise HTTPException(404)
    lang = language(request, run)
    compared = gathered(corpus, asked, run, lang)
    given = request.query_params
    page = {"is_dark": given.get("theme") == "dark", "is_narrow": given.get("width") == "narrow"}
    content = _content(form, compared, asked, run, lang, page)
    headers = {}
    if form != "svg" or "download" in request.query_params:
        headers["content-disposition"] = f'attachment; filename="so-sanh.{form}"'
    return Response(content, media_type=_KINDS[form], headers=headers)


def _content(
    form: str, compared: Comparison, asked: Compared, run: ServedRun, lang: Lang, page: Mapping[str, bool]
) -> bytes:
    match form:
        case "csv":
            return comparison_csv(compared, lang).encode()
        case "xlsx":
            return _workbook(compared, lang)
    try:
        return _picture(form, compared, asked, run, lang, page)
    except ExtractorError as error:
        if form == "png":
            raise HTTPException(409, error.in_language(lang)) from error
        return _said(error.in_language(lang), page)


def _workbook(compared: Comparison, lang: Lang) -> bytes:
    about = About(say(lang, "compare.book"), ", ".join(compared.names.values()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so-sanh.xlsx"
        write_workbook(path, comparison_tables(compared, lang), about)
        return path.read_bytes()


def _picture(
    form: Any, compared: Comparison, asked: Compared, run: ServedRun, lang: Lang, page: Mapping[str, bool]
) -> bytes:
    from extractor.charting import chart_of, picture  # noqa: PLC0415  (an extra, and slow to load)

    charts = drawable(compared)
    chart: Any = asked.chart if asked.chart in charts else next(iter(charts), "dots")
    spec = chart_of(compared, chart, rules_of(run.rules), lang)
    return picture(spec, form, lang, **page)


def _said(words: str, page: Mapping[str, bool]) -> bytes:
    """A sentence in place of a chart that cannot be drawn."""
    colour, width = "#e7e9eb" if page["is_dark"] else "#222222", 340 if page["is_narrow"] else 900
    lines = wrap(words, width // _LETTER)
    told = "".join(f'<tspan x="0" dy="20">{escape(line)}</tspan>' for line in lines)
    text = f'<text y="4" font-family="sans-serif" font-size="14" fill="{colour}">{told}</text>'
    height = 20 * len(lines) + 16
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{text}</svg>'.encode()
