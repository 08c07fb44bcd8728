"""What a locality adds of its own, against the least that it must: `matching-below-minimum`."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checker import intervals
from extractor.checker.outside import Outside
from extractor.checker.plan_words import words_at, words_in
from extractor.checker.programmes import programme_of, programmes_of
from extractor.checker.quantities import of_budget
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, format_en, format_vi, money, own_unit, same
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules

_SHARE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Least:
    """The least to be matched, in percent of the central money, and who says so."""

    percent: Decimal
    source: Words
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sources:
    """A total of the whole programme, its central parts and what the locality adds."""

    total: Budget
    central: tuple[Budget, ...]
    local: tuple[Budget, ...]


def judge_matching(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every planned total that is central and local money, and those with too little of the latter.

    Sums for single components are not judged: what is matched is counted over the programme.
    """
    kinds = programmes_of(plan, rules.corpus)
    totals = list(_totals(plan)) if kinds else []
    if not totals:
        return Verdicts()
    least = _least(plan, rules, kinds, outside)
    if least is None:
        place = Place(totals[0].local[0].span, totals[0].local[0].section)
        reason = rules.reasons.no_minimum
        return Verdicts((checked(plan, "matching", place, "not-checkable", reason=reason),))
    checks: list[Check] = []
    found: dict[tuple[Decimal, Decimal], Finding] = {}
    for one in totals:
        verdict = _verdict(plan, one, least)
        place = Place(one.local[0].span, one.local[0].section)
        terms = [of_budget(plan, budget).term() for budget in (*one.central, *one.local)]
        checks.append(checked(plan, "matching", place, verdict, terms=terms))
        if verdict == "disagrees":
            found.setdefault((_sum(one.central), _sum(one.local)), _finding(plan, rules, one, least))
    return Verdicts(tuple(checks), tuple(found.values()))


def _verdict(plan: Plan, one: _Sources, least: _Least) -> Verdict:
    """Short only where the share does not round to the least either: shares are told with one decimal."""
    central = intervals.sum_of(of_budget(plan, budget).interval for budget in one.central)
    local = intervals.sum_of(of_budget(plan, budget).interval for budget in one.local)
    high, low = local.hi, central.times(least.percent / 100).lo
    if high is None or low is None or high >= low:
        return "agrees"
    share = _sum(one.local) / _sum(one.central) * 100
    return "rounding" if share.quantize(_SHARE) >= least.percent else "disagrees"


def _sum(budgets: tuple[Budget, ...]) -> Decimal:
    return sum((budget.value for budget in budgets), start=Decimal(0))


def _totals(plan: Plan) -> Iterator[_Sources]:
    for relation in plan.sums:
        total = plan.budgets[relation.total]
        parts = [plan.budgets[i] for i in relation.parts]
        if total.status != "plan" or any(b.component or b.locality for b in (total, *parts)):
            continue
        central = tuple(b for b in parts if b.source == "central" and b.value)
        local = tuple(b for b in parts if b.source == "local")
        told = all(b.source in {"central", "local", "mobilised", "credit"} for b in parts)
        if central and local and told:
            yield _Sources(total, central, local)


def _least(plan: Plan, rules: CheckRules, kinds: tuple[str, ...], outside: Outside) -> _Least | None:
    """What the plan itself says, if that is one figure; else what the rules know for its level."""
    found = list(rules.matching.stated.finditer(words_at(plan, 0, len(plan.text.text))))
    if any(_is_divided(plan, rules, match.span()) for match in found):
        return None
    stated = {Decimal(match["percent"].replace(",", ".")): match.span() for match in found}
    if len(stated) == 1:
        ((percent, span),) = stated.items()
        wording = rules.rules.matching_below_minimum.messages.stated
        return _Least(percent, filled(wording, {"text": same(plan.words(span))}), (span,))
    programme = programme_of(plan, kinds, outside.programmes)
    if programme is None or stated:
        return None
    level = plan.document.issuer_level or ""
    own = {canonical(name): levels for name, levels in programme.matching_in.items()}
    known = own.get(canonical(_province(plan) or ""), {}).get(level) or programme.matching.get(level)
    return None if known is None else _Least(known.percent, same(known.source))


def _province(plan: Plan) -> str | None:
    """The province that the plan names, else the one that it is linked to."""
    linked = plan.document.linked_unit
    return plan.document.province or (None if linked is None else linked.province)


def _is_divided(plan: Plan, rules: CheckRules, span: Span) -> bool:
    """Whether the sentence, or the rest of its paragraph, says whom it binds or how levels share it."""
    block = plan.text.blocks[plan.text.block_at(span[0])]
    return rules.matching.divided.search(words_in(plan, block)) is not None


def _finding(plan: Plan, rules: CheckRules, one: _Sources, least: _Least) -> Finding:
    central, local = _sum(one.central), _sum(one.local)
    unit = own_unit(of_budget(plan, one.central[0]).exponent)
    share = local / central * 100
    fields = {
        "local": money(local, unit),
        "central": money(central, unit),
        "share": Words(format_vi(share, 1), format_en(share, 1)),
        "percent": Words(format_vi(least.percent), format_en(least.percent)),
        "source": least.source,
    }
    return finding(
        plan,
        rules,
        "matching-below-minimum",
        Place(one.local[0].span, one.local[0].section),
        filled(rules.rules.matching_below_minimum.messages.below, fields),
        expected=f"≥ {money(central * least.percent / 100, unit).vi}",
        evidence=[*(of_budget(plan, b).span for b in (*one.central, *one.local)), *least.spans],
        certainty="likely",
    )
