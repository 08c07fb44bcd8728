"""Tone marks that stand on the wrong letter of a syllable, and where they belong.

«hòan», «kế họach», «cuả»: the spelling is wrong, the word is plain. What a plan says stays as it is written;
for comparing, the tone goes where the orthography has it.
"""

import re
from functools import lru_cache

from extractor.language.legacy.letters import SMALL_LETTERS, TONES, VOWELS, toned

_TONED = {vowel: "".join(toned(vowel, tone) for tone in TONES) for vowel in VOWELS}


def _pattern(*ways: str) -> re.Pattern[str]:
    """A pattern of any of the ways, in which <v> stands for the five toned letters of the vowel v, <end> and
    <on> for what follows at the end of a word and inside one. Of `re`: it is looked for in every text.
    """
    text = "|".join(ways)
    for vowel, letters in _TONED.items():
        text = text.replace(f"<{vowel}>", letters)
    return re.compile(text.replace("<end>", r"(?![^\W\d_])").replace("<on>", r"(?=[^\W\d_])"))


# On the first of the vowels where the last has it: some pairs always, some where a letter follows; behind «q»
# and «g», u and i are part of the consonant.
_EARLY = ("[<i><y>]ê", "[<u>][ôâê]", "[<ư>]ơ", "[<o>]ă", "q[<u>][aăâeêiơy]", "g[<i>][aăâeêoôơuư]")
_TOO_EARLY = _pattern("[<u>]yê", *_EARLY[:4], "[<o>][ae]<on>", "[<u>]y<on>",
                      "(?<=q)[<u>][aăâeêiơy]", "(?<=g)[<i>][aăâeêoôơuư]")  # fmt: skip
_EARLY_SEEN = _pattern(  # quick to look for, and seldom there
    "[<i><o><u><ư><y>][aăâeêioôơuưy](?:"
    + "|".join(f"(?<={pair})" for pair in _EARLY)
    + "|(?<=[<o>][ae])<on>|(?<=[<u>]y)<on>)"
)
# On the last, with nothing behind it, where the first has it.
_LATE = ("[aoôơư][<i>]", "[ae][<o>]", "[aâêư][<u>]", "[aâ][<y>]", "ư[<a>]")
_LATE_GLIDES = ("[^q]u[<i>]", "[^q]u[<a>]", "[^g]i[<u>]", "[^g]i[<a>]")
_TOO_LATE = _pattern(
    *(f"{pair}<end>" for pair in _LATE), *(f"(?<={glide[:4]}){glide[4:]}<end>" for glide in _LATE_GLIDES)
)
_LATE_SEEN = _pattern(
    "[<i><o><u><y><a>]<end>(?:" + "|".join(f"(?<={pair})" for pair in (*_LATE, *_LATE_GLIDES)) + ")"
)


def with_tones_in_place(lowered: str) -> str:
    """Small letters (NFC) with every tone on the letter that the orthography gives it to; the same length."""
    if _EARLY_SEEN.search(lowered) is not None:
        lowered = _TOO_EARLY.sub(_moved, lowered)
    if _LATE_SEEN.search(lowered) is not None:
        lowered = _TOO_LATE.sub(_moved, lowered)
    return lowered


def _moved(match: re.Match[str]) -> str:
    return _exchanged(match[0])


@lru_cache(maxsize=512)
def _exchanged(vowels: str) -> str:
    """The vowels with the tone of the first on the last, or of the last on the first."""
    (first, early), (last, late) = SMALL_LETTERS[vowels[0]], SMALL_LETTERS[vowels[-1]]
    return toned(first, late) + vowels[1:-1] + toned(last, early)
