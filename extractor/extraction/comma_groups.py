"""Tables printed by a spreadsheet of English settings: «1,050» is a thousand and fifty there, and «0.5» a half."""

from collections.abc import Sequence
from decimal import Decimal

from extractor import regex
from extractor.language.figures import Figure

_FIGURE = regex.compile(r"[-–+]?\s*(?P<figure>\d[\d.,]*)\s*%?")
_ONE_GROUP = regex.compile(r"[1-9]\d{0,2},\d{3}")
_ENGLISH = regex.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_PLAIN = regex.compile(r"\d{1,3}(?:\.\d{1,2})?")
_HUNDREDS = regex.compile(r"[1-9]\d{2}")
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_LEAST_GROUPED, _LEAST_HUNDREDS = 3, 3
_TWO = 2


def has_comma_groups(columns: Sequence[Sequence[str]]) -> bool:
    """Whether commas group the thousands in columns of figures, none of them rates.

    Beside «1,050» no figure may have a comma before decimals, points that group, or thousands in one run; and either
    some figure can be nothing else («1,050,000», «1,050.5»), or figures of three digits without a comma stand in the
    same columns, as those under a thousand do: amounts with three decimals each would have theirs there, too. One
    such figure is enough where its column adds up only so.
    """
    grouped = hundreds = certain = 0
    for cells in columns:
        figures = [
            match["figure"].rstrip(".,") for words in cells if (match := _FIGURE.fullmatch(words.strip()))
        ]
        figures = [figure for figure in figures if not _YEAR.fullmatch(figure)]
        here = _count(_ONE_GROUP, figures)
        sure = _count(_ENGLISH, figures)
        if here + sure + _count(_PLAIN, figures) < len(figures):
            return False
        below = _count(_HUNDREDS, figures) if here + sure else 0
        grouped, hundreds = grouped + here, hundreds + below
        certain += sure + (below > 0 and _adds_up(figures))
    return grouped > 0 and (certain > 0 or (grouped >= _LEAST_GROUPED and hundreds >= _LEAST_HUNDREDS))


def _count(pattern: "regex.Pattern[str]", figures: Sequence[str]) -> int:
    return sum(pattern.fullmatch(figure) is not None for figure in figures)


def _adds_up(figures: Sequence[str]) -> bool:
    """Whether the first or the last figure is the sum of the others, commas taken for marks of thousands."""
    values = [Decimal(figure.replace(",", "")) for figure in figures]
    return len(values) > _TWO and sum(values) in {2 * values[0], 2 * values[-1]}


def by_commas(figure: Figure) -> Figure:
    """The figure with its one comma before three digits as a mark of thousands; any other figure as it is."""
    if not _ONE_GROUP.fullmatch(figure.text) or len(figure.readings) != 1:
        return figure
    (value, decimals) = figure.readings[0]
    return Figure(figure.text, value, decimals, ((figure.value, figure.decimals),))
