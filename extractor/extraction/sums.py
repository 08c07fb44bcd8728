"""Sums of money as they stand in the text, before their roles are known."""

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
