"""What is told of the files that a .pdf carries along, none of which is read."""

from collections.abc import Iterator
from textwrap import shorten

import pypdfium2 as pdfium

from extractor.parsers.flow import Note

_MOST_NAMED = 5
_MOST_LETTERS = 120


def attachment_notes(document: pdfium.PdfDocument) -> Iterator[Note]:
    """That files are attached, with the first of their names; nothing where there are none."""
    count = document.count_attachments()
    if count <= 0:
        return
    names = [name for index in range(min(count, _MOST_NAMED)) if (name := _name(document, index))]
    more = ["…"] if count > _MOST_NAMED else []
    told = shorten(", ".join([*names, *more]), _MOST_LETTERS, placeholder=" …")
    yield (
        f"có {count} tệp đính kèm trong tệp .pdf, không đọc, hãy lưu ra riêng"
        + (f": «{told}»" if told else ""),
        f"files attached to the .pdf ({count}) were not read, save them on their own"
        + (f": “{told}”" if told else ""),
    )


def _name(document: pdfium.PdfDocument, index: int) -> str:
    """The name as it can be shown, "" where there is none."""
    try:
        name = str(document.get_attachment(index).get_name())
        return "".join(filter(str.isprintable, name)).strip()
    except (pdfium.PdfiumError, UnicodeError):  # a name may be half a sign
        return ""
