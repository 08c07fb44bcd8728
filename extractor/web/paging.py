"""Which of many rows a page shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `page` (from 1) of `total` rows, `size` on each."""

    page: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows stand before the page."""
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 where there is none."""
        return self.offset + 1 if self.offset < self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.offset + self.size, self.total)

    @property
    def has_more(self) -> bool:
        """Whether rows follow."""
        return self.last < self.total
