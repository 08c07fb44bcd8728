"""A search as it stands in an address: read leniently, written back in one way."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Request

from extractor.corpus import Hit, SearchQuery
from extractor.corpus.query import MAX_CHARACTERS
from extractor.plantext import Span

PAGE_SIZE: Final = 20
_FIELDS: Final = {
    "province": "provinces",
    "district": "districts",
    "commune": "communes",
    "level": "levels",
    "programme": "programmes",
    "doc_type": "doc_types",
    "cites": "cites",
    "indicator": "indicators",
    "rule": "rules",
    "severity": "severities",
    "state": "states",
}
NAMES: Final = tuple(_FIELDS)
_OF_RECORDS: Final = ("cites", "indicator", "rule", "severity", "state")
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_PAGE: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_MOST, _LONGEST = 30, 200  # values of one filter, characters of each
_ON: Final = "true"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; `filters` are its pairs without the words and the page."""

    query: SearchQuery
    filters: tuple[Pair, ...]
    page: int

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Everything but the page, as it is written in an address."""
        words = (("q", self.query.text),) if self.query.text else ()
        exact = (("exact", _ON),) if self.query.exact else ()
        newest = (("newest", _ON),) if self.query.newest else ()
        return (*words, *exact, *newest, *self.filters)

    @property
    def address(self) -> str:
        """The query part of the address."""
        return urlencode(self.pairs)

    @property
    def in_plan(self) -> str:
        """The part of it that a plan's page marks; "" where it is about plans alone."""
        kept = {"q", *_OF_RECORDS}
        pairs = [pair for pair in self.pairs if pair[0] in kept]
        return urlencode([*pairs, *((("exact", _ON),) if self.query.exact and pairs else ())])

    def has(self, name: str, value: object) -> bool:
        """Whether this filter is set."""
        return (name, str(value)) in self.filters

    def toggled(self, name: str, value: object) -> str:
        """The address with a filter set, or taken away where it is."""
        pair = (name, str(value))
        others = [one for one in self.pairs if one != pair]
        return urlencode(others if self.has(name, value) else [*others, pair])


def asked(request: Request) -> Asked:
    """The search of an address; what cannot be meant is passed over."""
    given = request.query_params
    filters: list[Pair] = []
    values: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        typed = (one.strip()[:_LONGEST] for one in given.getlist(name))
        values[field] = tuple(dict.fromkeys(one for one in typed if one))[:_MOST]
        filters += [(name, one) for one in values[field]]
    years = tuple(dict.fromkeys(one for one in given.getlist("year") if _YEAR.fullmatch(one)))[:_MOST]
    page = given.get("page", "1")
    number = int(page) if _PAGE.fullmatch(page) else 1
    query = SearchQuery(
        text=" ".join(given.get("q", "")[:MAX_CHARACTERS].split()),
        exact=given.get("exact") == _ON,
        newest=given.get("newest") == _ON,
        years=tuple(map(int, years)),
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
        **values,
    )
    return Asked(query, (*filters, *(("year", year) for year in years)), number)


def place_of(hit: Hit) -> Span:
    """The first words found of a passage, as a span of the plan's text."""
    start, end = hit.matches[0] if hit.matches else (0, len(hit.text))
    return hit.span[0] + start, hit.span[0] + end


AskedFor = Annotated[Asked, Depends(asked)]
