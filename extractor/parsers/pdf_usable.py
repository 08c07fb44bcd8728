"""Whether the text of a page can be used, and if not, why: where recognising its picture would help."""

from enum import StrEnum

from extractor import regex
from extractor.parsers.pdf_health import is_garbled
from extractor.parsers.pdf_ink import PageInk

_FEW_LETTERS = 20  # a number or a name beside a picture that may hold the words
_STAMP_LETTERS = 200  # stamps over a scanned page
_STAMPED_LETTERS = 400  # what stamps and signatures may print over a page that is all picture
_COVERING = 0.5
_LETTER = regex.compile(r"[\p{L}\d]")
# What signing programs print over the page, one line each.
_SIGNED = regex.compile(
    r"(?im)^.{0,40}?(?:signature (?:not verified|valid)|digitally signed|(?:date|reason|location|email|e-mail)\s?:"
    r"|(?:được )?ký (?:số )?bởi|người ký|(?:thời gian|ngày|giờ) ký|cơ quan\s?:|chữ ký số).*$"
)


class Unusable(StrEnum):
    """Why a page gives no text: `BROKEN` cannot be opened, `SCAN` is a picture, `STAMPED` one with a few words
    printed over it, `GARBLED` has text that is no Vietnamese, `EMPTY` shows neither words nor a picture."""

    BROKEN = "broken"
    SCAN = "scan"
    STAMPED = "stamped"
    GARBLED = "garbled"
    EMPTY = "empty"


def why_unusable(page: PageInk) -> Unusable | None:
    """Why the page's text cannot be used; None where it can."""
    if page.broken:
        return Unusable.BROKEN
    worded = bool(page.lines or page.words)
    if page.recognised is None and page.pictured and not (worded and letters_of(page)):
        return Unusable.SCAN
    if not worded:
        return Unusable.EMPTY
    if page.recognised is not None:
        return None
    if is_garbled(page.raw):
        return Unusable.GARBLED
    covered = page.covered >= _COVERING and not page.unseen
    return Unusable.STAMPED if covered and letters_of(page) < _STAMP_LETTERS else None


def wants_recognition(page: PageInk) -> bool:
    """Whether a page has to be read off its picture: a scan, words recognised by an unknown program,
    a text layer that is no Vietnamese, little more than a stamp's words over an image of the whole page."""
    why = why_unusable(page)
    if why in (Unusable.SCAN, Unusable.STAMPED, Unusable.GARBLED):
        return True
    if why is not None or page.recognised is not None or not page.pictured:
        return False
    few = letters_of(page)
    covered = page.covered >= _COVERING and (page.unseen or few < _STAMPED_LETTERS)
    return covered or few < _FEW_LETTERS


def letters_of(page: PageInk) -> int:
    """How many letters and digits the page has; over a picture of the whole page those of a signing program
    apart."""
    text = page.raw[:2000]
    return len(_LETTER.findall(_SIGNED.sub("", text) if page.covered >= _COVERING else text))
