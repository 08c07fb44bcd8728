"""Set phrases of such plans, what comes near them, and which texts of a plan need a closer look for slips."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain, pairwise
from operator import or_
from typing import NamedTuple, TypeVar

from extractor import regex
from extractor.language.lexicon import known_pairs, known_syllables, plain, slip_keys, slip_rank, tone
from extractor.language.text import canonical

PAIR, LONGEST = 2, 4
MARK = "."
_TOKEN = regex.compile(r"\p{L}+|[^\p{L}\s,]+")
_MOST_REMEMBERED = 200_000  # chunks, or words one after another: far more than all plans of a province hold
_SHORTEST_PART = 3

K = TypeVar("K")


@dataclass(frozen=True)
class Phrases:
    """Set phrases: `gaps` by what is left of them when one syllable is taken out, `folded` without marks.

    `pairs` stand side by side in a phrase or a word of the dictionary, `opened` are the first two
    syllables of the longer phrases, `openings` the same without marks, with the syllables that go on,
    `after` and `before` what stands beside a syllable in a phrase, by its tone, which no slip of the ear or
    of a letter changes, `plain_after` what stands behind it when neither bears marks, `beside` every two
    that stand side by side in a phrase; `everywhere` are words that stand beside any other.
    """

    gaps: dict[tuple[str | None, ...], tuple[str, ...]]
    pairs: frozenset[tuple[str, str]]
    whole: frozenset[tuple[str, ...]]
    folded: dict[tuple[str, ...], str]
    openings: dict[tuple[str, str], tuple[str, ...]]
    opened: frozenset[tuple[str, str]]
    after: dict[tuple[str, str], tuple[str, ...]]
    before: dict[tuple[str, str], tuple[str, ...]]
    plain_after: dict[str, tuple[str, ...]]
    beside: tuple[tuple[str, str], ...]
    everywhere: frozenset[str]


_rank = lru_cache(maxsize=65536)(slip_rank)
_keys = lru_cache(maxsize=8192)(slip_keys)


@lru_cache(maxsize=4)
def indexed(phrases: tuple[str, ...], everywhere: frozenset[str]) -> Phrases:
    """The set phrases of the rules, ready to be asked; made once."""
    whole = frozenset(tuple(canonical(phrase).split()) for phrase in phrases)
    short = [syllables for syllables in sorted(whole) if len(syllables) <= LONGEST]
    gaps: defaultdict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for syllables in short:
        for at, syllable in enumerate(syllables):
            gaps[(*syllables[:at], None, *syllables[at + 1 :])].add(syllable)
    folded = {tuple(map(plain, syllables)): " ".join(syllables) for syllables in short}
    beside = sorted({pair for syllables in short for pair in pairwise(syllables)})
    return Phrases(
        gaps={key: tuple(sorted(words)) for key, words in gaps.items()},
        pairs=known_pairs().union(pair for syllables in whole for pair in pairwise(syllables)),
        whole=whole,
        folded=folded,
        openings=_grouped(((key[0], key[1]), key[2]) for key in folded if len(key) > PAIR),
        opened=frozenset((syllables[0], syllables[1]) for syllables in short if len(syllables) > PAIR),
        after=_grouped(((one, tone(other)), other) for one, other in beside),
        before=_grouped(((other, tone(one)), one) for one, other in beside),
        plain_after=_grouped((plain(one), plain(other)) for one, other in beside),
        beside=tuple(beside),
        everywhere=everywhere,
    )


def _grouped(items: Iterable[tuple[K, str]]) -> dict[K, tuple[str, ...]]:
    groups: defaultdict[K, list[str]] = defaultdict(list)
    for key, word in items:
        groups[key].append(word)
    return {key: tuple(words) for key, words in groups.items()}


class Pair(NamedTuple):
    """Whether two words come near a phrase or stand twice, which words without marks may follow as they open one;
    and whether they alone may be a slip."""

    near: bool
    then: tuple[str, ...]
    doubled: bool
    odd: bool


class _Half(dict[str, int]):
    """Of which pairs a word may be one half, as bits: half of them stand for the pairs whose half it is but for
    marks, half for those whose half it may be by a slip. Two words have a bit in common where at most one has
    slipped; that is told from the words alone, without a look at every two that stand side by side."""

    def __init__(self, halves: Sequence[str], *, leads: bool) -> None:
        super().__init__()
        self._bits: defaultdict[str, int] = defaultdict(int)
        for at, half in enumerate(halves):
            alike, slipped = 1 << 2 * at, 2 << 2 * at
            for key in _keys(half):
                self._bits[key] |= slipped if leads else alike
            self._bits[_keys(half)[0]] |= alike | slipped

    def __missing__(self, word: str) -> int:
        found = self[word] = reduce(or_, (self._bits.get(key, 0) for key in _keys(word)))
        return found


class _Pairs:
    """What two words side by side are; worked out when first met, as the same pairs stand all over a plan.

    Of the pairs of a plan those met before are left out all at once, and of the others most have nothing to
    do with each other.
    """

    def __init__(
        self, phrases: Phrases, doubled: frozenset[str], watched: frozenset[tuple[str, str]]
    ) -> None:
        self._phrases, self._doubled, self._watched = phrases, doubled, watched
        beside = [*phrases.beside, *((word, word) for word in sorted(doubled))]
        self._leads = _Half([first for first, _ in beside], leads=True)
        self._follows = _Half([second for _, second in beside], leads=False)
        self._met: set[tuple[str, str]] = set()
        self._told: dict[tuple[str, str], Pair] = {}
        self.watched_met: set[tuple[str, str]] = set()

    def __len__(self) -> int:
        return len(self._met)

    def told(self, words: Sequence[str]) -> list[tuple[int, Pair]]:
        """Where two words stand of which something is to be asked."""
        pairs = list(pairwise(words))
        return self.among(pairs, set(pairs))

    def among(
        self, pairs: Sequence[tuple[str, str]], distinct: set[tuple[str, str]]
    ) -> list[tuple[int, Pair]]:
        """The same of every two that stand side by side, in their order and as a set."""
        self._meet(distinct)
        known = self._told
        if known.keys().isdisjoint(distinct):
            return []
        return [(at, known[pair]) for at, pair in enumerate(pairs) if pair in known]

    def _meet(self, pairs: set[tuple[str, str]]) -> None:
        new, leads, follows = pairs - self._met, self._leads, self._follows
        self._met |= new
        self.watched_met |= self._watched & new
        for pair in [(first, second) for first, second in new if leads[first] & follows[second]]:
            found = self._looked_at(pair)
            if found is not None:
                self._told[pair] = found

    def _looked_at(self, pair: tuple[str, str]) -> Pair | None:
        """A pair that was not met before."""
        then = self._phrases.openings.get((plain(pair[0]), plain(pair[1])), ())
        doubled = pair[0] == pair[1] and pair[0] in self._doubled
        known = pair in self._phrases.pairs
        near = not known and _stands_near(pair, self._phrases)
        odd = doubled or near or (known and bool(then) and pair not in self._phrases.opened)
        return Pair(near, then, doubled, odd) if then or odd else None


class _Chunks(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces, `MARK` for whatever else parts them; a comma parts none."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if chunk.isalpha():
            found: tuple[str, ...] = (chunk,)
        elif chunk[:-1].isalpha():
            found = (chunk[:-1],) if chunk[-1] == "," else (chunk[:-1], MARK)
        else:
            found = tuple(token if token[0].isalpha() else MARK for token in _TOKEN.findall(chunk))
        self[chunk] = found
        return found


class _Joined(dict[str, str | None]):
    """The two words that one may be without the space between them, worked out when first met."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, word: str) -> str | None:
        found = self[word] = _joined_parts(word, self._phrases)
        return found


