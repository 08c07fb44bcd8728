"""`/api/search` and `/api/compare`: what `extractor search` and `extractor compare` tell with `--format json`."""

from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import Field

from extractor.comparison.comparison import Comparison
from extractor.comparison.groups import grouped
from extractor.corpus.compare import Wanted
from extractor.corpus.compare_asked import answered
from extractor.corpus.judgements import State
from extractor.corpus.search_query import SearchQuery
from extractor.reporting.compare_json import comparison_json, indicators_json
from extractor.reporting.compare_matrix import matrix_json
from extractor.reporting.compared_words import asked_names
from extractor.reporting.hits import page_json
from extractor.web.access import Opened, ServedRun
from extractor.web.api_models import Open, Problem, SearchAnswer
from extractor.web.compare_address import MONEY, asked_of, ratios_of
from extractor.web.comparing import names_of, programmes_of, rules_of

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
    listed = indicators_json(corpus.indicator_counts(), names_of(run.rules))
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
    indicator: Annotated[
        list[Word],
        Query(
            min_length=1,
            max_length=20,
            examples=[["poverty_rate"]],
            description=f"ids of indicators, or one of {', '.join(MONEY)}",
        ),
    ],
    ratio: Literal["actual-plan", "reduction-baseline"] | None = None,
) -> Open:
    """The values of indicators or money over places and years: grouped, ranked, each with its place and words."""
    names, rules = names_of(run.rules), rules_of(run.rules)
    _understood(indicator, ratio, names)
    asked = asked_of(indicator, ratio or "", names)
    found = answered(corpus, asked, wanted, rules)
    told = asked_names(asked, found.cells, {one: names[one].vi for one in asked.indicators}, "vi")
    return Open.model_validate(comparison_json(Comparison(told, grouped(found.values), found.left), rules))


def _understood(indicator: list[str], ratio: str | None, names: Collection[str]) -> None:
    """Raises HTTPException (422) for what is not known, and for what cannot be compared together."""
    unknown = [one for one in indicator if one not in names and one not in MONEY]
    if unknown:
        raise HTTPException(422, f"no such indicator: {', '.join(unknown)}")
    if len(indicator) > 1 and not MONEY.keys().isdisjoint(indicator):
        raise HTTPException(422, "money is not compared together with anything else")
    if ratio is not None and ratio not in ratios_of(indicator):
        raise HTTPException(422, f"there is no ratio {ratio} of {', '.join(indicator)}")


@router.get("/components")
def components(corpus: Opened, run: ServedRun, wanted: Asked) -> list[Open]:
    """By place, every component that a plan funds, sets aside or has a heading for."""
    named = corpus.named_components(wanted, rules_of(run.rules))
    return [Open.model_validate(row) for row in matrix_json(named, programmes_of(run.rules))]
