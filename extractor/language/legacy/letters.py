"""The Vietnamese letters as vowels and tones: what every code table is written over."""

import unicodedata

PLAIN_VOWELS = "aeiouy"
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot below: the order of TCVN 5712
ACUTE, DOT = "\u0301", "\u0323"


def toned(vowel: str, tone: str) -> str:
    """The one letter that a vowel (small or capital) and a combining tone ("" for none) make."""
    return unicodedata.normalize("NFC", vowel + tone)


def _split_letters() -> dict[str, tuple[str, str]]:
    split = {"đ": ("đ", "")}
    for vowel in VOWELS:
        split[vowel] = (vowel, "")
        split |= {toned(vowel, tone): (vowel, tone) for tone in TONES}
    return split | {
        chr(code): (chr(code), "") for code in range(ord("a"), ord("z") + 1) if chr(code) not in split
    }


# Every small letter of a Vietnamese word as its bare letter and its tone.
SMALL_LETTERS: dict[str, tuple[str, str]] = _split_letters()
# The 67 letters of each case that ASCII lacks.
MARKED_SMALL = "".join(letter for letter in SMALL_LETTERS if not letter.isascii())
MARKED = MARKED_SMALL + MARKED_SMALL.upper()
