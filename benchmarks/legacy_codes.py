"""Writers of the old Vietnamese encodings, for tests: plain Unicode text as those fonts and files hold it."""

import io
import unicodedata
import zipfile
from collections.abc import Callable

import regex

from extractor.language.legacy.letters import MARKED
from extractor.language.legacy.tables import BKHCM2, TCVN3, VNI, VPS, shown_bytes

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CAPITALS_ONLY = "".join(letter for letter in MARKED if letter.isupper() and letter not in TCVN3.values())
_RUN = regex.compile(rb"<w:r>((?:(?!</w:r>).)*)</w:r>", regex.DOTALL)
_WORDS = regex.compile(rb"(<w:t[^>]*>)([^<]*)(</w:t>)")
_PROPERTIES = regex.compile(rb"<w:rPr>(?:<w:rStyle[^>]*/>)?")
_CAPITAL_WORD = regex.compile(
    rf"[A-Z{_CAPITALS_ONLY}ĂÂÊÔƠƯĐ]*[{_CAPITALS_ONLY}]+[A-Z{_CAPITALS_ONLY}ĂÂÊÔƠƯĐ]*"
)


def _inverse(table: dict[str, str]) -> dict[str, str]:
    return {letter: code for code, letter in table.items()}


_TCVN3, _VPS = _inverse(TCVN3), _inverse(VPS)


def _own_case(table: dict[str, str]) -> dict[str, str]:
    """The code of each letter with base and mark in its own case."""
    return {
        letter: code
        for code, letter in table.items()
        if code == (code.upper() if letter.isupper() else code.lower())
    }


_VNI, _BKHCM2 = _own_case(VNI), _own_case(BKHCM2)


def as_vni(text: str) -> str:
    """The text as a VNI font holds it."""
    return "".join(_VNI.get(letter, letter) for letter in text)


def as_bkhcm2(text: str) -> str:
    """The text as a font of BK HCM 2 holds it."""
    return "".join(_BKHCM2.get(letter, letter) for letter in text)


def as_tcvn3(text: str) -> str:
    """The text as .VnTime holds it: capitals with tones look like the small letters."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def as_vps(text: str) -> str:
    """The text as a VPS font holds it; capitals that it lacks as small letters."""
    return "".join(_VPS.get(letter) or _VPS.get(letter.lower(), letter) for letter in text)


def as_cp1258(text: str) -> str:
    """What windows-1252 shows of the text in windows-1258."""
    return shown_bytes(_windows_1258(text))


def _windows_1258(text: str) -> bytes:
    encoded = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in _TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        encoded += (base + tones).encode("cp1258", errors="replace")
    return encoded


def as_misread_utf8(text: str) -> str:
    """UTF-8 taken for windows-1252."""
    return shown_bytes(text.encode())


def as_nfd(text: str) -> str:
    """The text with every mark as a character of its own."""
    return unicodedata.normalize("NFD", text)


SHOWN: dict[str, Callable[[str], str]] = {
    "tcvn3": as_tcvn3,
    "vni": as_vni,
    "vps": as_vps,
    "cp1258": as_cp1258,
    "utf8": as_misread_utf8,
    "utf8-twice": lambda text: as_misread_utf8(as_misread_utf8(text)),
}


def _bytes_of(shown: str) -> bytes:
    """Characters that windows-1252 lacks (≥, •) are left out of a file of 8 bits as question marks."""
    return b"".join(
        letter.encode("cp1252", errors="replace") if ord(letter) > 0xFF else letter.encode("latin-1")
        for letter in shown
    )


BYTES: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "nfd": lambda text: as_nfd(text).encode(),
    "tcvn3": lambda text: _bytes_of(as_tcvn3(text)),
    "vni": lambda text: _bytes_of(as_vni(text)),
    "windows-1258": _windows_1258,
}


def in_vntime(docx: bytes) -> bytes:
    """A .docx whose runs are set in .VnTime, words with toned capitals in .VnTimeH."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.startswith(("word/document", "word/footnotes")):
                content = _RUN.sub(_vntime_runs, content)
            archive.writestr(member.filename, content)
    return target.getvalue()


def _vntime_runs(run: "regex.Match[bytes]") -> bytes:
    inside: bytes = run[1]
    words = _WORDS.search(inside)
    if words is None:
        return bytes(run[0])
    pieces = _pieces(words[2].decode())
    return b"".join(_run(inside, words, piece, font) for piece, font in pieces)


def _run(inside: bytes, words: "regex.Match[bytes]", piece: str, font: str) -> bytes:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'.encode()
    text = b'<w:t xml:space="preserve">' + as_tcvn3(piece).encode() + b"</w:t>"
    content = inside[: words.start()] + text + inside[words.end() :]
    if b"<w:rPr>" in content:
        content = _PROPERTIES.sub(lambda match: match[0] + fonts, content, count=1)
    else:
        content = b"<w:rPr>" + fonts + b"</w:rPr>" + content
    return b"<w:r>" + content + b"</w:r>"


def _pieces(text: str) -> list[tuple[str, str]]:
    """The text cut into words with toned capitals, which .VnTimeH prints, and the rest."""
    pieces: list[tuple[str, str]] = []
    done = 0
    for match in _CAPITAL_WORD.finditer(text):
        pieces += [(text[done : match.start()], ".VnTime"), (match[0].lower(), ".VnTimeH")]
        done = match.end()
    pieces.append((text[done:], ".VnTime"))
    return [(piece, font) for piece, font in pieces if piece]
