"""What the digits of a block are: document numbers, dates, names with a number, and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractor.extraction.citations import CitationFinder, CitedDocument, shared_issuers
from extractor.language.dates import FoundDate, find_dates
from extractor.language.figures import FoundFigure, find_figures
from extractor.rulebook.figures import HeadingRules

_DIGITS = regex.compile(r"\d+")
# Documents that may be called by name alone; all others have a number.
_LAW = regex.compile(r"luật|hiến pháp|pháp lệnh")
_DIGIT = regex.compile(r"\d")
_CUT = regex.compile(r"\d|[.,]\d")


@dataclass(frozen=True, slots=True)
class Label:
    """Digits that count nothing: «Dự án 4», «khoản 2», «dưới 5 tuổi», «năm 2022»."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """The digits of one block, sorted out; offsets are those of the plan's text."""

    citations: tuple[CitedDocument, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    labels: tuple[Label, ...] = ()
    figures: tuple[FoundFigure, ...] = ()


class MentionFinder:
    """Sorts out the digits of a block; made once from the rules."""

    def __init__(self, citations: CitationFinder, headings: HeadingRules) -> None:
        self._citations = citations
        self._labels = [(cue.id, cue.compiled) for cue in headings.labels]

    def find(self, text: str, lowered: str, start: int, end: int) -> Mentions:
        """Citations, then dates, then names with a number, then the figures that are left."""
        digits = _DIGIT.search(text, start, end) is not None
        if not digits and _LAW.search(lowered, start, end) is None:
            return Mentions()
        cited = shared_issuers(list(self._citations.find(text, lowered, start, end)), text)
        if not digits:
            return Mentions(citations=tuple(cited))
        taken = [(c.start, c.end) for c in cited]
        dates = [d for d in find_dates(lowered, start, end) if _free(d.start, d.end, taken)]
        taken += [(d.start, d.end) for d in dates]
        labels = self._labelled(text, lowered, (start, end), taken)
        taken += [(label.start, label.end) for label in labels]
        figures = [f for f in find_figures(text, start, end) if _free(f.start, f.end, taken)]
        return Mentions(tuple(cited), tuple(dates), tuple(sorted(labels, key=_start)), tuple(figures))

    def _labelled(
        self, text: str, lowered: str, bounds: tuple[int, int], taken: Sequence[tuple[int, int]]
    ) -> list[Label]:
        """Names with a number, kind by kind, until no digit is left."""
        labels: list[Label] = []
        spans = list(taken)
        for name, pattern in self._labels:
            if not _digits_left(text, bounds, spans):
                break
            for match in pattern.finditer(lowered, *bounds):
                whole = _CUT.match(text, match.end()) is None
                if whole and _DIGIT.search(match[0]) and _free(match.start(), match.end(), spans):
                    labels.append(Label(match.start(), match.end(), name))
                    spans.append(match.span())
        return labels


def _digits_left(text: str, bounds: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(_free(m.start(), m.end(), taken) for m in _DIGITS.finditer(text, *bounds))


def _start(label: Label) -> int:
    return label.start


def _free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)
