"""What rules/checks.yaml says of the checks on the substance of a plan: what it must say, from its own words."""

from typing import Annotated

from pydantic import Field

from extractor.rulebook.check_texts import Wording, uses
from extractor.rulebook.loading import Pattern, RuleModel


class UnstatedTexts(RuleModel):
    none: Annotated[Wording, uses("heading")]


class GrandTotalTexts(RuleModel):
    missing: Annotated[Wording, uses("count", "sum", "parts")]


class CapitalTexts(RuleModel):
    mixed: Annotated[Wording, uses("text", "total", "mobilised", "expected")]


class OutlineRule(RuleModel):
    """Which headings `report` on what was done; the words a plan `closes` with, so that it is there to its end."""

    report: Pattern
    closes: Pattern


class FundingPartRule(RuleModel):
    """Which headings of at most `longest` letters tell the money, and what their parts may say instead of a sum.

    `figure` is money in words no rule read, `elsewhere` sends the reader on, `excused` says why there is no sum.
    """

    heading: Pattern
    figure: Pattern
    elsewhere: Pattern
    excused: Pattern
    longest: int = Field(ge=10, le=400)


class GrandTotalRule(RuleModel):
    """Words before a sum for all components, whatever stands around it."""

    overall: Pattern


class StateCapitalRule(RuleModel):
    """Words that call a sum the state's capital, and those before it that take others' money in."""

    named: Pattern
    joint: Pattern
    reach: int = Field(ge=1, le=400)


class LeadTexts(RuleModel):
    only_supports: Annotated[Wording, uses("component", "text")]
    none: Annotated[Wording, uses("component")]


class NoFigureTexts(RuleModel):
    none: Annotated[Wording, uses("text", "count")]


class BaselineTexts(RuleModel):
    absent: Annotated[Wording, uses("text")]


class DirectionTexts(RuleModel):
    level_or_cut: Annotated[Wording, uses("text")]


class BelowActualTexts(RuleModel):
    below: Annotated[Wording, uses("text", "other", "year")]


class EstimateTexts(RuleModel):
    below: Annotated[Wording, uses("text", "other")]


class ContentTexts(RuleModel):
    other_kind: Annotated[Wording, uses("label", "text", "kind")]


class LeadRule(RuleModel):
    """How a component's own part says who leads it; who is told so elsewhere, the plan's assignments say.

    `component` (groups `sub` and `numbers`) is how components are named. `acts` opens a task that is carried out
    rather than helped. In a component's own part `label` opens a line that names its unit, `named` and `doers`
    tell of one that leads and one that acts, `people` opens a line that speaks of others. `overall` gives all
    components a leader, `column` is the head of a column of leaders.
    """

    component: Pattern
    acts: Pattern
    label: Pattern
    named: Pattern
    doers: Pattern
    people: Pattern
    overall: Pattern
    column: Pattern


class GoalListRule(RuleModel):
    """Under which headings goals are listed, which words make a goal one that could be counted, and what excuses it.

    At least `least` of the goals beside it have figures.
    """

    heading: Pattern
    countable: Pattern
    excused: Pattern
    least: int = Field(ge=1, le=20)


class BaselineRule(RuleModel):
    """Which indicators are cuts, which are levels that a cut starts from, and words of such a level no rule read."""

    cuts: frozenset[str]
    levels: frozenset[str]
    level_words: Pattern
    elsewhere: Pattern


class DirectionRule(RuleModel):
    """What stands before a figure that may be the level or the cut, and words that decide which."""

    cut: Pattern
    decided: Pattern
    reach: int = Field(ge=1, le=400)


class ProgressRule(RuleModel):
    """Months reported and the year expected: words of each, indicators that only grow within a year, and those
    of which more is better from year to year; `further` makes a target one on top of what there is.
    """

    months: Pattern
    expected: Pattern
    growing: frozenset[str]
    better: frozenset[str]
    further: Pattern
    reach: int = Field(ge=1, le=400)


class Label(RuleModel):
    """A kind of part: how its label reads, and beginnings that belong to another kind, by that kind's name."""

    id: str = Field(min_length=1)
    label: Pattern
    foreign: dict[str, Pattern]
