"""The parts of a plan that are headed with a component of its programme: «3. Dự án 4: …», «b) Tiểu dự án 2: …»."""

from collections.abc import Iterator

from extractor.checker.outline import heading_words, is_ahead
from extractor.extraction.components_named import Component, components_in
from extractor.plan import Plan, Section
from extractor.rulebook.checks import CheckRules

_HEADING_REACH = 40


def component_parts(plan: Plan, rules: CheckRules) -> Iterator[tuple[Section, Component]]:
    """The parts that plan ahead for a component; a sub-project that names no project is of the one above."""
    known: dict[int, Component] = {}
    for index, section in enumerate(plan.sections):
        if not is_ahead(plan, section, rules.outline):
            continue
        head = heading_words(plan, section)[:_HEADING_REACH]
        named = next(iter(components_in(head, rules.leading.component)), None)
        if named is None:
            continue
        component = named.component
        if component.project is None:
            above = None if section.parent is None else known.get(section.parent)
            if above is None:
                continue
            component = Component(above.project, component.sub)
        known[index] = component
        yield section, component
