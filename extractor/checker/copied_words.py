"""The words of a plan as they are held against another's: names, dates and numbers hidden, where each word stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor import regex
from extractor.language.text import canonical
from extractor.plantext import Span
from extractor.rulebook.across import CopyRule

_HIDDEN, _FIGURE = "@", "#"
_LONGEST_QUOTED = 60  # words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a plan: where it begins, its text, its heading path and page."""

    start: int
    text: str
    section: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A paragraph's words as they are compared, and the offsets of each in the plan."""

    paragraph: Paragraph
    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def runs(self, length: int) -> Iterator[tuple[str, ...]]:
        """Every run of so many words."""
        return (self.words[at : at + length] for at in range(len(self.words) - length + 1))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that two plans share: their number, paragraph and span in each."""

    length: int
    own: tuple[Paragraph, Span]
    other: tuple[Paragraph, Span]


class Hiding:
    """What of a plan's words is hidden: the names of its places, names behind a rank, dates, numbers of documents."""

    def __init__(self, rule: CopyRule, places: Iterable[str | None]) -> None:
        self._word = _word(rule.numbers.pattern, rule.dates.pattern, rule.names.pattern)
        names = {tuple(canonical(name).split()) for name in places if name}
        self._names = sorted(filter(None, names), key=len, reverse=True)
        self._known: dict[str, tuple[str, ...]] = {}

    def spoken(self, paragraph: Paragraph) -> Spoken:
        """Its words; what is hidden is one word however long it is."""
        words: list[str] = []
        spans: list[Span] = []
        for match in self._word.finditer(paragraph.text):
            kind, (start, end) = match.lastgroup, match.span()
            word = _HIDDEN if kind == "hidden" else _FIGURE if kind == "figure" else canonical(match[0])
            words.append(word)
            spans.append((paragraph.start + start, paragraph.start + end))
            self._hide_own_name(words, spans)
            if words[-2:] == [_HIDDEN, _HIDDEN]:
                words.pop()
                spans[-2:] = [(spans[-2][0], spans[-1][1])]
        return Spoken(paragraph, tuple(words), tuple(spans))

    def _hide_own_name(self, words: list[str], spans: list[Span]) -> None:
        for name in self._names:
            if words[-1] == name[-1] and tuple(words[-len(name) :]) == name:
                words[-len(name) :] = [_HIDDEN]
                spans[-len(name) :] = [(spans[-len(name)][0], spans[-1][1])]
                return

    def folded(self, text: str) -> tuple[str, ...]:
        """The words of a label or a record; those of a label that comes again are not worked out again."""
        if text not in self._known:
            self._known[text] = self.spoken(Paragraph(0, text)).words if text else ()
        return self._known[text]


@lru_cache(maxsize=8)
def _word(numbers: str, dates: str, names: str) -> "regex.Pattern[str]":
    """A word, a figure, or what is hidden as one piece."""
    return regex.compile(rf"(?P<hidden>{numbers}|{dates}|{names})|(?P<figure>\d[\d.,]*\d|\d)|\p{{L}}+")


def substance(paragraphs: Iterable[Paragraph], hiding: Hiding, rule: CopyRule) -> list[Spoken]:
    """The paragraphs that are the plan's own: no legal basis, no formula of the genre."""
    return [
        hiding.spoken(paragraph)
        for paragraph in paragraphs
        if rule.formula.search(canonical(" ".join(paragraph.text.split()))) is None
    ]


def shared_percent(own: Sequence[Spoken], other: Sequence[Spoken], rule: CopyRule) -> int:
    """How many of a hundred different runs of words stand in the other too, rounded down; 0 where there is none."""
    mine = {run for spoken in own for run in spoken.runs(rule.run)}
    theirs = {run for spoken in other for run in spoken.runs(rule.run)}
    return 100 * len(mine & theirs) // len(mine) if mine else 0


def stretches(own: Sequence[Spoken], other: Sequence[Spoken], rule: CopyRule, most: int) -> list[Stretch]:
    """The longest passages within one paragraph that both have, in words as they are compared."""
    first = _first_places(other, rule.run)
    found: list[Stretch] = []
    for spoken in own:
        at = 0
        while at + rule.run <= len(spoken.words):
            place = first.get(spoken.words[at : at + rule.run])
            length = 0 if place is None else _common(spoken.words, at, place[0].words, place[1])
            if place is not None and length:
                found.append(Stretch(length, _quoted(spoken, at, length), _quoted(*place, length)))
            at += max(length, 1)
    found.sort(key=lambda stretch: (-stretch.length, stretch.own[1]))
    return found[:most]


def _first_places(spoken: Sequence[Spoken], run: int) -> Mapping[tuple[str, ...], tuple[Spoken, int]]:
    places: dict[tuple[str, ...], tuple[Spoken, int]] = {}
    for one in spoken:
        for at, words in enumerate(one.runs(run)):
            places.setdefault(words, (one, at))
    return places


def _common(mine: Sequence[str], at: int, theirs: Sequence[str], there: int) -> int:
    length = 0
    while (
        at + length < len(mine)
        and there + length < len(theirs)
        and mine[at + length] == theirs[there + length]
    ):
        length += 1
    return length


def _quoted(spoken: Spoken, at: int, length: int) -> tuple[Paragraph, Span]:
    last = at + min(length, _LONGEST_QUOTED) - 1
    return spoken.paragraph, (spoken.spans[at][0], spoken.spans[last][1])
