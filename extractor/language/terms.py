"""Set terms of the field («hộ cận nghèo», «triệu đồng»): words of several syllables that are never cut."""

from collections.abc import Iterable

from extractor import regex
from extractor.rulebook.figures import PhraseRules
from extractor.rulebook.language import UnitRules


def set_terms(phrases: PhraseRules, units: UnitRules) -> frozenset[str]:
    """The set terms of the rules, their cues and units of several syllables among them; in lower case."""
    unit_words = (*units.money_scale, *units.count_unit, *units.duration_unit)
    return frozenset({*phrases.set_terms, *(word for word in (*phrases.cues, *unit_words) if " " in word)})


def terms_pattern(terms: Iterable[str]) -> "regex.Pattern[str]":
    """Any of the terms as a word of canonical text."""
    return regex.compile(r"\b\L<terms>\b", terms=sorted(set(terms), key=len, reverse=True))
