"""Sums of money as they stand in the text, before their roles are known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.extraction.context import BlockContext
from extractor.extraction.quantities import Kind, Quantity
from extractor.rulebook.language import FundingRules

_OPEN, _CLOSE = "(", ")"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: `context` indexes the blocks with digits, `label` is where its own words begin.

    `depth` is how many parentheses are open around it, `stated` False where its unit is missing.
    """

    context: int
    quantity: Quantity
    label: int
    depth: int
    stated: bool = True

    @property
    def value(self) -> Decimal:
        return self.quantity.value


class SumFinder:
    """Finds the sums of a block; made once from the rules."""

    def __init__(self, rules: FundingRules) -> None:
        self._label = regex.compile(rules.sum_labels)

    def find(self, context: BlockContext, index: int, quantities: Sequence[Quantity]) -> list[Sum]:
        """Sums of one block in order; a bare figure behind a label of money counts as one."""
        found: list[Sum] = []
        before = context.block.body
        for quantity in quantities:
            clause, _ = context.clause(quantity.start)
            label = max(before, clause)
            if quantity.kind is Kind.MONEY:
                found.append(Sum(index, quantity, label, _depth(context, quantity.start)))
            elif quantity.kind is Kind.BARE and self._is_bare_sum(context, label, quantity):
                found.append(Sum(index, quantity, label, _depth(context, quantity.start), stated=False))
            before = quantity.stop
        return found

    def _is_bare_sum(self, context: BlockContext, label: int, quantity: Quantity) -> bool:
        after = context.lowered[quantity.stop : context.block.end].lstrip()
        if after[:1].isalpha() or after[:1] in {"/", "%", "“", '"'}:
            return False
        return self._label.search(context.lowered[label : quantity.start].rstrip(" ")) is not None


def _depth(context: BlockContext, offset: int) -> int:
    before = context.text.text[context.block.start : offset]
    return max(0, before.count(_OPEN) - before.count(_CLOSE))


def with_bare_items(
    contexts: Sequence[BlockContext], sums: Sequence[Sum], quantities: Sequence[Sequence[Quantity]]
) -> list[Sum]:
    """The sums and, among list items that all give sums, the bare figure behind a label («- Dự án 2: 3.960;»)."""
    summed = {item.context for item in sums}
    beside = Counter((contexts[i].outlined.rank, contexts[i].outlined.parents) for i in summed)
    found = list(sums)
    for index, context in enumerate(contexts):
        if index in summed or context.block.marker is None or len(quantities[index]) != 1:
            continue
        quantity = quantities[index][0]
        if beside[context.outlined.rank, context.outlined.parents] > 1 and _is_labelled(context, quantity):
            found.append(Sum(index, quantity, context.block.body, 0, stated=False))
    return sorted(found, key=lambda item: item.quantity.start)


def _is_labelled(context: BlockContext, quantity: Quantity) -> bool:
    """A bare figure right behind the colon of its item, and nothing behind it."""
    before = context.lowered[context.block.body : quantity.start].rstrip()
    behind = context.lowered[quantity.stop : context.block.end].strip(" .;,")
    return quantity.kind is Kind.BARE and quantity.denominator is None and before.endswith(":") and not behind
