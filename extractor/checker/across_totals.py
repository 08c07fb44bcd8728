"""A plan's total against the plans under it: `roll-up-mismatch`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checker import intervals
from extractor.checker.programmes import programmes_titled
from extractor.checker.report import filled
from extractor.checker.stored import (
    Across,
    CorpusCheck,
    CorpusFinding,
    Key,
    StoredFigure,
    StoredPlan,
    bare_place,
    reason_in_words,
)
from extractor.checker.wording import Words, joined, number, same
from extractor.language.text import canonical
from extractor.records import Verdict
from extractor.rulebook.across import Reason
from extractor.rulebook.checks import CheckRules

RELATION = "roll-up"
FiguresOf = Callable[[StoredPlan], Sequence[StoredFigure]]
_SHOWN = 5
_BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A place that the upper plan lists: its own figure there, and that of the place's plan."""

    listed: StoredFigure
    told: StoredFigure


class _Unknown(Exception):
    """Plans that cannot be compared, and why."""

    def __init__(self, reason: Reason, units: str = "") -> None:
        super().__init__(reason.en)
        self.words = reason_in_words(reason, units)


def judge_totals(
    upper: Iterable[StoredPlan], plans: Sequence[StoredPlan], figures_of: FiguresOf, rules: CheckRules
) -> Across:
    """One check for each total that a plan of `upper` breaks down by the places under it."""
    by_place: dict[str, list[StoredPlan]] = defaultdict(list)
    for plan in plans:
        by_place[canonical(plan.name or "")].append(plan)
    found = Across()
    for plan in upper:
        for total, listed in _lists(figures_of(plan), rules):
            found += _judged(total, listed, by_place, figures_of, rules)
    return found


def _lists(
    figures: Sequence[StoredFigure], rules: CheckRules
) -> Iterator[tuple[StoredFigure, Mapping[str, StoredFigure]]]:
    """Each total that a plan tells, and the figures of single places that have the same key."""
    for key, listed in _by_fact(figures, rules).items():
        own = [f for f in figures if f.locality is None and _fact(f) == key]
        totals = [f for f in own if f.is_total] or own
        if totals and len(listed) > 1:
            fitting = [f for f in totals if f.interval.meets(_sum(listed.values()))]
            yield (fitting or totals)[0], listed


def _by_fact(figures: Sequence[StoredFigure], rules: CheckRules) -> Mapping[Key, Mapping[str, StoredFigure]]:
    """The figures of single places by what they measure; a fact with two values in one place is left out."""
    places: dict[Key, dict[str, StoredFigure]] = defaultdict(dict)
    unsure: set[Key] = set()
    for figure in figures:
        if (
            figure.locality is None
            or not figure.adds_up
            or rules.corpus.groups.match(canonical(figure.locality))
        ):
            continue
        key, place = _fact(figure), bare_place(figure.locality, rules.corpus.ranks)
        if places[key].setdefault(place, figure).value != figure.value:
            unsure.add(key)
    return {key: listed for key, listed in places.items() if key not in unsure}


def _fact(figure: StoredFigure) -> Key:
    return (*figure.key, figure.year, figure.status)


def _sum(figures: Iterable[StoredFigure]) -> intervals.Interval:
    return intervals.sum_of(figure.interval for figure in figures)


def _judged(
    total: StoredFigure,
    listed: Mapping[str, StoredFigure],
    by_place: Mapping[str, Sequence[StoredPlan]],
    figures_of: FiguresOf,
    rules: CheckRules,
) -> Across:
    reasons = rules.corpus.reasons
    try:
        if not total.interval.meets(_sum(listed.values())):
            raise _Unknown(reasons.own_list)
        plans = _plans(total.spot.plan, listed, by_place, rules)
        units = _units(total, listed, plans, figures_of, rules)
    except _Unknown as why:
        return Across((CorpusCheck(total.spot, RELATION, "not-checkable", (total,), reason=why.words),))
    return _compared(total, units, rules)


def _plans(
    upper: StoredPlan,
    listed: Mapping[str, StoredFigure],
    by_place: Mapping[str, Sequence[StoredPlan]],
    rules: CheckRules,
) -> Mapping[str, StoredPlan]:
    """The one plan of each place for the same programme and years."""
    reasons = rules.corpus.reasons
    absent: list[str] = []
    several: list[str] = []
    found: dict[str, StoredPlan] = {}
    for place, figure in listed.items():
        fitting = [plan for plan in by_place.get(place, ()) if _fits(plan, upper, rules)]
        if len({plan.logical for plan in fitting}) == 1:
            found[place] = fitting[0]
        else:
            (several if fitting else absent).append(figure.locality or "")
    if absent:
        raise _Unknown(reasons.absent, _named(absent))
    if several:
        raise _Unknown(reasons.several, _named(several))
    return found


