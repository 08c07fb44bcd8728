"""Rules that say what a figure measures, which way it goes and when it holds."""

from collections.abc import Callable, Sequence
from functools import cached_property

from pydantic import Field, RootModel, ValidationInfo, field_validator

from extractor import regex
from extractor.rulebook.gates import Gate, numbers
from extractor.rulebook.language import Cue
from extractor.rulebook.literals import one_needed, one_stands
from extractor.rulebook.loading import RuleModel, checked_pattern


class Indicator(RuleModel):
    """What plans measure; `source` is the decision, decree or circular that names it, and where."""

    vi: str
    unit: str
    source: str = Field(min_length=1)
    units: tuple[str, ...] = ()
    family: str | None = None
    rate: str | None = None
    pattern: str | None = None
    after: str | None = None
    require: str | None = None
    unless: str | None = None
    general: bool = False
    last: bool = False
    require_unit_word: str | None = None
    standard: bool = False
    examples: tuple[str, ...] = ()

    @field_validator("pattern", "after", "require", "unless")
    @classmethod
    def _compiles(cls, pattern: str | None, info: ValidationInfo) -> str | None:
        return None if pattern is None else checked_pattern(pattern, info)

    @property
    def written_in(self) -> tuple[str, ...]:
        """The units that its values carry."""
        return self.units or (self.unit,)

    @cached_property
    def compiled(self) -> "regex.Pattern[str] | None":
        return regex.compile(self.pattern) if self.pattern else None

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Words of which one must stand where the pattern matches; none where that cannot be told."""
        return one_needed(self.pattern) if self.pattern else ()

    @cached_property
    def compiled_after(self) -> "regex.Pattern[str] | None":
        return regex.compile(self.after) if self.after else None

    @cached_property
    def compiled_require(self) -> "regex.Pattern[str] | None":
        return regex.compile(self.require) if self.require else None

    @cached_property
    def compiled_unless(self) -> "regex.Pattern[str] | None":
        return regex.compile(self.unless) if self.unless else None

    def spoken_against(self, before: str) -> bool:
        """Whether canonical words before a figure speak against this indicator."""
        return self.compiled_unless is not None and self.compiled_unless.search(before) is not None

    def follows(self, before: str, after: str) -> bool:
        """Whether the canonical words after a figure name this indicator whatever stands before it."""
        if self.compiled_after is None or self.compiled_after.match(after) is None:
            return False
        return not self.spoken_against(before)

    def last_at(self, words: str) -> tuple[int, int] | None:
        """Where the pattern stands for the last time in canonical words, or None."""
        spans = [match.span() for match in self.compiled.finditer(words)] if self.compiled else ()
        return spans[-1] if spans else None

    def fits(self, words: str) -> bool:
        """Whether canonical words around a figure name this indicator."""
        if self.compiled is None or self.compiled.search(words) is None:
            return False
        if self.spoken_against(words):
            return False
        return self.compiled_require is None or self.compiled_require.search(words) is not None


class IndicatorRules(RootModel[dict[str, Indicator]]):
    """The indicators in order of precedence; a choice of them is a set of bits, bit n for the nth of them."""

    @cached_property
    def _entries(self) -> tuple[tuple[str, Indicator], ...]:
        return tuple(self.root.items())

    @cached_property
    def _gate(self) -> Gate:
        return Gate(indicator.needed for indicator in self.root.values())

    @cached_property
    def of_unit(self) -> dict[str, int]:
        """Those that a figure of a unit can be."""
        found: dict[str, int] = {}
        for number, (_, indicator) in enumerate(self._entries):
            for unit in indicator.written_in:
                found[unit] = found.get(unit, 0) | 1 << number
        return found

    @cached_property
    def general(self) -> int:
        """Those that give way to any that says more."""
        return self.where(lambda indicator: indicator.general)

    @cached_property
    def last(self) -> int:
        """Those asked for when no other is named."""
        return self.where(lambda indicator: indicator.last)

    def where(self, holds: Callable[[Indicator], bool]) -> int:
        """Those of which something holds."""
        return sum(1 << n for n, (_, indicator) in enumerate(self._entries) if holds(indicator))

    def listed(self, among: int) -> Sequence[tuple[str, Indicator]]:
        """The chosen ones."""
        entries = self._entries
        return [entries[n] for n in numbers(among)] if among else ()

    def standing(self, among: int, words: str) -> Sequence[tuple[str, Indicator]]:
        """Those of the chosen whose pattern may match in canonical words; quick."""
        return self.listed(self._gate.open(words) & among)


class WordPattern(RuleModel):
    """A pattern of canonical text with examples that it finds."""

    pattern: str
    examples: tuple[str, ...]

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        return checked_pattern(pattern, info)

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        return regex.compile(self.pattern)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Words of which one must stand where the pattern matches; none where that cannot be told."""
        return one_needed(self.pattern)

    def may_stand_in(self, words: str) -> bool:
        """False where the pattern surely matches nowhere in canonical words; quick."""
        return not self.needed or one_stands(self.needed, words)


class ZeroGoal(WordPattern):
    """Goals stated in words; `goal_words` must stand before them in their sentence."""

    goal_words: str

    @field_validator("goal_words")
    @classmethod
    def _goal_compiles(cls, pattern: str, info: ValidationInfo) -> str:
        return checked_pattern(pattern, info)

    @cached_property
    def compiled_goal(self) -> "regex.Pattern[str]":
        return regex.compile(self.goal_words)


class TimeWords(RuleModel):
    """Words that date a figure: `now` for what holds as the document is written, `planning` for what ends that,
    `qualifying` for an «đã» that only tells which things are meant, `handled` for what stands before a «kết quả»
    that is only dealt with, `topics` for headings that only tell what of, `report_plans` for the headings of a report
    that look ahead."""

    now: WordPattern
    planning: WordPattern
    qualifying: WordPattern
    handled: WordPattern
    topics: WordPattern
    report_plans: WordPattern


class WhomWords(RuleModel):
    """Whom and where a figure counts.

    `group` are the groups of people or households, `poor` those told apart among the poor, which must stand
    within `reach` letters behind the figure or before it; `village_ranks` are ranks below the commune, `whole`
    says that the plan's own place is meant, `body` that a name belongs to an office.
    """

    reach: int
    group: WordPattern
    poor: WordPattern
    village_ranks: tuple[str, ...]
    whole: WordPattern
    body: WordPattern


class PhraseRules(RuleModel):
    direction: dict[str, tuple[str, ...]]
    comparator: dict[str, tuple[str, ...]]
    status: dict[str, tuple[str, ...]]
    set_terms: tuple[str, ...]
    zero: ZeroGoal
    time: TimeWords
    whom: WhomWords

    @cached_property
    def cues(self) -> dict[str, tuple[str, str]]:
        """Word → (what it decides, how): «giảm» → ("direction", "decrease")."""
        kinds = {"direction": self.direction, "comparator": self.comparator, "status": self.status}
        return {
            word: (kind, value)
            for kind, table in kinds.items()
            for value, words in table.items()
            for word in words
        }


class HeadingRules(RuleModel):
    status: tuple[Cue, ...]
    components: tuple[Cue, ...]
    labels: tuple[Cue, ...]


class HeaderRules(RuleModel):
    doc_types: tuple[str, ...]
    ranks: dict[str, tuple[str, ...]]
    cities: tuple[str, ...]
    party: dict[str, str | None]
    agencies: tuple[str, ...]
    central: tuple[str, ...]
    roles: tuple[str, ...]
    number_codes: dict[str, str]
