"""Places that were merged or cut apart: counts told before and behind that are of two populations."""

from collections.abc import Iterator

from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.rulebook.checks import MergerRule


def parted(plan: Plan, rule: MergerRule, first: Span, second: Span) -> bool:
    """Whether the place has other bounds at the second figure than at the first: a merger is told between the two in
    the paragraph of either, or the first is told of the time before it."""
    first, second = sorted((first, second))
    ahead = words_at(plan, sentence_at(plan, first[0])[0], first[0])
    return rule.before.search(ahead) is not None or any(
        rule.told.search(words_at(plan, *span)) for span in _between(plan, first, second)
    )


def _between(plan: Plan, first: Span, second: Span) -> Iterator[Span]:
    """The words between two figures in the paragraph of the first and in that of the second."""
    opened, closed = (plan.text.blocks[plan.text.block_at(span[0])] for span in (first, second))
    yield first[1], min(opened.end, second[0])
    if opened is not closed:
        yield closed.body, second[0]
