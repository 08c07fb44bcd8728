"""Vietnamese text as characters: normal form, folding for search, canonical spelling for matching."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extractor import regex
from extractor.language.marks import LOOSE, with_marks_settled
from extractor.language.tones import with_tones_in_place

_NOT_TEXT = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
_WIDE_SPACES = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\r\v\f"
_SPACES = str.maketrans(dict.fromkeys(_WIDE_SPACES, " "))
# Đ in the look of another script: what fonts of 8 bits and foreign keyboards give for it. No Vietnamese
# word holds the Icelandic eth or the African D with tail.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_ETHS = "ÐðƉɖ"
_THOUSANDS_SPACE = regex.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
# What most texts hold none of; of `re`, which looks for letters of a set in a tenth of the time.
_ODD = re.compile(f"[{_ETHS}\u00a0{_WIDE_SPACES}{LOOSE}{_NOT_TEXT.pattern[1:]}")
_LABEL_LENGTH = 40
_KEPT_SPACE = "\ue000"  # private use: a no-break space between groups of digits while spaces are folded

# Tone marks on the first or the second vowel of oa, oe, uy: both spellings are in use.
_TONE_PAIRS = {
    old: new
    for base in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
    for old, new in [
        (
            unicodedata.normalize("NFC", base + mark),
            unicodedata.normalize("NFC", base[0] + mark + base[1]),
        )
    ]
}
_TONE = regex.compile("(?<!q)(?:" + "|".join(_TONE_PAIRS) + r")(?!\p{L})")
_TONE_SEEN = regex.compile(  # quick to look for, and seldom there
    f"[{''.join({old[0] for old in _TONE_PAIRS})}][{''.join({old[1] for old in _TONE_PAIRS})}](?<!qu.)(?!\\p{{L}})"
)
_TI = regex.compile(r"\btỉ(?= (?:lệ|đồng|trọng|suất|vnđ)\b|\b(?= *[;,.)]))|(?<=\d )tỉ\b|(?<=\d)tỉ\b")


def normal(text: str) -> str:
    """NFC with one đ, without control and invisible characters; each line's runs of spaces are one space.

    Marks that stand out of order are put in order. A no-break space that groups the digits of a figure stays,
    so that the figure stays whole.
    """
    text = unicodedata.normalize("NFC", text)
    if _ODD.search(text) is not None:
        text = text.translate(_ETH)
        text = _THOUSANDS_SPACE.sub(_KEPT_SPACE, text).replace("\u00a0", " ").translate(_SPACES)
        text = with_marks_settled(unicodedata.normalize("NFC", _NOT_TEXT.sub("", text)))
    return single_spaced(text).replace(_KEPT_SPACE, "\u00a0")


def single_spaced(text: str) -> str:
    """The text without spaces at its ends and with one space for several; most texts are so already."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return " ".join([part for part in text.split(" ") if part])
    return text


def canonical(text: str) -> str:
    """Lower case with the tones in place («hòan» → «hoàn», «cuả» → «của»), one spelling of what has two («hoà» →
    «hòa», «uỷ» → «ủy») and of «tỷ»; same length."""
    return _canonical_label(text) if len(text) <= _LABEL_LENGTH else _canonical(text)


def _canonical(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few foreign capitals grow when lowered
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = with_tones_in_place(lowered)
    if _TONE_SEEN.search(lowered) is not None:
        lowered = _TONE.sub(lambda match: _TONE_PAIRS[match[0]], lowered)
    return str(_TI.sub("tỷ", lowered)) if "tỉ" in lowered else lowered


# Labels, heads and single words come up again and again in a plan.
_canonical_label = lru_cache(maxsize=8192)(_canonical)
# The whole text of a plan is asked for by every family of checks: it is worked out once.
canonical_text = lru_cache(maxsize=2)(canonical)


# Labels of rows and heads of columns stand over or beside many figures each.
canonical_label = lru_cache(maxsize=1024)(canonical)


@lru_cache(maxsize=1024)
def joined_labels(labels: tuple[str, ...]) -> str:
    """Labels, outermost first, in canonical spelling, joined by spaces."""
    return canonical(" ".join(labels))


class _Folding(dict[int, str]):
    """Letters without their marks, worked out when first met; a table for str.translate."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "d" if letter == "đ" else _without_marks(letter)
        self[code] = plain
        return plain


def _without_marks(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


_FOLDING = _Folding()


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words as they stand, the longest tried first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


def fold(text: str) -> str:
    """Without case and diacritics, đ included, one spelling of «tỉ/tỷ»: what a search compares.

    Same words in NFC, NFD, any tone placement give the same result.
    """
    return unmarked(canonical(unicodedata.normalize("NFC", text)))


def unmarked(lowered: str) -> str:
    """Canonical text without diacritics; the same length where it holds no lone combining marks."""
    return lowered.translate(_FOLDING)


def has_marks(text: str) -> bool:
    """True where the text carries Vietnamese diacritics (đ counts)."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return any(not c.isascii() and _FOLDING[ord(c)] != c for c in lowered)
