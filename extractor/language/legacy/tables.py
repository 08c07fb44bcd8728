"""Codes of the old Vietnamese fonts, each as the characters that windows-1252 shows for its bytes.

The tables are those of TCVN 5712:1993 as the ABC fonts (.VnTime) hold it, of the VNI fonts (VNI-Windows),
of VPS and of BK HCM 2. TCVN3 was compared with TCVN5712-1 of glibc; VNI and VPS with the tables of UniKey and
of xvnkb, BK HCM 2 with that of UniKey: letter by letter, no difference.
"""

from extractor.language.legacy.letters import TONES, VOWELS, toned


def shown(byte: int) -> str:
    """A byte as windows-1252 shows it; the five codes it leaves free as the control characters."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


# What a byte can look like: windows-1252, or Latin-1 with its control characters.
SHOWN_BYTES = {chr(byte): byte for byte in range(0x100)} | {shown(byte): byte for byte in range(0x80, 0xA0)}
_C1 = {byte: shown(byte) for byte in range(0x80, 0xA0)}


def shown_bytes(data: bytes) -> str:
    """Bytes in an unknown encoding of 8 bits as windows-1252 text, one character a byte."""
    return data.decode("latin-1").translate(_C1)


def _coded(letters: str, codes: str) -> dict[str, str]:
    """Letters by what windows-1252 shows for their codes (two hexadecimal digits each, `--` for none)."""
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return {shown(int(code, 16)): letter for letter, code in zip(letters, pairs, strict=True) if code != "--"}


def _rows(rows: dict[str, str]) -> dict[str, str]:
    """Codes of each vowel with its tones, in the order of TONES: grave, hook, tilde, acute, dot below."""
    table: dict[str, str] = {}
    for vowel, codes in rows.items():
        table |= _coded("".join(toned(vowel, tone) for tone in TONES), codes)
    return table


TCVN3: dict[str, str] = _coded("ĂÂÊÔƠƯĐăâêôơưđ", "a1a2a3a4a5a6a7a8a9aaabacadae") | _rows(
    {
        "a": "b5b6b7b8b9",
        "ă": "bbbcbdbec6",
        "â": "c7c8c9cacb",
        "e": "cccecfd0d1",
        "ê": "d2d3d4d5d6",
        "i": "d7d8dcddde",
        "o": "dfe1e2e3e4",
        "ô": "e5e6e7e8e9",
        "ơ": "eaebecedee",
        "u": "eff1f2f3f4",
        "ư": "f5f6f7f8f9",
        "y": "fafbfcfdfe",
    }
)
VPS: dict[str, str] = (
    _rows(
        {
            "A": "808182c1--",
            "Ă": "8e8ff08d--",
            "Â": "8485--83--",
            "E": "d7defec9--",
            "Ê": "93949590--",
            "I": "b5b7b8b4--",
            "O": "bcbdbeb9--",
            "Ô": "97989996--",
            "Ơ": "9e9fa69d--",
            "U": "a8d1acda--",
            "Ư": "afb1--ad--",
            "Y": "b2fdb3dd--",
        }
    )
    | _coded("ĂÂÊÔƠƯĐăâêôơưđ", "88c2cad4f7d0f1e6e2eaf4d6dcc7")
    | _rows(
        {
            "a": "e0e4e3e1e5",
            "ă": "a2a3a4a1a5",
            "â": "c0c4c5c3c6",
            "e": "e8c8ebe9cb",
            "ê": "8a8bcd898c",
            "i": "ecccefedce",
            "o": "f2d5f5f386",
            "ô": "d2b087d3b6",
            "ơ": "a9aaaba7ae",
            "u": "f9fbdbfaf8",
            "ư": "d8babbd9bf",
            "y": "ff9bcf9a9c",
        }
    )
)


def _composed(bases: dict[str, str], marks: dict[str, str], single: dict[str, str]) -> dict[str, str]:
    """Small letters written as a base and a mark: `marks` of each vowel for the five tones."""
    table = {code: letter for letter, code in (bases | single).items()}
    for vowel in VOWELS.replace("i", ""):
        letters = (toned(vowel, tone) for tone in TONES)
        pairs = zip(marks.get(vowel, marks[""]), letters, strict=True)
        table |= {_base(bases, vowel) + mark: letter for mark, letter in pairs if letter not in single}
    return table


def _base(bases: dict[str, str], vowel: str) -> str:
    """What stands before a tone: in VNI «â» takes the tone instead of its hat («aâ», «aá»)."""
    return bases.get(vowel, vowel)[0]


def _both_cases(small: dict[str, str]) -> dict[str, str]:
    """The same with capitals; a mark may be small or capital, its letter decides."""
    table = dict(small)
    for code, letter in small.items():
        table[code.upper()] = letter.upper()
        table[code[0].upper() + code[1:]] = letter.upper()
        table[code[0] + code[1:].upper()] = letter
    return table


VNI: dict[str, str] = _both_cases(
    _composed(
        {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö"},
        {"": "øûõùï", "ă": "èúüéë", "â": "àåãáä", "ê": "àåãáä", "ô": "àåãáä"},
        {"ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î", "đ": "ñ"},
    )
)
BKHCM2: dict[str, str] = _both_cases(
    _composed(
        {"ă": "ù", "â": "ê", "ê": "ï", "ô": "ö", "ơ": "ú", "ư": "û"},
        {"": "âãäáå", "ă": "çèéæå", "â": "ìíîëå", "ê": "ìíîëå", "ô": "ìíîëå"},
        {"ì": "ò", "ỉ": "ó", "ĩ": "ô", "í": "ñ", "ị": "õ", "đ": "à"},
    )
)
