"""Who is told to do what: a unit, whether it leads or takes part, the component or the task."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor import regex
from extractor.extraction.assignment_tables import TableAssignments
from extractor.extraction.assignment_words import (
    Heads,
    Parts,
    assignment,
    headed,
    headed_task,
    labelled,
    named_before,
    task_words,
    tight,
)
from extractor.extraction.components_named import components_in, written
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.unit_names import UnitNames, Units
from extractor.extraction.unnumbered import APPENDIX_LINE
from extractor.plan import Duty
from extractor.plantext import BlockKind, Span
from extractor.records import Assignment
from extractor.rulebook.assignments import AssignmentRules

_PIECE = regex.compile(r"(?P<half>[;,] ?)|(?<=[\p{L}\d)%”\"])[.!?] (?=[\"“(+-]? ?\p{Lu})")
_COMPONENT_WORDS = "dự án "
_GATES = (
    *("chủ trì", "đơn vị", "cơ quan", "đầu mối", "chủ đầu tư"),
    *("chịu trách nhiệm", "phối hợp:", "bộ phận", "phân công"),
)
_NAME = 90
_IDLE = " \t\n-–+*•,;:."


@dataclass(frozen=True, slots=True)
class _Told:
    """What words tell: units, where the words begin, where the task begins, where they end."""

    units: tuple[str, ...]
    start: int
    at: int
    end: int
    rule_id: str


class AssignmentReader:
    """Reads the assignments of plans by one set of rules."""

    def __init__(self, rules: AssignmentRules) -> None:
        self.rules = rules
        self._names = UnitNames(rules)
        self._tables = TableAssignments(rules, self._names)

    def read(
        self, setting: Setting, contexts: Sequence[BlockContext], foot: range
    ) -> tuple[tuple[Assignment, ...], tuple[Duty, ...]]:
        """The assignments of a plan in text order, and the components named in its parts on who does what.

        `foot` are the blocks of recipients and signature. What is no plan tells nobody anything.
        """
        if setting.doc_type is None:
            return (), ()
        parts = Parts(setting, self.rules)
        found: list[Assignment] = []
        duties: list[Duty] = []
        heads = Heads()
        appended: int | None = None  # the part that an appendix without a number begins in
        for context in contexts:
            if context.index in foot:
                heads = Heads()
                continue
            section = context.outlined.section
            if APPENDIX_LINE.match(context.lowered, context.block.start, context.block.end):
                heads, appended = Heads(), section
            organised = parts.organised(context)
            if organised:
                duties += self._duties(context)
            organised = organised and section != appended
            if context.block.kind is BlockKind.TABLE_CELL or parts.reported(context):
                continue
            if organised or any(gate in _words(context) for gate in _GATES):
                found += self._block(setting, context, heads, organised=organised)
        found += self._tables.read(setting, contexts)
        return tuple(sorted(found, key=lambda record: record.span)), tuple(duties)

    def _duties(self, context: BlockContext) -> Iterator[Duty]:
        """Every component that the block names, with the last word before it that says who leads."""
        block = context.block
        words = context.lowered[block.start : block.end]
        if _COMPONENT_WORDS not in words:
            return
        cues = self._cues(words)
        for named in components_in(words, self.rules.component):
            span = (block.start + named.start, block.start + named.end)
            yield Duty(written(named.component), _last_before(cues, named.start), span)

    def _cues(self, words: str) -> list[tuple[int, bool | None]]:
        """Where words that say who leads end, and what they say; the same words, said twice over, once."""
        rules = self.rules
        found: list[tuple[int, bool | None]] = [(m.end(), True) for m in rules.leads.finditer(words)]
        found += [(m.end(), False) for m in rules.supports.finditer(words)]
        found += [(m.end(), None) for m in rules.acts.finditer(words)]
        return sorted(found, key=lambda cue: (cue[0], cue[1] is not None, cue[1] is True))

    def _block(
        self, setting: Setting, context: BlockContext, heads: Heads, *, organised: bool
    ) -> Iterator[Assignment]:
        block, words = context.block, _words(context)
        labels = [(m, block.body + m.end()) for m in self.rules.label.finditer(words)]
        ends = [*(block.body + m.start() for m, _ in labels[1:]), block.end]
        prose_end = block.body + labels[0][0].start() if labels else block.end
        for told in self._prose(context, heads, prose_end, organised=organised):
            yield from self._said(setting, context, told, organised=organised)
        for (label, start), end in zip(labels, ends[: len(labels)], strict=True):
            yield from self._labelled(setting, context, start, end, leads=label["supports"] is None)

    def _prose(self, context: BlockContext, heads: Heads, end: int, *, organised: bool) -> Iterator[_Told]:
        """What the pieces of a block tell: its own units, else those of the heading that it stands under."""
        text, block = context.text, context.block
        above = heads.above(context) if organised else ()
        if organised and block.start < end and (field := self._field(context)):
            heads.put(context, (field,))
            return
        units, rule_id = above, "assignment-under-unit"
        for index, (start, stop) in enumerate(self._pieces(context, end)):
            own = self._names.read(text.text, context.lowered, start, stop)
            if own is None or not self._tells(
                context.lowered, own, units, organised and (index > 0 or not above)
            ):
                if units:
                    yield _Told(units, start, start, stop, rule_id)
                continue
            units, rule_id = tuple(text.quote(*name) for name in own.names), "assignment-of-unit"
            if index == 0 and organised:
                heads.put(context, units)
            if own.stop < stop:
                yield _Told(units, start, own.stop, stop, rule_id)
            rule_id = "assignment-of-unit"

    def _tells(self, lowered: str, own: Units, units: tuple[str, ...], by_place: bool) -> bool:
        """Whether these units are told something, and not those told before to see to them; `by_place` also
        where no word of leading or taking part follows."""
        return not (units and own.addressed) and (by_place or self._opens(lowered, own.stop))

    def _field(self, context: BlockContext) -> str | None:
        """«Tài chính - Kế toán:», the office of a commune named by its field alone, on a line of its own."""
        words = _words(context)
        head, colon, rest = words.partition(":")
        if not colon or rest.strip() or len(head) > _NAME or not self.rules.fields.match(head.strip()):
            return None
        return context.text.quote(context.block.body, context.block.body + len(head))

    def _pieces(self, context: BlockContext, end: int) -> Iterator[Span]:
        """Sentences, cut further where anew a unit is told, and at semicolons before a component or «chủ trì»."""
        text, start = context.text.text, context.block.body
        for cut in _PIECE.finditer(text, start, end):
            if cut["half"] is None or self._anew(context, start, cut.start(), cut.end(), end):
                yield start, cut.start()
                start = cut.end()
        if start < end:
            yield start, end

    def _anew(self, context: BlockContext, start: int, sign: int, at: int, end: int) -> bool:
        text, lowered = context.text.text, context.lowered
        at = self._past_adverbs(lowered, at)
        own = self._names.read(text, lowered, at, end)
        if text[sign] == ",":
            if own is None or not self._opens(lowered, own.stop):
                return False
            before = self._names.read(text, lowered, start, end)
            return before is None or before.stop <= sign
        until = lowered.find(";", at, end)
        piece = lowered[at : end if until < 0 else until]
        return own is not None or self._opens(lowered, at) or self.rules.component.search(piece) is not None

    def _opens(self, lowered: str, at: int) -> bool:
        at = self._past_adverbs(lowered, at)
        rules = self.rules
        return bool(rules.opens_leading.match(lowered, at) or rules.opens_supporting.match(lowered, at))

    def _past_adverbs(self, lowered: str, at: int) -> int:
        while at < len(lowered) and lowered[at] in _IDLE:
            at += 1
        adverbs = self.rules.adverbs.match(lowered, at)
        return adverbs.end() if adverbs else at

    def _said(
        self, setting: Setting, context: BlockContext, told: _Told, *, organised: bool
    ) -> Iterator[Assignment]:
        """The assignments of one piece: of each unit and component, and of the partners it names."""
        text, lowered, rules = context.text, context.lowered, self.rules
        at = min(self._past_adverbs(lowered, told.at), told.end)
        if rules.past.search(lowered[max(told.start, told.at - 12) : told.at]):
            return
        leading = rules.opens_leading.match(lowered, at, told.end)
        supporting = None if leading else rules.opens_supporting.match(lowered, at, told.end)
        opened = leading or supporting
        partners = (
            rules.partners.match(lowered, opened.end() if leading else at, told.end) if opened else None
        )
        beside = self._names.partners(text.text, lowered, partners, told.end)
        if beside is None and leading is not None:
            beside = self._joined(text.text, lowered, leading.end(), told.end)
        task = beside.stop if beside else _behind_word(lowered, opened) if opened else at
        if rules.no_task.match(lowered[task : told.end]):
            return
        named = self._components(lowered, at, told.end)
        if opened is None and not named and not rules.verbs.match(lowered, at, told.end):
            return
        leads = True if leading else False if supporting else None
        words = task_words(text, task, told.end)
        bare = words is None
        if bare and (supporting or not organised):
            ahead = task_words(text, context.sentence(told.start)[0], told.start)
            words = ahead or headed_task(setting, context, rules)
        words = words or task_words(text, at, told.end)
        if words is None and not named:
            return
        if not named:
            before = named_before(context, told.start, rules) or headed(setting, context, rules)
            named = [(before if not organised or (bare and supporting) else None, leads)]
        span = tight(text.text, told.start, told.end)
        shown = words or text.quote(at, told.end)
        for component, led in named:
            for unit in told.units:
                yield assignment(setting, context, span, (unit, led, component, shown), told.rule_id)
            for name in beside.names if beside and leading else ():
                partner = (text.quote(*name), False, component, shown)
                yield assignment(setting, context, span, partner, "assignment-partner")

    def _joined(self, text: str, lowered: str, at: int, end: int) -> Units | None:
        """«… chủ trì, Trạm Y tế phối hợp»: units that only take part, behind the one that leads."""
        own = self._names.read(text, lowered, at, end) if text[at : at + 2] in {", ", "; "} else None
        supports = own and self.rules.opens_supporting.match(lowered, own.stop, end)
        return Units(own.names, supports.end()) if own and supports else None

    def _components(self, lowered: str, at: int, end: int) -> list[tuple[str | None, bool | None]]:
        """The components that a piece names, each with the last word before it that says who leads."""
        words = lowered[at:end]
        if _COMPONENT_WORDS not in words:
            return []
        cues = self._cues(words)
        named = components_in(words, self.rules.component)
        found = {written(one.component): _last_before(cues, one.start) for one in reversed(list(named))}
        return list(reversed(found.items()))

    def _labelled(
        self, setting: Setting, context: BlockContext, start: int, end: int, *, leads: bool
    ) -> Iterator[Assignment]:
        """«Đơn vị thực hiện: A chủ trì, phối hợp với B»: the task is what the line stands under."""
        text, lowered = context.text, context.lowered
        task = headed_task(setting, context, self.rules) or text.quote(context.block.body, context.block.end)
        component = headed(setting, context, self.rules)
        for found in labelled(self._names, self.rules, text, lowered, (start, end), leads=leads):
            span = tight(text.text, *found.span)
            for name in found.units:
                told = (text.quote(*name), found.leads, component, task)
                yield assignment(setting, context, span, told, "assignment-label")


def _behind_word(lowered: str, opened: "regex.Match[str]") -> int:
    """Where the task begins: behind «chủ trì», but with all of «là cơ quan thường trực …»."""
    whole = lowered.startswith(("là ", "làm ", "chịu "), opened.start())
    return int(opened.start() if whole else opened.end())


def _words(context: BlockContext) -> str:
    return context.lowered[context.block.body : context.block.end]


def _last_before(cues: Sequence[tuple[int, bool | None]], at: int) -> bool | None:
    """What the last cue says that ends at or before an offset; None where none does."""
    return next((leads for end, leads in reversed(cues) if end <= at), None)
