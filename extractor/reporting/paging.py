"""A page of a long list: what is shown of it, and what is said of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from extractor.reporting.numbers import figure
from extractor.reporting.screen import Line, line
from extractor.reporting.words import Lang, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some `rows` of a list of `total`, from the `first` on (counted from 1)."""

    rows: Sequence[T]
    total: int
    first: int

    @classmethod
    def of(cls, listed: Sequence[T], limit: int | None, number: int) -> Self:
        """The page of this number (from 1) with at most `limit` rows; without a limit the whole list is page 1."""
        if limit is None:
            return cls(listed if number == 1 else listed[:0], len(listed), 1)
        start = (number - 1) * limit
        return cls(listed[start : start + limit], len(listed), start + 1)

    def note(self, lang: Lang) -> Iterator[Line]:
        """A line where not all rows are shown."""
        if len(self.rows) == self.total:
            return
        first, last = self.first, self.first + len(self.rows) - 1
        shown = {"first": figure(lang, first), "last": figure(lang, last), "total": figure(lang, self.total)}
        yield line(say(lang, "paging.shown", **shown) if self.rows else say(lang, "paging.beyond"), "dim")
