"""Assignments and deadlines as an address asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Query

from extractor.corpus.duties import ROLES, DutiesAsked
from extractor.corpus.outgoing import PlanHead
from extractor.language.text import fold

_ROLE: Final = {"true": "leads", "false": "supports", None: "told"}  # as records tell who leads
_Words = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class DutiesOf:
    """What the address asks for, as it stands there."""

    file: str = ""
    unit: str = ""
    role: str = ""
    component: str = ""
    year: str = ""
    level: str = ""

    @property
    def wanted(self) -> DutiesAsked:
        """The same for the corpus."""
        role = self.role if self.role in ROLES else None
        year, file = int(self.year) if self.year else None, int(self.file) if self.file else None
        return DutiesAsked(file, self.unit, role, self.component or None, year, self.level or None)

    @property
    def of_plans(self) -> "DutiesOf":
        """What is asked of the plans alone: a deadline has no role and no component, and often no unit."""
        return replace(self, unit="", role="", component="")

    def takes(self, plan: PlanHead, told: Mapping[str, Any]) -> bool:
        """Whether what a plan tells (by the names of its fields) is of the year, unit, role and component asked for."""
        said = fold(told["unit"] or "")
        return (
            self.year in {"", str(plan.plan_year)}
            and all(word in said for word in fold(self.unit).split())
            and (self.role not in ROLES or _ROLE[told["leads"]] == self.role)
            and self.component in {"", told.get("component")}
        )

    def address(self, **more: str) -> str:
        """The query part of the address, changed here and there."""
        names = ("file", "unit", "role", "component", "year", "level")
        given = {name: getattr(self, name) for name in names} | more
        return urlencode({name: value for name, value in given.items() if value})


def _asked(
    file: Annotated[str, Query(pattern=r"^[0-9]{0,18}$")] = "",
    unit: _Words = "",
    role: _Words = "",
    component: _Words = "",
    year: Annotated[str, Query(pattern=r"^[0-9]{0,4}$")] = "",
    level: _Words = "",
) -> DutiesOf:
    return DutiesOf(file, unit, role, component, year, level)


DutiesFor = Annotated[DutiesOf, Depends(_asked)]
