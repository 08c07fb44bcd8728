"""What a rate is a rate of: whether the words before a pair make it a part of the pair before.

«300 hộ nghèo (10%), trong đó 240 hộ dân tộc thiểu số (80%)»: the 80 % are of the 300.
"""

from collections.abc import Sequence

from extractor import regex
from extractor.checker.plan_words import words_at, words_in
from extractor.plan import Plan

_SENTENCE_END = regex.compile(r"[.!?…](?=\s)")
_LIST_MARK = ";"
OF_ALL = regex.compile(
    r"\d [\p{L} ]{0,30}\b(?:trong|trên)(?: tổng)?(?: số)? $"
)  # «159 hộ trong 1.235 hộ»: the whole

Base = tuple[str, int]
WHOLE: Base = ("whole", 0)


def base_of(plan: Plan, part_words: "regex.Pattern[str]", pairs: Sequence[int], at: int) -> Base | None:
    """The base of the pair whose count stands at `at`; `pairs` are the offsets of all counts.

    `WHOLE` where nothing sets it apart, a base of its own after «trong đó» where a pair before that is
    the whole, and None where either is meant: after a semicolon the list may have gone back.
    """
    start = _sentence_start(plan, at)
    said = [*part_words.finditer(words_at(plan, start, at))]
    if not said:
        return _base_of_list(plan, part_words, pairs, at)
    place, after = start + said[-1].start(), plan.text.text[start + said[-1].end() : at]
    if not any(_whole_from(plan, start, place) <= pair < place for pair in pairs):
        return WHOLE
    if _LIST_MARK not in after:
        return ("part", place)
    is_list = after.lstrip().startswith(":") or any(place < pair < at for pair in pairs)
    return None if is_list else WHOLE


def _whole_from(plan: Plan, start: int, place: int) -> int:
    """Where the whole may begin: with the sentence, or before one that opens with «Trong đó»."""
    if plan.text.text[start:place].strip(" \n-+*•"):
        return start
    index = plan.text.block_at(start)
    block = plan.text.blocks[index]
    before = plan.text.text[block.start : start].strip()
    return block.start if before or index == 0 else plan.text.blocks[index - 1].start


def _sentence_start(plan: Plan, at: int) -> int:
    block = plan.text.blocks[plan.text.block_at(at)]
    ends = [match.end() for match in _SENTENCE_END.finditer(plan.text.text, block.start, at)]
    return ends[-1] if ends else block.start


def _base_of_list(plan: Plan, part_words: "regex.Pattern[str]", pairs: Sequence[int], at: int) -> Base:
    """Under an item that ends in «trong đó:» after a pair of its own, the items of another mark."""
    blocks = plan.text.blocks
    index = own = plan.text.block_at(at)
    while index > 0 and blocks[index].marker == blocks[own].marker:
        index -= 1
    head = blocks[index]
    words = words_in(plan, head).rstrip(" :\n")
    opens = any(match.end() == len(words) for match in part_words.finditer(words))
    has_pair = any(head.start <= pair < head.end for pair in pairs)
    return ("part", head.start) if opens and has_pair and blocks[own].marker else WHOLE
