"""The old encodings as decoders: from what a text looks like in Unicode to what it says."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extractor import regex
from extractor.language.legacy.syllables import is_syllable
from extractor.language.legacy.tables import BKHCM2, SHOWN_BYTES, TCVN3, VNI, VPS, shown

_SYMBOLS = "¡-\u00ac®-¿×÷"
_ALWAYS_LETTERS = frozenset("®§")  # đ and Đ stand alone in lists («®)») and after sums («5.000®»)
_LONE_WORDS = frozenset("£¤¥")  # «Ê», «Ô», «Ơ» of names («Ê Đê», «Ô Lâm»), by themselves signs of currencies
_OPENING = "«"  # by itself no quotation mark but «ô»
_EDGES = "«»·×÷"
_MINUS = "\u2212"  # what some PDF programs make of the soft hyphen, the code of «ư» in TCVN3


@dataclass(frozen=True, slots=True)
class Encoding:
    """An old encoding: its name for the user in Vietnamese and English, and its decoder.

    `decode` turns text as it looks in Unicode into what was meant; what the encoding does not hold, and
    every figure, stays. `caseless`: its marked capitals have no codes of their own.
    """

    key: str
    vi: str
    en: str
    decode: Callable[[str], str]
    caseless: bool = False
    even: bool = False
    pairs: Mapping[str, str] = field(default_factory=dict, compare=False)

    def decode_pieces(self, pieces: Sequence[str]) -> list[str]:
        """The same pieces decoded, where they are one text in several fonts that may cut its words."""
        if self.even:
            whole = iter(self.decode("".join(pieces)))
            return ["".join(islice(whole, len(piece))) for piece in pieces]
        return [self.decode(piece) for piece in self._uncut(pieces)]

    def _uncut(self, pieces: Sequence[str]) -> list[str]:
        """The pieces with a mark that begins one moved to its letter at the end of the one before."""
        whole = list(pieces)
        for at in range(1, len(whole)):
            if whole[at - 1][-1:] + whole[at][:1] in self.pairs:
                whole[at - 1] += whole[at][0]
                whole[at] = whole[at][1:]
        return whole


def _by_word(table: Mapping[str, str]) -> Callable[[str], str]:
    """Decoder of an encoding of one code a letter, some of them signs that also stand for themselves."""
    codes = "".join(regex.escape(code) for code in table)
    word = regex.compile(rf"[A-Za-z{codes}]+")
    letters = str.maketrans(dict(table))

    def decoded(match: regex.Match[str]) -> str:
        return _decoded_word(match, letters)

    return lambda text: text if text.isascii() else str(word.sub(decoded, text))


def _decoded_word(match: "regex.Match[str]", letters: dict[int, str]) -> str:
    found: str = match[0]
    if found.isascii():
        return found
    then = match.string[match.end() : match.end() + 1]
    if not any(c.isalpha() for c in found) and not _ALWAYS_LETTERS.intersection(found):
        if found in _LONE_WORDS:
            return found.translate(letters) if _among_words(match) else found
        alone = found == _OPENING and not then.strip() and not match.string[: match.start()][-1:].strip()
        return found.translate(letters) if alone else found  # «×», «°», «½» by themselves stay
    before, core, after = _core(found, then, letters)
    return before + core.translate(letters) + after


_WORD_BEFORE = regex.compile(r"[A-Za-z\u00a1-\u00ff][,;]?[ \u00a0]\Z")
_WORD_AFTER = regex.compile(r"[ \u00a0][A-Za-z\u00a1-\u00ff]|[,.;:)]*(?:\s|\Z)(?!\s*\d)")


def _among_words(match: "regex.Match[str]") -> bool:
    """Whether a sign stands where a word does: behind one on its line, no figure beside it."""
    text: str = match.string
    before = text[max(0, match.start() - 3) : match.start()]
    return bool(_WORD_BEFORE.search(before) and _WORD_AFTER.match(text, match.end()))


def _core(word: str, then: str, letters: dict[int, str]) -> tuple[str, str, str]:
    """A word without the quotation marks and signs that only stand beside it."""
    core = word.rstrip("×÷±") if then.isdigit() else word
    if is_syllable(core.translate(letters)):
        return "", core, word[len(core) :]
    bare = core.strip(_EDGES)
    if bare and is_syllable(bare.translate(letters)):
        at = word.index(bare)
        return word[:at], bare, word[at + len(bare) :]
    return "", core, word[len(core) :]


def _by_pair(table: Mapping[str, str]) -> Callable[[str], str]:
    """Decoder of an encoding of base letters and marks."""
    pairs = regex.compile("|".join(regex.escape(code) for code in sorted(table, key=len, reverse=True)))
    return lambda text: text if text.isascii() else str(pairs.sub(lambda match: table[match[0]], text))


_TCVN3_WORDS = _by_word(TCVN3)
_MINUS_IN_WORD = regex.compile(r"(?<=[A-Za-z\u00a1-\u00ff])−(?=[ ,.;:)]|$)|−(?=[A-Za-z\u00a1-\u00ff])")


def _tcvn3(text: str) -> str:
    return _TCVN3_WORDS(_MINUS_IN_WORD.sub("\u00ad", text) if _MINUS in text else text)


_HYPHENED = regex.compile(r"(?<![A-Za-z\u00a1-\u00fe-])[A-Za-z\u00a1-\u00fe]*+-[A-Za-z\u00a1-\u00fe-]*(?!\d)")


def with_hyphens_as_letters(text: str) -> str:
    """TCVN3 text out of a PDF, the hyphens that are «ư» as its code: «ng-êi», «®-îc», «®Çu t-».

    The code is the soft hyphen's, which fonts of PDFs call a hyphen; it is the letter where that makes a
    syllable of the word.
    """
    return str(_HYPHENED.sub(_with_u, text)) if "-" in text else text


def _with_u(match: "regex.Match[str]") -> str:
    word: str = match[0]
    read = word.replace("-", "\u00ad")
    return read if is_syllable(_tcvn3(read)) else word


def _code_page_1258() -> dict[int, str]:
    """What windows-1258 means where windows-1252 shows something else."""
    table: dict[int, str] = {}
    for byte in range(0xC0, 0x100):
        meant = bytes([byte]).decode("cp1258", errors="replace")
        if meant not in (shown(byte), "\ufffd"):
            table[ord(shown(byte))] = meant
    return table


_CP1258 = _code_page_1258()


def _cp1258(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_CP1258))


def _looks_like(low: int, high: int) -> str:
    return "".join(regex.escape(look) for look, byte in SHOWN_BYTES.items() if low <= byte <= high)


_CONTINUATION = f"[{_looks_like(0x80, 0xBF)}]"
_UTF8 = regex.compile(
    rf"[\u00c2-\u00df]{_CONTINUATION}|[\u00e0-\u00ef]{_CONTINUATION}{{2}}|[\u00f0-\u00f4]{_CONTINUATION}{{3}}"
    r"|(?<cut>Ã)(?=[ .,;:)\n]|$)"  # its second byte is a no-break space, which many programs make a space
)


def _utf8(text: str) -> str:
    return text if text.isascii() else str(_UTF8.sub(_utf8_letter, text))


def _utf8_letter(match: "regex.Match[str]") -> str:
    if match["cut"]:
        return "à"
    try:
        return bytes(SHOWN_BYTES[look] for look in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return str(match[0])


_MISREAD = "UTF-8 bị giải mã sai", "wrongly decoded UTF-8"
ENCODINGS: dict[str, Encoding] = {
    encoding.key: encoding
    for encoding in (
        Encoding("tcvn3", "TCVN3 (ABC)", "TCVN3 (ABC)", _tcvn3, caseless=True, even=True),
        Encoding("vni", "VNI-Windows", "VNI-Windows", _by_pair(VNI), pairs=VNI),
        Encoding("cp1258", "windows-1258", "windows-1258", _cp1258),
        Encoding("utf8", *_MISREAD, _utf8),
        Encoding("utf8-twice", *_MISREAD, lambda text: _utf8(_utf8(text))),
        Encoding("vps", "VPS", "VPS", _by_word(VPS), even=True),
        Encoding("bkhcm2", "BK HCM 2", "BK HCM 2", _by_pair(BKHCM2), pairs=BKHCM2),
    )
}
