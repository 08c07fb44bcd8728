"""Words that decide how a figure is meant, read off tokens.

Only the words around a cue that was asked for are tokenized: a handful on either side settle where a
word begins and ends, and most of a plan is prose that no rule asks about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.language import Language

from extractor.language.pipeline import CUES
from extractor.language.tokenizer import PlanTokenizer
from extractor.rulebook.figures import PhraseRules

_REACH = 16


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and what it decides: `kind` is direction, comparator or status; offsets in the plan's text."""

    start: int
    end: int
    kind: str
    value: str


class CueReader:
    """Reads cues off tokens; made once from the rules."""

    def __init__(self, nlp: Language, phrases: PhraseRules) -> None:
        self._nlp = nlp
        tokenizer = nlp.tokenizer
        assert isinstance(tokenizer, PlanTokenizer)
        self._terms = tokenizer.terms
        self._cues = phrases.cues
        words: dict[str, list[str]] = {}
        for word, (kind, _) in phrases.cues.items():
            words.setdefault(kind, []).append(word)
        self._words = {kind: regex.compile(r"\b\L<words>\b", words=found) for kind, found in words.items()}

    def candidates(self, kind: str, lowered: str, start: int, end: int) -> Iterator[int]:
        """Where words of the kind are written between two offsets of canonical text."""
        return (match.start() for match in self._words[kind].finditer(lowered, start, end))

    def at(self, text: str, lowered: str, offset: int, bounds: tuple[int, int]) -> tuple[Cue, ...]:
        """The cues whose token begins at `offset`, by the words around it within `bounds`.

        A term of several syllables is one token wherever it stands; a single syllable is one only where
        the words around it do not take it in.
        """
        term = self._terms.match(lowered, offset, bounds[1])
        if term is not None and " " in term[0]:
            return self._labelled(term[0], offset, term.end())
        start = _word_start(text, max(bounds[0], offset - _REACH), bounds[0])
        end = _word_end(text, min(bounds[1], offset + _REACH), bounds[1])
        doc = self._nlp(text[start:end])  # a span group does not outlive its Doc
        spans = [s for s in doc.spans[CUES] if start + s.start_char == offset]
        return tuple(
            cue
            for s in spans
            for cue in self._labelled(lowered[offset : start + s.end_char], offset, start + s.end_char)
        )

    def _labelled(self, word: str, start: int, end: int) -> tuple[Cue, ...]:
        found = self._cues.get(word)
        return (Cue(start, end, *found),) if found else ()

    def word(self, text: str, offset: int, most: int) -> str:
        """The word that begins at `offset`."""
        doc = self._nlp(text[offset : _word_end(text, min(most, offset + _REACH), most)])
        return doc[0].text if len(doc) else ""


def _word_start(text: str, at: int, least: int) -> int:
    found = text.rfind(" ", least, at)
    return least if found < 0 else found + 1


def _word_end(text: str, at: int, most: int) -> int:
    found = text.find(" ", at, most)
    return most if found < 0 else found
