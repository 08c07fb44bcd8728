"""Words and figures that the end of a line cuts in two, kept whole."""

from collections.abc import Iterable

from extractor import regex
from extractor.parsers.doubts import cut_signed, unsigned
from extractor.parsers.flow import Line

_NUMBER_CUT = regex.compile(r"\d/\p{Lu}{1,5}-$")  # «236/KH-» ends no line of its own
_HELD = regex.compile(r"[\p{L}\d]-$|\d/$")
_GROUP = regex.compile(r"(?<![\d.,/])\d{1,3}\.$")
_GROUPED = regex.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+\.$")
# What no sentence begins with: a nought, a sum of so few đồng.
_GROUPS = regex.compile(
    r"(?:0\d\d(?!\d)(?:\.\d{3}(?!\d))*(?:,\d+)?|\d{3}(?:\.\d{3}(?!\d))*(?=\s(?:đồng|đ|VNĐ)\b))[%;,.)]*(?!\S)"
)
_SURE_GROUPS = regex.compile(r"\d{3}(?:(?:\.\d{3}(?!\d))+(?:,\d+)?|,\d+)[%;,.)]*(?!\S)")
_HELD_ON = regex.compile(r"[\p{L}\d]\S*")
# Behind such words no sentence ends with a bare figure, and what follows is a sum of three digits.
_BEGUN = regex.compile(r"(?i)(?:\b(?:là|gồm|khoảng|trên|với|đạt|cấp|giao|thu|chi)|:) \d{1,3}\.$")
# «tỷ lệ hộ nghèo còn 7,» «8%»: one rate behind such words, of which no list is told.
_BEGUN_RATE = regex.compile(
    r"(?i)(?:^|\b(?:là|còn|đạt|dưới|trên|xuống|lên|giảm|chiếm|bằng|khoảng)(?: \p{L}+)? )\d{1,3},$"
)
_CUTS = {"-": _NUMBER_CUT, ".": _BEGUN, ",": _BEGUN_RATE}  # by the sign that the line ends with
_RATE_DIGITS = regex.compile(r"\d{1,2} ?%(?![\d/])")
_MONEY_GROUPS = regex.compile(r"\d{3}(?:\.\d{3}(?!\d))*(?:,\d+)?(?= (?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|đ)\b)")


def hold_together(lines: Iterable[Line]) -> list[Line]:
    """Lines with each word that a full line cuts at its hyphen or slash («236/KH-» «UBND») kept whole.

    So is a figure cut at a point or a comma where no other reading is left («12.» «621,5», «1.250.» «000», «là 1.»
    «500 triệu», «còn 7,» «8%»), the last two at the end of any line.
    """
    held: list[Line] = []
    for line in lines:
        whole = held and (held[-1].full or _is_cut(held[-1]))
        if whole and (word := _cut_off(unsigned(held[-1].text), unsigned(line.text))):
            cut, line.text = cut_signed(line.text, word.end())
            held[-1].text += cut
            line.text = line.text.lstrip()
        if line.text:
            held.append(line)
    return held


def _is_cut(line: Line) -> bool:
    """Whether a line ends within a word or a figure, however far it goes."""
    before = unsigned(line.text)
    cut = _CUTS.get(before[-1:])
    return cut is not None and cut.search(before) is not None


def _cut_off(before: str, after: str) -> regex.Match[str] | None:
    """What of the next line belongs to the last word of the line before it."""
    if _HELD.search(before):
        return _HELD_ON.match(after)
    if _GROUPED.search(before):
        return _GROUPS.match(after) or _SURE_GROUPS.match(after)
    if _BEGUN_RATE.search(before):
        return _RATE_DIGITS.match(after)
    if not _GROUP.search(before):
        return None
    return _SURE_GROUPS.match(after) or (_MONEY_GROUPS.match(after) if _BEGUN.search(before) else None)
