"""The values that an address asks to compare: gathered once, put in order, with the charts they suffice for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from extractor.comparison.comparison import Comparison
from extractor.comparison.groups import Group, Left, Ranked, grouped
from extractor.comparison.indicator_names import IndicatorName, indicator_names
from extractor.comparison.places import is_one_place
from extractor.corpus import Corpus
from extractor.corpus.compare import IndicatorCount
from extractor.corpus.compare_asked import Answered, answered
from extractor.corpus.money_lines import MONEY
from extractor.corpus.shown_beside import Choices
from extractor.language.text import fold
from extractor.reporting.compared_words import asked_names
from extractor.reporting.words import Lang
from extractor.rulebook.comparison import ComparisonRules, load_comparison
from extractor.rulebook.programmes import ProgrammeRules, load_programmes
from extractor.web.compare_address import Compared, asked_of
from extractor.web.keeping import kept
from extractor.web.settings import Served

_SOURCES: Final = frozenset({"central", "local", "credit", "mobilised"})
_PACKAGES: Final = ("altair", "vl_convert")

Row = tuple[Group, Ranked | Left]


@lru_cache(maxsize=1)
def names_of(overlay: Path | None) -> dict[str, IndicatorName]:
    """The indicators by id, read once a run."""
    return indicator_names(overlay)


@lru_cache(maxsize=1)
def rules_of(overlay: Path | None) -> ComparisonRules:
    """The rules of comparing, read once a run."""
    return load_comparison(overlay)


@lru_cache(maxsize=1)
def programmes_of(overlay: Path | None) -> ProgrammeRules:
    """The programmes with their components, read once a run."""
    return load_programmes(overlay)


def counted(corpus: Corpus, run: Served) -> list[IndicatorCount]:
    """The indicators of the corpus, counted once as long as nothing is written to it."""
    counts: list[IndicatorCount] = kept("counts", run, corpus.indicator_counts, lasting=True)
    return counts


def choosable(corpus: Corpus, run: Served) -> dict[str, int]:
    """The indicators that can be chosen, each with how many plans tell it; counted once as above."""
    plans: dict[str, int] = kept("plans of indicators", run, corpus.plans_by_indicator, lasting=True)
    return plans


def choices_of(corpus: Corpus, indicators: Sequence[str], run: Served, *, lasting: bool = False) -> Choices:
    """The years and provinces that can be asked for, looked up once as long as nothing is written."""
    found: Choices = kept(
        ("choices", indicators), run, lambda: corpus.compare_choices(indicators), lasting=lasting
    )
    return found


def gathered(
    corpus: Corpus, asked: Compared, run: Served, lang: Lang, *, lasting: bool = False
) -> Comparison:
    """The values asked for, grouped and ranked. Table, chart and files of one comparison, in whatever order, gather
    them once."""
    known = names_of(run.rules)
    wish = asked_of(asked.chosen, asked.ratio, known)

    def made() -> tuple[tuple[Group, ...], Answered]:
        found = answered(corpus, wish, asked.wanted, rules_of(run.rules))
        return grouped(found.values), replace(found, values=())

    groups, found = kept((wish, asked.wanted), run, made, lasting=lasting)
    names = asked_names(wish, found.cells, {name: known[name].vi for name in wish.indicators}, lang)
    return Comparison(names, groups, found.left)


def rows_in_order(comparison: Comparison, sort: str, offset: int, limit: int) -> list[Row]:
    """Some of the values, group by group, in this order within their group; those without a figure to sort by stand
    last. Groups that are not among them are not ranked."""
    rows: list[Row] = []
    for group in comparison.groups:
        if offset < group.count and len(rows) < limit:
            listed = _sorted(group, sort)[offset : offset + limit - len(rows)]
            rows += ((group, row) for row in listed)
        offset = max(0, offset - group.count)
    return rows


def _sorted(group: Group, sort: str) -> Sequence[Ranked | Left]:
    if sort == "rank":  # as they stand
        return group.rows
    column, down = sort.removeprefix("-"), sort.startswith("-")
    keyed = [row for row in group.rows if _key(row, column) is not None]
    keyed.sort(key=lambda row: _key(row, column), reverse=down)  # type: ignore[arg-type, return-value]
    return *keyed, *(row for row in group.rows if _key(row, column) is None)


def _key(row: Ranked | Left, column: str) -> object:
    match column:
        case "rank":
            return row.rank if isinstance(row, Ranked) else None
        case "place":
            return fold(row.value.place.shown)
        case "denominator":
            return row.value.denominator
        case "plan":
            return row.value.source.number or row.value.source.title or row.value.source.path
    return row.value.value


def can_draw() -> bool:
    """Whether the packages that draw charts are here."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def drawable(comparison: Comparison) -> tuple[str, ...]:
    """The charts that these values suffice for, the usual one first."""
    ranked = any(group.is_ranked for group in comparison.groups)
    found = [*_between_two(comparison), *(("dots", "multiples") if ranked else ())]
    if any(group.kind.year for group in comparison.groups) and is_one_place(comparison.places):
        found.insert(0, "series")
    statuses = {group.kind.status for group in comparison.groups if group.is_ranked}
    if statuses & {"target", "plan"} and statuses & {"actual", "estimate"}:
        found.append("slopes")
    if any(_SOURCES & set(name.split("/")) for name in comparison.names):
        found.insert(0, "stacks")
    return tuple(found)


def _between_two(comparison: Comparison) -> Iterable[str]:
    with_ranks = {group.kind.indicator for group in comparison.groups if group.is_ranked}
    of_facts = {name for name in with_ranks if name.partition("/")[0] != MONEY}
    return ("scatter",) if len(of_facts) > 1 else ()
