"""What rules/checks.yaml may say: for every check its severity, whether it runs, and its words.

A message names its figures in braces; each may use only the names listed for it here.
"""

from collections.abc import Callable
from functools import cached_property
from string import Formatter
from typing import Annotated, Any, Generic, TypeVar

import regex
from pydantic import AfterValidator, BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from extractor.records import Category, Severity
from extractor.rulebook.loading import RuleModel, compile_pattern

T = TypeVar("T", bound=RuleModel)


class Wording(RuleModel):
    """One sentence in both languages, with names of figures in braces."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


def _fields(template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise PydanticCustomError(
            "bad_brace",
            "a brace is not closed or stands alone in {template}",
            {"template": repr(template), "vi": f"ngoặc nhọn không đóng hoặc đứng lẻ trong {template!r}"},
        ) from error


def uses(*names: str) -> AfterValidator:
    """A wording that may use these names and no others."""
    return AfterValidator(_only(frozenset(names)))


def _only(names: frozenset[str]) -> Callable[[Wording], Wording]:
    def check(wording: Wording) -> Wording:
        for language, template in (("vi", wording.vi), ("en", wording.en)):
            if unknown := _fields(template) - names:
                raise _unknown_name(min(unknown), names, language)
        return wording

    return check


def _unknown_name(name: str, names: frozenset[str], language: str) -> PydanticCustomError:
    known = ", ".join(f"{{{known}}}" for known in sorted(names))
    return PydanticCustomError(
        "unknown_name",
        "unknown name {shown}; known here: {known}",
        {
            "shown": f"{{{name}}}",
            "known": known or "none",
            "vi": f"tên {{{name}}} không dùng được ở đây; dùng được: {known or 'không có tên nào'}",
            "inside": language,
        },
    )


Plain = Annotated[Wording, uses()]
Pattern = Annotated["regex.Pattern[str]", BeforeValidator(compile_pattern)]


class CheckRule(RuleModel, Generic[T]):
    """One check: where it belongs, how grave it is, whether it runs, what it says."""

    category: Category
    severity: Severity
    enabled: bool = True
    messages: T


class UnitScaleTexts(RuleModel):
    total: Annotated[Wording, uses("text", "sum", "expected")]
    part: Annotated[Wording, uses("text", "sum", "expected")]
    shift: Annotated[Wording, uses("text", "sum", "expected")]
    half_dong: Annotated[Wording, uses("text")]
    alone: Annotated[Wording, uses("text", "expected")]


class SumTexts(RuleModel):
    whole: Annotated[Wording, uses("text", "sum", "gap")]
    some: Annotated[Wording, uses("text", "sum", "gap")]
    shared: Annotated[Wording, uses("text", "expected", "count", "sums")]
    one_digit: Annotated[Wording, uses("text", "expected")]
    swapped: Annotated[Wording, uses("text", "expected")]
    left_out: Annotated[Wording, uses("part")]
    twice: Annotated[Wording, uses("part")]
    cut: Plain


class RoundingTexts(RuleModel):
    near: Annotated[Wording, uses("text", "sum", "gap")]


class RatioTexts(RuleModel):
    ratio: Annotated[Wording, uses("count", "whole", "stated", "expected")]
    cut: Annotated[Wording, uses("count", "whole", "stated", "expected")]


class RateTexts(RuleModel):
    populations: Annotated[Wording, uses("pairs", "locality")]
    changes: Annotated[Wording, uses("tolerance")]
    cut: Plain


class UnitMissingTexts(RuleModel):
    sum: Annotated[Wording, uses("text")]
    count: Annotated[Wording, uses("text", "indicator")]


class PercentTexts(RuleModel):
    plain: Annotated[Wording, uses("text", "expected")]
    proved: Annotated[Wording, uses("text", "expected", "count", "whole")]


class YearTexts(RuleModel):
    mismatch: Annotated[Wording, uses("cited", "year", "text", "expected")]


class IncompleteTexts(RuleModel):
    no_year: Annotated[Wording, uses("type", "text")]
    in_full_elsewhere: Annotated[Wording, uses("type", "text", "expected")]
    no_number: Annotated[Wording, uses("type", "text")]


class DeadlineTexts(RuleModel):
    early: Annotated[Wording, uses("due", "issued", "task")]


class HeaderTexts(RuleModel):
    blank: Annotated[Wording, uses("text")]
    absent: Annotated[Wording, uses("type", "expected")]


class GapTexts(RuleModel):
    start: Annotated[Wording, uses("heading", "marker", "missing", "parent")]
    between: Annotated[Wording, uses("heading", "before", "marker", "missing")]


class DuplicateTexts(RuleModel):
    repeated: Annotated[Wording, uses("heading", "marker", "expected")]


class ImpossibleDateTexts(RuleModel):
    no_such_day: Annotated[Wording, uses("text")]
    later: Annotated[Wording, uses("cited", "date", "issued")]


class ConflictTexts(RuleModel):
    dates: Annotated[Wording, uses("cited", "dates")]


class GrowthTexts(RuleModel):
    change: Annotated[Wording, uses("text", "before", "after", "tried")]


class TwoValuesTexts(RuleModel):
    two_values: Annotated[Wording, uses("indicator", "year", "text", "other")]


class ShareSumTexts(RuleModel):
    sum: Annotated[Wording, uses("sum")]


class PlanYearTexts(RuleModel):
    heading: Annotated[Wording, uses("text", "year", "plan_year")]


class PeriodTexts(RuleModel):
    early: Annotated[Wording, uses("text", "year", "issued")]


class LocalityTexts(RuleModel):
    spelling: Annotated[Wording, uses("text", "own")]
    another: Annotated[Wording, uses("text", "own")]


class BracketTexts(RuleModel):
    unclosed: Annotated[Wording, uses("text")]
    unopened: Annotated[Wording, uses("text")]
    quotation: Annotated[Wording, uses("text")]


class AppendixTexts(RuleModel):
    absent: Annotated[Wording, uses("text")]


class TypoTexts(RuleModel):
    slip: Annotated[Wording, uses("text", "expected")]
    doubled: Annotated[Wording, uses("text", "expected")]
    joined: Annotated[Wording, uses("text", "expected")]


class FormatTexts(RuleModel):
    two_ways: Annotated[Wording, uses("text", "other")]
    malformed: Annotated[Wording, uses("text")]


class ShareTexts(RuleModel):
    over: Annotated[Wording, uses("text", "indicator")]


class Rules(RuleModel):
    """The rules of the checker by their ids."""

    unit_scale: CheckRule[UnitScaleTexts] = Field(alias="unit-scale")
    unit_missing: CheckRule[UnitMissingTexts] = Field(alias="unit-missing")
    sum_mismatch: CheckRule[SumTexts] = Field(alias="sum-mismatch")
    rounding_difference: CheckRule[RoundingTexts] = Field(alias="rounding-difference")
    ratio_mismatch: CheckRule[RatioTexts] = Field(alias="ratio-mismatch")
    percent_missing: CheckRule[PercentTexts] = Field(alias="percent-missing")
    rate_inconsistent: CheckRule[RateTexts] = Field(alias="rate-inconsistent")
    citation_year_mismatch: CheckRule[YearTexts] = Field(alias="citation-year-mismatch")
    citation_incomplete: CheckRule[IncompleteTexts] = Field(alias="citation-incomplete")
    citation_date_impossible: CheckRule[ImpossibleDateTexts] = Field(alias="citation-date-impossible")
    citation_conflict: CheckRule[ConflictTexts] = Field(alias="citation-conflict")
    deadline_before_issue: CheckRule[DeadlineTexts] = Field(alias="deadline-before-issue")
    number_missing: CheckRule[HeaderTexts] = Field(alias="number-missing")
    date_incomplete: CheckRule[HeaderTexts] = Field(alias="date-incomplete")
    numbering_gap: CheckRule[GapTexts] = Field(alias="numbering-gap")
    numbering_duplicate: CheckRule[DuplicateTexts] = Field(alias="numbering-duplicate")
    growth_mismatch: CheckRule[GrowthTexts] = Field(alias="growth-mismatch")
    target_conflict: CheckRule[TwoValuesTexts] = Field(alias="target-conflict")
    share_sum: CheckRule[ShareSumTexts] = Field(alias="share-sum")
    plan_year_mismatch: CheckRule[PlanYearTexts] = Field(alias="plan-year-mismatch")
    period_not_elapsed: CheckRule[PeriodTexts] = Field(alias="period-not-elapsed")
    locality_mismatch: CheckRule[LocalityTexts] = Field(alias="locality-mismatch")
    bracket_unbalanced: CheckRule[BracketTexts] = Field(alias="bracket-unbalanced")
    typo_suspected: CheckRule[TypoTexts] = Field(alias="typo-suspected")
    appendix_missing: CheckRule[AppendixTexts] = Field(alias="appendix-missing")
    number_format: CheckRule[FormatTexts] = Field(alias="number-format")
    percent_range: CheckRule[ShareTexts] = Field(alias="percent-range")


class Reasons(RuleModel):
    """Why a relation could not be checked, or how it was read; English, as every value of a check record."""

    estimate: str
    different_per: str
    other_reading: str
    cut: str
    corrected: str
    plan_met: str
    no_whole: str
    unit_missing: str
    other_unit: str
    population_changed: str


class YearRule(RuleModel):
    """A kind of document whose numbers carry a year: what a number without one looks like.

    `without_year` has the groups `serial` and `rest`; dates before `since` excuse it.
    """

    without_year: Pattern
    since: int = Field(ge=1945, le=2100)


class RatioRule(RuleModel):
    """How a percentage follows the a/b that it is made of."""

    verb: Pattern
    rate_word: Pattern
    never: Pattern
    of_total: Pattern
    plan_words: Pattern
    reach: int = Field(ge=1, le=400)


class RateRule(RuleModel):
    """Which pairs of a count and a rate speak of one population, and how far changes may lie apart.

    `part_words` (matched in lower case) make what follows a part of what stands before.
    """

    part_words: Pattern
    change_tolerance_percent: int = Field(ge=0, le=1000)


class NumberingRule(RuleModel):
    """What has numbers of its own.

    `appendix_heading` opens a part of the file whose headings are counted by themselves; under a heading
    that `amends` (matched in lower case) another document, the numbers are that document's.
    """

    appendix_heading: Pattern
    amends: Pattern


class AppendixRule(RuleModel):
    """How a plan names an appendix of its own (group `number`), and what makes it another document's."""

    mention: Pattern
    of_another: Pattern
    heading: Pattern


