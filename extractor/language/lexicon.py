"""Which words are words: the dictionary that underthesea brings, and how near two syllables are."""

from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple
from unicodedata import normalize

from extractor import regex
from extractor.language.segmenter import brought
from extractor.language.text import canonical, fold

_DICTIONARY: Final = "corpus/data/Viet74K.txt"  # of underthesea
_SPELT_BY_CONTEXT: Final = "tỉ"
_CONFUSED: Final = (
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi"),
    ("r", "gi"),
    ("d", "r"),
    ("l", "n"),
    ("c", "k"),
    ("ng", "ngh"),
)
_ENDINGS: Final = (("n", "ng"), ("t", "c"), ("i", "y"), ("n", "nh"))
_HEAD = regex.compile(r"(?P<head>ngh|ng|nh|ch|tr|th|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?(?P<rest>.*)")


class _Known(NamedTuple):
    """The dictionary as it is asked: two syllables side by side, words of two syllables, syllables."""

    pairs: frozenset[tuple[str, str]]
    words: frozenset[tuple[str, str]]
    syllables: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    lines = brought(_DICTIONARY).read_text(encoding="utf-8").splitlines()
    spelt = _Spelt()
    words = [tuple(map(spelt.__getitem__, line.split())) for line in lines if _SPELT_BY_CONTEXT not in line]
    words += [tuple(canonical(line).split()) for line in lines if _SPELT_BY_CONTEXT in line]
    two = frozenset(word for word in words if len(word) == 2)
    longer = (pair for word in words if len(word) > 2 for pair in pairwise(word))
    return _Known(two.union(longer), two, frozenset(filter(str.isalpha, chain.from_iterable(words))))


class _Spelt(dict[str, str]):
    """Syllables in canonical spelling; thousands of words are made of the same few."""

    def __missing__(self, syllable: str) -> str:
        found = self[syllable] = canonical(syllable)
        return found


def known_pairs() -> frozenset[tuple[str, str]]:
    """Every two syllables that stand side by side in a word of the dictionary, in canonical spelling."""
    return _known().pairs


def known_words() -> frozenset[tuple[str, str]]:
    """The words of the dictionary that have two syllables, in canonical spelling."""
    return _known().words


def known_syllables() -> frozenset[str]:
    """Every syllable of the dictionary that is written in letters alone, in canonical spelling."""
    return _known().syllables


# A text has a few thousand syllables, and each is held against many others.
plain = lru_cache(maxsize=8192)(fold)


def slip_rank(written: str, meant: str) -> int | None:
    """How unlikely it is that one syllable is the other slipped: 0 a mark, 1 a sound, 2 a letter; None not at all.

    >>> slip_rank("đầu", "đấu"), slip_rank("trí", "chí"), slip_rank("thôn", "thông"), slip_rank("xã", "huyện")
    (0, 1, 1, None)
    """
    if written == meant:
        return None
    bare, other = plain(written), plain(meant)
    if bare == other:
        return 0
    if tone(written) != tone(meant):
        return None
    if _sounds_alike(bare, other):
        return 1
    return 2 if _one_letter(bare, other) else None


def slip_keys(syllable: str) -> tuple[str, ...]:
    """Keys of which two syllables have one in common wherever one may be the other slipped; quick to compare.

    >>> set(slip_keys("thôn")) & set(slip_keys("thông")), set(slip_keys("thôn")) & set(slip_keys("xã"))
    ({'t'}, set())
    """
    bare, mark = plain(syllable), tone(syllable)
    spoken = bare.replace("y", "i")
    head = _HEAD.fullmatch(spoken)
    rest = head["rest"] if head else spoken
    return f"={bare}", mark + spoken[:1], f"{mark}-{rest}"


@lru_cache(maxsize=8192)
def tone(syllable: str) -> str:
    """The tone mark alone, as a combining character, or nothing."""
    return "".join(c for c in normalize("NFD", syllable) if c in "\u0300\u0301\u0303\u0309\u0323")


def _one_letter(a: str, b: str) -> bool:
    """One letter too many or too few, inside or at the end; the first letter is another word's."""
    short, long = sorted((a, b), key=len)
    if len(long) != len(short) + 1 or len(short) < 2:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def _sounds_alike(a: str, b: str) -> bool:
    """Beginnings or endings that are mistaken for each other in speech."""
    first, second = _HEAD.fullmatch(a), _HEAD.fullmatch(b)
    if first is None or second is None:
        return False
    heads, rests = {first["head"], second["head"]}, (first["rest"], second["rest"])
    if rests[0] == rests[1]:
        return any(heads == set(pair) for pair in _CONFUSED)
    return len(heads) == 1 and any(
        {rests[0], rests[1]} == {stem + x, stem + y}
        for x, y in _ENDINGS
        for stem in (rests[0].removesuffix(x), rests[0].removesuffix(y))
    )
