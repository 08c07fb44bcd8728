"""What rules/checks.yaml may say: for every check its severity, whether it runs, its words, and what it goes by.

A message names its figures in braces; each may use only the names listed for it in `check_texts`.
"""

from functools import cached_property
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, field_validator

from extractor.records import Category, Severity
from extractor.rulebook.across import CorpusRule, RegistryRule
from extractor.rulebook.check_texts import (
    AmountInWordsTexts,
    AppendixTexts,
    BracketTexts,
    ConflictTexts,
    CopyTexts,
    DeadlineTexts,
    DuplicateTexts,
    FormatTexts,
    GapTexts,
    GrowthTexts,
    HeaderTexts,
    ImpossibleDateTexts,
    ImpossibleRateTexts,
    IncompleteTexts,
    LocalityTexts,
    PercentTexts,
    PeriodTexts,
    PlanYearTexts,
    RateTexts,
    RatioTexts,
    RollUpTexts,
    RoundingTexts,
    ShareSumTexts,
    ShareTexts,
    SumTexts,
    TwoValuesTexts,
    TypoTexts,
    UnitMissingTexts,
    UnitScaleTexts,
    Wording,
    YearTexts,
    uses,
)
from extractor.rulebook.knowledge import (
    AssignedRule,
    AssignedTexts,
    BodyRule,
    BodyTexts,
    CapitalKindRule,
    CapitalKindTexts,
    IneligibleTexts,
    MatchingRule,
    MatchingTexts,
    PartRule,
    PartTexts,
    SupersededRule,
    SupersededTexts,
    UnaddressedRule,
    UnaddressedTexts,
)
from extractor.rulebook.loading import Pattern, RuleModel
from extractor.rulebook.substance import (
    BaselineRule,
    BaselineTexts,
    BelowActualTexts,
    CapitalTexts,
    ContentTexts,
    DirectionRule,
    DirectionTexts,
    EstimateTexts,
    FundingPartRule,
    GoalListRule,
    GrandTotalRule,
    GrandTotalTexts,
    Label,
    LeadRule,
    LeadTexts,
    NoFigureTexts,
    OutlineRule,
    ProgressRule,
    StateCapitalRule,
    UnstatedTexts,
)

T = TypeVar("T", bound=RuleModel)


class CheckRule(RuleModel, Generic[T]):
    """One check: where it belongs, how grave it is, whether it runs, what it says."""

    category: Category
    severity: Severity
    enabled: bool = True
    messages: T


class Rules(RuleModel):
    """The rules of the checker by their ids."""

    unit_scale: CheckRule[UnitScaleTexts] = Field(alias="unit-scale")
    unit_missing: CheckRule[UnitMissingTexts] = Field(alias="unit-missing")
    sum_mismatch: CheckRule[SumTexts] = Field(alias="sum-mismatch")
    rounding_difference: CheckRule[RoundingTexts] = Field(alias="rounding-difference")
    ratio_mismatch: CheckRule[RatioTexts] = Field(alias="ratio-mismatch")
    percent_missing: CheckRule[PercentTexts] = Field(alias="percent-missing")
    rate_inconsistent: CheckRule[RateTexts] = Field(alias="rate-inconsistent")
    rate_impossible: CheckRule[ImpossibleRateTexts] = Field(alias="rate-impossible")
    amount_in_words_mismatch: CheckRule[AmountInWordsTexts] = Field(alias="amount-in-words-mismatch")
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
    roll_up_mismatch: CheckRule[RollUpTexts] = Field(alias="roll-up-mismatch")
    copied_plan: CheckRule[CopyTexts] = Field(alias="copied-plan")
    budget_unstated: CheckRule[UnstatedTexts] = Field(alias="budget-unstated")
    grand_total_missing: CheckRule[GrandTotalTexts] = Field(alias="grand-total-missing")
    capital_mixed: CheckRule[CapitalTexts] = Field(alias="capital-mixed")
    lead_unit_missing: CheckRule[LeadTexts] = Field(alias="lead-unit-missing")
    section_content_mismatch: CheckRule[ContentTexts] = Field(alias="section-content-mismatch")
    estimate_below_actual: CheckRule[EstimateTexts] = Field(alias="estimate-below-actual")
    target_without_figure: CheckRule[NoFigureTexts] = Field(alias="target-without-figure")
    baseline_missing: CheckRule[BaselineTexts] = Field(alias="baseline-missing")
    direction_ambiguous: CheckRule[DirectionTexts] = Field(alias="direction-ambiguous")
    target_below_actual: CheckRule[BelowActualTexts] = Field(alias="target-below-actual")
    component_unaddressed: CheckRule[UnaddressedTexts] = Field(alias="component-unaddressed")
    citation_superseded: CheckRule[SupersededTexts] = Field(alias="citation-superseded")
    body_nonexistent: CheckRule[BodyTexts] = Field(alias="body-nonexistent")
    capital_ineligible: CheckRule[CapitalKindTexts] = Field(alias="capital-ineligible")
    component_ineligible: CheckRule[IneligibleTexts] = Field(alias="component-ineligible")
    plan_part_missing: CheckRule[PartTexts] = Field(alias="plan-part-missing")
    target_below_assigned: CheckRule[AssignedTexts] = Field(alias="target-below-assigned")
    matching_below_minimum: CheckRule[MatchingTexts] = Field(alias="matching-below-minimum")


