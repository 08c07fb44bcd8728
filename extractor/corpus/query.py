"""A user's search text as a query that SQLite cannot stumble over, and where it stands in a text."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import regex

from extractor.corpus.words import Word, words_of
from extractor.language.text import has_marks, normal
from extractor.plantext import Span

MAX_CHARACTERS = 1_000
MAX_TERMS = 32
SNIPPET_CHARACTERS = 160

_PIECE = regex.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


class QueryWord(NamedTuple):
    """A word looked for; with diacritics (`marked`) only the same ones will do."""

    exact: str
    folded: str
    marked: bool

    def fits(self, word: Word) -> bool:
        return word.exact == self.exact if self.marked else word.folded == self.folded


Term = tuple[QueryWord, ...]  # words that must stand side by side


def _expression(term: Term) -> str:
    """One phrase: the folded column holds it whole, the exact one its runs of marked words."""
    runs = [list(run) for is_marked, run in groupby(term, lambda word: word.marked) if is_marked]
    parts = [f'exact : "{" ".join(word.exact for word in run)}"' for run in runs]
    if not all(word.marked for word in term):
        parts.append(f'folded : "{" ".join(word.folded for word in term)}"')
    return "(" + " AND ".join(parts) + ")"


def _places(term: Term, words: list[Word]) -> list[Span]:
    """Where the term's words stand side by side in `words`."""
    size = len(term)
    return [
        (words[i].start, words[i + size - 1].end)
        for i in range(len(words) - size + 1)
        if all(wanted.fits(words[i + k]) for k, wanted in enumerate(term))
    ]


@dataclass(frozen=True, slots=True)
class Query:
    """What must all occur in a block: single words and phrases."""

    terms: tuple[Term, ...]

    @property
    def whole(self) -> Term:
        """All words of the query as one phrase."""
        return tuple(word for term in self.terms for word in term)

    def match_all(self) -> str:
        """FTS5 expression: every term occurs."""
        return " AND ".join(_expression(term) for term in self.terms)

    def match_phrase(self) -> str:
        """FTS5 expression: the words stand as typed, side by side."""
        return _expression(self.whole)

    def places(self, text: str) -> tuple[Span, ...]:
        """Spans of the words found in `text`, sorted; joined where only spaces lie between them."""
        words = list(words_of(text))
        found = sorted({span for term in self.terms for span in _places(term, words)})
        joined: list[Span] = []
        for start, end in found:
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    def focus(self, text: str) -> int:
        """Offset that a snippet of `text` should show: the whole phrase, else the first word found."""
        spans = _places(self.whole, list(words_of(text))) or self.places(text)
        return spans[0][0] if spans else 0


def parse_query(text: str) -> Query | None:
    """Any text as a query: «"…"» are phrases, all else words; None where it holds no word.

    What lies beyond `MAX_CHARACTERS` characters or `MAX_TERMS` terms is left out.
    """
    terms: list[Term] = []
    for piece in _PIECE.finditer(normal(text[:MAX_CHARACTERS])):
        inside = piece[1] if piece[1] is not None else piece[2]
        term = tuple(
            QueryWord(word.exact, word.folded, has_marks(inside[word.start : word.end]))
            for word in words_of(inside)
        )
        if term:
            terms.append(term)
    return Query(tuple(terms[:MAX_TERMS])) if terms else None


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
