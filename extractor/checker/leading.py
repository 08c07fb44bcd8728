"""A funded component that no unit leads: `lead-unit-missing`; to take part («phối hợp») is not to lead."""

from dataclasses import dataclass

from extractor.checker.component_parts import component_parts
from extractor.checker.outline import blocks_of, heading_words, is_finished
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.extraction.components_named import Component, components_in, read_written
from extractor.language.text import canonical
from extractor.plan import Duty, Plan, Section
from extractor.plantext import BlockKind, Span
from extractor.records import Assignment, Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.substance import LeadRule

_NAME_WORDS = 4
_COLUMN_LETTERS = 60


@dataclass(frozen=True, slots=True)
class _Funded:
    """A component with money of its own: how it is named, its heading, its part of the plan."""

    name: str
    component: Component
    section: Section


def judge_leading(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every funded component of a plan that shares its components out, and those without a leader."""
    if not is_finished(plan, rules.outline):
        return Verdicts()
    funded = _funded(plan, rules)
    if not funded:
        return Verdicts()
    said = [(component, duty) for duty in plan.duties if (component := read_written(duty.component))]
    if not said and not any(_names_leader(plan, rules.leading, one, doers=False) for one in funded):
        return Verdicts()
    all_led = _all_led(plan, rules)
    checks: list[Check] = []
    found: list[Finding] = []
    for one in funded:
        about = [duty for component, duty in said if component.covers(one.component)]
        led = (
            all_led
            or any(duty.leads is not False for duty in about)
            or _names_leader(plan, rules.leading, one, doers=True)
            or _led_by_name(plan, rules, one)
        )
        place = Place(_heading(plan, one.section), one.section.path)
        checks.append(checked(plan, "lead-unit", place, "agrees" if led else "disagrees"))
        if not led:
            found.append(_finding(plan, rules, one, place, about))
    return Verdicts(tuple(checks), tuple(found))


def _funded(plan: Plan, rules: CheckRules) -> list[_Funded]:
    """The innermost components that have a part of their own with a planned sum in it."""
    planned = {
        budget.component
        for budget in plan.budgets
        if budget.component and budget.status == "plan" and budget.row is None and budget.role != "unit_cost"
    }
    inner = [name for name in planned if not any(other.startswith(f"{name} / ") for other in planned)]
    parts = {component: section for section, component in component_parts(plan, rules)} if inner else {}
    found = []
    for name in sorted(inner):
        component = _component(name, rules.leading)
        if component is not None and component in parts:
            found.append(_Funded(name, component, parts[component]))
    return sorted(found, key=lambda one: one.section.start)


def _component(name: str, rule: LeadRule) -> Component | None:
    named = list(components_in(name.lower().replace(" / ", " - "), rule.component))
    return named[0].component if named else None


def _names_leader(plan: Plan, rule: LeadRule, one: _Funded, *, doers: bool) -> bool:
    """«Đơn vị thực hiện: …» or «… chủ trì» in the component's own part; with `doers` also a unit that acts there."""
    for block in (plan.text.blocks[one.section.block], *blocks_of(plan, one.section)):
        words = words_at(plan, block.body, block.end)
        if rule.people.search(words):
            continue
        if rule.label.search(words) or rule.named.search(words) or (doers and rule.doers.search(words)):
            return True
    return False


def _all_led(plan: Plan, rules: CheckRules) -> bool:
    """A leader for all components in one sentence, or a table with a column of leaders."""
    rule = rules.leading
    for block in plan.text.blocks:
        if block.kind is BlockKind.TABLE_CELL:
            if block.end - block.start <= _COLUMN_LETTERS and rule.column.search(words_in(plan, block)):
                return True
        elif rule.overall.search(words_in(plan, block)):
            return True
    return False


def _led_by_name(plan: Plan, rules: CheckRules, one: _Funded) -> bool:
    """«Chủ trì thực hiện đa dạng hóa sinh kế …»: the component by its name."""
    _, _, name = heading_words(plan, one.section).partition(":")
    name = " ".join(name.split()[:_NAME_WORDS]).strip(" ,.;*_")
    if len(name.split()) < _NAME_WORDS - 1:
        return False
    return any(name in canonical(told.task) for told in plan.assignments if _leads(told, rules.leading))


def _leads(told: Assignment, rule: LeadRule) -> bool:
    """Whether the sentence says that the unit leads, or that it carries out what it names."""
    if told.rule_id not in {"assignment-of-unit", "assignment-under-unit"}:
        return False
    return told.leads is True or (told.leads is None and rule.acts.match(canonical(told.task)) is not None)


def _heading(plan: Plan, section: Section) -> Span:
    block = plan.text.blocks[section.block]
    return section.start, block.end


def _finding(plan: Plan, rules: CheckRules, one: _Funded, place: Place, about: list[Duty]) -> Finding:
    texts = rules.rules.lead_unit_missing.messages
    fields = {"component": same(one.name.replace(" / ", ", "))}
    if about:
        block = plan.text.blocks[plan.text.block_at(about[0].span[0])]
        fields["text"] = same(_cut(plan.words((block.body, block.end))))
    return finding(
        plan,
        rules,
        "lead-unit-missing",
        place,
        filled(texts.only_supports if about else texts.none, fields),
        evidence=[place.span, *(duty.span for duty in about)],
        certainty="likely",
    )


def _cut(words: str) -> str:
    return words if len(words) <= 120 else words[:120].rsplit(" ", 1)[0] + " …"
