"""Signs of a bad text layer: letters out of order, codes that are no Vietnamese, letters mapped wrongly."""

import regex

_VOWELS = "ăâêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_VIETNAMESE = frozenset(_VOWELS + _VOWELS.upper() + "đĐÐðƢƣ")
_REAL_WORDS = frozenset("ởýôáồố")  # words of one accented vowel that plans use
_LONE = _VIETNAMESE - frozenset("đĐÐðƢƣ") - _REAL_WORDS - {letter.upper() for letter in _REAL_WORDS}
_SHUFFLED_RATE = 8 / 1000
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\r\n\t \xa0–—“”‘’…•\ufffe")
_FOREIGN = regex.compile(
    r"[\p{L}\u0001-\u0008\u000e-\u001f\u007f-\u009f¡-¦¨©¬®¯´µ¶¸¹»¼-¿\ufffd\ue000-\uefff\uf100-\uf8ff]"
)
_GARBLED_SHARE = 0.1
_GARBLED_COUNT = 10
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


def is_shuffled(text: str) -> bool:
    """Whether accented vowels stand apart from their words, as where they come from a second font."""
    lone = sum(len(word) <= 2 and _LONE.issuperset(word) for word in text.split())
    return lone >= 2 and lone > _SHUFFLED_RATE * len(text)


def is_garbled(text: str) -> bool:
    """Whether the letters are codes of some font and no Vietnamese (TCVN3, VNI, no Unicode map)."""
    signs = set(text) - _PLAIN
    foreign = sum(text.count(sign) for sign in signs - _VIETNAMESE if _FOREIGN.match(sign))
    if foreign < _GARBLED_COUNT:
        return False
    return foreign > _GARBLED_SHARE * (foreign + sum(text.count(sign) for sign in signs & _VIETNAMESE))


def has_wrong_letters(text: str) -> bool:
    """Whether «Ƣ» stands where «Ư» is meant, a fault of old converters."""
    return "Ƣ" in text or "ƣ" in text


def mended(text: str) -> str:
    """«Ƣ» as «Ư», the Icelandic «Ð» as «Đ», codes of symbol fonts as the signs they print; same length."""
    return text.translate(_MENDED)
