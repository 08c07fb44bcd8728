"""What rules/checks.yaml says of the checks that need rules/programmes.yaml: words of plans, and sentences."""

from typing import Annotated

from pydantic import Field

from extractor.rulebook.check_texts import Wording, uses
from extractor.rulebook.loading import Pattern, RuleModel


class UnaddressedTexts(RuleModel):
    projects: Annotated[Wording, uses("components", "programme", "source")]
    subs: Annotated[Wording, uses("components", "project", "programme", "source")]
    item: Annotated[Wording, uses("kind", "number", "name")]


class SupersededTexts(RuleModel):
    replaced: Annotated[Wording, uses("text", "date", "by", "source")]
    over: Annotated[Wording, uses("text", "period", "by", "source")]


class CapitalKindTexts(RuleModel):
    other: Annotated[Wording, uses("text", "capital", "component", "programme", "source")]


class IneligibleTexts(RuleModel):
    funded: Annotated[Wording, uses("text", "component", "name", "areas", "place", "source")]
    told: Annotated[Wording, uses("text", "component", "name", "areas", "place", "source")]


class AssignedTexts(RuleModel):
    below: Annotated[Wording, uses("text", "other")]


class AssignedRule(RuleModel):
    """How a plan tells a target that the level above gave it: by its own level, words before the figure or in a head.

    `compared` stands before a figure that is a difference of two, `partly` in the clause of one that is for some
    people or places only, or for a part of the year. Of the `levels` less is better, of indicators that
    end in `cut` and of those that `progress` knows more is.
    """

    by: dict[str, Pattern]
    compared: Pattern
    partly: Pattern
    levels: frozenset[str]
    cut: str = Field(min_length=1)


class MatchingTexts(RuleModel):
    below: Annotated[Wording, uses("local", "central", "share", "percent", "source")]
    stated: Annotated[Wording, uses("text")]


class MatchingRule(RuleModel):
    """How a plan itself tells the least that is to be matched (group `percent`, of the central money).

    A sentence that is `divided` shares it out among levels, or binds some places only.
    """

    stated: Pattern
    divided: Pattern


class BodyTexts(RuleModel):
    absent: Annotated[Wording, uses("text", "why", "source")]


class BodyRule(RuleModel):
    """Where a body is named that need not be there, told by words of its own block up to `reach` letters away.

    A `former` one is called so; `author` stands before, `authored` behind one that a document is of. A clause that is
    `past` tells what was done when there was such a body.
    """

    former: Pattern
    author: Pattern
    authored: Pattern
    past: Pattern
    reach: int = Field(ge=1, le=400)


class UnaddressedRule(RuleModel):
    """Which plans say of every component what becomes of it.

    At least `least` projects must have parts of their own; a title that `selects` speaks of some components only.
    `excused` says why one is not carried out, `together` speaks of all others at once.
    """

    least: int = Field(ge=1, le=20)
    selects: Pattern
    excused: Pattern
    together: Pattern


class SupersededRule(RuleModel):
    """Words before a document by which another one, named before it, speaks of it: it is no basis itself."""

    inside: Pattern


class CapitalKindRule(RuleModel):
    """Words in the clause of a sum that is not the programme's own money."""

    elsewhere: Pattern


class PartTexts(RuleModel):
    absent: Annotated[Wording, uses("part", "source")]


class PartRule(RuleModel):
    """Words of the head by which a text is no plan of its own: an excerpt, an annex, what another document issues."""

    dependent: Pattern
