"""Figures of table cells with the words about them: «≤ 24,0», «39/118», «60 - 65%», «từ 95 trở lên», «25 (12,5%)»."""

from dataclasses import dataclass
from decimal import Decimal

from extractor import regex
from extractor.language.figures import Figure, read_figure
from extractor.language.text import canonical
from extractor.records import Comparator

_BOUNDS: dict[str, Comparator] = {
    **dict.fromkeys(("≥", ">=", ">", "trên", "hơn", "từ", "ít nhất", "tối thiểu", "không dưới"), ">="),
    **dict.fromkeys(("≤", "<=", "<", "dưới", "không quá", "tối đa", "không vượt quá"), "<="),
    **dict.fromkeys(("~", "≈", "khoảng", "gần"), "~"),
}
_BEHIND: dict[str, Comparator] = {"trở lên": ">=", "trở xuống": "<="}
_LEADS = "|".join(sorted(map(regex.escape, _BOUNDS), key=len, reverse=True))
_FIGURE = r"\d[\d.,\u00a0]*+"
_CELL = regex.compile(
    rf"(?P<bound>{_LEADS})? ?[-–+]?(?P<first>{_FIGURE})(?: ?(?P<joint>/|[-–]|đến) ?(?P<second>{_FIGURE}))?"
    r" ?(?P<unit>%|(?!trở )[\p{L}²³][\p{L} ²³/]{0,24}?[23]?)?(?: ?(?P<behind>trở (?:lên|xuống)))?\.?"
)
_RATED = regex.compile(
    rf"(?P<first>{_FIGURE}) ?(?P<unit>(?!trở )[\p{{L}}][\p{{L}} ]{{0,15}}?)? ?"
    r"\((?:chiếm |đạt |tỷ lệ )?(?P<rate>\d[\d.]*(?:, ?\d+)?) ?%\)"
)
_SHARE = r"(?:chiếm(?: tỷ lệ)?|tỷ lệ|tương ứng)"
_COUNT = r"(?P<first>(?:\d{1,3}(?:\.\d{3})++|\d++)(?![.,]\d))"
_COUNTED = rf"(?P<unit>(?!trở |{_SHARE} )[\p{{L}}][\p{{L}} ]{{0,15}}?)"
_BESIDE = regex.compile(
    rf"{_COUNT} ?(?:{_COUNTED}(?: ?/ ?| [-–] |[,;] ?)(?:{_SHARE} )?|{_COUNTED}? ?(?:[,;] ?)?{_SHARE} |/ ?)"
    r"(?P<rate>\d[\d.]*(?:,\d+)?) ?%"
)
_LONGEST = 48
_YEAR = regex.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure of a cell: its value, of how many it is said (`denominator`), its bound, the words of its unit
    (canonical, "" where the cell has none) and where it stands in the cell; `rated`: its rate stands behind it."""

    figure: Figure
    unit: str
    start: int
    end: int
    comparator: Comparator = "="
    denominator: Decimal | None = None
    rated: bool = False


def cell_figures(words: str) -> tuple[CellFigure, ...]:
    """What a cell holds that is a figure with a bound, a part of a whole, a range or a unit; () for any other cell.

    A range gives its two ends, a count with its rate behind it («25 (12,5%)», «25 hộ, chiếm 12,5%») both. Months of a
    year («06/2025»), years («2021-2025») are none.
    """
    if len(words) <= _LONGEST and (rated := _rated(canonical(words))) is not None:
        return _with_rate(rated)
    match = _CELL.fullmatch(canonical(words)) if len(words) <= _LONGEST else None
    first = read_figure(match["first"]) if match else None
    if match is None or first is None:
        return ()
    unit = (match["unit"] or "").strip()
    bound = _BOUNDS.get(match["bound"] or "") or _BEHIND.get(match["behind"] or "") or "="
    second = read_figure(match["second"]) if match["second"] else None
    if match["joint"] is None:
        dated = not unit and _YEAR.fullmatch(match["first"]) is not None  # «từ 2021»
        return () if dated else (CellFigure(first, unit, match.start("first"), match.end("first"), bound),)
    if second is None or _YEAR.fullmatch(match["second"]):
        return ()
    if match["joint"] == "/":
        whole = CellFigure(first, unit, match.start("first"), match.end("second"), bound, second.value)
        return () if second.value == 0 else (whole,)
    if first.value >= second.value:
        return ()
    return (
        CellFigure(first, unit, match.start("first"), match.end("first"), ">="),
        CellFigure(second, unit, match.start("second"), match.end("second"), "<="),
    )


def _rated(words: str) -> regex.Match[str] | None:
    """A count and its rate; a rate over a rate («2,5/3%») is none."""
    return _RATED.fullmatch(words) or (_BESIDE.fullmatch(words) if words.endswith("%") else None)


def _with_rate(match: regex.Match[str]) -> tuple[CellFigure, ...]:
    count, rate = read_figure(match["first"]), read_figure(match["rate"].replace(" ", ""))
    if count is None or rate is None:
        return ()
    unit = (match["unit"] or "").strip()
    return (
        CellFigure(count, unit, match.start("first"), match.end("first"), rated=True),
        CellFigure(rate, "%", match.start("rate"), match.end("rate")),
    )
