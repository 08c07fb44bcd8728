"""Faults of writing: brackets and quotation marks, ways of writing figures, slips of the pen."""

import itertools
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from extractor.language.lexicon import known_pairs
from extractor.rulebook import load_rulebook
from maker.model import Sample
from seeded.edits import Edit, Fault, Place, prose
from seeded.figures import bare, malformed

_BRACKETED = re.compile(r"\([^()]{3,70}\)")
_QUOTED = re.compile(r"“[^“”]{3,60}”")
_GROUPED = re.compile(r"(?<![\d.,/-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,/-]*\d)")
_UNIT = re.compile(r" (?:tỷ|triệu|nghìn)? ?đồng| (?:hộ|người|lao động|học sinh|khẩu|lượt)")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = (
    ("tr", "ch"),
    ("ch", "tr"),
    ("s", "x"),
    ("x", "s"),
    ("gi", "d"),
    ("l", "n"),
    ("ng", "n"),
    ("qu", "q"),
)
_PER_BLOCK = 2


def form_faults(sample: Sample, rng: random.Random) -> Iterator[Fault]:
    """Every fault of this family at every place of the plan."""
    for at, block in prose(sample):
        yield from _brackets(at, block.source)
        if block.kind != "basis":
            yield from _figures(sample, at, block.source, rng)
        yield from _slips(at, block.source, rng)


def _brackets(at: int, source: str) -> Iterator[Fault]:
    """One of the two taken out. The edit holds the words between, so that both are its place."""
    for pattern, name in ((_BRACKETED, "bracket"), (_QUOTED, "quotation")):
        for match in pattern.finditer(source):
            place = Place(at, *match.span())
            yield Fault("bracket-unbalanced", f"{name} closing", (Edit(place, match[0][:-1]),))
            yield Fault("bracket-unbalanced", f"{name} opening", (Edit(place, match[0][1:]),))


def _figures(sample: Sample, at: int, source: str, rng: random.Random) -> Iterator[Fault]:
    others = sum(len(_GROUPED.findall(block.source)) for _, block in prose(sample))
    for match in _GROUPED.finditer(source):
        if _UNIT.match(source, match.end()) is None:
            continue
        place = Place(at, *match.span())
        yield Fault("number-format", "malformed", (Edit(place, malformed(match[0], rng)),))
        if others > _PER_BLOCK:
            yield Fault("number-format", "two ways", (Edit(place, bare(match[0])),))


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], frozenset[str]]:
    spelling = load_rulebook().checks.spelling
    short = sorted((p for p in spelling.phrases if 2 <= len(p.split()) <= 3), key=len, reverse=True)
    doubled = spelling.doubled
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, short))})(?!\w)"), frozenset(doubled)


def _slips(at: int, source: str, rng: random.Random) -> Iterator[Fault]:
    phrases, doubled = _phrases()
    found = list(phrases.finditer(source))
    for match in rng.sample(found, min(_PER_BLOCK, len(found))):
        place = Place(at, *match.span())
        for kind, written in _misspellings(match[0], rng):
            yield Fault("typo-suspected", kind, (Edit(place, written),))
    words = [m for m in re.finditer(r"(?<= )\w+(?= )", source) if m[0] in doubled]
    for match in rng.sample(words, min(1, len(words))):
        yield Fault("typo-suspected", "twice", (Edit(Place(at, *match.span()), f"{match[0]} {match[0]}"),))


def _misspellings(phrase: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    syllables = phrase.split()
    for kind, slip in (("mark", _other_mark), ("letter", _other_letter)):
        at = rng.randrange(len(syllables))
        other = slip(syllables[at], rng)
        if other is not None and not _is_a_word([*syllables[:at], other, *syllables[at + 1 :]], at):
            yield kind, " ".join([*syllables[:at], other, *syllables[at + 1 :]])
    if all(len(s) > 2 for s in syllables) and not "".join(syllables).isascii():
        at = rng.randrange(1, len(syllables))
        yield "space", "".join([" ".join(syllables[:at]), " ".join(syllables[at:])])


def _is_a_word(syllables: list[str], at: int) -> bool:
    """Whether the other spelling is a word of the dictionary with its neighbour, and so no slip by itself."""
    pairs = {(a, b) for i, (a, b) in enumerate(itertools.pairwise(syllables)) if at in (i, i + 1)}
    return not pairs.isdisjoint(known_pairs())


def _other_mark(syllable: str, rng: random.Random) -> str | None:
    """The syllable with another tone, on the letter that bears one; None where none bears it."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = [i for i, c in enumerate(letters) if c in _TONES]
    if not tones:
        return None
    tone = rng.choice([t for t in _TONES if t != letters[tones[0]]])
    rest = letters[: tones[0]] + letters[tones[0] + 1 :]
    end = next((i for i in range(tones[0], len(rest)) if not unicodedata.combining(rest[i])), len(rest))
    return unicodedata.normalize("NFC", rest[:end] + tone + rest[end:])


def _other_letter(syllable: str, rng: random.Random) -> str | None:
    fitting = [(old, new) for old, new in _LETTERS if syllable.startswith(old)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return new + syllable[len(old) :]
