"""Slips of the pen: `typo-suspected`. Precision before recall; never a name, an abbreviation or a figure.

Told are words one mark or one letter away from a set phrase of such plans, where they are no words
themselves; words that stand twice («trong trong»); two words written as one («cácthông»); what misspelt.py
finds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from extractor import regex
from extractor.checker.left_out import joints, left_out
from extractor.checker.misspelt import misspelt, twice
from extractor.checker.report import Place, Verdicts, filled, finding, section_at
from extractor.checker.typo_screen import (
    LONGEST,
    PAIR,
    Pair,
    Phrases,
    Screen,
    missed,
    screen_of,
)
from extractor.checker.wording import same
from extractor.language.lexicon import known_syllables, known_words
from extractor.language.text import canonical_text
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Finding
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.checks import CheckRules

_WORD = regex.compile(r"(\p{L}+)([^\p{L}]*)")
_LETTER = regex.compile(r"\p{L}")
_AFTER_STOP = regex.compile(r"(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll}+ \p{Ll})")


class _Word(NamedTuple):
    """A syllable in canonical spelling, and whether it is written as a common word is."""

    start: int
    end: int
    word: str
    common: bool


def judge_typos(plan: Plan, rules: CheckRules) -> Verdicts:
    """The suspected slips of a plan, each where it stands."""
    texts = rules.rules.typo_suspected.messages
    found: list[Finding] = []
    lowered = canonical_text(plan.text.text)
    spelling = rules.spelling
    watched = _watched(spelling.whole, spelling.doubled_ends)
    screen = screen_of(spelling.phrases, spelling.everywhere, spelling.doubled, watched)
    phrases = screen.phrases
    suspected, beside = _suspected(plan, screen, lowered)
    for run in _runs(plan, suspected, lowered):
        told = screen.told([word.word for word in run])
        for (start, end), meant in _slips(run, told, phrases):
            expected = meant.capitalize() if plan.text.text[start].isupper() else meant
            found.append(_finding(plan, rules, (start, end), expected, texts.slip))
        for first, second in ((run[at], run[at + 1]) for at, pair in told if pair.doubled):
            if second.start - first.end == 1 and second.common:
                span = (first.start, second.end)
                found.append(_finding(plan, rules, span, plan.words((first.start, first.end)), texts.doubled))
        for word in run:
            if word.common and (parts := screen.joined(word.word)) is not None:
                found.append(_finding(plan, rules, (word.start, word.end), parts, texts.joined))
    found += (
        _finding(plan, rules, span, plan.words(span).replace(".", ". "), texts.joined)
        for span in _stops(plan)
    )
    told_of = [f.span for f in found]
    found += (
        _finding(plan, rules, span, expected, texts.doubled)
        for span, expected in twice(plan.text, rules.spelling.doubled_ends, beside)
        if not any(start < span[1] and span[0] < end for start, end in told_of)
    )
    told_of = [f.span for f in found]
    found += (
        _finding(plan, rules, span, expected, texts.slip)
        for span, expected in chain(
            misspelt(plan.text, rules.spelling.everywhere),
            left_out(plan.text, lowered, rules.spelling.whole, beside),
        )
        if not any(start < span[1] and span[0] < end for start, end in told_of)
    )
    return Verdicts(findings=tuple(found))


@lru_cache(maxsize=4)
def _watched(whole: tuple[str, ...], ends: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The words side by side that `twice` and `left_out` ask for."""
    return joints(whole).union((end, end) for end in ends)


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


def _suspected(plan: Plan, screen: Screen, lowered: str) -> tuple[list[int], set[tuple[str, str]]]:
    """The blocks that need a closer look, with all the suspicious ones beside them that may share a slip.

    With them those watched for that stand side by side in the plan.
    """
    screen.forget()
    blocks = [lowered[block.body : block.end] for block in plan.text.blocks]
    worded = [block if block[:1].isalpha() else _from_word(block) for block in blocks]
    words = [screen.words(block) for block in worded]
    hits, beside = screen.hits(list(chain.from_iterable(words)))
    if not hits:
        return [], beside
    ends = list(accumulate(map(len, words)))
    found: set[int] = set()
    suspicious = _Suspicious(blocks, screen)
    for index in sorted({bisect_right(ends, hit) for hit in hits}):
        if index not in found:
            found.update(suspicious.around(index))
    return sorted(found), beside


def _from_word(block: str) -> str:
    """Without the marks before the first word, which part it from no word of the block before."""
    first = _LETTER.search(block)
    return block[first.start() :] if first else ""


