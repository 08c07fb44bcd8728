"""Names of units at the head of what they are told: «Giao Sở Y tế, Sở Tài chính chủ trì …»."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.plantext import Span
from extractor.rulebook.assignments import AssignmentRules

_LONGEST = 220  # letters of all units named in a row
_NAME = 120  # letters of one
_SPLITS = regex.compile(r"(?:, (?:và )?|; ?(?:và )?| và | - )(?!\()")
_ENDS = regex.compile(r"[:(;\n]|\.(?= |$)|,(?= (?:đồng thời|nếu|trong đó|nhằm|để|trước|xong|theo)\b)")
_BRACKETED = regex.compile(r"\([^()]{1,80}\)")
_ONE_OFFICE = regex.compile(r"(?:hđnd|hội đồng nhân dân|quốc hội|đảng ủy|huyện ủy|hđqt) và ?$|[-–] ?$")
_PLURAL = regex.compile(r"(?:các|những) ")
_TRAILING = regex.compile(
    r"(?:[\s,;:.*_\"”–-]++|\b(?:và|là|sẽ|đã|cần|phải|cùng|với|để|do|theo|tự)(?=[\s,;:.*_\"”–-]|$))+$"
)
_LEADING = ' \t\n-–+*•_"“'


@dataclass(frozen=True, slots=True)
class Units:
    """The units named in a row, each with its span, and where the words go on behind them.

    `addressed` where words such as «đề nghị» stand before them.
    """

    names: tuple[Span, ...]
    stop: int
    addressed: bool = False


class UnitNames:
    """Reads units by one set of rules; `text` is the plan's, `lowered` the same in canonical spelling."""

    def __init__(self, rules: AssignmentRules) -> None:
        self._rules = rules

    def begins(self, text: str, lowered: str, at: int) -> int | None:
        """Where the word ends that opens the name of a unit at an offset; None where none begins there."""
        body = self._rules.bodies.match(lowered, at)
        if body is not None:
            return int(body.end())
        head = self._rules.heads.match(lowered, at)
        if head is not None and text[head.end() + 1 : head.end() + 2].isupper():
            return int(head.end())
        return None

    def read(self, text: str, lowered: str, start: int, end: int) -> Units | None:
        """The units that the words from `start` on begin with; None where they begin with none."""
        at, addressed = self._opened(lowered, start, end)
        opened = self.begins(text, lowered, at)
        if opened is None or opened > end:
            return None
        limit = min(end, at + _LONGEST)
        stop = self._stop(text, lowered, opened, limit)
        if stop is None and limit < end:
            return None
        names = tuple(self._split(text, lowered, at, limit if stop is None else stop))
        if not names or any(e - s > _NAME for s, e in names):
            return None
        return Units(names, _behind(text, limit if stop is None else stop, end), addressed)

    def partners(self, text: str, lowered: str, match: "regex.Match[str] | None", end: int) -> Units | None:
        """The units of «phối hợp với …» that have a name of their own, and where the task begins."""
        if match is None or (match["whom"] is None and self.begins(text, lowered, match.end()) is None):
            return None
        start = match.end()
        limit = min(end, start + 2 * _LONGEST)
        stop = self._stop(text, lowered, start, limit)
        until = limit if stop is None else stop
        spans = self._split(text, lowered, start, until) if self.begins(text, lowered, start) else iter(())
        named = tuple(
            span
            for span in spans
            if span[1] - span[0] <= _NAME and not self._rules.vague.search(lowered[slice(*span)])
        )
        return Units(named, until)

    def _opened(self, lowered: str, start: int, end: int) -> tuple[int, bool]:
        """Where the words begin behind bullets and those that address a unit, and whether there are such."""
        while start < end and lowered[start] in _LEADING:
            start += 1
        opener = self._rules.openers.match(lowered, start, end)
        return (opener.end(), True) if opener else (start, False)

    def _stop(self, text: str, lowered: str, start: int, limit: int) -> int | None:
        """Where a verb in small letters begins, or a sign that ends a name stands."""
        sign = _ENDS.search(text, start, limit)
        stop = sign.start() if sign else None
        for verb in self._rules.verbs.finditer(lowered, start, limit if stop is None else stop):
            if text[verb.start()].islower():
                return int(verb.start())
        return stop

    def _split(self, text: str, lowered: str, start: int, end: int) -> Iterator[Span]:
        """One span for each unit of a list; «các phòng …» is one unit whatever it lists."""
        if _PLURAL.match(lowered, start):
            yield from _trimmed(lowered, start, end)
            return
        begin = start
        for match in _SPLITS.finditer(lowered, start, end):
            if self.begins(text, lowered, match.end()) is None or _ONE_OFFICE.search(
                lowered, begin, match.end()
            ):
                continue
            yield from _trimmed(lowered, begin, match.start())
            begin = match.end()
        yield from _trimmed(lowered, begin, end)


def _trimmed(lowered: str, start: int, end: int) -> Iterator[Span]:
    loose = _TRAILING.search(lowered, start, end)
    if loose is not None:
        end = loose.start()
    if end > start:
        yield start, end


def _behind(text: str, at: int, end: int) -> int:
    """Where the words go on behind a bracket and a colon."""
    bracket = _BRACKETED.match(text, at, end)
    at = bracket.end() if bracket else at
    while at < end and text[at] in " :\n,":
        at += 1
    return at
