"""One plan read again block by block, for the question why: the same pure functions, nothing new."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.audit import audit_text
from extractor.extraction.citations import CitationFinder
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.mentions import MentionFinder
from extractor.extraction.quantities import Quantity, QuantityReader, Unreadable
from extractor.extraction.sections import outline
from extractor.language.cues import CueReader
from extractor.language.text import canonical
from extractor.language.words import Words
from extractor.plan import Audit
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook
from extractor.rulebook.entries import Entry


@dataclass(frozen=True)
class Decision:
    """What one entry of the rules (None: the program itself) made of a record: `what` is the field."""

    what: str
    value: str
    words: str = ""
    entry: Entry | None = None


@dataclass(frozen=True)
class Loser:
    """A rule that tried and lost, and why, in Vietnamese and English."""

    entry: Entry
    vi: str
    en: str


class PlanRead:
    """A plan's records, and the block that is asked about with all that its reader sees."""

    def __init__(self, text: PlanText, rules: Rulebook) -> None:
        self.text = text
        self.rules = rules
        self.audit: Audit = audit_text(text, rules)
        self.lowered = canonical(text.text)
        document = self.audit.plan.document
        self.setting = Setting(text, outline(text), document.doc_type, document.plan_year, document.period)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The rules by their ids."""
        return {entry.id: entry for entry in self.rules.entries}

    def context(self, offset: int) -> BlockContext:
        """The block at an offset, its digits sorted out."""
        index = self.text.block_at(offset)
        block = self.text.blocks[index]
        finder = MentionFinder(CitationFinder(self.rules.citations), self.rules.headings)
        mentions = finder.find(self.text.text, self.lowered, block.body, block.end)
        phrases, units = self.rules.phrases, self.rules.units
        cues = CueReader(Words(phrases, units), phrases, units)
        outlined = self.setting.outline.blocks[index]
        return BlockContext(self.text, self.lowered, index, outlined, mentions, cues)

    def quantities(self, context: BlockContext) -> list[Quantity | Unreadable]:
        """The figures of a block with their units."""
        reader = QuantityReader(self.rules.units)
        return list(reader.read(self.lowered, context.mentions.figures, context.block.end))

    def headings(self, context: BlockContext) -> tuple[str, ...]:
        """Titles above a block, innermost first."""
        return self.setting.headings(context.outlined)
