"""Which encoding a text is in, told by its words: a reading that gives Vietnamese syllables is the right one.

A good Unicode text is never touched: its own words are syllables already. Every stretch of text is judged
for itself; one of few words goes with those beside it that use the same font.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor import regex
from extractor.language.legacy.encodings import ENCODINGS, Encoding
from extractor.language.legacy.letters import MARKED, SMALL_LETTERS
from extractor.language.legacy.syllables import is_syllable

# Letters that Vietnamese lacks, and signs that TCVN3 has its commonest letters on: a clean text has few or none.
_FOREIGN = "ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ"
_SUSPECT = regex.compile(
    rf"[{_FOREIGN}]|(?<=[\p{{L}}])[¡-ª¬®¯´-¹¼-¿×÷]|[¡-ª¬®¯´-¹¼-¿×](?=[\p{{L}}])|(?<=[a-zà-ý])[ÌÒ]"
)
# Such letters in UTF-8 and XML: searches that go from one lead byte to the next.
_SCREEN_BYTES = (
    re.compile(rb"\xc2[\xa1-\xa9\xac\xae\xaf\xb4-\xb9\xbc-\xbf]"),
    re.compile(rb"&#(?:1[6-9]\d|2[0-5]\d|[xX][A-Fa-f][\dA-Fa-f]);"),
    re.compile(b"\xc3[" + re.escape(bytes(sorted(letter.encode()[1] for letter in _FOREIGN))) + b"]"),
)
_BEYOND = regex.compile("[" + "".join(letter for letter in MARKED if ord(letter) > 0xFF) + "]")
_CHUNK = regex.compile(r"[^ \t\r\n\f\v]+")
_WORD = regex.compile(r"[\p{L}\p{M}¡-\u00ac\u00ad®-¿×÷]+")
_HARMLESS = "«»°²³·©®§±¹º¼½¾¿¡ª´¸¨\u00ad×÷"
_ETH = str.maketrans("ðÐ", "đĐ")
_INVALID = 2  # an impossible word weighs as much against a reading as two good ones for it
_MARGIN = 3
_FEW = 2
_USUAL_LENGTH = 40
_MOST_BAD = 0.25
_VOWELS = frozenset(letter for letter, (bare, _) in SMALL_LETTERS.items() if bare in "aăâeêioôơuưy")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one font, as they look in Unicode.

    `claim`: the key of the encoding that the font's name stands for, None where it says nothing.
    """

    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The encoding of each stretch, None for Unicode; `doubtful`: some words may be in one and were left."""

    encodings: tuple[Encoding | None, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Weight:
    """How many words with marks a reading makes syllables, and how many impossible words."""

    good: int = 0
    bad: int = 0

    @property
    def score(self) -> int:
        return self.good - _INVALID * self.bad

    @property
    def sound(self) -> bool:
        return self.bad <= _MOST_BAD * self.good


def is_suspect(text: str) -> bool:
    """Whether a text holds anything that an old encoding leaves and Vietnamese in Unicode does not; quick."""
    if text.isascii() or not may_be_suspect(text.encode("utf-8", "surrogatepass")):
        return False
    return _SUSPECT.search(text) is not None


def may_be_suspect(utf8: bytes) -> bool:
    """The same of a document in UTF-8 and XML, quicker still; False is sure."""
    return any(screen.search(utf8) is not None for screen in _SCREEN_BYTES)


def judge(stretches: Sequence[Stretch]) -> Verdicts:
    """The encoding of each of the stretches of one document, which are in reading order."""
    looked_at = [_is_open(stretch) for stretch in stretches]
    if not any(looked_at):
        return Verdicts((None,) * len(stretches))
    votes = [_vote(stretch) if open_ else None for stretch, open_ in zip(stretches, looked_at, strict=True)]
    if not any(votes):
        return Verdicts((None,) * len(stretches), any(map(_is_doubtful, stretches)))
    votes = [vote or _vote(stretch) for vote, stretch in zip(votes, stretches, strict=True)]
    return _settled(stretches, votes)


def _is_open(stretch: Stretch) -> bool:
    if stretch.text.isascii():
        return False
    return stretch.claim is not None or is_suspect(stretch.text)


def _vote(stretch: Stretch) -> str | None:
    """The key of the encoding that the stretch's own words prove, "" for Unicode, None where too few."""
    if stretch.text.isascii():
        return None
    plain = _weigh("", stretch.text)
    best, weight = _best(stretch)
    enough = 1 if best == stretch.claim else _FEW
    margin = _FEW if best == stretch.claim else _MARGIN
    if weight.good >= enough and weight.sound and weight.score - plain.score >= margin:
        return None if _has_rival(stretch, best, weight) else best
    if _BEYOND.search(stretch.text) or (plain.good >= _FEW and plain.score - weight.score >= _MARGIN):
        return ""
    return None


