"""A sum that does not fit: which single unit, or which power of ten of the total, would mend it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from extractor.checker import intervals
from extractor.checker.quantities import Quantity
from extractor.checker.wording import DONG, UNITS, Unit
from extractor.plan import SumKind
from extractor.values import dataclass, worked_out_once

_SHIFTS = (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)
_SMALLEST_SUM = Decimal("0.1")  # triệu đồng: no plan sets aside less in all
_NARROW = Fraction(1, 50)  # an inexact fit proves nothing where the figures are this wide
_TELLING_DIGITS = 3  # so many figures do not come out alike by chance
_TELLING_TERMS = 2  # nor do the terms beside a round one, where they are more than this


@dataclass(frozen=True, slots=True)
class Repair:
    """One term mended: position 0 is the total, 1… the parts.

    `unit` is the unit it must have; None where the figure itself is a power of ten off.
    """

    position: int
    mended: Quantity
    unit: Unit | None
    fits_exactly: bool


@dataclass(frozen=True)
class Sum:
    """A total, its parts, and how they stand to it."""

    kind: SumKind
    total: Quantity
    parts: tuple[Quantity, ...]

    @worked_out_once
    def terms(self) -> tuple[Quantity, ...]:
        """The total first."""
        return (self.total, *self.parts)

    @worked_out_once
    def added(self) -> Decimal:
        """The parts' values added."""
        return sum((part.value for part in self.parts), Decimal(0))

    @worked_out_once
    def equal(self) -> bool:
        """True where the written values add up to the digit."""
        return self.total.value == self.added

    def replaced(self, position: int, term: Quantity) -> "Sum":
        """The same sum with one term replaced."""
        terms = [*self.terms]
        terms[position] = term
        return Sum(self.kind, terms[0], tuple(terms[1:]))


def find_repair(case: Sum, *, contradicted: bool, usual: Unit | None) -> Repair | None:
    """The one repair that makes the sum fit, or None where none or several do.

    `contradicted` says that the sum cannot hold as written; where it can («trong đó»), only a telling
    exact fit counts. `usual` is the unit most sums of the plan are in: it decides between two fits.
    """
    if any(term.bound != "=" for term in case.terms):
        return None
    fits = [fit for fit in _unit_fits(case) if contradicted or _telling(case, fit)]
    if contradicted and not fits:
        fits = [*_shift_fits(case)]
    if contradicted and not fits:
        fits = [*_wide_fits(case)]
    return _only(fits) or _only(_plausible(case, fits)) or _only(_to_usual(case, fits, usual))


def _only(fits: Sequence[Repair]) -> Repair | None:
    return fits[0] if len(fits) == 1 else None


def _rescaled(case: Sum) -> Iterable[tuple[int, Quantity, Unit]]:
    for position, term in enumerate(case.terms):
        if term.exponent is None or not term.value:
            continue
        for unit in UNITS:
            if unit.exponent != term.exponent:
                yield position, term.shifted(unit.exponent - term.exponent), unit


def _unit_fits(case: Sum) -> Iterable[Repair]:
    added = case.added  # once for all: a total of a long table has thousands of terms
    for position, mended, unit in _rescaled(case):
        value = mended.value if position == 0 else case.total.value
        parts = added if position == 0 else added - case.parts[position - 1].value + mended.value
        if value == parts:
            yield Repair(position, mended, unit, fits_exactly=True)


def _wide_fits(case: Sum) -> Iterable[Repair]:
    added = intervals.sum_of(part.interval for part in case.parts)
    width = sum((Fraction(term.reading.step) for term in case.terms), Fraction(0))
    for position, mended, unit in _rescaled(case):
        replaced = case.total if position == 0 else case.parts[position - 1]
        total = mended if position == 0 else case.total
        parts = added if position == 0 else added.exchanged(replaced.interval, mended.interval)
        wide = width - Fraction(replaced.reading.step) + Fraction(mended.reading.step)
        vanishes = (
            Fraction(mended.value) <= wide
        )  # an item too small to tell proves no unit: it may be left out
        narrow = wide <= _NARROW * abs(Fraction(total.value)) and not vanishes
        if narrow and total.interval.meets(parts):
            yield Repair(position, mended, unit, fits_exactly=False)


def _shift_fits(case: Sum) -> Iterable[Repair]:
    if not case.total.value or len(case.parts) < 2:
        return
    for shift in _SHIFTS:
        mended = case.total.shifted(shift)
        if case.replaced(0, mended).equal:
            yield Repair(0, mended, None, fits_exactly=True)


def _telling(case: Sum, fit: Repair) -> bool:
    """A figure, or else a total of several parts all in the unit that the figure takes, that is not round."""
    if _figures(fit.mended) >= _TELLING_DIGITS:
        return True
    others = [term for at, term in enumerate(case.terms) if at != fit.position]
    alike = {term.exponent for term in others} == {fit.mended.exponent}
    return alike and len(others) > _TELLING_TERMS and _figures(case.total) > _TELLING_DIGITS


def _figures(term: Quantity) -> int:
    return len(term.value.normalize().as_tuple().digits)


def _plausible(case: Sum, fits: Iterable[Repair]) -> list[Repair]:
    """Without the fits that leave a sum too small to be one, or a fraction of a đồng."""
    odd = {position for position, term in enumerate(case.terms) if not _possible(term)}
    return [fit for fit in fits if odd <= {fit.position} and _possible(fit.mended)]


def _possible(term: Quantity) -> bool:
    return (not term.value or term.value >= _SMALLEST_SUM) and not has_half_dong(term)


def has_half_dong(term: Quantity) -> bool:
    """True for a sum in đồng with a fraction of one."""
    if term.exponent != DONG.exponent:
        return False
    dong = term.value.scaleb(-DONG.exponent)
    return dong != dong.to_integral_value()


def _to_usual(case: Sum, fits: Iterable[Repair], usual: Unit | None) -> list[Repair]:
    fits = list(fits)
    plausible = _plausible(case, fits) or fits
    return [fit for fit in plausible if usual is not None and fit.unit == usual]


def usual_unit(terms: Iterable[Quantity]) -> Unit | None:
    """The unit that more than half of the sums are written in."""
    counts = Counter(term.exponent for term in terms)
    exponent, count = counts.most_common(1)[0] if counts else (None, 0)
    if 2 * count <= counts.total():
        return None
    return next((unit for unit in UNITS if unit.exponent == exponent), None)