class Screen:
    """Tells the texts that need a closer look from those that are passed at a glance."""

    def __init__(
        self, phrases: Phrases, doubled: frozenset[str], watched: frozenset[tuple[str, str]]
    ) -> None:
        self.phrases, self._doubled, self._watched = phrases, doubled, watched
        self._misses = lru_cache(maxsize=65536)(self._misses_phrase)
        self._chunks, self._joined = _Chunks(), _Joined(phrases)
        self._pairs = _Pairs(phrases, doubled, watched)

    def words(self, lowered: str) -> list[str]:
        """The words of a text in canonical spelling, `MARK` between those that no space or comma alone parts."""
        return list(chain.from_iterable(map(self._chunks.__getitem__, lowered.split())))

    def forget(self) -> None:
        """Lets go what was remembered of the plans before, where it has become much."""
        if max(len(self._chunks), len(self._pairs)) > _MOST_REMEMBERED:
            self._chunks, self._joined = _Chunks(), _Joined(self.phrases)
            self._pairs = _Pairs(self.phrases, self._doubled, self._watched)

    def joined(self, word: str) -> str | None:
        """The two words that one is without the space between them; None where it is one."""
        return self._joined[word]

    def told(self, words: Sequence[str]) -> list[tuple[int, Pair]]:
        """Where two words stand that come near a phrase, open one or stand twice."""
        return self._pairs.told(words)

    def suspects(self, tokens: Sequence[str]) -> bool:
        """Whether any of the words, or two side by side, may be a slip; marks stand as words of their own."""
        if any(map(self._joined.__getitem__, tokens)):
            return True
        return any(pair.odd for _, pair in self._pairs.told(tokens))

    def hits(self, tokens: Sequence[str]) -> tuple[set[int], set[tuple[str, str]]]:
        """Which of the words are part of something told: of no others is any told, whatever stands around them.

        With them those watched for that stand side by side.
        """
        joined = {word for word in set(tokens) if self._joined[word]}
        found = {at for at, word in enumerate(tokens) if word in joined} if joined else set()
        pairs = list(pairwise(tokens))
        distinct = set(pairs)
        for at, pair in self._pairs.among(pairs, distinct):
            if self._is_hit(tokens, at, pair):
                found.update((at, at + 1))
        return found, self._pairs.watched_met & distinct

    def _is_hit(self, tokens: Sequence[str], at: int, pair: Pair) -> bool:
        """Whether a window over the pair at `at`, or a longer one that it opens, misses a phrase."""
        if not pair.near and (at + PAIR >= len(tokens) or plain(tokens[at + PAIR]) not in pair.then):
            return pair.doubled
        for size in range(PAIR if pair.near else PAIR + 1, LONGEST + 1):
            for first in range(max(0, at + PAIR - size), at + 1) if pair.near else (at,):
                if self._misses(tuple(tokens[first : first + size]), pair.near):
                    return True
        return pair.doubled

    def _misses_phrase(self, words: tuple[str, ...], is_odd: bool) -> bool:
        return missed(words, self.phrases, is_odd=is_odd) is not None


