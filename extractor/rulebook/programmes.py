"""rules/programmes.yaml: the national target programmes as their decisions lay them down, with sources."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from extractor.records import Capital, IssuerLevel
from extractor.resources import resource_dir
from extractor.rulebook.gates import Gate, numbers
from extractor.rulebook.literals import one_needed
from extractor.rulebook.loading import Pattern, RuleModel, load_yaml
from extractor.rulebook.registry import Day, bare_number

_FILE = "programmes.yaml"
Source = Annotated[str, Field(min_length=8)]


class Named(RuleModel):
    """A name in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ProgrammeComponent(RuleModel):
    """A project or a sub-project: its official name, and the words of it that a plan may use for a number.

    `capital` are the kinds of central money that it has; None where no source is sure. One that is `listed` is for
    some places only, of a list that the plan need not name; `areas` names those lists where they are written here.
    """

    name: str = Field(min_length=1)
    words: Pattern
    capital: frozenset[Capital] | None = None
    listed: bool = False
    areas: tuple[str, ...] = ()


class Area(RuleModel):
    """Places that components are for, in plans of some `years` made from the day `since` on.

    `units` are full names as they were before 1 July 2025, from the inside out: «xã A, huyện B, tỉnh C»; a unit holds
    what lies in it. Of a province under `open` some may be missing; any other province holds those that are here.
    """

    name: Named
    years: tuple[int, int]
    since: Day
    source: Source
    units: tuple[str, ...]
    open: tuple[str, ...] = ()


class Matching(RuleModel):
    """What a level adds of its own at least, in percent of the central money."""

    percent: Decimal = Field(gt=0)
    source: Source


class Programme(RuleModel):
    """A programme of one period; `components` by their numbers: `4`, `4.1`; none where no source is sure.

    `matching` goes by the level of the plan, `matching_in` by province and level, before it; each province sets its
    own, so none is shipped.
    """

    kind: str = Field(min_length=1)
    name: Named
    years: tuple[int, int]
    since: Day
    source: Source
    components: dict[str, ProgrammeComponent] = Field(default_factory=dict)
    matching: dict[str, Matching] = Field(default_factory=dict)
    matching_in: dict[str, dict[str, Matching]] = Field(default_factory=dict)

    @cached_property
    def projects(self) -> tuple[int, ...]:
        """The numbers of its projects, in order."""
        return tuple(int(number) for number in self.components if "." not in number)

    @cached_property
    def _entries(self) -> tuple[tuple[str, ProgrammeComponent], ...]:
        return tuple(self.components.items())

    @cached_property
    def _gate(self) -> Gate:
        return Gate(one_needed(component.words.pattern) for component in self.components.values())

    def named_in(self, words: str) -> Iterator[str]:
        """The numbers of the components that canonical words call by name, in their order."""
        for at in numbers(self._gate.open(words)):
            number, component = self._entries[at]
            if component.words.search(words) is not None:
                yield number

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


class PlanPart(RuleModel):
    """A part that a plan made from the day `since` on must have, known by its `words` in canonical spelling.

    In the head and the foot it is looked for block by block, and only where the words `beside` it are there, so that
    the head or the foot was not cut off; in the body among headings and openings of paragraphs, of plans of one year
    and of the programmes `kinds`, at the `levels` named (empty: at all).
    """

    zone: Literal["head", "foot", "body"]
    name: Named
    words: Pattern
    beside: Pattern | None = None
    kinds: frozenset[str] = frozenset()
    levels: frozenset[IssuerLevel] = frozenset()
    since: Day
    until: Day | None = None
    source: Source

    @model_validator(mode="after")
    def _is_told_from_a_cut(self) -> Self:
        if (self.zone == "body") != (self.beside is None):
            raise PydanticCustomError(
                "no_beside",
                "a part of the head or the foot needs the words beside it, one of the body has none",
                {"vi": "phần đầu, phần cuối cần khóa beside; phần nội dung (body) thì không"},
            )
        return self


class ProgrammeRules(RuleModel):
    """rules/programmes.yaml."""

    programmes: dict[str, Programme] = Field(default_factory=dict)
    areas: dict[str, Area] = Field(default_factory=dict)
    parts: dict[str, PlanPart] = Field(default_factory=dict)
    superseded: dict[str, Superseded] = Field(default_factory=dict)
    bodies: dict[str, Body] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _areas_are_known(self) -> Self:
        for programme in self.programmes.values():
            for component in programme.components.values():
                for name in component.areas:
                    if name not in self.areas:
                        raise _unknown_area(name)
        return self

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


def load_programmes(overlay: Path | None = None) -> ProgrammeRules:
    """The shipped rules with those of the folder `overlay` laid over them; raises RuleError."""
    return load_yaml(
        resource_dir("rules") / _FILE, ProgrammeRules, overlay / _FILE if overlay is not None else None
    )


def _unknown_area(name: str) -> PydanticCustomError:
    return PydanticCustomError(
        "unknown_area",
        "a component is for the area {name}, which does not stand under areas",
        {"name": repr(name), "vi": f"một dự án dành cho địa bàn {name!r}, mà areas không có mục này"},
    )
