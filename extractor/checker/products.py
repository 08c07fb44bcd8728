"""A cost of one, how many there are, and the sum of all: «44 triệu đồng/hộ × 12 hộ = 528 triệu đồng».

What does not multiply is told as `sum-mismatch`; where a unit of money mends it, as `unit-scale`.
"""

from dataclasses import dataclass
from decimal import Decimal

from extractor.checker.intervals import Interval
from extractor.checker.quantities import Quantity
from extractor.checker.report import Place, checked, filled, finding
from extractor.checker.wording import (
    UNITS,
    Unit,
    Words,
    in_unit,
    joined,
    money,
    number,
    own_unit,
    same,
)
from extractor.plan import Plan
from extractor.records import Check, Finding, Severity, Verdict
from extractor.rulebook.checks import CheckRules


@dataclass(frozen=True, slots=True)
class Product:
    """A sum of money and its factors: one cost of one thing and the counts it is multiplied by.

    `certain` says that the text writes the multiplication out, or a table's columns do; `per` is what the cost is for.
    """

    total: Quantity
    cost: Quantity
    counts: tuple[Quantity, ...]
    section: tuple[str, ...]
    certain: bool
    per: str | None = None

    @property
    def value(self) -> Decimal:
        """The factors multiplied, in triệu đồng."""
        value = self.cost.value
        for count in self.counts:
            value *= count.value
        return value

    @property
    def interval(self) -> Interval:
        """All that the factors can give."""
        found = self.cost.interval
        for count in self.counts:
            found = found.product(count.interval)
        return found

    @property
    def cut(self) -> Interval:
        """The same with digits cut off."""
        found = self.cost.cut
        for count in self.counts:
            found = found.product(count.cut)
        return found


def verdict_of(rules: CheckRules, product: Product) -> tuple[Verdict, str | None]:
    """How the sum stands to what its factors give."""
    terms = (product.total, product.cost, *product.counts)
    if any(term.bound != "=" for term in terms):
        return "not-checkable", rules.reasons.estimate
    if product.value == product.total.value:
        return "agrees", None
    if product.interval.meets(product.total.interval):
        return "rounding", None
    if not product.certain and _fits_if_cut(product):
        return "rounding", rules.reasons.cut
    return "disagrees", None


def _fits_if_cut(product: Product) -> bool:
    return product.cut.meets_half_open(product.total.cut)


def check(plan: Plan, product: Product, verdict: Verdict, reason: str | None) -> Check:
    """The record of the relation, the sum's term first."""
    terms = (product.total, product.cost, *product.counts)
    return checked(
        plan,
        "product",
        Place(product.total.span, product.section),
        verdict,
        terms=(term.term() for term in terms),
        reported=product.total.interval,
        computed=product.interval,
        reason=reason,
    )


def finding_of(plan: Plan, rules: CheckRules, product: Product, verdict: Verdict) -> Finding:
    """What does not multiply, with the unit that mends it where one does; what rounding may explain is told as such."""
    if verdict == "disagrees" and (unit := mended_cost(rules, product)) is not None:
        return _cost_finding(plan, rules, product, unit)
    mended = mended_total(product) if verdict == "disagrees" else None
    rule = "unit-scale" if mended else "sum-mismatch" if verdict == "disagrees" else "rounding-difference"
    near = rules.rules.rounding_difference.messages.product
    own = own_unit(product.total.exponent)
    fields = {
        "text": same(product.total.text),
        "product": _multiplication(product, mended or own),
        "gap": money(abs(product.total.value - product.value), own),
    }
    return finding(
        plan,
        rules,
        rule,
        Place(product.total.span, product.section),
        filled(rules.rules.sum_mismatch.messages.product if verdict == "disagrees" else near, fields),
        expected=money(product.value, mended or own).vi,
        evidence=[product.total.span, product.cost.span, *(count.span for count in product.counts)],
        severity=_weight(product, rule),
        certainty="certain" if product.certain else "likely",
    )


def _weight(product: Product, rule: str) -> Severity | None:
    if rule == "rounding-difference":
        return "info"
    doubtful = not product.certain or _fits_if_cut(
        product
    )  # a product written out is one of the figures as written
    return "warning" if doubtful and rule != "unit-scale" else None


def mended_cost(rules: CheckRules, product: Product) -> Unit | None:
    """The other unit of money in which the cost of one makes the sum, where no such thing costs what is written."""
    cost, most = product.cost, rules.costs.most.get(product.per or "")
    if cost.exponent is None or most is None or cost.value <= most:
        return None
    figure = cost.value.scaleb(-cost.exponent)
    for unit in UNITS:
        each = figure.scaleb(unit.exponent)
        if unit.exponent != cost.exponent and product.value / cost.value * each == product.total.value:
            return unit if each <= most else None
    return None


def _cost_finding(plan: Plan, rules: CheckRules, product: Product, unit: Unit) -> Finding:
    cost = product.cost
    mended = cost.value.scaleb(unit.exponent - own_unit(cost.exponent).exponent)
    counts = joined((*(number(count.value) for count in product.counts), money(mended, unit)), " × ")
    expected = money(mended, unit)
    fields = {
        "text": same(cost.text),
        "expected": expected,
        "product": joined((counts, money(product.total.value, own_unit(product.total.exponent))), " = "),
    }
    return finding(
        plan,
        rules,
        "unit-scale",
        Place(cost.span, product.section),
        filled(rules.rules.unit_scale.messages.cost, fields),
        expected=expected.vi,
        evidence=[cost.span, product.total.span, *(count.span for count in product.counts)],
        certainty="certain" if product.certain else "likely",
    )


def corrected(rules: CheckRules, product: Product) -> dict[int, Decimal]:
    """What the cost or the sum of a product must be where its unit is wrong, by where its figure begins."""
    if mended_cost(rules, product) is not None:
        return {product.cost.span[0]: product.cost.value * product.total.value / product.value}
    return {} if mended_total(product) is None else {product.total.span[0]: product.value}


def mended_total(product: Product) -> Unit | None:
    """The other unit of money in which the figure as written is what the factors give."""
    own = product.total.exponent
    if own is None or not product.value:
        return None
    figure = product.total.value.scaleb(-own)
    return next((u for u in UNITS if u.exponent != own and figure.scaleb(u.exponent) == product.value), None)


def _multiplication(product: Product, unit: Unit) -> Words:
    """`12 × 44 = 528 triệu đồng`, the cost in the unit of the sum."""
    factors = [number(count.value) for count in product.counts]
    factors.append(number(in_unit(product.cost.value, unit)))
    return joined((joined(factors, " × "), money(product.value, unit)), " = ")
