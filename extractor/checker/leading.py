"""A funded component that no unit leads: `lead-unit-missing`; to take part («phối hợp») is not to lead."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.checker.component_parts import component_parts
from extractor.checker.components_named import Component, components_in
from extractor.checker.outline import blocks_of, heading_words, is_finished
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.plan import Plan, Section
from extractor.plantext import Block, BlockKind, Span
from extractor.records import Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.substance import LeadRule

_NAME_WORDS = 4
_COLUMN_LETTERS = 60
_CLAUSE_ENDS = regex.compile(r"[.;](?= |$)")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a unit is told to do with a component, and where."""

    component: Component
    leads: bool
    span: Span


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
    said = [s for block in _organised(plan, rules) for s in _said(plan, rules.leading, block)]
    if not said and not any(_names_leader(plan, rules.leading, one, doers=False) for one in funded):
        return Verdicts()
    all_led = _all_led(plan, rules)
    checks: list[Check] = []
    found: list[Finding] = []
    for one in funded:
        about = [s for s in said if s.component.covers(one.component)]
        led = (
            all_led
            or any(s.leads for s in about)
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


def _organised(plan: Plan, rules: CheckRules) -> Iterator[Block]:
    """The blocks of the parts on who does what."""
    seen = set[int]()
    for section in plan.sections:
        if rules.leading.organised.search(heading_words(plan, section)) is None:
            continue
        for block in (plan.text.blocks[section.block], *blocks_of(plan, section)):
            if block.start not in seen:
                seen.add(block.start)
                yield block


def _said(plan: Plan, rule: LeadRule, block: Block) -> Iterator[_Said]:
    words = words_in(plan, block)
    if "dự án" not in words:
        return
    cues = sorted(
        [(m.end(), True) for m in rule.leads.finditer(words)]
        + [(m.end(), False) for m in rule.supports.finditer(words)]
    )
    for named in components_in(words, rule.component):
        before = [leads for at, leads in cues if at <= named.start]
        span = (block.start + named.start, block.start + named.end)
        yield _Said(named.component, before[-1] if before else True, span)


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
    rule = rules.leading
    for block in _organised(plan, rules):
        words = words_in(plan, block)
        at = words.find(name)
        if at > 0 and _leads_to(rule, words[:at]):
            return True
    return False


def _leads_to(rule: LeadRule, before: str) -> bool:
    clause = _CLAUSE_ENDS.split(before)[-1]
    return rule.leads.search(clause) is not None


def _heading(plan: Plan, section: Section) -> Span:
    block = plan.text.blocks[section.block]
    return section.start, block.end


def _finding(plan: Plan, rules: CheckRules, one: _Funded, place: Place, about: list[_Said]) -> Finding:
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
        evidence=[place.span, *(s.span for s in about)],
        certainty="likely",
    )


def _cut(words: str) -> str:
    return words if len(words) <= 120 else words[:120].rsplit(" ", 1)[0] + " …"