class ShareRule(RuleModel):
    """Which percentages are shares of a whole, by the words behind them or their indicator."""

    share: Pattern
    indicators: frozenset[str]
    may_exceed: Pattern


class LocalityRule(RuleModel):
    """Which paragraphs tell the plan's own area."""

    closing: Pattern
    scope: Pattern


class GrowthRule(RuleModel):
    """How a change stands beside the two levels it leads between."""

    from_words: Pattern
    leads: Pattern
    behind: Pattern
    ahead: Pattern
    change: Pattern
    yearly: Pattern
    reach: int = Field(ge=1, le=200)


class ConflictRule(RuleModel):
    """Which targets can be one and the same: those of some indicators, by all words that are not idle."""

    indicators: frozenset[str]
    idle_words: frozenset[str]


class WholeRule(RuleModel):
    """Which lists of percentages make a whole."""

    words: Pattern
    never: Pattern
    least: int = Field(ge=2, le=20)


class PeriodRule(RuleModel):
    """Headings that plan for a year or report on one (group `year`), and what excuses a report."""

    plans: Pattern
    reports: Pattern
    part_of_year: Pattern
    estimate: Pattern
    grace_days: int = Field(ge=0, le=366)


class SpellingRule(RuleModel):
    """Set phrases, of two syllables or more, and words that stand twice only by mistake; words that stand anywhere."""

    phrases: tuple[str, ...]
    doubled: frozenset[str]
    everywhere: frozenset[str]

    @field_validator("phrases", mode="before")
    @classmethod
    def _listed(cls, written: object) -> object:
        return tuple(" ".join(p.split()) for p in written.split(",")) if isinstance(written, str) else written


class CheckRules(RuleModel):
    """rules/checks.yaml."""

    rules: Rules
    reasons: Reasons
    number_has_year: dict[str, YearRule]
    number_codes: dict[str, str]
    ratio: RatioRule
    rates: RateRule
    numbering: NumberingRule
    appendices: AppendixRule
    shares: ShareRule
    localities: LocalityRule
    growth: GrowthRule
    conflicts: ConflictRule
    whole: WholeRule
    periods: PeriodRule
    spelling: SpellingRule

    @cached_property
    def _by_id(self) -> dict[str, CheckRule[Any]]:
        return {str(info.alias): getattr(self.rules, name) for name, info in Rules.model_fields.items()}

    def rule(self, rule_id: str) -> CheckRule[Any]:
        """The rule of that id; KeyError where there is none."""
        return self._by_id[rule_id]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rules, in the order of the file's model."""
        return tuple(self._by_id)