@lru_cache(maxsize=4)
def screen_of(
    phrases: tuple[str, ...],
    everywhere: frozenset[str],
    doubled: frozenset[str],
    watched: frozenset[tuple[str, str]],
) -> Screen:
    """The screen of one set of rules, which remembers what it was asked in every plan; `watched` are words side by
    side that are asked for besides."""
    return Screen(indexed(phrases, everywhere), doubled, watched)


def _stands_near(pair: tuple[str, str], phrases: Phrases) -> bool:
    first, second = pair
    if plain(second) in phrases.plain_after.get(plain(first), ()):
        return True
    after, before = (
        phrases.after.get((first, tone(second)), ()),
        phrases.before.get((second, tone(first)), ()),
    )
    return any(_rank(second, word) is not None for word in after) or any(
        _rank(first, word) is not None for word in before
    )


def missed(words: tuple[str, ...], phrases: Phrases, *, is_odd: bool) -> str | None:
    """The phrase that words miss, however they are written."""
    marked = phrases.folded.get(tuple(map(plain, words)))
    if not is_odd and (marked is None or len(words) == PAIR):
        return None
    if words in phrases.whole:
        return None
    if marked is not None and phrases.everywhere.isdisjoint(set(words) - set(marked.split())):
        return marked
    return _by_letter(words, phrases)


def _by_letter(window: tuple[str, ...], phrases: Phrases) -> str | None:
    """The likeliest phrase from which one syllable differs; no word that stands anywhere is such a slip."""
    ranked = [
        (rank, " ".join((*window[:place], meant, *window[place + 1 :])))
        for place, written in enumerate(window)
        if written not in phrases.everywhere
        for meant in phrases.gaps.get((*window[:place], None, *window[place + 1 :]), ())
        if (rank := _rank(written, meant)) is not None
    ]
    return min(ranked)[1] if ranked else None


def _joined_parts(written: str, phrases: Phrases) -> str | None:
    """Two syllables without the space between them, where the word is none itself; of several cuts the one word."""
    if written.isascii():
        return None
    syllables = known_syllables()
    if written in syllables or written in phrases.everywhere:
        return None
    parts = [
        (written[:cut], written[cut:])
        for cut in range(_SHORTEST_PART, len(written) - _SHORTEST_PART + 1)
        if written[:cut] in syllables and written[cut:] in syllables
    ]
    told = parts if len(parts) == 1 else [part for part in parts if part in phrases.pairs]
    return " ".join(told[0]) if len(told) == 1 else None
