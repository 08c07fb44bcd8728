"""How a target's figure is meant: its direction and its bound."""

from collections.abc import Sequence
from typing import cast

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.naming import OTHER, IndicatorNamer, Named
from extractor.extraction.quantities import Kind, Quantity
from extractor.records import Comparator, Direction, Target

_LEVEL = regex.compile(r"\bcòn\b")
_FROM = regex.compile(r"\btừ(?: mức| khoảng| trên)? $")
_TO = regex.compile(r"\b(?P<way>xuống|giảm còn|còn|tăng lên|(?<!trở )lên)\b")
_FROM_REACH = 16
_RANGE_GAP = 8
_SAME_SERIES = regex.compile(
    r" ?(?:%|hộ\b)?(?:/năm)?(?: ?[-–] ?| (?:đến|tới) |[,;] (?:và )?(?:đến )?(?:cuối )?năm (?:19|20)\d{2}"
    r"(?: phấn đấu| tiếp tục| dự kiến)*(?: giảm| tăng| đạt)(?: thêm| khoảng| trên)? )"
)
_STARTS = "start-level"
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
    if change is None and not verbs and _LEVEL.search(context.lowered[own[0] : quantity.start]) is None:
        change = _governed(named, namer, previous)
    if change is not None:
        return cast(Direction, change)
    if verbs or _REACHED.search(context.lowered[quantity.stop : own[1]]) is not None:
        return "reach"
    standard = named.indicator.standard if named.indicator else False
    if standard or quantity.kind is Kind.DURATION or (quantity.unit in _STANDARD_UNITS and quantity.bound):
        return None
    return "reach" if status == "target" else None


def start_level(context: BlockContext, target: Target, following: Quantity) -> Target:
    """The X of «từ X % xuống còn Y %»: the level at the start, whatever verb stands before it."""
    between = context.lowered[target.figure[1] : following.start]
    led = _FROM.search(
        context.lowered, max(context.block.start, target.figure[0] - _FROM_REACH), target.figure[0]
    )
    if led is None or ";" in between or following.unit != target.unit or _TO.search(between) is None:
        return target
    return target.model_copy(
        update={
            "indicator": _level_name(target.indicator),
            "direction": None,
            "status": "baseline",
            "comparator": "=",
            "rule_id": _STARTS,
        }
    )


def end_level(context: BlockContext, start: Target, target: Target) -> Target:
    """The Y of «từ X % xuống còn Y %»: the level reached, of the indicator that X is."""
    if start.rule_id != _STARTS or start.unit != target.unit:
        return target
    between = context.lowered[start.figure[1] : target.figure[0]]
    way = _TO.search(between) if ";" not in between else None
    if way is None:
        return target
    change = "increase" if way["way"] in {"lên", "tăng lên"} else "decrease"
    return target.model_copy(update={"indicator": start.indicator, "direction": change})


def ends_range(quantity: Quantity, start: Target) -> bool:
    """Whether a figure is the b of a range a-b that `start` opens."""
    return (
        quantity.bound == "<=" and start.comparator == ">=" and quantity.start - start.figure[1] <= _RANGE_GAP
    )


def named_backwards(context: BlockContext, targets: Sequence[Target]) -> list[Target]:
    """«năm 2023 giảm 3 %, năm 2024 giảm 2 % hộ nghèo»: figures named only behind the last of them; so is the
    start of a range by its end."""
    named = list(targets)
    for index in range(len(named) - 2, -1, -1):
        this, following = named[index], named[index + 1]
        alike = this.indicator == OTHER != following.indicator and this.unit == following.unit
        if alike and _SAME_SERIES.fullmatch(context.lowered[this.figure[1] : following.figure[0]]):
            named[index] = this.model_copy(update={"indicator": following.indicator})
    return named


def range_end(quantity: Quantity, start: Target, target: Target) -> Target:
    """The b of a range a-b: what it measures and which way it goes is said before a."""
    if not ends_range(quantity, start):
        return target
    named = () if start.indicator == OTHER else ("indicator",)
    same = (*named, "indicator_text", "direction", "status", "year")
    return target.model_copy(update={field: getattr(start, field) for field in same})


def _level_name(indicator: str) -> str:
    """The level that a reduction takes from: `poverty_rate_reduction` → `poverty_rate`."""
    return indicator.removesuffix("_reduction")


def _governed(named: Named, namer: IndicatorNamer, previous: Target | None) -> str | None:
    """The verb of the figure before, where both measure one family."""
    family = named.indicator.family if named.indicator else None
    if family is None or previous is None or namer.family(previous.indicator) != family:
        return None
    return previous.direction
