"""What the words of a figure, its row and its column say of its time, its scope and its standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor import regex
from extractor.comparison.values import Status, Timing
from extractor.corpus.compare_places import Plan
from extractor.language.text import canonical
from extractor.rulebook.comparison import ComparisonRules
from extractor.rulebook.literals import one_needed, one_stands

_AHEAD: Final = frozenset({"target", "plan"})
_OWN: Final = "own"  # a province's own standard


@dataclass(frozen=True, slots=True)
class Said:
    """What words say; `standard` is the name of one, `own` for a province's own, None where they do not say."""

    is_average: bool = False
    is_period: bool = False
    is_part: bool = False
    is_condition: bool = False
    scope: str = ""
    standard: str | None = None


_NOTHING: Final = Said()


class Words:
    """Reads the words of figures by the rules."""

    def __init__(self, rules: ComparisonRules) -> None:
        self._rules = rules
        self._hang = lru_cache(maxsize=512)(lambda name: rules.of_standard.search(name) is not None)
        self._level = lru_cache(maxsize=512)(lambda name: rules.levels.search(name) is not None)
        self._average, self._period = _Finder(rules.average), _Finder(rules.period)
        self._part, self._scope = _Finder(rules.part_of_year), _Finder(rules.scope)
        self._condition = _Finder(rules.condition)
        self._own = _Finder(rules.own_standard)
        self._standards = tuple((name, _Finder(told)) for name, told in rules.standard_words.items())
        self._of_standards = _all_needed((self._own, *(finder for _, finder in self._standards)))
        self._known = lru_cache(maxsize=512)(rules.standard_of)

    def of(self, text: str) -> Said:
        """What they say."""
        words = canonical(text)
        period = self._period.find(words)
        is_average = self._average.find(words) is not None
        is_period = period is not None and self._rules.period_unless.search(words) is None
        is_condition = self._condition.find(words) is not None
        is_part = self._part.find(words) is not None
        scope = self._scope.find(words) or ""
        standard = self._named(words)
        if not (is_average or is_period or is_part or is_condition or scope) and standard is None:
            return _NOTHING
        return Said(is_average, is_period, is_part, is_condition, scope, standard)

    def timing(
        self, said: Said, plan: Plan, indicator: str, status: Status, year: int | None, *, is_average: bool
    ) -> Timing:
        """What stretch of time a figure is of."""
        if said.is_condition:
            return Timing.CONDITION
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
        known = self._known(year)
        return None if known is None else known.name

    def _named(self, words: str) -> str | None:
        if self._of_standards and not one_stands(self._of_standards, words):
            return None
        if self._own.find(words) is not None:
            return _OWN
        return next((name for name, finder in self._standards if finder.find(words) is not None), None)


class _Finder:
    """A pattern that is looked for only where a word stands without which it cannot match."""

    def __init__(self, pattern: "regex.Pattern[str]") -> None:
        self._pattern = pattern
        self.needed = one_needed(pattern.pattern)

    def find(self, words: str) -> str | None:
        """The words that match; None where none do."""
        if self.needed and not one_stands(self.needed, words):
            return None
        match = self._pattern.search(words)
        return None if match is None else match[0]


def _all_needed(finders: Iterable[_Finder]) -> tuple[str, ...]:
    """Words without which none of them finds anything; none where that cannot be told."""
    needed = [finder.needed for finder in finders]
    return tuple(dict.fromkeys(word for words in needed for word in words)) if all(needed) else ()
