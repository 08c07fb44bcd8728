"""Whether the text of a page can be used, and if not, why: where recognising its picture would help."""

from enum import StrEnum

import regex

from extractor.parsers.pdf_health import is_garbled
from extractor.parsers.pdf_ink import PageInk

_FEW_LETTERS = 20  # a stamp or a signature's date over a scanned page
_STAMPED_LETTERS = 400  # what stamps and signatures may print over a page that is all picture
_COVERING = 0.5
_LETTER = regex.compile(r"[\p{L}\d]")
# What signing programs print over the page, one line each.
_SIGNED = regex.compile(
    r"(?im)^.{0,40}?(?:signature (?:not verified|valid)|digitally signed|(?:date|reason|location|email|e-mail)\s?:"
    r"|(?:được )?ký (?:số )?bởi|người ký|(?:thời gian|ngày|giờ) ký|cơ quan\s?:|chữ ký số).*$"
)


class Unusable(StrEnum):
    """Why a page gives no text: `BROKEN` cannot be opened, `SCAN` is a picture, `GARBLED` has text that is no
    Vietnamese, `EMPTY` shows neither words nor a picture."""

    BROKEN = "broken"
    SCAN = "scan"
    GARBLED = "garbled"
    EMPTY = "empty"


def why_unusable(page: PageInk) -> Unusable | None:
    """Why the page's text cannot be used; None where it can."""
    if page.broken:
        return Unusable.BROKEN
    if page.recognised is None and page.pictured and _letters(page) < _FEW_LETTERS:
        return Unusable.SCAN
    if not (page.lines or page.words):
        return Unusable.EMPTY
    garbled = page.recognised is None and is_garbled(page.raw)
    return Unusable.GARBLED if garbled else None


def wants_recognition(page: PageInk) -> bool:
    """Whether a page has to be read off its picture: a scan, words recognised by an unknown program,
    a text layer that is no Vietnamese, little more than a stamp's words over an image of the whole page."""
    why = why_unusable(page)
    if why in (Unusable.SCAN, Unusable.GARBLED):
        return True
    pictured = why is None and page.covered >= _COVERING
    return pictured and (page.unseen or _letters(page) < _STAMPED_LETTERS)


def _letters(page: PageInk) -> int:
    """How many letters and digits the page has; over a picture of the whole page those of a signing program
    apart."""
    text = page.raw[:2000]
    return len(_LETTER.findall(_SIGNED.sub("", text) if page.covered >= _COVERING else text))
