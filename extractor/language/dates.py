"""Dates as Vietnamese documents write them, whole or cut short.

17/05/2023, 05/ 02/2023, 27-01-2021, ngày 17 tháng 5 năm 2023, tháng 5 năm 2023, ngày     tháng 5 năm 2023.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_BLANK = r"[\s.…_]*"
_SLASHED = (
    r"(?<!\d|\d[./-])(?P<slashed>(?P<d1>\d{1,2})\s?[/.-]\s?(?P<m1>\d{1,2})\s?[/.-]\s?(?P<y1>(?:19|20)\d{2}))"
    r"(?!\d|/\d|/\p{L})"
)
_WORDED = r"(?P<worded>ngày\s+(?P<d2>\d{1,2})\s*tháng\s*(?P<m2>\d{1,2})\s*năm\s+(?P<y2>(?:19|20)\d{2})(?!\d))"
_BLANK_DAY = rf"(?P<blank>ngày{_BLANK}tháng{_BLANK}(?P<m3>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<y3>(?:19|20)\d{{2}})(?!\d))"
_MONTH_YEAR = r"(?P<monthly>tháng\s*(?P<m4>\d{1,2})\s*(?:năm\s+|/\s?)(?P<y4>(?:19|20)\d{2})(?!\d))"
_DATE = regex.compile("|".join((_SLASHED, _WORDED, _BLANK_DAY, _MONTH_YEAR)))
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: offsets and ISO 8601 form, cut short where the text leaves parts blank.

    `iso` is None where no such day exists (31/02/2024).
    """

    start: int
    end: int
    iso: str | None


def find_dates(canonical: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every date of a text in lower case (`language.text.canonical`), in order."""
    for match in _DATE.finditer(canonical, start, len(canonical) if end is None else end):
        yield FoundDate(match.start(), match.end(), _iso(match))


def _iso(match: "regex.Match[str]") -> str | None:
    if match["slashed"] is not None:
        return iso_date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["worded"] is not None:
        return iso_date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    if match["blank"] is not None:
        month = match["m3"]
        return iso_date(int(match["y3"]), int(month) if month else None)
    return iso_date(int(match["y4"]), int(match["m4"]))


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """`2021-10-28`, `2021-10` or `2021`; None where no such month or day exists."""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= _DAYS_IN[month - 1] or (month == 2 and day == 29 and not _is_leap(year)):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
