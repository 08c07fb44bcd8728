"""Running heads and feet and page numbers, left out of the text."""

from collections import defaultdict
from collections.abc import Sequence

from extractor import regex
from extractor.parsers.doubts import unsigned
from extractor.parsers.lines import is_page_number
from extractor.parsers.pdf_columns import Line
from extractor.parsers.pdf_ink import glued

_ZONE = 0.1
_SAME_HEIGHT = 6.0
_SHARE = 0.4
# The number of a page, which opens or ends its line; other figures of a line are its words.
_PAGE_NUMBER = regex.compile(
    r"^\W*\d{1,3}\b|\b\d{1,3}\W*$|\b\d{1,3}(?=\s*/\s*\d{1,3}\W*$)|^[-–\s]*[ivxl]+[-–\s]*$"
)
# «UBND xã A - Kế hoạch năm 2025     Trang 2», which two pages alone do not show to be repeated.
_PAGED = regex.compile(r"(?<!\b(?:tại|ở|xem|từ|đến|theo))\s(?i:trang)\s+\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*$")
_UNIT = regex.compile(r"(?i)\W*(?:đơn vị(?: tính)?|đvt) ?:")
_Key = tuple[str, bool]


def without_running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without its page number and what most pages repeat in their margins; of the
    unit that they repeat the first is kept.

    `heights` are those of the pages; a margin is the outer tenth.
    """
    repeated = _repeated(pages, heights)
    units: set[_Key] = set()
    kept: list[list[Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        kept.append([])
        for line in lines:
            if not _is_running(line, height, repeated, lines) or _states_anew(line, height, units):
                kept[-1].append(line)
    return kept


def _states_anew(line: Line, height: float, units: set[_Key]) -> bool:
    """Whether a line states the unit of the tables below it for the first time."""
    key = _key(line, height)
    if key in units or _UNIT.match(key[0]) is None:
        return False
    units.add(key)
    return True


def _is_running(line: Line, height: float, repeated: dict[_Key, list[float]], page: Sequence[Line]) -> bool:
    if not _in_margin(line, height):
        return False
    words = glued(line).text
    if (is_page_number(words) or _PAGED.search(unsigned(words))) and _is_outermost(line, page):
        return True
    bases = repeated.get(_key(line, height), ())
    return any(abs(base - line[0].base) <= _SAME_HEIGHT for base in bases)


def _is_outermost(line: Line, page: Sequence[Line]) -> bool:
    bases = [other[0].base for other in page]
    return line[0].base in (min(bases), max(bases))


def _in_margin(line: Line, height: float) -> bool:
    return line[0].bottom < _ZONE * height or line[0].top > (1 - _ZONE) * height


def _key(line: Line, height: float) -> _Key:
    return _PAGE_NUMBER.sub("0", unsigned(glued(line).text)), line[0].base < height / 2


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> dict[_Key, list[float]]:
    """Baselines at which a margin line, its page number apart, stands on many pages."""
    seen: dict[_Key, dict[int, float]] = defaultdict(dict)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            if _in_margin(line, height):
                seen[_key(line, height)][number] = line[0].base
    needed = max(2, _SHARE * len(pages))
    return {key: list(bases.values()) for key, bases in seen.items() if len(bases) >= needed}
