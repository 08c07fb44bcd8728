"""Set phrases that lack one of their inner words: «đào nghề» for «đào tạo nghề», «kể ngày ký» for «kể từ ngày ký»."""

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import pairwise

from extractor import regex
from extractor.language.lexicon import known_pairs
from extractor.language.text import canonical
from extractor.plantext import PlanText, Span

_SHORTEST = 3  # syllables of a phrase that may lack one within
_BEFORE, _BEHIND = regex.compile(r"(\p{L}+) $"), regex.compile(r" (\p{L}+)")
_NUMBER = regex.compile(r" ?\d")
_REACH = 12


def left_out(
    text: PlanText, lowered: str, phrases: tuple[str, ...], beside: Set[tuple[str, str]]
) -> Iterator[tuple[Span, str]]:
    """The words that lack one, and the phrase that they should be; `lowered` is the canonical text, `beside` tells
    which of the `joints` stand side by side in it.

    Where the words make a word of the dictionary with one beside them, are a name or stand before a number, they
    are right.
    """
    known = _lacking(phrases)
    if joints(phrases).isdisjoint(beside):
        return
    for match in _pattern(phrases).finditer(lowered):
        written = text.text[match.start() : match.end()]
        if written.split()[1].islower() and not _belongs_elsewhere(lowered, match.span()):
            meant = known[match[0]]
            yield match.span(), f"{written[0]}{meant[1:]}"


@lru_cache(maxsize=4)
def _lacking(phrases: tuple[str, ...]) -> dict[str, str]:
    """What is left of a phrase without one of its inner words, by those words: only where the words that then stand
    side by side do so in no word and in no phrase, and where it can be the rest of but one phrase."""
    whole = {tuple(canonical(phrase).split()) for phrase in phrases}
    beside = known_pairs().union(pair for words in whole for pair in pairwise(words))
    found: dict[str, str] = {}
    for words in sorted(whole):
        for at in range(1, len(words) - 1) if len(words) >= _SHORTEST else ():
            rest = (*words[:at], *words[at + 1 :])
            if (words[at - 1], words[at + 1]) not in beside:
                key = " ".join(rest)
                found[key] = "" if key in found else " ".join(words)
    return {rest: meant for rest, meant in found.items() if meant}


@lru_cache(maxsize=4)
def joints(phrases: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The two words of each between which one lacks: they stand side by side nowhere else."""
    return frozenset(
        pair
        for rest, meant in _lacking(phrases).items()
        for pair in set(pairwise(rest.split())).difference(pairwise(meant.split()))
    )


@lru_cache(maxsize=4)
def _pattern(phrases: tuple[str, ...]) -> "regex.Pattern[str]":
    return regex.compile(r"(?<![\p{L}\p{M}])\L<rests>(?![\p{L}\p{M}])", rests=list(_lacking(phrases)))


def _belongs_elsewhere(lowered: str, span: Span) -> bool:
    """Whether the first or the last word makes a word with its neighbour outside, or a number follows."""
    before = _BEFORE.search(lowered, max(0, span[0] - _REACH), span[0])
    behind = _BEHIND.match(lowered, span[1])
    words = lowered[slice(*span)].split()
    if _NUMBER.match(lowered, span[1]) is not None:
        return True
    return (before is not None and (before[1], words[0]) in known_pairs()) or (
        behind is not None and (words[-1], behind[1]) in known_pairs()
    )