class Reasons(RuleModel):
    """Why a relation could not be checked, or how it was read; English, as every value of a check record."""

    estimate: str
    different_per: str
    other_reading: str
    cut: str
    corrected: str
    plan_met: str
    no_whole: str
    other_whole: str
    unit_missing: str
    other_unit: str
    population_changed: str
    no_number_in_words: str
    sum_excused: str
    sums_elsewhere: str
    appendix_absent: str
    two_directions: str
    programme_unknown: str
    not_by_components: str
    spoken_of_together: str
    excused: str
    plan_undated: str
    bounded: str
    no_minimum: str
    capital_unknown: str
    place_unknown: str
    not_for_place: str
    list_of_other_time: str
    list_open: str
    no_contents: str
    zone_absent: str
    plain_text: str
    before_programme: str


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


class MergerRule(RuleModel):
    """Words that tell of a merger or a cut of places, and those that tell a figure of the time before one."""

    told: Pattern
    before: Pattern


class RateRule(RuleModel):
    """Which pairs of a count and a rate speak of one population, and how far changes may lie apart.

    `part_words` (matched in lower case) make what follows a part of what stands before, `of_poor` one of the poor;
    `area` (its group `area`) ends the words before a count of one area or people.
    """

    part_words: Pattern
    of_poor: Pattern
    area: Pattern
    change_tolerance_percent: int = Field(ge=0, le=1000)
    mergers: MergerRule


class PopulationRule(RuleModel):
    """Where a plan tells a population: heads of columns, words before and behind a count of households.

    Rates of `indicators` are rates of it, up to `blocks` paragraphs on. A count right behind a hamlet's name
    (`hamlet`) is the population of a rate in its own paragraph that says it is of that hamlet (`of_hamlet`); one
    behind «xã có» (`place`) is one where nothing says that they are poor. «… % số hộ này» (`these`, group `thing`,
    whose unit is one of `things`) and «thôn … có» (`place_has`) with a rate of the poor right behind (`of_them`)
    call the count before it.
    """

    head: Pattern
    before: Pattern
    hamlet: Pattern
    place: Pattern
    of_hamlet: Pattern
    these: Pattern
    things: dict[str, str]
    place_has: Pattern
    of_them: Pattern
    behind: Pattern
    indicators: frozenset[str]
    reach: int = Field(ge=1, le=400)
    blocks: int = Field(ge=0, le=20)


class AmountWordsRule(RuleModel):
    """How a sum in words is opened, and where its words (group `words`) begin and end, `reach` behind the figure.

    Those that nothing announces (`bracketed`) stand right behind the unit: `beside` is all that may stand between.
    """

    opening: Pattern
    bracketed: Pattern
    beside: Pattern
    words: Pattern
    reach: int = Field(ge=1, le=400)


class CostRule(RuleModel):
    """Factors written out before an equals sign (group `factor`), what names a sum, and «mỗi …» (group `unit`);
    `each_behind` leads from a sum to what each gets of it.

    `lasting` is for how long a cost by the month is paid (groups `count`, `unit`), `times_of` the units by their words;
    `repeated` (group `count`) is how often something is done, a factor besides.

    `most` is what one thing can cost, in triệu đồng; beyond `absurd` times that the unit of the cost is wrong unless
    words before it (`earned`) say that it is no cost.
    """

    factor: Pattern
    sum_label: Pattern
    each: Pattern
    each_behind: Pattern
    lasting: Pattern
    repeated: Pattern
    times_of: dict[str, str]
    most: dict[str, int]
    absurd: int = Field(ge=1, le=1000)
    earned: Pattern
    reach: int = Field(ge=1, le=400)


class CountProductRule(RuleModel):
    """Numbers that are multiplied: `held` (groups `times`, `unit`, `whole`, `of`, `each`, `one`), with all of them told
    last (`summed`), and `written` out (groups `factor`, `whole`, `of`).
    """

    held: Pattern
    summed: Pattern
    written: Pattern


