"""The words that open breakdowns and name totals, bounds and comparisons."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor import regex
from extractor.language.text import any_of
from extractor.plan import SumKind
from extractor.rulebook.language import FundingRules

MAX_GAP = 160  # characters between a total and the word that breaks it down
TAIL = regex.compile(r"[^;.]{0,40}[:,;.]?\s*$")  # what may stand behind such a word that a list goes on from
_BRACKETED = regex.compile(r"\([^()]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A word that opens a breakdown, and what it promises."""

    start: int
    end: int
    kind: SumKind


class BreakdownWords:
    """The words that open breakdowns and name totals, compiled once from the rules."""

    def __init__(self, rules: FundingRules) -> None:
        self.kinds = {
            **dict.fromkeys(rules.breakdown.whole, SumKind.WHOLE),
            **dict.fromkeys(rules.breakdown.some, SumKind.SOME),
        }
        either = any_of(self.kinds)
        self._shortest = {w for w in self.kinds if not any(o in w for o in self.kinds if o != w)}
        self.opening = regex.compile(
            rf"(?<![\p{{L}}]|(?:đã|chưa|không|có) (?:bao )?|đã phân bổ )(?P<word>{either})(?![\p{{L}}]| cả\b)"
        )
        self.total = regex.compile(rules.total_words)
        self.comparison = regex.compile(rules.comparison_words)
        self.limit = regex.compile(rules.limit_words)
        self.itemised = regex.compile(rules.itemised)
        self.sub_item = regex.compile(rules.sub_item)

    def may_open(self, lowered: str) -> Iterator[int]:
        """Where canonical text may hold a word that opens a breakdown; nowhere else does it hold one."""
        for word in self._shortest:
            at = lowered.find(word)
            while at >= 0:
                yield at
                at = lowered.find(word, at + 1)


def outside_brackets(words: str) -> str:
    """Words without what stands in parentheses, which parts nothing of the sentence."""
    return str(_BRACKETED.sub("", words))
