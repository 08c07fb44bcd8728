"""Letters of a PDF in old Vietnamese fonts turned into Unicode, one character for each of pdfium's."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor import regex
from extractor.language.legacy import (
    PICTURES,
    Claim,
    Encoding,
    Stretch,
    claim_of,
    conversion_notes,
    is_suspect,
    judge,
    pieces_with_capitals,
    with_hyphens_as_letters,
)
from extractor.parsers.flow import Note

FILLER = "\u2060"  # what stands where a letter of two characters has become one
LAST_U = "\ue0ad"  # «ư» at the end of a line, where pdfium saw a hyphen and no line's end
_HYPHEN = "\ufffe"
_LABEL = regex.compile(r"[A-Za-z]-")
_LINE = regex.compile(r"[^\r\n\x00]+")
_CHUNK = regex.compile(r"[^\s\x00\ufffe]+\ufffe?")
_NAME_LENGTH = 128


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters `start` to `end` of a page: of one line, in fonts that stand for one encoding."""

    start: int
    end: int
    claim: str | None


@dataclass(slots=True)
class LegacyLetters:
    """Reads the pages of one document, in order; remembers what its fonts proved to hold."""

    _proofs: dict[str | None, Stretch] = field(default_factory=dict)
    _used: list[Encoding | None] = field(default_factory=list)
    _doubtful: bool = False

    def read(self, page: pdfium.PdfTextPage, text: str) -> str:
        """The page's text in Unicode, of the same length; as it is where nothing in it is in old codes."""
        text = text.replace(LAST_U, "\ufffd")  # printed by the page itself, no sign of ours
        if not is_suspect(text):
            return text
        claims = _claims(page, text)
        parts = list(_parts(text, claims))
        stretches = [Stretch(text[part.start : part.end], part.claim) for part in parts]
        known = list(self._proofs.values())
        verdicts = judge([*known, *stretches])
        encodings = verdicts.encodings[len(known) :]
        self._remember(stretches, encodings)
        self._doubtful |= verdicts.doubtful
        return _converted(text, parts, encodings, claims)

    def notes(self) -> list[Note]:
        """What the user is told of the pages read so far."""
        return conversion_notes(self._used, doubtful=self._doubtful)

    def _remember(self, stretches: Sequence[Stretch], encodings: Sequence[Encoding | None]) -> None:
        """The longest words of each font that were converted prove the next page's few ones."""
        for stretch, encoding in zip(stretches, encodings, strict=True):
            held = self._proofs.get(stretch.claim)
            if encoding is not None and (held is None or len(stretch.text) > len(held.text)):
                self._proofs[stretch.claim] = stretch
        self._used += dict.fromkeys(encodings)


def _claims(page: pdfium.PdfTextPage, text: str) -> list[Claim]:
    """What the font of each character stands for; white space goes with what stands before it."""
    fonts: dict[int, Claim] = {}
    claims: list[Claim] = []
    for index, character in enumerate(text):
        if character.isspace() and claims:
            claims.append(claims[-1])
            continue
        printed = raw.FPDFText_GetTextObject(page, index)
        font = raw.FPDFTextObj_GetFont(printed) if printed else None
        if not font:
            claims.append(claims[-1] if claims else Claim())
            continue
        key = ctypes.addressof(font.contents)
        if key not in fonts:
            fonts[key] = claim_of(_name(font))
        claims.append(fonts[key])
    return claims


def _name(font: "ctypes._Pointer[raw.fpdf_font_t__]") -> str:
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    raw.FPDFFont_GetBaseFontName(font, name, _NAME_LENGTH)
    return name.value.decode("latin-1")


def _parts(text: str, claims: Sequence[Claim]) -> Iterator[_Part]:
    for line in _LINE.finditer(text):
        start = line.start()
        for at in range(line.start() + 1, line.end() + 1):
            if at == line.end() or claims[at].key != claims[start].key:
                if claims[start].key != PICTURES:
                    yield _Part(start, at, claims[start].key)
                start = at


def _converted(
    text: str, parts: Sequence[_Part], encodings: Sequence[Encoding | None], claims: Sequence[Claim]
) -> str:
    pieces: list[str] = []
    done = 0
    for part, encoding in zip(parts, encodings, strict=True):
        if encoding is None:
            continue
        pieces.append(text[done : part.start])
        pieces.append(_read_part(text, part, encoding, claims))
        done = part.end
    return "".join([*pieces, text[done:]])


def _read_part(text: str, part: _Part, encoding: Encoding, claims: Sequence[Claim]) -> str:
    """The part's words, each padded to the length it has in the page's text."""
    read: list[str] = []
    done = part.start
    for match in _CHUNK.finditer(text, part.start, part.end):
        is_label = match.start() == part.start and _LABEL.fullmatch(match[0])
        words = match[0] if is_label else _word(match[0], encoding)
        letters = zip(words, claims[match.start() : match.end()], strict=False)
        cased = "".join(letter.upper() if claim.capitals else letter for letter, claim in letters)
        read += [text[done : match.start()], cased.ljust(len(match[0]), FILLER)]
        done = match.end()
    whole = "".join([*read, text[done : part.end]])
    return pieces_with_capitals([whole])[0] if encoding.caseless else whole


def _word(word: str, encoding: Encoding) -> str:
    """A word decoded; in TCVN3 some of its hyphens are «ư»."""
    if not encoding.caseless:
        return encoding.decode(word)
    if not word.endswith(_HYPHEN):
        return encoding.decode(with_hyphens_as_letters(word))
    read = encoding.decode(with_hyphens_as_letters(f"{word[:-1]}-"))
    return read[:-1] + (LAST_U if read.endswith("ư") else _HYPHEN)
