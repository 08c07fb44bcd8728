"""A user's search text as a query that SQLite cannot stumble over, and where it stands in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor import regex
from extractor.corpus.derived import number_key
from extractor.corpus.words import Word, words_of
from extractor.language.figures import read_figure
from extractor.language.text import has_marks, normal
from extractor.plantext import Span

MAX_CHARACTERS = 1_000
MAX_TERMS = 32
SNIPPET_CHARACTERS = 160

_LONGEST_FIGURE = 24  # characters
_NUMBER = regex.compile(r"\d{1,6}/(?:\d{4}|(?:\d{4}/)?\p{L}[\p{L}\d-]*(?:/\p{L}[\p{L}\d-]*)?)")
_PIECE = regex.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


@lru_cache(maxsize=64)
def _listed(text: str) -> tuple[Word, ...]:
    """The words of a block, which is asked about several times in a row."""
    return tuple(words_of(text))


class QueryWord(NamedTuple):
    """A word looked for, with diacritics and without."""

    exact: str
    folded: str


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; `number` and `figure` where they may also be the number of a document
    (as `number_key` gives it) or a figure, which are looked for however they are written."""

    words: tuple[QueryWord, ...]
    number: str | None = None
    figure: Decimal | None = None

    @property
    def marked(self) -> bool:
        """Whether any diacritics were typed."""
        return any(word.exact != word.folded for word in self.words)

    def match(self, exact: bool) -> str:
        """FTS5 expression: the words stand side by side."""
        column = "exact" if exact else "folded"
        return f'{column} : "{" ".join(word.exact if exact else word.folded for word in self.words)}"'

    def places(self, words: Sequence[Word], exact: bool) -> list[Span]:
        """Where the words stand side by side in `words`."""
        wanted = [word.exact if exact else word.folded for word in self.words]
        there = [word.exact if exact else word.folded for word in words]
        first, size = wanted[0], len(wanted)
        return [
            (words[i].start, words[i + size - 1].end)
            for i, word in enumerate(there)
            if word == first and there[i : i + size] == wanted
        ]


@dataclass(frozen=True, slots=True)
class Query:
    """What must all occur in a plan: single words and phrases; `exact` with just these diacritics.

    `marked` is True where any diacritics were typed: places with the same ones then come first.
    """

    terms: tuple[Term, ...]
    exact: bool
    marked: bool

    @property
    def whole(self) -> Term:
        """All words of the query as one phrase."""
        return Term(tuple(word for term in self.terms for word in term.words))

    def match_whole(self, exact: bool) -> str:
        """FTS5 expression: all words stand side by side as typed."""
        return self.whole.match(exact or self.exact)

    def places(self, text: str) -> tuple[Span, ...]:
        """Spans of the words found in `text`, sorted; joined where only spaces lie between them."""
        words = _listed(text)
        return joined(sorted({span for term in self.terms for span in self._of(term, words)}), text)

    def _of(self, term: Term, words: Sequence[Word]) -> list[Span]:
        """Where a term stands: as typed if it was typed with diacritics, and wherever else if it does not."""
        as_typed = term.places(words, exact=True) if self.exact or term.marked else []
        return as_typed or ([] if self.exact else term.places(words, exact=False))

    def together(self, text: str) -> int:
        """0 where the words stand side by side in `text` with the diacritics typed, 1 side by side, else 2."""
        words = _listed(text)
        if self.whole.places(words, exact=self.marked or self.exact):
            return 0
        return 1 if self.whole.places(words, self.exact) else 2

    def focus(self, text: str) -> int:
        """Offset that a snippet of `text` should show: the whole phrase, else the first word found."""
        spans = self._of(self.whole, _listed(text)) or self.places(text)
        return spans[0][0] if spans else 0


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Sorted spans, those put together that overlap or have only spaces of `text` between them."""
    found: list[Span] = []
    for start, end in spans:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def parse_query(text: str, exact: bool = False) -> Query | None:
    """Any text as a query: «"…"» are phrases, all else words; None where it holds no word.

    What lies beyond `MAX_CHARACTERS` characters or `MAX_TERMS` terms is left out.
    """
    typed = normal(text[:MAX_CHARACTERS])
    terms = [term for piece in _PIECE.finditer(typed) if (term := _term(piece)) is not None]
    return Query(tuple(terms[:MAX_TERMS]), exact, has_marks(typed)) if terms else None


def _term(piece: "regex.Match[str]") -> Term | None:
    inside = piece[1] if piece[1] is not None else piece[2]
    words = tuple(QueryWord(word.exact, word.folded) for word in words_of(inside))
    if not words:
        return None
    bare = inside.strip(" .,;:()[]%")
    number = number_key(bare) if _NUMBER.fullmatch(bare) else None
    figure = read_figure(bare) if number is None and len(bare) <= _LONGEST_FIGURE else None
    return Term(words, number, None if figure is None else figure.value)


def _window(text: str, focus: int) -> Span:
    """A stretch of at most SNIPPET_CHARACTERS around `focus` that cuts no word where it need not."""
    if len(text) <= SNIPPET_CHARACTERS:
        return 0, len(text)
    start = min(max(0, focus - SNIPPET_CHARACTERS // 4), len(text) - SNIPPET_CHARACTERS)
    end = start + SNIPPET_CHARACTERS
    if start > 0:
        start = text.find(" ", start, focus) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", focus, end), 0) or end
    return start, end


def snippet(text: str, matches: tuple[Span, ...], focus: int) -> tuple[str, tuple[Span, ...]]:
    """(words of `text` around `focus` on one line, the matches inside them).

    «…» stands where text is left out before or after.
    """
    start, end = _window(text, focus)
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    shown = "".join(" " if letter.isspace() else letter for letter in text[start:end])
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in matches if start <= a and b <= end)
    return before + shown + after, inside
