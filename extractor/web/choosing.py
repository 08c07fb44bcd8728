"""Which findings a page, an export or a program asks for: the same words in the address everywhere."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Query

from extractor.corpus.judgements import State
from extractor.corpus.selection import Selection

SUBSTANCE: Final = ("figures", "dates", "citations", "structure", "programme")

_Words = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class FindingsAsked:
    """What was asked for, as it stands in the address; an empty text asks for nothing. `form`: those of form too."""

    rule: str = ""
    severity: str = ""
    state: str = ""
    level: str = ""
    place: str = ""
    year: str = ""
    form: bool = False

    def selection(self, *, whole: bool = False) -> Selection:
        """What is chosen in the corpus; with `whole` the categories are left to whoever takes the findings out."""
        return Selection(
            rules=_one(self.rule),
            severities=_one(self.severity),
            states=tuple(State(one) for one in _one(self.state) if one in tuple(State)),
            levels=_one(self.level),
            places=_one(self.place),
            years=(int(self.year),) if self.year else (),
            categories=() if whole or self.form else SUBSTANCE,
        )


def _asked(
    rule: _Words = "",
    severity: _Words = "",
    state: _Words = "",
    level: _Words = "",
    place: _Words = "",
    year: Annotated[str, Query(pattern=r"^[0-9]{0,4}$")] = "",
    form: Annotated[bool, Query(description="also findings of form: spelling, numbering, layout")] = False,
) -> FindingsAsked:
    return FindingsAsked(rule, severity, state, level, place, year, form)


Asked = Annotated[FindingsAsked, Depends(_asked)]


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
