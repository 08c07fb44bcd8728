"""Printed lines joined to paragraphs."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor import regex
from extractor.parsers.doubts import unsigned
from extractor.parsers.flow import Line, Paragraph
from extractor.parsers.markers import BULLETS, read_marker

_TERMINAL = regex.compile(r"[.;:!?…][\"”’)\]*]*$|^[-_=*.\s]+$")
_LOWER_START = regex.compile(r"[\"“‘(*]*[\p{Ll},;.)%]")
_LOWER_WORD = regex.compile(
    r"\p{Ll}{2,}[ ,;]"
)  # «…; học bổng 54 triệu đồng»: a list goes on, whatever the width
_OPEN_END = regex.compile(r"(?:[,(–/-]|\b(?i:của|và|các|cho|trên|theo|với|về|là|hoặc|tại|từ|đến))$")
_WANTS_NUMBER = regex.compile(
    r"\b(?i:ngày|tháng|năm|số|thôn|bản|ấp|khóm|xóm|buôn|quý|dự án|khoản|điều"
    r"|(?<!(?:đặc|địa|thời|quan|trọng|ưu|nhược) )điểm)$"
)
_WANTS_FIGURE = regex.compile(
    r"\b(?i:còn|giảm|tăng|đạt|khoảng|chiếm|bằng|gồm|dưới|có|được|thêm|cho|là|với|trên|hỗ trợ)$"
)
_COUNTED = regex.compile(
    r"(?:hộ|người|lao động|học sinh|lượt|suất|nhà|con|ha|km|mô hình|triệu|tỷ|nghìn|đồng)\b|%"
)
_SHORT_LINE = 40
# «…: ngân sách trung ương 900 triệu đồng, ngân sách tỉnh» «250 triệu đồng»: a list of sums that goes on.
_SUMS_OPEN = regex.compile(
    r"(?::|\d (?:nghìn |triệu |tỷ )?đồng[,;]) [^.:;()]{0,80}\b(?:ngân sách|vốn|nguồn|kinh phí)\b[^.:;,()\d]*$"
)
_SUM = regex.compile(r"\d[\d.,]* (?:nghìn|triệu|tỷ|đồng)\b")
_PAGE_NUMBER = regex.compile(r"[-–—\s]*(?:\d{1,3}|(?i:trang)\s+\d{1,3}(?:\s*/\s*\d{1,3})?)[-–—\s]*$")
_MENTIONED = frozenset({"article", "appendix", "chapter", "part"})
_WORD = regex.compile(r"\S+")
# Words that open a paragraph of their own in the head and foot of a document.
_ANEW = regex.compile(
    r"Căn cứ\b|Kính gửi\b|Nơi nhận\b|Xét (?:đề|tờ|báo)|Theo đề nghị\b|Số\s?:|Độc lập\s?[-–]"
    r"|CHỦ TỊCH [ỦU][ỶY] BAN NHÂN DÂN\b|\((?i:đã ký|ký|ban hành kèm|kèm theo)\b"
)
_CAPITALS = regex.compile(r"[“\"(]?\p{Lu}{2,}[,;:]?\s+\p{Lu}{2,}")
_STARS = regex.compile(r"\*+")
_NO_EMPHASIS = regex.compile(r"(?<!\S)\*(?!\S)|\(\*{1,3}\)|(?<=\d)\s?\*\s?(?=\d)")


def is_page_number(line: str) -> bool:
    """A line that is nothing but a page number: `10`, `- 3 -`, `Trang 2/7`."""
    return not line[-1:].isalpha() and _PAGE_NUMBER.match(unsigned(line)) is not None


def _continues(before: Line, after: Line, open_bold: bool) -> bool:
    """Whether `after` goes on with the paragraph whose last line is `before`."""
    upper, lower = unsigned(before.text).rstrip(" *_"), unsigned(after.text).lstrip(" *_#")
    if before.level != after.level:
        return False
    if open_bold and not after.gap:
        return True
    ended = _TERMINAL.search(upper) is not None
    marker = read_marker(lower)
    if marker is not None:
        hyphen = marker.form in BULLETS and lower[marker.body : marker.body + 1].islower()
        mention = marker.form in _MENTIONED and not upper.isupper()
        return (hyphen or mention) and bool(before.full) and not ended and not after.gap
    open_end = _OPEN_END.search(upper) is not None
    if upper.endswith(",") and not before.full and _ANEW.match(lower):
        return False
    if upper and not open_end and (_ANEW.match(lower) or _shouts(_titled(upper)) != _shouts(lower)):
        return _LOWER_START.match(lower) is not None and not _ANEW.match(lower)
    if ended:
        listed = upper.endswith(";") and _LOWER_WORD.match(lower) is not None
        return (bool(before.full) or listed) and not after.gap
    if _LOWER_START.match(lower) or (_SUMS_OPEN.search(upper) and _SUM.match(lower)):
        return True
    if after.gap or before.bold != after.bold:
        return False
    figure = lower[:1].isdigit()
    wants = figure and (_WANTS_NUMBER.search(upper) or _WANTS_FIGURE.search(upper)) is not None
    return open_end or wants or bool(before.full)


def _titled(words: str) -> str:
    """The words behind the number of a heading."""
    marker = read_marker(words)
    return words[marker.body :] if marker is not None else words


def _shouts(words: str) -> bool:
    """A line all in capitals that begins with two words of them."""
    return words.isupper() and _CAPITALS.match(words) is not None


def mark_full(lines: Sequence[Line]) -> None:
    """Set `full` from the lengths of the lines, where they look wrapped at one width."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 30)
    if len(lengths) < 5:
        return
    width = lengths[int(len(lengths) * 0.9)]
    if width > 140 or lengths[-1] > 1.6 * width:
        return
    for line, following in pairwise(lines):
        word = _WORD.search(following.text)
        line.full = len(line.text) + 1 + (len(word[0]) if word else 0) > 0.92 * width


