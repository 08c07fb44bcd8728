"""A comparison as it stands in an address: read leniently, written back in one way."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Depends, Request

from extractor.comparison.values import LEVELS
from extractor.corpus.compare import Wanted
from extractor.corpus.compare_asked import Asked

STATUSES: Final = ("target", "actual", "estimate", "baseline")
SORTS: Final = ("rank", "place", "value", "denominator", "plan")
CHARTS: Final = ("dots", "multiples", "series", "scatter", "slopes", "stacks")
MONEY: Final[Mapping[str, Asked]] = MappingProxyType(
    {
        "money": Asked(money=()),
        "money/component": Asked(money=("component",)),
        "money/source": Asked(money=("source",)),
        "money/capital": Asked(money=("capital",)),
        "per-poor-household": Asked(ratio="per-poor-household"),
        "per-leaving-household": Asked(ratio="per-leaving-household"),
        "local-central": Asked(ratio="local-central"),
    }
)
RATIOS: Final = ("actual-plan", "reduction-baseline")
_OF_MONEY: Final = {"money": RATIOS[:1]}  # the ratios that can be asked of money; of an indicator all
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_PAGE: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_MOST, _LONGEST = 6, 200  # indicators, characters of a name


@dataclass(frozen=True, slots=True)
class Compared:
    """What an address asks to compare; `sort` is a column, with `-` before it from the largest on.

    `chosen` are ids of indicators, or one of `MONEY`; `ratio` is one of `RATIOS` or "".
    """

    chosen: tuple[str, ...]
    ratio: str
    wanted: Wanted
    sort: str
    chart: str
    page: int
    pairs: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The query part of the address, without order and page."""
        return urlencode(self.pairs)

    @property
    def indicators(self) -> tuple[str, ...]:
        """What is chosen but for money."""
        return tuple(name for name in self.chosen if name not in MONEY)

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

    chosen = _chosen(each("indicator"))
    ratio = each("ratio", ratios_of(chosen))[:1]
    years = tuple(year for year in each("year") if _YEAR.fullmatch(year))
    levels, statuses = each("level", LEVELS), each("status", STATUSES)
    province, place = ("".join(each(name)[:1]) for name in ("province", "place"))
    lists = (
        ("indicator", chosen), ("ratio", ratio), ("year", years), ("level", levels), ("status", statuses),
    )  # fmt: skip
    pairs = [(name, value) for name, values in lists for value in values]
    pairs += [(name, value) for name, value in (("province", province), ("place", place)) if value]
    page = given.get("page", "1")
    return Compared(
        chosen,
        "".join(ratio),
        Wanted(tuple(map(int, years)), statuses, levels, province or None, None, place or None),  # type: ignore[arg-type]
        one("sort", SORTS),
        given.get("chart", "") if given.get("chart", "") in CHARTS else "",
        int(page) if _PAGE.fullmatch(page) else 1,
        tuple(pairs),
    )


def _chosen(given: Sequence[str]) -> tuple[str, ...]:
    """Indicators, or money: these are not compared together."""
    of_money = tuple(name for name in given if name in MONEY)[:1]
    return of_money or tuple(given[:_MOST])


def ratios_of(chosen: Sequence[str]) -> Sequence[str]:
    """The ratios that may be asked of what is chosen."""
    first = chosen[0] if chosen else ""
    return _OF_MONEY.get(first, ()) if first in MONEY else RATIOS


CompareFor = Annotated[Compared, Depends(compared)]


def asked_of(chosen: Sequence[str], ratio: str, known: Collection[str]) -> Asked:
    """What was chosen, as a corpus is asked; of indicators that are not known none."""
    of_money = next((MONEY[name] for name in chosen if name in MONEY), None)
    if of_money is None:
        return Asked(tuple(name for name in chosen if name in known), ratio=ratio or None)  # type: ignore[arg-type]
    return replace(of_money, ratio=ratio or of_money.ratio)  # type: ignore[arg-type]
