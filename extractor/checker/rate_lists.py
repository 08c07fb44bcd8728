"""The rate of the poor in all and those of its two parts: «nghèo đa chiều 18,5%, trong đó hộ nghèo 10,2%, cận nghèo
8,3%» (`sum-mismatch`)."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.checker.count_lists import CountList
from extractor.checker.plan_words import words_at
from extractor.plan import Plan, SumKind

_BOTH = regex.compile(r"\bnghèo,? (?:và |hoặc |\+ ?)?(?:tỷ lệ )?(?:hộ )?cận nghèo\b|\bnghèo đa chiều\b")
_OPENS = regex.compile(
    r" ?%?(?: [\p{L} ]{0,40}?)?[,;:.(–-]? ?\(?(?:trong (?:số )?đó|gồm|bao gồm|cụ thể)[,:]?(?: có| là)?"
    r" ?(?:tỷ lệ )?(?P<name>(?:số )?hộ (?:cận )?nghèo)(?: (?:là|còn|chiếm|đạt|:))*:? ?"
)
_NEXT = regex.compile(
    r" ?%?(?: \(?[\p{L} ]{0,20})?[,;]? ?(?:và )?(?:tỷ lệ )?(?P<name>(?:số )?hộ (?:cận )?nghèo)"
    r"(?: (?:là|còn|chiếm|đạt|:))*:? ?"
)
_REACH = 70
_NEAR = "cận"


def rate_lists(plan: Plan) -> Iterator[CountList]:
    """Each rate of all who are poor or nearly so, with the two rates behind it that make it up."""
    order = sorted(
        (i for i, t in enumerate(plan.targets) if t.unit == "percent" and t.row is None),
        key=lambda i: plan.targets[i].figure,
    )
    for whole, *parts in zip(order, order[1:], order[2:], strict=False):
        if _is_whole_of(plan, whole, parts):
            yield CountList((whole,), tuple(parts), SumKind.WHOLE, apart=True)


def _is_whole_of(plan: Plan, whole: int, parts: Sequence[int]) -> bool:
    told = [plan.targets[i] for i in (whole, *parts)]
    first, last = told[0].figure[0], told[-1].figure[1]
    alike = (
        len({(t.comparator, t.status, t.locality, t.section) for t in told}) == 1
        and told[0].comparator == "="
    )
    if not alike or plan.text.block_at(first) != plan.text.block_at(last):
        return False
    block = plan.text.blocks[plan.text.block_at(first)]
    if _BOTH.search(words_at(plan, max(block.body, first - _REACH), first)) is None:
        return False
    opening = _OPENS.fullmatch(words_at(plan, told[0].figure[1], told[1].figure[0]).replace("\n", " "))
    following = _NEXT.fullmatch(words_at(plan, told[1].figure[1], told[2].figure[0]).replace("\n", " "))
    if opening is None or following is None:
        return False
    return (_NEAR in opening["name"]) != (_NEAR in following["name"])
