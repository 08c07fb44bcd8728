"""The extraction stage: one PlanText in, one Plan out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor import regex
from extractor.collecting import collector_held_off
from extractor.extraction.announced import announced
from extractor.extraction.appended import appended
from extractor.extraction.assignment_words import with_units
from extractor.extraction.assignments import AssignmentReader
from extractor.extraction.bases import BasisReader
from extractor.extraction.breakdown_words import BreakdownWords
from extractor.extraction.breakdowns import Breakdowns
from extractor.extraction.budgets import BudgetReader
from extractor.extraction.carried_units import CarriedUnits
from extractor.extraction.citations import CitationFinder
from extractor.extraction.cited import CitedDocument
from extractor.extraction.components import Components
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.funding import Funding, SourceWords
from extractor.extraction.head_lines import is_number_line
from extractor.extraction.header import HEAD_BLOCKS, HeaderReader
from extractor.extraction.leftovers import deadlines, is_counted_cell, is_year, unread
from extractor.extraction.lone_figures import lone_figure
from extractor.extraction.mentions import MentionFinder
from extractor.extraction.named_sources import NamedSources
from extractor.extraction.quantities import Quantity, QuantityReader, Unreadable
from extractor.extraction.rates import rate_pairs
from extractor.extraction.recognition import with_confidence
from extractor.extraction.references import (
    Antecedents,
    FoundReference,
    OwnDocument,
    ReferenceFinder,
    own_article,
)
from extractor.extraction.sections import Outline, outline
from extractor.extraction.signature import names_recipients
from extractor.extraction.signs import with_sign
from extractor.extraction.sums import Sum, SumFinder, with_bare_items
from extractor.extraction.tables import TableReader, TableRecords
from extractor.extraction.targets import TargetReader
from extractor.extraction.timing import Timing
from extractor.extraction.unit_lines import is_unit_line
from extractor.extraction.unnumbered import UnnumberedHeadings
from extractor.extraction.whom import WhomReader
from extractor.language.cues import CueReader
from extractor.language.text import canonical_text
from extractor.language.words import Words
from extractor.localities import linked
from extractor.plan import Plan, SumRelation
from extractor.plantext import BlockKind, PlanText
from extractor.records import Budget, Citation, Document, Reference, Target, Unread
from extractor.rulebook import Rulebook

_APPENDIX = regex.compile(
    r"(?i)^\W*(?:phụ\s+lục|phụ\s+biểu|biểu\s+(?:số|mẫu|\d)|danh\s+mục|mẫu\s+(?:số|\d)|kế\s+hoạch$|quy\s+định$"
    r"|(?:ban\s+hành\s+)?kèm\s+theo\b|chương\s+[ivx\d]{1,5}\b)"
)
_ATTACHED = ("kèm", "ban hành kèm", "đính kèm", "gửi kèm")
_ATTACHES = regex.compile(r"\b(?:kèm|thuộc|phụ lục|phụ biểu|biểu)\b")
_ATTACHED_REACH = 20
PROSE_CELL_WORDS = 8


class _Block(NamedTuple):
    """A block with its quantities, and those of them that can be read."""

    context: BlockContext
    quantities: tuple[Quantity | Unreadable, ...]
    readable: Sequence[Quantity]


class Extractor:
    """Reads plans by one set of rules; made once, used for every plan."""

    def __init__(self, rules: Rulebook) -> None:
        self.rules = rules
        self._words = Words(rules.phrases, rules.units)
        self._cues = CueReader(self._words, rules.phrases, rules.units)
        self._mentions = MentionFinder(CitationFinder(rules.citations), rules.headings)
        self._back = ReferenceFinder(rules.citations)
        self._bases = BasisReader(rules.citations)
        self._quantities = QuantityReader(rules.units)
        self._carried = CarriedUnits(rules)
        self._header = HeaderReader(rules.header)
        self._unnumbered = UnnumberedHeadings(rules.headings, rules.header)
        self._sums = SumFinder(rules.funding)
        self._breakdowns = BreakdownWords(rules.funding)
        self._sources = SourceWords(rules.funding, rules.headings)
        self._tables = TableReader(rules)
        self._assignments = AssignmentReader(rules.assignments)
        self._ranks = {"thành phố", *(rank for ranks in rules.header.ranks.values() for rank in ranks)}

    def extract(self, text: PlanText) -> Plan:
        """All records of one plan; pure, the same text gives the same Plan."""
        with collector_held_off(), self._words.zone():
            return with_confidence(self._extract(text))

    def _extract(self, text: PlanText) -> Plan:
        lowered = canonical_text(text.text)
        tree = outline(text, self._unnumbered.find(text, lowered))
        blocks = self._blocks(text, lowered, tree)
        cited = [c for b in blocks for c in b.context.mentions.citations]
        document = linked(self._header.read(text, tree, cited), text.text)
        setting = Setting(
            text, tree, document.doc_type, document.plan_year, document.period, document.issued_on
        )
        timing = Timing(setting, self.rules.headings, self.rules.phrases.time)
        foot = _foot(text)
        body = [b for b in blocks if b.context.index not in foot]
        budgets, relations = self._budgets(body, setting, timing)
        whom = WhomReader(self.rules.phrases.whom, self._ranks, document)
        targets = self._targets(body, setting, timing, whom)
        tables = self._tables.read(setting, timing, whom, [b.context for b in blocks], len(budgets))
        budgets, tables = appended(text, *announced(text, self._breakdowns, budgets, tables))
        due = [d for b in body for d in deadlines(b.context, setting)]
        told, duties = self._assignments.read(setting, [b.context for b in blocks], foot)
        return Plan(
            text=text,
            document=document,
            sections=tree.sections,
            citations=tuple(self._citations(blocks, setting, document)),
            references=tuple(self._references(blocks, setting, document)),
            budgets=(*budgets, *tables.budgets),
            targets=tuple(with_sign(text.text, target) for target in (*targets, *tables.targets)),
            deadlines=tuple(with_units(due, told)),
            assignments=told,
            unread=(*self._unread(body, setting, budgets, targets, tables), *tables.unread),
            sums=(*relations, *tables.relations),
            rates=rate_pairs(targets, self.rules.indicators),
            duties=duties,
            is_plan=document.doc_type is not None,
        )

    def _blocks(self, text: PlanText, lowered: str, tree: Outline) -> list[_Block]:
        found: list[tuple[BlockContext, tuple[Quantity | Unreadable, ...]]] = []
        for index, block in enumerate(text.blocks):
            mentions = self._mentions.find(text.text, lowered, block.body, block.end)
            context = BlockContext(text, lowered, index, tree.blocks[index], mentions, self._cues)
            prose = block.kind is not BlockKind.TABLE_CELL or _is_prose(text.words(block))
            prose = prose and not is_unit_line(text.words(block))
            read = self._quantities.read(lowered, mentions.figures, block.end, block.body)
            found.append((context, tuple(read) if prose else ()))
        given = self._carried.apply(tree, found)
        return [
            _Block(context, held, [q for q in held if isinstance(q, Quantity)] if held else ())
            for (context, _), held in zip(found, given, strict=True)
        ]

    def _budgets(
        self, blocks: Sequence[_Block], setting: Setting, timing: Timing
    ) -> tuple[list[Budget], tuple[SumRelation, ...]]:
        contexts = [b.context for b in blocks]
        sums: list[Sum] = [
            s for index, b in enumerate(blocks) for s in self._sums.find(b.context, index, b.readable)
        ]
        sums = with_bare_items(contexts, sums, [b.readable for b in blocks])
        funding = Funding(self._sources, contexts, setting)
        named = NamedSources(self._sources, funding, contexts, sums)
        relations = Breakdowns(self._breakdowns, contexts, sums, funding.nature, named.are_all_in).find()
        components = Components(self._sources, contexts)
        reader = BudgetReader(setting, contexts, funding, components, timing)
        return reader.read(sums, relations), tuple(relations)

    def _targets(
        self, blocks: Sequence[_Block], setting: Setting, timing: Timing, whom: WhomReader
    ) -> list[Target]:
        reader = TargetReader(
            setting, self.rules.indicators, self.rules.phrases, self.rules.units, timing, whom
        )
        zero = self.rules.phrases.zero
        return [
            target
            for b in blocks
            if b.quantities
            or zero.may_stand_in(b.context.lowered[b.context.block.body : b.context.block.end])
            for target in reader.read(b.context, b.readable)
        ]

    def _citations(self, blocks: Sequence[_Block], setting: Setting, document: Document) -> list[Citation]:
        """The documents cited; a basis stands behind the title and before the first heading."""
        first = setting.outline.sections[0].start if setting.outline.sections else len(setting.text.text)
        titled = document.span[1] if document.title is not None else 0
        return [
            self._citation(b.context, c, setting, basis=titled <= c.start < first and basis(c.start))
            for b, basis in zip(blocks, self._bases.over(b.context for b in blocks), strict=True)
            for c in b.context.mentions.citations
            if not _is_own(c, document, b.context)
        ]

    def _citation(
        self, context: BlockContext, cited: CitedDocument, setting: Setting, *, basis: bool
    ) -> Citation:
        return Citation(
            doc=context.text.doc,
            text=context.text.quote(cited.start, cited.end),
            span=(cited.start, cited.end),
            page=context.block.page,
            section=setting.section_path(context.outlined),
            rule_id="citation" if cited.number else "law-by-name",
            cited_type=cited.cited_type,
            number=cited.number,
            number_normalised=cited.normalised,
            article=cited.article,
            clause=cited.clause,
            point=cited.point,
            year=cited.year,
            issuer=cited.issuer,
            issued_on=cited.issued_on,
            role="basis" if basis else "reference",
        )

    def _references(
        self, blocks: Sequence[_Block], setting: Setting, document: Document
    ) -> Iterator[Reference]:
        """What points back at a document cited before, or at the plan itself."""
        contexts = [b.context for b in blocks]
        named = [c for b in contexts for c in b.mentions.citations if not _is_own(c, document, b)]
        cited = Antecedents(named, self._back.articled)
        articles = any(own_article(section.path[-1:]) for section in setting.outline.sections)
        own = OwnDocument(document.doc_type, document.number, articles)
        for context in contexts:
            block, path = context.block, setting.section_path(context.outlined)
            span = (block.body, block.end)
            for found in self._back.find(
                context.text.text, context.lowered, span, cited, own, own_article(path)
            ):
                yield _reference(found, context, path)

    def _unread(
        self,
        blocks: Sequence[_Block],
        setting: Setting,
        budgets: Sequence[Budget],
        targets: Sequence[Target],
        tables: TableRecords,
    ) -> list[Unread]:
        sums = (b.figure[0] for b in (*budgets, *tables.budgets))
        known = frozenset(sums) | {t.figure[0] for t in (*targets, *tables.targets)}
        known |= {at for t in targets if t.rule_id == "zero-goal" for at in range(*t.span)}
        told = {setting.text.block_at(u.span[0]) for u in tables.unread}
        first = setting.outline.sections[0].block if setting.outline.sections else HEAD_BLOCKS
        return [
            found
            for b in blocks
            if b.context.index not in told and not _numbers_the_plan(b.context, first)
            for found in unread(b.context, setting, b.quantities or self._in_cell(b.context, known), known)
        ]

    def _in_cell(self, context: BlockContext, known: frozenset[int]) -> list[Quantity | Unreadable]:
        """What a short table cell holds that the table's reading has left."""
        figures = context.mentions.figures
        if all(f.start in known for f in figures) or not is_counted_cell(context.text, context.block):
            return []
        lone = lone_figure(context.text.words(context.block))
        if (
            lone is not None and context.block.start + lone[1] in known
        ):  # the rest are pieces of it, or a note's mark
            return []
        found = self._quantities.read(context.lowered, figures, context.block.end, context.block.body)
        return [item for item in found if not is_year(context, item)]


