"""Dates as Vietnamese documents write them, whole or cut short.

17/05/2023, 05/ 02/2023, 27-01-2021, 5.6.2021, ngày 5/6/21, ngày 17 tháng 5 năm 2023, tháng 5 năm 2023,
ngày     tháng 5 năm 2023, ngày …/…/2023, tháng 5-2023.
"""

from collections.abc import Iterator

from extractor import regex
from extractor.values import dataclass

_BLANK = r"[\s.…_]{0,30}"
_SLASHED = (
    r"(?<!\d|\d[./-])(?P<slashed>(?P<d1>\d{1,2})\s?[/.-]\s?(?P<m1>\d{1,2})\s?[/.-]\s?(?P<y1>(?:19|20)\d{2}))"
    r"(?!\d|/\d|/\p{L})"
)
_SHORT_YEAR = (
    r"(?P<short>(?<=ngày\s?)(?P<d5>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m5>\d{1,2})\s?(?P=sep)\s?(?P<y5>\d{2}))"
    r"(?![\d/\p{L}%]|[.,-]\d)"
)
_WORDED = (  # «tháng» for «năm» is a slip that leaves no doubt
    r"(?P<worded>ngày\s*(?P<d2>\d{1,2})\s*tháng\s*(?P<m2>\d{1,2})[\s,]*(?:năm|tháng)\s*"
    r"(?P<y2>(?:19|20)\d{2})(?!\d))"
)
_BLANK_DAY = rf"(?P<blank>ngày{_BLANK}tháng{_BLANK}(?P<m3>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<y3>(?:19|20)\d{{2}})(?!\d))"
_BLANK_SLASHED = (
    rf"(?P<slashes>ngày{_BLANK}/{_BLANK}(?P<m6>\d{{1,2}})?{_BLANK}/\s?(?P<y6>(?:19|20)\d{{2}})(?!\d))"
)
_MONTH_YEAR = r"(?P<monthly>tháng\s*(?P<m4>\d{1,2})(?:[\s,]*năm\s*|\s?[/.-]\s?)(?P<y4>(?:19|20)\d{2})(?!\d))"
_DATE = regex.compile("|".join((_SLASHED, _SHORT_YEAR, _WORDED, _BLANK_DAY, _BLANK_SLASHED, _MONTH_YEAR)))
# A year of two digits after this one is of the last century.
_CENTURY_TURN = 50
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISSUED = regex.compile(
    r"[ ,]{0,2}(?P<open>\(?)(?:được |cùng |đều ){0,2}(?:ký ban hành|ban hành|thông qua|đã ký|ký)?[ :]?"
    r"(?:ngày: ?(?=\d)|(?=ngày|tháng|\(?\d{1,2} ?[/.-] ?\d))"
)
_IN_YEAR = regex.compile(
    r"[ ,]{0,2}(?P<open>\(?)(?:(?:ban hành|ký) )?năm ?(?P<year>(?:19|20)\d{2})(?!\d| ?- ?\d)"
)
_MISREAD = regex.compile(
    r"(?<=ngày\s?)(?=[\s/.-]*[\doil])[\doil]{1,2}(?:\s?[/.-]\s?[\doil]{1,2}\s?[/.-]\s?[\doil]{4}"
    r"|\s*tháng\s*[\doil]{1,2}\s*năm\s*[\doil]{4})(?![\p{L}\d])"
)
_DIGITS = str.maketrans("oil", "011")
_REACH = 70


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
    words = canonical[start:end]
    if "ngày" not in words and "19" not in words and "20" not in words:
        return  # quick to look for: one of them stands in every date
    for match in _DATE.finditer(canonical, start, len(canonical) if end is None else end):
        yield FoundDate(match.start(), match.end(), _iso(match))


def date_after(canonical: str, at: int, end: int) -> FoundDate | None:
    """The date or the year that a document named up to `at` is said to be of; offsets without «, (ký».

    O, l and I among the digits are read as 0 and 1. `end` bounds the text; a date that no calendar
    has gives None.
    """
    issued = _ISSUED.match(canonical, at, end)
    if issued is not None and (date := _date_at(canonical, issued.end(), end)) is not None:
        return FoundDate(date.start, _closed(canonical, date.end, issued["open"]), date.iso)
    year = _IN_YEAR.match(canonical, at, end)
    if year is not None:
        return FoundDate(year.start(), _closed(canonical, year.end(), year["open"]), year["year"])
    return None


def _date_at(canonical: str, at: int, end: int) -> FoundDate | None:
    """The date that begins at `at`, «ngày» before it or not."""
    words = _MISREAD.sub(lambda m: m[0].translate(_DIGITS), canonical[at : min(end, at + _REACH)])
    date = next(find_dates(words), None)
    if date is None or date.iso is None or words[: date.start].strip() not in {"", "ngày"}:
        return None
    return FoundDate(at, at + date.end, date.iso)


def _closed(canonical: str, at: int, opened: str) -> int:
    """Behind the parenthesis where one was opened."""
    return at + 1 if opened and canonical[at : at + 1] == ")" else at


def _iso(match: "regex.Match[str]") -> str | None:
    if match["slashed"] is not None:
        return iso_date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["worded"] is not None:
        return iso_date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    if match["blank"] is not None:
        month = match["m3"]
        return iso_date(int(match["y3"]), int(month) if month else None)
    if match["slashes"] is not None:
        month = match["m6"]
        return iso_date(int(match["y6"]), int(month) if month else None)
    if match["short"] is not None:
        year = int(match["y5"])
        return iso_date(year + (1900 if year > _CENTURY_TURN else 2000), int(match["m5"]), int(match["d5"]))
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
