"""How a target's figure is meant: its direction and its bound."""

from typing import cast

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.naming import REDUCTION, IndicatorNamer, Named
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Comparator, Direction, Target

_LEVEL = regex.compile(r"\bcòn\b")
_REACHED = regex.compile(r"^[^,;()]*\bđạt (?!tỷ lệ|khoảng)(?=\p{L})")
_COMPARED = regex.compile(r"\bso với [^,;()]*\($")
_STANDARD_UNITS = frozenset({"year", "month", "day", "m2"})
_AFTER_BOUND = regex.compile(  # «từ 20 năm trở lên», «80 % số hộ trở lên»
    r"(?:/\p{Ll}+){0,2}(?: (?!và|hoặc|đến|từ|được|có|là|trở)\p{Ll}+){0,4} ?\btrở (?P<way>lên|xuống)\b"
)
_BOUND_REACH = 18
_BEHIND_REACH = 200  # more than the pattern can take: a bound, so that it looks no further
# Bounds that the tokenizer keeps inside a direction word, and signs.
_SIGN = regex.compile(r"(?:≥|≤|>|<|\b(?:xuống|còn) dưới|\blên trên)(?= ?$)")
_SIGNS: dict[str, Comparator] = {"≥": ">=", ">": ">=", "trên": ">=", "≤": "<=", "<": "<=", "dưới": "<="}


def bound_after(context: BlockContext, quantity: Quantity) -> Comparator | None:
    """«từ 20 năm trở lên»: the bound behind the figure."""
    match = _AFTER_BOUND.match(context.lowered, quantity.stop, quantity.stop + _BEHIND_REACH)
    if match is None:
        return None
    return ">=" if match["way"] == "lên" else "<="


def comparator(context: BlockContext, quantity: Quantity, left: int) -> Comparator:
    """The bound that range, words behind or words right before the figure set; else `=`."""
    if quantity.bound in {">=", "<="}:
        return cast(Comparator, quantity.bound)
    behind = bound_after(context, quantity)
    if behind is not None:
        return behind
    signed = _SIGN.search(context.lowered, max(left, quantity.start - _BOUND_REACH), quantity.start)
    if signed is not None:
        return _SIGNS[signed[0].split()[-1]]
    cue = context.cue("comparator", max(left, quantity.start - _BOUND_REACH), quantity.start)
    if cue is None or not _adjoins(context.lowered[cue.end : quantity.start], cue.value):
        return "="
    return cast(Comparator, cue.value)


def _adjoins(between: str, bound: str) -> bool:
    """Bounds stand right before their figure: «trên 80 %», «tối thiểu là 03 năm»."""
    return between.strip() in {"", "là", "khoảng", "tới"} or (bound == "~" and len(between.split()) <= 1)


def direction(
    context: BlockContext,
    quantity: Quantity,
    named: Named,
    namer: IndicatorNamer,
    own: tuple[int, int],
    status: str,
    previous: Target | None,
) -> Direction | None:
    """`decrease`, `increase`, `maintain` by the figure's own verb or the one that governs it; `reach` where
    «đạt» says so and for any other planned level; None for what else is reported and for house standards.

    `own` are the offsets of the figure's own words.
    """
    if _COMPARED.search(context.lowered, own[0], quantity.start) is not None:
        return None
    verbs = [cue.value for cue in context.cues("direction", own[0], quantity.start)]
    change = next((verb for verb in reversed(verbs) if verb != "reach"), None)
    if change is None and not verbs:
        left = _LEVEL.search(context.lowered[own[0] : quantity.start]) is not None
        change = _governed(named, namer, previous, left=left)
    if change is not None:
        return cast(Direction, change)
    if verbs or _REACHED.search(context.lowered[quantity.stop : own[1]]) is not None:
        return "reach"
    standard = named.indicator.standard if named.indicator else False
    if standard or quantity.kind is Kind.DURATION or (quantity.unit in _STANDARD_UNITS and quantity.bound):
        return None
    return "reach" if status == "target" else None


def _governed(named: Named, namer: IndicatorNamer, previous: Target | None, *, left: bool) -> str | None:
    """The verb of the figure before, where both measure one family; a level «còn …» is not governed by a cut."""
    family = named.indicator.family if named.indicator else None
    if family is None or previous is None or namer.family(previous.indicator) != family:
        return None
    return None if left and previous.indicator.endswith(REDUCTION) else previous.direction