def join_lines(lines: Iterable[Line], *, ends: bool = True) -> list[Paragraph]:
    """Paragraphs of the lines; a line joins the one before it where the words or the width say so.

    Page numbers between the two halves of a paragraph are left out, and one behind the last line where the text
    `ends` there; before a table it may be a figure of the text.
    """
    kept = [line for line in lines if line.text.strip()]
    paragraphs: list[list[Line]] = []
    open_bold = False
    for index, line in enumerate(kept):
        numbers = is_page_number(line.text) and (ends or index < len(kept) - 1)
        if numbers and _between_halves(kept, index):
            continue
        if paragraphs and _continues(paragraphs[-1][-1], line, open_bold):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            open_bold = False
        if open_bold or line.text.strip("* "):  # a line of stars alone opens nothing
            open_bold ^= _opens_emphasis(line.text)
    return [_paragraph(group) for group in paragraphs]


def _opens_emphasis(text: str) -> bool:
    """Whether markdown stars are opened and not closed in the line, or the other way round.

    Bullets, rules of one star, notes «(*)» and products are no emphasis.
    """
    if "*" not in text:
        return False
    runs = [len(run) for run in _STARS.findall(_NO_EMPHASIS.sub("", text))]
    slanted, bold = sum(run % 2 for run in runs), sum(run // 2 for run in runs)
    return slanted % 2 == 1 or bold % 2 == 1


def _between_halves(lines: Sequence[Line], index: int) -> bool:
    if not 0 < index < len(lines) - 1:
        return index > 0
    before, after = lines[index - 1].text.rstrip(), lines[index + 1].text.lstrip()
    if len(before) <= _SHORT_LINE and _WANTS_FIGURE.search(before) and _COUNTED.match(after):
        return False  # «giảm» «24» «hộ nghèo», broken anywhere
    return (_TERMINAL.search(before) is None and _LOWER_START.match(after) is not None) or (
        lines[index].gap and lines[index + 1].gap and len(before) > 30
    )


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    return Paragraph(
        text=" ".join(line.text.strip() for line in group),
        page=first.page,
        box=first.box,
        bold=all(line.bold for line in group),
        level=first.level,
    )
