"""A search as a value, and what it finds."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.corpus.results import Hit


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: words, and what the plans and their records must be. Of each filter one value is
    enough, and all filters must hold; an empty one lets everything pass.

    `text` is any text: every word must occur in the plan, «"…"» are phrases, numbers of documents and figures are
    found however they are written. `exact`: only with the diacritics as typed. Places are named with or without
    diacritics and rank word; a year is the plan's or one of its period. `cites` are numbers of documents, whole or
    their beginning; `value_from`, `value_to` bound the values of targets (of `indicators`, if given), `money_from`,
    `money_to` sums in triệu đồng. `severities`, `rules` and `states` must hold of one finding. `newest`: only the
    newest version of each plan. A page is `limit` plans from the `offset`-th on, with `passages` of each.
    """

    text: str = ""
    exact: bool = False
    provinces: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    programmes: tuple[str, ...] = ()
    doc_types: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    value_from: Decimal | None = None
    value_to: Decimal | None = None
    money_from: Decimal | None = None
    money_to: Decimal | None = None
    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    newest: bool = False
    offset: int = 0
    limit: int = 20
    passages: int = 3


@dataclass(frozen=True, slots=True)
class PlanHits:
    """A plan found: its best passages, and how many it has in all. `tier` is 0 where the words stand side by side
    with the diacritics typed, 1 where they stand so without, 2 elsewhere."""

    document: int
    path: str
    tier: int
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the plans found have which value, the most frequent first."""

    name: str
    values: tuple[tuple[str | int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search. `total` plans were found, `together` of them with all words side by side."""

    query: SearchQuery
    plans: tuple[PlanHits, ...]
    total: int
    together: int
    facets: tuple[Facet, ...]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages of all plans of the page."""
        return tuple(hit for plan in self.plans for hit in plan.hits)
