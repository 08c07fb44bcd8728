"""What rules/comparison.yaml says of comparing places and years: standards, the reform, words of place and time."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field

from extractor.resources import resource_dir
from extractor.rulebook.loading import Pattern, RuleModel, load_yaml

_FILE: Final = "comparison.yaml"


class Standard(RuleModel):
    """A national poverty standard: the years that it holds for, and the document that sets it."""

    name: str = Field(min_length=1)
    first: int = Field(ge=1990, le=2100)
    last: int = Field(ge=1990, le=2100)
    source: str = Field(min_length=1)


class Reform(RuleModel):
    """The day on which units were merged; `unmerged` provinces are the same before and after."""

    day: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    source: str = Field(min_length=1)
    unmerged: frozenset[str]


class GrandTotal(RuleModel):
    """How a sum of the whole plan is known: by its `row`, or by its `words`; without parts by `of_plan` too."""

    row: Pattern
    words: Pattern
    of_plan: Pattern


class ComparisonRules(RuleModel):
    """How figures of several plans are told apart before they are compared.

    Patterns of words are looked for in canonical text (lower case, one placement of tones); `of_standard` and
    `levels` in ids of indicators. `workbook` are the indicators that a workbook compares, in that order.
    """

    standards: tuple[Standard, ...]
    standard_words: dict[str, Pattern]
    own_standard: Pattern
    of_standard: Pattern
    reform: Reform
    ranks: dict[str, Pattern]
    city: Pattern
    cities_of_the_country: frozenset[str]
    groups: Pattern
    average: Pattern
    period: Pattern
    period_unless: Pattern
    part_of_year: Pattern
    levels: Pattern
    condition: Pattern
    scope: Pattern
    excused: Pattern
    component: Pattern
    grand_total: GrandTotal
    workbook: tuple[str, ...]

    def standard_of(self, year: int | None) -> Standard | None:
        """The standard that holds in a year."""
        known = (s for s in self.standards if year is not None and s.first <= year <= s.last)
        return next(known, None)

    def standard_named(self, name: str) -> Standard | None:
        """The standard of this name; None for a province's own."""
        return next((standard for standard in self.standards if standard.name == name), None)


def load_comparison(overlay: Path | None = None) -> ComparisonRules:
    """The shipped rules with those of the folder `overlay` laid over them; raises RuleError."""
    laid_over = None if overlay is None else overlay / _FILE
    if laid_over is None or not laid_over.is_file():
        return _shipped()
    return load_yaml(resource_dir("rules") / _FILE, ComparisonRules, laid_over)


@lru_cache(maxsize=1)
def _shipped() -> ComparisonRules:
    """Read once a run: every plan that is stored and every comparison asks for them."""
    return load_yaml(resource_dir("rules") / _FILE, ComparisonRules)
