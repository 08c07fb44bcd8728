"""What the words of a figure, its row and its column say of its time, its scope and its standard."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from extractor.comparison.values import Status, Timing
from extractor.corpus.compare_places import Plan
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules

_AHEAD: Final = frozenset({"target", "plan"})
_OWN: Final = "own"  # a province's own standard


@dataclass(frozen=True, slots=True)
class Said:
    """What words say; `standard` is the name of one, `own` for a province's own, None where they do not say."""

    is_average: bool = False
    is_period: bool = False
    is_part: bool = False
    scope: str = ""
    standard: str | None = None


_NOTHING: Final = Said()
# Most figures say nothing of the sort, and one look is enough to see it.
_TRIGGER: Final = regex.compile(
    "năm|giai đoạn|tháng|quý|sơ kết|chuẩn|nhiệm kỳ|khu vực|vùng|nghèo|khó khăn|giáp biên|dân tộc|dtts|đbkk|/qđ|/nđ"
)


class Words:
    """Reads the words of figures by the rules."""

    def __init__(self, rules: ComparisonRules) -> None:
        self._rules = rules
        self._hang = lru_cache(maxsize=512)(lambda name: rules.of_standard.search(name) is not None)
        self._level = lru_cache(maxsize=512)(lambda name: rules.levels.search(name) is not None)

    def of(self, text: str) -> Said:
        """What they say."""
        words = canonical(text)
        if _TRIGGER.search(words) is None:
            return _NOTHING
        rules = self._rules
        scope = rules.scope.search(words)
        return Said(
            is_average=rules.average.search(words) is not None,
            is_period=rules.period.search(words) is not None and rules.period_unless.search(words) is None,
            is_part=rules.part_of_year.search(words) is not None,
            scope=scope[0] if scope else "",
            standard=self._named(words) if "chuẩn" in words or "/qđ" in words or "/nđ" in words else None,
        )

    def timing(
        self, said: Said, plan: Plan, indicator: str, status: Status, year: int | None, *, is_average: bool
    ) -> Timing:
        """What stretch of time a figure is of."""
        if is_average or said.is_average:
            return Timing.AVERAGE
        over_years = plan.plan_year is None and plan.period is not None and year in (None, plan.period[1])
        if over_years and status == "baseline":
            return Timing.PERIOD  # the state before its first year
        if self._level(indicator):
            return Timing.YEAR
        if said.is_part and status not in _AHEAD:
            return Timing.PART
        return Timing.PERIOD if said.is_period or (over_years and status in _AHEAD) else Timing.YEAR

    def standard(self, said: Said, indicator: str, year: int | None) -> str | None:
        """The name of the poverty standard that a figure hangs on; None where it hangs on none or none is known."""
        if not self._hang(indicator):
            return None
        if said.standard is not None:
            return said.standard
        known = self._rules.standard_of(year)
        return None if known is None else known.name

    def _named(self, words: str) -> str | None:
        if self._rules.own_standard.search(words):
            return _OWN
        named = self._rules.standard_words.items()
        return next((name for name, pattern in named if pattern.search(words)), None)
