"""Slips of the pen: `typo-suspected`. Precision before recall; never a name, an abbreviation or a figure.

Told are words one mark or one letter away from a set phrase of such plans, where they are no words
themselves; words that stand twice («trong trong»); two words written as one («cácthông»).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.wording import same
from extractor.language.lexicon import known_pairs, known_syllables, known_words, slip_rank
from extractor.language.text import canonical, canonical_text, fold
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Finding
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.checks import CheckRules

_TOKEN = regex.compile(r"\p{L}+|[^\p{L}\s,]+")
_WORD = regex.compile(r"(\p{L}+)([^\p{L}]*)")
_AFTER_STOP = regex.compile(r"(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll}+ \p{Ll})")
_PAIR, _LONGEST = 2, 4
_SHORTEST_PART = 3


class _Word(NamedTuple):
    """A syllable in canonical spelling, and whether it is written as a common word is."""

    start: int
    end: int
    word: str
    common: bool


@dataclass(frozen=True)
class _Phrases:
    """Set phrases: `gaps` by what is left of them when one syllable is taken out, `folded` without marks.

    `pairs` stand side by side in a phrase or a word of the dictionary, `opened` are the first two
    syllables of the longer phrases, `openings` the same without marks, `after` and `before` what stands
    beside a syllable in a phrase; `everywhere` are words that stand beside any other,
    `near` the pairs already looked at and whether they come near one of a phrase.
    """

    gaps: dict[tuple[str | None, ...], tuple[str, ...]]
    pairs: frozenset[tuple[str, str]]
    whole: frozenset[tuple[str, ...]]
    folded: dict[tuple[str, ...], str]
    openings: frozenset[tuple[str, str]]
    opened: frozenset[tuple[str, str]]
    after: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    plain_pairs: frozenset[tuple[str, str]]
    everywhere: frozenset[str]
    near: dict[tuple[str, str], bool] = field(default_factory=dict)


_plain = lru_cache(maxsize=8192)(fold)
_rank = lru_cache(maxsize=65536)(slip_rank)


@lru_cache(maxsize=4)
def _indexed(phrases: tuple[str, ...], everywhere: frozenset[str]) -> _Phrases:
    whole = frozenset(tuple(canonical(phrase).split()) for phrase in phrases)
    short = [syllables for syllables in sorted(whole) if len(syllables) <= _LONGEST]
    gaps: defaultdict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for syllables in short:
        for at, syllable in enumerate(syllables):
            gaps[(*syllables[:at], None, *syllables[at + 1 :])].add(syllable)
    folded = {tuple(map(_plain, syllables)): " ".join(syllables) for syllables in short}
    beside = sorted({pair for syllables in short for pair in pairwise(syllables)})
    return _Phrases(
        gaps={key: tuple(sorted(words)) for key, words in gaps.items()},
        pairs=known_pairs().union(pair for syllables in whole for pair in pairwise(syllables)),
        whole=whole,
        folded=folded,
        openings=frozenset((key[0], key[1]) for key in folded if len(key) > _PAIR),
        opened=frozenset((syllables[0], syllables[1]) for syllables in short if len(syllables) > _PAIR),
        after={one: tuple(b for a, b in beside if a == one) for one, _ in beside},
        before={one: tuple(a for a, b in beside if b == one) for _, one in beside},
        plain_pairs=frozenset((_plain(a), _plain(b)) for a, b in beside),
        everywhere=everywhere,
    )


class _Screen:
    """Tells the texts that need a closer look: words and pairs found clean once are passed at a glance."""

    def __init__(self, phrases: _Phrases, doubled: frozenset[str]) -> None:
        self._phrases = phrases
        self._doubled = doubled
        self._clean_pairs: set[tuple[str, str]] = set()
        self._clean_words: set[str] = set()

    def suspects(self, tokens: Sequence[str]) -> bool:
        """Whether any of the words, or two side by side, may be a slip; marks stand as words of their own."""
        words = set(tokens) - self._clean_words
        pairs = set(pairwise(tokens)) - self._clean_pairs
        odd_words = {word for word in words if _joined(word, self._phrases) is not None}
        odd_pairs = {pair for pair in pairs if self._is_odd(pair)}
        self._clean_words |= words - odd_words
        self._clean_pairs |= pairs - odd_pairs
        return bool(odd_words or odd_pairs)

    def _is_odd(self, pair: tuple[str, str]) -> bool:
        if pair[0] == pair[1] and pair[0] in self._doubled:
            return True
        plain = (_plain(pair[0]), _plain(pair[1]))
        if pair in self._phrases.pairs:
            return plain in self._phrases.openings and pair not in self._phrases.opened
        return _near(pair, self._phrases)


@lru_cache(maxsize=4)
def _screen(phrases: tuple[str, ...], everywhere: frozenset[str], doubled: frozenset[str]) -> _Screen:
    return _Screen(_indexed(phrases, everywhere), doubled)


def judge_typos(plan: Plan, rules: CheckRules) -> Verdicts:
    """The suspected slips of a plan, each where it stands."""
    phrases = _indexed(rules.spelling.phrases, rules.spelling.everywhere)
    texts = rules.rules.typo_suspected.messages
    found: list[Finding] = []
    lowered = canonical_text(plan.text.text)
    screen = _screen(rules.spelling.phrases, rules.spelling.everywhere, rules.spelling.doubled)
    for run in _runs(plan, _suspected(plan, screen, lowered), lowered):
        for (start, end), meant in _slips(run, phrases):
            expected = meant.capitalize() if plan.text.text[start].isupper() else meant
            found.append(_finding(plan, rules, (start, end), expected, texts.slip))
        for first, second in pairwise(run):
            if (
                first.word == second.word
                and second.start - first.end == 1
                and first.word in rules.spelling.doubled
                and second.common
            ):
                span = (first.start, second.end)
                found.append(_finding(plan, rules, span, plan.words((first.start, first.end)), texts.doubled))
        for word in run:
            if word.common and (parts := _joined(word.word, phrases)) is not None:
                found.append(_finding(plan, rules, (word.start, word.end), parts, texts.joined))
    found += (
        _finding(plan, rules, span, plan.words(span).replace(".", ". "), texts.joined)
        for span in _stops(plan)
    )
    return Verdicts(findings=tuple(found))


def _finding(plan: Plan, rules: CheckRules, span: Span, expected: str, wording: Wording) -> Finding:
    fields = {"text": same(plan.words(span)), "expected": same(expected)}
    return finding(
        plan,
        rules,
        "typo-suspected",
        Place(span, section_at(plan, span[0])),
        filled(wording, fields),
        expected=expected,
        evidence=[span],
        certainty="likely",
    )


def _suspected(plan: Plan, screen: _Screen, lowered: str) -> list[int]:
    """The blocks that need a closer look, each with the one before it; they may share a slip."""
    found: set[int] = set()
    last: list[str] = []
    for index, block in enumerate(plan.text.blocks):
        tokens = last + _TOKEN.findall(lowered, block.body, block.end)
        if screen.suspects(tokens):
            found.update({max(0, index - 1), index})
        last = tokens[-1:]
    return sorted(found)


def _runs(plan: Plan, indices: Sequence[int], lowered: str) -> Iterator[list[_Word]]:
    """Words of these blocks side by side, no mark but a comma between them: over line ends, never out of a cell."""
    text = plan.text.text
    run: list[_Word] = []
    before = -1
    for index in indices:
        block = plan.text.blocks[index]
        celled = block.table is not None or (index > 0 and plan.text.blocks[index - 1].table is not None)
        if index != before + 1 or celled:
            yield run
            run = []
        before = index
        for match in _WORD.finditer(text, block.body, block.end):
            start, end = match.span(1)
            written = match[1]
            opens = not run or start == block.body
            common = written.islower() or (opens and written[1:].islower())
            run.append(_Word(start, end, lowered[start:end], common))
            if match[2].strip(" ,\n\u00a0"):
                yield run
                run = []
    yield run


def _slips(run: Sequence[_Word], phrases: _Phrases) -> Iterator[tuple[Span, str]]:
    """Windows of two to four words that miss a set phrase by one syllable, or by marks alone."""
    words = [word.word for word in run]
    odd = {
        at for at, pair in enumerate(pairwise(words)) if pair not in phrases.pairs and _near(pair, phrases)
    }
    starts = {at - back for at in odd for back in range(_LONGEST - 1) if at >= back}
    starts.update(at for at, pair in enumerate(pairwise(map(_plain, words))) if pair in phrases.openings)
    reached = 0
    for at in sorted(starts):
        for size in range(min(_LONGEST, len(run) - at), 1, -1) if at >= reached else ():
            is_odd = not odd.isdisjoint(range(at, at + size - 1))
            meant = _meant(run[at : at + size], phrases, is_odd=is_odd)
            if meant is not None and not _belongs_elsewhere(run, at, at + size - 1):
                first, phrase = _trimmed(words, at, meant, phrases)
                yield (run[first].start, run[at + size - 1].end), phrase
                reached = at + size
                break


def _trimmed(words: Sequence[str], at: int, meant: str, phrases: _Phrases) -> tuple[int, str]:
    """Without the right words before the slip, where what is left is a phrase of its own."""
    syllables = tuple(meant.split())
    while words[at] == syllables[0] and syllables[1:] in phrases.whole:
        at, syllables = at + 1, syllables[1:]
    return at, " ".join(syllables)


def _near(pair: tuple[str, str], phrases: _Phrases) -> bool:
    """True where two words come near a pair of some phrase; remembered, as the same pairs stand all over a plan."""
    known = phrases.near.get(pair)
    if known is None:
        known = phrases.near[pair] = _comes_near(pair, phrases)
    return known


def _comes_near(pair: tuple[str, str], phrases: _Phrases) -> bool:
    first, second = pair
    if (_plain(first), _plain(second)) in phrases.plain_pairs:
        return True
    after, before = phrases.after.get(first, ()), phrases.before.get(second, ())
    return any(_rank(second, word) is not None for word in after) or any(
        _rank(first, word) is not None for word in before
    )


def _meant(window: Sequence[_Word], phrases: _Phrases, *, is_odd: bool) -> str | None:
    """The phrase that these words should be, where they miss one; words that are none must be among them."""
    words = tuple(word.word for word in window)
    marked = phrases.folded.get(tuple(map(_plain, words)))
    if not is_odd and (marked is None or len(words) == _PAIR):
        return None
    if words in phrases.whole or _is_parted(window) or not all(word.common for word in window):
        return None
    if marked is not None and phrases.everywhere.isdisjoint(set(words) - set(marked.split())):
        return marked
    return _by_letter(words, phrases)


def _is_parted(window: Sequence[_Word]) -> bool:
    """True where a comma stands inside a window of two words."""
    return len(window) == _PAIR and window[1].start - window[0].end > 1


def _by_letter(window: tuple[str, ...], phrases: _Phrases) -> str | None:
    """The likeliest phrase from which one syllable differs; no word that stands anywhere is such a slip."""
    ranked = [
        (rank, " ".join((*window[:place], meant, *window[place + 1 :])))
        for place, written in enumerate(window)
        if written not in phrases.everywhere
        for meant in phrases.gaps.get((*window[:place], None, *window[place + 1 :]), ())
        if (rank := _rank(written, meant)) is not None
    ]
    return min(ranked)[1] if ranked else None


def _belongs_elsewhere(run: Sequence[_Word], first: int, last: int) -> bool:
    """True where the window's first or last syllable makes a word with its neighbour outside."""
    beside = [(at - 1, at) for at in (first, last + 1) if 0 < at < len(run)]
    return any(
        (run[left].word, run[right].word) in known_words()
        for left, right in beside
        if run[right].start - run[left].end == 1
    )


def _joined(written: str, phrases: _Phrases) -> str | None:
    """Two syllables without the space between them, where the word is none itself."""
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
    return " ".join(parts[0]) if len(parts) == 1 else None


def _stops(plan: Plan) -> Iterable[Span]:
    """«internet.Tham dự»: a sentence that begins without a space."""
    text = plan.text.text
    for match in _AFTER_STOP.finditer(text):
        start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        end = match.end()
        while end < len(text) and text[end].isalpha():
            end += 1
        if "/" not in text[start:end] and "@" not in text[start:end]:
            yield start, end