def _fits(plan: StoredPlan, upper: StoredPlan, rules: CheckRules) -> bool:
    """A plan under `upper` for the same programme, year and period; a report stands under a report only."""
    years = (plan.plan_year, plan.period if plan.plan_year is None else None)
    wanted = (upper.plan_year, upper.period if upper.plan_year is None else None)
    reports = rules.corpus.reports
    alike = (plan.doc_type in reports) == (upper.doc_type in reports)
    programmes = _programmes(plan, rules)
    about = bool(programmes) and programmes == _programmes(upper, rules)
    return plan.is_under(upper) and years == wanted and alike and about


def _programmes(plan: StoredPlan, rules: CheckRules) -> frozenset[str]:
    return frozenset(programmes_titled(plan.title, rules.corpus))


def _named(places: Sequence[str]) -> str:
    more = len(places) - _SHOWN
    return ", ".join(places[:_SHOWN]) + (f" (+{more})" if more > 0 else "")


def _units(
    total: StoredFigure,
    listed: Mapping[str, StoredFigure],
    plans: Mapping[str, StoredPlan],
    figures_of: FiguresOf,
    rules: CheckRules,
) -> list[_Unit]:
    """What each place's own plan tells of the fact."""
    reasons = rules.corpus.reasons
    untold: list[str] = []
    unsure: list[str] = []
    units: list[_Unit] = []
    for place, figure in listed.items():
        own = [f for f in figures_of(plans[place]) if f.locality is None and _fact(f) == _fact(total)]
        told = [f for f in own if f.is_total and f.words <= total.words] or _parts(own)
        if len({f.value for f in told}) == 1:
            units.append(_Unit(figure, told[0]))
        else:
            (unsure if told else untold).append(figure.locality or "")
    if untold:
        raise _Unknown(reasons.untold, _named(untold))
    if unsure:
        raise _Unknown(reasons.two_values, f": {_named(unsure)}")
    return units


def _parts(own: Sequence[StoredFigure]) -> list[StoredFigure]:
    """Sums of one component, which a plan may tell among the parts of a total; of all of it, none but a total."""
    return [figure for figure in own if figure.key[0] == _BUDGET and figure.key[1] is not None]


def _compared(total: StoredFigure, units: Sequence[_Unit], rules: CheckRules) -> Across:
    told = [unit.told for unit in units]
    computed = _sum(told)
    differing = [unit for unit in units if not unit.listed.interval.meets(unit.told.interval)]
    meets = (
        total.interval.meets(computed) or not differing
    )  # the list is rounded more coarsely than the plans
    value = sum((figure.value for figure in told), start=total.value * 0)
    verdict: Verdict = ("agrees" if value == total.value else "rounding") if meets else "disagrees"
    check = CorpusCheck(
        total.spot, RELATION, verdict, (total, *told), reported=total.interval, computed=computed
    )
    if meets:
        return Across((check,))
    fields = {
        "label": same(total.label),
        "text": same(total.spot.text),
        "count": same(str(len(units))),
        "sum": _quantity(value, total.unit),
        "gap": _quantity(abs(value - total.value), total.unit),
        "units": _differing(differing, rules),
    }
    message = filled(rules.rules.roll_up_mismatch.messages.total, fields)
    spots = (total.spot, *(figure.spot for figure in told))
    expected = _quantity(value, total.unit).vi
    return Across((check,), (CorpusFinding(total.spot, "roll-up-mismatch", message, expected, spots),))


def _differing(units: Sequence[_Unit], rules: CheckRules) -> Words:
    """The places whose own plan tells another figure than the upper one lists."""
    texts = rules.rules.roll_up_mismatch.messages
    shown = [
        filled(
            texts.unit,
            {
                "unit": same(unit.listed.locality or ""),
                "listed": number(unit.listed.value),
                "told": number(unit.told.value),
            },
        )
        for unit in units[:_SHOWN]
    ]
    return joined(shown, "; ")


def _quantity(value: Decimal, unit: str) -> Words:
    figure = number(value)
    return Words(f"{figure.vi} {unit}".strip(), f"{figure.en} {unit}".strip())
