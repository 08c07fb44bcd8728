"""Where a figure stands: its clause, its sentence, the headings above it, the cues before it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex
from spacy.language import Language

from extractor.extraction.mentions import Mentions
from extractor.extraction.sections import Outline, Outlined
from extractor.language.pipeline import CUES
from extractor.plantext import Block, PlanText

_CLAUSE = regex.compile(
    r"; ?|(?<![A-ZĐ]\.|\bTP|\bTr|\bTh|\bst)(?<=[\p{L}\d)%”\"])[.!?] (?=[\"“(+-]? ?\p{Lu}|\d)"
)
_SENTENCE = regex.compile(
    r"(?<![A-ZĐ]\.|\bTP|\bTr|\bTh|\bst)(?<=[\p{L}\d)%”\"])[.!?] (?=[\"“(+-]? ?\p{Lu}|\d)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that decides how figures are meant; offsets in the plan's text."""

    start: int
    end: int
    kind: str
    value: str


class BlockContext:
    """One block with its digits sorted out; its words are tokenized when first asked for."""

    def __init__(
        self, text: PlanText, lowered: str, index: int, outlined: Outlined, mentions: Mentions, nlp: Language
    ) -> None:
        self.text = text
        self.lowered = lowered
        self.index = index
        self.block: Block = text.blocks[index]
        self.outlined = outlined
        self.mentions = mentions
        self._nlp = nlp

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        offset = self.block.start
        doc = self._nlp(self.text.words(self.block))
        found = []
        for span in doc.spans[CUES]:
            kind, _, value = span.label_.partition(":")
            found.append(Cue(offset + span.start_char, offset + span.end_char, kind, value))
        return tuple(found)

    @cached_property
    def _clauses(self) -> tuple[int, ...]:
        return self._starts(_CLAUSE)

    @cached_property
    def _sentences(self) -> tuple[int, ...]:
        return self._starts(_SENTENCE)

    def _starts(self, pattern: "regex.Pattern[str]") -> tuple[int, ...]:
        block = self.block
        ends = [m.end() for m in pattern.finditer(self.text.text, block.body, block.end)]
        return (block.body, *ends, block.end)

    def clause(self, offset: int) -> tuple[int, int]:
        """Offsets of the clause (up to `;` or the end of the sentence) that holds `offset`."""
        return _around(self._clauses, offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """Offsets of the sentence that holds `offset`."""
        return _around(self._sentences, offset)

    def cue(self, kind: str, start: int, end: int) -> Cue | None:
        """The last cue of a kind between two offsets."""
        return next(
            (c for c in reversed(self.cues) if c.kind == kind and start <= c.start and c.end <= end), None
        )

    def words(self, start: int, end: int) -> str:
        """Canonical words between two offsets."""
        return self.lowered[start:end]


def _around(starts: Sequence[int], offset: int) -> tuple[int, int]:
    index = min(max(1, bisect_right(starts, offset)), len(starts) - 1)
    return starts[index - 1], starts[index]


@dataclass(frozen=True)
class Setting:
    """What the whole plan lends to each of its figures."""

    text: PlanText
    outline: Outline
    doc_type: str | None
    plan_year: int | None

    def section_path(self, outlined: Outlined) -> tuple[str, ...]:
        """The heading path of a block."""
        return () if outlined.section is None else self.outline.sections[outlined.section].path

    def headings(self, outlined: Outlined) -> tuple[str, ...]:
        """Titles of the sections above a block, innermost first."""
        titles: list[str] = []
        index = outlined.section
        while index is not None:
            section = self.outline.sections[index]
            titles.append(section.title)
            index = section.parent
        return tuple(titles)
