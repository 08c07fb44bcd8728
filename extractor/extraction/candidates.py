"""Which of the indicators that a figure can be a value of canonical words name.

The candidates are a choice of `IndicatorRules`: bits in the order of precedence.
"""

from extractor.extraction.units import Quantity
from extractor.rulebook.figures import Indicator, IndicatorRules

OTHER = "other"
_LONGEST = (
    1200  # characters of labels, the nearest: more are no label, and patterns would look through all of them
)
Found = tuple[str, Indicator]


def first_named(indicators: IndicatorRules, candidates: int, words: str, quantity: Quantity) -> Found | None:
    """The first candidate that the words name, for a figure of this unit."""
    for name, indicator in indicators.standing(candidates, words):
        if _has_word(indicator, quantity) and indicator.fits(words):
            return name, indicator
    return None


def nearest_named(
    indicators: IndicatorRules, candidates: int, words: str, quantity: Quantity
) -> Found | None:
    """The first that fits, unless another is named wholly after it and so nearer to the figure."""
    best = first_named(indicators, candidates, words, quantity)
    at = best[1].last_at(words) if best is not None else None
    if best is None or at is None:
        return best
    for name, indicator in indicators.standing(candidates & ~indicators.general, words[at[1] :]):
        if not (_has_word(indicator, quantity) and indicator.fits(words)):
            continue
        other = indicator.last_at(words)
        if other is not None and other[0] >= at[1]:
            best, at = (name, indicator), other
    return best


def indicator_of(indicators: IndicatorRules, unit: str, words: str) -> str:
    """The id of the indicator that canonical words name for a figure of a unit; `other` where none fits."""
    words = words[-_LONGEST:]
    standing = indicators.standing(indicators.of_unit.get(unit, 0), words)
    fitting = [(i.last, name) for name, i in standing if i.fits(words)]
    return min(fitting, key=lambda found: found[0])[1] if fitting else OTHER


def _has_word(indicator: Indicator, quantity: Quantity) -> bool:
    """Whether the figure's unit is written with the word that the indicator asks for."""
    wanted = indicator.require_unit_word
    return not wanted or wanted in (quantity.unit_text or "")
