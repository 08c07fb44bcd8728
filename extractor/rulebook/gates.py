"""Which of many patterns may match in a text, told by the words of which each needs one.

A plan repeats a few thousand syllables. Which patterns a syllable lets through is looked up once and kept,
so that a hundred patterns are asked about for the price of a look at each syllable.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Final

_REMEMBERED: Final = 8192
_LONGEST: Final = 40  # letters of what is kept; no syllable is longer
_SHORT: Final = 12  # letters
_NO_LETTERS: Final = "0123456789.,;:()[]%/+-–—\"'“”*"


class Gate:
    """The patterns by their number from 0 on, in one set of bits: bit n is pattern n."""

    def __init__(self, needed: Iterable[tuple[str, ...]]) -> None:
        """`needed[n]`: the words in lower case of which a text must hold one for pattern n to match in it;
        none where that cannot be told."""
        opened: dict[str, int] = {}
        self._always = 0
        for number, words in enumerate(needed):
            for word in words:
                opened[word] = opened.get(word, 0) | 1 << number
            if not words:
                self._always |= 1 << number
        self._by_syllable = _BySyllable(opened)

    def open(self, words: str) -> int:
        """Bits of the patterns that may match in a text in lower case."""
        return reduce(or_, set(map(self._by_syllable.__getitem__, words.split())), self._always)


class _BySyllable(dict[str, int]):
    """What a run of letters and marks between spaces lets through; a needed word holds no space."""

    def __init__(self, opened: Mapping[str, int]) -> None:
        super().__init__()
        self._opened = dict(opened)
        self._sizes = range(min(map(len, opened), default=1), max(map(len, opened), default=0) + 1)

    def __missing__(self, run: str) -> int:
        core = run.strip(_NO_LETTERS)
        parts = self._parts(core) if len(core) < _SHORT else (word for word in self._opened if word in core)
        bits = reduce(or_, (self._opened.get(part, 0) for part in parts), 0)
        if len(run) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[run] = bits
        return bits

    def _parts(self, core: str) -> Iterator[str]:
        """Of a syllable there are fewer than words that open something."""
        for size in self._sizes:
            for at in range(len(core) - size + 1):
                yield core[at : at + size]


def numbers(bits: int) -> Iterator[int]:
    """The numbers of the set bits, the least first."""
    while bits:
        least = bits & -bits
        yield least.bit_length() - 1
        bits ^= least
