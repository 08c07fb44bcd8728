"""What a comparison asks of a corpus: indicators, money broken down by parts, or a ratio of these."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from extractor.comparison.comparison import LeftOut
from extractor.comparison.money import Cell, Part
from extractor.comparison.ratio_names import OF_MONEY, Ratio
from extractor.comparison.ratios import cut_of_start, over_source, per_household, reached
from extractor.comparison.values import Value
from extractor.corpus.compare import Gathered, Wanted
from extractor.rulebook.comparison import ComparisonRules

_COUNTED: Final = {
    "per-poor-household": "poor_households",
    "per-leaving-household": "poor_households_reduction",
}
_REDUCTION: Final = "_reduction"


class Comparable(Protocol):
    """Plans whose figures can be gathered: a database, the Parquet of a scan on a cluster."""

    def compare(self, indicators: Collection[str], wanted: Wanted, rules: ComparisonRules) -> Gathered: ...

    def compare_money(
        self, parts: Collection[Part], wanted: Wanted, rules: ComparisonRules
    ) -> tuple[Gathered, tuple[Cell, ...]]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Indicators by id; else money by these parts (none: not broken down); `ratio` of either."""

    indicators: tuple[str, ...] = ()
    money: tuple[Part, ...] | None = None
    ratio: Ratio | None = None

    @property
    def is_of_money(self) -> bool:
        """Whether sums of money are compared, or a ratio of them."""
        return self.money is not None or self.ratio in OF_MONEY


@dataclass(frozen=True, slots=True)
class Answered:
    """The values, each under its indicator (a sum's is its cell's, a ratio's its name); the sums asked for."""

    values: Sequence[Value]
    cells: tuple[Cell, ...] = ()
    left: LeftOut = field(default_factory=LeftOut)


def answered(corpus: Comparable, asked: Asked, wanted: Wanted, rules: ComparisonRules) -> Answered:
    """The values asked for, or the ratios of them."""
    if asked.ratio is not None:
        return Answered(tuple(_ratios(corpus, asked, asked.ratio, wanted, rules)))
    if asked.money is not None:
        gathered, cells = corpus.compare_money(asked.money, wanted, rules)
        return Answered(gathered.values, cells, gathered.left_out)
    gathered = corpus.compare(list(asked.indicators), wanted, rules)
    return Answered(gathered.values, left=gathered.left_out)


def _ratios(
    corpus: Comparable, asked: Asked, ratio: Ratio, wanted: Wanted, rules: ComparisonRules
) -> list[Value]:
    """The values of a ratio; what it is divided by may be told for another year or status."""
    free = replace(wanted, years=(), statuses=())
    found = (
        _of_money(corpus, ratio, free, rules)
        if asked.is_of_money
        else _of_indicators(corpus, asked.indicators, ratio, free, rules)
    )
    statuses = {*wanted.statuses, *(("plan",) if "target" in wanted.statuses else ())}  # a target of money
    return [
        value
        for value in found
        if (not wanted.years or value.year in wanted.years) and (not statuses or value.status in statuses)
    ]


def _of_money(corpus: Comparable, ratio: Ratio, free: Wanted, rules: ComparisonRules) -> Iterable[Value]:
    parts: tuple[Part, ...] = ("source",) if ratio == "local-central" else ()
    sums = corpus.compare_money(parts, free, rules)[0].values
    if ratio == "actual-plan":
        return reached(sums, ratio)
    if ratio == "local-central":
        central = [value for value in sums if value.indicator.endswith("/central")]
        return over_source((v for v in sums if v.indicator.endswith("/local")), central, ratio)
    counts = corpus.compare([_COUNTED[ratio]], free, rules).values
    return per_household(sums, counts, ratio, ratio)


def _of_indicators(
    corpus: Comparable, indicators: Sequence[str], ratio: Ratio, free: Wanted, rules: ComparisonRules
) -> Iterable[Value]:
    if ratio == "actual-plan":
        return reached(corpus.compare(list(indicators), free, rules).values, ratio)
    cuts = [name for name in indicators if name.endswith(_REDUCTION)] or [
        f"{name}{_REDUCTION}" for name in indicators
    ]
    found: list[Value] = []
    for name in cuts:
        over = corpus.compare([name], free, rules).values
        under = corpus.compare([name.removesuffix(_REDUCTION)], free, rules).values
        found += cut_of_start(over, under, ratio)
    return found