class SameSumRule(RuleModel):
    """Labels of a sum for the whole plan, and words that send the reader to a table up to `blocks` paragraphs on.

    `sends` stands behind a count that an appendix (group `number`) repeats; `idle_words` at either end of the name
    of a sum or of a row are none of it; `partial` words before a sum make it none of all, lines over a
    table of all are `general`.
    """

    whole: Pattern
    sends: Pattern
    partial: Pattern
    general: Pattern
    refers: Pattern
    idle_words: frozenset[str]
    blocks: int = Field(ge=1, le=20)


class CountListRule(RuleModel):
    """How a sentence breaks a count down: what stands between the whole and its first part (groups `some`, `mark`).

    `separator` parts two items, `ends` stands before what is no item, `total` before a whole, `open_end` behind an
    item without a figure, `rest` behind the figure of all others; `share` leads to the percentage of an item.
    `partitions` are names that together make up a whole, `kinds` those of groups that do not overlap (group `key`);
    `anew` names the indicator of a rate again.
    """

    opening: Pattern
    separator: Pattern
    ends: Pattern
    total: Pattern
    open_end: Pattern
    rest: Pattern
    share: Pattern
    partitions: tuple[tuple[Pattern, ...], ...]
    kinds: tuple[Pattern, ...]
    anew: Pattern
    reach: int = Field(ge=1, le=400)


class MoneySaidRule(RuleModel):
    """Between two sums: `over` makes the first a share of the second, `spent` the second one of the first, where
    `given` stands before that.
    """

    over: Pattern
    spent: Pattern
    given: Pattern


class NumberingRule(RuleModel):
    """What has numbers of its own.

    `appendix_heading` opens a part of the file whose headings are counted by themselves; under a heading
    that `amends` (matched in lower case) another document, the numbers are that document's.
    """

    appendix_heading: Pattern
    amends: Pattern


class AppendixRule(RuleModel):
    """How a plan names an appendix of its own (group `number`), and what makes it another document's.

    `numbered` (groups `kind` and `number`) is how an appendix of the file begins, `further` a number that goes on.
    `beside` (group `number`) is what the name of a file with an appendix says, without marks; `idle_names`
    are words of such names that tell of no other plan.
    """

    mention: Pattern
    of_another: Pattern
    heading: Pattern
    numbered: Pattern
    further: Pattern
    beside: Pattern
    idle_names: frozenset[str]


class SharesOfRule(RuleModel):
    """Counts told as shares: what stands `between` count and percentage, and behind it, where the whole is `named`
    (group `whole`, one of `wholes`, which give its indicator) or left out (`bare`); `opening` stands before the whole
    of a sentence. Percentages of `levels` are of other wholes.
    """

    between: Pattern
    named: Pattern
    bare: Pattern
    opening: Pattern
    wholes: dict[str, str]
    levels: frozenset[str]


class ShareRule(RuleModel):
    """Which percentages are shares of a whole, by the words behind (`share`) or before them (`named`), or their
    indicator; `level` stands before a level that is reached, and `may_exceed` in what is no share, but for the head
    of a column that names what is planned (`planned`). What `changes` may be negative.
    """

    share: Pattern
    named: Pattern
    level: Pattern
    indicators: frozenset[str]
    may_exceed: Pattern
    planned: Pattern
    changes: Pattern


class LocalityRule(RuleModel):
    """Which paragraphs tell the plan's own area; `area` stands before its name anywhere."""

    closing: Pattern
    area: Pattern
    scope: Pattern


class GrowthRule(RuleModel):
    """How a change stands beside the two levels it leads between."""

    from_words: Pattern
    leads: Pattern
    behind: Pattern
    ahead: Pattern
    change: Pattern
    yearly: Pattern
    against: Pattern
    versus: Pattern
    factor: Pattern
    reach: int = Field(ge=1, le=200)


class ConflictRule(RuleModel):
    """Which targets can be one and the same: those of some indicators, by all words that are not idle.

    What `addressed` matches at the start (in lower case) is who sees to it. Of `levels`, and of what is told of the
    place `overall`, all words up to the last `goal` are, but for the `scope` the goal holds in; from `tail` on other
    things are told. The `names` of an indicator tell nothing, nor do `idle_heads` in the heads of columns. What is told
    of a `period` is no value of its years, unless the indicator is `standing`: a level at a time; nor what is told of a
    `part_of_year` (group `part`; without it the whole year).
    """

    indicators: frozenset[str]
    levels: frozenset[str]
    standing: frozenset[str]
    addressed: Pattern
    goal: Pattern
    overall: Pattern
    scope: Pattern
    tail: Pattern
    period: Pattern
    part_of_year: Pattern
    names: dict[str, frozenset[str]]
    idle_words: frozenset[str]
    idle_heads: frozenset[str]


