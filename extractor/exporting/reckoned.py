"""The figures of a check as a report tells them: what the plan states, what comes out, the gap, the sum in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from extractor.corpus.outgoing import Bounds, Figure, OutCheck
from extractor.reporting.numbers import figure
from extractor.reporting.words import Lang, say

_PERCENT: Final = frozenset({"ratio", "shares", "granularity"})
_SEVERAL: Final = frozenset({"granularity", "count-rate"})  # what comes out is no one figure
MONEY: Final = "triệu đồng"
_MORE_DIGITS: Final = 2  # of a figure that is reckoned, beyond those of the figure stated


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`gap` is what is stated less what comes out; None where a relation has no such figures."""

    stated: Decimal | None = None
    computed: Decimal | None = None
    gap: Decimal | None = None
    unit: str | None = None


NOTHING: Final = Reckoned()


def reckoned(check: OutCheck) -> Reckoned:
    """The figures of one relation; exact where the plan's figures make one, rounded where they are divided."""
    unit = _unit(check)
    if check.relation in _SEVERAL or not check.terms:
        return Reckoned(unit=unit) if check.terms else NOTHING
    stated, computed = _stated(check), _computed(check)
    gap = None if stated is None or computed is None or _is_some(check) else stated - computed
    return Reckoned(stated, computed, gap, unit)


def _is_some(check: OutCheck) -> bool:
    """Whether the parts are only some of the total («trong đó» alone): they may make less, and agree."""
    parts = sum((term.value for term in check.terms[1:]), Decimal())
    return check.relation == "sum" and check.verdict == "agrees" and parts < check.terms[0].value


def _unit(check: OutCheck) -> str | None:
    if check.relation in _PERCENT or (check.relation == "growth" and "%" in check.terms[-1].text):
        return "%"
    if check.is_money:
        return MONEY
    return "%" if check.unit == "percent" else check.unit


def _stated(check: OutCheck) -> Decimal | None:
    if check.relation == "sum":
        return check.terms[0].value
    return _figure_of(check.reported, check.terms)


def _computed(check: OutCheck) -> Decimal | None:
    terms = check.terms
    if check.relation == "sum":
        return sum((term.value for term in terms[1:]), Decimal())
    if check.relation == "ratio" and len(terms) > 2 and terms[1].value:
        return _rounded(terms[0].value * 100 / terms[1].value, terms[2].value)
    if check.relation == "growth" and len(terms) > 2 and terms[0].value and _is_relative(terms):
        return _rounded(abs(terms[1].value - terms[0].value) * 100 / terms[0].value, terms[2].value)
    return _figure_of(check.computed, terms)


def _is_relative(terms: Sequence[Figure]) -> bool:
    """A change told in percent between levels that are none: of those it may be points."""
    return "%" in terms[2].text and not any("%" in term.text for term in terms[:2])


def _figure_of(bounds: Bounds | None, terms: Sequence[Figure]) -> Decimal | None:
    """The figure that these bounds are of, else their middle; None where an end is open."""
    if bounds is None:
        return None
    low, high = bounds
    if low is None or high is None:
        return None
    for term in terms:
        if (term.low, term.high) == (low, high):
            return term.value
    return _rounded((low + high) / 2, terms[-1].value)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    exponent = like.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    step = Decimal(1).scaleb(-(places + _MORE_DIGITS))
    return value.quantize(step, ROUND_HALF_EVEN) if abs(value) < Decimal("1e20") else value


def calculation(check: OutCheck, lang: Lang = "vi") -> str:
    """The sum in words, out of the figures that decided: `600 + 250 = 850 triệu đồng; văn bản ghi 990; …`."""
    if not check.terms:
        return ""
    told = reckoned(check)
    unit = told.unit if told.unit == "%" else f" {_unit_words(told.unit, lang)}" if told.unit else ""
    if told.computed is None:
        return say(lang, "calc.figures", figures="; ".join(f"«{term.text}»" for term in check.terms))
    parts = [f"{_expression(check, figure(lang, told.computed), lang)}{unit}"]
    if told.stated is not None:
        within = say(lang, "calc.within") if _is_some(check) else ""
        parts.append(within + say(lang, "calc.stated", stated=_as_stated(check, told.stated, unit, lang)))
    if told.gap and check.verdict != "agrees":  # what agrees differs by the digits left out alone
        points = f" {say(lang, 'calc.points')}" if unit == "%" else unit
        parts.append(say(lang, "calc.gap", gap=f"{figure(lang, abs(told.gap))}{points}"))
    return "; ".join(parts)


def _unit_words(unit: str, lang: Lang) -> str:
    return say(lang, "reckoned.million") if unit == MONEY and lang != "vi" else unit


def _as_stated(check: OutCheck, stated: Decimal, unit: str, lang: Lang) -> str:
    own = own_words(check, stated)
    return f"«{own}»" if own else f"{figure(lang, stated)}{unit}"


def own_words(check: OutCheck, stated: Decimal) -> str:
    """The plan's own words for a figure where they bear a unit: `2.621,5 đồng`; else none."""
    own = next((term.text for term in check.terms if term.value == stated), "")
    return own if any(letter.isalpha() for letter in own) else ""


def _expression(check: OutCheck, computed: str, lang: Lang) -> str:
    values = [figure(lang, term.value) for term in check.terms]
    match check.relation:
        case "sum":
            return f"{' + '.join(values[1:])} = {computed}"
        case "shares":
            return f"{' + '.join(values)} = {computed}"
        case "ratio":
            return f"{values[0]} : {values[1]} = {computed}"
        case "growth":
            return say(lang, "calc.growth", before=values[0], after=values[1], computed=computed)
        case "same-fact" | "amount-in-words" as relation:
            return say(lang, f"calc.{relation}", computed=computed)
        case _:
            return say(lang, "calc.other", computed=computed)
