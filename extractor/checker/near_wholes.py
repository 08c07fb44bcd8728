"""Counts that a rate right behind them is a share of: «52 hộ tái định cư, 36% số hộ này …», «thôn có 74 hộ, hộ nghèo
chiếm 9,5%»."""

from collections.abc import Mapping

from extractor import regex
from extractor.checker.plan_words import words_at, words_in
from extractor.plan import Plan
from extractor.records import Target
from extractor.rulebook.checks import PopulationRule

_POOR = "nghèo"  # what is counted where the words before say so: «Hộ nghèo: bản … có 48 hộ, tỷ lệ …»
_POOR_HOUSEHOLDS = regex.compile(r"\bhộ (?:cận )?nghèo")
_SENTENCE_END = regex.compile(r"(?<=[\p{L})%])[.!?…] ")
_ROW = 160  # characters before a rate in which the count that it means may stand


def counts_poor(before: str) -> bool:
    """Whether words before a count of households may make it one of the poor: its own sentence names them, or an
    earlier one poor households; «Nghèo nhất là hai cụm cuối rạch. Tổ 9 có 64 hộ» does not."""
    *earlier, own = _SENTENCE_END.split(before)
    return _POOR in own or any(_POOR_HOUSEHOLDS.search(sentence) for sentence in earlier)


def near_wholes(plan: Plan, rule: PopulationRule) -> Mapping[int, int]:
    """For the indices of rates the index of the count that each says to be a share of."""
    return plan.once(_near_wholes, rule)


def _near_wholes(plan: Plan, rule: PopulationRule) -> Mapping[int, int]:
    found: dict[int, int] = {}
    order = sorted(range(len(plan.targets)), key=lambda i: plan.targets[i].figure)
    for place, index in enumerate(order):
        rate = plan.targets[index]
        if rate.unit != "percent" or rate.row is not None or not place:
            continue
        behind = words_at(plan, rate.figure[1], rate.figure[1] + rule.reach).replace("\n", "|")
        said = rule.these.match(behind)
        if said is not None:
            counts = (i for i in reversed(order[:place]) if _is_count(plan, rate, plan.targets[i]))
            count = next(counts, None)
            if count is not None and plan.targets[count].unit == rule.things[said["thing"]]:
                found[index] = count
        elif _is_count(plan, rate, plan.targets[order[place - 1]]) and _is_of_place(
            plan, rule, plan.targets[order[place - 1]], rate
        ):
            found[index] = order[place - 1]
    return found


def _is_count(plan: Plan, rate: Target, count: Target) -> bool:
    """A plain count shortly before the rate, in its paragraph."""
    near = 0 <= rate.figure[0] - count.figure[1] <= _ROW
    plain = count.row is None and count.unit != "percent" and count.denominator is None
    return near and plain and plan.text.block_at(count.figure[0]) == plan.text.block_at(rate.figure[0])


def _is_of_place(plan: Plan, rule: PopulationRule, count: Target, rate: Target) -> bool:
    """«Thôn … có 74 hộ, hộ nghèo chiếm 9,5%»: a place's households, and right behind them the rate of the poor."""
    index = plan.text.block_at(count.figure[0])
    before = words_at(plan, plan.text.blocks[index].body, count.figure[0])
    between = words_at(plan, count.figure[1], rate.figure[0])
    if rule.place_has.search(before) is None or rule.of_them.fullmatch(between) is None:
        return False
    lead = words_in(plan, plan.text.blocks[index - 1]).rstrip() if index else ""
    return not counts_poor(before) and not (_POOR in lead and lead.endswith(":"))
