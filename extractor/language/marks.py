"""Marks that Unicode cannot compose: a tone typed before its hat («á» + ^), or behind the last consonant («toań»)."""

import unicodedata

from extractor import regex
from extractor.language.legacy.letters import TONES, VOWELS, toned
from extractor.language.legacy.syllables import is_syllable

# Consonants with a tone as one letter. «ñ» is no such: it is the «đ» of another encoding.
_TONED_CONSONANTS = "".join(
    letter
    for consonant in "bcdghklmnpqrstvx"
    for tone in TONES
    if len(letter := toned(consonant, tone)) == 1 and letter != "ñ"
)
LOOSE = f"\u0300-\u036f{_TONED_CONSONANTS}{_TONED_CONSONANTS.upper()}"
_LOOSE = regex.compile(f"[{LOOSE}]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LONGEST = 12  # a syllable of seven letters with its marks


def with_marks_settled(text: str) -> str:
    """NFC text with such words as NFC has them; what is no Vietnamese syllable even so stays as it is."""
    if _LOOSE.search(text) is None:
        return text
    return str(_WORD.sub(lambda word: _settled(word[0]), text))


def _settled(word: str) -> str:
    if len(word) > _LONGEST or _LOOSE.search(word) is None:
        return word
    signs = unicodedata.normalize("NFD", word)
    tones = set(signs).intersection(TONES)
    letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in TONES))
    if len(tones) != 1:
        return word
    at = _place(letters.lower())
    settled = letters[:at] + toned(letters[at : at + 1], tones.pop()) + letters[at + 1 :]
    return settled if is_syllable(settled) else word


def _place(letters: str) -> int:
    """Index of the vowel that carries the tone of a syllable, 0 where there is none."""
    onset = 2 if letters.startswith(("qu", "gi")) and letters[2:3] in tuple(VOWELS) else 0
    vowels = [at for at, letter in enumerate(letters) if letter in VOWELS and at >= onset]
    shaped = [at for at in vowels if letters[at] in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    if not vowels:
        return 0
    closed = vowels[-1] + 1 < len(letters)
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
