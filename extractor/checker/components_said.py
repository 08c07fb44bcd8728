"""What a plan ahead says of the components of its programme: where it names one, and whether it sets it aside."""

from collections.abc import Iterator, Sequence

from extractor.checker.component_parts import component_parts
from extractor.checker.outline import heading_words, is_ahead, reports
from extractor.checker.plan_words import words_in
from extractor.extraction.components_named import Component, components_in
from extractor.plan import Plan, Section
from extractor.plantext import Block, BlockKind, Span
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import Programme
from extractor.rulebook.substance import OutlineRule
from extractor.values import dataclass

Parts = Sequence[tuple[Section, Component]]


@dataclass(frozen=True, slots=True)
class Said:
    """Where a plan speaks of a component, and whether it says that it is not carried out."""

    component: Component
    span: Span
    excused: bool


def headed_parts(plan: Plan, rules: CheckRules) -> Parts:
    """The parts that are headed with a component, worked out once."""
    return plan.once(_headed, rules)


def _headed(plan: Plan, rules: CheckRules) -> Parts:
    return tuple(component_parts(plan, rules))


def said_of_components(plan: Plan, rules: CheckRules, programme: Programme) -> Sequence[Said]:
    """What parts of their own, sentences, cells and reasons say of components, worked out once."""
    return plan.once(_all_said, rules, programme)


def _all_said(plan: Plan, rules: CheckRules, programme: Programme) -> Sequence[Said]:
    return tuple(_said(plan, rules, programme))


def _said(plan: Plan, rules: CheckRules, programme: Programme) -> Iterator[Said]:
    excused, parts = rules.unaddressed.excused, headed_parts(plan, rules)
    for section, component in parts:
        block = plan.text.blocks[section.block]
        behind = _first_behind(plan, section, parts)
        words = words_in(plan, block) + ("" if behind is None else " " + words_in(plan, behind))
        yield Said(component, (block.start, block.end), excused.search(words) is not None)
    for block in blocks_ahead(plan, rules):
        words = words_in(plan, block)
        for named in components_in(words, rules.leading.component):
            span = block.start + named.start, block.start + named.end
            yield Said(named.component, span, excused.search(words) is not None)
    yield from _by_name(plan, rules, programme)


def _first_behind(plan: Plan, section: Section, parts: Parts) -> Block | None:
    """The first block of a component's part, unless another component's part begins with it."""
    at = section.block + 1
    headed = {other.block for other, _ in parts}
    inside = at < len(plan.text.blocks) and plan.text.blocks[at].start < section.end
    return plan.text.blocks[at] if inside and at not in headed else None


def _by_name(plan: Plan, rules: CheckRules, programme: Programme) -> Iterator[Said]:
    """Components that a heading, a cell or a reason for leaving them out calls by their names."""
    for section in plan.sections:
        if is_ahead(plan, section, rules.outline):
            span = (section.start, plan.text.blocks[section.block].end)
            yield from _named_in(heading_words(plan, section), programme, span, excused=False)
    for block in blocks_ahead(plan, rules):
        words = words_in(plan, block)
        excused = rules.unaddressed.excused.search(words) is not None
        if excused or block.kind is BlockKind.TABLE_CELL:
            yield from _named_in(words, programme, (block.start, block.end), excused=excused)


def _named_in(words: str, programme: Programme, span: Span, *, excused: bool) -> Iterator[Said]:
    for number in programme.named_in(words):
        project, _, sub = number.partition(".")
        yield Said(Component(int(project), int(sub) if sub else None), span, excused)


def blocks_ahead(plan: Plan, rules: CheckRules) -> Sequence[Block]:
    """The blocks that stand under no heading of a report, worked out once."""
    return plan.once(_ahead, rules.outline)


def _ahead(plan: Plan, rule: OutlineRule) -> Sequence[Block]:
    told = plan.once(reports, rule)
    if not told:
        return plan.text.blocks
    return [b for b in plan.text.blocks if not any(start <= b.start < end for start, end in told)]


def told_about(said: Sequence[Said], component: Component) -> list[Said]:
    """What is said of a component: of a project also what is said of its parts, of a part what excuses the whole."""
    return [
        one
        for one in said
        if one.component == component
        or (component.sub is None and one.component.project == component.project)
        or (one.excused and one.component == Component(component.project))
    ]
