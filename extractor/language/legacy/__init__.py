"""Vietnamese in old codes (TCVN3, VNI, VPS, windows-1258, VIQR, wrongly decoded UTF-8) read as Unicode."""

from collections.abc import Iterable

from extractor.language.legacy.capitals import pieces_with_capitals, with_capitals
from extractor.language.legacy.encodings import ENCODINGS, Encoding, with_hyphens_as_letters
from extractor.language.legacy.fonts import PICTURES, Claim, claim_of
from extractor.language.legacy.judge import Stretch, Verdicts, is_suspect, judge, may_be_suspect
from extractor.language.legacy.tables import shown, shown_bytes
from extractor.language.legacy.viqr import VIQR, from_viqr, stretches_from_viqr

__all__ = [
    "ENCODINGS",
    "PICTURES",
    "VIQR",
    "Claim",
    "Encoding",
    "Stretch",
    "Verdicts",
    "claim_of",
    "conversion_notes",
    "from_viqr",
    "is_suspect",
    "judge",
    "may_be_suspect",
    "pieces_with_capitals",
    "shown",
    "shown_bytes",
    "stretches_from_viqr",
    "with_capitals",
    "with_hyphens_as_letters",
]


def conversion_notes(
    encodings: Iterable[Encoding | None], *, doubtful: bool = False
) -> list[tuple[str, str]]:
    """What the user is told, in Vietnamese and English, of the encodings that were converted (None: Unicode)."""
    names = [(encoding.vi, encoding.en) for encoding in encodings if encoding is not None]
    notes = [
        (
            f"có chữ theo bảng mã cũ ({vi}), đã chuyển sang Unicode khi đọc",
            f"text in a legacy encoding ({en}) was converted to Unicode",
        )
        for vi, en in dict.fromkeys(names)
    ]
    if doubtful:
        notes.append(
            (
                "có chữ có thể theo bảng mã cũ nhưng chưa đủ căn cứ, giữ nguyên",
                "some words may be in a legacy encoding; too few to tell, left as they are",
            )
        )
    return notes
