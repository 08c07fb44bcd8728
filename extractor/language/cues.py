"""Words that decide how a figure is meant, read off tokens.

Only the words around a cue that was asked for are tokenized: a handful on either side settle where a
word begins and ends, and most of a plan is prose that no rule asks about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.language import Language

from extractor.language.pipeline import CUES
from extractor.rulebook.figures import PhraseRules

_REACH = 28


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
        words: dict[str, list[str]] = {}
        for word, (kind, _) in phrases.cues.items():
            words.setdefault(kind, []).append(word)
        self._words = {kind: regex.compile(r"\b\L<words>\b", words=found) for kind, found in words.items()}

    def candidates(self, kind: str, lowered: str, start: int, end: int) -> Iterator[int]:
        """Where words of the kind are written between two offsets of canonical text."""
        return (match.start() for match in self._words[kind].finditer(lowered, start, end))

    def at(self, text: str, offset: int, bounds: tuple[int, int]) -> tuple[Cue, ...]:
        """The cues whose token begins at `offset`, by the words around it within `bounds`."""
        start = _word_start(text, max(bounds[0], offset - _REACH), bounds[0])
        end = _word_end(text, min(bounds[1], offset + _REACH), bounds[1])
        doc = self._nlp(text[start:end])  # a span group does not outlive its Doc
        found = []
        for span in doc.spans[CUES]:
            if start + span.start_char == offset:
                kind, _, value = span.label_.partition(":")
                found.append(Cue(offset, start + span.end_char, kind, value))
        return tuple(found)

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
