"""Whether text can be recognised on this machine, and how to enable it where it cannot."""

import shutil
from functools import lru_cache
from importlib.util import find_spec

from extractor.parsers.flow import Note

LANGUAGE = "vie"
_EXTRA = ("cv2", "pytesseract")
_INSTALL = (
    "để nhận dạng chữ, hãy cài phần mở rộng: pip install 'plan-extractor[ocr]'",
    "to recognise the text, install the extra: pip install 'plan-extractor[ocr]'",
)
_PROGRAM = (
    "để nhận dạng chữ, hãy cài Tesseract và dữ liệu tiếng Việt của nó (Debian: apt install tesseract-ocr-vie)",
    "to recognise the text, install Tesseract and its Vietnamese data (Debian: apt install tesseract-ocr-vie)",
)
_DATA = (
    "để nhận dạng chữ, hãy cài dữ liệu tiếng Việt của Tesseract (vie.traineddata)",
    "to recognise the text, install Tesseract's Vietnamese data (vie.traineddata)",
)


@lru_cache(maxsize=1)
def hindrance() -> Note | None:
    """How to enable the recognition of text, in Vietnamese and English; None where it can be done."""
    if any(find_spec(name) is None for name in _EXTRA):
        return _INSTALL
    if shutil.which("tesseract") is None:
        return _PROGRAM
    return None if LANGUAGE in languages() else _DATA


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that tesseract has data for; none where it cannot be run."""
    import pytesseract  # noqa: PLC0415  (the extra [ocr])

    try:
        return frozenset(pytesseract.get_languages())
    except (OSError, RuntimeError, SystemExit):
        return frozenset()
