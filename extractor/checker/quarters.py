"""Sums told quarter by quarter behind the sum that they make: «tổng vốn 900 triệu đồng: quý I 200 …, quý IV 300 …»."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.checker.plan_words import words_at
from extractor.plan import Plan, SumKind, SumRelation

_QUARTERS = 4
_REACH = 30
_LABEL = regex.compile(
    r"\bquý (?P<quarter>iv|i{1,3}|[1-4])(?: năm 20\d\d|/20\d\d)?"
    r"(?: (?:là|chi|giải ngân|phân bổ|cấp|giao|bố trí))?:? ?$"
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OPENS = regex.compile(
    r"[^.;]{0,60}?(?::|\(|,? (?:gồm|bao gồm|trong đó|chia ra|cụ thể|chia theo quý|phân theo quý)\b)[^.;\d]{0,60}$"
)


def quarter_relations(plan: Plan) -> Iterator[SumRelation]:
    """A sum and the four quarters right behind it in its paragraph, as a relation over the plan's budgets."""
    if "uý " not in plan.text.text:
        return
    order = sorted(
        (i for i, b in enumerate(plan.budgets) if b.row is None), key=lambda i: plan.budgets[i].figure
    )
    for at in range(len(order) - _QUARTERS):
        total, *parts = order[at : at + 1 + _QUARTERS]
        if _follows(plan, total, parts):
            yield SumRelation(total, tuple(parts), SumKind.WHOLE, certain=True)


def _follows(plan: Plan, total: int, parts: Sequence[int]) -> bool:
    """Whether the parts are labelled as the quarters, in order, in the paragraph of the total."""
    starts = [plan.budgets[i].figure[0] for i in (total, *parts)]
    if plan.text.block_at(starts[0]) != plan.text.block_at(starts[-1]):
        return False
    labels = [_quarter(plan, start) for start in starts]
    if labels != [None, *range(1, _QUARTERS + 1)]:
        return False
    between = words_at(plan, plan.budgets[total].figure[1], starts[1])
    label = _LABEL.search(between)
    return label is not None and _OPENS.match(between[: label.start()]) is not None


def _quarter(plan: Plan, start: int) -> int | None:
    match = _LABEL.search(words_at(plan, max(0, start - _REACH), start))
    if match is None:
        return None
    written = match["quarter"]
    return _NUMBERS.get(written) or int(written)
