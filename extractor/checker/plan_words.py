"""What a plan says between two offsets, in canonical spelling: worked out once for the whole text."""

from extractor.language.text import canonical_text
from extractor.plan import Plan
from extractor.plantext import Block


def words_at(plan: Plan, start: int, end: int) -> str:
    """The words between two offsets in canonical spelling."""
    return plan.once(_lowered)[start:end]


def words_in(plan: Plan, block: Block) -> str:
    """The same of a whole block, its number or bullet included."""
    return plan.once(_lowered)[block.start : block.end]


def _lowered(plan: Plan) -> str:
    return canonical_text(plan.text.text)