class _Suspicious:
    """The suspicious blocks of a plan, each with the one before it, looked for where they are asked for."""

    def __init__(self, blocks: Sequence[str], screen: Screen) -> None:
        self._blocks, self._screen = blocks, screen
        self._known: dict[int, bool] = {}

    def around(self, index: int) -> range:
        """The suspicious blocks side by side with a block, itself among them; none where it is not one."""
        first, stop = index, index
        while stop < len(self._blocks) and self._holds(stop):
            stop += 1
        while stop > index and first > 0 and self._holds(first - 1):
            first -= 1
        return range(first, stop)

    def _holds(self, index: int) -> bool:
        return any(self._is_suspect(at) for at in (index, index + 1) if at < len(self._blocks))

    def _is_suspect(self, index: int) -> bool:
        if index not in self._known:
            words = self._screen.words
            before = next(
                (found for at in range(index - 1, -1, -1) if (found := words(self._blocks[at]))), []
            )
            self._known[index] = self._screen.suspects([*before[-1:], *words(self._blocks[index])])
        return self._known[index]


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


def _slips(
    run: Sequence[_Word], told: Iterable[tuple[int, Pair]], phrases: Phrases
) -> Iterator[tuple[Span, str]]:
    """Windows of two to four words that miss a set phrase by one syllable, or by marks alone."""
    words = [word.word for word in run]
    odd = {at for at, pair in told if pair.near}
    starts = {at - back for at in odd for back in range(LONGEST - 1) if at >= back}
    starts.update(at for at, pair in told if pair.then)
    reached = 0
    for at in sorted(starts):
        for size in range(min(LONGEST, len(run) - at), 1, -1) if at >= reached else ():
            is_odd = not odd.isdisjoint(range(at, at + size - 1))
            meant = _meant(run[at : at + size], phrases, is_odd=is_odd)
            if meant is not None and (
                _is_no_word(words[at : at + size], meant)
                or not _belongs_elsewhere(run, at, at + size - 1, meant, phrases)
            ):
                first, phrase = _trimmed(words, at, meant, phrases)
                yield (run[first].start, run[at + size - 1].end), phrase
                reached = at + size
                break


def _is_no_word(written: Sequence[str], meant: str) -> bool:
    """Whether what slipped is no syllable of any word, so that it cannot belong to the words beside it."""
    return not known_syllables().issuperset(set(written) - set(meant.split()))


def _trimmed(words: Sequence[str], at: int, meant: str, phrases: Phrases) -> tuple[int, str]:
    """Without the right words before the slip, where what is left is a phrase of its own."""
    syllables = tuple(meant.split())
    while words[at] == syllables[0] and syllables[1:] in phrases.whole:
        at, syllables = at + 1, syllables[1:]
    return at, " ".join(syllables)


def _meant(window: Sequence[_Word], phrases: Phrases, *, is_odd: bool) -> str | None:
    """The phrase that these words should be, where they miss one; words that are none must be among them."""
    if _is_parted(window) or not all(word.common for word in window[1:]):
        return None
    meant = missed(tuple(word.word for word in window), phrases, is_odd=is_odd)
    right = meant is not None and meant.split()[0] == window[0].word
    return (
        meant if window[0].common or right else None
    )  # «Sở Tài chinh»: the name of an office is right so far


def _is_parted(window: Sequence[_Word]) -> bool:
    """True where a comma stands inside a window of two words."""
    return len(window) == PAIR and window[1].start - window[0].end > 1


def _belongs_elsewhere(run: Sequence[_Word], first: int, last: int, meant: str, phrases: Phrases) -> bool:
    """True where the window's first or last syllable makes a word or a set phrase with its neighbour outside.

    One written as it is meant does not, where the neighbour makes one with the word on its own far side: «xã hội
    chủ tri» has «xã hội», not «hội chủ».
    """
    syllables = meant.split()
    left = _is_word(run, first - 1, first, phrases) and not (
        run[first].word == syllables[0] and _is_word(run, first - 2, first - 1, phrases)
    )
    return left or (
        _is_word(run, last, last + 1, phrases)
        and not (run[last].word == syllables[-1] and _is_word(run, last + 1, last + 2, phrases))
    )


def _is_word(run: Sequence[_Word], left: int, right: int, phrases: Phrases) -> bool:
    """Whether two syllables side by side are a word or a set phrase."""
    if left < 0 or right >= len(run) or run[right].start - run[left].end != 1:
        return False
    pair = run[left].word, run[right].word
    return pair in known_words() or pair in phrases.whole


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
