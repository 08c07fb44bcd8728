"""A comparison as an address asks for it: which values, in which order, as which chart."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Request

from extractor.comparison.comparison import Comparison
from extractor.comparison.groups import Group, Left, Ranked, grouped
from extractor.comparison.indicator_names import IndicatorName, indicator_names
from extractor.comparison.places import told_apart
from extractor.comparison.values import LEVELS
from extractor.corpus import Corpus
from extractor.corpus.compare import IndicatorCount, Wanted
from extractor.language.text import fold
from extractor.rulebook.comparison import ComparisonRules, load_comparison
from extractor.web.settings import Served

STATUSES: Final = ("target", "actual", "estimate", "baseline")
SORTS: Final = ("rank", "place", "value", "denominator", "plan")
CHARTS: Final = ("dots", "multiples", "series", "scatter", "slopes")
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_PAGE: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_MOST, _LONGEST = 6, 200  # indicators, characters of a name
_MOST_MADE: Final = 6
_MADE: Final[dict[object, Any]] = {}
_LOCK: Final = Lock()
_PACKAGES: Final = ("altair", "vl_convert")

Row = tuple[Group, Ranked | Left]


@dataclass(frozen=True, slots=True)
class Compared:
    """What an address asks to compare; `sort` is a column, with `-` before it from the largest on."""

    indicators: tuple[str, ...]
    wanted: Wanted
    sort: str
    chart: str
    page: int
    pairs: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The query part of the address, without order and page."""
        return urlencode(self.pairs)

    def sorted_by(self, column: str) -> str:
        """The address with the order that a press on the head of a column gives."""
        turned = f"-{column}" if self.sort == column else column
        return urlencode([*self.pairs, ("chart", self.chart), ("sort", turned)])

    def direction(self, column: str) -> str:
        """How the rows stand in this column, in the words of `aria-sort`."""
        if self.sort.removeprefix("-") != column:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"


def compared(request: Request) -> Compared:
    """The comparison of an address; what cannot be meant is passed over."""
    given = request.query_params

    def each(name: str, known: Sequence[str] | None = None) -> tuple[str, ...]:
        typed = dict.fromkeys(one.strip()[:_LONGEST] for one in given.getlist(name))
        return tuple(one for one in typed if one and (known is None or one in known))

    def one(name: str, known: Sequence[str]) -> str:
        return given.get(name, "") if given.get(name, "").removeprefix("-") in known else known[0]

    indicators = each("indicator")[:_MOST]
    years = tuple(year for year in each("year") if _YEAR.fullmatch(year))
    levels, statuses = each("level", LEVELS), each("status", STATUSES)
    province, place = ("".join(each(name)[:1]) for name in ("province", "place"))
    lists = (("indicator", indicators), ("year", years), ("level", levels), ("status", statuses))
    pairs = [(name, value) for name, values in lists for value in values]
    pairs += [(name, value) for name, value in (("province", province), ("place", place)) if value]
    page = given.get("page", "1")
    return Compared(
        indicators,
        Wanted(tuple(map(int, years)), statuses, levels, province or None, None, place or None),  # type: ignore[arg-type]
        one("sort", SORTS),
        given.get("chart", "") if given.get("chart", "") in CHARTS else "",
        int(page) if _PAGE.fullmatch(page) else 1,
        tuple(pairs),
    )


CompareFor = Annotated[Compared, Depends(compared)]


@lru_cache(maxsize=1)
def names_of(overlay: Path | None) -> dict[str, IndicatorName]:
    """The indicators by id, read once a run."""
    return indicator_names(overlay)


@lru_cache(maxsize=1)
def rules_of(overlay: Path | None) -> ComparisonRules:
    """The rules of comparing, read once a run."""
    return load_comparison(overlay)


def counted(corpus: Corpus, run: Served) -> list[IndicatorCount]:
    """The indicators of the corpus, counted once as long as nothing is written to it."""
    counts: list[IndicatorCount] = _kept("counts", run, corpus.indicator_counts)
    return counts


def gathered(corpus: Corpus, asked: Compared, run: Served) -> Comparison:
    """The values asked for, grouped and ranked; of indicators that are not known none. Table, chart and files of
    one comparison, in whatever order, gather them once."""
    question = (asked.indicators, asked.wanted)
    made: Comparison = _kept(question, run, lambda: _gathered(corpus, asked, run))
    return made


def _kept(what: object, run: Served, make: Callable[[], Any]) -> Any:
    """What was made for the same question while the database was as it is now; the oldest of a few goes."""
    key = (what, run.db, run.rules, *_stamp(run.db))
    with _LOCK:
        if key in _MADE:
            return _MADE[key]
    made = make()
    with _LOCK:
        _MADE[key] = made
        while len(_MADE) > _MOST_MADE:
            del _MADE[next(iter(_MADE))]
    return made


def _stamp(db: Path) -> tuple[int, ...]:
    """Changes whenever something is written to the database."""
    files = (path for path in (db, db.with_name(f"{db.name}-wal")) if path.exists())
    return tuple(number for path in files for number in (path.stat().st_mtime_ns, path.stat().st_size))


def _gathered(corpus: Corpus, asked: Compared, run: Served) -> Comparison:
    known = names_of(run.rules)
    chosen = {name: known[name].vi for name in asked.indicators if name in known}
    found = corpus.compare(list(chosen), asked.wanted, rules_of(run.rules))
    return Comparison(chosen, grouped(found.values), found.left_out)


def in_order(comparison: Comparison, sort: str) -> list[Row]:
    """Every value, group by group, in this order within its group; those without a figure to sort by stand last."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    rows: list[Row] = []
    for group in comparison.groups:
        listed: list[Ranked | Left] = [*group.ranked, *group.left]
        keyed = [row for row in listed if _key(row, column) is not None]
        keyed.sort(key=lambda row: _key(row, column), reverse=down)  # type: ignore[arg-type, return-value]
        rows += ((group, row) for row in keyed)
        rows += ((group, row) for row in listed if _key(row, column) is None)
    return rows


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
    ranked = any(group.ranked for group in comparison.groups)
    found = [*_between_two(comparison), *(("dots", "multiples") if ranked else ())]
    if _is_one_place(comparison) and any(group.kind.year for group in comparison.groups):
        found.insert(0, "series")
    statuses = {group.kind.status for group in comparison.groups if group.ranked}
    if statuses & {"target", "plan"} and statuses & {"actual", "estimate"}:
        found.append("slopes")
    return tuple(found)


def _between_two(comparison: Comparison) -> Iterable[str]:
    with_ranks = {group.kind.indicator for group in comparison.groups if group.ranked}
    return ("scatter",) if len(with_ranks) > 1 else ()


def _is_one_place(comparison: Comparison) -> bool:
    return len(told_apart(comparison.places)) == 1
