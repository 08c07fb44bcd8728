"""What prose and tables share in telling who does what: named units, headings above, the record."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor import regex
from extractor.extraction.components_named import Component, components_in, written
from extractor.extraction.context import BlockContext, Setting
from extractor.extraction.unit_names import UnitNames, Units
from extractor.language.text import canonical
from extractor.plantext import PlanText, Span
from extractor.records import Assignment, Deadline
from extractor.rulebook.assignments import AssignmentRules

_HEAD_WORDS = 60
_TITLE = 160
_NAMED_REACH = 400
_TASK_WORDS = 2
_LOOSE = ' \t\n-–+*•,;:._"“”()'
_IDLE = " \t\n-–+*•,;:._/"
_PIECES = regex.compile(r"; ?|\n+")
_SENTENCE_ENDS = regex.compile(r"\.(?= ?$| (?=\p{Lu}))")
_BARE_NAME = regex.compile(r"\p{Lu}[^.;:(\d\n]{2,90}")


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """Units of a label or a cell that stand alike to the task."""

    units: tuple[Span, ...]
    leads: bool
    span: Span


@dataclass
class Heads:
    """Which units a heading on who does what names, for what stands under it."""

    _by_block: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _line: tuple[tuple[int, ...], tuple[str, ...]] | None = None

    def put(self, context: BlockContext, units: tuple[str, ...]) -> None:
        """Notes the units that a block begins with."""
        self._by_block[context.index] = units
        self._line = (context.outlined.parents, units) if context.outlined.form is None else None

    def above(self, context: BlockContext) -> tuple[str, ...]:
        """The units of the nearest block that this one stands under, or behind where that is a line by itself."""
        parents = context.outlined.parents
        if self._line is not None:
            line_parents, units = self._line
            if parents[: len(line_parents)] == line_parents:
                return units
            self._line = None
        return next((self._by_block[block] for block in reversed(parents) if block in self._by_block), ())


class Parts:
    """Which parts of a plan are on who does what, and which report on what was done."""

    def __init__(self, setting: Setting, rules: AssignmentRules) -> None:
        self._organised: list[bool] = []
        self._reported: list[bool] = []
        text = setting.text
        for section in setting.outline.sections:
            words = canonical(text.words(text.blocks[section.block]))
            above = section.parent
            organised = rules.organised.search(words) is not None
            reported = not organised and rules.reports.search(words[:_TITLE]) is not None
            self._organised.append(organised or (above is not None and self._organised[above]))
            self._reported.append(reported or (above is not None and self._reported[above] and not organised))

    def organised(self, context: BlockContext) -> bool:
        """True for a block under a heading on who does what, and for the heading itself."""
        section = context.outlined.section
        return section is not None and self._organised[section]

    def reported(self, context: BlockContext) -> bool:
        """True for a block under a heading on what was done."""
        section = context.outlined.section
        return section is not None and self._reported[section] and not self._organised[section]


def labelled(
    names: UnitNames, rules: AssignmentRules, plan: PlanText, lowered: str, span: Span, *, leads: bool
) -> Iterator[NamedUnits]:
    """«A chủ trì, phối hợp với B; C phối hợp»: units and whether they lead; `leads` where they do not say."""
    text, (start, end) = plan.text, span
    stop = _SENTENCE_ENDS.search(text, start, end)
    end = stop.start() if stop else end
    at = start
    for cut in (*(m.span() for m in _PIECES.finditer(text, start, end)), (end, end)):
        if at < cut[0]:
            yield from _piece(names, rules, text, lowered, (at, cut[0]), leads=leads)
        at = cut[1]


def _piece(
    names: UnitNames, rules: AssignmentRules, text: str, lowered: str, span: Span, *, leads: bool
) -> Iterator[NamedUnits]:
    start, end = span
    label = rules.label.match(lowered[start:end])
    if label is not None:
        start, leads = start + label.end(), label["supports"] is None
    own = names.read(text, lowered, start, end) or _bare(rules, text, lowered, (start, end))
    if own is None:
        return
    named = tuple(name for name in own.names if not rules.vague.search(lowered[slice(*name)]))
    adverbs = rules.adverbs.match(lowered, own.stop, end)
    at = adverbs.end() if adverbs else own.stop
    partners = rules.partners.match(lowered, at, end)
    leading = rules.opens_leading.match(lowered, at, end)
    if leading is not None:
        partners = rules.partners.match(lowered, leading.end(), end)
    elif partners is None and rules.opens_supporting.match(lowered, at, end):
        leads = False
    if named:
        yield NamedUnits(named, leads or leading is not None, (start, end))
    beside = names.partners(text, lowered, partners, end)
    if beside is not None and beside.names:
        yield NamedUnits(beside.names, leads=False, span=(start, end))


def _bare(rules: AssignmentRules, text: str, lowered: str, span: Span) -> Units | None:
    """A unit without any word of its kind («Văn hóa - Xã hội»), where nothing but a unit can stand."""
    start, end = tight(text, *span)
    name = _BARE_NAME.fullmatch(text, start, end)
    if name is None or rules.vague.search(lowered[start:end]):
        return None
    if any(text[verb.start()].islower() for verb in rules.verbs.finditer(lowered, start, end)):
        return None
    return Units(((start, end),), end)


def tight(text: str, start: int, end: int) -> Span:
    """The span without the spaces and bullets about it."""
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and text[end - 1] in " \t\n,;:-–_*":
        end -= 1
    return start, end


def task_words(text: PlanText, start: int, end: int) -> str | None:
    """What is to be done; None where the words are too few to tell."""
    if text.text[start : start + 1] == ")":
        return None
    words = text.quote(start, end).strip(_IDLE)
    return words if len(words.split()) >= _TASK_WORDS else None


def headed(setting: Setting, context: BlockContext, rules: AssignmentRules) -> str | None:
    """The component that the headings above a block name."""
    found = Component(None)
    for block in context.outlined.parents:
        above = setting.text.blocks[block]
        words = context.lowered[above.body : min(above.end, above.body + _HEAD_WORDS)]
        named = next(iter(components_in(words, rules.component)), None)
        if named is not None:
            own = named.component
            found = Component(found.project, own.sub) if own.project is None else own
    return written(found) or None


def named_before(context: BlockContext, start: int, rules: AssignmentRules) -> str | None:
    """The component that the block's last words before an offset name last."""
    first = max(context.block.body, start - _NAMED_REACH)
    named = list(components_in(context.lowered[first:start], rules.component))
    return written(named[-1].component) if named else None


