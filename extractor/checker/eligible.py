"""Components planned for a place that is not on their lists of beneficiaries: `component-ineligible`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.checker.areas import (
    Where,
    best,
    first_told_day,
    holds,
    inner_place,
    planned_year,
    stand,
    where_of,
)
from extractor.checker.components_said import Parts, Said, headed_parts, said_of_components
from extractor.checker.outside import Outside
from extractor.checker.plan_words import clause_at
from extractor.checker.programmes import known_component, programme_of, programmes_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, joined, same
from extractor.extraction.components_named import Component, read_written, written
from extractor.plan import Plan, Section
from extractor.records import Budget, Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import Area, Programme, ProgrammeComponent

_RELATION = "component-area"
_OWN_MONEY = frozenset({"local", "mobilised", "credit"})


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a plan has for a component with lists: sums for one place (None: its own), or a part without a sum."""

    component: Component
    of_programme: ProgrammeComponent
    locality: str | None
    sums: tuple[Budget, ...]
    part: Section | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What plans are judged by: the programme, its areas, and the plan's own place."""

    programme: Programme
    areas: dict[str, Area]
    where: Where | None
    year: int | None
    day: str | None


def judge_eligible(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every planned component that is for some places only, and those that this place is none of.

    Money of the place itself is its own to spend, and a component set aside in words is not planned. Of a project and
    its parts one finding is enough.
    """
    kinds = programmes_of(plan, rules.corpus)
    programme = programme_of(plan, kinds, outside.programmes) if kinds else None
    if programme is None or not any(component.areas for component in programme.components.values()):
        return Verdicts()
    parts = headed_parts(plan, rules)
    planned = list(_planned(plan, rules, programme, parts))
    said = said_of_components(plan, rules, programme) if planned else ()
    year, day = planned_year(plan), first_told_day(plan)
    known = _Known(programme, outside.programmes.areas, where_of(plan), year, day)
    checks: list[Check] = []
    found: dict[tuple[int | None, str | None], Finding] = {}
    for one in planned:
        if _is_excused(said, one.component):
            checks.append(checked(plan, _RELATION, _place(plan, one), "agrees", reason=rules.reasons.excused))
            continue
        where = _where(known, one)
        check = _check(plan, rules, known, one, where)
        checks.append(check)
        if check.verdict == "disagrees" and where is not None:
            key = one.component.project, one.locality
            found.setdefault(key, _finding(plan, rules, known, one, where))
    return Verdicts(tuple(checks), tuple(found.values()))


def _planned(plan: Plan, rules: CheckRules, programme: Programme, parts: Parts) -> Iterator[_Planned]:
    """The components with lists: those with planned central money first, then those with a part and no money."""
    sums: dict[tuple[Component, str | None], list[Budget]] = {}
    funded: set[Component] = set()
    for budget in plan.budgets:
        component = read_written(budget.component or "")
        if component is None or budget.status != "plan" or not budget.value or budget.role == "unit_cost":
            continue
        funded |= {component, Component(component.project)}
        if _is_central(plan, rules, budget):
            sums.setdefault((component, budget.locality), []).append(budget)
    for (component, locality), budgets in sums.items():
        if (known := _listed(programme, component)) is not None:
            yield _Planned(component, known, locality, tuple(budgets))
    for section, component in parts if plan.document.doc_type == "Kế hoạch" else ():
        if component not in funded and (known := _listed(programme, component)) is not None:
            funded.add(component)
            yield _Planned(component, known, None, (), section)


def _listed(programme: Programme, component: Component) -> ProgrammeComponent | None:
    """The component of the programme where it is for listed places only."""
    known = known_component(programme, component)
    return known if known is not None and known.areas else None


def _is_central(plan: Plan, rules: CheckRules, budget: Budget) -> bool:
    """Money of the programme, as far as words tell: none that the place raises by itself or has from another."""
    if budget.source in _OWN_MONEY:
        return False
    return rules.capital_kinds.elsewhere.search(clause_at(plan, *budget.span)) is None


def _is_excused(said: Sequence[Said], component: Component) -> bool:
    whole = Component(component.project)
    return any(one.excused and one.component in {component, whole} for one in said)


def _where(known: _Known, one: _Planned) -> Where | None:
    if known.where is None or one.locality is None:
        return known.where
    return inner_place(known.where, one.locality)


def _areas(known: _Known, one: _Planned) -> list[Area]:
    return [known.areas[name] for name in one.of_programme.areas]


def _check(plan: Plan, rules: CheckRules, known: _Known, one: _Planned, where: Where | None) -> Check:
    place, reasons, areas = _place(plan, one), rules.reasons, _areas(known, one)
    if where is None:
        return checked(plan, _RELATION, place, "not-checkable", reason=reasons.place_unknown)
    if not all(holds(area, known.year, known.day) for area in areas):
        return checked(plan, _RELATION, place, "not-checkable", reason=reasons.list_of_other_time)
    match best(stand(where, area) for area in areas):
        case "unknown":
            return checked(plan, _RELATION, place, "not-checkable", reason=reasons.list_open)
        case "inside":
            return checked(plan, _RELATION, place, "agrees")
        case "outside":
            return checked(plan, _RELATION, place, "disagrees")


def _place(plan: Plan, one: _Planned) -> Place:
    if one.part is None:
        return Place(one.sums[0].span, one.sums[0].section)
    return Place((one.part.start, plan.text.blocks[one.part.block].end), one.part.path)


def _finding(plan: Plan, rules: CheckRules, known: _Known, one: _Planned, where: Where) -> Finding:
    place, areas = _place(plan, one), _areas(known, one)
    texts = rules.rules.component_ineligible.messages
    fields = {
        "text": same(plan.words(place.span)),
        "component": same(written(one.component).replace(" / ", ", ")),
        "name": same(one.of_programme.name),
        "areas": _and(Words(area.name.vi, area.name.en) for area in areas),
        "place": same(where.shown),
        "source": joined(dict.fromkeys(same(area.source) for area in areas), "; "),
    }
    return finding(
        plan,
        rules,
        "component-ineligible",
        place,
        filled(texts.funded if one.sums else texts.told, fields),
        evidence=[budget.span for budget in one.sums] or [place.span],
        severity=None if one.sums else "info",
        certainty="likely" if one.sums else "possible",
    )


def _and(parts: Iterable[Words]) -> Words:
    vi, en = zip(*((part.vi, part.en) for part in parts), strict=True)
    return Words(" và ".join(vi), " and ".join(en))