def _best(stretch: Stretch) -> tuple[str, _Weight]:
    """The encoding that reads the words best; the font's own where others do no better."""
    weights = {key: _weigh(key, stretch.text) for key in ENCODINGS}
    best = max(weights, key=lambda key: (weights[key].score, weights[key].good, key == stretch.claim))
    return best, weights[best]


def _has_rival(stretch: Stretch, best: str, weight: _Weight) -> bool:
    """Whether another encoding reads the words nearly as well and otherwise."""
    if best == stretch.claim:
        return False
    close = (key for key in ENCODINGS if weight.score - _weigh(key, stretch.text).score < _FEW)
    read = ENCODINGS[best].decode(stretch.text)
    return any(ENCODINGS[key].decode(stretch.text) != read for key in close)


def _settled(stretches: Sequence[Stretch], votes: Sequence[str | None]) -> Verdicts:
    """Every stretch with too few words of its own goes with its neighbours or with its font."""
    tallies = _tallies(stretches, votes)
    beside = list(_beside(stretches, votes))
    chosen: list[Encoding | None] = []
    doubtful = False
    for stretch, vote, near in zip(stretches, votes, beside, strict=True):
        key = vote if vote is not None else _carried(stretch, near, tallies[stretch.claim])
        doubtful |= key == "" and vote is None and _is_doubtful(stretch)
        chosen.append(ENCODINGS.get(key))
    return Verdicts(tuple(chosen), doubtful)


def _tallies(stretches: Sequence[Stretch], votes: Sequence[str | None]) -> dict[str | None, Counter[str]]:
    tallies: dict[str | None, Counter[str]] = {stretch.claim: Counter() for stretch in stretches}
    for stretch, vote in zip(stretches, votes, strict=True):
        if vote is not None:
            tallies[stretch.claim][vote] += len(stretch.text)
    return tallies


def _beside(
    stretches: Sequence[Stretch], votes: Sequence[str | None]
) -> Iterator[tuple[str | None, str | None]]:
    """The votes before and after each stretch among those of its font."""
    before = _last_votes(stretches, votes)
    after = list(_last_votes(stretches[::-1], votes[::-1]))[::-1]
    yield from zip(before, after, strict=True)


def _last_votes(stretches: Sequence[Stretch], votes: Sequence[str | None]) -> Iterator[str | None]:
    last: dict[str | None, str] = {}
    for stretch, vote in zip(stretches, votes, strict=True):
        yield last.get(stretch.claim)
        if vote is not None:
            last[stretch.claim] = vote


def _carried(stretch: Stretch, near: tuple[str | None, str | None], tally: Counter[str]) -> str:
    """The encoding of a stretch of few words, "" for Unicode."""
    beside = {vote for vote in near if vote is not None}
    if beside:  # where two encodings meet, the one that reads it better
        key = max(beside, key=lambda vote: (_weigh(vote, stretch.text).score, tally[vote], vote))
    elif tally:
        key = tally.most_common(1)[0][0]
    else:
        key = stretch.claim or ""
    if key and (
        _BEYOND.search(stretch.text) or _weigh(key, stretch.text).good < _weigh("", stretch.text).good
    ):
        return ""
    return key


def _is_doubtful(stretch: Stretch) -> bool:
    if stretch.text.isascii() or not is_suspect(stretch.text):
        return False
    plain, (_, weight) = _weigh("", stretch.text), _best(stretch)
    return weight.good > 0 and weight.sound and weight.score > plain.score


def _weigh(key: str, text: str) -> _Weight:
    good = bad = 0
    for chunk in _CHUNK.findall(text):
        if not chunk.isascii():
            weigh = _weigh_usual if len(chunk) <= _USUAL_LENGTH else _weigh_chunk
            more = weigh(key, chunk)
            good, bad = good + more[0], bad + more[1]
    return _Weight(good, bad)


def _weigh_chunk(key: str, chunk: str) -> tuple[int, int]:
    """Syllables with marks and impossible words among the words of a chunk without spaces."""
    if key and _BEYOND.search(chunk):
        return 0, 1
    good = bad = 0
    for word in _WORD.findall(ENCODINGS[key].decode(chunk) if key else chunk):
        core = word.strip(_HARMLESS).translate(_ETH)
        if core.isascii() or len(core) == 1:
            continue
        if is_syllable(core):
            good += 1
        elif not _is_initials(core):
            bad += 1
    return good, bad


# Words come again and again; what is longer than any is weighed once, and not kept.
_weigh_usual = lru_cache(maxsize=16384)(_weigh_chunk)


def _is_initials(word: str) -> bool:
    """«QĐ», «HĐND»: Vietnamese letters without a vowel."""
    lowered = word.lower()
    return all(letter in SMALL_LETTERS and letter not in _VOWELS for letter in lowered)
