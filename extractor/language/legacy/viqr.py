"""VIQR (RFC 1456): Vietnamese in plain ASCII, marks written after their vowels."""

import unicodedata
from itertools import groupby

from extractor import regex
from extractor.language.legacy.encodings import Encoding
from extractor.language.legacy.syllables import is_syllable

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_LETTER = regex.compile(
    r"\\(?<kept>[\^(+*'`?~.\\])|(?<d>(?<![a-z])[dD][dD])"
    r"|(?<vowel>[aA][\^(]?|[eE]\^?|[oO](?:[\^+]|\*(?!\*))?|[uU](?:\+|\*(?!\*))?|[iIyY])"
    r"(?<tone>['`?~]|\.(?=[A-Za-z,;:).-]|/(?!\.))|\.(?=[^\S\n][a-z(\d-]|\n[a-z](?![.)]))"
    # before a capital or at a line's end: no end of a sentence in words that are hardly ever without it
    r"|(?<=\b(?:[bBhH][oO]\^|[vV][uU]|[nN][gG][hH]([iI]|[eE]\^)|[cC][hH][oO]\+|[tT][rR][oO]\+|[dD][dD][oO]\^))"
    r"\.(?=[ \r]*$| \p{Lu})|(?<=\b(?:Thi|THI))\.(?= \p{Lu}))?",
    regex.MULTILINE,
)
_SHAPED = regex.compile(r"[aeoAEO]\^|[aA]\([\s'`?~.A-Za-z]|[oOuU]\+|\b[dD][dD]\p{L}|[A-Z]DD[A-Z-]")
_WORD = regex.compile(r"\p{L}+")
_OTHER_LETTER = regex.compile(r"[\p{L}\p{M}--\p{ASCII}]", regex.V1)
_FEW = 20
_SHARE = 0.8


def from_viqr(text: str) -> str | None:
    """The text in Unicode where it is Vietnamese in VIQR, else None; dashes and quotation marks may be any."""
    if (not text.isascii() and _OTHER_LETTER.search(text)) or len(
        _SHAPED.findall(text, endpos=100_000)
    ) < _FEW:
        return None
    decoded = VIQR.decode(text)
    marked = [word for word in _WORD.findall(decoded) if not word.isascii()]
    good = sum(map(is_syllable, marked))
    return decoded if good >= _SHARE * len(marked) else None


def stretches_from_viqr(text: str) -> str | None:
    """The text with those of its lines in Unicode that are VIQR, many of them together; None where none are."""
    if "^" not in text:
        return None
    found = False
    read: list[str] = []
    for plain, lines in groupby(text.split("\n"), key=lambda line: _OTHER_LETTER.search(line) is None):
        words = "\n".join(lines)
        decoded = from_viqr(words) if plain else None
        found |= decoded is not None
        read.append(words if decoded is None else decoded)
    return "\n".join(read) if found else None


def _letter(match: "regex.Match[str]") -> str:
    if match["kept"]:
        return str(match["kept"])
    if match["d"]:
        return "Đ" if match["d"][0] == "D" else "đ"
    vowel: str = match["vowel"]
    return vowel[0] + "".join(_SHAPES[mark] for mark in vowel[1:]) + _TONES.get(match["tone"] or "", "")


VIQR = Encoding("viqr", "VIQR", "VIQR", lambda text: unicodedata.normalize("NFC", _LETTER.sub(_letter, text)))
