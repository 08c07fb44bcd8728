"""Figures in words, read only where they certainly are a sum, a rate or a goal's count.

«hai triệu đồng», «năm mươi phần trăm», «giảm ba trăm hộ nghèo», «giảm một nửa số hộ nghèo»; but not
«hai xã», «ba nội dung», nor the words that say a sum over again («(Bằng chữ: hai triệu đồng)»).
"""

from collections.abc import Iterator
from decimal import Decimal

from extractor import regex
from extractor.extraction.units import NOT_MONEY, Kind, Quantity
from extractor.language.figures import Figure, FoundFigure
from extractor.language.number_words import (
    NumberWords,
    find_number_words,
    may_hold_large,
    read_number_words,
)
from extractor.language.text import any_of
from extractor.rulebook.language import UnitRules
from extractor.rulebook.literals import one_stands

_SAID_AGAIN = regex.compile(r"\bbằng chữ(?: là)? ?:? ?$|\d[^();\d]{0,24}\( ?$")
_NO_NUMBER_BEFORE = regex.compile(r"\b(?:thứ|lớp|tháng|số|vài|mấy|hàng|khối|khóa|điều|khoản|nhóm|loại) $")
_SUM_BEHIND = regex.compile(rf" (?:đồng|vnđ|vnd)\b{NOT_MONEY}")
_LINE_ENDS = regex.compile(
    r" (?:việt nam )?(?:đồng|vnđ|vnd)(?: (?:việt nam|chẵn|chẳn))* ?[./]{0,4} ?\)[ *./;]*"
)
_HALF = "một nửa"
_AND_A_HALF = regex.compile(r"(?P<whole>.+) (?:triệu|tỷ) rưỡi")
_SUM_ENDS = regex.compile(r" ?(?:$|[/.,;)])")
_RATE_BEHIND = regex.compile(r" (?:%|phần trăm\b)")
_LARGE = ("trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "mười", "mươi")
_PERCENT = "phần trăm"
_RATE = regex.compile(r"[^\d] %")
_AGAIN_REACH, _VERB_REACH = 30, 60
_LEAST_SUM, _LEAST_COUNT, _MOST_RATE = 1000, 10, 100


class WordedFigures:
    """Finds figures in words; made once from the rules."""

    def __init__(self, rules: UnitRules) -> None:
        words = rules.number_words
        verbs = any_of(words.goal_verbs)
        units = [word for word, unit in rules.count_unit.items() if unit in words.units]
        self._counts = rules.count_unit
        self._counted = regex.compile(rf" (?:{any_of(units)})(?!\p{{L}})")
        self._wanted = regex.compile(rf"\b(?:{verbs})\b[^;.:()\d]*$")
        self._half = regex.compile(
            rf"(?<!\p{{L}})(?:{verbs}) (?P<half>(?:được )?{_HALF})(?: tổng)? số (?P<unit>{any_of(units)})(?!\p{{L}})"
        )

    def find(self, lowered: str, start: int, end: int) -> Iterator[FoundFigure]:
        """Numbers in words that are a sum, a rate or a goal's count, in order."""
        words = lowered[start:end]
        if not _may_hold(words):
            return  # quick to look for, and seldom there
        for number in find_number_words(lowered, start, end):
            if not self._says_figure(lowered, number, start) or _is_line(lowered, number, start, end):
                continue
            if self._is_figure(lowered, number, start, end):
                yield _figure(lowered, number.start, number.end, number.value)
            elif (whole := _before_half(lowered, number, end)) is not None:
                yield whole

    def halves(self, lowered: str, start: int, end: int) -> Iterator[Quantity]:
        """«giảm một nửa số hộ nghèo»: one of two, of the things that are to be fewer."""
        if lowered.find(_HALF, start, end) < 0:
            return
        for match in self._half.finditer(lowered, start, end):
            yield Quantity(
                Kind.COUNT,
                match.start("half"),
                match.end("half"),
                match.end("unit"),
                Decimal(1),
                unit=self._counts[match["unit"]],
                unit_text=match["unit"],
                denominator=Decimal(2),
            )

    @staticmethod
    def _says_figure(lowered: str, number: NumberWords, start: int) -> bool:
        before = lowered[max(start, number.start - _AGAIN_REACH) : number.start]
        return _NO_NUMBER_BEFORE.search(before) is None and _SAID_AGAIN.search(before) is None

    def _is_figure(self, lowered: str, number: NumberWords, start: int, end: int) -> bool:
        if number.value >= _LEAST_SUM and _SUM_BEHIND.match(lowered, number.end, end):
            return True
        if _RATE_BEHIND.match(lowered, number.end, end):
            return number.value <= _MOST_RATE
        return self._is_goal(lowered, number, start, end)

    def _is_goal(self, lowered: str, number: NumberWords, start: int, end: int) -> bool:
        if number.value < _LEAST_COUNT or self._counted.match(lowered, number.end, end) is None:
            return False
        before = lowered[max(start, number.start - _VERB_REACH) : number.start]
        return self._wanted.search(before) is not None


def _may_hold(words: str) -> bool:
    """False where no number in words is a sum, a rate or ten things and more."""
    large = one_stands(_LARGE, words) and (_PERCENT in words or may_hold_large(words))
    return large or (" %" in words and _RATE.search(words) is not None)


def _is_line(lowered: str, number: NumberWords, start: int, end: int) -> bool:
    """«(Hai tỷ, một trăm triệu đồng)» on a line of its own: the sum above it said over again."""
    opens = lowered[start : number.start].strip(" *") == "("
    return opens and _LINE_ENDS.fullmatch(lowered, number.end, end) is not None


def _before_half(lowered: str, number: NumberWords, end: int) -> FoundFigure | None:
    """The «một» of «một tỷ rưỡi»: its unit follows, as it does behind digits."""
    match = _AND_A_HALF.fullmatch(lowered, number.start, number.end)
    whole = read_number_words(match["whole"]) if match is not None else None
    if match is None or whole is None or _SUM_ENDS.match(lowered, number.end, end) is None:
        return None
    return _figure(lowered, number.start, match.end("whole"), whole)


def _figure(lowered: str, start: int, end: int, value: Decimal) -> FoundFigure:
    words = lowered[start:end]
    return FoundFigure(start, end, words, Figure(words, value, 0))
