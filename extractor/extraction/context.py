"""Where a figure stands: its clause, its sentence, the headings above it, the cues before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor import regex
from extractor.extraction.mentions import Mentions
from extractor.extraction.sections import Outline, Outlined
from extractor.language.cues import Cue, CueReader
from extractor.plantext import Block, PlanText

_CLAUSE = regex.compile(
    r"; ?|(?<![A-ZĐ]\.|\bTP|\bTr|\bTh|\bst)(?<=[\p{L}\d)%”\"])[.!?] (?=[\"“(+-]? ?\p{Lu}|\d)"
)
_SENTENCE = regex.compile(
    r"(?<![A-ZĐ]\.|\bTP|\bTr|\bTh|\bst)(?<=[\p{L}\d)%”\"])[.!?] (?=[\"“(+-]? ?\p{Lu}|\d)"
)
_SPACES_REACH = 16  # more spaces than normalised text has in a row
_BRACKET = regex.compile(r"[()]")


class BlockContext:
    """One block with its digits sorted out; the words around its cues are tokenized when first asked for."""

    def __init__(
        self,
        text: PlanText,
        lowered: str,
        index: int,
        outlined: Outlined,
        mentions: Mentions,
        cue_reader: CueReader,
    ) -> None:
        self.text = text
        self.lowered = lowered
        self.index = index
        self.block: Block = text.blocks[index]
        self.outlined = outlined
        self.mentions = mentions
        self._cue_reader = cue_reader
        self._cues: dict[tuple[int, int], Cue | None] = {}

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

    @cached_property
    def _brackets(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where brackets open and where they close; the «)» of a marker («a)») closes none."""
        opening: list[int] = []
        closing: list[int] = []
        for match in _BRACKET.finditer(self.text.text, self.block.start, self.block.end):
            if match[0] == "(":
                opening.append(match.start())
            elif len(closing) < len(opening):
                closing.append(match.start())
        return tuple(opening), tuple(closing)

    def depth(self, offset: int) -> int:
        """How many brackets of the block are open at `offset`."""
        opening, closing = self._brackets
        return max(0, bisect_left(opening, offset) - bisect_left(closing, offset))

    def closing(self, offset: int) -> int:
        """Where the bracket closes that is open at `offset`; the end of the block where none does."""
        opening, closing = self._brackets
        depth = self.depth(offset)
        for index in range(bisect_left(closing, offset), len(closing)):
            if bisect_left(opening, closing[index]) - index - 1 < depth:
                return closing[index]
        return self.block.end

    def cues(self, kind: str, start: int, end: int) -> list[Cue]:
        """The cues of a kind between two offsets, in order."""
        candidates = self._cue_reader.candidates(kind, self.lowered, start, end)
        found = (self._cue_at(span) for span in candidates)
        return [c for c in found if c is not None and c.kind == kind and c.end <= end]

    def cue(self, kind: str, start: int, end: int) -> Cue | None:
        """The last cue of a kind between two offsets."""
        candidates = list(self._cue_reader.candidates(kind, self.lowered, start, end))
        found = (self._cue_at(span) for span in reversed(candidates))
        return next((c for c in found if c is not None and c.kind == kind and c.end <= end), None)

    def _cue_at(self, span: tuple[int, int]) -> Cue | None:
        if span not in self._cues:
            self._cues[span] = self._cue_reader.at(self.lowered, span, (self.block.start, self.block.end))
        return self._cues[span]

    def first_word(self, offset: int) -> str:
        """The word that begins at an offset, as the tokenizer cuts it."""
        return self._cue_reader.word(self.text.text, offset, self.block.end)

    def behind(self, offset: int) -> str:
        """The first character behind an offset that is no space; "" at the end of the block."""
        return self.lowered[offset : min(self.block.end, offset + _SPACES_REACH)].lstrip()[:1]

    def words(self, start: int, end: int) -> str:
        """Canonical words between two offsets."""
        return self.lowered[start:end]


def _around(starts: Sequence[int], offset: int) -> tuple[int, int]:
    index = bisect_right(starts, offset, 1, len(starts) - 1)
    return starts[index - 1], starts[index]


@dataclass(frozen=True)
class Setting:
    """What the whole plan lends to each of its figures."""

    text: PlanText
    outline: Outline
    doc_type: str | None
    plan_year: int | None
    period: tuple[int, int] | None = None
    issued_on: str | None = None

    @property
    def dated_year(self) -> int | None:
        """The year of the document's own date."""
        dated = self.issued_on[:4] if self.issued_on else ""
        return int(dated) if dated.isdigit() else None

    @property
    def first_year(self) -> int | None:
        """The first year ahead: the one planned for, else of a plan for several years that of its date."""
        return self.plan_year or self.dated_year

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
