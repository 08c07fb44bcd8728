"""The bytes of a text file as Unicode: UTF-8, UTF-16, UTF-32 or one of the old Vietnamese encodings."""

import codecs
import unicodedata
from collections.abc import Sequence

from extractor import regex
from extractor.errors import FileState, UnreadableFile
from extractor.language.legacy import (
    VIQR,
    Encoding,
    Stretch,
    Verdicts,
    conversion_notes,
    is_suspect,
    judge,
    shown_bytes,
    stretches_from_viqr,
    with_capitals,
    with_hyphens_as_letters,
)
from extractor.parsers.flow import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SOFT_HYPHEN = "\u00ad"
_LABEL = regex.compile(r"\s*[A-Za-z]-\s")
_MOST_BROKEN = 0.1
_OTHER_SCRIPTS = regex.compile(r"[\p{L}--\p{Latin}]|[\u0180-\u019f\u01b1-\u02ff]", regex.V1)


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Text of the bytes, and what the user is told of its encoding.

    UTF-8, UTF-16 and UTF-32 (with or without mark) are told by the bytes; what is none of them, and Unicode
    text that old codes were copied into, is judged line by line (`language.legacy`). Raises UnreadableFile
    (`unsupported`) for bytes that are no text or in no encoding that reads as Vietnamese.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _converted(data.decode(encoding, errors="replace"))
    if guess := _utf16_without_mark(data):
        return _converted(data.decode(guess, errors="replace"))
    if b"\x00" in data[:4096]:
        raise UnreadableFile(
            FileState.UNSUPPORTED,
            "không phải tệp văn bản (.docx, .pdf, .txt)",
            "not a text file (.docx, .pdf, .txt)",
        )
    try:
        return _converted(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 or data.count(b"\xef\xbf\xbd"):  # cut in the middle of a letter
            return _converted(data.decode("utf-8", errors="replace"))
        return _decoded_by_line(data)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 16:
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 0.3 * len(sample) / 2 and even < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if even > 0.3 * len(sample) / 2 and odd < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return None


def _converted(text: str) -> tuple[str, list[Note]]:
    """Unicode text, its letters composed, with the lines of old codes in it converted."""
    text = unicodedata.normalize("NFC", text)  # how long a line is counts when lines are joined
    viqr = stretches_from_viqr(text)
    notes = [] if viqr is None else conversion_notes([VIQR])
    text = text if viqr is None else viqr
    if text.isascii() or not is_suspect(text):
        return text, notes
    lines = text.split("\n")
    verdicts = judge([Stretch(line) for line in lines])
    return _read(lines, verdicts), notes + conversion_notes(verdicts.encodings, doubtful=verdicts.doubtful)


def _decoded_by_line(data: bytes) -> tuple[str, list[Note]]:
    """Bytes that are not UTF-8 as a whole: some of their lines may be, the others are in an old encoding."""
    lines = [_as_utf8(line) for line in data.split(b"\n")]
    shown = [
        shown_bytes(raw) if line is None else line for raw, line in zip(data.split(b"\n"), lines, strict=True)
    ]
    viqr = stretches_from_viqr("\n".join(shown))
    notes = [] if viqr is None else conversion_notes([VIQR])
    shown = shown if viqr is None else viqr.split("\n")
    verdicts = judge([Stretch(line) for line in shown])
    if not (any(verdicts.encodings) or notes) and all(line is None or line.isascii() for line in lines):
        raise UnreadableFile(
            FileState.UNSUPPORTED,
            "bảng mã chữ không nhận ra được (đọc được UTF-8, UTF-16, windows-1258, TCVN3, VNI, VPS)",
            "unknown character encoding (UTF-8, UTF-16, windows-1258, TCVN3, VNI, VPS can be read)",
        )
    return _read(shown, verdicts), notes + conversion_notes(verdicts.encodings, doubtful=verdicts.doubtful)


def _as_utf8(line: bytes) -> str | None:
    """A line as UTF-8, single broken bytes replaced; None where it is none.

    Two letters of an old encoding may be the code of one in another script.
    """
    text = line.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if not broken:
        return None if _OTHER_SCRIPTS.search(text) else text
    marked = sum(not character.isascii() for character in text)
    return text if broken <= _MOST_BROKEN * marked else None


def _read(lines: Sequence[str], verdicts: Verdicts) -> str:
    """The lines decoded; where no line has the soft hyphen that «ư» is in TCVN3, its hyphens may be that."""
    hyphened = not any(_SOFT_HYPHEN in line for line in lines)
    pairs = zip(lines, verdicts.encodings, strict=True)
    return "\n".join(_read_line(line, encoding, hyphened=hyphened) for line, encoding in pairs)


def _read_line(line: str, encoding: Encoding | None, *, hyphened: bool) -> str:
    if encoding is None:
        return line
    if not encoding.caseless:
        return encoding.decode(line)
    label = _LABEL.match(line)
    body = label.end() if label else 0
    rest = with_hyphens_as_letters(line[body:]) if hyphened else line[body:]
    return line[:body] + with_capitals(encoding.decode(rest))
