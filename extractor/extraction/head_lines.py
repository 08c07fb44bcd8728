"""The head of a document as lines: the motto taken out, number and dateline parted and read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.language.dates import find_dates
from extractor.language.text import canonical, fold
from extractor.plantext import Block, PlanText

_NUMBER_LINE = regex.compile(
    r"^\W*(?i:số|sô|so)\s*[:;.]?[\s.…_]*(?P<number>(?P<digits>\d{0,5}[A-Za-z]?)[\s.…_]*(?:/\s?(?:19|20)\d{2})?"
    r"\s?[/-]\s?(?P<code>\p{Lu}[\p{L}\d&]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d&]*)*))"
)
_DATE_WORDS = (
    r"(?i:ngày)\s*[\d\s.…_/]{0,60}tháng[\d\s.…_/]{0,60}năm\s*(?:\d{1,4}|[\s.…_]{0,60})[.…]*"
    r"|(?i:ngày)\s*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
)
_PLACE = r"(?P<place>(?:(?:xã|phường|thị\ trấn|huyện|tỉnh)\s)?\p{Lu}[\p{L}\d\s.'’-]{1,40}?)"
_DATELINE = regex.compile(
    rf"^{_PLACE}(?:\s*,?\s*(?P<date>{_DATE_WORDS})|\s*,\s*(?P<date>tháng\s*[\d.…]*\s*năm\s*\d{{4}}))[\s.*;]*$"
)
_BROKEN_DATE = regex.compile(r"(?i)\bngày[\s\d.…]*$")
_NO_PLACE = regex.compile(r"(?i)^\W*(?:căn cứ|thực hiện|theo|xét|luật|đến|từ|trước)\b")
_MOTTO = regex.compile(
    r"cong\s*hoa\s*xa\s*hoi(?:\s*chu\s*nghia)?(?:\s*viet\s*nam)?|dang\s*cong\s*san\s*viet\s*nam"
    r"|doc\s*lap\s*[-–—.]*\s*tu\s*do(?:\s*[-–—.]*\s*hanh\s*phuc)?|^\s*chu\s*nghia\s*viet\s*nam\s*$"
)
_GOES_ON = regex.compile(r"(?i)^\s*(?:ngày|năm|của|về)\b")
_LOST_NUMBER = regex.compile(
    r"/\s?\p{Lu}+\s?[-–]\s?\p{Lu}+(?=\s+\p{Lu}\p{Ll})"
)  # its «Số:» stands a line above
_FRAME = " *-–—_=|~"
_BLANKS = regex.compile(r"[\s.…_]")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the head without its motto: `block` is its index among the blocks."""

    block: int
    words: str


def head_lines(text: PlanText, blocks: Sequence[Block]) -> tuple[HeadLine, ...]:
    """The lines of these blocks, which begin the text; a line of two columns gives one for each."""
    return tuple(HeadLine(i, piece) for i, block in enumerate(blocks) for piece in _pieces(text.words(block)))


def is_motto(words: str) -> bool:
    """A line that holds nothing but the motto of state or Party."""
    return not any(_outside_motto(words))


def is_number_line(words: str) -> bool:
    """The line «Số: …/KH-UBND» at the head of a document, not a title that goes on with a number."""
    match = _NUMBER_LINE.match(words)
    return match is not None and _GOES_ON.match(words[match.end() :]) is None


def is_dateline(words: str) -> bool:
    """The line «Place, ngày … tháng … năm …»."""
    return _DATELINE.match(words) is not None


def number_of(lines: Sequence[HeadLine]) -> tuple[str | None, str | None]:
    """The number of the document and the code inside it: `12/KH-UBND`, `KH-UBND`; a blank number is None."""
    for index, line in enumerate(lines):
        words = line.words
        if words.strip().lower().rstrip(": ") == "số" and index + 1 < len(lines):
            words = f"Số: {lines[index + 1].words}"
        match = _NUMBER_LINE.match(words)
        if match is not None and is_number_line(words):
            number = _BLANKS.sub("", match["number"]).replace("–", "-")
            code = "".join(match["code"].split()).replace("–", "-")
            return (number if number[0].isdigit() else None), code
    return None, None


def dateline_of(lines: Sequence[HeadLine]) -> tuple[str | None, str | None]:
    """Place and date of the dateline; the date may be cut short."""
    for index, line in enumerate(lines):
        words = line.words
        if _BROKEN_DATE.search(words) and index + 1 < len(lines):
            words = f"{words} {lines[index + 1].words}"
        match = _DATELINE.match(words)
        if match is not None and _NO_PLACE.match(words) is None:
            date = next(find_dates(canonical(match["date"])), None)
            return " ".join(match["place"].split()).strip(" ,"), date.iso if date else None
    return None, None


def _pieces(words: str) -> Iterator[str]:
    for part in _outside_motto(words):
        match = _NUMBER_LINE.match(part) if is_number_line(part) else _LOST_NUMBER.match(part)
        end = match.end() if match is not None else 0
        yield from (piece for piece in (part[:end], part[end:].strip(_FRAME)) if piece)


def _outside_motto(words: str) -> Iterator[str]:
    """What a line holds beside the motto: the words before it and behind it."""
    folded = fold(words)
    if len(folded) != len(words):
        folded = canonical(words)
    start = 0
    for match in _MOTTO.finditer(folded):
        if part := words[start : match.start()].strip(_FRAME):
            yield part
        start = match.end()
    if part := words[start:].strip(_FRAME):
        yield part