def _numbers_the_plan(context: BlockContext, first: int) -> bool:
    """The line of the plan's own number, above its first heading."""
    return context.index < first and is_number_line(context.text.words(context.block))


def _reference(found: FoundReference, context: BlockContext, path: tuple[str, ...]) -> Reference:
    return Reference(
        doc=context.text.doc,
        text=context.text.quote(found.start, found.end),
        span=(found.start, found.end),
        page=context.block.page,
        section=path,
        rule_id="back-reference",
        points_at=found.points_at,
        article=found.article,
        clause=found.clause,
        point=found.point,
    )


def _is_prose(words: str) -> bool:
    """A table cell that holds sentences, not a figure or a label."""
    return len(words.split()) >= PROSE_CELL_WORDS


def _is_own(cited: CitedDocument, document: Document, context: BlockContext) -> bool:
    """The plan's own number in the heads of its appendices («kèm theo Kế hoạch số …») and wherever it names itself.

    Where the plan's number is blank, the head of an appendix is one that opens with these words.
    """
    if _is_itself(cited, document):
        return True
    before = context.lowered[max(context.block.start, cited.start - _ATTACHED_REACH) : cited.start]
    if _ATTACHES.search(before) is None:
        return False
    if document.number is not None:
        return document.number in (cited.number, cited.normalised)
    opens = context.lowered[context.block.start : cited.start].lstrip(" (*")
    return cited.cited_type == document.doc_type and opens.startswith(_ATTACHED)


def _is_itself(cited: CitedDocument, document: Document) -> bool:
    """The document's own kind and number with its day, or with a year inside and no word on who issued it: another
    body may count its documents alike."""
    same = document.number in {cited.number, cited.normalised} and cited.cited_type == document.doc_type
    if document.number is None or not same:
        return False
    if cited.issued_on is not None:
        return cited.issued_on == document.issued_on
    return cited.issuer is None and cited.year is not None


def _foot(text: PlanText) -> range:
    """Indices of the foot: recipients and signature, where no figure counts; appendices behind it count."""
    blocks = text.blocks
    start = next((i for i, b in enumerate(blocks) if names_recipients(text.words(b))), len(blocks))
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if _APPENDIX.match(text.words(block)) or (
            block.table is not None and block.table != blocks[start].table
        ):
            return range(start, index)
    return range(start, len(blocks))
