"""Signs of a bad text layer: letters out of order, codes that are no Vietnamese, letters mapped wrongly."""

from extractor import regex
from extractor.language.legacy.syllables import is_syllable

_VOWELS = "ăâêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_VIETNAMESE = frozenset(_VOWELS + _VOWELS.upper() + "đĐÐðƢƣ")
_REAL_WORDS = frozenset("ởýôáồố")  # words of one accented vowel that plans use
_LONE = _VIETNAMESE - frozenset("đĐÐðƢƣ") - _REAL_WORDS - {letter.upper() for letter in _REAL_WORDS}
_LEAST_LONE = 2
_SHUFFLED_RATE = 10 / 1000  # of the letters: figures are never set in the second font
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\r\n\t \xa0–—“”‘’…•\ufffe")
_FOREIGN = regex.compile(
    r"[\p{L}\u0001-\u0008\u000e-\u001f\u007f-\u009f¡-¦¨©¬®¯´µ¶¸¹»¼-¿\ufffd\ue000-\uefff\uf100-\uf8ff]"
)
_GARBLED_SHARE = 0.1
_GARBLED_COUNT = 10
_MARKED_SHARE = 0.01
_PLAIN_WORD = regex.compile(r"[A-Za-z]{2,}")
_SAMPLE, _LEAST_WORDS, _KNOWN_SHARE = 4000, 40, 0.15
_ENGLISH = (
    "the of and to in for on is are be with by as at from this that or an not all will was have has which"
)
_FRENCH = "de la le les et des du en un une pour dans sur par est au aux que qui"
_COMMON = frozenset(f"{_ENGLISH} {_FRENCH}".split())
# Letters of old converters, and the Symbol and Wingdings codes that Word's bullets come out as.
_MENDED = str.maketrans(
    {
        "Ƣ": "Ư",
        "ƣ": "ư",
        "Ð": "Đ",
        "ð": "đ",
        "\uf02d": "-",
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf076": "❖",
        "\uf0a3": "≤",
        "\uf0b3": "≥",
        "\uf0b4": "×",
        "\uf0b1": "±",
        "\uf0b0": "°",
    }
)


def is_shuffled(text: str, *, beside_such: bool = False) -> bool:
    """Whether accented vowels stand apart from their words, as where they come from a second font.

    `beside_such`: they do so on another page of the file, and one that stands apart here is enough.
    """
    lone = sum(len(word) <= 2 and _LONE.issuperset(word) for word in text.split())
    if beside_such:
        return lone >= 1
    return lone >= _LEAST_LONE and lone > _SHUFFLED_RATE * sum(map(str.isalpha, text))


def is_garbled(text: str) -> bool:
    """Whether the letters are codes of some font and no Vietnamese (TCVN3, VNI, no or a wrong Unicode map)."""
    signs = set(text) - _PLAIN
    marked = sum(text.count(sign) for sign in signs & _VIETNAMESE)
    foreign = sum(text.count(sign) for sign in signs - _VIETNAMESE if _FOREIGN.match(sign))
    if foreign < _GARBLED_COUNT:
        return marked <= _MARKED_SHARE * len(text) and _is_gibberish(text)
    return foreign > _GARBLED_SHARE * (foreign + marked)


def _is_gibberish(text: str) -> bool:
    """Whether plain letters make no words: neither Vietnamese without its marks nor English or French."""
    words = [word.lower() for word in _PLAIN_WORD.findall(text, endpos=_SAMPLE)]
    if len(words) < _LEAST_WORDS:
        return False
    known = sum(word in _COMMON or is_syllable(word) for word in words)
    return known < _KNOWN_SHARE * len(words)


def has_wrong_letters(text: str) -> bool:
    """Whether «Ƣ» stands where «Ư» is meant, a fault of old converters."""
    return "Ƣ" in text or "ƣ" in text


def mended(text: str) -> str:
    """«Ƣ» as «Ư», the Icelandic «Ð» as «Đ», codes of symbol fonts as the signs they print; same length."""
    return text.translate(_MENDED)
