"""Components of the programme that a plan neither plans nor excuses: `component-unaddressed`."""

from collections.abc import Sequence

from extractor.checker.areas import is_none_of
from extractor.checker.components_said import (
    Parts,
    Said,
    blocks_ahead,
    headed_parts,
    said_of_components,
    told_about,
)
from extractor.checker.outline import and_above, is_finished
from extractor.checker.outside import Outside
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.programmes import predates, programme_of, programmes_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, joined, same
from extractor.extraction.components_named import Component
from extractor.plan import Plan, Section
from extractor.records import Certainty, Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import Programme

_RELATION = "component-addressed"
_KINDS = {False: Words("Dự án", "project"), True: Words("Tiểu dự án", "sub-project")}


def judge_unaddressed(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """A check for every component, in a plan that is laid out by them, and a finding for those it passes over."""
    if plan.document.doc_type != "Kế hoạch" or not is_finished(plan, rules.outline):
        return Verdicts()
    kinds = programmes_of(plan, rules.corpus)
    if not kinds:
        return Verdicts()
    programme = programme_of(plan, kinds, outside.programmes)
    parts = headed_parts(plan, rules)
    reason = _not_checkable(plan, rules, programme, parts)
    if reason is not None or programme is None:
        return Verdicts((checked(plan, _RELATION, _title(plan), "not-checkable", reason=reason),))
    return _judged(plan, rules, programme, parts, _of_others(plan, programme, outside))


def _not_checkable(plan: Plan, rules: CheckRules, programme: Programme | None, parts: Parts) -> str | None:
    """Why it cannot be told what a plan passes over; None where it can."""
    rule, reasons = rules.unaddressed, rules.reasons
    if programme is None or not programme.components:
        return reasons.programme_unknown
    own = {component.project for _, component in parts} & set(programme.projects)
    if len(own) < rule.least or rule.selects.search(words_at(plan, *_title(plan).span)):
        return reasons.not_by_components
    if any(rule.together.search(words_in(plan, block)) for block in blocks_ahead(plan, rules)):
        return reasons.spoken_of_together
    return None


def _of_others(plan: Plan, programme: Programme, outside: Outside) -> frozenset[int]:
    """The projects that are for listed places only, the plan's place none of them: to pass over these is no fault."""
    lists = {
        project: [outside.programmes.areas[name] for name in programme.component(project).areas]
        for project in programme.projects
    }
    return frozenset(project for project, areas in lists.items() if is_none_of(plan, areas))


def _judged(
    plan: Plan, rules: CheckRules, programme: Programme, parts: Parts, of_others: frozenset[int]
) -> Verdicts:
    said = said_of_components(plan, rules, programme)
    holder = _holder(plan, parts)
    checks: list[Check] = []
    silent = [n for n in programme.projects if n not in of_others and not told_about(said, Component(n))]
    for project in programme.projects:
        told = told_about(said, Component(project))
        if project in of_others and not told:
            checks.append(checked(plan, _RELATION, holder, "agrees", reason=rules.reasons.not_for_place))
        else:
            checks.append(_check(plan, rules, told, holder))
    found = [_finding(plan, rules, programme, holder, None, silent, parts)] if silent else []
    if predates(plan, programme):
        return Verdicts(tuple(checks), tuple(found))
    for section, project in _divided(parts):
        place = Place((section.start, plan.text.blocks[section.block].end), section.path)
        subs = programme.subs(project)
        for sub in subs:
            checks.append(_check(plan, rules, told_about(said, Component(project, sub)), place))
        left = [n for n in subs if not told_about(said, Component(project, n))]
        if left and len(left) < len(subs):
            found.append(_finding(plan, rules, programme, place, project, left, parts))
    return Verdicts(tuple(checks), tuple(found))


def _check(plan: Plan, rules: CheckRules, about: list[Said], holder: Place) -> Check:
    if not about:
        return checked(plan, _RELATION, holder, "disagrees")
    first = next((one for one in about if one.excused), about[0])
    place = Place(first.span, holder.section)
    return checked(plan, _RELATION, place, "agrees", reason=rules.reasons.excused if first.excused else None)


def _divided(parts: Parts) -> list[tuple[Section, int]]:
    """The parts of projects that have parts of sub-projects in them."""
    divided = {component.project for _, component in parts if component.sub is not None}
    return [
        (section, component.project)
        for section, component in parts
        if component.sub is None and component.project in divided and component.project is not None
    ]


def _title(plan: Plan) -> Place:
    words = plan.document.title or ""
    start = plan.text.text.find(words) if words else -1
    return Place(plan.document.span if start < 0 else (start, start + len(words)))


def _holder(plan: Plan, parts: Parts) -> Place:
    """The heading over the parts of components, or that of the first of them."""
    first = parts[0][0]
    over = list(and_above(plan, first))[1:2]
    section = over[0] if over else first
    return Place((section.start, plan.text.blocks[section.block].end), section.path)


def _finding(
    plan: Plan,
    rules: CheckRules,
    programme: Programme,
    place: Place,
    project: int | None,
    silent: Sequence[int],
    parts: Parts,
) -> Finding:
    texts = rules.rules.component_unaddressed.messages
    items = [
        filled(
            texts.item,
            {
                "kind": _KINDS[project is not None],
                "number": same(str(number)),
                "name": same(_component_name(programme, project, number)),
            },
        )
        for number in silent
    ]
    fields = {
        "components": joined(items, "; "),
        "programme": Words(programme.name.vi, programme.name.en),
        "source": same(programme.source),
        "project": same(f"Dự án {project}"),
    }
    listed = project is None and all(programme.component(number).listed for number in silent)
    unsure = listed or project is not None or predates(plan, programme)
    certainty: Certainty = "possible" if unsure else "likely"
    lighter = project is not None or plan.document.issuer_level == "commune"
    headings = [(section.start, plan.text.blocks[section.block].end) for section, _ in parts]
    return finding(
        plan,
        rules,
        "component-unaddressed",
        place,
        filled(texts.projects if project is None else texts.subs, fields),
        evidence=[place.span, *(span for span in headings if span != place.span)],
        severity="info" if lighter else None,
        certainty=certainty,
    )


def _component_name(programme: Programme, project: int | None, number: int) -> str:
    component = programme.component(number) if project is None else programme.component(project, number)
    return component.name
