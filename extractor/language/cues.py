"""Words that decide how a figure is meant, read off tokens.

A term of several syllables is kept whole by the tokenizer wherever it stands. A single syllable («hạ»,
«đạt») is a cue only where it is a word of its own: «hạ tầng» lowers nothing. Which it is, the syllables
beside it decide, so the answer is kept for the next time they meet; most of a plan is prose that no rule
asks about, and is never tokenized.
"""

from collections.abc import Iterator
from functools import lru_cache

from extractor import regex
from extractor.language.terms import set_terms, terms_pattern
from extractor.language.words import Words
from extractor.rulebook.figures import PhraseRules
from extractor.rulebook.language import UnitRules
from extractor.values import dataclass

_DIGITS = regex.compile(r"\d+")
_SYLLABLE = regex.compile(r"\S+")
_BESIDE = 2
_REACH = 24
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and what it decides: `kind` is direction, comparator or status; offsets in the plan's text."""

    start: int
    end: int
    kind: str
    value: str


class CueReader:
    """Reads cues off tokens; made once from the rules."""

    def __init__(self, words: Words, phrases: PhraseRules, units: UnitRules) -> None:
        self._cut = words
        self._terms = terms_pattern(set_terms(phrases, units))
        self._cues = phrases.cues
        by_kind: dict[str, list[str]] = {}
        for word, (kind, _) in phrases.cues.items():
            by_kind.setdefault(kind, []).append(word)
        self._words = {kind: regex.compile(r"\b\L<words>\b", words=found) for kind, found in by_kind.items()}
        self._stands_alone = lru_cache(maxsize=_REMEMBERED)(self._is_word)

    def candidates(self, kind: str, lowered: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where words of the kind are written between two offsets of canonical text."""
        return (match.span() for match in self._words[kind].finditer(lowered, start, end))

    def at(self, lowered: str, span: tuple[int, int], bounds: tuple[int, int]) -> Cue | None:
        """The cue that the candidate at `span` is, by the words around it within `bounds`."""
        start, end = span
        term = self._terms.match(lowered, start, bounds[1])
        if term is not None:
            return self._labelled(term[0], start, term.end())
        left = _SYLLABLE.findall(lowered[max(bounds[0], start - _REACH) : start])[-_BESIDE:]
        right = _SYLLABLE.findall(lowered[end : min(bounds[1], end + _REACH)])[:_BESIDE]
        before, after = (_DIGITS.sub("0", " ".join(words)) for words in (left, right))
        word = lowered[start:end]
        return self._labelled(word, start, end) if self._stands_alone(before, word, after) else None

    def word(self, text: str, offset: int, most: int) -> str:
        """The word that begins at `offset`."""
        return self._cut.first(text[offset : min(most, offset + _REACH)])

    def _labelled(self, word: str, start: int, end: int) -> Cue | None:
        found = self._cues.get(word)
        return Cue(start, end, *found) if found else None

    def _is_word(self, before: str, word: str, after: str) -> bool:
        """Whether the tokenizer leaves a syllable to itself between its neighbours."""
        at = len(before) + 1 if before else 0
        return self._cut.has_cue(f"{before} {word} {after}".strip(), at)