class StandingRule(RuleModel):
    """How a level of the whole place stands with the end of a year it is of (groups `open`, `close`, `year`).

    `never` is what makes it another's level or a doubtful one, `planned` a goal unless its time stands behind it,
    `rank` (group `rank`, by the plan's own in `ranks`) whose it is; other words of its clause than `idle` ones name
    another thing. At the end of `norms` the measure changed.
    """

    indicators: dict[str, Wording]
    time: Pattern
    behind: Pattern
    never: Pattern
    planned: Pattern
    rank: Pattern
    ranks: dict[str, frozenset[str]]
    idle: frozenset[str]
    norms: frozenset[int]


class WholeRule(RuleModel):
    """Which lists of percentages make a whole: by their `words`, or, `near` a whole, by `kinds` without `rates`.

    `halves` are two that leave nothing else: the words before the first, «…», and those between the two.
    """

    words: Pattern
    halves: Pattern
    kinds: Pattern
    rates: Pattern
    near: int = Field(ge=0, le=50)
    never: Pattern
    least: int = Field(ge=2, le=20)


class PeriodRule(RuleModel):
    """Headings that plan for a year or report on one (group `year`), and what excuses a report.

    `plans_period` is a heading that plans for years from `first` to `last`; `looks_back` are words of headings under
    which such years are reported.
    """

    plans: Pattern
    plans_period: Pattern
    looks_back: Pattern
    reports: Pattern
    goal: Pattern
    part_of_year: Pattern
    estimate: Pattern
    reached: Pattern
    within: Pattern
    done: Pattern
    ahead: Pattern
    grace_days: int = Field(ge=0, le=366)


class SpellingRule(RuleModel):
    """Set phrases, of two syllables or more, and words that stand twice only by mistake; words that stand anywhere."""

    phrases: tuple[str, ...]
    doubled: frozenset[str]
    doubled_ends: frozenset[str]
    whole: tuple[str, ...]
    everywhere: frozenset[str]

    @field_validator("phrases", "whole", mode="before")
    @classmethod
    def _listed(cls, written: object) -> object:
        return tuple(" ".join(p.split()) for p in written.split(",")) if isinstance(written, str) else written


class RecognitionRule(RuleModel):
    """What is said of a finding on pages recognised from their images, and its severity at most.

    `not_judged` are the checks that tell nothing of pages recognised from their images, `by_misreading` those
    that one misread sign is enough for: there they give remarks. `by_own_date` are those that hold a date
    against the plan's own.
    """

    not_judged: frozenset[str]
    by_misreading: frozenset[str]
    by_own_date: frozenset[str]
    most_severe: Literal["warning", "info"]
    recognised: Annotated[Wording, uses()]
    doubtful: Annotated[Wording, uses("figures")]
    figure: Annotated[Wording, uses("text", "page")]
    figure_or: Annotated[Wording, uses("text", "page", "readings")]


class CheckRules(RuleModel):
    """rules/checks.yaml."""

    rules: Rules
    reasons: Reasons
    number_has_year: dict[str, YearRule]
    number_codes: dict[str, str]
    national_number: Pattern
    ministry_number: Pattern
    recounted: tuple[str, ...]
    national_issuers: frozenset[str]
    number_blank: Pattern
    number_left_out: Pattern
    ratio: RatioRule
    rates: RateRule
    populations: PopulationRule
    amount_words: AmountWordsRule
    costs: CostRule
    count_products: CountProductRule
    same_sums: SameSumRule
    count_lists: CountListRule
    money_said: MoneySaidRule
    numbering: NumberingRule
    appendices: AppendixRule
    shares: ShareRule
    shares_of: SharesOfRule
    localities: LocalityRule
    growth: GrowthRule
    conflicts: ConflictRule
    standing: StandingRule
    whole: WholeRule
    periods: PeriodRule
    spelling: SpellingRule
    outline: OutlineRule
    funding_parts: FundingPartRule
    grand_totals: GrandTotalRule
    state_capital: StateCapitalRule
    leading: LeadRule
    contents: tuple[Label, ...]
    progress: ProgressRule
    goal_lists: GoalListRule
    baselines: BaselineRule
    directions: DirectionRule
    unaddressed: UnaddressedRule
    superseded: SupersededRule
    bodies: BodyRule
    capital_kinds: CapitalKindRule
    plan_parts: PartRule
    assigned: AssignedRule
    matching: MatchingRule
    registry: RegistryRule
    recognition: RecognitionRule
    corpus: CorpusRule

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
