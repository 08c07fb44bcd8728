"""Why a sum misses: a digit, two digits swapped, an addend left out or counted twice, a subtotal among its parts."""

from decimal import Decimal
from enum import StrEnum

from extractor.checker.quantities import Quantity
from extractor.checker.repairs import Sum
from extractor.records import decimal_text
from extractor.values import dataclass


class Cause(StrEnum):
    ONE_DIGIT = "one_digit"
    SWAPPED = "swapped"
    LEFT_OUT = "left_out"
    TWICE = "twice"
    EXCHANGED = "exchanged"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cause and the term it lies in (position 0 is the total), with the value that term must have."""

    cause: Cause
    position: int
    required: Decimal


def required(case: Sum, position: int) -> Decimal:
    """The value of one term, in triệu đồng, that the others leave room for."""
    if position == 0:
        return case.added
    return case.total.value - case.added + case.terms[position].value


def explain(case: Sum) -> Explanation | None:
    """The cause where exactly one is possible.

    An addend that equals the gap comes before a slip of the pen, which some digit nearly always allows.
    """
    addends = [*_addends(case)]
    nested = [a for a in addends if a.cause is Cause.SUBTOTAL]
    if nested:
        return nested[0]
    if addends:
        return addends[0] if len(addends) == 1 else None
    slips = [slip for position in range(len(case.terms)) if (slip := _slip(case, position))]
    return slips[0] if len(slips) == 1 else None


def _addends(case: Sum) -> list[Explanation]:
    gap = case.total.value - case.added
    found = []
    for position, part in enumerate(case.parts, start=1):
        if part.value and part.value == -gap and len(case.parts) > 1:
            nested = _is_made_of_next(case, position)
            found.append(Explanation(Cause.SUBTOTAL if nested else Cause.LEFT_OUT, position, part.value))
        if part.value and part.value == gap:
            found.append(Explanation(Cause.TWICE, position, part.value))
    return found


def _is_made_of_next(case: Sum, position: int) -> bool:
    """Whether the parts right behind one add up to it: they are its own parts, set beside it."""
    added = Decimal(0)
    for count, part in enumerate(case.parts[position:], start=1):
        added += part.value
        if added >= case.parts[position - 1].value:
            return count > 1 and added == case.parts[position - 1].value
    return False


def _slip(case: Sum, position: int) -> Explanation | None:
    term = case.terms[position]
    value = required(case, position)
    cause = slip_between(_digits(term, term.value), _digits(term, value)) if value > 0 else None
    return Explanation(cause, position, value) if cause else None


def _digits(term: Quantity, value: Decimal) -> str:
    """The figure in the term's own unit and with its own decimals, without marks."""
    written = value.scaleb(-(term.exponent or 0))
    whole, _, part = decimal_text(written).partition(".")
    return f"{whole}.{part.ljust(term.decimals, '0')}"


def slip_between(written: str, meant: str) -> Cause | None:
    """The slip of the pen that leads from one run of digits to the other, if one does.

    >>> slip_between("12345", "13245")
    <Cause.SWAPPED: 'swapped'>
    """
    if len(written) != len(meant):
        return None
    wrong = [i for i, (a, b) in enumerate(zip(written, meant, strict=True)) if a != b]
    if len(wrong) == 1:
        return Cause.ONE_DIGIT
    if len(wrong) != 2 or written[wrong[0]] != meant[wrong[1]] or written[wrong[1]] != meant[wrong[0]]:
        return None
    return Cause.SWAPPED if wrong[1] == wrong[0] + 1 else Cause.EXCHANGED
