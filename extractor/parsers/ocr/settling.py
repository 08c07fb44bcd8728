"""The words of a page with their figures read again: which judge hears which word."""

from collections.abc import Sequence

from extractor.parsers.ocr.figures import is_figure, looks_like_figure, stretch_of
from extractor.parsers.ocr.judging import judged
from extractor.parsers.ocr.leads import settle_leads
from extractor.parsers.ocr.lone import settle_lone
from extractor.parsers.ocr.readings import (
    MIXED,
    SECOND,
    THIRD,
    Cut,
    Judge,
    Seen,
    Settled,
    core,
    digits_of,
    in_doubt,
    read_again,
)
from extractor.parsers.ocr.romans import settle_ones, settle_roman


def settle(seen: Sequence[Seen]) -> list[Settled]:
    """The words with their figures read again, in the order given."""
    settled = [Settled(one.word.text, one.word.confidence) for one in seen]
    cuts = [
        (index, Cut(one.cut, one.word.text, one.word.confidence, one.capitals, one.label))
        for index, one in enumerate(seen)
        if one.cut is not None
    ]
    groups: dict[Judge, list[tuple[int, Cut]]] = {}
    for index, cut in cuts:
        groups.setdefault(_judge_of(seen[index]), []).append((index, cut))
    for judge, group in groups.items():
        for (index, _), result in zip(group, judge([cut for _, cut in group]), strict=True):
            settled[index] = result
    return settled


def _judge_of(seen: Seen) -> Judge:
    if seen.alone:
        return settle_lone
    if seen.lead:
        return settle_leads
    if seen.one:
        return settle_ones
    if seen.roman:
        return settle_roman
    return _settle_pure if looks_like_figure(seen.word.text) else _settle_mixed


def _settle_pure(cuts: Sequence[Cut]) -> list[Settled]:
    """Words that are nothing but a figure: read a second and, where the two differ, a third time."""
    second = read_again(cuts, SECOND)
    open_ones = [index for index, cut in enumerate(cuts) if second[index][0] != core(cut.first)]
    third = dict(zip(open_ones, read_again([cuts[index] for index in open_ones], THIRD), strict=True))
    return [judged(cut, second[index], third.get(index)) for index, cut in enumerate(cuts)]


def _settle_mixed(cuts: Sequence[Cut]) -> list[Settled]:
    """Words with letters («24/2021/QH15») keep their first reading; their digits alone are compared."""
    return [
        Settled(cut.first, cut.confidence)
        if digits_of(cut.first) == digits_of(text) and "§" not in cut.first
        else in_doubt(cut.first, cut.confidence, [stretch_of(text)] if is_figure(text) else [])
        for cut, (text, _) in zip(cuts, read_again(cuts, MIXED), strict=True)
    ]
