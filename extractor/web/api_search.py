"""`/api/search` and `/api/compare`: what `extractor search` and `extractor compare` tell with `--format json`."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import Field

from extractor.comparison.comparison import Comparison, LeftOut
from extractor.comparison.groups import grouped
from extractor.comparison.indicator_names import IndicatorName, indicator_names
from extractor.corpus.compare import Wanted
from extractor.corpus.judgements import State
from extractor.corpus.search_query import SearchQuery
from extractor.reporting.compare_json import comparison_json, indicators_json
from extractor.reporting.compare_matrix import matrix_json
from extractor.reporting.hits import page_json
from extractor.rulebook.comparison import ComparisonRules, load_comparison
from extractor.web.access import Opened, ServedRun
from extractor.web.api_models import Open, Problem, SearchAnswer

_MOST_OFFSET: Final = 1_000_000
router = APIRouter(
    prefix="/api",
    tags=["search"],
    responses={
        422: {"model": Problem, "description": "what was asked for cannot be meant"},
        503: {"model": Problem, "description": "the corpus cannot be read, or not in time"},
    },
)

Word = Annotated[str, Field(max_length=200)]
Words = Annotated[list[Word] | None, Query(max_length=20)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Years = Annotated[list[Year] | None, Query(max_length=50)]
Bound = Annotated[Decimal | None, Query(max_digits=30, decimal_places=10)]
Severity = Literal["error", "warning", "info"]
Level = Literal["province", "district", "commune", "village"]
Status = Literal["target", "actual", "estimate", "baseline"]


@router.get("/search")
def search(
    corpus: Opened,
    q: Annotated[str, Query(max_length=1_000, examples=["hỗ trợ nhà ở"])] = "",
    exact: bool = False,
    province: Words = None,
    district: Words = None,
    commune: Words = None,
    level: Annotated[list[Literal["commune", "district", "province", "central"]] | None, Query()] = None,
    year: Years = None,
    programme: Words = None,
    doc_type: Words = None,
    cites: Words = None,
    indicator: Words = None,
    value_from: Bound = None,
    value_to: Bound = None,
    money_from: Annotated[
        Decimal | None, Query(max_digits=30, decimal_places=10, description="triệu đồng")
    ] = None,
    money_to: Bound = None,
    rule: Words = None,
    severity: Annotated[list[Severity] | None, Query()] = None,
    state: Annotated[list[State] | None, Query()] = None,
    newest: bool = False,
    offset: Annotated[int, Query(ge=0, le=_MOST_OFFSET)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    passages: Annotated[int, Query(ge=1, le=20)] = 3,
) -> SearchAnswer:
    """The plans that answer a query, best first: any text is harmless, every word must occur."""
    asked = SearchQuery(
        text=q,
        exact=exact,
        provinces=tuple(province or ()),
        districts=tuple(district or ()),
        communes=tuple(commune or ()),
        levels=tuple(level or ()),
        years=tuple(year or ()),
        programmes=tuple(programme or ()),
        doc_types=tuple(doc_type or ()),
        cites=tuple(cites or ()),
        indicators=tuple(indicator or ()),
        value_from=value_from,
        value_to=value_to,
        money_from=money_from,
        money_to=money_to,
        rules=tuple(rule or ()),
        severities=tuple(severity or ()),
        states=tuple(state or ()),
        newest=newest,
        offset=offset,
        limit=limit,
        passages=passages,
    )
    return SearchAnswer.model_validate(page_json(corpus.search(asked)))


@router.get("/indicators")
def indicators(corpus: Opened, run: ServedRun) -> list[Open]:
    """The indicators that the plans tell, in how many plans and years, those of most plans first."""
    listed = indicators_json(corpus.indicator_counts(), _names(run.rules))
    return [Open.model_validate(one) for one in listed]


def _wanted(
    year: Years = None,
    status: Annotated[list[Status] | None, Query()] = None,
    level: Annotated[list[Level] | None, Query()] = None,
    province: Annotated[str | None, Query(max_length=200)] = None,
    district: Annotated[str | None, Query(max_length=200)] = None,
    place: Annotated[str | None, Query(max_length=200)] = None,
) -> Wanted:
    return Wanted(
        tuple(year or ()), tuple(status or ()), tuple(level or ()), province or None, district or None, place
    )


Asked = Annotated[Wanted, Depends(_wanted)]


@router.get("/compare")
def compare(
    corpus: Opened,
    run: ServedRun,
    wanted: Asked,
    indicator: Annotated[list[Word], Query(min_length=1, max_length=20, examples=[["poverty_rate"]])],
) -> Open:
    """The values of indicators (by id) over places and years: grouped, ranked, each with its place and words."""
    names = _names(run.rules)
    unknown = [one for one in indicator if one not in names]
    if unknown:
        raise HTTPException(422, f"no such indicator: {', '.join(unknown)}")
    rules = _comparison(run.rules)
    found = corpus.compare(indicator, wanted, rules)
    left = LeftOut(found.no_single_place, found.unknown_place, found.villages, found.older_versions)
    compared = Comparison({one: names[one].vi for one in indicator}, grouped(found.values), left)
    return Open.model_validate(comparison_json(compared, rules))


@router.get("/components")
def components(corpus: Opened, run: ServedRun, wanted: Asked) -> list[Open]:
    """By place, every component that a plan funds, sets aside or has a heading for."""
    named = corpus.named_components(wanted, _comparison(run.rules))
    return [Open.model_validate(row) for row in matrix_json(named)]


@lru_cache(maxsize=2)
def _names(overlay: Path | None) -> dict[str, IndicatorName]:
    return indicator_names(overlay)


@lru_cache(maxsize=2)
def _comparison(overlay: Path | None) -> ComparisonRules:
    return load_comparison(overlay)