def headed_task(setting: Setting, context: BlockContext, rules: AssignmentRules) -> str | None:
    """The words of the nearest heading above a block that is no label of units itself."""
    section = context.outlined.section
    while section is not None:
        block = setting.text.blocks[setting.outline.sections[section].block]
        words = task_words(setting.text, block.body, block.end)
        if block is not context.block and words and not rules.label.search(canonical(words) + ":"):
            return words if len(words) <= _TITLE else words[:_TITLE].rsplit(" ", 1)[0] + " …"
        section = setting.outline.sections[section].parent
    return None


def with_units(deadlines: Iterable[Deadline], assignments: Sequence[Assignment]) -> Iterator[Deadline]:
    """The deadlines with who is to keep them: the units of the assignment, in text order, that tells them; those
    that lead before others."""
    starts = [one.span[0] for one in assignments]
    for deadline in deadlines:
        at = bisect_right(starts, deadline.span[0])
        first = bisect_left(starts, starts[at - 1]) if at else 0
        told = [one for one in assignments[first:at] if deadline.span[1] <= one.span[1]]
        units = dict.fromkeys(one.unit for one in told if one.leads is not False)
        units = units or dict.fromkeys(one.unit for one in told)
        yield deadline.model_copy(update={"unit": ", ".join(units)}) if units else deadline


def assignment(
    setting: Setting,
    context: BlockContext,
    span: Span,
    told: tuple[str, bool | None, str | None, str],
    rule_id: str,
) -> Assignment:
    """The record of one unit; `told` is the unit, whether it leads, the component and the task."""
    unit, leads, component, task = told
    return Assignment(
        doc=context.text.doc,
        text=context.text.quote(*span),
        span=span,
        page=context.block.page,
        section=setting.section_path(context.outlined),
        rule_id=rule_id,
        unit=unit,
        leads=leads,
        component=component,
        task=task,
    )
