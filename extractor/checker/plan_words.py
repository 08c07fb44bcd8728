"""What a plan says between two offsets, in canonical spelling: worked out once for the whole text."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from extractor import regex
from extractor.language.text import canonical_text
from extractor.plan import Plan
from extractor.plantext import Block
from extractor.rulebook.literals import one_needed, one_stands

_ENDS: Final = (". ", ";")
_needed = lru_cache(maxsize=256)(one_needed)


def words_at(plan: Plan, start: int, end: int) -> str:
    """The words between two offsets in canonical spelling."""
    return plan.once(_lowered)[start:end]


def words_in(plan: Plan, block: Block) -> str:
    """The same of a whole block, its number or bullet included."""
    return plan.once(_lowered)[block.start : block.end]


def clause_at(plan: Plan, start: int, end: int) -> str:
    """The words of the clause (up to «.» or «;») that holds these offsets, in its own block."""
    block, text = plan.text.blocks[plan.text.block_at(start)], plan.once(_lowered)
    ends = [at for mark in _ENDS if (at := text.find(mark, end, block.end)) >= 0]
    return clause_before(plan, start) + text[start : min(ends, default=block.end)]


def clause_before(plan: Plan, at: int) -> str:
    """The words of the clause from its beginning up to an offset."""
    block, text = plan.text.blocks[plan.text.block_at(at)], plan.once(_lowered)
    return text[max(block.start, *(text.rfind(mark, block.start, at) + 1 for mark in _ENDS)) : at]


def _lowered(plan: Plan) -> str:
    return canonical_text(plan.text.text)


def may_match(pattern: "regex.Pattern[str]", words: str) -> bool:
    """Whether one of the words stands in a text in canonical spelling without which the pattern matches nowhere: quick
    to ask before a search that seldom finds anything."""
    needed = _needed(pattern.pattern)
    return not needed or one_stands(needed, words)


def blocks_matching(plan: Plan, pattern: "regex.Pattern[str]") -> Sequence[Block]:
    """The blocks in which the pattern may match, in reading order."""
    return blocks_naming(plan, _needed(pattern.pattern))


def blocks_naming(plan: Plan, words: Iterable[str]) -> Sequence[Block]:
    """The blocks in which any of these words in canonical spelling stands, in reading order; all for no words."""
    text, found = plan.once(_lowered), set[int]()
    words = tuple(words)
    if not words:
        return plan.text.blocks
    for word in words:
        at = text.find(word)
        while at >= 0:
            index = plan.text.block_at(at)
            found.add(index)
            at = text.find(word, plan.text.blocks[index].end)
    return [plan.text.blocks[index] for index in sorted(found)]
