"""Sums told as results of plans: «giải ngân 31/32 tỷ đồng» holds what was spent and what was planned."""

from collections.abc import Iterator, Sequence

from extractor import regex
from extractor.extraction.sum_facts import LOOK_BACK, SumFacts
from extractor.plan import SumKind, SumRelation

_BOTH = ("plan", "actual")
_ALLOTTED = regex.compile(
    r"\b(?:kế hoạch|giao|dự toán|phân bổ|bố trí|tổng (?:số )?(?:vốn|kinh phí|nguồn vốn))\b"
)
_SPENT = regex.compile(r"\b(?:giải ngân|thanh toán|đã chi|thực hiện|quyết toán)\b")
_FEWEST = 2  # plans that make up one: a lone one is only the same sum told twice


def of_one_kind(facts: SumFacts, total: int, parts: list[int]) -> list[int]:
    """Of parts told as results of plans («giải ngân 31/32 tỷ đồng») the plans where the total is one, else the
    results."""
    bounds = [facts.sums[p].quantity.bound for p in parts]
    if not {"plan", "actual"} <= set(bounds):
        return parts
    of_kind = {k: [p for p, bound in zip(parts, bounds, strict=True) if bound == k] for k in _BOTH}
    whole, told = facts.sums[total], facts.label(total)
    fits = [k for k, own in of_kind.items() if sum(facts.sums[p].value for p in own) == whole.value]
    allotted = whole.quantity.bound is None and _ALLOTTED.search(told) and not _SPENT.search(told)
    planned = whole.quantity.bound == "plan" or allotted
    return of_kind[fits[0] if len(fits) == 1 else "plan" if planned else "actual"]


def with_plans(facts: SumFacts, parts: Sequence[int]) -> list[int]:
    """Sums told as results of plans («31/32 tỷ đồng») with those plans behind them."""
    found: list[int] = []
    for part in parts:
        found.append(part)
        plan = _plan_of(facts, part)
        found += [plan] if plan is not None and plan not in parts else []
    return found


def _plan_of(facts: SumFacts, index: int) -> int | None:
    """The plan that a sum is told as the result of."""
    own, following = facts.sums[index], facts.sums[index + 1 : index + 2]
    paired = own.quantity.bound == "actual" and following and following[0].context == own.context
    return index + 1 if paired and following[0].quantity.bound == "plan" else None


def of_plans(facts: SumFacts, relations: Sequence[SumRelation]) -> Iterator[SumRelation]:
    """«Kế hoạch 90 tỷ đồng … giải ngân 55 tỷ đồng: a) 30/40 tỷ đồng; b) 25/50 tỷ đồng»: the plans of the results
    that make up one sum make up one told before it, where they do so to the digit."""
    for relation in relations:
        plans = [plan for p in relation.parts if (plan := _plan_of(facts, p)) is not None]
        if len(plans) < _FEWEST or len(plans) < len(relation.parts):
            continue
        whole = sum(facts.sums[p].value for p in plans)
        near = range(max(0, plans[0] - LOOK_BACK), plans[0])
        total = next((s for s in reversed(near) if facts.sums[s].value == whole), None)
        if total is not None and not facts.sums[total].each and not facts.compares(total):
            yield SumRelation(total, tuple(plans), SumKind.WHOLE, certain=False)


def of_results(facts: SumFacts, relations: Sequence[SumRelation]) -> Iterator[SumRelation]:
    """«Giải ngân 55/90 tỷ đồng, trong đó: đầu tư 30/40 tỷ đồng; sự nghiệp 25/50 tỷ đồng»: where the plans are a sum
    and its parts, so are the results."""
    for relation in relations:
        total, *parts = (_result_of(facts, index) for index in (relation.total, *relation.parts))
        results = tuple(part for part in parts if part is not None)
        if total is not None and _FEWEST <= len(results) == len(parts):
            yield SumRelation(total, results, relation.kind, certain=relation.certain)


def _result_of(facts: SumFacts, index: int) -> int | None:
    """The sum that is told as the result of a plan, right before it."""
    own, before = facts.sums[index], facts.sums[index - 1] if index else None
    paired = own.quantity.bound == "plan" and before is not None and before.context == own.context
    return index - 1 if paired and before and before.quantity.bound == "actual" else None
