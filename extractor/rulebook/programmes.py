"""rules/programmes.yaml: the national target programmes as their decisions lay them down, with sources."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import Field

from extractor.records import Capital
from extractor.rulebook.loading import Pattern, RuleModel
from extractor.rulebook.registry import Day, bare_number

Source = Annotated[str, Field(min_length=8)]


class Named(RuleModel):
    """A name in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ProgrammeComponent(RuleModel):
    """A project or a sub-project: its official name, and the words of it that a plan may use for a number.

    `capital` are the kinds of central money that it has; None where no source is sure. One that is `listed` is for
    some places only, of a list that the plan need not name.
    """

    name: str = Field(min_length=1)
    words: Pattern
    capital: frozenset[Capital] | None = None
    listed: bool = False


class Matching(RuleModel):
    """What a level adds of its own at least, in percent of the central money."""

    percent: Decimal = Field(gt=0)
    source: Source


class Programme(RuleModel):
    """A programme of one period; `components` by their numbers: `4`, `4.1`; none where no source is sure.

    `matching` goes by the level of the plan; a province sets its own, so none is shipped.
    """

    kind: str = Field(min_length=1)
    name: Named
    years: tuple[int, int]
    since: Day
    source: Source
    components: dict[str, ProgrammeComponent] = Field(default_factory=dict)
    matching: dict[str, Matching] = Field(default_factory=dict)

    @cached_property
    def projects(self) -> tuple[int, ...]:
        """The numbers of its projects, in order."""
        return tuple(int(number) for number in self.components if "." not in number)

    def subs(self, project: int) -> tuple[int, ...]:
        """The numbers of the sub-projects of one."""
        inside = f"{project}."
        return tuple(
            int(number.removeprefix(inside)) for number in self.components if number.startswith(inside)
        )

    def component(self, project: int, sub: int | None = None) -> ProgrammeComponent:
        """One of its components; KeyError where it has no such."""
        return self.components[str(project) if sub is None else f"{project}.{sub}"]


class Superseded(RuleModel):
    """A document that is not in force from `ended` on, and what came in its place.

    `law` (canonical spelling) and `issued_on` know one that is cited without its number; `period` is the time it
    was for, where no other document says that it ended.
    """

    law: str | None = None
    issued_on: Day | None = None
    ended: Day
    by: Source
    source: Source
    period: str | None = None


class Body(RuleModel):
    """A kind of body, and when there are any: from `since` on, and none from `until` on."""

    words: Pattern
    since: Day | None = None
    until: Day | None = None
    why: Named
    source: Source

    def exists(self, day: str) -> bool:
        """Whether there is such a body on a day."""
        return (self.since or "") <= day and (self.until is None or day < self.until)


class ProgrammeRules(RuleModel):
    """rules/programmes.yaml."""

    programmes: dict[str, Programme] = Field(default_factory=dict)
    superseded: dict[str, Superseded] = Field(default_factory=dict)
    bodies: dict[str, Body] = Field(default_factory=dict)

    @cached_property
    def _by_number(self) -> dict[str, Superseded]:
        return {bare_number(number): document for number, document in self.superseded.items()}

    def replaced(self, number: str) -> Superseded | None:
        """The entry of a document's number; None where it is not known to have been replaced."""
        return self._by_number.get(bare_number(number))

    def of(self, kind: str, year: int) -> Programme | None:
        """The programme of that kind which a plan for this year carries out."""
        for programme in self.programmes.values():
            if programme.kind == kind and programme.years[0] <= year <= programme.years[1]:
                return programme
        return None
