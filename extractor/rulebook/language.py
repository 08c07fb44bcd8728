"""Rules that say how plans name documents, units and money."""

from decimal import Decimal
from functools import cached_property

from pydantic import Field, ValidationInfo, field_validator

from extractor import regex
from extractor.rulebook.literals import one_needed
from extractor.rulebook.loading import RuleModel, checked_pattern


class DocumentType(RuleModel):
    """A type of document: its names, the codes in its numbers, and how plans speak of it.

    `also` are longer names read as the type, `plain` says that it is cited by a bare number, `articles`
    that it is made of articles, `everyday` that its name is a common noun too.
    """

    name: str
    example: str
    also: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    plain: bool = False
    articles: bool = False
    everyday: bool = False


class CitationRules(RuleModel):
    types: tuple[DocumentType, ...]
    mended_codes: dict[str, str]
    bodies: tuple[str, ...]
    issuers: tuple[str, ...]
    bare_issuers: tuple[str, ...]
    issuer_stops: tuple[str, ...]
    issuing_words: tuple[str, ...]
    plain_number_stops: tuple[str, ...]
    law_names: tuple[str, ...]
    law_name_stops: tuple[str, ...]
    law_name_exceptions: tuple[str, ...]
    no_law_behind: tuple[str, ...]
    this_words: tuple[str, ...]
    back_words: tuple[str, ...]
    basis_openings: tuple[str, ...]
    other_openings: tuple[str, ...]


class MoneyUnit(RuleModel):
    words: tuple[str, ...] = Field(min_length=1)
    scale: Decimal
    example: str


class CountUnit(RuleModel):
    id: str
    words: tuple[str, ...] = Field(min_length=1)
    example: str


class NumberWordRules(RuleModel):
    """Where a number in words counts something: behind which verbs, of which units (ids)."""

    goal_verbs: tuple[str, ...] = Field(min_length=1)
    units: tuple[str, ...] = Field(min_length=1)


class PlantedRule(RuleModel):
    """What is planted by area: the `verb` before its figure, the `crop` right behind one that lacks its unit, and an
    `area` told with its unit. Matched in lower case."""

    verb: str
    crop: str
    area: str


class UnitRules(RuleModel):
    money: tuple[MoneyUnit, ...]
    scales: dict[str, Decimal]
    counts: tuple[CountUnit, ...]
    measures: tuple[CountUnit, ...]
    durations: tuple[CountUnit, ...]
    per: dict[str, str]
    number_words: NumberWordRules
    planted: PlantedRule

    @cached_property
    def money_scale(self) -> dict[str, Decimal]:
        return {word: unit.scale for unit in self.money for word in unit.words}

    @cached_property
    def count_unit(self) -> dict[str, str]:
        return {word: unit.id for unit in (*self.counts, *self.measures) for word in unit.words}

    @cached_property
    def usual_word(self) -> dict[str, str]:
        """The word that a unit is usually written with: «người» for a person."""
        return {unit.id: unit.words[0] for unit in self.counts}

    @cached_property
    def duration_unit(self) -> dict[str, str]:
        return {word: unit.id for unit in self.durations for word in unit.words}


class Cue(RuleModel):
    """One thing recognised by a pattern in canonical text, with examples that it must read."""

    id: str
    pattern: str
    examples: tuple[str, ...] = Field(min_length=1)

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


class BreakdownWords(RuleModel):
    whole: tuple[str, ...]
    some: tuple[str, ...]


class BareSumWords(RuleModel):
    """Words before a figure without its unit that make it a sum of money though words follow it, or its clause ends.

    `paid` stands before one whose payer follows, `led` before one from which `goes_on` leads on, `spent` before one
    that ends its clause, `raised` before one that a fund collected, `spent_on` before one that `done` follows, `of_sum`
    before a part of the sum told before, which `left` follows. `each` stands before a mean whose `each_of` follows, in
    a clause of what is `given`. `programmes` are numbers of decisions by which programmes are called, and no sums.
    """

    paid: str
    raised: str
    spent_on: str
    done: str
    of_sum: str
    left: str
    led: str
    goes_on: str
    spent: str
    each: str
    each_of: str
    given: str
    programmes: str

    @field_validator("*")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        return checked_pattern(pattern, info)


class UnitCostWords(RuleModel):
    """Words right before and right behind a sum that is the cost of one of something, and heads of columns of such.

    `never` are words in the clause or the labels of a sum that is no cost, though it is told for one; `yearly` stand
    before what is spent each year, `levels` head tables of what one person gets.
    """

    before: str
    behind: str
    yearly: str
    heads: str
    levels: str
    never: str

    @field_validator("before", "behind", "yearly", "heads", "levels", "never")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        return checked_pattern(pattern, info)


class FundingRules(RuleModel):
    sources: tuple[Cue, ...]
    state_words: str
    bare_level: str
    levels: dict[str, str]
    titles: dict[str, str]
    funds: str
    said_again: str
    component_behind: str
    alone: dict[str, str]
    capital: tuple[Cue, ...]
    breakdown: BreakdownWords
    total_words: str
    sum_labels: str
    listed_labels: str
    bare_sum: BareSumWords
    comparison_words: str
    limit_words: str
    unit_cost: UnitCostWords
    itemised: str
    sub_item: str

    @field_validator(
        "state_words",
        "bare_level",
        "funds",
        "said_again",
        "component_behind",
        "total_words",
        "sum_labels",
        "listed_labels",
        "comparison_words",
        "limit_words",
        "itemised",
        "sub_item",
    )
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        return checked_pattern(pattern, info)

    @field_validator("levels", "titles", "alone")
    @classmethod
    def _all_compile(cls, patterns: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        return {key: checked_pattern(pattern, info) for key, pattern in patterns.items()}
