"""Signs of a bad text layer: letters out of order, codes that are no Vietnamese, letters mapped wrongly."""

import regex

_LONE_VOWEL = regex.compile(
    r"(?<![\p{L}\d])[ăâêôơưáảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ](?![\p{L}\d])",
    regex.IGNORECASE,
)
_REAL_WORDS = frozenset("ởýôáồố")  # words of one accented vowel that plans use
_SHUFFLED_RATE = 8 / 1000
_VIETNAMESE = "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_GOOD = regex.compile(f"[{_VIETNAMESE}{_VIETNAMESE.upper()}ÐðƢƣ]")
_FOREIGN = regex.compile(
    rf"(?V1)[\p{{L}}--[A-Za-z{_VIETNAMESE}{_VIETNAMESE.upper()}ÐðƢƣªº]]"
    r"|[\u0001-\u0008\u000e-\u001f\u007f-\u009f¡-¦¨©ª¬®¯´µ¶¸-º¼-¿\ufffd]"
    r"|[\ue000-\uefff\uf100-\uf8ff]|\(cid:\d+\)"
)
_GARBLED_SHARE = 0.1
_GARBLED_COUNT = 10
_WRONG_LETTERS = str.maketrans("ƢƣÐð", "ƯưĐđ")
# Symbol and Wingdings codes that Word's bullets and signs come out as.
_SYMBOLS = str.maketrans(
    {
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
    lone = sum(match[0].lower() not in _REAL_WORDS for match in _LONE_VOWEL.finditer(text))
    return lone >= 2 and lone > _SHUFFLED_RATE * len(text)


def is_garbled(text: str) -> bool:
    """Whether the letters are codes of some font and no Vietnamese (TCVN3, VNI, no Unicode map)."""
    foreign = len(_FOREIGN.findall(text))
    if foreign < _GARBLED_COUNT:
        return False
    return foreign > _GARBLED_SHARE * (foreign + len(_GOOD.findall(text)))


def has_wrong_letters(text: str) -> bool:
    """Whether «Ƣ» stands where «Ư» is meant, a fault of old converters."""
    return "Ƣ" in text or "ƣ" in text


def mended(text: str) -> str:
    """«Ƣ» as «Ư», the Icelandic «Ð» as «Đ», codes of symbol fonts as the signs they print."""
    return text if text.isascii() else text.translate(_WRONG_LETTERS).translate(_SYMBOLS)
